//! From arguments to a running application.

use std::{fs, path::Path, process::ExitCode, time::Duration};

use anyhow::Context;
use bevy::app::AppExit;
use pleiades_netcode::{
    link::Target,
    protocol::Nickname,
    room::Microphones,
    server::{ServerConfig, default_data_folder},
};

use super::{
    arguments::{Arguments, Task, Who},
    tell,
};
use crate::{
    app::{self, Content, Mode, Start},
    language::Phrases,
    quality,
    script::{Lines, Plan, Script},
    session::{Begin, House, Invite, Opening},
    settings::{Settings, SettingsFile},
    stand::{self, Stand},
    supervisor::{Given, Notes},
    world::Place,
    xr::Wish,
};

/// What `capture` does when no script is named: the walk a visitor would take, in eight pictures.
const VISIT: &str = include_str!("visit.script");

pub(super) fn open(
    arguments: Arguments,
    phrases: Phrases,
    given: Option<Given>,
) -> anyhow::Result<ExitCode> {
    let Arguments {
        task,
        lang,
        who,
        wear,
        ..
    } = arguments;
    let scripted = matches!(task, Some(Task::Capture { .. }));
    // What a visitor of a stand changes is theirs alone.
    let passing = matches!(task, Some(Task::Stand { .. }));
    let settings_file = if scripted || passing {
        SettingsFile::nowhere()
    } else {
        SettingsFile::of_this_user()
    };
    let mut settings = settings_file.load().unwrap_or_else(|error| {
        tell(&error.to_string());
        Settings::default()
    });
    // A script is no newcomer, unless it says so.
    settings.comfort.newcomer &= !scripted;
    // What was typed goes before what was kept, and what was kept before what the system says.
    let phrases = match (lang, settings.language) {
        (None, Some(kept)) => Phrases::new(kept),
        _ => phrases,
    };
    let content = Content::find()?;
    let first = content.first_lesson();
    let straight_in = task.is_some();
    let mut stands = None;
    let (opening, lesson, mode) = match task {
        None => (Opening::demo(first.clone(), 4), first, Mode::Window),
        Some(Task::Demo { companions }) => (
            Opening::demo(first.clone(), companions),
            first,
            Mode::Window,
        ),
        Some(Task::Host {
            lesson,
            port,
            data,
            admission,
            muted,
            break_min,
            retention_days,
            console,
            card,
        }) => {
            let lesson = content.lesson(&lesson);
            let mut config = ServerConfig::open(lesson.clone());
            config.listen.set_port(port);
            if let Some(data) = data {
                config.data = Some(data);
            }
            let house = House {
                admission,
                microphones: if muted {
                    Microphones::Held
                } else {
                    Microphones::Own
                },
                break_after_min: break_min,
                retention_days,
            };
            (
                Opening::Serve {
                    config: Box::new(house.applied(config)),
                    companions: 0,
                    invite: Invite { card, console },
                },
                lesson,
                Mode::Window,
            )
        }
        Some(Task::Stand {
            lesson,
            minutes,
            counts,
        }) => {
            let lesson = lesson.map_or(first, |lesson| content.lesson(&lesson));
            let counts =
                counts.or_else(|| default_data_folder().map(|folder| folder.join("stand.toml")));
            stands = Some((Duration::from_secs(60 * minutes), counts));
            (Opening::demo(lesson.clone(), 2), lesson, Mode::Window)
        }
        Some(Task::Join {
            ticket,
            host_key,
            personal_code,
        }) => (
            Opening::Join {
                target: Target::Ticket(ticket),
                host_key,
                personal_code,
            },
            first,
            Mode::Window,
        ),
        Some(Task::Capture {
            out,
            script,
            size,
            eyes,
            fps,
            state_every,
            join,
            host_key,
            companions,
            stand,
        }) => {
            stands = stand.map(|file| (stand::VISIT, Some(file)));
            let opening = match join {
                Some(ticket) => Opening::Join {
                    target: Target::Ticket(ticket),
                    host_key,
                    personal_code: None,
                },
                None => Opening::demo(first.clone(), companions),
            };
            // «-» is the script that arrives on standard input, a line at a time.
            let live = script
                .as_deref()
                .is_some_and(|path| path == Path::new("-"))
                .then(Lines::of_standard_input);
            let script = match live {
                Some(_) => Script::default(),
                None => read_script(script.as_deref())?,
            };
            fs::create_dir_all(&out)
                .with_context(|| format!("{}: the folder cannot be made", out.display()))?;
            let frame = Duration::from_secs_f64(1.0 / fps);
            (
                opening,
                first,
                Mode::Windowless(Plan {
                    script,
                    live,
                    out,
                    size,
                    eyes,
                    frame,
                    state_every,
                }),
            )
        }
        Some(Task::Check { .. }) => anyhow::bail!("`check` opens nothing"),
    };
    let restarted = given.as_ref().is_some_and(|given| given.restarted);
    let notes = given
        .as_ref()
        .filter(|given| given.restarted)
        .and_then(|given| given.notes.read());
    let back = notes
        .as_ref()
        .and_then(|notes| Some((notes.begin()?, notes.place())));
    let (begin, back) = match back {
        Some((begin, place)) => (begin, Some(place)),
        None => (begin(opening, &who, &settings, &phrases)?, None),
    };
    let stand =
        stands.map(|(visit, counts)| Stand::new(begin.clone(), settings.clone(), visit, counts));
    let lesson = notes
        .as_ref()
        .and_then(Notes::lesson)
        .map_or(lesson, Path::to_owned);
    let place = Place::open(&lesson, &content.root, phrases.language())?;
    let adapter = quality::best_adapter()?;
    tracing::info!("drawing with {} ({:?})", adapter.name, adapter.kind);
    let start = Start {
        mode,
        content,
        place,
        phrases,
        settings,
        settings_file,
        adapter,
        // What brought the run before down was most likely between us and the headset.
        wish: if restarted {
            Wish::Flat
        } else {
            wear.wish(scripted)
        },
        begin,
        straight_in: straight_in || back.is_some(),
        notes: given.map(|given| given.notes),
        restarted,
        back,
        stand,
    };
    Ok(match app::run(start) {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    })
}

