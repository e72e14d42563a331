//! What holds for any input: round trips, repeatability, and marks that never fall when a measurement gets better.
#![allow(clippy::unwrap_used)]

use pleiades_labs::{
    algebra::Matrix,
    marking::{Answer, Key, Notebook, Ramp, Score, Table, Truth},
    orientation::{Enu, Line, Plane, Projection, best_plane, girdle, plane_through},
    quantity::{Notation, Quantity, Unit},
    random::{Seeding, Source, Stream},
    uncertainty::{Inputs, monte_carlo, propagate},
};
use proptest::prelude::*;

fn planes() -> impl Strategy<Value = Plane> {
    (0.0..360.0, 0.01..89.99).prop_map(|(strike, dip)| Plane::from_degrees(strike, dip).unwrap())
}

fn lines() -> impl Strategy<Value = Line> {
    (0.0..360.0, 0.0..90.0).prop_map(|(trend, plunge)| Line::from_degrees(trend, plunge).unwrap())
}

fn share(score: &Score, answer: Answer, truth: &Truth) -> f64 {
    let mut notebook = Notebook::default();
    if let Answer::Plane { strike, dip } = answer {
        let row = vec![strike, dip];
        notebook
            .tables
            .insert("t".into(), Table::of_numbers(&["strike", "dip"], &[row]));
    }
    notebook.answers.insert("a".into(), answer);
    let key = Key {
        truths: [("t".to_owned(), truth.clone())].into(),
    };
    score.score(&notebook, &key).unwrap().share.unwrap()
}

