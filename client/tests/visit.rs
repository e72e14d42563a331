//! A visit at the screen: a quiz of each kind answered through the panels, the team's sheet, an interest, the card to take
//! home; a card with pictures and a voice; and a stand that resets itself.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::{fs, path::Path};

use common::{can_draw, person::Person};
use serde_json::{Value, json};

const LYCEES: &str = "Répondre : À ton avis, combien de lycées compte le territoire d'Épinal ?";
const DROIT: &str = "Répondre : Depuis le parvis, montrez l'étoile de la faculté de droit.";
const HISTOIRE: &str = "Répondre : Remets l'histoire de l'école dans l'ordre.";
const PAIE: &str =
    "Répondre : La Grande Halle refaite a coûté 2,30 millions d'euros. Qui a aidé à payer ?";
const DEFIS: &str = "Aux Défis du bois 3.0, combien d'étudiants construisent en même temps, toutes équipes comptées ?";
const SOCLE: &str = "Vos notes : Sur quoi le cylindre est-il posé ?";
const PENTE: &str = "Vos notes : De combien de degrés le cylindre de bois penche-t-il ? Estimez à l'œil, avec un bras ou une feuille pliée.";

/// Lets the answer come, and is told that it is right.
fn is_right(person: &mut Person, quiz: &str) {
    person.until(quiz, |state| {
        let answer = &state["visit"]["answers"][quiz];
        assert_ne!(answer["right"], json!(false), "{quiz}: {state}");
        answer["right"] == true
    });
}

/// Brings somebody to a stop and opens its card.
fn at(person: &mut Person, place: &str, stop: &str) {
    person.does(&format!("goto {place}"));
    person.does(&format!("open {stop}"));
}

/// Every control is pressed by its name, as a screen reader would; each step waits for what it does, not for a time.
#[test]
fn every_kind_of_quiz_is_answered_at_the_screen_and_the_card_goes_home() {
    if !can_draw("every_kind_of_quiz_is_answered_at_the_screen_and_the_card_goes_home") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // As large as a click into the scene needs: smaller pictures are full of panels.
    let mut camille = Person::alone(folder.path(), "camille", &["--size", "640x360"]);
    camille.uses("📊 Résultats");
    camille.uses("Former des équipes de 3");
    camille.until("a team", |state| state["visit"]["team"].is_number());
    camille.uses("Lancer le rallye");
    camille.until("the rally", |state| state["visit"]["rally"] == true);
    camille.uses("📊 Résultats");

    // One of three, and pointing.
    at(&mut camille, "poi.forecourt", "parvis");
    camille.uses("Quiz 0/2");
    camille.uses("Neuf");
    camille.uses(LYCEES);
    is_right(&mut camille, "lycees");
    camille.uses("☞ Montrer dans le décor");
    camille.does("point poi.droit");
    camille.does("click");
    camille.uses(DROIT);
    is_right(&mut camille, "vers-le-droit");

    // An order, and an interest.
    at(&mut camille, "poi.enstib", "enstib");
    camille.uses("Monter : L'école ouvre ses portes");
    camille.uses(HISTOIRE);
    is_right(&mut camille, "histoire");
    camille.uses("À lire");
    camille.uses("Ça m'intéresse : Diplôme d'ingénieur de l'ENSTIB");
    camille.until("the interest", |state| {
        state["visit"]["interests"] == json!(["ingenieur-bois"])
    });

    // Several of four, and a number.
    at(&mut camille, "poi.grande-halle", "grande-halle");
    camille.uses("Quiz 0/2");
    for payer in [
        "L'Université de Lorraine",
        "Le département des Vosges",
        "L'Europe (FEDER)",
    ] {
        camille.uses(payer);
    }
    camille.uses(PAIE);
    is_right(&mut camille, "qui-paie");
    camille.uses(&format!("Ta réponse : {DEFIS}"));
    camille.does("type 50");
    camille.uses(&format!("Répondre : {DEFIS}"));
    is_right(&mut camille, "defis");
    camille.does("close");

    // What is written is kept when one goes on to the next line.
    camille.uses("👥 Feuille");
    camille.uses(SOCLE);
    camille.does("type <b>du béton</b> 🧱");
    camille.uses(PENTE);
    let state = camille.until("the note", |state| {
        state["visit"]["notes"]["socle"] == "<b>du béton</b> 🧱"
    });
    assert_eq!(state["visit"]["here"], "grande-halle", "{state}");

    camille.uses("🎒 Ma carte");
    camille.uses("Enregistrer la page");
    camille.does("frames 2");
    let card = fs::read_dir(camille.leaves())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "html"))
        .expect("a saved page");
    let page = fs::read_to_string(card).unwrap();
    assert!(
        page.contains("Diplôme d&#39;ingénieur de l&#39;ENSTIB")
            && page.contains("https://www.enstib")
    );
    assert!(!page.contains("camille"), "no name on it");
    assert!(page.len() < 200_000);
}

