//! What can be wrong with a lab and its key, with its sentences in both languages.

/// Something a lab or its key refers to by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A `[[lab.table]]`.
    Table,
    /// A `[[lab.table.column]]`.
    Column,
    /// A `[[lab.answer]]`.
    Answer,
    /// An option of a choice.
    Choice,
    /// A `[[lab.instrument]]`.
    Instrument,
    /// A `[[lab.specimen]]`.
    Specimen,
    /// A `[[lab.step]]`.
    Step,
    /// A `[[lab.marking.criterion]]`.
    Criterion,
    /// A `[[lab.marking.gate]]`.
    Gate,
    /// A `[[truth]]` of the key.
    Truth,
    /// A strength class of EN 338.
    Class,
}

/// What is wrong with a lab or its key.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LabFault {
    /// A name of nothing.
    Unknown(Thing, String),
    /// A name of something of another kind than is needed there.
    OtherKind(Thing, String),
    /// Something of the lesson that the key says nothing about.
    NotInKey(Thing, String),
    /// The lesson has no `lab-key.toml` beside it.
    NoKey,
    /// A stop where a lab is done, in a lesson without one.
    NoLab,
    /// A tour with a lab that none of its stops opens.
    NoStop,
    /// The key is of another lesson.
    KeyOfAnother(String),
    /// A text that is no unit.
    Unit(String),
    /// A unit of another dimension than what is measured.
    UnitOfElse {
        /// As written.
        unit: String,
        /// One that would do.
        wanted: String,
    },
    /// The criteria do not add up.
    Points {
        /// Their sum.
        sum: f64,
        /// What is announced.
        total: f64,
    },
    /// A number that has to be above zero, or at least zero.
    Negative(String),
    /// A range that is not a smaller and a larger number.
    Range(String),
    /// A ramp that does not fall.
    Ramp {
        /// Error with all the points.
        full: f64,
        /// Error without any.
        zero: f64,
    },
    /// An instrument that is two things at once.
    TwoInstruments(String),
    /// A choice with nothing to choose from.
    NoOptions(String),
    /// A table without a column that a figure is drawn from.
    ColumnNeeded {
        /// The table.
        table: String,
        /// What the column has to be called.
        column: String,
    },
    /// A list of another length, and the length it should have.
    Length(String, usize),
    /// A list with more than this.
    TooMany(String, usize),
    /// A share that is written as a percentage.
    Share(String),
    /// A truth in another unit than what it is compared with.
    TruthUnit {
        /// The truth.
        truth: String,
        /// Its unit.
        unit: String,
        /// The unit of what is compared with it.
        wanted: String,
    },
    /// A press wider than a beam is long.
    Span {
        /// Of the press, metres.
        span_m: f64,
        /// The beam.
        beam: String,
        /// Its length, metres.
        length_m: f64,
    },
    /// A seed that is none.
    Seed(String),
    /// The bench cannot mark by this key; its own words.
    Refused(String),
}

