//! The index of a scene: what its marked nodes are and where.

use std::collections::BTreeMap;
use std::path::Path;

use super::mark::{Mark, mark_of};
use super::{Kind, SceneError, container, graph};

/// A marked node of a scene.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneNode {
    /// Its id, unique in the scene.
    pub id: String,
    /// What it is for.
    pub kind: Kind,
    /// Where it is in the room frame: metres, +X east, +Y up, −Z north.
    pub position: [f32; 3],
    /// How it is turned in the room frame: unit quaternion x, y, z, w. Its −Z is the way one looks there.
    pub rotation: [f32; 4],
}

impl SceneNode {
    /// Degrees clockwise from north of the way its −Z looks; 0 if it looks straight up or down.
    pub fn heading_deg(&self) -> f32 {
        let [x, y, z, w] = self.rotation;
        // −Z turned by the quaternion, its east and north parts.
        let east = -2.0 * (x * z + w * y);
        let north = 1.0 - 2.0 * (x * x + y * y);
        east.atan2(north).to_degrees().rem_euclid(360.0)
    }
}

/// The marked nodes of a scene, by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneIndex {
    nodes: BTreeMap<String, SceneNode>,
}

impl SceneIndex {
    /// Reads the nodes of the default scene of a `.glb` or `.gltf` file. Buffers and images are not read.
    ///
    /// # Errors
    /// The file is missing, not glTF, cut short, contradicts itself or marks nodes in a way that cannot be used.
    pub fn read(path: &Path) -> Result<Self, SceneError> {
        let root = container::read(path)?;
        let mut nodes: BTreeMap<String, SceneNode> = BTreeMap::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        graph::walk(&root, |index, node, node_in_room| {
            let named = || graph::named(index, node);
            let Some(Mark { id, kind }) = mark_of(node, named)? else {
                return Ok(());
            };
            let (position, rotation) =
                graph::place(node_in_room).ok_or_else(|| SceneError::NoPlace { node: named() })?;
            if let Some(first) = names.insert(id.clone(), named()) {
                return Err(SceneError::DuplicateId {
                    id,
                    first,
                    second: named(),
                });
            }
            nodes.insert(
                id.clone(),
                SceneNode {
                    id,
                    kind,
                    position,
                    rotation,
                },
            );
            Ok(())
        })?;
        Ok(Self { nodes })
    }

    /// The node called `id`.
    pub fn get(&self, id: &str) -> Option<&SceneNode> {
        self.nodes.get(id)
    }

    /// All marked nodes, by id.
    pub fn nodes(&self) -> impl Iterator<Item = &SceneNode> {
        self.nodes.values()
    }

    /// The nodes `prefix.1`, `prefix.2` and so on, up to the first number that is not there.
    pub fn numbered(&self, prefix: &str) -> Vec<&SceneNode> {
        (1..=self.nodes.len())
            .map_while(|number| self.get(&format!("{prefix}.{number}")))
            .collect()
    }

    /// The spawn points meant by a lesson's `spawn`: the one of that id, or those numbered from it, in order. People
    /// arriving take them in turn. Empty if there is none.
    pub fn spawn_points(&self, spawn: &str) -> Vec<&SceneNode> {
        let mut points = match self.get(spawn) {
            Some(point) => vec![point],
            None => self.numbered(spawn),
        };
        points.retain(|point| point.kind == Kind::Spawn);
        points
    }
}
