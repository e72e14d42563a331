//! Who comes first in a receiver's datagram, and how finely.
//!
//! Each avatar has an account at each receiver. Every tick it gains its weight; whoever is sent pays everything; the
//! fullest accounts are served first, until the bytes are gone. Whoever is left out gains until it is first: with n
//! avatars, room for k and weights between w and W, nobody waits longer than about (n/k)·(W/w) ticks.
//! Source: Fiedler, *State synchronization* (gafferongames.com, 2015), priority accumulator.

use crate::protocol::pose::Tier;

/// What makes an avatar matter to a receiver.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interest {
    /// Metres between the heads.
    pub distance_m: f32,
    /// Cosine of the angle between where the receiver looks and where the avatar is.
    pub view_cosine: f32,
    /// Talks now.
    pub speaking: bool,
    /// Leads the session.
    pub host: bool,
    /// Works at the same bench.
    pub shares_bench: bool,
}

impl Interest {
    /// Of an avatar whose head is at `avatar`, for a receiver whose head is at `at` (metres) and who looks along `forward`
    /// (unit). Nothing is known of what it does.
    pub fn between(at: [f32; 3], forward: [f32; 3], avatar: [f32; 3]) -> Self {
        let to = glam::Vec3::from_array(avatar) - glam::Vec3::from_array(at);
        let distance_m = to.length();
        let view_cosine = to.normalize_or_zero().dot(glam::Vec3::from_array(forward));
        Self {
            distance_m,
            view_cosine,
            speaking: false,
            host: false,
            shares_bench: false,
        }
    }

    /// What an account gains a tick: 1 for somebody far behind, up to 40.
    ///
    /// Apparent size falls with distance (1 at 4 m and nearer); being in view counts three times, in the middle of it more.
    pub fn weight(&self) -> f32 {
        let distance = if self.distance_m.is_finite() {
            self.distance_m.max(0.0)
        } else {
            f32::MAX
        };
        let size = (4.0 / distance.max(4.0)).max(0.05);
        let view = match self.view_cosine {
            cosine if cosine > 0.85 => 4.0,
            cosine if cosine > 0.5 => 3.0,
            _ => 1.0,
        };
        let attention = if self.shares_bench || self.speaking || self.host {
            4.0
        } else {
            1.0
        };
        1.0 + 2.0 * size * view * attention
    }

    /// How finely to tell it, when `now` is how it is told now: coming nearer changes at once, going away a little later.
    pub fn tier(&self, now: Tier) -> Tier {
        let attended = self.speaking || self.host || self.shares_bench;
        let seen = self.view_cosine > 0.3;
        let for_distance = |distance: f32| match (attended, seen) {
            (true, _) if distance < 25.0 => Tier::Near,
            (true, _) => Tier::Middle,
            (false, true) if distance < 6.0 => Tier::Near,
            (false, true) if distance < 18.0 => Tier::Middle,
            (false, false) if distance < 2.5 => Tier::Near,
            (false, false) if distance < 9.0 => Tier::Middle,
            _ => Tier::Far,
        };
        let fine = for_distance(self.distance_m);
        // A metre and a tenth of slack before it gets coarser.
        let lenient = for_distance(self.distance_m / 1.1 - 1.0);
        fine.min(lenient.max(now))
    }

    /// Whether pressure leaves it as it is.
    pub fn reserved(&self) -> bool {
        self.speaking || self.host
    }
}

/// One avatar's account at one receiver.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Account {
    saved: f32,
}

impl Account {
    /// One tick more.
    pub fn gain(&mut self, interest: &Interest) {
        // No sum can lose its order against others by rounding before this; the longest honest wait is far shorter.
        self.saved = (self.saved + interest.weight()).min(1e6);
    }

    /// What decides the order: the fullest first.
    pub fn saved(&self) -> f32 {
        self.saved
    }

    /// It was sent.
    pub fn pay(&mut self) {
        self.saved = 0.0;
    }
}
