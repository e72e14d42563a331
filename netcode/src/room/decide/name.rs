//! Nicknames: one each, and none that was sent out.

use crate::protocol::{Nickname, ParticipantId, Refusal};
use crate::room::RoomState;

impl RoomState {
    /// The nickname somebody gets who asks for `wish`: the same, or with the first free number if somebody else has it.
    /// `own` is who asks, if they are in the room already.
    pub(in crate::room) fn grant_name(
        &self,
        wish: &Nickname,
        own: Option<ParticipantId>,
    ) -> Result<Nickname, Refusal> {
        if self.sent_out_names.contains(&wish.key()) {
            return Err(Refusal::SentOut);
        }
        let taken: Vec<String> = self
            .participants()
            .filter(|somebody| Some(somebody.id) != own)
            .map(|somebody| somebody.nickname.key())
            .collect();
        // Each number gives another name, so one more than there are taken or sent out is enough to find a free one.
        let most = (taken.len() + self.sent_out_names.len() + 1) as u32;
        std::iter::once(wish.clone())
            .chain((2..=most + 1).map(|number| wish.numbered(number)))
            .find(|name| {
                let key = name.key();
                !taken.contains(&key) && !self.sent_out_names.contains(&key)
            })
            .ok_or(Refusal::Full {
                capacity: self.capacity,
            })
    }
}
