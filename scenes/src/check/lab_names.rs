//! What a key refers to by name: tables, columns, answers, truths, specimens, classes.

use pleiades_labs::timber::StrengthClass;
use toml::de::DeTable;

use super::forms::{Holds, QUANTITIES};
use super::lab::known;
use super::lab_key::Checker;
use super::lab_marks::word;
use super::tree::{tables, text};
use crate::problem::{Fault, LabFault, Thing};

impl Checker<'_, '_, '_> {
    pub(super) fn reference(&mut self, item: &DeTable<'_>, holds: Holds, id: &str, at: usize) {
        let lab = self.lab;
        match holds {
            Holds::Table => {
                let names = lab.tables.iter().map(|table| table.id.as_str());
                known(Thing::Table, id, at, names, self.findings);
            }
            Holds::Column | Holds::Columns => {
                let own = text(item, "table").and_then(|(table, _)| lab.table(table));
                if let Some(own) = own {
                    let names = own.columns.iter().map(|column| column.id.as_str());
                    known(Thing::Column, id, at, names, self.findings);
                }
            }
            Holds::Answer(kind) => {
                let names = lab.answers.iter().map(|answer| answer.id.as_str());
                known(Thing::Answer, id, at, names, self.findings);
                let other = lab
                    .answer(id)
                    .is_some_and(|answer| word(answer.kind) != kind);
                self.other_kind(other, Thing::Answer, id, at);
            }
            Holds::Options => {
                let answer = text(item, "answer").and_then(|(answer, _)| lab.answer(answer));
                if let Some(answer) = answer {
                    let names = answer.options.iter().map(|option| option.id.as_str());
                    known(Thing::Choice, id, at, names, self.findings);
                }
            }
            Holds::Number => self.truth(id, at, &["number", "model", "apparent-dip"]),
            Holds::Plane | Holds::Planes => self.truth(id, at, &["plane", "points"]),
            Holds::Line => self.truth(id, at, &["line", "intersection"]),
            Holds::Specimens => {
                let names = lab.specimens.iter().map(|specimen| specimen.id.as_str());
                known(Thing::Specimen, id, at, names, self.findings);
            }
            Holds::Class => {
                let names = StrengthClass::ALL.map(|class| class.name);
                if !names.contains(&id) {
                    self.not_a_choice(id, at, &names);
                }
            }
            Holds::Quantity if !QUANTITIES.contains(&id) => {
                self.not_a_choice(id, at, &QUANTITIES);
            }
            Holds::Actions => {
                let names = lab.steps.iter().map(|step| step.id.as_str());
                known(Thing::Step, id, at, names, self.findings);
            }
            Holds::Unit if id.parse::<pleiades_labs::quantity::Unit>().is_err() => {
                self.findings
                    .error(at, Fault::Lab(LabFault::Unit(id.to_owned())));
            }
            _ => {}
        }
    }

    fn truth(&mut self, id: &str, at: usize, kinds: &[&str]) {
        let names = tables(self.root, "truth").filter_map(|truth| text(truth, "id"));
        let named: Vec<&str> = names.map(|(id, _)| id).collect();
        known(Thing::Truth, id, at, named.into_iter(), self.findings);
        let other = tables(self.root, "truth")
            .find(|truth| text(truth, "id").is_some_and(|(found, _)| found == id))
            .and_then(|truth| text(truth, "kind"))
            .is_some_and(|(kind, _)| !kinds.contains(&kind));
        self.other_kind(other, Thing::Truth, id, at);
    }

    fn other_kind(&mut self, other: bool, thing: Thing, id: &str, at: usize) {
        if other {
            let fault = LabFault::OtherKind(thing, id.to_owned());
            self.findings.error(at, Fault::Lab(fault));
        }
    }
}
