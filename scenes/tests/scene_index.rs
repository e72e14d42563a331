//! Reading scenes: places in the room, and files that are broken or hostile.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{glb, gltf, marked};
use pleiades_scenes::Language;
use pleiades_scenes::scene::{Kind, SceneError, SceneIndex};
use serde_json::{Value, json};

fn read(bytes: &[u8]) -> Result<SceneIndex, SceneError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    SceneIndex::read(file.path())
}

fn close(found: &[f32], expected: &[f32]) {
    let near = found.len() == expected.len()
        && found
            .iter()
            .zip(expected)
            .all(|(a, b)| (a - b).abs() < 1e-5);
    assert!(near, "{found:?} is not {expected:?}");
}

/// The node `poi.x` under two parents: turned a quarter to the left and moved 10 m east, then twice as large.
fn nested() -> Value {
    let half = std::f32::consts::FRAC_1_SQRT_2;
    let mut poi = marked("poi.x", "poi");
    poi["translation"] = json!([0.0, 1.6, -3.0]);
    json!({
        "asset": { "version": "2.0" },
        "scenes": [{ "nodes": [0] }],
        "nodes": [
            { "children": [1], "translation": [10.0, 0.0, 0.0], "rotation": [0.0, half, 0.0, half] },
            // Column-major: scale 2.
            { "children": [2], "matrix": [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1] },
            poi,
        ],
    })
}

#[test]
fn a_node_is_where_its_parents_put_it() {
    let index = read(&glb(&nested())).unwrap();
    let node = index.get("poi.x").unwrap();
    // −3 m along Z, doubled, turned a quarter about +Y: −Z becomes −X.
    close(&node.position, &[10.0 - 6.0, 3.2, 0.0]);
    let half = std::f32::consts::FRAC_1_SQRT_2;
    close(&node.rotation, &[0.0, half, 0.0, half]);
    close(&[node.heading_deg()], &[270.0]);
}

#[test]
fn a_heading_is_clockwise_from_north() {
    for (degrees, heading) in [
        (0.0_f32, 0.0),
        (-90.0, 90.0),
        (180.0, 180.0),
        (90.0, 270.0),
        (-30.0, 30.0),
    ] {
        let half = degrees.to_radians() / 2.0;
        let mut node = marked("spawn.1", "spawn");
        node["rotation"] = json!([0.0, half.sin(), 0.0, half.cos()]);
        let index = read(&glb(&gltf(&[node]))).unwrap();
        let found = index.get("spawn.1").unwrap().heading_deg();
        assert!(
            (found - heading).abs() < 1e-3,
            "{degrees} about +Y looks to {found}"
        );
    }
}

#[test]
fn a_mirrored_node_still_has_a_rotation() {
    let mut node = marked("poi.x", "poi");
    node["scale"] = json!([1.0, 1.0, -1.0]);
    let index = read(&glb(&gltf(&[node]))).unwrap();
    let length: f32 = index
        .get("poi.x")
        .unwrap()
        .rotation
        .iter()
        .map(|part| part * part)
        .sum();
    close(&[length], &[1.0]);
}

#[test]
fn a_gltf_in_text_reads_like_a_glb() {
    let text = nested().to_string();
    assert_eq!(
        read(text.as_bytes()).unwrap(),
        read(&glb(&nested())).unwrap()
    );
    assert_eq!(
        read(format!("  \n{text}").as_bytes()).unwrap(),
        read(text.as_bytes()).unwrap()
    );
}

