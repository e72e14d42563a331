//! One's own hands, where the controllers are.

use std::f32::consts::FRAC_PI_2;

use bevy::{gltf::GltfMaterialName, prelude::*, world_serialization::WorldInstanceReady};

use super::{
    headset::worn,
    rig::Rig,
    tracked::{Side, Tracked},
};
use crate::{app::sets::FrameSet, avatars::palette, session::Session};

/// Head and palms of one who wears a headset, room frame; what the others are told.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Measured {
    /// Between the eyes.
    pub(crate) head: Option<Isometry3d>,
    /// Origin in the palm, −Z along the fingers, +Y out of the back of the hand.
    pub(crate) left: Option<Isometry3d>,
    /// As the left one.
    pub(crate) right: Option<Isometry3d>,
}

#[derive(Component)]
struct OwnHands;

/// One of one's own hands.
#[derive(Component, Clone, Copy)]
pub(super) struct OwnHand(pub(super) Side);

/// Both hands, with the shapes of `gesture.rs`.
const HANDS: &str = "hands/hands.glb";

/// Head and hands of this frame are measured.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct MeasureHands;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Measured>()
        .add_systems(
            Update,
            (
                measure.run_if(worn),
                forget.run_if(not(worn)),
                open.run_if(worn),
                carry,
            )
                .chain()
                .in_set(MeasureHands)
                .after(FrameSet::Move)
                .before(FrameSet::Send),
        )
        .add_observer(dress);
}

/// A palm from OpenXR's grip pose: its +Y runs from the fingertips to the wrist, its X through the palm.
pub(super) fn palm(side: Side, grip: Isometry3d) -> Isometry3d {
    Isometry3d::new(grip.translation, grip.rotation * palm_in_grip(side))
}

/// The grip pose of a controller that this palm would hold.
pub(super) fn grip_of_palm(side: Side, palm: Isometry3d) -> Isometry3d {
    Isometry3d::new(
        palm.translation,
        palm.rotation * palm_in_grip(side).inverse(),
    )
}

fn palm_in_grip(side: Side) -> Quat {
    let out_of_back = match side {
        Side::Left => -1.0,
        Side::Right => 1.0,
    };
    Quat::from_rotation_x(-FRAC_PI_2) * Quat::from_rotation_z(-FRAC_PI_2 * out_of_back)
}

fn measure(tracked: Res<Tracked>, rig: Res<Rig>, mut measured: ResMut<Measured>) {
    let hand = |side| {
        tracked
            .hand(side)
            .grip
            .map(|grip| palm(side, rig.in_room(grip)))
    };
    *measured = Measured {
        head: Some(rig.in_room(tracked.head)),
        left: hand(Side::Left),
        right: hand(Side::Right),
    };
}

fn forget(mut measured: ResMut<Measured>) {
    measured.set_if_neq(Measured::default());
}

fn open(hands: Query<(), With<OwnHands>>, assets: Res<AssetServer>, mut commands: Commands) {
    if hands.is_empty() {
        commands.spawn((
            Name::new("own hands"),
            OwnHands,
            Transform::default(),
            Visibility::default(),
            WorldAssetRoot(assets.load(GltfAssetLabel::Scene(0).from_asset(HANDS))),
        ));
    }
}

/// Sleeves of the person's colour.
fn dress(
    ready: On<WorldInstanceReady>,
    own: Query<(), With<OwnHands>>,
    children: Query<&Children>,
    names: Query<&Name>,
    cloth: Query<(&MeshMaterial3d<StandardMaterial>, &GltfMaterialName)>,
    session: Res<Session>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let root = ready.event_target();
    if !own.contains(root) {
        return;
    }
    let colour = session
        .myself()
        .map_or(0, |person| person.appearance.colour);
    let tint = palette::tint(colour).colour().to_linear();
    for node in children.iter_descendants(root) {
        let side = match names.get(node).map(Name::as_str) {
            Ok("hand.left") => Side::Left,
            Ok("hand.right") => Side::Right,
            _ => continue,
        };
        commands
            .entity(node)
            .insert((OwnHand(side), Visibility::Hidden));
        for part in children.iter_descendants(node) {
            if let Ok((material, name)) = cloth.get(part)
                && name.0.starts_with("tint")
                && let Some(plain) = materials.get(&material.0).cloned()
            {
                let base = plain.base_color.to_linear();
                let dyed = materials.add(StandardMaterial {
                    base_color: LinearRgba::rgb(
                        base.red * tint.red,
                        base.green * tint.green,
                        base.blue * tint.blue,
                    )
                    .into(),
                    ..plain
                });
                commands.entity(part).insert(MeshMaterial3d(dyed));
            }
        }
    }
}

fn carry(measured: Res<Measured>, mut hands: Query<(&OwnHand, &mut Transform, &mut Visibility)>) {
    for (OwnHand(side), mut transform, mut visibility) in &mut hands {
        let place = match side {
            Side::Left => measured.left,
            Side::Right => measured.right,
        };
        match place {
            Some(place) => {
                *transform = Transform::from_isometry(place).with_scale(transform.scale);
                visibility.set_if_neq(Visibility::Inherited);
            }
            None => {
                visibility.set_if_neq(Visibility::Hidden);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_controller_held_upright_has_its_palm_inward_and_its_fingers_forward() {
        // Held like a torch: the tube points up (grip −Z up), fingertips forward (grip −Y forward).
        let torch = Quat::from_mat3(&Mat3::from_cols(Vec3::X, Vec3::Z, Vec3::NEG_Y));
        for (side, outward) in [(Side::Left, Vec3::NEG_X), (Side::Right, Vec3::X)] {
            let palm = palm(side, Isometry3d::from_rotation(torch));
            let fingers = palm.rotation * Vec3::NEG_Z;
            let back = palm.rotation * Vec3::Y;
            assert!((fingers - Vec3::NEG_Z).length() < 1e-5, "{fingers}");
            assert!((back - outward).length() < 1e-5, "{side:?} {back}");
        }
    }
}
