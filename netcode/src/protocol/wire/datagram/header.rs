//! The eight bytes every datagram begins with.

use super::Ack;

/// Bytes of a [`Header`].
pub const HEADER_BYTES: usize = 8;

/// Version of the datagram format, in the high four bits of the first byte.
const FORMAT: u8 = 1;

/// Who sent a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    /// A client.
    Client,
    /// A server.
    Server,
}

/// What every datagram says about itself and about the peer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Header {
    /// Who sent it.
    pub sender: Sender,
    /// The sender's tick; wraps round.
    pub tick: u16,
    /// From a client: its own clock as it sends, milliseconds modulo 2¹⁶. From a server: the newest of these it
    /// received, plus the milliseconds since.
    pub clock_ms: u16,
    /// Which of the peer's datagrams arrived.
    pub ack: Ack,
}

impl Header {
    pub(super) fn to_bytes(self) -> [u8; HEADER_BYTES] {
        let sender = match self.sender {
            Sender::Client => 0,
            Sender::Server => 1,
        };
        let ([t0, t1], [c0, c1]) = (self.tick.to_le_bytes(), self.clock_ms.to_le_bytes());
        let [m0, m1] = self.ack.mask.to_le_bytes();
        [
            FORMAT << 4 | sender,
            t0,
            t1,
            c0,
            c1,
            self.ack.newest,
            m0,
            m1,
        ]
    }

    /// Reads a header; nothing if it is of another format.
    pub(super) fn parse(bytes: [u8; HEADER_BYTES]) -> Option<Self> {
        let [format, t0, t1, c0, c1, newest, m0, m1] = bytes;
        if format >> 4 != FORMAT {
            return None;
        }
        let sender = match format & 0x0F {
            0 => Sender::Client,
            1 => Sender::Server,
            _ => return None,
        };
        Some(Self {
            sender,
            tick: u16::from_le_bytes([t0, t1]),
            clock_ms: u16::from_le_bytes([c0, c1]),
            ack: Ack {
                newest,
                mask: u16::from_le_bytes([m0, m1]),
            },
        })
    }
}
