//! The pose section of a datagram to a client: a tick, who is in it, and their records side by side.
//!
//! Bytes: tick (low 16 bits, little-endian), number of avatars (one byte), their ids as gaps to the id before (the
//! first to 0), each an Elias gamma code (⌊log₂ gap⌋ zeros, then gap in binary; highest bit first), padded with zeros
//! to a byte; then the records in the same order, each saying itself where it ends. Ids are dense in a session, so an
//! avatar's id costs a bit or three.

use super::acks::expand_tick;
use super::wire::Malformed;
use crate::protocol::ParticipantId;

/// Bytes before the gaps.
const FIXED: usize = 3;
/// Avatars in one section.
const MOST: usize = u8::MAX as usize;

/// Puts records into a section of at most some bytes.
#[derive(Debug)]
pub struct PoseSectionWriter {
    tick: u32,
    budget: usize,
    /// Sorted by id; where the record is in `bytes`.
    entries: Vec<(u16, usize, usize)>,
    bytes: Vec<u8>,
    gap_bits: usize,
}

impl PoseSectionWriter {
    /// An empty section of a tick, to be at most `budget` bytes.
    pub fn new(tick: u32, budget: usize) -> Self {
        Self {
            tick,
            budget,
            entries: Vec::new(),
            bytes: Vec::new(),
            gap_bits: 0,
        }
    }

    /// Adds an avatar's record. False, and nothing is added, if there is no room for it or the avatar is in already.
    pub fn add(&mut self, id: ParticipantId, record: &[u8]) -> bool {
        let Err(at) = self.entries.binary_search_by_key(&id.0, |(id, ..)| *id) else {
            return false;
        };
        if id.0 == 0 || self.entries.len() >= MOST {
            return false;
        }
        let before = if at == 0 { 0 } else { self.entries[at - 1].0 };
        let mut gap_bits = self.gap_bits + gamma_bits(id.0 - before);
        if let Some((after, ..)) = self.entries.get(at) {
            gap_bits += gamma_bits(after - id.0);
            gap_bits -= gamma_bits(after - before);
        }
        if FIXED + gap_bits.div_ceil(8) + self.bytes.len() + record.len() > self.budget {
            return false;
        }
        self.gap_bits = gap_bits;
        self.entries
            .insert(at, (id.0, self.bytes.len(), record.len()));
        self.bytes.extend_from_slice(record);
        true
    }

    /// Bytes the section has so far.
    pub fn len(&self) -> usize {
        FIXED + self.gap_bits.div_ceil(8) + self.bytes.len()
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The section.
    pub fn finish(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.len());
        out.extend_from_slice(&(self.tick as u16).to_le_bytes());
        out.push(self.entries.len() as u8);
        let (mut waiting, mut bits, mut before) = (0u64, 0, 0);
        for (id, ..) in &self.entries {
            let gap = id - before;
            before = *id;
            // The zeros of the code are the zeros above the gap.
            let length = gamma_bits(gap);
            waiting = waiting << length | u64::from(gap);
            bits += length;
            while bits >= 8 {
                bits -= 8;
                out.push((waiting >> bits) as u8);
            }
        }
        if bits > 0 {
            out.push((waiting << (8 - bits)) as u8);
        }
        for (_, at, length) in &self.entries {
            out.extend_from_slice(&self.bytes[*at..at + length]);
        }
        out
    }
}

fn gamma_bits(gap: u16) -> usize {
    2 * gap.max(1).ilog2() as usize + 1
}

/// The tick, the ids and the records of a section.
pub(super) fn open(
    section: &[u8],
    around: u32,
) -> Result<(u32, Vec<ParticipantId>, &[u8]), Malformed> {
    let [a, b, count, rest @ ..] = section else {
        return Err(Malformed::Truncated);
    };
    let tick = expand_tick(u16::from_le_bytes([*a, *b]), around);
    let mut at = 0;
    let mut bit = || {
        let byte = rest.get(at / 8).ok_or(Malformed::Truncated)?;
        let bit = byte >> (7 - at % 8) & 1;
        at += 1;
        Ok(u32::from(bit))
    };
    let mut ids = Vec::with_capacity(usize::from(*count));
    let mut id = 0u32;
    for _ in 0..*count {
        let mut zeros = 0;
        while bit()? == 0 {
            zeros += 1;
            if zeros > 16 {
                return Err(Malformed::Value);
            }
        }
        let mut gap = 1;
        for _ in 0..zeros {
            gap = gap << 1 | bit()?;
        }
        id += gap;
        let id = u16::try_from(id).map_err(|_| Malformed::Value)?;
        ids.push(ParticipantId(id));
    }
    Ok((tick, ids, &rest[at.div_ceil(8)..]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_and_records_come_back(
            records in prop::collection::btree_map(1u16.., prop::collection::vec(any::<u8>(), 1..9), 0..40),
            order in any::<u64>(),
            budget in 3usize..400,
        ) {
            let mut shuffled: Vec<_> = records.iter().collect();
            shuffled.sort_by_key(|(id, _)| u64::from(**id).wrapping_mul(order | 1));
            let mut writer = PoseSectionWriter::new(70_001, budget);
            let mut kept = BTreeMap::new();
            for (id, record) in shuffled {
                if writer.add(ParticipantId(*id), record) {
                    prop_assert!(!writer.add(ParticipantId(*id), record));
                    kept.insert(*id, record.clone());
                }
            }
            let length = writer.len();
            let section = writer.finish();
            prop_assert_eq!(section.len(), length);
            prop_assert!(length <= budget);
            let (tick, ids, bytes) = open(&section, 70_100).unwrap();
            prop_assert_eq!(tick, 70_001);
            prop_assert_eq!(ids, kept.keys().map(|id| ParticipantId(*id)).collect::<Vec<_>>());
            prop_assert_eq!(bytes, kept.into_values().flatten().collect::<Vec<_>>());
        }
    }
}