impl LabFault {
    pub(super) fn french(&self) -> String {
        match self {
            Self::Unknown(thing, id) => {
                let (none, noun) = thing.french();
                format!("{none} {noun} ne s'appelle « {id} »")
            }
            Self::OtherKind(thing, id) => {
                format!(
                    "{} « {id} » n'est pas du genre qu'il faut ici",
                    thing.french_the()
                )
            }
            Self::NotInKey(thing, id) => {
                format!(
                    "{} « {id} » de lesson.toml n'est pas dans cette clé",
                    thing.french_the()
                )
            }
            Self::NoKey => {
                "il manque lab-key.toml à côté : sans la vérité et le barème, ce travail pratique ne peut pas être animé"
                    .to_owned()
            }
            Self::NoLab => {
                "cette étape annonce un travail pratique, mais la leçon n'a pas de partie [lab]".to_owned()
            }
            Self::NoStop => {
                "aucune étape n'ouvre ce travail pratique : écrivez lab = true dans celle où il se fait".to_owned()
            }
            Self::KeyOfAnother(id) => format!("cette clé est celle de la leçon « {id} »"),
            Self::Unit(text) => {
                format!("« {text} » n'est pas une unité connue : écrivez mm, N/mm², kg/m³ ou deg")
            }
            Self::UnitOfElse { unit, wanted } => {
                format!("l'unité « {unit} » ne mesure pas cela ; « {wanted} » conviendrait")
            }
            Self::Points { sum, total } => {
                format!("les critères font {sum} points en tout, mais total = {total}")
            }
            Self::Negative(field) => format!("« {field} » doit être positif"),
            Self::Range(field) => {
                format!("« {field} » doit être deux nombres, le plus petit d'abord")
            }
            Self::Ramp { full, zero } => {
                format!("full ({full}) doit être positif et plus petit que zero ({zero})")
            }
            Self::TwoInstruments(id) => {
                format!("l'instrument « {id} » doit être compass, press ou gauge, pas plusieurs à la fois")
            }
            Self::NoOptions(id) => format!("« {id} » est un choix sans possibilités (options)"),
            Self::ColumnNeeded { table, column } => {
                format!("le tableau « {table} » n'a pas de colonne « {column} », dont cette figure a besoin")
            }
            Self::Length(field, wanted) => {
                format!("« {field} » doit avoir {wanted} éléments")
            }
            Self::TooMany(field, most) => {
                format!("« {field} » doit avoir au plus {most} éléments")
            }
            Self::Share(field) => {
                format!("« {field} » est ici une proportion : 3 % s'écrit 0.03")
            }
            Self::TruthUnit { truth, unit, wanted } => {
                format!("la vérité « {truth} » est en « {unit} », mais on la compare à des « {wanted} »")
            }
            Self::Span { span_m, beam, length_m } => format!(
                "la portée de la presse ({span_m} m) dépasse la longueur de la poutre « {beam} » ({length_m} m)"
            ),
            Self::Seed(text) => {
                format!("« {text} » n'est pas une graine : écrivez per-attempt ou fixed:42")
            }
            Self::Refused(words) => format!("clé refusée : {words}"),
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            Self::Unknown(thing, id) => format!("no {} is called “{id}”", thing.english()),
            Self::OtherKind(thing, id) => {
                format!(
                    "the {} “{id}” is not of the kind needed here",
                    thing.english()
                )
            }
            Self::NotInKey(thing, id) => format!(
                "the {} “{id}” of lesson.toml is not in this key",
                thing.english()
            ),
            Self::NoKey => {
                "lab-key.toml is missing beside it: without truth and scores this lab cannot be hosted"
                    .to_owned()
            }
            Self::NoLab => {
                "this stop announces a lab, but the lesson has no [lab]".to_owned()
            }
            Self::NoStop => {
                "no stop opens this lab: write lab = true in the one where it is done".to_owned()
            }
            Self::KeyOfAnother(id) => format!("this key is of the lesson “{id}”"),
            Self::Unit(text) => {
                format!("“{text}” is no unit known here: write mm, N/mm², kg/m³ or deg")
            }
            Self::UnitOfElse { unit, wanted } => {
                format!("the unit “{unit}” does not measure this; “{wanted}” would")
            }
            Self::Points { sum, total } => {
                format!("the criteria add up to {sum} points, but total = {total}")
            }
            Self::Negative(field) => format!("“{field}” has to be positive"),
            Self::Range(field) => format!("“{field}” has to be two numbers, the smaller first"),
            Self::Ramp { full, zero } => {
                format!("full ({full}) has to be positive and below zero ({zero})")
            }
            Self::TwoInstruments(id) => {
                format!("the instrument “{id}” has to be one of compass, press and gauge")
            }
            Self::NoOptions(id) => format!("“{id}” is a choice without options"),
            Self::ColumnNeeded { table, column } => {
                format!("the table “{table}” has no column “{column}”, which this figure needs")
            }
            Self::Length(field, wanted) => format!("“{field}” has to have {wanted} elements"),
            Self::TooMany(field, most) => {
                format!("“{field}” has to have at most {most} elements")
            }
            Self::Share(field) => format!("“{field}” is a share here: 3 % is written 0.03"),
            Self::TruthUnit { truth, unit, wanted } => {
                format!("the truth “{truth}” is in “{unit}”, but it is compared with “{wanted}”")
            }
            Self::Span { span_m, beam, length_m } => format!(
                "the span of the press ({span_m} m) is more than the length of the beam “{beam}” ({length_m} m)"
            ),
            Self::Seed(text) => format!("“{text}” is no seed: write per-attempt or fixed:42"),
            Self::Refused(words) => format!("key refused: {words}"),
        }
    }
}

impl Thing {
    fn french(self) -> (&'static str, &'static str) {
        match self {
            Self::Table => ("aucun", "tableau"),
            Self::Column => ("aucune", "colonne"),
            Self::Answer => ("aucune", "réponse"),
            Self::Choice => ("aucune", "possibilité"),
            Self::Instrument => ("aucun", "instrument"),
            Self::Specimen => ("aucune", "chose à mesurer (specimen)"),
            Self::Step => ("aucune", "étape"),
            Self::Criterion => ("aucun", "critère"),
            Self::Gate => ("aucune", "faute de méthode (gate)"),
            Self::Truth => ("aucune", "vérité"),
            Self::Class => ("aucune", "classe de résistance"),
        }
    }

    fn french_the(self) -> &'static str {
        match self {
            Self::Table => "le tableau",
            Self::Column => "la colonne",
            Self::Answer => "la réponse",
            Self::Choice => "la possibilité",
            Self::Instrument => "l'instrument",
            Self::Specimen => "la chose à mesurer",
            Self::Step => "l'étape",
            Self::Criterion => "le critère",
            Self::Gate => "la faute de méthode",
            Self::Truth => "la vérité",
            Self::Class => "la classe",
        }
    }

    fn english(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Column => "column",
            Self::Answer => "answer",
            Self::Choice => "option",
            Self::Instrument => "instrument",
            Self::Specimen => "specimen",
            Self::Step => "step",
            Self::Criterion => "criterion",
            Self::Gate => "gate",
            Self::Truth => "truth",
            Self::Class => "strength class",
        }
    }
}
