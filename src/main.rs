//! The program. Everything is in the library's `app`.

fn main() -> std::process::ExitCode {
    beslisboom::app::main()
}
