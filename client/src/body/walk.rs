//! Walking: rapier's character controller against the scene's colliders.

use std::time::Duration;

use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

use super::{
    intent::{Arrive, Intent, WalkTo},
    leash::Leash,
};
use crate::{
    app::sets::FrameSet,
    settings::Settings,
    world::{Place, SceneStatus},
};

/// Height of a standing person's eyes above their feet, metres.
pub(crate) const EYE_HEIGHT_M: f32 = 1.6;
const CAPSULE_RADIUS_M: f32 = 0.28;
const CAPSULE_HEIGHT_M: f32 = 1.7;
const RUN_FACTOR: f32 = 1.8;
/// Time in which walking speed reaches the wished one: short enough to feel direct, long enough not to jolt.
const EASE_S: f32 = 0.09;
const GRAVITY_M_S2: f32 = 9.81;
/// Below this the body has left the world.
const ABYSS_M: f32 = -6.0;
const ARRIVED_M: f32 = 0.15;
const GIVE_UP_AFTER: Duration = Duration::from_millis(700);

/// The person's body; its transform is at the feet, its −Z is where it faces.
#[derive(Component, Debug, Default)]
pub(crate) struct Body {
    velocity: Vec3,
    goal: Option<Goal>,
    last_ground: Option<Vec3>,
}

#[derive(Debug)]
struct Goal {
    point: Vec3,
    stuck_for: Duration,
    nearest_m: f32,
}

impl Body {
    /// Where a click sent the body, if it is still on its way.
    pub(crate) fn goal(&self) -> Option<Vec3> {
        self.goal.as_ref().map(|goal| goal.point)
    }

