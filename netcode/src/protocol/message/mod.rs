//! What travels on the control stream: greetings, commands one way, events and answers the other.

mod class;
mod client;
mod command;
mod event;
mod hello;
mod lesson;
mod object;
mod server;

pub use class::{Admission, Area, ClassCommand, ClassEvent, Spot, Whom};
pub use client::{ClientMessage, Join};
pub use command::{Command, Reaction};
pub use event::{Cause, Event, LeaveReason, LogEntry};
pub use hello::{Hello, Knock};
pub use lesson::{BadOutline, LessonOutline, Text};
pub use object::{Grip, Handling, Hold, Motion, Objects, Whereabouts};
pub use server::{CatchUp, Challenge, ServerMessage, Welcome};
