//! Who knocks too often with wrong codes. Only failures count: a whole school may come from one address.

use std::{collections::HashMap, net::IpAddr, sync::Mutex, time::Instant};

use crate::protocol::{Refusal, limits};

/// Addresses remembered at most; the oldest are forgotten first.
const ADDRESSES: usize = 4_096;

/// Counts wrong codes by address.
#[derive(Debug, Default)]
pub(in crate::server) struct Door(Mutex<HashMap<IpAddr, (u32, Instant)>>);

impl Door {
    /// Whether an address may try a code now.
    pub(in crate::server) fn admits(&self, address: IpAddr, now: Instant) -> Result<(), Refusal> {
        let Ok(tries) = self.0.lock() else {
            return Ok(());
        };
        match tries.get(&address) {
            Some((count, since)) if *count >= limits::TRIES => {
                let left = limits::TRIES_WINDOW.saturating_sub(now.duration_since(*since));
                if left.is_zero() {
                    return Ok(());
                }
                Err(Refusal::TooManyTries {
                    wait_s: left.as_secs() as u32 + 1,
                })
            }
            _ => Ok(()),
        }
    }

    /// A code is tried from there. Who has another code sees at once that ours is not theirs, and goes without a word, or
    /// stays silent: whatever is not shown to be right was wrong.
    pub(in crate::server) fn guess(&self, address: IpAddr) -> Guess<'_> {
        Guess {
            door: self,
            address,
            right: false,
        }
    }

    /// A wrong code came from there.
    fn failed(&self, address: IpAddr, now: Instant) {
        let Ok(mut tries) = self.0.lock() else { return };
        if tries.len() >= ADDRESSES
            && let Some(oldest) = tries
                .iter()
                .min_by_key(|(_, (_, since))| *since)
                .map(|(address, _)| *address)
        {
            tries.remove(&oldest);
        }
        let entry = tries.entry(address).or_insert((0, now));
        if now.duration_since(entry.1) > limits::TRIES_WINDOW {
            *entry = (0, now);
        }
        entry.0 += 1;
    }
}

/// A code that is being tried; it was wrong unless it is said to be right.
pub(in crate::server) struct Guess<'a> {
    door: &'a Door,
    address: IpAddr,
    right: bool,
}

impl Guess<'_> {
    pub(in crate::server) fn was_right(mut self) {
        self.right = true;
    }
}

impl Drop for Guess<'_> {
    fn drop(&mut self) {
        if !self.right {
            self.door.failed(self.address, Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn wrong_codes_close_the_door_for_a_while_and_only_to_who_guessed() {
        let (door, now) = (Door::default(), Instant::now());
        let (guesser, neighbour) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        for _ in 0..limits::TRIES {
            door.admits(guesser, now).unwrap();
            door.failed(guesser, now);
        }
        assert!(matches!(
            door.admits(guesser, now),
            Err(Refusal::TooManyTries { .. })
        ));
        door.admits(neighbour, now).unwrap();
        door.admits(guesser, now + limits::TRIES_WINDOW).unwrap();
    }
}
