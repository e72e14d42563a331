//! How finely an avatar is told to a receiver: the nearer and the more looked at, the finer.

/// Precision and rate of an avatar for one receiver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// 1 mm, 0.1°, every tick.
    #[default]
    Near,
    /// 2 mm, 0.2°, every second tick.
    Middle,
    /// 5 mm, 0.5°, every fourth tick.
    Far,
}

impl Tier {
    /// All tiers, finest first.
    pub const ALL: [Self; 3] = [Self::Near, Self::Middle, Self::Far];

    /// 0 for the finest.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The tier of an index of [`Tier::index`].
    pub fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }

    /// Step of positions on the wire, millimetres.
    pub const fn step_mm(self) -> i32 {
        match self {
            Self::Near => 1,
            Self::Middle => 2,
            Self::Far => 5,
        }
    }

    /// Steps of rotations per unit of tan(angle/4): a step is at most 0.1°, 0.2°, 0.5°.
    pub const fn turn_steps(self) -> i64 {
        match self {
            Self::Near => 2300,
            Self::Middle => 1150,
            Self::Far => 460,
        }
    }

    /// Ticks between two updates.
    pub const fn every_ticks(self) -> u32 {
        match self {
            Self::Near => 1,
            Self::Middle => 2,
            Self::Far => 4,
        }
    }

    /// The next coarser tier; the coarsest stays.
    pub const fn coarser(self) -> Self {
        match self {
            Self::Near => Self::Middle,
            Self::Middle | Self::Far => Self::Far,
        }
    }
}
