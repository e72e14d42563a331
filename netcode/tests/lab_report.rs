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
        "C · 0,9",
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

/// F/δ is computed wherever the table is shown, from what is written now, and cannot be written itself.
#[test]
fn a_derived_column_follows_what_it_is_computed_from() {
    let folder = folder("flexion-bois");
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let mut student = Hand::in_folder(folder.path(), 1);
    timber::load_steps(&mut student);
    let ratio = |student: &Hand, row: usize| {
        let page = report(&lesson, &student.attempt(), Language::French).unwrap();
        let rows = &page.notebook.tables["flexion"];
        let number = |column: &str| rows.number(row, column);
        let expected = number("force").unwrap() / number("deflection").unwrap();
        (number("stiffness").unwrap(), expected, page)
    };
    let (before, expected, page) = ratio(&student, 2);
    assert!(
        (before / expected - 1.0).abs() < 1e-12,
        "{before} {expected}"
    );
    assert!(page.csv().contains("F/δ (N/mm)") && page.html().contains("F/δ (N/mm)"));
    let cell = |number: f64| Writing::ByHand(Cell::Number(number));
    student.does(write("flexion", 2, vec![(name("force"), cell(1000.0))]));
    let (after, expected, _) = ratio(&student, 2);
    assert!(after > before && (after / expected - 1.0).abs() < 1e-12);
    let forged = student.try_to(write("flexion", 2, vec![(name("stiffness"), cell(1.0))]));
    assert!(forged.is_err());
    // Without its force a row has none, and the others keep theirs.
    student.does(write("flexion", 2, vec![(name("force"), Writing::Nothing)]));
    let page = report(&lesson, &student.attempt(), Language::French).unwrap();
    let rows = &page.notebook.tables["flexion"];
    assert_eq!(rows.number(2, "stiffness"), None);
    assert_eq!(rows.numbers("stiffness").len(), 7);
}

/// What a teacher shows to all is drawn from the frozen rows alone, without a name or a reading.
#[test]
fn a_figure_shown_to_all_is_the_same_without_its_owner() {
    use pleiades_labs::plot::Point;
    use pleiades_netcode::bench::projected;
    use pleiades_netcode::protocol::lab::Shown;
    use pleiades_scenes::lab::report::Figure;
    let folder = folder("flexion-bois");
    let lesson = lesson::load(folder.path()).unwrap().lesson;
    let mut student = Hand::in_folder(folder.path(), 1);
    timber::load_steps(&mut student);
    let attempt = student.attempt();
    let shown = |plot: &str| Shown {
        attempt: AttemptId(1),
        plot: name(plot),
        tables: attempt.notebook.tables.clone(),
    };
    let seen = shown("charge-fleche");
    let (plot, figure) = projected(&lesson, &seen, Language::French).unwrap();
    let own = report(&lesson, &attempt, Language::French)
        .unwrap()
        .figure(plot);
    let (Figure::Scatter(seen), Figure::Scatter(own)) = (figure, own) else {
        panic!("a scatter is a scatter");
    };
    assert_eq!(seen.line(), own.line());
    let places = |points: &[Point]| -> Vec<(f64, f64)> {
        points.iter().map(|point| (point.x, point.y)).collect()
    };
    assert_eq!(places(&seen.points), places(&own.points));
    assert!(seen.points.iter().all(|point| point.u_x == 0.0));
    assert!(own.points.iter().all(|point| point.u_x > 0.0));
    assert!(projected(&lesson, &shown("autre"), Language::French).is_none());
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
