//! Whether a window would have somewhere to appear.

use anyhow::{Result, anyhow};
use std::env;

/// Fails with the reason why no window can be opened.
pub(crate) fn answers() -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let Some(display) = set("DISPLAY") else {
        return Err(if set("WAYLAND_DISPLAY").is_some() {
            anyhow!("WAYLAND_DISPLAY is set but DISPLAY is not (the window needs XWayland)")
        } else {
            anyhow!("DISPLAY is not set")
        });
    };
    match Address::parse(&display) {
        None => Err(anyhow!(
            "DISPLAY is \"{display}\", which is no display's name"
        )),
        Some(address) if address.answers() => Ok(()),
        Some(_) => Err(anyhow!("the display {display} does not answer")),
    }
}

/// An X server's address: `:0`, `unix:1.0`, `host:10.0`.
#[derive(Debug, PartialEq, Eq)]
struct Address {
    /// Empty for this machine's own sockets.
    host: String,
    number: u16,
}

impl Address {
    fn parse(display: &str) -> Option<Self> {
        let (host, rest) = display.rsplit_once(':')?;
        let number = rest.split('.').next()?.parse().ok()?;
        let host = if host == "unix" { "" } else { host };
        Some(Self {
            host: host.to_owned(),
            number,
        })
    }

    #[cfg(target_os = "linux")]
    fn answers(&self) -> bool {
        use std::{
            net::{TcpStream, ToSocketAddrs as _},
            os::{
                linux::net::SocketAddrExt as _,
                unix::net::{SocketAddr, UnixStream},
            },
            time::Duration,
        };
        if self.host.is_empty() {
            let path = format!("/tmp/.X11-unix/X{}", self.number);
            return UnixStream::connect(&path).is_ok()
                || SocketAddr::from_abstract_name(&path)
                    .is_ok_and(|name| UnixStream::connect_addr(&name).is_ok());
        }
        // X servers listen at 6000 plus their number.
        let Some(port) = self.number.checked_add(6000) else {
            return false;
        };
        (self.host.as_str(), port)
            .to_socket_addrs()
            .into_iter()
            .flatten()
            .any(|address| TcpStream::connect_timeout(&address, Duration::from_secs(3)).is_ok())
    }

    #[cfg(not(target_os = "linux"))]
    fn answers(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn display_names_are_read() {
        let address = |host: &str, number| {
            Some(Address {
                host: host.to_owned(),
                number,
            })
        };
        assert_eq!(Address::parse(":0"), address("", 0));
        assert_eq!(Address::parse("unix:1.0"), address("", 1));
        assert_eq!(Address::parse("localhost:10.0"), address("localhost", 10));
        assert_eq!(Address::parse("0"), None);
        assert_eq!(Address::parse(":x"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn only_a_listening_display_answers() {
        use std::net::TcpListener;
        // A port whose number fits a display's: 6000 and up, whichever is free.
        let listener = (60_000..65_000)
            .find_map(|port| TcpListener::bind(("127.0.0.1", port)).ok())
            .unwrap();
        let port = listener.local_addr().unwrap().port();
        let address = Address::parse(&format!("127.0.0.1:{}", port - 6000)).unwrap();
        assert!(address.answers());
        drop(listener);
        assert!(!address.answers());
    }
}
