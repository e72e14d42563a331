//! The room: what a session knows, as a pure state machine. No clock, no socket, no randomness.
//!
//! A participant's command, an arrival, a lost connection or the passing of time is *decided* ([`RoomState::decide`] and its
//! siblings): state and wish give events, or a [`Refusal`](crate::protocol::Refusal). [`RoomState::entries`] makes log entries
//! of the events; the server writes them to the journal; then they are *folded* ([`RoomState::fold`]) into the state, here and
//! at every client. Whoever folds the same log has the same state, whatever the machine ([`RoomState::hash`] compares).

mod class;
mod decide;
mod fold;
mod labs;
mod numbers;
mod participant;
mod state;
mod visit;

pub use crate::protocol::{Cause, LessonOutline, LogEntry};
pub use class::{ClassState, Evacuation, Microphones, Timer, Voice, Worn};
pub use decide::{Actor, Arrival, Opening};
pub use fold::OutOfOrder;
pub use labs::Labs;
pub use participant::{Participant, Presence};
pub use state::{Gathering, RoomState};
pub use visit::{AnswerKey, Answered, Answerer, Progress, Score, Team, VisitState, Visitor};
