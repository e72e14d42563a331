//! The JSON Schemas of lessons and answer keys, for editors: generated from the types, committed in `scenes/schema/`.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::lesson::{Key, Lesson};

/// The schema of `lesson.toml` (JSON Schema, draft 2020-12), as the text of `schema/lesson.schema.json`.
pub fn lesson_schema() -> String {
    // Serialising a JSON value to a string cannot fail, and the alternate form of `Display` is the indented one.
    format!("{:#}\n", lesson_schema_value())
}

/// The schema of `key.toml`, as the text of `schema/key.schema.json`.
pub fn key_schema() -> String {
    format!("{:#}\n", key_schema_value())
}

/// The schema of a lesson as a value.
pub(crate) fn lesson_schema_value() -> Value {
    schema_of::<Lesson>()
}

/// The schema of an answer key as a value.
pub(crate) fn key_schema_value() -> Value {
    schema_of::<Key>()
}

fn schema_of<T: JsonSchema>() -> Value {
    let schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    let mut schema = schema.to_value();
    without_null(&mut schema);
    // The committed text must not depend on which features other crates turn on in serde_json.
    schema.sort_all_objects();
    schema
}

/// TOML has no null: what may be absent is left out.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.get("default") == Some(&Value::Null) {
                fields.remove("default");
            }
            if let Some(Value::Array(types)) = fields.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    fields.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(choices)) = fields.get_mut("anyOf") {
                choices.retain(|choice| choice.get("type") != Some(&Value::from("null")));
                if let [Value::Object(only)] = choices.as_mut_slice() {
                    let only = std::mem::take(only);
                    fields.remove("anyOf");
                    fields.extend(only);
                }
            }
            fields.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}
