//! Nicknames, codes, tickets: what people type and paste.
#![allow(clippy::unwrap_used)]

use pleiades_netcode::protocol::credential::{BadJoinCode, Fingerprint, Host};
use pleiades_netcode::protocol::{
    HostKey, JoinCode, Nickname, NicknameError, Ticket, TicketError, limits,
};
use proptest::prelude::*;

#[test]
fn ordinary_names_are_welcome() {
    for (typed, shown) in [
        ("Léa", "Léa"),
        ("  Jean   Pierre ", "Jean Pierre"),
        ("Le\u{301}a", "Léa"),
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        ("महेश", "महेश"),
        ("דוד", "דוד"),
        ("⭐ Zoé ⭐", "⭐ Zoé ⭐"),
        ("👩‍🚀", "👩‍🚀"),
        ("❤️‍🔥 Max", "❤️‍🔥 Max"),
        ("O’Neill-42", "O’Neill-42"),
        ("a\u{A0}b", "a b"),
    ] {
        assert_eq!(Nickname::parse(typed).unwrap().as_str(), shown);
    }
}

#[test]
fn names_that_hide_or_break_something_are_refused() {
    for (typed, error) in [
        ("", NicknameError::Empty),
        (" \t ", NicknameError::Empty),
        ("L\u{7}éa", NicknameError::Control),
        ("a\nb", NicknameError::Control),
        ("abc\u{202E}def", NicknameError::Direction),
        ("\u{2067}abc", NicknameError::Direction),
        ("a\u{200F}b", NicknameError::Direction),
        ("a\u{200B}b", NicknameError::Invisible),
        ("a\u{200D}b", NicknameError::Invisible),
        ("\u{FEFF}a", NicknameError::Invisible),
        ("\u{3164}", NicknameError::Invisible),
        ("a\u{E0041}", NicknameError::Invisible),
        ("\u{301}\u{302}", NicknameError::Marks),
        ("a \u{301}", NicknameError::Marks),
        ("Z\u{33F}\u{334}\u{332}\u{321}\u{35C}", NicknameError::Marks),
    ] {
        assert_eq!(Nickname::parse(typed), Err(error), "{typed:?}");
    }
    assert_eq!(
        Nickname::parse(&"a".repeat(200)),
        Err(NicknameError::TooLong)
    );
    assert_eq!(
        Nickname::parse(&"a".repeat(25)),
        Err(NicknameError::TooLong)
    );
    assert!(Nickname::parse(&"é".repeat(24)).is_ok());
    assert_eq!(
        Nickname::parse(&"x".repeat(1_000_000)),
        Err(NicknameError::TooLong)
    );
}

#[test]
fn names_people_take_for_one_another_have_one_key() {
    let key = |name: &str| Nickname::parse(name).unwrap().key();
    assert_eq!(key("LÉA"), key("léa"));
    assert_eq!(key("ｌｅａ"), key("Lea"));
    assert_ne!(key("Lea"), key("Léa"));
}

#[test]
fn a_numbered_name_is_a_name() {
    let long = Nickname::parse(&"é".repeat(24)).unwrap();
    let numbered = long.numbered(12);
    assert!(numbered.as_str().ends_with(" 12"));
    assert_eq!(Nickname::parse(numbered.as_str()), Ok(numbered));
    assert_eq!(
        Nickname::parse("Léa").unwrap().numbered(2).as_str(),
        "Léa 2"
    );
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let code: JoinCode = "K7QF-2MXD".parse().unwrap();
    for typed in ["k7qf2mxd", " K7QF 2MXD ", "k7qf–2mxd", "K 7 Q F 2 M X D"] {
        assert_eq!(typed.parse(), Ok(code), "{typed}");
    }
    let zeros: JoinCode = "0101-0101".parse().unwrap();
    assert_eq!("oIoL-OiOl".parse(), Ok(zeros));
    assert_eq!("K7QF-2MX".parse::<JoinCode>(), Err(BadJoinCode::Length));
    assert_eq!("K7QF-2MXDD".parse::<JoinCode>(), Err(BadJoinCode::Length));
    assert_eq!(
        "K7QF-2MXU".parse::<JoinCode>(),
        Err(BadJoinCode::Symbol('U'))
    );
    assert_eq!(
        "K7QF-2MXé".parse::<JoinCode>(),
        Err(BadJoinCode::Symbol('é'))
    );
    assert_eq!("".parse::<JoinCode>(), Err(BadJoinCode::Length));
}

#[test]
fn secrets_stay_out_of_logs() {
    let code: JoinCode = "K7QF-2MXD".parse().unwrap();
    let key = HostKey::from_bytes([7; 16]);
    let ticket = ticket(
        vec!["10.0.0.1".parse().unwrap()],
        4433,
        [1; 5],
        None,
        [2; 32],
    );
    let logged = format!("{code:?} {key:?} {ticket:?}");
    assert!(!logged.contains("K7QF"), "{logged}");
    assert!(!logged.contains(&key.to_string()[..4]), "{logged}");
    assert!(!logged.contains(&ticket.code.to_string()), "{logged}");
}

