//! A student at a lab over the real link.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use pleiades_netcode::protocol::{
    Command, Deed, LabCommand, Refusal,
    lab::{Attempt, AttemptId, Group},
};

use super::{Client, lab::Student};

pub struct Bot {
    pub client: Client,
    pub attempt: AttemptId,
}

impl Bot {
    pub fn begins(mut client: Client) -> Self {
        let begin = LabCommand::Begin {
            group: Group::Alone,
        };
        client.ask(Command::Lab(begin)).unwrap();
        let me = client.link.me().unwrap();
        let room = client.link.room().unwrap();
        let (attempt, _) = room.labs().of(me).last().unwrap();
        Self { client, attempt }
    }
}

impl Student for Bot {
    fn try_to(&mut self, deed: Deed) -> Result<(), Refusal> {
        let command = LabCommand::Work {
            attempt: self.attempt,
            deed,
        };
        self.client.ask_in_time(&Command::Lab(command))
    }

    fn attempt(&self) -> Attempt {
        let room = self.client.link.room().unwrap();
        room.labs().attempt(self.attempt).unwrap().clone()
    }
}
