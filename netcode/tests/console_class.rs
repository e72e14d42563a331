//! A class is led from the console as from the room: the same commands, with a host's rights, by somebody without a body.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Client, browser::Visitor};
use pleiades_netcode::{
    link::Ending,
    protocol::{
        Admission, ClassCommand, Command, Goodbye, ParticipantId, Refusal, Role, Spot, StopId,
        TeamId,
    },
    room::{RoomState, Voice},
};

fn room(client: &Client) -> &RoomState {
    client.link.room().unwrap()
}

#[test]
fn who_waits_is_seen_at_the_console_and_let_in_from_there() {
    let server = common::server_with_console();
    let mut host = Visitor::host(&server);
    assert_eq!(
        host.press("admission", &[("number", "one-by-one")]).status,
        303
    );
    let mut ines = Client::knock(&server, "Inès").joined();
    let me = ines.link.me().unwrap();
    assert!(room(&ines).class().is_waiting(me));
    let page = host.get("/").body;
    assert!(page.contains("À la porte") && page.contains(&format!("id=\"waits-{me}\"")));
    assert!(!page.contains(&format!("id=\"person-{me}\"")));
    host.press("admit", &[("who", &me.to_string())]);
    ines.until("let in", |ines| !room(ines).class().is_waiting(me));
    assert_eq!(room(&ines).class().admission(), Admission::OneByOne);
    assert!(host.get("/").body.contains(&format!("id=\"person-{me}\"")));
}

#[test]
fn eyes_ears_and_steps_are_led_from_the_console() {
    let server = common::server_with_console();
    let mut host = Visitor::host(&server);
    let mut ines = Client::knock(&server, "Inès").joined();
    let me = ines.link.me().unwrap();
    let who = me.to_string();
    let who = [("who", who.as_str())];
    ines.ask(Command::RaiseHand { up: true }).unwrap();
    for (what, fields) in [
        ("attention", &[][..]),
        ("freeze", &[]),
        ("light-stop", &[("stop", "enstib")]),
        ("roam", &[("stop", "enstib")]),
        ("mute", &[("who", "everyone")]),
        ("call", &who),
        ("guide", &who),
        ("timer", &[("number", "5")]),
        ("on", &[]),
        ("evacuate", &[]),
    ] {
        assert_eq!(host.press(what, fields).status, 303, "{what}");
        let page = host.get("/").body;
        assert!(!page.contains("data-well=\"false\""), "{what}");
    }
    ines.until("all of it", |ines| {
        room(ines).class().evacuation().is_some()
    });
    let class = room(&ines).class().clone();
    assert_eq!(class.attention(), Some(ParticipantId::CONSOLE));
    assert!(class.is_frozen() && class.holds_newcomers());
    assert_eq!(class.spotlight(), Some(&Spot::Stop(StopId::from("enstib"))));
    assert!(class.roam().is_some());
    assert_eq!(
        (class.voice(me), class.called_upon()),
        (Voice::Held, Some(me))
    );
    assert_eq!(
        (class.guide(), class.timer().unwrap().seconds),
        (Some(me), 300)
    );
    assert!(room(&ines).raised_hands().is_empty() && room(&ines).led_to().is_some());
    let open = Command::Class(ClassCommand::OpenMicrophone { open: true });
    assert_eq!(
        ines.ask(open),
        Err(Refusal::MuteHeld),
        "a mute from the console holds"
    );

    let page = host.get("/").body;
    assert!(page.contains("Sans réponse pour l’instant"));
    ines.ask(Command::Class(ClassCommand::Acknowledge)).unwrap();
    assert!(host.get("/").body.contains("Tout le monde a répondu"));
    for what in [
        "no-attention",
        "no-freeze",
        "no-light",
        "no-timer",
        "no-evacuate",
        "roam",
    ] {
        host.press(what, &[]);
    }
    host.press("release", &[("who", "everyone")]);
    ines.until("all is free", |ines| {
        let class = room(ines).class();
        !class.holds_newcomers() && class.voice(me) == Voice::Closed && class.roam().is_none()
    });
    assert_eq!(room(&ines).class().attention(), None);
    let told = host.get("/timeline").body;
    assert!(told.contains("demande de retirer les casques") && told.contains("donne la parole à"));
}

