//! The words after a chore's name.

use anyhow::{Context as _, Result, bail};
use std::str::FromStr;

/// What the person typed after the chore's name, taken out word by word.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    words: Vec<String>,
    /// Everything after `--`, handed on untouched.
    handed_on: Vec<String>,
}

impl Arguments {
    /// Splits the words at the first `--`.
    pub(crate) fn new(mut words: Vec<String>) -> Self {
        let handed_on = match words.iter().position(|word| word == "--") {
            Some(at) => words.drain(at..).skip(1).collect(),
            None => Vec::new(),
        };
        Self { words, handed_on }
    }

    /// Whether `--name` is there; takes it out.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// The value in `--name value` or `--name=value`; takes both out.
    pub(crate) fn value<T: FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        let prefix = format!("{name}=");
        let Some(at) = self
            .words
            .iter()
            .position(|word| word == name || word.starts_with(&prefix))
        else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        let value = match word.strip_prefix(&prefix) {
            Some(value) => value.to_owned(),
            None if at < self.words.len() => self.words.remove(at),
            None => bail!("{name} needs a value"),
        };
        let parsed = value
            .parse()
            .ok()
            .with_context(|| format!("{name} cannot be \"{value}\""))?;
        Ok(Some(parsed))
    }

    /// The words that are not options, in their order.
    pub(crate) fn names(&mut self) -> Vec<String> {
        let (names, options) = std::mem::take(&mut self.words)
            .into_iter()
            .partition(|word| !word.starts_with('-'));
        self.words = options;
        names
    }

    /// What came after `--`.
    pub(crate) fn handed_on(&mut self) -> Vec<String> {
        std::mem::take(&mut self.handed_on)
    }

    /// Everything nobody took, for a program that reads it itself.
    pub(crate) fn rest(&mut self) -> Vec<String> {
        let mut rest = std::mem::take(&mut self.words);
        rest.append(&mut self.handed_on);
        rest
    }

    /// Refuses whatever nobody took.
    pub(crate) fn finish(self, chore: &str) -> Result<()> {
        match self.words.first().or(self.handed_on.first()) {
            None => Ok(()),
            Some(word) => bail!("\"{word}\" is not known here; see `cargo xtask {chore} --help`"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn words(text: &str) -> Arguments {
        Arguments::new(text.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn options_are_taken_in_both_spellings() {
        let mut arguments = words("--companions 4 --size=640x360 --no-install");
        assert_eq!(arguments.value::<u8>("--companions").unwrap(), Some(4));
        let size = arguments.value::<String>("--size").unwrap();
        assert_eq!(size.as_deref(), Some("640x360"));
        assert!(arguments.flag("--no-install"));
        assert!(!arguments.flag("--no-install"));
        arguments.finish("demo").unwrap();
    }

    #[test]
    fn what_follows_two_dashes_is_handed_on() {
        let mut arguments = words("quick --no-install -- --no-install a_test");
        assert!(arguments.flag("--no-install"));
        assert_eq!(arguments.names(), ["quick"]);
        assert_eq!(arguments.handed_on(), ["--no-install", "a_test"]);
    }

    #[test]
    fn mistakes_are_named() {
        let error = words("--compagnons 4").finish("demo").unwrap_err();
        assert!(error.to_string().contains("--compagnons"));
        let error = words("--companions many")
            .value::<u8>("--companions")
            .unwrap_err();
        assert!(error.to_string().contains("many"));
        assert!(words("--companions").value::<u8>("--companions").is_err());
    }
}
