//! A browser without a screen: as much of HTTP as a console needs, with cookies; no redirect is followed unasked.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use pleiades_netcode::server::ServerHandle;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    /// As text; what is none is in `bytes`.
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The first token for a form on the page.
    pub fn token(&self) -> String {
        let (_, rest) = self.body.split_once("name=\"token\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

/// What it sends besides what is asked for.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub authority: String,
    pub cookies: Vec<(String, String)>,
    pub host: String,
    pub origin: Option<String>,
    pub headers: Vec<(String, String)>,
}

impl Visitor {
    /// Nobody yet, at the console of a server.
    pub fn at(server: &ServerHandle) -> Self {
        let url = server.console_url().unwrap();
        let authority = url.trim_start_matches("http://").trim_end_matches('/');
        Self {
            authority: authority.to_owned(),
            cookies: Vec::new(),
            host: authority.to_owned(),
            origin: Some(format!("http://{authority}")),
            headers: Vec::new(),
        }
    }

    /// Somebody who has entered the host key.
    pub fn host(server: &ServerHandle) -> Self {
        let mut visitor = Self::at(server);
        let key = server.host_key().to_string();
        let answer = visitor.post("/login", &[("key", &key)]);
        assert_eq!(answer.status, 303, "{answer:?}");
        visitor
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, None)
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        self.ask("POST", path, Some(&body.join("&")))
    }

    /// Presses a button of the session's page.
    pub fn press(&mut self, what: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.get("/").token();
        let mut all = vec![("token", token.as_str()), ("what", what)];
        all.extend(fields);
        self.post("/do", &all)
    }

    fn ask(&mut self, method: &str, path: &str, body: Option<&str>) -> Answer {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.host
        );
        for (name, value) in &self.headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request.push_str(&format!("Cookie: {}\r\n", cookies.join("; ")));
        }
        if let Some(body) = body {
            if let Some(origin) = &self.origin {
                request.push_str(&format!("Origin: {origin}\r\n"));
            }
            request.push_str("Content-Type: application/x-www-form-urlencoded\r\n");
            request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        } else {
            request.push_str("\r\n");
        }
        let mut stream = TcpStream::connect(&self.authority).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let head_end = bytes.windows(4).position(|end| end == b"\r\n\r\n").unwrap();
        let bytes_after = bytes.split_off(head_end + 4);
        let head = String::from_utf8(bytes).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let answer = Answer {
            status,
            head: head.trim_end().to_owned(),
            body: String::from_utf8_lossy(&bytes_after).into_owned(),
            bytes: bytes_after,
        };
        self.keep_cookies(&answer);
        answer
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for line in answer.head.lines() {
            let Some(set) = line.strip_prefix("set-cookie: ") else {
                continue;
            };
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

/// As forms are sent.
pub fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