    /// Horizontal speed, m/s.
    pub(crate) fn speed(&self) -> f32 {
        self.velocity.xz().length()
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Leash>()
        .add_systems(Startup, stand)
        .add_systems(
            Update,
            (arrive, aim, step, catch_the_fallen)
                .chain()
                .in_set(FrameSet::Move),
        );
}

fn stand(world_of_physics: Query<Entity, With<DefaultRapierContext>>, mut commands: Commands) {
    let mut body = commands.spawn((
        Name::new("body"),
        Body::default(),
        Transform::default(),
        Visibility::default(),
        KinematicCharacterController {
            custom_shape: Some((
                Collider::capsule_y(CAPSULE_HEIGHT_M / 2.0 - CAPSULE_RADIUS_M, CAPSULE_RADIUS_M),
                Vec3::Y * (CAPSULE_HEIGHT_M / 2.0),
                Quat::IDENTITY,
            )),
            offset: CharacterLength::Absolute(0.02),
            autostep: Some(CharacterAutostep {
                max_height: CharacterLength::Absolute(0.25),
                min_width: CharacterLength::Absolute(0.15),
                include_dynamic_bodies: false,
            }),
            filter_groups: Some(CollisionGroups::new(Group::ALL, Group::GROUP_1)),
            snap_to_ground: Some(CharacterLength::Absolute(0.3)),
            max_slope_climb_angle: 42_f32.to_radians(),
            min_slope_slide_angle: 50_f32.to_radians(),
            ..default()
        },
    ));
    // The controller acts through a physics world; a body without a collider has to be told which.
    if let Ok(context) = world_of_physics.single() {
        body.insert(RapierContextEntityLink(context));
    }
}

/// Puts the body where a session, a host or a script wants it.
fn arrive(mut arrivals: MessageReader<Arrive>, mut bodies: Query<(&mut Transform, &mut Body)>) {
    for Arrive { feet, heading_deg } in arrivals.read() {
        for (mut transform, mut body) in &mut bodies {
            transform.translation = *feet + Vec3::Y * 0.03;
            transform.rotation = Quat::from_rotation_y(-heading_deg.to_radians());
            // Whether there is ground is not known yet: a host may gather people anywhere.
            *body = Body {
                last_ground: body.last_ground,
                ..default()
            };
        }
    }
}

fn aim(
    mut wishes: MessageReader<WalkTo>,
    intent: Res<Intent>,
    mut bodies: Query<(&Transform, &mut Body)>,
) {
    let wish = wishes.read().last().copied();
    for (transform, mut body) in &mut bodies {
        if let Some(WalkTo(point)) = wish {
            let nearest_m = transform.translation.xz().distance(point.xz());
            body.goal = Some(Goal {
                point,
                stuck_for: Duration::ZERO,
                nearest_m,
            });
        }
        // Whoever takes the keys takes over from a click.
        if intent.walk != Vec2::ZERO {
            body.goal = None;
        }
    }
}

fn step(
    time: Res<Time>,
    intent: Res<Intent>,
    leash: Res<Leash>,
    settings: Res<Settings>,
    scene: Res<SceneStatus>,
    mut bodies: Query<(
        &mut Transform,
        &mut Body,
        &mut KinematicCharacterController,
        Option<&KinematicCharacterControllerOutput>,
    )>,
) {
    let dt = time.delta_secs();
    if dt <= 0.0 || *scene != SceneStatus::Ready {
        return;
    }
    for (mut transform, mut body, mut controller, output) in &mut bodies {
        transform.rotate_y(intent.look.x);
        let wished = wished_velocity(
            &transform,
            &mut body,
            &intent,
            settings.comfort.walk_speed,
            time.delta(),
        );
        let wished = leash.hold(transform.translation, wished);
        let blend = 1.0 - (-dt / EASE_S).exp();
        let flat = body.velocity.xz().lerp(wished, blend);
        let flat = if flat.length_squared() < 1e-6 {
            Vec2::ZERO
        } else {
            flat
        };
        let grounded = output.is_some_and(|output| output.grounded);
        if grounded {
            body.last_ground = Some(transform.translation);
        }
        let fall = if grounded {
            0.0
        } else {
            body.velocity.y - GRAVITY_M_S2 * dt
        };
        body.velocity = Vec3::new(flat.x, fall, flat.y);
        // A little downward push keeps «grounded» true while standing still.
        let push = if grounded { -0.01 } else { 0.0 };
        controller.translation = Some(body.velocity * dt + Vec3::Y * push);
    }
}

/// Wished horizontal velocity in the room frame (x, z), m/s: keys first, else the way to a clicked goal.
fn wished_velocity(
    transform: &Transform,
    body: &mut Body,
    intent: &Intent,
    walk_speed: f32,
    dt: Duration,
) -> Vec2 {
    let speed = walk_speed * if intent.run { RUN_FACTOR } else { 1.0 };
    if intent.walk != Vec2::ZERO {
        let wish = intent.walk.clamp_length_max(1.0);
        let direction = transform.rotation * Vec3::new(wish.x, 0.0, -wish.y);
        return direction.xz() * speed;
    }
    let Some(goal) = &mut body.goal else {
        return Vec2::ZERO;
    };
    let way = goal.point.xz() - transform.translation.xz();
    let distance = way.length();
    if distance + 0.02 < goal.nearest_m {
        goal.nearest_m = distance;
        goal.stuck_for = Duration::ZERO;
    } else {
        goal.stuck_for += dt;
    }
    if distance < ARRIVED_M || goal.stuck_for > GIVE_UP_AFTER {
        body.goal = None;
        return Vec2::ZERO;
    }
    // Slows down over the last half metre, so that arriving does not jolt.
    way / distance * speed * (distance / 0.5).clamp(0.25, 1.0)
}

/// Nobody falls out of the world: below the abyss one is back where one last stood.
fn catch_the_fallen(place: Option<Res<Place>>, mut bodies: Query<(&mut Transform, &mut Body)>) {
    for (mut transform, mut body) in &mut bodies {
        let lost = transform.translation.y < ABYSS_M || !transform.translation.is_finite();
        if lost {
            let back = body
                .last_ground
                .or_else(|| place.as_ref().map(|place| place.spawn(0).translation));
            warn!(
                "the body left the world at {}; it is back at {back:?}",
                transform.translation
            );
            *transform = Transform::from_translation(back.unwrap_or_default() + Vec3::Y * 0.5)
                .with_rotation(if transform.rotation.is_finite() {
                    transform.rotation
                } else {
                    Quat::IDENTITY
                });
            // Should that be no ground either, the spawn point is next.
            *body = Body::default();
        }
    }
}
