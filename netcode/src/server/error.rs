//! Why a session server cannot start.

use std::{io, net::SocketAddr, path::PathBuf};

use pleiades_scenes::Language;

use crate::{journal::JournalError, transport::SettingsError};

/// Why a session server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// Another program listens there.
    #[error(
        "port {port} is taken on this computer: stop the other server, or choose another port, such as {free}"
    )]
    PortTaken {
        /// The port asked for.
        port: u16,
        /// One that was free.
        free: u16,
    },
    /// The address cannot be listened at.
    #[error("cannot listen at {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The lesson is missing or has errors.
    #[error("{0}")]
    Lesson(String),
    /// The server's keys cannot be read or kept.
    #[error("{path}: {reason}; give another data folder, or make this one writable")]
    Identity {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// TLS or QUIC.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The system refuses something else.
    #[error("the system refuses: {0}")]
    Io(#[from] io::Error),
}

impl ServerError {
    /// What happened and what to do, for a teacher.
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::PortTaken { port, free }, Language::French) => format!(
                "Un autre programme occupe déjà le port {port} : une session est sans doute déjà ouverte sur cet ordinateur. \
                 Fermez-la, ou choisissez un autre port, par exemple {free}."
            ),
            (Self::PortTaken { port, free }, Language::English) => format!(
                "Another program already has port {port}: a session is probably open on this computer. Close it, or choose \
                 another port, such as {free}."
            ),
            (Self::Lesson(problems), _) => problems.clone(),
            (other, Language::French) => format!("La session n’a pas pu s’ouvrir : {other}."),
            (other, Language::English) => format!("The session could not open: {other}."),
        }
    }
}
