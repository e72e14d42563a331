//! The visit as pupils live it: stops, quizzes, the rally of the teams, what interests whom.
//!
//! What is right never leaves the server before the last answer to it is given; whose answer it was, what a team writes and
//! what interests somebody is sent to those it concerns and to hosts ([`VisitEvent::seen_by`]). The others hear that somebody
//! answered, and later how many chose what.

mod answer;
mod command;
mod event;
mod outline;

pub use answer::{Answer, AnswerForm, Correct, Given, Mark, Tally, Told};
pub use command::VisitCommand;
pub use event::{CardsDoor, SheetLine, VisitEvent};
pub use outline::{QuizOutline, StopOutline, VisitOutline};
