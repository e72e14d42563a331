//! What a person chose and wants to find again: language, picture, comfort, name.

mod store;

use bevy::prelude::Resource;
use pleiades_scenes::Language;
use serde::{Deserialize, Serialize};

pub(crate) use store::SettingsFile;

use crate::quality::Preset;

/// Everything that is kept between two starts. Unknown fields of a newer version are ignored, missing ones take their default.
#[derive(Resource, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// Language of the interface; `None` follows the system.
    pub language: Option<Language>,
    /// How much the picture may cost.
    pub quality: Preset,
    /// How the body moves and looks.
    pub comfort: Comfort,
    /// The last name and colour used to join, offered again.
    pub identity: Identity,
}

/// Comfort of moving and looking, on a plain screen and in a headset. The defaults are the most comfortable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Comfort {
    /// Multiplies mouse and stick look speed, 0.2 to 3.
    pub look_speed: f32,
    /// Pushing the mouse forward looks down.
    pub invert_look: bool,
    /// Vertical field of view, degrees, 45 to 90.
    pub field_of_view_deg: f32,
    /// Walking speed, m/s, 1 to 4.
    pub walk_speed: f32,
    /// Loudness of what pointer and hands do, 0 (silent) to 1.
    pub volume: f32,
    /// Multiplies the size of all text and buttons, 0.8 to 2.
    pub text_scale: f32,
    /// Headset: the angle of one turn of the stick, degrees, 15 to 90.
    pub snap_turn_deg: f32,
    /// Headset: the other stick walks, instead of only teleporting.
    pub smooth_move: bool,
    /// Headset: how far the view narrows while walking by stick, 0 to 1.
    pub vignette: f32,
    /// Headset: the left hand points, teleports and turns.
    pub left_handed: bool,
    /// Headset: the person sits, and sees the campus from standing height.
    pub seated: bool,
    /// Headset: where the panels hang.
    pub board: BoardPlace,
    /// Headset: multiplies the pixels along each side of an eye's picture, 0.5 to 1.5.
    pub eye_scale: f32,
    /// Headset: the person has not yet been asked how it suits them.
    pub newcomer: bool,
}

impl Default for Comfort {
    fn default() -> Self {
        Self {
            look_speed: 1.0,
            invert_look: false,
            field_of_view_deg: 60.0,
            walk_speed: 2.4,
            volume: 0.6,
            text_scale: 1.0,
            snap_turn_deg: 30.0,
            smooth_move: false,
            vignette: 1.0,
            left_handed: false,
            seated: false,
            board: BoardPlace::Follow,
            eye_scale: 1.0,
            newcomer: true,
        }
    }
}

/// Where the panels hang in a headset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BoardPlace {
    /// Before the wearer; they come after who turns away or walks off.
    #[default]
    Follow,
    /// Where they appeared.
    Stay,
    /// Over the wrist of the hand that does not point.
    Wrist,
}

impl BoardPlace {
    /// Every place, in the order the settings show them.
    pub(crate) const ALL: [Self; 3] = [Self::Follow, Self::Stay, Self::Wrist];

    /// Its name in the phrases.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Follow => "board-follow",
            Self::Stay => "board-stay",
            Self::Wrist => "board-wrist",
        }
    }
}

/// The name and colour last used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Identity {
    /// Nickname as typed; checked again at every join.
    pub nickname: String,
    /// Index into the palette of twelve colours.
    pub colour: u8,
}

impl Settings {
    /// The same settings with every number brought back into its range: a hand-edited file never breaks the picture.
    pub(crate) fn sane(mut self) -> Self {
        fn within(value: f32, low: f32, high: f32, default: f32) -> f32 {
            if value.is_finite() {
                value.clamp(low, high)
            } else {
                default
            }
        }
        let Comfort {
            look_speed,
            field_of_view_deg,
            walk_speed,
            volume,
            text_scale,
            snap_turn_deg,
            vignette,
            eye_scale,
            ..
        } = Comfort::default();
        let comfort = &mut self.comfort;
        comfort.look_speed = within(comfort.look_speed, 0.2, 3.0, look_speed);
        comfort.field_of_view_deg =
            within(comfort.field_of_view_deg, 45.0, 90.0, field_of_view_deg);
        comfort.walk_speed = within(comfort.walk_speed, 1.0, 4.0, walk_speed);
        comfort.volume = within(comfort.volume, 0.0, 1.0, volume);
        comfort.text_scale = within(comfort.text_scale, 0.8, 2.0, text_scale);
        comfort.snap_turn_deg = within(comfort.snap_turn_deg, 15.0, 90.0, snap_turn_deg);
        comfort.vignette = within(comfort.vignette, 0.0, 1.0, vignette);
        comfort.eye_scale = within(comfort.eye_scale, 0.5, 1.5, eye_scale);
        self.identity.colour %= crate::avatars::palette::COLOURS.len() as u8;
        self
    }
}
