//! For those who watch over a server: counters, and a page to read them.

pub(super) mod http;
mod metrics;

pub(super) use metrics::{Dropped, Metrics};
