//! What is written on instruments: rings, scales and displays, painted on one sheet that is drawn again only when it changes.

use std::collections::HashMap;

use bevy::{
    ecs::schedule::ScheduleLabel,
    light::{NotShadowCaster, NotShadowReceiver},
    mesh::VertexAttributeValues,
    prelude::*,
};
use bevy_egui::{EguiContext, egui};
use egui::{Color32, Rect, pos2, vec2};

use super::paint;
use crate::{
    app::sets::FrameSet,
    shading::PanelMaterial,
    world::Place,
    xr::{canvas, panel_camera},
};

/// The sheet, points.
const SHEET: f32 = 512.0;
/// Angle of a point on a plate that hangs in the room, radians: letters of 18 points are 1.44° high however far away.
const POINT_RAD: f32 = 0.0014;
/// Nearer than this a plate grows no smaller, metres; farther than this no larger.
const NEAR_M: f32 = 0.45;
const FAR_M: f32 = 7.0;
/// Frames in which a changed sheet is drawn.
const FRAMES_TO_DRAW: u8 = 3;
/// Frames in which it is drawn at first: what draws it may still be compiling.
const FRAMES_AT_FIRST: u8 = 120;

/// Something painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// A compass's graduated ring: degrees against the clock, so that the needle shows where the edge points.
    Ring,
    /// A clinometer's quarter circle.
    Quadrant,
    /// The plate above a compass.
    Tag,
    /// A dial gauge: a turn of the hand is a millimetre.
    Dial,
    /// The display of a press.
    Load,
    /// Of a scale.
    Mass,
    /// Of a caliper.
    Length,
    /// Of an analyser of sound.
    Sound,
}

impl Face {
    /// Its place on the sheet, points.
    fn area(self) -> Rect {
        let [x, y, wide, high] = match self {
            Self::Ring => [0.0, 0.0, 256.0, 256.0],
            Self::Quadrant => [384.0, 256.0, 128.0, 128.0],
            Self::Tag => [0.0, 256.0, 270.0, 84.0],
            Self::Dial => [256.0, 0.0, 256.0, 256.0],
            Self::Load => [0.0, 340.0, 180.0, 80.0],
            Self::Mass => [0.0, 420.0, 192.0, 60.0],
            Self::Length => [192.0, 420.0, 187.0, 51.0],
            Self::Sound => [384.0, 384.0, 128.0, 89.0],
        };
        Rect::from_min_size(pos2(x, y), vec2(wide, high))
    }
}

/// A line of words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) size: f32,
    pub(super) colour: Color32,
}

impl Line {
    pub(super) fn new(text: impl Into<String>, size: f32, colour: Color32) -> Self {
        Self {
            text: text.into(),
            size,
            colour,
        }
    }
}

/// What the faces say now.
#[derive(Resource, Default, Debug)]
pub(super) struct Faces {
    words: HashMap<Face, Vec<Line>>,
    /// Where the hand of the dial gauge is, millimetres.
    hand_mm: f64,
    to_draw: u8,
}

impl Faces {
    /// Writes on a face; it is painted anew if that is something else.
    pub(super) fn show(&mut self, face: Face, words: Vec<Line>) {
        if self.words.get(&face) != Some(&words) {
            self.words.insert(face, words);
            self.to_draw = self.to_draw.max(FRAMES_TO_DRAW);
        }
    }

    /// Turns the hand of the dial gauge.
    pub(super) fn turn(&mut self, hand_mm: f64) {
        if self.hand_mm != hand_mm {
            self.hand_mm = hand_mm;
            self.to_draw = self.to_draw.max(FRAMES_TO_DRAW);
        }
    }
}

/// The sheet, for meshes that show a part of it.
#[derive(Resource)]
pub(super) struct Sheet {
    pub(super) material: Handle<PanelMaterial>,
}

/// A plate that hangs in the room and turns to who reads it.
#[derive(Component, Clone, Copy, Debug)]
pub(super) struct Plate(pub(super) Face);

impl Plate {
    /// Above a place, turned to the eyes, as large as it must be to be read from there.
    pub(super) fn hung(self, above: Vec3, eyes: Vec3) -> Transform {
        let away = (above - eyes).normalize_or(Vec3::NEG_Z);
        let size = above.distance(eyes).clamp(NEAR_M, FAR_M) * POINT_RAD;
        Transform::from_translation(above)
            .looking_to(away, Vec3::Y)
            .with_scale(Vec3::splat(size))
    }
}

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct FacesPass;

