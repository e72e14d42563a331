//! Deciding for a host at the console: with a host's rights, but without a body in the room.

use crate::bench::Bench;
use crate::protocol::{
    ClassCommand, Command, Event, LabCommand, Nickname, ParticipantId, Refusal, Role,
};
use crate::room::{Participant, Presence, RoomState};

impl RoomState {
    /// Decides a command of whoever has proved the host key at the console. Events name [`ParticipantId::CONSOLE`]. `bench` is
    /// the session's lab, if it has one.
    ///
    /// # Errors
    /// Says why the command is not done; [`Refusal::NotAllowed`] for what only somebody in the room can do.
    pub fn decide_at_console(
        &self,
        bench: Option<&Bench>,
        command: &Command,
    ) -> Result<Vec<Event>, Refusal> {
        if !self.is_open() {
            return Err(Refusal::SessionOver);
        }
        if needs_a_body(command) {
            return Err(Refusal::NotAllowed);
        }
        // A word that is no nickname would be a mistake here; the room is then without a console.
        let nickname = Nickname::parse("Console").map_err(Refusal::BadNickname)?;
        let me = Participant {
            id: ParticipantId::CONSOLE,
            nickname,
            role: Role::Host,
            appearance: Default::default(),
            device: Default::default(),
            presence: Presence::Here,
            hand_raised: None,
            opened: Default::default(),
            commands: Default::default(),
        };
        self.check_class(&me, command)?;
        match (command, bench) {
            (Command::Lab(command), Some(bench)) => bench.decide(self, &me, command),
            _ => self.events(&me, command),
        }
    }
}

/// What nobody can do who is not in the room. A new command has to be given to somebody here.
const fn needs_a_body(command: &Command) -> bool {
    match command {
        Command::RaiseHand { .. }
        | Command::React(_)
        | Command::OpenStop { .. }
        | Command::Rename { .. }
        | Command::SetAppearance(_)
        | Command::Handle { .. } => true,
        Command::LeadTo { .. }
        | Command::Gather { .. }
        | Command::Lock { .. }
        | Command::SendOut { .. }
        | Command::EndSession
        | Command::SetBreaks { .. }
        | Command::TidyUp => false,
        Command::Lab(LabCommand::Begin { .. } | LabCommand::Work { .. }) => true,
        Command::Lab(
            LabCommand::Teach { .. }
            | LabCommand::Unshow
            | LabCommand::SetExam { .. }
            | LabCommand::ReleaseAll,
        ) => false,
        Command::Visit(command) => !command.is_for_hosts(),
        Command::Class(command) => match command {
            ClassCommand::FollowMe { on }
            | ClassCommand::Point { on }
            | ClassCommand::OpenMicrophone { open: on }
            | ClassCommand::Wear { on } => *on,
            ClassCommand::Acknowledge => true,
            ClassCommand::SetAdmission(_)
            | ClassCommand::Admit(_)
            | ClassCommand::SetCoHost { .. }
            | ClassCommand::PassGuide { .. }
            | ClassCommand::SetRoam(_)
            | ClassCommand::CallAttention { .. }
            | ClassCommand::Freeze { .. }
            | ClassCommand::Spotlight(_)
            | ClassCommand::LowerHands(_)
            | ClassCommand::CallUpon { .. }
            | ClassCommand::Mute { .. }
            | ClassCommand::ReleaseMute(_)
            | ClassCommand::NameOther { .. }
            | ClassCommand::Ban { .. }
            | ClassCommand::StartTimer { .. }
            | ClassCommand::StopTimer
            | ClassCommand::Step { .. }
            | ClassCommand::Evacuate { .. } => false,
        },
    }
}
