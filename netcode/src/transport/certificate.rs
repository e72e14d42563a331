//! The server's self-signed certificate, and how a client trusts it: by the ticket's fingerprint, or by the code proved later.

use rustls::{
    CertificateError, DigitallySignedStruct, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime},
};

use super::settings::provider;
use crate::protocol::{
    Fingerprint,
    handshake::{EXPORTER_LABEL, Exporter},
};

/// A certificate with its key, made from a key pair that is kept.
#[derive(Clone)]
pub struct Certificate {
    der: Vec<u8>,
    key_der: Vec<u8>,
    fingerprint: Fingerprint,
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate")
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// A certificate for a PKCS#8 key pair (PEM).
    ///
    /// # Errors
    /// The text is no key pair that can sign.
    pub fn from_pem(pem: &str) -> Result<Self, rcgen::Error> {
        let pair = rcgen::KeyPair::from_pem(pem)?;
        let parameters = rcgen::CertificateParams::new(vec!["pleiades".to_owned()])?;
        let certificate = parameters.self_signed(&pair)?;
        let spki = rcgen::PublicKeyData::subject_public_key_info(&pair);
        Ok(Self {
            der: certificate.der().to_vec(),
            key_der: pair.serialize_der(),
            fingerprint: Fingerprint::of_spki(&spki),
        })
    }

    /// A new key pair, ECDSA P-256, as PEM.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn new_pem() -> Result<String, rcgen::Error> {
        Ok(rcgen::KeyPair::generate()?.serialize_pem())
    }

    /// SHA-256 of the public key, as tickets pin it.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// A certificate of the same key for names and addresses that browsers look for, in DER.
    ///
    /// # Errors
    /// A name cannot stand in a certificate.
    pub(crate) fn for_names(&self, names: &[String]) -> Result<Vec<u8>, rcgen::Error> {
        let key = PrivatePkcs8KeyDer::from(self.key_der.clone());
        let pair = rcgen::KeyPair::try_from(&key)?;
        let mut parameters = rcgen::CertificateParams::new(names.to_vec())?;
        let mut name = rcgen::DistinguishedName::new();
        name.push(rcgen::DnType::CommonName, "Pléiades Immersion");
        parameters.distinguished_name = name;
        Ok(parameters.self_signed(&pair)?.der().to_vec())
    }

    pub(super) fn der(&self) -> CertificateDer<'static> {
        CertificateDer::from(self.der.clone())
    }

    pub(crate) fn key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key_der.clone()))
    }
}

/// Which servers a client talks to.
#[derive(Clone, Copy, Debug)]
pub enum Trust {
    /// The one whose key the ticket pins.
    Pinned(Fingerprint),
    /// Any, for now: the join code is proved both ways over this very connection before anything is believed.
    UntilProved,
}

/// Fingerprint of the key in a certificate, if it can be read.
pub fn fingerprint_of(certificate: &CertificateDer<'_>) -> Option<Fingerprint> {
    spki(certificate).map(|spki| Fingerprint::of_spki(&spki))
}

fn spki(certificate: &CertificateDer<'_>) -> Option<Vec<u8>> {
    let end = rustls::server::ParsedCertificate::try_from(certificate).ok()?;
    Some(end.subject_public_key_info().as_ref().to_vec())
}

/// The bytes only the two ends of this connection share.
pub fn exporter_of(connection: &quinn::Connection) -> Option<Exporter> {
    let mut bytes = [0; 32];
    connection
        .export_keying_material(&mut bytes, EXPORTER_LABEL, &[])
        .ok()?;
    Some(Exporter(bytes))
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        match self {
            Self::UntilProved => Ok(ServerCertVerified::assertion()),
            Self::Pinned(pin) if fingerprint_of(end_entity).as_ref() == Some(pin) => {
                Ok(ServerCertVerified::assertion())
            }
            Self::Pinned(_) => Err(CertificateError::ApplicationVerificationFailure.into()),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(
            message,
            certificate,
            signature,
            &provider().signature_verification_algorithms,
        )
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(
            message,
            certificate,
            signature,
            &provider().signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        provider()
            .signature_verification_algorithms
            .supported_schemes()
    }
}
