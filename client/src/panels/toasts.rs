//! Short sentences that come and go: refusals, notices, who came and who left.

use std::{collections::VecDeque, time::Duration};

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};
use pleiades_netcode::{
    protocol::{
        Done, Event, LabEvent, ParticipantId,
        lab::{AttemptId, Group},
    },
    room::RoomState,
};

use super::{Screen, class, class::Signs, style};
use crate::{
    language::Phrases,
    session::{Happened, Session, Told},
    xr::Headset,
};

const SHOWN_FOR: Duration = Duration::from_secs(7);
const AT_MOST: usize = 4;
/// Points from the upper edge of a window, free of what hangs there.
const UNDER_BAR: f32 = 188.0;
/// Of a sentence at most, and of what the start takes beside it, points.
const WIDTH: f32 = 620.0;
const START: f32 = 590.0;

/// Sentences on show.
#[derive(Resource, Default)]
pub(crate) struct Toasts(VecDeque<Toast>);

struct Toast {
    text: String,
    alert: bool,
    left: Duration,
}

impl Toasts {
    fn push(&mut self, text: String, alert: bool) {
        if self.0.iter().any(|toast| toast.text == text) {
            return;
        }
        if self.0.len() == AT_MOST {
            self.0.pop_front();
        }
        self.0.push_back(Toast {
            text,
            alert,
            left: SHOWN_FOR,
        });
    }

    /// What can be read just now, the oldest first.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|toast| toast.text.as_str())
    }

    /// Something went otherwise than wished.
    pub(crate) fn alert(&mut self, text: impl Into<String>) {
        self.push(text.into(), true);
    }

    /// Something happened.
    pub(crate) fn tell(&mut self, text: impl Into<String>) {
        self.push(text.into(), false);
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Toasts>()
        .add_systems(Update, (listen, age).chain())
        .add_systems(EguiPrimaryContextPass, draw);
}

/// Somebody whose program died finds themselves on the screen, and is told why.
pub(crate) fn tell_of_restart(phrases: Res<Phrases>, mut toasts: ResMut<Toasts>) {
    toasts.alert(phrases.get("restarted").into_owned());
}

fn listen(
    mut told: MessageReader<Told>,
    mut happened: MessageReader<Happened>,
    session: Res<Session>,
    phrases: Res<Phrases>,
    screen: Res<State<Screen>>,
    mut toasts: ResMut<Toasts>,
) {
    let language = phrases.language();
    for told in told.read() {
        match told {
            Told::Notice(notice) => toasts.alert(notice.sentence(language)),
            Told::Refused(refusal) => toasts.alert(refusal.sentence(language)),
            Told::Interrupted => toasts.alert(phrases.get("session-interrupted")),
            Told::Resumed => toasts.tell(phrases.get("session-resumed")),
        }
    }
    if *screen.get() == Screen::Start {
        // Who waves behind the start concerns nobody yet.
        happened.clear();
        return;
    }
    let me = session.me();
    for Happened(entry) in happened.read() {
        let Some(room) = session.room() else { continue };
        let name = |id| {
            room.participant(id)
                .map(|person| person.nickname.to_string())
                .unwrap_or_default()
        };
        let sentence = |key: &str, id| phrases.with(key, &[("name", name(id).into())]);
        match &entry.event {
            // Who waits is told of when they wait.
            Event::ParticipantJoined { id, .. } if Some(*id) != me && !class::waits(room, *id) => {
                toasts.tell(sentence("toast-joined", *id));
            }
            Event::Lab(LabEvent::Worked { attempt, who, done })
                if matches!(done, Done::Placed { .. } | Done::Dialled { .. })
                    && shows_me(room, me, *attempt, *who) =>
            {
                toasts.tell(sentence("toast-shows-how", *who));
            }
            Event::Class(event) => class::tell(event, room, me, &phrases, &mut toasts),
            Event::HandRaised { who, up: true, .. } if Some(*who) != me => {
                toasts.tell(sentence("toast-hand", *who));
            }
            Event::Gathered { .. } if !session.i_host() => {
                toasts.tell(phrases.get("toast-gathered"));
            }
            Event::Locked { locked, .. } => {
                toasts.tell(phrases.get(if *locked {
                    "toast-locked"
                } else {
                    "toast-unlocked"
                }));
            }
            _ => {}
        }
    }
}

/// Whether a teacher took one's instrument to show how.
fn shows_me(
    room: &RoomState,
    me: Option<ParticipantId>,
    attempt: AttemptId,
    who: ParticipantId,
) -> bool {
    let attempt = room.labs().attempt(attempt);
    Some(who) != me
        && attempt.zip(me).is_some_and(|(attempt, me)| {
            attempt.group != Group::Class && attempt.is_of(me) && !attempt.is_of(who)
        })
}

fn age(time: Res<Time>, mut toasts: ResMut<Toasts>) {
    if toasts.0.is_empty() {
        return;
    }
    for toast in &mut toasts.0 {
        toast.left = toast.left.saturating_sub(time.delta());
    }
    toasts.0.retain(|toast| !toast.left.is_zero());
}

fn draw(
    mut contexts: EguiContexts,
    toasts: Res<Toasts>,
    headset: Res<Headset>,
    signs: Res<Signs>,
    screen: Res<State<Screen>>,
) -> Result {
    let context = contexts.ctx_mut()?;
    let beside_start = context.viewport_rect().width() - START;
    let (align, aside, top, width) = match (headset.is_on(), screen.get()) {
        (true, _) => (egui::Align2::CENTER_TOP, 0.0, 4.0, WIDTH),
        (false, Screen::Start) => (
            egui::Align2::RIGHT_TOP,
            -18.0,
            18.0,
            beside_start.clamp(240.0, WIDTH),
        ),
        // Under the bar and the signs.
        (false, _) => {
            let top = UNDER_BAR.max(signs.middle);
            (egui::Align2::CENTER_TOP, 0.0, top, WIDTH)
        }
    };
    for (place, toast) in toasts.0.iter().enumerate() {
        let fade = (toast.left.as_secs_f32() / 0.6).min(1.0);
        // Each on a sheet of its own, as wide as its words.
        egui::Area::new(egui::Id::new(("toast", place)))
            .anchor(align, egui::vec2(aside, top + 50.0 * place as f32))
            .interactable(false)
            .order(egui::Order::Foreground)
            .default_width(width)
            .show(context, |ui| {
                ui.set_max_width(width);
                style::sign().multiply_with_opacity(fade).show(ui, |ui| {
                    let (sign, colour) = if toast.alert {
                        ("⚠ ", style::ALERT)
                    } else {
                        ("", style::PAPER)
                    };
                    ui.label(
                        egui::RichText::new(format!("{sign}{}", toast.text))
                            .color(colour.gamma_multiply(fade)),
                    );
                });
            });
    }
    Ok(())
}
