//! Deciding what leads a class. What a host may do to others, nobody else may; what is somebody's own, no host may do for them.

use super::Voice;
use crate::protocol::{
    Admission, ClassCommand, ClassEvent, Command, Event, Handling, ParticipantId, Refusal, Role,
    Spot, StopId, Whom, limits,
};
use crate::room::{Participant, RoomState};

/// Whether a role may give a command; the guide's are looked at again when decided.
pub(in crate::room) const fn may_in_class(role: Role, command: &ClassCommand) -> bool {
    match command {
        // Health: everyone, observers and those who wait included.
        ClassCommand::Acknowledge | ClassCommand::Wear { .. } => true,
        // One's own, and what the guide may be a learner for.
        ClassCommand::OpenMicrophone { .. }
        | ClassCommand::PassGuide { .. }
        | ClassCommand::FollowMe { .. }
        | ClassCommand::Spotlight(_)
        | ClassCommand::Point { .. }
        | ClassCommand::Step { .. } => !matches!(role, Role::Observer),
        ClassCommand::SetAdmission(_)
        | ClassCommand::Admit(_)
        | ClassCommand::SetCoHost { .. }
        | ClassCommand::SetRoam(_)
        | ClassCommand::CallAttention { .. }
        | ClassCommand::Freeze { .. }
        | ClassCommand::LowerHands(_)
        | ClassCommand::CallUpon { .. }
        | ClassCommand::Mute { .. }
        | ClassCommand::ReleaseMute(_)
        | ClassCommand::NameOther { .. }
        | ClassCommand::Ban { .. }
        | ClassCommand::StartTimer { .. }
        | ClassCommand::StopTimer
        | ClassCommand::Evacuate { .. } => role.is_host(),
    }
}

/// How microphones are at the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Microphones {
    /// Closed, and everyone's own to open.
    #[default]
    Own,
    /// Held closed until a host releases them.
    Held,
}

impl RoomState {
    /// Whether the way the class is led now stands against a command.
    pub(in crate::room) fn check_class(
        &self,
        me: &Participant,
        command: &Command,
    ) -> Result<(), Refusal> {
        let for_health = matches!(
            command,
            Command::Class(ClassCommand::Acknowledge | ClassCommand::Wear { .. })
        );
        if self.class.is_waiting(me.id) && !for_health {
            return Err(Refusal::Waiting);
        }
        match command {
            Command::Handle {
                handling: Handling::Take(_) | Handling::PutIn(_),
                ..
            } if self.class.is_frozen() && !me.role.is_host() => Err(Refusal::Frozen),
            Command::Rename { .. } if self.class.is_name_given(me.id) && !me.role.is_host() => {
                Err(Refusal::NameGiven)
            }
            Command::EndSession if self.class.is_co_host(me.id) => Err(Refusal::NotAllowed),
            _ => Ok(()),
        }
    }

    /// Whether somebody may send another out or change their name: co-hosts do nothing to hosts.
    pub(in crate::room) fn check_outranks(
        &self,
        who: ParticipantId,
        whom: &Participant,
    ) -> Result<(), Refusal> {
        if whom.role.is_host() && self.class.is_co_host(who) {
            return Err(Refusal::NotAllowed);
        }
        Ok(())
    }

