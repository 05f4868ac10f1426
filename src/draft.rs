//! Reading files: from YAML to drafts. The only module that knows YAML.
//!
//! Everything that can be wrong with how a file is written becomes a finding with a place, and
//! reading goes on: one run reports all it can. Files are handed in by the caller; see [`Shelf`].

mod allowances;
mod alone;
mod catalogue;
mod condition;
mod fields;
mod ladder;
mod mapping;
mod replies;
mod texts;
mod translation;
mod tree;
mod yaml;

pub use allowances::Allowance;
pub(crate) use ladder::{known_sources, unknown};
pub use mapping::{MappingFile, read_mapping};
pub use replies::{RepliesFile, read_replies, read_set, write_replies};
pub use texts::Text;
pub use translation::Untranslated;

use crate::catalogue::Catalogue;
use crate::condition::Word;
use crate::finding::{Finding, Place, Source, Sources, did_you_mean};
use crate::ladder::Ladder;
use crate::language::Language;
use crate::said;
use crate::shipped;
use crate::tree::{Draft, Written};
use fields::Fields;
use sha2::{Digest, Sha256};
use yaml::{Node, Value};

/// The largest file that is read: ten times the largest honest tree.
pub const LARGEST: usize = 100_000_000;

/// Where the files that a tree names are found.
pub trait Shelf {
    /// The bytes of the file at `path`, relative to the folder of the file that was read first.
    ///
    /// # Errors
    /// Says why there are none.
    fn fetch(&self, path: &str) -> Result<Vec<u8>, Absence>;
}

/// Why a file cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absence {
    /// It is not there.
    Missing,
    /// A link leads out of the folder.
    Escapes,
    /// The machine says so.
    Unreadable(String),
}

impl Absence {
    fn finding(self, path: &Word) -> Finding {
        let shown = &path.text;
        match self {
            Absence::Missing => {
                let message = said!("het bestand `{shown}` is er niet", "the file `{shown}` is not there");
                let hint = said!(
                    "paden gaan uit van de map van de boom; `builtin:NAAM` hoort bij het programma",
                    "paths start from the folder of the tree; `builtin:NAME` ships with the program"
                );
                Finding::new("missing-file", path.place, message).hint(hint)
            }
            Absence::Escapes => {
                let message =
                    said!("`{shown}` ligt buiten de map van de boom", "`{shown}` lies outside the folder of the tree");
                let hint = said!("zet het bestand in die map", "put the file in that folder");
                Finding::new("escaping-file", path.place, message).hint(hint)
            }
            Absence::Unreadable(why) => {
                let message = said!("`{shown}` is niet te lezen: {why}", "`{shown}` cannot be read: {why}");
                Finding::new("missing-file", path.place, message)
            }
        }
    }
}

/// What a file is.
#[derive(Clone, Debug)]
pub enum Content {
    /// A tree, with its ladder and catalogues.
    Tree(Box<Draft>),
    /// A ladder by itself.
    Ladder(Ladder),
    /// A catalogue by itself.
    Catalogue(Box<Catalogue<Written>>),
    /// A side file with texts in another language.
    Translation,
    /// Somebody's replies.
    Replies(Box<RepliesFile>),
}

/// What came of reading: the sources that were read, the content where anything could be made of it,
/// and every fault.
#[derive(Debug)]
pub struct Reading {
    /// The files, in the order they were read.
    pub sources: Sources,
    /// The content.
    pub content: Option<Content>,
    /// What is wrong with how it is written.
    pub findings: Vec<Finding>,
    /// Every text for people, in the files and in the side files that were read.
    pub texts: Vec<Text>,
    /// What the side files that were read leave untranslated.
    pub untranslated: Vec<Untranslated>,
    /// What the authors allow.
    pub allowances: Vec<Allowance>,
    /// Whether every side file was read, see [`read_with_side_files`].
    pub thorough: bool,
}

/// Reads a file and the files it names. Texts are taken from the side file for `language` where the
/// file itself is in another language and there is one.
pub fn read(name: &str, bytes: &[u8], language: Language, shelf: &dyn Shelf) -> Reading {
    Reader::new(language, shelf, false).read(name, bytes)
}

/// Like [`read`], and looks through the side files for other languages as well: for checking, where a
/// fault in a translation matters to whoever maintains the tree. Walking need not stumble over it.
pub fn read_with_side_files(name: &str, bytes: &[u8], language: Language, shelf: &dyn Shelf) -> Reading {
    Reader::new(language, shelf, true).read(name, bytes)
}

/// What a file is, by the keys it has.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Tree,
    Ladder,
    Catalogue,
    Translation,
    Replies,
}

impl Sort {
    /// A file that has nothing of the others is taken for a tree, so that what it lacks is named.
    fn of(node: &Node) -> Sort {
        let Value::Map(pairs) = &node.value else { return Sort::Tree };
        let has = |key: &str| pairs.iter().any(|pair| pair.key == key);
        if has("translates") {
            Sort::Translation
        } else if has("questions") || has("outcomes") {
            Sort::Tree
        } else if has("rungs") {
            Sort::Ladder
        } else if has("methods") || has("advice") {
            Sort::Catalogue
        } else if has("replies") {
            Sort::Replies
        } else {
            Sort::Tree
        }
    }
}

