//! OpenXR's actions: made once with the instance, attached to every session anew, read every frame.

use bevy::prelude::*;
use bevy_mod_openxr::{
    helper_traits::{ToQuat, ToVec3},
    openxr_session_running,
    resources::{OxrFrameState, OxrInstance, Pipelined},
    session::OxrSession,
    spaces::relate,
};
use bevy_mod_xr::session::{XrPreDestroySession, XrSessionCreated};
use openxr::{
    Action, ActionSet, ActiveActionSet, HandTracker, Haptic, HapticVibration, Posef, Space,
    SpaceLocationFlags, SpaceVelocityFlags, Vector2f,
};

use super::{
    bare::{self, Seen},
    focus::Focus,
    profiles::{On, PROFILES, Use},
    tracked::{Hand, Side, Tracked},
};

/// Names the only profiles to suggest, with commas: for tests, and for runtimes that choose a wrong one.
const ONLY: &str = "PLEIADES_XR_PROFILES";

/// The actions; they belong to the instance.
#[derive(Resource)]
struct Actions {
    set: ActionSet,
    grip: Action<Posef>,
    aim: Action<Posef>,
    trigger: Action<f32>,
    squeeze: Action<f32>,
    stick: Action<Vector2f>,
    primary: Action<bool>,
    secondary: Action<bool>,
    menu: Action<bool>,
    haptic: Action<Haptic>,
}

/// Spaces of one session.
#[derive(Resource)]
struct Spaces {
    stage: Space,
    head: Space,
    grips: [Space; 2],
    aims: [Space; 2],
    /// For hands without controllers, where the runtime can see them.
    trackers: [Option<HandTracker>; 2],
    seen: [Seen; 2],
}

/// A tap that the hand feels.
#[derive(Message, Clone, Copy, Debug)]
pub(crate) struct Feel {
    pub(crate) side: Side,
    /// 0 to 1.
    pub(crate) strength: f32,
    pub(crate) milliseconds: u16,
}

/// What the hands do is known.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ReadHands;

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<Feel>()
        .add_systems(Startup, make.run_if(resource_exists::<OxrInstance>))
        .add_systems(XrSessionCreated, attach)
        .add_systems(XrPreDestroySession, let_go)
        .add_systems(
            PreUpdate,
            read.in_set(ReadHands).run_if(
                openxr_session_running
                    .and_then(resource_exists::<Spaces>)
                    .and_then(resource_exists::<OxrFrameState>),
            ),
        )
        .add_systems(
            Last,
            shake.run_if(openxr_session_running.and_then(resource_exists::<Actions>)),
        );
}

fn make(instance: Res<OxrInstance>, mut commands: Commands) {
    match Actions::new(&instance) {
        Ok(actions) => commands.insert_resource(actions),
        Err(error) => error!("the controllers' actions could not be made: {error}"),
    }
}

impl Actions {
    fn new(instance: &openxr::Instance) -> openxr::Result<Self> {
        let hands = [
            instance.string_to_path(Side::Left.user_path())?,
            instance.string_to_path(Side::Right.user_path())?,
        ];
        let set = instance.create_action_set("visit", "Visite", 0)?;
        let actions = Self {
            grip: set.create_action("grip", "Main", &hands)?,
            aim: set.create_action("aim", "Pointer", &hands)?,
            trigger: set.create_action("trigger", "Choisir", &hands)?,
            squeeze: set.create_action("squeeze", "Saisir", &hands)?,
            stick: set.create_action("stick", "Se déplacer et tourner", &hands)?,
            primary: set.create_action("primary", "Bouton A ou X", &hands)?,
            secondary: set.create_action("secondary", "Bouton B ou Y", &hands)?,
            menu: set.create_action("menu", "Menu", &hands)?,
            haptic: set.create_action("haptic", "Vibration", &hands)?,
            set,
        };
        let only = std::env::var(ONLY).ok();
        for profile in PROFILES.iter().filter(|profile| {
            (profile.known)(instance.exts())
                && only
                    .as_ref()
                    .is_none_or(|only| only.split(',').any(|name| name == profile.path))
        }) {
            let path =
                instance.string_to_path(&format!("/interaction_profiles/{}", profile.path))?;
            let mut bindings = Vec::new();
            for (used, on, input) in profile.inputs {
                for side in Side::BOTH {
                    if matches!(
                        (on, side),
                        (On::Left, Side::Right) | (On::Right, Side::Left)
                    ) {
                        continue;
                    }
                    let input =
                        instance.string_to_path(&format!("{}/{input}", side.user_path()))?;
                    bindings.push(actions.bind(*used, input));
                }
            }
            // One runtime's dislike of a profile must not cost the others.
            if let Err(error) = instance.suggest_interaction_profile_bindings(path, &bindings) {
                warn!("{}: {error}", profile.path);
            }
        }
        Ok(actions)
    }

