//! Why a scene cannot be used.

use crate::Language;

/// Why a scene cannot be used. [`SceneError::sentence`] says it to people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SceneError {
    /// There is no such file.
    #[error("there is no file there")]
    Missing,
    /// The system does not let us read it.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// Neither a `.glb` nor a `.gltf`.
    #[error("it is not a glTF 2.0 file; export the scene as .glb again")]
    NotGltf,
    /// The file ends before its own header says.
    #[error("it stops in the middle ({found} of {expected} bytes); copy or export it again")]
    Truncated {
        /// Bytes there should be.
        expected: u64,
        /// Bytes there are.
        found: u64,
    },
    /// More of something than any scene of ours needs.
    #[error("it has too many {what} ({found}, at most {max}); simplify the scene")]
    TooLarge {
        /// What there is too much of, in glTF's words.
        what: &'static str,
        /// How much there is.
        found: u64,
        /// How much there may be.
        max: u64,
    },
    /// The JSON in it cannot be read; the parser's words.
    #[error("its JSON is broken: {0}")]
    Json(String),
    /// Something refers to what is not there, or has an impossible value: where, and the validator's words.
    #[error("its content contradicts itself at {at}: {why}")]
    Invalid {
        /// Path inside the JSON.
        at: String,
        /// What the validator says.
        why: String,
    },
    /// The file has no scene to show.
    #[error("it has no scene; export the scene and not only its meshes")]
    NoScene,
    /// A node is its own ancestor or has two parents.
    #[error("its node {node} has two parents or is inside itself")]
    NotATree {
        /// Index and name of the node.
        node: String,
    },
    /// `extras.pleiades` of a node is not what it should be.
    #[error("extras.pleiades of node {node} cannot be used: {why}")]
    BadMark {
        /// Index and name of the node.
        node: String,
        /// What is wrong.
        why: String,
    },
    /// `extras.pleiades.v` of a node is of another version.
    #[error(
        "extras.pleiades of node {node} is of version {found}; this program reads version {known}"
    )]
    MarkVersion {
        /// Index and name of the node.
        node: String,
        /// The version found.
        found: u64,
        /// The version this program reads.
        known: u64,
    },
    /// Two nodes have the same id.
    #[error("two nodes have the id “{id}”: {first} and {second}")]
    DuplicateId {
        /// The id.
        id: String,
        /// One node.
        first: String,
        /// The other.
        second: String,
    },
    /// A marked node has no place: its scale is zero or its transform is not finite.
    #[error("node {node} has an impossible transform (scale zero, or not a number)")]
    NoPlace {
        /// Index and name of the node.
        node: String,
    },
}

impl SceneError {
    /// What is wrong, as a sentence without its full stop.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.to_string(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::Missing => "il n'y a pas de fichier à cet endroit".to_owned(),
            Self::Unreadable(why) => format!("lecture impossible ({why})"),
            Self::NotGltf => {
                "ce n'est pas un fichier glTF 2.0 ; exportez de nouveau la scène en .glb".to_owned()
            }
            Self::Truncated { expected, found } => format!(
                "le fichier s'arrête au milieu ({found} octets sur {expected}) ; copiez-le ou exportez-le de nouveau"
            ),
            Self::TooLarge { what, found, max } => {
                format!("trop d'éléments « {what} » ({found}, au plus {max}) ; simplifiez la scène")
            }
            Self::Json(words) => format!("son JSON est abîmé ({words})"),
            Self::Invalid { at, why } => format!("son contenu se contredit à {at} ({why})"),
            Self::NoScene => {
                "il ne contient aucune scène ; exportez la scène et pas seulement ses objets"
                    .to_owned()
            }
            Self::NotATree { node } => {
                format!("son nœud {node} a deux parents ou est contenu dans lui-même")
            }
            Self::BadMark { node, why } => {
                format!("extras.pleiades du nœud {node} est inutilisable ({why})")
            }
            Self::MarkVersion { node, found, known } => format!(
                "extras.pleiades du nœud {node} est en version {found} ; ce logiciel lit la version {known}"
            ),
            Self::DuplicateId { id, first, second } => {
                format!("deux nœuds portent le nom « {id} » : {first} et {second}")
            }
            Self::NoPlace { node } => {
                format!(
                    "le nœud {node} a une transformation impossible (échelle nulle ou valeur infinie)"
                )
            }
        }
    }
}
