//! Every bound of a lab, with its reason.

/// Attempts of one session: a class of forty starts again a few times.
pub const ATTEMPTS: usize = 250;
/// Attempts one person may begin.
pub const ATTEMPTS_EACH: usize = 6;
/// Readings of one attempt: a lab of two hours takes a hundred.
pub const READINGS: usize = 240;
/// Rows of one table: it is filled by hand, and read on a screen.
pub const ROWS: usize = 48;
/// A word in a cell, bytes.
pub const CELL_BYTES: usize = 120;
/// Free notes, bytes: a page.
pub const NOTE_BYTES: usize = 4 * 1024;
/// Photographs of one notebook.
pub const PHOTOS: usize = 12;
/// A photograph's caption, bytes.
pub const PHOTO_BYTES: usize = 160;
/// A photograph's file, bytes: twelve of them leave the page about a notebook below one megabyte, and one takes less than half
/// a second of the worst network we play on.
pub const PHOTO_FILE_BYTES: usize = 40 * 1024;
/// A side of a photograph, pixels.
pub const PHOTO_SIDE_PX: u32 = 1024;
/// Steps noted as done, in their order; a step may be done again.
pub const ACTIONS: usize = 64;
/// One notebook, bytes on the wire. With [`ATTEMPTS`] of them a host's snapshot stays within its limit.
pub const NOTEBOOK_BYTES: usize = 12 * 1024;
/// Largest number that can be written: beyond, something else is meant.
pub const VALUE: f64 = 1e15;
/// An instrument is held no farther than this from what it measures, metres: a bed is longer than an arm.
pub const REACH_M: f32 = 2.5;
/// A compass lies flat if it is no farther than this from the surface it is on, degrees.
pub const FLAT_DEG: f64 = 15.0;
