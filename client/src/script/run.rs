//! Steps a script, frame by frame.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use pleiades_netcode::protocol::{Command, Reaction};

use super::{
    Plan, Script,
    devices::Devices,
    live::Next,
    measure::Measure,
    parse::{Setting, Step},
    picture::TakePicture,
    press::PressControl,
    samples::Samples,
    state::{PrintState, print_line},
};
use crate::{
    app::sets::FrameSet,
    body::{Arrive, Body, EYE_HEIGHT_M, Intent, WalkTo},
    class::Through,
    panels::Screen,
    session::{Phase, Session},
    settings::{BoardPlace, Settings},
    tour::{OpenCard, OpenedCard},
    world::{Place, SceneStatus, heading_deg},
    xr::{Focus, Headset, Recentre, SwitchHeadset},
};

/// Frames over which a turn is spread, so that it passes through the same path as a mouse's.
const TURN_FRAMES: u32 = 6;
/// A wait longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(120);
/// Frames after the last step, for pictures to reach the disk.
const LAST_FRAMES: u32 = 8;

/// Where the script is.
#[derive(Resource)]
struct Progress {
    steps: VecDeque<Step>,
    lines: u32,
    acknowledge: Acknowledge,
    current: Option<Current>,
    patience: Instant,
    after: u32,
}

impl Default for Progress {
    fn default() -> Self {
        let now = Instant::now();
        Self {
            steps: VecDeque::new(),
            lines: 0,
            acknowledge: Acknowledge::Nothing,
            current: None,
            patience: now,
            after: 0,
        }
    }
}

/// A line that was performed is acknowledged in the frame after, when its state and pictures are out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acknowledge {
    Nothing,
    WhenDone,
    Now,
}

/// A step that lasts.
#[derive(Clone, Debug)]
struct Current {
    step: Step,
    left: u32,
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Progress>()
        .add_systems(Startup, read)
        .add_systems(Update, advance.in_set(FrameSet::Intend));
}

fn read(plan: Res<Plan>, mut progress: ResMut<Progress>) {
    progress.steps.extend(plan.script.steps.iter().cloned());
}

#[derive(bevy::ecs::system::SystemParam)]
struct Hands<'w, 's> {
    intent: ResMut<'w, Intent>,
    arrive: MessageWriter<'w, Arrive>,
    walk: MessageWriter<'w, WalkTo>,
    cards: MessageWriter<'w, OpenCard>,
    pictures: MessageWriter<'w, TakePicture>,
    states: MessageWriter<'w, PrintState>,
    measure: MessageWriter<'w, Measure>,
    presses: MessageWriter<'w, PressControl>,
    exit: MessageWriter<'w, AppExit>,
    opened: ResMut<'w, OpenedCard>,
    wear: MessageWriter<'w, SwitchHeadset>,
    headset: Res<'w, Headset>,
    focus: Res<'w, Focus>,
    recentre: MessageWriter<'w, Recentre>,
    settings: ResMut<'w, Settings>,
    devices: Devices<'w, 's>,
    samples: Samples<'w, 's>,
    screen: ResMut<'w, NextState<Screen>>,
    session: ResMut<'w, Session>,
    through: ResMut<'w, Through>,
    scene: Res<'w, SceneStatus>,
    place: Option<Res<'w, Place>>,
    body: Query<'w, 's, &'static Transform, With<Body>>,
}

fn advance(plan: Res<Plan>, mut progress: ResMut<Progress>, mut hands: Hands) {
    let now = Instant::now();
    // Steps that take no time follow one another in one frame.
    loop {
        let current = match progress.current.take() {
            Some(current) => current,
            None => {
                let Some(step) = progress.steps.pop_front() else {
                    match progress.listen(&plan) {
                        Heard::Step => continue,
                        Heard::Nothing => {}
                        Heard::End => {
                            progress.after += 1;
                            if progress.after == LAST_FRAMES {
                                hands.exit.write(AppExit::Success);
                            }
                        }
                        Heard::NoStep(reason) => {
                            error!("{reason}");
                            hands.exit.write(AppExit::error());
                        }
                    }
                    return;
                };
                progress.patience = now;
                let left = frames_of(&step);
                Current { step, left }
            }
        };
        match hands.perform(&current) {
            Go::On => {}
            Go::Stay(left) => {
                // Frames that are left pass by themselves, however slowly; only what one waits for may never come.
                if left > 0 {
                    progress.patience = now;
                }
                if now - progress.patience > PATIENCE {
                    error!(
                        "the script waited {PATIENCE:?} for «{:?}» in vain",
                        current.step
                    );
                    hands.exit.write(AppExit::error());
                }
                progress.current = Some(Current { left, ..current });
                return;
            }
            Go::Fail(reason) => {
                error!("{reason}");
                hands.exit.write(AppExit::error());
                return;
            }
        }
    }
}

