//! The quizzes of a stop, on its card: what is asked, what one answers, and why it is so.

use bevy_egui::egui;
use pleiades_netcode::{
    protocol::{Command, Correct, Mark, QuizId, Tally, VisitCommand},
    room::{Answered, Answerer, RoomState},
};
use pleiades_scenes::lesson::{Quiz, QuizKind, RallyVerb, Stop};

use super::style;
use crate::{
    language::Phrases,
    session::Session,
    tour::{Draft, Drafts},
};

/// What somebody wants of the quizzes.
pub(super) enum Wish {
    /// Something of the room.
    Ask(Command),
    /// To point at something in the scene for this quiz.
    Seek(String),
}

/// How many of a stop's quizzes there are, and how many of them are done.
pub(super) fn count(stop: &Stop, session: &Session) -> (usize, usize) {
    let done = stop
        .quizzes
        .iter()
        .filter(|quiz| {
            Standing::of(session, &quiz.id).is_some_and(|standing| standing.answered.is_some())
        })
        .count();
    (done, stop.quizzes.len())
}

/// The quizzes of a stop.
pub(super) fn page(
    ui: &mut egui::Ui,
    stop: &Stop,
    session: &Session,
    phrases: &Phrases,
    drafts: &mut Drafts,
) -> Option<Wish> {
    let mut wish = None;
    for quiz in &stop.quizzes {
        ui.add_space(6.0);
        let found = ui
            .push_id(&quiz.id, |ui| one(ui, quiz, session, phrases, drafts))
            .inner;
        wish = found.or(wish);
        ui.separator();
    }
    wish
}

/// How one stands with a quiz.
struct Standing<'a> {
    open: bool,
    /// Nobody if a team answers and one is in none.
    by: Option<Answerer>,
    answered: Option<&'a Answered>,
    tally: Option<&'a Tally>,
}

impl<'a> Standing<'a> {
    fn of(session: &'a Session, quiz: &str) -> Option<Self> {
        let (room, me): (&RoomState, _) = (session.room()?, session.me()?);
        let visit = room.visit();
        let id = QuizId::from(quiz);
        let outline = visit.outline().quiz(&id)?;
        let by = visit.answerer(me, outline);
        Some(Self {
            open: visit.is_open(outline),
            by,
            answered: by.and_then(|by| visit.answered(&id, by)),
            tally: visit.shown(&id),
        })
    }

    fn mark(&self) -> Option<&'a Mark> {
        self.answered?.given.as_ref()?.mark.as_ref()
    }

    /// Whether nothing more can be answered.
    fn is_over(&self) -> bool {
        self.answered
            .is_some_and(|answered| answered.tries_left == 0)
            || self.mark().is_some_and(|mark| mark.right)
    }
}

fn one(
    ui: &mut egui::Ui,
    quiz: &Quiz,
    session: &Session,
    phrases: &Phrases,
    drafts: &mut Drafts,
) -> Option<Wish> {
    let language = phrases.language();
    ui.label(style::bold(quiz.question.get(language), 18.0));
    if let Some(verb) = quiz.rally {
        ui.label(style::quiet(format!("👥 {}", phrases.get(verb_key(verb)))));
    } else if quiz.is_for_teams() {
        ui.label(style::quiet(format!("👥 {}", phrases.get("quiz-team"))));
    }
    let standing = Standing::of(session, &quiz.id)?;
    if let Some(mark) = standing.mark() {
        verdict(ui, quiz, mark, standing.is_over(), phrases);
    } else if standing.answered.is_some() {
        ui.label(style::quiet(phrases.get("quiz-answered")));
    }
    if let Some(tally) = standing.tally {
        class(ui, quiz, tally, phrases);
    }
    if standing.is_over() {
        return None;
    }
    if standing.by.is_none() {
        ui.label(style::quiet(phrases.get("quiz-no-team")));
        return None;
    }
    if !standing.open {
        let key = if quiz.rally.is_some() {
            "quiz-rally-closed"
        } else {
            "quiz-closed"
        };
        ui.label(style::quiet(phrases.get(key)));
        return None;
    }
    let draft = drafts.of(&quiz.id);
    let seek = ui
        .scope(|ui| {
            style::edge_fields(ui);
            form(ui, quiz, draft, phrases)
        })
        .inner;
    if seek {
        return Some(Wish::Seek(quiz.id.clone()));
    }
    let answer = draft.answer(quiz);
    let response = style::primary_if(ui, answer.is_some(), &phrases.get("quiz-answer"));
    let question = quiz.question.get(language).to_owned();
    let name = phrases.with("quiz-answer-to", &[("question", question.into())]);
    named(&response, egui::WidgetType::Button, &name);
    let answer = answer.filter(|_| response.clicked())?;
    Some(Wish::Ask(Command::Visit(VisitCommand::Answer {
        quiz: quiz.id.as_str().into(),
        answer,
    })))
}

