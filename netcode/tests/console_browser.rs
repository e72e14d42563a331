//! The console in a real browser: what a teacher clicks, what changes by itself, what a keyboard alone can do.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{
    Client,
    driver::{Browser, ENTER, TAB, axe, skip},
};
use pleiades_netcode::{
    link::{JoinRequest, Target},
    protocol::{Appearance, Command, LogEntry, StopId},
    server::ServerHandle,
};
use serde_json::Value;

/// A class of a few, here and there on the campus, some with their hands up.
fn class(server: &ServerHandle) -> Vec<Client> {
    let places = [
        ("Inès", -7.0),
        ("Malo", -3.0),
        ("Zoé", 4.0),
        ("Léandre", 12.0),
        ("Noor", 26.0),
        ("Timéo", -30.0),
        ("<b>Ève</b>", 20.0),
    ];
    places
        .iter()
        .zip(0..)
        .map(|((name, x), colour)| {
            let ticket = Target::Ticket(server.ticket());
            let client = Client::start(JoinRequest {
                appearance: Appearance { colour },
                ..common::request(ticket, name)
            });
            let client = client.joined();
            client.stand_at(*x);
            client
        })
        .collect()
}

fn enter(browser: &Browser, server: &ServerHandle) {
    browser.open(server.console_url().unwrap());
    browser.write("#key", &server.host_key().to_string());
    browser.click("form.enter button");
    browser.until(
        "the session's page",
        "return !!document.querySelector('#roster table')",
    );
}

