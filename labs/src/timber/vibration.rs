//! Frequencies of a struck beam, and the modulus they tell.

use std::f64::consts::PI;

use super::Section;

/// First root of `cos x·cosh x = 1`: a beam free at both ends.
const FREE_FREE: f64 = 4.730_040_744_862_704;

/// Hit on its end: `f = √(E/ρ)/(2L)`. For L above about 5 h; Poisson's effect is below 1 %. Source: Kollmann & Côté 1968, §7.
pub fn longitudinal_hz(length_m: f64, modulus_pa: f64, density_kg_m3: f64) -> f64 {
    (modulus_pa / density_kg_m3).sqrt() / (2.0 * length_m)
}

/// Dynamic modulus from the end-blow frequency: `E = ρ·(2·L·f)²`.
pub fn modulus_from_longitudinal(length_m: f64, frequency_hz: f64, density_kg_m3: f64) -> f64 {
    let speed = 2.0 * length_m * frequency_hz;
    density_kg_m3 * speed * speed
}

/// First bending frequency on two supports: `π/(2L²)·√(EI/(ρA))`.
///
/// Euler–Bernoulli: shear and rotation lower it by about `(π²/2)(I/AL²)(1 + E/κG)`, 2.5 % at L = 18 h and E/G = 16.
/// Source: Rao, *Mechanical Vibrations*, §8.5.
pub fn flexural_supported_hz(
    section: Section,
    length_m: f64,
    modulus_pa: f64,
    density_kg_m3: f64,
) -> f64 {
    PI / (2.0 * length_m * length_m) * stiffness_per_mass(section, modulus_pa, density_kg_m3)
}

/// First bending frequency hung freely: `4.7300²/(2πL²)·√(EI/(ρA))`. Validity and source as [`flexural_supported_hz`].
pub fn flexural_free_hz(
    section: Section,
    length_m: f64,
    modulus_pa: f64,
    density_kg_m3: f64,
) -> f64 {
    FREE_FREE * FREE_FREE / (2.0 * PI * length_m * length_m)
        * stiffness_per_mass(section, modulus_pa, density_kg_m3)
}

/// Dynamic modulus from the free bending frequency, the inverse of [`flexural_free_hz`].
pub fn modulus_from_flexural_free(
    section: Section,
    length_m: f64,
    frequency_hz: f64,
    density_kg_m3: f64,
) -> f64 {
    let root = frequency_hz * 2.0 * PI * length_m * length_m / (FREE_FREE * FREE_FREE);
    root * root * density_kg_m3 * section.area_m2() / section.second_moment_m4()
}

/// `√(EI/(ρA))`, m²/s.
fn stiffness_per_mass(section: Section, modulus_pa: f64, density_kg_m3: f64) -> f64 {
    (modulus_pa * section.second_moment_m4() / (density_kg_m3 * section.area_m2())).sqrt()
}
