//! Whatever is in the files: an answer, never a panic, and every place that is named exists.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Folder, LESSON, TODAY, glb, gltf, marked, place};
use pleiades_scenes::Language;
use pleiades_scenes::lesson::{self, Date};
use pleiades_scenes::lint::{self, Fault};
use pleiades_scenes::scene::SceneIndex;
use proptest::prelude::*;
use serde_json::json;

/// Lints and loads; both have to agree on whether there is a lesson, and to point into the text.
fn answers(text: &[u8], scene: &[u8]) {
    let folder = Folder::with(text, scene);
    let (year, month, day) = TODAY;
    let report = lint::lint_on(&folder.path(), Date::new(year, month, day).unwrap());
    let lines: Vec<_> = text.split(|byte| *byte == b'\n').collect();
    for problem in &report.problems {
        // The types allow whatever the schema allows: one truth.
        assert!(!matches!(problem.fault, Fault::Refused(_)), "{problem}");
        assert!(
            !Language::ALL
                .map(|language| problem.render(language))
                .contains(&String::new())
        );
        if let Some(position) = problem.position {
            assert!((1..=lines.len()).contains(&position.line), "{problem}");
            assert!(
                (1..=lines[position.line - 1].len() + 1).contains(&position.column),
                "{problem}"
            );
        }
    }
    match lesson::load(&folder.path()) {
        Ok(_) => assert!(!report.has_errors(), "{report:?}"),
        Err(problems) => assert!(problems.has_errors() && report.has_errors()),
    }
}

/// A change to a text: bytes flipped, lines dropped, doubled or swapped, a piece cut or put elsewhere.
#[derive(Clone, Debug)]
enum Change {
    Flip(prop::sample::Index, u8),
    DropLine(prop::sample::Index),
    DoubleLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    Cut(prop::sample::Index),
    Insert(prop::sample::Index, String),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    let pieces = prop::sample::select(vec![
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        ",",
        "\n",
        "\\",
        "#",
        "\"\"\"",
        "é",
        "2027-13-45",
        "1e999",
        "0x",
        "[[stop]]\n",
        "facts = 3\n",
        "a.b.c = 1\n",
        "\u{202e}",
        "\0",
    ]);
    prop_oneof![
        (at(), 1..=255_u8).prop_map(|(at, bits)| Change::Flip(at, bits)),
        at().prop_map(Change::DropLine),
        at().prop_map(Change::DoubleLine),
        (at(), at()).prop_map(|(one, other)| Change::SwapLines(one, other)),
        at().prop_map(Change::Cut),
        (at(), pieces).prop_map(|(at, piece)| Change::Insert(at, piece.to_owned())),
    ]
}

fn apply(mut text: Vec<u8>, change: &Change) -> Vec<u8> {
    if text.is_empty() {
        return text;
    }
    let mut lines: Vec<Vec<u8>> = text
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    match change {
        Change::Flip(at, bits) => {
            let at = at.index(text.len());
            text[at] ^= bits;
            return text;
        }
        Change::Cut(at) => {
            text.truncate(at.index(text.len()));
            return text;
        }
        Change::Insert(at, piece) => {
            let at = at.index(text.len());
            text.splice(at..at, piece.bytes());
            return text;
        }
        Change::DropLine(at) => drop(lines.remove(at.index(lines.len()))),
        Change::DoubleLine(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at].clone());
        }
        Change::SwapLines(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
        }
    }
    lines.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_a_lesson_with_a_few_changes(changes in prop::collection::vec(change(), 1..6)) {
        let text = changes.iter().fold(LESSON.as_bytes().to_vec(), apply);
        answers(&text, &place());
    }

    #[test]
    fn on_a_scene_with_a_few_changes(changes in prop::collection::vec(change(), 1..4)) {
        let mut poi = marked("poi.bois", "poi");
        poi["children"] = json!([1]);
        poi["matrix"] = json!([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
        let mut scene = gltf(&[poi, marked("spawn.gate.1", "spawn")]);
        scene["scenes"][0]["nodes"] = json!([0]);
        let scene = changes.iter().fold(glb(&scene), apply);
        answers(LESSON.as_bytes(), &scene);
    }

    #[test]
    fn on_a_visit_or_its_key_with_a_few_changes(changes in prop::collection::vec(change(), 1..6), of_key in any::<bool>()) {
        let folder = Folder::visit("Voilà.", "Voici.");
        let file = folder.path().join(if of_key { "key.toml" } else { "lesson.toml" });
        let text = changes.iter().fold(fs::read(&file).unwrap(), apply);
        fs::write(&file, text).unwrap();
        let report = lint::lint_on(&folder.path(), Date::new(2026, 11, 23).unwrap());
        prop_assert!(!report.problems.iter().any(|problem| matches!(problem.fault, Fault::Refused(_))), "{report:?}");
        if let Ok(loaded) = lesson::load(&folder.path()) {
            prop_assert_eq!(lesson::load_key(&loaded).is_err(), report.has_errors());
        }
    }

    #[test]
    fn on_any_bytes_as_a_lesson(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        answers(&bytes, &place());
    }

    #[test]
    fn on_any_bytes_as_a_scene(bytes in prop::collection::vec(any::<u8>(), 0..300), headed in any::<bool>()) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let head: &[u8] = if headed { b"glTF\x02\0\0\0" } else { b"" };
        fs::write(file.path(), [head, &bytes].concat()).unwrap();
        prop_assert!(SceneIndex::read(file.path()).is_err());
    }

    #[test]
    fn on_any_tree_of_the_right_words(text in lesson_like()) {
        answers(text.as_bytes(), &place());
    }
}

/// Real field names with values of any type: what passes the parser and has to be judged by the checks.
fn lesson_like() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "id",
        "version",
        "kind",
        "title",
        "summary",
        "audience",
        "languages",
        "duration_min",
        "licence",
        "authors",
        "scene",
        "privacy",
        "source",
        "stop",
        "fr",
        "en",
        "asset",
        "spawn",
        "anchor",
        "card",
        "facts",
        "questions",
        "url",
        "checked",
        "valid_until",
        "text",
        "required",
        "titel",
    ]);
    let leaf = prop_oneof![
        Just("\"x\"".to_owned()),
        Just("\"fr\"".to_owned()),
        Just("\"\"".to_owned()),
        Just("3".to_owned()),
        Just("-0.0".to_owned()),
        Just("true".to_owned()),
        Just("2027-09-01".to_owned()),
        Just("07:32:00".to_owned()),
        Just("0000-01-01".to_owned()),
    ];
    let fields = move |value: BoxedStrategy<String>| {
        prop::collection::btree_map(names.clone(), value, 0..6).prop_map(|map| {
            map.into_iter()
                .map(|(name, value)| format!("{name} = {value}"))
                .collect::<Vec<_>>()
        })
    };
    let nested = fields.clone();
    let value = leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(", "))),
            nested(inner.boxed()).prop_map(|fields| format!("{{ {} }}", fields.join(", "))),
        ]
    });
    fields(value.boxed()).prop_map(|fields| fields.join("\n"))
}
