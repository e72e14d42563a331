//! Following the guide: in steps behind a veil when the guide has stopped, never along with them.

use bevy::prelude::*;
use pleiades_netcode::protocol::ParticipantId;

use super::ground::Heads;
use crate::{
    app::sets::FrameSet,
    body::{Arrive, Body},
    panels::Veil,
    tour::place_on_ring,
};

/// Nearer than this one is with the guide, metres.
const NEAR_M: f32 = 7.0;
/// Farther than this one does not wait until the guide stops, metres.
const FAR_M: f32 = 25.0;
/// Room to a wall, metres.
const WALL_M: f32 = 0.5;
/// Movement within this is standing, metres.
const STANDS_M: f32 = 0.4;
/// How long the guide stands before the others come, seconds.
const STOOD_S: f32 = 0.8;
/// Between two steps, seconds: a view that changes more often is no view.
const PAUSE_S: f32 = 2.5;

/// What is known of the guide's walk.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Walk {
    guide: Option<ParticipantId>,
    stood_at: Vec3,
    stood_s: f32,
    since_step_s: f32,
}

impl Walk {
    /// The guide is there after another while; whether to step to them from so far away.
    fn pass(&mut self, guide: ParticipantId, there: Vec3, away_m: f32, dt: f32) -> bool {
        if self.guide != Some(guide) {
            // A new guide is come to as soon as they stand.
            *self = Self {
                guide: Some(guide),
                stood_at: there,
                stood_s: 0.0,
                since_step_s: PAUSE_S,
            };
        }
        self.since_step_s += dt;
        if self.stood_at.distance(there) > STANDS_M {
            (self.stood_at, self.stood_s) = (there, 0.0);
        }
        self.stood_s += dt;
        let due = away_m > FAR_M || away_m > NEAR_M && self.stood_s > STOOD_S;
        let steps = due && self.since_step_s > PAUSE_S;
        if steps {
            self.since_step_s = 0.0;
        }
        steps
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, follow.in_set(FrameSet::Receive));
}

fn follow(
    time: Res<Time>,
    heads: Heads,
    bodies: Query<&Transform, With<Body>>,
    mut walk: Local<Walk>,
    mut veil: ResMut<Veil>,
    mut arrive: MessageWriter<Arrive>,
) {
    let session = heads.session();
    let guide = session
        .room()
        .and_then(|room| room.class().followed())
        .filter(|guide| Some(*guide) != session.me());
    let (Some(guide), Some(me), Ok(body)) = (guide, session.me(), bodies.single()) else {
        *walk = Walk::default();
        return;
    };
    let Some(head) = heads.of(guide) else { return };
    let head = Vec3::from(head.translation);
    let away_m = head.xz().distance(body.translation.xz());
    if walk.pass(guide, head, away_m, time.delta_secs()) {
        let beside = reachable(&heads, head, place_on_ring(head, me.0));
        let towards = (head - beside).with_y(0.0);
        veil.drop_for_a_moment();
        arrive.write(Arrive {
            feet: heads.ground_under(beside),
            heading_deg: towards.x.atan2(-towards.z).to_degrees(),
        });
    }
}

/// The place, or as far towards it as nothing is in between: the guide may stand by a wall.
fn reachable(heads: &Heads, from: Vec3, place: Vec3) -> Vec3 {
    let Ok((way, distance)) = Dir3::new_and_length(place - from) else {
        return place;
    };
    match heads.hit(from, way, distance + WALL_M) {
        Some(wall) => from + *way * (from.distance(wall) - WALL_M).max(0.0),
        None => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: ParticipantId = ParticipantId(1);

    #[test]
    fn one_comes_when_the_guide_stands_and_not_while_they_walk() {
        let mut walk = Walk::default();
        let mut steps = 0;
        // Ten metres at a stroll, then standing.
        for frame in 0..240 {
            let x = (frame as f32 * 0.05).min(8.0);
            let away = if steps == 0 { 6.0 + x } else { 2.0 };
            if walk.pass(GUIDE, Vec3::new(x, 1.6, 0.0), away, 1.0 / 30.0) {
                assert!(frame > 160, "in frame {frame} they still walk");
                steps += 1;
            }
        }
        assert_eq!(steps, 1);
    }

    #[test]
    fn who_is_left_far_behind_is_fetched_with_pauses() {
        let mut walk = Walk::default();
        let steps = (0..300)
            .filter(|frame| {
                let there = Vec3::X * *frame as f32;
                walk.pass(GUIDE, there, FAR_M + 1.0, 1.0 / 30.0)
            })
            .count();
        assert!((3..=4).contains(&steps), "{steps} in ten seconds");
    }
}
