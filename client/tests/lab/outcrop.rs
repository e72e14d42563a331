//! The outcrop without its rock: places as exact as the real ones, drawn in no time.

use std::{
    fs,
    path::{Path, PathBuf},
};

use bevy::math::{Mat3, Quat, Vec3};
use serde_json::{Value, json};

/// The outcrop lesson with a bare scene: places to stand, and surfaces as exact as the real ones.
pub fn content() -> tempfile::TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    for path in ["assets/outcrop", "scenes/affleurement"] {
        fs::create_dir_all(at(path)).unwrap();
    }
    for shared in ["avatar", "hands", "sky", "fonts"] {
        copy(
            &root.join("assets").join(shared),
            &at("assets").join(shared),
        );
    }
    for file in ["lesson.toml", "lab-key.toml"] {
        let from = root.join("scenes/affleurement").join(file);
        fs::copy(from, at("scenes/affleurement").join(file)).unwrap();
    }
    fs::write(at("assets/outcrop/outcrop.glb"), glb()).unwrap();
    folder
}

fn copy(from: &Path, to: &PathBuf) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Where a surface is: limb w in the west, e in the east, three metres from one to the next.
pub fn place(limb: &str, number: usize) -> Vec3 {
    let x = if limb == "w" { -4.0 } else { 4.0 };
    Vec3::new(x, 1.2, -3.0 * number as f32)
}

fn glb() -> Vec<u8> {
    let mut nodes = vec![node("spawn.base.1", "spawn", Vec3::ZERO, Quat::IDENTITY)];
    nodes.push(node(
        "poi.log",
        "poi",
        Vec3::new(0.0, 1.6, -40.0),
        Quat::IDENTITY,
    ));
    for (limb, strike, dip) in [("w", 20.0_f32, 40.0_f32), ("e", 180.0, 55.0)] {
        let (s, d) = (strike.to_radians(), dip.to_radians());
        // +X along the strike, +Y the upward normal; east is +X and north −Z.
        let along = Vec3::new(s.sin(), 0.0, -s.cos());
        let normal = Vec3::new(d.sin() * s.cos(), d.cos(), d.sin() * s.sin());
        let turn = Quat::from_mat3(&Mat3::from_cols(along, normal, along.cross(normal)));
        for number in 1..=8 {
            let id = format!("surface.limb_{limb}.{number}");
            nodes.push(node(&id, "surface", place(limb, number), turn));
        }
    }
    // Ground to stand on: two triangles.
    let mut ground = node("collider.ground", "collider", Vec3::ZERO, Quat::IDENTITY);
    ground["mesh"] = json!(0);
    nodes.push(ground);
    let corners = [
        [-60.0_f32, -60.0],
        [60.0, -60.0],
        [60.0, 60.0],
        [-60.0, 60.0],
    ];
    let mut buffer: Vec<u8> = corners
        .iter()
        .flat_map(|[x, z]| [*x, 0.0, *z])
        .flat_map(f32::to_le_bytes)
        .collect();
    // Without normals the engine would take the mesh apart.
    buffer.extend(
        [0.0_f32, 1.0, 0.0]
            .repeat(4)
            .iter()
            .flat_map(|at| at.to_le_bytes()),
    );
    buffer.extend(
        [0_u16, 2, 1, 0, 3, 2]
            .iter()
            .flat_map(|at| at.to_le_bytes()),
    );
    let roots: Vec<usize> = (0..nodes.len()).collect();
    let scene = json!({
        "asset": { "version": "2.0" },
        "scene": 0,
        "scenes": [{ "nodes": roots }],
        "nodes": nodes,
        "meshes": [{ "primitives": [{ "attributes": { "POSITION": 0, "NORMAL": 1 }, "indices": 2 }] }],
        "accessors": [
            { "bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3",
              "min": [-60.0, 0.0, -60.0], "max": [60.0, 0.0, 60.0] },
            { "bufferView": 1, "componentType": 5126, "count": 4, "type": "VEC3" },
            { "bufferView": 2, "componentType": 5123, "count": 6, "type": "SCALAR" },
        ],
        "bufferViews": [
            { "buffer": 0, "byteOffset": 0, "byteLength": 48 },
            { "buffer": 0, "byteOffset": 48, "byteLength": 48 },
            { "buffer": 0, "byteOffset": 96, "byteLength": 12 },
        ],
        "buffers": [{ "byteLength": buffer.len() }],
    });
    let mut text = scene.to_string().into_bytes();
    text.resize(text.len().next_multiple_of(4), b' ');
    let size = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap();
    let mut bytes = b"glTF".to_vec();
    bytes.extend(2_u32.to_le_bytes());
    bytes.extend((28 + size(&text) + size(&buffer)).to_le_bytes());
    bytes.extend(size(&text).to_le_bytes());
    bytes.extend(b"JSON");
    bytes.extend(&text);
    bytes.extend(size(&buffer).to_le_bytes());
    bytes.extend(b"BIN\0");
    bytes.extend(buffer);
    bytes
}

fn node(id: &str, kind: &str, at: Vec3, turn: Quat) -> Value {
    json!({
        "name": id,
        "translation": at.to_array(),
        "rotation": turn.to_array(),
        "extras": { "pleiades": { "v": 1, "id": id, "kind": kind } },
    })
}
