//! A pupil in a headset, led by a host at a screen: the same commands, and the head stays the pupil's.

use serde_json::Value;

use crate::{
    between, common,
    monado::{Monado, is_here},
    rig::{Pose, Rig},
    wearer::{Wearer, numbers},
};

/// Lets both go on until the pupil's state is as wanted.
fn until(pupil: &mut Wearer, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..60 {
        let state = pupil.state();
        if wanted(&state) {
            return state;
        }
        pupil.does("frames 4");
    }
    panic!("never: {what}");
}

fn from(state: &Value, x: f64, z: f64) -> f64 {
    let feet = numbers(&state["body"]["feet"]);
    (feet[0] - x).hypot(feet[2] - z)
}

#[test]
fn a_host_leads_who_wears_a_headset_and_the_head_stays_theirs() {
    let test = "a_host_leads_who_wears_a_headset_and_the_head_stays_theirs";
    if !is_here(test) {
        return;
    }
    let mut monado = Monado::start();
    monado.rig = Rig::default();
    monado.move_to();
    let folder = tempfile::tempdir().unwrap();
    let (_server, told) = common::server(folder.path());
    let [ticket, key] = ["ticket", "host_key"].map(|name| told[name].as_str().unwrap());
    let mut host = Wearer::start(
        None,
        &[
            "--flat",
            "--name",
            "Petit",
            "--join",
            ticket,
            "--host-key",
            key,
        ],
    );
    for line in ["wait scene", "wait joined", "stand 0 0 21 0"] {
        host.does(line);
    }
    let mut pupil = Wearer::start(
        Some(&monado),
        &["--xr", "--name", "Zoé", "--lang", "en", "--join", ticket],
    );
    pupil.gets_ready();
    pupil.does("stand 0 0 -14 0");

    host.does("gather");
    until(&mut pupil, "gathered", |state| from(state, 0.0, 21.0) < 5.0);

    // Within the area one goes where one likes; beyond it the arc says no, and leads nowhere.
    host.does("class roam 5");
    until(&mut pupil, "an area", |state| {
        state["class"]["outside_m"] == 0.0 && from(state, 0.0, 21.0) < 5.0
    });
    pupil.does("stand 0 0 21 0");
    pupil.does("frames 6");
    monado.rig.right.pose = Pose::at(0.2, 1.2, -0.3).turned(0.0, 20.0);
    monado.rig.right.stick = [0.0, 1.0];
    monado.move_to();
    pupil.does("frames 8");
    let aiming = pupil.state();
    assert_eq!(
        aiming["xr"]["arc"]["verdict"], "Forbidden",
        "{}",
        aiming["xr"]["arc"]
    );
    pupil.sees("forbidden");
    monado.rig.right.stick = [0.0, 0.0];
    monado.move_to();
    pupil.does("frames 8");
    assert!(
        from(&pupil.state(), 0.0, 21.0) < 0.3,
        "one went all the same"
    );
    host.does("class roam off");

    // Attention dims the world and freezes the feet; the head turns as it likes.
    host.does("class attention on");
    host.does("class freeze on");
    let still = until(&mut pupil, "dimmed", |state| {
        state["class"]["veil"].as_f64().unwrap() > 0.4 && state["class"]["still"] == true
    });
    monado.rig.head = Pose::at(0.0, 1.62, 0.0).turned(60.0, 0.0);
    monado.move_to();
    pupil.does("frames 6");
    let turned = pupil.state();
    let heading = |state: &Value| state["body"]["heading_deg"].as_f64().unwrap();
    assert!((between(heading(&turned), heading(&still)) - 60.0).abs() < 1.0);
    monado.rig.right.stick = [0.0, 1.0];
    monado.move_to();
    pupil.does("frames 6");
    assert_ne!(pupil.state()["xr"]["arc"]["verdict"], "Free");
    monado.rig.right.stick = [0.0, 0.0];
    monado.move_to();
    host.does("class freeze off");
    host.does("class attention off");
    until(&mut pupil, "free again", |state| {
        state["class"]["still"] == false
    });

    // The cue to take the headset off hangs before the eyes until it is answered.
    let me = pupil.state()["me"].clone();
    host.does("class evacuate on");
    until(&mut pupil, "the cue", |state| {
        let controls = state["controls"].as_array().unwrap();
        controls
            .iter()
            .any(|control| control["role"] == "button" && control["at"].is_array())
    });
    pupil.does("frames 12");
    pupil.sees("evacuation");
    pupil.does("class acknowledge");
    let seen = until(&mut host, "the answer", |state| {
        state["class"]["evacuation"]["acknowledged"][0] == me
    });
    assert_eq!(
        seen["class"]["evacuation"]["missing"],
        serde_json::json!([])
    );
    pupil.leaves();
    host.leaves();
}
