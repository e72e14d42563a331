//! A person in a headset, told what to do line by line.

use std::{
    io::Write,
    path::Path,
    process::{ChildStdin, Command},
};

use serde_json::Value;

use crate::{
    common::Process,
    monado::{Monado, is_here},
    rig::Rig,
};

/// A windowless client that does what it is told and says what it sees.
pub struct Wearer {
    process: Process,
    orders: Option<ChildStdin>,
    told: u64,
    folder: tempfile::TempDir,
}

impl Wearer {
    /// On the campus, alone, with or without a runtime to be found.
    pub fn start(monado: Option<&Monado>, more: &[&str]) -> Self {
        Self::start_with(monado, more, &[])
    }

    pub fn start_with(
        monado: Option<&Monado>,
        more: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_pleiades"));
        command
            .args(["capture", "--size", "64x64", "--script", "-", "--out"])
            .arg(folder.path())
            .args(more)
            .envs(environment.iter().copied());
        if !more.contains(&"--join") {
            command.args(["--companions", "0"]);
        }
        // The validation layer writes down every wrong call.
        if monado.is_none() {
            command.env("XR_RUNTIME_JSON", folder.path().join("no-runtime.json"));
        }
        if let Some(monado) = monado {
            command
                .envs(monado.environment())
                .env("XR_ENABLE_API_LAYERS", "XR_APILAYER_LUNARG_core_validation")
                .env("XR_CORE_VALIDATION_EXPORT_TYPE", "text")
                .env(
                    "XR_CORE_VALIDATION_FILE_NAME",
                    folder.path().join("validation.txt"),
                );
        }
        let (process, orders) = Process::start_told(&mut command);
        Self {
            process,
            orders: Some(orders),
            told: 0,
            folder,
        }
    }

    /// Does one line of a script, to its end.
    pub fn does(&mut self, line: &str) {
        self.told += 1;
        let told = self.told;
        if let Some(orders) = &mut self.orders {
            writeln!(orders, "{line}").unwrap();
        }
        self.process
            .wait_for_json(line, |said| said["done"] == told);
    }

    /// In the scene, in the session, and wearing the headset.
    pub fn gets_ready(&mut self) {
        for line in ["wait scene", "wait joined", "wait vr on", "frames 4"] {
            self.does(line);
        }
    }

    /// Dies of a fault as a broken driver makes one, and is started again by who watches over it.
    pub fn dies(&mut self, state: &Value) {
        let process = state["process"].as_u64().unwrap();
        // Gone before the next line is written: what a dying run still reads, nobody does.
        let order =
            format!("kill -ABRT {process}; while kill -0 {process} 2>&-; do sleep 0.05; done");
        let killed = Command::new("sh").args(["-c", &order]).status();
        assert!(killed.unwrap().success());
        // The new run counts from one.
        self.told = 0;
    }

    pub fn state(&mut self) -> Value {
        self.told += 1;
        if let Some(orders) = &mut self.orders {
            writeln!(orders, "state").unwrap();
        }
        let state = self
            .process
            .wait_for_json("a state line", |said| said.get("xr").is_some());
        let told = self.told;
        self.process
            .wait_for_json("state", |said| said["done"] == told);
        state
    }

    /// What both eyes see, as RGB.
    pub fn sees(&mut self, name: &str) -> [image::RgbImage; 2] {
        self.does(&format!("shot {name}"));
        ["left", "right"].map(|eye| {
            let path = self.folder.path().join(format!("{name}.{eye}.png"));
            let end = std::time::Instant::now() + crate::common::EVENTUALLY;
            loop {
                if let Ok(picture) = image::open(&path) {
                    keep(&path);
                    return picture.to_rgb8();
                }
                assert!(std::time::Instant::now() < end, "no {}", path.display());
                self.does("frames 1");
            }
        })
    }

    /// Ends well, with nothing for the validation layer to say; the folder with what it wrote.
    pub fn leaves(mut self) -> tempfile::TempDir {
        self.orders = None;
        let Self {
            process, folder, ..
        } = self;
        assert!(process.finish(), "the client failed");
        let said =
            std::fs::read_to_string(folder.path().join("validation.txt")).unwrap_or_default();
        let wrong: Vec<&str> = said
            .lines()
            .filter(|line| line.contains("VALID_") && !line.contains("VALID_DEBUG"))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        folder
    }
}

/// Somebody alone on the campus with the headset on, held as `rig` says; nobody where no runtime was prepared.
pub fn in_headset(test: &str, rig: Rig, more: &[&str]) -> Option<(Monado, Wearer)> {
    if !is_here(test) {
        return None;
    }
    let mut monado = Monado::start();
    monado.rig = rig;
    monado.move_to();
    let mut person = Wearer::start(Some(&monado), &[&["--xr"], more].concat());
    person.gets_ready();
    Some((monado, person))
}

/// Leaves a copy of a picture where people look for it after a run.
pub fn keep(picture: &Path) {
    if let Some(folder) = std::env::var_os("PLEIADES_KEEP_PICTURES")
        && let Some(name) = picture.file_name()
    {
        std::fs::copy(picture, Path::new(&folder).join(name)).unwrap();
    }
}

/// Numbers of a JSON array.
pub fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .map(|list| list.iter().filter_map(Value::as_f64).collect())
        .unwrap_or_default()
}
