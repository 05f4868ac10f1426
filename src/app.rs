//! The command line program: the only part that touches files, streams, the clock and the environment.

mod atomic_file;
mod charset;
mod cli;
mod commands;
mod conversation;
mod document_file;
mod ending;
mod faults;
mod file_lock;
mod form;
mod interrupt;
mod look;
mod old_sessions;
mod open;
mod open_files;
mod open_project;
mod out_file;
mod project_file;
mod prompt;
mod session;
mod system;

use std::process::ExitCode;

/// Runs the program: arguments in, exit status out.
pub fn main() -> ExitCode {
    let language = system::language(std::env::args_os());
    match cli::read(language) {
        Ok(cli) => commands::run(&cli, language),
        Err(answered) => answered,
    }
}
