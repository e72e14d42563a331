//! What the linter says about the content of a lesson and its scene: the whole line, as its author reads it.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Folder, LESSON, TODAY, glb, gltf, marked, place, says};
use pleiades_scenes::lesson::Date;
use pleiades_scenes::lint;

#[test]
fn an_id_taken_twice() {
    says(
        "id = \"droit\"",
        "id = \"bois\"",
        &["lesson.toml:30:6: le nom « bois » est déjà pris à la ligne 20"],
    );
}

#[test]
fn two_ids_on_one_line() {
    let sources = "source = [{ id = \"site\", title = \"a\", url = \"https://a.org\", checked = 2026-01-01 }, \
                   { id = \"site\", title = \"b\", url = \"https://b.org\", checked = 2026-01-01 }]\n";
    let (lesson, _) = LESSON.split_once("[[source]]").unwrap();
    let lines = Folder::with(format!("{sources}{lesson}"), &place()).lines();
    assert_eq!(
        lines,
        ["lesson.toml:1:93: le nom « site » est déjà pris à la ligne 1"]
    );
}

#[test]
fn a_fact_without_or_with_an_unknown_source() {
    says(
        ", source = \"site\", valid",
        ", valid",
        &[
            "lesson.toml:26:10: fait sans source ; ajoutez source = \"…\", le nom d'une [[source]]",
            "lesson.toml:36:6: attention, la source « site » n'est citée par aucun fait",
        ],
    );
    says(
        "id = \"site\"",
        "id = \"site-2025\"",
        &[
            "lesson.toml:26:81: aucune [[source]] ne s'appelle « site »",
            "lesson.toml:36:6: attention, la source « site-2025 » n'est citée par aucun fait",
        ],
    );
    says(
        "source = \"site\"",
        "source = \"sites\"",
        &[
            "lesson.toml:26:81: aucune [[source]] ne s'appelle « sites » ; vouliez-vous « site » ?",
            "lesson.toml:36:6: attention, la source « site » n'est citée par aucun fait",
        ],
    );
}

#[test]
fn dates_that_are_quoted_impossible_past_near_or_to_come() {
    says(
        "valid_until = 2027-09-01",
        "valid_until = \"2027-09-01\"",
        &[
            "lesson.toml:26:103: une date s'écrit sans guillemets, année-mois-jour (2027-09-01), et non \"2027-09-01\"",
        ],
    );
    says(
        "2027-09-01",
        "2027-02-29",
        &["lesson.toml:26:103: TOML mal formé : cette date n'existe pas"],
    );
    says(
        "2027-09-01",
        "2027-09-01T12:00:00",
        &[
            "lesson.toml:26:103: « valid_until » doit être une date sans guillemets comme 2027-09-01",
        ],
    );
    says(
        "2027-09-01",
        "2026-11-22",
        &[
            "lesson.toml:26:103: attention, fait périmé depuis le 2026-11-22 : relisez sa source, puis repoussez \
         valid_until",
        ],
    );
    says(
        "2027-09-01",
        "2026-11-23",
        &[
            "lesson.toml:26:103: attention, fait périmé après aujourd'hui (2026-11-23) : relisez sa source",
        ],
    );
    says(
        "2027-09-01",
        "2026-12-23",
        &[
            "lesson.toml:26:103: attention, fait périmé dans 30 jours (2026-12-23) : relisez sa source",
        ],
    );
    says("2027-09-01", "2026-12-24", &[]);
    says(
        "checked = 2026-11-23",
        "checked = 2026-11-24",
        &["lesson.toml:39:11: attention, relue le 2026-11-24 ? ce jour n'est pas encore venu"],
    );
}

