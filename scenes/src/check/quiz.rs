//! Quizzes, as pupils see them: each has what its kind needs, and nothing else.

use toml::de::DeTable;

use super::content::unique;
use super::findings::Findings;
use super::tree::{field, items, tables, text};
use crate::lesson::QuizKind;
use crate::problem::Fault;

/// More than these nobody compares, and they would not fit on a board.
const CHOICES_MAX: usize = 8;

/// Reports quizzes that do not fit their kind, ids taken twice, and lines of a rally that is not there.
pub(super) fn check(root: &DeTable<'_>, findings: &mut Findings<'_>) {
    let quizzes = || tables(root, "stop").flat_map(|stop| tables(stop, "quiz"));
    unique(quizzes().filter_map(|quiz| text(quiz, "id")), findings);
    for quiz in quizzes() {
        one(quiz, findings);
    }
    let mut lines = quizzes().filter_map(|quiz| field(quiz, "rally")).peekable();
    match field(root, "rally") {
        None => {
            for line in lines {
                findings.error(line.span().start, Fault::NoRally);
            }
        }
        Some(rally) if lines.peek().is_none() => {
            findings.warning(rally.span().start, Fault::EmptyRally);
        }
        Some(_) => {}
    }
}

fn one(quiz: &DeTable<'_>, findings: &mut Findings<'_>) {
    let Some((kind, at)) = kind(quiz) else {
        return;
    };
    let foreign = |field: &str| Fault::FieldOfOtherKind {
        field: field.to_owned(),
        kind,
    };
    match field(quiz, "choices") {
        Some(choices) if kind.has_choices() => {
            let count = items(quiz, "choices").count();
            if !(2..=CHOICES_MAX).contains(&count) {
                findings.error(choices.span().start, Fault::ChoicesCount(count));
            }
            unique(
                tables(quiz, "choices").filter_map(|choice| text(choice, "id")),
                findings,
            );
        }
        Some(choices) => findings.error(choices.span().start, foreign("choices")),
        None if kind.has_choices() => {
            let field = "choices".to_owned();
            findings.error(at, Fault::KindNeeds { field, kind });
        }
        None => {}
    }
    if let Some(unit) = field(quiz, "unit")
        && kind != QuizKind::Number
    {
        findings.error(unit.span().start, foreign("unit"));
    }
}

/// The kind of a quiz and where it is written, if it is one there is.
fn kind(quiz: &DeTable<'_>) -> Option<(QuizKind, usize)> {
    let (word, at) = text(quiz, "kind")?;
    let kind = [
        QuizKind::Single,
        QuizKind::Multiple,
        QuizKind::Number,
        QuizKind::Order,
        QuizKind::Point,
    ]
    .into_iter()
    .find(|kind| kind.as_str() == word)?;
    Some((kind, at))
}
