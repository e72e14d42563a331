//! The formats of texts that the schema names: ids, versions, addresses, paths.

use pleiades_labs::quantity::Unit;

use crate::problem::{Fault, LabFault};

/// The fault of a text under one of the schema's `format`s, if it has one. Unknown formats have no faults.
pub(super) fn fault(format: &str, text: &str) -> Option<Fault> {
    let written = || text.chars().take(200).collect::<String>();
    match format {
        "pleiades-id" if !is_id(text) => Some(Fault::MalformedId(written())),
        "pleiades-version" if !is_version(text) => Some(Fault::MalformedVersion(written())),
        "pleiades-path" if !is_scene_path(text) => Some(Fault::MalformedPath(written())),
        "pleiades-unit" if text.parse::<Unit>().is_err() => {
            Some(Fault::Lab(LabFault::Unit(written())))
        }
        "pleiades-file" if !is_file_path(text) => Some(Fault::MalformedFile(written())),
        "uri" if !is_url(text) => Some(Fault::MalformedUrl(written())),
        _ => None,
    }
}

/// Lower-case ASCII letters and digits in groups separated by single `.`, `-` or `_`; at most 100 characters.
fn is_id(text: &str) -> bool {
    text.len() <= 100
        && text.split(['.', '-', '_']).all(|group| {
            !group.is_empty()
                && group
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

/// Three numbers.
fn is_version(text: &str) -> bool {
    let numbers: Vec<_> = text.split('.').collect();
    numbers.len() == 3
        && numbers
            .iter()
            .all(|number| number.parse::<u32>().is_ok() && !number.starts_with('+'))
}

/// Relative, with `/`, staying inside its folder, ending like a glTF file.
fn is_scene_path(text: &str) -> bool {
    let ends = [".glb", ".gltf"]
        .iter()
        .any(|end| text.len() > end.len() && text.ends_with(end));
    ends && is_file_path(text)
}

/// Relative, with `/`, staying inside its folder.
fn is_file_path(text: &str) -> bool {
    !text.contains(['\\', ':'])
        && text.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !text.chars().any(char::is_control)
}

/// `http` or `https`, a host that could be one, and nothing that has to be escaped.
fn is_url(text: &str) -> bool {
    let Some(rest) = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
    else {
        return false;
    };
    let host_and_port = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = host_and_port
        .split_once(':')
        .unwrap_or((host_and_port, "443"));
    let labels_are_fine = host.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    });
    host.contains('.')
        && labels_are_fine
        && port.parse::<u16>().is_ok_and(|port| port != 0)
        && !rest
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for good in [
            "poi.enstib",
            "poi.vie-etudiante",
            "fr.univ-lorraine.x_1",
            "q1",
        ] {
            assert!(is_id(good), "{good}");
        }
        for bad in [
            "",
            "Poi",
            "poi..x",
            ".poi",
            "poi-",
            "poi enstib",
            "élan",
            &"a".repeat(101),
        ] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn addresses() {
        for good in [
            "https://enstib.univ-lorraine.fr/?p=244909",
            "http://www.centpourcent-vosges.fr/actu/",
            "https://example.org:8443",
        ] {
            assert!(is_url(good), "{good}");
        }
        for bad in [
            "",
            "enstib.univ-lorraine.fr",
            "ftp://example.org",
            "https://",
            "https://localhost",
            "https://a b.fr",
            "https://exa_mple.org",
            "https://example.org/a b",
            "https://example.org:0",
            "https:/example.org",
            "https://.fr",
        ] {
            assert!(!is_url(bad), "{bad}");
        }
    }

    #[test]
    fn versions_and_paths() {
        assert!(is_version("1.0.0") && is_version("10.20.30"));
        assert!(
            !is_version("1.0")
                && !is_version("1.0.0-beta")
                && !is_version("1.+0.0")
                && !is_version("a.b.c")
        );
        assert!(is_scene_path("campus-epinal/campus.glb") && is_scene_path("ma scène.gltf"));
        for bad in [
            "/etc/x.glb",
            "../x.glb",
            "a\\b.glb",
            "C:/x.glb",
            "x.png",
            ".glb",
            "a//b.glb",
            "",
        ] {
            assert!(!is_scene_path(bad), "{bad}");
        }
    }
}
