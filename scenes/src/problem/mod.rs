//! Problems: what is wrong, where, and what to write instead, in French and in English.

mod english;
mod fault;
mod french;
mod lab;
mod list;
mod place;

pub use fault::{Fault, Shape};
pub use lab::{LabFault, Thing};
pub use list::Problems;
pub(crate) use list::sort;
pub(crate) use place::whole_file;
pub use place::{Position, Problem, Severity};