/// What there is after the last step.
enum Heard {
    Step,
    Nothing,
    End,
    NoStep(String),
}

impl Progress {
    fn listen(&mut self, plan: &Plan) -> Heard {
        let Some(live) = &plan.live else {
            return Heard::End;
        };
        match self.acknowledge {
            Acknowledge::WhenDone => {
                self.acknowledge = Acknowledge::Now;
                return Heard::Nothing;
            }
            Acknowledge::Now => {
                print_line(&serde_json::json!({ "done": self.lines }));
                self.acknowledge = Acknowledge::Nothing;
            }
            Acknowledge::Nothing => {}
        }
        match live.next() {
            Next::Nothing => Heard::Nothing,
            Next::End => Heard::End,
            Next::Line(line) => {
                self.lines += 1;
                match line.parse::<Script>() {
                    Ok(script) => {
                        self.steps.extend(script.steps);
                        self.acknowledge = Acknowledge::WhenDone;
                        Heard::Step
                    }
                    Err(error) => Heard::NoStep(error.to_string()),
                }
            }
        }
    }
}

fn frames_of(step: &Step) -> u32 {
    match step {
        Step::Frames(frames) | Step::Walk { frames, .. } | Step::Measure(frames) => *frames,
        Step::Turn(_) | Step::Tilt(_) => TURN_FRAMES,
        // What changes the picture needs a frame to show, and one more for the panels to settle.
        Step::Stand { .. } | Step::Goto(_) | Step::Screen(_) | Step::Open(_) | Step::Close => 2,
        Step::Shot(_) | Step::Point(_) | Step::Press(_) | Step::Wheel(_) => 1,
        // For what is used: one for the panel to hear it, one for the room to answer, one to show that.
        Step::Click | Step::Pad(_) | Step::Use(_) | Step::Type(_) => 3,
        Step::Samples => 8,
        _ => 0,
    }
}

enum Go {
    On,
    Stay(u32),
    Fail(String),
}

impl Hands<'_, '_> {
    fn perform(&mut self, current: &Current) -> Go {
        let first = current.left == frames_of(&current.step);
        match &current.step {
            Step::WaitScene => match &*self.scene {
                SceneStatus::Ready => return Go::On,
                SceneStatus::Failed(reason) => return Go::Fail(reason.clone()),
                _ => return Go::Stay(0),
            },
            Step::WaitJoined => match self.session.phase() {
                Phase::In => return Go::On,
                Phase::Ended(ending) => {
                    return Go::Fail(ending.sentence(pleiades_scenes::Language::English));
                }
                Phase::Failed(sentence) => return Go::Fail(sentence.clone()),
                _ => return Go::Stay(0),
            },
            Step::WaitPeople(count) => {
                let others = self
                    .session
                    .room()
                    .map_or(0, |room| room.let_in().count().saturating_sub(1));
                return if others >= *count {
                    Go::On
                } else {
                    Go::Stay(0)
                };
            }
            Step::WaitWorn(on) => {
                let there = match &*self.headset {
                    Headset::On => *on,
                    Headset::Off | Headset::Absent(_) | Headset::Unasked => !*on,
                    Headset::Starting | Headset::Stopping => false,
                };
                return if there { Go::On } else { Go::Stay(0) };
            }
            Step::WaitFocus(ours) => {
                let there = self.focus.is_ours() == *ours;
                return if there { Go::On } else { Go::Stay(0) };
            }
            Step::Walk { wish, .. } => self.intent.walk = *wish,
            Step::Turn(degrees) => self.intent.look.x -= degrees.to_radians() / TURN_FRAMES as f32,
            Step::Tilt(degrees) => self.intent.look.y += degrees.to_radians() / TURN_FRAMES as f32,
            Step::Samples if current.left == 0 => self.samples.take_down(),
            step @ (Step::Click | Step::Pad(_)) if current.left == 2 => self.devices.end(step),
            step if first => {
                if let Some(failure) = self.once(step) {
                    return Go::Fail(failure);
                }
            }
            _ => {}
        }
        if current.left > 0 {
            return Go::Stay(current.left - 1);
        }
        if let Step::Measure(_) = current.step {
            self.measure.write(Measure::End);
        }
        Go::On
    }

