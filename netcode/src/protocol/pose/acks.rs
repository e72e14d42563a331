//! Ticks on the wire, and which of them arrived.

/// The tick whose low 16 bits are `low` and that is nearest to `around`.
///
/// Half of 2¹⁶ ticks are 18 minutes at 30 Hz: any clock is good enough to tell which is meant.
pub fn expand_tick(low: u16, around: u32) -> u32 {
    let ahead = low.wrapping_sub(around as u16) as i16;
    around.wrapping_add_signed(i32::from(ahead))
}

/// Which of the last 32 ticks' poses arrived: what senders may build on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acks {
    /// The newest tick that arrived.
    pub newest: u32,
    /// Bit `i`: tick `newest − i` arrived. Zero while nothing has.
    pub mask: u32,
}

impl Acks {
    /// Bytes of [`Acks::to_bytes`].
    pub const BYTES: usize = 6;

    /// Notes that a tick arrived, in any order, once or often.
    pub fn note(&mut self, tick: u32) {
        if self.mask == 0 {
            *self = Self {
                newest: tick,
                mask: 1,
            };
            return;
        }
        let ahead = tick.wrapping_sub(self.newest) as i32;
        if ahead > 0 {
            self.mask = self.mask.checked_shl(ahead as u32).unwrap_or(0) | 1;
            self.newest = tick;
        } else {
            self.mask |= 1u32.checked_shl(ahead.unsigned_abs()).unwrap_or(0);
        }
    }

    /// Whether a tick arrived, as far as these 32 tell.
    pub fn has(&self, tick: u32) -> bool {
        let back = self.newest.wrapping_sub(tick);
        back < 32 && self.mask >> back & 1 == 1
    }

    /// On the wire: the newest tick's low 16 bits, then the mask, both little-endian.
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let [a, b] = (self.newest as u16).to_le_bytes();
        let [c, d, e, f] = self.mask.to_le_bytes();
        [a, b, c, d, e, f]
    }

    /// From the wire; `around` is a tick near the newest, such as the last one sent.
    pub fn from_bytes(bytes: [u8; Self::BYTES], around: u32) -> Self {
        let [a, b, c, d, e, f] = bytes;
        Self {
            newest: expand_tick(u16::from_le_bytes([a, b]), around),
            mask: u32::from_le_bytes([c, d, e, f]),
        }
    }

    /// The mask as seen from `tick`: bit `i` is tick `tick − i`.
    fn seen_from(&self, tick: u32) -> u32 {
        let back = tick.wrapping_sub(self.newest) as i32;
        if back >= 0 {
            self.mask.checked_shl(back as u32).unwrap_or(0)
        } else {
            self.mask.checked_shr(back.unsigned_abs()).unwrap_or(0)
        }
    }
}

/// What one receiver holds of one avatar: which ticks' poses were sent to it at which tier, and arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    tick: u32,
    /// By tier; bit `i`: tick `tick − i`.
    sent: [u32; 3],
    held: [u32; 3],
}

impl Held {
    /// Notes that the record of `tick` was put in that tick's datagram. Ticks come in order.
    pub fn sent(&mut self, tick: u32, tier: super::Tier) {
        self.advance(tick);
        self.sent[tier.index()] |= 1;
    }

    /// Notes what the receiver says arrived. A receiver that lies harms only what it sees itself.
    pub fn acknowledged(&mut self, acks: &Acks) {
        let arrived = acks.seen_from(self.tick);
        for (held, sent) in self.held.iter_mut().zip(self.sent) {
            *held |= sent & arrived;
        }
    }

    /// Moves on to a tick; what is more than 31 ticks old is forgotten.
    pub fn advance(&mut self, tick: u32) {
        let ahead = tick.wrapping_sub(self.tick);
        for mask in self.sent.iter_mut().chain(&mut self.held) {
            *mask = mask.checked_shl(ahead).unwrap_or(0);
        }
        self.tick = tick;
    }

    /// Ticks a record of `tick` and `tier` may build on; bit `i`: `tick − i`. A finer pose can be made coarser.
    pub(super) fn usable(&self, tick: u32, tier: super::Tier) -> u32 {
        let mask = self.held[0] | self.held[tier.index()];
        let ahead = tick.wrapping_sub(self.tick);
        mask.checked_shl(ahead).unwrap_or(0) & !1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ticks_survive_sixteen_bits(tick in any::<u32>(), drift in -30_000i32..30_000) {
            prop_assert_eq!(expand_tick(tick as u16, tick.wrapping_add_signed(drift)), tick);
        }

        #[test]
        fn acks_are_what_arrived(start in any::<u32>(), arrivals in prop::collection::vec(0u32..40, 1..60)) {
            let mut acks = Acks::default();
            for back in &arrivals {
                acks.note(start.wrapping_sub(*back));
            }
            let newest = arrivals.iter().min().copied().unwrap_or(0);
            prop_assert_eq!(acks.newest, start.wrapping_sub(newest));
            let back = Acks::from_bytes(acks.to_bytes(), start);
            prop_assert_eq!(back, acks);
            for tick in 0..32 {
                // What had fallen out of the window before the newest came is forgotten or known, never invented.
                let tick = acks.newest.wrapping_sub(tick);
                if acks.has(tick) {
                    prop_assert!(arrivals.iter().any(|back| start.wrapping_sub(*back) == tick));
                }
            }
        }
    }

    #[test]
    fn only_what_was_sent_and_arrived_is_held() {
        let mut held = Held::default();
        for tick in [10, 11, 13] {
            held.sent(tick, super::super::Tier::Near);
        }
        held.acknowledged(&Acks {
            newest: 13,
            mask: 0b1101,
        });
        // 13, 11, 10 arrived; 12 was not sent.
        assert_eq!(held.usable(14, super::super::Tier::Near), 0b1_1010);
        assert_eq!(held.usable(50, super::super::Tier::Near), 0);
    }
}
