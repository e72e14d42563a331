//! `--help` in the person's language: every command and argument takes its text from the phrases.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::arguments::Arguments;
use crate::language::Phrases;

/// The command with its help in the language of `phrases`.
pub(super) fn command(phrases: &Phrases) -> Command {
    localise(Arguments::command(), "cli", phrases)
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
            phrases.get("cli-usage")
        ))
        .subcommand_help_heading(phrases.get("cli-commands").into_owned())
}

fn localise(command: Command, key: &str, phrases: &Phrases) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(phrases.get("cli-help").into_owned());
    let names: Vec<String> = command
        .get_subcommands()
        .map(|task| task.get_name().to_owned())
        .collect();
    let mut command = command
        .disable_help_flag(true)
        .next_help_heading(phrases.get("cli-options").into_owned())
        .about(phrases.get(key).into_owned())
        .mut_args(|argument| {
            let key = argument_key(key, &argument);
            let text = phrases.get(&key).into_owned();
            let argument = if argument.is_positional() {
                argument.help_heading(phrases.get("cli-arguments").into_owned())
            } else {
                argument.help_heading(phrases.get("cli-options").into_owned())
            };
            argument.help(text)
        })
        .arg(help);
    if key == "cli" {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(phrases.get("cli-version").into_owned()),
        );
    }
    for name in names {
        command = command.mut_subcommand(&name, |task| {
            localise(task, &format!("cli-{name}"), phrases)
        });
    }
    command
}

/// Arguments that every command takes are explained once.
fn argument_key(command: &str, argument: &Arg) -> String {
    let name = argument.get_id().as_str().replace('_', "-");
    if argument.is_global_set() {
        format!("cli-global-{name}")
    } else {
        format!("{command}-{name}")
    }
}

/// The language asked for by `--lang`, found before the arguments are parsed, because it decides how errors are told.
pub(super) fn asked_language(arguments: &[OsString]) -> Option<String> {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().map(|language| language.into_owned());
        }
        if let Some(language) = word.strip_prefix("--lang=") {
            return Some(language.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use pleiades_scenes::Language;

    use super::*;

    fn texts_of(command: &Command, key: &str, missing: &mut Vec<String>, phrases: &Phrases) {
        if !phrases.has(key) {
            missing.push(key.to_owned());
        }
        for argument in command.get_arguments() {
            let key = argument_key(key, argument);
            if !phrases.has(&key) {
                missing.push(key);
            }
        }
        for task in command.get_subcommands() {
            texts_of(task, &format!("cli-{}", task.get_name()), missing, phrases);
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages() {
        for language in [Language::French, Language::English] {
            let phrases = Phrases::new(language);
            let mut missing = Vec::new();
            texts_of(&Arguments::command(), "cli", &mut missing, &phrases);
            assert!(missing.is_empty(), "{language:?}: {missing:?}");
            let mut command = command(&phrases);
            let help = command.render_long_help().to_string();
            assert!(
                help.contains("check") && help.contains(phrases.get("cli-check").as_ref()),
                "{help}"
            );
            command.debug_assert();
        }
    }

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(
            asked_language(&words("pleiades demo --lang en")).as_deref(),
            Some("en")
        );
        assert_eq!(
            asked_language(&words("pleiades --lang=fr --help")).as_deref(),
            Some("fr")
        );
        assert_eq!(asked_language(&words("pleiades demo")), None);
    }
}
