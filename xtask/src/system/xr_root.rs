//! A place with an OpenXR runtime: a Debian trixie of its own, because Debian 12 has no Monado.

use crate::{paths, process};
use anyhow::{Context as _, Result, bail};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const SUITE: &str = "trixie";
/// Where packages come from if the machine's own settings name no place.
const MIRROR: &str = "http://deb.debian.org/debian";
/// The runtime and its remote control, the layer that checks every call, another program that wants the headset, a driver that draws
/// with the processor, a screen in memory for what the compositor shows, and what the client opens at run time.
/// The loader comes without its unversioned name on purpose: that is how people have it.
const PACKAGES: [&str; 12] = [
    "monado-service",
    "monado-cli",
    "libopenxr-utils",
    "xvfb",
    "libopenxr1-monado",
    "libopenxr-loader1",
    "openxr-layer-corevalidation",
    "mesa-vulkan-drivers",
    "libvulkan1",
    "libx11-xcb1",
    "libxkbcommon-x11-0",
    "iproute2",
];
/// A root is whole when this file in it holds the suite and the packages.
const STAMP: &str = "etc/pleiades-xr";

/// Mounts what programs need, raises the loopback address, and enters. Everything is private to the namespaces it runs in, so nothing
/// is left behind; the runtime's port is seen by nobody outside.
const ENTER: &str = r#"set -e
root=$1; checkout=$2; target=$3; shift 3
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
mount -t tmpfs tmpfs "$root/tmp"
for shared in "$checkout" "$target"; do
    mkdir -p "$root$shared"
    mount --bind "$shared" "$root$shared"
done
chroot "$root" ip link set lo up
exec chroot "$root" /usr/bin/env "$@"
"#;

/// The root, made if it is not there, and entered once to see that it can be.
pub(crate) fn prepare() -> Result<PathBuf> {
    let root = made()?;
    if !process::succeeds(&mut inside(&root, Path::new("/bin/true"), &[])) {
        bail!(
            "this machine does not let the Debian in {} be entered (namespaces and mounts of its own)",
            root.display()
        );
    }
    Ok(root)
}

fn made() -> Result<PathBuf> {
    let root = paths::cache().join("xr-root");
    let stamp = format!("{SUITE} {}\n", PACKAGES.join(" "));
    if fs::read_to_string(root.join(STAMP)).is_ok_and(|found| found == stamp) {
        return Ok(root);
    }
    if !may_enter() {
        bail!("only root may make and enter a root of its own (mount and network namespaces)");
    }
    // An interrupted one is never taken for whole: it gets its name last.
    let half = paths::cache().join("xr-root.half");
    for old in [&half, &root] {
        if old.exists() {
            fs::remove_dir_all(old).with_context(|| format!("cannot remove {}", old.display()))?;
        }
    }
    fs::create_dir_all(&half).with_context(|| format!("cannot make {}", half.display()))?;
    println!(
        "Making a Debian {SUITE} with Monado in {}: about 1 GB.",
        root.display()
    );
    let mut debootstrap = Command::new("debootstrap");
    debootstrap
        .arg("--variant=minbase")
        .arg(format!("--include={}", PACKAGES.join(",")))
        .arg(SUITE)
        .arg(&half)
        .arg(mirror());
    process::output(&mut debootstrap)?;
    let archives = half.join("var/cache/apt/archives");
    fs::remove_dir_all(&archives).ok();
    fs::write(half.join(STAMP), stamp).context("cannot write the root's stamp")?;
    fs::rename(&half, &root).with_context(|| format!("cannot rename {}", half.display()))?;
    Ok(root)
}

/// Whether this user may make namespaces and mount in them.
fn may_enter() -> bool {
    process::succeeds(Command::new("unshare").args(namespaces()).arg("true"))
}

fn namespaces() -> [&'static str; 5] {
    ["--mount", "--net", "--pid", "--fork", "--kill-child"]
}

/// A command that runs `program` in the root with a clean environment; checkout and build folder lie where they lie outside.
pub(crate) fn inside(root: &Path, program: &Path, environment: &[(&str, &OsStr)]) -> Command {
    let mut command = Command::new("unshare");
    command
        .args(namespaces())
        .args(["sh", "-c", ENTER, "enter"])
        .arg(root)
        .arg(paths::root())
        .arg(paths::target())
        .args(["-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"])
        .args(["LANG=C.UTF-8", "TMPDIR=/tmp"]);
    for (name, value) in environment {
        let mut assignment = OsStr::new(name).to_owned();
        assignment.push("=");
        assignment.push(value);
        command.arg(assignment);
    }
    command.arg(program);
    command
}

/// The place this machine takes its own Debian packages from.
fn mirror() -> String {
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(more) = fs::read_dir("/etc/apt/sources.list.d") {
        files.extend(more.flatten().map(|entry| entry.path()));
    }
    files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok())
        .find_map(|text| named_mirror(&text))
        .unwrap_or_else(|| MIRROR.to_owned())
}

/// The first place of Debian's main archive that a list of sources names, in either of apt's formats.
fn named_mirror(sources: &str) -> Option<String> {
    sources
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter(|line| line.starts_with("deb ") || line.starts_with("URIs:"))
        .flat_map(str::split_whitespace)
        .find(|word| word.starts_with("http") && word.trim_end_matches('/').ends_with("/debian"))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mirror_is_read_in_both_formats_and_security_is_none() {
        let modern = "Types: deb\n# http://old.example/debian\nURIs: http://near.example/debian\nSuites: bookworm\n";
        assert_eq!(
            named_mirror(modern).as_deref(),
            Some("http://near.example/debian")
        );
        let list = "deb http://sec.example/debian-security bookworm-security main\ndeb [arch=amd64] https://near.example/debian/ bookworm main\n";
        assert_eq!(
            named_mirror(list).as_deref(),
            Some("https://near.example/debian/")
        );
        assert_eq!(named_mirror("# nothing\n"), None);
    }
}
