//! How likely each residual is: fixed tables for small signed integers of an expected magnitude, and for header fields.
//!
//! A residual is sent as the bit length of its magnitude (a symbol of the table of its class), then its sign and the
//! bits below the leading one (the first of them with the share its class gives it, the others raw). Class `c` expects
//! a mean magnitude of `2^(c/2) / 8`. Its distribution is a mixture of three two-sided geometric ones, of half, once
//! and three times that mean: residuals whose scale is only guessed have heavier tails than one geometric
//! (Wainwright & Simoncelli, *Scale mixtures of Gaussians*, NIPS 1999).
//! The tables are made at compile time, the same everywhere.

use super::range_coder::{Decoder, Encoder};

/// Classes: mean magnitudes from 1/8 to 2^12.5 steps.
const CLASSES: usize = 32;
/// Bit lengths of a magnitude: 0 to 21 (±500 m in millimetres, twice).
const LENGTHS: usize = 22;
/// Shares of a table.
const TOTAL: u32 = 1 << 15;

/// A table of cumulative shares: symbol `s` has `shares[s]..shares[s + 1]`.
pub(super) struct Table<const N: usize> {
    shares: [u32; N],
}

impl<const N: usize> Table<N> {
    /// From weights that sum to anything positive; every symbol gets at least one share. `N` is one more than symbols.
    const fn from_weights(weights: &[f64]) -> Self {
        assert!(weights.len() + 1 == N);
        let mut sum = 0.0;
        let mut at = 0;
        while at < weights.len() {
            sum += weights[at];
            at += 1;
        }
        let free = (TOTAL as usize - weights.len()) as f64;
        let mut shares = [0; N];
        let mut running = 0.0;
        at = 0;
        while at < weights.len() {
            running += weights[at];
            at += 1;
            shares[at] = at as u32 + (running / sum * free) as u32;
        }
        shares[N - 1] = TOTAL;
        Self { shares }
    }

    pub(super) fn write(&self, encoder: &mut Encoder, symbol: usize) {
        let (from, to) = (self.shares[symbol], self.shares[symbol + 1]);
        encoder.symbol(from, to - from, TOTAL);
    }

    pub(super) fn read(&self, decoder: &mut Decoder<'_>) -> usize {
        let share = decoder.share(TOTAL);
        let symbol = self.shares[1..].partition_point(|to| *to <= share);
        let (from, to) = (self.shares[symbol], self.shares[symbol + 1]);
        decoder.took(from, to - from, TOTAL);
        symbol
    }
}

/// Delta of a record: the same pose as the baseline, another one, or no baseline.
pub(super) static FORM: Table<4> = Table::from_weights(&[0.15, 0.80, 0.05]);
/// The tier of a record.
pub(super) static TIER: Table<4> = Table::from_weights(&[0.70, 0.20, 0.10]);
/// Whether presence and jumps are the baseline's.
pub(super) static STEADY: Table<3> = Table::from_weights(&[0.01, 0.99]);
/// Whether the second baseline is as far behind the first as usual, at `distance` = the tier's ticks, and others.
pub(super) static USUAL: Table<3> = Table::from_weights(&[0.12, 0.88]);
/// Age of the baseline in ticks, less one.
pub(super) static AGE: Table<32> = Table::from_weights(&ages());

const fn ages() -> [f64; 31] {
    let mut weights = [0.0; 31];
    let mut at = 0;
    while at < weights.len() {
        // 1/(age + 1): two ticks are as likely as three and four together, and so on.
        weights[at] = 1.0 / (at as f64 + 2.0);
        at += 1;
    }
    weights[0] = 0.9;
    weights
}

struct Class {
    lengths: Table<{ LENGTHS + 1 }>,
    /// For each bit length from 2: is the second highest bit set?
    seconds: [Table<3>; LENGTHS],
}

static MAGNITUDES: [Class; CLASSES] = magnitudes();

const fn magnitudes() -> [Class; CLASSES] {
    const FILL: Class = class(1.0);
    let mut classes = [FILL; CLASSES];
    let mut at = 0;
    let mut mean = 0.125;
    while at < CLASSES {
        classes[at] = class(if at % 2 == 0 {
            mean
        } else {
            mean * std::f64::consts::SQRT_2
        });
        if at % 2 == 1 {
            mean *= 2.0;
        }
        at += 1;
    }
    classes
}

const fn class(mean: f64) -> Class {
    let mut weights = [0.0; LENGTHS];
    let mut seconds = [const { Table::from_weights(&[0.5, 0.5]) }; LENGTHS];
    weights[0] = 1.0 - at_least(1, mean);
    let mut length = 1;
    while length < LENGTHS {
        let from = 1u32 << (length - 1);
        let to = 2 * from;
        weights[length] = at_least(from, mean) - at_least(to, mean);
        if length > 1 {
            let half = from + from / 2;
            let lower = at_least(from, mean) - at_least(half, mean);
            let upper = at_least(half, mean) - at_least(to, mean);
            seconds[length] = Table::from_weights(&[lower + 1e-12, upper + 1e-12]);
        }
        length += 1;
    }
    Class {
        lengths: Table::from_weights(&weights),
        seconds,
    }
}

