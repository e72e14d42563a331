#[cfg(feature = "fb_passthrough")]
pub mod fb_passthrough;
pub mod handtracking;
pub mod overlay;
