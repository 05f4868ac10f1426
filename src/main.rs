//! The program: arguments in, exit status out.

mod cli;
mod commands;
mod prompt;
mod session;
mod world;

use std::process::ExitCode;

fn main() -> ExitCode {
    let language = world::language(std::env::args_os());
    match cli::read(language) {
        Ok(cli) => commands::run(&cli, language),
        Err(answered) => answered,
    }
}
