//! The session server by itself, for a machine in a cupboard: one session, one port, one journal.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Context;
use clap::{Parser, Subcommand, ValueEnum};
use pleiades_netcode::{
    journal::{self, Journal},
    protocol::{Admission, SessionId, limits},
    report::{self, Names, Report},
    room::Microphones,
    server::{self, ServerConfig},
};

/// Holds one session of Pléiades Immersion: people join it over QUIC with its code or its ticket.
///
/// The session is kept in the data folder: after a crash or a restart it goes on with the same code, the same ticket and
/// everything that was acknowledged. `pleiades-server erase SESSION` forgets it.
#[derive(Parser, Debug)]
#[command(name = "pleiades-server", version)]
struct Arguments {
    #[command(subcommand)]
    task: Option<Task>,
    /// Folder of the lesson the session is about, such as scenes/campus-epinal
    #[arg(long, value_name = "DIR", default_value = "scenes/campus-epinal")]
    lesson: PathBuf,
    /// Address and UDP port to listen at; by default every address of this machine; port 0 is any free port
    #[arg(long, value_name = "ADDRESS", default_value = "[::]:4433")]
    listen: SocketAddr,
    /// Folder for the journal and the server's keys; by default this user's folder for data
    #[arg(long, value_name = "DIR", global = true)]
    data: Option<PathBuf>,
    /// Name or address to write into tickets, where the one found by itself is not the one others see; may be repeated
    #[arg(long, value_name = "HOST")]
    host: Vec<String>,
    /// How many people may be in the session, 1 to 250
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u16).range(1..=250))]
    capacity: u16,
    /// Who comes in without being asked for, until a host says otherwise
    #[arg(long, value_name = "WHO", default_value = "everyone")]
    admission: Door,
    /// Hold microphones closed until a host releases them
    #[arg(long)]
    muted: bool,
    /// Minutes in a headset after which a break is proposed, 0 for never, until a host says otherwise
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u8).range(0..=i64::from(limits::BREAK_MIN)))]
    break_min: Option<u8>,
    /// Pose updates to each client in a second; 20 for more than forty headsets on one access point
    #[arg(long, value_name = "HZ", default_value_t = 30, value_parser = clap::value_parser!(u16).range(5..=90))]
    tick: u16,
    /// Minutes for which newcomers may join; without it, as long as the session lasts
    #[arg(long, value_name = "MINUTES")]
    ticket_minutes: Option<u64>,
    /// Seconds for which the place and name of somebody whose connection broke are kept
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    away_seconds: u64,
    /// Days after which the journal of this session is erased at a server's start, and those of others that say nothing of it
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    retention_days: u16,
    /// Address of the page for health (/health) and Prometheus (/metrics)
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9464")]
    http: SocketAddr,
    /// No page for health and metrics
    #[arg(long)]
    no_http: bool,
    /// Address of the host's console in a browser; `[::]:4434` opens it to the network, over TLS, for a phone or another computer
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4434")]
    console: SocketAddr,
    /// No console
    #[arg(long)]
    no_console: bool,
    /// Write the pupils' card, an A4 page with the code and three steps, to this HTML file once people can join
    #[arg(long, value_name = "FILE")]
    card: Option<PathBuf>,
    /// Address where people on the network find their cards to take home, such as `[::]:4435`; without it there are none
    #[arg(long, value_name = "ADDRESS")]
    cards: Option<SocketAddr>,
    /// Do not announce the session on the local network; people then need the ticket or the address
    #[arg(long)]
    no_announce: bool,
    /// Write ticket, code and host key as one JSON line to standard output once people can join
    #[arg(long)]
    json: bool,
    /// Form of the log on standard error; RUST_LOG chooses how much it says
    #[arg(long, value_name = "FORM", default_value = "text")]
    log: LogForm,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogForm {
    /// A line for people
    Text,
    /// A JSON object for machines
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Door {
    /// Everyone with the code
    Everyone,
    /// Everyone with the code once a host is there; until then they wait
    WithHost,
    /// Nobody: each waits until a host lets them in
    OneByOne,
}

impl From<Door> for Admission {
    fn from(door: Door) -> Self {
        match door {
            Door::Everyone => Self::Everyone,
            Door::WithHost => Self::WithHost,
            Door::OneByOne => Self::OneByOne,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ReportForm {
    /// The report as lines for people
    Text,
    /// The report as JSON
    Json,
    /// The whole log, with nicknames, as a table for spreadsheets
    LogCsv,
    /// The whole log, with nicknames, as JSON
    LogJson,
}

#[derive(Subcommand, Debug)]
enum Task {
    /// List the sessions kept in the data folder
    Sessions,
    /// Say what a session amounted to; nobody is named unless that is asked for
    Report {
        /// The session, as `sessions` lists it
        session: SessionId,
        /// A line for each person, with nicknames
        #[arg(long)]
        names: bool,
        /// What is written, and how
        #[arg(long, value_name = "FORM", default_value = "text")]
        form: ReportForm,
    },
    /// Mark the lab notebooks of a session again, by a lesson whose rubric was changed; the journal stays as it is
    Remark {
        /// The session, as `sessions` lists it
        session: SessionId,
        /// Folder of the lesson with the rubric to mark by
        #[arg(long, value_name = "DIR")]
        lesson: PathBuf,
        /// Everything as JSON, with the errors behind each mark: for teachers only
        #[arg(long)]
        json: bool,
    },
    /// Erase the journal of a session; it cannot be brought back
    Erase {
        /// The session, as `sessions` lists it
        session: SessionId,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log(arguments.log);
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let data = arguments
        .data
        .clone()
        .or_else(server::default_data_folder)
        .context("this user has no folder for data; give one with --data")?;
    match arguments.task {
        Some(Task::Sessions) => {
            for session in journal::sessions(&data.join("sessions"))? {
                say(&session.to_string());
            }
            Ok(())
        }
        Some(Task::Report {
            session,
            names,
            form,
        }) => {
            let path = journal::path_of(&data.join("sessions"), session);
            let log = Journal::open_to_read(&path)?.read_all()?;
            let names = if names { Names::With } else { Names::Without };
            say(&match form {
                ReportForm::Text => Report::of(&log, names).to_string(),
                ReportForm::Json => serde_json::to_string_pretty(&Report::of(&log, names))?,
                ReportForm::LogCsv => report::csv(&log),
                ReportForm::LogJson => report::json(&log)?,
            });
            Ok(())
        }
        Some(Task::Remark {
            session,
            lesson,
            json,
        }) => {
            let journal = journal::path_of(&data.join("sessions"), session);
            let remarked = server::remark(&journal, &lesson)?;
            if json {
                say(&serde_json::to_string_pretty(&remarked)?);
                return Ok(());
            }
            for one in remarked {
                let before = match one.before {
                    Some(marks) => format!("{:.2}", marks.earned),
                    None => "-".to_owned(),
                };
                let after = &one.after;
                let pending = if after.pending > 0.0 {
                    format!(" ({:.2} to be given)", after.pending)
                } else {
                    String::new()
                };
                say(&format!(
                    "{:>4}  {before:>6} → {:>6.2} / {}{pending}  {}",
                    one.attempt, after.earned, after.total, one.names
                ));
            }
            Ok(())
        }
        Some(Task::Erase { session }) => {
            let erased = journal::erase(&data.join("sessions"), session)?;
            anyhow::ensure!(
                erased,
                "there is no session {session} in {}",
                data.display()
            );
            server::Identity::retire(&data).context("the server's keys could not be forgotten")?;
            say(&format!("session {session} is erased"));
            Ok(())
        }
        None => serve(arguments, data),
    }
}

fn serve(arguments: Arguments, data: PathBuf) -> anyhow::Result<()> {
    let config = ServerConfig {
        listen: arguments.listen,
        lesson: arguments.lesson,
        data: Some(data),
        capacity: arguments.capacity,
        admission: arguments.admission.into(),
        microphones: if arguments.muted {
            Microphones::Held
        } else {
            Microphones::Own
        },
        break_after_min: arguments.break_min,
        tick_hz: arguments.tick,
        away: Duration::from_secs(arguments.away_seconds),
        ticket_validity: arguments
            .ticket_minutes
            .map(|minutes| Duration::from_secs(60 * minutes)),
        hosts: arguments.host,
        http: (!arguments.no_http).then_some(arguments.http),
        console: (!arguments.no_console).then_some(arguments.console),
        cards: arguments.cards,
        announce: !arguments.no_announce,
        retention_days: Some(arguments.retention_days),
    };
    let server = server::start(config)?;
    if let Some(file) = arguments.card {
        std::fs::write(&file, server.card())
            .with_context(|| format!("{}: the card cannot be written", file.display()))?;
    }
    if arguments.json {
        say(&serde_json::json!({
            "ticket": server.ticket().to_string(),
            "code": server.ticket().code.to_string(),
            "host_key": server.host_key().to_string(),
            "address": server.address(),
            "http": server.http_address(),
            "console": server.console_url(),
            "console_fingerprint": server.console_fingerprint(),
        })
        .to_string());
    } else {
        say(&format!("code      {}", server.ticket().code));
        say(&format!("ticket    {}", server.ticket()));
        say(&format!(
            "host key  {}   (for hosts only: it gives every right)",
            server.host_key()
        ));
        if let Some(console) = server.console_url() {
            say(&format!("console   {console}   (asks for the host key)"));
        }
        if let Some(fingerprint) = server.console_fingerprint() {
            say("          the browser will warn once: its certificate must have this SHA-256");
            say(&format!("          {fingerprint}"));
        }
        if let Some(http) = server.http_address() {
            say(&format!("health    http://{http}/health"));
        }
    }
    wait_for_the_end()?;
    tracing::info!("stopping: the clients are told");
    server.shutdown();
    Ok(())
}

/// Until SIGTERM, SIGINT or Ctrl-C.
fn wait_for_the_end() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let mut terminate = signal(SignalKind::terminate())?;
            tokio::select! {
                done = tokio::signal::ctrl_c() => done?,
                _ = terminate.recv() => {}
            }
        }
        #[cfg(not(unix))]
        tokio::signal::ctrl_c().await?;
        Ok(())
    })
}

/// A line to standard output; a reader that went away is no reason to stop.
fn say(line: &str) {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn log(form: LogForm) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,mdns_sd=error"));
    let builder = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match form {
        LogForm::Text => builder.init(),
        LogForm::Json => builder.json().init(),
    }
}
