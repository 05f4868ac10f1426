//! A file with the files that belong to it: what a tree names, the trees that name a ladder or catalogue, translations.

use crate::source::keys::Part;
use crate::source::parse::{Declared, FileWord, FileWords, Name, Role, within};
use crate::source::shipped;
use crate::source::slot::Space;
use crate::text::language::Language;
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// Where ladders and catalogues inside the program are named.
const BUILTIN: &str = "builtin:";

/// A file with its words. One that cannot be read now has the words of when it could be.
#[derive(Debug)]
pub struct WordedFile {
    /// Its path with `/`, or `builtin:NAME`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its words.
    pub words: FileWords,
    /// Whether the words are those of this text.
    pub fresh: bool,
}

impl WordedFile {
    /// Whether it is one of the files inside the program, which nobody can change.
    pub fn is_shipped(&self) -> bool {
        self.path.starts_with(BUILTIN)
    }

    fn mentions(&self, name: &Name) -> bool {
        self.words.places(name).next().is_some()
    }
}

/// Where files are found.
pub trait Shelf {
    /// The file at a path, if there is one that could ever be read.
    fn file(&self, path: &str) -> Option<Arc<WordedFile>>;

    /// The trees that name the ladder or catalogue at a path.
    fn trees_with(&self, path: &str) -> Vec<String>;
}

/// A file and those that belong to it; itself first.
#[derive(Debug)]
pub struct Family {
    /// The files.
    pub files: Vec<Arc<WordedFile>>,
    /// Whether there are more than were looked at.
    pub cut_off: bool,
}

/// A family of more files than this is not looked through to its end.
const MOST: usize = 200;

impl Family {
    /// What a word in a file can refer to: of a tree what it names, of a ladder or catalogue the trees that name it too.
    pub fn of(path: &str, shelf: &dyn Shelf) -> Family {
        Family::gather(path, shelf, &|file| file.path == path || file.words.shape == Part::Tree)
    }

    /// Every file in which a name stands for the same thing as in one file.
    pub fn with(path: &str, name: &Name, shelf: &dyn Shelf) -> Family {
        // A ladder that two trees share does not make their questions the same; a catalogue that listens does.
        let from_tree = matches!(name.space, Space::Word | Space::Value | Space::Outcome);
        let goes_on = |file: &WordedFile| match file.words.shape {
            _ if name.space == Space::Source => file.path == path,
            Part::Tree if !from_tree => true,
            _ => file.mentions(name),
        };
        let mut family = Family::gather(path, shelf, &goes_on);
        if name.space == Space::Source {
            family.files.truncate(1);
        }
        family.files.retain(|file| file.mentions(name));
        family
    }

    fn gather(path: &str, shelf: &dyn Shelf, goes_on: &dyn Fn(&WordedFile) -> bool) -> Family {
        let (mut files, mut cut_off) = (Vec::new(), false);
        let mut waiting = VecDeque::from([path.to_owned()]);
        let mut seen = BTreeSet::from([path.to_owned()]);
        while let Some(next) = waiting.pop_front() {
            if files.len() == MOST {
                cut_off = true;
                break;
            }
            let Some(file) = shipped_file(&next).or_else(|| shelf.file(&next)) else { continue };
            if next == path || goes_on(&file) {
                waiting.extend(beside(&file, shelf).into_iter().filter(|it| seen.insert(it.clone())));
            }
            files.push(file);
        }
        Family { files, cut_off }
    }

    /// What gives a name its meaning, with the file that does: of more, the first.
    pub fn declared(&self, name: &Name) -> Option<(&WordedFile, &FileWord, &Declared)> {
        self.all().find(|(_, _, declared)| declared.name == *name)
    }

    /// Everything that gives a name a meaning: the tree, and a catalogue that listens to it.
    pub fn declarations<'f>(
        &'f self,
        name: &'f Name,
    ) -> impl Iterator<Item = (&'f WordedFile, &'f FileWord, &'f Declared)> {
        self.all().filter(move |(_, _, declared)| declared.name == *name)
    }

    /// Everything that has a name, of files before those that they name.
    pub fn all(&self) -> impl Iterator<Item = (&WordedFile, &FileWord, &Declared)> {
        self.files.iter().flat_map(|file| file.words.declared().map(move |(word, it)| (&**file, word, it)))
    }

    /// The names that a word of the first file stands for, those with a meaning first.
    pub fn names_of(&self, role: &Role) -> Vec<Name> {
        match role {
            Role::Declared(declared) => vec![declared.name.clone()],
            Role::Used(names) => {
                let mut names = names.clone();
                names.sort_by_key(|name| self.declared(name).is_none());
                names
            }
            _ => Vec::new(),
        }
    }
}

/// The path of a file that another names, seen from the folder of that other.
pub fn named_from(file: &str, name: &str) -> Option<String> {
    if name.starts_with(BUILTIN) {
        return Some(name.to_owned());
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(format!("{folder}/{}", within(name)?))
}

/// The file that a side file translates, as `boom.en.yaml` does `boom.yaml`.
pub fn translated(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".yaml")?;
    let plain = Language::ALL.into_iter().find_map(|language| stem.strip_suffix(&format!(".{}", language.tag())))?;
    Some(format!("{plain}.yaml"))
}

/// The paths of files that may belong to a file.
fn beside(file: &WordedFile, shelf: &dyn Shelf) -> Vec<String> {
    if file.is_shipped() {
        return Vec::new();
    }
    let path = file.path.as_str();
    if file.words.part == Part::SideFile {
        return translated(path).into_iter().collect();
    }
    let mut paths = Vec::new();
    match file.words.part {
        Part::Tree => paths.extend(file.words.words.iter().filter_map(|word| match word.role {
            Role::File(Part::Ladder | Part::Catalogue) => named_from(path, &word.text),
            _ => None,
        })),
        Part::Ladder | Part::Catalogue => paths.extend(shelf.trees_with(path)),
        _ => return paths,
    }
    let stem = path.strip_suffix(".yaml").or_else(|| path.strip_suffix(".yml"));
    paths.extend(Language::ALL.into_iter().filter_map(|it| Some(format!("{}.{}.yaml", stem?, it.tag()))));
    paths
}

fn shipped_file(path: &str) -> Option<Arc<WordedFile>> {
    let name = path.strip_prefix(BUILTIN)?;
    let text = ["ladders", "catalogues"].iter().find_map(|folder| shipped::file(&format!("{folder}/{name}.yaml")))?;
    let words = FileWords::of(text)?;
    Some(Arc::new(WordedFile { path: path.to_owned(), text: text.to_owned(), words, fresh: true }))
}
