//! A notebook is taken away as one page, as tables and as data; a teacher sees who is where.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::lab::{Hand, STUDENT, Student, folder, name, write};
use common::{outcrop, timber};
use pleiades_netcode::bench::{StepState, progress, report};
use pleiades_netcode::protocol::lab::{AttemptId, Cell, Group, NOTE_BYTES};
use pleiades_netcode::protocol::{Deed, LabCommand, Writing};
use pleiades_scenes::{Language, lesson};

/// A portfolio's limit is a megabyte for a page.
const PAGE_BYTES: usize = 1_000_000;

#[test]
fn a_page_has_the_tables_the_figure_and_the_mark() {
    let folder = folder("affleurement");
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let mut student = Hand::in_folder(folder.path(), 1);
    outcrop::do_all(&mut student);
    student.does(Deed::Note {
        text: "Le flanc <est> & l'autre".to_owned(),
    });
    student.hands_in();
    let page = report(&lesson, &student.attempt(), Language::French).unwrap();
    let html = page.html();
    assert!(html.len() < PAGE_BYTES, "{} bytes", html.len());
    for part in [
        "Lever un affleurement plissé",
        "Inès",
        "20,00 / 20,00",
        "<svg",
        "✕ axe",
        "α95",
        "N150",
        "S0, flanc ouest : ",
        "C (grès, au sommet)",
        "Le flanc &lt;est&gt; &amp; l&#39;autre",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(
        !html.contains("<script") && !html.contains("http://")
            || html.matches("http://").count()
                == html.matches("http://www.w3.org/2000/svg").count()
    );
    let csv = page.csv();
    assert!(csv.contains("\"Direction (deg)\";\"Pendage (deg)\""));
    let json: serde_json::Value = serde_json::from_str(&page.json()).unwrap();
    assert_eq!(json["marks"]["earned"], 20.0);
    assert_eq!(
        json["notebook"]["tables"]["s0-ouest"]
            .as_array()
            .unwrap()
            .len(),
        6
    );
}

#[test]
fn a_plot_has_its_bars_its_line_and_its_residuals() {
    let folder = folder("flexion-bois");
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let mut student = Hand::in_folder(folder.path(), 1);
    timber::load_steps(&mut student);
    let page = report(&lesson, &student.attempt(), Language::French).unwrap();
    let u = &page.uncertainties["flexion"];
    assert!(
        u.iter()
            .all(|row| row["force"] > 0.5 && row["deflection"] > 0.002)
    );
    let (id, svg) = page.figures().remove(0);
    assert_eq!(id, "charge-fleche");
    assert!(svg.contains("résidus") && svg.contains("Charge F (N)"));
    assert_eq!(svg.matches("<circle").count(), 16, "eight points, twice");
}

#[test]
fn words_cannot_become_formulas_or_tags() {
    let folder = folder("affleurement");
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let mut student = Hand::in_folder(folder.path(), 1);
    let evil = "=HYPERLINK(\"x\")<script>";
    let cells = vec![(name("note"), Writing::ByHand(Cell::Text(evil.to_owned())))];
    student.does(write("s0-ouest", 0, cells));
    let page = report(&lesson, &student.attempt(), Language::English).unwrap();
    assert!(page.csv().contains("\"'=HYPERLINK(\"\"x\"\")<script>\""));
    assert!(!page.html().contains("<script>"));
}

#[test]
fn the_fullest_notebook_stays_below_a_megabyte() {
    let folder = folder("flexion-bois");
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let mut student = Hand::in_folder(folder.path(), 1);
    student.does(Deed::Note {
        text: "&".repeat(NOTE_BYTES),
    });
    for table in ["geometrie", "flexion", "lot"] {
        for row in 0..48 {
            let column = if table == "flexion" { "force" } else { "width" };
            let cell = Writing::ByHand(Cell::Number(f64::from(row) * 1.234_567_890_123_4));
            let _ = student.try_to(write(table, row as usize, vec![(name(column), cell)]));
        }
    }
    let html = report(&lesson, &student.attempt(), Language::French)
        .unwrap()
        .html();
    assert!(html.len() < PAGE_BYTES / 4, "{} bytes", html.len());
}

#[test]
fn a_teacher_sees_pupils_by_steps() {
    let folder = folder("affleurement");
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let lab = lesson.lab.as_ref().unwrap();
    let mut student = Hand::in_folder(folder.path(), 1);
    student
        .asks(
            STUDENT,
            LabCommand::Begin {
                group: Group::Alone,
            },
        )
        .unwrap();
    student.attempt = AttemptId(2);
    student.does(Deed::Finish {
        step: name("preparer"),
    });
    for row in 0..6 {
        student.measures("s0-ouest", row, "w", row + 1, 0.0);
    }
    student.measures("s0-est", 0, "e", 1, 0.0);
    student.does(Deed::Hint { step: name("est") });
    let grid = progress(lab, student.room.labs());
    let [untouched, begun] = grid.as_slice() else {
        panic!("{grid:?}");
    };
    assert!(
        untouched
            .steps
            .iter()
            .all(|step| *step == StepState::Untouched)
    );
    use StepState::{Begun, Done, Untouched};
    assert_eq!(
        begun.steps,
        [
            Done, Done, Begun, Untouched, Untouched, Untouched, Untouched
        ]
    );
    assert_eq!(
        (begun.readings, begun.hints, begun.handed_in),
        (7, 1, false)
    );
    assert_eq!(begun.names, "Inès");
}
