//! What this machine has and lacks: packages, graphics drivers, a display, room on the disk.

pub(crate) mod browser;
pub(crate) mod disk;
pub(crate) mod display;
mod distribution;
pub(crate) mod libraries;
pub(crate) mod need;
pub(crate) mod packages;
pub(crate) mod vulkan;
pub(crate) mod xr_root;

use need::Need;

/// What drawing lacks here: nothing on Windows and macOS, whose systems bring it.
pub(crate) fn lacks_for_drawing(in_a_window: bool) -> Vec<Need> {
    if !cfg!(target_os = "linux") {
        return Vec::new();
    }
    let mut lacks = vulkan::Vulkan::look().lacks();
    if in_a_window && !libraries::WINDOW.iter().all(|name| libraries::has(name)) {
        lacks.push(Need::WindowLibraries);
    }
    lacks
}
