//! What the system knows: processor time, memory, bytes through the loopback.

use std::{fs, process::Command, time::Duration};

pub(crate) const SERVER_CORE: &str = "0";
pub(crate) const CLIENTS_CORE: &str = "1";

/// Puts this process, and what it starts, onto one core.
pub(crate) fn keep_to(core: &str) {
    let id = std::process::id().to_string();
    let kept = Command::new("taskset").args(["-pc", core, &id]).output();
    assert!(
        kept.is_ok_and(|kept| kept.status.success()),
        "taskset (package util-linux) is needed, and two cores"
    );
}

/// The same command on the server's core.
pub(crate) fn on_server_core(command: &Command) -> Command {
    let mut pinned = Command::new("taskset");
    pinned.args(["-c", SERVER_CORE]);
    pinned.arg(command.get_program()).args(command.get_args());
    pinned
}

/// Processor time of a process so far.
pub(crate) fn cpu_time(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // After the name, which may hold spaces: field 3 and on; user and system time are 14 and 15.
    let fields: Vec<&str> = stat[stat.rfind(')').unwrap() + 2..].split(' ').collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    // USER_HZ is 100 on every Linux there is.
    Duration::from_millis(10 * ticks)
}

pub(crate) fn resident_mib(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib: f64 = line
        .unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    kib / 1024.0
}

/// Every byte through the loopback so far, once, with IP and UDP headers.
pub(crate) fn loopback_bytes() -> u64 {
    let bytes = fs::read_to_string("/sys/class/net/lo/statistics/rx_bytes").unwrap();
    bytes.trim().parse().unwrap()
}

pub(crate) fn description() -> String {
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = information
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("an unnamed processor", |(_, name)| name);
    format!("{model}, server and clients on a core each, loopback, release build")
}
