//! Frames: messages on the control stream, each behind its length (`u32`, little-endian, payload bytes).

use serde::Serialize;

use super::codec;
use crate::protocol::limits;

/// Bytes of the length before a payload.
const LENGTH_BYTES: usize = 4;

/// A frame with this payload.
///
/// # Errors
/// [`FrameError::TooLong`] over [`limits::MESSAGE_BYTES`].
pub fn frame(payload: &[u8]) -> Result<Vec<u8>, FrameError> {
    let length = u32::try_from(payload.len())
        .ok()
        .filter(|&length| length as usize <= limits::MESSAGE_BYTES)
        .ok_or(FrameError::TooLong {
            bytes: payload.len(),
            most: limits::MESSAGE_BYTES,
        })?;
    let mut frame = Vec::with_capacity(LENGTH_BYTES + payload.len());
    frame.extend_from_slice(&length.to_le_bytes());
    frame.extend_from_slice(payload);
    Ok(frame)
}

/// A frame with this message.
///
/// # Errors
/// [`FrameError::TooLong`] over [`limits::MESSAGE_BYTES`].
pub fn encode_frame<T: Serialize>(message: &T) -> Result<Vec<u8>, FrameError> {
    frame(&codec::encode(message))
}

/// Finds frames in a stream of bytes, however they are cut. Keeps at most one longest frame and what was pushed with it.
///
/// After an error there is no telling where the next frame begins, so the same error comes for ever: drop the peer.
#[derive(Clone, Debug)]
pub struct FrameDecoder {
    buffer: Vec<u8>,
    /// Bytes of `buffer` already given out.
    taken: usize,
    most: usize,
    broken: Option<FrameError>,
}

impl Default for FrameDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl FrameDecoder {
    /// A decoder of frames of at most [`limits::MESSAGE_BYTES`].
    pub const fn new() -> Self {
        Self::with_limit(limits::MESSAGE_BYTES)
    }

    /// A decoder of frames of at most `most` bytes, for a peer that is still a stranger.
    pub const fn with_limit(most: usize) -> Self {
        Self {
            buffer: Vec::new(),
            taken: 0,
            most,
            broken: None,
        }
    }

    /// Changes the longest frame from now on, once the peer is known.
    pub const fn set_limit(&mut self, most: usize) {
        self.most = most;
    }

    /// Takes bytes that arrived. Call [`next`](Self::next) until it has none before pushing again.
    ///
    /// # Errors
    /// [`FrameError::TooLong`] as soon as a length says so, before its payload is kept;
    /// [`FrameError::NotTaken`] if frames are pushed and never taken.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), FrameError> {
        if let Some(error) = &self.broken {
            return Err(error.clone());
        }
        self.buffer.drain(..self.taken);
        self.taken = 0;
        if self.buffer.len() > self.most + LENGTH_BYTES {
            return self.fail(FrameError::NotTaken);
        }
        self.buffer.extend_from_slice(bytes);
        self.length().map(|_| ())
    }

    /// The payload of the next whole frame, if one has arrived.
    ///
    /// # Errors
    /// [`FrameError::TooLong`] if the next frame is too long.
    #[expect(
        clippy::should_implement_trait,
        reason = "it can fail, and begins to give again after a push"
    )]
    pub fn next(&mut self) -> Result<Option<Vec<u8>>, FrameError> {
        if let Some(error) = &self.broken {
            return Err(error.clone());
        }
        let Some(length) = self.length()? else {
            return Ok(None);
        };
        let begin = self.taken + LENGTH_BYTES;
        let Some(payload) = self.buffer.get(begin..begin + length) else {
            return Ok(None);
        };
        let payload = payload.to_vec();
        self.taken = begin + length;
        Ok(Some(payload))
    }

    /// Whether a frame has begun and not ended: a stream that closes now was cut.
    pub fn is_amid_frame(&self) -> bool {
        self.buffer.len() > self.taken
    }

    /// Length of the next payload, if its four bytes have arrived.
    fn length(&mut self) -> Result<Option<usize>, FrameError> {
        let Some(bytes) = self
            .buffer
            .get(self.taken..self.taken + LENGTH_BYTES)
            .and_then(|bytes| <[u8; LENGTH_BYTES]>::try_from(bytes).ok())
        else {
            return Ok(None);
        };
        let bytes = u32::from_le_bytes(bytes) as usize;
        if bytes > self.most {
            return self.fail(FrameError::TooLong {
                bytes,
                most: self.most,
            });
        }
        Ok(Some(bytes))
    }

    fn fail<T>(&mut self, error: FrameError) -> Result<T, FrameError> {
        self.broken = Some(error.clone());
        self.buffer = Vec::new();
        self.taken = 0;
        Err(error)
    }
}

/// Why a stream of bytes is not a stream of frames.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A message is longer than is allowed.
    #[error("a message of {bytes} bytes is over the limit of {most}; drop the peer")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// Bytes were pushed before the frames among the last ones were taken.
    #[error("frames were pushed and never taken; take them first")]
    NotTaken,
}
