//! What all pages have in common: their head, the way between them, the choice of a language.

use maud::{DOCTYPE, Markup, html};
use pleiades_scenes::Language;

use crate::server::console::{gate::Console, tongue::Tongue};

/// The pages one can go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server::console) enum Page {
    /// People, map and controls.
    Session,
    /// The notebooks of a lab.
    Lab,
    /// What happened, in order.
    Timeline,
    /// What it amounts to.
    Report,
    /// The card for pupils.
    Card,
}

impl Page {
    const ALL: [Self; 5] = [
        Self::Session,
        Self::Lab,
        Self::Timeline,
        Self::Report,
        Self::Card,
    ];

    const fn address(self) -> &'static str {
        match self {
            Self::Session => "/",
            Self::Lab => "/lab",
            Self::Timeline => "/timeline",
            Self::Report => "/report",
            Self::Card => "/card",
        }
    }

    const fn title(self, tongue: Tongue) -> &'static str {
        match self {
            Self::Session => tongue.say("Séance", "Session"),
            Self::Lab => tongue.say("Travaux pratiques", "Lab"),
            Self::Timeline => tongue.say("Déroulé", "Timeline"),
            Self::Report => tongue.say("Bilan", "Report"),
            Self::Card => tongue.say("Carte des élèves", "Pupils’ card"),
        }
    }
}

/// A page of somebody who is logged in. `token` is for its forms.
pub(in crate::server::console) fn page(
    console: &Console,
    tongue: Tongue,
    here: Page,
    token: &str,
    script: bool,
    content: &Markup,
) -> Markup {
    whole(
        tongue,
        here.title(tongue),
        script,
        &html! {
            a.skip href="#content" { (tongue.say("Aller au contenu", "Skip to content")) }
            header.top {
                (brand())
                nav aria-label=(tongue.say("Pages de la console", "Pages of the console")) {
                    ul {
                        @for page in Page::ALL.into_iter().filter(|page| *page != Page::Lab || console.lab().is_some()) {
                            li {
                                a href=(page.address()) aria-current=[(page == here).then_some("page")] {
                                    (page.title(tongue))
                                }
                            }
                        }
                    }
                }
                div.aside {
                    (languages(tongue))
                    form method="post" action="/logout" {
                        input type="hidden" name="token" value=(token);
                        button.quiet type="submit" { (tongue.say("Se déconnecter", "Log out")) }
                    }
                }
            }
            main id="content" tabindex="-1" { (content) }
        },
    )
}

/// What became of the form sent before, and what changes by itself from then on.
pub(super) fn said(said: Option<&(bool, String)>, tongue: Tongue) -> Markup {
    html! {
        div #said.said role="status" aria-live="polite" data-well=[said.map(|(well, _)| *well)] {
            @if let Some((well, sentence)) = said {
                @if !well { strong { (tongue.say("Refusé : ", "Refused: ")) } }
                (sentence)
            }
        }
        p #news.unseen role="log" aria-live="polite" {}
        p #stale.stale hidden role="alert" {
            (tongue.say(
                "La console n’a plus de nouvelles du serveur. Elle réessaie toute seule.",
                "The console has no news from the server. It keeps trying.",
            ))
        }
    }
}

/// For who has no script.
pub(super) fn without_script(tongue: Tongue) -> Markup {
    html! {
        noscript {
            p.help {
                (tongue.say(
                    "Sans JavaScript, rechargez la page pour voir ce qui a changé : tous les boutons fonctionnent.",
                    "Without JavaScript, reload the page to see what has changed: every button works.",
                ))
            }
        }
    }
}

/// A page of one sentence.
pub(in crate::server::console) fn bare(tongue: Tongue, sentence: &str) -> Markup {
    whole(
        tongue,
        "Console",
        false,
        &html! {
            main.lonely id="content" {
                (brand())
                h1 { (sentence) }
                p { a.button href="/" { (tongue.say("Revenir à la séance", "Back to the session")) } }
            }
        },
    )
}

/// A page around what is in it.
pub(super) fn whole(tongue: Tongue, title: &str, script: bool, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(tongue.0.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="dark";
                title { (title) " · Pléiades Immersion" }
                link rel="icon" href="/file/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/file/console.css";
                @if script { script src="/file/console.js" defer {} }
            }
            body { (body) }
        }
    }
}

/// Seven stars and the name.
pub(super) fn brand() -> Markup {
    html! {
        p.brand {
            svg viewBox="0 0 24 24" aria-hidden="true" { (stars()) }
            span { "Pléiades" }
        }
    }
}

/// The Pleiades as one sees them from Épinal in winter.
pub(super) fn stars() -> Markup {
    const STARS: [(f32, f32, f32); 7] = [
        (10.3, 11.8, 2.3),
        (1.9, 13.0, 1.7),
        (22.3, 11.3, 1.6),
        (16.6, 5.1, 1.6),
        (14.6, 15.4, 1.5),
        (20.6, 6.0, 1.3),
        (2.3, 10.2, 1.1),
    ];
    html! {
        @for (x, y, r) in STARS {
            circle cx=(x) cy=(y) r=(r) fill="#f5b242" {}
        }
    }
}

/// The other languages this page could speak.
pub(super) fn languages(tongue: Tongue) -> Markup {
    html! {
        @for language in Language::ALL.into_iter().filter(|language| *language != tongue.0) {
            a.language href=(format!("/language/{}", language.code())) lang=(language.code()) hreflang=(language.code()) {
                (language.own_name())
            }
        }
    }
}
