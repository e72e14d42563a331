//! The sentences in English.

use super::{Fault, Shape};
use crate::Language;
use crate::lesson::MediaKind;
use crate::media::{LENGTH_MAX_S, RATES_HZ, SIDE_MAX_PX};

/// What is wrong, as a sentence without its full stop.
pub(super) fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::FileMissing => "there is no such file or folder".to_owned(),
        Fault::FileUnreadable(why) => format!("cannot be read: {why}"),
        Fault::FileTooLarge(max) => format!("too large for a lesson (at most {} KiB)", max / 1024),
        Fault::NotUtf8 => {
            "this is not UTF-8 text; save the file as UTF-8 in your editor".to_owned()
        }
        Fault::NoLesson => "there is no lesson in this folder (a file lesson.toml)".to_owned(),
        Fault::Syntax(words) => format!("not well-formed TOML: {words}"),

        Fault::UnknownField(field) => format!("unknown field “{field}”"),
        Fault::MissingField { field, table } if field == "source" && table == "facts" => {
            "fact without a source; add source = \"…\", the id of a [[source]]".to_owned()
        }
        Fault::MissingField { field, table } if table.is_empty() => {
            format!("the field “{field}” is missing")
        }
        Fault::MissingField { field, table } => {
            format!("the field “{field}” is missing in “{table}”")
        }
        Fault::WrongType { field, expected } => format!("“{field}” has to be {}", shape(*expected)),
        Fault::QuotedDate(date) => {
            format!(
                "a day is written without quotation marks, year-month-day (2027-09-01), not \"{date}\""
            )
        }
        Fault::NotAChoice { value, choices } => {
            format!(
                "“{value}” is not possible here; one of: {}",
                choices.join(", ")
            )
        }
        Fault::OutOfRange { field, min, max } => {
            format!("“{field}” has to be between {min} and {max}")
        }
        Fault::Empty(field) if field == "fr" => "the French text is empty".to_owned(),
        Fault::Empty(field) => format!("“{field}” is empty"),
        Fault::MalformedId(id) => {
            format!(
                "“{id}” is not a possible id: lower-case ASCII letters and digits, separated by . - or _"
            )
        }
        Fault::MalformedVersion(version) => format!("“{version}” is not a version like 1.0.0"),
        Fault::MalformedUrl(url) => {
            format!("“{url}” is not a whole address like https://www.univ-lorraine.fr/")
        }
        Fault::MalformedPath(path) => format!(
            "“{path}” is not a possible path: relative, with /, without .. and ending in .glb or .gltf"
        ),
        Fault::MalformedFile(path) => format!(
            "“{path}” is not a possible path: relative to the lesson's folder, with /, without .."
        ),
        Fault::TextTooLong { field, most } => {
            format!("“{field}” is too long (at most {most} characters)")
        }
        Fault::Refused(words) => format!("value refused: {words}"),

        Fault::DuplicateId { id, first_line } => {
            format!("the id “{id}” is already taken on line {first_line}")
        }
        Fault::DuplicateLesson { id, other } => {
            format!(
                "another lesson is already called “{id}”: {}",
                other.display()
            )
        }
        Fault::FrenchNotListed => "the list languages has to contain \"fr\"".to_owned(),
        Fault::TranslationMissing => {
            "text without English although languages promises \"en\"; French will be shown"
                .to_owned()
        }
        Fault::CardTooLong(length, max) => {
            format!("long card ({length} characters): beyond {max} few people read to the end")
        }

        Fault::FieldOfOtherKind { field, kind } => {
            format!(
                "“{field}” means nothing in a quiz of kind “{}”",
                kind.as_str()
            )
        }
        Fault::KindNeeds { field, kind } => {
            format!(
                "a quiz of kind “{}” needs the field “{field}”",
                kind.as_str()
            )
        }
        Fault::ChoicesCount(count) => format!("there have to be 2 to 8 choices, not {count}"),
        Fault::NoRally => "line of a rally, but the lesson has no part [rally]".to_owned(),
        Fault::EmptyRally => {
            "rally without lines; add rally = \"find\" (or observe, measure, answer) to a quiz"
                .to_owned()
        }
        Fault::UnknownStop(id) => format!("no stop is called “{id}”"),
        Fault::MediaMissing(file) => {
            format!("there is no such file in the lesson's folder: {file}")
        }
        Fault::MediaTooLarge(most) => {
            format!("file too large for the network of a school (at most {most} MiB)")
        }
        Fault::MediaEnding(kind) => format!(
            "a file of kind “{}” ends in {}",
            kind.as_str(),
            kind.endings().join(" or ")
        ),
        Fault::MediaUnreadable(MediaKind::Image) => format!(
            "unreadable picture; it has to be a whole PNG or JPEG file of 8 bits a colour, at most {SIDE_MAX_PX} pixels a side"
        ),
        Fault::MediaUnreadable(_) => format!(
            "unreadable sound; it has to be a WAV file (PCM of 16 bits, one or two channels, {} to {} Hz) of at most {} minutes",
            RATES_HZ.start(),
            RATES_HZ.end(),
            LENGTH_MAX_S / 60
        ),
        Fault::MediaLanguage(MediaKind::Narration) => {
            "narration without a language; add language = \"fr\" or \"en\"".to_owned()
        }
        Fault::MediaLanguage(kind) => {
            format!(
                "“language” means nothing for a file of kind “{}”",
                kind.as_str()
            )
        }
        Fault::KeyMissing => {
            "no answer key although the lesson has quizzes; without it it cannot be hosted"
                .to_owned()
        }
        Fault::KeyLacks(id) => format!("the key says nothing about the quiz “{id}”"),
        Fault::UnknownQuiz(id) => format!("the lesson has no quiz “{id}”"),
        Fault::UnknownChoice(id) => format!("the quiz has no choice “{id}”"),
        Fault::IncompleteOrder => {
            "the order has to name every choice of the quiz, each once".to_owned()
        }
        Fault::UnknownTarget(id) => format!("the scene has no node “{id}” to point at"),

        Fault::UnknownSource(id) => format!("no [[source]] is called “{id}”"),
        Fault::UnusedSource(id) => format!("no fact names the source “{id}”"),
        Fault::CheckedInFuture(date) => format!("read on {date}? that day has not come yet"),
        Fault::Expired(date) => {
            format!("fact out of date since {date}: read its source again, then move valid_until")
        }
        Fault::ExpiresSoon(date, 0) => {
            format!("fact out of date after today ({date}): read its source again")
        }
        Fault::ExpiresSoon(date, days) => {
            let s = if *days == 1 { "" } else { "s" };
            format!("fact out of date in {days} day{s} ({date}): read its source again")
        }

        Fault::SceneMissing(tried) => {
            let tried: Vec<_> = tried
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            format!("scene not found; looked for here: {}", tried.join(", "))
        }
        Fault::SceneBroken(error) => {
            format!("unreadable scene: {}", error.sentence(Language::English))
        }
        Fault::UnknownAnchor(id) => format!("the scene has no node “{id}”"),
        Fault::AnchorKind { anchor, kind } => {
            format!("“{anchor}” is of kind “{kind}”; a stop is placed at a node of kind “poi”")
        }
        Fault::SharedAnchor(id) => format!("two stops are at the same node “{id}”"),
        Fault::UnknownSpawn(id) => {
            format!("the scene has neither a spawn point “{id}” nor “{id}.1” (kind “spawn”)")
        }
        Fault::Lab(fault) => fault.english(),
    }
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text in quotation marks",
        Shape::Integer => "a whole number",
        Shape::Number => "a number, with a point before its decimals",
        Shape::Boolean => "true or false",
        Shape::Day => "a day without quotation marks, like 2027-09-01",
        Shape::List => "a list in brackets",
        Shape::Table => "a group of fields, for example { fr = \"…\", en = \"…\" }",
    }
}
