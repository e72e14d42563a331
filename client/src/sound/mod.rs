//! Sounds of the pointer and of things: short, soft, computed here; and what a lesson has to be listened to. Without a
//! loudspeaker the program says so once and is silent.

mod mixer;
#[cfg(target_os = "linux")]
#[path = "output/player.rs"]
mod output;
#[cfg(not(target_os = "linux"))]
#[path = "output/system.rs"]
mod output;
mod reading;
mod synth;
mod when;

use std::sync::mpsc::{Sender, channel};

use bevy::prelude::*;

use crate::{app::Surface, settings::Settings};
use mixer::Order;
pub(crate) use reading::{ReadAloud, Reading};

/// Something to be heard.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sound {
    /// The pointer came onto something.
    Hover,
    /// Something was pressed.
    Press,
    /// A thing is in the hand.
    Take,
    /// A thing left the hand.
    LetGo,
    /// A thing went into its place.
    PutIn,
    /// One is somewhere else.
    Arrive,
    /// The headset is to be taken off now.
    Alarm,
}

/// The way to the loudspeaker; none where there is no loudspeaker.
#[derive(Resource, Default)]
pub(crate) struct Speaker(Option<Sender<Order>>);

impl Speaker {
    /// Whether anything is heard.
    pub(crate) fn is_there(&self) -> bool {
        self.0.is_some()
    }

    fn tell(&mut self, order: Order) {
        if self.0.as_ref().is_some_and(|to| to.send(order).is_err()) {
            info!("the loudspeaker is gone; it stays silent");
            self.0 = None;
        }
    }
}

/// How often each sound was heard, or would have been.
#[derive(Resource, Default, Debug)]
pub(crate) struct Heard(pub(crate) std::collections::HashMap<Sound, u32>);

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Speaker>()
        .init_resource::<Heard>()
        .add_message::<Sound>()
        .add_plugins((when::plugin, reading::plugin))
        .add_systems(Startup, listen)
        .add_systems(Last, play);
}

/// A run without a window is for pictures and tests: it takes nobody's loudspeaker.
fn listen(world: &mut World) {
    if !matches!(world.resource::<Surface>(), Surface::Window) {
        return;
    }
    let (to, from) = channel();
    match output::open(from) {
        Ok(stream) => {
            world.insert_non_send(stream);
            world.insert_resource(Speaker(Some(to)));
        }
        Err(reason) => info!("no sound: {reason}"),
    }
}

fn play(
    mut sounds: MessageReader<Sound>,
    settings: Res<Settings>,
    mut speaker: ResMut<Speaker>,
    mut heard: ResMut<Heard>,
) {
    for &sound in sounds.read() {
        *heard.0.entry(sound).or_default() += 1;
        speaker.tell(Order::Note(sound, settings.comfort.volume));
    }
}
