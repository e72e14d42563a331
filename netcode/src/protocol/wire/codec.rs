//! Values to bytes and back: postcard, and nothing after the value.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The bytes of a value in [postcard](https://postcard.jamesmunns.com/wire-format), whose wire format is stable.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value)
        .expect("the protocol's types have known lengths and writing to memory cannot fail")
}

/// The value that all of `bytes` stands for.
///
/// # Errors
/// [`Malformed`] if the bytes end before the value, go on after it, or are no value.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Malformed> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(Malformed),
    }
}

/// Bytes that are not what was expected; the peer is not one of ours, or is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the peer sent bytes that are no message of this version; drop it")]
pub struct Malformed;
