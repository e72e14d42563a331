//! Planes and lines against published and cross-checked figures (facts: lab A; † checked there with mplstereonet 0.6.3).
#![allow(clippy::unwrap_used)]

use pleiades_labs::orientation::{
    Azimuth, Declination, Dip, Enu, Line, Plane, PointsError, Projection, SpreadError,
    apparent_dip_deg, best_plane, dip_in_section_deg, fisher_mean, girdle, mean_plane,
    plane_through, true_thickness_m, vertical_thickness_m,
};

fn plane(strike: f64, dip: f64) -> Plane {
    Plane::from_degrees(strike, dip).unwrap()
}

#[track_caller]
fn near(value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value - expected).abs() <= tolerance,
        "{value} is not {expected} ± {tolerance}"
    );
}

#[track_caller]
fn is_plane(given: Plane, strike: f64, dip: f64) {
    near(given.strike.degrees(), strike, 1e-3);
    near(given.dip.degrees(), dip, 1e-3);
}

#[track_caller]
fn is_line(given: Line, trend: f64, plunge: f64) {
    near(given.trend.degrees(), trend, 1e-3);
    near(given.plunge.degrees(), plunge, 1e-3);
}

#[test]
fn three_points_give_the_published_planes() {
    // University of Hawai‘i, GG303 lab 3.
    let points = [
        (400.0, 100.0, 400.0),
        (0.0, 0.0, 200.0),
        (0.0, 300.0, 500.0),
    ]
    .map(|(e, n, u)| Enu::new(e, n, u));
    let coal = plane_through(points[0], points[1], points[2]).unwrap();
    is_plane(coal, 104.036, 45.868);
    near(coal.dip_direction().degrees(), 194.036, 1e-3);
    let fit = best_plane(&points).unwrap();
    assert!(fit.plane.angle_deg(coal) < 1e-9 && fit.rms_m < 1e-9);

    let small = [(0.0, 0.0, 0.0), (100.0, 0.0, -20.0), (0.0, 100.0, 10.0)]
        .map(|(e, n, u)| Enu::new(e, n, u));
    let gentle = plane_through(small[0], small[1], small[2]).unwrap();
    is_plane(gentle, 26.565, 12.604);
    near(gentle.dip_direction().degrees(), 116.565, 1e-3);
}

#[test]
fn points_on_a_line_are_refused() {
    let line: Vec<Enu> = (0..5)
        .map(|i| Enu::new(f64::from(i), 2.0 * f64::from(i), 7.0))
        .collect();
    assert_eq!(
        plane_through(line[0], line[1], line[2]),
        Err(PointsError::Collinear)
    );
    assert_eq!(best_plane(&line), Err(PointsError::Collinear));
    assert_eq!(best_plane(&line[..2]), Err(PointsError::TooFew(2)));
    let nowhere = Enu::new(f64::NAN, 0.0, 0.0);
    assert_eq!(
        plane_through(line[0], line[1], nowhere),
        Err(PointsError::NotFinite)
    );
}

#[test]
fn poles_stand_square() {
    is_line(plane(315.0, 30.0).pole(), 225.0, 60.0); // †
    is_line(plane(120.0, 65.0).pole(), 30.0, 25.0);
}

#[test]
fn both_nets_put_a_line_where_the_textbook_does() {
    let line = Line::from_degrees(90.0, 60.0).unwrap();
    let [x, y] = Projection::EqualArea.project(line);
    near(x, 0.366_025, 1e-6);
    near(y, 0.0, 1e-12);
    near(Projection::EqualAngle.project(line)[0], 0.267_949, 1e-6);
}

#[test]
fn great_circles_touch_the_horizon_at_both_ends_of_the_strike() {
    let bed = plane(30.0, 40.0);
    for net in [Projection::EqualArea, Projection::EqualAngle] {
        let trace = net.great_circle(bed, 36);
        near(trace[0][0], 0.5, 1e-12);
        near(trace[36][0], -0.5, 1e-12);
        for point in &trace[1..36] {
            let line = net.unproject(*point).unwrap();
            near(line.angle_deg(bed.pole()), 90.0, 1e-9);
        }
        near(
            net.unproject(trace[18]).unwrap().angle_deg(bed.dip_line()),
            0.0,
            1e-6,
        );
    }
    // Wulff's net draws a great circle as an arc: centre at tan(dip) against the dip direction, radius 1/cos(dip).
    let centre = bed.dip_direction().turned(180.0).radians();
    let tan = 40_f64.to_radians();
    let (cx, cy) = (
        libm::tan(tan) * libm::sin(centre),
        libm::tan(tan) * libm::cos(centre),
    );
    for [x, y] in Projection::EqualAngle.great_circle(bed, 20) {
        near(libm::hypot(x - cx, y - cy), 1.0 / libm::cos(tan), 1e-12);
    }
}

