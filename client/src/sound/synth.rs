//! How each sound sounds: a few decaying partials, so that nothing has to be loaded.

use std::f32::consts::TAU;

use super::Sound;

/// Time in which a partial sets in: without it a beginning clicks.
const ATTACK_S: f32 = 0.002;

/// One partial: hertz, share of full scale, seconds to fall to 1/e, seconds until it begins.
struct Partial(f32, f32, f32, f32);

fn partials(sound: Sound) -> &'static [Partial] {
    match sound {
        Sound::Hover => &[Partial(2100.0, 0.05, 0.006, 0.0)],
        Sound::Press => &[
            Partial(880.0, 0.16, 0.012, 0.0),
            Partial(1320.0, 0.12, 0.02, 0.012),
        ],
        // Wood: a low body and an inharmonic overtone.
        Sound::Take => &[
            Partial(310.0, 0.22, 0.03, 0.0),
            Partial(853.0, 0.1, 0.014, 0.0),
        ],
        Sound::LetGo => &[Partial(240.0, 0.12, 0.035, 0.0)],
        Sound::PutIn => &[
            Partial(390.0, 0.26, 0.035, 0.0),
            Partial(1073.0, 0.12, 0.018, 0.0),
            Partial(587.0, 0.14, 0.09, 0.03),
        ],
        Sound::Arrive => &[
            Partial(196.0, 0.16, 0.07, 0.0),
            Partial(294.0, 0.12, 0.09, 0.03),
        ],
        // A high and a low tone, as of an ambulance; the loudest of all.
        Sound::Alarm => &[
            Partial(932.0, 0.42, 0.05, 0.0),
            Partial(698.0, 0.42, 0.05, 0.38),
        ],
    }
}

/// How long a sound can be heard, seconds: until each partial has fallen to a thousandth.
pub(super) fn length_s(sound: Sound) -> f32 {
    partials(sound)
        .iter()
        .map(|Partial(_, _, decay, start)| start + 7.0 * decay)
        .fold(0.0, f32::max)
}

/// The sound `t` seconds after its beginning, −1 to 1.
pub(super) fn sample(sound: Sound, t: f32) -> f32 {
    partials(sound)
        .iter()
        .filter(|Partial(.., start)| t >= *start)
        .map(|Partial(hertz, level, decay, start)| {
            let t = t - start;
            level * (TAU * hertz * t).sin() * (-t / decay).exp() * (t / ATTACK_S).min(1.0)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Sound; 7] = [
        Sound::Hover,
        Sound::Press,
        Sound::Take,
        Sound::LetGo,
        Sound::PutIn,
        Sound::Arrive,
        Sound::Alarm,
    ];

    #[test]
    fn every_sound_is_soft_short_and_ends_in_silence() {
        for sound in ALL {
            let length = length_s(sound);
            assert!(length < 0.8, "{sound:?} lasts {length} s");
            let samples =
                (0..(length * 48_000.0) as u32).map(|index| sample(sound, index as f32 / 48_000.0));
            let loudest = samples.map(f32::abs).fold(0.0, f32::max);
            assert!((0.01..0.5).contains(&loudest), "{sound:?}: {loudest}");
            assert_eq!(sample(sound, 0.0), 0.0);
            assert!(sample(sound, length).abs() < 1e-3, "{sound:?}");
        }
    }
}
