//! Whose bench one works at: the lab of the lesson, the attempt, and what is done in it.

use bevy::{ecs::system::SystemParam, prelude::*};
use pleiades_netcode::protocol::{
    Command, Deed, LabCommand,
    lab::{Attempt, AttemptId},
};
use pleiades_scenes::lab::Lab;

use crate::{session::Session, world::Place};

/// The attempt one looks into, if it is not one's own newest: a teacher's look over a shoulder.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LookedAt(pub(crate) Option<AttemptId>);

/// The lab, and one's hands in it.
#[derive(SystemParam)]
pub(super) struct Desk<'w> {
    pub(super) session: ResMut<'w, Session>,
    pub(super) place: Option<Res<'w, Place>>,
    looked_at: Res<'w, LookedAt>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<LookedAt>();
}

impl Desk<'_> {
    /// The lab of the lesson.
    pub(super) fn lab(&self) -> Option<&Lab> {
        self.place.as_ref()?.lab()
    }

    /// The attempt one works on or looks into.
    pub(super) fn attempt(&self) -> Option<(AttemptId, &Attempt)> {
        let labs = self.session.room()?.labs();
        let own = || labs.of(self.session.me()?).last().map(|(id, _)| id);
        let id = self
            .looked_at
            .0
            .filter(|id| labs.attempt(*id).is_some())
            .or_else(own)?;
        Some((id, labs.attempt(id)?))
    }

    /// The attempt if something can still be done in it.
    pub(super) fn open(&self) -> Option<(AttemptId, &Attempt)> {
        self.attempt()
            .filter(|(_, attempt)| attempt.handed_in_ms.is_none())
    }

    /// Does something in the attempt; nothing without one.
    pub(super) fn does(&mut self, deed: Deed) {
        if let Some((attempt, _)) = self.open() {
            self.session
                .send(Command::Lab(LabCommand::Work { attempt, deed }));
        }
    }
}
