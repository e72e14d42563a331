//! A student at the timber bench who does everything right.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use pleiades_labs::{
    fit::{Weights, fit_line},
    timber::class_of,
};
use pleiades_netcode::protocol::{
    Writing,
    lab::{Answer, Cell},
};

use super::lab::{Student, answer, dial, from_reading, hold, name, write};

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// Section of the first beam and span, three times each.
pub fn measure_section(student: &mut impl Student) {
    student.does(hold("press", "poutre-1", "prop.beam.1", None));
    for row in 0..3 {
        student.does(hold("caliper", "poutre-1", "prop.beam.1", None));
        let caliper = student.reads("caliper");
        let span = student.reads("span");
        let cells = vec![
            from_reading("width", caliper, "width"),
            from_reading("height", caliper, "height"),
            from_reading("span", span, ""),
        ];
        student.does(write("geometrie", row, cells));
    }
}

/// Load steps where the curve is straight, and at both ends of the range.
pub fn load_steps(student: &mut impl Student) {
    student.does(hold("press", "poutre-1", "prop.beam.1", None));
    for (row, load) in [200.0, 350.0, 420.0, 500.0, 580.0, 650.0, 720.0, 800.0]
        .into_iter()
        .enumerate()
    {
        student.does(dial("press", "load", load));
        let force = student.reads("load");
        let deflection = student.reads("dial");
        let cells = vec![
            from_reading("force", force, ""),
            from_reading("deflection", deflection, ""),
        ];
        student.does(write("flexion", row, cells));
    }
}

/// The modulus by this student's own numbers, N/mm²: from the straight part, above 300 N.
pub fn own_modulus(student: &impl Student) -> f64 {
    let (forces, deflections) = (
        student.column("flexion", "force"),
        student.column("flexion", "deflection"),
    );
    let straight: Vec<(f64, f64)> = forces
        .into_iter()
        .zip(deflections)
        .filter(|(force, _)| *force > 300.0)
        .collect();
    let (forces, deflections): (Vec<f64>, Vec<f64>) = straight.into_iter().unzip();
    let slope = fit_line(&forces, &deflections, Weights::Equal)
        .unwrap()
        .slope;
    let column = |column: &str| mean(&student.column("geometrie", column));
    let (width, height, span) = (column("width"), column("height"), column("span"));
    span.powi(3) / (4.0 * width * height.powi(3) * slope)
}

/// The six beams: mean dynamic modulus (N/mm²) and mean density (kg/m³) by this student's own numbers.
pub fn hear_the_lot(student: &mut impl Student) -> (f64, f64) {
    let (mut moduli, mut densities) = (Vec::new(), Vec::new());
    for beam in 1..=6 {
        let (specimen, node) = (format!("poutre-{beam}"), format!("prop.beam.{beam}"));
        let mut reads = |instrument: &str| {
            student.does(hold(instrument, &specimen, &node, None));
            student.reads(instrument)
        };
        let [caliper, tape, scale, microphone] =
            ["caliper", "tape", "scale", "microphone"].map(&mut reads);
        let cells = vec![
            (name("beam"), Writing::ByHand(Cell::Text(specimen.clone()))),
            from_reading("width", caliper, "width"),
            from_reading("height", caliper, "height"),
            from_reading("length", tape, ""),
            from_reading("mass", scale, ""),
            from_reading("frequency", microphone, ""),
        ];
        student.does(write("lot", beam - 1, cells));
        let last = |column: &str| *student.column("lot", column).last().unwrap();
        let section_m2 = last("width") * last("height") * 1e-6;
        let length_m = last("length") * 1e-3;
        let density = last("mass") * 1e-3 / (section_m2 * length_m);
        densities.push(density);
        moduli.push(density * (2.0 * length_m * last("frequency")).powi(2) * 1e-6);
    }
    (mean(&moduli), mean(&densities))
}

/// What the class is called that these numbers deserve.
pub fn class_option(modulus: f64, density: f64) -> String {
    class_of(modulus, density, None).map_or("none".to_owned(), |class| class.name.to_lowercase())
}

pub fn number(value: f64, u: Option<f64>) -> Answer {
    Answer::Number { value, u }
}

/// Everything, from the first measurement to the answers.
pub fn do_all(student: &mut impl Student) {
    measure_section(student);
    load_steps(student);
    let modulus = own_modulus(student);
    let (mean_modulus, density) = hear_the_lot(student);
    student.does(answer("module", number(modulus, Some(0.004 * modulus))));
    student.does(answer("module-moyen", number(mean_modulus, None)));
    student.does(answer("densite", number(density, None)));
    let option = name(&class_option(mean_modulus, density));
    student.does(answer("classe", Answer::Choice { option }));
}