#[derive(Component)]
struct SheetCamera;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Faces>()
        .add_systems(
            Update,
            (
                make.run_if(is_written_on.and_then(not(resource_exists::<Sheet>))),
                expose.in_set(FrameSet::Send),
            ),
        )
        .add_systems(FacesPass, draw);
}

/// Whether a place was come to that has instruments to write on: the lab inside a visit has none.
fn is_written_on(place: Option<Res<Place>>) -> bool {
    place
        .filter(|place| place.is_changed())
        .is_some_and(|place| {
            let mut instruments = place.lab().into_iter().flat_map(|lab| &lab.instruments);
            instruments.any(|instrument| {
                let stands = instrument.anchor.as_deref().unwrap_or_default();
                let what = stands.strip_prefix("instrument.").unwrap_or_default();
                instrument.compass.is_some()
                    || place.kind(&format!("display.{what}")) == Some("display")
            })
        })
}

fn make(
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<PanelMaterial>>,
    mut faces: ResMut<Faces>,
    mut commands: Commands,
) {
    let picture = images.add(canvas(Vec2::splat(SHEET)));
    commands.spawn((
        Name::new("sheet of faces"),
        SheetCamera,
        panel_camera(&picture, -3, FacesPass),
    ));
    let material = materials.add(PanelMaterial { picture });
    let size = Face::Tag.area().size();
    let tag = Rectangle::new(size.x, size.y).mesh().build();
    commands.spawn((
        Name::new("plate of an instrument"),
        Plate(Face::Tag),
        Mesh3d(meshes.add(patched(tag, Face::Tag))),
        MeshMaterial3d(material.clone()),
        Transform::default(),
        Visibility::Hidden,
        NotShadowCaster,
        NotShadowReceiver,
    ));
    commands.insert_resource(Sheet { material });
    faces.to_draw = FRAMES_AT_FIRST;
}

/// A mesh whose texture coordinates span 0 to 1 once, showing a part of the sheet.
pub(super) fn patched(mut mesh: Mesh, face: Face) -> Mesh {
    let area = face.area();
    if let Some(VertexAttributeValues::Float32x2(uv)) = mesh.attribute_mut(Mesh::ATTRIBUTE_UV_0) {
        for [u, v] in uv {
            *u = (area.left() + *u * area.width()) / SHEET;
            *v = (area.top() + *v * area.height()) / SHEET;
        }
    }
    mesh
}

fn expose(mut faces: ResMut<Faces>, mut cameras: Query<&mut Camera, With<SheetCamera>>) {
    let draws = faces.to_draw > 0;
    for mut camera in &mut cameras {
        if camera.is_active != draws {
            camera.is_active = draws;
        }
    }
    if draws {
        faces.to_draw -= 1;
    }
}

fn draw(mut contexts: Query<(&mut EguiContext, Ref<SheetCamera>)>, faces: Res<Faces>) {
    let Ok((mut context, camera)) = contexts.single_mut() else {
        return;
    };
    if camera.is_added() {
        // Its fonts are only there from the next frame on.
        return;
    }
    let painter = context.get_mut().layer_painter(egui::LayerId::background());
    paint::ring(&painter, Face::Ring.area());
    paint::quadrant(&painter, Face::Quadrant.area());
    if let Some(words) = faces.words.get(&Face::Tag) {
        paint::tag(&painter, Face::Tag.area(), words);
    }
    paint::dial(&painter, Face::Dial.area(), faces.hand_mm);
    for face in [Face::Load, Face::Mass, Face::Length, Face::Sound] {
        painter.rect_filled(face.area(), 0.0, paint::LCD);
    }
    for (face, words) in &faces.words {
        if *face != Face::Tag {
            paint::display(&painter, face.area(), *face == Face::Dial, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_faces_share_a_part_of_the_sheet() {
        let all = [
            Face::Ring,
            Face::Quadrant,
            Face::Tag,
            Face::Dial,
            Face::Load,
            Face::Mass,
            Face::Length,
            Face::Sound,
        ];
        let sheet = Rect::from_min_size(pos2(0.0, 0.0), vec2(SHEET, SHEET));
        for (nth, one) in all.iter().enumerate() {
            assert!(sheet.contains_rect(one.area()), "{one:?}");
            for other in &all[..nth] {
                let both = one.area().shrink(0.5).intersect(other.area());
                assert!(!both.is_positive(), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn small_words_on_a_plate_are_at_least_1_3_degrees_high() {
        let angle = (18.0 * POINT_RAD).atan().to_degrees();
        assert!(angle >= 1.3, "{angle}°");
    }
}