#[test]
fn people_are_named_made_co_hosts_and_sent_out_from_the_console() {
    let server = common::server_with_console();
    let mut host = Visitor::host(&server);
    let mut ines = Client::knock(&server, "Inès").joined();
    let mut troll = Client::knock(&server, "Troll").joined();
    let (me, them) = (
        ines.link.me().unwrap().to_string(),
        troll.link.me().unwrap().to_string(),
    );
    host.press("rename", &[("who", &them), ("name", "<i>Malo</i>")]);
    let page = host.get("/").body;
    assert!(page.contains("&lt;i&gt;Malo") && !page.contains("<i>Malo"));
    host.press("rename", &[("who", &them), ("name", "\u{202E}x")]);
    assert!(
        host.get("/").body.contains("inverse le sens de lecture"),
        "why a name is none"
    );
    host.press("co-host", &[("who", &me)]);
    ines.until("a co-host", |ines| {
        let room = room(ines);
        room.participant(ines.link.me().unwrap())
            .is_some_and(|it| it.role == Role::Host)
    });
    // A co-host ends nothing; the host at the console does.
    assert_eq!(ines.ask(Command::EndSession), Err(Refusal::NotAllowed));
    host.press("ban", &[("who", &them)]);
    assert_eq!(troll.ending(), Ending::Goodbye(Goodbye::SentOut));
    ines.until("newcomers wait", |ines| {
        room(ines).class().admission() == Admission::OneByOne
    });
}

#[test]
fn teams_light_and_limits_are_set_from_the_console() {
    let server = common::server_with_console();
    let mut host = Visitor::host(&server);
    let mut ines = Client::knock(&server, "Inès").joined();
    let _malo = Client::knock(&server, "Malo").joined();
    let me = ines.link.me().unwrap();
    let who = me.to_string();
    assert!(
        !host.get("/").body.contains("value=\"team\""),
        "there are no teams yet"
    );
    host.press("teams", &[("number", "2")]);
    ines.until("a team", |ines| {
        room(ines).visit().team_of(me) == Some(TeamId(1))
    });
    assert!(!host.get("/").body.contains("value=\"fill-teams\""));
    host.press("team", &[("who", &who), ("number", "2")]);
    ines.until("another team", |ines| {
        room(ines).visit().team_of(me) == Some(TeamId(2))
    });
    host.press("team", &[("who", &who), ("number", "")]);
    ines.until("no team", |ines| room(ines).visit().team_of(me).is_none());
    assert!(host.get("/").body.contains("value=\"fill-teams\""));
    host.press("fill-teams", &[]);
    ines.until("a team again", |ines| {
        room(ines).visit().team_of(me).is_some()
    });
    for number in ["0", "300", "x"] {
        host.press("team", &[("who", &who), ("number", number)]);
        assert!(
            host.get("/").body.contains("data-well=\"false\""),
            "{number}"
        );
    }

    host.press("light-stop", &[("stop", "enstib")]);
    let page = host.get("/").body;
    assert!(page.contains("En lumière") && page.contains("Éteindre"));
    host.press("roam", &[("stop", "enstib"), ("number", "60")]);
    ines.until("an area", |ines| {
        let area = room(ines).class().roam();
        area.is_some_and(|area| area.radius_m == 60.0)
    });
    let page = host.get("/").body;
    assert!(page.contains("<option value=\"60\" selected>60 m"));
    host.press("admission", &[("number", "with-host")]);
    ines.until("the door", |ines| {
        room(ines).class().admission() == Admission::WithHost
    });
}

#[test]
fn a_card_opened_from_afar_is_no_stop_seen() {
    let server = common::server_with_console();
    let mut host = Visitor::host(&server);
    let mut ines = Client::knock(&server, "Inès").joined();
    let stop = || StopId::from("parvis");
    let seen = |host: &mut Visitor| {
        let page = host.get("/").body;
        let (_, row) = page.split_once("Étapes vues\">").unwrap();
        row.split_once("</td>").unwrap().0.to_owned()
    };
    ines.ask(Command::OpenStop { stop: stop() }).unwrap();
    let row = seen(&mut host);
    assert!(
        row.contains("<span>0 / 7</span>") && row.contains("1 carte ouverte"),
        "{row}"
    );
}
