//! The personal code: five symbols by which somebody goes on at another device (`7KQ2M`).

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::base32;
use crate::protocol::{Language, ParticipantId, SessionId};

/// 24 bits of the session's secret, shown as five symbols of Crockford's base 32.
///
/// It is good within one session only, and only after the [join code](super::JoinCode); a wrong guess costs a try, as one of
/// those does. Whoever has it is that participant, but never a host. `Debug` hides it, so that it stays out of logs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonalCode([u8; Self::BYTES]);

impl PersonalCode {
    /// Length in bytes.
    pub const BYTES: usize = 3;

    /// The codes of a session's participants, in the order of their numbers, under the key its server keeps: all different.
    ///
    /// The server keeps no list of them, so they stay good when it is killed and started again.
    pub fn all(key: [u8; 32], session: SessionId) -> impl Iterator<Item = Self> {
        let mut given = std::collections::BTreeSet::new();
        (1..=u16::MAX).filter_map(move |number| {
            let who = ParticipantId(number);
            let code = (0..=u32::MAX)
                .map(|attempt| Self::derive(&key, session, who, attempt))
                .find(|code| !given.contains(code))?;
            given.insert(code);
            Some(code)
        })
    }

    fn derive(key: &[u8; 32], session: SessionId, who: ParticipantId, attempt: u32) -> Self {
        let mut mac =
            <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes keys of any length");
        mac.update(b"pleiades personal code");
        mac.update(&session.0.to_le_bytes());
        mac.update(&who.0.to_le_bytes());
        mac.update(&attempt.to_le_bytes());
        let bytes = mac.finalize().into_bytes();
        Self([bytes[0], bytes[1], bytes[2]])
    }
}

impl fmt::Display for PersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&base32::encode(&self.0))
    }
}

impl fmt::Debug for PersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalCode(…)")
    }
}

impl FromStr for PersonalCode {
    type Err = BadPersonalCode;

    /// Reads a code as people type it: small letters, spaces or none, `O` for `0`, `I` or `L` for `1`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        base32::decode(text).map(Self).map_err(|_| BadPersonalCode)
    }
}

/// A text that is not a personal code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPersonalCode;

impl BadPersonalCode {
    /// What is wrong and what to do, for the person who typed it.
    pub fn sentence(self, language: Language) -> String {
        match language {
            Language::French => {
                "Un code personnel a cinq lettres ou chiffres, par exemple 7KQ2M : relisez-le dans le menu de l’autre appareil."
            }
            Language::English => {
                "A personal code has five letters or digits, for example 7KQ2M: read it again in the other device’s menu."
            }
        }
        .to_owned()
    }
}

impl fmt::Display for BadPersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for BadPersonalCode {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everyone_has_another_code_and_the_same_one_after_a_restart() {
        let codes = || PersonalCode::all([7; 32], SessionId(1));
        let all: Vec<PersonalCode> = codes().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 65_535);
        assert!(codes().take(300).eq(all[..300].iter().copied()));
        assert_ne!(
            PersonalCode::all([8; 32], SessionId(1)).next(),
            Some(all[0])
        );
        assert_ne!(
            PersonalCode::all([7; 32], SessionId(2)).next(),
            Some(all[0])
        );
    }

    #[test]
    fn a_code_is_read_as_it_is_shown_and_as_it_is_typed() {
        for code in PersonalCode::all([7; 32], SessionId(1)).take(100) {
            let shown = code.to_string();
            assert_eq!(shown.len(), 5);
            let typed = format!(" {} ", shown.to_lowercase().replace('0', "o"));
            assert_eq!((shown.parse(), typed.parse()), (Ok(code), Ok(code)));
        }
        for nonsense in ["", "7KQ2", "7KQ2M7", "7KQ2U", "<b>7K", "😀😀😀😀😀"] {
            assert_eq!(nonsense.parse::<PersonalCode>(), Err(BadPersonalCode));
        }
    }
}
