//! Beams against closed forms worked by hand (facts: lab B), and the bench as a student meets it.
#![allow(clippy::unwrap_used)]

use pleiades_labs::{
    random::Source,
    timber::{
        BeamMeasures, FourPoint, ModulusError, Population, Seating, Section, StrengthClass,
        ThreePoint, class_of, deflection_m, density_at_12_percent, density_kg_m3, flexural_free_hz,
        flexural_supported_hz, longitudinal_hz, modulus_at_12_percent, modulus_from_flexural_free,
        modulus_from_longitudinal, modulus_from_slope, moisture_content,
    },
};

const SECTION: Section = Section {
    width_m: 0.05,
    height_m: 0.05,
};
const BENCH: ThreePoint = ThreePoint {
    section: SECTION,
    span_m: 0.9,
};
const E: f64 = 11e9;
const G: f64 = 690e6;
const RHO: f64 = 420.0;

#[track_caller]
fn relative(value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value / expected - 1.0).abs() <= tolerance,
        "{value} is not {expected}"
    );
}

#[test]
fn a_c24_beam_bends_as_the_closed_forms_say() {
    relative(SECTION.second_moment_m4(), 5.208_333e-7, 1e-6);
    relative(BENCH.bending_m(500.0, E), 1.325_455e-3, 1e-6);
    relative(BENCH.stress_pa(500.0), 5.4e6, 1e-12);
    relative(BENCH.shear_m(500.0, G), 0.078_261e-3, 1e-5);
    relative(
        BENCH.shear_m(500.0, G) / BENCH.bending_m(500.0, E),
        0.059_045,
        1e-4,
    );
    relative(BENCH.load_n(24e6), 2222.2, 1e-4);
    let standard = FourPoint::standard(SECTION);
    relative(standard.global_m(2000.0, E), 4.516_364e-3, 1e-6);
    relative(standard.local_m(2000.0, E, 0.25), 0.409_091e-3, 1e-6);
    // A cantilever of 1 m under 100 N, F·L³/(3·E·I), is half of a beam of 2 m under 200 N.
    let double = ThreePoint {
        section: SECTION,
        span_m: 2.0,
    };
    relative(double.bending_m(200.0, E), 5.8182e-3, 1e-5);
}

#[test]
fn moduli_come_back_from_slopes() {
    let slope = 1.0 / (BENCH.bending_m(1.0, E) + BENCH.shear_m(1.0, G));
    relative(BENCH.modulus_pa(slope, Some(G)).unwrap(), E, 1e-12);
    relative(BENCH.modulus_pa(slope, None).unwrap(), E / 1.059_045, 1e-5);
    assert_eq!(BENCH.modulus_pa(1e12, Some(G)), None);
    let standard = FourPoint::standard(SECTION);
    relative(
        standard.modulus_from_global_pa(1.0 / standard.global_m(1.0, E)),
        E,
        1e-12,
    );
    relative(
        standard.modulus_from_local_pa(1.0 / standard.local_m(1.0, E, 0.25), 0.25),
        E,
        1e-12,
    );
    relative(
        standard.stress_pa(2000.0),
        3.0 * 2000.0 * 0.3 / (0.05 * 0.05 * 0.05),
        1e-12,
    );
}

#[test]
fn a_struck_beam_rings_at_the_published_frequencies() {
    relative(flexural_supported_hz(SECTION, 0.9, E, RHO), 143.247, 1e-5);
    let free = flexural_free_hz(SECTION, 0.9, E, RHO);
    relative(free, 324.725, 1e-5);
    let end = longitudinal_hz(0.9, E, RHO);
    relative(end, 2843.146, 1e-6);
    relative(modulus_from_longitudinal(0.9, end, RHO), E, 1e-12);
    relative(
        modulus_from_flexural_free(SECTION, 0.9, free, RHO),
        E,
        1e-12,
    );
}

#[test]
fn water_counts_on_the_dry_mass() {
    relative(moisture_content(1.12, 1.0).unwrap(), 0.12, 1e-9);
    assert_eq!(moisture_content(1.0, 0.0), None);
    relative(density_kg_m3(0.945, SECTION, 0.9), RHO, 1e-12);
    relative(modulus_at_12_percent(E, 0.15), 1.03 * E, 1e-12);
    relative(density_at_12_percent(RHO, 0.16), 0.98 * RHO, 1e-12);
}

