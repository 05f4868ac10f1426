//! Reading what ships inside the program.

use crate::source::parse::{LoadError, Loader, Parsed, read as read_file};
use crate::source::shipped;
use crate::text::language::Language;

/// A folder inside the program, seen from a file in it: `""` for that of the trees, `ladders`, `catalogues`.
#[derive(Clone, Copy, Debug)]
pub struct Builtin(pub &'static str);

impl Builtin {
    /// The path of a name in this folder.
    fn path(self, name: &str) -> String {
        if self.0.is_empty() { name.to_owned() } else { format!("{}/{name}", self.0) }
    }

    /// Reads the tree, ladder or catalogue of this name.
    pub fn read(self, name: &str, language: Language) -> Option<Parsed> {
        let path = self.path(&format!("{name}.yaml"));
        Some(read_file(&path, shipped::file(&path)?.as_bytes(), language, &self))
    }
}

impl Loader for Builtin {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        shipped::file(&self.path(path)).map(|text| text.as_bytes().to_vec()).ok_or(LoadError::Missing)
    }
}