struct Reader<'a> {
    language: Language,
    shelf: &'a dyn Shelf,
    reading: Reading,
    hash: Sha256,
    /// The folder of the file that was read first, as its name has it: companions are shown with it.
    folder: String,
}

impl<'a> Reader<'a> {
    fn new(language: Language, shelf: &'a dyn Shelf, thorough: bool) -> Reader<'a> {
        let reading = Reading {
            sources: Sources::default(),
            content: None,
            findings: Vec::new(),
            texts: Vec::new(),
            untranslated: Vec::new(),
            allowances: Vec::new(),
            thorough,
        };
        Reader { language, shelf, reading, hash: Sha256::new(), folder: String::new() }
    }

    fn read(mut self, name: &str, bytes: &[u8]) -> Reading {
        name[..name.len() - file_name(name).len()].clone_into(&mut self.folder);
        self.reading.content = self.open(name, bytes).and_then(|node| self.content(name, node));
        self.reading
    }

    /// Reads one file into nodes.
    fn open(&mut self, name: &str, bytes: &[u8]) -> Option<Node> {
        let file = self.reading.sources.0.len();
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let (text, fault) = utf8(file, bytes);
        self.reading.sources.0.push(Source { name: name.to_owned(), text });
        if let Some(fault) = fault {
            self.reading.findings.push(fault);
            return None;
        }
        let text = &self.reading.sources.0[file].text;
        let mut comments = Vec::new();
        let node = yaml::read(file, text, &mut comments, &mut self.reading.findings);
        self.reading.allowances.extend(allowances::among(&comments, text));
        node
    }

    /// Adds the file that was read last to the hash.
    fn count(&mut self) {
        if let Some(source) = self.reading.sources.0.last() {
            self.hash.update(source.text.replace("\r\n", "\n").replace('\r', "\n"));
        }
    }

    fn content(&mut self, name: &str, mut node: Node) -> Option<Content> {
        let sort = Sort::of(&node);
        if sort == Sort::Translation {
            return Some(Content::Translation);
        }
        self.count();
        if sort == Sort::Replies {
            return replies::read(&node, &mut self.reading.findings).map(|file| Content::Replies(Box::new(file)));
        }
        self.translate(name, &mut node);
        match sort {
            Sort::Ladder => self.rungs(&node).map(Content::Ladder),
            Sort::Catalogue => self.catalogue(&node).map(|it| Content::Catalogue(Box::new(it))),
            _ => self.tree(&node),
        }
    }

    fn tree(&mut self, node: &Node) -> Option<Content> {
        let (mut draft, companions) = tree::read(node, &mut self.reading.findings)?;
        draft.ladder = companions.ladder.and_then(|path| self.ladder(&path));
        for path in companions.catalogues {
            let node = self.companion(&path, "catalogues");
            draft.catalogues.extend(node.and_then(|node| catalogue::read(&node, &mut self.reading.findings)));
        }
        for next in draft.outcomes.iter().filter_map(|outcome| outcome.tree.as_ref()) {
            self.next_tree(next);
        }
        let digest = self.hash.clone().finalize();
        draft.hash = digest.iter().fold("sha256:".to_owned(), |hash, byte| hash + &format!("{byte:02x}"));
        Some(Content::Tree(Box::new(draft)))
    }

    /// Makes sure that the tree to go on with is there. What is in it is its own matter.
    fn next_tree(&mut self, name: &Word) {
        let ships = shipped::names("").any(|shipped| shipped == name.text);
        let beside = || within(&name.text).is_some_and(|name| self.shelf.fetch(&format!("{name}.yaml")).is_ok());
        if !ships && !beside() {
            let text = &name.text;
            let message =
                said!("er is geen boom `{text}` om mee verder te gaan", "there is no tree `{text}` to go on with");
            let hint = did_you_mean(text, shipped::names(""));
            let hint = hint
                .unwrap_or_else(|| said!("zet `{text}.yaml` naast deze boom", "put `{text}.yaml` beside this tree"));
            self.reading.findings.push(Finding::new("missing-file", name.place, message).hint(hint));
        }
    }

    /// A catalogue by itself answers for its own sources and values; with a tree, resolving looks at them.
    fn catalogue(&mut self, node: &Node) -> Option<Catalogue<Written>> {
        let catalogue = catalogue::read(node, &mut self.reading.findings)?;
        let cited = catalogue.methods.iter().filter_map(|it| it.source.as_ref());
        let cited = cited.chain(catalogue.advice.iter().filter_map(|it| it.source.as_ref()));
        known_sources(cited, &catalogue.sources, &mut self.reading.findings);
        alone::known_values(&catalogue, &mut self.reading.findings);
        Some(catalogue)
    }

    fn ladder(&mut self, path: &Word) -> Option<Ladder> {
        let node = self.companion(path, "ladders")?;
        self.rungs(&node)
    }

    fn rungs(&mut self, node: &Node) -> Option<Ladder> {
        let ladder = ladder::read(node, &mut self.reading.findings)?;
        let citations = ladder.rungs.iter().filter_map(|rung| rung.source.as_ref());
        known_sources(citations, &ladder.sources, &mut self.reading.findings);
        Some(ladder)
    }

    /// Reads a file that the tree names, translated.
    fn companion(&mut self, path: &Word, folder: &str) -> Option<Node> {
        let (name, bytes) = match self.find(&path.text, folder) {
            Ok(found) => found,
            Err(absence) => {
                self.reading.findings.push(absence.finding(path));
                return None;
            }
        };
        let mut node = self.open(&name, &bytes)?;
        self.count();
        self.translate(&name, &mut node);
        Some(node)
    }

    /// The shown name and the bytes of a file that is named in a file.
    fn find(&self, path: &str, folder: &str) -> Result<(String, Vec<u8>), Absence> {
        if let Some(name) = path.strip_prefix("builtin:") {
            let text = shipped::file(&format!("{folder}/{name}.yaml")).ok_or(Absence::Missing)?;
            return Ok((path.to_owned(), text.as_bytes().to_vec()));
        }
        let path = within(path).ok_or(Absence::Escapes)?;
        let bytes = self.shelf.fetch(&path)?;
        Ok((format!("{}{path}", self.folder), bytes))
    }

    /// Collects the texts of a file and of its side files, and lays those in the wanted language over it.
    fn translate(&mut self, name: &str, node: &mut Node) {
        let Value::Map(pairs) = &node.value else { return };
        let word = |key: &str| match pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value.value) {
            Some(Value::Plain(word) | Value::Quoted(word)) => Some(word.as_str()),
            _ => None,
        };
        let own = word("language").and_then(Language::of);
        let (foreign, id) = (word("language").is_some(), word("id").map(str::to_owned));
        self.reading.texts.extend(texts::collect(node, own));
        let Some(id) = id.filter(|_| foreign) else { return };
        for language in Language::ALL.into_iter().filter(|language| Some(*language) != own) {
            if language != self.language && !self.reading.thorough {
                continue;
            }
            let Some(side) = self.side_file(name, language) else { continue };
            self.reading.untranslated.extend(translation::lacks(node, &side, language));
            let mut copy = (language != self.language).then(|| node.clone());
            let target = copy.as_mut().unwrap_or(node);
            translation::overlay(target, &side, &id, &mut self.reading.findings);
            let laid = texts::collect(target, Some(language));
            self.reading.texts.extend(laid.into_iter().filter(|text| text.place.file == side.place.file));
        }
    }

