//! Bringing in what is missing: by apt where we may, by naming the command where we may not.

use super::{distribution::Family, need::Need};
use crate::process;
use anyhow::{Result, bail};
use std::process::Command;

/// Whether a chore may install packages by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// Install where root's rights are at hand.
    Install,
    /// Only name the command (`--no-install`).
    NameOnly,
}

/// Installs what is lacking, or fails with a message that names the command to type.
pub(crate) fn bring(lacks: &[Need], permission: Permission) -> Result<()> {
    if lacks.is_empty() {
        return Ok(());
    }
    println!("Missing on this machine:");
    for need in lacks {
        println!("  - {}", need.reason());
    }
    let family = Family::here();
    let mut packages: Vec<&str> = lacks
        .iter()
        .flat_map(|need| need.packages(family))
        .copied()
        .collect();
    packages.sort_unstable();
    packages.dedup();
    let Some(command) = family.install_command(&packages) else {
        bail!("install what is listed above with your system's packages, then start again");
    };
    if permission == Permission::NameOnly {
        bail!("install it as root, then start again:\n\n    {command}");
    }
    match (family, Root::find()) {
        (Family::Debian, Some(root)) => {
            println!("Installing {}.", packages.join(", "));
            root.apt(&["update"])?;
            let install = ["install", "-y", "--no-install-recommends"];
            root.apt(&[&install[..], &packages].concat())
        }
        _ => bail!("install it as root, then start again:\n\n    {command}"),
    }
}

/// A way to act as root without asking anyone for a password.
enum Root {
    Already,
    Sudo,
}

impl Root {
    fn find() -> Option<Self> {
        let user = process::output(Command::new("id").arg("-u")).unwrap_or_default();
        if user.trim() == "0" {
            return Some(Self::Already);
        }
        process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(Self::Sudo)
    }

    fn apt(&self, words: &[&str]) -> Result<()> {
        // Another apt may hold the lock for a while on a machine that has just started.
        let settings = [
            "-qq",
            "-o",
            "DPkg::Lock::Timeout=300",
            "-o",
            "Dpkg::Use-Pty=0",
        ];
        let mut command = match self {
            Self::Already => Command::new("apt-get"),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
                sudo
            }
        };
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(settings)
            .args(words);
        // Its chatter is only worth reading when it fails, and is then in the error.
        process::output(&mut command).map(drop)
    }
}
