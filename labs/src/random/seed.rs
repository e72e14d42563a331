//! Where an attempt's chance comes from: its own, or the same for a whole exam.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Source;

/// Whether each attempt has its own noise or all have the same. Written `"per-attempt"` or `"fixed:42"` in a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Seeding {
    /// Every attempt has its own: training.
    #[default]
    PerAttempt,
    /// Every attempt has this one: an exam with the same readings for all.
    Fixed(u64),
}

/// A seeding that is neither `per-attempt` nor `fixed:NUMBER`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no seed: write `per-attempt`, or `fixed:` and a whole number such as `fixed:42`")]
pub struct SeedingError(String);

impl FromStr for Seeding {
    type Err = SeedingError;
    fn from_str(text: &str) -> Result<Self, SeedingError> {
        match text.strip_prefix("fixed:") {
            Some(number) => number
                .parse()
                .map(Self::Fixed)
                .map_err(|_| SeedingError(text.into())),
            None if text == "per-attempt" => Ok(Self::PerAttempt),
            None => Err(SeedingError(text.into())),
        }
    }
}

impl TryFrom<String> for Seeding {
    type Error = SeedingError;
    fn try_from(text: String) -> Result<Self, SeedingError> {
        text.parse()
    }
}

impl From<Seeding> for String {
    fn from(seeding: Seeding) -> Self {
        seeding.to_string()
    }
}

impl fmt::Display for Seeding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PerAttempt => f.write_str("per-attempt"),
            Self::Fixed(seed) => write!(f, "fixed:{seed}"),
        }
    }
}

/// The chance of one attempt at one lesson: draws are found by name and number, in any order, so a reading can be taken again
/// years later from the journal alone.
///
/// A draw's seed is SHA-256 over the lesson, the attempt (or the fixed seed), the instrument and the reading's number, each
/// preceded by its length; the generator is ChaCha8. Both are specified to the bit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    prefix: Vec<u8>,
}

impl Stream {
    /// The stream of `attempt` (any text that names it once, a UUID) at `lesson`.
    pub fn new(seeding: Seeding, lesson: &str, attempt: &str) -> Self {
        let mut prefix = b"pleiades-labs/1".to_vec();
        push(&mut prefix, lesson.as_bytes());
        match seeding {
            Seeding::PerAttempt => {
                prefix.push(b'a');
                push(&mut prefix, attempt.as_bytes());
            }
            Seeding::Fixed(seed) => {
                prefix.push(b'f');
                prefix.extend(seed.to_le_bytes());
            }
        }
        Self { prefix }
    }

    /// The numbers behind the `index`th reading of `instrument`.
    pub fn reading(&self, instrument: &str, index: u64) -> Source {
        self.source(b'r', instrument, index)
    }

    /// The numbers that make `instrument` itself: its zero and gain errors, drawn once for the attempt.
    pub fn making(&self, instrument: &str) -> Source {
        self.source(b'm', instrument, 0)
    }

    /// The numbers that make the `index`th specimen of `kind` (a beam, a facet of rock).
    pub fn specimen(&self, kind: &str, index: u64) -> Source {
        self.source(b's', kind, index)
    }

    fn source(&self, purpose: u8, name: &str, index: u64) -> Source {
        let mut key = self.prefix.clone();
        key.push(purpose);
        push(&mut key, name.as_bytes());
        key.extend(index.to_le_bytes());
        Source::new(Sha256::digest(&key).into())
    }
}

fn push(key: &mut Vec<u8>, part: &[u8]) {
    key.extend((part.len() as u64).to_le_bytes());
    key.extend(part);
}