#[test]
fn spawn_points_are_one_or_those_numbered_from_one() {
    let mut nodes: Vec<_> = [2, 1, 10, 3]
        .map(|n| marked(&format!("spawn.gate.{n}"), "spawn"))
        .into();
    nodes.push(marked("poi.gate.1", "poi"));
    let index = read(&glb(&gltf(&nodes))).unwrap();
    let ids = |spawn| {
        index
            .spawn_points(spawn)
            .into_iter()
            .map(|node| node.id.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids("spawn.gate"),
        ["spawn.gate.1", "spawn.gate.2", "spawn.gate.3"]
    );
    assert_eq!(ids("spawn.gate.10"), ["spawn.gate.10"]);
    assert_eq!(ids("poi.gate"), [""; 0]);
    assert_eq!(ids("spawn"), [""; 0]);
    assert_eq!(index.nodes().count(), 5);
}

#[test]
fn only_what_is_marked_and_in_the_scene_counts() {
    let mut json = gltf(&[
        json!({ "name": "plain" }),
        json!({ "extras": { "blender": { "id": 3 } } }),
        json!({ "extras": "a text" }),
        marked("zone.quiet", "zone"),
        marked("thing.1", "sculpture"),
        marked("poi.forgotten", "poi"),
    ]);
    json["scenes"][0]["nodes"] = json!([0, 1, 2, 3, 4]);
    let index = read(&glb(&json)).unwrap();
    let kinds: Vec<_> = index
        .nodes()
        .map(|node| (node.id.as_str(), node.kind.clone()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("thing.1", Kind::Other("sculpture".to_owned())),
            ("zone.quiet", Kind::Zone)
        ]
    );
}

#[test]
fn marks_that_cannot_be_used_are_named() {
    let with = |mark: Value| {
        read(&glb(&gltf(&[
            json!({ "name": "amphi", "extras": { "pleiades": mark } }),
        ])))
    };
    let node = "0 “amphi”".to_owned();
    assert_eq!(
        with(json!({ "v": 2, "id": "x", "kind": "poi" })),
        Err(SceneError::MarkVersion {
            node: node.clone(),
            found: 2,
            known: 1
        })
    );
    for mark in [
        json!({ "id": "x", "kind": "poi" }),
        json!({ "v": 1, "kind": "poi" }),
        json!({ "v": 1, "id": "x" }),
        json!({ "v": 1, "id": 3, "kind": "poi" }),
        json!({ "v": 1, "id": " ", "kind": "poi" }),
        json!("poi.x"),
    ] {
        assert!(
            matches!(with(mark.clone()), Err(SceneError::BadMark { node: at, .. }) if at == node),
            "{mark}"
        );
    }
}

#[test]
fn a_node_without_a_place_is_named() {
    for (field, value) in [
        ("scale", json!([0.0, 1.0, 1.0])),
        ("translation", json!([1e39, 0.0, 0.0])),
    ] {
        let mut node = marked("poi.x", "poi");
        node[field] = value;
        let error = read(&glb(&gltf(&[node]))).unwrap_err();
        assert!(
            matches!(error, SceneError::NoPlace { .. } | SceneError::Json(_)),
            "{field}: {error}"
        );
    }
}

#[test]
fn cycles_and_shared_children_end() {
    let graph = |children: [Value; 3]| {
        let nodes: Vec<_> = children
            .into_iter()
            .map(|children| json!({ "children": children }))
            .collect();
        let mut json = gltf(&nodes);
        json["scenes"][0]["nodes"] = json!([0]);
        read(&glb(&json))
    };
    let self_parent = graph([json!([0]), json!([]), json!([])]);
    let cycle = graph([json!([1]), json!([2]), json!([0])]);
    let shared = graph([json!([1, 2]), json!([2]), json!([])]);
    let repeated = graph([json!([1, 1]), json!([]), json!([])]);
    for (what, result) in [
        ("self", self_parent),
        ("cycle", cycle),
        ("shared", shared),
        ("repeated", repeated),
    ] {
        assert!(
            matches!(result, Err(SceneError::NotATree { .. })),
            "{what}: {result:?}"
        );
    }
}

#[test]
fn a_chain_of_fifty_thousand_nodes_is_no_danger() {
    const LENGTH: usize = 50_000;
    let mut nodes: Vec<_> = (1..LENGTH)
        .map(|next| json!({ "children": [next], "translation": [1, 0, 0] }))
        .collect();
    nodes.push(marked("poi.end", "poi"));
    let mut json = gltf(&nodes);
    json["scenes"][0]["nodes"] = json!([0]);
    let index = read(&glb(&json)).unwrap();
    close(
        &index.get("poi.end").unwrap().position,
        &[49_999.0, 0.0, 0.0],
    );
}

#[test]
fn files_that_are_too_much_are_refused_before_they_take_memory() {
    let nodes = vec![json!({}); 100_001];
    let error = read(&glb(&gltf(&nodes))).unwrap_err();
    assert_eq!(
        error,
        SceneError::TooLarge {
            what: "nodes",
            found: 100_001,
            max: 100_000
        }
    );

    let mut claims = glb(&gltf(&[]));
    claims[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
    claims[12..16].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(matches!(
        read(&claims),
        Err(SceneError::TooLarge { what: "JSON", .. })
    ));

    let deep = format!(
        "{{\"asset\":{{\"version\":\"2.0\"}},\"extras\":{}{}}}",
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    assert_eq!(read(deep.as_bytes()), Err(SceneError::NoScene));
}

#[test]
fn a_buffer_that_is_not_read_may_be_large_but_has_to_be_there() {
    let mut bytes = glb(&gltf(&[marked("poi.x", "poi")]));
    let total = u32::try_from(bytes.len() + 8 + 1024).unwrap();
    bytes[8..12].copy_from_slice(&total.to_le_bytes());
    bytes.extend(1024_u32.to_le_bytes());
    bytes.extend(b"BIN\0");
    bytes.extend([7; 1024]);
    assert!(read(&bytes).unwrap().get("poi.x").is_some());
    bytes.pop();
    let (expected, found) = (u64::from(total), u64::from(total) - 1);
    assert_eq!(read(&bytes), Err(SceneError::Truncated { expected, found }));
}

#[test]
fn what_is_not_gltf_is_called_so() {
    let error = |bytes: &[u8]| read(bytes).unwrap_err();
    assert_eq!(error(b""), SceneError::NotGltf);
    assert_eq!(error(b"\x89PNG\r\n\x1a\n"), SceneError::NotGltf);
    assert_eq!(
        error(&glb(&json!({ "asset": { "version": "1.0" } }))),
        SceneError::NotGltf
    );
    let mut old = glb(&gltf(&[]));
    old[4] = 1;
    assert_eq!(error(&old), SceneError::NotGltf);
    assert_eq!(
        error(&glb(&json!({ "asset": { "version": "2.0" } }))),
        SceneError::NoScene
    );
    assert!(matches!(error(b"{\"asset\": "), SceneError::Json(_)));
    let dangling = gltf(&[json!({ "mesh": 3 })]);
    assert!(
        matches!(error(&glb(&dangling)), SceneError::Invalid { at, .. } if at == "nodes[0].mesh")
    );
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        SceneIndex::read(&folder.path().join("x.glb")),
        Err(SceneError::Missing)
    );
    assert!(SceneIndex::read(folder.path()).is_err());
}

#[test]
fn an_error_has_a_sentence_in_both_languages() {
    let error = SceneError::Truncated {
        expected: 10,
        found: 3,
    };
    assert!(error.sentence(Language::French).contains("3 octets sur 10"));
    assert!(error.sentence(Language::English).contains("3 of 10 bytes"));
}
