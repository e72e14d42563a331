//! Reads datagrams: any bytes give a datagram or an error.

use super::{HEADER_BYTES, Header, Section, SectionKind};
use crate::protocol::limits;

/// A datagram whose sections fit it; their own bytes are still to be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Datagram<'a> {
    /// Its header.
    pub header: Header,
    sections: &'a [u8],
}

impl<'a> Datagram<'a> {
    /// Reads a datagram.
    ///
    /// # Errors
    /// Says what is wrong; a datagram with one wrong section is wrong as a whole.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, DatagramError> {
        if bytes.len() > limits::DATAGRAM_BYTES {
            return Err(DatagramError::TooLong);
        }
        let (header, sections) = bytes
            .split_first_chunk::<HEADER_BYTES>()
            .ok_or(DatagramError::CutShort)?;
        let header = Header::parse(*header).ok_or(DatagramError::Format)?;
        let mut rest = Sections { bytes: sections };
        let mut count = 0;
        while !rest.bytes.is_empty() {
            rest.split().ok_or(DatagramError::CutShort)?;
            count += 1;
        }
        if count > limits::DATAGRAM_SECTIONS {
            return Err(DatagramError::TooManySections);
        }
        Ok(Self { header, sections })
    }

    /// Its sections, in the order they were written.
    pub const fn sections(&self) -> Sections<'a> {
        Sections {
            bytes: self.sections,
        }
    }

    /// The bytes of the first section of one kind.
    pub fn section(&self, kind: SectionKind) -> Option<&'a [u8]> {
        self.sections()
            .find(|section| section.kind == kind)
            .map(|section| section.bytes)
    }
}

/// The sections of a datagram.
#[derive(Clone, Copy, Debug)]
pub struct Sections<'a> {
    bytes: &'a [u8],
}

impl<'a> Sections<'a> {
    fn split(&mut self) -> Option<Section<'a>> {
        let ([kind, low, high], rest) = self.bytes.split_first_chunk::<3>()?;
        let length = usize::from(u16::from_le_bytes([*low, *high]));
        let (bytes, rest) = rest.split_at_checked(length)?;
        self.bytes = rest;
        Some(Section {
            kind: SectionKind::from_number(*kind),
            bytes,
        })
    }
}

impl<'a> Iterator for Sections<'a> {
    type Item = Section<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.split()
    }
}

/// Why bytes are no datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatagramError {
    /// Over [`limits::DATAGRAM_BYTES`].
    #[error("the datagram is over {} bytes; drop it", limits::DATAGRAM_BYTES)]
    TooLong,
    /// The header or a section ends too early.
    #[error("the datagram is cut short; drop it")]
    CutShort,
    /// Another format or sender than there is.
    #[error("the datagram is of another format; drop it")]
    Format,
    /// More than [`limits::DATAGRAM_SECTIONS`].
    #[error(
        "the datagram has more than {} sections; drop it",
        limits::DATAGRAM_SECTIONS
    )]
    TooManySections,
}
