//! Pléiades Immersion: the Épinal campus and the laboratories, shared with others, on a plain screen or in a headset.
//!
//! The binary `pleiades` is a thin door to [`run`]. `docs/architecture.md` draws how the rooms of this house lie.

mod app;
mod avatars;
mod body;
mod class;
mod cli;
mod lab;
mod language;
mod panels;
mod pointer;
mod props;
mod quality;
mod script;
mod session;
mod settings;
mod shading;
mod sound;
mod stand;
mod supervisor;
mod tour;
mod world;
mod xr;

pub use cli::run;
