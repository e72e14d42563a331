//! A host in a ticket: a name or an address, without a port.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// A name (`salle-12.local`) or an address (`192.168.1.20`, `fe80::1`) at which a server may be reached.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Host(String);

/// Longest name in the domain name system.
const NAME_BYTES: usize = 253;

impl Host {
    /// The name or the address, without the brackets an IPv6 address has in a ticket.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<IpAddr> for Host {
    fn from(address: IpAddr) -> Self {
        Self(address.to_string())
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.contains(':') {
            write!(f, "[{}]", self.0)
        } else {
            f.write_str(&self.0)
        }
    }
}

impl FromStr for Host {
    type Err = BadHost;

    /// Reads a name, an IPv4 address, or an IPv6 address with or without brackets.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bare = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        if bare.is_some() || text.contains(':') {
            return bare
                .unwrap_or(text)
                .parse::<Ipv6Addr>()
                .map(|address| Self(address.to_string()))
                .map_err(|_| BadHost);
        }
        let name = text.to_ascii_lowercase();
        let label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        if name.len() <= NAME_BYTES && name.trim_end_matches('.').split('.').all(label) {
            Ok(Self(name.trim_end_matches('.').to_owned()))
        } else {
            Err(BadHost)
        }
    }
}

/// A text that is neither a name nor an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is neither the name nor the address of a computer; write for example 192.168.1.20")]
pub struct BadHost;
