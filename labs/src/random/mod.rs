//! Chance that can be repeated: seeds of attempts, and the numbers drawn from them.

mod seed;
mod source;

pub use seed::{Seeding, SeedingError, Stream};
pub use source::Source;
