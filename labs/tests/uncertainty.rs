//! Uncertainty against the GUM's own examples, Student's tables, and Monte Carlo.
#![allow(clippy::unwrap_used)]

use pleiades_labs::{
    algebra::Matrix,
    random::Source,
    uncertainty::{
        Inputs, JointError, JointReadings, TypeA, TypeAError, TypeB, coverage_factor,
        effective_degrees_of_freedom, expanded, monte_carlo, normalised_error, normalised_gap,
        propagate, propagate_joint, student_cdf,
    },
};

#[track_caller]
fn near(value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value - expected).abs() <= tolerance,
        "{value} is not {expected} ± {tolerance}"
    );
}

/// JCGM 100:2008, table H.2: volts, milliamperes, radians.
const H2: [[f64; 5]; 3] = [
    [5.007, 4.994, 5.005, 4.990, 4.999],
    [19.663, 19.639, 19.640, 19.685, 19.678],
    [1.0456, 1.0438, 1.0468, 1.0428, 1.0433],
];

/// Resistance, reactance and impedance of an element, ohms.
fn impedance(x: &[f64]) -> Vec<f64> {
    let z = x[0] / (x[1] * 1e-3);
    vec![z * libm::cos(x[2]), z * libm::sin(x[2]), z]
}

#[test]
fn gum_h2_comes_out_as_printed() {
    let joint = JointReadings::of(&[&H2[0], &H2[1], &H2[2]]).unwrap();
    near(joint.means[0], 4.9990, 5e-5);
    near(joint.means[1], 19.6610, 5e-5);
    near(joint.means[2], 1.044_46, 5e-6);
    near(joint.u(0), 0.0032, 5e-5);
    near(joint.u(1), 0.0095, 5e-5);
    near(joint.u(2), 0.000_75, 5e-6);
    near(joint.correlation(0, 1), -0.355, 1e-3);
    near(joint.correlation(0, 2), 0.858, 1e-3);
    near(joint.correlation(1, 2), -0.645, 1e-3);

    let (values, covariance, _) = propagate_joint(impedance, &joint.means, &joint.covariance);
    for (i, (value, u)) in [(127.732, 0.071), (219.847, 0.296), (254.260, 0.236)]
        .into_iter()
        .enumerate()
    {
        near(values[i], value, 5e-4);
        near(covariance[(i, i)].sqrt(), u, 6e-4);
    }
    let correlation = |i, j| covariance[(i, j)] / (covariance[(i, i)] * covariance[(j, j)]).sqrt();
    near(correlation(0, 1), -0.588, 1e-3);
    near(correlation(0, 2), -0.485, 1e-3);
    near(correlation(1, 2), 0.993, 1e-3);
}

#[test]
fn leaving_out_correlations_gives_another_uncertainty() {
    let joint = JointReadings::of(&[&H2[0], &H2[1], &H2[2]]).unwrap();
    let squares: Vec<f64> = (0..3).map(|i| joint.covariance[(i, i)]).collect();
    let wrong = propagate(
        |x| impedance(x)[0],
        &joint.means,
        &Matrix::diagonal(&squares),
    );
    assert!(wrong.u > 2.0 * 0.071, "{}", wrong.u);
}

#[test]
fn sets_that_do_not_fit_together_are_refused() {
    assert_eq!(
        JointReadings::of(&[&H2[0], &H2[1][..4]]),
        Err(JointError::Uneven)
    );
    assert_eq!(
        JointReadings::of(&[&H2[0][..1]]),
        Err(JointError::TooFew(1))
    );
    assert_eq!(TypeA::of(&[1.0]), Err(TypeAError::TooFew(1)));
    assert_eq!(TypeA::of(&[1.0, f64::INFINITY]), Err(TypeAError::NotFinite));
}

#[test]
fn gum_h1_has_its_effective_degrees_of_freedom() {
    // JCGM 100:2008, H.1.6: contributions in nm with their degrees of freedom; ν = 16, U99 = 93 nm with k = 2.92.
    let contributions = [(25.0, 18.0), (9.7, 25.6), (2.9, 50.0), (16.6, 2.0)];
    near(effective_degrees_of_freedom(&contributions), 16.7, 0.5);
    let wide = expanded(&contributions, 0.99);
    near(wide.k, 2.92, 5e-3);
    assert!(
        effective_degrees_of_freedom(&[(1.0, f64::INFINITY), (2.0, f64::INFINITY)]).is_infinite()
    );
}

#[test]
fn student_s_factors_are_those_of_the_gum_s_table() {
    // JCGM 100:2008, table G.2.
    for (degrees_of_freedom, k95, k99) in [
        (1.0, 12.71, 63.66),
        (2.0, 4.30, 9.92),
        (4.0, 2.78, 4.60),
        (5.0, 2.57, 4.03),
        (9.0, 2.26, 3.25),
        (20.0, 2.09, 2.85),
        (100.0, 1.984, 2.626),
        (f64::INFINITY, 1.960, 2.576),
    ] {
        near(coverage_factor(0.95, degrees_of_freedom), k95, 5.1e-3);
        near(coverage_factor(0.99, degrees_of_freedom), k99, 5.1e-3);
    }
    // One degree of freedom is Cauchy's law: exact.
    near(student_cdf(1.0, 1.0), 0.75, 1e-12);
    near(
        student_cdf(-3.0, 1.0),
        0.5 - libm::atan(3.0) / std::f64::consts::PI,
        1e-12,
    );
    // Two: t/√(2+t²).
    near(
        student_cdf(1.5, 2.0),
        0.5 + 0.75 / (2.0 + 2.25_f64).sqrt(),
        1e-12,
    );
    // The two formulas meet where one takes over.
    near(
        coverage_factor(0.95, 0.999e6),
        coverage_factor(0.95, 1.001e6),
        1e-5,
    );
    assert!(coverage_factor(1.0, 5.0).is_nan() && coverage_factor(0.9, 0.0).is_nan());
}

