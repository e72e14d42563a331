//! Prints the JSON Schema of lessons; `cargo xtask schema` writes it to `scenes/schema/lesson.schema.json`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(pleiades_scenes::schema::lesson_schema().as_bytes())
}
