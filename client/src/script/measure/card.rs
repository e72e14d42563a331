//! How long the graphics card works on a frame, from its first command to its last, where it can tell.

use std::time::Duration;

use bevy::{
    app::SubApp,
    prelude::*,
    render::{
        Render, RenderStartup, RenderSystems,
        renderer::{
            PendingCommandBuffers, RenderDevice, RenderGraph, RenderGraphSystems, RenderQueue,
        },
    },
};
use wgpu::{
    Buffer, BufferDescriptor, BufferUsages, CommandEncoderDescriptor, Features, MapMode, PollType,
    QuerySet, QuerySetDescriptor, QueryType, SubmissionIndex,
};

use super::Meter;

/// Bytes of two ticks of the card's clock.
const TICKS_BYTES: u64 = 16;

/// The card's clock, looked at twice a frame.
#[derive(Resource)]
struct Stopwatch {
    looks: QuerySet,
    ticks: Buffer,
    tick_ns: f64,
    runs: bool,
}

pub(super) fn plugin(render: &mut SubApp) {
    render
        .add_systems(RenderStartup, make)
        .add_systems(
            RenderGraph,
            (
                start.in_set(RenderGraphSystems::Begin),
                stop.after(RenderGraphSystems::Render)
                    .before(RenderGraphSystems::Submit),
            ),
        )
        .add_systems(Render, hold_back.in_set(RenderSystems::Cleanup));
}

fn make(device: Res<RenderDevice>, queue: Res<RenderQueue>, mut commands: Commands) {
    let needed = Features::TIMESTAMP_QUERY | Features::TIMESTAMP_QUERY_INSIDE_ENCODERS;
    if !device.features().contains(needed) {
        return;
    }
    let device = device.wgpu_device();
    commands.insert_resource(Stopwatch {
        looks: device.create_query_set(&QuerySetDescriptor {
            label: Some("stopwatch"),
            ty: QueryType::Timestamp,
            count: 2,
        }),
        ticks: device.create_buffer(&BufferDescriptor {
            label: Some("stopwatch"),
            size: TICKS_BYTES,
            usage: BufferUsages::QUERY_RESOLVE | BufferUsages::COPY_SRC,
            mapped_at_creation: false,
        }),
        tick_ns: f64::from(queue.get_timestamp_period()),
        runs: false,
    });
}

/// All commands of a frame are handed over at once: these go first.
fn start(
    meter: Res<Meter>,
    watch: Option<ResMut<Stopwatch>>,
    device: Res<RenderDevice>,
    mut pending: ResMut<PendingCommandBuffers>,
) {
    let Some(mut watch) = watch else { return };
    watch.runs = meter.is_on();
    if watch.runs {
        let mut encoder = device.create_command_encoder(&CommandEncoderDescriptor::default());
        encoder.write_timestamp(&watch.looks, 0);
        pending.push([encoder.finish()]);
    }
}

/// And these go last.
fn stop(
    meter: Res<Meter>,
    watch: Option<Res<Stopwatch>>,
    device: Res<RenderDevice>,
    mut pending: ResMut<PendingCommandBuffers>,
) {
    let Some(watch) = watch.filter(|watch| watch.runs) else {
        return;
    };
    let told = device.wgpu_device().create_buffer(&BufferDescriptor {
        label: Some("stopwatch, as told"),
        size: TICKS_BYTES,
        usage: BufferUsages::COPY_DST | BufferUsages::MAP_READ,
        mapped_at_creation: false,
    });
    let mut encoder = device.create_command_encoder(&CommandEncoderDescriptor::default());
    encoder.write_timestamp(&watch.looks, 1);
    encoder.resolve_query_set(&watch.looks, 0..2, &watch.ticks, 0);
    encoder.copy_buffer_to_buffer(&watch.ticks, 0, &told, 0, TICKS_BYTES);
    let (meter, tick_ns, buffer) = (meter.clone(), watch.tick_ns, told.clone());
    encoder.map_buffer_on_submit(&told, MapMode::Read, .., move |mapped| {
        if mapped.is_ok() {
            let took = between(&buffer.slice(..).get_mapped_range(), tick_ns);
            meter.note(|times| times.card.extend(took));
        }
    });
    pending.push([encoder.finish()]);
}

/// The time between two ticks.
fn between(ticks: &[u8], tick_ns: f64) -> Option<Duration> {
    let (first, rest) = ticks.split_first_chunk()?;
    let (last, _) = rest.split_first_chunk()?;
    let ticks = u64::from_le_bytes(*last).checked_sub(u64::from_le_bytes(*first))?;
    Some(Duration::from_secs_f64(ticks as f64 * tick_ns / 1e9))
}

/// A window would wait for its screen. Without one the card would fall ever further behind, and the times be those of the
/// processor alone: the frame before must be drawn before the next is prepared.
fn hold_back(
    meter: Res<Meter>,
    device: Res<RenderDevice>,
    queue: Res<RenderQueue>,
    mut last: Local<Option<SubmissionIndex>>,
) {
    if !meter.is_on() {
        *last = None;
        return;
    }
    if let Some(before) = last.replace(queue.submit([])) {
        let wait = PollType::Wait {
            submission_index: Some(before),
            timeout: None,
        };
        if let Err(error) = device.poll(wait) {
            warn!("the graphics card does not answer: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_become_time_and_a_clock_that_went_back_none() {
        let ticks = |first: u64, last: u64| [first.to_le_bytes(), last.to_le_bytes()].concat();
        let took = between(&ticks(1_000, 3_000), 500.0);
        assert_eq!(took, Some(Duration::from_millis(1)));
        assert_eq!(between(&ticks(2, 1), 1.0), None);
        assert_eq!(between(&[0; 9], 1.0), None);
    }
}
