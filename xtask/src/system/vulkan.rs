//! The Vulkan loader, its drivers, and whether there is a card to drive.

use super::{libraries, need::Need};
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// What was found without loading anything.
pub(crate) struct Vulkan {
    /// `libvulkan.so.1` is there.
    pub(crate) loader: bool,
    /// Manifests of drivers whose library exists.
    pub(crate) drivers: Vec<PathBuf>,
    /// A graphics card shows itself under `/dev`.
    pub(crate) card: bool,
}

impl Vulkan {
    /// Looks where the loader looks.
    pub(crate) fn look() -> Self {
        Self {
            loader: libraries::has("libvulkan.so.1"),
            drivers: manifests()
                .into_iter()
                .filter(|path| usable(path))
                .collect(),
            card: card(),
        }
    }

    /// What must come for the client to draw.
    pub(crate) fn lacks(&self) -> Vec<Need> {
        let mut lacks = Vec::new();
        if !self.loader {
            lacks.push(Need::VulkanLoader);
        }
        let drawn_by_processor = self.drivers.iter().any(|path| software(path));
        if self.drivers.is_empty() || (!self.card && !drawn_by_processor) {
            lacks.push(Need::VulkanDriver);
        }
        lacks
    }
}

/// The manifests the loader would read: the ones named by the environment, else the standard folders.
fn manifests() -> Vec<PathBuf> {
    let named = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"]
        .iter()
        .find_map(|name| env::var_os(name).filter(|value| !value.is_empty()));
    if let Some(named) = named {
        return env::split_paths(&named)
            .flat_map(|path| {
                if path.is_dir() {
                    json_files(&path)
                } else {
                    vec![path]
                }
            })
            .collect();
    }
    folders()
        .iter()
        .flat_map(|folder| json_files(folder))
        .collect()
}

fn folders() -> Vec<PathBuf> {
    let list = |name: &str, default: &str| {
        let value = env::var(name).ok().filter(|value| !value.is_empty());
        env::split_paths(&value.unwrap_or_else(|| default.to_owned())).collect::<Vec<_>>()
    };
    let home = env::var("HOME").unwrap_or_default();
    let mut roots = list("XDG_CONFIG_HOME", &format!("{home}/.config"));
    roots.extend(list("XDG_CONFIG_DIRS", "/etc/xdg"));
    roots.extend(["/etc", "/usr/local/etc"].map(PathBuf::from));
    roots.extend(list("XDG_DATA_HOME", &format!("{home}/.local/share")));
    roots.extend(list("XDG_DATA_DIRS", "/usr/local/share:/usr/share"));
    roots.iter().map(|root| root.join("vulkan/icd.d")).collect()
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
}

/// Whether the manifest can be read and the library it names exists.
fn usable(manifest: &Path) -> bool {
    let Some(library) = fs::read_to_string(manifest)
        .ok()
        .and_then(|text| library_path(&text))
    else {
        return false;
    };
    let path = Path::new(&library);
    if path.components().count() == 1 {
        return libraries::has(&library);
    }
    match manifest.parent() {
        Some(folder) => folder.join(path).exists(),
        None => path.exists(),
    }
}

fn library_path(manifest: &str) -> Option<String> {
    let manifest: Value = serde_json::from_str(manifest).ok()?;
    Some(
        manifest
            .get("ICD")?
            .get("library_path")?
            .as_str()?
            .to_owned(),
    )
}

/// Mesa's lavapipe and Google's SwiftShader draw with the processor.
fn software(manifest: &Path) -> bool {
    let name = manifest.file_name().unwrap_or_default().to_string_lossy();
    ["lvp_icd", "swrast", "swiftshader"]
        .iter()
        .any(|part| name.contains(part))
}

/// Cards as Linux shows them: Mesa's render nodes, NVIDIA's devices, Windows' behind WSL.
fn card() -> bool {
    let entries = |folder: &str, start: &str| {
        fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with(start))
    };
    entries("/dev/dri", "renderD") || entries("/dev", "nvidia") || Path::new("/dev/dxg").exists()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn found(loader: bool, drivers: &[&str], card: bool) -> Vec<Need> {
        Vulkan {
            loader,
            drivers: drivers.iter().map(PathBuf::from).collect(),
            card,
        }
        .lacks()
    }

    #[test]
    fn a_driver_without_its_card_is_not_enough() {
        let intel = "/usr/share/vulkan/icd.d/intel_icd.x86_64.json";
        let lavapipe = "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json";
        assert_eq!(found(true, &[intel], true), []);
        assert_eq!(found(true, &[intel], false), [Need::VulkanDriver]);
        assert_eq!(found(true, &[intel, lavapipe], false), []);
        assert_eq!(
            found(false, &[], true),
            [Need::VulkanLoader, Need::VulkanDriver]
        );
    }

    #[test]
    fn a_manifest_counts_when_its_library_exists() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("lvp_icd.json");
        let text = r#"{ "ICD": { "library_path": "./libvulkan_lvp.so" }, "file_format_version": "1.0.0" }"#;
        fs::write(&manifest, text).unwrap();
        assert!(!usable(&manifest));
        fs::write(folder.path().join("libvulkan_lvp.so"), "").unwrap();
        assert!(usable(&manifest));
        fs::write(&manifest, "{").unwrap();
        assert!(!usable(&manifest));
    }
}
