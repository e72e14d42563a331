//! Looking for something in the scene that a quiz asks to be shown: the next press points at it.

use bevy::prelude::*;

use super::{Drafts, OpenedCard};
use crate::{app::sets::FrameSet, panels::Screen, pointer::Pointer};

/// What is looked for now.
#[derive(Resource, Default, Debug)]
pub(crate) struct Seeking {
    /// The quiz that asks, and the stop whose card it is on.
    wanted: Option<(String, String)>,
    /// The press that pointed is not yet let go: it is no click on the ground.
    pressed: bool,
}

impl Seeking {
    /// Begins to look for what a quiz asks.
    pub(crate) fn begin(&mut self, quiz: &str, stop: &str) {
        self.wanted = Some((quiz.to_owned(), stop.to_owned()));
    }

    /// The quiz that asks.
    pub(crate) fn quiz(&self) -> Option<&str> {
        self.wanted.as_ref().map(|(quiz, _)| quiz.as_str())
    }

    /// Whether a click belongs to it.
    pub(crate) fn takes_click(&mut self) -> bool {
        std::mem::take(&mut self.pressed) || self.wanted.is_some()
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Seeking>()
        .init_resource::<Drafts>()
        .add_systems(
            Update,
            point.run_if(in_state(Screen::Visit)).in_set(FrameSet::Move),
        );
}

fn point(
    pointer: Res<Pointer>,
    keys: Option<Res<ButtonInput<KeyCode>>>,
    mut seeking: ResMut<Seeking>,
    mut drafts: ResMut<Drafts>,
    mut opened: ResMut<OpenedCard>,
) {
    if seeking.wanted.is_none() {
        return;
    }
    let given_up = keys.is_some_and(|keys| keys.just_pressed(KeyCode::KeyE)) || opened.0.is_some();
    let ray = pointer.ray.filter(|_| pointer.pressed);
    if !given_up && ray.is_none() {
        return;
    }
    let Some((quiz, stop)) = seeking.wanted.take() else {
        return;
    };
    if let Some(ray) = ray {
        seeking.pressed = true;
        drafts.of(&quiz).ray = Some((ray.origin.to_array(), ray.direction.to_array()));
    }
    opened.0 = Some(stop);
}
