//! Figures: graduations are round, points fall where the projection says, words cannot become tags.
#![allow(clippy::unwrap_used)]

use pleiades_labs::{
    orientation::{Azimuth, Enu, Plane, Projection},
    plot::{Limb, Located, Log, LogBed, Net, Point, Scatter, Section, Traverse, log_width, ticks},
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

/// Two limbs of a synform, measured 4 m apart, in a section square to their strike and in one along it.
#[test]
fn a_section_draws_beds_as_steep_as_it_shows_them() {
    let at = |east: f64, strike: f64, dip: f64| Located {
        place: Enu::new(east, 3.0, 1.0),
        plane: Plane::from_degrees(strike, dip).unwrap(),
    };
    let limb = |title: &str, readings: Vec<Located>| Traverse {
        title: title.to_owned(),
        readings,
    };
    let section = |degrees: f64| Section {
        title: "coupe".to_owned(),
        azimuth: Azimuth::wrapping(degrees),
        limbs: vec![
            limb("ouest", vec![at(-5.0, 0.0, 40.0), at(-4.0, 0.0, 40.0)]),
            limb("est", vec![at(-1.0, 180.0, 55.0), at(0.0, 180.0, 55.0)]),
        ],
        notation: Notation::French,
    };
    let across = section(90.0);
    let profile = across.profile().unwrap();
    let means: Vec<_> = profile.traces.iter().filter(|trace| trace.mean).collect();
    assert_eq!((profile.traces.len(), means.len()), (6, 2));
    // The limbs dip toward each other, and lie where they were measured.
    for (trace, dip, along) in [(means[0], 40.0, -4.5), (means[1], -55.0, -0.5)] {
        assert!((trace.dip_deg - dip).abs() < 1e-9, "{trace:?}");
        assert!((trace.from[0] - along).abs() < 1e-9 && trace.from[1] == 0.0);
        let slope = trace.to[1] / (trace.to[0] - trace.from[0]);
        let expected = -libm::tan(dip.to_radians());
        assert!((slope - expected).abs() < 1e-9, "{slope}");
        assert!((-profile.depth_m..=0.0).contains(&trace.to[1]));
    }
    // In a synform no bed crosses another: both end at the hinge.
    assert_eq!(means[0].to, means[1].to);
    assert!(profile.along_m[0] < -5.0 && profile.along_m[1] > 0.0);
    let svg = across.svg();
    assert!(svg.contains("N090") && svg.contains("N270") && svg.contains("ouest : 40,0°"));
    // Seen along the strike the beds look flat, and from the other side as steep.
    let along = section(0.0).profile().unwrap();
    assert!(along.traces.iter().all(|trace| trace.dip_deg.abs() < 1e-9));
    let back = section(270.0).profile().unwrap();
    assert!((back.traces[0].dip_deg + 40.0).abs() < 1e-9);
    let empty = Section {
        limbs: Vec::new(),
        ..section(90.0)
    };
    assert!(empty.profile().is_none() && empty.svg().contains("N090"));
}

#[test]
fn a_log_stacks_its_beds_to_scale_and_the_coarser_are_wider() {
    let bed = |title: &str, thickness_m: f64, u_m: f64, grain: f64| LogBed {
        title: title.to_owned(),
        thickness_m,
        u_m,
        grain,
        words: "grès <fin>".to_owned(),
    };
    let log = Log {
        title: "coupe".to_owned(),
        beds: vec![
            bed("A", 1.12, 0.01, 0.0),
            bed("vide", f64::NAN, 0.0, 0.0),
            bed("B", 0.64, 0.0, 1.0),
        ],
        notation: Notation::French,
    };
    let bases: Vec<f64> = log.stacked().into_iter().map(|(base, _)| base).collect();
    assert_eq!(bases, [0.0, 1.12]);
    assert!((log.height_m() - 1.76).abs() < 1e-12);
    let svg = log.svg();
    assert!(
        svg.contains("A · 1,120") && svg.contains("u = 0,010") && svg.contains("B · 0,64"),
        "{svg}"
    );
    assert!(svg.contains("grès &lt;fin&gt;") && !svg.contains("vide"));
    assert!(log_width(1.0, 220.0) == 220.0 && log_width(0.0, 220.0) < 80.0);
    let none = Log {
        beds: Vec::new(),
        ..log
    };
    assert!(none.stacked().is_empty() && none.svg().contains("</svg>"));
}
