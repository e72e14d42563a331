//! Why the door stays closed or a command is not done, in a sentence for the person who asked.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::protocol::{Language, NicknameError, StopId, limits};

/// Why somebody does not come in, or a command is not done. New reasons are added at the end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// The two sides speak different versions of the protocol.
    OtherVersion {
        /// The server's.
        server: u16,
        /// The client's.
        client: u16,
    },
    /// The code is not this session's.
    WrongCode,
    /// The ticket's end of validity is over.
    ExpiredTicket,
    /// The host key is not this server's.
    WrongHostKey,
    /// As many people are in as may be.
    Full {
        /// How many that is.
        capacity: u16,
    },
    /// The host has closed the door.
    Locked,
    /// The nickname cannot be shown.
    BadNickname(NicknameError),
    /// The host has sent this person out.
    SentOut,
    /// The server has no such session.
    UnknownSession,
    /// Somebody was away for too long to come back to the old place.
    ResumeExpired,
    /// The role does not allow this.
    NotAllowed,
    /// Too many wrong codes came from this address.
    TooManyTries {
        /// Seconds until the next try.
        wait_s: u32,
    },
    /// Too many commands at once.
    TooFast,
    /// The lesson has no such stop.
    UnknownStop {
        /// The stop asked for.
        stop: StopId,
    },
    /// Nobody with this number is in the session.
    UnknownParticipant,
    /// The place is not one people can be gathered at.
    UnknownPlace,
    /// The session is over.
    SessionOver,
    /// The command came after later ones and was not done.
    OutOfDate,
    /// What was sent cannot be understood.
    Malformed,
    /// The server is about to stop.
    Stopping,
    /// The session has no such thing, or no such place to put it.
    UnknownObject,
    /// Somebody else has it in the hand.
    HeldByAnother,
    /// The hand has something else.
    HandFull,
    /// Something else lies there.
    SocketFull,
    /// It would be farther away than a hand can bring it.
    OutOfReach,
    /// Who waits to be let in does nothing yet.
    Waiting,
    /// The host asks everyone to stay where they are.
    Frozen,
    /// The host keeps the microphone closed.
    MuteHeld,
    /// The host gave this person their name.
    NameGiven,
    /// Nobody in the session has this personal code.
    WrongPersonalCode,
}

impl Refusal {
    /// One of each kind, for lists and tests.
    pub fn examples() -> Vec<Self> {
        let mut all = vec![
            Self::OtherVersion {
                server: 1,
                client: 2,
            },
            Self::OtherVersion {
                server: 2,
                client: 1,
            },
            Self::WrongCode,
            Self::ExpiredTicket,
            Self::WrongHostKey,
            Self::Full { capacity: 40 },
            Self::Locked,
            Self::SentOut,
            Self::UnknownSession,
            Self::ResumeExpired,
            Self::NotAllowed,
            Self::TooManyTries { wait_s: 30 },
            Self::TooFast,
            Self::UnknownStop {
                stop: "piscine".into(),
            },
            Self::UnknownParticipant,
            Self::UnknownPlace,
            Self::SessionOver,
            Self::OutOfDate,
            Self::Malformed,
            Self::Stopping,
            Self::UnknownObject,
            Self::HeldByAnother,
            Self::HandFull,
            Self::SocketFull,
            Self::OutOfReach,
            Self::Waiting,
            Self::Frozen,
            Self::MuteHeld,
            Self::NameGiven,
            Self::WrongPersonalCode,
        ];
        all.extend(NicknameError::ALL.map(Self::BadNickname));
        all
    }

