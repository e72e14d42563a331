//! A QR code as a picture that a page can hold.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around a code, as ISO/IEC 18004 wants them.
const QUIET: usize = 4;

/// The code of a text, dark on white, drawn as one path; nothing if the text is too long for any.
pub(super) fn picture(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width();
    let whole = side + 2 * QUIET;
    let path: String = code
        .to_colors()
        .chunks(side)
        .enumerate()
        .flat_map(|(row, modules)| runs(modules).map(move |run| (row, run)))
        .map(|(row, (from, length))| {
            format!("M{} {}h{length}v1h-{length}z", from + QUIET, row + QUIET)
        })
        .collect();
    Some(html! {
        svg.qr role="img" aria-label=(label) viewBox=(format!("0 0 {whole} {whole}")) shape-rendering="crispEdges" {
            rect width=(whole) height=(whole) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    })
}

/// Where dark modules begin and how many follow each other.
fn runs(modules: &[Color]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    modules
        .chunk_by(|one, next| one == next)
        .filter_map(move |run| {
            let from = at;
            at += run.len();
            (run.first() == Some(&Color::Dark)).then_some((from, run.len()))
        })
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let text = "pleiades://192.168.1.20:4433/K7QF-2MXD";
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let dark = code
            .to_colors()
            .iter()
            .filter(|it| **it == Color::Dark)
            .count();
        let picture = picture(text, "code").unwrap().into_string();
        let drawn: usize = picture
            .split('h')
            .filter_map(|part| part.split_once("v1")?.0.parse::<usize>().ok())
            .sum();
        assert_eq!(drawn, dark);
        assert!(super::picture(&"x".repeat(5_000), "code").is_none());
    }
}
