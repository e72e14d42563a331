//! The link's thread: connects, stays, connects again.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tracing::{debug, info};

use super::{
    Comeback, Ending, JoinRequest,
    contact::{self, Contact},
    greeting::{self, Failure, Seat},
    shared::Shared,
    stay::{Parting, Stay},
};
use crate::{
    protocol::{
        Command, Notice, ParticipantId, PersonalCode, Refusal,
        lab::{PhotoDigest, PhotoFile},
    },
    room::{LogEntry, RoomState},
};

/// A session that does not come back in this time is lost.
const PATIENCE: Duration = Duration::from_secs(180);
/// Between two attempts to come back: soon at first.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// What the thread tells the handle.
#[derive(Debug)]
pub(super) enum FromTask {
    Joined {
        me: ParticipantId,
        room: Box<RoomState>,
        /// The last command of this participant that the room has accepted.
        last_command: u32,
        comeback: Option<Comeback>,
        personal_code: Option<PersonalCode>,
    },
    /// The room, where the entries in between were not to be had one by one.
    Resumed {
        room: Option<Box<RoomState>>,
    },
    /// The room as one may know it now that one's role is another.
    Known(Box<RoomState>),
    Entry(LogEntry),
    Answer {
        number: u32,
        result: Result<(), Refusal>,
    },
    Photo {
        digest: PhotoDigest,
        file: Option<PhotoFile>,
    },
    Notice(Notice),
    Interrupted,
    Ended(Ending),
}

/// What the handle orders.
#[derive(Debug)]
pub(super) enum ToTask {
    Command { number: u32, command: Command },
    SeePhoto(PhotoDigest),
    Leave,
}

/// Runs a link to its end.
pub(super) async fn run(
    request: JoinRequest,
    shared: Arc<Mutex<Shared>>,
    events: UnboundedSender<FromTask>,
    mut orders: UnboundedReceiver<ToTask>,
) -> Ending {
    let contact = tokio::select! {
        contact = Contact::find(&request.target) => match contact {
            Ok(contact) => contact,
            Err(ending) => return ending,
        },
        () = left(&mut orders) => return Ending::Left,
    };
    let mut stay = Stay::new(shared, events.clone());
    let mut seat: Option<Seat> = request.comeback.as_ref().map(Comeback::seat);
    let mut broken_since = Instant::now();
    let mut was_in = false;
    let mut pause = FIRST_PAUSE;
    loop {
        if let Some(seat) = &mut seat {
            seat.last_seq = stay.known();
        }
        let attempt = contact::reach(&contact, &request, seat.as_ref());
        let reached = tokio::select! {
            reached = attempt => reached,
            ending = stay.collect(&mut orders) => return ending,
        };
        match reached {
            Ok(greeting::Greeted {
                connection,
                send,
                receive,
                frames,
                welcome,
            }) => {
                debug!("in the session as participant {}", welcome.me);
                pause = FIRST_PAUSE;
                was_in = true;
                let parting = stay
                    .in_session(
                        connection,
                        contact.code,
                        send,
                        receive,
                        frames,
                        welcome,
                        &mut seat,
                        &mut orders,
                    )
                    .await;
                match parting {
                    Parting::Ended(ending) => return ending,
                    Parting::Broken => {
                        info!("the connection broke; making a new one");
                        broken_since = Instant::now();
                        let _ = events.send(FromTask::Interrupted);
                    }
                }
            }
            // Away for longer than the place is kept: in again, as somebody new of the same name.
            Err(Failure::Final(Ending::Refused(Refusal::ResumeExpired))) if seat.is_some() => {
                info!("the place is no longer kept; coming in anew");
                seat = None;
                stay.start_anew();
            }
            Err(Failure::Final(ending)) => return ending,
            Err(Failure::Passing(ending)) => {
                let patient = was_in && broken_since.elapsed() < PATIENCE;
                if !patient {
                    return if was_in { Ending::Lost } else { ending };
                }
                debug!("not back yet: {ending:?}");
                tokio::select! {
                    () = tokio::time::sleep(pause) => pause = (pause * 2).min(LONGEST_PAUSE),
                    ending = stay.collect(&mut orders) => return ending,
                }
            }
        }
    }
}

/// Until the handle is gone.
async fn left(orders: &mut UnboundedReceiver<ToTask>) {
    while let Some(order) = orders.recv().await {
        if matches!(order, ToTask::Leave) {
            return;
        }
    }
}
