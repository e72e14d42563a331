//! The border of the area in which a class may walk: a line on the ground and a low fence of light, for everyone.

use std::f32::consts::TAU;

use bevy::{
    asset::RenderAssetUsages,
    light::NotShadowCaster,
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};
use pleiades_netcode::protocol::Area;

use super::ground::Heads;
use crate::{app::sets::FrameSet, shading::FenceMaterial, world::SceneStatus};

/// Of the fence, metres: seen from afar, looked over from near.
const HEIGHT_M: f32 = 1.1;
/// Half the line on the ground, and how far above the ground it lies, metres.
const HALF_LINE_M: f32 = 0.14;
const LIFT_M: f32 = 0.03;
/// About so far the points of the border are from one another, metres.
const STEP_M: f32 = 0.5;
/// From one point to the next the ground rises or falls by less than this, metres; what is higher is a wall to go through.
const RISE_M: f32 = 1.2;
/// Farther below there is no ground, metres.
const DEEP_M: f32 = 6.0;

const AMBER: LinearRgba = LinearRgba::new(1.0, 0.47, 0.05, 0.95);
const NIGHT: LinearRgba = LinearRgba::new(0.005, 0.01, 0.02, 0.85);

/// The border of the area.
#[derive(Component)]
struct Border(Area);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, mark.in_set(FrameSet::Move));
}

fn mark(
    heads: Heads,
    scene: Res<SceneStatus>,
    borders: Query<(Entity, &Border)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut inks: ResMut<Assets<FenceMaterial>>,
    mut commands: Commands,
) {
    let room = heads.session().room();
    let area = room.and_then(|room| room.class().roam().copied());
    let standing = borders.iter().next().map(|(_, border)| border.0);
    if area == standing {
        return;
    }
    for (border, _) in &borders {
        commands.entity(border).despawn();
    }
    let Some(area) = area.filter(|_| matches!(*scene, SceneStatus::Ready)) else {
        return;
    };
    let centre = Vec3::from_array(area.centre);
    let ground = |at: Vec3| -> Option<f32> {
        let found = heads.hit(at + Vec3::Y * RISE_M, Dir3::NEG_Y, DEEP_M)?;
        // A ray that begins inside something ends where it begins.
        (found.y < at.y + 0.99 * RISE_M).then_some(found.y)
    };
    let line = around(centre, area.radius_m, ground);
    commands.spawn((
        Name::new("border"),
        Border(area),
        Mesh3d(meshes.add(fence(centre, &line))),
        MeshMaterial3d(inks.add(FenceMaterial {
            colour: AMBER,
            edge: NIGHT,
            height_m: HEIGHT_M,
        })),
        Transform::default(),
        NotShadowCaster,
    ));
}

/// Points of the border on the ground, the last one where the first one is. The ground is followed from the centre outwards and
/// then around, so that a slope is walked up and a roof is not.
fn around(centre: Vec3, radius_m: f32, ground: impl Fn(Vec3) -> Option<f32>) -> Vec<Vec3> {
    let mut height = centre.y;
    let mut follow = |x: f32, z: f32| {
        let at = Vec3::new(x, height, z);
        height = ground(at).unwrap_or(height);
        Vec3::new(x, height, z)
    };
    let outwards = (radius_m / STEP_M).ceil().max(1.0) as u32;
    for step in 0..outwards {
        let share = step as f32 / outwards as f32;
        follow(centre.x + share * radius_m, centre.z);
    }
    let sides = (TAU * radius_m / STEP_M).clamp(24.0, 1024.0) as u32;
    let mut line: Vec<Vec3> = (0..sides)
        .map(|side| {
            let (sin, cos) = (side as f32 / sides as f32 * TAU).sin_cos();
            follow(centre.x + radius_m * cos, centre.z + radius_m * sin)
        })
        .collect();
    line.extend(line.first().copied());
    line
}

/// A strip that stands on the line and one that lies under it, as `shaders/fence.wgsl` reads them.
fn fence(centre: Vec3, line: &[Vec3]) -> Mesh {
    let (mut places, mut normals, mut uvs) = (Vec::new(), Vec::new(), Vec::new());
    // A whole number of posts on the way around.
    let length: f32 = line.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let stretch = ((length / 2.0).round().max(1.0) * 2.0) / length.max(0.01);
    let mut along = 0.0;
    for (index, at) in line.iter().enumerate() {
        along += at.distance(line[index.saturating_sub(1)]);
        let out = Vec3::new(at.x - centre.x, 0.0, at.z - centre.z).normalize_or(Vec3::X);
        let lifted = *at + Vec3::Y * LIFT_M;
        for (place, normal, v) in [
            (*at, out, 0.0),
            (*at + Vec3::Y * HEIGHT_M, out, 1.0),
            (lifted - out * HALF_LINE_M, Vec3::Y, 2.0),
            (lifted + out * HALF_LINE_M, Vec3::Y, 4.0),
        ] {
            places.push(place.to_array());
            normals.push(normal.to_array());
            uvs.push([along * stretch, v]);
        }
    }
    let pieces = (line.len() as u32).saturating_sub(1);
    let indices = (0..pieces)
        .flat_map(|piece| [0, 2].map(|strip| piece * 4 + strip))
        .flat_map(|from| [from, from + 1, from + 4, from + 1, from + 5, from + 4])
        .collect();
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::default(),
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, places)
    .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normals)
    .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, uvs)
    .with_inserted_indices(Indices::U32(indices))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use super::*;

    #[test]
    fn the_line_follows_a_slope_and_goes_through_a_house() {
        let slope = |at: Vec3| 0.3 * at.x;
        let house = |at: Vec3| (at.z > 8.0).then_some(6.0);
        let ground = |at: Vec3| {
            let top = house(at).unwrap_or(slope(at));
            (top < at.y + RISE_M).then_some(top)
        };
        let line = around(Vec3::new(0.0, 0.0, 0.0), 10.0, ground);
        assert_eq!(line.first(), line.last());
        for at in &line {
            assert!((at.xz().length() - 10.0).abs() < 1e-3);
            assert!(at.y < 3.1, "on the roof: {at}");
            if at.z < 0.0 && at.x > 0.0 {
                assert!((at.y - slope(*at)).abs() < 0.01, "{at}");
            }
        }
    }

    #[test]
    fn posts_come_out_even_where_the_line_closes() {
        let line = around(Vec3::ZERO, 7.3, |_| Some(0.0));
        let mesh = fence(Vec3::ZERO, &line);
        let Some(bevy::mesh::VertexAttributeValues::Float32x2(uvs)) =
            mesh.attribute(Mesh::ATTRIBUTE_UV_0)
        else {
            panic!("no UVs");
        };
        let end = uvs.last().map_or(0.0, |uv| uv[0]);
        assert!((end / 2.0 - (end / 2.0).round()).abs() < 1e-3, "{end}");
        assert_eq!(uvs.len(), line.len() * 4);
    }
}
