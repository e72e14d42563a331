//! The card token: the part of an address that nobody guesses, under which somebody's take-home card is found.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{ResumeToken, base32};

/// 128 bits that follow from the [`ResumeToken`]: the server and the participant's program both know them, and nothing has
/// to be kept or sent. Who has the card's address cannot come back as the participant with it. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct CardToken([u8; 16]);

impl CardToken {
    /// The token of the card of who holds this resume token.
    pub fn derive(token: &ResumeToken) -> Self {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(token.as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(b"pleiades take-home card");
        let whole: [u8; 32] = mac.finalize().into_bytes().into();
        let mut half = [0; 16];
        half.copy_from_slice(&whole[..16]);
        Self(half)
    }

    /// The path of the card at the session's server.
    pub fn path(&self) -> String {
        format!("/carte/{self}")
    }
}

impl fmt::Display for CardToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base32::encode(&self.0))
    }
}

impl fmt::Debug for CardToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardToken(…)")
    }
}

impl FromStr for CardToken {
    type Err = BadCardToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        base32::decode(text).map(Self).map_err(|_| BadCardToken)
    }
}

/// A text that is no card token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the address of a card: open the one shown at the end of the visit")]
pub struct BadCardToken;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::protocol::{ParticipantId, SessionId};

    #[test]
    fn everybody_has_another_and_it_reads_as_it_is_written() {
        let token = |who| {
            CardToken::derive(&ResumeToken::derive(
                &[7; 32],
                SessionId(1),
                ParticipantId(who),
            ))
        };
        assert_ne!(token(1), token(2));
        assert_eq!(token(1).to_string().parse(), Ok(token(1)));
        assert_eq!(token(1).to_string().len(), 26);
        assert!("x".parse::<CardToken>().is_err());
        assert!(!format!("{:?}", token(1)).contains(&token(1).to_string()));
    }
}
