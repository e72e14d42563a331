//! Quantities as people write them.
#![allow(clippy::unwrap_used)]

use pleiades_labs::quantity::{Measured, Notation, Quantity, Unit, parse_number};

#[track_caller]
fn si(text: &str, expected: f64) {
    let quantity: Quantity = text.parse().unwrap();
    assert!(
        (quantity.si() / expected - 1.0).abs() < 1e-12,
        "{text} is {}",
        quantity.si()
    );
}

#[test]
fn what_people_type_is_understood() {
    si("12,5 mm", 0.0125);
    si("1 234,5 kg/m³", 1234.5);
    si("1\u{202f}234.5 kg·m^-3", 1234.5);
    si("1.1e4 N/mm²", 1.1e10);
    si("1,1×10^4 MPa", 1.1e10);
    si("30°", std::f64::consts::PI / 6.0);
    si("−20 cL", -0.2e-3);
    si("3 min", 180.0);
    si("2 h", 7200.0);
    si("5 µs", 5e-6);
    si("0.1 mol/L", 100.0);
    si("12 %", 0.12);
    si("7", 7.0);
    si("59.159 mV", 0.059_159);
}

#[test]
fn what_is_no_quantity_is_refused_with_a_reason() {
    let refusal = |text: &str| text.parse::<Quantity>().unwrap_err().to_string();
    assert!(refusal("douze mm").contains("is not a number"));
    assert!(refusal("1,2,3 mm").contains("is not a number"));
    assert_eq!(
        refusal("12 pieds"),
        "`pieds` in `pieds` is no unit known here: write SI symbols such as mm, N/mm² or kg/m³"
    );
    assert!(refusal("1 m^99").contains("power"));
    for text in [
        "", "nan", "inf mm", "1e999", "--1", "1 /", "1 m//s", "1 µ", "²",
    ] {
        assert!(text.parse::<Quantity>().is_err(), "{text}");
    }
    assert!(parse_number("infinity").is_err());
}

#[test]
fn units_convert_within_their_dimension_only() {
    let stress: Quantity = "24 N/mm²".parse().unwrap();
    assert!((stress.to(&"MPa".parse().unwrap()).unwrap().value - 24.0).abs() < 1e-12);
    let refusal = stress.to(&"kg".parse().unwrap()).unwrap_err().to_string();
    assert_eq!(
        refusal,
        "`N/mm²` (m^-1·kg·s^-2) cannot be said in `kg` (kg): they measure different things"
    );
}

#[test]
fn numbers_are_written_by_each_language_s_habits() {
    assert_eq!(Notation::French.fixed(-12_345.678, 2), "−12\u{202f}345,68");
    assert_eq!(Notation::English.fixed(1234.5, 1), "1234.5");
    assert_eq!(Notation::French.fixed(-0.001, 2), "0,00");
    assert_eq!(
        "1,25 mm"
            .parse::<Quantity>()
            .unwrap()
            .written(Notation::French),
        "1,25\u{a0}mm"
    );
    assert_eq!(
        "30 deg"
            .parse::<Quantity>()
            .unwrap()
            .written(Notation::English),
        "30°"
    );
}

#[test]
fn uncertainty_has_two_digits_and_the_value_follows() {
    let grams: Unit = "g".parse().unwrap();
    // The example of GUM 7.2.2.
    let mass = Measured::new(100.021_47, 0.000_35, grams.clone());
    assert_eq!(
        mass.stated(Notation::French),
        "100,02147\u{a0}g, u = 0,00035\u{a0}g"
    );
    assert_eq!(mass.concise(Notation::French), "100,02147(35)\u{a0}g");
    assert_eq!(
        mass.expanded(2.0, Notation::English),
        "(100.02147 ± 0.00070)\u{a0}g, k = 2"
    );
    let ohms = Measured::new(127.7322, 0.0710, "Ω".parse().unwrap());
    assert_eq!(ohms.concise(Notation::English), "127.732(71)\u{a0}Ω");
    // 0.0996 rounds up to a new digit.
    assert_eq!(
        Measured::new(1.234, 0.0996, grams.clone()).concise(Notation::English),
        "1.23(10)\u{a0}g"
    );
    assert_eq!(
        Measured::new(12.34, 1.26, grams.clone()).concise(Notation::English),
        "12.3(1.3)\u{a0}g"
    );
    let modulus = Measured::new(11_234_567_890.0, 234_567_890.0, "Pa".parse().unwrap());
    let text = "11\u{202f}230\u{202f}000\u{202f}000\u{a0}Pa, u = 230\u{202f}000\u{202f}000\u{a0}Pa";
    assert_eq!(modulus.stated(Notation::French), text);
    assert_eq!(
        Measured::new(2.5, 0.0, grams).stated(Notation::French),
        "2,5\u{a0}g, u = 0\u{a0}g"
    );
}
