//! Following the host: being shown the way to a stop, and being brought together.

use bevy::prelude::*;
use pleiades_netcode::protocol::Event;

use crate::{
    app::sets::FrameSet,
    body::Arrive,
    panels::Veil,
    session::{Happened, Session},
};

/// The nearest of those brought together stand this far from the point, metres.
const RING_M: f32 = 1.8;

/// The stop the host leads to now.
#[derive(Resource, Default, Debug, PartialEq)]
pub(crate) struct Lead(Option<String>);

impl Lead {
    /// Id of the stop, if the host leads to one.
    pub(crate) fn stop(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The way was found, or is no longer wanted.
    pub(crate) fn clear(&mut self) {
        self.0 = None;
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Lead>()
        .add_systems(Update, (follow, come_together).in_set(FrameSet::Receive));
}

fn follow(mut happened: MessageReader<Happened>, session: Res<Session>, mut lead: ResMut<Lead>) {
    for Happened(entry) in happened.read() {
        match &entry.event {
            Event::LedTo { stop, .. } => lead.0 = Some(stop.to_string()),
            Event::SessionEnded { .. } => lead.0 = None,
            _ => {}
        }
    }
    if session.room().is_none() && lead.0.is_some() {
        lead.0 = None;
    }
}

/// Everyone is brought to the host's point: behind a veil, on a ring of their own place, facing the host's way.
fn come_together(
    mut happened: MessageReader<Happened>,
    session: Res<Session>,
    mut veil: ResMut<Veil>,
    mut arrive: MessageWriter<Arrive>,
) {
    for Happened(entry) in happened.read() {
        let Event::Gathered {
            place, facing_deg, ..
        } = &entry.event
        else {
            continue;
        };
        let Some(me) = session.me() else { continue };
        let host = session
            .room()
            .and_then(|room| room.participant(me))
            .is_some_and(|person| person.role.is_host());
        if host {
            continue;
        }
        veil.drop_for_a_moment();
        arrive.write(Arrive {
            feet: place_on_ring(Vec3::from_array(*place), me.0),
            heading_deg: *facing_deg,
        });
    }
}

/// Like seeds of a sunflower: any number of people evenly round the point.
pub(crate) fn place_on_ring(point: Vec3, number: u16) -> Vec3 {
    let golden = 2.399_963_2 * f32::from(number);
    let radius = RING_M + 0.6 * f32::from(number).sqrt();
    point + Vec3::new(golden.sin(), 0.0, golden.cos()) * radius
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_people_on_the_ring_do_not_stand_in_each_other() {
        let places: Vec<Vec3> = (1..=30)
            .map(|number| place_on_ring(Vec3::ZERO, number))
            .collect();
        for (index, here) in places.iter().enumerate() {
            for there in &places[index + 1..] {
                assert!(here.distance(*there) > 0.3, "{here} {there}");
            }
        }
    }
}
