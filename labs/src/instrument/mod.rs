//! Instruments: how a true value becomes the number one reads.

mod compass;
mod laid;
mod model;
mod needle;
mod noise;
mod reading;

pub use compass::{Compass, CompassReading, Surroundings};
pub use laid::Laid;
pub use model::{Instrument, Model, ModelError};
pub use needle::Needle;
pub use noise::Noise;
pub use reading::Reading;
