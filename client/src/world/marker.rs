//! What a scene's node says of itself in its `extras`: a stable id and what it is for.

use bevy::{gltf::GltfExtras, prelude::*};
use serde::Deserialize;

/// A node with an id of its own in the scene file.
#[derive(Component, Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Marker {
    /// Stable id, such as `building.enstib`.
    pub(crate) id: String,
    /// What it is for, such as `collider`.
    pub(crate) kind: String,
}

impl Marker {
    /// Reads the `pleiades` object of a node's extras; nothing if there is none or it is not ours.
    pub(crate) fn read(extras: &GltfExtras) -> Option<Self> {
        #[derive(Deserialize)]
        struct Extras {
            pleiades: Option<Marker>,
        }
        serde_json::from_str::<Extras>(&extras.value).ok()?.pleiades
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_our_extras_are_read() {
        let read = |value: &str| {
            Marker::read(&GltfExtras {
                value: value.into(),
            })
        };
        let marker =
            read(r#"{"pleiades":{"v":1,"id":"collider.ground","kind":"collider"}}"#).unwrap();
        assert_eq!(
            marker,
            Marker {
                id: "collider.ground".into(),
                kind: "collider".into()
            }
        );
        for other in [
            "",
            "{}",
            "[1]",
            r#"{"pleiades":3}"#,
            r#"{"pleiades":{"id":"x"}}"#,
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
