//! The labs of this repository hold together, and what is wrong with a lab or its key is said with its line and what was meant.
#![allow(clippy::unwrap_used)]

mod common;

use common::lab::{LabFolder, file};
use pleiades_scenes::lab::{Bench, load_key};
use pleiades_scenes::lesson;

const LABS: [&str; 4] = [
    "affleurement",
    "flexion-bois",
    "flexion-bois-lyceens",
    "lot-epicea",
];

#[test]
fn the_labs_of_this_repository_are_without_problems() {
    for lab in LABS {
        assert_eq!(LabFolder::of(lab).lines(), Vec::<String>::new(), "{lab}");
    }
}

#[test]
fn every_attempt_at_them_can_be_marked() {
    for lab in LABS {
        let folder = LabFolder::of(lab);
        let loaded = lesson::load(&folder.path()).unwrap();
        let key = load_key(&loaded).unwrap().unwrap();
        let lab = loaded.lesson.lab.as_ref().unwrap();
        for attempt in 0..50 {
            let bench = Bench::new(&loaded.lesson.id, lab, &key, &attempt.to_string());
            let (rubric, key) = bench.marking().unwrap();
            rubric.check(&key).unwrap();
        }
    }
}

/// Changing the first text into the second in the lesson of `lab` gives exactly these lines.
fn lesson_says(lab: &str, from: &str, to: &str, lines: &[&str]) {
    let lesson = file(lab, "lesson.toml");
    assert!(lesson.contains(from), "{from:?}");
    let folder = LabFolder::with(&lesson.replacen(from, to, 1), &file(lab, "lab-key.toml"));
    assert_eq!(folder.lines(), lines, "{from:?} → {to:?}");
}

/// The same in its key.
fn key_says(lab: &str, from: &str, to: &str, lines: &[&str]) {
    let key = file(lab, "lab-key.toml");
    assert!(key.contains(from), "{from:?}");
    let folder = LabFolder::with(&file(lab, "lesson.toml"), &key.replacen(from, to, 1));
    let told: Vec<String> = folder.lines();
    // Lines of the key move with its comments; what is said does not.
    let said: Vec<&str> = told
        .iter()
        .map(|line| line.split_once(": ").unwrap().1)
        .collect();
    assert_eq!(said, lines, "{from:?} → {to:?}");
    assert!(
        told.iter().all(|line| line.starts_with("lab-key.toml:")),
        "{told:?}"
    );
}

#[test]
fn a_table_step_or_answer_that_is_not_there() {
    lesson_says(
        "flexion-bois-lyceens",
        "table = \"essai\"",
        "table = \"esai\"",
        &["lesson.toml:150:9: aucun tableau ne s'appelle « esai » ; vouliez-vous « essai » ?"],
    );
}

#[test]
fn a_table_for_a_specimen_that_is_not_there() {
    lesson_says(
        "affleurement",
        "specimens = [\"flanc-est\"]",
        "specimens = [\"flanc-et\"]",
        &[
            "lesson.toml:160:14: aucune chose à mesurer (specimen) ne s'appelle « flanc-et » ; vouliez-vous « flanc-est » ?",
        ],
    );
}

#[test]
fn mistakes_in_a_lab_are_explained() {
    let said = |from: &str, to: &str| {
        let lesson = file("flexion-bois", "lesson.toml");
        assert!(lesson.contains(from), "{from:?}");
        let folder = LabFolder::with(
            &lesson.replacen(from, to, 1),
            &file("flexion-bois", "lab-key.toml"),
        );
        let lines = folder.lines();
        let said: Vec<String> = lines
            .iter()
            .map(|line| line.split_once(": ").unwrap().1.to_owned())
            .collect();
        said
    };
    for (from, to, line) in [
        (
            "total = 20",
            "total = 21",
            "les critères font 20 points en tout, mais total = 21",
        ),
        (
            "from = \"caliper.width\"",
            "from = \"caliper.widht\"",
            "aucune colonne ne s'appelle « widht » ; vouliez-vous « width » ?",
        ),
        (
            "from = \"dial\"",
            "from = \"dail\"",
            "aucun instrument ne s'appelle « dail » ; vouliez-vous « dial » ?",
        ),
        (
            "unit = \"N/mm\"",
            "unit = \"N·mm\"",
            "l'unité « N·mm » ne mesure pas cela ; « N/(mm) » conviendrait",
        ),
        (
            "unit = \"N/mm\"",
            "unit = \"newton\"",
            "« newton » n'est pas une unité connue : écrivez mm, N/mm², kg/m³ ou deg",
        ),
        (
            "range = [0.0, 12.5]",
            "range = [12.5, 0.0]",
            "« range » doit être deux nombres, le plus petit d'abord",
        ),
        ("step = 0.01", "step = -0.01", "« step » doit être positif"),
        (
            "anchor = \"instrument.caliper\"",
            "anchor = \"instrument.calliper\"",
            "la scène n'a pas de repère « instrument.calliper » ; vouliez-vous « instrument.caliper » ?",
        ),
        ("points = 4", "points = -4", "« points » doit être positif"),
        (
            "step = 1.0",
            "step = \"1\"",
            "« step » doit être un nombre, avec un point s'il a des décimales",
        ),
        (
            "kind = \"derived\"",
            "kind = \"derive\"",
            "« derive » n'est pas possible ici ; choix : number, text, choice, derived ; vouliez-vous « derived » ?",
        ),
        (
            "step = 0.02",
            "step = 0,02",
            "TOML mal formé : les décimales s'écrivent avec un point : 0.01",
        ),
        (
            "hints = [",
            "hints = [{ fr = \"un\" },",
            "« hints » doit avoir au plus 3 éléments",
        ),
        (
            "model = \"timber-bench\"",
            "modele = \"timber-bench\"",
            "champ inconnu « modele » ; vouliez-vous « model » ?",
        ),
    ] {
        assert!(
            said(from, to).iter().any(|told| told == line),
            "{from:?} → {to:?}: {:?}",
            said(from, to)
        );
    }
}

