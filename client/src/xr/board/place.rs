//! Where the board hangs: before the wearer when something appears on it, and again only when they have turned well away;
//! or where it appeared; or over the wrist, as the person likes.

use bevy::prelude::*;
use bevy_rapier3d::prelude::*;

use super::{Board, Main, Pointing};
use crate::{
    app::sets::FrameSet,
    settings::{BoardPlace, Settings},
    world::scenery,
    xr::{
        headset::worn,
        rig::Rig,
        sticks::leading,
        tracked::{Tracked, yaw},
    },
};

/// Width and height in points: the smallest window the panels are made for.
pub(super) const POINTS: Vec2 = Vec2::new(720.0, 540.0);
/// Size of a point at `READ_FROM_M`, metres: small text of 15 points is 1.35° high.
pub(super) const METRES_PER_POINT: f32 = 0.002_05;
/// Where one reads, metres.
const READ_FROM_M: f32 = 1.3;
/// Not nearer than this, metres: eyes tire.
const NEAREST_M: f32 = 0.5;
/// The middle hangs this far below the eyes, radians: necks tire too.
const BELOW_RAD: f32 = 0.14;
/// Turned away by this much, one has left it behind, radians.
const LEFT_BEHIND_RAD: f32 = 0.9;
/// Walked away by this much, metres.
const WALKED_OFF_M: f32 = 1.1;
/// Time in which it follows.
const FOLLOW_S: f32 = 0.25;
/// Time in which it follows the wrist.
const STEADY_S: f32 = 0.08;
/// It has arrived, metres and radians.
const ARRIVED: f32 = 0.02;
/// Kept between a board and the wall behind it, metres.
const CLEARANCE_M: f32 = 0.08;

/// Over the wrist it hangs this far above the palm, metres, and as much smaller as it is nearer.
const ABOVE_PALM_M: f32 = 0.24;

/// The main board has been put in its place.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Follow;

/// Where the board is going, while it goes.
#[derive(Resource, Default)]
struct Following {
    was_shown: bool,
    going: bool,
    distance_m: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Following>().add_systems(
        Update,
        follow
            .after(FrameSet::Move)
            .in_set(Follow)
            .after(super::Fill)
            .before(super::Show)
            .run_if(worn),
    );
}

/// The pose before a head, `distance` away and a little below, turned to it.
pub(super) fn before(head: Isometry3d, distance: f32) -> Isometry3d {
    let facing = Quat::from_rotation_y(yaw(head.rotation));
    let down = facing * Quat::from_rotation_x(-BELOW_RAD);
    let eyes = Vec3::from(head.translation);
    Isometry3d::new(eyes + down * Vec3::NEG_Z * distance, down)
}

/// Over the wrist, turned to the head.
fn over(wrist: Isometry3d, head: Isometry3d) -> Isometry3d {
    let place = Vec3::from(wrist.translation) + Vec3::Y * ABOVE_PALM_M;
    let to_head = Vec3::from(head.translation) - place;
    let facing = Transform::default().looking_to(-to_head, Vec3::Y).rotation;
    Isometry3d::new(place, facing)
}

