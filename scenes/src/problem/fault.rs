//! Everything that can be wrong with a lesson: a closed list, so that every fault has its sentence in both languages.

use std::path::PathBuf;

use super::LabFault;
use crate::lesson::{Date, MediaKind, QuizKind};
use crate::scene::{Kind, SceneError};

/// What is wrong. The sentences are in [`super::Problem::message`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// There is no such file or folder.
    FileMissing,
    /// The system does not let us read it; its own words.
    FileUnreadable(String),
    /// The file is larger than any lesson, bytes allowed.
    FileTooLarge(u64),
    /// The file is not UTF-8 text.
    NotUtf8,
    /// The folder holds no lesson.
    NoLesson,
    /// The TOML cannot be read; the parser's words.
    Syntax(String),

    /// A field the format does not have.
    UnknownField(String),
    /// A field that has to be there.
    MissingField {
        /// Its name.
        field: String,
        /// The table that lacks it, empty for the file itself.
        table: String,
    },
    /// A value of another type.
    WrongType {
        /// The field.
        field: String,
        /// What belongs there.
        expected: Shape,
    },
    /// A day in quotation marks.
    QuotedDate(String),
    /// A value that is not one of those possible.
    NotAChoice {
        /// What was written.
        value: String,
        /// What could be.
        choices: Vec<String>,
    },
    /// A number outside its bounds.
    OutOfRange {
        /// The field.
        field: String,
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
    },
    /// A text or list with nothing in it.
    Empty(String),
    /// A text that is not formed like an id.
    MalformedId(String),
    /// A text that is not formed like a version.
    MalformedVersion(String),
    /// A text that is not a web address.
    MalformedUrl(String),
    /// A path that is absolute, leaves the folder or uses `\`.
    MalformedPath(String),
    /// A file that is absolute, leaves the lesson's folder or uses `\`.
    MalformedFile(String),
    /// A text that is longer than there is room for: the field, and characters allowed.
    TextTooLong {
        /// The field.
        field: String,
        /// Characters allowed.
        most: u64,
    },
    /// The types refuse what the schema allowed; their words.
    Refused(String),

    /// Two things have the same id.
    DuplicateId {
        /// The id.
        id: String,
        /// Line of the first, in the same file.
        first_line: usize,
    },
    /// Two lessons have the same id.
    DuplicateLesson {
        /// The id.
        id: String,
        /// The other lesson.
        other: PathBuf,
    },
    /// `languages` lacks French.
    FrenchNotListed,
    /// A text lacks a language that the lesson lists.
    TranslationMissing,
    /// A card that nobody reads to its end: characters, and how many there should be at most.
    CardTooLong(usize, usize),

    /// A field that a quiz of this kind does not have.
    FieldOfOtherKind {
        /// The field.
        field: String,
        /// The kind of the quiz.
        kind: QuizKind,
    },
    /// A field that a quiz of this kind needs.
    KindNeeds {
        /// The field.
        field: String,
        /// The kind of the quiz.
        kind: QuizKind,
    },
    /// A list to choose from that is too short or too long: how many there are.
    ChoicesCount(usize),
    /// A quiz is a line of the rally, and the lesson has no rally.
    NoRally,
    /// A rally without lines.
    EmptyRally,
    /// There is no stop of this id.
    UnknownStop(String),
    /// A media file is not in the lesson's folder.
    MediaMissing(String),
    /// A media file is larger than a school's network likes, MiB allowed.
    MediaTooLarge(u64),
    /// A media file of this kind ends otherwise.
    MediaEnding(MediaKind),
    /// A media file is not what its ending says, or is stored in a way that no client plays.
    MediaUnreadable(MediaKind),
    /// A narration does not say its language, or something else says one.
    MediaLanguage(MediaKind),
    /// A lesson has quizzes and no answer key beside it.
    KeyMissing,
    /// The answer key says nothing about a quiz.
    KeyLacks(String),
    /// There is no quiz of this id.
    UnknownQuiz(String),
    /// The quiz has no choice of this id.
    UnknownChoice(String),
    /// An order that leaves out a choice, or has one twice.
    IncompleteOrder,
    /// The scene has no node of this id to point at.
    UnknownTarget(String),

    /// A fact names a source that is not listed.
    UnknownSource(String),
    /// A source that no fact names.
    UnusedSource(String),
    /// A source is said to have been read on a day that has not come.
    CheckedInFuture(Date),
    /// A fact's last day has passed.
    Expired(Date),
    /// A fact's last day comes in so many days.
    ExpiresSoon(Date, i64),

    /// The scene's file is nowhere; where it was looked for.
    SceneMissing(Vec<PathBuf>),
    /// The scene's file is not what it should be.
    SceneBroken(SceneError),
    /// The scene has no node with this id.
    UnknownAnchor(String),
    /// The node is there, but of a kind one does not stand at.
    AnchorKind {
        /// Id of the node.
        anchor: String,
        /// What it is.
        kind: Kind,
    },
    /// Two stops are at the same place.
    SharedAnchor(String),
    /// The scene has no such spawn point.
    UnknownSpawn(String),

    /// Something about a lab or its key.
    Lab(LabFault),
}

/// What kind of value belongs in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text in quotation marks.
    Text,
    /// A whole number.
    Integer,
    /// A number, whole or not.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day without quotation marks.
    Day,
    /// A list in brackets.
    List,
    /// A table, for example `{ fr = "…" }`.
    Table,
}
