//! A sound out of a WAV file: PCM of 16 bits, one channel or two.

use std::time::Duration;

/// Rates that are read, samples a second.
pub const RATES_HZ: std::ops::RangeInclusive<u32> = 8_000..=48_000;
/// A longer sound is no narration of a card, seconds.
pub const LENGTH_MAX_S: u32 = 600;

const PCM: u16 = 1;
const EXTENSIBLE: u16 = 0xfffe;

/// A sound to be heard: one channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    /// Samples a second.
    pub rate_hz: u32,
    /// Each −1 to 1; two channels are mixed into one.
    pub samples: Vec<f32>,
}

impl Clip {
    /// Reads a WAV file; nothing if it is none, is stored otherwise than as PCM of 16 bits in one or two channels at one of
    /// [`RATES_HZ`], is empty, or is longer than [`LENGTH_MAX_S`].
    ///
    /// Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0, “WAVE”.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WAVE" {
            return None;
        }
        let mut format = None;
        let mut at = 12;
        loop {
            let name = bytes.get(at..at + 4)?;
            let size = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?);
            let from = at + 8;
            // What was written while it was recorded may say a size that was never reached.
            let to = from.saturating_add(size as usize).min(bytes.len());
            let chunk = bytes.get(from..to)?;
            match name {
                b"fmt " => format = Some(Format::read(chunk)?),
                b"data" => return format?.samples(chunk),
                _ => {}
            }
            // Chunks begin at even places.
            at = to + to % 2;
        }
    }

    /// How long it lasts.
    pub fn length(&self) -> Duration {
        Duration::from_secs_f64(self.samples.len() as f64 / f64::from(self.rate_hz.max(1)))
    }
}

struct Format {
    channels: usize,
    rate_hz: u32,
}

impl Format {
    fn read(chunk: &[u8]) -> Option<Self> {
        let word = |at: usize| -> Option<u16> {
            Some(u16::from_le_bytes(chunk.get(at..at + 2)?.try_into().ok()?))
        };
        let kind = match word(0)? {
            // The kind proper is the beginning of a GUID.
            EXTENSIBLE => word(24)?,
            kind => kind,
        };
        let channels = word(2)?;
        let rate_hz = u32::from_le_bytes(chunk.get(4..8)?.try_into().ok()?);
        let bits = word(14)?;
        (kind == PCM && matches!(channels, 1 | 2) && bits == 16 && RATES_HZ.contains(&rate_hz))
            .then_some(Self {
                channels: usize::from(channels),
                rate_hz,
            })
    }

    fn samples(&self, data: &[u8]) -> Option<Clip> {
        let frame = 2 * self.channels;
        let frames = data.len() / frame;
        if frames == 0 || frames as u64 > u64::from(LENGTH_MAX_S) * u64::from(self.rate_hz) {
            return None;
        }
        let samples = data.chunks_exact(frame).map(|frame| {
            let sum: f32 = frame
                .chunks_exact(2)
                .map(|bytes| match *bytes {
                    [low, high] => f32::from(i16::from_le_bytes([low, high])) / 32_768.0,
                    _ => 0.0,
                })
                .sum();
            sum / self.channels as f32
        });
        Some(Clip {
            rate_hz: self.rate_hz,
            samples: samples.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn wav(kind: u16, channels: u16, rate_hz: u32, bits: u16, data: &[u8]) -> Vec<u8> {
        let mut wav = b"RIFF\0\0\0\0WAVELIST\x03\0\0\0abc\0fmt \x10\0\0\0".to_vec();
        wav.extend(kind.to_le_bytes());
        wav.extend(channels.to_le_bytes());
        wav.extend(rate_hz.to_le_bytes());
        wav.extend([0; 6]);
        wav.extend(bits.to_le_bytes());
        wav.extend(b"data");
        wav.extend(u32::MAX.to_le_bytes());
        wav.extend(data);
        wav
    }

    #[test]
    fn one_channel_and_two_are_read_as_one() {
        let mono = Clip::read(&wav(PCM, 1, 22_050, 16, &[0, 0x40, 0, 0xc0, 9])).unwrap();
        assert_eq!(mono.samples, [0.5, -0.5]);
        let stereo = Clip::read(&wav(PCM, 2, 48_000, 16, &[0, 0x40, 0, 0xc0])).unwrap();
        assert_eq!(stereo.samples, [0.0]);
        let second = Clip::read(&wav(PCM, 1, 8_000, 16, &[0; 16_000])).unwrap();
        assert_eq!(second.length(), Duration::from_secs(1));
    }

    #[test]
    fn what_cannot_be_played_is_refused() {
        for bytes in [
            b"OggS and so on".to_vec(),
            wav(3, 1, 22_050, 32, &[0; 8]),
            wav(PCM, 6, 22_050, 16, &[0; 12]),
            wav(PCM, 1, 22_050, 8, &[0; 8]),
            wav(PCM, 1, 96_000, 16, &[0; 8]),
            wav(PCM, 1, 22_050, 16, &[]),
        ] {
            assert_eq!(Clip::read(&bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_file_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Clip::read(&[b"RIFF\0\0\0\0WAVE", &bytes[..]].concat());
        }
    }
}
