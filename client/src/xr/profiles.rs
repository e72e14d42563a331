//! Which button of which controller does what: one row an input, one table a profile of the OpenXR registry.

use openxr::InstanceExtensions;

/// What a hand can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Grip,
    Aim,
    Trigger,
    Squeeze,
    Stick,
    Primary,
    Secondary,
    Menu,
    Haptic,
}

/// The hands an input exists on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    Both,
    Left,
    Right,
}

/// A controller, or hands without one.
pub(super) struct Profile {
    /// Its path after `/interaction_profiles/`.
    pub(super) path: &'static str,
    /// Whether the runtime knows it.
    pub(super) known: fn(&InstanceExtensions) -> bool,
    /// Each use with its path after `/user/hand/left/`.
    pub(super) inputs: &'static [(Use, On, &'static str)],
}

fn always(_: &InstanceExtensions) -> bool {
    true
}

const TOUCH: &[(Use, On, &str)] = &[
    (Use::Grip, On::Both, "input/grip/pose"),
    (Use::Aim, On::Both, "input/aim/pose"),
    (Use::Trigger, On::Both, "input/trigger/value"),
    (Use::Squeeze, On::Both, "input/squeeze/value"),
    (Use::Stick, On::Both, "input/thumbstick"),
    (Use::Primary, On::Left, "input/x/click"),
    (Use::Secondary, On::Left, "input/y/click"),
    (Use::Primary, On::Right, "input/a/click"),
    (Use::Secondary, On::Right, "input/b/click"),
    (Use::Menu, On::Left, "input/menu/click"),
    (Use::Haptic, On::Both, "output/haptic"),
];

/// Every profile we suggest bindings for; runtimes map the others onto these.
pub(super) const PROFILES: &[Profile] = &[
    Profile {
        path: "khr/simple_controller",
        known: always,
        inputs: &[
            (Use::Grip, On::Both, "input/grip/pose"),
            (Use::Aim, On::Both, "input/aim/pose"),
            (Use::Trigger, On::Both, "input/select/click"),
            (Use::Menu, On::Both, "input/menu/click"),
            (Use::Haptic, On::Both, "output/haptic"),
        ],
    },
    Profile {
        path: "oculus/touch_controller",
        known: always,
        inputs: TOUCH,
    },
    Profile {
        path: "meta/touch_controller_plus",
        known: |exts| exts.meta_touch_controller_plus.is_some(),
        inputs: TOUCH,
    },
    Profile {
        path: "bytedance/pico4_controller",
        known: |exts| exts.bd_controller_interaction.is_some(),
        inputs: TOUCH,
    },
    Profile {
        path: "valve/index_controller",
        known: always,
        inputs: &[
            (Use::Grip, On::Both, "input/grip/pose"),
            (Use::Aim, On::Both, "input/aim/pose"),
            (Use::Trigger, On::Both, "input/trigger/value"),
            (Use::Squeeze, On::Both, "input/squeeze/value"),
            (Use::Stick, On::Both, "input/thumbstick"),
            (Use::Primary, On::Both, "input/a/click"),
            (Use::Secondary, On::Both, "input/b/click"),
            (Use::Haptic, On::Both, "output/haptic"),
        ],
    },
    Profile {
        path: "htc/vive_controller",
        known: always,
        inputs: &[
            (Use::Grip, On::Both, "input/grip/pose"),
            (Use::Aim, On::Both, "input/aim/pose"),
            (Use::Trigger, On::Both, "input/trigger/value"),
            (Use::Squeeze, On::Both, "input/squeeze/click"),
            (Use::Stick, On::Both, "input/trackpad"),
            (Use::Menu, On::Both, "input/menu/click"),
            (Use::Haptic, On::Both, "output/haptic"),
        ],
    },
    Profile {
        path: "microsoft/motion_controller",
        known: always,
        inputs: &[
            (Use::Grip, On::Both, "input/grip/pose"),
            (Use::Aim, On::Both, "input/aim/pose"),
            (Use::Trigger, On::Both, "input/trigger/value"),
            (Use::Squeeze, On::Both, "input/squeeze/click"),
            (Use::Stick, On::Both, "input/thumbstick"),
            (Use::Menu, On::Both, "input/menu/click"),
            (Use::Haptic, On::Both, "output/haptic"),
        ],
    },
    Profile {
        path: "ext/hand_interaction_ext",
        known: |exts| exts.ext_hand_interaction.is_some(),
        inputs: &[
            (Use::Grip, On::Both, "input/grip/pose"),
            (Use::Aim, On::Both, "input/aim/pose"),
            (Use::Trigger, On::Both, "input/pinch_ext/value"),
            (Use::Squeeze, On::Both, "input/grasp_ext/value"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_has_a_pose_and_a_way_to_select() {
        for profile in PROFILES {
            for needed in [Use::Grip, Use::Aim, Use::Trigger] {
                assert!(
                    profile
                        .inputs
                        .iter()
                        .any(|(used, on, _)| *used == needed && *on == On::Both),
                    "{}: {needed:?}",
                    profile.path
                );
            }
        }
    }

    #[test]
    fn no_input_of_a_hand_is_bound_twice() {
        for profile in PROFILES {
            for (index, (used, on, path)) in profile.inputs.iter().enumerate() {
                for (other, other_on, other_path) in &profile.inputs[index + 1..] {
                    let apart = *on != On::Both && *other_on != On::Both && on != other_on;
                    assert!(
                        apart || (used != other && path != other_path),
                        "{}: {path}",
                        profile.path
                    );
                }
            }
        }
    }
}
