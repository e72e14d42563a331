//! What the picture may cost: presets for a school laptop, a desktop and a strong graphics card.

mod adapter;
mod apply;

use serde::{Deserialize, Serialize};

pub(crate) use adapter::{Adapter, AdapterKind, best_adapter};
pub(crate) use apply::{plugin, single_cascade};

/// The choice a person makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Preset {
    /// Follows the graphics adapter.
    #[default]
    Auto,
    /// A school laptop with integrated graphics, or no graphics card at all.
    Laptop,
    /// An ordinary desktop computer.
    Desktop,
    /// A strong graphics card.
    High,
}

impl Preset {
    /// Every preset, in the order they are offered.
    pub(crate) const ALL: [Self; 4] = [Self::Auto, Self::Laptop, Self::Desktop, Self::High];

    /// The preset's sentence key.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Auto => "quality-auto",
            Self::Laptop => "quality-laptop",
            Self::Desktop => "quality-desktop",
            Self::High => "quality-high",
        }
    }

    /// What the preset means on `adapter`.
    pub(crate) fn resolve(self, adapter: AdapterKind) -> Quality {
        let preset = match (self, adapter) {
            (Self::Auto, AdapterKind::Discrete) => Self::Desktop,
            (Self::Auto, _) => Self::Laptop,
            (chosen, _) => chosen,
        };
        match preset {
            Self::High => Quality {
                samples: 4,
                shadow_map_px: 4096,
                shadow_distance_m: 90.0,
                filtered_sky_light: true,
                eye_scale: 1.2,
            },
            Self::Desktop => Quality {
                samples: 4,
                shadow_map_px: 2048,
                shadow_distance_m: 60.0,
                filtered_sky_light: true,
                eye_scale: 1.0,
            },
            Self::Auto | Self::Laptop => Quality {
                samples: if adapter == AdapterKind::Software {
                    1
                } else {
                    4
                },
                shadow_map_px: 2048,
                shadow_distance_m: 45.0,
                filtered_sky_light: adapter != AdapterKind::Software,
                eye_scale: 0.8,
            },
        }
    }
}

/// What is drawn, and how finely.
#[derive(bevy::prelude::Resource, Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quality {
    /// Multisampling: 1, 2 or 4 samples a pixel.
    pub samples: u8,
    /// Side of the single shadow cascade's map, pixels.
    pub shadow_map_px: usize,
    /// How far from the eye shadows are drawn, metres.
    pub shadow_distance_m: f32,
    /// The sky lights the scene through a filtered environment map, rather than one ambient colour.
    pub filtered_sky_light: bool,
    /// Pixels along each side of an eye's picture, for each the runtime recommends.
    pub eye_scale: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_holds_on_any_adapter_and_auto_follows_it() {
        assert_eq!(
            Preset::Auto.resolve(AdapterKind::Discrete),
            Preset::Desktop.resolve(AdapterKind::Discrete)
        );
        assert_eq!(
            Preset::Auto.resolve(AdapterKind::Integrated),
            Preset::Laptop.resolve(AdapterKind::Integrated)
        );
        assert_eq!(
            Preset::High.resolve(AdapterKind::Integrated),
            Preset::High.resolve(AdapterKind::Discrete)
        );
    }

    #[test]
    fn one_shadow_cascade_never_reaches_too_far_for_its_map() {
        for preset in Preset::ALL {
            for adapter in [
                AdapterKind::Discrete,
                AdapterKind::Integrated,
                AdapterKind::Software,
            ] {
                let quality = preset.resolve(adapter);
                let texel_m = 2.0 * quality.shadow_distance_m / quality.shadow_map_px as f32;
                assert!(texel_m <= 0.06, "{preset:?}: {texel_m} m a texel");
            }
        }
    }
}
