//! The timeline's sentences about work in a lab: where attempts begin and end; each reading would only be noise.

use maud::{Markup, html};

use super::timeline::Teller;
use crate::protocol::{
    ParticipantId,
    lab::AttemptId,
    message::{Done, LabEvent},
};

impl Teller<'_> {
    /// A sentence; none for what would only be noise here.
    pub(super) fn lab(&self, event: &LabEvent) -> Option<Markup> {
        match event {
            LabEvent::Begun { attempt, who, .. } => {
                Some(self.of(*who, *attempt, "commence le cahier", "begins notebook"))
            }
            LabEvent::Worked { attempt, who, done } => self.done(*who, *attempt, done),
            LabEvent::Shown { who, .. } => Some(self.does(
                *who,
                "montre une figure à tout le monde.",
                "shows a figure to everyone.",
            )),
            LabEvent::Unshown { who } => Some(self.does(
                *who,
                "retire la figure montrée.",
                "takes the shown figure away.",
            )),
            LabEvent::ExamSet { who, on: true } => Some(self.does(
                *who,
                "passe en examen : plus d’aide, et la note quand elle est rendue.",
                "makes it an exam: no help, and marks when they are released.",
            )),
            LabEvent::ExamSet { who, on: false } => Some(self.does(
                *who,
                "passe à l’entraînement : les aides sont permises.",
                "makes it training: help is allowed.",
            )),
            LabEvent::Elsewhere => None,
        }
    }

    fn done(&self, who: ParticipantId, attempt: AttemptId, done: &Done) -> Option<Markup> {
        let said = |french, english| Some(self.of(who, attempt, french, english));
        match done {
            Done::Joined { .. } => said("rejoint le cahier", "joins notebook"),
            Done::Hinted { .. } => said("demande un indice, cahier", "asks for a hint, notebook"),
            Done::Finished { step } => Some(html! {
                (self.of(who, attempt, "termine une étape du cahier", "finishes a step of notebook"))
                " : " (step.as_str())
            }),
            Done::HandedIn => said("rend le cahier", "hands in notebook"),
            Done::Reopened => said("rouvre le cahier", "opens again notebook"),
            Done::Marked { marks, .. } => Some(html! {
                (self.of(who, attempt, "note le cahier", "marks notebook"))
                " : " (format!("{:.1} / {}", marks.earned, marks.total))
            }),
            _ => None,
        }
    }

    fn of(
        &self,
        who: ParticipantId,
        attempt: AttemptId,
        french: &'static str,
        english: &'static str,
    ) -> Markup {
        html! { (self.does(who, french, english)) " " (attempt) }
    }
}
