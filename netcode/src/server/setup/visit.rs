//! The outline of a visit, from its lesson.

use pleiades_scenes::lesson::{Lesson, Quiz, QuizKind, VisitOrder};

use crate::protocol::{AnswerForm, QuizOutline, StopOutline, VisitOutline};

/// As much of a lesson's visit as the room must know.
pub(super) fn outline_of(lesson: &Lesson) -> VisitOutline {
    VisitOutline {
        stops: lesson
            .stops
            .iter()
            .map(|stop| StopOutline {
                stop: stop.id.as_str().into(),
                required: stop.required,
                dwell_min_s: stop.dwell_min_s,
            })
            .collect(),
        quizzes: lesson
            .quizzes()
            .map(|(stop, quiz)| QuizOutline {
                quiz: quiz.id.as_str().into(),
                stop: stop.id.as_str().into(),
                form: form_of(quiz),
                by_team: quiz.is_for_teams(),
                rally: quiz.rally.is_some(),
                tries: quiz.tries,
            })
            .collect(),
        formations: lesson
            .formations
            .iter()
            .map(|formation| formation.id.as_str().into())
            .collect(),
        team_size: lesson.rally.as_ref().map_or(0, |rally| rally.team_size),
        led: lesson.order == VisitOrder::Led,
    }
}

fn form_of(quiz: &Quiz) -> AnswerForm {
    // The checks allow eight.
    let choices = u8::try_from(quiz.choices.len()).unwrap_or(u8::MAX);
    match quiz.kind {
        QuizKind::Single => AnswerForm::Single { choices },
        QuizKind::Multiple => AnswerForm::Multiple { choices },
        QuizKind::Number => AnswerForm::Number,
        QuizKind::Order => AnswerForm::Order { choices },
        QuizKind::Point => AnswerForm::Point,
    }
}
