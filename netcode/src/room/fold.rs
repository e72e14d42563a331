//! Folding: a log entry changes the state. It decides nothing and refuses nothing but an entry out of order.

use super::numbers::Known;
use super::{Gathering, Participant, Presence, RoomState};
use crate::protocol::{
    Event, Handling, LeaveReason, LogEntry, Objects, ParticipantId, Whereabouts,
};

impl RoomState {
    /// Folds the next entry of the log.
    ///
    /// Entries about people who are not there change nothing but the place in the log, so that no log can make this fail.
    ///
    /// # Errors
    /// [`OutOfOrder`] if it is not the next one; the state is as before.
    pub fn fold(&mut self, entry: &LogEntry) -> Result<(), OutOfOrder> {
        let LogEntry {
            seq,
            at_ms,
            event,
            cause,
        } = entry;
        if Some(*seq) != self.seq.checked_add(1) {
            return Err(OutOfOrder {
                after: self.seq,
                found: *seq,
            });
        }
        self.seq = *seq;
        self.at_ms = *at_ms;
        if let Some(cause) = cause {
            self.change(cause.who, |somebody| {
                if somebody.commands.look_up(cause.number) != Known::Done {
                    somebody.commands.note(cause.number);
                }
            });
        }
        self.apply(event);
        Ok(())
    }

    fn apply(&mut self, event: &Event) {
        let (seq, at_ms) = (self.seq, self.at_ms);
        match event {
            Event::SessionOpened {
                session,
                lesson,
                capacity,
                away_time_ms,
            } => {
                self.session = *session;
                self.lesson = lesson.clone();
                self.capacity = *capacity;
                self.away_time_ms = *away_time_ms;
            }
            Event::ParticipantJoined {
                id,
                nickname,
                role,
                appearance,
                device,
            } => {
                self.last_id = self.last_id.max(id.0);
                self.participants.insert(
                    *id,
                    Participant {
                        id: *id,
                        nickname: nickname.clone(),
                        role: *role,
                        appearance: *appearance,
                        device: *device,
                        presence: Presence::Here,
                        hand_raised: None,
                        opened: Default::default(),
                        commands: Default::default(),
                    },
                );
                self.class_joined(*id, *role);
            }
            Event::ParticipantAway { id } => {
                self.change(*id, |somebody| {
                    somebody.presence = Presence::Away { since_ms: at_ms };
                });
                self.class_away(*id);
            }
            Event::ParticipantReturned { id } => self.change(*id, |somebody| {
                somebody.presence = Presence::Here;
            }),
            Event::ParticipantLeft { id, reason } => self.remove(*id, *reason),
            Event::HandRaised { who, up } => self.change(*who, |somebody| {
                somebody.hand_raised = up.then_some(somebody.hand_raised.unwrap_or(seq));
            }),
            Event::Reacted { .. } => {}
            Event::StopOpened { who, stop } => self.change(*who, |somebody| {
                somebody.opened.insert(stop.clone());
            }),
            Event::LedTo { stop, .. } => self.led_to = Some(stop.clone()),
            Event::Gathered {
                place, facing_deg, ..
            } => {
                self.gathering = Some(Gathering {
                    seq,
                    place: *place,
                    facing_deg: *facing_deg,
                });
            }
            Event::Locked { locked, .. } => self.locked = *locked,
            Event::BreaksSet { after_min, .. } => self.breaks = Some(*after_min),
            Event::Renamed { who, nickname } => self.change(*who, |somebody| {
                somebody.nickname = nickname.clone();
            }),
            Event::AppearanceChanged { who, appearance } => self.change(*who, |somebody| {
                somebody.appearance = *appearance;
            }),
            Event::SessionEnded { .. } => self.over = true,
            Event::ObjectsLaidOut(Objects { objects, sockets }) => {
                self.objects = objects
                    .iter()
                    .map(|object| (object.clone(), Whereabouts::Home))
                    .collect();
                self.sockets = sockets.iter().cloned().collect();
            }
            Event::ObjectHandled {
                who,
                object,
                handling,
            } => {
                if let Some(place) = self.objects.get_mut(object) {
                    *place = handled(*who, handling, at_ms);
                }
            }
            Event::TidiedUp { .. } => self.bring_home(|_| true),
            Event::Class(event) => self.fold_class(event),
        }
    }

    fn change(&mut self, id: ParticipantId, change: impl FnOnce(&mut Participant)) {
        if let Some(somebody) = self.participants.get_mut(&id) {
            change(somebody);
        }
    }

    fn bring_home(&mut self, which: impl Fn(&Whereabouts) -> bool) {
        for place in self.objects.values_mut().filter(|place| which(place)) {
            *place = Whereabouts::Home;
        }
    }

    fn remove(&mut self, id: ParticipantId, reason: LeaveReason) {
        let gone = self.participants.remove(&id);
        self.bring_home(|place| place.person() == Some(id));
        if reason == LeaveReason::SentOut {
            self.sent_out.insert(id);
            self.sent_out_names
                .extend(gone.iter().map(|somebody| somebody.nickname.key()));
        }
        if let Some(gone) = gone {
            self.class_left(gone, reason != LeaveReason::SentOut);
        }
    }
}

/// Where an object is after what was done with it.
fn handled(by: ParticipantId, handling: &Handling, at_ms: u64) -> Whereabouts {
    match handling {
        Handling::Take(hold) => Whereabouts::Held { by, hold: *hold },
        Handling::LetGo(motion) => Whereabouts::Loose {
            by,
            motion: *motion,
            at_ms,
        },
        Handling::Settle(pose) => Whereabouts::Resting { pose: *pose },
        Handling::Lose => Whereabouts::Home,
        Handling::PutIn(socket) => Whereabouts::In {
            socket: socket.clone(),
        },
    }
}

/// An entry that is not the next one of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("log entry {found} does not follow entry {after}; ask for a snapshot")]
pub struct OutOfOrder {
    /// The last entry folded.
    pub after: u64,
    /// The entry that came.
    pub found: u64,
}
