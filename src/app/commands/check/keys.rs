//! What a YAML file says of itself at the beginning of its lines: enough to know whether it is ours, without reading
//! it whole into memory.

use crate::app::open_files::OpenFiles;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// More of a line than this is not looked at: a key of ours with the names behind it is shorter.
const LINE: usize = 2_000;

/// The keys at the top of a file.
#[derive(Debug, Default)]
pub(in crate::app::commands) struct Keys {
    format: bool,
    tree: bool,
    rungs: bool,
    catalogue: bool,
    pub(super) translates: bool,
    /// The ladder and catalogues that it names.
    pub(super) names: Vec<String>,
}

impl Keys {
    /// Whether the file is one of ours, be it with a fault in its first line.
    pub(in crate::app::commands) fn ours(&self) -> bool {
        self.format || self.tree || self.rungs
    }

    /// Whether it is a ladder or a catalogue, which trees name.
    pub(super) fn is_companion(&self) -> bool {
        self.format && !self.tree && (self.rungs || self.catalogue)
    }

    /// Takes in a line. `list` is whether the catalogues are being listed, one on a line.
    fn take(&mut self, line: &str, list: &mut bool) {
        if *list && let Some(name) = line.trim_start().strip_prefix("- ") {
            self.names.extend(names(name));
            return;
        }
        // A whole file may stand between braces, and a key between quotes.
        let line = line.trim_start_matches(['{', '"', '\'']);
        let Some((key, rest)) = line.split_once(':') else { return };
        if key.starts_with([' ', '\t', '#']) {
            return;
        }
        *list = key == "catalogues";
        match key.trim_end_matches(['"', '\'', ' ']) {
            "format" => self.format = true,
            "questions" | "outcomes" => self.tree = true,
            "rungs" => self.rungs = true,
            "methods" | "advice" => self.catalogue = true,
            "translates" => self.translates = true,
            "ladder" | "catalogues" => self.names.extend(names(rest)),
            _ => {}
        }
    }
}

/// The names in what stands behind a key: one, or several between brackets.
fn names(text: &str) -> impl Iterator<Item = String> {
    let text = text.split(" #").next().unwrap_or_default();
    let names = text.split(',').map(|name| name.trim_matches([' ', '[', ']', '"', '\'', '\r']));
    names.filter(|name| !name.is_empty() && !name.starts_with("builtin:")).map(str::to_owned)
}

/// The keys at the top of a file.
pub(in crate::app::commands) fn keys_of(path: &Path, open: &OpenFiles) -> io::Result<Keys> {
    match open.text(path) {
        Some(text) => read(text.as_bytes()),
        None => read(BufReader::new(File::open(path)?)),
    }
}

/// The same, read line by line.
fn read(mut file: impl BufRead) -> io::Result<Keys> {
    let mut keys = Keys::default();
    let (mut line, mut list) = (Vec::new(), false);
    loop {
        let buffer = file.fill_buf()?;
        let end = memchr::memchr(b'\n', buffer);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        line.extend_from_slice(&part[..part.len().min(LINE.saturating_sub(line.len()))]);
        let taken = part.len() + usize::from(end.is_some());
        if end.is_some() || taken == 0 {
            let text = String::from_utf8_lossy(line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line));
            keys.take(&text, &mut list);
            line.clear();
        }
        if taken == 0 {
            return Ok(keys);
        }
        file.consume(taken);
    }
}
