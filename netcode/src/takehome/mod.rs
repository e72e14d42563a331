//! The card to take home: one page of HTML that needs nothing else, made of the log and the lesson.
//!
//! It has what somebody saw, what interests them, what to ask and where to go on, with sources and dates; no name, no number,
//! no code: whoever finds it on a table learns nothing of anybody.

mod html;
mod page;
mod visited;
mod words;

pub use page::page;
pub use visited::{Quizzed, Visited};
