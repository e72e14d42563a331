//! The plan of a scene: what stops people in it, seen from above.

use std::path::Path;

use gltf::json::{Root, mesh::Semantic, validation::Checked};

use super::mark::{Mark, mark_of};
use super::{Kind, SceneError, container, graph};

/// What one thing covers of the plan. It is a box where the scene's collider is one, as nearly all are.
#[derive(Clone, Debug, PartialEq)]
pub struct Footprint {
    /// The collider's id.
    pub id: String,
    /// Its convex outline, metres east and south of the room's origin.
    pub outline: Vec<[f32; 2]>,
    /// Its upper edge over the room's origin, metres.
    pub top_m: f32,
}

/// The footprints of a scene's colliders, lowest first: what is drawn later stands higher.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// All of them.
    pub footprints: Vec<Footprint>,
}

impl Plan {
    /// Reads the colliders of a `.glb` or `.gltf` file. Buffers are not read: the bounds of a mesh stand in its accessors.
    ///
    /// # Errors
    /// As [`SceneIndex::read`](super::SceneIndex::read).
    pub fn read(path: &Path) -> Result<Self, SceneError> {
        let root = container::read(path)?;
        let mut footprints = Vec::new();
        graph::walk(&root, |index, node, node_in_room| {
            let named = || graph::named(index, node);
            let Some(Mark { id, kind }) = mark_of(node, named)? else {
                return Ok(());
            };
            let corners = node
                .mesh
                .filter(|_| kind == Kind::Collider)
                .map(|mesh| corners(&root, mesh.value()))
                .unwrap_or_default();
            let corners: Vec<[f32; 3]> = corners
                .into_iter()
                .map(|corner| moved(&node_in_room, corner))
                .filter(|corner| corner.iter().all(|part| part.is_finite()))
                .collect();
            let Some(top_m) = corners.iter().map(|corner| corner[1]).reduce(f32::max) else {
                return Ok(());
            };
            let outline = hull(
                corners
                    .iter()
                    .map(|[east, _, south]| [*east, *south])
                    .collect(),
            );
            footprints.push(Footprint { id, outline, top_m });
            Ok(())
        })?;
        footprints.sort_by(|one, other| {
            one.top_m
                .total_cmp(&other.top_m)
                .then_with(|| one.id.cmp(&other.id))
        });
        Ok(Self { footprints })
    }
}

/// The corners of the boxes around a mesh's primitives, in its own frame.
fn corners(root: &Root, mesh: usize) -> Vec<[f32; 3]> {
    let Some(mesh) = root.meshes.get(mesh) else {
        return Vec::new();
    };
    mesh.primitives
        .iter()
        .filter_map(|primitive| {
            let accessor = primitive
                .attributes
                .get(&Checked::Valid(Semantic::Positions))?;
            let accessor = root.accessors.get(accessor.value())?;
            let (least, most) = (
                numbers(accessor.min.as_ref()?)?,
                numbers(accessor.max.as_ref()?)?,
            );
            Some((0..8).map(move |corner: usize| {
                [0, 1, 2].map(|axis| {
                    if corner >> axis & 1 == 0 {
                        least[axis]
                    } else {
                        most[axis]
                    }
                })
            }))
        })
        .flatten()
        .collect()
}

fn numbers(value: &serde_json::Value) -> Option<[f32; 3]> {
    let axis = |at: usize| Some(value.get(at)?.as_f64()? as f32);
    Some([axis(0)?, axis(1)?, axis(2)?])
}

/// A point of the node's frame in the room's.
fn moved(matrix: &[[f32; 4]; 4], [x, y, z]: [f32; 3]) -> [f32; 3] {
    [0, 1, 2]
        .map(|row| matrix[0][row] * x + matrix[1][row] * y + matrix[2][row] * z + matrix[3][row])
}

/// The convex hull, by Andrew's monotone chain.
fn hull(mut points: Vec<[f32; 2]>) -> Vec<[f32; 2]> {
    points.sort_by(|one, other| {
        one[0]
            .total_cmp(&other[0])
            .then(one[1].total_cmp(&other[1]))
    });
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let chain = |points: &mut dyn Iterator<Item = [f32; 2]>| {
        let mut chain: Vec<[f32; 2]> = Vec::new();
        for point in points {
            while let [.., before, last] = chain[..]
                && turn(before, last, point) <= 0.0
            {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut outline = chain(&mut points.iter().copied());
    outline.extend(chain(&mut points.iter().rev().copied()));
    outline
}

/// Positive if the way from `a` over `b` to `c` turns one way, negative the other.
fn turn(a: [f32; 2], b: [f32; 2], c: [f32; 2]) -> f32 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hull_leaves_out_what_is_inside_and_on_its_edges() {
        let square = [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]];
        let mut points = square.to_vec();
        points.extend([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]);
        let mut found = hull(points);
        assert_eq!(found.len(), 4);
        found.retain(|point| !square.contains(point));
        assert!(found.is_empty());
        assert_eq!(hull(vec![[0.0, 0.0], [1.0, 0.0]]).len(), 2);
        assert!(hull(Vec::new()).is_empty());
    }
}
