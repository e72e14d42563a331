//! Why a server ends a connection.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::protocol::Language;

/// Why the server ends a connection. New reasons are added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Goodbye {
    /// The participant asked to leave.
    Left,
    /// A host sent the participant out.
    SentOut,
    /// The session is over.
    SessionEnded,
    /// The server stops; it may come back with the same session.
    ServerStopping,
    /// The same participant came in over another connection.
    Replaced,
    /// The participant was away for too long.
    TimedOut,
    /// The client broke the protocol.
    Misunderstood,
    /// The connection cannot take what the session sends.
    TooSlow,
}

impl Goodbye {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::Left,
        Self::SentOut,
        Self::SessionEnded,
        Self::ServerStopping,
        Self::Replaced,
        Self::TimedOut,
        Self::Misunderstood,
        Self::TooSlow,
    ];

    /// Whether the client should try to come back by itself.
    pub const fn is_temporary(self) -> bool {
        matches!(self, Self::ServerStopping | Self::TooSlow)
    }

    /// What happened and what to do.
    pub fn sentence(self, language: Language) -> String {
        let text = match (self, language) {
            (Self::Left, Language::French) => {
                "Vous avez quitté la séance. Entrez de nouveau avec le code pour y revenir."
            }
            (Self::Left, Language::English) => {
                "You have left the session. Come in again with the code to return."
            }
            (Self::SentOut, Language::French) => {
                "L’hôte vous a fait sortir de la séance : parlez-en avec lui."
            }
            (Self::SentOut, Language::English) => {
                "The host has sent you out of the session: talk to them about it."
            }
            (Self::SessionEnded, Language::French) => {
                "L’hôte a terminé la séance. Merci d’être venu."
            }
            (Self::SessionEnded, Language::English) => {
                "The host has ended the session. Thank you for coming."
            }
            (Self::ServerStopping, Language::French) => {
                "L’ordinateur de la séance s’arrête : vous y reviendrez sans rien faire s’il redémarre."
            }
            (Self::ServerStopping, Language::English) => {
                "The computer of the session is stopping: you come back by yourself if it starts again."
            }
            (Self::Replaced, Language::French) => {
                "Vous êtes entré dans la séance depuis une autre fenêtre : continuez dans celle-là."
            }
            (Self::Replaced, Language::English) => {
                "You came into the session from another window: go on in that one."
            }
            (Self::TimedOut, Language::French) => {
                "Votre ordinateur n’a plus répondu assez longtemps : entrez de nouveau avec le code."
            }
            (Self::TimedOut, Language::English) => {
                "Your computer did not answer for too long: come in again with the code."
            }
            (Self::Misunderstood, Language::French) => {
                "La séance n’a plus compris votre application : entrez de nouveau, \
                 et installez la dernière version si cela se répète."
            }
            (Self::Misunderstood, Language::English) => {
                "The session no longer understood your application: come in again, \
                 and install the newest version if this happens again."
            }
            (Self::TooSlow, Language::French) => {
                "Votre réseau est trop lent pour suivre la séance : rapprochez-vous de la borne Wi-Fi, \
                 ou branchez un câble."
            }
            (Self::TooSlow, Language::English) => {
                "Your network is too slow to follow the session: move closer to the Wi-Fi access point, \
                 or plug in a cable."
            }
        };
        text.to_owned()
    }
}

impl fmt::Display for Goodbye {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}
