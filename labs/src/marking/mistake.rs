//! Mistakes everyone makes once, recognised by what they do to a result.

use serde::{Deserialize, Serialize};

use crate::orientation::{Declination, Dip, Enu, Plane};

/// A mistake with a name, to be explained rather than only to cost points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mistake {
    /// Strike read at the other end.
    RightHandRule,
    /// The dip direction written where the strike belongs.
    DipDirectionAsStrike,
    /// East and west swapped: N30W for N30E.
    QuadrantSlip,
    /// Dip measured from the vertical.
    DipFromVertical,
    /// Angles in radians where degrees were asked.
    Radians,
    /// The declination was not applied.
    DeclinationForgotten,
    /// The declination was applied twice.
    DeclinationDoubled,
    /// The declination was applied with the wrong sign.
    DeclinationReversed,
    /// All measurements in one place.
    OutcropCapture,
    /// 1/x for x: a slope taken from swapped axes.
    Inverted,
    /// A prefix wrong: thousand times too large or too small, once or more.
    Prefix,
    /// Radius for diameter, or a missing half.
    Doubled,
    /// Diameter for radius, or a half too many.
    Halved,
    /// The sign.
    Sign,
}

impl Mistake {
    /// What happened and what to do, for the student, in French.
    pub fn french(self) -> &'static str {
        match self {
            Self::RightHandRule => {
                "Direction lue à l’autre bout : en regardant dans la direction notée, le plan doit plonger à droite."
            }
            Self::DipDirectionAsStrike => {
                "C’est le sens du pendage qui est noté : la direction est 90° avant."
            }
            Self::QuadrantSlip => "Est et ouest sont échangés : relis l’azimut sur la boussole.",
            Self::DipFromVertical => {
                "Le pendage se mesure depuis l’horizontale : ici c’est son complément à 90°."
            }
            Self::Radians => "Les angles sont en radians : on attend des degrés.",
            Self::DeclinationForgotten => {
                "La déclinaison n’est pas corrigée : règle la bague, ou ajoute-la."
            }
            Self::DeclinationDoubled => {
                "La déclinaison est corrigée deux fois : sur la bague et dans le calcul."
            }
            Self::DeclinationReversed => {
                "La déclinaison est corrigée dans le mauvais sens : à l’est, on l’ajoute."
            }
            Self::OutcropCapture => {
                "Toutes les mesures sont au même endroit : éloigne-toi, un seul banc ne dit pas tout l’affleurement."
            }
            Self::Inverted => {
                "Le résultat est l’inverse de l’attendu : les axes du graphique sont-ils échangés ?"
            }
            Self::Prefix => {
                "L’ordre de grandeur est décalé d’un facteur mille : vérifie les unités (mm, m, N, kN)."
            }
            Self::Doubled => {
                "Le résultat est deux fois trop grand : rayon ou diamètre, un demi oublié ?"
            }
            Self::Halved => {
                "Le résultat est deux fois trop petit : diamètre ou rayon, un demi de trop ?"
            }
            Self::Sign => "Le signe est inversé.",
        }
    }

    /// What happened and what to do, for the student, in English.
    pub fn english(self) -> &'static str {
        match self {
            Self::RightHandRule => {
                "Strike read at the other end: looking along it, the plane must dip to your right."
            }
            Self::DipDirectionAsStrike => "This is the dip direction: strike is 90° before it.",
            Self::QuadrantSlip => "East and west are swapped: read the azimuth again.",
            Self::DipFromVertical => "Dip is measured from the horizontal: this is 90° minus it.",
            Self::Radians => "The angles are in radians: degrees are asked for.",
            Self::DeclinationForgotten => {
                "The declination is not corrected: set the ring, or add it."
            }
            Self::DeclinationDoubled => {
                "The declination is corrected twice: on the ring and in the sum."
            }
            Self::DeclinationReversed => {
                "The declination is corrected the wrong way: an easterly one is added."
            }
            Self::OutcropCapture => {
                "All measurements are in one place: move on, one bed does not tell the whole outcrop."
            }
            Self::Inverted => {
                "The result is the inverse of what is expected: are the plot's axes swapped?"
            }
            Self::Prefix => {
                "The result is off by a factor of a thousand: check the units (mm, m, N, kN)."
            }
            Self::Doubled => "The result is twice too large: radius or diameter, a missing half?",
            Self::Halved => "The result is half of it: diameter or radius, a half too many?",
            Self::Sign => "The sign is reversed.",
        }
    }
}