proptest! {
    #[test]
    fn a_plane_comes_back_from_its_pole_its_normal_and_its_points(plane in planes(), size in 1.0..1e4_f64, turn in 0.0..360.0) {
        prop_assert!(plane.pole().plane().angle_deg(plane) < 1e-9);
        let again = Plane::from_normal(plane.normal().scaled(-size)).unwrap();
        prop_assert!(again.angle_deg(plane) < 1e-9);
        prop_assert!((again.strike.degrees() - plane.strike.degrees()).abs().min(360.0 - (again.strike.degrees() - plane.strike.degrees()).abs()) < 1e-9);
        let at = |rake: f64| plane.line_at_rake(rake + turn).direction().scaled(size).plus(Enu::new(900.0, -300.0, 50.0));
        let corners = [at(0.0), at(100.0), at(50.0)];
        prop_assert!(plane_through(corners[0], corners[1], corners[2]).unwrap().angle_deg(plane) < 1e-6);
        prop_assert!(best_plane(&corners).unwrap().plane.angle_deg(plane) < 1e-5);
    }

    #[test]
    fn a_line_comes_back_from_its_direction_and_from_both_nets(line in lines()) {
        prop_assert!(Line::along(line.direction().scaled(-3.0)).unwrap().angle_deg(line) < 1e-9);
        for net in [Projection::EqualArea, Projection::EqualAngle] {
            let point = net.project(line);
            prop_assert!(libm::hypot(point[0], point[1]) <= 1.0 + 1e-12);
            prop_assert!(net.unproject(point).unwrap().angle_deg(line) < 1e-6);
        }
    }

    #[test]
    fn shared_lines_lie_in_both_planes_and_are_the_girdle_s_axis(a in planes(), b in planes()) {
        prop_assume!(a.angle_deg(b) > 1.0);
        let line = a.intersection(b).unwrap();
        prop_assert!((line.angle_deg(a.pole()) - 90.0).abs() < 1e-6 && (line.angle_deg(b.pole()) - 90.0).abs() < 1e-6);
        prop_assert!(girdle(&[a, b, a]).unwrap().axis.angle_deg(line) < 1e-4);
    }

    #[test]
    fn anything_typed_is_read_or_refused(text in "\\PC{0,24}") {
        let _ = text.parse::<Quantity>();
        let _ = text.parse::<Unit>();
    }

    #[test]
    fn what_is_written_is_read_again(value in -1e12..1e12, small in -1e-6..1e-6_f64) {
        for notation in [Notation::French, Notation::English] {
            for value in [value, small] {
                let quantity = Quantity::new(value, "N/mm²".parse().unwrap());
                prop_assert_eq!(&quantity.written(notation).parse::<Quantity>().unwrap(), &quantity);
            }
        }
    }

    #[test]
    fn the_same_seed_draws_the_same(seed: u64, index: u64, lesson in "[a-z.]{1,12}") {
        let draw = || Stream::new(Seeding::Fixed(seed), &lesson, "x").reading("compass", index).normal().to_bits();
        prop_assert_eq!(draw(), draw());
        let other = Stream::new(Seeding::Fixed(seed), &lesson, "x").reading("compass", index.wrapping_add(1)).normal();
        prop_assert_ne!(draw(), other.to_bits());
    }

    #[test]
    fn a_smaller_error_never_scores_less(full in 0.0..10.0, more in 0.001..50.0, a in 0.0..100.0, b in 0.0..100.0) {
        let ramp = Ramp::new(full, full + more).unwrap();
        let (better, worse) = if a < b { (a, b) } else { (b, a) };
        prop_assert!(ramp.share(better) >= ramp.share(worse));
        prop_assert!((0.0..=1.0).contains(&ramp.share(worse)));
    }

    #[test]
    fn a_better_number_never_scores_less(truth in 1.0..1e4, a in -1.0..1.0_f64, b in -1.0..1.0_f64, u in 0.001..0.5) {
        let (better, worse) = if a.abs() < b.abs() { (a, b) } else { (b, a) };
        let key = Truth::Number { value: truth, u: 0.01 * truth };
        let (answer, id) = ("a".to_owned(), "t".to_owned());
        for score in [
            Score::Abs { answer: answer.clone(), truth: id.clone(), full: 0.01, zero: 500.0 },
            Score::Rel { answer: answer.clone(), truth: id.clone(), full: 0.03, zero: 0.5 },
            Score::Z { answer: answer.clone(), truth: id.clone(), full: 1.0, zero: 4.0 },
        ] {
            let given = |error: f64| Answer::Number { value: truth * (1.0 + error), u: Some(u * truth) };
            prop_assert!(share(&score, given(better), &key) >= share(&score, given(worse), &key) - 1e-12);
            prop_assert_eq!(share(&score, given(0.0), &key), 1.0);
        }
    }

    #[test]
    fn a_better_plane_never_scores_less(truth in planes(), a in planes(), b in planes()) {
        let key = Truth::Plane { strike_deg: truth.strike, dip_deg: truth.dip };
        let given = |plane: Plane| Answer::Plane { strike: plane.strike.degrees(), dip: plane.dip.degrees() };
        let (better, worse) = if a.angle_deg(truth) < b.angle_deg(truth) { (a, b) } else { (b, a) };
        for score in [
            Score::PoleAngular { answer: "a".into(), truth: "t".into(), full: 5.0, zero: 80.0 },
            Score::MedianPoleError { table: "t".into(), truth: "t".into(), full: 5.0, zero: 80.0, min_rows: 1 },
        ] {
            prop_assert!(share(&score, given(better), &key) >= share(&score, given(worse), &key));
            prop_assert_eq!(share(&score, given(truth), &key), 1.0);
        }
    }

    #[test]
    fn a_better_line_slope_or_stated_uncertainty_never_scores_less(truth in lines(), a in lines(), b in lines(), slope in 1.0..100.0_f64, x in -1.0..1.0_f64, y in -1.0..1.0_f64) {
        let axis = Truth::Line { trend_deg: truth.trend, plunge_deg: truth.plunge };
        let given = |line: Line| Answer::Line { trend: line.trend.degrees(), plunge: line.plunge.degrees() };
        let (better, worse) = if a.angle_deg(truth) < b.angle_deg(truth) { (a, b) } else { (b, a) };
        let score = Score::Angular { answer: "a".into(), truth: "t".into(), full: 5.0, zero: 80.0 };
        prop_assert!(share(&score, given(better), &axis) >= share(&score, given(worse), &axis));
        prop_assert_eq!(share(&score, given(truth), &axis), 1.0);

        let (better, worse) = if x.abs() < y.abs() { (x, y) } else { (y, x) };
        let fitted = |error: f64| {
            let steps = [1.0, 2.0, 3.0, 5.0].map(|x| vec![x, slope * (1.0 + error) * x + 0.5]);
            let mut notebook = Notebook::default();
            notebook.tables.insert("t".into(), Table::of_numbers(&["x", "y"], &steps));
            let key = Key { truths: [("t".to_owned(), Truth::Number { value: slope, u: 0.0 })].into() };
            let score = Score::FitParam { table: "t".into(), x: "x".into(), y: "y".into(), truth: "t".into(), full: 0.03, zero: 0.5 };
            score.score(&notebook, &key).unwrap().share.unwrap()
        };
        prop_assert!(fitted(better) >= fitted(worse) - 1e-12);
        prop_assert_eq!(fitted(0.0), 1.0);

        let careful = Truth::Number { value: slope, u: 0.01 * slope };
        let stated = |times: f64| {
            let answer = Answer::Number { value: slope, u: Some(0.01 * slope * libm::exp(3.0 * times)) };
            let score = Score::UStated { answer: "a".into(), truth: "t".into(), full: 2.0, zero: 6.0 };
            share(&score, answer, &careful)
        };
        prop_assert!(stated(better) >= stated(worse) - 1e-12);
        prop_assert_eq!(stated(0.0), 1.0);
    }

    #[test]
    fn more_rows_repeats_and_range_never_score_less(numbers in prop::collection::vec(0.0..1000.0_f64, 1..12), more in 0.0..1000.0_f64) {
        let scored = |numbers: &[f64], score: &Score| {
            let rows: Vec<Vec<f64>> = numbers.iter().map(|number| vec![*number]).collect();
            let mut notebook = Notebook::default();
            notebook.tables.insert("t".into(), Table::of_numbers(&["x"], &rows));
            score.score(&notebook, &Key::default()).unwrap().share.unwrap()
        };
        let mut fuller = numbers.clone();
        fuller.push(more);
        for score in [
            Score::Repeats { table: "t".into(), column: "x".into(), min: 8 },
            Score::RangeCovered { table: "t".into(), column: "x".into(), low: 200.0, high: 800.0 },
            Score::TableComplete { table: "t".into(), columns: vec!["x".into()], min_rows: 8 },
        ] {
            prop_assert!(scored(&fuller, &score) >= scored(&numbers, &score));
        }
    }

    #[test]
    fn monte_carlo_agrees_with_propagation_for_small_uncertainties(x in 1.0..10.0_f64, y in 1.0..10.0_f64, r in -0.8..0.8_f64, seed: u64) {
        let (ux, uy) = (0.005 * x, 0.004 * y);
        let covariance = Matrix::from_fn(2, 2, |i, j| match (i, j) {
            (0, 0) => ux * ux,
            (1, 1) => uy * uy,
            _ => r * ux * uy,
        });
        let model = |v: &[f64]| v[0] * v[0] / v[1] + v[1];
        let linear = propagate(model, &[x, y], &covariance);
        prop_assume!(linear.u > 1e-3 * linear.lines.iter().map(|line| line.contribution).sum::<f64>());
        let inputs = Inputs::Normal { x: vec![x, y], covariance };
        let drawn = monte_carlo(model, &inputs, 20_000, 0.95, &mut Source::from_number(seed)).unwrap();
        // u from 20 000 draws is known to 0.5 %: four of those.
        prop_assert!((drawn.u / linear.u - 1.0).abs() < 0.03, "{} and {}", drawn.u, linear.u);
    }
}
