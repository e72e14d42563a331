//! Telling the local network that a session is here. Not which code it has: only who has the code gets in.

use mdns_sd::{ServiceDaemon, ServiceInfo};
use tracing::warn;

use crate::protocol::SessionId;

/// The service's name, as clients look for it.
const SERVICE: &str = "_pleiades._udp.local.";

/// An announcement, withdrawn when dropped.
pub(in crate::server) struct Announcement(ServiceDaemon);

impl Announcement {
    /// Announces a session at `port`; a network that does not take it is told of, and the code then needs an address.
    pub(in crate::server) fn new(session: SessionId, port: u16) -> Option<Self> {
        let announce = || -> Result<ServiceDaemon, mdns_sd::Error> {
            let daemon = ServiceDaemon::new()?;
            let name = format!("pleiades-{session}");
            let host = format!("{name}.local.");
            let service =
                ServiceInfo::new(SERVICE, &name, &host, "", port, None)?.enable_addr_auto();
            daemon.register(service)?;
            Ok(daemon)
        };
        match announce() {
            Ok(daemon) => Some(Self(daemon)),
            Err(error) => {
                warn!(
                    "the session cannot be announced on this network ({error}); people need the ticket or the address"
                );
                None
            }
        }
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        // It goes away with the program in any case.
        let _ = self.0.shutdown();
    }
}
