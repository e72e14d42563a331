//! Least squares against NIST's Statistical Reference Datasets (certified values).
#![allow(clippy::unwrap_used)]

use pleiades_labs::fit::{FitError, Weights, fit_line, fit_polynomial, fit_through_origin};

#[track_caller]
fn certified(value: f64, expected: f64, relative: f64) {
    assert!(
        (value / expected - 1.0).abs() <= relative,
        "{value} is not {expected}"
    );
}

/// Norris (NIST): calibration of ozone monitors.
const NORRIS: [(f64, f64); 36] = [
    (0.2, 0.1),
    (337.4, 338.8),
    (118.2, 118.1),
    (884.6, 888.0),
    (10.1, 9.2),
    (226.5, 228.1),
    (666.3, 668.5),
    (996.3, 998.5),
    (448.6, 449.1),
    (777.0, 778.9),
    (558.2, 559.2),
    (0.4, 0.3),
    (0.6, 0.1),
    (775.5, 778.1),
    (666.9, 668.8),
    (338.0, 339.3),
    (447.5, 448.9),
    (11.6, 10.8),
    (556.0, 557.7),
    (228.1, 228.3),
    (995.8, 998.0),
    (887.6, 888.8),
    (120.2, 119.6),
    (0.3, 0.3),
    (0.3, 0.6),
    (556.8, 557.6),
    (339.1, 339.3),
    (887.2, 888.0),
    (999.0, 998.5),
    (779.0, 778.9),
    (11.1, 10.2),
    (118.3, 117.6),
    (229.2, 228.9),
    (669.1, 668.4),
    (448.9, 449.2),
    (0.5, 0.2),
];

/// Pontius (NIST): deflection of a load cell, loaded twice in twenty steps of 150 000.
const PONTIUS: [[f64; 20]; 2] = [
    [
        0.11019, 0.21956, 0.32949, 0.43899, 0.54803, 0.65694, 0.76562, 0.87487, 0.98292, 1.09146,
        1.20001, 1.30822, 1.41599, 1.52399, 1.63194, 1.73947, 1.84646, 1.95392, 2.06128, 2.16844,
    ],
    [
        0.11052, 0.22018, 0.32939, 0.43886, 0.54798, 0.65739, 0.76596, 0.87474, 0.98300, 1.09150,
        1.20004, 1.30818, 1.41613, 1.52408, 1.63159, 1.73965, 1.84696, 1.95445, 2.06177, 2.16829,
    ],
];

#[test]
fn norris_has_its_certified_line() {
    let (x, y): (Vec<f64>, Vec<f64>) = NORRIS.into_iter().unzip();
    let line = fit_line(&x, &y, Weights::Equal).unwrap();
    certified(line.intercept, -0.262_323_073_774_029, 1e-10);
    certified(line.slope, 1.002_116_818_020_45, 1e-12);
    certified(line.u_intercept, 0.232_818_234_301_152, 1e-10);
    certified(line.u_slope, 0.429_796_848_199_937e-3, 1e-10);
    certified(line.fit.s, 0.884_796_396_144_373, 1e-10);
    certified(line.r_squared, 0.999_993_745_883_712, 1e-12);
    certified(line.fit.chi_squared, 26.617_398_529_422_4, 1e-10);
}

#[test]
fn pontius_has_its_certified_parabola() {
    let x: Vec<f64> = (0..40).map(|i| 150_000.0 * f64::from(i % 20 + 1)).collect();
    let fit = fit_polynomial(&x, &PONTIUS.concat(), 2, Weights::Equal).unwrap();
    certified(fit.parameters[0], 0.673_565_789_473_684e-3, 1e-9);
    certified(fit.parameters[1], 0.732_059_160_401_003e-6, 1e-11);
    certified(fit.parameters[2], -0.316_081_871_345_029e-14, 1e-9);
    certified(fit.u(0), 0.107_938_612_033_077e-3, 1e-9);
    certified(fit.u(1), 0.157_817_399_981_659e-9, 1e-9);
    certified(fit.u(2), 0.486_652_849_992_036e-16, 1e-9);
    certified(fit.s, 0.205_177_424_076_185e-3, 1e-9);
}

#[test]
fn wampler1_is_six_ones() {
    // Wampler1 (NIST): y = 1 + x + … + x⁵ exactly, x = 0…20; higher level of difficulty.
    let x: Vec<f64> = (0..=20).map(f64::from).collect();
    let y: Vec<f64> = x
        .iter()
        .map(|x| 1.0 + x * (1.0 + x * (1.0 + x * (1.0 + x * (1.0 + x)))))
        .collect();
    let fit = fit_polynomial(&x, &y, 5, Weights::Equal).unwrap();
    for parameter in &fit.parameters {
        certified(*parameter, 1.0, 1e-8);
    }
}

#[test]
fn noint1_passes_the_origin() {
    // NoInt1 (NIST): x = 60…70, y = x + 70.
    let x: Vec<f64> = (60..=70).map(f64::from).collect();
    let y: Vec<f64> = x.iter().map(|x| x + 70.0).collect();
    let fit = fit_through_origin(&x, &y, Weights::Equal).unwrap();
    certified(fit.parameters[0], 2.074_380_165_289_26, 1e-13);
    certified(fit.u(0), 0.165_289_256_198_347e-1, 1e-11);
}

#[test]
fn known_uncertainties_weigh_and_decide() {
    // Two readings at x = 0 with u = 1 and 2, two at x = 1 alike: each end is their weighted mean, by hand.
    let (x, y, u) = (
        [0.0, 0.0, 1.0, 1.0],
        [1.0, 2.0, 5.0, 4.0],
        [1.0, 2.0, 1.0, 2.0],
    );
    let line = fit_line(&x, &y, Weights::Known(&u)).unwrap();
    certified(line.intercept, 1.2, 1e-12);
    certified(line.slope, 3.6, 1e-12);
    certified(line.u_intercept, 0.8_f64.sqrt(), 1e-12);
    certified(line.u_slope, 1.6_f64.sqrt(), 1e-12);
    certified(line.covariance, -0.8, 1e-12);
    let (middle, u_middle) = line.at(0.5);
    certified(middle, 3.0, 1e-12);
    certified(u_middle, 0.4_f64.sqrt(), 1e-12);
}

#[test]
fn data_that_decide_nothing_are_refused() {
    assert!(matches!(
        fit_line(&[1.0; 4], &[1.0, 2.0, 3.0, 4.0], Weights::Equal),
        Err(FitError::Rank(_))
    ));
    assert!(matches!(
        fit_line(&[1.0, 2.0], &[1.0, 2.0], Weights::Equal),
        Err(FitError::TooFew { .. })
    ));
    assert_eq!(
        fit_line(&[1.0, 2.0, 3.0], &[1.0, 2.0], Weights::Equal),
        Err(FitError::Uneven)
    );
    assert_eq!(
        fit_line(&[1.0, 2.0, f64::NAN], &[1.0, 2.0, 3.0], Weights::Equal),
        Err(FitError::NotFinite)
    );
    assert_eq!(
        fit_line(
            &[1.0, 2.0, 3.0],
            &[1.0, 2.0, 3.0],
            Weights::Known(&[1.0, 0.0, 1.0])
        ),
        Err(FitError::NotFinite)
    );
}
