//! A text in French and, where the author wrote it, in English.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::Language;

/// A text for people: French always, English if there is one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un texte : en français toujours, en anglais si possible.")]
pub struct Localised {
    /// French.
    #[schemars(length(min = 1), description = "Le texte en français (obligatoire).")]
    pub fr: String,
    /// English.
    #[schemars(length(min = 1), description = "Le texte en anglais.")]
    pub en: Option<String>,
}

impl Localised {
    /// The text in `language`, in French where there is no other.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => self.en.as_deref().unwrap_or(&self.fr),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_english_is_read_in_french() {
        let mut text = Localised {
            fr: "Bonjour".to_owned(),
            en: None,
        };
        assert_eq!(text.get(Language::English), "Bonjour");
        text.en = Some("Hello".to_owned());
        assert_eq!(text.get(Language::English), "Hello");
        assert_eq!(text.get(Language::French), "Bonjour");
    }
}
