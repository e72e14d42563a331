//! Water in wood: its share, and what density and stiffness would be at 12 %.

/// Moisture content `(m_wet − m_dry)/m_dry`, as a share (0.12 is 12 %). Source: EN 13183-1. None for no dry mass.
pub fn moisture_content(wet_kg: f64, dry_kg: f64) -> Option<f64> {
    (dry_kg > 0.0).then(|| (wet_kg - dry_kg) / dry_kg)
}

/// Density `m/(b·h·L)`, kg/m³.
pub fn density_kg_m3(mass_kg: f64, section: super::Section, length_m: f64) -> f64 {
    mass_kg / (section.area_m2() * length_m)
}

/// Modulus at the reference moisture of 12 %: 1 % of it for each percent of moisture, stiffer when dry.
///
/// For moistures from 8 % to 18 %, where the error is about 1 %. Source: EN 384:2016, by its usual wording; the standard itself was
/// not at hand.
pub fn modulus_at_12_percent(modulus_pa: f64, moisture: f64) -> f64 {
    modulus_pa * (1.0 + (moisture - 0.12))
}

/// Density at 12 %: 0.5 % for each percent of moisture, lighter when dry. Range and source as [`modulus_at_12_percent`].
pub fn density_at_12_percent(density_kg_m3: f64, moisture: f64) -> f64 {
    density_kg_m3 * (1.0 - 0.5 * (moisture - 0.12))
}