#[test]
fn type_b_uncertainties_are_those_of_their_distributions() {
    near(TypeB::Resolution { step: 1.0 }.u(), 0.2887, 5e-5);
    near(TypeB::Resolution { step: 0.01 }.u(), 2.887e-3, 5e-7);
    near(TypeB::Rectangular { half_width: 0.05 }.u(), 0.028_87, 5e-6);
    let mut source = Source::from_number(3);
    for kind in [
        TypeB::Resolution { step: 2.0 },
        TypeB::Rectangular { half_width: 1.0 },
        TypeB::Triangular { half_width: 1.0 },
        TypeB::Arcsine { half_width: 1.0 },
        TypeB::Normal {
            expanded: 2.0,
            k: 2.0,
        },
    ] {
        let draws: Vec<f64> = (0..20_000).map(|_| kind.draw(&mut source)).collect();
        let scatter = TypeA::of(&draws).unwrap();
        near(scatter.s / kind.u(), 1.0, 0.02);
        near(scatter.mean, 0.0, 4.0 * scatter.u);
    }
}

#[test]
fn repeating_narrows_the_mean() {
    let five = TypeA::of(&[10.0, 10.2, 9.9, 10.1, 9.8]).unwrap();
    near(five.mean, 10.0, 1e-12);
    near(five.s, 0.025_f64.sqrt(), 1e-12);
    near(five.u, 0.005_f64.sqrt(), 1e-12);
    near(five.half_width(0.95), 2.776 * 0.005_f64.sqrt(), 1e-4);
}

#[test]
fn monte_carlo_agrees_with_the_straight_line_where_the_model_is_straight() {
    let joint = JointReadings::of(&[&H2[0], &H2[1], &H2[2]]).unwrap();
    let inputs = Inputs::Normal {
        x: joint.means.clone(),
        covariance: joint.covariance.clone(),
    };
    let linear = propagate(|x| impedance(x)[0], &joint.means, &joint.covariance);
    let drawn = monte_carlo(
        |x| impedance(x)[0],
        &inputs,
        20_000,
        0.95,
        &mut Source::from_number(1),
    )
    .unwrap();
    near(drawn.u / linear.u, 1.0, 0.02);
    near(drawn.mean, linear.value, 4.0 * linear.u / 20_000_f64.sqrt());
    near(
        (drawn.interval.1 - drawn.interval.0) / (2.0 * 1.96 * linear.u),
        1.0,
        0.03,
    );
}

#[test]
fn four_rectangles_have_the_interval_of_jcgm_101() {
    // JCGM 101:2008, table 3: four rectangular inputs of u = 1; y = 0, u = 2.00, shortest 95 % interval ± 3.88.
    let half_width = 3_f64.sqrt();
    let inputs = Inputs::Independent(vec![(0.0, TypeB::Rectangular { half_width }); 4]);
    let drawn = monte_carlo(
        |x| x.iter().sum(),
        &inputs,
        100_000,
        0.95,
        &mut Source::from_number(5),
    )
    .unwrap();
    near(drawn.mean, 0.0, 0.03);
    near(drawn.u, 2.0, 0.02);
    near(drawn.interval.1 - drawn.interval.0, 2.0 * 3.88, 0.05);
    near(drawn.shortest.1 - drawn.shortest.0, 2.0 * 3.88, 0.08);
    assert!(drawn.shortest.1 - drawn.shortest.0 <= drawn.interval.1 - drawn.interval.0);
}

#[test]
fn a_bent_model_is_what_monte_carlo_is_for() {
    // y = x² at x = 0, u = 1: first order says no uncertainty; the truth is √2.
    let linear = propagate(|x| x[0] * x[0], &[0.0], &Matrix::diagonal(&[1.0]));
    near(linear.u, 0.0, 1e-12);
    let inputs = Inputs::Normal {
        x: vec![0.0],
        covariance: Matrix::diagonal(&[1.0]),
    };
    let drawn = monte_carlo(
        |x| x[0] * x[0],
        &inputs,
        50_000,
        0.95,
        &mut Source::from_number(2),
    )
    .unwrap();
    near(drawn.u, 2_f64.sqrt(), 0.05);
    let impossible = Inputs::Normal {
        x: vec![0.0, 0.0],
        covariance: Matrix::from_fn(2, 2, |_, _| 1.0),
    };
    assert!(
        monte_carlo(
            |x| x[0],
            &impossible,
            100,
            0.95,
            &mut Source::from_number(2)
        )
        .is_err()
    );
}

#[test]
fn results_agree_within_their_uncertainties() {
    near(normalised_gap(10.3, 0.3, 10.0, 0.4), 0.6, 1e-12);
    near(normalised_error(10.3, 0.6, 10.0, 0.8), 0.3, 1e-12);
    assert_eq!(normalised_gap(1.0, 0.0, 1.0, 0.0), 0.0);
    assert!(normalised_gap(1.0, 0.0, 2.0, 0.0).is_infinite());
}
