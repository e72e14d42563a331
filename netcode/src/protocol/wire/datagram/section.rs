//! The sections a datagram is made of.

/// What a section is about. Kinds this version does not know are skipped, so later ones can add theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// Avatar poses, as [`pose`](crate::protocol::pose) encodes them.
    Poses,
    /// Objects in hands; reserved.
    HeldObjects,
    /// Objects in motion; reserved.
    LooseObjects,
    /// Voice; reserved.
    Voice,
    /// A kind of a later version.
    Unknown(u8),
}

impl SectionKind {
    /// The kind's number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Poses => 1,
            Self::HeldObjects => 2,
            Self::LooseObjects => 3,
            Self::Voice => 4,
            Self::Unknown(number) => number,
        }
    }

    /// The kind with this number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Poses,
            2 => Self::HeldObjects,
            3 => Self::LooseObjects,
            4 => Self::Voice,
            number => Self::Unknown(number),
        }
    }
}

/// One section of a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// What it is about.
    pub kind: SectionKind,
    /// Its bytes, for the decoder of that kind.
    pub bytes: &'a [u8],
}
