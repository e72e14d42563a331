//! The report of one session, counted from its log.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{PersonReport, QuizReport, StopReport, visited};
use crate::protocol::{
    ClassEvent, Device, Event, FormationId, LeaveReason, LessonOutline, LogEntry, Nickname,
    ParticipantId, Reaction, Role, SessionId, StopId, VisitEvent,
};

/// Whether a report names people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// Counts only.
    #[default]
    Without,
    /// A line for each person; somebody asked for it.
    With,
}

/// What a session amounted to. Hosts and observers count only where it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Which session.
    pub session: SessionId,
    /// What it was about.
    pub lesson: LessonOutline,
    /// When it was opened, milliseconds since 1970 (UTC).
    pub began_ms: u64,
    /// When it was ended; none while it goes on.
    pub ended_ms: Option<u64>,
    /// When the last thing happened.
    pub last_ms: u64,
    /// How many learners came in, each counted once.
    pub learners: usize,
    /// How many of them in a headset.
    pub in_headset: usize,
    /// How many hosts came in.
    pub hosts: usize,
    /// The most learners that were in at once.
    pub most_at_once: usize,
    /// How often somebody's connection was lost.
    pub interruptions: usize,
    /// How many were sent out.
    pub sent_out: usize,
    /// How often a hand went up.
    pub hands: usize,
    /// How often each reaction was shown.
    pub reactions: BTreeMap<Reaction, usize>,
    /// How often everyone was gathered.
    pub gathered: usize,
    /// Each stop of the lesson, in its order.
    pub stops: Vec<StopReport>,
    /// Each quiz of the visit, in its order.
    pub quizzes: Vec<QuizReport>,
    /// How many people each course of study interests.
    pub interests: BTreeMap<FormationId, usize>,
    /// Everybody, if names were asked for.
    pub people: Option<Vec<PersonReport>>,
}

impl Report {
    /// Counts a log.
    pub fn of(log: &[LogEntry], names: Names) -> Self {
        let mut count = Count::default();
        for entry in log {
            count.take(entry);
        }
        let room = visited::folded(log);
        let stays = visited::stays(&room);
        Self {
            quizzes: visited::quizzes(&room),
            interests: visited::interests(&room),
            ..count.finish(names, &stays)
        }
    }

    /// How long it took, milliseconds; so far, if it goes on.
    pub fn length_ms(&self) -> u64 {
        let end = self.ended_ms.unwrap_or(self.last_ms);
        end.saturating_sub(self.began_ms)
    }
}

/// Somebody, while the log is read.
#[derive(Debug)]
struct Somebody {
    report: PersonReport,
    came_ms: u64,
    left: bool,
}

#[derive(Debug, Default)]
struct Count {
    report: Report,
    people: BTreeMap<ParticipantId, Somebody>,
    opened: BTreeMap<StopId, BTreeSet<ParticipantId>>,
    led: BTreeMap<StopId, usize>,
}

impl Count {
    fn take(&mut self, entry: &LogEntry) {
        let at_ms = entry.at_ms;
        let report = &mut self.report;
        report.last_ms = at_ms;
        match &entry.event {
            Event::SessionOpened {
                session, lesson, ..
            } => {
                report.session = *session;
                report.lesson = lesson.clone();
                report.began_ms = at_ms;
            }
            Event::ParticipantJoined {
                id,
                nickname,
                role,
                device,
                ..
            } => {
                let person = PersonReport {
                    id: *id,
                    nickname: nickname.clone(),
                    role: *role,
                    device: *device,
                    stayed_ms: 0,
                    reached: Vec::new(),
                    opened: Vec::new(),
                    hands: 0,
                };
                let somebody = Somebody {
                    report: person,
                    came_ms: at_ms,
                    left: false,
                };
                self.people.insert(*id, somebody);
                let at_once = self.learners().filter(|somebody| !somebody.left).count();
                self.report.most_at_once = self.report.most_at_once.max(at_once);
            }
            Event::ParticipantAway { id } => {
                self.report.interruptions += usize::from(self.is_learner(*id));
            }
            Event::ParticipantLeft { id, reason } => {
                self.report.sent_out += usize::from(*reason == LeaveReason::SentOut);
                if let Some(somebody) = self.people.get_mut(id) {
                    somebody.leave(at_ms);
                }
            }
            Event::HandRaised { who, up: true } if self.is_learner(*who) => {
                self.report.hands += 1;
                if let Some(somebody) = self.people.get_mut(who) {
                    somebody.report.hands += 1;
                }
            }
            Event::Reacted { who, reaction } if self.is_learner(*who) => {
                *self.report.reactions.entry(*reaction).or_default() += 1;
            }
            Event::StopOpened { who, stop } if self.is_learner(*who) => {
                self.opened.entry(stop.clone()).or_default().insert(*who);
                if let Some(somebody) = self.people.get_mut(who) {
                    somebody.report.opened.push(stop.clone());
                }
            }
            Event::Visit(VisitEvent::Arrived {
                who,
                stop: Some(stop),
            }) => {
                if let Some(somebody) = self.people.get_mut(who)
                    && !somebody.report.reached.contains(stop)
                {
                    somebody.report.reached.push(stop.clone());
                }
            }
            Event::LedTo { stop, .. } => *self.led.entry(stop.clone()).or_default() += 1,
            Event::Gathered { .. } => self.report.gathered += 1,
            Event::Renamed { who, nickname } => {
                if let Some(somebody) = self.people.get_mut(who) {
                    somebody.report.nickname = nickname.clone();
                }
            }
            Event::SessionEnded { .. } => self.report.ended_ms = Some(at_ms),
            Event::Class(event) => self.take_class(event, at_ms),
            // What else happens is in the log, and says nothing of a visit.
            _ => {}
        }
    }

