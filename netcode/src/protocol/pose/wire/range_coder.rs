//! A range coder whose messages say themselves where they end.
//!
//! The coder narrows an interval `[low, low + range)` by each symbol's share and sends its leading bytes as they
//! settle. Source: G. N. N. Martin, *Range encoding: an algorithm for removing redundancy from a digitised message*,
//! Video & Data Recording Conference, Southampton 1979; carries are added into the bytes already written
//! (Schindler 1998).
//!
//! The end costs one byte while `range ≥ 2²⁵`, else two: such an interval contains a whole aligned block of 2²⁴ (2¹⁶)
//! numbers, so the block's leading byte (two) decides, whatever bytes follow. The decoder keeps the same `range`,
//! hence knows how many bytes belonged to the message: records need no length and can stand side by side.

use super::Malformed;

/// `range` is kept at or above this; a symbol's total must stay far below it.
const BOTTOM: u32 = 1 << 24;
/// From this range on, one byte ends a message.
const ONE_BYTE_END: u32 = 1 << 25;
/// Most bits [`Encoder::bits`] sends as one symbol.
const BITS_AT_ONCE: u32 = 12;

/// Writes symbols.
#[derive(Debug)]
pub(super) struct Encoder {
    low: u32,
    range: u32,
    bytes: Vec<u8>,
}

impl Encoder {
    /// Writes into an empty buffer.
    pub(super) fn new() -> Self {
        Self {
            low: 0,
            range: u32::MAX,
            bytes: Vec::with_capacity(32),
        }
    }

    /// The symbol that has the shares `start..start + size` of `total`; `total ≤ 2¹⁶`, `size ≥ 1`.
    pub(super) fn symbol(&mut self, start: u32, size: u32, total: u32) {
        debug_assert!(size >= 1 && start + size <= total && total <= 1 << 16);
        let share = self.range / total;
        self.add(start * share);
        self.range = size * share;
        while self.range < BOTTOM {
            self.shift();
        }
    }

    /// `count ≤ 32` raw bits of `value`, highest first.
    pub(super) fn bits(&mut self, value: u32, count: u32) {
        let mut left = count;
        while left > 0 {
            let now = left.min(BITS_AT_ONCE);
            left -= now;
            self.symbol((value >> left) & ((1 << now) - 1), 1, 1 << now);
        }
    }

    /// Ends the message.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let (block, bytes) = ending(self.range);
        self.add(block - 1);
        for _ in 0..bytes {
            self.shift();
        }
        self.bytes
    }

    fn add(&mut self, amount: u32) {
        let (low, carry) = self.low.overflowing_add(amount);
        self.low = low;
        if carry {
            for byte in self.bytes.iter_mut().rev() {
                let (sum, onward) = byte.overflowing_add(1);
                *byte = sum;
                if !onward {
                    break;
                }
            }
        }
    }

    fn shift(&mut self) {
        self.bytes.push((self.low >> 24) as u8);
        self.low <<= 8;
        self.range = self.range.wrapping_shl(8);
    }
}

/// Reads what an [`Encoder`] wrote from the start of a slice. Total: any bytes give some symbols.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    bytes: &'a [u8],
    /// Bytes shifted out of `code`, by which the encoder wrote as many.
    shifted: usize,
    code: u32,
    range: u32,
}

impl<'a> Decoder<'a> {
    /// Reads from the start of `bytes`; what follows the message is not looked at beyond four bytes.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Self {
            bytes,
            shifted: 0,
            code: 0,
            range: u32::MAX,
        };
        for at in 0..4 {
            decoder.code = decoder.code << 8 | decoder.byte(at);
        }
        decoder
    }

    /// Which of `total` shares comes next; tell [`Decoder::took`] which symbol has it.
    pub(super) fn share(&self, total: u32) -> u32 {
        (self.code / (self.range / total)).min(total - 1)
    }

    /// Consumes the symbol of the shares `start..start + size`.
    pub(super) fn took(&mut self, start: u32, size: u32, total: u32) {
        let share = self.range / total;
        // Bytes no encoder wrote can put `code` above every share; the last symbol takes it.
        self.code = self.code.saturating_sub(start * share);
        self.range = size * share;
        self.code = self.code.min(self.range - 1);
        while self.range < BOTTOM {
            self.code = self.code << 8 | self.byte(self.shifted + 4);
            self.range <<= 8;
            self.shifted += 1;
        }
    }

    /// `count ≤ 32` raw bits.
    pub(super) fn bits(&mut self, count: u32) -> u32 {
        let mut value = 0;
        let mut left = count;
        while left > 0 {
            let now = left.min(BITS_AT_ONCE);
            left -= now;
            let part = self.share(1 << now);
            self.took(part, 1, 1 << now);
            value = value << now | part;
        }
        value
    }

    /// Ends the message: the bytes it took. Errors if there were fewer.
    pub(super) fn finish(self) -> Result<usize, Malformed> {
        let taken = self.shifted + ending(self.range).1;
        if taken <= self.bytes.len() {
            Ok(taken)
        } else {
            Err(Malformed::Truncated)
        }
    }

    fn byte(&self, at: usize) -> u32 {
        self.bytes.get(at).copied().map_or(0, u32::from)
    }
}

/// The aligned block that decides an interval of this length, and the bytes that name it.
fn ending(range: u32) -> (u32, usize) {
    if range >= ONE_BYTE_END {
        (1 << 24, 1)
    } else {
        (1 << 16, 2)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn symbols_come_back_whatever_follows(
            symbols in prop::collection::vec((0u32..300, 1u32..300, 600u32..65_536), 0..60),
            raw in prop::collection::vec((any::<u32>(), 1u32..=32), 0..6),
            after in prop::collection::vec(any::<u8>(), 0..6),
        ) {
            let mut encoder = Encoder::new();
            for (start, size, total) in &symbols {
                encoder.symbol(*start, *size, *total);
            }
            for (value, count) in &raw {
                encoder.bits(value & (u32::MAX >> (32 - count)), *count);
            }
            let mut bytes = encoder.finish();
            let length = bytes.len();
            bytes.extend(after);
            let mut decoder = Decoder::new(&bytes);
            for (start, size, total) in symbols {
                let share = decoder.share(total);
                prop_assert!((start..start + size).contains(&share));
                decoder.took(start, size, total);
            }
            for (value, count) in raw {
                prop_assert_eq!(decoder.bits(count), value & (u32::MAX >> (32 - count)));
            }
            prop_assert_eq!(decoder.finish().unwrap(), length);
        }
    }

    #[test]
    fn seven_bits_are_one_byte() {
        let mut encoder = Encoder::new();
        encoder.bits(0b101_1010, 6);
        assert_eq!(encoder.finish().len(), 1);
    }
}
