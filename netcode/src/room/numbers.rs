//! Which of a participant's commands were done: the last number and the ones shortly before.

use serde::{Deserialize, Serialize};

/// A window over command numbers as wide as the commands a client may leave unanswered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Numbers {
    last: u32,
    /// Bit *i* is set if command `last` − *i* was done.
    done: u64,
}

/// What is known about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// Above all others.
    New,
    /// Done.
    Done,
    /// Below the last and not done, or too old to know.
    Passed,
}

impl Numbers {
    pub(super) const fn last(self) -> u32 {
        self.last
    }

    pub(super) fn look_up(self, number: u32) -> Known {
        match self.last.checked_sub(number) {
            None => Known::New,
            Some(before) if before < u64::BITS && self.done >> before & 1 == 1 => Known::Done,
            Some(_) => Known::Passed,
        }
    }

    pub(super) fn note(&mut self, number: u32) {
        if let Some(before) = self.last.checked_sub(number) {
            if before < u64::BITS {
                self.done |= 1 << before;
            }
            return;
        }
        let ahead = number - self.last;
        self.done = self.done.checked_shl(ahead).unwrap_or_default() | 1;
        self.last = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::limits;

    #[test]
    fn numbers_are_remembered_as_far_back_as_a_client_resends() {
        assert!(limits::UNANSWERED_COMMANDS <= u64::BITS as usize);
        let mut numbers = Numbers::default();
        for number in [1, 2, 5, 64] {
            assert_eq!(numbers.look_up(number), Known::New);
            numbers.note(number);
        }
        for (number, known) in [
            (1, Known::Done),
            (3, Known::Passed),
            (5, Known::Done),
            (64, Known::Done),
            (65, Known::New),
        ] {
            assert_eq!(numbers.look_up(number), known, "{number}");
        }
        numbers.note(66);
        assert_eq!(numbers.look_up(1), Known::Passed);
        assert_eq!(numbers.look_up(5), Known::Done);
        numbers.note(u32::MAX);
        assert_eq!(numbers.look_up(66), Known::Passed);
        assert_eq!(numbers.last(), u32::MAX);
    }

    #[test]
    fn zero_is_never_a_command() {
        assert_eq!(Numbers::default().look_up(0), Known::Passed);
    }
}
