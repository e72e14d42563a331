//! Deciding participants' commands.

use super::Actor;
use crate::bench::Bench;
use crate::protocol::{
    Command, Event, LabRefusal, LeaveReason, ParticipantId, Refusal, Role, StopId, Whereabouts,
    limits,
};
use crate::room::class::may_in_class;
use crate::room::numbers::Known;
use crate::room::visit::may_on_visit;
use crate::room::{Participant, RoomState};

impl RoomState {
    /// Decides a command.
    ///
    /// No events and no refusal means that nothing has to change: the command was done already (it is sent again when its
    /// answer was lost), or things are as it wants them.
    ///
    /// # Errors
    /// Says why the command is not done, in a sentence for who sent it.
    pub fn decide(&self, who: Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        self.decide_at(None, who, command)
    }

    /// Decides a command where there is a lab: `bench` knows what is true in it. Without one labs are refused.
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn decide_at(
        &self,
        bench: Option<&Bench>,
        who: Actor,
        command: &Command,
    ) -> Result<Vec<Event>, Refusal> {
        let me = self
            .participant(who.id)
            .ok_or(if self.was_sent_out(who.id) {
                Refusal::SentOut
            } else {
                Refusal::ResumeExpired
            })?;
        let known = me.commands.look_up(who.number);
        if known == Known::Done {
            return Ok(Vec::new());
        }
        if !self.is_open() {
            return Err(Refusal::SessionOver);
        }
        if !may(me.role, command) {
            return Err(Refusal::NotAllowed);
        }
        self.check_class(me, command)?;
        let events = match (command, bench) {
            (Command::Lab(command), Some(bench)) => bench.decide(self, me, command)?,
            _ => self.events(me, command)?,
        };
        // Doing now what was asked for before something else would undo that.
        if known == Known::Passed && !events.is_empty() {
            return Err(Refusal::OutOfDate);
        }
        Ok(events)
    }

    pub(super) fn events(
        &self,
        me: &Participant,
        command: &Command,
    ) -> Result<Vec<Event>, Refusal> {
        let who = me.id;
        let event = match command {
            Command::RaiseHand { up } => {
                (me.hand_raised.is_some() != *up).then_some(Event::HandRaised { who, up: *up })
            }
            Command::React(reaction) => Some(Event::Reacted {
                who,
                reaction: *reaction,
            }),
            Command::OpenStop { stop } => {
                let stop = self.known_stop(stop)?;
                (!me.opened.contains(&stop)).then_some(Event::StopOpened { who, stop })
            }
            Command::LeadTo { stop } => Some(Event::LedTo {
                who,
                stop: self.known_stop(stop)?,
            }),
            Command::Gather { place, facing_deg } => Some(gathered(who, *place, *facing_deg)?),
            Command::Lock { locked } => (self.locked != *locked).then_some(Event::Locked {
                who,
                locked: *locked,
            }),
            Command::SendOut { who: whom } => self.sent_out(who, *whom)?,
            Command::Rename { nickname } => {
                let nickname = self.grant_name(nickname, Some(who))?;
                (me.nickname != nickname).then_some(Event::Renamed { who, nickname })
            }
            Command::SetAppearance(appearance) => {
                let appearance = appearance.within_palette();
                (me.appearance != appearance)
                    .then_some(Event::AppearanceChanged { who, appearance })
            }
            Command::EndSession => Some(Event::SessionEnded { who: Some(who) }),
            Command::SetBreaks { after_min } => {
                let after_min = (*after_min).min(limits::BREAK_MIN);
                (self.breaks != Some(after_min)).then_some(Event::BreaksSet { who, after_min })
            }
            Command::Handle { object, handling } => self.handled(who, object, handling)?,
            Command::TidyUp => self
                .objects()
                .any(|(_, place)| *place != Whereabouts::Home)
                .then_some(Event::TidiedUp { who }),
            Command::Class(command) => return self.decide_class(me, command),
            Command::Lab(_) => return Err(Refusal::Lab(LabRefusal::NoSuchLab)),
            Command::Visit(command) => return self.decide_visit(me, command),
        };
        Ok(event.into_iter().collect())
    }

    pub(in crate::room) fn known_stop(&self, stop: &StopId) -> Result<StopId, Refusal> {
        if self.lesson.has(stop) {
            Ok(stop.clone())
        } else {
            Err(Refusal::UnknownStop { stop: stop.clone() })
        }
    }

    /// Hosts send out anybody but themselves: who wants to go leaves.
    pub(in crate::room) fn sent_out(
        &self,
        who: ParticipantId,
        whom: ParticipantId,
    ) -> Result<Option<Event>, Refusal> {
        if self.was_sent_out(whom) {
            return Ok(None);
        }
        if who == whom {
            return Err(Refusal::NotAllowed);
        }
        let somebody = self.participant(whom).ok_or(Refusal::UnknownParticipant)?;
        self.check_outranks(who, somebody)?;
        Ok(Some(Event::ParticipantLeft {
            id: whom,
            reason: LeaveReason::SentOut,
        }))
    }
}

/// Whether a role may give a command. A new command has to be given to somebody here.
const fn may(role: Role, command: &Command) -> bool {
    let for_everyone = match command {
        Command::RaiseHand { .. }
        | Command::React(_)
        | Command::OpenStop { .. }
        | Command::Rename { .. }
        | Command::SetAppearance(_)
        | Command::Handle { .. }
        // What only hosts may do in a lab is decided at its bench.
        | Command::Lab(_) => true,
        Command::LeadTo { .. }
        | Command::Gather { .. }
        | Command::Lock { .. }
        | Command::SendOut { .. }
        | Command::EndSession
        | Command::SetBreaks { .. }
        | Command::TidyUp => false,
        Command::Class(command) => return may_in_class(role, command),
        Command::Visit(command) => return may_on_visit(role, command),
    };
    match role {
        Role::Host => true,
        Role::Learner => for_everyone,
        Role::Observer => false,
    }
}

fn gathered(who: ParticipantId, place: [f32; 3], facing_deg: f32) -> Result<Event, Refusal> {
    if !limits::is_place(&place) || !facing_deg.is_finite() {
        return Err(Refusal::UnknownPlace);
    }
    // A hair below 0 rounds up to a full turn.
    let facing_deg = facing_deg.rem_euclid(360.0);
    Ok(Event::Gathered {
        who,
        place,
        facing_deg: if facing_deg < 360.0 { facing_deg } else { 0.0 },
    })
}
