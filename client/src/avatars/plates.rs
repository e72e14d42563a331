//! Names in a headset: plates that hang above heads in the room and turn to who reads them.
//!
//! All plates are painted on one sheet, which is drawn again only when a name on it changes.

use bevy::{
    ecs::schedule::ScheduleLabel,
    light::{NotShadowCaster, NotShadowReceiver},
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};
use bevy_egui::{EguiContext, egui};
use bevy_rapier3d::prelude::*;

use super::{
    Avatar,
    motion::Shown,
    nametag::{self, ABOVE_EYES_M, READ_FROM_M},
};
use crate::{
    app::sets::FrameSet,
    panels::style,
    session::Session,
    shading::PanelMaterial,
    xr::{self, Measured, canvas, panel_camera},
};

/// Plates side by side on the sheet, and beneath one another.
const COLUMNS: usize = 2;
const ROWS: usize = 16;
/// Width and height of a plate, points.
const CELL: Vec2 = Vec2::new(256.0, 34.0);
/// Height of the letters, points.
const LETTERS: f32 = 19.0;
/// Angle of a point, radians: letters are 1.5° high however far away.
const POINT_RAD: f32 = 0.0014;
/// Nearer than this a plate grows no smaller, metres; farther than this no larger.
const NEAR_M: f32 = 1.2;
const FAR_M: f32 = 9.0;
/// Frames in which a changed sheet is drawn.
const FRAMES_TO_DRAW: u8 = 3;

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct PlatesPass;

/// What the sheet shows.
#[derive(Resource, Default)]
struct Sheet {
    plates: Vec<Words>,
    to_draw: u8,
}

#[derive(Clone, Debug, PartialEq)]
struct Words {
    text: String,
    colour: egui::Color32,
}

#[derive(Component)]
struct SheetCamera;

/// The plate in this cell of the sheet.
#[derive(Component, Clone, Copy)]
struct Plate(usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Sheet>()
        .add_systems(Update, make.run_if(xr::worn.and_then(run_once)))
        .add_systems(
            Update,
            (
                hang.run_if(xr::worn),
                take_down.run_if(not(xr::worn)),
                expose,
            )
                .chain()
                .in_set(FrameSet::Send),
        )
        .add_systems(PlatesPass, draw);
}

fn make(
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<PanelMaterial>>,
    mut commands: Commands,
) {
    let size = CELL * Vec2::new(COLUMNS as f32, ROWS as f32);
    let image = images.add(canvas(size));
    commands.spawn((
        Name::new("sheet of names"),
        SheetCamera,
        panel_camera(&image, -2, PlatesPass),
    ));
    let material = materials.add(PanelMaterial { picture: image });
    for cell in 0..COLUMNS * ROWS {
        commands.spawn((
            Name::new("plate"),
            Plate(cell),
            Mesh3d(meshes.add(plate(cell))),
            MeshMaterial3d(material.clone()),
            Transform::default(),
            Visibility::Hidden,
            NotShadowCaster,
            NotShadowReceiver,
        ));
    }
}

/// A cell's upper left corner on the sheet, points.
fn corner(cell: usize) -> Vec2 {
    CELL * Vec2::new((cell % COLUMNS) as f32, (cell / COLUMNS) as f32)
}

/// A rectangle as large as a cell in points, its lower edge in the middle at the origin.
fn plate(cell: usize) -> Mesh {
    let sheet = CELL * Vec2::new(COLUMNS as f32, ROWS as f32);
    let (from, to) = (corner(cell) / sheet, (corner(cell) + CELL) / sheet);
    let half = CELL.x / 2.0;
    Mesh::new(PrimitiveTopology::TriangleList, default())
        .with_inserted_attribute(
            Mesh::ATTRIBUTE_POSITION,
            vec![
                [-half, 0.0, 0.0],
                [half, 0.0, 0.0],
                [half, CELL.y, 0.0],
                [-half, CELL.y, 0.0],
            ],
        )
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, vec![[0.0, 0.0, 1.0]; 4])
        .with_inserted_attribute(
            Mesh::ATTRIBUTE_UV_0,
            vec![
                [from.x, to.y],
                [to.x, to.y],
                [to.x, from.y],
                [from.x, from.y],
            ],
        )
        .with_inserted_indices(Indices::U32(vec![0, 1, 2, 0, 2, 3]))
}

