//! Spelling of the French texts: what people read in the client and in the lessons.

use super::files;
use crate::{paths, process};
use anyhow::{Context as _, Result};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Words that are right here and in no dictionary, one a line.
const OWN_WORDS: &str = "docs/mots.txt";

/// Whether the speller and its dictionary are here.
pub(crate) fn can_check() -> bool {
    process::succeeds(Command::new("hunspell").args(["-d", "fr", "-l"]))
}

/// Each unknown word with the files it is in.
pub(crate) fn faults() -> Result<Vec<String>> {
    let own = fs::read_to_string(paths::root().join(OWN_WORDS))
        .with_context(|| format!("cannot read {OWN_WORDS}"))?;
    let own: BTreeSet<&str> = own.lines().map(str::trim).collect();
    let mut places: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    for file in files::tracked()? {
        let Some(kind) = Kind::of(&file) else {
            continue;
        };
        let text = fs::read_to_string(paths::root().join(&file))
            .with_context(|| format!("cannot read {}", file.display()))?;
        for word in words(&kind.french(&text)) {
            places.entry(word).or_default().insert(file.clone());
        }
    }
    let unknown = unknown(places.keys())?;
    let faults = unknown
        .iter()
        .filter(|word| !own.contains(after_elision(word)))
        .map(|word| {
            let files = places.get(word).into_iter().flatten();
            let files: Vec<String> = files.map(|file| file.display().to_string()).collect();
            format!(
                "{}: \"{word}\" is in no French dictionary; correct it or add it to {OWN_WORDS}",
                files.join(", ")
            )
        });
    Ok(faults.collect())
}

/// `l'arbre` is `arbre`.
fn after_elision(word: &str) -> &str {
    word.rsplit_once('\'').map_or(word, |(_, rest)| rest)
}

/// Files with French in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `client/locales/fr….ftl`, or in a folder of that name.
    Fluent,
    /// `scenes/<id>/lesson.toml`: the values of `fr`.
    Lesson,
    /// `docs/guide-….md` for teachers, and each scene's `README.md`.
    Markdown,
}

impl Kind {
    fn of(file: &Path) -> Option<Self> {
        let text = file.to_str()?;
        let name = file.file_name()?.to_str()?;
        if name.ends_with(".ftl") && (name.starts_with("fr") || text.contains("/fr")) {
            Some(Self::Fluent)
        } else if file.starts_with("scenes") && name == "lesson.toml" {
            Some(Self::Lesson)
        } else if (file.starts_with("docs")
            && ["guide-", "carte-", "rgpd."]
                .iter()
                .any(|beginning| name.starts_with(beginning)))
            || (file.starts_with("scenes") && name == "README.md")
        {
            Some(Self::Markdown)
        } else {
            None
        }
    }

    fn french(self, text: &str) -> String {
        match self {
            Self::Fluent => fluent_values(text),
            Self::Lesson => lesson_values(text),
            Self::Markdown => markdown_prose(text),
        }
    }
}

/// Values of the messages, without names, comments and `{ placeables }`.
fn fluent_values(text: &str) -> String {
    let mut plain = String::new();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let indented = line.starts_with(' ');
        let value = match line.split_once('=') {
            Some((name, value)) if !indented || name.trim().starts_with('.') => value,
            _ => line,
        };
        // `[one]`, `*[other]`: the cases of a choice.
        let value = value.trim_start();
        let value = match value.strip_prefix('*').unwrap_or(value).strip_prefix('[') {
            Some(case) => case.split_once(']').map_or("", |(_, value)| value),
            None => value,
        };
        plain.push_str(value);
        plain.push('\n');
    }
    without_braces(&plain)
}

fn without_braces(text: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        // A choice spans lines: its cases are text again.
        let opens_choice = line.trim_end().ends_with("->");
        for character in line.chars() {
            match character {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ if depth == 0 => plain.push(character),
                _ => {}
            }
        }
        if opens_choice {
            depth = 0;
        }
        plain.push('\n');
    }
    plain
}

