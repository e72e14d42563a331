//! What people are told, in their language: why something was refused, what happens to the session, why it ended.

mod goodbye;
mod lab;
mod notice;
mod refusal;

pub use goodbye::Goodbye;
pub use lab::LabRefusal;
pub use notice::{Notice, SavingTrouble};
pub use refusal::Refusal;
