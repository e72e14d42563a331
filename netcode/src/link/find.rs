//! Sessions on the local network, found by multicast DNS.

use std::{collections::BTreeSet, net::SocketAddr, time::Duration};

use mdns_sd::{ServiceDaemon, ServiceEvent};
use tokio::time::{Instant, timeout_at};
use tracing::debug;

/// The service's name, as servers announce it.
pub(crate) const SERVICE: &str = "_pleiades._udp.local.";
/// Everybody has answered after this time.
const LISTEN: Duration = Duration::from_secs(3);
/// And after the first answer, the others are not far.
const AFTER_FIRST: Duration = Duration::from_millis(700);

/// Addresses of the sessions that answer.
pub(super) async fn sessions() -> Vec<SocketAddr> {
    let daemon = match ServiceDaemon::new() {
        Ok(daemon) => daemon,
        Err(error) => {
            debug!("no multicast DNS here: {error}");
            return Vec::new();
        }
    };
    let mut found = BTreeSet::new();
    if let Ok(answers) = daemon.browse(SERVICE) {
        let mut until = Instant::now() + LISTEN;
        while let Ok(Ok(event)) = timeout_at(until, answers.recv_async()).await {
            if let ServiceEvent::ServiceResolved(service) = event {
                let port = service.get_port();
                found.extend(
                    service
                        .get_addresses_v4()
                        .into_iter()
                        .map(|address| SocketAddr::new(address.into(), port)),
                );
                until = until.min(Instant::now() + AFTER_FIRST);
            }
        }
    }
    // It ends by itself soon; there is nothing to do if it does not.
    let _ = daemon.shutdown();
    found.into_iter().collect()
}
