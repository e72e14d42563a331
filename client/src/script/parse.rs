//! The language of scripts: one step a line, words and numbers, `#` for remarks.
//!
//! | step | meaning |
//! |---|---|
//! | `wait scene` · `wait joined` · `wait people N` | until the scene stands, the session let one in, N others are in view of the session |
//! | `frames N` | let N frames pass |
//! | `walk RIGHT FORWARD N` | hold a walking wish (each −1 to 1) for N frames |
//! | `turn DEG` · `tilt DEG` | turn right, look up, over a few frames |
//! | `stand X Y Z HEADING` | be brought to a place, metres in the room frame, heading in degrees clockwise from north |
//! | `goto ID` | be brought to a node of the scene |
//! | `walkto X Y Z` | walk there as by a click |
//! | `open STOP` · `close` | open the card of a stop; close it |
//! | `screen start` · `screen visit` · `screen menu` | show a screen |
//! | `hand up` · `hand down` · `wave` · `gather` · `lead STOP` · `lock` · `unlock` · `breaks MINUTES` | commands to the session |
//! | `point X Y` · `point ID` · `point away` | point at a place of the picture, logical pixels; at a node of the scene; at nothing |
//! | `press` · `release` · `click` · `wheel LINES` | the main button where one points; the wheel |
//! | `pad BUTTON` | tap a button of a gamepad: `up`, `down`, `left`, `right`, `a`, `b`, `start` |
//! | `class …` | lead the class, or answer who leads it: see `script/class.rs` |
//! | `vr on` · `vr off` · `wait vr on` · `wait vr off` | put the headset on, take it off; until it is |
//! | `wait focus on` · `wait focus off` · `recentre` | until hands and gaze are ours, or the runtime's; lay the tracking frame anew |
//! | `set left-handed on` · `set seated off` · `set smooth-move on` · `set newcomer on` · `set wrist-board on` | a setting of the headset, for this run |
//! | `set quality laptop` · `desktop` · `high` · `auto` | how much the picture may cost, for this run |
//! | `samples` | hang one sample of every material of ours before the eyes for some frames, so that its shader is compiled |
//! | `use NAME` | focus and press the control of that name, as a screen reader would; NAME is the rest of the line |
//! | `type TEXT` | type into the field that was used last |
//! | `state` | print a state line now |
//! | `shot NAME` | write the picture `NAME.png` |
//! | `measure N` | let N frames pass and print, in milliseconds, the time from one to the next and what main world, render world and graphics card took of it; and what is in view |

use std::{fmt, str::FromStr};

use bevy::{
    input::gamepad::GamepadButton,
    math::{Vec2, Vec3},
};

use super::class::{self, ClassStep};
use crate::{panels::Screen, quality::Preset};

/// One step of a script.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    WaitScene,
    WaitJoined,
    WaitPeople(usize),
    Frames(u32),
    Walk { wish: Vec2, frames: u32 },
    Turn(f32),
    Tilt(f32),
    Stand { feet: Vec3, heading_deg: f32 },
    Goto(String),
    WalkTo(Vec3),
    Open(String),
    Close,
    Screen(Screen),
    Hand(bool),
    Wave,
    Gather,
    Lead(String),
    Lock(bool),
    Breaks(u8),
    Point(Aim),
    Press(bool),
    Click,
    Wheel(f32),
    Pad(GamepadButton),
    Class(ClassStep),
    Wear(bool),
    WaitWorn(bool),
    WaitFocus(bool),
    Recentre,
    Set(Setting, bool),
    Quality(Preset),
    Samples,
    Use(String),
    Type(String),
    State,
    Shot(String),
    Measure(u32),
}

/// What a script points at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Aim {
    /// A place of the picture, logical pixels from the upper left.
    Place(Vec2),
    /// A node of the scene.
    Node(String),
    Nothing,
}

/// A setting that a script changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    LeftHanded,
    Seated,
    SmoothMove,
    Newcomer,
    WristBoard,
}

/// The steps of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Script {
    pub(crate) steps: Vec<Step>,
}

/// A line that is no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScriptError {
    line: usize,
    text: String,
    expected: &'static str,
}

impl std::error::Error for ScriptError {}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}: «{}» is no step; expected {}",
            self.line, self.text, self.expected
        )
    }
}

