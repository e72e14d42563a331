//! What is in media files, as far as a lesson is checked for it and a client plays it.

mod picture;
mod wav;

pub use picture::{Picture, PictureKind, SIDE_MAX_PX};
pub use wav::{Clip, LENGTH_MAX_S, RATES_HZ};
