//! The key both sides arrive at, and the confirmations made with it.

use std::fmt;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use spake2::{Identity, Password};

use super::{Element, Exporter};
use crate::protocol::JoinCode;

/// Proof of one side that it knows the code and sees the same connection: HMAC-SHA-256 under the exchanged key.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation(pub [u8; 32]);

impl fmt::Debug for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Confirmation(…)")
    }
}

/// Who confirms; neither side's confirmation can be played back as the other's.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Client,
    Server,
}

impl Side {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Client => b"pleiades client confirms",
            Self::Server => b"pleiades server confirms",
        }
    }
}

/// What the exchange gives, with the transcript it stands for.
pub(super) struct ConfirmationKey {
    key: Vec<u8>,
    client: Element,
    server: Element,
    exporter: Exporter,
}

impl ConfirmationKey {
    pub(super) const fn new(
        key: Vec<u8>,
        client: Element,
        server: Element,
        exporter: Exporter,
    ) -> Self {
        Self {
            key,
            client,
            server,
            exporter,
        }
    }

    fn mac(&self, side: Side) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.key)
            .expect("HMAC takes keys of any length");
        // Every part but the label has a fixed length, and the labels have the same: no two transcripts share their bytes.
        mac.update(side.label());
        mac.update(&self.client.0);
        mac.update(&self.server.0);
        mac.update(&self.exporter.0);
        mac
    }

    pub(super) fn confirm(&self, side: Side) -> Confirmation {
        Confirmation(self.mac(side).finalize().into_bytes().into())
    }

    /// Compares in constant time.
    pub(super) fn is_confirmed(&self, side: Side, confirmation: &Confirmation) -> bool {
        self.mac(side).verify_slice(&confirmation.0).is_ok()
    }
}

impl fmt::Debug for ConfirmationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConfirmationKey(…)")
    }
}

pub(super) fn password(code: &JoinCode) -> Password {
    Password::new(code.as_bytes())
}

pub(super) fn client_identity() -> Identity {
    Identity::new(b"pleiades client")
}

pub(super) fn server_identity() -> Identity {
    Identity::new(b"pleiades server")
}
