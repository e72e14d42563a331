//! The certificate of the console's pages: self-signed by the key whose fingerprint the ticket carries, and kept, so that a
//! browser that was told once to trust it need not be told again.

use std::{fs, io, path::Path, sync::Arc};

use serde::{Deserialize, Serialize};
use sha2::Digest as _;
use tokio_rustls::TlsAcceptor;

use crate::{
    protocol::Host,
    server::{ServerError, setup::write_private},
    transport::{Certificate, SettingsError, provider},
};

const FILE: &str = "console-certificate.toml";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// Names and addresses it is for.
    names: Vec<String>,
    /// SHA-256 of the key it is of.
    key: String,
    /// In DER, hexadecimal.
    certificate: String,
}

/// TLS with a certificate for these names, and the certificate's own SHA-256 as browsers show it.
pub(super) fn acceptor(
    folder: &Path,
    certificate: &Certificate,
    names: &[Host],
) -> Result<(TlsAcceptor, String), ServerError> {
    let path = folder.join(FILE);
    let names: Vec<String> = names.iter().map(|name| name.as_str().to_owned()).collect();
    let key = certificate.fingerprint().to_string();
    let kept = fs::read_to_string(&path)
        .ok()
        .and_then(|text| toml::from_str::<Kept>(&text).ok())
        .filter(|kept| kept.names == names && kept.key == key)
        .and_then(|kept| unhex(&kept.certificate));
    let der = match kept {
        Some(der) => der,
        None => {
            let der = certificate
                .for_names(&names)
                .map_err(|error| ServerError::Io(io::Error::other(error.to_string())))?;
            let kept = Kept {
                names,
                key,
                certificate: hex(&der, ""),
            };
            let text = toml::to_string(&kept).map_err(io::Error::other)?;
            write_private(&path, &text)?;
            der
        }
    };
    let shown = hex(&sha2::Sha256::digest(&der), ":").to_uppercase();
    let tls = tls(certificate, der).map_err(SettingsError::Tls)?;
    Ok((TlsAcceptor::from(Arc::new(tls)), shown))
}

fn tls(certificate: &Certificate, der: Vec<u8>) -> Result<rustls::ServerConfig, rustls::Error> {
    let mut tls = rustls::ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(vec![der.into()], certificate.key())?;
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(tls)
}

fn hex(bytes: &[u8], between: &str) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(between)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !text.is_ascii() || !digits.len().is_multiple_of(2) {
        return None;
    }
    (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_certificate_is_kept_while_its_names_and_key_are_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let certificate = Certificate::from_pem(&Certificate::new_pem().unwrap()).unwrap();
        let names = |names: &[&str]| -> Vec<Host> {
            names.iter().map(|name| name.parse().unwrap()).collect()
        };
        let print = |certificate: &Certificate, names: &[Host]| {
            acceptor(folder.path(), certificate, names).unwrap().1
        };
        let here = names(&["192.168.1.20", "localhost"]);
        let first = print(&certificate, &here);
        assert_eq!(first.split(':').count(), 32);
        assert_eq!(print(&certificate, &here), first);
        assert_ne!(print(&certificate, &names(&["10.0.0.2"])), first);
        fs::write(folder.path().join(FILE), "damaged").unwrap();
        print(&certificate, &here);
        let other = Certificate::from_pem(&Certificate::new_pem().unwrap()).unwrap();
        assert_ne!(print(&other, &here), first);
    }
}