    /// What happened and what to do.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::OtherVersion { server, client } if server < client => {
                "La séance utilise une version plus ancienne de Pléiades que la vôtre : \
                 demandez à l’hôte de mettre la sienne à jour."
            }
            Self::OtherVersion { .. } => {
                "Votre version de Pléiades est plus ancienne que celle de la séance : \
                 mettez-la à jour, puis réessayez."
            }
            Self::WrongCode => {
                "Ce code n’est pas celui de la séance : relisez-le avec l’hôte, puis réessayez."
            }
            Self::ExpiredTicket => {
                "Cette invitation n’est plus valable : demandez-en une nouvelle à l’hôte."
            }
            Self::WrongHostKey => {
                "Cette clé d’hôte n’est pas celle de la séance : vérifiez-la, \
                 ou entrez sans clé comme participant."
            }
            Self::Full { capacity } => {
                return format!(
                    "La séance est complète ({capacity} personnes) : attendez qu’une place se libère, \
                     ou demandez à l’hôte."
                );
            }
            Self::Locked => {
                "L’hôte a fermé la porte de la séance : demandez-lui de la rouvrir."
            }
            Self::BadNickname(error) => return error.sentence(Language::French),
            Self::SentOut => {
                "L’hôte vous a fait sortir de cette séance : parlez-lui pour y revenir une prochaine fois."
            }
            Self::UnknownSession => {
                "Cette séance n’existe plus ici : demandez à l’hôte une nouvelle invitation."
            }
            Self::ResumeExpired => {
                "Votre absence a été trop longue et votre place est libre : entrez de nouveau avec le code."
            }
            Self::NotAllowed => {
                "Votre rôle ne permet pas cette action : demandez à l’hôte de la faire."
            }
            Self::TooManyTries { wait_s } => {
                return format!(
                    "Trop de codes faux ont été essayés : attendez {wait_s} s, puis relisez bien le code."
                );
            }
            Self::TooFast => "Trop d’actions à la fois : attendez un instant, puis recommencez.",
            Self::UnknownStop { stop } => {
                return format!(
                    "Cette visite n’a pas d’étape « {} » : vérifiez que vous avez la même leçon que l’hôte.",
                    shown(stop)
                );
            }
            Self::UnknownParticipant => {
                "Cette personne n’est plus dans la séance : regardez la liste des présents."
            }
            Self::UnknownPlace => {
                "On ne peut pas rassembler le groupe à cet endroit : choisissez un lieu sur le campus."
            }
            Self::SessionOver => "La séance est terminée : demandez à l’hôte d’en ouvrir une autre.",
            Self::OutOfDate => {
                "Cette action est arrivée trop tard et n’a pas été faite : recommencez-la si besoin."
            }
            Self::Malformed => {
                "La séance n’a pas compris votre application : fermez-la, ouvrez-la de nouveau, \
                 et installez la dernière version si cela se répète."
            }
            Self::Stopping => {
                "L’ordinateur de la séance est en train de s’arrêter : réessayez dans une minute."
            }
            Self::UnknownObject => {
                "Cette séance n’a pas cet objet : vérifiez que vous avez la même leçon que l’hôte."
            }
            Self::HeldByAnother => {
                "Quelqu’un d’autre tient cet objet : demandez-le-lui, ou attendez qu’il soit posé."
            }
            Self::HandFull => "Cette main tient déjà quelque chose : posez-le d’abord.",
            Self::SocketFull => "Un autre objet est déjà à cette place : choisissez-en une libre.",
            Self::OutOfReach => {
                "Cet objet est hors de portée de la main : approchez-vous, puis recommencez."
            }
            Self::Waiting => "L’hôte ne vous a pas encore fait entrer : attendez un instant.",
            Self::Frozen => {
                "L’hôte demande à tout le monde de rester en place : écoutez, et reprenez ensuite."
            }
            Self::MuteHeld => {
                "L’hôte garde les micros fermés : levez la main si vous voulez parler."
            }
            Self::NameGiven => {
                "L’hôte a choisi ce pseudo pour vous : demandez-lui si vous voulez en changer."
            }
            Self::WrongPersonalCode => {
                "Personne n’a ce code personnel dans la séance : relisez-le dans le menu de l’autre                  appareil, ou entrez sans lui."
            }
        }
        .to_owned()
    }

    fn english(&self) -> String {
        match self {
            Self::OtherVersion { server, client } if server < client => {
                "The session uses an older version of Pléiades than yours: \
                 ask the host to update."
            }
            Self::OtherVersion { .. } => {
                "Your version of Pléiades is older than the session’s: update it, then try again."
            }
            Self::WrongCode => {
                "This is not the session’s code: check it with the host, then try again."
            }
            Self::ExpiredTicket => {
                "This invitation is no longer valid: ask the host for a new one."
            }
            Self::WrongHostKey => {
                "This host key is not the session’s: check it, or come in without one as a participant."
            }
            Self::Full { capacity } => {
                return format!(
                    "The session is full ({capacity} people): wait until somebody leaves, or ask the host."
                );
            }
            Self::Locked => "The host has closed the session’s door: ask them to open it.",
            Self::BadNickname(error) => return error.sentence(Language::English),
            Self::SentOut => {
                "The host has sent you out of this session: talk to them to come back another time."
            }
            Self::UnknownSession => {
                "This session is no longer here: ask the host for a new invitation."
            }
            Self::ResumeExpired => {
                "You were away for too long and your place is free: come in again with the code."
            }
            Self::NotAllowed => "Your role does not allow this: ask the host to do it.",
            Self::TooManyTries { wait_s } => {
                return format!(
                    "Too many wrong codes were tried: wait {wait_s} s, then read the code carefully."
                );
            }
            Self::TooFast => "Too many actions at once: wait a moment, then try again.",
            Self::UnknownStop { stop } => {
                return format!(
                    "This visit has no stop “{}”: check that you have the same lesson as the host.",
                    shown(stop)
                );
            }
            Self::UnknownParticipant => {
                "This person is no longer in the session: look at the list of who is here."
            }
            Self::UnknownPlace => {
                "The group cannot be gathered at this place: choose one on the campus."
            }
            Self::SessionOver => "The session is over: ask the host to open another.",
            Self::OutOfDate => {
                "This action came too late and was not done: do it again if you still need it."
            }
            Self::Malformed => {
                "The session did not understand your application: close it, open it again, \
                 and install the newest version if this happens again."
            }
            Self::Stopping => {
                "The computer of the session is about to stop: try again in a minute."
            }
            Self::UnknownObject => {
                "This session has no such thing: check that you have the same lesson as the host."
            }
            Self::HeldByAnother => {
                "Somebody else holds this: ask them for it, or wait until it is put down."
            }
            Self::HandFull => "This hand holds something already: put that down first.",
            Self::SocketFull => "Something else lies in this place: choose a free one.",
            Self::OutOfReach => "This is out of the hand’s reach: go nearer, then try again.",
            Self::Waiting => "The host has not let you in yet: wait a moment.",
            Self::Frozen => {
                "The host asks everyone to stay in place: listen, and go on afterwards."
            }
            Self::MuteHeld => {
                "The host keeps the microphones closed: raise your hand if you want to speak."
            }
            Self::NameGiven => {
                "The host chose this nickname for you: ask them if you want another."
            }
            Self::WrongPersonalCode => {
                "Nobody in the session has this personal code: read it again in the other device’s                  menu, or come in without it."
            }
        }
        .to_owned()
    }
}

/// As much of an unknown stop's name as a sentence can hold; it may come from anybody.
fn shown(stop: &StopId) -> String {
    let name: String = stop
        .as_str()
        .chars()
        .filter(|character| !character.is_control())
        .take(limits::ID_BYTES)
        .collect();
    name.escape_debug().to_string()
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for Refusal {}
