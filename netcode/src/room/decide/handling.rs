//! Deciding who has which object: first come, first served.

use crate::protocol::{
    Event, Grip, Handling, ObjectId, ParticipantId, Refusal, Whereabouts, limits,
};
use crate::room::RoomState;

impl RoomState {
    /// Decides what somebody wants to do with an object.
    pub(super) fn handled(
        &self,
        who: ParticipantId,
        object: &ObjectId,
        wish: &Handling,
    ) -> Result<Option<Event>, Refusal> {
        let place = self.object(object).ok_or(Refusal::UnknownObject)?;
        let handling = match wish {
            Handling::Take(hold) => {
                let hold = hold.checked().ok_or(Refusal::OutOfReach)?;
                match place {
                    Whereabouts::Held { by, .. } if *by != who => {
                        return Err(Refusal::HeldByAnother);
                    }
                    Whereabouts::Held { hold: held, .. } if *held == hold => return Ok(None),
                    _ => {}
                }
                if self.holds_another(who, hold.grip, object) {
                    return Err(Refusal::HandFull);
                }
                Handling::Take(hold)
            }
            // Who does not have it any more has nothing to let go.
            Handling::LetGo(_) | Handling::PutIn(_) if !is_held_by(place, who) => return Ok(None),
            Handling::LetGo(motion) => {
                Handling::LetGo(motion.checked().ok_or(Refusal::OutOfReach)?)
            }
            Handling::PutIn(socket) => {
                if !self.sockets.contains(socket) {
                    return Err(Refusal::UnknownObject);
                }
                if self.in_socket(socket).is_some() {
                    return Err(Refusal::SocketFull);
                }
                wish.clone()
            }
            // Somebody else has taken it in the meantime, or it was tidied away.
            Handling::Settle(_) | Handling::Lose if !matches!(place, Whereabouts::Loose { by, .. } if *by == who) =>
            {
                return Ok(None);
            }
            Handling::Settle(pose) => {
                Handling::Settle(pose.checked(limits::PLACE_M).ok_or(Refusal::OutOfReach)?)
            }
            Handling::Lose => Handling::Lose,
        };
        Ok(Some(Event::ObjectHandled {
            who,
            object: object.clone(),
            handling,
        }))
    }

    fn holds_another(&self, who: ParticipantId, grip: Grip, object: &ObjectId) -> bool {
        self.objects().any(|(other, place)| {
            other != object
                && matches!(place, Whereabouts::Held { by, hold } if *by == who && hold.grip.meets(grip))
        })
    }
}

fn is_held_by(place: &Whereabouts, who: ParticipantId) -> bool {
    matches!(place, Whereabouts::Held { by, .. } if *by == who)
}
