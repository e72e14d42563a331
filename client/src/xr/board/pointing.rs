//! Hands, fingertips and the gaze on boards: hover, press, drag and scroll, as a mouse would.

use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiInputSet,
    egui::{self, pos2},
    input::EguiInputEvent,
};

use super::{
    Board,
    choice::{Found, PRESS_FROM, Source, choose},
};
use crate::{
    pointer::{PointSet, Pointer},
    settings::Settings,
    xr::{
        actions::{Feel, ReadHands},
        focus::Focus,
        headset::{Headset, worn},
        rig::Rig,
        tracked::{Side, Tracked},
    },
};

/// A gaze that rests this long presses.
const DWELL_S: f32 = 1.2;
/// Scrolling with the stick held out, points per second.
const SCROLL_POINTS_S: f32 = 700.0;

/// What points now, and at what.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Pointing {
    pub(crate) source: Option<Source>,
    /// Where it comes from, tracking frame.
    pub(crate) ray: Option<Ray3d>,
    /// The board it is on, and where in its points.
    pub(crate) on: Option<(Entity, Vec2)>,
    /// How long the gaze has rested, 0 to 1.
    pub(crate) dwelt: f32,
    pub(super) pressed: bool,
    /// The board on which the press began: it keeps the pointer until it is let go.
    pub(super) held: Option<Entity>,
    /// The hand used last.
    pub(super) hand: Option<Side>,
    /// What the pointer was over, to feel when it changes.
    over: Option<egui::Id>,
    rested: f32,
    pub(super) last_pull: [bool; 2],
}

impl Pointing {
    pub(crate) fn is_pressed(&self) -> bool {
        self.pressed
    }

    /// Whether a control of a panel is under it.
    pub(crate) fn is_over(&self) -> bool {
        self.over.is_some()
    }

    /// The hand that points; nobody's for the gaze.
    pub(crate) fn side(&self) -> Option<Side> {
        self.source.and_then(Source::side)
    }

