//! The value that only the two ends of one TLS connection share.

use std::fmt;

/// The label under which TLS exports the value, for `export_keying_material` with an empty context.
pub const EXPORTER_LABEL: &[u8] = b"EXPORTER-pleiades-handshake";

/// 32 bytes exported from the TLS connection under [`EXPORTER_LABEL`]. `Debug` hides it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Exporter(pub [u8; 32]);

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exporter(…)")
    }
}
