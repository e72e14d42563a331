//! Folding what leads a class.

use super::{ClassState, Evacuation, Timer};
use crate::protocol::{Admission, ClassEvent, ParticipantId, Role, Spot, Whom, limits};
use crate::room::{Participant, Presence, RoomState};

impl RoomState {
    /// Folds an event of the class into the state. About people who are not there it changes nothing they could come to.
    pub(in crate::room) fn fold_class(&mut self, event: &ClassEvent) {
        let at_ms = self.at_ms;
        let class = &mut self.class;
        match event {
            ClassEvent::AdmissionSet { admission, .. } => {
                class.admission = *admission;
                if *admission == Admission::Everyone {
                    class.waiting.clear();
                }
            }
            ClassEvent::Waits { who } => {
                if self.participants.contains_key(who) {
                    class.waiting.insert(*who);
                }
            }
            ClassEvent::Admitted { whom, .. } => class.waiting.retain(|who| !whom.includes(*who)),
            ClassEvent::RoleSet { whom, role, .. } => self.set_role(*whom, *role),
            ClassEvent::GuidePassed { to, .. } => self.guided_by(*to),
            ClassEvent::RoamSet { area, .. } => class.roam = *area,
            ClassEvent::Following { who, on } => {
                class.following = false;
                if *on {
                    self.guided_by(*who);
                    self.class.following = self.class.guide == Some(*who);
                }
            }
            ClassEvent::AttentionCalled { who, on } => {
                // A host at the console is nowhere to be seen, and is listened to all the same.
                let is_here = *who == ParticipantId::CONSOLE || self.participants.contains_key(who);
                class.attention = (*on && is_here).then_some(*who);
            }
            ClassEvent::Frozen { on, .. } => class.frozen = *on,
            ClassEvent::SpotlightSet { spot, .. } => class.spotlight = spot.clone(),
            ClassEvent::Pointing { who, on } => {
                if *on {
                    class.pointing = self.participants.contains_key(who).then_some(*who);
                } else if class.pointing == Some(*who) {
                    class.pointing = None;
                }
            }
            ClassEvent::CalledUpon { whom, .. } => {
                class.called_upon = whom.filter(|whom| self.participants.contains_key(whom));
            }
            ClassEvent::MicrophoneOpened { who, open } => {
                if self.participants.contains_key(who) {
                    class.voices.opened(*who, *open);
                }
            }
            ClassEvent::Muted { whom, hold, .. } => {
                class.voices.hold_newcomers |= *hold && *whom == Whom::Everyone;
                for somebody in self.participants.values() {
                    if *whom == Whom::One(somebody.id)
                        || *whom == Whom::Everyone && !somebody.role.is_host()
                    {
                        class.voices.close(somebody.id, *hold);
                    }
                }
            }
            ClassEvent::MuteReleased { whom, .. } => match whom {
                Whom::One(who) => class.voices.release(*who),
                Whom::Everyone => class.voices.release_all(),
            },
            ClassEvent::NameGiven { whom, nickname, .. } => {
                if let Some(somebody) = self.participants.get_mut(whom) {
                    somebody.nickname = nickname.clone();
                    class.named.insert(*whom);
                }
            }
            ClassEvent::TimerStarted { seconds, .. } => {
                class.timer = Some(Timer {
                    seconds: *seconds,
                    until_ms: at_ms.saturating_add(u64::from(*seconds) * 1_000),
                });
            }
            ClassEvent::TimerStopped { .. } => class.timer = None,
            ClassEvent::Evacuation { who, on } => {
                class.evacuation = on.then(|| Evacuation {
                    who: *who,
                    at_ms,
                    acknowledged: Default::default(),
                });
            }
            ClassEvent::Acknowledged { who } => {
                if let Some(evacuation) = &mut class.evacuation {
                    evacuation.acknowledged.insert(*who);
                }
            }
            ClassEvent::Worn { who, on } => {
                if self.participants.contains_key(who) {
                    let worn = class.worn.entry(*who).or_default();
                    if *on {
                        worn.put_on(at_ms);
                    } else {
                        worn.take_off(at_ms);
                    }
                }
            }
            ClassEvent::DeviceChanged { who, device } => {
                class.taken_off(*who, at_ms);
                if let Some(somebody) = self.participants.get_mut(who) {
                    somebody.device = *device;
                }
            }
            ClassEvent::CameBack {
                who,
                nickname,
                device,
            } => {
                if let Some(mut somebody) = class.former.remove(who) {
                    somebody.nickname = nickname.clone();
                    somebody.device = *device;
                    somebody.presence = Presence::Here;
                    self.participants.insert(*who, somebody);
                }
            }
        }
    }

