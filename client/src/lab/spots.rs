//! Where instruments can be held: the nodes of the lesson's specimens.

use std::f32::consts::FRAC_PI_2;

use bevy::prelude::*;
use pleiades_netcode::protocol::{lab::Placement, pose::Pose};
use pleiades_scenes::lab::Lab;

use crate::world::Place;

/// How far a compass is from the strike when it is put down, degrees: levelling it is the student's work.
pub(crate) const PUT_DOWN_DEG: f64 = 24.0;
/// Specimens have no more nodes than this.
const NODES: usize = 32;

/// A place of a specimen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) specimen: String,
    pub(crate) node: String,
    /// Room frame. Of a surface: +Y away from it, +X along its strike.
    pub(crate) at: Transform,
    /// Whether it is a surface one can lay a compass on.
    pub(crate) is_surface: bool,
}

/// Every place of every specimen, in the lesson's order.
pub(crate) fn spots(lab: &Lab, place: &Place) -> Vec<Spot> {
    lab.specimens
        .iter()
        .flat_map(|specimen| {
            let numbered = (1..=NODES).map(|number| format!("{}.{number}", specimen.anchor));
            std::iter::once(specimen.anchor.clone())
                .chain(numbered)
                .filter_map(|node| {
                    Some(Spot {
                        specimen: specimen.id.clone(),
                        at: place.anchor(&node)?,
                        is_surface: place.kind(&node) == Some("surface"),
                        node,
                    })
                })
        })
        .collect()
}

/// An instrument laid at `point` of a spot (room frame): +Y away from it; its edge (−Z) along the spot's +X, turned clockwise by
/// `turn_deg` as one sees it from above the surface.
pub(crate) fn placement(spot: &Spot, point: Vec3, turn_deg: f64) -> Placement {
    let about = Quat::from_rotation_y(-FRAC_PI_2 - (turn_deg as f32).to_radians());
    Placement {
        specimen: spot.specimen.as_str().into(),
        node: spot.node.as_str().into(),
        pose: Pose {
            position: point.to_array(),
            rotation: (spot.at.rotation * about).normalize().to_array(),
        },
    }
}

/// How far an instrument's edge is turned from the spot's +X, degrees clockwise, −180 to 180: [`placement`] undone.
pub(crate) fn turned_deg(at: Transform, pose: &Pose) -> f64 {
    let edge = at.rotation.inverse() * (Quat::from_array(pose.rotation) * Vec3::NEG_Z);
    f64::from(edge.z.atan2(edge.x).to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_laid_down_turned_is_found_turned_by_as_much() {
        let at = Transform::from_xyz(1.0, 2.0, 3.0).with_rotation(Quat::from_euler(
            EulerRot::YXZ,
            0.7,
            0.3,
            -0.6,
        ));
        let spot = Spot {
            specimen: "limb".into(),
            node: "surface.1".into(),
            at,
            is_surface: true,
        };
        for turn in [-150.0, -24.0, 0.0, 10.0, 24.0, 179.0] {
            let laid = placement(&spot, at.translation, turn);
            assert!((turned_deg(at, &laid.pose) - turn).abs() < 1e-3, "{turn}");
            let up = Quat::from_array(laid.pose.rotation) * Vec3::Y;
            assert!((up - at.rotation * Vec3::Y).length() < 1e-5);
        }
    }
}
