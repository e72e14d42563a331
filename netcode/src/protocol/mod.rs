//! The protocol between a client and a session server: its types, its bytes, its secrets. Pure: no clock, no socket.
//!
//! # From the first byte to the welcome
//!
//! 1. **QUIC, TLS 1.3**, ALPN [`ALPN`]. The server's certificate is self-signed. A client with a [`Ticket`] accepts only the
//!    key whose [`Fingerprint`] the ticket has. A client with a typed [`JoinCode`] accepts any key for now: step 4 tells it
//!    whether it was the right one, and it accepts no other from then on. Both ends export 32 bytes from the TLS session
//!    ([`handshake::EXPORTER_LABEL`]) that nobody else can have.
//! 2. **The client opens bidirectional stream 0** and sends its first [frame](wire::frame): the letters `PLEI`, the protocol
//!    version, and a [`Hello`]. Frames are a length (`u32`) and a payload; a stranger's may have 1 KiB, later ones
//!    64 KiB ([`limits`]). A server of another version answers [`Refusal::OtherVersion`] in a first frame of its own; both
//!    sides then know which one is older ([`wire::first`]).
//! 3. **The hello knocks.** [`Knock::Enter`] has the client's half of a SPAKE2 exchange over the join code, with a ticket as
//!    with a typed code, so that the code never crosses the wire. [`Knock::Resume`] instead proves the resume token of an
//!    earlier welcome and goes on at step 6.
//! 4. **The server answers** with its half and a confirmation ([`Challenge`]), or with a [`Refusal`]: too many wrong codes
//!    from this address, session over. The confirmation covers the exported bytes, so a client that accepts it knows that
//!    the server has the code and that nobody is in between. Otherwise it tells its person [`Refusal::WrongCode`].
//! 5. **The client confirms** in turn and says who it would like to be ([`Join`]): nickname, look, device, role. Who asks to
//!    be host adds a proof of the [`HostKey`]; who was here at another device, its [`PersonalCode`]. The room decides ([`RoomState::decide_join`](crate::room::RoomState::decide_join)).
//! 6. **The server welcomes** ([`Welcome`]): who one is, a [`ResumeToken`], the tick rate, the clocks, and the last log entry
//!    `seq`. What the client lacks follows, as a snapshot on a stream of its own or as the tail of the log ([`CatchUp`]).
//!
//! # After it
//!
//! - Stream 0, to the server: [`ClientMessage::Command`], numbered from 1 by each participant. A command without an answer is
//!   sent again after a reconnect, with its number; the room recognises one it has done. At most
//!   [`limits::UNANSWERED_COMMANDS`] may be unanswered.
//! - Stream 0, to the client: [`ServerMessage::Event`] for every log entry, in order; [`ServerMessage::Answer`] for every
//!   command, after the events it caused and after they are in the journal; [`Notice`]s; a [`Goodbye`] at the end.
//! - Datagrams, both ways, one a tick: poses, and later voice ([`wire::datagram`]). Lost ones stay lost.
//! - Somebody may be in and still wait at the door ([`ClassEvent::Waits`]): until a host lets them in the room does nothing
//!   for them, and no datagram tells them where anybody is, or others where they are. They do hear the log.
//! - Who becomes a co-host, or is one no longer, may know more or less from then on: [`ServerMessage::Known`] is followed by a
//!   snapshot, on a stream of its own as at the welcome.
//! - A connection that is lost is no departure: the room says [`Event::ParticipantAway`], keeps the place for a while, and
//!   the client resumes with its token.
//!
//! # How it grows
//!
//! Control messages are [postcard](https://postcard.jamesmunns.com/wire-format): enumerations by place, so new variants go
//! at the end, and any other change raises [`PROTOCOL_VERSION`]. Datagrams have a version of their own and sections that a
//! reader may skip.

pub mod credential;
pub mod handshake;
pub mod identity;
pub mod lab;
pub mod limits;
pub mod message;
pub mod pose;
pub mod speech;
pub mod wire;

pub use credential::{
    CardToken, Fingerprint, Host, HostKey, JoinCode, PersonalCode, ResumeToken, Ticket, TicketError,
};
pub use identity::{
    Appearance, Device, FormationId, LabName, Nickname, NicknameError, ObjectId, ParticipantId,
    QuizId, Role, SessionId, SocketId, StopId, TeamId,
};
pub use message::{
    Admission, Area, CatchUp, Cause, Challenge, ClassCommand, ClassEvent, ClientMessage, Command,
    Deed, Done, Event, Grip, Handling, Hello, Hold, Join, Knock, LabCommand, LabEvent, LeaveReason,
    LessonOutline, LogEntry, Motion, Objects, Reaction, ServerMessage, Spot, Teaching, Text,
    Welcome, Whereabouts, Whom, Writing,
};
pub use message::{
    Answer, AnswerForm, CardsDoor, Correct, Given, Mark, QuizOutline, SheetLine, StopOutline,
    Tally, Told, VisitCommand, VisitEvent, VisitOutline,
};
pub use pleiades_scenes::Language;
pub use speech::{Goodbye, LabRefusal, Notice, Refusal, SavingTrouble};

/// Version of the control protocol. Both sides must have the same.
pub const PROTOCOL_VERSION: u16 = 5;

/// Name of the protocol in TLS (ALPN). It has no version: versions are compared where a sentence can be said about them.
pub const ALPN: &[u8] = b"pleiades";
