//! A host leads a pupil: gathers, is followed in steps, calls for attention, holds still, and has the headsets taken off.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{can_draw, person::Person, server};
use serde_json::Value;

/// Metres along the ground from somebody to a place.
fn away(state: &Value, x: f64, z: f64) -> f64 {
    let at = |axis: usize| state["place"][axis].as_f64().unwrap();
    (at(0) - x).hypot(at(2) - z)
}

/// Mean brightness of the four corners of a picture, far from its middle. Panels hang in some of them.
fn corner_lights(picture: &image::RgbImage) -> [f64; 4] {
    let (width, height) = picture.dimensions();
    let (wide, high) = (width / 6, height / 6);
    [
        (0, 0),
        (width - wide, 0),
        (0, height - high),
        (width - wide, height - high),
    ]
    .map(|(left, top)| {
        let corner = image::imageops::crop_imm(picture, left, top, wide, high).to_image();
        let sum: f64 = corner
            .pixels()
            .flat_map(|pixel| pixel.0)
            .map(f64::from)
            .sum();
        sum / f64::from(wide * high * 3)
    })
}

#[test]
fn a_host_leads_a_pupil_who_keeps_their_head() {
    if !can_draw("a_host_leads_a_pupil_who_keeps_their_head") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (_server, told) = server(folder.path());
    let (ticket, key) = (
        told["ticket"].as_str().unwrap(),
        told["host_key"].as_str().unwrap(),
    );
    let mut host = Person::joins(folder.path(), "petit", ticket, &["--host-key", key]);
    let mut pupil = Person::joins(folder.path(), "zoe", ticket, &["--colour", "5"]);
    host.does("stand 0 0 -14 0");
    pupil.does("stand 0 0 21 0");

    host.does("gather");
    pupil.until("gathered", |state| away(state, 0.0, -14.0) < 5.0);

    // Followed in one step: she is here, and then she is there, and nowhere between.
    host.does("class follow on");
    pupil.until("follows", |state| !state["class"]["followed"].is_null());
    host.does("stand 0 0 21 0");
    pupil.until("with the host", |state| {
        let (here, there) = (away(state, 0.0, -14.0), away(state, 0.0, 21.0));
        assert!(here < 5.0 || there < 5.0, "dragged along: {state}");
        there < 5.0
    });
    host.does("class follow off");

    // The world is dimmed, she does not walk, and her head is hers.
    // With her back to the host: around who speaks it stays bright.
    let here = pupil.state();
    let at = |axis: usize| here["place"][axis].as_f64().unwrap();
    let away_deg = at(0).atan2(21.0 - at(2)).to_degrees();
    pupil.does(&format!("stand {} {} {} {away_deg}", at(0), at(1), at(2)));
    pupil.does("frames 8");
    let before = corner_lights(&pupil.sees("before"));
    host.does("class attention on");
    host.does("class freeze on");
    pupil.until("dimmed", |state| {
        state["class"]["veil"].as_f64().unwrap() > 0.5 && state["class"]["still"] == true
    });
    let dimmed = corner_lights(&pupil.sees("attention"));
    let brightest = (0..4)
        .max_by(|a, b| before[*a].total_cmp(&before[*b]))
        .unwrap();
    assert!(
        dimmed[brightest] < 0.75 * before[brightest],
        "{dimmed:?} after {before:?}"
    );
    let still = pupil.state();
    assert!(!still["class"]["look_at"].is_null(), "{still}");
    pupil.does("walk 0 1 8");
    pupil.does("turn 40");
    let turned = pupil.state();
    let heading = |state: &Value| state["body"]["heading_deg"].as_f64().unwrap();
    let turn = (heading(&turned) - heading(&still)).rem_euclid(360.0);
    assert!((30.0..60.0).contains(&turn), "{turn}");
    let place = |axis: usize| still["place"][axis].as_f64().unwrap();
    assert!(away(&turned, place(0), place(2)) < 0.05, "{turned}");
    host.does("class freeze off");
    host.does("class attention off");
    pupil.until("free again", |state| {
        state["class"]["veil"].as_f64().unwrap() < 0.05 && state["class"]["still"] == false
    });

    // An area has a border, and who is outside is put back.
    host.does("class roam 10");
    pupil.until("the area", |state| state["class"]["outside_m"] == 0.0);
    pupil.does("stand 0 0 -14 0");
    pupil.until("back in the area", |state| {
        away(state, 0.0, 21.0) < 10.0 && state["class"]["outside_m"] == 0.0
    });
    host.does("class roam off");

    // The cue reaches her, and the host sees that she has seen it.
    let me = pupil.state()["me"].clone();
    host.does("class evacuate on");
    pupil.until("the button", |state| {
        let controls = state["controls"].as_array().unwrap();
        controls
            .iter()
            .any(|control| control["name"] == "J’ai compris" || control["name"] == "J'ai compris")
    });
    let missing = host.until("the list", |state| !state["class"]["evacuation"].is_null());
    assert_eq!(
        missing["class"]["evacuation"]["missing"][0], me,
        "{missing}"
    );
    pupil.does("class acknowledge");
    host.until("all have seen it", |state| {
        let evacuation = &state["class"]["evacuation"];
        evacuation["acknowledged"][0] == me && evacuation["missing"] == serde_json::json!([])
    });
    host.does("class evacuate off");

    // Who may not lead is told so, and nothing happens.
    pupil.does("class freeze on");
    pupil.does("frames 4");
    assert_eq!(host.state()["class"]["frozen"], false);
}
