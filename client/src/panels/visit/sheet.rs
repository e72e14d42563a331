//! The team's sheet: who is in it, what there is to find, observe, measure and answer, and what the team has written.

use std::collections::HashMap;

use bevy::prelude::*;
use bevy_egui::{EguiContexts, egui};
use pleiades_netcode::{
    protocol::{Command, QuizId, TeamId, VisitCommand, limits},
    room::{Answerer, RoomState},
};
use pleiades_scenes::lesson::{Quiz, Stop};

use super::{
    super::{
        quiz::{named, verb_key},
        style,
    },
    AtHand, panel,
};
use crate::{language::Phrases, session::Session, tour::OpenedCard, world::Place, xr::Headset};

/// Notes as they are being typed, by quiz: what is typed and what the sheet said then.
#[derive(Resource, Default)]
pub(super) struct Notes(HashMap<String, (String, String)>);

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut session: ResMut<Session>,
    phrases: Res<Phrases>,
    place: Option<Res<Place>>,
    headset: Res<Headset>,
    mut at_hand: ResMut<AtHand>,
    mut notes: ResMut<Notes>,
    mut opened: ResMut<OpenedCard>,
) -> Result {
    if *at_hand != AtHand::Sheet {
        return Ok(());
    }
    let (Some(place), Some(room), Some(me)) = (place, session.room(), session.me()) else {
        return Ok(());
    };
    let lesson = &place.lesson.lesson;
    let Some(rally) = &lesson.rally else {
        return Ok(());
    };
    let language = phrases.language();
    let team = room.visit().team_of(me);
    let mut wish = None;
    let mut go = None;
    panel(
        contexts.ctx_mut()?,
        "sheet",
        rally.title.get(language),
        headset.is_on(),
        &phrases,
        &mut at_hand,
        |ui| {
            ui.label(rally.intro.get(language));
            let Some(team) = team else {
                ui.label(style::quiet(phrases.get("quiz-no-team")));
                return;
            };
            ui.label(style::bold(members(room, team, &phrases), 17.0));
            if !room.visit().rally_is_on() {
                ui.label(style::quiet(phrases.get("quiz-rally-closed")));
            }
            for (stop, quiz) in lesson.quizzes().filter(|(_, quiz)| quiz.rally.is_some()) {
                ui.push_id(&quiz.id, |ui| {
                    let line = line(ui, stop, quiz, room, team, &phrases, &mut notes);
                    wish = line.0.or(wish.take());
                    if line.1 {
                        go = Some(stop.id.clone());
                    }
                });
            }
        },
    );
    if let Some(command) = wish {
        session.send(command);
    }
    if let Some(stop) = go {
        opened.0 = Some(stop);
    }
    Ok(())
}

fn members(room: &RoomState, team: TeamId, phrases: &Phrases) -> String {
    let names: Vec<&str> = room
        .visit()
        .team(team)
        .into_iter()
        .flat_map(|team| &team.members)
        .filter_map(|id| room.participant(*id))
        .map(|somebody| somebody.nickname.as_str())
        .collect();
    let team = usize::from(team.0);
    let words = [("team", team.into()), ("names", names.join(", ").into())];
    phrases.with("sheet-team", &words)
}

/// One line: what to do, how it stands, what is written. The command for a new note, and whether one wants to the stop.
fn line(
    ui: &mut egui::Ui,
    stop: &Stop,
    quiz: &Quiz,
    room: &RoomState,
    team: TeamId,
    phrases: &Phrases,
    notes: &mut Notes,
) -> (Option<Command>, bool) {
    let language = phrases.language();
    let id = QuizId::from(quiz.id.as_str());
    ui.separator();
    let verb = quiz.rally.map(verb_key).unwrap_or("quiz-team");
    ui.label(style::bold(
        format!("{}. {}", phrases.get(verb), quiz.question.get(language)),
        16.0,
    ));
    let answered = room.visit().answered(&id, Answerer::Team(team));
    let right = answered
        .and_then(|answered| answered.given.as_ref())
        .map(|given| (given.is_right(), given.mark.is_some()));
    let key = match (answered, right) {
        (None, _) => "sheet-open",
        (Some(_), Some((true, _))) => "sheet-right",
        (Some(answered), _) if answered.tries_left > 0 => "quiz-again",
        (Some(_), _) => "sheet-done",
    };
    let mut go = false;
    ui.horizontal(|ui| {
        ui.label(style::quiet(phrases.get(key)));
        go = ui.button(stop.title.get(language)).clicked();
    });
    let kept = room
        .visit()
        .team(team)
        .and_then(|team| team.notes.get(&id))
        .map_or("", String::as_str);
    let (typed, base) = notes
        .0
        .entry(quiz.id.clone())
        .or_insert_with(|| (kept.to_owned(), kept.to_owned()));
    let field = egui::TextEdit::singleline(typed)
        .desired_width(420.0)
        .char_limit(limits::NOTE_CHARACTERS)
        .hint_text(phrases.get("sheet-note").into_owned());
    let response = ui
        .scope(|ui| {
            style::edge_fields(ui);
            ui.add(field)
        })
        .inner;
    let question = quiz.question.get(language).to_owned();
    let name = phrases.with("sheet-note-on", &[("question", question.into())]);
    named(&response, egui::WidgetType::TextEdit, &name);
    // What a team mate writes appears unless one is writing oneself.
    if !response.has_focus() && kept != base {
        *base = kept.to_owned();
        *typed = kept.to_owned();
    }
    let written = response.lost_focus() && typed.trim() != kept;
    let command = written.then(|| {
        Command::Visit(VisitCommand::WriteNote {
            quiz: id,
            text: typed.clone(),
        })
    });
    (command, go)
}