    /// Whether this hand is busy with a board.
    pub(crate) fn takes(&self, side: Side) -> bool {
        (self.on.is_some() || self.held.is_some()) && self.side() == Some(side)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pointing>()
        .add_systems(
            PreUpdate,
            (
                point
                    .in_set(EguiInputSet::ReadBevyMessages)
                    .after(ReadHands),
                aim_into_the_scene.in_set(PointSet::Aim).after(point),
            )
                .run_if(worn),
        )
        .add_systems(Update, let_go.run_if(resource_changed::<Headset>));
}

/// Taken off, the headset points nowhere.
fn let_go(headset: Res<Headset>, mut pointing: ResMut<Pointing>) {
    if !headset.is_on() {
        *pointing = Pointing::default();
    }
}

fn point(
    time: Res<Time>,
    tracked: Res<Tracked>,
    settings: Res<Settings>,
    focus: Res<Focus>,
    boards: Query<(Entity, &Board)>,
    mut contexts: Query<&mut EguiContext>,
    mut pointing: ResMut<Pointing>,
    mut input: MessageWriter<EguiInputEvent>,
    mut feel: MessageWriter<Feel>,
) {
    let pointing = &mut *pointing;
    let was_on = pointing.on;
    let found = if focus.is_ours() {
        choose(pointing, &tracked, &settings, boards.iter())
    } else {
        Found::default()
    };
    pointing.source = found.source;
    pointing.ray = found.ray;
    // Between panels a board is air.
    pointing.on = found.on.filter(|(entity, at)| {
        pointing.held == Some(*entity)
            || boards.get(*entity).is_ok_and(|(_, board)| {
                contexts.get_mut(board.context).is_ok_and(|mut context| {
                    let context = context.get_mut();
                    context
                        .layer_id_at(zoomed(*at, context))
                        .is_some_and(|layer| layer.order != egui::Order::Background)
                })
            })
    });
    let context_of = |on: Option<(Entity, Vec2)>| {
        on.and_then(|(entity, _)| boards.get(entity).ok())
            .map(|(_, board)| board.context)
    };
    let context = context_of(pointing.on);
    if let Some(before) = context_of(was_on)
        && Some(before) != context
    {
        input.write(EguiInputEvent {
            context: before,
            event: egui::Event::PointerGone,
        });
    }
    let side = found.source.and_then(Source::side);
    let mut tick = |strength: f32| {
        if let Some(side) = side {
            feel.write(Feel {
                side,
                strength,
                milliseconds: 12,
            });
        }
    };
    let (Some(context), Some((board, at))) = (context, pointing.on) else {
        pointing.over = None;
        pointing.rested = 0.0;
        pointing.dwelt = 0.0;
        pointing.pressed = false;
        pointing.held = None;
        return;
    };
    let mut tell = |event| {
        input.write(EguiInputEvent { context, event });
    };
    let at = contexts
        .get_mut(context)
        .map_or(pos2(at.x, at.y), |mut context| {
            zoomed(at, context.get_mut())
        });
    tell(egui::Event::PointerMoved(at));
    let over = contexts.get_mut(context).ok().and_then(|mut context| {
        context
            .get_mut()
            .interaction_snapshot(|snapshot| snapshot.hovered.iter().copied().last())
    });
    if over != pointing.over {
        pointing.over = over;
        pointing.rested = 0.0;
        if over.is_some() && !pointing.pressed {
            tick(0.15);
        }
    }
    let mut pressed = found.pressed;
    if found.source == Some(Source::Gaze) {
        // A look that rests presses once; to press again one looks away first.
        let rests = over.is_some() && pointing.rested <= DWELL_S;
        pointing.rested += time.delta_secs();
        pressed = rests && pointing.rested > DWELL_S;
        pointing.dwelt = if over.is_some() && pointing.rested <= DWELL_S {
            pointing.rested / DWELL_S
        } else {
            0.0
        };
    }
    if pressed != pointing.pressed {
        pointing.pressed = pressed;
        pointing.held = pressed.then_some(board);
        tell(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::default(),
        });
        if pressed {
            tick(0.5);
        }
    }
    if let Some(side) = side {
        let stick = tracked.hand(side).stick;
        if stick.length() > 0.3 {
            let by = stick * Vec2::new(-1.0, 1.0) * SCROLL_POINTS_S * time.delta_secs();
            tell(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(by.x, by.y),
                phase: egui::TouchPhase::Move,
                modifiers: egui::Modifiers::default(),
            });
        }
    }
}

/// A place on a board in the units of its panels, which a larger text makes larger.
fn zoomed(at: Vec2, context: &egui::Context) -> egui::Pos2 {
    let at = at / context.zoom_factor();
    pos2(at.x, at.y)
}

/// What is not on a board points into the scene.
fn aim_into_the_scene(
    time: Res<Time>,
    pointing: Res<Pointing>,
    tracked: Res<Tracked>,
    rig: Res<Rig>,
    mut pulled: Local<bool>,
    mut rested: Local<f32>,
    mut pointer: ResMut<Pointer>,
) {
    let free = pointing.on.is_none() && pointing.held.is_none();
    let ray = pointing.ray.filter(|_| free).and_then(|ray| {
        let from = rig.in_room(Isometry3d::from_translation(ray.origin));
        Dir3::new(rig.root.rotation * ray.direction.as_vec3())
            .ok()
            .map(|way| Ray3d::new(from.translation.into(), way))
    });
    let pulls = pointing
        .source
        .and_then(Source::side)
        .is_some_and(|side| tracked.hand(side).trigger > PRESS_FROM);
    let mut pressed = pulls && !*pulled;
    *pulled = pulls;
    if pointing.source == Some(Source::Gaze) && pointer.over.is_some() {
        let before = *rested;
        *rested += time.delta_secs();
        pressed = before <= DWELL_S && *rested > DWELL_S;
    } else {
        *rested = 0.0;
    }
    pointer.aim(ray, pressed, pulls);
}
