//! What the interface says, in French first and in English: Fluent messages compiled into the binary.

use std::borrow::Cow;

use bevy::prelude::Resource;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use pleiades_scenes::Language;

const FRENCH: &str = include_str!("../../locales/fr.ftl");
const ENGLISH: &str = include_str!("../../locales/en.ftl");

/// The sentences of the interface in one language.
///
/// A missing message never breaks the interface: it shows its own key, and a test compares the two files key by key.
#[derive(Resource)]
pub(crate) struct Phrases {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Phrases {
    /// The sentences in `language`.
    pub(crate) fn new(language: Language) -> Self {
        let (tag, source) = match language {
            Language::French => ("fr-FR", FRENCH),
            Language::English => ("en-GB", ENGLISH),
        };
        // A resource with a broken entry still holds the others; a test refuses broken entries.
        let resource =
            FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language these sentences are in.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The sentence named `key`, or the key itself if there is none.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        self.format(key, None)
    }

    /// The sentence named `key` with its `{ $placeholders }` filled from `values`.
    pub(crate) fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        self.format(key, Some(&args)).into_owned()
    }

    /// Whether a sentence named `key` exists.
    #[cfg(test)]
    pub(crate) fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .and_then(|message| message.value())
            .is_some()
    }

    fn format<'a>(&'a self, key: &'a str, args: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return Cow::Borrowed(key);
        };
        let mut errors = Vec::new();
        Cow::Owned(
            self.bundle
                .format_pattern(pattern, args, &mut errors)
                .into_owned(),
        )
    }
}

/// The language a person most likely wants: `--lang`, then `PLEIADES_LANG`, then the system's, then French.
pub(crate) fn preferred(explicit: Option<&str>) -> Language {
    let named = |tag: &str| match tag.get(..2) {
        Some("en") => Some(Language::English),
        Some("fr") => Some(Language::French),
        _ => None,
    };
    explicit
        .and_then(named)
        .or_else(|| {
            std::env::var("PLEIADES_LANG")
                .ok()
                .as_deref()
                .and_then(named)
        })
        .or_else(|| {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .find_map(|name| std::env::var(name).ok().as_deref().and_then(named))
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeSet;

    use super::*;

    fn keys(source: &str) -> BTreeSet<String> {
        source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
            .collect()
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let (french, english) = (keys(FRENCH), keys(ENGLISH));
        assert!(!french.is_empty());
        assert_eq!(
            french.difference(&english).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "missing in English"
        );
        assert_eq!(
            english.difference(&french).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "missing in French"
        );
    }

    #[test]
    fn every_entry_parses() {
        for source in [FRENCH, ENGLISH] {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
        }
    }

    #[test]
    fn placeholders_are_filled() {
        let phrases = Phrases::new(Language::French);
        let sentence = phrases.with("hud-people", &[("count", 3.into())]);
        assert!(sentence.contains('3'), "{sentence}");
        assert_eq!(phrases.get("no-such-key"), "no-such-key");
    }

    /// Every key that the code asks for by a literal exists; a typo would show its key to a pupil.
    #[test]
    fn every_key_in_the_code_exists() {
        let phrases = Phrases::new(Language::French);
        let mut missing = Vec::new();
        for file in rust_files(std::path::Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src"
        ))) {
            let text = std::fs::read_to_string(&file).unwrap();
            for call in [
                "phrases.get(\"",
                "phrases.with(\"",
                "say.get(\"",
                "say.with(\"",
            ] {
                for piece in text.split(call).skip(1) {
                    let key = piece.split('"').next().unwrap();
                    if key != "no-such-key" && !phrases.has(key) {
                        missing.push(format!("{key} in {}", file.display()));
                    }
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    fn rust_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(rust_files(&path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
        found
    }
}
