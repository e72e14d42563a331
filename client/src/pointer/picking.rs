//! The pointer as bevy_picking knows it: one pointer for every device, and a backend that asks the scene's things.

use bevy::{
    asset::uuid::{Uuid, uuid},
    camera::NormalizedRenderTarget,
    picking::{
        PickingSystems,
        backend::{HitData, PointerHits},
        pointer::{
            Location, PointerAction, PointerButton, PointerId, PointerInput, PointerInteraction,
        },
    },
    prelude::*,
};
use bevy_rapier3d::prelude::*;

use super::{PointSet, Pointer};
use crate::{body::Eyes, panels::Screen};

const ID: Uuid = uuid!("3d0b5b7e-6a1d-4f6c-8a52-0d9b8f1c4e27");

/// What of a thing can be pointed at, from as far as `within_m` metres.
#[derive(Component, Clone, Copy, Debug, PartialEq)]
pub(crate) enum Target {
    /// A ball about its origin: for what has holes, or is small.
    Ball { radius_m: f32, within_m: f32 },
    /// Its collider; what is in front of it hides it.
    Solid { within_m: f32 },
}

/// Nearer than this nothing is pointed at, metres.
const TOO_NEAR_M: f32 = 0.2;
/// Rays end here, metres.
const FARTHEST_M: f32 = 60.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, begin).add_systems(
        PreUpdate,
        (
            say.in_set(PointSet::Ask),
            ask.in_set(PickingSystems::Backend)
                .run_if(in_state(Screen::Visit)),
            note.in_set(PickingSystems::PostHover),
        ),
    );
}

const fn id() -> PointerId {
    PointerId::Custom(ID)
}

fn begin(mut commands: Commands) {
    commands.spawn((Name::new("pointer"), id()));
}

/// The ray's direction takes the place of pixels: degrees to the right and down.
fn location(ray: Ray3d) -> Location {
    let way = *ray.direction;
    let position = Vec2::new(way.x.atan2(-way.z), -way.y.asin()).map(f32::to_degrees);
    Location {
        target: NormalizedRenderTarget::None {
            width: 1,
            height: 1,
        },
        position,
    }
}

fn say(
    pointer: Res<Pointer>,
    mut before: Local<Option<Location>>,
    mut was_down: Local<bool>,
    mut input: MessageWriter<PointerInput>,
) {
    let Some(now) = pointer.ray.map(location).or_else(|| before.clone()) else {
        return;
    };
    let mut tell = |action| {
        input.write(PointerInput::new(id(), now.clone(), action));
    };
    let delta = before
        .as_ref()
        .map_or(Vec2::ZERO, |before| now.position - before.position);
    tell(PointerAction::Move { delta });
    if pointer.down != *was_down {
        *was_down = pointer.down;
        tell(if pointer.down {
            PointerAction::Press(PointerButton::Primary)
        } else {
            PointerAction::Release(PointerButton::Primary)
        });
    }
    *before = Some(now);
}

fn ask(
    pointer: Res<Pointer>,
    eyes: Query<Entity, With<Eyes>>,
    balls: Query<(Entity, &Target, &GlobalTransform, &InheritedVisibility)>,
    solids: Query<&Target>,
    parents: Query<&ChildOf>,
    physics: ReadRapierContext,
    mut hits: MessageWriter<PointerHits>,
) {
    let (Some(ray), Ok(eyes)) = (pointer.ray, eyes.single()) else {
        return;
    };
    let mut picks: Vec<(Entity, HitData)> = balls
        .iter()
        .filter(|(.., visible)| visible.get())
        .filter_map(|(entity, target, at, _)| {
            let Target::Ball { radius_m, within_m } = *target else {
                return None;
            };
            let along = (at.translation() - ray.origin).dot(*ray.direction);
            let nearest = ray.get_point(along.max(0.0));
            let hit = (TOO_NEAR_M..within_m).contains(&along)
                && at.translation().distance(nearest) < radius_m;
            hit.then(|| (entity, HitData::new(eyes, along, Some(nearest), None)))
        })
        .collect();
    let first = physics.single().ok().and_then(|physics| {
        physics.cast_ray(
            ray.origin,
            *ray.direction,
            FARTHEST_M,
            true,
            QueryFilter::default(),
        )
    });
    if let Some((collider, distance)) = first
        && let Some((entity, Target::Solid { within_m })) = std::iter::once(collider)
            .chain(parents.iter_ancestors(collider))
            .find_map(|entity| solids.get(entity).ok().map(|target| (entity, target)))
        && distance < *within_m
    {
        let at = ray.get_point(distance);
        picks.push((entity, HitData::new(eyes, distance, Some(at), None)));
    }
    hits.write(PointerHits::new(id(), picks, 0.0));
}

fn note(pointers: Query<(&PointerId, &PointerInteraction)>, mut pointer: ResMut<Pointer>) {
    pointer.over = pointers
        .iter()
        .find(|(found, _)| **found == id())
        .and_then(|(_, interaction)| interaction.get_nearest_hit())
        .map(|(entity, _)| *entity)
        .filter(|_| pointer.ray.is_some());
}
