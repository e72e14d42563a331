//! What goes into a notebook beside numbers: photographs of the world; and a teacher who shows with a pupil's instrument.
#![allow(clippy::unwrap_used, clippy::panic, dead_code, unreachable_pub)]

mod common;
#[path = "lab/outcrop.rs"]
mod outcrop;

use std::{fs, path::Path};

use common::{can_draw, person::Person, server_at};
use serde_json::json;

/// Where a photograph's file lies in what was taken away.
fn photo_in(folder: &Path) -> std::path::PathBuf {
    let taken = fs::read_dir(folder).unwrap().flatten();
    let mut taken = taken.filter(|entry| entry.path().is_dir());
    taken.next().unwrap().path().join("photo-1.jpg")
}

#[test]
fn a_photograph_of_the_world_is_put_into_the_notebook_and_taken_home() {
    if !can_draw("a_photograph_of_the_world_is_put_into_the_notebook_and_taken_home") {
        return;
    }
    let content = outcrop::content();
    let folder = content.path();
    let lesson = folder.join("scenes/affleurement");
    let (mut host, told) = server_at(folder, &lesson, 0);
    let ticket = told["ticket"].as_str().unwrap();
    let size = ["--size", "640x480"];
    let mut ines = Person::joins_in(folder, folder, "Inès", ticket, &size);
    // Half earth, half sky.
    ines.does("stand 0 0.05 0 0");
    ines.uses("Travail pratique (L)");
    ines.uses("Travailler seul");
    ines.uses("Cahier");
    ines.uses("Photographier dans 3 secondes (ou P : tout de suite)");
    let during = ines.state();
    assert!(
        !common::person::is_there(&during, "Cahier"),
        "the panel is in the way"
    );
    let photos = json!(["Photo 1"]);
    ines.until("the photograph", |state| {
        state["lab"][0]["photos"] == photos
    });
    ines.until("its print", |state| state["prints"] == 1);
    ines.uses("Figures");
    ines.uses("Emporter le cahier (page, tableaux, figures)");
    ines.does("frames 6");
    // Who comes back, here as somebody else at the same notebook, sees it again: it is kept with the session.
    let home = ines.leaves();
    let picture = image::open(photo_in(&home)).unwrap().to_rgb8();
    assert_eq!(picture.dimensions(), (640, 480));
    let mean = |rows: std::ops::Range<u32>| {
        let count = f64::from(rows.len() as u32 * picture.width());
        let mut sum = [0.0; 3];
        for y in rows {
            for x in 0..picture.width() {
                let point = picture.get_pixel(x, y).0;
                for (sum, channel) in sum.iter_mut().zip(point) {
                    *sum += f64::from(channel) / count;
                }
            }
        }
        sum
    };
    let (sky, earth) = (mean(0..160), mean(320..480));
    assert!(
        sky[2] > sky[0] + 8.0 && sky[2] > 90.0,
        "the sky is bright and blue: {sky:?}"
    );
    let apart: f64 = (0..3).map(|nth| (sky[nth] - earth[nth]).abs()).sum();
    assert!(apart > 30.0, "and the earth is neither: {sky:?} {earth:?}");
    host.kill();
}

#[test]
fn a_teacher_shows_with_a_pupils_compass() {
    if !can_draw("a_teacher_shows_with_a_pupils_compass") {
        return;
    }
    let content = outcrop::content();
    let folder = content.path();
    let lesson = folder.join("scenes/affleurement");
    let (mut server, told) = server_at(folder, &lesson, 0);
    let ticket = told["ticket"].as_str().unwrap();
    let key = ["--host-key", told["host_key"].as_str().unwrap()];
    let mut ines = Person::joins_in(folder, folder, "Inès", ticket, &[]);
    ines.uses("Travail pratique (L)");
    ines.uses("Travailler seul");
    ines.uses("×");
    ines.until("a notebook", |state| state["lab"][0]["attempt"] == 1);
    let size = ["--size", "640x480"];
    let mut teacher = Person::joins_in(
        folder,
        folder,
        "Mme Lenoir",
        ticket,
        &[&key[..], &size[..]].concat(),
    );
    teacher.until("the notebook", |state| state["lab"][0]["names"] == "Inès");
    teacher.uses("Travail pratique (L)");
    teacher.uses("Classe");
    teacher.uses("Inès");
    // What is written there is not hers to write.
    let state = teacher.until("the notebook's page", |state| {
        let mut controls = state["controls"].as_array().unwrap().iter();
        controls.any(|control| control["role"] == "text" && control["enabled"] == false)
    });
    assert!(!common::person::is_there(
        &state,
        "Photographier dans 3 secondes (ou P : tout de suite)"
    ));
    teacher.uses("×");
    let at = outcrop::place("w", 1);
    teacher.does(&format!("stand {} 0.05 {} 270", at.x + 1.5, at.z));
    teacher.does("frames 2");
    teacher.does("point surface.limb_w.1");
    teacher.does("click");
    let shown = "surface.limb_w.1";
    teacher.until("laid by the teacher", |state| {
        state["compass"]["node"] == shown
    });
    let state = ines.until("seen by the pupil", |state| {
        state["compass"]["node"] == shown
    });
    let told = json!("Mme Lenoir montre avec vos instruments");
    assert!(
        state["toasts"].as_array().unwrap().contains(&told),
        "{}",
        state["toasts"]
    );
    // To read it is the pupil's: the teacher is refused, and the notebook stays empty.
    teacher.does("point surface.limb_w.1");
    teacher.does("click");
    teacher.does("frames 6");
    let state = ines.until("time passes", |_| true);
    assert_eq!(state["lab"][0]["readings"], 0);
    server.kill();
}
