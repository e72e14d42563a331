//! What the linter says about quizzes, the rally, media, formations and the answer key: the whole line, as its author reads it.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Folder, visit_says};
use pleiades_scenes::lesson::{self, AnsweredBy, Solution, VisitOrder};

#[test]
fn nothing_about_a_good_visit_whose_key_is_found() {
    let folder = Folder::visit("Voilà.", "Voici.");
    assert_eq!(folder.lines(), Vec::<String>::new());
    let loaded = lesson::load(&folder.path()).unwrap();
    let lesson = &loaded.lesson;
    assert_eq!(lesson.order, VisitOrder::Led);
    assert_eq!(lesson.rally.as_ref().unwrap().team_size, 3);
    let (stop, quiz) = lesson.quiz("nombre").unwrap();
    assert_eq!(
        (stop.id.as_str(), quiz.by, quiz.tries),
        ("bois", AnsweredBy::Alone, 2)
    );
    assert!(quiz.is_for_teams(), "a line of the rally is a team's");
    assert_eq!(lesson.formations_at("bois").count(), 1);

    let key = lesson::load_key(&loaded).unwrap();
    let solution = |quiz: &str| key.get(quiz).unwrap().solution.clone();
    assert_eq!(solution("un"), Solution::Single(1));
    assert_eq!(solution("plusieurs"), Solution::Multiple(vec![0, 2]));
    assert_eq!(solution("ordre"), Solution::Order(vec![1, 0]));
    assert_eq!(
        solution("nombre"),
        Solution::Number {
            value: 30.0,
            tolerance: 2.5
        }
    );
    assert!(matches!(solution("ou"), Solution::Point { within_m, .. } if within_m == 2.0));
}

#[test]
fn a_program_without_the_key_loads_the_lesson_and_only_hosting_needs_it() {
    let folder = Folder::visit("Voilà.", "Voici.");
    fs::remove_file(folder.path().join("key.toml")).unwrap();
    let loaded = lesson::load(&folder.path()).unwrap();
    assert!(lesson::load_key(&loaded).is_err());
    assert_eq!(
        folder.lines(),
        [
            "key.toml: corrigé absent alors que la leçon a des quiz ; sans lui on ne peut pas l'animer"
        ]
    );
}

#[test]
fn fields_that_do_not_fit_the_kind_of_a_quiz() {
    visit_says(
        "kind = \"single\"",
        "kind = \"singel\"",
        &[
            "lesson.toml:24:8: « singel » n'est pas possible ici ; choix : single, multiple, number, order, point ; \
             vouliez-vous « single » ?",
        ],
    );
    visit_says(
        "kind = \"single\"",
        "kind = \"number\"",
        &["lesson.toml:26:11: « choices » n'a pas de sens pour un quiz de genre « number »"],
    );
    visit_says(
        "unit = \"°\"\n",
        "unit = \"une unité bien trop longue\"\n",
        &["lesson.toml:40:8: « unit » est trop long (12 caractères au plus)"],
    );
    visit_says(
        "kind = \"number\"",
        "kind = \"point\"",
        &["lesson.toml:40:8: « unit » n'a pas de sens pour un quiz de genre « point »"],
    );
    visit_says(
        "kind = \"point\"",
        "kind = \"order\"",
        &["lesson.toml:51:8: un quiz de genre « order » a besoin du champ « choices »"],
    );
    visit_says(
        ", { id = \"b\", text = { fr = \"B\", en = \"B\" } }]\n\n[[stop.quiz]]\nid = \"plus",
        "]\n\n[[stop.quiz]]\nid = \"plus",
        &["lesson.toml:26:11: il faut de 2 à 8 choix, et non 1"],
    );
    visit_says(
        "id = \"b\", text",
        "id = \"a\", text",
        &["lesson.toml:26:64: le nom « a » est déjà pris à la ligne 26"],
    );
    visit_says(
        "tries = 2",
        "tries = 9",
        &["lesson.toml:39:9: « tries » doit être compris entre 1 et 5"],
    );
    visit_says(
        "id = \"ordre\"",
        "id = \"un\"",
        &["lesson.toml:44:6: le nom « un » est déjà pris à la ligne 23"],
    );
}

#[test]
fn a_rally_and_its_lines_belong_together() {
    let rally = "rally = { title = { fr = \"Rallye\", en = \"Rally\" }, intro = { fr = \"Allez !\", en = \"Go!\" } }\n";
    visit_says(
        rally,
        "",
        &[
            "lesson.toml:37:9: ligne de rallye alors que la leçon n'a pas de partie [rally]",
            "lesson.toml:51:9: ligne de rallye alors que la leçon n'a pas de partie [rally]",
        ],
    );
    let folder = Folder::with(
        common::LESSON.replace(
            "[privacy]",
            &format!(
                "[rally]\n{}\n[privacy]",
                "title = { fr = \"R\", en = \"R\" }\nintro = { fr = \"R\", en = \"R\" }"
            ),
        ),
        &common::place(),
    );
    assert_eq!(
        folder.lines(),
        [
            "lesson.toml:16:1: attention, rallye sans ligne ; ajoutez rally = \"find\" (ou observe, measure, answer) à un quiz"
        ]
    );
}