/// Probability of a magnitude of at least `n ≥ 1` in the mixture of a mean.
const fn at_least(n: u32, mean: f64) -> f64 {
    0.35 * geometric(n, 0.5 * mean) + 0.5 * geometric(n, mean) + 0.15 * geometric(n, 3.0 * mean)
}

/// Probability that |residual| ≥ n for a two-sided geometric distribution of this mean magnitude.
///
/// With ratio q: P(|e| = 0) = (1−q)/(1+q), P(|e| ≥ n) = 2qⁿ/(1+q), mean magnitude 2q/(1−q²).
const fn geometric(n: u32, mean: f64) -> f64 {
    // q from the mean: mean·q² + 2q − mean = 0, by Newton's method since square roots are not constant.
    let mut ratio = 0.5;
    let mut step = 0;
    while step < 60 {
        let error = mean * ratio * ratio + 2.0 * ratio - mean;
        ratio -= error / (2.0 * mean * ratio + 2.0);
        step += 1;
    }
    let mut power = 1.0;
    let mut base = ratio;
    let mut exponent = n;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power *= base;
        }
        base *= base;
        exponent >>= 1;
    }
    2.0 * power / (1.0 + ratio)
}

/// The class for an expected mean magnitude given in 1/16 of a step.
pub(super) fn class_of(sixteenths: u32) -> usize {
    // 2·log2(sixteenths / 2), the half step by comparing with √2 ≈ 181/128.
    if sixteenths < 2 {
        return 0;
    }
    let whole = sixteenths.ilog2();
    let above = u64::from(sixteenths) * 128 >= u64::from(181u32) << whole;
    (2 * (whole as usize - 1) + usize::from(above)).min(CLASSES - 1)
}

/// Writes a residual of at most 21 bits.
pub(super) fn write_residual(encoder: &mut Encoder, class: usize, residual: i32) {
    let magnitude = residual.unsigned_abs();
    let length = (u32::BITS - magnitude.leading_zeros()) as usize;
    debug_assert!(length < LENGTHS, "residuals are bounded by the world");
    let class = &MAGNITUDES[class];
    class.lengths.write(encoder, length);
    if length == 0 {
        return;
    }
    encoder.bits(u32::from(residual < 0), 1);
    if length >= 2 {
        let second = magnitude >> (length - 2) & 1;
        class.seconds[length].write(encoder, second as usize);
        let rest = length as u32 - 2;
        encoder.bits(magnitude & ((1 << rest) - 1), rest);
    }
}

/// Reads what [`write_residual`] wrote.
pub(super) fn read_residual(decoder: &mut Decoder<'_>, class: usize) -> i32 {
    let class = &MAGNITUDES[class];
    let length = class.lengths.read(decoder);
    if length == 0 {
        return 0;
    }
    let negative = decoder.bits(1) == 1;
    let mut magnitude = 1;
    if length >= 2 {
        magnitude = magnitude << 1 | class.seconds[length].read(decoder) as i32;
        let rest = length as u32 - 2;
        magnitude = magnitude << rest | decoder.bits(rest) as i32;
    }
    if negative { -magnitude } else { magnitude }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_symbol_has_a_share() {
        for class in &MAGNITUDES {
            assert!(
                class
                    .lengths
                    .shares
                    .windows(2)
                    .all(|pair| pair[0] < pair[1])
            );
            for second in &class.seconds {
                assert!(second.shares.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }
        assert!(AGE.shares.windows(2).all(|pair| pair[0] < pair[1]));
    }

    /// The tables are part of the protocol: a compiler that made others would make another protocol.
    #[test]
    fn the_tables_are_the_ones_peers_have() {
        let mut sum = 0u64;
        for class in &MAGNITUDES {
            let seconds = class.seconds.iter().flat_map(|table| table.shares);
            for share in class.lengths.shares.into_iter().chain(seconds) {
                sum = sum.wrapping_mul(0x100_0000_01b3) ^ u64::from(share);
            }
        }
        assert_eq!(sum, 0xedc1_f859_5b3b_5de0, "{sum:#x}");
    }

    #[test]
    fn classes_grow_by_half_powers_of_two() {
        assert_eq!([0, 2, 3, 4, 6, 16].map(class_of), [0, 0, 1, 2, 3, 6]);
        assert_eq!(class_of(u32::MAX), CLASSES - 1);
    }

    proptest! {
        #[test]
        fn residuals_come_back(class in 0..CLASSES, residual in -0x1f_ffff..0x1f_ffff_i32) {
            let mut encoder = Encoder::new();
            write_residual(&mut encoder, class, residual);
            let bytes = encoder.finish();
            let mut decoder = Decoder::new(&bytes);
            prop_assert_eq!(read_residual(&mut decoder, class), residual);
            prop_assert_eq!(decoder.finish().unwrap(), bytes.len());
        }
    }
}
