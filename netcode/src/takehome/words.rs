//! The card's own words.

use pleiades_scenes::Language;

/// The words of a card in one language.
pub(super) struct Words {
    pub(super) heading: &'static str,
    pub(super) intro: &'static str,
    pub(super) seen: &'static str,
    pub(super) nothing_seen: &'static str,
    pub(super) interests: &'static str,
    pub(super) no_interests: &'static str,
    pub(super) ask: &'static str,
    pub(super) learnt: &'static str,
    pub(super) right: &'static str,
    pub(super) wrong: &'static str,
    pub(super) more: &'static str,
    pub(super) sources: &'static str,
    pub(super) read_on: &'static str,
    pub(super) to_check: &'static str,
    pub(super) made_on: &'static str,
    pub(super) nobody: &'static str,
}

pub(super) const fn words(language: Language) -> &'static Words {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

const FRENCH: Words = Words {
    heading: "Ma visite",
    intro: "À garder, à imprimer, à montrer à la maison. Les liens mènent aux pages d’où viennent les informations.",
    seen: "Ce que j’ai vu",
    nothing_seen: "Rien encore : la visite t’attend.",
    interests: "Ce qui m’intéresse",
    no_interests: "Tu n’as rien marqué. Ce n’est pas grave : on a le droit de chercher encore.",
    ask: "Mes questions à poser",
    learnt: "Ce que j’ai appris",
    right: "trouvé",
    wrong: "à retenir",
    more: "En savoir plus",
    sources: "Sources",
    read_on: "lu le",
    to_check: "À vérifier : cette information a peut-être changé.",
    made_on: "Carte faite le",
    nobody: "Cette page ne contient ni nom ni compte. Elle est à toi ; personne d’autre ne la garde.",
};

const ENGLISH: Words = Words {
    heading: "My visit",
    intro: "To keep, to print, to show at home. The links lead to the pages the information comes from.",
    seen: "What I saw",
    nothing_seen: "Nothing yet: the visit is waiting for you.",
    interests: "What interests me",
    no_interests: "You marked nothing. That is fine: there is time to keep looking.",
    ask: "My questions to ask",
    learnt: "What I learnt",
    right: "found",
    wrong: "to remember",
    more: "Find out more",
    sources: "Sources",
    read_on: "read on",
    to_check: "To be checked: this information may have changed.",
    made_on: "Card made on",
    nobody: "This page holds no name and no account. It is yours; nobody else keeps it.",
};
