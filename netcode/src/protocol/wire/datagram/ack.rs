//! Which of the peer's datagrams arrived: the newest tick and a mask of the sixteen before it.

/// What a datagram says about the peer's: the low eight bits of the newest tick received, and a mask of those before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ack {
    /// Low eight bits of the newest tick received.
    pub newest: u8,
    /// Bit *i* is set if the tick *i* + 1 before the newest was received.
    pub mask: u16,
}

impl Ack {
    /// The newest acknowledged tick in full, for a sender whose own tick is `now`: the last one up to `now` with these low bits.
    pub const fn newest_tick(self, now: u16) -> u16 {
        let behind = (now as u8).wrapping_sub(self.newest);
        now.wrapping_sub(behind as u16)
    }

    /// Every acknowledged tick, newest first, for a sender whose own tick is `now`.
    pub fn ticks(self, now: u16) -> impl Iterator<Item = u16> {
        let newest = self.newest_tick(now);
        let before = (0..16u16)
            .filter(move |bit| self.mask & (1 << bit) != 0)
            .map(move |bit| newest.wrapping_sub(bit + 1));
        std::iter::once(newest).chain(before)
    }
}

/// What a receiver remembers of the ticks that arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AckWindow {
    newest: Option<u16>,
    mask: u16,
}

impl AckWindow {
    /// Notes a tick that arrived; says whether it is newer than all before, and so worth showing.
    ///
    /// Ticks wrap round: up to half of the range ahead is newer, the rest is older.
    pub const fn note(&mut self, tick: u16) -> bool {
        let Some(newest) = self.newest else {
            self.newest = Some(tick);
            return true;
        };
        let ahead = tick.wrapping_sub(newest);
        if ahead == 0 {
            return false;
        }
        if ahead < 0x8000 {
            // The newest so far becomes bit `ahead` − 1.
            let shifted = if ahead < 16 { self.mask << ahead } else { 0 };
            let old_newest = if ahead <= 16 { 1 << (ahead - 1) } else { 0 };
            self.mask = shifted | old_newest;
            self.newest = Some(tick);
            return true;
        }
        let behind = newest.wrapping_sub(tick);
        if behind <= 16 {
            self.mask |= 1 << (behind - 1);
        }
        false
    }

    /// The newest tick that arrived.
    pub const fn newest(&self) -> Option<u16> {
        self.newest
    }

    /// What to tell the peer; nothing arrived looks like tick 0 with nothing before it.
    pub const fn ack(&self) -> Ack {
        match self.newest {
            Some(newest) => Ack {
                newest: newest as u8,
                mask: self.mask,
            },
            None => Ack { newest: 0, mask: 0 },
        }
    }
}
