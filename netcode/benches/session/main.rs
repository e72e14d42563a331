//! What a session costs: thirty people walking together, coming in, on a good network and on a poor one,
//! and coming back after kill -9. Ours beside raw quinn and raw UDP in one run, server on one core and everybody on another.
//! Prints the tables of `docs/performance.md`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;
mod crowd;
mod floor;
mod machine;
#[path = "../../tests/support/motion.rs"]
mod motion;
mod ours;

use std::time::Duration;

use common::relay::Bad;
use floor::Kind;

/// People in the session.
const PEOPLE: usize = 30;
/// Until everybody is there and rates have settled.
const WARM_UP: Duration = Duration::from_secs(6);
/// Time over which is measured.
const TIME: Duration = Duration::from_secs(20);
/// A distant server over a Wi-Fi that drops a little.
const DISTANT: Bad = Bad {
    loss: 0.02,
    delay: Duration::from_millis(70),
    jitter: Duration::ZERO,
};

/// What one way of holding a session costs.
struct Cost {
    /// Of one core, 0 to 1.
    cpu: f64,
    resident_mib: f64,
    /// Through the loopback, both ways, with headers; per person. Nothing behind a relay, which sends everything again.
    wire_bytes_per_s: Option<f64>,
    /// Of datagrams to a person, without headers, for each other avatar.
    bytes_per_s_per_avatar: f64,
    ages: crowd::Ages,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(kind) = floor::asked_to_serve(&arguments) {
        return floor::serve(kind);
    }
    machine::keep_to(machine::CLIENTS_CORE);
    println!("{}\n", machine::description());
    together("a local network", None);
    together("70 ms each way, 2 % lost", Some(DISTANT));
    joining();
    recovering();
}

fn together(network: &str, bad: Option<Bad>) {
    println!(
        "| {PEOPLE} people with two hands each, {network} | server CPU, % of a core | server memory, MiB | wire, kB/s a person, \
         both ways | to a person, B/s for each avatar | age of a pose as shown, ms: median | p99 |"
    );
    println!("|---|---|---|---|---|---|---|");
    row("**ours**", &ours::cost(bad));
    for kind in [Kind::Quinn, Kind::Udp] {
        row(kind.name(), &floor::cost(kind, bad));
    }
    println!();
}

fn row(name: &str, cost: &Cost) {
    let wire = cost
        .wire_bytes_per_s
        .map_or("–".to_owned(), |bytes| format!("{:.1}", bytes / 1e3));
    println!(
        "| {name} | {:.1} | {:.1} | {wire} | {:.0} | {:.0} | {:.0} |",
        100.0 * cost.cpu,
        cost.resident_mib,
        cost.bytes_per_s_per_avatar,
        cost.ages.percentile(0.5),
        cost.ages.percentile(0.99),
    );
}

fn joining() {
    println!("| coming in, local network | median, ms | worst, ms |");
    println!("|---|---|---|");
    times(
        "**ours**, one after the other: code proved, lesson and room there",
        ours::one_by_one(),
    );
    times(
        "raw quinn, one after the other: connected and encrypted, nothing else",
        floor::one_by_one(),
    );
    let (joined, seen) = ours::all_at_once();
    times(
        &format!("**ours**, {PEOPLE} at the same moment: in"),
        joined,
    );
    times(
        &format!("**ours**, {PEOPLE} at the same moment: sees all the others"),
        seen,
    );
    println!();
}

fn recovering() {
    println!(
        "| kill -9 of the server, started again after {} ms | median, ms | worst, ms |",
        ours::DOWN.as_millis()
    );
    println!("|---|---|---|");
    let recovery = ours::recovery();
    println!(
        "| the server's program answers again | {:.0} | |",
        recovery.server_ready.as_secs_f64() * 1e3
    );
    times(
        "from the kill until a client is back, the room up to date",
        recovery.resumed,
    );
    times(
        "from the kill until a client sees all the others move again",
        recovery.moving,
    );
}

fn times(what: &str, mut times: Vec<Duration>) {
    times.sort();
    println!(
        "| {what} | {:.0} | {:.0} |",
        times[times.len() / 2].as_secs_f64() * 1e3,
        times.last().unwrap().as_secs_f64() * 1e3
    );
}
