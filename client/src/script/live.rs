//! A script that arrives line by line on standard input, for tests that watch and answer.
//!
//! Each line is performed, then acknowledged by `{"done": N}`, N counted from 1; the end of the input ends the run.

use std::{
    io::{self, BufRead},
    sync::{
        Mutex,
        mpsc::{self, Receiver, TryRecvError},
    },
    thread,
};

/// Lines of standard input, read on a thread of their own.
#[derive(Debug)]
pub(crate) struct Lines(Mutex<Receiver<String>>);

/// What there is to do.
pub(super) enum Next {
    Line(String),
    Nothing,
    /// The input has ended.
    End,
}

impl Lines {
    pub(crate) fn of_standard_input() -> Self {
        let (said, heard) = mpsc::channel();
        thread::spawn(move || {
            for line in io::stdin().lock().lines() {
                let Ok(line) = line else { return };
                if said.send(line).is_err() {
                    return;
                }
            }
        });
        Self(Mutex::new(heard))
    }

    pub(super) fn next(&self) -> Next {
        let heard = match self.0.lock() {
            Ok(heard) => heard,
            Err(broken) => broken.into_inner(),
        };
        match heard.try_recv() {
            Ok(line) => Next::Line(line),
            Err(TryRecvError::Empty) => Next::Nothing,
            Err(TryRecvError::Disconnected) => Next::End,
        }
    }
}
