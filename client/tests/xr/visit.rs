//! The visit in the headset: a quiz and an interest by the ray, and a stand that resets itself when the headset is put down.

use serde_json::{Value, json};

use crate::{
    monado::Monado,
    panels::{aim_at, control, press},
    rig::{Pose, Rig},
    wearer::{Wearer, in_headset, numbers},
};

/// Goes on until the state is as wanted.
fn until(person: &mut Wearer, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..60 {
        let state = person.state();
        if wanted(&state) {
            return state;
        }
        person.does("frames 4");
    }
    panic!("never: {what}");
}

/// Scrolls the card to its end: the stick held back while one points at it.
fn scroll_down(monado: &mut Monado, person: &mut Wearer, hand: &mut [f32; 2]) {
    let mut middle = numbers(&control(&person.state(), "button", "×")["at"]);
    middle[1] -= 0.3;
    aim_at(monado, person, hand, &middle);
    monado.rig.right.stick = [0.0, -1.0];
    monado.move_to();
    person.does("frames 32");
    monado.rig.right.stick = [0.0, 0.0];
    monado.move_to();
    person.does("frames 4");
}

#[test]
fn a_quiz_is_answered_and_an_interest_marked_by_the_ray() {
    let test = "a_quiz_is_answered_and_an_interest_marked_by_the_ray";
    // Ten frames a second: a card is scrolled through in a few.
    let more = ["--lang", "en", "--fps", "10"];
    let Some((mut monado, mut person)) = in_headset(test, Rig::default(), &more) else {
        return;
    };
    let mut hand = [0.0, 0.0];
    for line in ["goto poi.forecourt", "open parvis", "frames 12"] {
        person.does(line);
    }
    until(&mut person, "the plan", |state| {
        state["media"]["ready"] == 1
    });
    person.does("frames 4");
    person.sees("visit-card");
    for (role, name) in [
        ("button", "Quiz 0/2"),
        ("radio", "Nine"),
        (
            "button",
            "Answer: How many lycées do you think the Épinal area has?",
        ),
    ] {
        press(&mut monado, &mut person, &mut hand, role, name);
    }
    until(&mut person, "the answer", |state| {
        state["visit"]["answers"]["lycees"]["right"] == true
    });
    person.sees("visit-quiz");

    for line in ["close", "goto poi.droit", "open droit", "frames 12"] {
        person.does(line);
    }
    press(&mut monado, &mut person, &mut hand, "button", "To read");
    scroll_down(&mut monado, &mut person, &mut hand);
    person.sees("visit-formations");
    let heart = "This interests me: Double degree in law and management";
    press(&mut monado, &mut person, &mut hand, "button", heart);
    until(&mut person, "the interest", |state| {
        state["visit"]["interests"] == json!(["double-licence-droit-gestion"])
    });
    person.leaves();
}

#[test]
fn a_stand_resets_itself_when_the_headset_is_put_down() {
    let test = "a_stand_resets_itself_when_the_headset_is_put_down";
    let folder = tempfile::tempdir().unwrap();
    let counts = folder.path().join("stand.toml");
    // One frame a second: three quarters of a minute pass in as many.
    let Some((mut monado, mut person)) = in_headset(
        test,
        Rig::default(),
        &[
            "--lang",
            "en",
            "--fps",
            "1",
            "--stand",
            &counts.to_string_lossy(),
        ],
    ) else {
        return;
    };
    // It lies there, measured and still.
    person.does("frames 8");
    assert_eq!(person.state()["stand"]["turn"], "waiting");
    person.sees("stand-waiting");

    // Somebody puts it on and looks around.
    for left in [30.0, -20.0, 10.0] {
        monado.rig.head = Pose::at(0.0, 1.62, 0.0).turned(left, 0.0);
        monado.move_to();
        person.does("frames 3");
    }
    until(&mut person, "a visitor", |state| {
        state["stand"]["turn"] == "visiting"
    });
    for line in [
        "open droit",
        "frames 6",
        "use This interests me: Law degree, in Épinal",
    ] {
        person.does(line);
    }
    until(&mut person, "an interest", |state| {
        state["visit"]["interests"] == json!(["licence-droit"])
    });
    person.sees("stand-visiting");

    // And puts it down, with the card open.
    monado.rig.head = Pose::at(0.4, 0.8, -0.3);
    monado.move_to();
    person.does("frames 50");
    let after = until(&mut person, "nobody", |state| {
        state["stand"]["turn"] == "waiting" && state["session"] == "in"
    });
    assert_eq!(after["stand"]["visits"], 1, "{after}");
    assert_eq!(after["card"], Value::Null);
    // Of a visitor who has not done anything yet the room knows nothing.
    let interests = after["visit"]["interests"].as_array();
    assert!(interests.is_none_or(Vec::is_empty), "{after}");
    assert_eq!(after["xr"]["state"], "on", "{after}");
    person.does("frames 10");
    assert_eq!(person.state()["stand"]["turn"], "waiting");

    // The next one finds it as the first one did.
    monado.rig.head = Pose::at(0.0, 1.7, 0.0);
    monado.move_to();
    person.does("frames 6");
    until(&mut person, "the next visitor", |state| {
        state["stand"]["turn"] == "visiting"
    });
    person.leaves();
    let kept = std::fs::read_to_string(counts).unwrap();
    assert!(kept.contains("droit = 1"), "{kept}");
}