    fn bind(&self, used: Use, input: openxr::Path) -> openxr::Binding<'_> {
        match used {
            Use::Grip => openxr::Binding::new(&self.grip, input),
            Use::Aim => openxr::Binding::new(&self.aim, input),
            Use::Trigger => openxr::Binding::new(&self.trigger, input),
            Use::Squeeze => openxr::Binding::new(&self.squeeze, input),
            Use::Stick => openxr::Binding::new(&self.stick, input),
            Use::Primary => openxr::Binding::new(&self.primary, input),
            Use::Secondary => openxr::Binding::new(&self.secondary, input),
            Use::Menu => openxr::Binding::new(&self.menu, input),
            Use::Haptic => openxr::Binding::new(&self.haptic, input),
        }
    }
}

/// A session without its actions would hear nothing: they are attached as soon as it exists.
fn attach(session: Option<Res<OxrSession>>, actions: Option<Res<Actions>>, mut commands: Commands) {
    let (Some(session), Some(actions)) = (session, actions) else {
        return;
    };
    match spaces(&session, &actions) {
        Ok(spaces) => commands.insert_resource(spaces),
        Err(error) => error!("the controllers could not be attached: {error}"),
    }
}

fn spaces(session: &OxrSession, actions: &Actions) -> openxr::Result<Spaces> {
    let session: &openxr::Session<openxr::AnyGraphics> = session;
    session.attach_action_sets(&[&actions.set])?;
    let instance = session.instance();
    let of_hand = |action: &Action<Posef>, side: Side| {
        let hand = instance.string_to_path(side.user_path())?;
        action.create_space(session, hand, Posef::IDENTITY)
    };
    let stage = session
        .create_reference_space(openxr::ReferenceSpaceType::STAGE, Posef::IDENTITY)
        .or_else(|_| {
            session.create_reference_space(openxr::ReferenceSpaceType::LOCAL, Posef::IDENTITY)
        })?;
    let tracker = |hand| {
        let tracks = instance.exts().ext_hand_tracking.is_some();
        // A runtime that knows of hands may have a headset that does not see them.
        tracks
            .then(|| session.create_hand_tracker(hand).ok())
            .flatten()
    };
    Ok(Spaces {
        seen: default(),
        trackers: [
            tracker(openxr::HandEXT::LEFT),
            tracker(openxr::HandEXT::RIGHT),
        ],
        stage,
        head: session.create_reference_space(openxr::ReferenceSpaceType::VIEW, Posef::IDENTITY)?,
        grips: [
            of_hand(&actions.grip, Side::Left)?,
            of_hand(&actions.grip, Side::Right)?,
        ],
        aims: [
            of_hand(&actions.aim, Side::Left)?,
            of_hand(&actions.aim, Side::Right)?,
        ],
    })
}

fn let_go(mut tracked: ResMut<Tracked>, mut commands: Commands) {
    *tracked = Tracked::default();
    commands.remove_resource::<Spaces>();
}

