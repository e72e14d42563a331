//! What a lab leaves behind: attempts, their notebooks, readings and marks, as room, journal and clients know them.
//!
//! Nothing true is in here. What is true, and the noise of the instruments, stay with the server's [`bench`](crate::bench).

mod attempt;
mod bounds;
mod marks;
mod notebook;
mod photo;
mod reading;

pub use attempt::{Attempt, AttemptId, Group, Placement, Shown, Stand};
pub use bounds::{
    ACTIONS, ATTEMPTS, ATTEMPTS_EACH, CELL_BYTES, FLAT_DEG, NOTE_BYTES, NOTEBOOK_BYTES,
    PHOTO_BYTES, PHOTO_FILE_BYTES, PHOTO_SIDE_PX, PHOTOS, REACH_M, READINGS, ROWS, VALUE,
};
pub use marks::{MarkLine, Marks, Slip};
pub use notebook::{Answer, Cell, Entry, Notebook, Row};
pub use photo::{BadPhotoDigest, Photo, PhotoDigest, PhotoFile};
pub use reading::{Reading, Value};
