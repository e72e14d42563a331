//! What the people in a session should know about it, while it goes on.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::protocol::Language;

/// Something worth telling. Notices about saving go to hosts, the others to everyone. New ones are added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Notice {
    /// What happens is no longer written down; the session goes on.
    SavingFailed(SavingTrouble),
    /// Everything is written down again, what happened meanwhile included.
    SavingRestored,
    /// Saving works again, but some of what happened meanwhile is lost.
    SavingRestoredWithGap,
    /// The server is about to stop.
    ServerStopping,
}

/// Why saving does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SavingTrouble {
    /// No space is left.
    DiskFull,
    /// The folder or the file cannot be written to.
    ReadOnly,
    /// Another program holds the file.
    InUse,
    /// The file is damaged.
    Damaged,
    /// Anything else.
    Other,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 8] = [
        Self::SavingFailed(SavingTrouble::DiskFull),
        Self::SavingFailed(SavingTrouble::ReadOnly),
        Self::SavingFailed(SavingTrouble::InUse),
        Self::SavingFailed(SavingTrouble::Damaged),
        Self::SavingFailed(SavingTrouble::Other),
        Self::SavingRestored,
        Self::SavingRestoredWithGap,
        Self::ServerStopping,
    ];

    /// Whether only hosts are told: others can do nothing about it.
    pub const fn is_for_hosts(self) -> bool {
        !matches!(self, Self::ServerStopping)
    }

    /// What happened and what to do.
    pub fn sentence(self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
        .to_owned()
    }

    const fn french(self) -> &'static str {
        match self {
            Self::SavingFailed(SavingTrouble::DiskFull) => {
                "La séance continue mais n’est plus sauvegardée : le disque est plein. \
                 Libérez de la place, la sauvegarde reprendra seule."
            }
            Self::SavingFailed(SavingTrouble::ReadOnly) => {
                "La séance continue mais n’est plus sauvegardée : son dossier est interdit en écriture. \
                 Rendez-le modifiable, la sauvegarde reprendra seule."
            }
            Self::SavingFailed(SavingTrouble::InUse) => {
                "La séance continue mais n’est plus sauvegardée : un autre programme utilise son fichier. \
                 Fermez-le, la sauvegarde reprendra seule."
            }
            Self::SavingFailed(SavingTrouble::Damaged) => {
                "La séance continue mais n’est plus sauvegardée : son fichier est abîmé. \
                 Notez à part ce qui compte, et ouvrez une nouvelle séance après celle-ci."
            }
            Self::SavingFailed(SavingTrouble::Other) => {
                "La séance continue mais n’est plus sauvegardée. Notez à part ce qui compte, \
                 et prévenez la personne qui s’occupe de cet ordinateur."
            }
            Self::SavingRestored => {
                "La séance est de nouveau sauvegardée, y compris ce qui s’est passé entre-temps."
            }
            Self::SavingRestoredWithGap => {
                "La séance est de nouveau sauvegardée, mais une partie de ce qui s’est passé entre-temps est perdue."
            }
            Self::ServerStopping => {
                "L’ordinateur de la séance va s’arrêter. Attendez : \
                 vous y reviendrez sans rien faire s’il redémarre."
            }
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::SavingFailed(SavingTrouble::DiskFull) => {
                "The session goes on but is no longer saved: the disk is full. \
                 Free some space and saving resumes by itself."
            }
            Self::SavingFailed(SavingTrouble::ReadOnly) => {
                "The session goes on but is no longer saved: its folder cannot be written to. \
                 Make it writable and saving resumes by itself."
            }
            Self::SavingFailed(SavingTrouble::InUse) => {
                "The session goes on but is no longer saved: another program uses its file. \
                 Close it and saving resumes by itself."
            }
            Self::SavingFailed(SavingTrouble::Damaged) => {
                "The session goes on but is no longer saved: its file is damaged. \
                 Write down what matters, and open a new session after this one."
            }
            Self::SavingFailed(SavingTrouble::Other) => {
                "The session goes on but is no longer saved. Write down what matters, \
                 and tell whoever looks after this computer."
            }
            Self::SavingRestored => {
                "The session is saved again, with everything that happened meanwhile."
            }
            Self::SavingRestoredWithGap => {
                "The session is saved again, but part of what happened meanwhile is lost."
            }
            Self::ServerStopping => {
                "The computer of the session is about to stop. Wait: \
                 you come back without doing anything if it starts again."
            }
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}
