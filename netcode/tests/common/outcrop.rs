//! A student at the outcrop who does everything right.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use pleiades_labs::orientation::{Azimuth, Line, dip_in_section_deg, mean_plane};
use pleiades_netcode::protocol::{
    Writing,
    lab::{Answer, Cell},
};

use super::lab::{Student, answer, dial, from_reading, hold, name, write};

/// Measures both limbs with the ring set, six places each.
pub fn measure_limbs(student: &mut impl Student) {
    student.does(dial("compass", "declination", 8.0));
    for (table, side) in [("s0-ouest", "w"), ("s0-est", "e")] {
        for row in 0..6 {
            student.measures(table, row, side, row + 1, 0.0);
        }
    }
}

/// The axis by this student's own planes: where the two mean planes meet.
pub fn own_axis(student: &impl Student) -> Line {
    let mean = |table: &str| mean_plane(&student.planes(table)).unwrap().0;
    mean("s0-ouest").intersection(mean("s0-est")).unwrap()
}

/// Reads each bed twice, and gives the sum of the means.
pub fn measure_log(student: &mut impl Student) -> f64 {
    let mut total = 0.0;
    for (nth, bed) in ["a", "b", "c"].into_iter().enumerate() {
        student.does(hold("tape", &format!("banc-{bed}"), "poi.log", None));
        for repeat in 0..2 {
            let reading = student.reads("tape");
            let cells = vec![
                (name("bed"), Writing::ByHand(Cell::Text(bed.to_owned()))),
                from_reading("thickness", reading, ""),
            ];
            student.does(write("log", 2 * nth + repeat, cells));
            total += student.attempt().readings[reading].values[0].value / 2.0;
        }
    }
    total
}

/// Finds three stations with the receiver, and gives how steep the west limb looks in the section N150 by this student's own mean.
pub fn draw_section(student: &mut impl Student) -> f64 {
    for (row, side, number) in [(0, "w", 1), (1, "w", 8), (2, "e", 4)] {
        let node = format!("surface.limb_{side}.{number}");
        let specimen = if side == "w" {
            "flanc-ouest"
        } else {
            "flanc-est"
        };
        student.does(hold("gnss", specimen, &node, None));
        let reading = student.reads("gnss");
        let cells = ["east", "north", "up"].map(|column| from_reading(column, reading, column));
        student.does(write("stations", row, cells.to_vec()));
    }
    let mean = mean_plane(&student.planes("s0-ouest")).unwrap().0;
    dip_in_section_deg(mean, Azimuth::wrapping(150.0)).abs()
}

/// Everything, from the first measurement to the answers.
pub fn do_all(student: &mut impl Student) {
    measure_limbs(student);
    let axis = own_axis(student);
    let apparent = draw_section(student);
    let thickness = measure_log(student);
    student.does(answer(
        "pendage-apparent",
        Answer::Number {
            value: apparent,
            u: None,
        },
    ));
    student.does(answer(
        "axe",
        Answer::Line {
            trend: axis.trend.degrees(),
            plunge: axis.plunge.degrees(),
        },
    ));
    student.does(answer(
        "forme",
        Answer::Choice {
            option: name("synforme"),
        },
    ));
    student.does(answer(
        "trois-points",
        Answer::Plane {
            strike: 104.0,
            dip: 45.9,
        },
    ));
    student.does(answer(
        "epaisseur",
        Answer::Number {
            value: thickness,
            u: Some(0.012),
        },
    ));
}
