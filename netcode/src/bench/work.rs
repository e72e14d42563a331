//! Deciding what is done in a lab: who may, and what it amounts to.

use super::{Bench, is_exam};
use crate::protocol::lab::{
    ACTIONS, ATTEMPTS, ATTEMPTS_EACH, Attempt, AttemptId, Group, NOTE_BYTES, NOTEBOOK_BYTES,
    PHOTO_BYTES, PHOTOS, Photo, PhotoDigest, PhotoFile, Shown,
};
use crate::protocol::{
    Deed, Done, Event, LabCommand, LabEvent, LabName, LabRefusal, ParticipantId, Refusal, Teaching,
};
use crate::room::{Labs, Participant, RoomState};

impl Bench {
    /// Decides a command about the labs of `room`. Whether `me` is in the room and the command new is decided before.
    ///
    /// # Errors
    /// Why it is not done.
    pub(crate) fn decide(
        &self,
        room: &RoomState,
        me: &Participant,
        command: &LabCommand,
    ) -> Result<Vec<Event>, Refusal> {
        let for_hosts = !matches!(command, LabCommand::Begin { .. } | LabCommand::Work { .. });
        if for_hosts && !me.role.is_host() {
            return Err(Refusal::NotAllowed);
        }
        let events = match command {
            LabCommand::Begin { group } => vec![self.begun(room, me, *group)?],
            LabCommand::Work { attempt, deed } => {
                let known = attempt_of(room, *attempt)?;
                let done = self.worked(room, me, *attempt, known, deed)?;
                told(*attempt, me.id, done)
            }
            LabCommand::Teach { attempt, act } => {
                let known = attempt_of(room, *attempt)?;
                self.taught(room, me, *attempt, known, act)?
            }
            LabCommand::Unshow => {
                let shown = room.labs().shown().is_some();
                shown
                    .then_some(LabEvent::Unshown { who: me.id })
                    .into_iter()
                    .collect()
            }
            LabCommand::SetExam { on } => {
                let other = is_exam(&self.lab, room.labs()) != *on;
                let set = LabEvent::ExamSet {
                    who: me.id,
                    on: *on,
                };
                other.then_some(set).into_iter().collect()
            }
            LabCommand::ReleaseAll => self.all_released(room.labs(), me.id)?,
        };
        Ok(events.into_iter().map(Event::Lab).collect())
    }

    fn begun(&self, room: &RoomState, me: &Participant, group: Group) -> Result<LabEvent, Refusal> {
        if !self.allows(group) {
            return Err(Refusal::Lab(LabRefusal::NoSuchLab));
        }
        if group == Group::Class && !me.role.is_host() {
            return Err(Refusal::NotAllowed);
        }
        let labs = room.labs();
        let own = labs
            .attempts()
            .filter(|(_, attempt)| attempt.members.contains_key(&me.id));
        let full = labs.attempts().len() >= ATTEMPTS
            || (!me.role.is_host() && own.count() >= ATTEMPTS_EACH);
        let attempt = labs
            .next()
            .filter(|_| !full)
            .ok_or(Refusal::Lab(LabRefusal::TooManyAttempts))?;
        Ok(LabEvent::Begun {
            attempt,
            group,
            who: me.id,
            nickname: me.nickname.clone(),
        })
    }

