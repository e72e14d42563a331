//! Twelve colours people choose from: distinct side by side, also for colour-blind eyes, and never the only sign of who is who.

use bevy::prelude::*;

/// A colour and the key of its name.
pub(crate) struct Tint {
    /// sRGB, 0 to 255.
    pub rgb: [u8; 3],
    /// Key of its name in the phrases.
    pub key: &'static str,
}

/// The palette; a participant's appearance holds an index into it.
pub(crate) const COLOURS: [Tint; 12] = [
    Tint {
        rgb: [230, 159, 0],
        key: "colour-amber",
    },
    Tint {
        rgb: [86, 180, 233],
        key: "colour-sky",
    },
    Tint {
        rgb: [0, 158, 115],
        key: "colour-fir",
    },
    Tint {
        rgb: [240, 216, 66],
        key: "colour-mimosa",
    },
    Tint {
        rgb: [0, 114, 178],
        key: "colour-blue",
    },
    Tint {
        rgb: [213, 94, 0],
        key: "colour-brick",
    },
    Tint {
        rgb: [204, 121, 167],
        key: "colour-heather",
    },
    Tint {
        rgb: [122, 81, 149],
        key: "colour-violet",
    },
    Tint {
        rgb: [141, 182, 60],
        key: "colour-moss",
    },
    Tint {
        rgb: [176, 137, 104],
        key: "colour-oak",
    },
    Tint {
        rgb: [96, 108, 118],
        key: "colour-slate",
    },
    Tint {
        rgb: [229, 86, 96],
        key: "colour-berry",
    },
];

/// The colour at `index`, wrapping round: an index from the network is never out of range.
pub(crate) fn tint(index: u8) -> &'static Tint {
    &COLOURS[usize::from(index) % COLOURS.len()]
}

impl Tint {
    /// As an engine colour.
    pub(crate) fn colour(&self) -> Color {
        let [red, green, blue] = self.rgb;
        Color::srgb_u8(red, green, blue)
    }

    /// As an interface colour.
    pub(crate) fn egui(&self) -> bevy_egui::egui::Color32 {
        let [red, green, blue] = self.rgb;
        bevy_egui::egui::Color32::from_rgb(red, green, blue)
    }
}
