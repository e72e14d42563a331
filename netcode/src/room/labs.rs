//! The labs of a session: every attempt, and the figure shown to everybody; how events change them, and who may know what.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::RoomState;
use crate::protocol::lab::{Attempt, AttemptId, Group, Notebook, PhotoDigest, Shown};
use crate::protocol::{Done, Event, LabEvent, LogEntry, ParticipantId};

/// The labs of a session. A client knows its own attempts; hosts know all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Labs {
    pub(super) attempts: BTreeMap<AttemptId, Attempt>,
    /// The last number given.
    pub(super) last: u16,
    pub(super) shown: Option<Shown>,
    /// Exam or training, where a host has said so.
    pub(super) exam: Option<bool>,
}

impl Labs {
    /// Every attempt that is known here, in the order they began.
    pub fn attempts(&self) -> impl ExactSizeIterator<Item = (AttemptId, &Attempt)> {
        self.attempts.iter().map(|(id, attempt)| (*id, attempt))
    }

    /// An attempt.
    pub fn attempt(&self, id: AttemptId) -> Option<&Attempt> {
        self.attempts.get(&id)
    }

    /// The attempts somebody works on.
    pub fn of(&self, who: ParticipantId) -> impl Iterator<Item = (AttemptId, &Attempt)> {
        self.attempts()
            .filter(move |(_, attempt)| attempt.is_of(who))
    }

    /// Whether a photograph is in a notebook of which this holds.
    fn has_photo(&self, digest: PhotoDigest, of: impl Fn(&Attempt) -> bool) -> bool {
        let mut attempts = self.attempts.values();
        attempts.any(|attempt| attempt.notebook.photo(digest).is_some() && of(attempt))
    }

    /// The figure shown to everybody.
    pub const fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    /// Whether it is an exam, where a host has said so; else the lesson says.
    pub const fn exam(&self) -> Option<bool> {
        self.exam
    }

    /// The number the next attempt gets; none when there are no more.
    pub fn next(&self) -> Option<AttemptId> {
        self.last.checked_add(1).map(AttemptId)
    }

    /// What everybody knows: attempts of the class and what is shown. Two rooms are compared by it.
    pub(super) fn common(&self) -> Self {
        Self {
            // Who is not told of a beginning does not count it.
            last: 0,
            ..self.filtered(|attempt| attempt.group == Group::Class)
        }
    }

    /// What somebody who is no host may know.
    fn of_member(&self, who: ParticipantId) -> Self {
        self.filtered(|attempt| attempt.is_of(who))
    }

    fn filtered(&self, may: impl Fn(&Attempt) -> bool) -> Self {
        let attempts = self.attempts.iter().filter(|(_, attempt)| may(attempt));
        Self {
            attempts: attempts
                .map(|(id, attempt)| (*id, attempt.for_members()))
                .collect(),
            last: self.last,
            shown: self.shown.clone(),
            exam: self.exam,
        }
    }

    pub(super) fn fold(&mut self, event: &LabEvent, at_ms: u64) {
        match event {
            LabEvent::Begun {
                attempt,
                group,
                who,
                nickname,
            } => {
                self.last = self.last.max(attempt.0);
                self.attempts.insert(
                    *attempt,
                    Attempt {
                        group: *group,
                        members: BTreeMap::from([(*who, nickname.clone())]),
                        begun_ms: at_ms,
                        ..Attempt::default()
                    },
                );
            }
            LabEvent::Worked { attempt, done, .. } => match self.attempts.get_mut(attempt) {
                Some(known) => known.fold(done, at_ms),
                None => {
                    // Who comes to an attempt has not seen it come about.
                    if let Done::Joined {
                        whom,
                        nickname,
                        so_far,
                    } = done
                    {
                        let mut so_far = Attempt::clone(so_far);
                        so_far.members.insert(*whom, nickname.clone());
                        so_far.invited.remove(whom);
                        self.attempts.insert(*attempt, so_far);
                    }
                }
            },
            LabEvent::Shown { shown, .. } => self.shown = Some(Shown::clone(shown)),
            LabEvent::Unshown { .. } => self.shown = None,
            LabEvent::ExamSet { on, .. } => self.exam = Some(*on),
            LabEvent::Elsewhere => {}
        }
    }
}

impl Attempt {
    /// Folds what happened in it. What cannot be (a row beyond the end) changes nothing.
    fn fold(&mut self, done: &Done, at_ms: u64) {
        match done {
            Done::Invited { whom } => {
                self.invited.insert(*whom);
            }
            Done::Joined { whom, nickname, .. } => {
                self.members.insert(*whom, nickname.clone());
                self.invited.remove(whom);
            }
            Done::Placed { instrument, at } => {
                self.stands.entry(instrument.clone()).or_default().at = at.clone();
            }
            Done::Dialled {
                instrument,
                dial,
                value,
            } => {
                let stand = self.stands.entry(instrument.clone()).or_default();
                stand.dials.insert(dial.clone(), *value);
            }
            Done::Read(reading) => self.readings.push(reading.clone()),
            Done::Hinted { step, level } => {
                self.hints.insert(step.clone(), *level);
            }
            Done::HandedIn => self.handed_in_ms = Some(at_ms),
            Done::Reopened => {
                self.handed_in_ms = None;
                self.marks = None;
                self.released = false;
            }
            Done::Graded { criterion, share } => match share {
                Some(share) => {
                    self.by_hand.insert(criterion.clone(), *share);
                }
                None => {
                    self.by_hand.remove(criterion);
                }
            },
            Done::Marked { marks, released } => {
                self.marks = Some(marks.clone());
                self.released = *released;
            }
            done => self.notebook.fold(done),
        }
    }
}

