//! Snapshots: a whole state, compressed, on a unidirectional stream of its own.
//!
//! The stream is 17 bytes of header, the packed bytes, and its end: kind (`u8`, 1 for a room), `seq` (`u64`), packed
//! length (`u32`), plain length (`u32`), little-endian; packed is DEFLATE of the state in postcard.

use std::io::{Read, Write};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::codec;
use crate::protocol::limits;

const HEADER_BYTES: usize = 17;
const KIND_ROOM: u8 = 1;

/// What a snapshot's stream begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotHeader {
    /// The last log entry folded into the state.
    pub seq: u64,
    /// Bytes that follow.
    pub packed_bytes: u32,
    /// Bytes of the state before compression.
    pub plain_bytes: u32,
}

impl SnapshotHeader {
    fn to_bytes(self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        bytes[0] = KIND_ROOM;
        bytes[1..9].copy_from_slice(&self.seq.to_le_bytes());
        bytes[9..13].copy_from_slice(&self.packed_bytes.to_le_bytes());
        bytes[13..17].copy_from_slice(&self.plain_bytes.to_le_bytes());
        bytes
    }

    fn parse(bytes: &[u8; HEADER_BYTES]) -> Result<Self, SnapshotError> {
        let [kind, rest @ ..] = bytes;
        let [
            s0,
            s1,
            s2,
            s3,
            s4,
            s5,
            s6,
            s7,
            a0,
            a1,
            a2,
            a3,
            b0,
            b1,
            b2,
            b3,
        ] = *rest;
        if *kind != KIND_ROOM {
            return Err(SnapshotError::Kind(*kind));
        }
        let header = Self {
            seq: u64::from_le_bytes([s0, s1, s2, s3, s4, s5, s6, s7]),
            packed_bytes: u32::from_le_bytes([a0, a1, a2, a3]),
            plain_bytes: u32::from_le_bytes([b0, b1, b2, b3]),
        };
        let fits = header.packed_bytes as usize <= limits::SNAPSHOT_PACKED_BYTES
            && header.plain_bytes as usize <= limits::SNAPSHOT_BYTES;
        if fits {
            Ok(header)
        } else {
            Err(SnapshotError::TooLong)
        }
    }
}

/// The bytes of a snapshot's stream, to be written in pieces of [`limits::SNAPSHOT_CHUNK_BYTES`].
///
/// # Errors
/// [`SnapshotError::TooLong`] if the state is over the limits, which no room within its capacity is.
pub fn encode_snapshot<T: Serialize>(seq: u64, state: &T) -> Result<Vec<u8>, SnapshotError> {
    let plain = codec::encode(state);
    let mut encoder = DeflateEncoder::new(vec![0; HEADER_BYTES], Compression::fast());
    encoder
        .write_all(&plain)
        .map_err(|_| SnapshotError::Damaged)?;
    let mut bytes = encoder.finish().map_err(|_| SnapshotError::Damaged)?;
    let packed = bytes.len() - HEADER_BYTES;
    if packed > limits::SNAPSHOT_PACKED_BYTES || plain.len() > limits::SNAPSHOT_BYTES {
        return Err(SnapshotError::TooLong);
    }
    let header = SnapshotHeader {
        seq,
        packed_bytes: packed as u32,
        plain_bytes: plain.len() as u32,
    };
    bytes[..HEADER_BYTES].copy_from_slice(&header.to_bytes());
    Ok(bytes)
}

/// Collects a snapshot from the pieces of its stream; never keeps more than the limits allow.
#[derive(Clone, Debug, Default)]
pub struct SnapshotDecoder {
    bytes: Vec<u8>,
    header: Option<SnapshotHeader>,
}

impl SnapshotDecoder {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            header: None,
        }
    }

    /// Takes bytes that arrived.
    ///
    /// # Errors
    /// As soon as the header cannot be right, or more arrives than it announces.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), SnapshotError> {
        let most = self.header.map_or(limits::SNAPSHOT_PACKED_BYTES, |header| {
            header.packed_bytes as usize
        }) + HEADER_BYTES;
        if self.bytes.len() + bytes.len() > most {
            return Err(SnapshotError::TooLong);
        }
        self.bytes.extend_from_slice(bytes);
        if self.header.is_none()
            && let Some(first) = self.bytes.first_chunk()
        {
            let header = SnapshotHeader::parse(first)?;
            if self.bytes.len() > HEADER_BYTES + header.packed_bytes as usize {
                return Err(SnapshotError::TooLong);
            }
            self.header = Some(header);
        }
        Ok(())
    }

    /// The header, once it has arrived.
    pub const fn header(&self) -> Option<SnapshotHeader> {
        self.header
    }

    /// The state and the log entry it is at, when the stream has ended.
    ///
    /// # Errors
    /// [`SnapshotError::CutShort`] or [`SnapshotError::Damaged`].
    pub fn finish<T: DeserializeOwned>(self) -> Result<(u64, T), SnapshotError> {
        let header = self.header.ok_or(SnapshotError::CutShort)?;
        let packed = &self.bytes[HEADER_BYTES..];
        if packed.len() != header.packed_bytes as usize {
            return Err(SnapshotError::CutShort);
        }
        // One byte more than announced is enough to know that it lied; nothing after it is unpacked.
        let plain_bytes = header.plain_bytes as usize;
        let mut plain = Vec::new();
        DeflateDecoder::new(packed)
            .take(plain_bytes as u64 + 1)
            .read_to_end(&mut plain)
            .map_err(|_| SnapshotError::Damaged)?;
        if plain.len() != plain_bytes {
            return Err(SnapshotError::Damaged);
        }
        let state = codec::decode(&plain).map_err(|_| SnapshotError::Damaged)?;
        Ok((header.seq, state))
    }
}

/// Why bytes are no snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// It is of a kind this version does not know.
    #[error("the snapshot is of unknown kind {0}; ignore it")]
    Kind(u8),
    /// It is over the limits, or longer than it says.
    #[error("the snapshot is longer than is allowed; drop the peer")]
    TooLong,
    /// Its end is missing.
    #[error("the snapshot is cut short; ask for it again")]
    CutShort,
    /// It cannot be unpacked.
    #[error("the snapshot is damaged; ask for it again")]
    Damaged,
}