    /// What happens in the first frame of a step; the reason if it cannot.
    fn once(&mut self, step: &Step) -> Option<String> {
        match step {
            Step::Stand { feet, heading_deg } => {
                self.arrive.write(Arrive {
                    feet: *feet,
                    heading_deg: *heading_deg,
                });
            }
            Step::Goto(id) => {
                let Some(node) = self.place.as_ref().and_then(|place| place.anchor(id)) else {
                    return Some(format!("the scene has no node called «{id}»"));
                };
                // Points of interest are at the height of the eyes, spawn points on the ground.
                let height = if id.starts_with("poi.") {
                    EYE_HEIGHT_M
                } else {
                    0.0
                };
                let feet = node.translation - Vec3::Y * height;
                self.arrive.write(Arrive {
                    feet,
                    heading_deg: heading_deg(&node),
                });
            }
            Step::WalkTo(point) => {
                self.walk.write(WalkTo(*point));
            }
            Step::Open(stop) => {
                self.cards.write(OpenCard(stop.clone()));
            }
            Step::Close => self.opened.0 = None,
            Step::Screen(screen) => self.screen.set(*screen),
            Step::Hand(up) => self.session.send(Command::RaiseHand { up: *up }),
            Step::Wave => self.session.send(Command::React(Reaction::Wave)),
            Step::Gather => {
                if let Ok(body) = self.body.single() {
                    let (place, facing_deg) = (body.translation.to_array(), heading_deg(body));
                    self.session.send(Command::Gather { place, facing_deg });
                }
            }
            Step::Lead(stop) => self.session.send(Command::LeadTo {
                stop: stop.clone().into(),
            }),
            Step::Set(setting, on) => {
                let comfort = &mut self.settings.comfort;
                match setting {
                    Setting::LeftHanded => comfort.left_handed = *on,
                    Setting::Seated => comfort.seated = *on,
                    Setting::SmoothMove => comfort.smooth_move = *on,
                    Setting::Newcomer => comfort.newcomer = *on,
                    Setting::WristBoard => {
                        comfort.board = if *on {
                            BoardPlace::Wrist
                        } else {
                            BoardPlace::Follow
                        };
                    }
                }
            }
            Step::Recentre => {
                self.recentre.write_default();
            }
            Step::Wear(on) => {
                self.wear.write(SwitchHeadset(*on));
            }
            Step::Breaks(after_min) => self.session.send(Command::SetBreaks {
                after_min: *after_min,
            }),
            Step::Class(step) => {
                let body = self.body.single().ok();
                return step.perform(&mut self.session, &mut self.through, body);
            }
            Step::Lock(locked) => self.session.send(Command::Lock { locked: *locked }),
            Step::Samples => self.samples.hang(),
            Step::Use(name) => {
                self.presses.write(PressControl::Press(name.clone()));
            }
            Step::Type(text) => {
                self.presses.write(PressControl::Type(text.clone()));
            }
            Step::State => {
                self.states.write(PrintState);
            }
            Step::Quality(preset) => self.settings.quality = *preset,
            Step::Measure(_) => {
                self.measure.write(Measure::Begin);
            }
            Step::Shot(name) => {
                self.pictures.write(TakePicture(name.clone()));
            }
            step => return self.devices.begin(step),
        }
        None
    }
}
