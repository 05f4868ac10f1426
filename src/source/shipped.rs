//! The files that ship inside the program: trees, ladders, catalogues and their translations.

use flate2::read::DeflateDecoder;
use std::io::Read;
use std::sync::OnceLock;

/// A file, packed by `build.rs`; unpacked where somebody asks for it.
struct Packed {
    /// Its path below `trees/`.
    path: &'static str,
    bytes: &'static [u8],
    text: OnceLock<String>,
}

impl Packed {
    const fn new(path: &'static str, bytes: &'static [u8]) -> Packed {
        Packed { path, bytes, text: OnceLock::new() }
    }

    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let mut text = String::new();
            DeflateDecoder::new(self.bytes).read_to_string(&mut text).expect("packed by our own build");
            text
        })
    }
}

// `static PACKED: [Packed; n]`, in alphabetical order.
include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The tree that is walked when none is named.
pub const DEFAULT_TREE: &str = "schiedam";

/// The tree that judges a project afterwards.
pub const JUDGEMENT_TREE: &str = "evaluatie";

/// The text of the file at a path below `trees/`.
pub fn file(path: &str) -> Option<&'static str> {
    PACKED.iter().find(|file| file.path == path).map(Packed::text)
}

/// The path of every file below `trees/`, in alphabetical order.
pub fn paths() -> impl Iterator<Item = &'static str> {
    PACKED.iter().map(|file| file.path)
}

/// The names in a folder (`""` for trees, `ladders`, `catalogues`), translations left out.
pub fn names(folder: &str) -> impl Iterator<Item = &'static str> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    paths().filter_map(move |path| {
        let name = path.strip_prefix(prefix.as_str())?.strip_suffix(".yaml")?;
        (!name.contains(['/', '.'])).then_some(name)
    })
}