#[test]
fn classes_ask_for_stiffness_density_and_strength() {
    let name =
        |modulus, density, strength| class_of(modulus, density, strength).map(|class| class.name);
    for class in StrengthClass::ALL {
        assert_eq!(
            name(
                class.modulus_mean,
                class.density_mean,
                Some(class.bending_strength)
            ),
            Some(class.name)
        );
        assert!(class.modulus_low < class.modulus_mean && class.density_low < class.density_mean);
    }
    for pair in StrengthClass::ALL.windows(2) {
        assert!(
            pair[0].modulus_mean < pair[1].modulus_mean
                && pair[0].density_mean < pair[1].density_mean
        );
    }
    assert_eq!(name(11000.0, 380.0, None), Some("C18"));
    assert_eq!(name(0.95 * 11000.0, 420.0, None), Some("C24"));
    assert_eq!(name(16000.0, 520.0, Some(15.0)), Some("C14"));
    assert_eq!(name(5000.0, 500.0, None), None);
    assert_eq!(StrengthClass::named("C30").unwrap().modulus_mean, 12000.0);
    assert!(StrengthClass::named("D30").is_none());
}

/// Every number of the table, written down a second time from the two open tables that agree (facts: lab B).
#[test]
fn the_twelve_classes_are_those_of_the_standard_s_table() {
    let rows = [
        "C14 14 7000 4700 440 290 350",
        "C16 16 8000 5400 500 310 370",
        "C18 18 9000 6000 560 320 380",
        "C20 20 9500 6400 590 330 400",
        "C22 22 10000 6700 630 340 410",
        "C24 24 11000 7400 690 350 420",
        "C27 27 11500 7700 720 360 430",
        "C30 30 12000 8000 750 380 460",
        "C35 35 13000 8700 810 390 470",
        "C40 40 14000 9400 880 400 480",
        "C45 45 15000 10100 940 410 490",
        "C50 50 16000 10700 1000 430 520",
    ];
    let written = StrengthClass::ALL.map(|class| {
        let StrengthClass {
            name,
            bending_strength,
            modulus_mean,
            modulus_low,
            shear_modulus,
            density_low,
            density_mean,
        } = class;
        format!(
            "{name} {bending_strength} {modulus_mean} {modulus_low} {shear_modulus} {density_low} {density_mean}"
        )
    });
    assert_eq!(written, rows);
}

/// E_0,05/E_0,mean is 0.673 for a C24: with a normal law that is a coefficient of variation of 0.20, which beams here have.
#[test]
fn beams_scatter_as_much_as_the_characteristic_value_says() {
    let class = *StrengthClass::named("C24").unwrap();
    relative(class.modulus_low / class.modulus_mean, 0.673, 1e-3);
    relative(
        (1.0 - class.modulus_low / class.modulus_mean) / 1.644_854,
        0.20,
        0.01,
    );
    let mut source = Source::from_number(11);
    let beams: Vec<_> = (0..8000)
        .map(|_| Population { class }.draw(&mut source))
        .collect();
    let moments = |of: &dyn Fn(usize) -> f64| {
        let numbers: Vec<f64> = (0..beams.len()).map(of).collect();
        pleiades_labs::uncertainty::TypeA::of(&numbers).unwrap()
    };
    let modulus = moments(&|beam| beams[beam].modulus_pa);
    let density = moments(&|beam| beams[beam].density_kg_m3);
    relative(modulus.s / modulus.mean, 0.20, 0.03);
    relative(density.s / density.mean, 0.10, 0.03);
    let together = moments(&|beam| {
        (beams[beam].modulus_pa - modulus.mean) / modulus.s
            * (beams[beam].density_kg_m3 - density.mean)
            / density.s
    });
    relative(together.mean, 0.6, 0.06);
}

