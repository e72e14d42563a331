//! What a scripted run knows, as JSON lines on standard output.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use bevy::{diagnostic::FrameCount, prelude::*};
use pleiades_netcode::{protocol::Whereabouts, room::RoomState};
use serde_json::{Value, json};

use super::{
    Plan, class,
    controls::{self, Controls},
};
use crate::{
    avatars::{Avatar, Shown, palette},
    body::{Body, Eyes},
    lab::{Album, Compass},
    panels::Toasts,
    pointer::Pointer,
    props::{Asked, Prop, Reach, Reached, Socket},
    session::{Phase, Session},
    sound::{Heard, Reading},
    stand::{Stand, Turn},
    tour::{Lead, Nearby, OpenedCard, Shelf},
    world::{SceneStatus, heading_deg},
    xr::{Aim, Focus, Gestures, Headset, Measured, Pointing, Rig, Side, Tracked, fingertip},
};

/// Print a state line at the end of this frame.
#[derive(Message, Clone, Copy, Debug)]
pub(crate) struct PrintState;

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<PrintState>()
        .add_systems(Last, print)
        .add_systems(PreUpdate, controls::describe);
}

fn print(
    mut wishes: MessageReader<PrintState>,
    plan: Res<Plan>,
    frame: Res<FrameCount>,
    session: Res<Session>,
    scene: Res<SceneStatus>,
    opened: Res<OpenedCard>,
    nearby: Res<Nearby>,
    lead: Res<Lead>,
    stand: Option<Res<Stand>>,
    worn: Worn,
    things: Handled,
    shown: class::Shown,
    mut controls: Controls,
    body: Query<(&Transform, &Body)>,
    eyes: Query<(&Camera, &GlobalTransform), With<Eyes>>,
    avatars: Query<(&Avatar, &Shown, &ViewVisibility)>,
) {
    let due = plan.state_every > 0 && frame.0.is_multiple_of(plan.state_every);
    if wishes.read().next().is_none() && !due {
        return;
    }
    let room = session.room();
    let others: Vec<Value> = avatars
        .iter()
        .filter_map(|(avatar, shown, _)| {
            let person = room?.participant(avatar.id)?;
            let head = shown.pose.map(|pose| pose.head);
            let on_screen = head
                .zip(eyes.single().ok())
                .and_then(|(head, (camera, at))| {
                    // The middle of the chest, where the colour of the clothes is.
                    let chest = Vec3::from_array(head.position) - Vec3::Y * 0.42;
                    camera
                        .world_to_viewport(at, chest)
                        .ok()
                        .map(|point| [point.x, point.y])
                });
            Some(json!({
                "id": avatar.id.0,
                "nickname": person.nickname.to_string(),
                "head": head.map(|head| head.position),
                "hands": shown.pose.map(|pose| json!({
                    "left": pose.left_hand.map(|hand| [hand.position.to_vec(), hand.rotation.to_vec()]),
                    "right": pose.right_hand.map(|hand| [hand.position.to_vec(), hand.rotation.to_vec()]),
                })),
                "on_screen": on_screen,
                "colour": palette::tint(person.appearance.colour).rgb,
                "hand_raised": person.hand_raised.is_some(),
                "waving": session.is_waving(avatar.id),
            }))
        })
        .collect();
    let (place, body) = body.single().map_or((None, None), |(transform, body)| {
        let place = transform.translation.to_array();
        (Some(place), Some(json!({ "feet": place, "heading_deg": heading_deg(transform), "speed": body.speed() })))
    });
    let stats = session.stats();
    print_line(&json!({
        "frame": frame.0,
        "process": std::process::id(),
        "scene": match &*scene {
            SceneStatus::Absent => json!("absent"),
            SceneStatus::Loading => json!("loading"),
            SceneStatus::Ready => json!("ready"),
            SceneStatus::Failed(reason) => json!({ "failed": reason }),
        },
        "session": match session.phase() {
            Phase::Idle => "idle",
            Phase::Starting => "starting",
            Phase::Joining => "joining",
            Phase::In => "in",
            Phase::Interrupted => "interrupted",
            Phase::Ended(_) | Phase::Failed(_) => "ended",
        },
        "me": session.me().map(|id| id.0),
        "hand_raised": session.myself().is_some_and(|person| person.hand_raised.is_some()),
        "role": session.myself().map(|person| format!("{:?}", person.role)),
        "place": place,
        "body": body,
        "others": others,
        "card": opened.0,
        "nearby": nearby.0,
        "lead": lead.stop(),
        "things": things.line(&session),
        "sounds": things.sounds(),
        "media": json!({ "ready": things.shelf.ready(), "reads": things.reading.file }),
        "class": room.map(|room| class::line(room, session.me(), &shown)),
        "visit": visit_line(&session),
        "stand": stand.map(|stand| json!({
            "turn": match stand.turn {
                Turn::Waiting => "waiting",
                Turn::Visiting { .. } => "visiting",
                Turn::Farewell { .. } => "farewell",
            },
            "visits": stand.counts.visits,
        })),
        "lab": room.map(lab).unwrap_or_default(),
        "compass": things.compass.line(),
        "prints": things.album.shown(),
        "toasts": things.toasts.texts().collect::<Vec<_>>(),
        "controls": controls.line(),
        "xr": worn.line(),
        "rtt_ms": stats.as_ref().map(|stats| stats.rtt.as_secs_f64() * 1000.0),
    }));
}

