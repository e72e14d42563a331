//! Logins: who proved the host key in which browser, and the tokens of their forms. Time comes in as an argument.

use std::{
    collections::{BTreeMap, VecDeque},
    io,
    time::{Duration, Instant},
};

use pleiades_scenes::Language;
use ring::hmac;
use sha2::{Digest, Sha256};

use crate::protocol::HostKey;

/// A login lasts a school day.
pub(super) const LASTS: Duration = Duration::from_secs(12 * 60 * 60);
/// Browsers logged in at once: a host's computer and phone, those of colleagues. The one logged in first makes room.
const LOGINS: usize = 32;
/// Forms open at once in one browser: tabs that were opened and forgotten. The oldest makes room.
const TOKENS: usize = 256;

/// The host key, to compare with and not to read.
pub(super) struct Lock {
    key: hmac::Key,
    tag: hmac::Tag,
}

impl Lock {
    /// A lock that the host key opens.
    pub(super) fn new(host_key: &HostKey) -> io::Result<Self> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &random::<32>()?);
        let tag = hmac::sign(&key, host_key.as_bytes());
        Ok(Self { key, tag })
    }

    /// Whether what was typed is the host key. How long that takes says nothing about it.
    pub(super) fn opens(&self, typed: &str) -> bool {
        typed
            .parse::<HostKey>()
            .is_ok_and(|typed| hmac::verify(&self.key, typed.as_bytes(), self.tag.as_ref()).is_ok())
    }
}

/// What a browser shows to be known again; kept here as its hash only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LoginId([u8; 32]);

impl LoginId {
    /// The login a cookie names.
    pub(super) fn of(cookie: &str) -> Self {
        Self(Sha256::digest(cookie.as_bytes()).into())
    }
}

/// What a form brought along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spent {
    /// It was made for this login and is used for the first time.
    Well,
    /// Nobody knows it: forged, used before, or of a login that is over.
    Unknown,
}

/// A browser that is logged in.
#[derive(Debug)]
struct Login {
    since: Instant,
    tokens: VecDeque<String>,
    /// What became of the last form, for the next page.
    said: Option<(bool, String)>,
}

/// All browsers that are logged in.
#[derive(Debug, Default)]
pub(super) struct Logins(BTreeMap<LoginId, Login>);

impl Logins {
    /// Logs a browser in; the cookie it gets.
    pub(super) fn enter(&mut self, now: Instant) -> io::Result<String> {
        self.forget_old(now);
        if self.0.len() >= LOGINS
            && let Some(first) = self
                .0
                .iter()
                .min_by_key(|(_, login)| login.since)
                .map(|(id, _)| *id)
        {
            self.0.remove(&first);
        }
        let cookie = hex(&random::<32>()?);
        let login = Login {
            since: now,
            tokens: VecDeque::new(),
            said: None,
        };
        self.0.insert(LoginId::of(&cookie), login);
        Ok(cookie)
    }

    /// Whether a login holds.
    pub(super) fn holds(&mut self, id: LoginId, now: Instant) -> bool {
        self.forget_old(now);
        self.0.contains_key(&id)
    }

    /// Logs a browser out.
    pub(super) fn leave(&mut self, id: LoginId) {
        self.0.remove(&id);
    }

    /// A token for one form of a login, good for one use.
    pub(super) fn token(&mut self, id: LoginId) -> io::Result<String> {
        let token = hex(&random::<16>()?);
        if let Some(login) = self.0.get_mut(&id) {
            if login.tokens.len() >= TOKENS {
                login.tokens.pop_front();
            }
            login.tokens.push_back(token.clone());
        }
        Ok(token)
    }

    /// Uses a token up.
    pub(super) fn spend(&mut self, id: LoginId, token: &str) -> Spent {
        let tokens = self.0.get_mut(&id).map(|login| &mut login.tokens);
        let found = tokens.and_then(|tokens| {
            let place = tokens.iter().position(|known| known == token)?;
            tokens.remove(place)
        });
        match found {
            Some(_) => Spent::Well,
            None => Spent::Unknown,
        }
    }

    /// Keeps what the next page should say: whether it went well, and the sentence.
    pub(super) fn say(&mut self, id: LoginId, well: bool, sentence: String) {
        if let Some(login) = self.0.get_mut(&id) {
            login.said = Some((well, sentence));
        }
    }

    /// What this page should say, once.
    pub(super) fn said(&mut self, id: LoginId) -> Option<(bool, String)> {
        self.0.get_mut(&id)?.said.take()
    }

    fn forget_old(&mut self, now: Instant) {
        self.0
            .retain(|_, login| now.saturating_duration_since(login.since) < LASTS);
    }
}

/// The languages a reader may choose, as a cookie names them.
pub(super) fn chosen_language(cookie: &str) -> Option<Language> {
    Language::ALL
        .into_iter()
        .find(|language| language.code() == cookie)
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_the_host_key_opens_however_it_is_typed() {
        let key = HostKey::from_bytes([7; HostKey::BYTES]);
        let lock = Lock::new(&key).unwrap();
        assert!(lock.opens(&key.to_string()));
        assert!(lock.opens(&format!(" {} ", key.to_string().to_lowercase())));
        assert!(!lock.opens(&HostKey::from_bytes([8; HostKey::BYTES]).to_string()));
        assert!(!lock.opens(""));
        assert!(!lock.opens(&"0".repeat(100_000)));
    }

    #[test]
    fn a_login_ends_with_the_day_and_by_leaving() {
        let (mut logins, now) = (Logins::default(), Instant::now());
        let cookie = logins.enter(now).unwrap();
        let id = LoginId::of(&cookie);
        assert!(logins.holds(id, now));
        assert!(!logins.holds(LoginId::of("another"), now));
        assert!(!logins.holds(id, now + LASTS));
        let id = LoginId::of(&logins.enter(now).unwrap());
        logins.leave(id);
        assert!(!logins.holds(id, now));
    }

    #[test]
    fn a_token_is_good_once_and_for_its_login_only() {
        let (mut logins, now) = (Logins::default(), Instant::now());
        let mine = LoginId::of(&logins.enter(now).unwrap());
        let other = LoginId::of(&logins.enter(now).unwrap());
        let token = logins.token(mine).unwrap();
        assert_eq!(logins.spend(other, &token), Spent::Unknown);
        assert_eq!(logins.spend(mine, "forged"), Spent::Unknown);
        assert_eq!(logins.spend(mine, &token), Spent::Well);
        assert_eq!(logins.spend(mine, &token), Spent::Unknown);
    }

    #[test]
    fn many_logins_and_forms_do_not_pile_up() {
        let (mut logins, now) = (Logins::default(), Instant::now());
        let first = LoginId::of(&logins.enter(now).unwrap());
        let oldest = logins.token(first).unwrap();
        for _ in 0..TOKENS {
            logins.token(first).unwrap();
        }
        assert_eq!(logins.spend(first, &oldest), Spent::Unknown);
        for second in 1..=LOGINS as u64 {
            logins.enter(now + Duration::from_secs(second)).unwrap();
        }
        assert_eq!(logins.0.len(), LOGINS);
        assert!(!logins.holds(first, now));
    }
}
