//! Chromium without a screen, driven over WebDriver (W3C): as much of it as the console's tests need.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Instant,
};

use serde_json::{Value, json};

use super::EVENTUALLY;

/// How WebDriver names an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys as WebDriver writes them.
pub const TAB: &str = "\u{E004}";
pub const ENTER: &str = "\u{E007}";
pub const SPACE: &str = " ";

/// A browser of its own, with nothing in it; it ends with this.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one, `width` by `height` pixels; none, with a line in the log of skipped tests, where there is none.
    pub fn start(test: &str, width: u32, height: u32) -> Option<Self> {
        let started = Command::new("chromedriver")
            .args(["--port=0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut driver = match started {
            Ok(driver) => driver,
            Err(error) => {
                skip(test, &format!("chromedriver cannot be started ({error})"));
                return None;
            }
        };
        let output = BufReader::new(driver.stdout.take().unwrap());
        // `ChromeDriver was started successfully on port 43127.`
        let port = output.lines().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let profile = tempfile::tempdir().unwrap();
        let mut browser = Self {
            driver,
            port: port.expect("chromedriver says at which port it listens"),
            session: String::new(),
            _profile: profile,
        };
        let size = format!("--window-size={width},{height}");
        let folder = format!("--user-data-dir={}", browser._profile.path().display());
        let mut arguments = vec![size, folder];
        arguments.extend(
            [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
            ]
            .map(str::to_owned),
        );
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "acceptInsecureCerts": true,
            "goog:chromeOptions": { "args": arguments, "prefs": { "intl.accept_languages": "fr-FR,fr" } },
            "goog:loggingPrefs": { "browser": "ALL" },
        } } });
        let opened = browser.call("POST", "/session", &capabilities);
        browser.session = opened["sessionId"].as_str().unwrap().to_owned();
        Some(browser)
    }

    pub fn open(&self, url: &str) {
        self.command("POST", "/url", &json!({ "url": url }));
    }

    /// What a script returns; `arguments[0]` is what it is given.
    pub fn script(&self, script: &str, given: Value) -> Value {
        let call = json!({ "script": script, "args": [given] });
        self.command("POST", "/execute/sync", &call)
    }

    /// What a script hands to its last argument, a function.
    pub fn script_to_come(&self, script: &str) -> Value {
        let call = json!({ "script": script, "args": [] });
        self.command("POST", "/execute/async", &call)
    }

    /// Waits until a script returns true.
    pub fn until(&self, what: &str, script: &str) {
        let end = Instant::now() + EVENTUALLY;
        while self.script(script, Value::Null) != Value::Bool(true) {
            assert!(Instant::now() < end, "never: {what}\n{}", self.text("body"));
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    pub fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.command("POST", &format!("/element/{element}/click"), &json!({}));
    }

    pub fn write(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        let call = json!({ "text": text });
        self.command("POST", &format!("/element/{element}/value"), &call);
    }

    pub fn text(&self, selector: &str) -> String {
        let element = self.element(selector);
        let text = self.command("GET", &format!("/element/{element}/text"), &Value::Null);
        text.as_str().unwrap().to_owned()
    }

    /// Keys pressed one after the other, wherever the focus is.
    pub fn press(&self, keys: &[&str]) {
        let actions: Vec<Value> = keys
            .iter()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })))
            .collect();
        let call = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.command("POST", "/actions", &call);
    }

    /// A picture of the whole page, if there is a folder for pictures (`PLEIADES_PICTURES`).
    pub fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("PLEIADES_PICTURES").map(PathBuf::from) else {
            return;
        };
        let page = self.script(
            "return [document.documentElement.clientWidth, document.documentElement.scrollHeight]",
            Value::Null,
        );
        let clip = json!({ "x": 0, "y": 0, "width": page[0], "height": page[1], "scale": 1 });
        let call = json!({ "cmd": "Page.captureScreenshot",
            "params": { "captureBeyondViewport": true, "clip": clip } });
        let taken = self.command("POST", "/goog/cdp/execute", &call);
        fs::create_dir_all(&folder).unwrap();
        let png = base64(taken["data"].as_str().unwrap());
        fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    /// Opens every menu of the page.
    pub fn open_everything(&self) {
        let open = "for (const it of document.querySelectorAll('details')) it.open = true";
        self.script(open, Value::Null);
    }

    /// Whether the page is wider than its window.
    pub fn spills(&self) -> bool {
        let wider =
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        self.script(wider, Value::Null) == Value::Bool(true)
    }

    /// WCAG 2.1 A and AA and good practice, as axe-core has them.
    pub fn held_to_the_rules(&self, axe: &str, page: &str) {
        self.script(axe, Value::Null);
        let found = self.script_to_come(
            "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then((it) => done(it.violations.map((one) => \
             one.impact + ' ' + one.id + ': ' + one.help + ' ' + one.nodes.map((node) => node.html.slice(0, 160)).join(' | '))))",
        );
        assert_eq!(found, Value::Array(Vec::new()), "{page}: {found:#}");
    }

    /// The page as wide as a phone, or as another window.
    pub fn resize(&self, width: u32, height: u32) {
        let call = json!({ "cmd": "Emulation.setDeviceMetricsOverride",
            "params": { "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 } });
        self.command("POST", "/goog/cdp/execute", &call);
    }

    /// What the page complained of in its console.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.command("POST", "/se/log", &json!({ "type": "browser" }));
        let entries = log.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .filter_map(|entry| Some(entry["message"].as_str()?.to_owned()))
            .collect()
    }

    fn element(&self, selector: &str) -> String {
        let call = json!({ "using": "css selector", "value": selector });
        let found = self.command("POST", "/element", &call);
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let path = format!("/session/{}{path}", self.session);
        self.call(method, &path, body)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = match method {
            "POST" => body.to_string(),
            _ => String::new(),
        };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        // Read as far as it says: the driver may keep the line open.
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            match line.trim().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().unwrap();
                }
                _ if line.trim().is_empty() => break,
                _ => {}
            }
        }
        let mut bytes = vec![0; length];
        reader.read_exact(&mut bytes).unwrap();
        let answer: Value = serde_json::from_slice(&bytes).unwrap();
        let value = answer["value"].clone();
        assert!(value.get("error").is_none(), "{method} {path}: {value}");
        value
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            // Chromium ends with its session; the driver is ended after it.
            self.command("DELETE", "", &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Says that a test did not run, and why; an error where a browser must be.
pub fn skip(test: &str, reason: &str) {
    assert!(
        std::env::var_os("PLEIADES_REQUIRE_BROWSER").is_none(),
        "{test}: {reason}"
    );
    let Some(log) = std::env::var_os("PLEIADES_SKIP_LOG") else {
        return eprintln!("{test}: {reason}");
    };
    let mut log = fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(log)
        .unwrap();
    writeln!(log, "{test}: {reason}").unwrap();
}

/// The rules of accessibility, where they were fetched.
pub fn axe() -> Option<String> {
    let path = std::env::var_os("PLEIADES_AXE")?;
    Some(fs::read_to_string(Path::new(&path)).unwrap())
}

fn base64(text: &str) -> Vec<u8> {
    let value = |symbol: u8| -> u32 {
        match symbol {
            b'A'..=b'Z' => u32::from(symbol - b'A'),
            b'a'..=b'z' => u32::from(symbol - b'a') + 26,
            b'0'..=b'9' => u32::from(symbol - b'0') + 52,
            b'+' => 62,
            _ => 63,
        }
    };
    let symbols: Vec<u8> = text.bytes().filter(|symbol| *symbol != b'=').collect();
    symbols
        .chunks(4)
        .flat_map(|chunk| {
            let bits = chunk
                .iter()
                .fold(0, |bits, symbol| bits << 6 | value(*symbol));
            let bits = bits << (6 * (4 - chunk.len()));
            [16, 8, 0]
                .into_iter()
                .take(chunk.len() - 1)
                .map(move |shift| (bits >> shift) as u8)
        })
        .collect()
}
