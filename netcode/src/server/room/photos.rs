//! Photographs of notebooks: kept before their entries are written, shown to who may see them, let go with the last notebook.

use std::sync::mpsc::Sender;

use tokio::sync::oneshot;

use super::{Room, ToRoom};
use crate::protocol::{
    Command, Deed, Done, Event, LabCommand, LabEvent, LabRefusal, ParticipantId, Refusal,
    ServerMessage,
    lab::{PhotoDigest, PhotoFile},
};

/// What is said to the room of a photograph.
pub(in crate::server) enum PhotoCall {
    /// Somebody in the session wants to see it.
    See {
        me: ParticipantId,
        line: u64,
        digest: PhotoDigest,
    },
    /// A host at the console does.
    Console {
        digest: PhotoDigest,
        reply: oneshot::Sender<Option<PhotoFile>>,
    },
    /// The desk has looked for it.
    Found {
        me: ParticipantId,
        line: u64,
        digest: PhotoDigest,
        file: Option<PhotoFile>,
    },
}

/// For whom the desk looks for a photograph.
pub(super) enum ForPhoto {
    /// Somebody in the session, over this line.
    Member(ParticipantId, u64),
    /// A host at the console.
    Console(oneshot::Sender<Option<PhotoFile>>),
}

impl ForPhoto {
    /// Gives what was found.
    pub(super) fn give(self, room: &Sender<ToRoom>, digest: PhotoDigest, file: Option<PhotoFile>) {
        // A room that is gone has told its clients, and whoever asked at the console may have gone.
        match self {
            Self::Member(me, line) => {
                let _ = room.send(ToRoom::Photo(PhotoCall::Found {
                    me,
                    line,
                    digest,
                    file,
                }));
            }
            Self::Console(reply) => {
                let _ = reply.send(file);
            }
        }
    }
}

impl Room {
    /// Whether what a command brings can be kept: a notebook's entries wait in memory while the disk does not take them, files
    /// would fill it.
    pub(super) fn can_keep(&self, command: &Command) -> Result<(), Refusal> {
        if brings(command).is_some() && !self.saving {
            return Err(Refusal::Lab(LabRefusal::PhotoNotKept));
        }
        Ok(())
    }

    /// Before events are committed: keeps the file that one of them tells of.
    pub(super) fn keep_photo(&self, command: &Command, events: &[Event]) {
        let added = |event: &Event| matches!(done(event), Some(Done::PhotoAdded(_)));
        if let Some(file) = brings(command).filter(|_| events.iter().any(added)) {
            self.desk.keep_photo(file.clone());
        }
    }

    /// After the entry that takes a photograph out was given to be written: lets its file go, if no notebook has it any more.
    pub(super) fn drop_photo(&self, digest: PhotoDigest) {
        if !self.state.keeps_photo(digest) {
            self.desk.drop_photo(digest);
        }
    }

    /// Looks for a photograph, or shows what was found.
    pub(super) fn photo(&self, call: PhotoCall) {
        match call {
            PhotoCall::See { me, line, digest } => {
                if self.state.may_see_photo(me, digest) {
                    self.desk.find_photo(digest, ForPhoto::Member(me, line));
                } else {
                    self.show_photo(me, line, digest, None);
                }
            }
            PhotoCall::Console { digest, reply } => {
                self.desk.find_photo(digest, ForPhoto::Console(reply));
            }
            PhotoCall::Found {
                me,
                line,
                digest,
                file,
            } => self.show_photo(me, line, digest, file),
        }
    }

    fn show_photo(
        &self,
        me: ParticipantId,
        line: u64,
        digest: PhotoDigest,
        file: Option<PhotoFile>,
    ) {
        if let Some(line) = self.lines.get(&me).filter(|known| known.id == line) {
            line.tell(ServerMessage::Photo { digest, file });
        }
    }
}

fn brings(command: &Command) -> Option<&PhotoFile> {
    match command {
        Command::Lab(LabCommand::Work {
            deed: Deed::AddPhoto { file, .. },
            ..
        }) => Some(file),
        _ => None,
    }
}

/// The photograph that an event takes out of a notebook.
pub(super) fn taken_out(event: &Event) -> Option<PhotoDigest> {
    match done(event)? {
        Done::PhotoRemoved { digest } => Some(*digest),
        _ => None,
    }
}

fn done(event: &Event) -> Option<&Done> {
    match event {
        Event::Lab(LabEvent::Worked { done, .. }) => Some(done),
        _ => None,
    }
}
