//! How the room is, for those who watch over the server.

use super::{Health, Room};

impl Room {
    pub(super) fn health(&self) -> Health {
        let over = self.state.is_over();
        Health {
            status: match (over, self.saving) {
                (true, _) => "over",
                (false, true) => "ok",
                (false, false) => "not-saving",
            },
            session: self.state.session_id().to_string(),
            lesson: self.state.lesson().id.clone(),
            participants: self.state.present().count(),
            entries: self.state.seq(),
            saving: self.saving,
            over,
        }
    }
}
