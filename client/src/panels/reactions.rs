//! The reactions one can show, as signs; their names are for those who cannot tell the signs apart.

use bevy_egui::egui;
use pleiades_netcode::protocol::{Command, Reaction};

use crate::{language::Phrases, session::Session};

/// The sign of a reaction.
pub(crate) fn sign(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::Wave => "👋",
        Reaction::Applause => "👏",
        Reaction::Heart => "❤",
        Reaction::Laughter => "😄",
        Reaction::Question => "❓",
        Reaction::Agree => "👍",
    }
}

fn key(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::Wave => "reaction-wave",
        Reaction::Applause => "reaction-applause",
        Reaction::Heart => "reaction-heart",
        Reaction::Laughter => "reaction-laughter",
        Reaction::Question => "reaction-question",
        Reaction::Agree => "reaction-agree",
    }
}

/// A button that opens into all reactions; the command for the one chosen.
pub(super) fn menu(ui: &mut egui::Ui, phrases: &Phrases) -> Option<Command> {
    let mut chosen = None;
    ui.menu_button(sign(Reaction::Wave), |ui| {
        for reaction in Reaction::ALL {
            let text = format!("{}  {}", sign(reaction), phrases.get(key(reaction)));
            if ui.button(text).clicked() {
                chosen = Some(Command::React(reaction));
                ui.close();
            }
        }
    })
    .response
    .on_hover_text(phrases.get("hud-wave").into_owned());
    chosen
}

/// The own hand and every reaction, side by side; the command for the one chosen.
pub(super) fn row(ui: &mut egui::Ui, session: &Session, phrases: &Phrases) -> Option<Command> {
    let up = session.myself().is_some_and(|me| me.hand_raised.is_some());
    let mut chosen = None;
    if ui
        .add(egui::Button::selectable(
            up,
            format!("✋ {}", phrases.get("menu-hand")),
        ))
        .clicked()
    {
        chosen = Some(Command::RaiseHand { up: !up });
    }
    for reaction in Reaction::ALL {
        if ui
            .button(sign(reaction))
            .on_hover_text(phrases.get(key(reaction)).into_owned())
            .clicked()
        {
            chosen = Some(Command::React(reaction));
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use pleiades_scenes::Language;

    use super::*;

    #[test]
    fn every_reaction_has_a_sign_and_a_name_of_its_own() {
        for language in [Language::French, Language::English] {
            let phrases = Phrases::new(language);
            for (index, &reaction) in Reaction::ALL.iter().enumerate() {
                assert!(phrases.has(key(reaction)), "{reaction:?}");
                for &other in &Reaction::ALL[index + 1..] {
                    assert_ne!(sign(reaction), sign(other));
                    assert_ne!(phrases.get(key(reaction)), phrases.get(key(other)));
                }
            }
        }
    }
}
