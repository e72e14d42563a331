//! The courses of study that a stop shows, each with a mark for “this interests me”.

use bevy_egui::egui;
use pleiades_netcode::protocol::{Command, FormationId, VisitCommand};
use pleiades_scenes::lesson::{Date, Formation, Stop};

use super::style;
use crate::{language::Phrases, session::Session, world::Place};

/// The courses of a stop; the command for the one whose mark was changed.
pub(super) fn list(
    ui: &mut egui::Ui,
    stop: &Stop,
    place: &Place,
    session: &Session,
    phrases: &Phrases,
) -> Option<Command> {
    let lesson = &place.lesson.lesson;
    let mut formations = lesson.formations_at(&stop.id).peekable();
    formations.peek()?;
    ui.add_space(8.0);
    ui.label(style::bold(phrases.get("formations-title"), 17.0));
    let mut wish = None;
    for formation in formations {
        wish = one(ui, formation, place, session, phrases).or(wish);
    }
    wish
}

fn one(
    ui: &mut egui::Ui,
    formation: &Formation,
    place: &Place,
    session: &Session,
    phrases: &Phrases,
) -> Option<Command> {
    let language = phrases.language();
    let id = FormationId::from(formation.id.as_str());
    let liked = session
        .room()
        .zip(session.me())
        .and_then(|(room, me)| room.visit().visitor(me))
        .is_some_and(|me| me.interests.contains(&id));
    let title = formation.title.get(language);
    let mut pressed = false;
    ui.horizontal(|ui| {
        let heart = egui::Button::selectable(liked, if liked { "❤" } else { "♡" });
        let response = ui.add(heart);
        let name = phrases.with("formations-like", &[("title", title.to_owned().into())]);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::WidgetType::Button, true, liked, name.as_str())
        });
        pressed = response.on_hover_text(name.as_str()).clicked();
        ui.vertical(|ui| {
            ui.label(style::bold(title, 16.0));
            if let Some(about) = &formation.about {
                ui.label(about.get(language));
            }
            if let Some(source) = place.lesson.lesson.source(&formation.source) {
                let checked = source.checked.to_string();
                let source = [
                    ("title", source.title.clone().into()),
                    ("checked", checked.into()),
                ];
                let mut line = phrases.with("card-source", &source);
                if formation.is_expired(Date::today_utc()) {
                    line = format!("⚠ {} {line}", phrases.get("card-expired"));
                }
                ui.label(style::quiet(line).size(13.0));
            }
        });
    });
    pressed.then_some(Command::Visit(VisitCommand::MarkInterest {
        formation: id,
        on: !liked,
    }))
}