fn follow(
    time: Res<Time>,
    tracked: Res<Tracked>,
    rig: Res<Rig>,
    pointing: Res<Pointing>,
    settings: Res<Settings>,
    physics: ReadRapierContext,
    mut following: ResMut<Following>,
    mut boards: Query<&mut Board, With<Main>>,
) {
    let Ok(mut board) = boards.single_mut() else {
        return;
    };
    if !board.shown {
        following.was_shown = false;
        return;
    }
    let head = tracked.head;
    let comfort = &settings.comfort;
    let wrist = tracked.hand(leading(&settings).other()).grip;
    if comfort.board == BoardPlace::Wrist
        && let Some(wrist) = wrist
    {
        following.was_shown = true;
        let wanted = over(wrist, head);
        let distance = Vec3::from(wanted.translation - head.translation).length();
        board.size_m = POINTS * METRES_PER_POINT * (distance / READ_FROM_M);
        // It goes with the hand, but does not tremble with it.
        let share = 1.0 - (-time.delta_secs() / STEADY_S).exp();
        board.pose = Isometry3d::new(
            board.pose.translation.lerp(wanted.translation, share),
            board.pose.rotation.slerp(wanted.rotation, share),
        );
        return;
    }
    let fresh = !following.was_shown;
    following.was_shown = true;
    let away = board.pose.translation - head.translation;
    let aside = (yaw(board.pose.rotation) - yaw(head.rotation) + std::f32::consts::PI)
        .rem_euclid(std::f32::consts::TAU)
        - std::f32::consts::PI;
    let left = comfort.board != BoardPlace::Stay
        && (aside.abs() > LEFT_BEHIND_RAD
            || (Vec3::from(away).length() - following.distance_m).abs() > WALKED_OFF_M);
    // What one holds does not run away.
    if fresh || (left && !pointing.is_pressed()) {
        following.going = true;
        following.distance_m = room_for_it(&rig, head, &physics);
    }
    if !following.going {
        return;
    }
    let wanted = before(head, following.distance_m);
    let size = POINTS * METRES_PER_POINT * (following.distance_m / READ_FROM_M);
    board.size_m = size;
    if fresh {
        board.pose = wanted;
        following.going = false;
        return;
    }
    let share = 1.0 - (-time.delta_secs() / FOLLOW_S).exp();
    board.pose.translation = board.pose.translation.lerp(wanted.translation, share);
    board.pose.rotation = board.pose.rotation.slerp(wanted.rotation, share);
    let left_to_go = Vec3::from(wanted.translation - board.pose.translation).length()
        + board.pose.rotation.angle_between(wanted.rotation);
    following.going = left_to_go > ARRIVED;
}

/// How far away it can hang: before a wall it comes nearer and is smaller, so that it reads the same.
fn room_for_it(rig: &Rig, head: Isometry3d, physics: &ReadRapierContext) -> f32 {
    let wanted = before(head, 1.0);
    let eyes = rig.in_room(head).translation.into();
    let way = rig.root.rotation * (wanted.rotation * Vec3::NEG_Z);
    physics
        .single()
        .ok()
        .and_then(|physics| physics.cast_ray(eyes, way, READ_FROM_M + CLEARANCE_M, true, scenery()))
        .map_or(READ_FROM_M, |(_, distance)| {
            (distance - CLEARANCE_M).clamp(NEAREST_M, READ_FROM_M)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_board_faces_who_reads_it_a_little_below_the_eyes() {
        let head = Isometry3d::new(Vec3::new(1.0, 1.6, 2.0), Quat::from_rotation_y(0.7));
        let pose = before(head, 1.3);
        let way = Vec3::from(pose.translation - head.translation);
        assert!((way.length() - 1.3).abs() < 1e-5);
        assert!(way.y < 0.0 && way.y > -0.3, "{way}");
        let to_reader = pose.rotation * Vec3::Z;
        assert!(to_reader.dot(-way.normalize()) > 0.999, "{to_reader}");
    }

    #[test]
    fn over_the_wrist_it_faces_who_reads_it() {
        let head = Isometry3d::from_translation(Vec3::new(0.1, 1.6, 0.0));
        let wrist = Isometry3d::new(Vec3::new(-0.2, 1.1, -0.4), Quat::from_rotation_x(1.0));
        let pose = over(wrist, head);
        let to_head = Vec3::from(head.translation - pose.translation).normalize();
        assert!((pose.rotation * Vec3::Z).dot(to_head) > 0.999);
        assert!((pose.rotation * Vec3::X).y.abs() < 1e-5, "level");
    }

    #[test]
    fn small_text_is_at_least_1_3_degrees_high() {
        let angle = (15.0 * METRES_PER_POINT / READ_FROM_M).atan().to_degrees();
        assert!(angle >= 1.3, "{angle}°");
    }
}
