//! A section: the ground, each measurement as steep as the section shows it, and each limb's mean drawn on below.

use bevy_egui::egui;
use egui::Align2;
use pleiades_labs::plot::Section;

use super::{Paper, colour};
use crate::panels::style;

const WIDTH: f32 = 560.0;
const TOP: f32 = 26.0;

pub(super) fn draw(ui: &mut egui::Ui, section: &Section) {
    let profile = section.profile();
    let metre = profile.as_ref().map_or(1.0, |profile| {
        WIDTH / (profile.along_m[1] - profile.along_m[0]) as f32
    });
    let deep = profile
        .as_ref()
        .map_or(40.0, |profile| metre * profile.depth_m as f32);
    let paper = Paper::new(ui, WIDTH, TOP + deep + 34.0);
    let [left, right] = section.ends();
    paper.words(paper.at(0.0, 0.0), Align2::LEFT_TOP, left, style::PAPER);
    paper.words(paper.at(WIDTH, 0.0), Align2::RIGHT_TOP, right, style::PAPER);
    paper.line(paper.at(0.0, TOP), paper.at(WIDTH, TOP), 2.0, style::PAPER);
    let Some(profile) = profile else {
        return;
    };
    let at = |[x, up]: [f64; 2]| {
        paper.at(
            metre * (x - profile.along_m[0]) as f32,
            TOP - metre * up as f32,
        )
    };
    for trace in &profile.traces {
        let colour = colour(trace.limb);
        if trace.mean {
            paper.line(at(trace.from), at(trace.to), 3.0, colour);
        } else {
            paper.dashed(at(trace.from), at(trace.to), 2.0, colour);
        }
    }
    let bar = section.bar_m(&profile);
    let below = TOP + deep + 12.0;
    let end = paper.at(metre * bar as f32, below);
    paper.line(paper.at(0.0, below), end, 2.0, style::MIST);
    let words = format!("{} m", section.notation.exact(bar));
    paper.words(
        end + egui::vec2(8.0, 0.0),
        Align2::LEFT_CENTER,
        words,
        style::MIST,
    );
    for (limb, words) in section.legend(&profile) {
        ui.label(egui::RichText::new(words).color(colour(limb)));
    }
}
