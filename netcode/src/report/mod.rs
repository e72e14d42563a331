//! What a session's log amounts to, for those who were its hosts: a report without names, and the log as a table.
//!
//! Projections of the log and nothing else: the same log gives the same report, in the console, on the command line and a
//! week later. Names are left out unless they are asked for.

mod count;
mod person;
mod stop;
mod table;
mod text;
mod visited;

pub use count::{Names, Report};
pub use person::PersonReport;
pub use stop::StopReport;
pub use table::{csv, json, spreadsheet};
pub use visited::{QuizReport, interests};
