//! What else has the wearer's attention: the runtime's own menu, another middle of the room, a panel on the wrist.

use crate::{
    apart, between,
    rig::{Pose, Rig},
    wearer::{in_headset, numbers},
};

#[test]
fn at_the_runtimes_menu_hands_are_not_ours_and_come_back_as_they_were() {
    let test = "at_the_runtimes_menu_hands_are_not_ours_and_come_back_as_they_were";
    let Some((mut monado, mut person)) = in_headset(test, Rig::default(), &[]) else {
        return;
    };
    monado.rig.right.trigger = 0.7;
    monado.move_to();
    person.does("frames 6");
    let before = person.state();
    assert_eq!(before["xr"]["focus"], "Ours", "{}", before["xr"]);
    // Another program comes to the fore, as a dashboard does.
    let mut other = monado.another_program();
    person.does("wait focus off");
    let away = person.state();
    assert_ne!(away["xr"]["focus"], "Ours");
    assert!(
        away["xr"]["right"].is_null() && away["xr"]["pointer"].is_null(),
        "{}",
        away["xr"]
    );
    assert_eq!(away["session"], "in");
    other.kill().unwrap();
    other.wait().unwrap();
    monado.back_to_the_first_program();
    person.does("wait focus on");
    person.does("frames 6");
    let after = person.state();
    let trigger = after["xr"]["hands"][1]["trigger"].as_f64().unwrap();
    assert!((trigger - 0.7).abs() < 1e-3, "{}", after["xr"]);
    assert!(
        apart(
            &numbers(&before["body"]["feet"]),
            &numbers(&after["body"]["feet"])
        ) < 0.02
    );
    person.leaves();
}

#[test]
fn recentring_puts_the_head_over_the_body_facing_where_it_faces() {
    let test = "recentring_puts_the_head_over_the_body_facing_where_it_faces";
    let Some((mut monado, mut person)) = in_headset(test, Rig::default(), &["--lang", "en"]) else {
        return;
    };
    // Somebody sits down: the height of who sits is measured when it is asked for.
    person.does("set seated on");
    monado.rig.head = Pose::at(0.1, 1.2, 0.2);
    monado.move_to();
    person.does("frames 10");
    let low = person.state();
    let before = numbers(&low["body"]["feet"]);
    person.does("recentre");
    person.does("frames 10");
    let after = person.state();
    let (head, feet) = (
        numbers(&after["xr"]["head"][0]),
        numbers(&after["body"]["feet"]),
    );
    let height = head[1] - feet[1];
    assert!(
        (height - 1.6).abs() < 0.03,
        "eyes {height} m above the feet"
    );
    assert!(
        (head[0] - feet[0]).hypot(head[2] - feet[2]) < 0.01,
        "{head:?} {feet:?}"
    );
    assert!(
        (before[0] - feet[0]).hypot(before[2] - feet[2]) < 0.02,
        "the body moved"
    );
    let turned = between(
        low["body"]["heading_deg"].as_f64().unwrap(),
        after["body"]["heading_deg"].as_f64().unwrap(),
    );
    assert!(turned < 0.5, "{turned}°");
    person.leaves();
}

#[test]
fn panels_on_the_wrist_go_with_the_hand() {
    let test = "panels_on_the_wrist_go_with_the_hand";
    let Some((mut monado, mut person)) = in_headset(test, Rig::default(), &["--lang", "en"]) else {
        return;
    };
    for line in ["set wrist-board on", "screen menu", "frames 12"] {
        person.does(line);
    }
    let place = |state: &serde_json::Value| {
        state["controls"]
            .as_array()
            .and_then(|controls| controls.iter().find(|control| control["role"] == "button"))
            .map(|button| numbers(&button["at"]))
            .unwrap_or_default()
    };
    let before = place(&person.state());
    assert_eq!(before.len(), 3, "no button in the menu");
    monado.rig.left.pose.position[1] += 0.15;
    monado.move_to();
    person.does("frames 30");
    let after = place(&person.state());
    let rise = after[1] - before[1];
    assert!((0.08..0.22).contains(&rise), "{before:?} to {after:?}");
    // In reach of the other hand's finger.
    let hand = numbers(&person.state()["xr"]["left"][0]);
    assert!(apart(&after, &hand) < 0.45, "{after:?} from {hand:?}");
    person.leaves();
}
