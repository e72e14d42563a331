//! Who gets into the console and who does not: the host key, forged and replayed requests, other sites' pages.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Client, browser::Visitor};
use pleiades_netcode::protocol::limits;

const PAGES: [&str; 6] = [
    "/",
    "/timeline",
    "/report",
    "/report?names=with",
    "/journal.csv",
    "/journal.json",
];

#[test]
fn nothing_is_shown_and_nothing_done_without_the_host_key() {
    let server = common::server_with_console();
    let ines = Client::knock(&server, "Inès").joined();
    let mut stranger = Visitor::at(&server);
    for page in PAGES {
        let answer = stranger.get(page);
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, Some("/login")),
            "{page}"
        );
        assert!(!answer.body.contains("Inès"));
    }
    assert_eq!(stranger.get("/live").status, 401);
    assert_eq!(
        stranger.get("/card").status,
        303,
        "the code is not for everybody"
    );
    let answer = stranger.post("/do", &[("token", "0"), ("what", "end")]);
    assert_eq!(answer.header("location"), Some("/login"));
    assert!(!ines.link.room().unwrap().is_over());
    let page = stranger.get("/login");
    assert_eq!(page.status, 200);
    assert!(!page.body.contains(&server.host_key().to_string()));
    assert!(!page.body.contains(&server.ticket().code.to_string()));
}

#[test]
fn only_the_host_key_opens_and_guessing_is_slow() {
    let server = common::server_with_console();
    let mut guesser = Visitor::at(&server);
    let code = server.ticket().code.to_string();
    for wrong in ["", "K7QF", &code, "0000-0000-0000-0000-0000-0000-00"] {
        let answer = guesser.post("/login", &[("key", wrong)]);
        assert_eq!(answer.status, 403);
        assert!(answer.body.contains("role=\"alert\""));
        assert!(answer.header("set-cookie").is_none());
    }
    for _ in 4..limits::TRIES {
        assert_eq!(guesser.post("/login", &[("key", "wrong")]).status, 403);
    }
    let key = server.host_key().to_string();
    assert_eq!(guesser.post("/login", &[("key", &key)]).status, 429);
}

#[test]
fn the_cookie_is_for_this_console_and_no_script() {
    let server = common::server_with_console();
    let mut visitor = Visitor::at(&server);
    let key = server.host_key().to_string().to_lowercase();
    let answer = visitor.post("/login", &[("key", &key)]);
    let cookie = answer.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    let mut other = visitor.clone();
    other.cookies[0].1 = "0".repeat(64);
    assert_eq!(other.get("/").status, 303, "a made-up cookie opens nothing");
    let token = visitor.get("/").token();
    let taken = visitor.clone();
    assert_eq!(visitor.post("/logout", &[("token", &token)]).status, 303);
    assert_eq!(
        taken.clone().get("/").status,
        303,
        "a copied cookie ends with its login"
    );
}

#[test]
fn a_form_is_good_once_and_only_from_our_own_page() {
    let server = common::server_with_console();
    let ines = Client::knock(&server, "Inès").joined();
    let locked = || {
        let mut witness = Client::host(&server, "Witness").joined();
        witness.poll();
        witness.link.room().unwrap().is_locked()
    };
    let mut host = Visitor::host(&server);
    let token = host.get("/").token();
    let lock = [("token", token.as_str()), ("what", "lock")];

    let mut forged = host.clone();
    forged.origin = Some("http://evil.example".to_owned());
    assert_eq!(forged.post("/do", &lock).status, 403);
    let mut sandboxed = host.clone();
    sandboxed.origin = Some("null".to_owned());
    assert_eq!(sandboxed.post("/do", &lock).status, 403);
    let mut fetched = host.clone();
    fetched
        .headers
        .push(("Sec-Fetch-Site".to_owned(), "cross-site".to_owned()));
    assert_eq!(fetched.post("/do", &lock).status, 403);
    let mut rebound = host.clone();
    rebound.host = "evil.example:80".to_owned();
    rebound.origin = Some("http://evil.example:80".to_owned());
    assert_eq!(rebound.post("/do", &lock).status, 403);
    assert_eq!(rebound.get("/").status, 403, "a rebound name reads nothing");
    for made_up in ["", "0123456789abcdef0123456789abcdef"] {
        let answer = host.post("/do", &[("token", made_up), ("what", "lock")]);
        assert_eq!(answer.status, 409);
    }
    assert!(!locked(), "none of these did anything");

    assert_eq!(host.post("/do", &lock).status, 303);
    assert!(locked());
    let unlock = [("token", token.as_str()), ("what", "unlock")];
    assert_eq!(host.post("/do", &unlock).status, 409, "replayed");
    assert!(locked());
    let mut other = Visitor::host(&server);
    let theirs = other.get("/").token();
    let borrowed = [("token", theirs.as_str()), ("what", "unlock")];
    assert_eq!(host.post("/do", &borrowed).status, 409, "of another login");
    drop(ines);
}

#[test]
fn every_answer_tells_the_browser_what_to_refuse() {
    let server = common::server_with_console();
    let mut host = Visitor::host(&server);
    for path in PAGES
        .into_iter()
        .chain(["/login", "/card", "/nowhere", "/file/console.js"])
    {
        let answer = host.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        let kept = answer.header("cache-control").unwrap();
        assert!(
            kept == "no-store" || path.starts_with("/file/"),
            "{path}: {kept}"
        );
        assert!(
            !answer.body.contains("<script>") && !answer.body.contains(" style="),
            "{path}"
        );
        assert!(!answer.body.contains(" onclick="), "{path}");
    }
}

#[test]
fn what_is_no_form_is_refused_and_the_session_goes_on() {
    let server = common::server_with_console();
    let ines = Client::knock(&server, "Inès").joined();
    let mut host = Visitor::host(&server);
    let huge = "x".repeat(100_000);
    for (what, field, value) in [
        ("gather", "stop", "nowhere"),
        ("lead", "stop", "../../etc/passwd"),
        ("send-out", "who", "-1"),
        ("send-out", "who", "60000"),
        ("breaks", "number", "999"),
        ("rename", "who", "1"),
        ("", "", ""),
    ] {
        let answer = host.press(what, &[(field, value)]);
        assert_eq!(answer.status, 303, "{what}");
        assert!(
            host.get("/").body.contains("data-well=\"false\""),
            "{what} {value}"
        );
    }
    assert!(matches!(
        host.press("lead", &[("stop", &huge)]).status,
        409 | 413
    ));
    assert_eq!(ines.link.room().unwrap().led_to(), None);
    assert!(!ines.link.room().unwrap().is_over());
}
