//! Signs drawn with a few strokes, each beside its word: no sign is the only one, and no typeface is needed for them.

use maud::{Markup, html};

/// A sign, on a square of 24 by 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    /// A raised hand.
    Hand,
    /// A closed lock.
    Closed,
    /// An open lock.
    Open,
    /// A headset.
    Headset,
    /// A screen.
    Screen,
    /// Three dots: more.
    More,
}

impl Icon {
    /// Its strokes, as a path.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Hand => {
                "M7.5 13V6.5M11 12V4M14.5 12V4.5M18 12.5V7.5M18 12.5V15a6 6 0 0 1-6 6c-3 0-4.8-1.6-6.2-4.4L4 13"
            }
            Self::Closed => "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
            Self::Open => "M5 11h14v9H5zM8 11V7.5a4 4 0 0 1 7.6-1.8",
            Self::Headset => "M3 8h18v9h-5.5l-1.8-2.6h-3.4L8.500 17H3zM6 8V6.500h12V8",
            Self::Screen => "M3 5h18v12H3zM8.500 20.500h7",
            Self::More => "M5 12h.01M12 12h.01M19 12h.01",
        }
    }

    /// The sign as a picture that says nothing to who cannot see it.
    pub(super) fn draw(self) -> Markup {
        html! {
            svg.icon viewBox="0 0 24 24" aria-hidden="true" { path d=(self.path()) {} }
        }
    }
}