fn hang(
    measured: Res<Measured>,
    session: Res<Session>,
    avatars: Query<(&Avatar, &Shown)>,
    physics: ReadRapierContext,
    mut sheet: ResMut<Sheet>,
    mut plates: Query<(&Plate, &mut Transform, &mut Visibility)>,
) {
    let (Some(room), Some(eyes)) = (session.room(), measured.head) else {
        return;
    };
    let eyes = Vec3::from(eyes.translation);
    let physics = physics.single().ok();
    let mut near: Vec<_> = avatars
        .iter()
        .filter_map(|(avatar, shown)| {
            let person = room.participant(avatar.id)?;
            let head = Vec3::from_array(shown.pose?.head.position);
            let distance = eyes.distance(head);
            ((0.3..READ_FROM_M).contains(&distance)
                && !nametag::behind_wall(physics.as_ref(), eyes, head))
            .then_some((avatar.id, person, head, distance))
        })
        .collect();
    near.sort_by(|a, b| a.3.total_cmp(&b.3));
    near.truncate(COLUMNS * ROWS);
    // By who they are, not by how near: a step aside is no reason to paint anew.
    near.sort_by_key(|(id, ..)| id.0);
    let words: Vec<Words> = near
        .iter()
        .map(|(id, person, ..)| Words {
            text: nametag::words(person, session.reaction(*id)),
            colour: super::palette::tint(person.appearance.colour).egui(),
        })
        .collect();
    if sheet.plates != words {
        sheet.plates = words;
        sheet.to_draw = FRAMES_TO_DRAW;
    }
    for (Plate(cell), mut transform, mut visibility) in &mut plates {
        let Some((_, _, head, distance)) = near.get(*cell) else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let at = *head + Vec3::Y * ABOVE_EYES_M;
        let away = (at - eyes).with_y(0.0).normalize_or(Vec3::NEG_Z);
        *transform = Transform::from_translation(at)
            .looking_to(away, Vec3::Y)
            .with_scale(Vec3::splat(distance.clamp(NEAR_M, FAR_M) * POINT_RAD));
        visibility.set_if_neq(Visibility::Inherited);
    }
}

fn take_down(mut plates: Query<&mut Visibility, With<Plate>>) {
    for mut plate in &mut plates {
        plate.set_if_neq(Visibility::Hidden);
    }
}

fn expose(mut sheet: ResMut<Sheet>, mut cameras: Query<&mut Camera, With<SheetCamera>>) {
    let draws = sheet.to_draw > 0;
    for mut camera in &mut cameras {
        if camera.is_active != draws {
            camera.is_active = draws;
        }
    }
    if draws {
        sheet.to_draw -= 1;
    }
}

fn draw(mut contexts: Query<(&mut EguiContext, Ref<SheetCamera>)>, sheet: Res<Sheet>) {
    let Ok((mut context, camera)) = contexts.single_mut() else {
        return;
    };
    if camera.is_added() {
        // Its fonts are only there from the next frame on.
        return;
    }
    let painter = context.get_mut().layer_painter(egui::LayerId::background());
    for (cell, words) in sheet.plates.iter().enumerate() {
        let foot = corner(cell) + Vec2::new(CELL.x / 2.0, CELL.y);
        style::name_plate(
            &painter,
            egui::pos2(foot.x, foot.y),
            &words.text,
            LETTERS,
            words.colour,
            1.0,
        );
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_plate_shows_a_part_of_the_sheet_of_its_own() {
        let uv = |cell| {
            let bevy::mesh::VertexAttributeValues::Float32x2(uv) =
                plate(cell).attribute(Mesh::ATTRIBUTE_UV_0).unwrap().clone()
            else {
                return Vec::new();
            };
            uv
        };
        let areas: Vec<_> = (0..COLUMNS * ROWS).map(uv).collect();
        for (index, area) in areas.iter().enumerate() {
            assert!(area.iter().flatten().all(|at| (0.0..=1.0).contains(at)));
            assert!(!areas[..index].contains(area));
        }
        assert_eq!(areas[0][3], [0.0, 0.0]);
        assert_eq!(areas[COLUMNS * ROWS - 1][1], [1.0, 1.0]);
    }
}
