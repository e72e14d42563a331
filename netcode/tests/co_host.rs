//! Who becomes a co-host knows at once what hosts know, also what was before; and who restarts as a host is the same host.
#![allow(clippy::unwrap_used)]

mod common;

use common::{
    Client, by_port,
    relay::{Bad, Relay},
    request,
};
use pleiades_netcode::{
    link::{LinkEvent, Target},
    protocol::{Answer, ClassCommand, Command, Refusal, VisitCommand},
    room::RoomState,
};

fn room(client: &Client) -> &RoomState {
    client.link.room().unwrap()
}

fn visit(command: VisitCommand) -> Command {
    Command::Visit(command)
}

/// Once the other has heard as much, both have the same room, as far as everybody sees it.
fn same_room(one: &Client, other: &mut Client) {
    let seq = room(one).seq();
    other.until("as much", |other| room(other).seq() >= seq);
    if room(other).seq() == seq {
        assert_eq!(room(one).hash(), room(other).hash());
    }
}

/// How many answered, and how many one knows the answers of.
fn known_answers(room: &RoomState) -> (u16, u16) {
    let tally = room.tally(&"lycees".into());
    (tally.answered, tally.by_choice.iter().sum())
}

#[test]
fn a_new_co_host_sees_earlier_answers_interests_and_notes_without_reconnecting() {
    let server = common::server();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut malo = Client::knock(&server, "Malo").joined();
    host.ask(visit(VisitCommand::MakeTeams { size: 2 }))
        .unwrap();
    host.ask(visit(VisitCommand::SetRally { on: true }))
        .unwrap();
    malo.ask(visit(VisitCommand::Answer {
        quiz: "lycees".into(),
        answer: Answer::Single(0),
    }))
    .unwrap();
    malo.ask(visit(VisitCommand::MarkInterest {
        formation: room_formation(),
        on: true,
    }))
    .unwrap();
    // An ambassador who came after all of that.
    let mut ambassador = Client::knock(&server, "Noor").joined();
    let me = ambassador.link.me().unwrap();
    let whom = malo.link.me().unwrap();
    let knows = |client: &Client| {
        let visitor = room(client).visit().visitor(whom).unwrap();
        (known_answers(room(client)), visitor.interests.len())
    };
    assert_eq!(
        knows(&ambassador),
        ((1, 0), 0),
        "that there is an answer, not which"
    );
    let make = |on| Command::Class(ClassCommand::SetCoHost { whom: me, on });
    host.ask(make(true)).unwrap();
    ambassador.until("what hosts know", |client| {
        client.has_seen(&LinkEvent::Known)
    });
    assert_eq!(knows(&ambassador), ((1, 1), 1));
    assert!(
        !ambassador.has_seen(&LinkEvent::Interrupted),
        "over the same connection"
    );
    same_room(&ambassador, &mut ines);
    // And goes on from there: what comes next is whole too.
    ines.ask(visit(VisitCommand::Answer {
        quiz: "lycees".into(),
        answer: Answer::Single(1),
    }))
    .unwrap();
    ambassador.until("the next answer", |client| {
        known_answers(room(client)) == (2, 2)
    });
    ambassador.ask(Command::Lock { locked: true }).unwrap();

    // Who is no longer a co-host knows what pupils know.
    ambassador.seen.clear();
    host.ask(make(false)).unwrap();
    ambassador.until("less again", |client| client.has_seen(&LinkEvent::Known));
    assert_eq!(known_answers(room(&ambassador)), (2, 0));
    assert_eq!(knows(&ambassador).1, 0);
    assert_eq!(
        ambassador.ask(Command::Lock { locked: false }),
        Err(Refusal::NotAllowed)
    );
    same_room(&ambassador, &mut ines);
}

fn room_formation() -> pleiades_netcode::protocol::FormationId {
    let lesson = pleiades_scenes::lesson::load(&common::lesson()).unwrap();
    lesson.lesson.formations[0].id.as_str().into()
}

