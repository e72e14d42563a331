//! Scenes: which ids a glTF file offers and where they are in the room.

mod container;
mod error;
mod graph;
mod index;
mod mark;
mod plan;

pub use error::SceneError;
pub use index::{SceneIndex, SceneNode};
pub use mark::{Kind, MARK_VERSION};
pub use plan::{Footprint, Plan};