/// No complaint of a page about its policy or its script.
fn at_peace(browser: &Browser) {
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// Whose hands are up, in their order.
const HANDS: &str =
    "[...document.querySelectorAll('.hands > li > bdi')].map(name => name.textContent).join(', ')";

#[test]
fn a_teacher_guides_a_class() {
    let Some(browser) = Browser::start("console_browser::a_teacher_guides_a_class", 1440, 900)
    else {
        return;
    };
    let server = common::server_with_console();
    let mut class = class(&server);
    browser.open(server.console_url().unwrap());
    browser.picture("console-entree");
    enter(&browser, &server);
    browser.until(
        "everybody on the map",
        "return document.querySelectorAll('#plan .person').length === 7",
    );

    // What others do is seen without a reload.
    browser.script("window.same = true", Value::Null);
    class[1].ask(Command::RaiseHand { up: true }).unwrap();
    browser.until("Malo's hand", &format!("return {HANDS} === 'Malo'"));
    class[0].ask(Command::RaiseHand { up: true }).unwrap();
    for (pupil, stop) in [(0, "enstib"), (0, "droit"), (2, "enstib")] {
        let stop = StopId::from(stop);
        class[pupil].ask(Command::OpenStop { stop }).unwrap();
    }
    browser.until(
        "two hands in order",
        &format!("return {HANDS} === 'Malo, Inès'"),
    );
    browser.until(
        "who uses a screen reader is told",
        "return document.querySelector('#news').textContent.includes('Inès')",
    );
    assert!(
        browser.text("#roster").contains("<b>Ève</b>"),
        "shown as it was typed"
    );

    browser.click("#stop-enstib .primary");
    browser.until(
        "a sentence",
        "return document.querySelector('#said').dataset.well === 'true'",
    );
    class[0].until("everyone is gathered", |ines| {
        ines.link
            .room()
            .is_some_and(|room| room.gathering().is_some())
    });
    browser.click("#stop-droit button:not(.primary)");
    browser.until(
        "the way is shown",
        "return !!document.querySelector('#stop-droit[aria-current]')",
    );
    browser.click("#controls input[value=lock] ~ button");
    browser.until(
        "the door is closed",
        "return !!document.querySelector('#controls input[value=unlock]')",
    );
    class[0].until("a closed door", |ines| {
        ines.link.room().is_some_and(|room| room.is_locked())
    });
    browser.picture("console-seance");
    browser.click("#person-2 summary");
    browser.click("#person-2 .danger");
    browser.until(
        "Malo is gone",
        "return !document.querySelector('#person-2')",
    );
    assert_eq!(
        browser.script("return window.same", Value::Null),
        Value::Bool(true)
    );

    let told = browser.script_to_come(
        "const done = arguments[0]; fetch('/journal.json').then((it) => it.text()).then(done)",
    );
    let told: Vec<LogEntry> = serde_json::from_str(told.as_str().unwrap()).unwrap();
    class[0].until("all of the log", |ines| {
        ines.link
            .room()
            .is_some_and(|room| room.seq() == told.len() as u64)
    });
    at_peace(&browser);
    browser.resize(390, 844);
    browser.picture("console-telephone");
    for (page, name) in [
        ("report", "console-bilan"),
        ("timeline", "console-deroule"),
        ("card", "console-carte"),
    ] {
        browser.resize(1200, 900);
        browser.open(&format!("{}{page}", server.console_url().unwrap()));
        browser.picture(name);
    }
    at_peace(&browser);
}

#[test]
fn a_keyboard_is_enough() {
    let Some(browser) = Browser::start("console_browser::a_keyboard_is_enough", 1280, 800) else {
        return;
    };
    let server = common::server_with_console();
    let mut ines = Client::knock(&server, "Inès").joined();
    browser.open(server.console_url().unwrap());
    // The field has the focus already.
    let key: Vec<String> = server
        .host_key()
        .to_string()
        .chars()
        .map(String::from)
        .collect();
    browser.press(&key.iter().map(String::as_str).collect::<Vec<_>>());
    browser.press(&[ENTER]);
    browser.until(
        "the session's page",
        "return !!document.querySelector('#roster table')",
    );
    browser.press(&[TAB]);
    let first = browser.script("return document.activeElement.className", Value::Null);
    assert_eq!(first, "skip", "the way past the menu comes first");
    browser.press(&[ENTER]);
    let reach = |what: &str| {
        for _ in 0..60 {
            browser.press(&[TAB]);
            let here = browser.script(
                "const it = document.activeElement; const seen = it.matches(':focus-visible') \
                 && getComputedStyle(it).outlineStyle !== 'none'; \
                 return seen ? (it.form?.elements.what?.value ?? it.tagName) + ' ' + (it.form?.elements.stop?.value ?? '') : 'unseen'",
                Value::Null,
            );
            assert_ne!(here, "unseen", "the focus is always seen");
            if here.as_str().unwrap().trim() == what {
                return;
            }
        }
        panic!("the key Tab never gets to {what}");
    };
    reach("gather enstib");
    browser.press(&[ENTER]);
    ines.until("gathered", |ines| {
        ines.link
            .room()
            .is_some_and(|room| room.gathering().is_some())
    });
    browser.until(
        "the focus stays where it was",
        "return document.activeElement.form?.elements.what?.value === 'gather'",
    );
    reach("lock");
    browser.press(&[ENTER]);
    ines.until("locked", |ines| {
        ines.link.room().is_some_and(|room| room.is_locked())
    });
    at_peace(&browser);
}

#[test]
fn no_page_shuts_anybody_out() {
    const TEST: &str = "console_browser::no_page_shuts_anybody_out";
    let Some(axe) = axe() else {
        return skip_rules(TEST);
    };
    let Some(browser) = Browser::start(TEST, 1280, 800) else {
        return;
    };
    let server = common::server_with_console();
    let mut class = class(&server);
    class[0].ask(Command::RaiseHand { up: true }).unwrap();
    browser.open(server.console_url().unwrap());
    held_to_the_rules(&browser, &axe, "login");
    enter(&browser, &server);
    for page in ["", "timeline", "report?names=with", "card"] {
        for width in [1280, 390] {
            browser.resize(width, 844);
            browser.open(&format!("{}{page}", server.console_url().unwrap()));
            held_to_the_rules(&browser, &axe, page);
            let spills = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
            assert_eq!(
                browser.script(spills, Value::Null),
                Value::Bool(false),
                "{page} at {width}"
            );
        }
    }
    browser.open(server.console_url().unwrap());
    browser.script(
        "for (const it of document.querySelectorAll('details')) it.open = true",
        Value::Null,
    );
    held_to_the_rules(&browser, &axe, "everything open");
}

fn skip_rules(test: &str) {
    if std::env::var_os("PLEIADES_REQUIRE_BROWSER").is_some()
        && let Some(log) = std::env::var_os("PLEIADES_SKIP_LOG")
    {
        use std::io::Write;
        let mut log = std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(log)
            .unwrap();
        return writeln!(
            log,
            "{test}: axe-core is not here: npm, which brings it, is missing"
        )
        .unwrap();
    }
    skip(test, "axe-core is not here (PLEIADES_AXE)");
}

/// WCAG 2.1 A and AA and good practice, as axe-core has them.
fn held_to_the_rules(browser: &Browser, axe: &str, page: &str) {
    browser.script(axe, Value::Null);
    let found = browser.script_to_come(
        "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then((it) => done(it.violations.map((one) => \
         one.impact + ' ' + one.id + ': ' + one.help + ' ' + one.nodes.map((node) => node.html.slice(0, 160)).join(' | '))))",
    );
    assert_eq!(found, Value::Array(Vec::new()), "{page}: {found:#}");
}
