//! Leading a class: what of it the room knows, decides and folds.

mod decide;
mod fold;
mod rejoin;
mod state;
mod voices;
mod worn;

pub use decide::Microphones;
pub(super) use decide::may_in_class;
pub use state::{ClassState, Evacuation, Timer};
pub use voices::Voice;
pub use worn::Worn;
