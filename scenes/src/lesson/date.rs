//! A day of the calendar: when a source was read, until when a fact holds.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use schemars::JsonSchema;
use serde::Deserialize;
use toml::value::Datetime;

/// A day of the proleptic Gregorian calendar, years 0 to 9999. Written without quotes in TOML: `2027-09-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(try_from = "Datetime")]
#[schemars(
    with = "String",
    extend("format" = "date"),
    description = "Un jour, sans guillemets : 2027-09-01."
)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if the calendar has it: `Date::new(2027, 2, 29)` is `None`.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let date = Self { year, month, day };
        let exists = year <= 9999
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && Self::from_days(date.days()) == Some(date);
        exists.then_some(date)
    }

    /// The day it is now in UTC, by the system's clock.
    pub fn today_utc() -> Self {
        Self::at(SystemTime::now())
    }

    /// The day it is at `instant` in UTC; the first of January 1970 for anything the calendar here cannot hold.
    pub fn at(instant: SystemTime) -> Self {
        const EPOCH: Date = Date {
            year: 1970,
            month: 1,
            day: 1,
        };
        instant
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|elapsed| i64::try_from(elapsed.as_secs() / 86_400).ok())
            .and_then(Self::from_days)
            .unwrap_or(EPOCH)
    }

    /// Days from this day to `other`; negative if `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        other.days() - self.days()
    }

    /// Days since 1970-01-01. Source: H. Hinnant, “chrono-compatible low-level date algorithms”, `days_from_civil`.
    fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The inverse of [`Self::days`]. Source: as there, `civil_from_days`.
    fn from_days(days: i64) -> Option<Self> {
        let days = days.checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Some(Self {
            year: u16::try_from(year).ok().filter(|year| *year <= 9999)?,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day_of_year - (153 * shifted_month + 2) / 5 + 1).ok()?,
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A TOML date-time that is not a plain day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a day is written YYYY-MM-DD, without a time")]
pub struct NotADay;

impl TryFrom<Datetime> for Date {
    type Error = NotADay;

    fn try_from(written: Datetime) -> Result<Self, Self::Error> {
        match written {
            Datetime {
                date: Some(date),
                time: None,
                offset: None,
            } => Self::new(date.year, date.month, date.day).ok_or(NotADay),
            _ => Err(NotADay),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_days_have_their_numbers() {
        let days = |year, month, day| Date::new(year, month, day).unwrap().days();
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 3, 1), 11_017);
        assert_eq!(days(2026, 11, 23), 20_780);
        let noon = UNIX_EPOCH + Duration::from_secs(20_780 * 86_400 + 43_200);
        assert_eq!(Date::at(noon).to_string(), "2026-11-23");
    }

    #[test]
    fn days_the_calendar_lacks_are_refused() {
        for (year, month, day) in [
            (2027, 2, 29),
            (1900, 2, 29),
            (2026, 4, 31),
            (2026, 13, 1),
            (2026, 0, 1),
            (2026, 1, 0),
            (10_000, 1, 1),
        ] {
            assert_eq!(Date::new(year, month, day), None, "{year}-{month}-{day}");
        }
        assert!(Date::new(2024, 2, 29).is_some() && Date::new(2000, 2, 29).is_some());
    }

    proptest! {
        #[test]
        fn order_and_distance_agree(days in -700_000_i64..2_900_000, step in 1_i64..1000) {
            if let (Some(earlier), Some(later)) = (Date::from_days(days), Date::from_days(days + step)) {
                prop_assert!(earlier < later);
                prop_assert_eq!(earlier.days_until(later), step);
                prop_assert_eq!(Date::new(earlier.year, earlier.month, earlier.day), Some(earlier));
            }
        }
    }
}
