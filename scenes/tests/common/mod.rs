//! What the tests share: a glTF file made in code, and a lesson in a folder of its own.
#![allow(dead_code, clippy::unwrap_used)]

pub(crate) mod lab;

use std::fs;
use std::path::PathBuf;

use pleiades_scenes::lesson::Date;
use pleiades_scenes::lint::{self, Report};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The day on which the lesson below is without problems.
pub(crate) const TODAY: (u16, u8, u8) = (2026, 11, 23);

/// A whole lesson, small; every line of it is changed by some test.
pub(crate) const LESSON: &str = r#"id = "test.visite"
version = "1.0.0"
kind = "tour"
title = { fr = "Visite", en = "Visit" }
summary = { fr = "Deux étapes.", en = "Two stops." }
audience = ["lycee-1re"]
languages = ["fr", "en"]
duration_min = 10
licence = "CC-BY-4.0"
authors = [{ name = "Une enseignante", org = "Un lycée" }]

[scene]
asset = "place.glb"
spawn = "spawn.gate"

[privacy]
retention_days = 30

[[stop]]
id = "bois"
anchor = "poi.bois"
title = { fr = "Bois", en = "Wood" }
required = true
dwell_min_s = 20
card = { fr = "Une école.", en = "A school." }
facts = [{ text = { fr = "Fondée en 1985.", en = "Founded in 1985." }, source = "site", valid_until = 2027-09-01 }]
questions = [{ fr = "Comment entrer ?", en = "How to get in?" }]

[[stop]]
id = "droit"
anchor = "poi.droit"
title = { fr = "Droit", en = "Law" }
card = { fr = "Une faculté.", en = "A faculty." }

[[source]]
id = "site"
title = "Le site de l'école"
url = "https://example.org/ecole"
checked = 2026-11-23
"#;

/// The smallest picture there is: a dot.
pub(crate) const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

/// A lesson with a rally, a formation and a quiz of each kind; [`KEY`] is its answer key.
pub(crate) const VISIT: &str = r#"id = "test.visite"
version = "1.0.0"
kind = "tour"
order = "led"
title = { fr = "Visite", en = "Visit" }
summary = { fr = "Deux étapes.", en = "Two stops." }
audience = ["lycee-1re"]
languages = ["fr", "en"]
duration_min = 10
licence = "CC-BY-4.0"
authors = [{ name = "Une enseignante" }]
scene = { asset = "place.glb", spawn = "spawn.gate" }
rally = { title = { fr = "Rallye", en = "Rally" }, intro = { fr = "Allez !", en = "Go!" } }

[[stop]]
id = "bois"
anchor = "poi.bois"
title = { fr = "Bois", en = "Wood" }
card = { fr = "Une école.", en = "A school." }
media = [{ kind = "image", file = "plan.png", caption = { fr = "Le plan.", en = "The plan." }, credit = "Nous, CC0" }]

[[stop.quiz]]
id = "un"
kind = "single"
question = { fr = "Lequel ?", en = "Which?" }
choices = [{ id = "a", text = { fr = "A", en = "A" } }, { id = "b", text = { fr = "B", en = "B" } }]

[[stop.quiz]]
id = "plusieurs"
kind = "multiple"
by = "team"
question = { fr = "Lesquels ?", en = "Which ones?" }
choices = [{ id = "a", text = { fr = "A", en = "A" } }, { id = "b", text = { fr = "B", en = "B" } }, { id = "c", text = { fr = "C", en = "C" } }]

[[stop.quiz]]
id = "nombre"
kind = "number"
rally = "measure"
tries = 2
unit = "°"
question = { fr = "Combien ?", en = "How many?" }

[[stop.quiz]]
id = "ordre"
kind = "order"
question = { fr = "Dans quel ordre ?", en = "In which order?" }
choices = [{ id = "a", text = { fr = "A", en = "A" } }, { id = "b", text = { fr = "B", en = "B" } }]

[[stop.quiz]]
id = "ou"
kind = "point"
rally = "find"
question = { fr = "Où ?", en = "Where?" }

[[formation]]
id = "licence"
stop = "bois"
title = { fr = "Licence", en = "Degree" }
link = "https://example.org/licence"
source = "site"

[[source]]
id = "site"
title = "Le site de l'école"
url = "https://example.org/ecole"
checked = 2026-11-23
"#;

/// The answer key of [`VISIT`].
pub(crate) const KEY: &str = r#"[[answer]]
quiz = "un"
choice = "b"
why = { fr = "Voilà." }
source = "site"

