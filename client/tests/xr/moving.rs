//! Moving in the headset: turning, teleporting, walking, sitting, and walls.

use image::RgbImage;

use crate::{
    apart, between,
    monado::{Monado, is_here},
    rig::{Pose, Rig},
    wearer::{Wearer, in_headset, numbers},
};

#[test]
fn the_stick_turns_by_exactly_its_angle_and_nobody_moves() {
    let Some((mut monado, mut person)) = in_headset(
        "the_stick_turns_by_exactly_its_angle_and_nobody_moves",
        Rig {
            head: Pose::at(0.2, 1.62, 0.3).turned(20.0, -10.0),
            ..Rig::default()
        },
        &[],
    ) else {
        return;
    };
    let before = person.state();
    monado.rig.right.stick = [1.0, 0.0];
    monado.move_to();
    person.does("frames 8");
    let after = person.state();
    let [was, is] = [&before, &after].map(|state| state["body"]["heading_deg"].as_f64().unwrap());
    assert!((between(is, was) - 30.0).abs() < 0.05, "{was}° to {is}°");
    let moved = apart(
        &numbers(&before["xr"]["head"][0]),
        &numbers(&after["xr"]["head"][0]),
    );
    assert!(moved < 0.002, "the head moved {moved} m");

    // Held, it turns no further; let go and pushed again, it does; the other way it comes back.
    for (stick, expected) in [(0.0, 30.0), (1.0, 60.0), (0.0, 60.0), (-1.0, 30.0)] {
        monado.rig.right.stick = [stick, 0.0];
        monado.move_to();
        person.does("frames 6");
        let now = person.state()["body"]["heading_deg"].as_f64().unwrap();
        assert!(
            (between(now, was) - expected).abs() < 0.05,
            "{was}° to {now}°"
        );
    }
    person.leaves();
}

#[test]
fn one_lands_where_the_arc_showed() {
    let Some((mut monado, mut person)) =
        in_headset("one_lands_where_the_arc_showed", Rig::default(), &[])
    else {
        return;
    };
    let before = person.state();
    monado.rig.right.pose = Pose::at(0.2, 1.2, -0.3).turned(0.0, 10.0);
    monado.rig.right.stick = [0.0, 1.0];
    monado.move_to();
    person.does("frames 6");
    let aiming = person.state();
    let arc = &aiming["xr"]["arc"];
    assert_eq!(arc["verdict"], "Free", "{aiming}");
    assert!(
        apart(
            &numbers(&before["body"]["feet"]),
            &numbers(&aiming["body"]["feet"])
        ) < 0.01
    );
    monado.rig.right.stick = [0.0, 0.0];
    monado.move_to();
    person.does("frames 8");
    let there = person.state();
    let [end, feet] = [numbers(&arc["end"]), numbers(&there["body"]["feet"])];
    let off = (end[0] - feet[0]).hypot(end[2] - feet[2]);
    assert!(off < 0.02, "{off} m beside the arc's end: {end:?} {feet:?}");
    assert!(there["xr"]["arc"].is_null(), "{there}");
    let turned = between(
        there["body"]["heading_deg"].as_f64().unwrap(),
        before["body"]["heading_deg"].as_f64().unwrap(),
    );
    assert!(turned < 0.1, "a straight stick turned by {turned}°");

    // Held to a side before it is let go, the stick turns who arrives.
    person.does("stand 0 0 14 0");
    let before = person.state();
    monado.rig.right.stick = [0.0, 1.0];
    monado.move_to();
    person.does("frames 4");
    monado.rig.right.stick = [0.7, 0.7];
    monado.move_to();
    person.does("frames 4");
    let aiming = person.state();
    assert_eq!(aiming["xr"]["arc"]["verdict"], "Free", "{aiming}");
    monado.rig.right.stick = [0.0, 0.0];
    monado.move_to();
    person.does("frames 8");
    let turned = between(
        person.state()["body"]["heading_deg"].as_f64().unwrap(),
        before["body"]["heading_deg"].as_f64().unwrap(),
    );
    assert!((turned - 45.0).abs() < 0.1, "turned by {turned}°");

    // A wall is no ground, and letting go leads nowhere.
    for line in ["stand -9.5 0 -18 0", "walk 0 1 200", "frames 4"] {
        person.does(line);
    }
    let feet = numbers(&person.state()["body"]["feet"]);
    monado.rig.right.pose = Pose::at(0.1, 1.2, -0.1);
    monado.rig.right.stick = [0.0, 1.0];
    monado.move_to();
    person.does("frames 6");
    let aiming = person.state();
    assert_eq!(aiming["xr"]["arc"]["verdict"], "NoGround", "{aiming}");
    monado.rig.right.stick = [0.0, 0.0];
    monado.move_to();
    person.does("frames 8");
    let stayed = apart(&feet, &numbers(&person.state()["body"]["feet"]));
    assert!(stayed < 0.02, "{stayed} m");
    person.leaves();
}

