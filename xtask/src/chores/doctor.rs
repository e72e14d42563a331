//! `cargo xtask doctor`: what this machine has and lacks.

use super::Chore;
use crate::{
    paths, process,
    system::{self, disk, display, libraries, vulkan::Vulkan},
    tools,
};
use anyhow::Result;
use std::process::Command;

pub(super) const CHORE: Chore = Chore {
    name: "doctor",
    usage: "",
    summary: "Say what this machine has and lacks for the other chores; changes nothing",
    details: "",
    run: |arguments| {
        arguments.finish("doctor")?;
        report();
        Ok(())
    },
};

fn report() {
    let version = |program: &str, option: &str| {
        let text = process::output(Command::new(program).arg(option));
        text.map(|text| text.lines().next().unwrap_or_default().to_owned())
    };
    row("Rust", version("rustc", "--version"));
    row("C compiler", version("cc", "--version"));
    if cfg!(target_os = "linux") {
        graphics();
    }
    row("display", display::answers().map(|()| "answers".to_owned()));
    row("Python (bake)", version("python3", "--version"));
    for (tool, otherwise) in [
        (tools::NEXTEST, "not needed: `cargo test` takes its place"),
        (tools::DENY, "built when a chore needs it"),
        (tools::TYPOS, "built when a chore needs it"),
    ] {
        match tool.find() {
            Some(program) => found(tool.program, &program.display().to_string()),
            None => missing(tool.program, otherwise),
        }
    }
    let target = paths::target();
    match disk::free_gib(&target) {
        Some(free) if free < disk::WANTED_GIB => missing(
            "disk",
            &format!(
                "{free} GiB free for {}; a build wants {}",
                target.display(),
                disk::WANTED_GIB
            ),
        ),
        Some(free) => found("disk", &format!("{free} GiB free for {}", target.display())),
        None => missing("disk", "cannot tell how much is free"),
    }
    let lacks = system::lacks_for_drawing(true);
    if !lacks.is_empty() {
        println!("\n`cargo xtask demo` would install:");
    }
    for need in lacks {
        println!("  - {}", need.reason());
    }
}

fn graphics() {
    let vulkan = Vulkan::look();
    if vulkan.loader {
        found("Vulkan loader", "libvulkan.so.1");
    } else {
        missing("Vulkan loader", "libvulkan.so.1 is not there");
    }
    if vulkan.drivers.is_empty() {
        missing("Vulkan driver", "none");
    }
    for driver in &vulkan.drivers {
        found("Vulkan driver", &driver.display().to_string());
    }
    if vulkan.card {
        found("graphics card", "shows itself under /dev");
    } else {
        missing(
            "graphics card",
            "none: Mesa draws with the processor, slowly",
        );
    }
    for name in libraries::WINDOW {
        if !libraries::has(name) {
            missing("window library", name);
        }
    }
}

fn row(what: &str, result: Result<String>) {
    match result {
        Ok(text) => found(what, &text),
        Err(error) => missing(what, &format!("{error:#}")),
    }
}

fn found(what: &str, text: &str) {
    println!("  yes  {what:<15} {text}");
}

fn missing(what: &str, text: &str) {
    println!("  no   {what:<15} {text}");
}
