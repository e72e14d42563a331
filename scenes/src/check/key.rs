//! The answer key, held against its lesson: an answer for every quiz, of the quiz's kind, among the quiz's choices.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::content::unique;
use super::findings::Findings;
use super::nearest;
use super::tree::{field, items, tables, text};
use crate::lesson::{Lesson, LoadedLesson, Quiz, QuizKind};
use crate::problem::Fault;
use crate::scene::Kind;

/// The fields that say what is right, with the kind each belongs to.
const FIELDS: [(&str, QuizKind); 7] = [
    ("choice", QuizKind::Single),
    ("choices", QuizKind::Multiple),
    ("order", QuizKind::Order),
    ("number", QuizKind::Number),
    ("tolerance", QuizKind::Number),
    ("at", QuizKind::Point),
    ("within_m", QuizKind::Point),
];

/// Reports what in the key does not fit the lesson.
pub(super) fn check(root: &DeTable<'_>, loaded: &LoadedLesson, findings: &mut Findings<'_>) {
    let lesson = &loaded.lesson;
    let named = || tables(root, "answer").filter_map(|answer| text(answer, "quiz"));
    unique(named(), findings);
    for (_, quiz) in lesson.quizzes() {
        if !named().any(|(id, _)| id == quiz.id) {
            findings.error(0, Fault::KeyLacks(quiz.id.clone()));
        }
    }
    for answer in tables(root, "answer") {
        let Some((id, at)) = text(answer, "quiz") else {
            continue;
        };
        match lesson.quiz(id) {
            Some((_, quiz)) => one(answer, at, quiz, loaded, findings),
            None => {
                let ids = lesson.quizzes().map(|(_, quiz)| quiz.id.as_str());
                let suggestion = nearest::id(id, ids);
                findings.error_with(at, Fault::UnknownQuiz(id.to_owned()), suggestion);
            }
        }
        source(answer, lesson, findings);
    }
}

fn one(
    answer: &DeTable<'_>,
    at: usize,
    quiz: &Quiz,
    loaded: &LoadedLesson,
    findings: &mut Findings<'_>,
) {
    let kind = quiz.kind;
    for (name, of) in FIELDS {
        if let Some(value) = field(answer, name)
            && of != kind
        {
            let field = name.to_owned();
            findings.error(value.span().start, Fault::FieldOfOtherKind { field, kind });
        }
    }
    let needed = FIELDS.iter().find(|(_, of)| *of == kind);
    if let Some((name, _)) = needed
        && field(answer, name).is_none()
    {
        let field = (*name).to_owned();
        findings.error(at, Fault::KindNeeds { field, kind });
        return;
    }
    match kind {
        QuizKind::Single => {
            if let Some(choice) = field(answer, "choice") {
                known(choice, quiz, findings);
            }
        }
        QuizKind::Multiple => {
            for choice in items(answer, "choices") {
                known(choice, quiz, findings);
            }
        }
        QuizKind::Order => {
            let mut left: Vec<&str> = quiz.choices.iter().map(|choice| &*choice.id).collect();
            let before = left.len();
            let mut count = 0;
            for choice in items(answer, "order") {
                known(choice, quiz, findings);
                count += 1;
                left.retain(|id| choice.get_ref().as_str() != Some(id));
            }
            if !left.is_empty() || count != before {
                let at = field(answer, "order").map_or(at, |order| order.span().start);
                findings.error(at, Fault::IncompleteOrder);
            }
        }
        QuizKind::Number => {}
        QuizKind::Point => {
            if let Some((id, at)) = text(answer, "at")
                && loaded.scene.get(id).is_none()
            {
                let nodes = loaded
                    .scene
                    .nodes()
                    .filter(|node| node.kind != Kind::Collider)
                    .map(|node| node.id.as_str());
                let suggestion = nearest::id(id, nodes);
                findings.error_with(at, Fault::UnknownTarget(id.to_owned()), suggestion);
            }
        }
    }
}

fn known(choice: &Spanned<DeValue<'_>>, quiz: &Quiz, findings: &mut Findings<'_>) {
    let Some(id) = choice.get_ref().as_str() else {
        return;
    };
    if !quiz.choices.iter().any(|choice| choice.id == id) {
        let suggestion = nearest::id(id, quiz.choices.iter().map(|choice| choice.id.as_str()));
        let fault = Fault::UnknownChoice(id.chars().take(80).collect());
        findings.error_with(choice.span().start, fault, suggestion);
    }
}

fn source(answer: &DeTable<'_>, lesson: &Lesson, findings: &mut Findings<'_>) {
    if let Some((id, at)) = text(answer, "source")
        && lesson.source(id).is_none()
    {
        let suggestion = nearest::id(id, lesson.sources.iter().map(|source| source.id.as_str()));
        findings.error_with(at, Fault::UnknownSource(id.to_owned()), suggestion);
    }
}
