//! Everybody's personal code, worked out as numbers are given.

use crate::protocol::{ParticipantId, PersonalCode, SessionId};

/// The personal codes of a session.
pub(super) struct Codes {
    coming: Box<dyn Iterator<Item = PersonalCode> + Send>,
    /// Of participants from number 1 on.
    known: Vec<PersonalCode>,
}

impl Codes {
    pub(super) fn new(key: [u8; 32], session: SessionId) -> Self {
        Self {
            coming: Box::new(PersonalCode::all(key, session)),
            known: Vec::new(),
        }
    }

    /// The code of a participant; nothing for a number that is never given.
    pub(super) fn of(&mut self, who: ParticipantId) -> Option<PersonalCode> {
        let index = usize::from(who.0).checked_sub(1)?;
        let missing = (index + 1).saturating_sub(self.known.len());
        self.known.extend(self.coming.by_ref().take(missing));
        self.known.get(index).copied()
    }

    /// Whose code it is, of those who were ever told theirs.
    pub(super) fn whose(
        &mut self,
        code: PersonalCode,
        last: ParticipantId,
    ) -> Option<ParticipantId> {
        self.of(last)?;
        let index = self.known.iter().position(|known| *known == code)?;
        u16::try_from(index + 1).ok().map(ParticipantId)
    }
}