#[test]
fn mistakes_in_a_key_are_explained() {
    for (from, to, line) in [
        (
            "lesson = \"fr.univ-lorraine.ensg.affleurement\"",
            "lesson = \"fr.univ-lorraine.ensg.autre\"",
            "cette clé est celle de la leçon « fr.univ-lorraine.ensg.autre » ; vouliez-vous « fr.univ-lorraine.ensg.affleurement » ?",
        ),
        (
            "seed = \"per-attempt\"",
            "seed = \"fixe\"",
            "« fixe » n'est pas une graine : écrivez per-attempt ou fixed:42",
        ),
        (
            "fn = \"angular\"",
            "fn = \"anguler\"",
            "« anguler » n'est pas possible ici ; choix : abs, rel, z, u_stated, angular, pole_angular, median_pole_error, fit_param, table_complete, repeats, range_covered, order, choice, class, manual ; vouliez-vous « angular » ?",
        ),
        (
            "table = \"s0-ouest\"",
            "tabel = \"s0-ouest\"",
            "champ inconnu « tabel » ; vouliez-vous « table » ?",
        ),
        (
            "truth = \"charbon\"",
            "truth = \"chardon\"",
            "aucune vérité ne s'appelle « chardon » ; vouliez-vous « charbon » ?",
        ),
        (
            "truth = \"charbon\"",
            "truth = \"axe\"",
            "la vérité « axe » n'est pas du genre qu'il faut ici",
        ),
        (
            "full = 2.0",
            "full = 20.0",
            "full (20) doit être positif et plus petit que zero (10)",
        ),
        (
            "accept = [\"synforme\"]",
            "accept = [\"sinforme\"]",
            "aucune possibilité ne s'appelle « sinforme » ; vouliez-vous « synforme » ?",
        ),
        (
            "[400.0, 100.0, 400.0]",
            "[400.0, 100.0]",
            "« points » doit avoir 3 éléments",
        ),
        (
            "[0.0, 0.0, 200.0], [0.0, 300.0, 500.0]",
            "[0.0, 0.0, 200.0], [800.0, 200.0, 600.0]",
            "clé refusée : `m-points`: the truth `charbon` cannot be computed: the points lie on one line: take one well to the side of it",
        ),
        (
            "dip_deg = 40.0",
            "dip_deg = \"40\"",
            "« dip_deg » doit être un nombre, avec un point s'il a des décimales",
        ),
    ] {
        key_says("affleurement", from, to, &[line]);
    }
    key_says(
        "flexion-bois",
        "class = \"C24\"",
        "class = \"C25\"",
        &[
            "« C25 » n'est pas possible ici ; choix : C14, C16, C18, C20, C22, C24, C27, C30, C35, C40, C45, C50",
        ],
    );
}

