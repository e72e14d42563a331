//! Every refusal in French: what happened and what to do.

use super::{Refusal, shown};
use crate::protocol::Language;

impl Refusal {
    pub(super) fn french(&self) -> String {
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
            Self::Lab(refusal) => refusal.french(),
            Self::UnknownQuiz => {
                "Cette visite n’a pas ce quiz : vérifiez que vous avez la même leçon que l’hôte."
            }
            Self::QuizClosed => {
                "Ce quiz n’est pas ouvert en ce moment : attendez que l’hôte l’ouvre."
            }
            Self::AlreadyAnswered => {
                "La réponse à ce quiz est déjà donnée : regardez-la à son étape."
            }
            Self::BadAnswer => {
                "Cette réponse ne convient pas à ce quiz : relisez la question, puis recommencez."
            }
            Self::NoTeam => {
                "Ce quiz se fait en équipe et vous n’en avez pas : demandez à l’hôte de vous placer."
            }
            Self::UnknownTeam => "Cette équipe n’existe pas : regardez la liste des équipes.",
            Self::UnknownFormation => {
                "Cette visite n’a pas cette formation : vérifiez que vous avez la même leçon que l’hôte."
            }
            Self::NoteTooLong => "Cette note est trop longue pour la feuille : raccourcissez-la.",
            Self::RallyRuns => {
                "Le rallye est en cours : terminez-le avant de refaire les équipes, ou déplacez une seule personne."
            }
            Self::NoRally => "Cette visite n’a pas de rallye : choisissez une leçon qui en a un.",
        }
        .to_owned()
    }
}
