//! Times as pages show them.

use std::time::{Duration, UNIX_EPOCH};

use maud::{Markup, html};
use pleiades_scenes::lesson::Date;

/// A moment as machines write it, UTC: `2026-11-25T14:05:09Z`.
pub(super) fn iso(at_ms: u64) -> String {
    let day = Date::at(UNIX_EPOCH + Duration::from_millis(at_ms));
    format!("{day}T{}Z", of_day(at_ms))
}

/// The time of day, UTC: `14:05:09`.
pub(super) fn of_day(at_ms: u64) -> String {
    let seconds = at_ms / 1_000 % 86_400;
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// A moment for people: the script turns it into their own time, without it UTC is shown and said.
pub(super) fn moment(at_ms: u64) -> Markup {
    html! { time datetime=(iso(at_ms)) { (of_day(at_ms)) " UTC" } }
}

/// A day for people, as a moment is shown.
pub(super) fn day(at_ms: u64) -> Markup {
    let day = Date::at(UNIX_EPOCH + Duration::from_millis(at_ms));
    html! { time datetime=(iso(at_ms)) data-day { (day) } }
}

/// How long something took, in minutes and seconds: `12 min 05 s`.
pub(super) fn span(ms: u64) -> String {
    let seconds = ms / 1_000;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3_600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_iso_8601_has_them() {
        assert_eq!(iso(0), "1970-01-01T00:00:00Z");
        assert_eq!(iso(1_764_079_509_999), "2025-11-25T14:05:09Z");
    }

    #[test]
    fn spans_are_read_at_a_glance() {
        assert_eq!(span(59_999), "59 s");
        assert_eq!(span(65_000), "1 min 05 s");
        assert_eq!(span(3_720_000), "1 h 02 min");
    }
}