#[test]
fn touch_and_simple_controllers_do_as_well() {
    if !is_here("touch_and_simple_controllers_do_as_well") {
        return;
    }
    let mut monado = Monado::start();
    for (profile, has_stick) in [
        ("oculus/touch_controller", true),
        ("khr/simple_controller", false),
    ] {
        monado.rig = Rig::default();
        monado.move_to();
        let mut person = Wearer::start_with(
            Some(&monado),
            &["--xr"],
            &[("PLEIADES_XR_PROFILES", profile)],
        );
        person.gets_ready();
        let before = person.state();
        let named = before["xr"]["profiles"][1]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        assert!(named.ends_with(profile), "{before}");
        // A controller without a stick teleports with its only button.
        monado.rig.right.pose = Pose::at(0.2, 1.2, -0.3).turned(0.0, 10.0);
        if has_stick {
            monado.rig.right.stick = [0.0, 1.0];
        } else {
            monado.rig.right.trigger = 1.0;
        }
        monado.move_to();
        person.does("frames 6");
        let aiming = person.state();
        assert_eq!(
            aiming["xr"]["arc"]["verdict"], "Free",
            "{profile}: {aiming}"
        );
        monado.rig.right.stick = [0.0; 2];
        monado.rig.right.trigger = 0.0;
        monado.move_to();
        person.does("frames 8");
        let way = apart(
            &numbers(&before["body"]["feet"]),
            &numbers(&person.state()["body"]["feet"]),
        );
        assert!(way > 2.0, "{profile}: went {way} m");
        person.leaves();
    }
}

#[test]
fn walking_by_stick_is_for_who_asked_for_it() {
    let Some((mut monado, mut person)) = in_headset(
        "walking_by_stick_is_for_who_asked_for_it",
        Rig::default(),
        &[],
    ) else {
        return;
    };
    person.does("stand 0 0 14 0");
    let start = numbers(&person.state()["body"]["feet"]);
    monado.rig.left.stick = [0.0, 1.0];
    monado.move_to();
    person.does("frames 20");
    let still = numbers(&person.state()["body"]["feet"]);
    assert!(
        apart(&start, &still) < 0.02,
        "moved by a setting that is off: {still:?}"
    );
    person.does("set smooth-move on");
    person.does("frames 20");
    let there = person.state();
    let walked = numbers(&there["body"]["feet"]);
    assert!(
        start[2] - walked[2] > 0.5 && (start[0] - walked[0]).abs() < 0.05,
        "{walked:?}"
    );
    // The rim of the view is dark as long as one goes, and only so long.
    let [narrowed, _] = person.sees("narrowed");
    monado.rig.left.stick = [0.0, 0.0];
    monado.move_to();
    person.does("frames 12");
    let [wide, _] = person.sees("wide");
    let (rim, open) = (corners(&narrowed), corners(&wide));
    assert!(rim < 0.5 * open, "brightness {rim} going, {open} standing");
    // The view goes along with the body.
    let head = numbers(&there["xr"]["head"][0]);
    assert!(
        (head[0] - walked[0]).hypot(head[2] - walked[2]) < 0.15,
        "{there}"
    );
    person.leaves();
}

/// Mean brightness of the four corners of a picture, a tenth of it each way.
fn corners(picture: &RgbImage) -> f64 {
    let (width, height) = picture.dimensions();
    let (across, down) = (width / 10, height / 10);
    let is_corner =
        |x: u32, y: u32| (x < across || x >= width - across) && (y < down || y >= height - down);
    let values: Vec<f64> = picture
        .enumerate_pixels()
        .filter(|(x, y, _)| is_corner(*x, *y))
        .map(|(_, _, pixel)| pixel.0.iter().map(|part| f64::from(*part)).sum::<f64>() / 3.0)
        .collect();
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn who_sits_stands_and_walls_darken() {
    let Some((mut monado, mut person)) = in_headset(
        "who_sits_stands_and_walls_darken",
        Rig {
            head: Pose::at(0.0, 1.15, 0.0),
            ..Rig::default()
        },
        &[],
    ) else {
        return;
    };
    let sitting = numbers(&person.state()["xr"]["head"][0])[1];
    assert!((sitting - 1.17).abs() < 0.03, "{sitting} m");
    person.does("set seated on");
    person.does("frames 20");
    let lifted = numbers(&person.state()["xr"]["head"][0])[1];
    assert!((lifted - 1.62).abs() < 0.03, "{lifted} m");

    // Up to the front of ENSTIB, and then with the head into it.
    for line in ["stand -9.5 0 -18 0", "walk 0 1 200", "frames 4"] {
        person.does(line);
    }
    let before = person.state();
    assert_eq!(before["xr"]["in_wall"], false, "{before}");
    monado.rig.head = Pose::at(0.0, 1.15, -0.8);
    monado.move_to();
    person.does("frames 12");
    let inside = person.state();
    assert_eq!(inside["xr"]["in_wall"], true, "{inside}");
    let moved = apart(
        &numbers(&before["body"]["feet"]),
        &numbers(&inside["body"]["feet"]),
    );
    assert!(moved < 0.1, "the body went {moved} m into the wall");
    let [left, _] = person.sees("wall");
    let brightest = left
        .pixels()
        .map(|pixel| pixel.0.into_iter().max().unwrap_or(0))
        .max();
    assert!(brightest < Some(90), "not dark: {brightest:?}");
    monado.rig.head = Pose::at(0.0, 1.15, 0.0);
    monado.move_to();
    person.does("frames 12");
    assert_eq!(person.state()["xr"]["in_wall"], false);
    person.leaves();
}