/// The strings that follow `fr =`, on one line or between triple quotes.
fn lesson_values(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("fr") {
        let starts_word =
            !rest[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        let after = rest[at + 2..].trim_start_matches([' ', '\t']);
        rest = &rest[at + 2..];
        let Some(value) = after.strip_prefix('=').filter(|_| starts_word) else {
            continue;
        };
        let value = value.trim_start_matches([' ', '\t']);
        let Some(quote) = ["\"\"\"", "'''", "\"", "'"]
            .iter()
            .find(|quote| value.starts_with(**quote))
        else {
            continue;
        };
        let value = &value[quote.len()..];
        if let Some((value, following)) = value.split_once(quote) {
            plain.push_str(&value.replace("\\n", "\n").replace("\\\n", "\n"));
            plain.push('\n');
            rest = following;
        }
    }
    plain
}

/// Markdown without code (fenced, indented, between backticks) and the targets of links.
fn markdown_prose(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced && !line.starts_with("    ") {
            // Every other piece stands between backticks.
            for piece in line.split('`').step_by(2) {
                prose.push_str(&without_targets(piece));
                prose.push(' ');
            }
        }
        prose.push('\n');
    }
    prose
}

/// `[words](target)` as `[words]`, and no bare addresses.
fn without_targets(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, target)) = rest.split_once("](") {
        plain.push_str(before);
        plain.push(' ');
        rest = target.split_once(')').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let words = plain
        .split_whitespace()
        .filter(|word| !word.contains("://"));
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a text: no single letters, no codes with digits.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-')))
        .map(|word| word.replace('’', "'"))
        .map(|word| word.trim_matches(['\'', '-']).to_owned())
        .filter(|word| word.chars().count() > 1 && !word.contains(char::is_numeric))
        .collect()
}

/// Those of the words that the dictionary does not have.
fn unknown<'a>(words: impl Iterator<Item = &'a String>) -> Result<BTreeSet<String>> {
    let list = paths::results("spelling").with_extension("txt");
    if let Some(folder) = list.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let text: Vec<&str> = words.map(String::as_str).collect();
    fs::write(&list, text.join("\n"))
        .with_context(|| format!("cannot write {}", list.display()))?;
    let mut hunspell = Command::new("hunspell");
    hunspell.args(["-i", "utf-8", "-d", "fr", "-l"]).arg(&list);
    Ok(process::output(&mut hunspell)?
        .lines()
        .map(str::to_owned)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fluent_messages_give_their_french() {
        let text = "# A comment\nstart-host = Ouvrir la séance { $name }\n    .title = Séance\n\
                    people = { $count ->\n    [one] une personne\n   *[other] { $count } personnes\n}\n";
        let words = words(&fluent_values(text));
        let expected = [
            "Ouvrir",
            "la",
            "séance",
            "Séance",
            "une",
            "personne",
            "personnes",
        ];
        assert_eq!(words, expected.iter().map(ToString::to_string).collect());
    }

    #[test]
    fn lessons_give_the_values_of_fr() {
        let text = "title = { fr = \"L’arbre\", en = \"The tree\" }\n[a.text]\nfr = \"\"\"\nDu bois\n\"\"\"\nen = \"Wood\"\nsfr = \"no\"\n";
        let words = words(&lesson_values(text));
        let expected = ["Du", "L'arbre", "bois"];
        assert_eq!(words, expected.iter().map(ToString::to_string).collect());
    }

    #[test]
    fn markdown_gives_its_prose() {
        let text = "# Écrire\n\nLe dossier `scenes/x` et [le guide](docs/guide.md#spawn).\n```toml\nkind = \"tour\"\n```\nhttps://a.test/thing fin\n";
        let words = words(&markdown_prose(text));
        let expected = ["Le", "dossier", "et", "fin", "guide", "le", "Écrire"];
        assert_eq!(words, expected.iter().map(ToString::to_string).collect());
    }
}
