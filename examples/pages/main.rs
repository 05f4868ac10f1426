//! The pages of `docs/` that are made from the files that ship: `cargo run --example pages -- sources` or `law`.
#![allow(clippy::print_stdout, reason = "it prints a page")]

mod law;
mod sources;

fn main() -> Result<(), &'static str> {
    let page = match std::env::args().nth(1).as_deref() {
        Some("sources") => sources::page(),
        Some("law") => law::page(),
        _ => return Err("say which page: sources or law"),
    };
    print!("{page}");
    Ok(())
}