#[test]
fn formations_have_a_stop_a_source_and_a_page() {
    visit_says(
        "stop = \"bois\"",
        "stop = \"boit\"",
        &["lesson.toml:57:8: aucune étape ne s'appelle « boit » ; vouliez-vous « bois » ?"],
    );
    visit_says(
        "link = \"https://example.org/licence\"\n",
        "link = \"javascript:alert(1)\"\n",
        &[
            "lesson.toml:59:8: « javascript:alert(1) » n'est pas une adresse complète comme https://www.univ-lorraine.fr/",
        ],
    );
    visit_says(
        "source = \"site\"\n\n[[source]]",
        "source = \"sita\"\n\n[[source]]",
        &[
            "lesson.toml:60:10: aucune [[source]] ne s'appelle « sita » ; vouliez-vous « site » ?",
            "lesson.toml:63:6: attention, la source « site » n'est citée par aucun fait",
        ],
    );
    visit_says(
        "source = \"site\"\n\n[[source]]",
        "source = \"site\"\nvalid_until = 2026-11-01\n\n[[source]]",
        &[
            "lesson.toml:61:15: attention, fait périmé depuis le 2026-11-01 : relisez sa source, puis repoussez valid_until",
        ],
    );
}

#[test]
fn media_are_there_have_words_and_are_what_they_say() {
    visit_says(
        "\"plan.png\"",
        "\"plans.png\"",
        &["lesson.toml:20:35: fichier introuvable dans le dossier de la leçon : plans.png"],
    );
    visit_says(
        "\"plan.png\"",
        "\"../plan.png\"",
        &[
            "lesson.toml:20:35: « ../plan.png » n'est pas un chemin possible : relatif au dossier de la leçon, avec des /, sans ..",
        ],
    );
    visit_says(
        "kind = \"image\"",
        "kind = \"sound\"",
        &["lesson.toml:20:35: un fichier de genre « sound » finit par .wav"],
    );
    visit_says(
        "caption = { fr = \"Le plan.\", en = \"The plan.\" }, ",
        "",
        &["lesson.toml:20:10: il manque le champ « caption » dans « media »"],
    );
    visit_says(
        "kind = \"image\", file = \"plan.png\"",
        "kind = \"narration\", file = \"plan.wav\"",
        &[
            "lesson.toml:20:19: narration sans langue ; ajoutez language = \"fr\" ou \"en\"",
            "lesson.toml:20:39: fichier introuvable dans le dossier de la leçon : plan.wav",
        ],
    );
}

#[test]
fn media_that_no_client_could_show_or_play_are_found() {
    let folder = Folder::visit("Voilà", "Voilà");
    std::fs::write(folder.path().join("plan.png"), "picture").unwrap();
    assert_eq!(
        folder.lines(),
        [
            "lesson.toml:20:35: image illisible ; il faut un fichier PNG ou JPEG entier, à 8 bits par couleur, de 4096 pixels de côté au plus"
        ]
    );
    let folder = Folder::visit(
        "kind = \"image\", file = \"plan.png\"",
        "kind = \"sound\", file = \"pluie.wav\"",
    );
    std::fs::write(folder.path().join("pluie.wav"), "OggS").unwrap();
    assert_eq!(
        folder.lines(),
        [
            "lesson.toml:20:35: son illisible ; il faut un fichier WAV (PCM à 16 bits, une ou deux voies, de 8000 à 48000 Hz) de 10 minutes au plus"
        ]
    );
}

#[test]
fn the_key_answers_every_quiz_in_its_own_way() {
    visit_says(
        "quiz = \"un\"",
        "quiz = \"uns\"",
        &[
            "key.toml:1:1: le corrigé ne dit rien du quiz « un »",
            "key.toml:2:8: la leçon n'a pas de quiz « uns » ; vouliez-vous « un » ?",
        ],
    );
    visit_says(
        "choice = \"b\"",
        "choice = \"d\"",
        &["key.toml:3:10: le quiz n'a pas de choix « d »"],
    );
    visit_says(
        "choice = \"b\"",
        "number = 2",
        &[
            "key.toml:2:8: un quiz de genre « single » a besoin du champ « choice »",
            "key.toml:3:10: « number » n'a pas de sens pour un quiz de genre « single »",
        ],
    );
    visit_says(
        "order = [\"b\", \"a\"]",
        "order = [\"b\", \"b\"]",
        &["key.toml:20:9: l'ordre doit citer chaque choix du quiz, une fois chacun"],
    );
    visit_says(
        "number = 30",
        "number = nan",
        &["key.toml:14:10: « number » doit être compris entre -1000000000 et 1000000000"],
    );
    visit_says(
        "tolerance = 2.5",
        "tolerance = \"2,5\"",
        &["key.toml:15:13: « tolerance » doit être un nombre, avec un point s'il a des décimales"],
    );
    visit_says(
        "at = \"poi.droit\"",
        "at = \"poi.droid\"",
        &[
            "key.toml:25:6: la scène n'a pas de repère « poi.droid » à montrer ; vouliez-vous « poi.droit » ?",
        ],
    );
    visit_says(
        "source = \"site\"\n\n[[answer]]",
        "source = \"sit\"\n\n[[answer]]",
        &["key.toml:5:10: aucune [[source]] ne s'appelle « sit » ; vouliez-vous « site » ?"],
    );
    visit_says(
        "quiz = \"ordre\"",
        "quiz = \"un\"",
        &[
            "key.toml:1:1: le corrigé ne dit rien du quiz « ordre »",
            "key.toml:19:8: le nom « un » est déjà pris à la ligne 2",
            "key.toml:19:8: un quiz de genre « single » a besoin du champ « choice »",
            "key.toml:20:9: « order » n'a pas de sens pour un quiz de genre « single »",
        ],
    );
}
