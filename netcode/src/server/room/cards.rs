//! Whose card it is that a browser asks for.

use tokio::sync::oneshot;

use super::Room;
use crate::{
    protocol::{CardToken, CardsDoor, ParticipantId, ResumeToken},
    takehome::Visited,
};

impl Room {
    /// Answers what the owner of a card takes home: somebody who is or was in the session.
    pub(super) fn card(&self, wanted: &CardToken, reply: oneshot::Sender<Option<Visited>>) {
        let session = self.state.session_id();
        let owner = (1..=self.state.last_id().0).map(ParticipantId).find(|who| {
            let token = ResumeToken::derive(&self.resume_key, session, *who);
            !self.state.was_sent_out(*who) && CardToken::derive(&token) == *wanted
        });
        // Whoever asked may have gone.
        let _ = reply.send(owner.map(|who| Visited::of(&self.state, who)));
    }

    /// Has everyone know where cards are.
    pub(super) fn offer_cards(&mut self, door: CardsDoor) {
        self.commit(self.state.decide_cards_at(door), None);
    }
}
