//! A fact and the source it comes from.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Date, Localised};

/// Where facts were read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Une source : ce qui a été lu, où et quand.")]
pub struct Source {
    /// Name by which facts refer to it; unique in the lesson.
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la source, cité par les faits ; unique."
    )]
    pub id: String,
    /// Title of the page or document, and who published it.
    #[schemars(
        length(min = 1),
        description = "Titre de la page ou du document, et son éditeur."
    )]
    pub title: String,
    /// Address, `http` or `https`.
    #[schemars(extend("format" = "uri"), description = "Adresse complète : https://…")]
    pub url: String,
    /// The day somebody last read it.
    #[schemars(description = "Jour où quelqu'un l'a relue.")]
    pub checked: Date,
}

/// Something said to be true, which therefore has a source and may have a last day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un fait : une phrase, sa source, et si elle vieillit sa date limite.")]
pub struct Fact {
    /// The sentence.
    #[schemars(description = "La phrase.")]
    pub text: Localised,
    /// Id of the [`Source`].
    #[schemars(
        length(max = 100),
        extend("format" = "pleiades-id"),
        regex(pattern = r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
        description = "Nom court de la source ([[source]] id)."
    )]
    pub source: String,
    /// The last day on which this may be shown without a doubt; none for what does not age.
    #[schemars(
        description = "Dernier jour où ce fait peut être affirmé ; à omettre s'il ne vieillit pas."
    )]
    pub valid_until: Option<Date>,
}

impl Fact {
    /// Whether the last day has passed on the day `on`.
    pub fn is_expired(&self, on: Date) -> bool {
        self.valid_until.is_some_and(|last| last < on)
    }

    /// Days from `on` to the last day: negative once expired, none for what does not age.
    pub fn days_left(&self, on: Date) -> Option<i64> {
        self.valid_until.map(|last| on.days_until(last))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_fact_holds_on_its_last_day_and_not_the_day_after() {
        let last = Date::new(2027, 9, 1).unwrap();
        let mut fact = Fact {
            text: Localised {
                fr: "≈ 4 000 anciens élèves".to_owned(),
                en: None,
            },
            source: "lemoniteur".to_owned(),
            valid_until: Some(last),
        };
        assert!(!fact.is_expired(last));
        assert_eq!(fact.days_left(last), Some(0));
        assert!(fact.is_expired(Date::new(2027, 9, 2).unwrap()));
        fact.valid_until = None;
        assert!(!fact.is_expired(Date::new(9999, 12, 31).unwrap()));
    }
}
