//! What a form stands for: a command of a host, and the sentence that says it was done.

use serde::Deserialize;

use super::{errands::Errand, gate::Console, tongue::Tongue};
use crate::{
    protocol::{
        Admission, Area, ClassCommand, Command, LabCommand, LabName, Nickname, ParticipantId,
        QuizId, Spot, StopId, Teaching, TeamId, VisitCommand, Whom, lab::AttemptId,
    },
    room::RoomState,
};

/// How far from a stop people may go who are kept near it, where the form does not say, metres.
pub(super) const NEAR_STOP_M: f32 = 20.0;

/// A form as it was sent: what is to be done, and with whom or where.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    pub(super) token: String,
    what: String,
    stop: String,
    who: String,
    number: String,
    name: String,
    quiz: String,
    attempt: String,
    plot: String,
    criterion: String,
    page: String,
}

impl Wish {
    /// The command a form stands for; nothing if it is none we make.
    pub(super) fn command(&self, console: &Console) -> Option<Command> {
        let stop = || StopId::from(self.stop.as_str());
        Some(match self.what.as_str() {
            "gather" => {
                let place = console.place.stop(&stop())?;
                Command::Gather {
                    place: place.ground,
                    facing_deg: place.facing_deg,
                }
            }
            "lead" => Command::LeadTo { stop: stop() },
            "lock" => Command::Lock { locked: true },
            "unlock" => Command::Lock { locked: false },
            "send-out" => Command::SendOut { who: self.one()? },
            "breaks" => Command::SetBreaks {
                after_min: self.number.parse().ok()?,
            },
            "tidy" => Command::TidyUp,
            "end" => Command::EndSession,
            _ => {
                if let Some(command) = self.visit() {
                    Command::Visit(command)
                } else if let Some(command) = self.lab() {
                    Command::Lab(command)
                } else {
                    Command::Class(self.class(console)?)
                }
            }
        })
    }

    /// What a form stands for that is no command.
    pub(super) fn errand(&self) -> Option<Errand> {
        Some(match self.what.as_str() {
            "remark" => Errand::Remark,
            "erase" => Errand::Erase,
            _ => return None,
        })
    }

    /// The page the form was on, to go back to: one of ours, whatever it says.
    pub(super) fn page(&self) -> String {
        match self.page.strip_prefix("/lab") {
            Some("") => "/lab".to_owned(),
            Some(rest) => match rest.strip_prefix('/').map(str::parse::<u16>) {
                Some(Ok(attempt)) => format!("/lab/{attempt}"),
                _ => "/".to_owned(),
            },
            None => "/".to_owned(),
        }
    }

    fn lab(&self) -> Option<LabCommand> {
        let act = match self.what.as_str() {
            "unshow" => return Some(LabCommand::Unshow),
            "exam" => return Some(LabCommand::SetExam { on: true }),
            "training" => return Some(LabCommand::SetExam { on: false }),
            "release-all" => return Some(LabCommand::ReleaseAll),
            "show-plot" => Teaching::Show {
                plot: LabName::from(self.plot.as_str()),
            },
            "release-marks" => Teaching::Release,
            "reopen" => Teaching::Reopen,
            "assign" => Teaching::Assign { who: self.one()? },
            "grade" => Teaching::Grade {
                criterion: LabName::from(self.criterion.as_str()),
                share: match self.number.as_str() {
                    "" => None,
                    percent => Some(f64::from(percent.parse::<u8>().ok()?) / 100.0),
                },
            },
            _ => return None,
        };
        Some(LabCommand::Teach {
            attempt: self.attempt.parse().ok().map(AttemptId)?,
            act,
        })
    }

    fn visit(&self) -> Option<VisitCommand> {
        let quiz = || QuizId::from(self.quiz.as_str());
        Some(match self.what.as_str() {
            "open-quiz" => VisitCommand::OpenQuiz {
                quiz: quiz(),
                open: true,
            },
            "close-quiz" => VisitCommand::OpenQuiz {
                quiz: quiz(),
                open: false,
            },
            "show-results" => VisitCommand::ShowResults { quiz: quiz() },
            "teams" => VisitCommand::MakeTeams {
                size: self.number.parse().ok()?,
            },
            "fill-teams" => VisitCommand::FillTeams,
            "team" => VisitCommand::PutInTeam {
                whom: self.one()?,
                team: match self.number.as_str() {
                    "" => None,
                    number => Some(TeamId(number.parse().ok()?)),
                },
            },
            "rally" => VisitCommand::SetRally { on: true },
            "no-rally" => VisitCommand::SetRally { on: false },
            _ => return None,
        })
    }

