//! Which Linux this is, as far as package names and commands go.

use std::fs;

/// Distributions that share package names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Debian,
    Fedora,
    Arch,
    Suse,
    Other,
}

impl Family {
    /// Read from `/etc/os-release`.
    pub(super) fn here() -> Self {
        let text = fs::read_to_string("/etc/os-release")
            .or_else(|_| fs::read_to_string("/usr/lib/os-release"))
            .unwrap_or_default();
        Self::parse(&text)
    }

    /// `ID` first, then the families named in `ID_LIKE`.
    fn parse(os_release: &str) -> Self {
        let field = |name: &str| {
            os_release
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
                .map(|value| value.trim_matches(['"', '\'']).to_lowercase())
                .unwrap_or_default()
        };
        let ids = format!("{} {}", field("ID"), field("ID_LIKE"));
        ids.split_whitespace()
            .find_map(|id| match id {
                "debian" | "ubuntu" => Some(Self::Debian),
                "fedora" | "rhel" | "centos" => Some(Self::Fedora),
                "arch" | "manjaro" => Some(Self::Arch),
                "suse" | "opensuse" => Some(Self::Suse),
                _ => None,
            })
            .unwrap_or(Self::Other)
    }

    /// The command that installs the packages, as a person would type it as root.
    pub(super) fn install_command(self, packages: &[&str]) -> Option<String> {
        let start = match self {
            Self::Debian => "apt-get install -y --no-install-recommends",
            Self::Fedora => "dnf install -y",
            Self::Arch => "pacman -S --needed",
            Self::Suse => "zypper install -y",
            Self::Other => return None,
        };
        Some(format!("{start} {}", packages.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_count_as_family() {
        let debian =
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n";
        assert_eq!(Family::parse(debian), Family::Debian);
        let mint = "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
        assert_eq!(Family::parse(mint), Family::Debian);
        let leap = "ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n";
        assert_eq!(Family::parse(leap), Family::Suse);
        let rocky = "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n";
        assert_eq!(Family::parse(rocky), Family::Fedora);
        assert_eq!(Family::parse("ID=nixos\n"), Family::Other);
        assert_eq!(Family::parse(""), Family::Other);
    }
}
