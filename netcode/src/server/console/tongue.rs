//! The language a page speaks: the reader's choice, or what the browser asks for.

use pleiades_scenes::Language;

/// Both languages side by side, where a sentence is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tongue(pub(super) Language);

impl Tongue {
    /// The sentence in this language.
    pub(super) const fn say(self, french: &'static str, english: &'static str) -> &'static str {
        match self.0 {
            Language::French => french,
            Language::English => english,
        }
    }

    /// How many of something, with its word in the singular or plural.
    pub(super) fn count(
        self,
        number: usize,
        french: [&'static str; 2],
        english: [&'static str; 2],
    ) -> String {
        // French counts nought as singular, English as plural.
        let many = match self.0 {
            Language::French => number > 1,
            Language::English => number != 1,
        };
        let word = self.say(french[usize::from(many)], english[usize::from(many)]);
        format!("{number} {word}")
    }
}

/// The first of our languages that the header `Accept-Language` names; French if it names none.
///
/// Weights are heeded as browsers write them: in order, best first.
pub(super) fn asked_for(accept_language: &str) -> Language {
    accept_language
        .split(',')
        .take(16)
        .filter_map(|part| part.split(';').next())
        .find_map(|tag| tag.trim().parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_we_speak_is_taken() {
        assert_eq!(asked_for("de-DE,en;q=0.8,fr;q=0.5"), Language::English);
        assert_eq!(asked_for("fr-FR,fr;q=0.9,en;q=0.8"), Language::French);
        assert_eq!(asked_for("de"), Language::French);
        assert_eq!(asked_for(""), Language::French);
    }

    #[test]
    fn nought_is_singular_in_french_and_plural_in_english() {
        let hands = |language| Tongue(language).count(0, ["main", "mains"], ["hand", "hands"]);
        assert_eq!(hands(Language::French), "0 main");
        assert_eq!(hands(Language::English), "0 hands");
    }
}