    fn class(&self, console: &Console) -> Option<ClassCommand> {
        Some(match self.what.as_str() {
            "admission" => ClassCommand::SetAdmission(match self.number.as_str() {
                "everyone" => Admission::Everyone,
                "with-host" => Admission::WithHost,
                "one-by-one" => Admission::OneByOne,
                _ => return None,
            }),
            "admit" => ClassCommand::Admit(self.whom()?),
            "co-host" => ClassCommand::SetCoHost {
                whom: self.one()?,
                on: true,
            },
            "no-co-host" => ClassCommand::SetCoHost {
                whom: self.one()?,
                on: false,
            },
            "guide" => ClassCommand::PassGuide { to: self.one()? },
            "go-free" => ClassCommand::FollowMe { on: false },
            "roam" => ClassCommand::SetRoam(match self.stop.as_str() {
                "" => None,
                stop => Some(Area {
                    centre: console.place.stop(&StopId::from(stop))?.ground,
                    radius_m: match self.number.as_str() {
                        "" => NEAR_STOP_M,
                        metres => metres.parse::<u8>().ok()?.into(),
                    },
                }),
            }),
            "attention" => ClassCommand::CallAttention { on: true },
            "no-attention" => ClassCommand::CallAttention { on: false },
            "freeze" => ClassCommand::Freeze { on: true },
            "no-freeze" => ClassCommand::Freeze { on: false },
            "light-person" => ClassCommand::Spotlight(Some(Spot::Person(self.one()?))),
            "light-stop" => {
                ClassCommand::Spotlight(Some(Spot::Stop(StopId::from(self.stop.as_str()))))
            }
            "no-light" => ClassCommand::Spotlight(None),
            "lower" => ClassCommand::LowerHands(self.whom()?),
            "call" => ClassCommand::CallUpon {
                whom: Some(self.one()?),
            },
            "no-call" => ClassCommand::CallUpon { whom: None },
            "mute" => ClassCommand::Mute {
                whom: self.whom()?,
                hold: true,
            },
            "release" => ClassCommand::ReleaseMute(self.whom()?),
            "rename" => ClassCommand::NameOther {
                whom: self.one()?,
                nickname: Nickname::parse(&self.name).ok()?,
            },
            "ban" => ClassCommand::Ban { whom: self.one()? },
            "timer" => ClassCommand::StartTimer {
                seconds: self.number.parse::<u16>().ok()?.checked_mul(60)?,
            },
            "no-timer" => ClassCommand::StopTimer,
            "on" => ClassCommand::Step { forward: true },
            "back" => ClassCommand::Step { forward: false },
            "evacuate" => ClassCommand::Evacuate { on: true },
            "no-evacuate" => ClassCommand::Evacuate { on: false },
            _ => return None,
        })
    }

    fn one(&self) -> Option<ParticipantId> {
        self.who.parse().ok().map(ParticipantId)
    }

    fn whom(&self) -> Option<Whom> {
        match self.who.as_str() {
            "everyone" => Some(Whom::Everyone),
            _ => self.one().map(Whom::One),
        }
    }

    /// What is wrong with a form that stands for nothing.
    pub(super) fn unclear(&self, tongue: Tongue) -> String {
        if self.what == "rename"
            && let Err(error) = Nickname::parse(&self.name)
        {
            return error.sentence(tongue.0);
        }
        tongue
            .say(
                "La console n’a pas compris cette demande : rechargez la page.",
                "The console did not understand this: reload the page.",
            )
            .to_owned()
    }
}

/// What happened, for who pressed the button. `room` is as it was before, if it is known.
pub(super) fn done(
    command: &Command,
    console: &Console,
    room: Option<&RoomState>,
    tongue: Tongue,
) -> String {
    let title = |stop: &StopId| {
        console.place.stop(stop).map_or_else(
            || stop.to_string(),
            |stop| stop.title.get(tongue.0).to_owned(),
        )
    };
    let name = |who: &ParticipantId| {
        room.and_then(|room| room.participant(*who))
            .map_or_else(|| who.to_string(), |somebody| somebody.nickname.to_string())
    };
    let with = |french, english, rest: String| format!("{} {rest}.", tongue.say(french, english));
    match command {
        Command::Gather { place, .. } => with(
            "Tout le monde est rassemblé :",
            "Everyone is gathered:",
            console
                .place
                .nearest(*place)
                .map(|stop| title(&stop.id))
                .unwrap_or_default(),
        ),
        Command::LeadTo { stop } => with(
            "Le chemin est montré à tout le monde :",
            "Everyone is shown the way:",
            title(stop),
        ),
        Command::SendOut { who } => with(
            "Sortie de la séance, sans retour sous ce pseudo :",
            "Out of the session, and not back under this nickname:",
            name(who),
        ),
        Command::Class(ClassCommand::Ban { whom }) => with(
            "Exclu de la séance ; les nouveaux venus attendent désormais votre accord :",
            "Banned from the session; newcomers now wait for your consent:",
            name(whom),
        ),
        Command::Class(ClassCommand::CallUpon { whom: Some(whom) }) => {
            with("La parole est à", "It is the turn of", name(whom))
        }
        Command::Class(ClassCommand::PassGuide { to }) => {
            with("Le guide est maintenant", "The guide is now", name(to))
        }
        Command::SetBreaks { after_min } if *after_min > 0 => with(
            "Une pause sera proposée après ce temps de casque :",
            "A break will be proposed after this time in a headset:",
            format!("{after_min} min"),
        ),
        other => plain(other, tongue).to_owned(),
    }
}