#[test]
fn confidence_cones_break_at_the_horizon_and_keep_their_angle() {
    let steep = Line::from_degrees(120.0, 70.0).unwrap();
    assert_eq!(Projection::EqualArea.small_circle(steep, 10.0, 72).len(), 1);
    let flat = Line::from_degrees(120.0, 5.0).unwrap();
    let runs = Projection::EqualArea.small_circle(flat, 10.0, 72);
    assert!(runs.len() >= 2);
    for point in runs.concat() {
        near(
            Projection::EqualArea
                .unproject(point)
                .unwrap()
                .angle_deg(flat),
            10.0,
            1e-6,
        );
    }
}

#[test]
fn two_planes_share_the_published_line() {
    let shared = |a: Plane, b: Plane| a.intersection(b).unwrap();
    is_line(
        shared(plane(30.0, 40.0), plane(150.0, 60.0)),
        168.662,
        28.996,
    );
    let (west, east) = (plane(20.0, 40.0), plane(180.0, 55.0));
    is_line(shared(west, east), 187.377, 10.391);
    // Between the upward normals; the angle inside this antiform, from limb to limb, is what is left to 180°: 86.82°.
    near(west.normal().angle_deg(east.normal()), 93.18, 5e-3);
    // A horizontal line has two names; both are right.
    let level = shared(plane(40.0, 30.0), plane(220.0, 50.0));
    near(level.plunge.degrees(), 0.0, 1e-9);
    for trend in [40.0, 220.0] {
        near(
            level.angle_deg(Line::from_degrees(trend, 0.0).unwrap()),
            0.0,
            1e-9,
        );
    }
    assert!(plane(40.0, 30.0).intersection(plane(40.0, 30.0)).is_err());
}

#[test]
fn sections_show_apparent_dips_and_thicknesses() {
    let dip = |degrees: f64| Dip::from_degrees(degrees).unwrap();
    near(apparent_dip_deg(dip(40.0), 60.0), 36.005, 1e-3);
    near(apparent_dip_deg(dip(40.0), 30.0), 22.760, 1e-3);
    near(true_thickness_m(25.0, dip(35.0), 0.0), 14.339, 1e-3);
    near(true_thickness_m(25.0, dip(35.0), 12.0), 18.284, 1e-3);
    near(true_thickness_m(25.0, dip(35.0), -12.0), 9.768, 1e-3);
    assert_eq!(vertical_thickness_m(10.0, dip(90.0)), None);
    near(vertical_thickness_m(10.0, dip(60.0)).unwrap(), 20.0, 1e-9);
}

/// 40° at 60° and 30° from the strike, as above, and the side on which each goes down.
#[test]
fn a_section_shows_on_which_side_a_bed_goes_down() {
    let bed = plane(20.0, 40.0);
    let toward = |degrees: f64| dip_in_section_deg(bed, Azimuth::wrapping(degrees));
    near(toward(80.0), 36.005, 1e-3);
    near(toward(50.0), 22.760, 1e-3);
    near(toward(110.0), 40.0, 1e-9);
    near(toward(290.0), -40.0, 1e-9);
    near(toward(20.0), 0.0, 1e-9);
    for degrees in [0.0, 37.0, 123.0, 289.0] {
        let beta = degrees - 20.0;
        near(toward(degrees).abs(), apparent_dip_deg(bed.dip, beta), 1e-9);
    }
}

#[test]
fn fisher_s_mean_is_the_published_one() {
    let beds = [
        (45.0, 25.0),
        (52.0, 30.0),
        (38.0, 22.0),
        (48.0, 28.0),
        (55.0, 35.0),
        (41.0, 24.0),
        (50.0, 32.0),
        (43.0, 27.0),
    ]
    .map(|(strike, dip)| plane(strike, dip));
    let (mean, fisher) = mean_plane(&beds).unwrap(); // †
    near(mean.strike.degrees(), 47.18, 5e-3);
    near(mean.dip.degrees(), 27.77, 5e-3);
    near(fisher.resultant, 7.972_398, 1e-6);
    near(fisher.kappa, 253.604, 1e-3);
    near(fisher.alpha95_deg, 3.4850, 1e-4);
}

