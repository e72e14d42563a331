//! The application people start.

fn main() -> std::process::ExitCode {
    pleiades_client::run(std::env::args_os().collect())
}
