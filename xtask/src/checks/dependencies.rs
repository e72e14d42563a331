//! Dependencies: each direct one has its reason in docs/dependencies.md, and the big ones come once.

use crate::{paths, process};
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Two of any of these would not understand each other's types.
const ONE_OF_EACH: [&str; 8] = [
    "bevy_ecs",
    "wgpu",
    "rapier3d",
    "egui",
    "quinn",
    "quinn-proto",
    "rustls",
    "tokio",
];

const TABLE: &str = "docs/dependencies.md";

/// Everything wrong with the tree and its table.
pub(crate) fn faults() -> Result<Vec<String>> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)
        .context("`cargo metadata` wrote something else than JSON")?;
    let table = fs::read_to_string(paths::root().join(TABLE))
        .with_context(|| format!("cannot read {TABLE}"))?;
    let mut faults = repeated(&metadata);
    faults.extend(unexplained(&direct(&metadata), &documented(&table)));
    Ok(faults)
}

/// Versions of the crates that must come once.
fn repeated(metadata: &Value) -> Vec<String> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages(metadata) {
        let text = |field| {
            package
                .get(field)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        versions
            .entry(text("name"))
            .or_default()
            .insert(text("version"));
    }
    ONE_OF_EACH
        .iter()
        .filter_map(|name| Some((name, versions.get(name)?)))
        .filter(|(_, versions)| versions.len() > 1)
        .map(|(name, versions)| {
            let versions: Vec<&str> = versions.iter().copied().collect();
            let versions = versions.join(" and ");
            format!("{name} {versions}: pin what asks for the wrong one (`cargo tree -i {name}`)")
        })
        .collect()
}

/// Names of what the workspace's own crates depend on, from outside the workspace and from the copies in a `vendor` folder.
fn direct(metadata: &Value) -> BTreeSet<String> {
    let own =
        |package: &&Value| package.get("source").is_none_or(Value::is_null) && !copied(package);
    packages(metadata)
        .iter()
        .filter(own)
        .filter_map(|package| package.get("dependencies")?.as_array())
        .flatten()
        .filter(|dependency| {
            dependency
                .get("path")
                .and_then(Value::as_str)
                .is_none_or(is_copy)
        })
        .filter_map(|dependency| dependency.get("name")?.as_str())
        .map(str::to_owned)
        .collect()
}

/// Somebody else's crate, kept here with changes.
fn copied(package: &Value) -> bool {
    package
        .get("manifest_path")
        .and_then(Value::as_str)
        .is_some_and(is_copy)
}

fn is_copy(path: &str) -> bool {
    Path::new(path)
        .components()
        .any(|part| part.as_os_str() == "vendor")
}

fn packages(metadata: &Value) -> &[Value] {
    metadata
        .get("packages")
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The rows of the table: name, used by, reason, licence. A row with an empty cell explains nothing.
fn documented(table: &str) -> BTreeSet<String> {
    table
        .lines()
        .filter_map(|line| line.trim().strip_prefix('|')?.strip_suffix('|'))
        .map(|row| row.split('|').map(str::trim).collect::<Vec<_>>())
        .filter(|cells| cells.len() == 4 && cells.iter().all(|cell| !cell.is_empty()))
        .filter_map(|cells| cells.first().map(|name| name.trim_matches('`').to_owned()))
        .filter(|name| name != "name" && !name.starts_with("--"))
        .collect()
}

fn unexplained(direct: &BTreeSet<String>, documented: &BTreeSet<String>) -> Vec<String> {
    let lacking = direct
        .difference(documented)
        .map(|name| format!("{TABLE}: no row says why {name} is there"));
    let left_over = documented
        .difference(direct)
        .map(|name| format!("{TABLE}: {name} has a row but no crate uses it"));
    lacking.chain(left_over).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_second_bevy_is_named() {
        let metadata = json!({ "packages": [
            { "name": "bevy_ecs", "version": "0.19.1" },
            { "name": "bevy_ecs", "version": "0.20.0" },
            { "name": "syn", "version": "2.0.0" },
            { "name": "syn", "version": "3.0.0" },
        ]});
        let faults = repeated(&metadata);
        assert_eq!(faults.len(), 1);
        assert!(
            faults
                .iter()
                .all(|fault| fault.contains("0.19.1 and 0.20.0"))
        );
    }

    #[test]
    fn the_table_matches_the_tree() {
        let metadata = json!({ "packages": [
            { "name": "pleiades", "source": null, "dependencies": [
                { "name": "bevy" }, { "name": "pleiades-netcode", "path": "netcode" },
            ]},
            { "name": "bevy", "source": "registry", "dependencies": [{ "name": "wgpu" }] },
        ]});
        let table = "| name | used by | reason | licence |\n|---|---|---|---|\n\
                     | `bevy` | client | the engine | MIT OR Apache-2.0 |\n| quinn | netcode | | MIT |\n";
        let (direct, documented) = (direct(&metadata), documented(table));
        assert_eq!(direct, BTreeSet::from(["bevy".to_owned()]));
        assert_eq!(documented, BTreeSet::from(["bevy".to_owned()]));
        assert!(unexplained(&direct, &documented).is_empty());
        assert_eq!(
            unexplained(&direct, &BTreeSet::from(["quinn".to_owned()])).len(),
            2
        );
    }
}
