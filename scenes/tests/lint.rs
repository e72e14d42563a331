//! What the linter says about each mistake: the whole line, as its author reads it.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Folder, LESSON, TODAY, glb, gltf, marked, place};
use pleiades_scenes::Language;
use pleiades_scenes::lesson::Date;
use pleiades_scenes::lint::{self, Severity};

/// Changing the first text into the second gives exactly these lines.
fn says(from: &str, to: &str, lines: &[&str]) {
    assert_eq!(
        Folder::changed(from, to).lines(),
        lines,
        "{from:?} → {to:?}"
    );
}

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
        "quiz = 20",
        &["lesson.toml:24:1: champ inconnu « quiz »"],
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
            "lesson.toml:3:8: « tours » n'est pas possible ici ; choix : tour ; vouliez-vous « tour » ?",
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
