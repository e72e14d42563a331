//! The head of a picture: PNG or JPEG, and its size. Nothing is decoded.

/// A side longer than this, pixels, is refused by the graphics of an old school computer.
pub const SIDE_MAX_PX: u32 = 4096;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PNG_END: &[u8] = b"IEND";
const JPEG: &[u8] = b"\xff\xd8\xff";
const JPEG_END: &[u8] = b"\xff\xd9";
/// The end of a picture is looked for in so many last bytes: cameras write things behind it.
const TAIL: usize = 1024;

/// How a picture is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// Portable Network Graphics, up to 8 bits a channel.
    Png,
    /// JPEG, baseline or progressive, grey or in three channels.
    Jpeg,
}

/// What the head of a picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How it is stored, whatever its file is called.
    pub kind: PictureKind,
    /// Width and height, pixels.
    pub size_px: [u32; 2],
}

impl Picture {
    /// Reads the head of a picture; nothing if it is none that we show, is not whole, or is longer than [`SIDE_MAX_PX`].
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (kind, size_px) = if bytes.starts_with(PNG) {
            (PictureKind::Png, png(bytes)?)
        } else if bytes.starts_with(JPEG) {
            (PictureKind::Jpeg, jpeg(bytes)?)
        } else {
            return None;
        };
        let fits = size_px.iter().all(|side| (1..=SIDE_MAX_PX).contains(side));
        fits.then_some(Self { kind, size_px })
    }
}

/// Source: PNG specification, third edition, §5.2 and §11.2.1.
fn png(bytes: &[u8]) -> Option<[u32; 2]> {
    let head = bytes.get(12..25)?;
    let side = |at: usize| -> Option<u32> {
        Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?))
    };
    let depth = *head.get(12)?;
    (head.starts_with(b"IHDR") && depth <= 8 && ends(bytes, PNG_END))
        .then_some([side(4)?, side(8)?])
}

/// Source: ITU-T T.81, B.2.2: the frame header says how large the picture is.
fn jpeg(bytes: &[u8]) -> Option<[u32; 2]> {
    let mut at = 2;
    loop {
        let [mark, code] = *bytes.get(at..at + 2)? else {
            return None;
        };
        if mark != 0xff {
            return None;
        }
        match code {
            // Padding before a marker.
            0xff => at += 1,
            // Markers that stand alone.
            0x01 | 0xd0..=0xd7 => at += 2,
            // Baseline, extended and progressive frames.
            0xc0..=0xc2 => {
                let frame = bytes.get(at + 4..at + 10)?;
                let [depth, high, low, wide, narrow, channels] = *frame else {
                    return None;
                };
                let size = [
                    u32::from(u16::from_be_bytes([wide, narrow])),
                    u32::from(u16::from_be_bytes([high, low])),
                ];
                let shown = depth == 8 && matches!(channels, 1 | 3);
                return (shown && ends(bytes, JPEG_END)).then_some(size);
            }
            // The picture's data, or its end, before a frame.
            0xd9 | 0xda => return None,
            _ => {
                let length = bytes.get(at + 2..at + 4)?;
                at += 2 + usize::from(u16::from_be_bytes(length.try_into().ok()?));
            }
        }
    }
}

fn ends(bytes: &[u8], end: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..);
    tail.is_some_and(|tail| tail.windows(end.len()).any(|window| window == end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn png_of(width: u32, height: u32, depth: u8) -> Vec<u8> {
        let mut png = PNG.to_vec();
        png.extend([0, 0, 0, 13]);
        png.extend(b"IHDR");
        png.extend(width.to_be_bytes());
        png.extend(height.to_be_bytes());
        png.extend([depth, 2, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]);
        png.extend(PNG_END);
        png.extend([0xae, 0x42, 0x60, 0x82]);
        png
    }

    fn jpeg_of(frame: u8, channels: u8) -> Vec<u8> {
        let mut jpeg = vec![
            0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, frame, 0, 11, 8,
        ];
        jpeg.extend([2, 28, 3, 192, channels, 1, 0x11, 0, 0xff, 0xda, 9, 9]);
        jpeg.extend(JPEG_END);
        jpeg
    }

    #[test]
    fn heads_of_png_and_jpeg_say_how_large_the_picture_is() {
        let read = |bytes: &[u8]| Picture::read(bytes).map(|picture| picture.size_px);
        assert_eq!(read(&png_of(960, 540, 8)), Some([960, 540]));
        assert_eq!(read(&jpeg_of(0xc0, 3)), Some([960, 540]));
        assert_eq!(read(&jpeg_of(0xc2, 1)), Some([960, 540]));
    }

    #[test]
    fn what_is_not_shown_is_refused() {
        let cut = png_of(960, 540, 8);
        for bytes in [
            &b"picture"[..],
            &cut[..30],
            &png_of(960, 540, 16),
            &png_of(0, 540, 8),
            &png_of(5000, 540, 8),
            // Four channels are ink for a printer, and lossless frames are rare.
            &jpeg_of(0xc0, 4),
            &jpeg_of(0xc3, 3),
        ] {
            assert_eq!(Picture::read(bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_file_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200), kind in 0..3) {
            let head = [&b""[..], PNG, JPEG][kind as usize];
            let _ = Picture::read(&[head, &bytes].concat());
        }
    }
}
