//! Steps of a script that lead a class, and what a state line says of it.
//!
//! | step, after `class` | meaning |
//! |---|---|
//! | `admission everyone` · `admission with-host` · `admission one-by-one` · `admit all` · `admit NAME` | the door |
//! | `follow on` · `attention on` · `freeze on` · `point on` · `evacuate on`, and `off` | what all are asked for |
//! | `roam METRES` · `roam off` | an area around oneself; everywhere |
//! | `spotlight person NAME` · `spotlight stop ID` · `spotlight object ID` · `spotlight off` | a light |
//! | `step on` · `step back` · `timer SECONDS` · `timer off` | the lesson and its time |
//! | `call NAME` · `call off` · `lower all` · `lower NAME` | whose turn it is |
//! | `mute all` · `mute NAME` · `release all` · `release NAME` · `microphone on` · `microphone off` | microphones |
//! | `promote NAME` · `demote NAME` · `guide NAME` · `rename NAME OTHER` · `ban NAME` | people |
//! | `see NAME` · `see off` | see what somebody sees |
//! | `acknowledge` | the cue to take the headset off was seen |

use bevy::{ecs::system::SystemParam, prelude::*};
use pleiades_netcode::{
    protocol::{Admission, Area, ClassCommand, Command, Nickname, ParticipantId, Spot, Whom},
    room::RoomState,
};
use serde_json::{Value, json};

use crate::{
    body::{Body, Leash},
    class::{Attention, PointerShown, Through},
    panels::Veil,
    session::Session,
    tour::Marks,
};

/// A step that leads a class; people are named.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClassStep(Vec<String>);

const EXPECTED: &str = "class and a step of script/class.rs";

/// Reads the words after `class`.
pub(super) fn step(words: &[&str]) -> Result<ClassStep, &'static str> {
    let number = |word: &str, most: f32| {
        word.parse::<f32>()
            .is_ok_and(|number| (1.0..=most).contains(&number))
    };
    let fits = match words {
        ["admission", who] => ["everyone", "with-host", "one-by-one"].contains(who),
        [
            "follow" | "attention" | "freeze" | "point" | "evacuate" | "microphone",
            on,
        ] => ["on", "off"].contains(on),
        ["roam" | "timer", "off"] | ["spotlight", "off"] | ["acknowledge"] => true,
        ["roam", metres] => number(metres, 2_000.0),
        ["timer", seconds] => number(seconds, 14_400.0),
        ["step", way] => ["on", "back"].contains(way),
        ["spotlight", "person" | "stop" | "object", _] | ["rename", _, _] => true,
        [
            "admit" | "call" | "lower" | "mute" | "release" | "promote" | "demote" | "guide"
            | "ban" | "see",
            _,
        ] => true,
        _ => false,
    };
    fits.then(|| ClassStep(words.iter().map(|word| (*word).to_owned()).collect()))
        .ok_or(EXPECTED)
}

impl ClassStep {
    /// Does it; the reason if nobody has that name.
    pub(super) fn perform(
        &self,
        session: &mut Session,
        through: &mut Through,
        body: Option<&Transform>,
    ) -> Option<String> {
        let words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        let Some(command) = command(&words, session, through, body) else {
            return Some(format!("«class {}»: nobody has that name", words.join(" ")));
        };
        if let Some(command) = command {
            session.send(Command::Class(command));
        }
        None
    }
}

