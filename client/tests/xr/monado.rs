//! A Monado of one's own: the runtime without a headset, its poses scripted by a [`Rig`](crate::rig::Rig).

use std::{
    fs,
    io::Read,
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{common::EVENTUALLY, rig::Rig};

const MANIFEST: &str = "/usr/share/openxr/1/openxr_monado.json";
const LAVAPIPE: &str = "/usr/share/vulkan/icd.d/lvp_icd.json";

/// A running service; it ends with the value.
pub struct Monado {
    service: Child,
    folder: tempfile::TempDir,
    wire: TcpStream,
    pub rig: Rig,
}

/// Whether a runtime was prepared (`cargo xtask test xr`); if not the test is noted as skipped.
pub fn is_here(test: &str) -> bool {
    if std::env::var_os("PLEIADES_XR").is_some() {
        return true;
    }
    if let Some(log) = std::env::var_os("PLEIADES_SKIP_LOG") {
        use std::io::Write;
        let mut log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .unwrap();
        // `cargo xtask test` runs these afterwards, in a place that has Monado, and counts them there.
        writeln!(log, "apart: {test}").unwrap();
    }
    false
}

impl Monado {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let config = folder.path().join("config/monado");
        fs::create_dir_all(&config).unwrap();
        fs::write(
            config.join("config_v0.json"),
            format!(
                r#"{{"active":"remote","remote":{{"version":0,"port":{port},"view_count":2}}}}"#
            ),
        )
        .unwrap();
        let log = fs::File::create(folder.path().join("monado.log")).unwrap();
        let service = Command::new("monado-service")
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("VK_DRIVER_FILES", LAVAPIPE)
            .env("XRT_NO_STDIN", "1")
            .env("XRT_COMPOSITOR_NULL", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::from(log.try_clone().unwrap()))
            .stderr(Stdio::from(log))
            .spawn()
            .unwrap();
        let end = Instant::now() + EVENTUALLY;
        let socket = folder.path().join("monado_comp_ipc");
        let mut wire = loop {
            assert!(Instant::now() < end, "Monado never listened on port {port}");
            if socket.exists()
                && let Ok(wire) = TcpStream::connect(("127.0.0.1", port))
            {
                break wire;
            }
            thread::sleep(Duration::from_millis(50));
        };
        // It greets with two packets.
        let mut greeting = [0; 2 * crate::rig::PACKET];
        wire.read_exact(&mut greeting).unwrap();
        let rig = Rig::default();
        rig.send(&mut wire);
        Self {
            service,
            folder,
            wire,
            rig,
        }
    }

    /// Lets the headset measure what the rig says.
    pub fn move_to(&mut self) {
        self.rig.send(&mut self.wire);
    }

    /// What a client needs to find it.
    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("XDG_RUNTIME_DIR", self.folder.path().to_owned()),
            ("XR_RUNTIME_JSON", MANIFEST.into()),
            ("VK_DRIVER_FILES", LAVAPIPE.into()),
        ]
    }

    /// As when a cable is pulled.
    pub fn kill(&mut self) {
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}

impl Drop for Monado {
    fn drop(&mut self) {
        self.kill();
    }
}
