//! Prints a JSON Schema: of lessons, or of answer keys after `key`. `cargo xtask schema` writes both to `scenes/schema/`.

use std::io::{self, Write};

use pleiades_scenes::schema;

fn main() -> io::Result<()> {
    let of_keys = std::env::args().nth(1).as_deref() == Some("key");
    let text = if of_keys {
        schema::key_schema()
    } else {
        schema::lesson_schema()
    };
    io::stdout().write_all(text.as_bytes())
}
