//! Strength classes of softwood: what a builder may count on.

use serde::Serialize;

/// One class of EN 338:2016, table 1 (softwood, from bending tests). Stresses and moduli in N/mm², densities in kg/m³.
///
/// Checked against two open tables that agree (see docs/labs.md); the standard is for sale. Hardwoods are left out: open tables
/// disagree on them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StrengthClass {
    /// Such as `C24`.
    pub name: &'static str,
    /// Characteristic bending strength f_m,k.
    pub bending_strength: f64,
    /// Mean modulus along the grain E_0,mean.
    pub modulus_mean: f64,
    /// Its 5th percentile E_0,05.
    pub modulus_low: f64,
    /// Mean shear modulus G_mean.
    pub shear_modulus: f64,
    /// 5th percentile of density ρ_k.
    pub density_low: f64,
    /// Mean density ρ_mean.
    pub density_mean: f64,
}

const fn class(name: &'static str, row: [f64; 6]) -> StrengthClass {
    let [
        bending_strength,
        modulus_mean,
        modulus_low,
        shear_modulus,
        density_low,
        density_mean,
    ] = row;
    StrengthClass {
        name,
        bending_strength,
        modulus_mean,
        modulus_low,
        shear_modulus,
        density_low,
        density_mean,
    }
}

impl StrengthClass {
    /// All twelve, weakest first.
    pub const ALL: [Self; 12] = [
        class("C14", [14.0, 7000.0, 4700.0, 440.0, 290.0, 350.0]),
        class("C16", [16.0, 8000.0, 5400.0, 500.0, 310.0, 370.0]),
        class("C18", [18.0, 9000.0, 6000.0, 560.0, 320.0, 380.0]),
        class("C20", [20.0, 9500.0, 6400.0, 590.0, 330.0, 400.0]),
        class("C22", [22.0, 10000.0, 6700.0, 630.0, 340.0, 410.0]),
        class("C24", [24.0, 11000.0, 7400.0, 690.0, 350.0, 420.0]),
        class("C27", [27.0, 11500.0, 7700.0, 720.0, 360.0, 430.0]),
        class("C30", [30.0, 12000.0, 8000.0, 750.0, 380.0, 460.0]),
        class("C35", [35.0, 13000.0, 8700.0, 810.0, 390.0, 470.0]),
        class("C40", [40.0, 14000.0, 9400.0, 880.0, 400.0, 480.0]),
        class("C45", [45.0, 15000.0, 10100.0, 940.0, 410.0, 490.0]),
        class("C50", [50.0, 16000.0, 10700.0, 1000.0, 430.0, 520.0]),
    ];

    /// The class of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        const { &Self::ALL }.iter().find(|class| class.name == name)
    }
}

/// The highest class whose mean modulus (N/mm²) and mean density (kg/m³) a batch reaches; none below C14.
///
/// Strength cannot be known without breaking: with `bending_strength` (characteristic, N/mm²) it counts too. EN 384 asks for 95 % of
/// the class's mean modulus; `modulus` is held against that.
pub fn class_of(
    modulus: f64,
    density: f64,
    bending_strength: Option<f64>,
) -> Option<&'static StrengthClass> {
    const { &StrengthClass::ALL }.iter().rev().find(|class| {
        modulus >= 0.95 * class.modulus_mean
            && density >= class.density_mean
            && bending_strength.is_none_or(|strength| strength >= class.bending_strength)
    })
}