/// What ten authors did who were not warned: each was well written, and marked nonsense.
#[test]
fn what_cannot_be_meant_is_said() {
    for (from, to, line) in [
        (
            "unit = \"N/mm²\"",
            "unit = \"GPa\"",
            "la vérité « module » est en « GPa », mais on la compare à des « N/mm² »",
        ),
        (
            "full = 0.03\nzero = 0.15",
            "full = 3.0\nzero = 15.0",
            "« full » est ici une proportion : 3 % s'écrit 0.03",
        ),
        (
            "class = \"C24\"",
            "class = \"D30\"",
            "« D30 » n'est pas possible ici ; choix : C14, C16, C18, C20, C22, C24, C27, C30, C35, C40, C45, C50 ; vouliez-vous « C30 » ?",
        ),
        (
            "length_mm = 1200.0",
            "length_mm = 120.0",
            "la portée de la presse (1.08 m) dépasse la longueur de la poutre « poutre-1 » (0.12 m)",
        ),
    ] {
        key_says("flexion-bois", from, to, &[line]);
    }
    for (from, to, line) in [
        (
            "dip_deg = 40.0",
            "dip_deg = 95.0",
            "« dip_deg » doit être compris entre 0 et 90",
        ),
        (
            "section_deg = 150.0",
            "section_deg = -30.0",
            "« section_deg » doit être compris entre 0 et 360",
        ),
        (
            "of = \"plan-ouest\"",
            "of = \"axe\"",
            "la vérité « axe » n'est pas du genre qu'il faut ici",
        ),
    ] {
        key_says("affleurement", from, to, &[line]);
    }
    // One quotation mark forgotten is one problem.
    let lesson = file("flexion-bois", "lesson.toml");
    let lesson = lesson.replacen("fr = \"Comparateur\" }", "fr = \"Comparateur }", 1);
    let folder = LabFolder::with(&lesson, &file("flexion-bois", "lab-key.toml"));
    let lines = folder.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("guillemets jamais refermés"), "{lines:?}");
}

#[test]
fn a_figure_without_what_it_is_drawn_from_says_so() {
    for (from, to, lines) in [
        (
            "azimuth_deg = 150.0\n",
            "",
            "il manque le champ « azimuth_deg » dans « coupe »",
        ),
        (
            "by = \"bed\"",
            "by = \"lithology\"",
            "la colonne « lithology » n'est pas du genre qu'il faut ici",
        ),
        (
            "kind = \"section\"\ntables = [\"s0-ouest\", \"s0-est\"]",
            "kind = \"section\"\ntables = [\"stations\"]",
            "le tableau « stations » n'a pas de colonne « strike », dont cette figure a besoin",
        ),
        (
            "x = \"grain\"",
            "x = \"grains\"",
            "aucune colonne ne s'appelle « grains » ; vouliez-vous « grain » ?",
        ),
    ] {
        let lesson = file("affleurement", "lesson.toml");
        assert!(lesson.contains(from), "{from:?}");
        let key = file("affleurement", "lab-key.toml");
        let told = LabFolder::with(&lesson.replacen(from, to, 1), &key).lines();
        assert!(told.iter().any(|line| line.ends_with(lines)), "{told:?}");
    }
}

/// A visit may have a lab at one of its stops; and says which.
#[test]
fn a_lab_in_a_visit_is_at_a_stop() {
    let campus = file("campus-epinal", "lesson.toml");
    let told = |lesson: &str| -> Vec<String> {
        let folder = LabFolder::with(lesson, &file("campus-epinal", "lab-key.toml"));
        let about_labs = |line: &String| line.contains("travail pratique");
        folder.lines().into_iter().filter(about_labs).collect()
    };
    assert_eq!(told(&campus), Vec::<String>::new());
    let (stop, lab) = ("lab = true #", "\n[lab]\n");
    assert!(campus.contains(stop) && campus.contains(lab));
    let nowhere = told(&campus.replacen(stop, "#", 1));
    assert!(
        nowhere.len() == 1 && nowhere[0].contains("écrivez lab = true"),
        "{nowhere:?}"
    );
    let (before, _) = campus.split_once(lab).unwrap();
    let none = told(before);
    assert!(none.len() == 1 && none[0].contains("[lab]"), "{none:?}");
}

#[test]
fn a_lab_without_its_key_and_a_lesson_that_is_neither_say_so() {
    let folder = LabFolder::of("affleurement");
    std::fs::remove_file(folder.path().join("lab-key.toml")).unwrap();
    assert_eq!(
        folder.lines(),
        [
            "lab-key.toml: il manque lab-key.toml à côté : sans la vérité et le barème, ce travail pratique ne peut pas être animé"
        ]
    );
    let lesson = file("affleurement", "lesson.toml");
    let (before, _) = lesson.split_once("[lab]\n").unwrap();
    assert_eq!(
        LabFolder::with(before, "").lines(),
        ["lesson.toml:1:1: il manque le champ « lab »"]
    );
}

#[test]
fn columns_of_a_table_like_another_are_the_same() {
    let folder = LabFolder::of("affleurement");
    let loaded = lesson::load(&folder.path()).unwrap();
    let lab = loaded.lesson.lab.unwrap();
    let columns = |table: &str| lab.table(table).unwrap().columns.clone();
    assert_eq!(columns("s0-est"), columns("s0-ouest"));
    assert_eq!(columns("s0-est").len(), 6);
}
