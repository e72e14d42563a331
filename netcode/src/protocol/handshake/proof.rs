//! Proof of a long secret (a host key, a resume token), good on one connection only.

use std::fmt;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::Exporter;
use crate::protocol::{HostKey, ResumeToken};

/// HMAC-SHA-256 of the connection's [`Exporter`] under a secret of 128 bits or more.
///
/// Such a secret cannot be guessed from the proof, so it needs no PAKE; and the exporter is fresh on every connection,
/// so the proof cannot be played back.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof([u8; 32]);

impl Proof {
    /// Proof of a host key.
    pub fn of_host_key(key: &HostKey, exporter: &Exporter) -> Self {
        Self(host_mac(key, exporter).finalize().into_bytes().into())
    }

    /// Proof of a resume token.
    pub fn of_token(token: &ResumeToken, exporter: &Exporter) -> Self {
        Self(token_mac(token, exporter).finalize().into_bytes().into())
    }

    /// Whether this proves the host key. Compares in constant time.
    pub fn proves_host_key(&self, key: &HostKey, exporter: &Exporter) -> bool {
        host_mac(key, exporter).verify_slice(&self.0).is_ok()
    }

    /// Whether this proves the resume token. Compares in constant time.
    pub fn proves_token(&self, token: &ResumeToken, exporter: &Exporter) -> bool {
        token_mac(token, exporter).verify_slice(&self.0).is_ok()
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proof(…)")
    }
}

fn host_mac(key: &HostKey, exporter: &Exporter) -> Hmac<Sha256> {
    mac(key.as_bytes(), b"pleiades host key proof", exporter)
}

fn token_mac(token: &ResumeToken, exporter: &Exporter) -> Hmac<Sha256> {
    mac(token.as_bytes(), b"pleiades resume proof", exporter)
}

fn mac(secret: &[u8], label: &[u8], exporter: &Exporter) -> Hmac<Sha256> {
    let mut mac =
        <Hmac<Sha256> as Mac>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(label);
    mac.update(&exporter.0);
    mac
}
