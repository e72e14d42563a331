//! What the linter says about the form of a file: the whole line, as its author reads it.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, LESSON, place, says};
use pleiades_scenes::Language;
use pleiades_scenes::lint::{self, Severity};

#[test]
fn nothing_about_a_good_lesson() {
    assert_eq!(Folder::with(LESSON, &place()).lines(), Vec::<String>::new());
    let windows = format!("\u{feff}{}", LESSON.replace('\n', "\r\n"));
    assert_eq!(
        Folder::with(windows, &place()).lines(),
        Vec::<String>::new()
    );
}

#[test]
fn a_misspelt_field() {
    says(
        "title = { fr = \"Visite\"",
        "titel = { fr = \"Visite\"",
        &["lesson.toml:4:1: champ inconnu « titel » ; vouliez-vous « title » ?"],
    );
    says(
        "fr = \"Bois\"",
        "gr = \"Bois\"",
        &["lesson.toml:22:11: champ inconnu « gr » ; vouliez-vous « fr » ?"],
    );
    says(
        "dwell_min_s = 20",
        "quizz = 20",
        &["lesson.toml:24:1: champ inconnu « quizz » ; vouliez-vous « quiz » ?"],
    );
}

#[test]
fn a_missing_field() {
    says(
        "version = \"1.0.0\"\n",
        "",
        &["lesson.toml:1:1: il manque le champ « version »"],
    );
    says(
        "anchor = \"poi.droit\"\n",
        "",
        &["lesson.toml:29:1: il manque le champ « anchor » dans « stop »"],
    );
    says(
        "card = { fr = \"Une école.\", en = ",
        "card = { en = ",
        &["lesson.toml:25:8: il manque le champ « fr » dans « card »"],
    );
}

#[test]
fn a_value_of_the_wrong_type() {
    says(
        "duration_min = 10",
        "duration_min = \"10\"",
        &["lesson.toml:8:16: « duration_min » doit être un nombre entier"],
    );
    says(
        "required = true",
        "required = \"oui\"",
        &["lesson.toml:23:12: « required » doit être true ou false"],
    );
    says(
        "{ fr = \"Droit\", en = \"Law\" }",
        "\"Droit\"",
        &[
            "lesson.toml:32:9: « title » doit être un groupe de champs, par exemple { fr = \"…\", en = \"…\" }",
        ],
    );
    says(
        "[\"lycee-1re\"]",
        "\"lycee-1re\"",
        &["lesson.toml:6:12: « audience » doit être une liste entre crochets"],
    );
}

#[test]
fn a_value_out_of_bounds_or_empty() {
    says(
        "duration_min = 10",
        "duration_min = 0",
        &["lesson.toml:8:16: « duration_min » doit être compris entre 1 et 480"],
    );
    says(
        "retention_days = 30",
        "retention_days = 99999999999999999999",
        &["lesson.toml:17:18: « retention_days » doit être compris entre 1 et 365"],
    );
    says(
        "fr = \"Bois\"",
        "fr = \"  \"",
        &["lesson.toml:22:16: le texte français est vide"],
    );
    says(
        "[\"lycee-1re\"]",
        "[]",
        &["lesson.toml:6:12: « audience » est vide"],
    );
}

#[test]
fn a_choice_that_does_not_exist() {
    says(
        "kind = \"tour\"",
        "kind = \"tours\"",
        &[
            "lesson.toml:3:8: « tours » n'est pas possible ici ; choix : tour, lab ; vouliez-vous « tour » ?",
        ],
    );
    says(
        "languages = [\"fr\", \"en\"]",
        "languages = [\"fr\", \"de\"]",
        &["lesson.toml:7:20: « de » n'est pas possible ici ; choix : fr, en"],
    );
}

