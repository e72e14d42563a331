//! The tree of nodes: every node of the default scene once, with its place in the room.

use gltf::json::{Root, scene::Node};
use gltf::scene::Transform;

use super::SceneError;

/// A transform as a column-major matrix: columns of rows.
type Matrix = [[f32; 4]; 4];

const IDENTITY: Matrix = [
    [1.0, 0.0, 0.0, 0.0],
    [0.0, 1.0, 0.0, 0.0],
    [0.0, 0.0, 1.0, 0.0],
    [0.0, 0.0, 0.0, 1.0],
];

/// How errors call a node: its index and its name.
pub(super) fn named(index: usize, node: &Node) -> String {
    match &node.name {
        Some(name) => format!("{index} “{name}”"),
        None => index.to_string(),
    }
}

/// Calls `visit` with the index, the node and its node-to-room matrix, for every node of the default scene.
///
/// No recursion and every node at most once, so neither depth nor a cycle can hurt.
pub(super) fn walk(
    root: &Root,
    mut visit: impl FnMut(usize, &Node, Matrix) -> Result<(), SceneError>,
) -> Result<(), SceneError> {
    let scene = root.scene.map_or(0, |scene| scene.value());
    let scene = root.scenes.get(scene).ok_or(SceneError::NoScene)?;
    let mut seen = vec![false; root.nodes.len()];
    let mut waiting: Vec<(usize, Matrix)> = scene
        .nodes
        .iter()
        .map(|node| (node.value(), IDENTITY))
        .collect();
    while let Some((index, parent_in_room)) = waiting.pop() {
        let (Some(node), Some(seen)) = (root.nodes.get(index), seen.get_mut(index)) else {
            return Err(SceneError::Invalid {
                at: format!("nodes[{index}]"),
                why: "index out of bounds".to_owned(),
            });
        };
        if std::mem::replace(seen, true) {
            return Err(SceneError::NotATree {
                node: named(index, node),
            });
        }
        let node_in_room = product(&parent_in_room, &local(node));
        visit(index, node, node_in_room)?;
        waiting.extend(
            node.children
                .iter()
                .flatten()
                .map(|child| (child.value(), node_in_room)),
        );
    }
    Ok(())
}

/// Position (m) and rotation (unit quaternion x, y, z, w) of a matrix; none if it has no rotation or is not finite.
pub(super) fn place(matrix: Matrix) -> Option<([f32; 3], [f32; 4])> {
    let (position, rotation, _) = Transform::Matrix { matrix }.decomposed();
    let length = rotation.iter().map(|part| part * part).sum::<f32>().sqrt();
    let finite = position
        .iter()
        .chain(&rotation)
        .all(|value| value.is_finite())
        && length > 0.0;
    finite.then(|| (position, rotation.map(|part| part / length)))
}

fn local(node: &Node) -> Matrix {
    let transform = match node.matrix {
        Some(m) => {
            let column = |at: usize| [m[at], m[at + 1], m[at + 2], m[at + 3]];
            Transform::Matrix {
                matrix: [column(0), column(4), column(8), column(12)],
            }
        }
        None => Transform::Decomposed {
            translation: node.translation.unwrap_or([0.0; 3]),
            rotation: node.rotation.unwrap_or_default().0,
            scale: node.scale.unwrap_or([1.0; 3]),
        },
    };
    transform.matrix()
}

/// First `right`, then `left`.
fn product(left: &Matrix, right: &Matrix) -> Matrix {
    right.map(|column| [0, 1, 2, 3].map(|row| (0..4).map(|at| left[at][row] * column[at]).sum()))
}
