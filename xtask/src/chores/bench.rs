//! `cargo xtask bench`: the figures of docs/performance.md, measured on this machine.

use super::Chore;
use crate::process;
use anyhow::{Context as _, Result, bail};
use serde_json::Value;

pub(super) const CHORE: Chore = Chore {
    name: "bench",
    usage: "[NAME…] [-- OPTIONS]",
    summary: "Run the benchmarks behind docs/performance.md, or the named ones",
    details: "Benchmarks are the workspace's bench targets. They build in release mode, apart from everything else.",
    run: |mut arguments| {
        let names = arguments.names();
        let options = arguments.handed_on();
        arguments.finish("bench")?;
        bench(&names, &options)
    },
};

fn bench(names: &[String], options: &[String]) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)
        .context("`cargo metadata` wrote something else than JSON")?;
    let all = benchmarks(&metadata);
    if let Some(unknown) = names
        .iter()
        .find(|name| !all.iter().any(|(_, bench)| bench == *name))
    {
        let known: Vec<&str> = all.iter().map(|(_, bench)| bench.as_str()).collect();
        bail!(
            "no benchmark is called \"{unknown}\"; there are: {}",
            known.join(", ")
        );
    }
    for (package, bench) in all {
        if names.is_empty() || names.contains(&bench) {
            println!("\n{package}: {bench}");
            let mut command = process::cargo();
            command.args(["bench", "--package", &package, "--bench", &bench, "--"]);
            process::run(command.args(options))?;
        }
    }
    Ok(())
}

/// Package and name of each bench target.
fn benchmarks(metadata: &Value) -> Vec<(String, String)> {
    let list = |value: &Value, field: &str| {
        value
            .get(field)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let name = |value: &Value| Some(value.get("name")?.as_str()?.to_owned());
    let mut found = Vec::new();
    for package in list(metadata, "packages") {
        for target in list(&package, "targets") {
            if list(&target, "kind").iter().any(|kind| kind == "bench") {
                found.extend(name(&package).zip(name(&target)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bench_targets_are_found() {
        let metadata = json!({ "packages": [{ "name": "pleiades-netcode", "targets": [
            { "name": "pleiades_netcode", "kind": ["lib"] },
            { "name": "pose", "kind": ["bench"] },
        ]}]});
        let found = benchmarks(&metadata);
        assert_eq!(found, [("pleiades-netcode".to_owned(), "pose".to_owned())]);
    }
}
