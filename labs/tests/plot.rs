//! Figures: graduations are round, points fall where the projection says, words cannot become tags.
#![allow(clippy::unwrap_used)]

use pleiades_labs::{
    orientation::{Plane, Projection},
    plot::{Limb, Net, Point, Scatter, ticks},
    quantity::Notation,
};

#[test]
fn graduations_are_round_and_cover_the_range() {
    for (low, high, expected) in [
        (0.0, 10.0, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
        (0.3, 3.1, vec![0.0, 1.0, 2.0, 3.0, 4.0]),
        (-1.0, 1.0, vec![-1.0, -0.5, 0.0, 0.5, 1.0]),
        (200.0, 800.0, vec![200.0, 400.0, 600.0, 800.0]),
    ] {
        let found = ticks(low, high);
        assert_eq!(found.len(), expected.len(), "{low} {high}: {found:?}");
        for (tick, wanted) in found.iter().zip(&expected) {
            assert!((tick - wanted).abs() < 1e-9, "{found:?}");
        }
    }
    for (low, high) in [
        (1.0, 1.0),
        (2.0, 1.0),
        (0.0, f64::NAN),
        (0.0, f64::INFINITY),
    ] {
        assert!(ticks(low, high).is_empty());
    }
}

/// The pole of 315/30 plunges 60° towards 225°; on the equal-area net that is 0.366 025 R from the centre.
#[test]
fn a_pole_falls_where_the_net_has_it() {
    let net = Net {
        title: "net".to_owned(),
        limbs: vec![Limb {
            title: "<flanc>".to_owned(),
            planes: vec![Plane::from_degrees(315.0, 30.0).unwrap()],
        }],
        projection: Projection::EqualArea,
    };
    let half = 190.0 * 0.366_025 / 2.0_f64.sqrt();
    let place = format!(r#"cx="{:.2}" cy="{:.2}""#, 220.0 - half, 226.0 + half);
    let svg = net.svg();
    assert!(svg.contains(&place), "{place}");
    assert!(svg.contains("&lt;flanc&gt;") && !svg.contains("<flanc>"));
    assert!(net.means()[0].is_none() && net.axis().is_none());
}

/// Limbs 020/40 and 180/55: the axis is 187→10, drawn as a cross.
#[test]
fn two_limbs_have_their_axis() {
    let limb = |strike: f64, dip: f64| Limb {
        title: String::new(),
        planes: [-1.0, 0.0, 1.0]
            .map(|off| Plane::from_degrees(strike + off, dip - off).unwrap())
            .to_vec(),
    };
    let net = Net {
        title: String::new(),
        limbs: vec![limb(20.0, 40.0), limb(180.0, 55.0)],
        projection: Projection::EqualArea,
    };
    assert!(net.svg().contains("✕ axe 187→10"));
}

#[test]
fn a_plot_draws_what_is_finite_and_nothing_else() {
    let point = |x: f64, y: f64| Point {
        x,
        y,
        u_x: 0.0,
        u_y: 0.1,
    };
    let mut scatter = Scatter {
        title: "a".to_owned(),
        x_title: "F (N)".to_owned(),
        y_title: "δ (mm)".to_owned(),
        points: vec![point(f64::NAN, 1.0)],
        notation: Notation::French,
    };
    assert_eq!(scatter.svg().matches("<circle").count(), 0);
    scatter
        .points
        .extend((1..=4).map(|n| point(f64::from(n), 2.0 * f64::from(n))));
    let svg = scatter.svg();
    assert_eq!(
        svg.matches("<circle").count(),
        8,
        "each point, and its residual"
    );
    assert!((scatter.line().unwrap().slope - 2.0).abs() < 1e-12);
    assert!(!svg.contains("NaN"));
}
