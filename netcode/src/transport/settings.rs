//! quinn's settings at both ends.

use std::{sync::Arc, time::Duration};

use quinn::{
    ClientConfig, EndpointConfig, ServerConfig, TransportConfig, VarInt,
    crypto::rustls::{QuicClientConfig, QuicServerConfig},
};

use quinn_proto::HashedConnectionIdGenerator;

use super::{Certificate, OpenWindow, Trust};
use crate::protocol::ALPN;

/// A peer that says nothing for so long is gone.
const IDLE: Duration = Duration::from_secs(10);
const KEEP_ALIVE: Duration = Duration::from_secs(3);
/// About three datagrams: nothing stale can queue.
const SEND_BUFFER: usize = 4 * 1024;
const RECEIVE_BUFFER: usize = 64 * 1024;
const STREAM_WINDOW: u32 = 256 * 1024;
/// A peer's whole connection: a stream and a half.
const CONNECTION_WINDOW: u32 = 384 * 1024;
/// A client opens the control stream and nothing else; quinn drops one that opens more.
const CLIENT_STREAMS: Streams = Streams { bidi: 1, uni: 0 };
/// A server opens a stream for the snapshot.
const SERVER_STREAMS: Streams = Streams { bidi: 0, uni: 2 };
/// A local network answers at once; quinn's third of a second makes a lossy join take seconds.
const FIRST_RTT: Duration = Duration::from_millis(100);
/// After a crash a hundred clients have to learn of it at once.
const RESET_INTERVAL: Duration = Duration::from_micros(500);

/// quinn or rustls would not take our settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// TLS.
    #[error("the session's certificate cannot be used: {0}")]
    Tls(#[from] rustls::Error),
    /// No cipher suite for QUIC's first packets.
    #[error("this build has no cipher suite for QUIC: {0}")]
    Suite(#[from] quinn::crypto::rustls::NoInitialCipherSuite),
}

/// Streams the peer may open.
struct Streams {
    bidi: u32,
    uni: u32,
}

fn transport(peer: &Streams) -> TransportConfig {
    let mut transport = TransportConfig::default();
    transport
        .max_idle_timeout(IDLE.try_into().ok())
        .keep_alive_interval(Some(KEEP_ALIVE))
        .initial_rtt(FIRST_RTT)
        .datagram_send_buffer_size(SEND_BUFFER)
        .datagram_receive_buffer_size(Some(RECEIVE_BUFFER))
        .stream_receive_window(VarInt::from_u32(STREAM_WINDOW))
        .receive_window(VarInt::from_u32(CONNECTION_WINDOW))
        .max_concurrent_bidi_streams(VarInt::from_u32(peer.bidi))
        .max_concurrent_uni_streams(VarInt::from_u32(peer.uni))
        // Some drivers promise segmentation offload and lose the first packets.
        .enable_segmentation_offload(false)
        .congestion_controller_factory(Arc::new(OpenWindow));
    transport
}

/// The server's endpoint: the same keys after a crash, so that clients learn of it from their first packet.
pub fn endpoint_config(reset_key: &[u8; 32], connection_id_key: u64) -> EndpointConfig {
    let key = ring_hmac(reset_key);
    let mut endpoint = EndpointConfig::new(key);
    endpoint.min_reset_interval(RESET_INTERVAL);
    endpoint
        .cid_generator(move || Box::new(HashedConnectionIdGenerator::from_key(connection_id_key)));
    endpoint
}

fn ring_hmac(key: &[u8; 32]) -> Arc<dyn quinn::crypto::HmacKey> {
    Arc::new(ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key))
}

/// The server's side.
///
/// # Errors
/// The certificate cannot be used.
pub fn server_config(certificate: &Certificate) -> Result<ServerConfig, SettingsError> {
    let mut tls = rustls::ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der()], certificate.key())?;
    tls.alpn_protocols = vec![ALPN.to_vec()];
    let mut server = ServerConfig::with_crypto(Arc::new(QuicServerConfig::try_from(tls)?));
    server.transport_config(Arc::new(transport(&CLIENT_STREAMS)));
    server.max_incoming(512);
    server.incoming_buffer_size(64 * 1024);
    server.incoming_buffer_size_total(8 * 1024 * 1024);
    Ok(server)
}

/// The client's side.
///
/// # Errors
/// TLS 1.3 is not there.
pub fn client_config(trust: Trust) -> Result<ClientConfig, SettingsError> {
    let mut tls = rustls::ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(trust))
        .with_no_client_auth();
    tls.alpn_protocols = vec![ALPN.to_vec()];
    let mut client = ClientConfig::new(Arc::new(QuicClientConfig::try_from(tls)?));
    client.transport_config(Arc::new(transport(&SERVER_STREAMS)));
    Ok(client)
}

pub(crate) fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}
