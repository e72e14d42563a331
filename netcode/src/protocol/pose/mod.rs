//! Poses on the wire: few bytes, any order, any loss, the same integers on every machine.
//!
//! **Lattice.** An avatar is rounded once, where it enters, to integers: head in the room in steps of 1 mm and 0.1°,
//! hands in the rounded head's frame. Everything after is lossless integer arithmetic, so the pose of a tick is the same
//! for every receiver however it was sent, coarser [`Tier`]s are functions of it, and a body at rest arrives exactly.
//!
//! **Records.** A record tells an avatar's pose of a tick as the difference from a damped linear prediction, made from
//! poses of earlier ticks that the receiver has acknowledged, through a range coder with fixed tables. It says which
//! poses it builds on and where it ends, so it is decodable by itself, in any order, after any loss. A receiver that
//! holds nothing gets a whole record; that is the keyframe.
//!
//! **Sharing.** Which poses a receiver holds decides which record it gets; receivers that hold the same get the same
//! bytes. [`AvatarEncoder`] makes at most a few records a tick and tier whatever the number of receivers.
//!
//! Down: [`AvatarEncoder::push`] once a tick; for each receiver [`AvatarEncoder::record_for`] →
//! [`PoseSectionWriter::add`], [`Held::sent`]; the client's [`PoseDecoder::acks`] come back into [`Held::acknowledged`].
//! ([`crate::realtime::PoseFeed`] does this and chooses who comes first.) Up: [`OwnPoseEncoder`], [`OwnPoseDecoder`].
//!
//! Sources: Fiedler, *Snapshot compression* and *Networked physics in virtual reality* (gafferongames.com, 2015, 2018)
//! for acknowledged baselines, prediction and the end of bit packing; the parts name theirs.

mod acks;
mod avatar;
mod decoder;
mod encoder;
mod own;
mod section;
mod tier;
mod wire;

pub use acks::{Acks, Held, expand_tick};
pub use avatar::{AvatarPose, Pose, PoseSample, REACH_M, WORLD_HALF_M};
pub use decoder::{PoseDecoder, PoseUpdate};
pub use encoder::{AvatarEncoder, EncodedRecord};
pub use own::{OwnPoseDecoder, OwnPoseEncoder};
pub use section::PoseSectionWriter;
pub use tier::Tier;
pub use wire::Malformed;
