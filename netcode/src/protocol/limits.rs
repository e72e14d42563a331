//! Every bound of the protocol, with its reason. Whatever a peer sends is held against these before it is kept.

use std::time::Duration;

/// Longest payload of one frame on the control stream, bytes.
///
/// The longest honest message is a lesson outline of [`STOPS`] stops; anything bigger is a mistake or an attack.
pub const MESSAGE_BYTES: usize = 64 * 1024;

/// Longest first frame of a connection, bytes: a greeting is small, and the peer is still a stranger.
pub const FIRST_MESSAGE_BYTES: usize = 1024;

/// Longest datagram, bytes: fits one packet on every path QUIC supports, VPNs and phone hotspots included.
pub const DATAGRAM_BYTES: usize = 1_150;

/// Sections in one datagram: one of each kind that exists, with room for kinds still to come.
pub const DATAGRAM_SECTIONS: usize = 16;

/// Longest compressed snapshot, bytes.
pub const SNAPSHOT_PACKED_BYTES: usize = 1024 * 1024;

/// Longest snapshot after decompression, bytes: 250 participants with every stop opened stay below 1 MiB.
pub const SNAPSHOT_BYTES: usize = 8 * 1024 * 1024;

/// Bytes of a snapshot written to its stream at once, so that events on the control stream pass between.
pub const SNAPSHOT_CHUNK_BYTES: usize = 16 * 1024;

/// Longest nickname, visible characters: it must fit on a name tag.
pub const NICKNAME_CHARACTERS: usize = 24;

/// Longest nickname, bytes of UTF-8: four for each visible character.
pub const NICKNAME_BYTES: usize = 4 * NICKNAME_CHARACTERS;

/// Accents on one letter: Vietnamese needs two; more is a tower over the name tag.
pub const NICKNAME_MARKS: usize = 3;

/// Longest description of the peer's application (`pleiades 0.1.0`), bytes.
pub const APPLICATION_BYTES: usize = 64;

/// Longest identifier of a lesson or a stop, bytes.
pub const ID_BYTES: usize = 64;

/// Longest title of a lesson, bytes.
pub const TITLE_BYTES: usize = 256;

/// Stops in one lesson: a visit of a school day, not an atlas.
pub const STOPS: usize = 256;

/// Colours a participant can choose from.
pub const COLOURS: u8 = 12;

/// Participants of one session where its host says nothing else: a class, its teachers and guests.
pub const DEFAULT_CAPACITY: u16 = 40;

/// Participants a session can be opened for: certified load is 100, and ids and journals allow for more.
pub const CAPACITY: u16 = 250;

/// Commands one participant may send a second, on average: an interface sends a few, a stuck key thirty.
pub const COMMANDS_PER_SECOND: u32 = 40;

/// Commands one participant may send at once after being quiet.
pub const COMMANDS_BURST: u32 = 80;

/// Commands a client may have sent without an answer; what the room remembers to recognise one sent again.
pub const UNANSWERED_COMMANDS: usize = 64;

/// Datagrams one participant may send a second: 60 ticks and the jitter of a phone.
pub const DATAGRAMS_PER_SECOND: u32 = 75;

/// Wrong codes one address may try in [`TRIES_WINDOW`]. A guess is one in 2⁴⁰; a class mistypes more than once.
///
/// A whole school may be behind one address, so proved entries do not count.
pub const TRIES: u32 = 20;

/// Time over which [`TRIES`] are counted.
pub const TRIES_WINDOW: Duration = Duration::from_secs(60);

/// Time a connection may take from its first byte to its welcome.
pub const GREETING_TIME: Duration = Duration::from_secs(10);

/// How long the place and the name of somebody who vanished are kept, unless the session says otherwise.
pub const AWAY_TIME: Duration = Duration::from_secs(20);

/// Farthest place people can be gathered at, metres from the room's origin along each axis.
pub const PLACE_M: f32 = 2_000.0;

/// Whether numbers from a client are a place within [`PLACE_M`] of the origin.
pub fn is_place(place: &[f32; 3]) -> bool {
    place
        .iter()
        .all(|metres| metres.is_finite() && metres.abs() <= PLACE_M)
}

/// Things a session may have that can be taken into the hand, and as many places to put them: a rack of samples for every
/// pair of a class, not a warehouse.
pub const OBJECTS: usize = 256;

/// Fastest a hand throws, m/s: a ball thrown hard by an adult leaves at 25.
pub const THROW_M_S: f32 = 25.0;

/// Fastest a hand makes something spin, rad/s: eight turns a second.
pub const SPIN_RAD_S: f32 = 50.0;

/// Largest lesson outline, bytes as a message; a lesson over it is refused when the session opens.
pub const OUTLINE_BYTES: usize = 32 * 1024;

/// The longest time in a headset a host may allow between breaks, minutes.
pub const BREAK_MIN: u8 = 60;

/// Time in a headset after which a break is proposed where no host has said otherwise, minutes: half an hour at most is what
/// makers of headsets advise, and pupils take less.
pub const BREAK_UNSAID_MIN: u8 = 20;

/// The smallest area people can be kept in, metres from its middle: a class stands in it without touching.
pub const AREA_M: f32 = 5.0;

/// The longest countdown, seconds: half a school day.
pub const TIMER_S: u16 = 4 * 60 * 60;

/// Time without a headset after which the eyes have rested and the next stretch counts from nothing, minutes: longer than it
/// takes to change headsets.
pub const REST_MIN: u64 = 2;

/// People who have left and can come back by their personal code with what they had; those who left first are forgotten first.
pub const FORMER: usize = CAPACITY as usize;

/// Quizzes in one lesson: a visit of an hour has a dozen.
pub const QUIZZES: usize = 64;

/// Courses of study in one lesson.
pub const FORMATIONS: usize = 64;

/// Longest note on a line of a team's sheet, characters: two sentences.
pub const NOTE_CHARACTERS: usize = 280;

/// Largest number anybody may answer, either way from 0.
pub const NUMBER: f64 = 1e9;

/// People in a team, at least and at most.
pub const TEAM_SIZE: std::ops::RangeInclusive<u8> = 2..=6;

/// Teams in one session: everybody of the largest one in teams of two, and some to spare.
pub const TEAMS: usize = 200;

/// With fewer answers than this a class is not told how many chose what: a number would be a name.
pub const TALLY_LEAST: u16 = 3;
