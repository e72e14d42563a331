//! Which graphics adapter is there, asked before the engine starts: without one the engine can only panic.

use std::fmt;

/// The adapter the picture will be drawn with.
#[derive(bevy::prelude::Resource, Clone, Debug, PartialEq)]
pub(crate) struct Adapter {
    /// Its name, as the driver gives it.
    pub name: String,
    /// What sort it is.
    pub kind: AdapterKind,
}

/// Sorts of adapter that call for different pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AdapterKind {
    /// A graphics card with its own memory.
    Discrete,
    /// Graphics inside the processor, or a virtual adapter.
    Integrated,
    /// No graphics hardware: the processor draws (lavapipe, WARP).
    Software,
}

/// No adapter can draw the scene.
#[derive(Debug)]
pub(crate) struct AdapterError;

impl std::error::Error for AdapterError {}

impl fmt::Display for AdapterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no graphics driver answers. {}", install_advice())
    }
}

/// What to install so that something can draw, for this system.
pub(crate) fn install_advice() -> &'static str {
    if cfg!(target_os = "linux") {
        "Install a Vulkan driver: on Debian or Ubuntu «sudo apt install mesa-vulkan-drivers libvulkan1», \
         on Fedora «sudo dnf install mesa-vulkan-drivers vulkan-loader»; \
         with an NVIDIA card, the distribution's nvidia-driver package"
    } else if cfg!(target_os = "windows") {
        "Install your graphics card's current driver from its maker (Intel, AMD or NVIDIA) and restart"
    } else {
        "Update the system: its graphics driver comes with it"
    }
}

/// The adapter that will be used; the best of those which answer.
///
/// # Errors
/// None answers: the text says what to install.
pub(crate) fn best_adapter() -> Result<Adapter, AdapterError> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
        backends: wgpu::Backends::PRIMARY.with_env(),
        ..wgpu::InstanceDescriptor::new_without_display_handle()
    });
    let adapters =
        bevy::tasks::block_on(instance.enumerate_adapters(wgpu::Backends::PRIMARY.with_env()));
    adapters
        .into_iter()
        .map(|adapter| adapter.get_info())
        .map(|info| Adapter {
            kind: match info.device_type {
                wgpu::DeviceType::DiscreteGpu => AdapterKind::Discrete,
                wgpu::DeviceType::Cpu => AdapterKind::Software,
                _ => AdapterKind::Integrated,
            },
            name: info.name,
        })
        .min_by_key(|adapter| match adapter.kind {
            AdapterKind::Discrete => 0,
            AdapterKind::Integrated => 1,
            AdapterKind::Software => 2,
        })
        .ok_or(AdapterError)
}
