//! The pages, each made of values by one function.

pub(super) mod card;
mod classwork;
mod controls;
pub(super) mod enter;
pub(super) mod files;
mod icon;
pub(super) mod journal;
pub(super) mod lab;
pub(super) mod layout;
mod lead;
mod led;
pub(super) mod notebook;
mod person;
pub(super) mod photo;
mod plan;
pub(super) mod report;
mod results;
mod roster;
pub(super) mod session;
pub(super) mod timeline;
mod worked;

/// What the card looks like.
pub(super) const fn card_style() -> &'static str {
    files::CARD_STYLE
}