#[test]
fn the_mean_of_near_vertical_beds_does_not_cancel() {
    let (mean, fisher) =
        mean_plane(&[plane(10.0, 88.0), plane(190.0, 88.0), plane(10.0, 90.0)]).unwrap();
    assert!(mean.angle_deg(plane(10.0, 90.0)) < 1e-6);
    assert!(fisher.resultant > 2.99);
    let same = fisher_mean(&[Line::from_degrees(10.0, 20.0).unwrap(); 4]).unwrap();
    assert!(same.kappa.is_infinite() && same.alpha95_deg == 0.0);
    let one = [plane(10.0, 20.0)];
    assert_eq!(
        mean_plane(&one).unwrap_err(),
        SpreadError::TooFew {
            needed: 2,
            given: 1
        }
    );
}

#[test]
fn the_fold_axis_is_the_published_one() {
    let beds = [
        (20.0, 40.0),
        (40.0, 38.0),
        (60.0, 45.0),
        (80.0, 60.0),
        (180.0, 55.0),
        (200.0, 45.0),
        (0.0, 50.0),
    ]
    .map(|(strike, dip)| plane(strike, dip));
    let fold = girdle(&beds).unwrap(); // †
    is_line(fold.axis, 197.587, 19.552);
    near(fold.eigenvalues.iter().sum(), 1.0, 1e-12);
}

#[test]
fn an_exact_cylinder_has_an_exact_axis() {
    let axis = Line::from_degrees(70.0, 25.0).unwrap();
    let beds: Vec<Plane> = [10.0, 60.0, 110.0, 150.0]
        .map(|rake| Plane::from_normal(axis.plane().line_at_rake(rake).direction()).unwrap())
        .to_vec();
    let fold = girdle(&beds).unwrap();
    assert!(fold.axis.angle_deg(axis) < 1e-6 && fold.rms_deg < 1e-6 && fold.shape < 1.0);
    assert_eq!(girdle(&[plane(1.0, 2.0); 5]), Err(SpreadError::NoDirection));
}

#[test]
fn the_angle_between_poles_is_the_measure_of_error() {
    for (a, b, expected) in [
        ((40.0, 30.0), (45.0, 33.0), 3.98),
        ((40.0, 5.0), (60.0, 5.0), 1.73),
        ((40.0, 60.0), (60.0, 60.0), 17.30),
        ((40.0, 30.0), (220.0, 30.0), 60.0),
    ] {
        near(plane(a.0, a.1).angle_deg(plane(b.0, b.1)), expected, 6e-3);
    }
}

#[test]
fn a_compass_shows_true_minus_declination() {
    let here = Declination { east_deg: 2.5 };
    near(
        here.magnetic(Azimuth::wrapping(1.0)).degrees(),
        358.5,
        1e-12,
    );
    near(
        here.geographic(Azimuth::wrapping(358.5)).degrees(),
        1.0,
        1e-12,
    );
}

#[test]
fn angles_refuse_slips_and_are_written_as_in_field_books() {
    assert_eq!(
        Plane::from_degrees(365.0, 30.0).unwrap_err().to_string(),
        "strike of 365° is not between 0° and 360°"
    );
    assert!(
        Plane::from_degrees(10.0, -1.0).is_err() && Plane::from_degrees(f64::NAN, 1.0).is_err()
    );
    assert_eq!(plane(360.0, 30.0).strike.degrees(), 0.0);
    assert_eq!(plane(45.0, 30.0).to_string(), "N045 30SE");
    assert_eq!(plane(225.0, 60.0).pole().to_string(), "135→30");
    assert_eq!(Azimuth::wrapping(359.7).to_string(), "000");
    assert_eq!(Azimuth::wrapping(-1e-20).degrees(), 0.0);
}

#[test]
fn the_room_s_frame_has_north_behind_it() {
    assert_eq!(Enu::new(1.0, 2.0, 3.0).to_room(), [1.0, 3.0, -2.0]);
    assert_eq!(Enu::from_room([1.0, 3.0, -2.0]), Enu::new(1.0, 2.0, 3.0));
}