/// Where one chooses, types or orders; whether one wants to go and point.
fn form(ui: &mut egui::Ui, quiz: &Quiz, draft: &mut Draft, phrases: &Phrases) -> bool {
    let language = phrases.language();
    let choices = (0_u8..).zip(&quiz.choices);
    match quiz.kind {
        QuizKind::Single => {
            for (place, choice) in choices {
                let chosen = draft.chosen.first() == Some(&place);
                if ui.radio(chosen, choice.text.get(language)).clicked() {
                    draft.chosen = vec![place];
                }
            }
        }
        QuizKind::Multiple => {
            for (place, choice) in choices {
                let mut chosen = draft.chosen.contains(&place);
                if ui
                    .checkbox(&mut chosen, choice.text.get(language))
                    .clicked()
                {
                    draft.toggle(place);
                }
            }
        }
        QuizKind::Order => order(ui, quiz, draft, phrases),
        QuizKind::Number => {
            ui.horizontal(|ui| {
                let field = egui::TextEdit::singleline(&mut draft.number)
                    .desired_width(140.0)
                    .char_limit(16)
                    .hint_text("…");
                let response = ui.add(field);
                ui.label(quiz.unit.as_deref().unwrap_or_default());
                let question = quiz.question.get(language).to_owned();
                let name = phrases.with("quiz-number", &[("question", question.into())]);
                named(&response, egui::WidgetType::TextEdit, &name);
            });
        }
        QuizKind::Point => {
            let key = if draft.ray.is_some() {
                "quiz-point-again"
            } else {
                "quiz-point"
            };
            return ui.button(format!("☞ {}", phrases.get(key))).clicked();
        }
    }
    false
}

/// Choices one moves up and down until they stand right.
fn order(ui: &mut egui::Ui, quiz: &Quiz, draft: &mut Draft, phrases: &Phrases) {
    let language = phrases.language();
    let mut swap = None;
    let order = draft.order(quiz.choices.len());
    let last = order.len().saturating_sub(1);
    for (place, choice) in order.iter().enumerate() {
        let Some(choice) = quiz.choices.get(usize::from(*choice)) else {
            continue;
        };
        let text = choice.text.get(language);
        ui.horizontal(|ui| {
            let up = phrases.with("quiz-up", &[("choice", text.to_owned().into())]);
            let down = phrases.with("quiz-down", &[("choice", text.to_owned().into())]);
            if arrow(ui, "⬆", &up, place > 0) {
                swap = Some((place, place - 1));
            }
            if arrow(ui, "⬇", &down, place < last) {
                swap = Some((place, place + 1));
            }
            ui.label(format!("{}. {text}", place + 1));
        });
    }
    if let Some((one, other)) = swap {
        order.swap(one, other);
    }
}

/// A button with a sign, and a name for who cannot see it.
fn arrow(ui: &mut egui::Ui, sign: &str, name: &str, enabled: bool) -> bool {
    let response = ui.add_enabled(enabled, egui::Button::new(sign));
    named(&response, egui::WidgetType::Button, name);
    response.clicked()
}

/// Gives a control a name for who cannot see what it belongs to.
pub(super) fn named(response: &egui::Response, kind: egui::WidgetType, name: &str) {
    response.widget_info(|| egui::WidgetInfo::labeled(kind, response.enabled(), name));
}

fn verdict(ui: &mut egui::Ui, quiz: &Quiz, mark: &Mark, over: bool, phrases: &Phrases) {
    let (sign, key, colour) = match (mark.right, over) {
        (true, _) => ("✔", "quiz-right", style::AMBER),
        (false, true) => ("➡", "quiz-wrong", style::MIST),
        (false, false) => ("↻", "quiz-again", style::ALERT),
    };
    ui.label(style::bold(format!("{sign} {}", phrases.get(key)), 17.0).color(colour));
    if let Some(told) = &mark.told {
        if !mark.right
            && let Some(correct) = correct(quiz, &told.correct, phrases)
        {
            ui.label(style::bold(correct, 17.0));
        }
        ui.label(told.why.get(phrases.language()));
    }
}

/// What is right, in words; nothing where the reason says it.
fn correct(quiz: &Quiz, correct: &Correct, phrases: &Phrases) -> Option<String> {
    let language = phrases.language();
    let names = |choices: &[u8], between: &str| {
        let texts: Vec<&str> = choices
            .iter()
            .filter_map(|choice| quiz.choices.get(usize::from(*choice)))
            .map(|choice| choice.text.get(language))
            .collect();
        texts.join(between)
    };
    match correct {
        Correct::Single(choice) => Some(names(&[*choice], "")),
        Correct::Multiple(choices) => Some(names(choices, " · ")),
        Correct::Order(choices) => Some(names(choices, "  ➡  ")),
        Correct::Number { value, .. } => {
            let unit = quiz.unit.as_deref().unwrap_or_default();
            Some(format!("{value} {unit}"))
        }
        Correct::Point(_) => None,
    }
}

/// How the class answered: bars and numbers, no names.
pub(super) fn class(ui: &mut egui::Ui, quiz: &Quiz, tally: &Tally, phrases: &Phrases) {
    let numbers = [
        ("answered", usize::from(tally.answered).into()),
        ("right", usize::from(tally.right).into()),
    ];
    ui.label(style::quiet(phrases.with("quiz-class", &numbers)));
    for (choice, count) in quiz.choices.iter().zip(&tally.by_choice) {
        let share = f32::from(*count) / f32::from(tally.answered.max(1));
        let text = format!("{count}  {}", choice.text.get(phrases.language()));
        ui.add(
            egui::ProgressBar::new(share)
                .text(text)
                .fill(style::SLATE)
                .desired_width(390.0),
        );
    }
}

/// The phrase for what a team does.
pub(super) const fn verb_key(verb: RallyVerb) -> &'static str {
    match verb {
        RallyVerb::Find => "rally-find",
        RallyVerb::Observe => "rally-observe",
        RallyVerb::Measure => "rally-measure",
        RallyVerb::Answer => "rally-answer",
    }
}
