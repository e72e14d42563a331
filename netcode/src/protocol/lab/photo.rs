//! Photographs taken in the world: what a notebook says of one, and its file.

use std::fmt;
use std::str::FromStr;

use pleiades_scenes::media::{Picture, PictureKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest, Sha256};

use super::{PHOTO_FILE_BYTES, PHOTO_SIDE_PX};

/// SHA-256 of a photograph's file. In texts 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhotoDigest([u8; Self::BYTES]);

impl PhotoDigest {
    /// Length in bytes.
    pub const BYTES: usize = 32;

    /// The hash.
    pub const fn as_bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl fmt::Display for PhotoDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PhotoDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhotoDigest({self})")
    }
}

impl FromStr for PhotoDigest {
    type Err = BadPhotoDigest;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        if digits.len() != 2 * Self::BYTES {
            return Err(BadPhotoDigest);
        }
        let mut bytes = [0; Self::BYTES];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |digit: u8| char::from(digit).to_digit(16).ok_or(BadPhotoDigest);
            *byte = (16 * digit(pair[0])? + digit(pair[1])?) as u8;
        }
        Ok(Self(bytes))
    }
}

/// A text that is not a photograph's digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no photograph's digest: it has 64 hexadecimal digits")]
pub struct BadPhotoDigest;

impl Serialize for PhotoDigest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for PhotoDigest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(D::Error::custom)
        } else {
            <[u8; Self::BYTES]>::deserialize(deserializer).map(Self)
        }
    }
}

/// A photograph in a notebook. Its file is kept beside the log, under its digest, and given to who may see the notebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Which file.
    pub digest: PhotoDigest,
    /// What it shows.
    pub caption: String,
}

/// A photograph's file as it came. Nothing is known of it before it is [held against its bounds](Self::is_whole).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoFile(Vec<u8>);

impl PhotoFile {
    /// A file.
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// What is in it.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Its digest.
    pub fn digest(&self) -> PhotoDigest {
        PhotoDigest(Sha256::digest(&self.0).into())
    }

    /// Whether it is a whole JPEG within [`PHOTO_FILE_BYTES`] and [`PHOTO_SIDE_PX`], by its head and its end; it is not decoded.
    pub fn is_whole(&self) -> bool {
        self.0.len() <= PHOTO_FILE_BYTES
            && Picture::read(&self.0).is_some_and(|picture| {
                picture.kind == PictureKind::Jpeg
                    && picture.size_px.iter().all(|side| *side <= PHOTO_SIDE_PX)
            })
    }
}

impl fmt::Debug for PhotoFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhotoFile({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_digest_reads_as_it_is_written_and_nothing_else_does() {
        let digest = PhotoFile::new(b"abc".to_vec()).digest();
        // FIPS 180-4, example “abc”.
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest.to_string(), text);
        assert_eq!(text.parse(), Ok(digest));
        assert_eq!(
            serde_json::to_string(&digest).unwrap(),
            format!("\"{text}\"")
        );
        assert!(serde_json::from_str::<PhotoDigest>("\"0123\"").is_err());
        let packed = postcard::to_stdvec(&digest).unwrap();
        assert_eq!(packed.len(), PhotoDigest::BYTES);
        assert_eq!(postcard::from_bytes(&packed), Ok(digest));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in ".{0,80}") {
            let _ = text.parse::<PhotoDigest>();
        }
    }
}