impl Notebook {
    fn fold(&mut self, done: &Done) {
        match done {
            Done::Written { table, row, cells } => {
                let rows = self.tables.entry(table.clone()).or_default();
                let row = usize::from(*row);
                if row == rows.len() {
                    rows.push(BTreeMap::new());
                }
                let Some(row) = rows.get_mut(row) else { return };
                for (column, entry) in cells {
                    match entry {
                        Some(entry) => {
                            row.insert(column.clone(), entry.clone());
                        }
                        None => {
                            row.remove(column);
                        }
                    }
                }
            }
            Done::Struck { table, row } => {
                if let Some(rows) = self.tables.get_mut(table)
                    && usize::from(*row) < rows.len()
                {
                    rows.remove(usize::from(*row));
                }
            }
            Done::Noted { text } => self.note = text.clone(),
            Done::PhotoAdded(photo) => self.photos.push(photo.clone()),
            Done::PhotoCaptioned { digest, caption } => {
                let photo = self.photos.iter_mut().find(|photo| photo.digest == *digest);
                if let Some(photo) = photo {
                    photo.caption.clone_from(caption);
                }
            }
            Done::PhotoRemoved { digest } => self.photos.retain(|photo| photo.digest != *digest),
            Done::Answered { answer, value } => match value {
                Some(value) => {
                    self.answers.insert(answer.clone(), value.clone());
                }
                None => {
                    self.answers.remove(answer);
                }
            },
            Done::Finished { step } => self.actions.push(step.clone()),
            _ => {}
        }
    }
}

impl RoomState {
    /// The labs.
    pub const fn labs(&self) -> &Labs {
        &self.labs
    }

    /// The room as `who` may know it: hosts all of it, others their own attempts, answers and team.
    pub fn seen_by(&self, who: ParticipantId) -> Cow<'_, Self> {
        if self.is_host(who) {
            return Cow::Borrowed(self);
        }
        Cow::Owned(Self {
            labs: self.labs.of_member(who),
            visit: self.visit.of_member(who),
            ..self.clone()
        })
    }

    /// An entry of the log as `who` may know it. Its place in the log is the same; what it says may be that something happened
    /// in a notebook of others.
    pub fn told_to<'e>(&self, who: ParticipantId, entry: &'e LogEntry) -> Cow<'e, LogEntry> {
        if self.is_host(who) {
            return Cow::Borrowed(entry);
        }
        let event = match &entry.event {
            Event::Lab(event) => event,
            Event::Visit(event) => {
                return Cow::Owned(LogEntry {
                    event: Event::Visit(self.visit.told_to(who, event)),
                    ..entry.clone()
                });
            }
            _ => return Cow::Borrowed(entry),
        };
        let may = match event {
            LabEvent::Begun {
                who: begun, group, ..
            } => *begun == who || *group == Group::Class,
            LabEvent::Worked { attempt, done, .. } => {
                let own = self
                    .labs
                    .attempt(*attempt)
                    .is_some_and(|attempt| attempt.is_of(who));
                match done {
                    // It knows what it needs to come.
                    Done::Invited { whom } | Done::Joined { whom, .. } => own || *whom == who,
                    Done::Marked { released, .. } => own && *released,
                    Done::Graded { .. } => false,
                    _ => own,
                }
            }
            LabEvent::Shown { .. }
            | LabEvent::Unshown { .. }
            | LabEvent::Elsewhere
            | LabEvent::ExamSet { .. } => true,
        };
        if may {
            return Cow::Borrowed(entry);
        }
        Cow::Owned(LogEntry {
            event: Event::Lab(LabEvent::Elsewhere),
            ..entry.clone()
        })
    }

    /// Whether a photograph is in any notebook.
    pub fn keeps_photo(&self, digest: PhotoDigest) -> bool {
        self.labs.has_photo(digest, |_| true)
    }

    /// Whether somebody may see a photograph: who works on a notebook with it, and hosts.
    pub fn may_see_photo(&self, who: ParticipantId, digest: PhotoDigest) -> bool {
        let host = self.is_host(who);
        self.labs
            .has_photo(digest, |attempt| host || attempt.is_of(who))
    }

    pub(super) fn is_host(&self, who: ParticipantId) -> bool {
        self.participant(who)
            .is_some_and(|somebody| somebody.role.is_host())
    }
}
