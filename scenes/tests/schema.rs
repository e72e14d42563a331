//! The committed JSON Schema is the one the types give, and describes lessons to an editor.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use pleiades_scenes::schema::lesson_schema;
use serde_json::Value;

#[test]
fn the_committed_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/lesson.schema.json");
    let committed = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(committed == lesson_schema(), "run `cargo xtask schema`");
}

#[test]
fn every_field_is_described_in_it_and_no_other_is_allowed() {
    let schema: Value = serde_json::from_str(&lesson_schema()).unwrap();
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
    assert_eq!(
        tables, 23,
        "lesson, author, fact, text, privacy, scene, source, stop; lab, specimen, instrument, compass, press, gauge, table, column, \
         answer, option, step, plot, grid, criterion, gate"
    );
}