    /// Decides a command that leads the class.
    pub(in crate::room) fn decide_class(
        &self,
        me: &Participant,
        command: &ClassCommand,
    ) -> Result<Vec<Event>, Refusal> {
        let who = me.id;
        let class = &self.class;
        let event = match command {
            ClassCommand::SetAdmission(admission) => {
                (class.admission != *admission).then_some(ClassEvent::AdmissionSet {
                    who: Some(who),
                    admission: *admission,
                })
            }
            ClassCommand::Admit(whom) => class
                .waiting()
                .any(|waits| whom.includes(waits))
                .then_some(ClassEvent::Admitted { who, whom: *whom }),
            ClassCommand::SetCoHost { whom, on } => self.co_host(who, *whom, *on)?,
            ClassCommand::PassGuide { to } => {
                self.check_guides(me)?;
                let to = self.in_class(*to)?;
                if to.role == Role::Observer {
                    return Err(Refusal::NotAllowed);
                }
                (class.guide != Some(to.id)).then_some(ClassEvent::GuidePassed { who, to: to.id })
            }
            ClassCommand::SetRoam(area) => {
                let area = area
                    .map(|area| area.checked().ok_or(Refusal::UnknownPlace))
                    .transpose()?;
                (class.roam != area).then_some(ClassEvent::RoamSet { who, area })
            }
            ClassCommand::FollowMe { on } => {
                self.check_guides(me)?;
                let followed = class.followed();
                let same = if *on {
                    followed == Some(who)
                } else {
                    followed.is_none()
                };
                (!same).then_some(ClassEvent::Following { who, on: *on })
            }
            ClassCommand::CallAttention { on } => {
                let same = if *on {
                    class.attention == Some(who)
                } else {
                    class.attention.is_none()
                };
                (!same).then_some(ClassEvent::AttentionCalled { who, on: *on })
            }
            ClassCommand::Freeze { on } => {
                (class.frozen != *on).then_some(ClassEvent::Frozen { who, on: *on })
            }
            ClassCommand::Spotlight(spot) => {
                self.check_guides(me)?;
                if let Some(spot) = spot {
                    self.check_spot(spot)?;
                }
                (class.spotlight != *spot).then_some(ClassEvent::SpotlightSet {
                    who,
                    spot: spot.clone(),
                })
            }
            // Who no longer guides may still hide what they show.
            ClassCommand::Point { on: false } => {
                (class.pointing == Some(who)).then_some(ClassEvent::Pointing { who, on: false })
            }
            ClassCommand::Point { on: true } => {
                self.check_guides(me)?;
                (class.pointing != Some(who)).then_some(ClassEvent::Pointing { who, on: true })
            }
            ClassCommand::LowerHands(whom) => return Ok(self.lowered(*whom)),
            ClassCommand::CallUpon { whom } => return self.called_upon(who, *whom),
            ClassCommand::OpenMicrophone { open } => match (class.voice(who), *open) {
                (Voice::Held, true) => return Err(Refusal::MuteHeld),
                (Voice::Open, true) | (Voice::Closed | Voice::Held, false) => None,
                _ => Some(ClassEvent::MicrophoneOpened { who, open: *open }),
            },
            ClassCommand::Mute { whom, hold } => self.muted(who, *whom, *hold)?,
            ClassCommand::ReleaseMute(whom) => {
                let any = match whom {
                    Whom::One(whom) => class.voice(*whom) == Voice::Held,
                    Whom::Everyone => class.voices.anybody_held(),
                };
                any.then_some(ClassEvent::MuteReleased { who, whom: *whom })
            }
            ClassCommand::NameOther { whom, nickname } => {
                let somebody = self.participant(*whom).ok_or(Refusal::UnknownParticipant)?;
                self.check_outranks(who, somebody)?;
                let nickname = self.grant_name(nickname, Some(*whom))?;
                let given = somebody.nickname == nickname && class.is_name_given(*whom);
                (!given).then_some(ClassEvent::NameGiven {
                    who,
                    whom: *whom,
                    nickname,
                })
            }
            ClassCommand::Ban { whom } => return self.banned(who, *whom),
            ClassCommand::StartTimer { seconds } => Some(ClassEvent::TimerStarted {
                who,
                seconds: (*seconds).clamp(1, limits::TIMER_S),
            }),
            ClassCommand::StopTimer => class
                .timer
                .is_some()
                .then_some(ClassEvent::TimerStopped { who }),
            ClassCommand::Step { forward } => {
                self.check_guides(me)?;
                let led = self.step(*forward).map(|stop| Event::LedTo { who, stop });
                return Ok(led.into_iter().collect());
            }
            ClassCommand::Evacuate { on } => (class.evacuation.is_some() != *on)
                .then_some(ClassEvent::Evacuation { who, on: *on }),
            ClassCommand::Acknowledge => class
                .evacuation
                .as_ref()
                .is_some_and(|evacuation| !evacuation.acknowledged.contains(&who))
                .then_some(ClassEvent::Acknowledged { who }),
            ClassCommand::Wear { on } => {
                // A headset nobody hears from is not counted.
                let on = *on && me.is_here();
                (class.worn(who).is_on() != on).then_some(ClassEvent::Worn { who, on })
            }
        };
        Ok(event.into_iter().map(Event::Class).collect())
    }

    /// The session begins with another admission than everyone's.
    pub fn decide_admission(&self, admission: Admission) -> Option<Event> {
        (self.class.admission != admission).then_some(Event::Class(ClassEvent::AdmissionSet {
            who: None,
            admission,
        }))
    }

    /// Says how a session begins: with microphones held closed, with breaks after other minutes than is usual.
    pub fn decide_house_rules(
        &self,
        microphones: Microphones,
        break_after_min: Option<u8>,
    ) -> Vec<Event> {
        let who = ParticipantId::CONSOLE;
        let muted = (microphones == Microphones::Held && !self.class.holds_newcomers()).then_some(
            Event::Class(ClassEvent::Muted {
                who,
                whom: Whom::Everyone,
                hold: true,
            }),
        );
        let breaks = break_after_min
            .map(|after_min| after_min.min(limits::BREAK_MIN))
            .filter(|after_min| self.breaks != Some(*after_min))
            .map(|after_min| Event::BreaksSet { who, after_min });
        muted.into_iter().chain(breaks).collect()
    }

