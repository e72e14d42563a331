//! Taking with the hands of a headset: grab, pass from hand to hand, hold with both, throw, put into a place.

use bevy::{ecs::system::SystemParam, prelude::*};
use pleiades_netcode::protocol::{Grip, Handling, Hold, Motion, ObjectId, Whereabouts};

use super::{
    Asked, PropSet,
    around::Around,
    grip::{Holder, by},
    people::People,
};
use crate::{
    pointer::Pointer,
    session::{self, Session},
    settings::Settings,
    xr::{Feel, Headset, Pointing, Rig, Side, Tracked, leading, worn},
};

/// A hand closed further than this takes, and lets go below the other.
const TAKE_FROM: f32 = 0.6;
const LET_GO_BELOW: f32 = 0.4;
/// What is this near to the inside of the hand is taken, metres.
const NEAR_M: f32 = 0.1;
/// The inside of the hand in the palm's frame, metres: where a thing comes that is taken from afar.
const INSIDE: Vec3 = Vec3::new(0.0, -0.05, -0.04);

/// What each hand could take now, or holds.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub(crate) struct Reach([Reached; 2]);

/// What a hand is to a thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Reached {
    /// Nothing is near.
    #[default]
    Nothing,
    /// It could take this.
    Near(ObjectId),
    /// It holds this.
    Holds(ObjectId),
}

impl Reach {
    pub(crate) fn of(&self, side: Side) -> &Reached {
        &self.0[side as usize]
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Reach>().add_systems(
        Update,
        (
            handle.run_if(worn),
            rest.run_if(not(worn)),
            keep_what_one_has,
        )
            .chain()
            .in_set(PropSet::Ask),
    );
}

fn rest(mut reach: ResMut<Reach>) {
    reach.set_if_neq(Reach::default());
}

/// What one has to do with things: what the room says, what one asked for, what is near.
#[derive(SystemParam)]
pub(super) struct Dealing<'w, 's> {
    pub(super) session: ResMut<'w, Session>,
    pub(super) asked: ResMut<'w, Asked>,
    pub(super) around: Around<'w, 's>,
    people: People<'w, 's>,
}

impl Dealing<'_, '_> {
    pub(super) fn ask(&mut self, object: &ObjectId, handling: Handling) {
        self.asked.ask(&mut self.session, object, handling);
    }

    pub(super) fn me(&self) -> Holder {
        self.people.myself()
    }

    /// What one holds oneself, and how.
    pub(super) fn mine(&self) -> Vec<(ObjectId, Hold)> {
        let me = self.session.me();
        self.around
            .ids()
            .filter_map(|object| match self.asked.place(&self.session, object) {
                Whereabouts::Held { by, hold } if Some(by) == me => Some((object.clone(), hold)),
                _ => None,
            })
            .collect()
    }

    /// What a hand holds, alone or with the other.
    fn in_hand(&self, side: Side) -> Option<(ObjectId, Hold)> {
        self.mine()
            .into_iter()
            .find(|(_, hold)| hold.grip == by(side) || hold.grip == Grip::Both)
    }

    pub(super) fn is_another_s(&self, object: &ObjectId) -> bool {
        matches!(
            self.asked.place(&self.session, object),
            Whereabouts::Held { by, .. } if Some(by) != self.session.me()
        )
    }

    /// A hand closes about `object`: the hold it takes.
    fn take(&self, side: Side, object: &ObjectId) -> Option<Hold> {
        let me = self.me();
        let (_, place) = self.around.thing(object)?;
        let mine = self.mine();
        let grip = match mine.iter().find(|(held, _)| held == object) {
            Some((_, hold)) if hold.grip == by(side.other()) => Grip::Both,
            Some(_) => return None,
            None => by(side),
        };
        let inside = me.palm(side)? * INSIDE;
        // What is far away comes into the hand, turned as it is.
        let is_at_hand = self.around.nearest(inside, NEAR_M).as_ref() == Some(object);
        let place = if is_at_hand {
            place
        } else {
            Isometry3d::new(inside, place.rotation)
        };
        me.hold(grip, place)
    }

    /// A hand opens: what becomes of what it held.
    fn let_go(&self, side: Side, swing: &Swing) -> Option<(ObjectId, Handling)> {
        let (object, hold) = self.in_hand(side)?;
        let me = self.me();
        let place = me.place(&hold)?;
        let handling = if hold.grip == Grip::Both {
            Handling::Take(me.hold(by(side.other()), place)?)
        } else {
            let at = place.translation.into();
            match self.around.socket_at(at, &self.asked, &self.session) {
                Some(socket) => Handling::PutIn(socket),
                None => Handling::LetGo(swing.of(place)),
            }
        };
        Some((object, handling))
    }

