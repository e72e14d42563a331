//! The science of the labs: models, instruments, uncertainty, and marks for measuring well.
//!
//! Everything here is a pure function of its arguments: `f64`, no clock, no file, no engine. Transcendental functions come from
//! `libm` and random numbers from ChaCha8, so the same seed gives the same readings and the same marks on every machine.
//! `docs/labs.md` says what each model is, how far it holds and which published figure it is tested against.

pub mod algebra;
pub mod fit;
pub mod instrument;
pub mod marking;
pub mod orientation;
pub mod plot;
pub mod quantity;
pub mod random;
pub mod timber;
pub mod uncertainty;
