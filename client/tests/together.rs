//! A session server and two clients, each a process of its own: one sees the other, in the figures and in the picture.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{can_draw, capture, server};

#[test]
fn two_clients_meet_on_the_forecourt_and_see_each_other() {
    if !can_draw("two_clients_meet_on_the_forecourt_and_see_each_other") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (_server, told) = server(folder.path());
    let ticket = told["ticket"].as_str().unwrap().to_owned();

    // Inès stands five metres north of Malo, and looks at him with a hand up.
    let (ines, _) = capture(
        folder.path(),
        "ines",
        "wait scene\nwait joined\nstand 0 0 10 180\nhand up\nframes 2\nstate\nframes 4000",
        &["--join", &ticket, "--colour", "5", "--state-every", "5"],
    );
    ines.wait_for_json("Inès in the session", |line| line["session"] == "in");

    let (malo, out) = capture(
        folder.path(),
        "malo",
        "wait scene\nwait joined\nwait people 1\nstand 0 0 15 0\nframes 40\nstate\nshot seen",
        &["--join", &ticket, "--colour", "1"],
    );
    let state = malo.wait_for_json("Malo's state", |line| line.get("others").is_some());
    let other = &state["others"][0];
    assert_eq!(other["nickname"], "ines", "{state}");
    assert_eq!(other["hand_raised"], true, "{state}");
    let head: Vec<f64> = other["head"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_f64().unwrap())
        .collect();
    assert!(
        (head[0]).abs() < 0.1 && (head[2] - 10.0).abs() < 0.1,
        "{state}"
    );
    let picture = malo.wait_for_json("the picture", |line| line.get("picture").is_some());
    assert_eq!(
        picture["picture"],
        out.join("seen.png").to_string_lossy().as_ref()
    );
    assert!(malo.finish());

    // Her clothes have her colour, where the figures say that her chest is.
    let wanted: Vec<f64> = other["colour"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_f64().unwrap())
        .collect();
    let at: Vec<f64> = other["on_screen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_f64().unwrap())
        .collect();
    let image = image::open(out.join("seen.png")).unwrap().to_rgb8();
    let near = hues_near(&image, at[0], at[1]);
    let hue_wanted = hue(wanted[0], wanted[1], wanted[2]);
    let alike = near
        .iter()
        .filter(|hue| hue_distance(**hue, hue_wanted) < 18.0)
        .count();
    assert!(
        alike * 2 > near.len(),
        "{alike} of {} pixels near {at:?} have the hue {hue_wanted}",
        near.len()
    );
}

/// Hues of the pixels within a few of a point.
fn hues_near(image: &image::RgbImage, x: f64, y: f64) -> Vec<f64> {
    let mut hues = Vec::new();
    for dy in -4..=4 {
        for dx in -4..=4 {
            let (x, y) = (x as i64 + dx, y as i64 + dy);
            if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y))
                && let Some(pixel) = image.get_pixel_checked(x, y)
            {
                let [red, green, blue] = pixel.0.map(f64::from);
                hues.push(hue(red, green, blue));
            }
        }
    }
    hues
}

/// Hue in degrees: light and shadow change it little.
fn hue(red: f64, green: f64, blue: f64) -> f64 {
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let range = (most - least).max(1e-9);
    let sixth = if most == red {
        ((green - blue) / range).rem_euclid(6.0)
    } else if most == green {
        (blue - red) / range + 2.0
    } else {
        (red - green) / range + 4.0
    };
    60.0 * sixth
}

fn hue_distance(one: f64, other: f64) -> f64 {
    let apart = (one - other).abs().rem_euclid(360.0);
    apart.min(360.0 - apart)
}
