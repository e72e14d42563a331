//! Figures as SVG texts: the same on a screen, in a report and on a server. No fonts, no files, no colour without a shape.

mod log;
mod scatter;
mod section;
mod stereonet;
mod svg;
mod ticks;

pub use log::{Log, LogBed, width as log_width};
pub use scatter::{Point, Scatter};
pub use section::{Located, Profile, Section, Trace, Traverse};
pub use stereonet::{Limb, Net};
pub use svg::escaped;
pub use ticks::ticks;

/// The colour of the nth of several things that belong apart; shapes tell them apart as well.
fn colour(nth: usize) -> &'static str {
    const COLOURS: [&str; 4] = ["#1b6ca8", "#c4401c", "#2e7d32", "#6a1b9a"];
    COLOURS[nth % COLOURS.len()]
}
