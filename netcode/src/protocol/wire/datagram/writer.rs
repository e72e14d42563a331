//! Writes datagrams, never longer than the path carries.

use super::{HEADER_BYTES, Header, SectionKind};
use crate::protocol::limits;

/// Bytes of a section before its own.
const SECTION_BYTES: usize = 3;

/// A datagram being written.
#[derive(Clone, Debug)]
pub struct DatagramWriter {
    bytes: Vec<u8>,
    most: usize,
    sections: usize,
}

impl DatagramWriter {
    /// Begins a datagram of at most `most` bytes (what the connection carries now), and never over
    /// [`limits::DATAGRAM_BYTES`].
    pub fn new(header: Header, most: usize) -> Self {
        let most = most.clamp(HEADER_BYTES, limits::DATAGRAM_BYTES);
        let mut bytes = Vec::with_capacity(most);
        bytes.extend_from_slice(&header.to_bytes());
        Self {
            bytes,
            most,
            sections: 0,
        }
    }

    /// Bytes the next section may have; 0 if there is no room for one.
    pub const fn room(&self) -> usize {
        if self.sections == limits::DATAGRAM_SECTIONS {
            return 0;
        }
        (self.most - self.bytes.len()).saturating_sub(SECTION_BYTES)
    }

    /// Adds a section.
    ///
    /// # Errors
    /// [`NoRoom`] if it does not fit; the datagram is as before.
    pub fn section(&mut self, kind: SectionKind, bytes: &[u8]) -> Result<(), NoRoom> {
        let fits = self.bytes.len() + SECTION_BYTES + bytes.len() <= self.most;
        let length = u16::try_from(bytes.len()).map_err(|_| NoRoom)?;
        if !fits || self.sections == limits::DATAGRAM_SECTIONS {
            return Err(NoRoom);
        }
        let [low, high] = length.to_le_bytes();
        self.bytes.extend_from_slice(&[kind.number(), low, high]);
        self.bytes.extend_from_slice(bytes);
        self.sections += 1;
        Ok(())
    }

    /// The bytes to send.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// A section that does not fit into its datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the section does not fit into this datagram; put less into it")]
pub struct NoRoom;
