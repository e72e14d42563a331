//! Hands without controllers: seen joint by joint, they do what controllers do.

use crate::{
    apart,
    monado::{Monado, is_here},
    panels::{is_there, touch},
    rig::{Pose, Rig},
    wearer::{Wearer, numbers},
};

// Little, ring, middle, index, thumb; 1 is closed.
const OPEN: [f32; 5] = [0.0; 5];
const FIST: [f32; 5] = [1.0; 5];
const POINTING: [f32; 5] = [1.0, 1.0, 1.0, 0.0, 1.0];
const PINCHING: [f32; 5] = [0.0, 0.0, 0.0, 1.0, 1.0];

/// Before the eyes, fingers up, the palm towards them.
const READ_LIKE_A_WATCH: Pose = Pose {
    rotation: [
        0.0,
        std::f32::consts::FRAC_1_SQRT_2,
        -std::f32::consts::FRAC_1_SQRT_2,
        0.0,
    ],
    position: [0.0, 1.5, -0.4],
};

#[test]
fn bare_hands_close_pinch_go_open_the_menu_and_touch() {
    let test = "bare_hands_close_pinch_go_open_the_menu_and_touch";
    if !is_here(test) {
        return;
    }
    let mut monado = Monado::start();
    monado.rig.left.active = false;
    monado.rig.right = monado.rig.right.bare(OPEN);
    monado.move_to();
    // No controller this client knows: what is left are the hands.
    let mut person = Wearer::start_with(
        Some(&monado),
        &["--xr", "--lang", "en"],
        &[("PLEIADES_XR_PROFILES", "none")],
    );
    person.gets_ready();

    for (curls, shape, [trigger, squeeze]) in [
        (OPEN, None, [0.0, 0.0]),
        (FIST, Some("fist"), [0.0, 1.0]),
        (POINTING, Some("point"), [0.0, 1.0]),
        (OPEN, None, [0.0, 0.0]),
    ] {
        let hand = shape_of(&mut monado, &mut person, curls);
        assert_eq!(hand["bare"], true, "{hand}");
        assert_eq!(hand["shape"].as_str(), shape, "{curls:?}: {hand}");
        let done = [&hand["trigger"], &hand["squeeze"]].map(|part| part.as_f64().unwrap());
        assert!(apart(&done, &[trigger, squeeze]) < 0.1, "{curls:?}: {hand}");
    }

    // A pinch held out shows where one would go; opened, one is there.
    let before = person.state();
    let hand = shape_of(&mut monado, &mut person, PINCHING);
    assert_eq!(hand["shape"], "pinch", "{hand}");
    let aiming = person.state();
    assert_eq!(aiming["xr"]["arc"]["verdict"], "Free", "{}", aiming["xr"]);
    shape_of(&mut monado, &mut person, OPEN);
    let after = person.state();
    let [end, feet] = [&aiming["xr"]["arc"]["end"], &after["body"]["feet"]].map(numbers);
    let off = (end[0] - feet[0]).hypot(end[2] - feet[2]);
    assert!(off < 0.02, "{off} m beside the arc's end");
    assert!(apart(&numbers(&before["body"]["feet"]), &feet) > 1.0);

    // Before the eyes it is the menu's, and leads nowhere.
    monado.rig.right.pose = READ_LIKE_A_WATCH;
    shape_of(&mut monado, &mut person, OPEN);
    assert!(!is_there(&mut person, "button", "Settings"));
    let hand = shape_of(&mut monado, &mut person, PINCHING);
    assert_eq!(hand["trigger"], 0.0, "{hand}");
    shape_of(&mut monado, &mut person, OPEN);
    assert!(is_there(&mut person, "button", "Settings"));
    let stayed = apart(&feet, &numbers(&person.state()["body"]["feet"]));
    assert!(stayed < 0.02, "{stayed} m");

    // And the finger that is seen is the one that touches.
    shape_of(&mut monado, &mut person, POINTING);
    touch(&mut monado, &mut person, "button", "Settings");
    assert!(
        is_there(&mut person, "slider", ""),
        "{}",
        person.state()["xr"]["pointer"]
    );
    person.sees("bare");
    person.leaves();
}

/// The right hand after it took a shape.
fn shape_of(monado: &mut Monado, person: &mut Wearer, curls: [f32; 5]) -> serde_json::Value {
    monado.rig.right = monado.rig.right.bare(curls);
    monado.move_to();
    person.does("frames 8");
    person.state()["xr"]["hands"][1].clone()
}

#[test]
fn a_packet_says_which_fingers_are_seen() {
    let mut rig = Rig::default();
    rig.right = rig.right.bare(POINTING);
    let packet = rig.packet();
    assert_eq!((packet[136 + 104], packet[256 + 104]), (0, 1));
    let curl = |finger: usize| {
        let at = 256 + 52 + 4 * finger;
        f32::from_le_bytes(packet[at..at + 4].try_into().unwrap())
    };
    assert_eq!(std::array::from_fn(curl), POINTING);
}
