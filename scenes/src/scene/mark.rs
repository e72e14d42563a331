//! The mark a node carries: `extras.pleiades = { "v": 1, "id": "poi.enstib", "kind": "poi" }`.

use std::fmt;

use gltf::json::scene::Node;
use serde::Deserialize;

use super::SceneError;

/// The version of marks this program reads.
pub const MARK_VERSION: u64 = 1;

/// What a marked node is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Where people arrive; −Z is the way they look.
    Spawn,
    /// Where one stands to look at something, at the height of the eyes; −Z looks at it.
    Poi,
    /// A point of a way that can be walked.
    Path,
    /// A mesh that stops people, not drawn.
    Collider,
    /// A volume.
    Zone,
    /// A building.
    Building,
    /// A thing that can be taken into the hand.
    Prop,
    /// A place a prop can be put into.
    Socket,
    /// A kind this program gives no meaning to.
    Other(String),
}

impl Kind {
    /// The word in the file.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Spawn => "spawn",
            Self::Poi => "poi",
            Self::Path => "path",
            Self::Collider => "collider",
            Self::Zone => "zone",
            Self::Building => "building",
            Self::Prop => "prop",
            Self::Socket => "socket",
            Self::Other(word) => word,
        }
    }
}

impl From<String> for Kind {
    fn from(word: String) -> Self {
        [
            Self::Spawn,
            Self::Poi,
            Self::Path,
            Self::Collider,
            Self::Zone,
            Self::Building,
            Self::Prop,
            Self::Socket,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == word)
        .unwrap_or(Self::Other(word))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The id and kind of a marked node.
pub(super) struct Mark {
    pub(super) id: String,
    pub(super) kind: Kind,
}

#[derive(Deserialize)]
struct Extras {
    pleiades: Option<serde_json::Value>,
}

/// Other fields are allowed: they are for whoever gives the kind its meaning.
#[derive(Deserialize)]
struct Written {
    id: String,
    kind: String,
}

/// The mark of `node`, none if it has none; `named` is how errors call the node.
pub(super) fn mark_of(node: &Node, named: impl Fn() -> String) -> Result<Option<Mark>, SceneError> {
    let Some(extras) = &node.extras else {
        return Ok(None);
    };
    // Blender and others write what they like in extras: only what is meant for us has to be well-formed.
    let Ok(Extras {
        pleiades: Some(written),
    }) = serde_json::from_str(extras.get())
    else {
        return Ok(None);
    };
    let bad = |why: String| SceneError::BadMark { node: named(), why };
    let found = written
        .get("v")
        .and_then(serde_json::Value::as_u64)
        .ok_or_else(|| bad("no version “v”".to_owned()))?;
    if found != MARK_VERSION {
        return Err(SceneError::MarkVersion {
            node: named(),
            found,
            known: MARK_VERSION,
        });
    }
    let Written { id, kind } =
        serde_json::from_value(written).map_err(|error| bad(error.to_string()))?;
    if id.trim().is_empty() {
        return Err(bad("empty “id”".to_owned()));
    }
    Ok(Some(Mark {
        id,
        kind: kind.into(),
    }))
}
