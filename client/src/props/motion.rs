//! Each thing where it is: at home, at rest, in its place, fixed to what holds it, or flying.

use std::time::Duration;

use bevy::prelude::*;
use bevy_rapier3d::prelude::*;
use pleiades_netcode::protocol::{Handling, Motion, Whereabouts};

use super::{Asked, Prop, PropSet, Socket, Things, people::People};
use crate::session::{self, Session};

/// Time in which a thing glides to where it rests.
const GLIDE_S: f32 = 0.06;
/// Nearer than this it is there, metres and radians.
const THERE: f32 = 5e-4;
/// Slower than this it rests, m/s and rad/s.
const STILL_M_S: f32 = 0.04;
const STILL_RAD_S: f32 = 0.35;
/// So long, it rests for good.
const STILL_FOR: Duration = Duration::from_millis(350);
/// Whatever still moves then is laid down where it is.
const AT_LAST: Duration = Duration::from_secs(12);
/// Below this it has left the world, metres.
const ABYSS_M: f32 = -3.0;

/// What was last done with a thing's body.
#[derive(Component, Clone, Debug, PartialEq)]
pub(super) struct Placed(Whereabouts);

/// How long a thing one let go of has flown, and lain still.
#[derive(Component, Clone, Copy, Debug, Default)]
struct Flight {
    flown: Duration,
    still: Duration,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (change, carry).chain().in_set(PropSet::Place))
        .add_systems(Update, come_to_rest.in_set(PropSet::Ask));
}

/// Gives a thing the kind of body its whereabouts need, when they change.
fn change(
    session: Res<Session>,
    asked: Res<Asked>,
    mut props: Query<(
        Entity,
        &Prop,
        &mut RigidBody,
        &mut Velocity,
        &mut Transform,
        Option<&Placed>,
    )>,
    mut commands: Commands,
) {
    for (entity, prop, mut body, mut velocity, mut transform, placed) in &mut props {
        let now = asked.place(&session, &prop.id);
        if placed.is_some_and(|placed| is_same(&placed.0, &now)) {
            continue;
        }
        let (wanted, speed) = match &now {
            Whereabouts::Loose { motion, .. } => {
                let Motion {
                    pose,
                    velocity,
                    spin,
                } = motion;
                *transform =
                    Transform::from_isometry(session::from_pose(pose)).with_scale(transform.scale);
                let speed = Velocity {
                    linear: Vec3::from_array(*velocity),
                    angular: Vec3::from_array(*spin),
                };
                (RigidBody::Dynamic, speed)
            }
            Whereabouts::Held { .. } => (RigidBody::KinematicPositionBased, Velocity::default()),
            _ => (RigidBody::Fixed, Velocity::default()),
        };
        body.set_if_neq(wanted);
        velocity.set_if_neq(speed);
        commands
            .entity(entity)
            .insert((Placed(now), Flight::default()));
    }
}

/// The same flight does not begin anew because the room has stamped it.
fn is_same(before: &Whereabouts, now: &Whereabouts) -> bool {
    match (before, now) {
        (
            Whereabouts::Loose { by, motion, .. },
            Whereabouts::Loose {
                by: now_by,
                motion: now_motion,
                ..
            },
        ) => by == now_by && motion.pose.position == now_motion.pose.position,
        _ => before == now,
    }
}

/// Moves what is held with what holds it, and what rests to where it rests.
fn carry(
    time: Res<Time>,
    session: Res<Session>,
    people: People,
    things: Res<Things>,
    sockets: Query<&Transform, (With<Socket>, Without<Prop>)>,
    mut props: Query<(&Prop, &Placed, &mut Transform)>,
) {
    let share = 1.0 - (-time.delta_secs() / GLIDE_S).exp();
    for (prop, Placed(place), mut transform) in &mut props {
        let (goal, glides) = match place {
            Whereabouts::Home => (Some(prop.home), true),
            Whereabouts::Resting { pose } => (Some(session::from_pose(pose)), true),
            Whereabouts::In { socket } => {
                let socket = things.sockets.get(socket);
                let at = socket.and_then(|socket| sockets.get(*socket).ok());
                (at.map(Transform::to_isometry), true)
            }
            // A hand that is not tracked leaves what it holds where it was last.
            Whereabouts::Held { by, hold } if session.me() == Some(*by) => {
                (people.myself().place(hold), false)
            }
            Whereabouts::Held { by, hold } => (people.other(*by).place(hold), false),
            Whereabouts::Loose { .. } => (None, false),
        };
        let Some(goal) = goal else { continue };
        let here = transform.to_isometry();
        let away = (here.translation - goal.translation).length()
            + here.rotation.angle_between(goal.rotation);
        if away == 0.0 {
            continue;
        }
        let next = if glides && away > THERE {
            Isometry3d {
                translation: here.translation.lerp(goal.translation, share),
                rotation: here.rotation.slerp(goal.rotation, share),
            }
        } else {
            goal
        };
        *transform = Transform::from_isometry(next).with_scale(transform.scale);
    }
}

/// Says where a thing lies that one let go of, once it lies still.
fn come_to_rest(
    time: Res<Time>,
    mut session: ResMut<Session>,
    mut asked: ResMut<Asked>,
    mut props: Query<(&Prop, &Placed, &Transform, &Velocity, &mut Flight)>,
) {
    let Some(me) = session.me() else { return };
    for (prop, Placed(place), transform, velocity, mut flight) in &mut props {
        if !matches!(place, Whereabouts::Loose { by, .. } if *by == me) {
            continue;
        }
        flight.flown += time.delta();
        let still = velocity.linear.length() < STILL_M_S && velocity.angular.length() < STILL_RAD_S;
        flight.still = if still {
            flight.still + time.delta()
        } else {
            Duration::ZERO
        };
        if transform.translation.y < ABYSS_M || !transform.translation.is_finite() {
            asked.ask(&mut session, &prop.id, Handling::Lose);
        } else if flight.still > STILL_FOR || flight.flown > AT_LAST {
            let pose = session::to_pose(transform.to_isometry());
            asked.ask(&mut session, &prop.id, Handling::Settle(pose));
        }
    }
}
