//! A Monado of one's own: the runtime without a headset, its poses scripted by a [`Rig`](crate::rig::Rig).

use std::{
    fs,
    io::Read,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{common::EVENTUALLY, rig::Rig};

const MANIFEST: &str = "/usr/share/openxr/1/openxr_monado.json";
/// The scenarios run one after the other in a place of their own: the number is free.
const DISPLAY: &str = ":77";
const SOCKET: &str = "/tmp/.X11-unix/X77";
const LAVAPIPE: &str = "/usr/share/vulkan/icd.d/lvp_icd.json";

/// A running service; it ends with the value.
pub struct Monado {
    service: Child,
    /// The X server its compositor shows on, if it shows anything.
    screen: Option<Child>,
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
    /// One that composes nothing: the fastest.
    pub fn start() -> Self {
        Self::start_with(None)
    }

    /// One whose compositor shows both eyes on a screen in memory, of this width and height.
    pub fn start_on_a_screen(size: [u32; 2]) -> Self {
        Self::start_with(Some(size))
    }

    fn start_with(screen: Option<[u32; 2]>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let screen = screen.map(|size| x_server(folder.path(), size));
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
        let mut service = Command::new("monado-service");
        match &screen {
            None => service.env("XRT_COMPOSITOR_NULL", "1"),
            Some(_) => service
                .env("DISPLAY", DISPLAY)
                .env("XRT_COMPOSITOR_FORCE_XCB", "1")
                .env("XRT_COMPOSITOR_SCALE_PERCENTAGE", "70")
                .env("XRT_COMPOSITOR_DEFAULT_FRAMERATE", "15"),
        };
        let service = service
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("VK_DRIVER_FILES", LAVAPIPE)
            .env("XRT_NO_STDIN", "1")
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
            screen,
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

    /// The frame buffer of its screen, if it has one.
    pub fn screen(&self) -> Option<PathBuf> {
        self.screen
            .as_ref()
            .map(|_| self.folder.path().join("Xvfb_screen0"))
    }

    /// A second program that shows something in the headset. The runtime gives it the hands, as it gives them to a dashboard.
    pub fn another_program(&self) -> Child {
        Command::new("hello_xr")
            .args(["-g", "Vulkan2"])
            .envs(self.environment())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Its first program has the hands again.
    pub fn back_to_the_first_program(&self) {
        let told = Command::new("monado-ctl")
            .args(["-p", "1"])
            .envs(self.environment())
            .output()
            .unwrap();
        assert!(told.status.success(), "{told:?}");
    }

    /// As when a cable is pulled.
    pub fn kill(&mut self) {
        for process in std::iter::once(&mut self.service).chain(&mut self.screen) {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// An X server that keeps its picture in a file of `folder`.
fn x_server(folder: &Path, [width, height]: [u32; 2]) -> Child {
    let server = Command::new("Xvfb")
        .args([DISPLAY, "-nolisten", "tcp", "-screen", "0"])
        .arg(format!("{width}x{height}x24"))
        .arg("-fbdir")
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let end = Instant::now() + EVENTUALLY;
    while !Path::new(SOCKET).exists() {
        assert!(Instant::now() < end, "the X server never listened");
        thread::sleep(Duration::from_millis(50));
    }
    server
}

impl Drop for Monado {
    fn drop(&mut self) {
        self.kill();
    }
}
