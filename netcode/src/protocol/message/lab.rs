//! Labs: what students and teachers ask for, and what happened.

use serde::{Deserialize, Serialize};

use crate::protocol::lab::{
    Answer, Attempt, AttemptId, Cell, Entry, Group, Marks, Photo, PhotoDigest, PhotoFile,
    Placement, Reading, Shown,
};
use crate::protocol::{LabName, Nickname, ParticipantId};

/// Something a participant wants of a lab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LabCommand {
    /// Begin an attempt; for the class, a host does.
    Begin {
        /// Who works together.
        group: Group,
    },
    /// Do something in an attempt of one's own.
    Work {
        /// Which.
        attempt: AttemptId,
        /// What.
        deed: Deed,
    },
    /// Do something with somebody's attempt (host).
    Teach {
        /// Which.
        attempt: AttemptId,
        /// What.
        act: Teaching,
    },
    /// Take the shown figure away (host).
    Unshow,
    /// Work as in an exam from now on, or as in training, whatever the lesson says (host).
    SetExam {
        /// Exam or training.
        on: bool,
    },
    /// Let everybody know the marks of what was handed in (host).
    ReleaseAll,
}

/// Something to do in an attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Deed {
    /// Ask somebody to work on it too.
    Invite {
        /// Whom.
        who: ParticipantId,
    },
    /// Come to it, having been asked.
    Join,
    /// Hold an instrument to something, or put it back. Hosts may in any attempt, to show how.
    Place {
        /// The instrument.
        instrument: LabName,
        /// Where; nothing to put it back.
        at: Option<Placement>,
    },
    /// Turn a dial. Hosts may in any attempt, to show how.
    Dial {
        /// The instrument.
        instrument: LabName,
        /// The dial.
        dial: LabName,
        /// To what.
        value: f64,
    },
    /// Read an instrument.
    Read {
        /// The instrument.
        instrument: LabName,
    },
    /// Write cells of a row; the row after the last is a new one.
    Write {
        /// The table.
        table: LabName,
        /// The row, from 0.
        row: u16,
        /// What, by column.
        cells: Vec<(LabName, Writing)>,
    },
    /// Strike a row out.
    Strike {
        /// The table.
        table: LabName,
        /// The row, from 0.
        row: u16,
    },
    /// Write the free notes.
    Note {
        /// All of them.
        text: String,
    },
    /// Put a photograph in.
    AddPhoto {
        /// What it shows.
        caption: String,
        /// The picture: JPEG.
        file: PhotoFile,
    },
    /// Say anew what a photograph shows.
    CaptionPhoto {
        /// Which.
        digest: PhotoDigest,
        /// What it shows.
        caption: String,
    },
    /// Take a photograph out; its file is let go.
    RemovePhoto {
        /// Which.
        digest: PhotoDigest,
    },
    /// Give an answer, or take it back.
    Answer {
        /// Which.
        answer: LabName,
        /// What.
        value: Option<Answer>,
    },
    /// Ask for the next help with a step.
    Hint {
        /// The step.
        step: LabName,
    },
    /// Say that a step is done.
    Finish {
        /// The step.
        step: LabName,
    },
    /// Hand the notebook in: nothing in it changes any more.
    HandIn,
}

/// What to write into a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Writing {
    /// What a reading showed, in the column's unit.
    Reading {
        /// The reading's number.
        number: u32,
        /// Which of its numbers; see [`Reading::value`](crate::protocol::lab::Reading::value).
        channel: String,
    },
    /// By hand.
    ByHand(Cell),
    /// Nothing: the cell becomes empty.
    Nothing,
}

/// Something a host does with an attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Teaching {
    /// Give it to somebody, who came back under another number or works with others from now on.
    Assign {
        /// Whom.
        who: ParticipantId,
    },
    /// Give a share of a criterion's points, 0 to 1, whatever was computed; nothing to take that back.
    Grade {
        /// The criterion.
        criterion: LabName,
        /// The share.
        share: Option<f64>,
    },
    /// Let its members know the marks.
    Release,
    /// Freeze one of its figures and show it to everybody.
    Show {
        /// The lesson's name for the figure.
        plot: LabName,
    },
    /// Open it again after it was handed in.
    Reopen,
}