#[test]
fn who_is_made_a_co_host_while_away_knows_everything_when_back() {
    let server = common::server();
    let mut host = Client::host(&server, "Mme Lenoir").joined();
    let relay = Relay::new(server.address(), Bad::default(), 1);
    let target = Target::Ticket(by_port(&server.ticket(), relay.port()));
    let mut malo = Client::knock(&server, "Malo").joined();
    malo.ask(visit(VisitCommand::Answer {
        quiz: "lycees".into(),
        answer: Answer::Single(0),
    }))
    .unwrap();
    let mut noor = Client::start(request(target, "Noor")).joined();
    let whom = noor.link.me().unwrap();
    relay.cut(true);
    noor.until("the cut", |client| client.has_seen(&LinkEvent::Interrupted));
    host.ask(Command::Class(ClassCommand::SetCoHost { whom, on: true }))
        .unwrap();
    relay.cut(false);
    noor.until("back", |client| client.has_seen(&LinkEvent::Resumed));
    assert_eq!(known_answers(room(&noor)), (1, 1));
    same_room(&noor, &mut host);
}

#[test]
fn a_host_whose_program_was_killed_takes_name_and_place_over_at_once() {
    let server = common::server();
    let first = Client::host(&server, "Mme Lenoir").joined();
    let me = first.link.me().unwrap();
    let mut pupil = Client::knock(&server, "Inès").joined();
    // The program dies without a goodbye: the server still thinks the host is here.
    std::mem::forget(first);
    let mut again = Client::host(&server, "mme lenoir").joined();
    assert_eq!(again.link.me(), Some(me));
    let hosts = |client: &Client| {
        let people = room(client).participants();
        let hosts = people.filter(|somebody| somebody.role.is_host());
        hosts
            .map(|somebody| somebody.nickname.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(hosts(&again), ["Mme Lenoir"]);
    again.ask(Command::Lock { locked: true }).unwrap();
    pupil.until("the host's command", |pupil| room(pupil).is_locked());
    assert_eq!(hosts(&pupil), ["Mme Lenoir"]);
    // A pupil who had the name first does not change that: the host whose name got a number is found by the name alone.
    let pupil_first = common::server();
    let _inès = Client::knock(&pupil_first, "Mme Lenoir").joined();
    let numbered = Client::host(&pupil_first, "Mme Lenoir").joined();
    let me_there = numbered.link.me();
    std::mem::forget(numbered);
    let back = Client::host(&pupil_first, "Mme Lenoir").joined();
    assert_eq!(back.link.me(), me_there);
    // Who bears the name without the key is somebody else.
    again.ask(Command::Lock { locked: false }).unwrap();
    let liar = Client::knock(&server, "Mme Lenoir").joined();
    assert_ne!(liar.link.me(), Some(me));
    assert!(
        !liar
            .link
            .room()
            .unwrap()
            .participant(liar.link.me().unwrap())
            .unwrap()
            .role
            .is_host()
    );
}

#[test]
fn two_hosts_at_once_lead_the_same_class_and_the_last_word_holds() {
    let server = common::server();
    let mut one = Client::host(&server, "Mme Lenoir").joined();
    let mut other = Client::host(&server, "M. Petit").joined();
    let mut pupil = Client::knock(&server, "Inès").joined();
    let (first, second) = (one.link.me().unwrap(), other.link.me().unwrap());
    assert_ne!(first, second);
    // Both at the same moment: the room puts one after the other, and all see the same.
    one.link.send(Command::LeadTo {
        stop: "enstib".into(),
    });
    other.link.send(Command::LeadTo {
        stop: "droit".into(),
    });
    one.ask(Command::Class(ClassCommand::Freeze { on: true }))
        .unwrap();
    other
        .ask(Command::Class(ClassCommand::Freeze { on: true }))
        .unwrap();
    other
        .ask(Command::Class(ClassCommand::Freeze { on: false }))
        .unwrap();
    // Who asked last has heard of everything; the others may hear of it later.
    let seq = room(&other).seq();
    pupil.until("all of it", |pupil| room(pupil).seq() >= seq);
    assert!(!room(&pupil).class().is_frozen());
    one.until("the same", |one| room(one).seq() >= room(&pupil).seq());
    assert_eq!(room(&one).led_to(), room(&pupil).led_to());
    assert_eq!(room(&one).hash(), room(&pupil).hash());
}
