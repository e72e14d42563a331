//! Why something is not done in a lab, in a sentence for the person who asked.

use serde::{Deserialize, Serialize};

/// Why a lab refuses. New reasons are added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LabRefusal {
    /// The lesson has no lab, or this group is not allowed in it.
    NoSuchLab,
    /// There are as many attempts as may be.
    TooManyAttempts,
    /// No such attempt, or somebody else's.
    NotYours,
    /// Two already work on it, or it is nobody's to share.
    GroupFull,
    /// The notebook is handed in.
    HandedIn,
    /// It is not handed in yet.
    NotHandedIn,
    /// The lab has nothing of this name.
    UnknownHere,
    /// A number that cannot be, a word too long, a cell of another kind.
    BadEntry,
    /// The notebook is full.
    NotebookFull,
    /// There is nothing the instrument could read as it stands.
    NothingToRead,
    /// The compass does not lie flat.
    NotFlat,
    /// The bubble is out of its circle.
    NotLevel,
    /// The dial does not go so far.
    DialEnd,
    /// It is an exam, or there is no more help.
    NoHint,
    /// The session cannot be saved just now, and a photograph would be lost.
    PhotoNotKept,
}

impl LabRefusal {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::NoSuchLab,
        Self::TooManyAttempts,
        Self::NotYours,
        Self::GroupFull,
        Self::HandedIn,
        Self::NotHandedIn,
        Self::UnknownHere,
        Self::BadEntry,
        Self::NotebookFull,
        Self::NothingToRead,
        Self::NotFlat,
        Self::NotLevel,
        Self::DialEnd,
        Self::NoHint,
        Self::PhotoNotKept,
    ];

    pub(super) const fn french(self) -> &'static str {
        match self {
            Self::NoSuchLab => {
                "Cette leçon n’a pas ce travail pratique : choisissez une autre manière de travailler, ou demandez à l’hôte."
            }
            Self::TooManyAttempts => {
                "Il y a déjà trop d’essais dans cette séance : reprenez un cahier ouvert, ou demandez à l’hôte."
            }
            Self::NotYours => {
                "Ce cahier n’est pas le vôtre : ouvrez le vôtre, ou faites-vous inviter."
            }
            Self::GroupFull => "Ce cahier a déjà toutes ses mains : ouvrez-en un autre.",
            Self::HandedIn => {
                "Ce cahier est rendu : demandez à l’hôte de le rouvrir, ou commencez un autre essai."
            }
            Self::NotHandedIn => "Ce cahier n’est pas encore rendu : attendez qu’il le soit.",
            Self::UnknownHere => {
                "Ce travail pratique n’a rien de ce nom : vérifiez que vous avez la même leçon que l’hôte."
            }
            Self::BadEntry => {
                "Cela ne peut pas s’écrire ici : vérifiez le nombre, son unité, ou raccourcissez le texte."
            }
            Self::NotebookFull => {
                "Il n’y a plus de place dans ce cahier : rayez une ligne ou raccourcissez les notes."
            }
            Self::NothingToRead => {
                "Il n’y a rien à lire : posez d’abord l’instrument, ou réglez la charge."
            }
            Self::NotFlat => "La boussole n’est pas à plat sur la surface : posez-la mieux.",
            Self::NotLevel => {
                "La bulle n’est pas dans son cercle : tournez la boussole jusqu’à ce que son bord soit horizontal."
            }
            Self::DialEnd => "Le réglage ne va pas jusque-là : choisissez une valeur plus petite.",
            Self::NoHint => {
                "Il n’y a pas d’aide de plus ici : relisez la consigne, ou demandez à l’hôte."
            }
            Self::PhotoNotKept => {
                "La photo ne peut pas être enregistrée maintenant : prévenez l’hôte, puis reprenez-la."
            }
        }
    }

    pub(super) const fn english(self) -> &'static str {
        match self {
            Self::NoSuchLab => {
                "This lesson has no such lab: choose another way of working, or ask the host."
            }
            Self::TooManyAttempts => {
                "There are too many attempts in this session: go on with one, or ask the host."
            }
            Self::NotYours => "This notebook is not yours: open your own, or be invited.",
            Self::GroupFull => "This notebook has all its hands: open another one.",
            Self::HandedIn => {
                "This notebook is handed in: ask the host to open it again, or begin another attempt."
            }
            Self::NotHandedIn => "This notebook is not handed in yet: wait until it is.",
            Self::UnknownHere => {
                "This lab has nothing of that name: check that you have the same lesson as the host."
            }
            Self::BadEntry => {
                "This cannot be written here: check the number and its unit, or shorten the text."
            }
            Self::NotebookFull => {
                "There is no room left in this notebook: strike a row out or shorten the notes."
            }
            Self::NothingToRead => {
                "There is nothing to read: place the instrument first, or set the load."
            }
            Self::NotFlat => "The compass does not lie flat on the surface: lay it better.",
            Self::NotLevel => {
                "The bubble is out of its circle: turn the compass until its edge is level."
            }
            Self::DialEnd => "The dial does not go so far: choose a smaller value.",
            Self::NoHint => {
                "There is no more help here: read the instruction again, or ask the host."
            }
            Self::PhotoNotKept => {
                "The photograph cannot be saved just now: tell the host, then take it again."
            }
        }
    }
}