    /// The side file of a file for a language, if there is one.
    fn side_file(&mut self, name: &str, language: Language) -> Option<Node> {
        let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
        let tag = language.tag();
        let (side, bytes) = match shipped_path(name) {
            Some(path) => {
                let text = shipped::file(&format!("{path}.{tag}.yaml"))?;
                (format!("{name}.{tag}"), text.as_bytes().to_vec())
            }
            None => {
                let side = format!("{}.{tag}.yaml", stem?);
                let bytes = self.shelf.fetch(side.strip_prefix(&self.folder).unwrap_or(&side)).ok()?;
                (side, bytes)
            }
        };
        self.open(&side, &bytes)
    }
}

/// Bytes as text, with a finding where they are none.
fn utf8(file: usize, bytes: &[u8]) -> (String, Option<Finding>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(fault) => {
            let start = fault.valid_up_to();
            let message = said!("het bestand is geen UTF-8", "the file is not UTF-8");
            let hint = said!("bewaar het opnieuw als UTF-8", "save it again as UTF-8");
            let finding = Finding::new("syntax", Place { file, start, end: start }, message).hint(hint);
            (String::from_utf8_lossy(bytes).into_owned(), Some(finding))
        }
    }
}

/// Where a `builtin:` name is kept, without its extension.
fn shipped_path(name: &str) -> Option<String> {
    let name = name.strip_prefix("builtin:")?;
    ["ladders", "catalogues"]
        .into_iter()
        .map(|folder| format!("{folder}/{name}"))
        .find(|path| shipped::file(&format!("{path}.yaml")).is_some())
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A relative path without detours that stays within its folder; `None` where it leaves it.
fn within(path: &str) -> Option<String> {
    if path.starts_with(['/', '\\', '~']) || path.contains([':', '\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Checks `format: 1`.
pub(crate) fn format_line(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) {
    let Some(node) = fields.require("format", findings) else { return };
    if !matches!(&node.value, Value::Plain(text) if text == "1") {
        let message = said!("dit programma leest alleen `format: 1`", "this program reads `format: 1` only");
        let hint =
            said!("gebruik een nieuwer programma, of schrijf `format: 1`", "use a newer program, or write `format: 1`");
        findings.push(Finding::new("unsupported-format", node.place, message).hint(hint));
    }
}

/// The `id` of a file.
pub(crate) fn own_id(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Word {
    let Some(id) = fields.require("id", findings).and_then(|node| fields::word(node, findings)) else {
        return Word { text: String::new(), place: fields.place };
    };
    fields::well_formed(&id, &[], findings);
    id
}
