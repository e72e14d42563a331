//! Reading aloud: one clip at a time, until it ends or is stopped. Without a loudspeaker the words are shown all the same.

use std::{sync::Arc, time::Duration};

use bevy::prelude::*;
use pleiades_scenes::media::Clip;

use super::{Speaker, mixer::Order};
use crate::settings::Settings;

/// Who begins to read, or stops.
#[derive(Message, Clone, Debug)]
pub(crate) enum ReadAloud {
    /// This file of the lesson, and what is in it.
    Begin(String, Arc<Clip>),
    /// Nobody reads.
    Stop,
}

/// What is read aloud now.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    /// The file; nothing if nobody reads.
    pub(crate) file: Option<String>,
    /// How much of it was read.
    pub(crate) since: Duration,
    length: Duration,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Reading>()
        .add_message::<ReadAloud>()
        .add_systems(Last, (turn_up, go_on, obey).chain());
}

/// The loudness is chosen while one listens.
fn turn_up(settings: Res<Settings>, mut speaker: ResMut<Speaker>, mut last: Local<Option<f32>>) {
    let loudness = settings.comfort.volume;
    if last.replace(loudness) != Some(loudness) {
        speaker.tell(Order::Loudness(loudness));
    }
}

fn go_on(time: Res<Time<Real>>, mut reading: ResMut<Reading>) {
    if reading.file.is_none() {
        return;
    }
    reading.since += time.delta();
    if reading.since >= reading.length {
        *reading = Reading::default();
    }
}

fn obey(
    mut orders: MessageReader<ReadAloud>,
    mut speaker: ResMut<Speaker>,
    mut reading: ResMut<Reading>,
) {
    for order in orders.read() {
        match order {
            ReadAloud::Begin(file, clip) => {
                speaker.tell(Order::Read(clip.clone()));
                *reading = Reading {
                    file: Some(file.clone()),
                    since: Duration::ZERO,
                    length: clip.length(),
                };
            }
            ReadAloud::Stop => {
                speaker.tell(Order::Hush);
                reading.set_if_neq(Reading::default());
            }
        }
    }
}