    /// Somebody has just come in, by the front door.
    pub(in crate::room) fn class_joined(&mut self, who: ParticipantId, role: Role) {
        self.class.former.remove(&who);
        self.class.worn.remove(&who);
        if self.class.voices.hold_newcomers && !role.is_host() {
            self.class.voices.close(who, true);
        }
    }

    /// Somebody's connection was lost. A headset nobody hears from is not counted as worn.
    pub(in crate::room) fn class_away(&mut self, who: ParticipantId) {
        self.class.taken_off(who, self.at_ms);
    }

    /// Somebody is gone; kept if they may come back.
    pub(in crate::room) fn class_left(&mut self, gone: Participant, may_come_back: bool) {
        let who = gone.id;
        let class = &mut self.class;
        class.taken_off(who, self.at_ms);
        let co_host = class.co_hosts.contains(&who);
        let was_in = !class.waiting.remove(&who);
        if class.guide == Some(who) {
            class.guide = None;
            class.following = false;
        }
        class.step_down(who);
        class.voices.gone(who);
        if class.called_upon == Some(who) {
            class.called_upon = None;
        }
        if class.spotlight == Some(Spot::Person(who)) {
            class.spotlight = None;
        }
        if may_come_back && was_in && (co_host || !gone.role.is_host()) {
            let gone = Participant {
                role: if co_host { Role::Learner } else { gone.role },
                presence: Presence::Away {
                    since_ms: self.at_ms,
                },
                hand_raised: None,
                ..gone
            };
            class.keep(gone);
        } else {
            class.forget(who);
        }
        self.hosts_changed();
    }

    fn set_role(&mut self, whom: ParticipantId, role: Role) {
        let Some(somebody) = self.participants.get_mut(&whom) else {
            return;
        };
        somebody.role = role;
        if role.is_host() {
            self.class.co_hosts.insert(whom);
            self.class.waiting.remove(&whom);
            self.class.voices.release(whom);
        } else {
            self.class.step_down(whom);
            self.hosts_changed();
        }
    }

    fn guided_by(&mut self, who: ParticipantId) {
        if !self.participants.contains_key(&who) {
            return;
        }
        if self.class.guide != Some(who) {
            self.class.pointing = None;
        }
        self.class.guide = Some(who);
    }

    /// Nobody is left in a hold that nobody could undo.
    fn hosts_changed(&mut self) {
        if !self.has_host() {
            self.class.frozen = false;
            self.class.attention = None;
        }
    }
}

impl ClassState {
    fn taken_off(&mut self, who: ParticipantId, at_ms: u64) {
        if let Some(worn) = self.worn.get_mut(&who) {
            worn.take_off(at_ms);
        }
    }

    /// What somebody did as a host ends.
    fn step_down(&mut self, who: ParticipantId) {
        self.co_hosts.remove(&who);
        if self.attention == Some(who) {
            self.attention = None;
        }
        if self.pointing == Some(who) && self.guide != Some(who) {
            self.pointing = None;
        }
    }

    /// Keeps what somebody had for their return; forgets who left first if there are too many.
    fn keep(&mut self, gone: Participant) {
        self.former.insert(gone.id, gone);
        while self.former.len() > limits::FORMER {
            let first = self.former.values().min_by_key(|gone| match gone.presence {
                Presence::Here => (u64::MAX, gone.id),
                Presence::Away { since_ms } => (since_ms, gone.id),
            });
            let Some(first) = first.map(|gone| gone.id) else {
                return;
            };
            self.forget(first);
        }
    }

    fn forget(&mut self, who: ParticipantId) {
        self.former.remove(&who);
        self.worn.remove(&who);
        self.named.remove(&who);
        self.voices.release(who);
    }
}