/// The mistake that explains how `read` differs from `truth`: undone, it brings the poles within `tolerance_deg` and to less than half
/// of where they were. None if they are within the tolerance already, or nothing explains it.
///
/// For a single reading a tolerance of some 10° is right; for a mean its α95, which then also shows a declination of a few degrees.
/// `declination` 0 leaves the three about it out. Of several explanations the one that leaves least is given, of equal ones the first
/// in the list of [`Mistake`].
pub fn diagnose_plane(
    read: Plane,
    truth: Plane,
    declination: Declination,
    tolerance_deg: f64,
) -> Option<Mistake> {
    let apart = read.angle_deg(truth);
    if apart <= tolerance_deg {
        return None;
    }
    let turned = |degrees: f64| Some(Plane::new(read.strike.turned(degrees), read.dip));
    let east = declination.east_deg;
    let declined = |times: f64| {
        if east == 0.0 {
            None
        } else {
            turned(times * east)
        }
    };
    let degrees = |radians: f64| radians.to_degrees();
    let undone = [
        (Mistake::RightHandRule, turned(180.0)),
        (Mistake::DipDirectionAsStrike, turned(-90.0)),
        (Mistake::QuadrantSlip, turned(-2.0 * read.strike.degrees())),
        (
            Mistake::DipFromVertical,
            Dip::from_degrees(90.0 - read.dip.degrees())
                .ok()
                .map(|dip| Plane::new(read.strike, dip)),
        ),
        (
            Mistake::Radians,
            Plane::from_degrees(degrees(read.strike.degrees()), degrees(read.dip.degrees())).ok(),
        ),
        (Mistake::DeclinationForgotten, declined(1.0)),
        (Mistake::DeclinationDoubled, declined(-1.0)),
        (Mistake::DeclinationReversed, declined(2.0)),
    ];
    let mut best: Option<(f64, Mistake)> = None;
    for (mistake, plane) in undone {
        let Some(left) = plane.map(|plane| plane.angle_deg(truth)) else {
            continue;
        };
        let explains = left <= tolerance_deg && left < 0.5 * apart;
        if explains && best.is_none_or(|(least, _)| left < least - 1e-9) {
            best = Some((left, mistake));
        }
    }
    best.map(|(_, mistake)| mistake)
}

/// The mistake that explains how a number differs from the truth, if undoing it comes within `tolerance` (a share of the truth).
/// None if it is within the tolerance already, or for a truth of 0.
pub fn diagnose_number(x: f64, truth: f64, tolerance: f64) -> Option<Mistake> {
    let near = |value: f64| (value - truth).abs() <= tolerance * truth.abs();
    if truth == 0.0 || !x.is_finite() || x == 0.0 || near(x) {
        return None;
    }
    let undone = [
        (Mistake::Sign, vec![-x]),
        (Mistake::Doubled, vec![x / 2.0]),
        (Mistake::Halved, vec![x * 2.0]),
        (
            Mistake::Prefix,
            vec![x * 1e3, x / 1e3, x * 1e6, x / 1e6, x * 1e9, x / 1e9],
        ),
        (Mistake::Radians, vec![x.to_degrees()]),
        (Mistake::Inverted, vec![1.0 / x]),
    ];
    undone
        .into_iter()
        .find_map(|(mistake, values)| values.into_iter().any(near).then_some(mistake))
}

/// Whether all of two or more places lie within `within_m` of each other.
pub fn captured(places: &[Enu], within_m: f64) -> bool {
    places.len() >= 2
        && places.iter().enumerate().all(|(i, first)| {
            let others = &places[i + 1..];
            others
                .iter()
                .all(|second| first.minus(*second).length() <= within_m)
        })
}
