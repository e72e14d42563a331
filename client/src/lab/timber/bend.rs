//! A beam in three-point bending, as it is drawn.

use bevy::{
    mesh::{Indices, VertexAttributeValues},
    prelude::*,
};

/// The bend is drawn this many times larger than it is; the press says so.
pub(super) const EXAGGERATION: f32 = 5.0;
/// No edge of a mesh that bends is longer along the beam, metres.
const STEP_M: f32 = 0.06;

/// How far a beam on two supports with one load in its middle is below its straight line at `x_m` from the middle, for `middle_m`
/// there: `δ (1 − 6ξ² + 4|ξ|³)` with ξ = x/L, from `δ (3aL² − 4a³)/L³` at a from a support (Timoshenko, *Strength of Materials* I,
/// §33; small deflections, no shear). Beyond the supports it is straight and rises.
pub(super) fn below_m(x_m: f32, span_m: f32, middle_m: f32) -> f32 {
    let share = x_m.abs() / span_m;
    if share > 0.5 {
        return -3.0 * middle_m * (share - 0.5);
    }
    middle_m * (1.0 - 6.0 * share * share + 4.0 * share.powi(3))
}

/// The same mesh with its triangles cut until none is longer along X than a step; nothing for attributes it does not know.
pub(super) fn cut(mesh: &Mesh) -> Option<Mesh> {
    let mut attributes: Vec<_> = mesh
        .attributes()
        .map(|(attribute, values)| Some((*attribute, Numbers::read(values)?)))
        .collect::<Option<_>>()?;
    let positions = attributes
        .iter()
        .position(|(attribute, _)| attribute.id == Mesh::ATTRIBUTE_POSITION.id)?;
    let mut waiting: Vec<[usize; 3]> = mesh
        .indices()?
        .iter()
        .collect::<Vec<_>>()
        .chunks_exact(3)
        .map(|corners| [corners[0], corners[1], corners[2]])
        .collect();
    let mut done: Vec<u32> = Vec::new();
    while let Some(corners) = waiting.pop() {
        let x = |corner: usize| attributes[positions].1.values[corner][0];
        let longest = (0..3)
            .map(|side| {
                let (from, to) = (corners[side], corners[(side + 1) % 3]);
                ((x(from) - x(to)).abs(), side)
            })
            .max_by(|(one, _), (other, _)| one.total_cmp(other));
        match longest {
            // What is cut at its middle is cut there by its neighbour too: no gaps.
            Some((length, side)) if length > STEP_M => {
                let (a, b, c) = (
                    corners[side],
                    corners[(side + 1) % 3],
                    corners[(side + 2) % 3],
                );
                let middle = attributes[positions].1.values.len();
                for (_, numbers) in &mut attributes {
                    numbers.halve(a, b);
                }
                waiting.push([a, middle, c]);
                waiting.push([middle, b, c]);
            }
            _ => done.extend(
                corners
                    .iter()
                    .filter_map(|corner| u32::try_from(*corner).ok()),
            ),
        }
    }
    let mut finer = Mesh::new(mesh.primitive_topology(), mesh.asset_usage);
    for (attribute, numbers) in attributes {
        finer.insert_attribute(attribute, numbers.write());
    }
    finer.insert_indices(Indices::U32(done));
    Some(finer)
}

/// The numbers of an attribute, up to four for each corner.
struct Numbers {
    values: Vec<[f32; 4]>,
    how_many: usize,
}

impl Numbers {
    fn read(values: &VertexAttributeValues) -> Option<Self> {
        let (values, how_many) = match values {
            VertexAttributeValues::Float32x2(values) => {
                (values.iter().map(|[x, y]| [*x, *y, 0.0, 0.0]).collect(), 2)
            }
            VertexAttributeValues::Float32x3(values) => (
                values.iter().map(|[x, y, z]| [*x, *y, *z, 0.0]).collect(),
                3,
            ),
            VertexAttributeValues::Float32x4(values) => (values.clone(), 4),
            _ => return None,
        };
        Some(Self { values, how_many })
    }

    fn halve(&mut self, a: usize, b: usize) {
        let (a, b) = (self.values[a], self.values[b]);
        self.values
            .push([0, 1, 2, 3].map(|at| (a[at] + b[at]) / 2.0));
    }

    fn write(self) -> VertexAttributeValues {
        let values = self.values;
        match self.how_many {
            2 => VertexAttributeValues::Float32x2(values.iter().map(|v| [v[0], v[1]]).collect()),
            3 => VertexAttributeValues::Float32x3(
                values.iter().map(|v| [v[0], v[1], v[2]]).collect(),
            ),
            _ => VertexAttributeValues::Float32x4(values),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn it_is_lowest_in_the_middle_and_on_its_supports_at_the_ends_of_the_span() {
        let (span, middle) = (1.08, 0.003);
        assert_eq!(below_m(0.0, span, middle), middle);
        assert!(below_m(0.54, span, middle).abs() < 1e-9);
        assert!(below_m(0.6, span, middle) < 0.0, "the ends rise");
        // Without a kink over the support: the slopes meet.
        let slope =
            |at: f32| (below_m(at + 1e-3, span, middle) - below_m(at - 1e-3, span, middle)) / 2e-3;
        assert!((slope(0.535) - slope(0.545)).abs() < 2e-4);
        // A quarter of the way in: 11/16 of the middle.
        assert!((below_m(0.27, span, middle) - middle * 11.0 / 16.0).abs() < 1e-7);
    }

    #[test]
    fn cut_finely_a_beam_has_the_same_outline_and_nothing_long() {
        let beam = Cuboid::new(1.2, 0.06, 0.04).mesh().build();
        let finer = cut(&beam).unwrap();
        let points = finer.attribute(Mesh::ATTRIBUTE_POSITION).unwrap();
        let points = points.as_float3().unwrap();
        let corners: Vec<usize> = finer.indices().unwrap().iter().collect();
        let mut area = 0.0;
        for three in corners.chunks_exact(3) {
            let [a, b, c] = [0, 1, 2].map(|at| Vec3::from_array(points[three[at]]));
            let xs = [a.x, b.x, c.x];
            let spread = xs.iter().copied().fold(f32::MIN, f32::max)
                - xs.iter().copied().fold(f32::MAX, f32::min);
            assert!(spread <= STEP_M + 1e-6, "{spread}");
            area += (b - a).cross(c - a).length() / 2.0;
        }
        let whole = 2.0 * (1.2 * 0.06 + 1.2 * 0.04 + 0.06 * 0.04);
        assert!((area - whole).abs() < 1e-4, "{area}, not {whole}");
    }
}
