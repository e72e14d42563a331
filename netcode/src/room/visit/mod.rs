//! The visit in the room: who has seen what, who answered what, the teams and their sheets.

mod decide;
mod fold;
mod key;
mod results;
mod state;
mod teams;
mod view;

pub(super) use decide::may_on_visit;
pub use key::AnswerKey;
pub use results::{Progress, Score};
pub use state::{Answered, Answerer, Team, VisitState, Visitor};
