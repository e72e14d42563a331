//! Scenes and lessons of Pléiades Immersion: formats, loader, linter, JSON Schema.

pub mod language;

pub use language::Language;
