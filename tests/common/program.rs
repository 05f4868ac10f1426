//! The program as a user runs it: in a folder of its own, on a fixed day, without a terminal.

// Each test file uses its own part of this.
#![allow(dead_code)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The day of every run.
pub(crate) const TODAY: &str = "2026-11-22";
const EPOCH: &str = "1795348800";

/// The folder of the project, for what ships with it.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, about to run.
pub(crate) struct Program {
    command: assert_cmd::Command,
    args: Vec<String>,
    // What it keeps between conversations goes here, and goes away.
    _state: tempfile::TempDir,
}

/// What a run gave, whole.
#[derive(Debug)]
pub(crate) struct Run {
    args: Vec<String>,
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program in a folder, as a process: in Dutch, on the day above; what it keeps between conversations goes
/// into that folder too.
pub(crate) fn process(folder: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_beslisboom"));
    command.current_dir(folder).env("HOME", folder).env("LC_ALL", "C").env("SOURCE_DATE_EPOCH", EPOCH);
    command.env("XDG_STATE_HOME", folder.join("state"));
    for name in ["BESLISBOOM_LANG", "BESLISBOOM_PROJECTS", "XDG_CONFIG_HOME", "COLUMNS", "NO_COLOR", "ACCESSIBLE"] {
        command.env_remove(name);
    }
    command
}

/// The same on a screen of 80 wide, as the pages show it.
pub(crate) fn on_screen(folder: &Path, state: &Path) -> std::process::Command {
    let mut command = process(folder);
    command.env("HOME", state).env("XDG_STATE_HOME", state.join("state")).env("TERM", "xterm").env("COLUMNS", "80");
    command
}

/// The same, to say what is expected of it.
pub(crate) fn program(folder: &Path) -> assert_cmd::Command {
    assert_cmd::Command::from_std(process(folder))
}

/// The program with these words, in the folder of the project.
pub(crate) fn beslisboom(args: &[&str]) -> Program {
    let state = tempfile::tempdir().unwrap();
    let mut command = program(root());
    command.env("HOME", state.path()).env("XDG_STATE_HOME", state.path().join("state"));
    Program { command, args: Vec::new(), _state: state }.args(args)
}

impl Program {
    /// More words behind these.
    pub(crate) fn args<S: AsRef<str>>(mut self, args: &[S]) -> Self {
        self.args.extend(args.iter().map(|it| it.as_ref().to_owned()));
        self
    }

    /// In another folder; what it keeps between conversations is kept there too.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder).env("HOME", folder).env("XDG_STATE_HOME", folder.join("state"));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl Into<PathBuf>) -> Self {
        self.command.env(name, value.into());
        self
    }

    /// What stands on standard input.
    pub(crate) fn input(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.command.write_stdin(text);
        self
    }

    pub(crate) fn run(mut self) -> Run {
        let output = self.command.args(&self.args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let status = output.status.code().unwrap_or_else(|| panic!("{:?} was ended by a signal", self.args));
        Run { args: self.args, status, out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Run {
    /// Standard output of a run that went well and said nothing else.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{:?}\n{}", self.args, self.out);
        self.out
    }

    /// Everything that could be seen of it.
    pub(crate) fn transcript(&self) -> String {
        let mut text = format!("$ beslisboom {}\n", self.args.join(" "));
        for (name, stream) in [("", &self.out), ("standard error:\n", &self.err)] {
            if !stream.is_empty() {
                let _ = writeln!(text, "{name}{}", stream.trim_end_matches('\n'));
            }
        }
        if self.status != 0 {
            let _ = writeln!(text, "exit status {}", self.status);
        }
        text
    }
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}
