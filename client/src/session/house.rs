//! What a host chooses before opening a session: who comes in, microphones, breaks, how long the journal is kept.

use pleiades_netcode::{protocol::Admission, room::Microphones, server::ServerConfig};

/// The rules of the house. Movements, voices and pictures are never recorded, so there is no rule about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct House {
    /// Who comes in without being asked for.
    pub(crate) admission: Admission,
    /// Whether microphones are held closed at first.
    pub(crate) microphones: Microphones,
    /// Minutes in a headset after which a break is proposed; 0 for never.
    pub(crate) break_after_min: u8,
    /// Days the journal is kept; 0 for no longer than the program runs.
    pub(crate) retention_days: u16,
}

impl Default for House {
    fn default() -> Self {
        Self {
            admission: Admission::WithHost,
            microphones: Microphones::Own,
            break_after_min: 20,
            retention_days: 30,
        }
    }
}

impl House {
    /// The settings of a server by these rules.
    pub(crate) fn applied(self, config: ServerConfig) -> ServerConfig {
        let Self {
            admission,
            microphones,
            break_after_min,
            retention_days,
        } = self;
        ServerConfig {
            admission,
            microphones,
            break_after_min: Some(break_after_min),
            // A folder of its own goes with the server. Sessions kept before are not looked for there.
            data: config.data.filter(|_| retention_days > 0),
            retention_days: Some(retention_days.max(1)),
            ..config
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_days_keep_nothing() {
        let open = || ServerConfig {
            data: Some("sessions".into()),
            ..ServerConfig::open("campus".into())
        };
        let kept = House::default().applied(open());
        assert_eq!((kept.data, kept.retention_days), (open().data, Some(30)));
        let none = House {
            retention_days: 0,
            ..House::default()
        };
        assert_eq!(none.applied(open()).data, None);
    }
}
