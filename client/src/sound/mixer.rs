//! The sounds that are heard at the same time, as one stream of samples: short ones, and one voice that reads aloud.

use std::sync::{Arc, mpsc::Receiver};

use pleiades_scenes::media::Clip;

use super::{Sound, synth};

/// More at once than this nobody tells apart.
const VOICES: usize = 12;
/// What is cut off in the middle fades for so long, seconds: otherwise it clicks.
const FADE_S: f32 = 0.02;

/// What the loudspeaker is told; loudness is 0 to 1.
#[derive(Clone, Debug)]
pub(super) enum Order {
    /// A sound to begin, and how loud.
    Note(Sound, f32),
    /// Somebody begins to read aloud, and nobody else does.
    Read(Arc<Clip>),
    /// How loud the reading is from now on.
    Loudness(f32),
    /// The reading ends.
    Hush,
}

struct Voice {
    sound: Sound,
    gain: f32,
    sample: u32,
}

struct Reading {
    clip: Arc<Clip>,
    /// Where in it one is, samples of the clip.
    at: f64,
    /// What is left of it, 1 to 0, and how fast that falls each sample.
    left: f32,
    fade: f32,
}

impl Reading {
    /// The next sample for a loudspeaker of this rate; nothing when it has ended.
    fn next(&mut self, rate_hz: u32) -> Option<f32> {
        let before = self.at as usize;
        let here = *self.clip.samples.get(before)?;
        let there = self.clip.samples.get(before + 1).copied().unwrap_or(here);
        let between = (self.at - before as f64) as f32;
        self.at += f64::from(self.clip.rate_hz) / f64::from(rate_hz);
        self.left -= self.fade;
        (self.left > 0.0).then_some((here + (there - here) * between) * self.left)
    }
}

/// Makes samples for as long as somebody asks.
pub(super) struct Mixer {
    orders: Receiver<Order>,
    /// Samples a second.
    rate_hz: u32,
    voices: Vec<Voice>,
    reading: Option<Reading>,
    loudness: f32,
}

impl Mixer {
    pub(super) fn new(orders: Receiver<Order>, rate_hz: u32) -> Self {
        Self {
            orders,
            rate_hz,
            voices: Vec::with_capacity(VOICES),
            reading: None,
            loudness: 0.0,
        }
    }

    /// The next sample of one channel, −1 to 1; every channel has the same.
    pub(super) fn next(&mut self) -> f32 {
        while let Ok(order) = self.orders.try_recv() {
            self.obey(order);
        }
        let mut sum = 0.0;
        self.voices.retain_mut(|voice| {
            let t = voice.sample as f32 / self.rate_hz as f32;
            voice.sample += 1;
            sum += voice.gain * synth::sample(voice.sound, t);
            t < synth::length_s(voice.sound)
        });
        if let Some(reading) = &mut self.reading {
            match reading.next(self.rate_hz) {
                Some(sample) => sum += self.loudness * sample,
                None => self.reading = None,
            }
        }
        sum.clamp(-1.0, 1.0)
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Note(sound, gain) if self.voices.len() < VOICES => self.voices.push(Voice {
                sound,
                gain,
                sample: 0,
            }),
            Order::Note(..) => {}
            Order::Read(clip) => {
                self.reading = Some(Reading {
                    clip,
                    at: 0.0,
                    left: 1.0,
                    fade: 0.0,
                });
            }
            Order::Loudness(loudness) => self.loudness = loudness,
            Order::Hush => {
                if let Some(reading) = &mut self.reading {
                    reading.fade = 1.0 / (FADE_S * self.rate_hz as f32);
                }
            }
        }
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
        to.send(Order::Note(Sound::Press, 0.5)).unwrap();
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
            to.send(Order::Note(Sound::PutIn, 1.0)).unwrap();
        }
        assert!((0..2000).all(|_| mixer.next().abs() <= 1.0));
        assert_eq!(mixer.voices.len(), VOICES);
    }

    /// A second of a constant, so that loudness and length can be read off.
    fn constant() -> Order {
        Order::Read(Arc::new(Clip {
            rate_hz: 8_000,
            samples: vec![0.5; 8_000],
        }))
    }

    #[test]
    fn a_clip_lasts_as_long_at_any_rate_and_follows_its_loudness() {
        for rate_hz in [44_100, 48_000] {
            let (to, from) = channel();
            let mut mixer = Mixer::new(from, rate_hz);
            to.send(Order::Loudness(0.8)).unwrap();
            to.send(constant()).unwrap();
            let half = rate_hz / 2;
            assert!((0..half).all(|_| (mixer.next() - 0.4).abs() < 1e-6));
            to.send(Order::Loudness(0.2)).unwrap();
            assert!((0..half - 20).all(|_| (mixer.next() - 0.1).abs() < 1e-6));
            for _ in 0..40 {
                mixer.next();
            }
            assert!(mixer.reading.is_none());
        }
    }

    #[test]
    fn who_is_hushed_falls_silent_without_a_click_and_another_begins_anew() {
        let (to, from) = channel();
        let mut mixer = Mixer::new(from, 48_000);
        to.send(Order::Loudness(1.0)).unwrap();
        to.send(constant()).unwrap();
        assert_eq!(mixer.next(), 0.5);
        to.send(Order::Hush).unwrap();
        let fading: Vec<f32> = (0..1_000).map(|_| mixer.next()).collect();
        assert!(fading.windows(2).all(|pair| pair[0] - pair[1] < 0.001));
        assert_eq!(fading[999], 0.0);
        to.send(constant()).unwrap();
        assert_eq!(mixer.next(), 0.5);
    }
}
