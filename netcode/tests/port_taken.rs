//! The port is taken: the server says which, and names one that is free.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::net::UdpSocket;

use common::process;
use pleiades_netcode::{
    protocol::Language,
    server::{self, ServerConfig, ServerError},
};

#[test]
fn the_error_names_the_port_and_a_free_one() {
    let first = common::server();
    let config = ServerConfig {
        listen: first.address(),
        ..common::config()
    };
    let Err(error) = server::start(config) else {
        panic!("two servers at one port");
    };
    let ServerError::PortTaken { port, free } = error else {
        panic!("{error}");
    };
    assert_eq!(port, first.address().port());
    assert_ne!(free, port);
    UdpSocket::bind(("127.0.0.1", free)).unwrap();
    for language in [Language::French, Language::English] {
        let sentence = error.sentence(language);
        assert!(sentence.contains(&port.to_string()) && sentence.contains(&free.to_string()));
    }
}

#[test]
fn the_program_says_so_and_fails() {
    let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let (succeeded, said) = process::run(process::command(folder.path(), port));
    assert!(!succeeded);
    assert!(said.contains(&format!("port {port} is taken")), "{said}");
}
