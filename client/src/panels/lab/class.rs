//! The class, for a teacher: pupils by steps, and a look into one notebook.

use bevy_egui::egui;
use pleiades_labs::quantity::Notation;
use pleiades_netcode::{
    bench::{StepState, is_exam, progress},
    protocol::{LabCommand, Teaching, lab::AttemptId},
    room::Labs,
};
use pleiades_scenes::lab::Lab;

use super::{LabPanel, Page};
use crate::{language::Phrases, panels::style};

pub(super) fn page(
    ui: &mut egui::Ui,
    panel: &mut LabPanel,
    labs: &Labs,
    lab: &Lab,
    phrases: &Phrases,
) -> Vec<LabCommand> {
    let mut wishes = Vec::new();
    ui.horizontal_wrapped(|ui| {
        let exam = is_exam(lab, labs);
        for (on, key) in [(false, "lab-as-training"), (true, "lab-as-exam")] {
            let chosen = ui.selectable_label(exam == on, phrases.get(key).into_owned());
            if chosen.clicked() && exam != on {
                wishes.push(LabCommand::SetExam { on });
            }
        }
        let mut marked = labs.attempts().filter(|(_, it)| it.marks.is_some());
        if marked.any(|(_, attempt)| !attempt.released)
            && ui
                .button(phrases.get("lab-release-all").into_owned())
                .clicked()
        {
            wishes.push(LabCommand::ReleaseAll);
        }
    });
    egui::Grid::new("class").striped(true).show(ui, |ui| {
        for line in progress(lab, labs) {
            let attempt = AttemptId(line.attempt);
            if ui.button(&line.names).clicked() {
                panel.attempt = Some(attempt);
                panel.page = Page::Notebook;
            }
            for step in &line.steps {
                // Shapes, so that nobody has to tell colours apart.
                ui.label(match step {
                    StepState::Untouched => "·",
                    StepState::Begun => "◐",
                    StepState::Done => "●",
                });
            }
            let mark = line
                .earned
                .map_or_else(String::new, |earned| Notation::French.fixed(earned, 1));
            ui.label(mark);
            let hidden = labs
                .attempt(attempt)
                .is_some_and(|attempt| attempt.marks.is_some() && !attempt.released);
            if hidden && ui.button(phrases.get("lab-release").into_owned()).clicked() {
                let act = Teaching::Release;
                wishes.push(LabCommand::Teach { attempt, act });
            }
            for plot in &lab.plots {
                let show = phrases.with(
                    "lab-show",
                    &[(
                        "figure",
                        plot.title.get(phrases.language()).to_owned().into(),
                    )],
                );
                if ui.button("▣").on_hover_text(show).clicked() {
                    let plot = plot.id.as_str().into();
                    let act = Teaching::Show { plot };
                    wishes.push(LabCommand::Teach { attempt, act });
                }
            }
            ui.end_row();
        }
    });
    if labs.shown().is_some() && ui.button(phrases.get("lab-unshow").into_owned()).clicked() {
        wishes.push(LabCommand::Unshow);
    }
    if panel.attempt.is_some() && ui.button(phrases.get("lab-own").into_owned()).clicked() {
        panel.attempt = None;
    }
    ui.label(style::quiet(phrases.get("lab-class-help")));
    wishes
}
