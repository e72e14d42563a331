//! The arguments and what they are called; what they mean is in the phrases, in French and English.

use std::path::{Path, PathBuf};

use bevy::math::UVec2;
use clap::{Args, Parser, Subcommand};
use pleiades_netcode::{
    protocol::{Admission, HostKey, PersonalCode, Ticket, limits},
    server::ServerConfig,
};

use crate::xr::Wish;

/// All that can be typed.
#[derive(Parser, Debug)]
#[command(name = "pleiades", version, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) task: Option<Task>,
    #[arg(long, global = true, value_name = "fr|en")]
    pub(super) lang: Option<String>,
    #[arg(long, global = true, value_name = "FILTER")]
    pub(super) log: Option<String>,
    #[command(flatten)]
    pub(super) who: Who,
    #[command(flatten)]
    pub(super) wear: Wear,
}

impl Arguments {
    /// Whether a run that dies should be started again: one that somebody uses, and a script that somebody still writes.
    pub(super) fn is_watched(&self) -> bool {
        match &self.task {
            Some(Task::Check { .. }) => false,
            Some(Task::Capture { script, .. }) => {
                self.wear.wish(true) != Wish::Flat
                    && script.as_deref().is_some_and(|path| path == Path::new("-"))
            }
            _ => true,
        }
    }
}

/// Window or headset.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct Wear {
    #[arg(long, global = true, conflicts_with_all = ["flat", "xr"])]
    pub(super) auto: bool,
    #[arg(long, global = true, conflicts_with = "xr")]
    pub(super) flat: bool,
    #[arg(long, global = true)]
    pub(super) xr: bool,
}

impl Wear {
    /// What is wished for; pictures are taken flat unless a headset is asked for.
    pub(super) fn wish(self, scripted: bool) -> Wish {
        if self.xr {
            Wish::Headset
        } else if self.flat || scripted && !self.auto {
            Wish::Flat
        } else {
            Wish::Auto
        }
    }
}

/// Name and colour in the session.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Who {
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) name: Option<String>,
    #[arg(long, global = true, value_name = "0-11")]
    pub(super) colour: Option<u8>,
}

/// What to do.
#[derive(Subcommand, Clone, Debug)]
pub(super) enum Task {
    Demo {
        #[arg(long, default_value_t = 4, value_name = "N")]
        companions: usize,
    },
    Host {
        #[arg(value_name = "LESSON")]
        lesson: PathBuf,
        #[arg(long, default_value_t = ServerConfig::DEFAULT_PORT)]
        port: u16,
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        #[arg(long, value_name = "everyone|with-host|one-by-one", default_value = "with-host", value_parser = admission)]
        admission: Admission,
        #[arg(long)]
        muted: bool,
        #[arg(long, value_name = "MINUTES", default_value_t = 20, value_parser = clap::value_parser!(u8).range(0..=i64::from(limits::BREAK_MIN)))]
        break_min: u8,
        #[arg(long, value_name = "DAYS", default_value_t = 30)]
        retention_days: u16,
        #[arg(long)]
        console: bool,
        #[arg(long, value_name = "FILE")]
        card: Option<PathBuf>,
    },
    Stand {
        #[arg(value_name = "LESSON")]
        lesson: Option<PathBuf>,
        #[arg(long, default_value_t = 6, value_name = "MINUTES", value_parser = clap::value_parser!(u64).range(1..=60))]
        minutes: u64,
        #[arg(long, value_name = "FILE")]
        counts: Option<PathBuf>,
    },
    Join {
        #[arg(value_name = "TICKET")]
        ticket: Ticket,
        #[arg(long, value_name = "KEY")]
        host_key: Option<HostKey>,
        #[arg(long, value_name = "CODE", conflicts_with = "host_key")]
        personal_code: Option<PersonalCode>,
    },
    Check {
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    Capture {
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[arg(long, value_name = "FILE")]
        script: Option<PathBuf>,
        #[arg(long, value_name = "WxH", default_value = "1280x720", value_parser = size)]
        size: UVec2,
        #[arg(long, value_name = "WxH", value_parser = size)]
        eyes: Option<UVec2>,
        #[arg(long, default_value_t = 30.0, value_name = "HZ", value_parser = rate)]
        fps: f64,
        #[arg(long, default_value_t = 0, value_name = "N")]
        state_every: u32,
        #[arg(long, value_name = "TICKET")]
        join: Option<Ticket>,
        #[arg(long, value_name = "KEY", requires = "join")]
        host_key: Option<HostKey>,
        #[arg(long, default_value_t = 4, value_name = "N", conflicts_with = "join")]
        companions: usize,
        #[arg(long, value_name = "FILE", conflicts_with = "join")]
        stand: Option<PathBuf>,
    },
}

fn admission(text: &str) -> Result<Admission, String> {
    match text {
        "everyone" => Ok(Admission::Everyone),
        "with-host" => Ok(Admission::WithHost),
        "one-by-one" => Ok(Admission::OneByOne),
        _ => Err("everyone, with-host, one-by-one".to_owned()),
    }
}

fn size(text: &str) -> Result<UVec2, String> {
    let parsed = text
        .split_once('x')
        .and_then(|(width, height)| Some(UVec2::new(width.parse().ok()?, height.parse().ok()?)));
    parsed
        .filter(|size| size.min_element() >= 64 && size.max_element() <= 8192)
        .ok_or_else(|| "WIDTHxHEIGHT, each from 64 to 8192".to_owned())
}

fn rate(text: &str) -> Result<f64, String> {
    text.parse::<f64>()
        .ok()
        .filter(|rate| (1.0..=240.0).contains(rate))
        .ok_or_else(|| "1 to 240".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::CommandFactory;

    use super::*;

    #[test]
    fn clap_finds_the_arguments_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn sizes_are_checked() {
        assert_eq!(size("1280x720"), Ok(UVec2::new(1280, 720)));
        for wrong in ["1280", "0x0", "100000x100000", "axb", "-1x4"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_common_commands_parse() {
        for line in [
            "pleiades",
            "pleiades demo --companions 2",
            "pleiades host campus-epinal --port 5000",
            "pleiades host campus-epinal --admission one-by-one --muted --break-min 0 --retention-days 7 --console --card c.html",
            "pleiades check scenes",
            "pleiades stand --minutes 4",
        ] {
            Arguments::try_parse_from(line.split(' ')).unwrap();
        }
        assert!(Arguments::try_parse_from(["pleiades", "join", "not a ticket"]).is_err());
        assert!(Arguments::try_parse_from(["pleiades", "demo", "--xr", "--flat"]).is_err());
        for wrong in [
            "--admission=nobody",
            "--break-min=61",
            "--retention-days=-1",
        ] {
            assert!(Arguments::try_parse_from(["pleiades", "host", "x", wrong]).is_err());
        }
    }
}
