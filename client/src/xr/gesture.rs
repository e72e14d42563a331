//! What one's own hands show: open near what can be taken, closed about what is held, a finger out when they point.

use bevy::{mesh::morph::MorphWeights, prelude::*};

use super::{
    board::Pointing,
    hands::OwnHand,
    headset::worn,
    sticks::leading,
    teleport::Aim,
    tracked::{Fingers, Hand, Side, Tracked},
};
use crate::{
    app::sets::FrameSet,
    pointer::Pointer,
    props::{Reach, Reached},
    settings::Settings,
};

/// Shapes of `assets/hands/hands.glb`, in the file's order; at rest the fingers are a little bent.
const SHAPES: usize = 5;
const FIST: usize = 0;
const POINT: usize = 1;
const PINCH: usize = 2;
const GRIP: usize = 3;
const FLAT: usize = 4;
/// Time in which a hand takes another shape.
const EASE_S: f32 = 0.05;

/// How far each hand has each shape now, 0 to 1.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct Gestures([[f32; SHAPES]; 2]);

impl Gestures {
    /// The shape a hand has most of, if it has much of one.
    pub(crate) fn of(&self, side: Side) -> Option<&'static str> {
        ["fist", "point", "pinch", "grip", "flat"]
            .into_iter()
            .zip(self.0[side as usize])
            .filter(|(_, weight)| *weight > 0.3)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(name, _)| name)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Gestures>().add_systems(
        Update,
        (choose, show).chain().run_if(worn).in_set(FrameSet::Send),
    );
}

/// What a hand is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Nothing,
    /// At a board, at a star, or where to go.
    Pointing,
    /// Something is near enough to be taken.
    Offering,
    Holding,
}

/// How far each shape is taken, 0 to 1, in their sum at most 1.
fn shape(doing: Doing, hand: &Hand) -> [f32; SHAPES] {
    let mut weights = [0.0; SHAPES];
    match (doing, hand.fingers) {
        (Doing::Holding, _) => weights[GRIP] = 1.0,
        // Bare hands show what they do, whatever we think they do it for.
        (_, Some(Fingers { index, others, .. })) => {
            weights[FIST] = index.min(others);
            weights[POINT] = (others - index).max(0.0);
            weights[PINCH] = hand.trigger * (1.0 - others);
        }
        (Doing::Pointing, None) => weights[POINT] = 1.0,
        (Doing::Offering, None) => weights[FLAT] = 0.6 * (1.0 - hand.squeeze),
        (Doing::Nothing, None) => {
            weights[FIST] = hand.squeeze;
            weights[PINCH] = hand.trigger * (1.0 - hand.squeeze);
        }
    }
    weights
}

fn choose(
    time: Res<Time>,
    tracked: Res<Tracked>,
    settings: Res<Settings>,
    pointing: Res<Pointing>,
    pointer: Res<Pointer>,
    aim: Res<Aim>,
    reach: Res<Reach>,
    mut gestures: ResMut<Gestures>,
) {
    let share = 1.0 - (-time.delta_secs() / EASE_S).exp();
    for side in Side::BOTH {
        let doing = doing(side, &settings, &pointing, &pointer, &aim, &reach);
        let wanted = shape(doing, tracked.hand(side));
        for (weight, wanted) in gestures.0[side as usize].iter_mut().zip(wanted) {
            *weight += (wanted - *weight) * share;
        }
    }
}

fn show(gestures: Res<Gestures>, mut hands: Query<(&OwnHand, &mut MorphWeights)>) {
    for (OwnHand(side), mut weights) in &mut hands {
        let shown = weights.weights_mut().iter_mut();
        for (weight, now) in shown.zip(gestures.0[*side as usize]) {
            *weight = now;
        }
    }
}

fn doing(
    side: Side,
    settings: &Settings,
    pointing: &Pointing,
    pointer: &Pointer,
    aim: &Aim,
    reach: &Reach,
) -> Doing {
    let points = pointing.takes(side)
        || pointing.side() == Some(side) && pointer.over.is_some()
        || aim.is_on() && leading(settings) == side;
    match reach.of(side) {
        Reached::Holds(_) => Doing::Holding,
        _ if points => Doing::Pointing,
        Reached::Near(_) => Doing::Offering,
        Reached::Nothing => Doing::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hand_never_takes_more_than_one_shape_in_full() {
        for doing in [
            Doing::Nothing,
            Doing::Pointing,
            Doing::Offering,
            Doing::Holding,
        ] {
            for squeeze in [0.0, 0.4, 1.0] {
                for trigger in [0.0, 0.7, 1.0] {
                    let held = Hand {
                        squeeze,
                        trigger,
                        ..default()
                    };
                    let bare = [0.0, 0.5, 1.0].map(|index| Hand {
                        fingers: Some(Fingers {
                            index,
                            others: squeeze,
                            ..default()
                        }),
                        ..held
                    });
                    for hand in bare.iter().chain([&held]) {
                        let sum: f32 = shape(doing, hand).iter().sum();
                        assert!((0.0..=1.001).contains(&sum), "{doing:?} {sum}");
                    }
                }
            }
        }
    }
}