/// What happened, where nobody and no place is named.
const fn plain(command: &Command, tongue: Tongue) -> &'static str {
    let (french, english) = match command {
        Command::Lock { locked: true } => (
            "La porte est fermée : personne d’autre n’entre.",
            "The door is closed: nobody else comes in.",
        ),
        Command::Lock { locked: false } => ("La porte est ouverte.", "The door is open."),
        Command::EndSession => (
            "La séance est terminée. Le bilan et le journal restent ici tant que le serveur tourne.",
            "The session is over. Report and journal stay here as long as the server runs.",
        ),
        Command::SetBreaks { .. } => (
            "Aucune pause ne sera proposée.",
            "No break will be proposed.",
        ),
        Command::Lab(LabCommand::Unshow) => (
            "La figure n’est plus montrée.",
            "The figure is no longer shown.",
        ),
        Command::Lab(LabCommand::SetExam { on: true }) => (
            "C’est un examen : plus d’aide, et les notes quand vous les rendez.",
            "It is an exam: no help, and marks when you release them.",
        ),
        Command::Lab(LabCommand::SetExam { on: false }) => (
            "C’est un entraînement : les aides sont permises.",
            "It is training: help is allowed.",
        ),
        Command::Lab(LabCommand::ReleaseAll) => (
            "Les notes et les remarques des cahiers rendus sont données aux élèves.",
            "Marks and feedback of what was handed in are given to the students.",
        ),
        Command::Lab(LabCommand::Teach { act, .. }) => match act {
            Teaching::Show { .. } => (
                "La figure est figée telle qu’elle est et montrée à tout le monde.",
                "The figure is frozen as it is and shown to everyone.",
            ),
            Teaching::Release => (
                "La note et les remarques sont rendues à l’élève.",
                "Mark and feedback are given to the student.",
            ),
            Teaching::Reopen => (
                "Le cahier est rouvert : l’élève peut le reprendre.",
                "The notebook is open again: the student can go on.",
            ),
            Teaching::Assign { .. } => (
                "Le cahier est partagé avec cette personne.",
                "The notebook is shared with this person.",
            ),
            Teaching::Grade { .. } => ("Les points sont notés.", "The points are noted."),
        },
        Command::TidyUp => (
            "Tous les objets sont de nouveau à leur place.",
            "Every object is back in its place.",
        ),
        Command::Class(command) => match command {
            ClassCommand::CallAttention { on: true } => (
                "Chacun est prié d’écouter : le reste du monde s’assombrit.",
                "Everyone is asked to listen: the rest of the world is dimmed.",
            ),
            ClassCommand::Freeze { on: true } => (
                "Chacun reste où il est ; les têtes restent libres.",
                "Everyone stays in place; heads stay free.",
            ),
            ClassCommand::Evacuate { on: true } => (
                "Tout le monde est prié de retirer le casque maintenant.",
                "Everyone is asked to take the headset off now.",
            ),
            ClassCommand::Mute { .. } => (
                "Les micros sont fermés et le restent jusqu’à ce que vous les libériez.",
                "Microphones are closed, and stay so until you release them.",
            ),
            ClassCommand::ReleaseMute(_) => (
                "Chacun peut de nouveau ouvrir son micro. Aucun n’a été ouvert.",
                "Everyone may open their microphone again. None was opened.",
            ),
            ClassCommand::SetAdmission(Admission::OneByOne) => (
                "Désormais, les nouveaux venus attendent votre accord.",
                "Newcomers wait until you let them in.",
            ),
            ClassCommand::SetRoam(Some(_)) => (
                "La promenade est limitée autour de cette étape.",
                "The walk is limited to around this stop.",
            ),
            _ => ("C’est fait.", "Done."),
        },
        _ => ("C’est fait.", "Done."),
    };
    tongue.say(french, english)
}
