//! The JSON inside a `.glb` or `.gltf` file: read and checked, without its buffers.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use gltf::json::Root;
use gltf::json::validation::{Error as Flaw, Validate};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::SceneError;

/// Larger JSON than this is a mistake or an attack: a campus of ours needs a hundredth of it.
const JSON_MAX_BYTES: u64 = 16 * 1024 * 1024;
/// More nodes, meshes or accessors than this cannot be drawn in a classroom anyway.
const ITEMS_MAX: usize = 100_000;

const GLB_MAGIC: [u8; 4] = *b"glTF";
const GLB_VERSION: u32 = 2;
const CHUNK_JSON: [u8; 4] = *b"JSON";
const GLB_HEADER_BYTES: u64 = 12;
const CHUNK_HEADER_BYTES: u64 = 8;

/// Reads the JSON of a glTF file and checks that whatever it refers to is in it. The buffers are left where they are.
pub(super) fn read(path: &Path) -> Result<Root, SceneError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => SceneError::Missing,
        _ => SceneError::Unreadable(error.to_string()),
    })?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(SceneError::NotGltf);
    }
    parse(&json_bytes(BufReader::new(file), metadata.len())?)
}

/// The JSON text of a file of `file_bytes` bytes.
fn json_bytes(mut file: impl Read, file_bytes: u64) -> Result<Vec<u8>, SceneError> {
    let mut magic = [0; 4];
    file.read_exact(&mut magic)
        .map_err(|_| SceneError::NotGltf)?;
    if magic != GLB_MAGIC {
        let text = magic
            .iter()
            .find(|byte| !byte.is_ascii_whitespace())
            .is_some_and(|byte| *byte == b'{');
        if !text {
            return Err(SceneError::NotGltf);
        }
        limit("JSON", file_bytes, JSON_MAX_BYTES)?;
        let mut json = magic.to_vec();
        file.take(JSON_MAX_BYTES)
            .read_to_end(&mut json)
            .map_err(unreadable)?;
        return Ok(json);
    }

    let truncated = |expected| SceneError::Truncated {
        expected,
        found: file_bytes,
    };
    let header = GLB_HEADER_BYTES + CHUNK_HEADER_BYTES;
    let mut rest = [0; (GLB_HEADER_BYTES + CHUNK_HEADER_BYTES) as usize - 4];
    file.read_exact(&mut rest).map_err(|_| truncated(header))?;
    let word = |at: usize| u32::from_le_bytes([rest[at], rest[at + 1], rest[at + 2], rest[at + 3]]);
    let (version, total, chunk) = (word(0), u64::from(word(4)), u64::from(word(8)));
    if version != GLB_VERSION || rest[12..16] != CHUNK_JSON {
        return Err(SceneError::NotGltf);
    }
    limit("JSON", chunk, JSON_MAX_BYTES)?;
    let needed = total.max(header + chunk);
    if file_bytes < needed {
        return Err(truncated(needed));
    }
    let mut json = Vec::new();
    let read = file
        .take(chunk)
        .read_to_end(&mut json)
        .map_err(unreadable)?;
    if (read as u64) < chunk {
        return Err(truncated(needed));
    }
    Ok(json)
}

/// Only how many of each there are, so that a hostile file is refused before it takes memory.
#[derive(Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[derive(Default)]
struct Counts {
    accessors: Vec<IgnoredAny>,
    animations: Vec<IgnoredAny>,
    buffer_views: Vec<IgnoredAny>,
    buffers: Vec<IgnoredAny>,
    cameras: Vec<IgnoredAny>,
    images: Vec<IgnoredAny>,
    materials: Vec<IgnoredAny>,
    meshes: Vec<IgnoredAny>,
    nodes: Vec<IgnoredAny>,
    samplers: Vec<IgnoredAny>,
    scenes: Vec<IgnoredAny>,
    skins: Vec<IgnoredAny>,
    textures: Vec<IgnoredAny>,
}

impl Counts {
    fn check(&self) -> Result<(), SceneError> {
        [
            ("accessors", &self.accessors),
            ("animations", &self.animations),
            ("bufferViews", &self.buffer_views),
            ("buffers", &self.buffers),
            ("cameras", &self.cameras),
            ("images", &self.images),
            ("materials", &self.materials),
            ("meshes", &self.meshes),
            ("nodes", &self.nodes),
            ("samplers", &self.samplers),
            ("scenes", &self.scenes),
            ("skins", &self.skins),
            ("textures", &self.textures),
        ]
        .into_iter()
        .try_for_each(|(what, items)| limit(what, items.len() as u64, ITEMS_MAX as u64))
    }
}

fn parse(json: &[u8]) -> Result<Root, SceneError> {
    let broken = |error: serde_json::Error| SceneError::Json(error.to_string());
    serde_json::from_slice::<Counts>(json)
        .map_err(broken)?
        .check()?;
    let root: Root = serde_json::from_slice(json).map_err(broken)?;
    if !root.asset.version.starts_with("2.") {
        return Err(SceneError::NotGltf);
    }
    let mut flaw = None;
    root.validate(
        &root,
        gltf::json::Path::new,
        &mut |path: &dyn Fn() -> gltf::json::Path, error| {
            // Which extensions can be drawn is for the renderer to say.
            if error != Flaw::Unsupported && flaw.is_none() {
                flaw = Some(SceneError::Invalid {
                    at: path().to_string(),
                    why: error.to_string(),
                });
            }
        },
    );
    match flaw {
        Some(flaw) => Err(flaw),
        None => Ok(root),
    }
}

fn limit(what: &'static str, found: u64, max: u64) -> Result<(), SceneError> {
    if found > max {
        return Err(SceneError::TooLarge { what, found, max });
    }
    Ok(())
}

fn unreadable(error: io::Error) -> SceneError {
    SceneError::Unreadable(error.to_string())
}
