//! The committed JSON Schemas are those the types give, and describe lessons and keys to an editor.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use pleiades_scenes::schema::{key_schema, lesson_schema};
use serde_json::Value;

#[test]
fn the_committed_schemas_are_up_to_date() {
    for (file, schema) in [
        ("schema/lesson.schema.json", lesson_schema()),
        ("schema/key.schema.json", key_schema()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let committed = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        assert!(committed == schema, "{file}: run `cargo xtask schema`");
    }
}

#[test]
fn every_field_is_described_in_them_and_no_other_is_allowed() {
    assert_eq!(
        tables(&lesson_schema()),
        28,
        "lesson, author, choice, fact, formation, media, text, privacy, quiz, rally, scene, source, stop; lab, specimen, instrument, \
         compass, press, gauge, table, column, answer, option, step, plot, grid, criterion, gate"
    );
    assert_eq!(tables(&key_schema()), 3, "key, answer, text");
}

/// How many tables a schema has, each of them closed and described.
fn tables(schema: &str) -> usize {
    let schema: Value = serde_json::from_str(schema).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    let mut tables = 0;
    let mut waiting = vec![&schema];
    while let Some(part) = waiting.pop() {
        if let Some(fields) = part["properties"].as_object() {
            tables += 1;
            assert_eq!(part["additionalProperties"], false, "{part}");
            for (name, field) in fields {
                assert!(
                    field["description"]
                        .as_str()
                        .is_some_and(|text| text.len() > 5),
                    "{name}"
                );
            }
        }
        waiting.extend(
            part.as_object()
                .into_iter()
                .flat_map(|fields| fields.values()),
        );
    }
    tables
}