#[test]
fn a_ticket_has_the_form_it_is_documented_with() {
    let hosts = ["192.168.1.20", "[fe80::1]", "salle-12.local"];
    let hosts = hosts.map(|host| host.parse().unwrap()).to_vec();
    let text = ticket(hosts, 4433, [0; 5], Some(1_800_000_000), [0; 32]).to_string();
    let zeros = "0".repeat(52);
    assert_eq!(
        text,
        format!(
            "pleiades://192.168.1.20,[fe80::1],salle-12.local:4433/0000-0000?until=1800000000#{zeros}"
        )
    );
    assert!(text.parse::<Ticket>().unwrap().is_over(1_800_000_000));
    assert!(!text.parse::<Ticket>().unwrap().is_over(1_799_999_999));
}

#[test]
fn a_ticket_copied_badly_says_what_to_do() {
    let good = ticket(
        vec!["10.0.0.1".parse().unwrap()],
        4433,
        [9; 5],
        Some(5),
        [3; 32],
    );
    let text = good.to_string();
    let (before, fingerprint) = text.split_once('#').unwrap();
    for (bad, error) in [
        ("bonjour".to_owned(), TicketError::NotATicket),
        (String::new(), TicketError::NotATicket),
        ("https://example.org/".to_owned(), TicketError::NotATicket),
        (before.to_owned(), TicketError::CutShort),
        (
            "pleiades://10.0.0.1:4433#x".to_owned(),
            TicketError::CutShort,
        ),
        (
            format!("{before}#{}", &fingerprint[..20]),
            TicketError::Fingerprint,
        ),
        (text.replace(":4433", ""), TicketError::Place),
        (text.replace("4433", "0"), TicketError::Place),
        (text.replace("4433", "70000"), TicketError::Place),
        (text.replace("10.0.0.1", "10.0 .0!1"), TicketError::Place),
        (text.replace("10.0.0.1", ""), TicketError::Place),
        (text.replace("until=5", "until=demain"), TicketError::Until),
        (
            text.replace(&good.code.to_string(), "K7QF"),
            TicketError::Code,
        ),
    ] {
        assert_eq!(bad.parse::<Ticket>(), Err(error), "{bad}");
    }
    let wrapped = format!("  PLEIADES{}\n{}  ", &text[8..40], &text[40..]);
    assert_eq!(wrapped.parse(), Ok(good));
}

fn ticket(
    hosts: Vec<Host>,
    port: u16,
    code: [u8; 5],
    until: Option<u64>,
    fingerprint: [u8; 32],
) -> Ticket {
    Ticket {
        hosts,
        port,
        code: JoinCode::from_bytes(code),
        until,
        fingerprint: Fingerprint::from_bytes(fingerprint),
    }
}

fn hosts() -> impl Strategy<Value = Vec<Host>> {
    let name = "[a-z0-9]{1,12}(-[a-z0-9]{1,5})?(\\.[a-z]{2,6}){0,2}"
        .prop_map(|name| name.parse().unwrap());
    let address = any::<std::net::IpAddr>().prop_map(Host::from);
    prop::collection::vec(prop_oneof![name, address], 1..=8)
}

proptest! {
    #[test]
    fn a_ticket_survives_being_written_and_read(
        hosts in hosts(), port in 1u16.., code: [u8; 5], until: Option<u64>, fingerprint: [u8; 32],
    ) {
        let ticket = ticket(hosts, port, code, until, fingerprint);
        prop_assert_eq!(ticket.to_string().parse::<Ticket>(), Ok(ticket.clone()));
        prop_assert_eq!(ticket.to_string().to_lowercase().parse::<Ticket>(), Ok(ticket));
    }

    #[test]
    fn codes_and_keys_survive_being_written_and_read(code: [u8; 5], key: [u8; 16]) {
        let (code, key) = (JoinCode::from_bytes(code), HostKey::from_bytes(key));
        prop_assert_eq!(code.to_string().to_lowercase().parse(), Ok(code));
        prop_assert_eq!(key.to_string().replace('-', " ").parse(), Ok(key));
    }

    #[test]
    fn any_text_is_a_name_or_an_error_and_a_name_stays_one(text in "\\PC{0,40}|.{0,300}") {
        if let Ok(name) = Nickname::parse(&text) {
            prop_assert_eq!(Nickname::parse(name.as_str()), Ok(name.clone()));
            prop_assert!(name.as_str().len() <= limits::NICKNAME_BYTES);
            let numbered = name.numbered(7);
            prop_assert_eq!(Nickname::parse(numbered.as_str()), Ok(numbered));
        }
    }

    #[test]
    fn no_text_breaks_the_readers(text in ".{0,200}") {
        let _ = text.parse::<Ticket>();
        let _ = format!("pleiades://{text}").parse::<Ticket>();
        let _ = text.parse::<JoinCode>();
        let _ = text.parse::<HostKey>();
        let _ = text.parse::<Host>();
    }
}