[[answer]]
quiz = "plusieurs"
choices = ["c", "a"]
why = { fr = "Voilà." }

[[answer]]
quiz = "nombre"
number = 30
tolerance = 2.5
why = { fr = "Voilà." }

[[answer]]
quiz = "ordre"
order = ["b", "a"]
why = { fr = "Voilà." }

[[answer]]
quiz = "ou"
at = "poi.droit"
why = { fr = "Voilà." }
"#;

/// A node of a scene with a mark.
pub(crate) fn marked(id: &str, kind: &str) -> Value {
    json!({ "name": id, "extras": { "pleiades": { "v": 1, "id": id, "kind": kind } } })
}

/// The JSON of a glTF file whose scene holds `nodes`, all at its root.
pub(crate) fn gltf(nodes: &[Value]) -> Value {
    let roots: Vec<_> = (0..nodes.len()).collect();
    json!({ "asset": { "version": "2.0" }, "scene": 0, "scenes": [{ "nodes": roots }], "nodes": nodes })
}

/// A `.glb` with this JSON and no buffer.
pub(crate) fn glb(json: &Value) -> Vec<u8> {
    let mut text = json.to_string().into_bytes();
    text.resize(text.len().next_multiple_of(4), b' ');
    let chunk = u32::try_from(text.len()).unwrap();
    let mut bytes = b"glTF".to_vec();
    bytes.extend(2_u32.to_le_bytes());
    bytes.extend((20 + chunk).to_le_bytes());
    bytes.extend(chunk.to_le_bytes());
    bytes.extend(b"JSON");
    bytes.extend(text);
    bytes
}

/// The scene of [`LESSON`].
pub(crate) fn place() -> Vec<u8> {
    glb(&gltf(&[
        marked("poi.bois", "poi"),
        marked("poi.droit", "poi"),
        marked("spawn.gate.1", "spawn"),
        marked("spawn.gate.2", "spawn"),
        marked("collider.ground", "collider"),
    ]))
}

/// A lesson and its scene in a folder that goes away with it.
pub(crate) struct Folder {
    folder: TempDir,
}

impl Folder {
    /// The lesson with its scene.
    pub(crate) fn with(lesson: impl AsRef<[u8]>, scene: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("lesson.toml"), lesson).unwrap();
        fs::write(folder.path().join("place.glb"), scene).unwrap();
        Self { folder }
    }

    /// [`LESSON`] after one change.
    pub(crate) fn changed(from: &str, to: &str) -> Self {
        assert!(LESSON.contains(from), "the lesson has no {from:?}");
        Self::with(LESSON.replacen(from, to, 1), &place())
    }

    /// [`VISIT`] with its key and its picture, after one change in either.
    pub(crate) fn visit(from: &str, to: &str) -> Self {
        let whole = format!("{VISIT}{KEY}");
        assert!(
            whole.contains(from),
            "the lesson and its key have no {from:?}"
        );
        let (lesson, key) = if VISIT.contains(from) {
            (VISIT.replacen(from, to, 1), KEY.to_owned())
        } else {
            (VISIT.to_owned(), KEY.replacen(from, to, 1))
        };
        let folder = Self::with(lesson, &place());
        fs::write(folder.path().join("key.toml"), key).unwrap();
        fs::write(folder.path().join("plan.png"), PICTURE).unwrap();
        folder
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub(crate) fn lint(&self) -> Report {
        let (year, month, day) = TODAY;
        lint::lint_on(self.folder.path(), Date::new(year, month, day).unwrap())
    }

    /// The problems as people read them, without the folder's name.
    pub(crate) fn lines(&self) -> Vec<String> {
        let folder = format!("{}/", self.folder.path().display());
        self.lint()
            .problems
            .iter()
            .map(|problem| problem.to_string().replace(&folder, ""))
            .collect()
    }
}

/// Changing the first text into the second gives exactly these lines.
pub(crate) fn says(from: &str, to: &str, lines: &[&str]) {
    assert_eq!(
        Folder::changed(from, to).lines(),
        lines,
        "{from:?} → {to:?}"
    );
}

/// Changing the first text of the visit or its key into the second gives exactly these lines.
pub(crate) fn visit_says(from: &str, to: &str, lines: &[&str]) {
    assert_eq!(Folder::visit(from, to).lines(), lines, "{from:?} → {to:?}");
}
