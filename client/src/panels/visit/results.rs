//! For hosts: teams and how they stand, every quiz with its answers as they come, and how far everybody is.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, egui};
use pleiades_netcode::{
    protocol::{Command, QuizId, Role, TeamId, VisitCommand},
    room::RoomState,
};
use pleiades_scenes::lesson::{Lesson, Quiz};

use super::{
    super::{quiz, style},
    AtHand,
    bar::now_ms,
    panel,
};
use crate::{language::Phrases, session::Session, world::Place, xr::Headset};

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut session: ResMut<Session>,
    phrases: Res<Phrases>,
    place: Option<Res<Place>>,
    headset: Res<Headset>,
    mut at_hand: ResMut<AtHand>,
) -> Result {
    if *at_hand != AtHand::Results || !session.i_host() {
        return Ok(());
    }
    let (Some(place), Some(room)) = (place, session.room()) else {
        return Ok(());
    };
    let lesson = &place.lesson.lesson;
    let mut wish = None;
    panel(
        contexts.ctx_mut()?,
        "results",
        &phrases.get("bar-results"),
        headset.is_on(),
        &phrases,
        &mut at_hand,
        |ui| {
            if lesson.rally.is_some() {
                wish = teams(ui, room, &phrases);
            }
            wish = quizzes(ui, lesson, room, &phrases).or(wish.take());
            progress(ui, room, &phrases);
        },
    );
    if let Some(command) = wish {
        session.send(Command::Visit(command));
    }
    Ok(())
}

fn teams(ui: &mut egui::Ui, room: &RoomState, phrases: &Phrases) -> Option<VisitCommand> {
    let visit = room.visit();
    let mut wish = None;
    ui.label(style::bold(phrases.get("results-teams"), 18.0));
    ui.horizontal_wrapped(|ui| {
        let on = visit.rally_is_on();
        let size = visit.outline().team_size;
        let make = phrases.with("results-make", &[("size", usize::from(size).into())]);
        if ui.add_enabled(!on, egui::Button::new(make)).clicked() {
            wish = Some(VisitCommand::MakeTeams { size });
        }
        if visit.teams().len() > 0
            && ui
                .button(phrases.get("results-fill").into_owned())
                .clicked()
        {
            wish = Some(VisitCommand::FillTeams);
        }
        let key = if on { "results-stop" } else { "results-start" };
        if ui.button(phrases.get(key).into_owned()).clicked() {
            wish = Some(VisitCommand::SetRally { on: !on });
        }
    });
    for score in room.scores() {
        let Some(team) = visit.team(score.team) else {
            continue;
        };
        ui.horizontal_wrapped(|ui| {
            let numbers = [
                ("team", usize::from(score.team.0).into()),
                ("answered", score.answered.into()),
                ("right", score.right.into()),
            ];
            ui.label(style::bold(phrases.with("results-team", &numbers), 16.0));
            for who in &team.members {
                let Some(somebody) = room.participant(*who) else {
                    continue;
                };
                // Moving somebody by hand is rare: it is in a menu under the name.
                ui.menu_button(somebody.nickname.as_str(), |ui| {
                    for number in 1..=visit.teams().len() + 1 {
                        let Ok(number) = u8::try_from(number) else {
                            break;
                        };
                        let to = [("team", usize::from(number).into())];
                        if ui.button(phrases.with("results-move", &to)).clicked() {
                            wish = Some(VisitCommand::PutInTeam {
                                whom: *who,
                                team: Some(TeamId(number)),
                            });
                            ui.close();
                        }
                    }
                });
            }
        });
    }
    wish
}

fn quizzes(
    ui: &mut egui::Ui,
    lesson: &Lesson,
    room: &RoomState,
    phrases: &Phrases,
) -> Option<VisitCommand> {
    let mut wish = None;
    ui.add_space(8.0);
    ui.label(style::bold(phrases.get("results-quizzes"), 18.0));
    for (stop, quiz) in lesson.quizzes() {
        ui.push_id(&quiz.id, |ui| {
            ui.separator();
            ui.label(style::quiet(stop.title.get(phrases.language())).size(13.0));
            ui.label(style::bold(quiz.question.get(phrases.language()), 16.0));
            wish = one(ui, quiz, room, phrases).or(wish.take());
        });
    }
    wish
}

fn one(
    ui: &mut egui::Ui,
    quiz: &Quiz,
    room: &RoomState,
    phrases: &Phrases,
) -> Option<VisitCommand> {
    let id = QuizId::from(quiz.id.as_str());
    let outline = room.visit().outline().quiz(&id)?;
    quiz::class(ui, quiz, &room.tally(&id), phrases);
    let mut wish = None;
    ui.horizontal(|ui| {
        if !outline.rally {
            let open = room.visit().is_open(outline);
            let key = if open {
                "results-close"
            } else {
                "results-open"
            };
            if ui.button(phrases.get(key).into_owned()).clicked() {
                let quiz = id.clone();
                wish = Some(VisitCommand::OpenQuiz { quiz, open: !open });
            }
        }
        if ui
            .button(phrases.get("results-show").into_owned())
            .clicked()
        {
            wish = Some(VisitCommand::ShowResults { quiz: id.clone() });
        }
    });
    wish
}

fn progress(ui: &mut egui::Ui, room: &RoomState, phrases: &Phrases) {
    ui.add_space(8.0);
    ui.label(style::bold(phrases.get("results-progress"), 18.0));
    let now = now_ms();
    let learners = room
        .participants()
        .filter(|somebody| somebody.role == Role::Learner);
    for somebody in learners {
        let progress = room.progress(somebody.id, now);
        let numbers = [
            ("name", somebody.nickname.to_string().into()),
            ("seen", progress.seen.into()),
            ("stops", progress.stops.into()),
            ("answered", progress.answered.into()),
            ("quizzes", progress.quizzes.into()),
        ];
        ui.label(phrases.with("results-person", &numbers));
    }
}
