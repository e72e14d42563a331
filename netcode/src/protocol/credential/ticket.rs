//! The ticket: everything needed to join a session, in one line that fits a QR code.

use std::fmt;
use std::str::FromStr;

use super::{Fingerprint, Host, JoinCode};
use crate::protocol::Language;

const SCHEME: &str = "pleiades://";

/// Hosts a ticket may name: the addresses of a computer, not a list to knock at.
const MAX_HOSTS: usize = 16;

/// Longest text that is looked at, bytes.
const MAX_BYTES: usize = 8 * 1024;

/// Where a session is, its code, the key its server must have, and until when it can be joined.
///
/// Written `pleiades://host[,host]:port/CODE?until=UNIX#FINGERPRINT`; `?until=` is absent when there is no end.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Where the server may be reached, best first; at least one.
    pub hosts: Vec<Host>,
    /// UDP port, the same at each host; never 0.
    pub port: u16,
    /// The session's code.
    pub code: JoinCode,
    /// End of validity in seconds since 1970 (UTC), if there is one.
    pub until: Option<u64>,
    /// Fingerprint of the key of the server's certificate.
    pub fingerprint: Fingerprint,
}

impl Ticket {
    /// Whether the ticket is over at `now_s`, seconds since 1970 (UTC).
    pub fn is_over(&self, now_s: u64) -> bool {
        self.until.is_some_and(|until| until <= now_s)
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SCHEME)?;
        for (index, host) in self.hosts.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            host.fmt(f)?;
        }
        write!(f, ":{}/{}", self.port, self.code)?;
        if let Some(until) = self.until {
            write!(f, "?until={until}")?;
        }
        write!(f, "#{}", self.fingerprint)
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket")
            .field("hosts", &self.hosts)
            .field("port", &self.port)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

impl FromStr for Ticket {
    type Err = TicketError;

    /// Reads a ticket as it was copied: spaces around and line breaks inside are forgiven.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_BYTES {
            return Err(TicketError::NotATicket);
        }
        let text: String = text
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        let rest = text
            .get(..SCHEME.len())
            .filter(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
            .and_then(|_| text.get(SCHEME.len()..))
            .ok_or(TicketError::NotATicket)?;
        let (rest, fingerprint) = rest.split_once('#').ok_or(TicketError::CutShort)?;
        let (place, path) = rest.split_once('/').ok_or(TicketError::CutShort)?;
        let (code, query) = path.split_once('?').unwrap_or((path, ""));
        let (hosts, port) = place.rsplit_once(':').ok_or(TicketError::Place)?;
        let hosts: Vec<Host> = hosts
            .split(',')
            .take(MAX_HOSTS + 1)
            .map(|host| host.parse().map_err(|_| TicketError::Place))
            .collect::<Result<_, _>>()?;
        if hosts.len() > MAX_HOSTS {
            return Err(TicketError::Place);
        }
        let port = port
            .parse()
            .ok()
            .filter(|&port| port != 0)
            .ok_or(TicketError::Place)?;
        // Fields this version does not know are for a later one.
        let until = query
            .split('&')
            .find_map(|field| field.strip_prefix("until="))
            .map(|until| until.parse().map_err(|_| TicketError::Until))
            .transpose()?;
        Ok(Self {
            hosts,
            port,
            code: code.parse().map_err(|_| TicketError::Code)?,
            until,
            fingerprint: fingerprint.parse().map_err(|_| TicketError::Fingerprint)?,
        })
    }
}

/// Why a text is not a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TicketError {
    /// It does not begin as a ticket does.
    NotATicket,
    /// Its end is missing.
    CutShort,
    /// The hosts or the port cannot be read.
    Place,
    /// The code cannot be read.
    Code,
    /// The end of validity cannot be read.
    Until,
    /// The fingerprint cannot be read.
    Fingerprint,
}

impl TicketError {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::NotATicket,
        Self::CutShort,
        Self::Place,
        Self::Code,
        Self::Until,
        Self::Fingerprint,
    ];

    /// What is wrong and what to do, for the person who pasted it.
    pub fn sentence(self, language: Language) -> String {
        let text = match (self, language) {
            (Self::NotATicket, Language::French) => {
                "Ce n’est pas une invitation : elle commence par « pleiades:// ». Copiez la ligne entière que montre l’hôte."
            }
            (Self::NotATicket, Language::English) => {
                "This is not an invitation: one begins with “pleiades://”. Copy the whole line the host shows."
            }
            (Self::CutShort, Language::French) => {
                "Il manque la fin de l’invitation : copiez la ligne jusqu’au bout."
            }
            (Self::CutShort, Language::English) => {
                "The end of the invitation is missing: copy the line to its end."
            }
            (Self::Place, Language::French) => {
                "L’adresse de l’ordinateur est illisible dans l’invitation : copiez-la de nouveau."
            }
            (Self::Place, Language::English) => {
                "The address of the computer cannot be read in the invitation: copy it again."
            }
            (Self::Code, Language::French) => {
                "Le code est illisible dans l’invitation : copiez-la de nouveau, ou tapez le code à huit signes."
            }
            (Self::Code, Language::English) => {
                "The code cannot be read in the invitation: copy it again, or type the code of eight signs."
            }
            (Self::Until, Language::French) => {
                "La date de fin est illisible dans l’invitation : copiez-la de nouveau."
            }
            (Self::Until, Language::English) => {
                "The end date cannot be read in the invitation: copy it again."
            }
            (Self::Fingerprint, Language::French) => {
                "La fin de l’invitation, après le signe #, est abîmée : copiez-la de nouveau."
            }
            (Self::Fingerprint, Language::English) => {
                "The end of the invitation, after the # sign, is damaged: copy it again."
            }
        };
        text.to_owned()
    }
}

impl fmt::Display for TicketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for TicketError {}