/// Copies a folder and what is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Content of its own: the campus, whose forecourt has a narration of so many seconds: a tone, which nobody takes for a voice.
fn with_a_voice(root: &Path, seconds: u32) {
    const RATE_HZ: u32 = 8_000;
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for part in ["avatar", "campus-epinal", "fonts", "hands", "sky"] {
        let part = Path::new("assets").join(part);
        copy(&ours.join(&part), &root.join(&part));
    }
    let scene = root.join("scenes/campus-epinal");
    copy(&ours.join("scenes/campus-epinal"), &scene);
    let lesson = fs::read_to_string(scene.join("lesson.toml")).unwrap();
    let voice = "[[stop.media]]\nkind = \"narration\"\nlanguage = \"fr\"\nfile = \"medias/ton.wav\"\n\
                 caption = { fr = \"Un ton.\", en = \"A tone.\" }\ncredit = \"Ce test\"\n\n[[stop.facts]]";
    let lesson = lesson.replacen("[[stop.facts]]", voice, 1);
    fs::write(scene.join("lesson.toml"), lesson).unwrap();
    let samples: Vec<u8> = (0..seconds * RATE_HZ)
        .flat_map(|at| {
            let turn = f64::from(at * 440) / f64::from(RATE_HZ) * std::f64::consts::TAU;
            ((turn.sin() * 8_000.0) as i16).to_le_bytes()
        })
        .collect();
    let mut wav = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
    wav.extend(RATE_HZ.to_le_bytes());
    wav.extend([0, 0, 0, 0, 2, 0, 16, 0]);
    wav.extend(b"data");
    wav.extend((samples.len() as u32).to_le_bytes());
    wav.extend(samples);
    fs::write(scene.join("medias/ton.wav"), wav).unwrap();
}

#[test]
fn a_card_shows_its_pictures_and_is_read_aloud_until_it_is_closed() {
    if !can_draw("a_card_shows_its_pictures_and_is_read_aloud_until_it_is_closed") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    with_a_voice(&content, 300);
    let mut reader = Person::alone_in(&content, folder.path(), "lea");
    reader.does("open parvis");
    let ready = reader.until("its files", |state| state["media"]["ready"] == 2);
    assert_eq!(ready["media"]["reads"], Value::Null);
    reader.uses("🔊 Écouter la carte");
    reader.until("a voice", |state| {
        state["media"]["reads"] == "medias/ton.wav"
    });
    reader.uses("⏹ Arrêter");
    reader.until("silence", |state| state["media"]["reads"].is_null());
    reader.uses("🔊 Écouter la carte");
    reader.until("the voice", |state| !state["media"]["reads"].is_null());
    // Who closes the card has heard enough, and its pictures are let go.
    reader.does("close");
    reader.until("nothing", |state| {
        state["media"]["reads"].is_null() && state["media"]["ready"] == 0
    });
    reader.leaves();
}

#[test]
fn a_stand_begins_anew_for_the_next_visitor_and_keeps_a_count() {
    if !can_draw("a_stand_begins_anew_for_the_next_visitor_and_keeps_a_count") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let counts = folder.path().join("stand.toml");
    // One frame a second: three quarters of a minute pass in a few frames.
    let mut stand = Person::alone(
        folder.path(),
        "stand",
        &["--fps", "1", "--stand", &counts.to_string_lossy()],
    );
    // The body that settles where it arrives is nobody.
    stand.does("frames 8");
    assert_eq!(stand.state()["stand"]["turn"], "waiting");
    // Somebody comes, opens a card, likes something, and walks away.
    stand.does("turn 40");
    stand.until("a visitor", |state| state["stand"]["turn"] == "visiting");
    at(&mut stand, "poi.droit", "droit");
    stand.uses("Ça m'intéresse : Licence de droit, à Épinal");
    stand.until("an interest", |state| {
        assert_eq!(state["stand"]["turn"], "visiting", "{state}");
        state["visit"]["interests"] == json!(["licence-droit"])
    });
    stand.does("frames 46");
    let after = stand.until("nobody", |state| {
        state["stand"]["turn"] == "waiting" && state["session"] == "in"
    });
    assert_eq!(after["stand"]["visits"], 1, "{after}");
    assert_eq!(after["card"], Value::Null);
    // Of a visitor who has not done anything yet the room knows nothing.
    let interests = after["visit"]["interests"].as_array();
    assert!(interests.is_none_or(Vec::is_empty), "{after}");
    // The new session, and the body that settles in it, are nobody either.
    stand.does("frames 8");
    assert_eq!(stand.state()["stand"]["turn"], "waiting");
    stand.leaves();
    let kept = fs::read_to_string(counts).unwrap();
    assert!(
        kept.contains("visits = 1") && kept.contains("droit = 1"),
        "{kept}"
    );
}
