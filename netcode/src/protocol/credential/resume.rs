//! The resume token: what a client keeps to come back as the same participant.

use std::fmt;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::protocol::{ParticipantId, SessionId};

/// 256 bits, given in the [`Welcome`](crate::protocol::Welcome) and proved on the next connection, never sent again.
///
/// The server keeps no list of them: a token is the HMAC-SHA-256 of the session and the participant under a key the server
/// keeps on disk, so tokens stay good when the server is killed and started again. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeToken([u8; 32]);

impl ResumeToken {
    /// The token of one participant under the server's token key.
    pub fn derive(key: &[u8; 32], session: SessionId, participant: ParticipantId) -> Self {
        let mut mac =
            <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes keys of any length");
        mac.update(b"pleiades resume token");
        mac.update(&session.0.to_le_bytes());
        mac.update(&participant.0.to_le_bytes());
        Self(mac.finalize().into_bytes().into())
    }

    /// The secret itself, to prove it with.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for ResumeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResumeToken(…)")
    }
}