/// What the words ask for; nothing if somebody they name is not there, and no command if they ask for none.
fn command(
    words: &[&str],
    session: &Session,
    through: &mut Through,
    body: Option<&Transform>,
) -> Option<Option<ClassCommand>> {
    let person = |name: &str| -> Option<ParticipantId> {
        let room = session.room()?;
        room.participants()
            .find(|person| person.nickname.as_str() == name)
            .map(|person| person.id)
    };
    let whom = |name: &str| match name {
        "all" => Some(Whom::Everyone),
        name => person(name).map(Whom::One),
    };
    let on = words.get(1) == Some(&"on");
    Some(Some(match words {
        ["admission", who] => ClassCommand::SetAdmission(match *who {
            "with-host" => Admission::WithHost,
            "one-by-one" => Admission::OneByOne,
            _ => Admission::Everyone,
        }),
        ["admit", name] => ClassCommand::Admit(whom(name)?),
        ["follow", _] => ClassCommand::FollowMe { on },
        ["attention", _] => ClassCommand::CallAttention { on },
        ["freeze", _] => ClassCommand::Freeze { on },
        ["point", _] => ClassCommand::Point { on },
        ["evacuate", _] => ClassCommand::Evacuate { on },
        ["microphone", _] => ClassCommand::OpenMicrophone { open: on },
        ["acknowledge"] => ClassCommand::Acknowledge,
        ["roam", metres] => ClassCommand::SetRoam(match metres.parse() {
            Ok(radius_m) => Some(Area {
                centre: body?.translation.to_array(),
                radius_m,
            }),
            Err(_) => None,
        }),
        ["timer", seconds] => match seconds.parse() {
            Ok(seconds) => ClassCommand::StartTimer { seconds },
            Err(_) => ClassCommand::StopTimer,
        },
        ["step", way] => ClassCommand::Step {
            forward: *way == "on",
        },
        ["spotlight", "off"] => ClassCommand::Spotlight(None),
        ["spotlight", kind, what] => ClassCommand::Spotlight(Some(match *kind {
            "stop" => Spot::Stop((*what).into()),
            "object" => Spot::Object((*what).into()),
            _ => Spot::Person(person(what)?),
        })),
        ["call", "off"] => ClassCommand::CallUpon { whom: None },
        ["call", name] => ClassCommand::CallUpon {
            whom: Some(person(name)?),
        },
        ["lower", name] => ClassCommand::LowerHands(whom(name)?),
        ["mute", name] => ClassCommand::Mute {
            whom: whom(name)?,
            hold: true,
        },
        ["release", name] => ClassCommand::ReleaseMute(whom(name)?),
        ["promote", name] => ClassCommand::SetCoHost {
            whom: person(name)?,
            on: true,
        },
        ["demote", name] => ClassCommand::SetCoHost {
            whom: person(name)?,
            on: false,
        },
        ["guide", name] => ClassCommand::PassGuide { to: person(name)? },
        ["rename", name, other] => ClassCommand::NameOther {
            whom: person(name)?,
            nickname: Nickname::parse(other).ok()?,
        },
        ["ban", name] => ClassCommand::Ban {
            whom: person(name)?,
        },
        ["see", name] => {
            through.0 = match *name {
                "off" => None,
                name => Some(person(name)?),
            };
            return Some(None);
        }
        _ => return None,
    }))
}

/// What the client shows of how the class is led.
#[derive(SystemParam)]
pub(super) struct Shown<'w, 's> {
    veil: Res<'w, Veil>,
    leash: Res<'w, Leash>,
    attention: Res<'w, Attention>,
    pointer: Res<'w, PointerShown>,
    through: Res<'w, Through>,
    marks: Res<'w, Marks>,
    body: Query<'w, 's, &'static Transform, With<Body>>,
}

/// How the class is led, and what is shown of it.
pub(super) fn line(room: &RoomState, me: Option<ParticipantId>, shown: &Shown<'_, '_>) -> Value {
    let class = room.class();
    let number = |id: Option<ParticipantId>| id.map(|id| id.0);
    let feet = shown.body.single().map(|body| body.translation);
    json!({
        "waiting": class.waiting().map(|id| id.0).collect::<Vec<_>>(),
        "waits": me.is_some_and(|me| class.is_waiting(me)),
        "guide": number(class.guide()),
        "followed": number(class.followed()),
        "attention": number(class.attention()),
        "look_at": shown.attention.at.map(|at| at.to_array()),
        "frozen": class.is_frozen(),
        "still": shown.leash.still,
        "outside_m": feet.map_or(0.0, |feet| shown.leash.outside_m(feet)),
        "pointing": number(class.pointing()),
        "pointer": shown.pointer.0.map(|at| at.to_array()),
        "spotlight": class.spotlight().map(|spot| format!("{spot:?}")),
        "called_upon": number(class.called_upon()),
        "voice": me.map(|me| format!("{:?}", class.voice(me))),
        "timer_s": class.timer().map(|timer| timer.seconds),
        "evacuation": class.evacuation().map(|evacuation| json!({
            "acknowledged": evacuation.acknowledged.iter().map(|id| id.0).collect::<Vec<_>>(),
            "missing": room.unacknowledged().iter().map(|person| person.id.0).collect::<Vec<_>>(),
        })),
        "worn": me.is_some_and(|me| class.worn(me).is_on()),
        "veil": shown.veil.covers(),
        "through": number(shown.through.0),
        "marks": shown.marks.iter().map(|mark| json!([mark.who.0, mark.place.to_array()])).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn steps_are_read_with_their_words_and_nothing_else_is() {
        for good in [
            "follow on",
            "roam 30",
            "roam off",
            "timer 90",
            "admit all",
            "spotlight stop enstib",
            "rename Max Maxime",
            "acknowledge",
        ] {
            let words: Vec<&str> = good.split(' ').collect();
            step(&words).unwrap();
        }
        for bad in [
            "follow",
            "follow maybe",
            "roam NaN",
            "roam -3",
            "timer 0",
            "fly on",
            "",
        ] {
            let words: Vec<&str> = bad.split(' ').collect();
            assert_eq!(step(&words), Err(EXPECTED), "{bad}");
        }
    }
}
