//! What a chore may find missing, and what brings it on each distribution.

use super::distribution::Family;

/// Something the machine lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// `libvulkan.so.1`, which finds the drivers.
    VulkanLoader,
    /// A driver for the graphics card, or one that draws with the processor.
    VulkanDriver,
    /// The X11 libraries a window is opened with.
    WindowLibraries,
    /// What Blender's Python module is linked with.
    BlenderLibraries,
    /// Python's own way to make a folder of packages.
    PythonEnvironments,
    /// Spelling of French texts.
    FrenchSpelling,
    /// Makes a Debian in a folder.
    Debootstrap,
    /// A browser without a screen, that a program can drive.
    Browser,
}

impl Need {
    /// What it is and why it is wanted, in a few words.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::VulkanLoader => "the Vulkan loader, which finds the graphics driver",
            Self::VulkanDriver => {
                "a Vulkan driver (Mesa's also draws with the processor, on machines without a graphics card)"
            }
            Self::WindowLibraries => "the X11 libraries a window is opened with",
            Self::BlenderLibraries => "the libraries Blender's Python module is linked with",
            Self::PythonEnvironments => {
                "Python's virtual environments, to keep Blender's module apart"
            }
            Self::FrenchSpelling => "hunspell with a French dictionary, to check the French texts",
            Self::Debootstrap => "debootstrap, which makes the place that Monado runs in",
            Self::Browser => "Chromium and its driver, which look at the console as a teacher does",
        }
    }

    /// The packages that bring it; empty where we know none.
    pub(super) fn packages(self, family: Family) -> &'static [&'static str] {
        use Family::{Arch, Debian, Fedora, Other, Suse};
        match (self, family) {
            (_, Other) => &[],
            (Self::VulkanLoader, Debian | Suse) => &["libvulkan1"],
            (Self::VulkanLoader, Fedora) => &["vulkan-loader"],
            (Self::VulkanLoader, Arch) => &["vulkan-icd-loader"],
            (Self::VulkanDriver, Debian | Fedora) => &["mesa-vulkan-drivers"],
            (Self::VulkanDriver, Arch) => &["vulkan-swrast"],
            (Self::VulkanDriver, Suse) => &["libvulkan_lvp"],
            (Self::WindowLibraries, Debian) => &[
                "libx11-6",
                "libx11-xcb1",
                "libxcb1",
                "libxcursor1",
                "libxi6",
                "libxkbcommon0",
                "libxkbcommon-x11-0",
            ],
            (Self::WindowLibraries, Fedora) => &[
                "libX11",
                "libX11-xcb",
                "libxcb",
                "libXcursor",
                "libXi",
                "libxkbcommon",
                "libxkbcommon-x11",
            ],
            (Self::WindowLibraries, Arch) => &[
                "libx11",
                "libxcb",
                "libxcursor",
                "libxi",
                "libxkbcommon",
                "libxkbcommon-x11",
            ],
            (Self::WindowLibraries, Suse) => &[
                "libX11-6",
                "libX11-xcb1",
                "libxcb1",
                "libXcursor1",
                "libXi6",
                "libxkbcommon0",
                "libxkbcommon-x11-0",
            ],
            (Self::BlenderLibraries, Debian) => &[
                "libegl1",
                "libgl1",
                "libsm6",
                "libxfixes3",
                "libxi6",
                "libxkbcommon0",
                "libxrender1",
                "libxxf86vm1",
            ],
            (Self::BlenderLibraries, Fedora) => &[
                "libglvnd-egl",
                "libglvnd-glx",
                "libSM",
                "libXfixes",
                "libXi",
                "libXrender",
                "libXxf86vm",
                "libxkbcommon",
            ],
            (Self::BlenderLibraries, Arch) => &[
                "libglvnd",
                "libsm",
                "libxfixes",
                "libxi",
                "libxkbcommon",
                "libxrender",
                "libxxf86vm",
            ],
            (Self::BlenderLibraries, Suse) => &[
                "libglvnd",
                "libSM6",
                "libXfixes3",
                "libXi6",
                "libXrender1",
                "libXxf86vm1",
                "libxkbcommon0",
            ],
            (Self::PythonEnvironments, Debian) => &["python3-venv"],
            (Self::PythonEnvironments, Fedora | Suse) => &["python3"],
            (Self::PythonEnvironments, Arch) => &["python"],
            (Self::FrenchSpelling, Debian) => &["hunspell", "hunspell-fr-comprehensive"],
            (Self::FrenchSpelling, Fedora) => &["hunspell", "hunspell-fr"],
            (Self::FrenchSpelling, Arch) => &["hunspell", "hunspell-fr"],
            (Self::Debootstrap, _) => &["debootstrap"],
            (Self::Browser, Debian) => &["chromium", "chromium-driver"],
            (Self::Browser, Fedora) => &["chromium", "chromedriver"],
            (Self::Browser, Arch) => &["chromium"],
            (Self::Browser, Suse) => &["chromium", "chromedriver"],
            (Self::FrenchSpelling, Suse) => &["hunspell", "myspell-fr"],
        }
    }
}