#[test]
fn the_foot_of_the_curve_spoils_a_fit_through_all_of_it() {
    let beam = pleiades_labs::timber::Beam {
        modulus_pa: E,
        shear_modulus_pa: G,
        strength_pa: 30e6,
        density_kg_m3: RHO,
    };
    let seating = Seating {
        depth_m: 1e-4,
        load_n: 30.0,
    };
    let loads: Vec<f64> = (1..=40).map(|step| 25.0 * f64::from(step)).collect();
    let deflections: Vec<f64> = loads
        .iter()
        .map(|load| deflection_m(BENCH, beam, seating, *load))
        .collect();
    let measures = BeamMeasures {
        span_m: (0.9, 0.5e-3),
        width_m: (0.05, 0.1e-3),
        height_m: (0.05, 0.2e-3),
    };
    let apparent = E / 1.059_045;
    let error = |range| {
        let (result, ..) = modulus_from_slope(&loads, &deflections, range, measures).unwrap();
        (result.value / apparent - 1.0).abs()
    };
    assert!(error((0.1, 0.4)) < 0.005);
    assert!(error((0.0, 0.2)) > 0.03);

    let (result, budget, line) =
        modulus_from_slope(&loads, &deflections, (0.1, 0.4), measures).unwrap();
    let parts = [
        line.u_slope / line.slope,
        3.0 * 0.5e-3 / 0.9,
        0.1e-3 / 0.05,
        3.0 * 0.2e-3 / 0.05,
    ];
    relative(
        result.u / result.value,
        parts.iter().map(|u| u * u).sum::<f64>().sqrt(),
        1e-6,
    );
    // 0.2 mm on 50 mm of height costs 1.2 %, and is most of it.
    relative(budget.lines[3].contribution / result.value, 0.012, 1e-6);
    assert!(budget.lines[3].contribution > 0.9 * result.u);
    assert_eq!(
        modulus_from_slope(
            &loads,
            &loads.iter().map(|x| -x).collect::<Vec<_>>(),
            (0.1, 0.4),
            measures
        )
        .unwrap_err(),
        ModulusError::Slope
    );
}

#[test]
fn beams_of_a_class_scatter_as_the_class_says() {
    let class = *StrengthClass::named("C24").unwrap();
    let mut source = Source::from_number(7);
    let beams: Vec<_> = (0..4000)
        .map(|_| Population { class }.draw(&mut source))
        .collect();
    let share_below = |count: usize| count as f64 / beams.len() as f64;
    let mean = beams.iter().map(|beam| beam.modulus_pa).sum::<f64>() / 4000.0;
    relative(mean, 11e9, 0.01);
    // Characteristic values are 5th percentiles; 4000 draws know them to ± 0.7 %.
    for share in [
        share_below(beams.iter().filter(|beam| beam.modulus_pa < 7400e6).count()),
        share_below(
            beams
                .iter()
                .filter(|beam| beam.density_kg_m3 < 350.0)
                .count(),
        ),
        share_below(beams.iter().filter(|beam| beam.strength_pa < 24e6).count()),
    ] {
        assert!((0.03..0.07).contains(&share), "{share}");
    }
}

/// A C24 beam of nominal size on a span of 18 h: shear makes the apparent modulus 5.6 % lower than the modulus, for E/G = 15.9.
#[test]
fn a_beam_on_the_rack_has_its_class_and_its_size() {
    use pleiades_labs::timber::{Piece, Sawn};
    let sawn = Sawn {
        section: Section {
            width_m: 0.04,
            height_m: 0.06,
        },
        length_m: 1.2,
        tolerance_m: 0.0004,
    };
    let class = *StrengthClass::named("C24").unwrap();
    for seed in 0..200 {
        let piece = Piece::draw(class, sawn, &mut Source::from_number(seed));
        assert!((piece.section.width_m - 0.04).abs() <= 0.0004);
        assert!((piece.length_m - 1.2).abs() <= 0.0004);
        let density = piece.mass_kg() / (piece.section.area_m2() * piece.length_m);
        assert!((density - piece.beam.density_kg_m3).abs() < 1e-9);
        let ratio = piece.apparent_modulus_pa(1.08) / piece.beam.modulus_pa;
        // (6/5)(E/G)(h/L)² of the bending, h within its tolerance.
        let h = piece.section.height_m;
        let expected = 1.0 / (1.0 + 1.2 * 11000.0 / 690.0 * (h / 1.08) * (h / 1.08));
        assert!((ratio - expected).abs() < 1e-12, "{ratio} {expected}");
        let seating = Seating {
            depth_m: 1e-4,
            load_n: 20.0,
        };
        let slope = 400.0
            / (piece.deflection_m(1.08, seating, 800.0) - piece.deflection_m(1.08, seating, 400.0));
        assert!((slope / piece.stiffness_n_per_m(1.08) - 1.0).abs() < 1e-8);
    }
}
