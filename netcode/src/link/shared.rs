//! What the link's thread and the frame look at together: poses and figures.

use std::time::{Duration, Instant};

use crate::{
    protocol::{ParticipantId, pose::AvatarPose},
    realtime::Playback,
};

/// Somebody else's body as it is to be shown now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RemotePose {
    /// Who.
    pub id: ParticipantId,
    /// Room frame; always finite.
    pub pose: AvatarPose,
    /// Since the last update arrived.
    pub age: Duration,
}

/// How good the way to the server is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkStats {
    /// There and back.
    pub rtt: Duration,
    /// Share of the server's datagrams that did not arrive, 0 to 1.
    pub loss: f64,
    /// From [`Link::start`](super::Link::start) to being in; nothing before.
    pub join_time: Option<Duration>,
    /// From being in to the first pose of somebody else.
    pub first_pose: Option<Duration>,
    /// Bytes of datagrams received, without headers.
    pub bytes_in: u64,
    /// Bytes of datagrams sent, without headers.
    pub bytes_out: u64,
    /// Datagrams received.
    pub datagrams_in: u64,
    /// How far behind others are shown.
    pub interpolation_delay: Duration,
    /// How often the connection was made anew.
    pub reconnects: u32,
}

/// Poses in and out, and figures.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) begun: Instant,
    pub(super) playback: Option<Playback>,
    pub(super) own: Option<(AvatarPose, Instant)>,
    pub(super) stats: LinkStats,
}

impl Shared {
    pub(super) fn new(begun: Instant) -> Self {
        Self {
            begun,
            playback: None,
            own: None,
            stats: LinkStats::default(),
        }
    }

    pub(super) fn play(&mut self, now: Instant) -> Vec<RemotePose> {
        let since = now.saturating_duration_since(self.begun);
        let Some(playback) = &mut self.playback else {
            return Vec::new();
        };
        playback
            .play(since)
            .into_iter()
            .map(|played| RemotePose {
                id: played.id,
                pose: played.pose,
                age: played.age,
            })
            .collect()
    }
}