#[test]
fn malformed_ids_versions_addresses_and_paths() {
    says(
        "id = \"bois\"",
        "id = \"École du bois\"",
        &[
            "lesson.toml:20:6: « École du bois » n'est pas un nom possible : lettres minuscules sans accent et chiffres, \
         séparés par . - ou _",
        ],
    );
    says(
        "\"1.0.0\"",
        "\"1.0\"",
        &["lesson.toml:2:11: « 1.0 » n'est pas un numéro de version comme 1.0.0"],
    );
    says(
        "https://example.org/ecole",
        "www.example.org",
        &[
            "lesson.toml:38:7: « www.example.org » n'est pas une adresse complète comme https://www.univ-lorraine.fr/",
        ],
    );
    says(
        "\"place.glb\"",
        "\"../place.glb\"",
        &[
            "lesson.toml:13:9: « ../place.glb » n'est pas un chemin possible : relatif, avec des /, sans .. et finissant \
         par .glb ou .gltf",
        ],
    );
}

#[test]
fn toml_that_is_not_toml() {
    says(
        "version = \"1.0.0\"",
        "version \"1.0.0\"",
        &["lesson.toml:2:9: TOML mal formé : il manque = et une valeur après ce nom"],
    );
    says(
        "kind = \"tour\"",
        "kind = tour",
        &[
            "lesson.toml:3:8: TOML mal formé : il manque une valeur, ou ce texte n'est pas entre guillemets",
        ],
    );
    says(
        "version = \"1.0.0\"",
        "id = \"1.0.0\"",
        &["lesson.toml:2:1: TOML mal formé : ce champ est écrit deux fois"],
    );
    says(
        "fr = \"Visite\", en",
        "fr = \"Visite\" en",
        &["lesson.toml:4:25: TOML mal formé : virgule oubliée"],
    );
}

#[test]
fn several_mistakes_at_once_from_top_to_bottom() {
    let lesson = LESSON
        .replace("version", "verzion")
        .replace("poi.droit", "poi.droid")
        .replace("source = \"site\"", "source = \"cite\"")
        .replace("duration_min = 10", "duration_min = 9999");
    let lines = Folder::with(lesson, &place()).lines();
    let places: Vec<_> = lines
        .iter()
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places,
        [
            "lesson.toml:2:1",
            "lesson.toml:8:16",
            "lesson.toml:26:81",
            "lesson.toml:31:10",
            "lesson.toml:36:6"
        ],
        "{lines:#?}"
    );
}

#[test]
fn files_that_are_no_text_or_not_there() {
    let latin1 = LESSON
        .replace('é', "e")
        .replace("Une faculte.", "Une facult\u{1}.")
        .into_bytes();
    let latin1: Vec<u8> = latin1
        .into_iter()
        .map(|byte| if byte == 1 { 0xe9 } else { byte })
        .collect();
    assert_eq!(
        Folder::with(latin1, &place()).lines(),
        [
            "lesson.toml:33:26: ce n'est pas du texte UTF-8 ; enregistrez le fichier en UTF-8 dans votre éditeur",
        ]
    );
    let large = Folder::with(vec![b'#'; 1024 * 1024 + 1], &place());
    assert_eq!(
        large.lines(),
        ["lesson.toml: fichier trop gros pour une leçon (1024 Kio au plus)"]
    );
    let empty = tempfile::tempdir().unwrap();
    let report = lint::lint(&empty.path().join("rien"));
    assert_eq!(
        report.problems[0]
            .render(Language::English)
            .split(": ")
            .nth(1),
        Some("there is no such file or folder")
    );
    let report = lint::lint(empty.path());
    assert_eq!(report.lessons, 0);
    assert!(report.has_errors());
    assert!(
        report.problems[0]
            .to_string()
            .ends_with("ce dossier ne contient aucune leçon (fichier lesson.toml)")
    );
}

#[test]
fn every_line_exists_in_english_too() {
    let folder = Folder::changed("version = \"1.0.0\"", "verzion = \"1.0.0\"");
    let problem = &folder.lint().problems[0];
    assert_eq!(problem.severity, Severity::Error);
    assert!(
        problem
            .render(Language::English)
            .ends_with(":2:1: unknown field “verzion”; did you mean “version”?")
    );
    let folder = Folder::changed("2027-09-01", "2026-11-24");
    let line = folder.lint().problems[0].render(Language::English);
    assert!(
        line.ends_with(": warning: fact out of date in 1 day (2026-11-24): read its source again"),
        "{line}"
    );
}