fn read(
    session: Res<OxrSession>,
    actions: Option<Res<Actions>>,
    mut spaces: ResMut<Spaces>,
    frame: Res<OxrFrameState>,
    pipelined: Option<Res<Pipelined>>,
    focus: Res<Focus>,
    mut tracked: ResMut<Tracked>,
) {
    let Some(actions) = actions else { return };
    let session: &openxr::Session<openxr::AnyGraphics> = &session;
    if let Err(error) = session.sync_actions(&[ActiveActionSet::new(&actions.set)]) {
        debug!("xrSyncActions: {error}");
        return;
    }
    let ahead = if pipelined.is_some() {
        frame.predicted_display_period.as_nanos()
    } else {
        0
    };
    let time = openxr::Time::from_nanos(frame.predicted_display_time.as_nanos() + ahead);
    let head = locate(&spaces.head, &spaces.stage, time);
    tracked.head_valid = head.is_some();
    if let Some(head) = head {
        tracked.head = head;
    }
    for (index, side) in Side::BOTH.into_iter().enumerate() {
        let Ok(path) = session.instance().string_to_path(side.user_path()) else {
            continue;
        };
        let number = |action: &Action<f32>| {
            action
                .state(session, path)
                .map_or(0.0, |state| state.current_state)
        };
        let pressed = |action: &Action<bool>| {
            action
                .state(session, path)
                .is_ok_and(|state| state.current_state)
        };
        // What the hands do at the runtime's own menu is not meant for us.
        if !focus.is_ours() {
            *tracked.hand_mut(side) = Hand::default();
            continue;
        }
        let (velocity, angular_velocity) = speeds(&spaces.grips[index], &spaces.stage, time);
        *tracked.hand_mut(side) = Hand {
            grip: locate(&spaces.grips[index], &spaces.stage, time),
            aim: locate(&spaces.aims[index], &spaces.stage, time),
            velocity,
            angular_velocity,
            trigger: number(&actions.trigger),
            squeeze: number(&actions.squeeze),
            stick: actions
                .stick
                .state(session, path)
                .map_or(Vec2::ZERO, |state| {
                    Vec2::new(state.current_state.x, state.current_state.y)
                }),
            primary: pressed(&actions.primary),
            secondary: pressed(&actions.secondary),
            menu: pressed(&actions.menu),
            fingers: None,
        };
        tracked.profiles[index] = session
            .current_interaction_profile(path)
            .ok()
            .filter(|profile| *profile != openxr::Path::NULL)
            .and_then(|profile| session.instance().path_to_string(profile).ok());
        see_bare_hand(side, &mut tracked, &mut spaces, time);
    }
}

/// What the joints of a hand say where no controller speaks for it.
fn see_bare_hand(side: Side, tracked: &mut Tracked, spaces: &mut Spaces, time: openxr::Time) {
    // The runtime's own reading of a hand comes before ours; of fingers it says nothing.
    let speaks_for_itself = tracked.profiles[side as usize]
        .as_ref()
        .is_some_and(|profile| profile.ends_with("hand_interaction_ext"));
    let seen = &mut spaces.seen[side as usize];
    if tracked.hand(side).grip.is_some() && !speaks_for_itself {
        // A hand that holds a controller is not asked for its joints.
        *seen = Seen::default();
        return;
    }
    let head = tracked.head;
    let seen = match &spaces.trackers[side as usize] {
        Some(tracker) => seen.look(side, tracker, &spaces.stage, time, head),
        None => None,
    };
    let hand = tracked.hand_mut(side);
    if let Some(seen) = seen {
        if hand.grip.is_none() {
            *hand = seen;
        } else if speaks_for_itself {
            hand.fingers = seen.fingers;
        }
    }
    if speaks_for_itself || hand.fingers.is_some() {
        bare::ask_for_menu(side, hand, head);
    }
}

/// Where a space is now, if both its place and its rotation are known.
fn locate(space: &Space, base: &Space, time: openxr::Time) -> Option<Isometry3d> {
    let known = SpaceLocationFlags::POSITION_VALID | SpaceLocationFlags::ORIENTATION_VALID;
    let location = space.locate(base, time).ok()?;
    let place = location.pose.position.to_vec3();
    let rotation = location.pose.orientation.to_quat();
    (location.location_flags.contains(known) && place.is_finite() && rotation.is_finite())
        .then(|| Isometry3d::new(place, rotation.normalize()))
}

fn speeds(space: &Space, base: &Space, time: openxr::Time) -> (Vec3, Vec3) {
    let Ok((_, velocity)) = relate(space, base, time) else {
        return (Vec3::ZERO, Vec3::ZERO);
    };
    let known = |flag, value: openxr::Vector3f| {
        if velocity.velocity_flags.contains(flag) {
            value.to_vec3()
        } else {
            Vec3::ZERO
        }
    };
    (
        known(SpaceVelocityFlags::LINEAR_VALID, velocity.linear_velocity),
        known(SpaceVelocityFlags::ANGULAR_VALID, velocity.angular_velocity),
    )
}

fn shake(session: Res<OxrSession>, actions: Res<Actions>, mut wishes: MessageReader<Feel>) {
    let session: &openxr::Session<openxr::AnyGraphics> = &session;
    for feel in wishes.read() {
        let Ok(path) = session.instance().string_to_path(feel.side.user_path()) else {
            continue;
        };
        let pulse = HapticVibration::new()
            .amplitude(feel.strength.clamp(0.0, 1.0))
            .frequency(openxr::FREQUENCY_UNSPECIFIED)
            .duration(openxr::Duration::from_nanos(
                i64::from(feel.milliseconds) * 1_000_000,
            ));
        if let Err(error) = actions.haptic.apply_feedback(session, path, &pulse) {
            debug!("xrApplyHapticFeedback: {error}");
        }
    }
}