#[test]
fn languages_that_are_promised_and_not_kept() {
    says(
        "languages = [\"fr\", \"en\"]",
        "languages = [\"en\"]",
        &["lesson.toml:7:13: la liste languages doit contenir \"fr\""],
    );
    says(
        "{ fr = \"Droit\", en = \"Law\" }",
        "{ fr = \"Droit\" }",
        &[
            "lesson.toml:32:9: attention, texte sans anglais alors que languages annonce \"en\" ; le français sera montré",
        ],
    );
    let french_only = LESSON
        .replace("[\"fr\", \"en\"]", "[\"fr\"]")
        .replace(", en = \"Law\"", "");
    assert_eq!(
        Folder::with(french_only, &place()).lines(),
        Vec::<String>::new()
    );
}

#[test]
fn a_card_nobody_would_read() {
    let long = "é".repeat(601);
    says(
        "Une école.",
        &long,
        &[
            "lesson.toml:25:15: attention, carte longue (601 caractères) : au-delà de 600, peu de gens lisent jusqu'au bout",
        ],
    );
    says("Une école.", &"é".repeat(600), &[]);
}

#[test]
fn places_that_the_scene_does_not_have() {
    says(
        "\"poi.bois\"",
        "\"poi.boix\"",
        &[
            "lesson.toml:21:10: la scène n'a pas de repère « poi.boix » ; vouliez-vous « poi.bois » ?",
        ],
    );
    says(
        "\"poi.bois\"",
        "\"collider.ground\"",
        &[
            "lesson.toml:21:10: attention, « collider.ground » est de genre « collider » ; une étape se place à un repère \
         de genre « poi »",
        ],
    );
    says(
        "\"poi.bois\"",
        "\"poi.droit\"",
        &["lesson.toml:31:10: attention, deux étapes sont au même repère « poi.droit »"],
    );
    says(
        "\"spawn.gate\"",
        "\"spawn.gates\"",
        &[
            "lesson.toml:14:9: la scène n'a ni point d'arrivée « spawn.gates », ni « spawn.gates.1 » (genre « spawn ») ; \
         vouliez-vous « spawn.gate » ?",
        ],
    );
    says("\"spawn.gate\"", "\"spawn.gate.2\"", &[]);
}

#[test]
fn a_scene_that_is_missing_or_broken() {
    let missing = Folder::changed("place.glb", "plaza.glb").lines();
    assert!(
        missing[0].starts_with("lesson.toml:13:9: scène introuvable ; cherchée ici : plaza.glb, "),
        "{missing:?}"
    );
    let broken = |scene: &[u8]| Folder::with(LESSON, scene).lines();
    assert_eq!(
        broken(b"\x89PNG\r\n\x1a\n"),
        [
            "lesson.toml:13:9: scène illisible : ce n'est pas un fichier glTF 2.0 ; exportez de nouveau la scène en .glb",
        ]
    );
    let whole = place();
    assert_eq!(
        broken(&whole[..whole.len() - 5]),
        [format!(
            "lesson.toml:13:9: scène illisible : le fichier s'arrête au milieu ({} octets sur {}) ; copiez-le ou \
         exportez-le de nouveau",
            whole.len() - 5,
            whole.len()
        )]
    );
    let twice = glb(&gltf(&[
        marked("poi.bois", "poi"),
        marked("poi.bois", "poi"),
    ]));
    assert_eq!(
        broken(&twice),
        [
            "lesson.toml:13:9: scène illisible : deux nœuds portent le nom « poi.bois » : 1 “poi.bois” et 0 “poi.bois”",
        ]
    );
}

#[test]
fn a_folder_of_lessons_is_checked_whole_and_their_ids_differ() {
    let root = tempfile::tempdir().unwrap();
    for name in ["a", "deeper/b", ".hidden"] {
        let folder = root.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("lesson.toml"), LESSON).unwrap();
    }
    fs::create_dir(root.path().join("assets")).unwrap();
    fs::write(root.path().join("assets/place.glb"), place()).unwrap();
    let (year, month, day) = TODAY;
    let report = lint::lint_on(root.path(), Date::new(year, month, day).unwrap());
    assert_eq!(report.lessons, 2);
    let lines: Vec<_> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0]
            .contains("deeper/b/lesson.toml: une autre leçon porte déjà le nom « test.visite » : "),
        "{lines:?}"
    );
}