/// The things one can take, where they are and what one could do.
#[derive(bevy::ecs::system::SystemParam)]
struct Handled<'w, 's> {
    asked: Res<'w, Asked>,
    reach: Res<'w, Reach>,
    pointer: Res<'w, Pointer>,
    heard: Res<'w, Heard>,
    shelf: Res<'w, Shelf>,
    reading: Res<'w, Reading>,
    compass: Res<'w, Compass>,
    album: Res<'w, Album>,
    toasts: Res<'w, Toasts>,
    props: Query<'w, 's, (Entity, &'static Prop, &'static Transform)>,
    sockets: Query<'w, 's, (&'static Socket, &'static Transform)>,
}

impl Handled<'_, '_> {
    fn sounds(&self) -> Value {
        self.heard
            .0
            .iter()
            .map(|(sound, times)| (format!("{sound:?}"), json!(times)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    fn line(&self, session: &Session) -> Value {
        let near = Side::BOTH.map(|side| match self.reach.of(side) {
            Reached::Nothing => Value::Null,
            Reached::Near(object) => json!({ "near": object.to_string() }),
            Reached::Holds(object) => json!({ "holds": object.to_string() }),
        });
        let props: serde_json::Map<String, Value> = self
            .props
            .iter()
            .map(|(entity, prop, at)| {
                let place = self.asked.place(session, &prop.id);
                let (how, by, held) = match &place {
                    Whereabouts::Home => ("home".to_owned(), None, None),
                    Whereabouts::Held { by, hold } => (
                        "held".to_owned(),
                        Some(by.0),
                        Some(format!("{:?}", hold.grip)),
                    ),
                    Whereabouts::Loose { by, .. } => ("loose".to_owned(), Some(by.0), None),
                    Whereabouts::Resting { .. } => ("resting".to_owned(), None, None),
                    Whereabouts::In { socket } => (socket.to_string(), None, None),
                };
                let line = json!({
                    "is": how,
                    "by": by,
                    "grip": held,
                    "at": at.translation.to_array(),
                    "turned": at.rotation.to_array(),
                    "pointed_at": self.pointer.over == Some(entity),
                });
                (prop.id.to_string(), line)
            })
            .collect();
        let sockets: serde_json::Map<String, Value> = self
            .sockets
            .iter()
            .map(|(socket, at)| (socket.id.to_string(), json!(at.translation.to_array())))
            .collect();
        json!({ "hands": near, "props": props, "sockets": sockets })
    }
}

/// How one stands on the visit.
fn visit_line(session: &Session) -> Option<Value> {
    let (room, me) = (session.room()?, session.me()?);
    let visit = room.visit();
    let visitor = visit.visitor(me);
    let answers: serde_json::Map<String, Value> = visit
        .outline()
        .quizzes
        .iter()
        .filter_map(|quiz| {
            let by = visit.answerer(me, quiz)?;
            let answered = visit.answered(&quiz.quiz, by)?;
            let right = answered.given.as_ref().map(|given| given.is_right());
            let told = json!({ "right": right, "tries_left": answered.tries_left });
            Some((quiz.quiz.to_string(), told))
        })
        .collect();
    let team = visit.team_of(me);
    Some(json!({
        "here": visitor.and_then(|me| me.here.as_ref()).map(|(stop, _)| stop.to_string()),
        "interests": visitor.map(|me| me.interests.iter().map(ToString::to_string).collect::<Vec<_>>()),
        "answers": answers,
        "team": team.map(|team| team.0),
        "notes": team.and_then(|team| visit.team(team)).map(|team| {
            team.notes.iter().map(|(quiz, note)| (quiz.to_string(), json!(note))).collect::<serde_json::Map<_, _>>()
        }),
        "rally": visit.rally_is_on(),
    }))
}

/// The notebooks this client knows of.
fn lab(room: &RoomState) -> Vec<Value> {
    let notebooks = room.labs().attempts().map(|(id, attempt)| {
        let rows: BTreeMap<&str, usize> = attempt
            .notebook
            .tables
            .iter()
            .map(|(table, rows)| (table.as_str(), rows.len()))
            .collect();
        json!({
            "attempt": id.0,
            "names": attempt.names(),
            "readings": attempt.readings.len(),
            "last": attempt.readings.last(),
            "rows": rows,
            "photos": attempt.notebook.photos.iter().map(|photo| &photo.caption).collect::<Vec<_>>(),
            "answers": attempt.notebook.answers.len(),
            "handed_in": attempt.handed_in_ms.is_some(),
            "earned": attempt.marks.as_ref().map(|marks| marks.earned),
            "slips": attempt.marks.as_ref().map(|marks| marks.slips.len()),
        })
    });
    notebooks.collect()
}

/// What a headset measures and shows.
#[derive(bevy::ecs::system::SystemParam)]
struct Worn<'w> {
    headset: Res<'w, Headset>,
    tracked: Res<'w, Tracked>,
    measured: Res<'w, Measured>,
    aim: Res<'w, Aim>,
    rig: Res<'w, Rig>,
    pointing: Res<'w, Pointing>,
    focus: Res<'w, Focus>,
    gestures: Res<'w, Gestures>,
}

impl Worn<'_> {
    fn line(&self) -> Value {
        let pose = |place: Option<Isometry3d>| {
            place.map(|place| json!([place.translation.to_array(), place.rotation.to_array()]))
        };
        let hand = |side: Side| {
            let hand = self.tracked.hand(side);
            json!({
                "trigger": hand.trigger,
                "squeeze": hand.squeeze,
                "stick": hand.stick.to_array(),
                "primary": hand.primary,
                "bare": hand.fingers.is_some(),
                "velocity": hand.velocity.to_array(),
                "shape": self.gestures.of(side),
                "angular_velocity": hand.angular_velocity.to_array(),
            })
        };
        json!({
            "state": match &*self.headset {
                Headset::Unasked => "flat",
                Headset::Absent(_) => "absent",
                Headset::Off => "off",
                Headset::Starting => "starting",
                Headset::On => "on",
                Headset::Stopping => "stopping",
            },
            "reason": match &*self.headset {
                Headset::Absent(reason) => Some(reason),
                _ => None,
            },
            "tracked": self.tracked.head_valid,
            "focus": format!("{:?}", *self.focus),
            "in_wall": self.rig.in_wall,
            "pointer": self.pointing.ray.map(|ray| {
                let from = self.rig.in_room(Isometry3d::from_translation(ray.origin));
                json!({
                    "source": self.pointing.source.map(|source| format!("{source:?}")),
                    "from": from.translation.to_array(),
                    "towards": (self.rig.root.rotation * *ray.direction).to_array(),
                    "points": self.pointing.on.map(|(_, at)| at.to_array()),
                })
            }),
            "head": pose(self.measured.head),
            "left": pose(self.measured.left),
            "right": pose(self.measured.right),
            "right_tip": fingertip(Side::Right, self.tracked.hand(Side::Right)).map(|tip| {
                let tip = Isometry3d::from_translation(tip);
                self.rig.in_room(tip).translation.to_array()
            }),
            "hands": [hand(Side::Left), hand(Side::Right)],
            "profiles": self.tracked.profiles,
            "arc": self.aim.0.as_ref().map(|aim| json!({
                "end": aim.end().to_array(),
                "verdict": format!("{:?}", aim.verdict),
                "facing_deg": (-aim.facing).to_degrees().rem_euclid(360.0),
            })),
        })
    }
}

/// One line of JSON. A reader that went away is no reason to stop drawing.
pub(super) fn print_line(value: &Value) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{value}").and_then(|()| out.flush());
}
