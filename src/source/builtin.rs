//! Reading what ships inside the program.

use crate::source::parse::{LoadError, Loader, Parsed, read as read_file, read_to_walk};
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

    /// The same without its examples, which nobody who walks it needs.
    pub fn read_to_walk(self, name: &str, language: Language) -> Option<Parsed> {
        let path = self.path(&format!("{name}.yaml"));
        Some(read_to_walk(&path, shipped::file(&path)?.as_bytes(), language, &self))
    }
}

impl Loader for Builtin {
    fn fetch(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        shipped::file(&self.path(path)).map(|text| text.as_bytes().to_vec()).ok_or(LoadError::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::parse::Content;

    #[test]
    fn to_walk_a_tree_is_the_same_without_its_examples() {
        for name in shipped::names("") {
            for language in Language::ALL {
                let whole = Builtin("").read(name, language).and_then(|it| it.content);
                let walked = Builtin("").read_to_walk(name, language).and_then(|it| it.content);
                let (Some(Content::Tree(mut whole)), Some(Content::Tree(walked))) = (whole, walked) else {
                    panic!("{name} is a tree")
                };
                assert!(!whole.examples.is_empty() && walked.examples.is_empty(), "{name}");
                whole.examples.clear();
                assert_eq!(format!("{whole:?}"), format!("{walked:?}"), "{name}");
            }
        }
    }
}