    /// The hold one likes for something that comes from elsewhere: in the hand, or low before the eyes.
    pub(super) fn comfortable(&self, object: &ObjectId, grip: Grip) -> Option<Hold> {
        let (prop, place) = self.around.thing(object)?;
        let me = self.me();
        let inside = if grip == Grip::Eyes {
            Vec3::new(0.0, -0.14 - 0.4 * prop.radius_m, -0.42 - prop.radius_m)
        } else {
            INSIDE
        };
        let there = me.frame(grip)? * inside;
        me.hold(grip, Isometry3d::new(there, place.rotation))
    }
}

fn handle(
    tracked: Res<Tracked>,
    rig: Res<Rig>,
    pointing: Res<Pointing>,
    pointer: Res<Pointer>,
    mut dealing: Dealing,
    mut was_closed: Local<[bool; 2]>,
    mut reach: ResMut<Reach>,
    mut feel: MessageWriter<Feel>,
) {
    for side in Side::BOTH {
        let hand = tracked.hand(side);
        // A hand that is lost keeps what it has: it neither closes nor opens.
        let Some(palm) = dealing.me().palm(side) else {
            continue;
        };
        let mut tick = |strength: f32, milliseconds: u16| {
            feel.write(Feel {
                side,
                strength,
                milliseconds,
            });
        };
        let was = std::mem::replace(&mut was_closed[side as usize], false);
        let level = if was { LET_GO_BELOW } else { TAKE_FROM };
        let is = tracked.grasp(side) > level;
        was_closed[side as usize] = is;
        let at_hand = dealing.around.nearest(palm * INSIDE, NEAR_M);
        let pointed_at = || {
            (pointing.side() == Some(side) && !pointing.takes(side))
                .then(|| dealing.around.prop_of(pointer.over?))
                .flatten()
        };
        let could = at_hand
            .or_else(pointed_at)
            .filter(|object| !dealing.is_another_s(object));
        if is && !was && !pointing.takes(side) {
            let taken = could
                .as_ref()
                .and_then(|object| Some((object, dealing.take(side, object)?)));
            if let Some((object, hold)) = taken {
                dealing.ask(object, Handling::Take(hold));
                tick(0.6, 30);
            }
        } else if was && !is {
            let swing = Swing {
                at: palm.translation.into(),
                velocity: rig.root.rotation * hand.velocity,
                spin: rig.root.rotation * hand.angular_velocity,
            };
            if let Some((object, handling)) = dealing.let_go(side, &swing) {
                let strength = if matches!(handling, Handling::PutIn(_)) {
                    0.8
                } else {
                    0.25
                };
                dealing.ask(&object, handling);
                tick(strength, 20);
            }
        }
        let now = match (dealing.in_hand(side), could) {
            (Some((object, _)), _) => Reached::Holds(object),
            (None, Some(object)) => Reached::Near(object),
            (None, None) => Reached::Nothing,
        };
        if *reach.of(side) != now {
            if matches!((reach.of(side), &now), (Reached::Nothing, Reached::Near(_))) {
                tick(0.15, 10);
            }
            reach.0[side as usize] = now;
        }
    }
}

/// With the headset on or off, one keeps what one has: from the hand before the eyes, and back into the hand.
fn keep_what_one_has(headset: Res<Headset>, settings: Res<Settings>, mut dealing: Dealing) {
    for (object, hold) in dealing.mine() {
        let grip = match (headset.is_on(), hold.grip) {
            (true, Grip::Eyes) => {
                let first = leading(&settings);
                let free = [first, first.other()].into_iter().find(|side| {
                    dealing.me().palm(*side).is_some() && dealing.in_hand(*side).is_none()
                });
                match free {
                    Some(side) => by(side),
                    None => continue,
                }
            }
            (false, Grip::Left | Grip::Right | Grip::Both) => Grip::Eyes,
            _ => continue,
        };
        if let Some(hold) = dealing.comfortable(&object, grip) {
            dealing.ask(&object, Handling::Take(hold));
        }
    }
}

/// How a hand moves, room frame: where it is, m/s, rad/s.
struct Swing {
    at: Vec3,
    velocity: Vec3,
    spin: Vec3,
}

impl Swing {
    /// The motion of something the hand lets go of: it goes on turning about the hand.
    fn of(&self, place: Isometry3d) -> Motion {
        let arm = Vec3::from(place.translation) - self.at;
        Motion {
            pose: session::to_pose(place),
            velocity: (self.velocity + self.spin.cross(arm)).to_array(),
            spin: self.spin.to_array(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_thrown_from_a_turning_hand_goes_along_the_turn() {
        let swing = Swing {
            at: Vec3::new(1.0, 1.5, 0.0),
            velocity: Vec3::X,
            spin: Vec3::Y * 2.0,
        };
        let place = Isometry3d::from_translation(Vec3::new(1.0, 1.5, -0.5));
        let motion = swing.of(place);
        // ω × r = 2 ŷ × (−0.5 ẑ) = −1 x̂.
        let velocity = Vec3::from_array(motion.velocity);
        assert!(velocity.length() < 1e-6, "{velocity}");
        assert_eq!(motion.spin, [0.0, 2.0, 0.0]);
        assert_eq!(motion.pose.position, [1.0, 1.5, -0.5]);
    }
}