    fn worked(
        &self,
        room: &RoomState,
        me: &Participant,
        id: AttemptId,
        attempt: &Attempt,
        deed: &Deed,
    ) -> Result<Vec<Done>, Refusal> {
        let refused = |refusal| Err(Refusal::Lab(refusal));
        if let Deed::Join = deed {
            return joined(me, attempt);
        }
        // A teacher may take an instrument to show how, and nothing else: what is written is the student's.
        let showing = me.role.is_host() && matches!(deed, Deed::Place { .. } | Deed::Dial { .. });
        if !attempt.is_of(me.id) && !showing {
            return refused(LabRefusal::NotYours);
        }
        if attempt.handed_in_ms.is_some() {
            return refused(LabRefusal::HandedIn);
        }
        let done = match deed {
            Deed::Join => return joined(me, attempt),
            Deed::Invite { who } => {
                return self.invited(room, attempt, *who);
            }
            Deed::Place { instrument, at } => self.placed(attempt, instrument, at.as_ref())?,
            Deed::Dial {
                instrument,
                dial,
                value,
            } => self.dialled(attempt, instrument, dial, *value)?,
            Deed::Read { instrument } => Some(self.read(id, attempt, instrument)?),
            Deed::Write { table, row, cells } => self.written(attempt, table, *row, cells)?,
            Deed::Strike { table, row } => {
                let there = usize::from(*row) < attempt.notebook.rows(table).len();
                there.then(|| Done::Struck {
                    table: table.clone(),
                    row: *row,
                })
            }
            Deed::Note { text } => {
                if text.len() > NOTE_BYTES {
                    return refused(LabRefusal::BadEntry);
                }
                roomy(
                    attempt,
                    text.len().saturating_sub(attempt.notebook.note.len()),
                )?;
                (attempt.notebook.note != *text).then(|| Done::Noted { text: text.clone() })
            }
            Deed::AddPhoto { caption, file } => photo_added(attempt, caption, file)?,
            Deed::CaptionPhoto { digest, caption } => {
                let photo = attempt.notebook.photo(*digest);
                let photo = photo.ok_or(Refusal::Lab(LabRefusal::UnknownHere))?;
                captioned(attempt, caption, photo.caption.len())?;
                (photo.caption != *caption).then(|| Done::PhotoCaptioned {
                    digest: *digest,
                    caption: caption.clone(),
                })
            }
            Deed::RemovePhoto { digest } => {
                let there = attempt.notebook.photo(*digest).is_some();
                there.then_some(Done::PhotoRemoved { digest: *digest })
            }
            Deed::Answer { answer, value } => self.answered(attempt, answer, value.as_ref())?,
            Deed::Hint { step } => Some(self.hinted(room.labs(), attempt, step)?),
            Deed::Finish { step } => {
                self.known_step(step)?;
                let actions = &attempt.notebook.actions;
                if actions.len() >= ACTIONS {
                    return refused(LabRefusal::NotebookFull);
                }
                (actions.last() != Some(step)).then(|| Done::Finished { step: step.clone() })
            }
            Deed::HandIn => return self.handed_in(room.labs(), id, attempt),
        };
        Ok(done.into_iter().collect())
    }

    fn invited(
        &self,
        room: &RoomState,
        attempt: &Attempt,
        who: ParticipantId,
    ) -> Result<Vec<Done>, Refusal> {
        room.participant(who).ok_or(Refusal::UnknownParticipant)?;
        if attempt.is_of(who) || attempt.invited.contains(&who) {
            return Ok(Vec::new());
        }
        if attempt.group != Group::Pair || attempt.members.len() + attempt.invited.len() >= 2 {
            return Err(Refusal::Lab(LabRefusal::GroupFull));
        }
        Ok(vec![Done::Invited { whom: who }])
    }

    fn hinted(&self, labs: &Labs, attempt: &Attempt, step: &LabName) -> Result<Done, Refusal> {
        let hints = self.known_step(step)?;
        let level = attempt.hints.get(step).copied().unwrap_or(0);
        if is_exam(&self.lab, labs) || usize::from(level) >= hints {
            return Err(Refusal::Lab(LabRefusal::NoHint));
        }
        Ok(Done::Hinted {
            step: step.clone(),
            level: level + 1,
        })
    }

    /// How many hints a step has.
    fn known_step(&self, step: &LabName) -> Result<usize, Refusal> {
        let step = self.lab.step(step.as_str());
        let step = step.ok_or(Refusal::Lab(LabRefusal::UnknownHere))?;
        Ok(step.hints.len())
    }

