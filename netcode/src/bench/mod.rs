//! The bench of a session: lesson, key and secret behind its labs, and what it decides of commands. Only a server has one.
//!
//! It is pure: a command and the room's state give events. Readings are drawn by the lesson, the attempt's secret name, the
//! instrument and the reading's number, so the same attempt read anew gives the same; what was shown is in the events, so a
//! journal replays without it.

mod marking;
mod measure;
mod progress;
mod report;
mod work;
mod write;

use std::collections::BTreeMap;

use pleiades_scenes::lab::{Bench as Truth, Group as Allowed, KeyFile, Lab, Mode};
use sha2::{Digest, Sha256};

use crate::protocol::lab::{AttemptId, Group};
use crate::protocol::{Done, Event, LabEvent, ParticipantId};
use crate::room::Labs;

pub use progress::{Progress, StepState, progress};
pub use report::{embedded, feedback, illustrated, projected, report};

/// Whether there are no hints, and no marks before a host releases them: as a host has said, or else the lesson.
pub fn is_exam(lab: &Lab, labs: &Labs) -> bool {
    labs.exam().unwrap_or(lab.mode == Mode::Exam)
}

/// The lab of a session.
#[derive(Clone, Debug)]
pub struct Bench {
    lesson: String,
    lab: Lab,
    key: KeyFile,
    /// Attempts' names are made of it: who knows it can compute their noise.
    secret: [u8; 32],
    /// Where the nodes of the scene are, metres, room frame.
    nodes: BTreeMap<String, [f32; 3]>,
}

impl Bench {
    /// A bench for the lesson called `lesson`, whose scene has nodes at these places (metres, room frame).
    pub fn new(
        lesson: String,
        lab: Lab,
        key: KeyFile,
        secret: [u8; 32],
        nodes: BTreeMap<String, [f32; 3]>,
    ) -> Self {
        Self {
            lesson,
            lab,
            key,
            secret,
            nodes,
        }
    }

    /// The same bench with the grid of marks, tolerances and gates of another reading of the lesson; nothing if that differs in
    /// what is measured or what is true, because then readings so far would be of something else.
    pub fn with_rubric(&self, lab: Lab, key: KeyFile) -> Option<Self> {
        let as_before = Lab {
            marking: self.lab.marking.clone(),
            ..lab.clone()
        };
        let same_truth = KeyFile {
            scores: self.key.scores.clone(),
            gates: self.key.gates.clone(),
            ..key.clone()
        };
        (as_before == self.lab && same_truth == self.key).then(|| Self {
            lab,
            key,
            ..self.clone()
        })
    }

    /// Marks every notebook that was handed in once more: an event for each whose marks are others now. Who was told the marks
    /// before is told the new ones.
    ///
    /// # Errors
    /// What is wrong with the key, in a sentence.
    pub fn remarked(&self, who: ParticipantId, labs: &Labs) -> Result<Vec<Event>, String> {
        let mut events = Vec::new();
        for (id, attempt) in labs.attempts() {
            if attempt.handed_in_ms.is_none() {
                continue;
            }
            let (marks, _) = self.marked(id, attempt)?;
            if attempt.marks.as_ref() != Some(&marks) {
                events.push(Event::Lab(LabEvent::Worked {
                    attempt: id,
                    who,
                    done: Done::Marked {
                        marks,
                        released: attempt.released,
                    },
                }));
            }
        }
        Ok(events)
    }

    /// The lab, as everybody may know it.
    pub const fn lab(&self) -> &Lab {
        &self.lab
    }

    fn allows(&self, group: Group) -> bool {
        let wanted = match group {
            Group::Alone => Allowed::Alone,
            Group::Pair => Allowed::Pair,
            Group::Class => Allowed::Class,
        };
        self.lab.groups.contains(&wanted)
    }

    /// What is true in an attempt, and what its instruments show.
    fn truth(&self, attempt: AttemptId) -> Truth<'_> {
        Truth::new(&self.lesson, &self.lab, &self.key, &self.name(attempt))
    }

    /// The attempt's name, which seeds its chance.
    fn name(&self, attempt: AttemptId) -> String {
        let mut hash = Sha256::new();
        hash.update(b"pleiades lab attempt");
        hash.update(self.secret);
        hash.update(attempt.0.to_le_bytes());
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}
