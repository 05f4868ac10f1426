//! What a page is made from: the trees that are offered, and where the site stands.

use crate::check::trust_shipped;
use crate::list::mapping::Mapping;
use crate::model::replies::RepliesFile;
use crate::model::tree::Tree;
use crate::source::builtin::Builtin;
use crate::source::dated::Expired;
use crate::source::shipped;
use crate::text::language::Language;
use crate::web::progress::Memory;
use crate::web::projects::ProjectStore;
use std::sync::Arc;

/// A tree that is offered, in each language.
#[derive(Debug)]
pub struct Offered {
    /// What it is called in an address.
    pub name: String,
    dutch: Tree,
    english: Tree,
    /// What has run out by the day of the site.
    pub(super) expired: Vec<Expired>,
    /// The file it came from, where it does not ship.
    pub(super) file: Option<String>,
    /// How far conversations about it were.
    pub(super) memory: Memory,
}

impl Offered {
    /// A tree under a name, in Dutch and in English, and what of it has run out.
    pub fn new(name: String, dutch: Tree, english: Tree, expired: Vec<Expired>) -> Offered {
        Offered { name, dutch, english, expired, file: None, memory: Memory::default() }
    }

    /// The same, from a file: what is kept of a conversation names it.
    pub fn from_file(self, file: Option<String>) -> Offered {
        Offered { file, ..self }
    }

    /// One of the trees inside the program, as it holds on a day.
    pub fn shipped(name: &str, day: &str) -> Option<Offered> {
        let checked = |language| Some(trust_shipped(Builtin("").read(name, language)?, day));
        let (dutch, english) = (checked(Language::Dutch)?, checked(Language::English)?);
        Some(Offered::new(name.to_owned(), dutch.tree?, english.tree?, dutch.expired))
    }

    /// The tree in a language.
    pub fn tree(&self, language: Language) -> &Tree {
        match language {
            Language::Dutch => &self.dutch,
            Language::English => &self.english,
        }
    }

    /// The names that a list may use for what the tree asks: those of the other language too.
    pub(super) fn mapping(&self, language: Language) -> Mapping {
        let mut mapping = Mapping::default();
        for other in Language::ALL.into_iter().filter(|other| *other != language) {
            mapping.know(&**self.tree(other));
        }
        mapping
    }
}

/// A site.
#[derive(Debug)]
pub struct Site {
    /// What every path begins with: nothing, or a token that nobody can guess, as `/3f…`.
    pub base: String,
    /// The day on which its trees hold, and that its advices bear, such as `2026-11-22`.
    pub day: String,
    /// The trees; the first is the one that people begin with.
    pub trees: Vec<Offered>,
    /// Where projects are kept, if anywhere.
    pub projects: Option<Arc<dyn ProjectStore>>,
}

impl Site {
    /// A site with every tree inside the program, as it is on a day.
    pub fn shipped(base: String, day: String) -> Site {
        let mut names: Vec<&str> = shipped::names("").collect();
        // Stable: the others stay in their order.
        names.sort_by_key(|name| *name != shipped::DEFAULT_TREE);
        let trees = names.into_iter().filter_map(|name| Offered::shipped(name, &day)).collect();
        Site { base, day, trees, projects: None }
    }

    /// Whether an address leads here tomorrow too: a token is another one every time.
    pub(super) fn lasts(&self) -> bool {
        self.base.is_empty()
    }

    /// The tree of this name.
    pub(super) fn tree(&self, name: &str) -> Option<&Offered> {
        self.trees.iter().find(|tree| tree.name == name)
    }

    /// The tree that a part of a project was answered by. One that was answered by a file is not about the tree of that
    /// name that ships.
    pub(super) fn tree_of(&self, part: &RepliesFile) -> Option<&Offered> {
        let named = part.tree.as_ref().map_or(self.trees.first(), |tree| self.tree(&tree.text));
        named.filter(|offered| part.tree_file.is_none() || offered.file.is_some())
    }
}
