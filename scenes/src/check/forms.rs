//! The closed lists of the key, as an author writes them: what each truth, specimen, score and check is made of, and what its
//! fields refer to. A test holds this against the types that read them.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A table of the lesson.
    Table,
    /// A column of the form's table.
    Column,
    /// Columns of the form's table.
    Columns,
    /// An answer of this kind.
    Answer(&'static str),
    /// Options of the form's answer.
    Options,
    /// A truth that gives a number.
    Number,
    /// A truth that gives a plane.
    Plane,
    /// Two truths that give planes.
    Planes,
    /// A truth that gives a line.
    Line,
    /// Specimens.
    Specimens,
    /// A strength class.
    Class,
    /// A quantity the model knows.
    Quantity,
    /// Steps and actions, in order.
    Actions,
    /// A number.
    Value,
    /// A whole number above 0.
    Count,
    /// A unit.
    Unit,
    /// Three points.
    Points,
}

/// A field of a form.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    pub(super) needed: bool,
}

/// One of a closed list.
pub(super) struct Form {
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
}

const fn of(name: &'static str, holds: Holds) -> Field {
    Field {
        name,
        holds,
        needed: true,
    }
}

const fn perhaps(name: &'static str, holds: Holds) -> Field {
    Field {
        name,
        holds,
        needed: false,
    }
}

const FULL: Field = of("full", Holds::Value);
const ZERO: Field = of("zero", Holds::Value);

/// `[[score]]`, by `fn`.
pub(super) const SCORES: [Form; 15] = {
    use Holds::{
        Actions, Answer, Column, Columns, Count, Line, Number, Options, Plane, Table, Value,
    };
    const NUMBER: &[Field] = &[
        of("answer", Answer("number")),
        of("truth", Number),
        FULL,
        ZERO,
    ];
    [
        Form {
            name: "abs",
            fields: NUMBER,
        },
        Form {
            name: "rel",
            fields: NUMBER,
        },
        Form {
            name: "z",
            fields: NUMBER,
        },
        Form {
            name: "u_stated",
            fields: NUMBER,
        },
        Form {
            name: "angular",
            fields: &[of("answer", Answer("line")), of("truth", Line), FULL, ZERO],
        },
        Form {
            name: "pole_angular",
            fields: &[
                of("answer", Answer("plane")),
                of("truth", Plane),
                FULL,
                ZERO,
            ],
        },
        Form {
            name: "median_pole_error",
            fields: &[
                of("table", Table),
                of("truth", Plane),
                FULL,
                ZERO,
                perhaps("min_rows", Count),
            ],
        },
        Form {
            name: "fit_param",
            fields: &[
                of("table", Table),
                of("x", Column),
                of("y", Column),
                of("truth", Number),
                FULL,
                ZERO,
            ],
        },
        Form {
            name: "table_complete",
            fields: &[
                of("table", Table),
                of("columns", Columns),
                of("min_rows", Count),
            ],
        },
        Form {
            name: "repeats",
            fields: &[of("table", Table), of("column", Column), of("min", Count)],
        },
        Form {
            name: "range_covered",
            fields: &[
                of("table", Table),
                of("column", Column),
                of("low", Value),
                of("high", Value),
            ],
        },
        Form {
            name: "order",
            fields: &[of("expect", Actions)],
        },
        Form {
            name: "choice",
            fields: &[of("answer", Answer("choice")), of("accept", Options)],
        },
        Form {
            name: "class",
            fields: &[
                of("answer", Answer("choice")),
                of("modulus", Number),
                of("density", Number),
                perhaps("within", Value),
            ],
        },
        Form {
            name: "manual",
            fields: &[],
        },
    ]
};

/// `[[gate]]`, by `fn`.
pub(super) const CHECKS: [Form; 3] = {
    use Holds::{Count, Plane, Table, Value};
    [
        Form {
            name: "rhr_violations",
            fields: &[of("table", Table), of("truth", Plane), of("min", Count)],
        },
        Form {
            name: "few_rows",
            fields: &[of("table", Table), of("min", Count)],
        },
        Form {
            name: "outcrop_capture",
            fields: &[of("table", Table), of("within_m", Value)],
        },
    ]
};

/// `[[truth]]`, by `kind`.
pub(super) const TRUTHS: [Form; 7] = {
    use Holds::{Plane, Planes, Points, Quantity, Specimens, Unit, Value};
    [
        Form {
            name: "number",
            fields: &[of("value", Value), perhaps("u", Value)],
        },
        Form {
            name: "plane",
            fields: &[of("strike_deg", Value), of("dip_deg", Value)],
        },
        Form {
            name: "line",
            fields: &[of("trend_deg", Value), of("plunge_deg", Value)],
        },
        Form {
            name: "points",
            fields: &[of("points", Points)],
        },
        Form {
            name: "intersection",
            fields: &[of("of", Planes)],
        },
        Form {
            name: "apparent-dip",
            fields: &[
                of("of", Plane),
                of("section_deg", Value),
                perhaps("u", Value),
            ],
        },
        Form {
            name: "model",
            fields: &[
                of("quantity", Quantity),
                of("of", Specimens),
                perhaps("unit", Unit),
                perhaps("u_share", Value),
                perhaps("load_n", Value),
            ],
        },
    ]
};

/// `[[specimen]]`, by `kind`.
pub(super) const SPECIMENS: [Form; 3] = {
    use Holds::{Class, Plane, Value};
    [
        Form {
            name: "surface",
            fields: &[of("truth", Plane)],
        },
        Form {
            name: "bed",
            fields: &[of("thickness_m", Value)],
        },
        Form {
            name: "beam",
            fields: &[
                of("class", Class),
                of("width_mm", Value),
                of("height_mm", Value),
                of("length_mm", Value),
                perhaps("tolerance_mm", Value),
                perhaps("moisture", Value),
            ],
        },
    ]
};

/// `[press]`.
pub(super) const PRESS: [&str; 3] = ["span_error_mm", "seating_depth_mm", "seating_load_n"];
/// The words of [`Holds::Quantity`].
pub(super) const QUANTITIES: [&str; 9] = [
    "modulus",
    "apparent-modulus",
    "stiffness",
    "compliance",
    "density",
    "width",
    "height",
    "frequency",
    "deflection",
];
