//! Reading files: from YAML to drafts. The only module that knows YAML.
//!
//! Everything that can be wrong with how a file is written becomes a finding with a place, and
//! reading goes on: one run reports all it can. Files are handed in by the caller; see [`Shelf`].

mod catalogue;
mod condition;
mod fields;
mod ladder;
mod replies;
mod translation;
mod tree;
mod yaml;

pub(crate) use ladder::{known_sources, unknown};
pub use replies::{RepliesFile, read_replies, read_set, write_replies};

use crate::catalogue::Catalogue;
use crate::condition::Word;
use crate::finding::{Finding, Place, Source, Sources};
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
}

/// Reads a file and the files it names. Texts are taken from the side file for `language` where the
/// file itself is in another language and there is one.
pub fn read(name: &str, bytes: &[u8], language: Language, shelf: &dyn Shelf) -> Reading {
    let mut reader = Reader { language, shelf, sources: Sources::default(), findings: Vec::new(), hash: Sha256::new() };
    let content = reader.open(name, bytes).and_then(|node| reader.content(name, node));
    Reading { sources: reader.sources, content, findings: reader.findings }
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
    sources: Sources,
    findings: Vec<Finding>,
    hash: Sha256,
}

impl Reader<'_> {
    /// Reads one file into nodes.
    fn open(&mut self, name: &str, bytes: &[u8]) -> Option<Node> {
        let file = self.sources.0.len();
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let (text, fault) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(fault) => (String::from_utf8_lossy(bytes).into_owned(), Some(fault.valid_up_to())),
        };
        self.sources.0.push(Source { name: name.to_owned(), text });
        if let Some(start) = fault {
            let message = said!("het bestand is geen UTF-8", "the file is not UTF-8");
            let hint = said!("bewaar het opnieuw als UTF-8", "save it again as UTF-8");
            self.findings.push(Finding::new("syntax", Place { file, start, end: start }, message).hint(hint));
            return None;
        }
        yaml::read(file, &self.sources.0[file].text, &mut self.findings)
    }

    /// Adds the file that was read last to the hash.
    fn count(&mut self) {
        if let Some(source) = self.sources.0.last() {
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
            return replies::read(&node, &mut self.findings).map(|file| Content::Replies(Box::new(file)));
        }
        self.translate(name, &mut node);
        match sort {
            Sort::Ladder => self.rungs(&node).map(Content::Ladder),
            Sort::Catalogue => catalogue::read(&node, &mut self.findings).map(|it| Content::Catalogue(Box::new(it))),
            _ => self.tree(&node),
        }
    }

    fn tree(&mut self, node: &Node) -> Option<Content> {
        let (mut draft, companions) = tree::read(node, &mut self.findings)?;
        draft.ladder = companions.ladder.and_then(|path| self.ladder(&path));
        for path in companions.catalogues {
            let node = self.companion(&path, "catalogues");
            draft.catalogues.extend(node.and_then(|node| catalogue::read(&node, &mut self.findings)));
        }
        let digest = self.hash.clone().finalize();
        draft.hash = digest.iter().fold("sha256:".to_owned(), |hash, byte| hash + &format!("{byte:02x}"));
        Some(Content::Tree(Box::new(draft)))
    }

    fn ladder(&mut self, path: &Word) -> Option<Ladder> {
        let node = self.companion(path, "ladders")?;
        self.rungs(&node)
    }

    fn rungs(&mut self, node: &Node) -> Option<Ladder> {
        let ladder = ladder::read(node, &mut self.findings)?;
        let citations = ladder.rungs.iter().filter_map(|rung| rung.source.as_ref());
        known_sources(citations, &ladder.sources, &mut self.findings);
        Some(ladder)
    }

    /// Reads a file that the tree names, translated.
    fn companion(&mut self, path: &Word, folder: &str) -> Option<Node> {
        let (name, bytes) = match self.find(&path.text, folder) {
            Ok(found) => found,
            Err(absence) => {
                self.findings.push(absence.finding(path));
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
        Ok((path, bytes))
    }

    /// Lays the texts of the side file for the wanted language over a file in another language.
    fn translate(&mut self, name: &str, node: &mut Node) {
        let Value::Map(pairs) = &node.value else { return };
        let value = |key: &str| pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value.value);
        let Some(Value::Plain(own) | Value::Quoted(own)) = value("language") else { return };
        let id = match value("id") {
            Some(Value::Plain(id) | Value::Quoted(id)) => id.clone(),
            _ => return,
        };
        if Language::of(own) == Some(self.language) {
            return;
        }
        let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { return };
        let side = format!("{stem}.{}.yaml", self.language.tag());
        let bytes = match shipped_path(name) {
            Some(folder) => {
                shipped::file(&format!("{folder}.{}.yaml", self.language.tag())).map(|text| text.as_bytes().to_vec())
            }
            None => {
                let relative = if self.sources.0.len() == 1 { file_name(&side) } else { &side };
                self.shelf.fetch(relative).ok()
            }
        };
        let Some(texts) = bytes.and_then(|bytes| self.open(&side, &bytes)) else { return };
        translation::overlay(node, &texts, &id, &mut self.findings);
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