/// Something that happened in a lab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LabEvent {
    /// An attempt began.
    Begun {
        /// Its number.
        attempt: AttemptId,
        /// Who works together.
        group: Group,
        /// Who began it.
        who: ParticipantId,
        /// Their nickname.
        nickname: Nickname,
    },
    /// Something happened in an attempt.
    Worked {
        /// Which.
        attempt: AttemptId,
        /// Who did it.
        who: ParticipantId,
        /// What.
        done: Done,
    },
    /// A figure is shown to everybody.
    Shown {
        /// The host.
        who: ParticipantId,
        /// What.
        shown: Box<Shown>,
    },
    /// The figure is taken away.
    Unshown {
        /// The host.
        who: ParticipantId,
    },
    /// Something happened in somebody else's notebook, which is nobody else's business.
    Elsewhere,
    /// It is an exam from now on, or training.
    ExamSet {
        /// The host.
        who: ParticipantId,
        /// Exam or training.
        on: bool,
    },
}

/// What happened in an attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Done {
    /// Somebody was asked to work on it.
    Invited {
        /// Who.
        whom: ParticipantId,
    },
    /// Somebody works on it now.
    Joined {
        /// Who.
        whom: ParticipantId,
        /// Their nickname.
        nickname: Nickname,
        /// What there is so far, for who did not see it come about.
        so_far: Box<Attempt>,
    },
    /// An instrument is held to something, or back.
    Placed {
        /// The instrument.
        instrument: LabName,
        /// Where.
        at: Option<Placement>,
    },
    /// A dial was turned.
    Dialled {
        /// The instrument.
        instrument: LabName,
        /// The dial.
        dial: LabName,
        /// To what.
        value: f64,
    },
    /// An instrument was read; readings are numbered in their order, from 0.
    Read(Reading),
    /// Cells were written.
    Written {
        /// The table.
        table: LabName,
        /// The row.
        row: u16,
        /// What, by column; nothing for emptied ones.
        cells: Vec<(LabName, Option<Entry>)>,
    },
    /// A row was struck out.
    Struck {
        /// The table.
        table: LabName,
        /// The row.
        row: u16,
    },
    /// The notes were written.
    Noted {
        /// All of them.
        text: String,
    },
    /// A photograph was put in.
    PhotoAdded(Photo),
    /// It was said anew what a photograph shows.
    PhotoCaptioned {
        /// Which.
        digest: PhotoDigest,
        /// What it shows.
        caption: String,
    },
    /// A photograph was taken out.
    PhotoRemoved {
        /// Which.
        digest: PhotoDigest,
    },
    /// An answer was given or taken back.
    Answered {
        /// Which.
        answer: LabName,
        /// What.
        value: Option<Answer>,
    },
    /// Help was taken.
    Hinted {
        /// With which step.
        step: LabName,
        /// Levels taken so far.
        level: u8,
    },
    /// A step is done.
    Finished {
        /// Which.
        step: LabName,
    },
    /// The notebook was handed in.
    HandedIn,
    /// It is open again.
    Reopened,
    /// A share was given by hand, or taken back.
    Graded {
        /// The criterion.
        criterion: LabName,
        /// The share.
        share: Option<f64>,
    },
    /// It was marked.
    Marked {
        /// How.
        marks: Marks,
        /// Whether its members may know.
        released: bool,
    },
}

impl LabEvent {
    /// The event's name, as journals and logs write it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Begun { .. } => "lab-begun",
            Self::Shown { .. } => "lab-shown",
            Self::Unshown { .. } => "lab-unshown",
            Self::Elsewhere => "lab-elsewhere",
            Self::ExamSet { .. } => "lab-exam-set",
            Self::Worked { done, .. } => match done {
                Done::Invited { .. } => "lab-invited",
                Done::Joined { .. } => "lab-joined",
                Done::Placed { .. } => "lab-placed",
                Done::Dialled { .. } => "lab-dialled",
                Done::Read(_) => "lab-read",
                Done::Written { .. } => "lab-written",
                Done::Struck { .. } => "lab-struck",
                Done::Noted { .. } => "lab-noted",
                Done::PhotoAdded(_) => "lab-photo-added",
                Done::PhotoCaptioned { .. } => "lab-photo-captioned",
                Done::PhotoRemoved { .. } => "lab-photo-removed",
                Done::Answered { .. } => "lab-answered",
                Done::Hinted { .. } => "lab-hinted",
                Done::Finished { .. } => "lab-finished",
                Done::HandedIn => "lab-handed-in",
                Done::Reopened => "lab-reopened",
                Done::Graded { .. } => "lab-graded",
                Done::Marked { .. } => "lab-marked",
            },
        }
    }
}
