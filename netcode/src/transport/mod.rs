//! How QUIC is set up at both ends, and why: settings, certificates, congestion.

mod certificate;
mod congestion;
mod settings;

pub use certificate::{Certificate, Trust, exporter_of, fingerprint_of};
pub use congestion::OpenWindow;
pub(crate) use settings::provider;
pub use settings::{SettingsError, client_config, endpoint_config, server_config};
