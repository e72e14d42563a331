//! Every refusal in English: what happened and what to do.

use super::{Refusal, shown};
use crate::protocol::Language;

impl Refusal {
    pub(super) fn english(&self) -> String {
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
            Self::Lab(refusal) => refusal.english(),
            Self::UnknownQuiz => {
                "This visit has no such quiz: check that you have the same lesson as the host."
            }
            Self::QuizClosed => "This quiz is not open now: wait until the host opens it.",
            Self::AlreadyAnswered => {
                "This quiz has its answer already: look at it where it was asked."
            }
            Self::BadAnswer => {
                "This is no answer to this quiz: read the question again, then try again."
            }
            Self::NoTeam => {
                "Teams answer this quiz and you are in none: ask the host to put you into one."
            }
            Self::UnknownTeam => "There is no such team: look at the list of teams.",
            Self::UnknownFormation => {
                "This visit has no such course of study: check that you have the same lesson as the host."
            }
            Self::NoteTooLong => "This note is too long for the sheet: shorten it.",
            Self::RallyRuns => {
                "The rally is on: end it before making teams anew, or move one person only."
            }
            Self::NoRally => "This visit has no rally: choose a lesson that has one.",
        }
        .to_owned()
    }
}
