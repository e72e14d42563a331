//! Scenes and lessons of Pléiades Immersion: formats, loader, linter, JSON Schema.
//!
//! Files in, values out. A *scene* is a glTF file whose nodes carry stable ids; a *lesson* is a TOML file that says what
//! people meet at those ids. [`lesson::load`] gives a lesson that is ready to be shown or every reason why it is not;
//! [`lint::lint`] is what authors call; [`scene::SceneIndex`] answers where an id is.

mod check;
pub mod lab;
pub mod language;
pub mod lesson;
pub mod lint;
pub mod media;
pub mod problem;
pub mod scene;
pub mod schema;

pub use language::Language;
