//! Figures as SVG texts: the same on a screen, in a report and on a server. No fonts, no files, no colour without a shape.

mod scatter;
mod stereonet;
mod svg;
mod ticks;

pub use scatter::{Point, Scatter};
pub use stereonet::{Limb, Net};
pub use svg::escaped;
pub use ticks::ticks;