    /// Hosts guide, and whoever they have passed the guide's role to.
    fn check_guides(&self, me: &Participant) -> Result<(), Refusal> {
        if me.role.is_host() || self.class.guide == Some(me.id) {
            Ok(())
        } else {
            Err(Refusal::NotAllowed)
        }
    }

    /// Somebody who is in the class, and not at its door.
    fn in_class(&self, whom: ParticipantId) -> Result<&Participant, Refusal> {
        self.participant(whom)
            .filter(|somebody| !self.class.is_waiting(somebody.id))
            .ok_or(Refusal::UnknownParticipant)
    }

    fn co_host(
        &self,
        who: ParticipantId,
        whom: ParticipantId,
        on: bool,
    ) -> Result<Option<ClassEvent>, Refusal> {
        if self.class.is_co_host(who) {
            return Err(Refusal::NotAllowed);
        }
        let somebody = self.in_class(whom)?;
        if somebody.role.is_host() == on {
            return Ok(None);
        }
        // Who came with the host key would only come again with it.
        if !on && !self.class.is_co_host(whom) {
            return Err(Refusal::NotAllowed);
        }
        Ok(Some(ClassEvent::RoleSet {
            who: Some(who),
            whom,
            role: if on { Role::Host } else { Role::Learner },
        }))
    }

    fn check_spot(&self, spot: &Spot) -> Result<(), Refusal> {
        match spot {
            Spot::Person(whom) => self.in_class(*whom).map(drop),
            Spot::Object(object) => self.object(object).map(drop).ok_or(Refusal::UnknownObject),
            Spot::Stop(stop) => self.known_stop(stop).map(drop),
        }
    }

    fn lowered(&self, whom: Whom) -> Vec<Event> {
        self.raised_hands()
            .iter()
            .filter(|somebody| whom.includes(somebody.id))
            .map(|somebody| Event::HandRaised {
                who: somebody.id,
                up: false,
            })
            .collect()
    }

    fn called_upon(
        &self,
        who: ParticipantId,
        whom: Option<ParticipantId>,
    ) -> Result<Vec<Event>, Refusal> {
        if let Some(whom) = whom {
            self.in_class(whom)?;
        }
        let called = (self.class.called_upon != whom)
            .then_some(Event::Class(ClassEvent::CalledUpon { who, whom }));
        let lowered = whom.map(|whom| self.lowered(Whom::One(whom)));
        Ok(called
            .into_iter()
            .chain(lowered.into_iter().flatten())
            .collect())
    }

    fn muted(
        &self,
        who: ParticipantId,
        whom: Whom,
        hold: bool,
    ) -> Result<Option<ClassEvent>, Refusal> {
        let closed = |somebody: &Participant| match self.class.voice(somebody.id) {
            Voice::Open => false,
            Voice::Closed => !hold,
            Voice::Held => true,
        };
        let same = match whom {
            Whom::One(whom) => {
                let somebody = self.in_class(whom)?;
                // Hosts have their own; to hold one another's would be a fight.
                if somebody.role.is_host() && (hold || self.class.is_co_host(who)) {
                    return Err(Refusal::NotAllowed);
                }
                closed(somebody)
            }
            Whom::Everyone => {
                (!hold || self.class.holds_newcomers())
                    && self
                        .participants()
                        .filter(|somebody| !somebody.role.is_host())
                        .all(closed)
            }
        };
        Ok((!same).then_some(ClassEvent::Muted { who, whom, hold }))
    }

    fn banned(&self, who: ParticipantId, whom: ParticipantId) -> Result<Vec<Event>, Refusal> {
        let sent_out = self.sent_out(who, whom)?;
        let closed = (self.class.admission != Admission::OneByOne).then_some(Event::Class(
            ClassEvent::AdmissionSet {
                who: Some(who),
                admission: Admission::OneByOne,
            },
        ));
        Ok(sent_out
            .map(|sent_out| closed.into_iter().chain([sent_out]).collect())
            .unwrap_or_default())
    }

    /// The stop after the one everyone is led to, or before it: the first one if none is; nothing past the ends.
    fn step(&self, forward: bool) -> Option<StopId> {
        let stops = &self.lesson.stops;
        let Some(now) = self
            .led_to()
            .and_then(|led_to| stops.iter().position(|stop| stop == led_to))
        else {
            return stops.first().filter(|_| forward).cloned();
        };
        let next = if forward {
            now.checked_add(1)
        } else {
            now.checked_sub(1)
        };
        next.and_then(|index| stops.get(index)).cloned()
    }
}