    fn taught(
        &self,
        room: &RoomState,
        me: &Participant,
        id: AttemptId,
        attempt: &Attempt,
        act: &Teaching,
    ) -> Result<Vec<LabEvent>, Refusal> {
        let done = match act {
            Teaching::Assign { who } => {
                let whom = room.participant(*who).ok_or(Refusal::UnknownParticipant)?;
                if attempt.members.contains_key(who) {
                    return Ok(Vec::new());
                }
                vec![join(whom, attempt)]
            }
            Teaching::Grade { criterion, share } => self.graded(id, attempt, criterion, *share)?,
            Teaching::Release => self.released(id, attempt)?,
            Teaching::Reopen => {
                let handed_in = attempt.handed_in_ms.is_some();
                handed_in.then_some(Done::Reopened).into_iter().collect()
            }
            Teaching::Show { plot } => {
                let figure = self
                    .lab
                    .plots
                    .iter()
                    .find(|known| known.id == plot.as_str())
                    .ok_or(Refusal::Lab(LabRefusal::UnknownHere))?;
                let frozen = figure.tables.iter().map(|table| {
                    let table = LabName::from(table.as_str());
                    let rows = attempt.notebook.rows(&table).to_vec();
                    (table, rows)
                });
                let shown = Shown {
                    attempt: id,
                    plot: plot.clone(),
                    tables: frozen.collect(),
                };
                return Ok(vec![LabEvent::Shown {
                    who: me.id,
                    shown: Box::new(shown),
                }]);
            }
        };
        Ok(told(id, me.id, done))
    }
}

fn attempt_of(room: &RoomState, id: AttemptId) -> Result<&Attempt, Refusal> {
    room.labs()
        .attempt(id)
        .ok_or(Refusal::Lab(LabRefusal::NotYours))
}

fn told(attempt: AttemptId, who: ParticipantId, done: Vec<Done>) -> Vec<LabEvent> {
    done.into_iter()
        .map(|done| LabEvent::Worked { attempt, who, done })
        .collect()
}

fn joined(me: &Participant, attempt: &Attempt) -> Result<Vec<Done>, Refusal> {
    if attempt.members.contains_key(&me.id) {
        return Ok(Vec::new());
    }
    if !attempt.invited.contains(&me.id) && attempt.group != Group::Class {
        return Err(Refusal::Lab(LabRefusal::NotYours));
    }
    Ok(vec![join(me, attempt)])
}

fn join(whom: &Participant, attempt: &Attempt) -> Done {
    Done::Joined {
        whom: whom.id,
        nickname: whom.nickname.clone(),
        so_far: Box::new(attempt.for_members()),
    }
}

/// A photograph is put in; nothing if it is there already.
fn photo_added(
    attempt: &Attempt,
    caption: &str,
    file: &PhotoFile,
) -> Result<Option<Done>, Refusal> {
    if !file.is_whole() {
        return Err(Refusal::Lab(LabRefusal::BadEntry));
    }
    captioned(attempt, caption, 0)?;
    let digest = file.digest();
    if attempt.notebook.photo(digest).is_some() {
        return Ok(None);
    }
    if attempt.notebook.photos.len() >= PHOTOS {
        return Err(Refusal::Lab(LabRefusal::NotebookFull));
    }
    roomy(attempt, PhotoDigest::BYTES + 2)?;
    let caption = caption.to_owned();
    Ok(Some(Done::PhotoAdded(Photo { digest, caption })))
}

/// Whether a caption can stand in the place of one of `before` bytes.
fn captioned(attempt: &Attempt, caption: &str, before: usize) -> Result<(), Refusal> {
    if caption.len() > PHOTO_BYTES || caption.chars().any(char::is_control) {
        return Err(Refusal::Lab(LabRefusal::BadEntry));
    }
    roomy(attempt, caption.len().saturating_sub(before))
}

/// Whether so many more bytes find room in the notebook.
pub(super) fn roomy(attempt: &Attempt, more: usize) -> Result<(), Refusal> {
    if attempt.notebook.bytes() + more > NOTEBOOK_BYTES {
        Err(Refusal::Lab(LabRefusal::NotebookFull))
    } else {
        Ok(())
    }
}
