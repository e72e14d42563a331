//! What a frame costs: the time from one to the next, and what of it the main world, the render world and the graphics card take.

mod card;
mod view;

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use bevy::{
    app::MainScheduleOrder,
    ecs::schedule::ScheduleLabel,
    prelude::*,
    render::{Render, RenderApp, RenderSystems, renderer::RenderAdapterInfo},
};
use bevy_mod_xr::session::XrRenderSystems;
use serde_json::{Value, json};

use super::state::print_line;
use view::InView;

/// Begin to measure with the next frame, or print what was measured.
#[derive(Message, Clone, Copy, Debug)]
pub(super) enum Measure {
    Begin,
    End,
}

/// What was measured so far; the render thread writes into it as well.
#[derive(Resource, Clone, Default)]
struct Meter(Arc<Mutex<Times>>);

#[derive(Debug, Default)]
struct Times {
    on: bool,
    frame: Vec<Duration>,
    main: Vec<Duration>,
    render: Vec<Duration>,
    card: Vec<Duration>,
}

impl Meter {
    /// Does something with the times, if it is measured.
    fn note(&self, note: impl FnOnce(&mut Times)) {
        if let Ok(mut times) = self.0.lock()
            && times.on
        {
            note(&mut times);
        }
    }

    fn is_on(&self) -> bool {
        self.0.lock().is_ok_and(|times| times.on)
    }

    /// Puts new times in the place of the old ones.
    fn exchange(&self, on: bool) -> Times {
        let new = Times { on, ..default() };
        self.0
            .lock()
            .map(|mut times| std::mem::replace(&mut *times, new))
            .unwrap_or_default()
    }
}

/// Before all that the main world does in a frame, but after a headset's runtime has let the frame begin.
#[derive(ScheduleLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Opening;

/// After all that the main world does in a frame.
#[derive(ScheduleLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Closing;

/// When this frame began in the main world.
#[derive(Resource, Default)]
struct Opened(Option<Instant>);

/// When the render world began to prepare this frame.
#[derive(Resource, Default)]
struct Prepared(Option<Instant>);

pub(super) fn plugin(app: &mut App) {
    let meter = Meter::default();
    app.add_message::<Measure>()
        .init_resource::<Opened>()
        .insert_resource(meter.clone())
        .init_schedule(Opening)
        .init_schedule(Closing)
        .add_systems(Opening, open)
        .add_systems(Closing, (close, heed).chain());
    let mut order = app.world_mut().resource_mut::<MainScheduleOrder>();
    order.insert_before(First, Opening);
    order.insert_after(Last, Closing);
    let Some(render) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    // What waits for a headset's runtime is outside.
    render
        .insert_resource(meter)
        .init_resource::<Prepared>()
        .add_systems(
            Render,
            (
                prepare
                    .after(RenderSystems::ExtractCommands)
                    .after(XrRenderSystems::PreRender)
                    .before(RenderSystems::PrepareAssets)
                    .before(RenderSystems::PrepareMeshes)
                    .before(RenderSystems::CreateViews),
                submitted
                    .after(RenderSystems::Render)
                    .before(XrRenderSystems::PostRender)
                    .before(RenderSystems::Cleanup),
            ),
        );
    card::plugin(render);
}

fn open(meter: Res<Meter>, mut opened: ResMut<Opened>) {
    let now = Instant::now();
    let before = opened.0.replace(now);
    meter.note(|times| times.frame.extend(before.map(|before| now - before)));
}

fn close(meter: Res<Meter>, opened: Res<Opened>) {
    meter.note(|times| times.main.extend(opened.0.map(|begun| begun.elapsed())));
}

fn prepare(mut prepared: ResMut<Prepared>) {
    prepared.0 = Some(Instant::now());
}

fn submitted(meter: Res<Meter>, prepared: Res<Prepared>) {
    meter.note(|times| {
        times.render.extend(prepared.0.map(|begun| begun.elapsed()));
    });
}

fn heed(
    mut wishes: MessageReader<Measure>,
    meter: Res<Meter>,
    adapter: Option<Res<RenderAdapterInfo>>,
    in_view: InView,
) {
    for wish in wishes.read() {
        let mut times = meter.exchange(matches!(wish, Measure::Begin));
        if let Measure::End = wish {
            print_line(&json!({
                "frames": times.frame.len(),
                "frame_ms": summary(&mut times.frame),
                "main_ms": summary(&mut times.main),
                "render_ms": summary(&mut times.render),
                "card_ms": summary(&mut times.card),
                "in_view": in_view.line(),
                "adapter": adapter.as_ref().map(|adapter| &adapter.name),
                "driver": adapter.as_ref().map(|adapter| &adapter.driver_info),
            }));
        }
    }
}

/// Median, percentiles and the longest, milliseconds; null of none.
fn summary(times: &mut [Duration]) -> Option<Value> {
    times.sort_unstable();
    let share = |share: f64| {
        let index = ((times.len() as f64 - 1.0) * share).round().max(0.0) as usize;
        let time = times.get(index)?;
        Some((time.as_secs_f64() * 1e6).round() / 1e3)
    };
    Some(
        json!({ "p50": share(0.5)?, "p95": share(0.95)?, "p99": share(0.99)?, "max": share(1.0)? }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_of_the_times_in_their_order() {
        let mut times: Vec<_> = (1..=100).rev().map(Duration::from_millis).collect();
        let expected = json!({ "p50": 51.0, "p95": 95.0, "p99": 99.0, "max": 100.0 });
        assert_eq!(summary(&mut times), Some(expected));
        assert_eq!(summary(&mut []), None);
    }

    #[test]
    fn nothing_is_noted_before_one_begins() {
        let meter = Meter::default();
        let note = || meter.note(|times| times.main.push(Duration::ZERO));
        note();
        assert!(meter.exchange(true).main.is_empty());
        note();
        assert_eq!(meter.exchange(false).main.len(), 1);
    }
}
