//! The few files that are the same for every page.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::html;

use super::layout::stars;

const STYLE: &str = include_str!("../files/console.css");
/// What the card looks like, on the screen and on paper.
pub(super) const CARD_STYLE: &str = include_str!("../files/card.css");
const SCRIPT: &str = include_str!("../files/console.js");
const INTER: &[u8] = include_bytes!("../../../../../assets/fonts/Inter-Regular.ttf");
const INTER_BOLD: &[u8] = include_bytes!("../../../../../assets/fonts/Inter-Bold.ttf");

/// A browser asks again for what may be newer with the next version.
const BRIEFLY: &str = "no-cache";
/// Typefaces do not change.
const LONG: &str = "public, max-age=86400";

/// One of the files.
pub(in crate::server::console) async fn file(Path(name): Path<String>) -> Response {
    let (kind, kept, bytes): (_, _, Vec<u8>) = match name.as_str() {
        "console.css" => ("text/css; charset=utf-8", BRIEFLY, STYLE.into()),
        "card.css" => ("text/css; charset=utf-8", BRIEFLY, CARD_STYLE.into()),
        "console.js" => ("text/javascript; charset=utf-8", BRIEFLY, SCRIPT.into()),
        "inter.ttf" => ("font/ttf", LONG, INTER.into()),
        "inter-bold.ttf" => ("font/ttf", LONG, INTER_BOLD.into()),
        "icon.svg" => ("image/svg+xml", LONG, icon().into_bytes()),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)],
        bytes,
    )
        .into_response()
}

fn icon() -> String {
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" {
            rect width="24" height="24" rx="5" fill="#101a28" {}
            g transform="translate(2.4 2.4) scale(.8)" { (stars()) }
        }
    }
    .into_string()
}
