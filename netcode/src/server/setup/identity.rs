//! Who a server is, over its restarts: its keys, in one file that only its user can read.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::server::ServerError;
use crate::{
    protocol::{HostKey, JoinCode, SessionId},
    transport::Certificate,
};

/// File in the data folder.
const FILE: &str = "identity.toml";

/// The keys of a server. Whoever has them is the server.
#[derive(Clone)]
pub struct Identity {
    /// Certificate that tickets pin.
    pub certificate: Certificate,
    /// The code people type.
    pub code: JoinCode,
    /// The key of its hosts.
    pub host_key: HostKey,
    /// Derives resume tokens.
    pub resume_key: [u8; 32],
    /// Signs stateless resets.
    pub reset_key: [u8; 32],
    /// Marks connection ids as ours.
    pub connection_id_key: u64,
    /// The session that goes on after a restart.
    pub session: SessionId,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    certificate_key: String,
    code: String,
    host_key: String,
    resume_key: String,
    reset_key: String,
    connection_id_key: String,
    session: String,
}

impl Identity {
    /// The identity in `folder`; a new one if there is none yet.
    ///
    /// # Errors
    /// The file is there and broken, or cannot be written.
    pub fn load_or_create(folder: &Path) -> Result<Self, ServerError> {
        let path = folder.join(FILE);
        let wrong = |reason: String| ServerError::Identity {
            path: path.clone(),
            reason,
        };
        match fs::read_to_string(&path) {
            Ok(text) => {
                let kept: Kept = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
                Self::from_kept(&kept).ok_or_else(|| wrong("a key in it is damaged".to_owned()))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let kept = Kept::random().map_err(|error| wrong(error.to_string()))?;
                fs::create_dir_all(folder).map_err(|error| wrong(error.to_string()))?;
                let text = toml::to_string(&kept).map_err(|error| wrong(error.to_string()))?;
                write_private(&path, &text).map_err(|error| wrong(error.to_string()))?;
                Self::from_kept(&kept).ok_or_else(|| wrong("a new key cannot be used".to_owned()))
            }
            Err(error) => Err(wrong(error.to_string())),
        }
    }

    /// A new session under a new code in `folder`, with the certificate there was: a browser that knows it need not ask again.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(in crate::server) fn renew(self, folder: &Path) -> Result<Self, ServerError> {
        let path = folder.join(FILE);
        let wrong = |error: io::Error| ServerError::Identity {
            path: path.clone(),
            reason: error.to_string(),
        };
        let before = fs::read_to_string(&path).map_err(wrong)?;
        let before: Kept =
            toml::from_str(&before).map_err(|error| wrong(io::Error::other(error)))?;
        let kept = Kept {
            certificate_key: before.certificate_key,
            ..Kept::random().map_err(wrong)?
        };
        let text = toml::to_string(&kept).map_err(|error| wrong(io::Error::other(error)))?;
        write_private(&path, &text).map_err(wrong)?;
        Self::from_kept(&kept).ok_or_else(|| wrong(io::Error::other("a new key cannot be used")))
    }

    /// Forgets the session, so that the next start opens a new one under a new code.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn retire(folder: &Path) -> io::Result<()> {
        match fs::remove_file(folder.join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    fn from_kept(kept: &Kept) -> Option<Self> {
        Some(Self {
            certificate: Certificate::from_pem(&kept.certificate_key).ok()?,
            code: kept.code.parse().ok()?,
            host_key: kept.host_key.parse().ok()?,
            resume_key: bytes(&kept.resume_key)?,
            reset_key: bytes(&kept.reset_key)?,
            connection_id_key: u64::from_str_radix(&kept.connection_id_key, 16).ok()?,
            session: kept.session.parse().ok()?,
        })
    }
}

impl Kept {
    fn random() -> io::Result<Self> {
        Ok(Self {
            certificate_key: Certificate::new_pem().map_err(io::Error::other)?,
            code: JoinCode::from_bytes(random()?).to_string(),
            host_key: HostKey::from_bytes(random()?).to_string(),
            resume_key: hex(&random::<32>()?),
            reset_key: hex(&random::<32>()?),
            connection_id_key: format!("{:016x}", u64::from_le_bytes(random()?)),
            session: SessionId(u64::from_le_bytes(random()?)).to_string(),
        })
    }
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Option<[u8; 32]> {
    if !hex.is_ascii() || hex.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Whole or not at all, and readable by this user only.
pub(in crate::server) fn write_private(path: &Path, text: &str) -> io::Result<()> {
    use std::io::Write as _;
    let beside = path.with_extension("toml.new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}