impl FromStr for Script {
    type Err = ScriptError;

    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let lines = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.split('#').next().unwrap_or_default().trim()));
        let steps = lines
            .filter(|(_, line)| !line.is_empty())
            .map(|(number, line)| {
                step(line).map_err(|expected| ScriptError {
                    line: number,
                    text: line.to_owned(),
                    expected,
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { steps })
    }
}

fn step(line: &str) -> Result<Step, &'static str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |index: usize, expected: &'static str| -> Result<f32, &'static str> {
        words
            .get(index)
            .and_then(|word| word.parse::<f32>().ok())
            .filter(|value| value.is_finite())
            .ok_or(expected)
    };
    let count = |index: usize, expected: &'static str| -> Result<u32, &'static str> {
        words
            .get(index)
            .and_then(|word| word.parse::<u32>().ok())
            .filter(|&count| count <= 100_000)
            .ok_or(expected)
    };
    let word = |index: usize, expected: &'static str| {
        words
            .get(index)
            .map(|word| (*word).to_owned())
            .ok_or(expected)
    };
    let vector = |first: usize, expected| -> Result<Vec3, &'static str> {
        Ok(Vec3::new(
            number(first, expected)?,
            number(first + 1, expected)?,
            number(first + 2, expected)?,
        ))
    };
    // What people read has spaces in it.
    let rest = || words.get(1..).unwrap_or_default().join(" ");
    let (step, length) = match words.as_slice() {
        ["use", _, ..] => (Step::Use(rest()), words.len()),
        ["type", _, ..] => (Step::Type(rest()), words.len()),
        ["wait", "scene", ..] => (Step::WaitScene, 2),
        ["wait", "joined", ..] => (Step::WaitJoined, 2),
        ["wait", "people", ..] => (Step::WaitPeople(count(2, "wait people N")? as usize), 3),
        ["frames", ..] => (Step::Frames(count(1, "frames N")?), 2),
        ["walk", ..] => {
            const EXPECTED: &str = "walk RIGHT FORWARD FRAMES";
            let wish = Vec2::new(number(1, EXPECTED)?, number(2, EXPECTED)?);
            (
                Step::Walk {
                    wish,
                    frames: count(3, EXPECTED)?,
                },
                4,
            )
        }
        ["turn", ..] => (Step::Turn(number(1, "turn DEGREES")?), 2),
        ["tilt", ..] => (Step::Tilt(number(1, "tilt DEGREES")?), 2),
        ["stand", ..] => {
            const EXPECTED: &str = "stand X Y Z HEADING";
            (
                Step::Stand {
                    feet: vector(1, EXPECTED)?,
                    heading_deg: number(4, EXPECTED)?,
                },
                5,
            )
        }
        ["goto", ..] => (Step::Goto(word(1, "goto ID")?), 2),
        ["walkto", ..] => (Step::WalkTo(vector(1, "walkto X Y Z")?), 4),
        ["open", ..] => (Step::Open(word(1, "open STOP")?), 2),
        ["close"] => (Step::Close, 1),
        ["screen", "start"] => (Step::Screen(Screen::Start), 2),
        ["screen", "visit"] => (Step::Screen(Screen::Visit), 2),
        ["screen", "menu"] => (Step::Screen(Screen::Menu), 2),
        ["hand", "up"] => (Step::Hand(true), 2),
        ["hand", "down"] => (Step::Hand(false), 2),
        ["wave"] => (Step::Wave, 1),
        ["gather"] => (Step::Gather, 1),
        ["lead", ..] => (Step::Lead(word(1, "lead STOP")?), 2),
        ["point", "away"] => (Step::Point(Aim::Nothing), 2),
        ["point", id] => (Step::Point(Aim::Node((*id).to_owned())), 2),
        ["point", ..] => {
            const EXPECTED: &str = "point X Y, or point ID";
            let at = Vec2::new(number(1, EXPECTED)?, number(2, EXPECTED)?);
            (Step::Point(Aim::Place(at)), 3)
        }
        ["press"] => (Step::Press(true), 1),
        ["release"] => (Step::Press(false), 1),
        ["click"] => (Step::Click, 1),
        ["wheel", ..] => (Step::Wheel(number(1, "wheel LINES")?), 2),
        ["pad", button] => {
            let button = match *button {
                "up" => GamepadButton::DPadUp,
                "down" => GamepadButton::DPadDown,
                "left" => GamepadButton::DPadLeft,
                "right" => GamepadButton::DPadRight,
                "a" => GamepadButton::South,
                "b" => GamepadButton::East,
                "start" => GamepadButton::Start,
                _ => return Err("pad up|down|left|right|a|b|start"),
            };
            (Step::Pad(button), 2)
        }
        ["vr", "on"] => (Step::Wear(true), 2),
        ["vr", "off"] => (Step::Wear(false), 2),
        ["wait", "vr", "on"] => (Step::WaitWorn(true), 3),
        ["wait", "focus", "on"] => (Step::WaitFocus(true), 3),
        ["wait", "focus", "off"] => (Step::WaitFocus(false), 3),
        ["recentre"] => (Step::Recentre, 1),
        ["wait", "vr", "off"] => (Step::WaitWorn(false), 3),
        ["set", "quality", preset] => {
            let preset = match *preset {
                "auto" => Preset::Auto,
                "laptop" => Preset::Laptop,
                "desktop" => Preset::Desktop,
                "high" => Preset::High,
                _ => return Err("set quality auto|laptop|desktop|high"),
            };
            (Step::Quality(preset), 3)
        }
        ["set", name, value] => {
            const EXPECTED: &str = "set left-handed|seated|smooth-move|newcomer|wrist-board on|off";
            let setting = match *name {
                "left-handed" => Setting::LeftHanded,
                "seated" => Setting::Seated,
                "smooth-move" => Setting::SmoothMove,
                "newcomer" => Setting::Newcomer,
                "wrist-board" => Setting::WristBoard,
                _ => return Err(EXPECTED),
            };
            match *value {
                "on" => (Step::Set(setting, true), 3),
                "off" => (Step::Set(setting, false), 3),
                _ => return Err(EXPECTED),
            }
        }
        ["class", words @ ..] => (Step::Class(class::step(words)?), words.len() + 1),
        ["lock"] => (Step::Lock(true), 1),
        ["unlock"] => (Step::Lock(false), 1),
        ["breaks", ..] => {
            const EXPECTED: &str = "breaks MINUTES";
            let minutes = u8::try_from(count(1, EXPECTED)?).map_err(|_| EXPECTED)?;
            (Step::Breaks(minutes), 2)
        }
        ["samples"] => (Step::Samples, 1),
        ["state"] => (Step::State, 1),
        ["shot", ..] => {
            let name = word(1, "shot NAME")?;
            // A name, not a path: pictures stay in the folder that was asked for.
            if !name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            {
                return Err("shot NAME, of letters, digits, - and _");
            }
            (Step::Shot(name), 2)
        }
        ["measure", ..] => (Step::Measure(count(1, "measure N")?), 2),
        _ => {
            return Err(
                "one of: wait, frames, walk, turn, tilt, stand, goto, walkto, open, close, screen, hand, wave, gather, lead, lock, unlock, class, point, press, release, click, wheel, pad, vr, recentre, set, samples, use, type, state, shot, measure",
            );
        }
    };
    if words.len() == length {
        Ok(step)
    } else {
        Err("nothing after the step's own words")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_script_reads_as_it_is_written() {
        let script: Script =
            "wait scene # the campus\n\nwalk 0 1 30\nshot first-look\nstand 1 0 -2.5 90"
                .parse()
                .unwrap();
        assert_eq!(
            script.steps,
            [
                Step::WaitScene,
                Step::Walk {
                    wish: Vec2::Y,
                    frames: 30
                },
                Step::Shot("first-look".into()),
                Step::Stand {
                    feet: Vec3::new(1.0, 0.0, -2.5),
                    heading_deg: 90.0
                },
            ]
        );
    }

    #[test]
    fn what_is_no_step_is_named_with_its_line() {
        for (text, line) in [
            ("frames many", 1),
            ("wait scene\nfly", 2),
            ("shot ../../etc", 1),
            ("turn NaN", 1),
            ("walk 1 1", 1),
            ("wave goodbye", 1),
            ("frames 99999999", 1),
            ("breaks 300", 1),
            ("pad turbo", 1),
            ("set quality best", 1),
            ("point 1 NaN", 1),
        ] {
            let error = text.parse::<Script>().unwrap_err();
            assert_eq!(error.line, line, "{error}");
        }
    }
}
