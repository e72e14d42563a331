//! What is counted for those who watch over a server, in Prometheus' text format.

use std::sync::Arc;

use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::Registry,
};

use crate::protocol::Role;

/// Why a datagram went no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub(in crate::server) enum Dropped {
    /// The client sent more than it may.
    TooMany,
    /// It builds on a pose that did not arrive.
    Stale,
    /// It breaks the format.
    Malformed,
    /// It could not be sent.
    Unsent,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(in crate::server) struct Why {
    reason: Dropped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(in crate::server) struct Who {
    role: RoleLabel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
enum RoleLabel {
    Host,
    Learner,
    Observer,
}

/// The counters of one server.
#[derive(Clone, Debug)]
pub(in crate::server) struct Metrics {
    registry: Arc<Registry>,
    participants: Family<Who, Gauge>,
    datagrams_dropped: Family<Why, Counter>,
    pub(in crate::server) rooms: Gauge,
    pub(in crate::server) events: Counter,
    pub(in crate::server) refusals: Counter,
    pub(in crate::server) datagrams_received: Counter,
    pub(in crate::server) datagrams_sent: Counter,
    pub(in crate::server) bytes_received: Counter,
    pub(in crate::server) bytes_sent: Counter,
    pub(in crate::server) peers_dropped: Counter,
    pub(in crate::server) tick_overruns: Counter,
    pub(in crate::server) journal_saving: Gauge,
    pub(in crate::server) decide_seconds: Histogram,
    pub(in crate::server) fold_seconds: Histogram,
    pub(in crate::server) journal_seconds: Histogram,
    pub(in crate::server) tick_seconds: Histogram,
    pub(in crate::server) rtt_seconds: Histogram,
}

impl Metrics {
    pub(in crate::server) fn new() -> Self {
        // One microsecond to a quarter of a second.
        let times = || Histogram::new(exponential_buckets(1e-6, 4.0, 10));
        let mut metrics = Self {
            registry: Arc::default(),
            participants: Family::default(),
            datagrams_dropped: Family::default(),
            rooms: Gauge::default(),
            events: Counter::default(),
            refusals: Counter::default(),
            datagrams_received: Counter::default(),
            datagrams_sent: Counter::default(),
            bytes_received: Counter::default(),
            bytes_sent: Counter::default(),
            peers_dropped: Counter::default(),
            tick_overruns: Counter::default(),
            journal_saving: Gauge::default(),
            decide_seconds: times(),
            fold_seconds: times(),
            journal_seconds: times(),
            tick_seconds: times(),
            // Half a millisecond to two seconds.
            rtt_seconds: Histogram::new(exponential_buckets(5e-4, 2.0, 13)),
        };
        metrics.registry = Arc::new(metrics.register());
        metrics
    }

    #[rustfmt::skip]
    fn register(&self) -> Registry {
        let mut page = Registry::with_prefix("pleiades");
        page.register("rooms", "Sessions this server holds", self.rooms.clone());
        page.register("participants", "People connected now, by role", self.participants.clone());
        page.register("events", "Entries of the log", self.events.clone());
        page.register("refusals", "Commands and arrivals refused", self.refusals.clone());
        page.register("peers_dropped", "Clients dropped for breaking the protocol", self.peers_dropped.clone());
        page.register("datagrams_received", "Datagrams from clients", self.datagrams_received.clone());
        page.register("datagrams_sent", "Datagrams to clients", self.datagrams_sent.clone());
        page.register("datagrams_dropped", "Datagrams that went no further, by reason", self.datagrams_dropped.clone());
        page.register("datagram_bytes_received", "Bytes of datagrams from clients, without headers", self.bytes_received.clone());
        page.register("datagram_bytes_sent", "Bytes of datagrams to clients, without headers", self.bytes_sent.clone());
        page.register("tick_overruns", "Ticks that began more than half a tick late", self.tick_overruns.clone());
        page.register("tick_seconds", "Time to make and send one tick's datagrams", self.tick_seconds.clone());
        page.register("decide_seconds", "Time to decide a command", self.decide_seconds.clone());
        page.register("fold_seconds", "Time to fold an entry", self.fold_seconds.clone());
        page.register("journal_seconds", "Time to write entries to the journal", self.journal_seconds.clone());
        page.register("journal_saving", "1 while the journal is written, 0 while it cannot be", self.journal_saving.clone());
        page.register("rtt_seconds", "Round trips to clients, each measured once a second", self.rtt_seconds.clone());
        page
    }

    /// People connected now.
    pub(in crate::server) fn count(&self, roles: impl Iterator<Item = Role>) {
        let (mut hosts, mut learners, mut observers) = (0, 0, 0);
        for role in roles {
            match role {
                Role::Host => hosts += 1,
                Role::Learner => learners += 1,
                Role::Observer => observers += 1,
            }
        }
        for (role, people) in [
            (RoleLabel::Host, hosts),
            (RoleLabel::Learner, learners),
            (RoleLabel::Observer, observers),
        ] {
            self.participants.get_or_create(&Who { role }).set(people);
        }
    }

    /// A datagram goes no further.
    pub(in crate::server) fn dropped(&self, reason: Dropped) {
        self.datagrams_dropped.get_or_create(&Why { reason }).inc();
    }

    /// All of them as text.
    pub(in crate::server) fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail; were it to, the page is empty.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
