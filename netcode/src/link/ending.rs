//! Why a session ended for this client, or never began, in a sentence.

use pleiades_scenes::Language;

use crate::protocol::{Goodbye, Refusal};

/// Why a link is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The door stayed closed.
    Refused(Refusal),
    /// The server ended it.
    Goodbye(Goodbye),
    /// One left.
    Left,
    /// Nobody answers there.
    Unreachable {
        /// Where, as it was asked for.
        place: String,
    },
    /// Somebody answers there, but not the computer the ticket is from.
    AnotherComputer {
        /// Where.
        place: String,
    },
    /// No session was found on the local network.
    NotFound,
    /// The connection broke and did not come back.
    Lost,
    /// The server says what this client does not understand.
    Misunderstood,
    /// This computer cannot open a network connection.
    NoNetwork(String),
}

impl Ending {
    /// What happened and what to do.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::Refused(refusal) => refusal.sentence(Language::French),
            Self::Goodbye(goodbye) => goodbye.sentence(Language::French),
            Self::Left => "Vous avez quitté la session.".to_owned(),
            Self::Unreachable { place } => format!(
                "Personne ne répond à {place}. Vérifiez que la session est ouverte, que les deux ordinateurs sont sur le même \
                 réseau, et que le pare-feu de l’ordinateur qui accueille laisse passer ce programme (UDP)."
            ),
            Self::AnotherComputer { place } => format!(
                "Un autre ordinateur que celui de l’invitation répond à {place}. Demandez une nouvelle invitation à la \
                 personne qui accueille."
            ),
            Self::NotFound => "Aucune session n’a été trouvée sur ce réseau avec ce code. Vérifiez le code, et que les deux \
                 ordinateurs sont sur le même réseau ; sinon, tapez l’adresse de l’ordinateur qui accueille."
                .to_owned(),
            Self::Lost => "La liaison avec la session est perdue et n’est pas revenue. Rejoignez de nouveau la session.".to_owned(),
            Self::Misunderstood => "La session répond d’une façon que ce programme ne comprend pas. Installez la même version \
                 sur les deux ordinateurs."
                .to_owned(),
            Self::NoNetwork(reason) => format!("Cet ordinateur ne peut pas ouvrir de liaison réseau : {reason}."),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Refused(refusal) => refusal.sentence(Language::English),
            Self::Goodbye(goodbye) => goodbye.sentence(Language::English),
            Self::Left => "You left the session.".to_owned(),
            Self::Unreachable { place } => format!(
                "Nobody answers at {place}. Check that the session is open, that both computers are on the same network, and \
                 that the firewall of the hosting computer lets this program through (UDP)."
            ),
            Self::AnotherComputer { place } => format!(
                "Another computer than the invitation's answers at {place}. Ask your host for a new invitation."
            ),
            Self::NotFound => "No session with this code was found on this network. Check the code, and that both computers \
                 are on the same network; otherwise type the address of the hosting computer."
                .to_owned(),
            Self::Lost => "The connection to the session is lost and did not come back. Join the session again.".to_owned(),
            Self::Misunderstood => "The session answers in a way this program does not understand. Install the same version \
                 on both computers."
                .to_owned(),
            Self::NoNetwork(reason) => format!("This computer cannot open a network connection: {reason}."),
        }
    }
}
