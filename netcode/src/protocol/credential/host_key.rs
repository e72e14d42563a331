//! The host key: what a teacher keeps, and what makes its bearer the host.

use std::fmt;
use std::str::FromStr;

use super::base32;

/// 128 random bits, shown as 26 symbols in groups of four. Proved, never sent. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct HostKey([u8; Self::BYTES]);

impl HostKey {
    /// Length in bytes.
    pub const BYTES: usize = 16;

    /// The key made of these random bytes.
    pub const fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes the symbols stand for.
    pub const fn as_bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl fmt::Display for HostKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&base32::encode_grouped(&self.0))
    }
}

impl fmt::Debug for HostKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HostKey(…)")
    }
}

impl FromStr for HostKey {
    type Err = BadHostKey;

    /// Reads a key as people type it, as [`JoinCode`](super::JoinCode) does.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        base32::decode(text).map(Self).map_err(|_| BadHostKey)
    }
}

/// A text that is not a host key. It is not repeated here: it may be nearly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is not a host key: it has 26 letters and digits in groups of four, as the server shows it when it starts"
)]
pub struct BadHostKey;
