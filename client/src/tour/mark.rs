//! Places that people show on the map: a pillar of light in their colour, for a while, or until one is there.

use bevy::{light::NotShadowCaster, prelude::*};
use pleiades_netcode::protocol::{Event, ParticipantId, VisitEvent};

use crate::{
    app::sets::FrameSet,
    avatars::palette,
    body::Body,
    session::{Happened, Session},
};

/// How long a place is shown, seconds.
const SHOWN_S: f32 = 30.0;
/// Within this distance one has found it, metres.
const FOUND_M: f32 = 3.0;
/// Height of the pillar, metres: over roofs and trees.
const HEIGHT_M: f32 = 24.0;
const RADIUS_M: f32 = 0.18;
/// It begins below whoever shows it, for ground that falls away, metres.
const BELOW_M: f32 = 2.0;

/// A place somebody shows now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mark {
    pub(crate) who: ParticipantId,
    /// Room frame, metres.
    pub(crate) place: Vec3,
    left_s: f32,
}

/// The places shown now, one a person, the newest last.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub(crate) struct Marks(Vec<Mark>);

impl Marks {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Mark> {
        self.0.iter()
    }

    /// The newest that somebody else shows.
    pub(crate) fn for_somebody(&self, me: Option<ParticipantId>) -> Option<&Mark> {
        self.0.iter().rev().find(|mark| Some(mark.who) != me)
    }

    fn show(&mut self, who: ParticipantId, place: Vec3) {
        self.0.retain(|mark| mark.who != who);
        self.0.push(Mark {
            who,
            place,
            left_s: SHOWN_S,
        });
    }

    /// Time passes, and somebody stands here: what is old or found is shown no more.
    fn pass(&mut self, seconds: f32, me: Option<ParticipantId>, here: Option<Vec3>) {
        for mark in &mut self.0 {
            mark.left_s -= seconds;
        }
        self.0.retain(|mark| {
            let found = Some(mark.who) != me
                && here.is_some_and(|here| here.xz().distance(mark.place.xz()) < FOUND_M);
            mark.left_s > 0.0 && !found
        });
    }
}

/// The pillar of somebody's place.
#[derive(Component)]
struct Pillar(Mark);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Marks>()
        .add_systems(Update, (hear, raise).chain().in_set(FrameSet::Receive));
}

fn hear(
    time: Res<Time>,
    session: Res<Session>,
    bodies: Query<&Transform, With<Body>>,
    mut happened: MessageReader<Happened>,
    mut marks: ResMut<Marks>,
) {
    for Happened(entry) in happened.read() {
        if let Event::Visit(VisitEvent::PlaceMarked {
            who,
            place: Some(place),
            ..
        }) = &entry.event
        {
            marks.show(*who, Vec3::from_array(*place));
        }
    }
    if marks.0.is_empty() {
        return;
    }
    if session.room().is_none() {
        marks.0.clear();
    }
    let here = bodies.single().ok().map(|body| body.translation);
    marks.pass(time.delta_secs(), session.me(), here);
}

/// One pillar for each place.
fn raise(
    marks: Res<Marks>,
    session: Res<Session>,
    pillars: Query<(Entity, &Pillar)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let same = |one: &Mark, other: &Mark| one.who == other.who && one.place == other.place;
    for (entity, pillar) in &pillars {
        if !marks.iter().any(|mark| same(mark, &pillar.0)) {
            commands.entity(entity).despawn();
        }
    }
    for mark in marks.iter() {
        if pillars.iter().any(|(_, pillar)| same(mark, &pillar.0)) {
            continue;
        }
        let colour = session
            .room()
            .and_then(|room| room.participant(mark.who))
            .map_or(0, |person| person.appearance.colour);
        let light = palette::tint(colour).colour();
        commands.spawn((
            Name::new(format!("place shown by {}", mark.who)),
            Pillar(*mark),
            Mesh3d(
                meshes.add(
                    Cylinder::new(RADIUS_M, HEIGHT_M)
                        .mesh()
                        .resolution(16)
                        .without_caps(),
                ),
            ),
            MeshMaterial3d(materials.add(StandardMaterial {
                base_color: light.with_alpha(0.75),
                unlit: true,
                alpha_mode: AlphaMode::Blend,
                cull_mode: None,
                ..default()
            })),
            Transform::from_translation(mark.place + Vec3::Y * (HEIGHT_M / 2.0 - BELOW_M)),
            NotShadowCaster,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: ParticipantId = ParticipantId(1);
    const LEA: ParticipantId = ParticipantId(2);
    const MAX: ParticipantId = ParticipantId(3);

    #[test]
    fn the_newest_place_of_somebody_else_is_the_one_to_go_to() {
        let mut marks = Marks::default();
        marks.show(LEA, Vec3::X * 20.0);
        marks.show(MAX, Vec3::Z * 20.0);
        marks.show(ME, Vec3::ZERO);
        marks.show(LEA, Vec3::X * 30.0);
        assert_eq!(marks.iter().count(), 3);
        let newest = marks
            .for_somebody(Some(ME))
            .map(|mark| (mark.who, mark.place));
        assert_eq!(newest, Some((LEA, Vec3::X * 30.0)));
    }

    #[test]
    fn a_place_is_forgotten_when_it_is_found_or_old() {
        let mut marks = Marks::default();
        marks.show(LEA, Vec3::X * 20.0);
        marks.show(ME, Vec3::ZERO);
        // One's own place is not found by standing on it.
        marks.pass(1.0, Some(ME), Some(Vec3::ZERO));
        assert_eq!(marks.iter().count(), 2);
        marks.pass(1.0, Some(ME), Some(Vec3::new(19.0, 5.0, 0.0)));
        assert_eq!(marks.iter().map(|mark| mark.who).collect::<Vec<_>>(), [ME]);
        marks.pass(SHOWN_S, Some(ME), None);
        assert_eq!(marks.iter().count(), 0);
    }
}
