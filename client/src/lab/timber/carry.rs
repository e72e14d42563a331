//! A beam laid into a place beside an instrument is held to it, and no longer once it is taken away.

use bevy::prelude::*;
use pleiades_netcode::protocol::{Deed, Done, Event, Handling, LabEvent, ObjectId, lab::Attempt};
use pleiades_scenes::lab::{Instrument, Lab, Reads};

use super::{held_to, load_n, loaded, name, reads, specimen_of, stand, the_press};
use crate::{
    app::sets::FrameSet,
    lab::desk::Desk,
    props::{Socket, Things},
    session::Happened,
    world::Place,
};

/// An instrument holds what lies in a place not farther from it than this on the plan, metres.
const BESIDE_M: f32 = 1.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (carry, refresh)
            .after(FrameSet::Receive)
            .before(FrameSet::Move),
    );
}

/// The instrument that holds what lies at `socket`: the nearest that is a press, or a gauge that is held to specimens.
fn holder<'a>(lab: &'a Lab, place: &Place, socket: Vec3) -> Option<&'a Instrument> {
    let holds = |instrument: &Instrument| {
        let gauge = instrument.gauge.as_ref();
        instrument.press.is_some() || gauge.is_some_and(|gauge| !gauge.in_press())
    };
    lab.instruments
        .iter()
        .filter(|instrument| holds(instrument))
        .filter_map(|instrument| {
            let at = place.anchor(instrument.anchor.as_ref()?)?.translation;
            Some((at.xz().distance(socket.xz()), instrument))
        })
        .filter(|(far, _)| *far < BESIDE_M)
        .min_by(|(near, _), (far, _)| near.total_cmp(far))
        .map(|(_, instrument)| instrument)
}

fn carry(
    mut desk: Desk,
    things: Res<Things>,
    sockets: Query<&Transform, With<Socket>>,
    mut happened: MessageReader<Happened>,
) {
    let me = desk.session.me();
    let mut deeds = Vec::new();
    for Happened(entry) in happened.read() {
        let Event::ObjectHandled {
            who,
            object,
            handling,
        } = &entry.event
        else {
            continue;
        };
        let (Some(lab), Some(place), Some((_, attempt))) =
            (desk.lab(), desk.place.as_ref(), desk.open())
        else {
            continue;
        };
        if Some(*who) != me {
            continue;
        }
        match handling {
            Handling::PutIn(socket) => {
                let at = things.sockets.get(socket);
                if let Some(at) = at.and_then(|socket| sockets.get(*socket).ok()) {
                    deeds.extend(laid(lab, place, object, *at));
                }
            }
            Handling::Take(_) => deeds.extend(taken(lab, attempt, object)),
            _ => {}
        }
    }
    for deed in deeds {
        desk.does(deed);
    }
}

/// A thing was laid into a place: the instrument beside it holds it, and shows what it reads if it reads by itself.
fn laid(lab: &Lab, place: &Place, object: &ObjectId, at: Transform) -> Vec<Deed> {
    let specimen = specimen_of(lab, object.as_str());
    let Some((specimen, instrument)) = specimen.zip(holder(lab, place, at.translation)) else {
        return Vec::new();
    };
    let held = Deed::Place {
        instrument: name(instrument),
        at: Some(held_to(specimen, at.to_isometry())),
    };
    let weighs = reads(instrument, Reads::Mass);
    let read = weighs.then(|| Deed::Read {
        instrument: name(instrument),
    });
    std::iter::once(held).chain(read).collect()
}

/// A thing was taken away: what held it holds nothing, and the press is let down first.
fn taken(lab: &Lab, attempt: &Attempt, object: &ObjectId) -> Vec<Deed> {
    let Some(specimen) = specimen_of(lab, object.as_str()) else {
        return Vec::new();
    };
    let mut deeds = Vec::new();
    for instrument in &lab.instruments {
        let at = stand(attempt, instrument).and_then(|stand| stand.at.as_ref());
        if at.is_none_or(|at| at.specimen.as_str() != specimen.id) {
            continue;
        }
        if instrument.press.is_some() && load_n(attempt, instrument) != 0.0 {
            deeds.push(Deed::Dial {
                instrument: name(instrument),
                dial: "load".into(),
                value: 0.0,
            });
        }
        deeds.push(Deed::Place {
            instrument: name(instrument),
            at: None,
        });
    }
    deeds
}

/// Displays follow the load: who changes it, or lays a beam into the press, reads them anew.
fn refresh(mut desk: Desk, mut happened: MessageReader<Happened>) {
    let me = desk.session.me();
    let mut changed = false;
    for Happened(entry) in happened.read() {
        let (Some(lab), Some((id, _))) = (desk.lab(), desk.open()) else {
            continue;
        };
        let Some(press) = the_press(lab).map(name) else {
            continue;
        };
        if let Event::Lab(LabEvent::Worked { attempt, who, done }) = &entry.event
            && (*attempt, Some(*who)) == (id, me)
        {
            changed |= match done {
                Done::Dialled { instrument, .. } => *instrument == press,
                Done::Placed {
                    instrument,
                    at: Some(_),
                } => *instrument == press,
                _ => false,
            };
        }
    }
    let lies = desk
        .lab()
        .zip(desk.open())
        .is_some_and(|(lab, (_, attempt))| {
            the_press(lab)
                .and_then(|press| stand(attempt, press))
                .is_some_and(|stand| stand.at.is_some())
        });
    if !(changed && lies) {
        return;
    }
    let names: Vec<_> = desk.lab().into_iter().flat_map(loaded).map(name).collect();
    for instrument in names {
        desk.does(Deed::Read { instrument });
    }
}