fn read_script(path: Option<&Path>) -> anyhow::Result<Script> {
    let (name, text) = match path {
        Some(path) => (
            path.display().to_string(),
            fs::read_to_string(path)
                .with_context(|| format!("{}: cannot be read", path.display()))?,
        ),
        None => ("visit.script".to_owned(), VISIT.to_owned()),
    };
    text.parse().with_context(|| name)
}

fn begin(
    opening: Opening,
    who: &Who,
    settings: &Settings,
    phrases: &Phrases,
) -> anyhow::Result<Begin> {
    let kept = Some(settings.identity.nickname.clone()).filter(|name| !name.trim().is_empty());
    let name = who
        .name
        .clone()
        .or(kept)
        .unwrap_or_else(|| phrases.get("visitor").into_owned());
    let nickname = Nickname::parse(&name)
        .map_err(|error| anyhow::anyhow!(error.sentence(phrases.language())))?;
    Ok(Begin {
        opening,
        nickname,
        colour: who.colour.unwrap_or(settings.identity.colour),
        comeback: None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_built_in_visit_is_a_script() {
        assert!(read_script(None).unwrap().steps.len() > 10);
    }

    #[test]
    fn a_missing_or_broken_script_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("walk.script");
        assert!(format!("{:#}", read_script(Some(&path)).unwrap_err()).contains("walk.script"));
        fs::write(&path, "fly").unwrap();
        let error = format!("{:#}", read_script(Some(&path)).unwrap_err());
        assert!(
            error.contains("walk.script") && error.contains("line 1"),
            "{error}"
        );
    }
}
