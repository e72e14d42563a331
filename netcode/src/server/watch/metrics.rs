//! What is counted for those who watch over a server, in Prometheus' text format.

use prometheus_client::{
    encoding::text::encode,
    metrics::{
        counter::Counter,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::Registry,
};

/// The counters of one server.
#[derive(Clone, Debug)]
pub(in crate::server) struct Metrics {
    pub(in crate::server) participants: Gauge,
    pub(in crate::server) rooms: Gauge,
    pub(in crate::server) events: Counter,
    pub(in crate::server) refusals: Counter,
    pub(in crate::server) datagrams_received: Counter,
    pub(in crate::server) datagrams_sent: Counter,
    pub(in crate::server) datagrams_dropped: Counter,
    pub(in crate::server) bytes_received: Counter,
    pub(in crate::server) bytes_sent: Counter,
    pub(in crate::server) peers_dropped: Counter,
    pub(in crate::server) journal_saving: Gauge,
    pub(in crate::server) decide_seconds: Histogram,
    pub(in crate::server) fold_seconds: Histogram,
    pub(in crate::server) journal_seconds: Histogram,
    pub(in crate::server) tick_seconds: Histogram,
}

impl Metrics {
    pub(in crate::server) fn new() -> Self {
        // One microsecond to a quarter of a second.
        let times = || Histogram::new(exponential_buckets(1e-6, 4.0, 10));
        Self {
            participants: Gauge::default(),
            rooms: Gauge::default(),
            events: Counter::default(),
            refusals: Counter::default(),
            datagrams_received: Counter::default(),
            datagrams_sent: Counter::default(),
            datagrams_dropped: Counter::default(),
            bytes_received: Counter::default(),
            bytes_sent: Counter::default(),
            peers_dropped: Counter::default(),
            journal_saving: Gauge::default(),
            decide_seconds: times(),
            fold_seconds: times(),
            journal_seconds: times(),
            tick_seconds: times(),
        }
    }

    /// All of them as text.
    pub(in crate::server) fn text(&self) -> String {
        let mut registry = Registry::with_prefix("pleiades");
        let Self {
            participants,
            rooms,
            events,
            refusals,
            datagrams_received,
            datagrams_sent,
            datagrams_dropped,
            bytes_received,
            bytes_sent,
            peers_dropped,
            journal_saving,
            decide_seconds,
            fold_seconds,
            journal_seconds,
            tick_seconds,
        } = self.clone();
        registry.register("participants", "People in the session now", participants);
        registry.register("rooms", "Sessions this server holds", rooms);
        registry.register("events", "Entries written to the log", events);
        registry.register("refusals", "Commands and arrivals refused", refusals);
        registry.register(
            "datagrams_received",
            "Datagrams from clients",
            datagrams_received,
        );
        registry.register("datagrams_sent", "Datagrams to clients", datagrams_sent);
        registry.register(
            "datagrams_dropped",
            "Datagrams that broke the format or the limits",
            datagrams_dropped,
        );
        registry.register(
            "datagram_bytes_received",
            "Their bytes, without headers",
            bytes_received,
        );
        registry.register(
            "datagram_bytes_sent",
            "Their bytes, without headers",
            bytes_sent,
        );
        registry.register(
            "peers_dropped",
            "Clients dropped for breaking the protocol",
            peers_dropped,
        );
        registry.register(
            "journal_saving",
            "1 while the journal is written, 0 while it cannot be",
            journal_saving,
        );
        registry.register("decide_seconds", "Time to decide a command", decide_seconds);
        registry.register("fold_seconds", "Time to fold an entry", fold_seconds);
        registry.register("journal_seconds", "Time to write entries", journal_seconds);
        registry.register(
            "tick_seconds",
            "Time to make and send one tick's datagrams",
            tick_seconds,
        );
        let mut text = String::new();
        // Writing into a string cannot fail; were it to, the page is empty.
        let _ = encode(&mut text, &registry);
        text
    }
}
