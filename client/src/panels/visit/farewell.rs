//! The end of a visit: what one takes home, as a page in a file, or by a code for the phone.

use std::path::{Path, PathBuf};

use bevy::prelude::*;
use bevy_egui::{EguiContexts, egui};
use pleiades_netcode::{protocol::CardsDoor, takehome};
use pleiades_scenes::lesson::Date;

use super::{
    super::{own_folder, style},
    AtHand, panel,
};
use crate::{
    language::Phrases, script::Plan, session::Session, stand::Stand, world::Place, xr::Headset,
};

/// Where the card was saved last, or why it was not.
#[derive(Resource, Default)]
pub(super) struct Saved(Option<Result<PathBuf, String>>);

pub(super) fn draw(
    mut contexts: EguiContexts,
    session: Res<Session>,
    phrases: Res<Phrases>,
    place: Option<Res<Place>>,
    headset: Res<Headset>,
    plan: Option<Res<Plan>>,
    stand: Option<Res<Stand>>,
    mut at_hand: ResMut<AtHand>,
    mut saved: ResMut<Saved>,
) -> Result {
    if *at_hand != AtHand::Card {
        return Ok(());
    }
    let (Some(place), Some(room), Some(me)) = (place, session.room(), session.me()) else {
        return Ok(());
    };
    let visited = takehome::Visited::of(room, me);
    let address = room
        .visit()
        .cards()
        .and_then(|door| address(&session, door));
    let mut save = false;
    panel(
        contexts.ctx_mut()?,
        "farewell",
        &phrases.get("farewell-title"),
        headset.is_on(),
        &phrases,
        &mut at_hand,
        |ui| {
            let numbers = [
                ("stops", visited.stops.len().into()),
                ("interests", visited.interests.len().into()),
                ("quizzes", visited.quizzes.len().into()),
            ];
            ui.label(phrases.with("farewell-what", &numbers));
            let language = phrases.language();
            for formation in &visited.interests {
                if let Some(formation) = place.lesson.lesson.formation(formation.as_str()) {
                    ui.label(format!("❤  {}", formation.title.get(language)));
                }
            }
            if let Some(address) = &address {
                ui.label(style::bold(phrases.get("farewell-phone"), 17.0));
                style::qr::draw(ui, address, 190.0);
            }
            // A stand keeps nothing of anybody.
            if stand.is_some() {
                ui.label(phrases.get("farewell-photo"));
                return;
            }
            save = ui
                .add(style::primary(phrases.get("farewell-save").into_owned()))
                .clicked();
            match &saved.0 {
                Some(Ok(path)) => {
                    let path = path.display().to_string();
                    ui.label(phrases.with("farewell-saved", &[("path", path.into())]));
                }
                Some(Err(reason)) => {
                    let reason = [("reason", reason.clone().into())];
                    let text = phrases.with("farewell-failed", &reason);
                    ui.label(egui::RichText::new(text).color(style::ALERT));
                }
                None => {}
            }
            ui.label(style::quiet(phrases.get("farewell-nobody")));
        },
    );
    if save {
        let today = Date::today_utc();
        let page = takehome::page(&place.lesson.lesson, &visited, phrases.language(), today);
        let folder = plan.map_or_else(own_folder, |plan| plan.out.clone());
        saved.0 = Some(write(&folder, today, &page));
    }
    Ok(())
}

/// Where this person's card is found on the network: at the address one reached the session by.
fn address(session: &Session, door: CardsDoor) -> Option<String> {
    let comeback = session.comeback()?;
    let ticket = comeback.ticket()?;
    let host = ticket.hosts.first()?;
    let scheme = if door.secure { "https" } else { "http" };
    let path = comeback.card().path();
    Some(format!("{scheme}://{host}:{}{path}", door.port))
}

/// Writes the page beside earlier ones, never over them.
fn write(folder: &Path, today: Date, page: &str) -> Result<PathBuf, String> {
    use std::{fs::OpenOptions, io::Write};
    for number in 1..100 {
        let name = match number {
            1 => format!("ma-visite-{today}.html"),
            number => format!("ma-visite-{today}-{number}.html"),
        };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                return file
                    .write_all(page.as_bytes())
                    .map(|()| path)
                    .map_err(|error| error.to_string());
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(format!("{} : {error}", path.display())),
        }
    }
    Err(folder.display().to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_second_card_of_a_day_does_not_replace_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let today = Date::new(2026, 11, 26).unwrap();
        let first = write(folder.path(), today, "one").unwrap();
        let second = write(folder.path(), today, "two").unwrap();
        assert!(first.ends_with("ma-visite-2026-11-26.html"));
        assert_ne!(first, second);
        assert_eq!(std::fs::read_to_string(first).unwrap(), "one");
        assert!(write(&folder.path().join("absent"), today, "x").is_err());
    }
}
