//! Pictures, sounds and narrations of a stop: files beside the lesson, each with its words.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Localised;
use crate::Language;

/// A file to look at or to listen to, and the words for who cannot.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une image, un son ou une narration, avec sa légende et son origine.")]
pub struct Media {
    /// What the file is.
    #[schemars(description = "Ce qu'est le fichier : image, sound ou narration.")]
    pub kind: MediaKind,
    /// The file, in the lesson's folder.
    #[schemars(
        extend("format" = "pleiades-file"),
        description = "Le fichier, dans le dossier de la leçon : medias/cylindre.png."
    )]
    pub file: String,
    /// What is seen or said, in words.
    #[schemars(description = "Ce que l'on voit ou ce qui est dit, en toutes lettres.")]
    pub caption: Localised,
    /// Who made it, and its licence.
    #[schemars(
        length(min = 1),
        description = "Qui l'a fait, et sous quelle licence : « Camille Martin, CC BY 4.0 »."
    )]
    pub credit: String,
    /// The language spoken in a narration; for the others nothing.
    #[schemars(description = "Langue parlée d'une narration : fr ou en.")]
    pub language: Option<Language>,
}

/// What a media file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(description = "Genre de fichier.")]
pub enum MediaKind {
    /// A picture.
    #[schemars(description = "une image, .png ou .jpg")]
    Image,
    /// A sound of the place.
    #[schemars(description = "un son, .wav")]
    Sound,
    /// The card, read aloud.
    #[schemars(description = "la carte lue à voix haute, .wav")]
    Narration,
}

impl MediaKind {
    /// How its files end.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Image => &[".png", ".jpg"],
            Self::Sound | Self::Narration => &[".wav"],
        }
    }

    /// The word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Sound => "sound",
            Self::Narration => "narration",
        }
    }
}
