//! The sounds that are heard at the same time, as one stream of samples.

use std::sync::mpsc::Receiver;

use super::{Sound, synth};

/// More at once than this nobody tells apart.
const VOICES: usize = 12;

/// A sound to begin, and how loud: 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    pub(super) sound: Sound,
    pub(super) gain: f32,
}

struct Voice {
    note: Note,
    sample: u32,
}

/// Makes samples for as long as somebody asks.
pub(super) struct Mixer {
    notes: Receiver<Note>,
    /// Samples a second.
    rate_hz: u32,
    voices: Vec<Voice>,
}

impl Mixer {
    pub(super) fn new(notes: Receiver<Note>, rate_hz: u32) -> Self {
        Self {
            notes,
            rate_hz,
            voices: Vec::with_capacity(VOICES),
        }
    }

    /// The next sample of one channel, −1 to 1; every channel has the same.
    pub(super) fn next(&mut self) -> f32 {
        while let Ok(note) = self.notes.try_recv() {
            if self.voices.len() < VOICES {
                self.voices.push(Voice { note, sample: 0 });
            }
        }
        let mut sum = 0.0;
        self.voices.retain_mut(|voice| {
            let t = voice.sample as f32 / self.rate_hz as f32;
            voice.sample += 1;
            sum += voice.note.gain * synth::sample(voice.note.sound, t);
            t < synth::length_s(voice.note.sound)
        });
        sum.clamp(-1.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_note_is_heard_once_and_then_there_is_silence() {
        let (to, from) = channel();
        let mut mixer = Mixer::new(from, 48_000);
        assert!((0..100).all(|_| mixer.next() == 0.0));
        let note = Note {
            sound: Sound::Press,
            gain: 0.5,
        };
        to.send(note).unwrap();
        let second: Vec<f32> = (0..48_000).map(|_| mixer.next()).collect();
        assert!(second.iter().any(|sample| sample.abs() > 0.02));
        assert!(second[24_000..].iter().all(|s| *s == 0.0));
        assert!(mixer.voices.is_empty());
    }

    #[test]
    fn a_hundred_notes_at_once_stay_within_full_scale() {
        let (to, from) = channel();
        let mut mixer = Mixer::new(from, 48_000);
        for _ in 0..100 {
            let note = Note {
                sound: Sound::PutIn,
                gain: 1.0,
            };
            to.send(note).unwrap();
        }
        assert!((0..2000).all(|_| mixer.next().abs() <= 1.0));
        assert_eq!(mixer.voices.len(), VOICES);
    }
}