    fn take_class(&mut self, event: &ClassEvent, at_ms: u64) {
        match event {
            ClassEvent::NameGiven { whom, nickname, .. } => {
                if let Some(somebody) = self.people.get_mut(whom) {
                    somebody.report.nickname = nickname.clone();
                }
            }
            ClassEvent::CameBack {
                who,
                nickname,
                device,
            } => {
                if let Some(somebody) = self.people.get_mut(who) {
                    somebody.come_back(at_ms, nickname, *device);
                }
            }
            ClassEvent::DeviceChanged { who, device } => {
                if let Some(somebody) = self.people.get_mut(who) {
                    somebody.report.device = somebody.report.device.max(*device);
                }
            }
            _ => {}
        }
    }

    fn learners(&self) -> impl Iterator<Item = &Somebody> {
        self.people
            .values()
            .filter(|somebody| somebody.report.role == Role::Learner)
    }

    fn is_learner(&self, id: ParticipantId) -> bool {
        self.people
            .get(&id)
            .is_some_and(|somebody| somebody.report.role == Role::Learner)
    }

    /// The report; `stays` is how long each learner stayed at each stop, milliseconds, shortest first.
    fn finish(mut self, names: Names, stays: &BTreeMap<StopId, Vec<u64>>) -> Report {
        let end_ms = self.report.ended_ms.unwrap_or(self.report.last_ms);
        for somebody in self.people.values_mut() {
            somebody.leave(end_ms);
        }
        let learners = self.learners().count();
        let in_headset = self
            .learners()
            .filter(|somebody| somebody.report.device == Device::Headset)
            .count();
        let hosts = self.people.values();
        let hosts = hosts
            .filter(|somebody| somebody.report.role.is_host())
            .count();
        let Self {
            mut report,
            people,
            opened,
            led,
        } = self;
        (report.learners, report.in_headset, report.hosts) = (learners, in_headset, hosts);
        let none = Vec::new();
        report.stops = report
            .lesson
            .stops
            .iter()
            .map(|stop| {
                let stays = stays.get(stop).unwrap_or(&none);
                StopReport {
                    stop: stop.clone(),
                    reached: stays.len(),
                    dwell_median_ms: visited::median(stays),
                    dwell_longest_ms: stays.last().copied(),
                    opened: opened.get(stop).map_or(0, BTreeSet::len),
                    led: led.get(stop).copied().unwrap_or_default(),
                }
            })
            .collect();
        report.people = (names == Names::With).then(|| {
            people
                .into_values()
                .map(|somebody| somebody.report)
                .collect()
        });
        report
    }
}

impl Somebody {
    fn come_back(&mut self, at_ms: u64, nickname: &Nickname, device: Device) {
        self.report.nickname = nickname.clone();
        // Who was in a headset once counts as having been.
        self.report.device = self.report.device.max(device);
        self.came_ms = at_ms;
        self.left = false;
    }

    fn leave(&mut self, at_ms: u64) {
        if !std::mem::replace(&mut self.left, true) {
            self.report.stayed_ms += at_ms.saturating_sub(self.came_ms);
        }
    }
}
