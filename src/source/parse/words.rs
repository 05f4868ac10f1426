//! Every word in a file that means something elsewhere: keys, ids where they get their meaning, and where they are used.

use super::file;
use super::yaml::{self, NodeValue, Pair, YamlNode};
use crate::model::approach::Meaning;
use crate::model::finding::Place;
use crate::source::keys::{self, Key, Only, Part};
use crate::source::slot::{MapKeys, Slot, Space, ValueWords, result_words};
use std::collections::HashMap;
use std::ops::Range;

/// An id, with what it is the id of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Among what it is the only one of its name.
    pub space: Space,
    /// The question or fact of a value; else empty.
    pub about: String,
    /// The id.
    pub id: String,
}

/// A word at its place in a file.
#[derive(Clone, Debug)]
pub struct FileWord {
    /// Its bytes, quotes included.
    pub place: Range<usize>,
    /// The word.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// What a word is.
#[derive(Clone, Debug)]
pub enum Role {
    /// A key of the language, in a part.
    Key(Part, &'static Key),
    /// An id where it gets its meaning.
    Declared(Box<Declared>),
    /// An id of one of these.
    Used(Vec<Name>),
    /// The name of a file of this sort.
    File(Part),
    /// One of the fixed words of a key.
    Fixed(Part, &'static Key),
}

/// What is said where an id gets its meaning.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The id.
    pub name: Name,
    /// What it is the id of; of a value of a fact, the fact.
    pub part: Part,
    /// Its texts, by key; the one that it is known by first.
    pub texts: Vec<(&'static str, String)>,
    /// Where its former ids can be put, where such a thing has them.
    pub former: Option<Former>,
}

/// The former ids of something, in the text of a file.
#[derive(Clone, Debug)]
pub enum Former {
    /// There are none; they go before the first key of its map, in brackets or not.
    NoneBefore(usize, bool),
    /// There are these: the whole of what stands under `was`.
    There(Range<usize>, Vec<String>),
}

/// The words of a file.
#[derive(Clone, Debug)]
pub struct FileWords {
    /// What the file is.
    pub part: Part,
    /// What it is, or translates.
    pub shape: Part,
    /// In the order of the file.
    pub words: Vec<FileWord>,
    /// The kinds of its questions (`kind`), where they say one.
    pub kinds: HashMap<String, String>,
    /// Facts of a catalogue, by what they mean.
    meanings: Vec<(Meaning, String)>,
}

impl FileWords {
    /// The words of a file; none where its YAML cannot be read.
    pub fn of(text: &str) -> Option<FileWords> {
        let node = yaml::read(0, text, &mut Vec::new(), &mut Vec::new())?;
        let (part, shape) = (file::kind(&node), file::shape(&node));
        let meanings = meanings(&node);
        let mut walk =
            Walk { text, found: FileWords { part, shape, words: Vec::new(), kinds: HashMap::new(), meanings } };
        walk.below(&node, &Slot::file(shape));
        walk.found.words.sort_by_key(|word| word.place.start);
        Some(walk.found)
    }

    /// The words of a file as far as it can be read: of one that cannot be read to its end, those of the lines before.
    pub fn of_half(text: &str) -> FileWords {
        const TRIES: usize = 12;
        let mut upto = text.len();
        for _ in 0..TRIES {
            let mut findings = Vec::new();
            let read = yaml::read(0, &text[..upto], &mut Vec::new(), &mut findings);
            if let Some(found) = read.and_then(|_| FileWords::of(&text[..upto])) {
                return found;
            }
            // What is wrong may begin above the place where it is noticed.
            let fault = findings.iter().map(|finding| finding.place.start).min().unwrap_or(upto).min(upto);
            let fault = (0..=fault).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let line = text[..fault].rfind('\n').unwrap_or(0);
            upto = if line < upto { line } else { text[..upto].rfind('\n').unwrap_or(0) };
            if upto == 0 {
                break;
            }
        }
        let (part, words) = (Part::Tree, Vec::new());
        FileWords { part, shape: part, words, kinds: HashMap::new(), meanings: Vec::new() }
    }

    /// The words of a text that cannot be read, which was this one before: the lines that can be read, and behind them
    /// what was there.
    pub fn after(&self, old: &str, new: &str) -> FileWords {
        let (half, mut moved) = (FileWords::of_half(new), self.moved(old, new));
        let end = half.words.iter().map(|word| word.place.end).max().unwrap_or(0);
        moved.words.retain(|word| word.place.start >= end);
        moved.words.splice(0..0, half.words);
        moved.kinds.extend(half.kinds);
        moved
    }

    /// The same words after a change to the text: those before and behind it stand where they are now, those that it
    /// is about are gone.
    fn moved(&self, old: &str, new: &str) -> FileWords {
        let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(one, two)| one == two).count();
        let before = same(&mut old.bytes().zip(new.bytes()));
        let behind = same(&mut old.bytes().rev().zip(new.bytes().rev())).min(old.len().min(new.len()) - before);
        let place = |place: &Range<usize>| {
            if place.end <= before {
                return Some(place.clone());
            }
            let from_end = old.len() - place.start;
            (from_end <= behind).then(|| new.len() - from_end..new.len() - from_end + place.len())
        };
        let word = |word: &FileWord| Some(FileWord { place: place(&word.place)?, ..word.clone() });
        FileWords { words: self.words.iter().filter_map(word).collect(), ..self.clone() }
    }

    /// The word at a byte, its end included.
    pub fn at(&self, at: usize) -> Option<&FileWord> {
        let until = self.words.partition_point(|word| word.place.start <= at);
        self.words[..until].last().filter(|word| at <= word.place.end)
    }

    /// The fact that means something, in a catalogue.
    pub fn meaning(&self, meaning: Meaning) -> Option<&str> {
        self.meanings.iter().find(|(own, _)| *own == meaning).map(|(_, fact)| fact.as_str())
    }

    /// What gets its meaning here.
    pub fn declared(&self) -> impl Iterator<Item = (&FileWord, &Declared)> {
        self.words.iter().filter_map(|word| match &word.role {
            Role::Declared(declared) => Some((word, &**declared)),
            _ => None,
        })
    }

    /// Every place of a name, where it gets its meaning or is used.
    pub fn places<'w>(&'w self, name: &'w Name) -> impl Iterator<Item = &'w FileWord> {
        self.words.iter().filter(move |word| match &word.role {
            Role::Declared(declared) => declared.name == *name,
            Role::Used(names) => names.contains(name),
            _ => false,
        })
    }
}

fn meanings(node: &YamlNode) -> Vec<(Meaning, String)> {
    let facts = map(node).iter().find(|pair| pair.key == "facts").map_or(&[][..], |pair| map(&pair.value));
    let of = |fact: &Pair| {
        let said = map(&fact.value).iter().find(|pair| pair.key == "means").and_then(|pair| scalar(&pair.value))?;
        let meaning = Meaning::ALL.into_iter().find(|meaning| meaning.word() == said)?;
        Some((meaning, fact.key.clone()))
    };
    facts.iter().filter_map(of).collect()
}

fn map(node: &YamlNode) -> &[Pair] {
    match &node.value {
        NodeValue::Map(pairs) => pairs,
        _ => &[],
    }
}

fn scalar(node: &YamlNode) -> Option<&str> {
    match &node.value {
        NodeValue::Plain(text) | NodeValue::Quoted(text) => Some(text),
        _ => None,
    }
}

struct Walk<'t> {
    text: &'t str,
    found: FileWords,
}

impl Walk<'_> {
    fn below(&mut self, node: &YamlNode, slot: &Slot) {
        match &node.value {
            NodeValue::Map(pairs) => {
                for pair in pairs {
                    self.key(pair, slot);
                    self.below(&pair.value, &slot.under(&pair.key));
                }
            }
            NodeValue::List(items) => items.iter().for_each(|item| self.below(item, &slot.item())),
            NodeValue::Plain(text) | NodeValue::Quoted(text) => self.value(text, node.place, slot),
            NodeValue::Null => {}
        }
    }

    fn add(&mut self, text: &str, place: Place, role: Role) {
        self.found.words.push(FileWord { place: place.start..place.end, text: text.to_owned(), role });
    }

    fn key(&mut self, pair: &Pair, slot: &Slot) {
        let (key, place) = (pair.key.as_str(), pair.key_place);
        if key.starts_with("x-") {
            return;
        }
        let named = |space, about: &str| Name { space, about: about.to_owned(), id: key.to_owned() };
        match slot.keys() {
            MapKeys::Keys(part) => {
                keys::find(part, key).into_iter().for_each(|row| self.add(key, place, Role::Key(part, row)));
                if part == Part::Question && key == "kind" {
                    let kind = scalar(&pair.value).unwrap_or_default().to_owned();
                    self.found.kinds.insert(slot.subject().to_owned(), kind);
                }
            }
            MapKeys::Condition { .. } => {
                if let Some(row) = keys::find(Part::Condition, key) {
                    self.add(key, place, Role::Key(Part::Condition, row));
                } else if !result_words().any(|word| word == key) {
                    self.add(key, place, Role::Used(vec![named(Space::Word, "")]));
                }
            }
            MapKeys::Names(_) => self.add(key, place, Role::Used(vec![named(Space::Word, "")])),
            MapKeys::Ids(part) => {
                let Some(space) = Space::of(part) else { return };
                let about = if space == Space::Value { slot.subject() } else { "" };
                self.declare(pair, named(space, about), part);
            }
            MapKeys::Values => self.declare(pair, named(Space::Value, slot.subject()), Part::Fact),
            _ => {}
        }
    }

    /// What a side file says of an id is no more than a use of it.
    fn declare(&mut self, pair: &Pair, name: Name, part: Part) {
        let role = if self.found.part == Part::SideFile {
            Role::Used(vec![name])
        } else {
            let value = name.space == Space::Value && part == Part::Fact;
            let texts = match scalar(&pair.value) {
                Some(text) if value => vec![("values", text.to_owned())],
                _ => texts(&pair.value, part),
            };
            let former = if value { None } else { self.former(&pair.value, part) };
            Role::Declared(Box::new(Declared { name, part, texts, former }))
        };
        self.add(&pair.key, pair.key_place, role);
    }

    fn former(&self, node: &YamlNode, part: Part) -> Option<Former> {
        keys::find(part, "was")?;
        let pairs = map(node);
        let Some(was) = pairs.iter().find(|pair| pair.key == "was") else {
            let in_brackets = self.text[node.place.start..].starts_with('{');
            return pairs.first().map(|first| Former::NoneBefore(first.key_place.start, in_brackets));
        };
        let ids = match &was.value.value {
            NodeValue::List(items) => items.iter().filter_map(scalar).map(str::to_owned).collect(),
            _ => scalar(&was.value).into_iter().map(str::to_owned).collect(),
        };
        let start = was.value.place.start;
        Some(Former::There(start..super::side_file::end(self.text, &was.value), ids))
    }

    fn value(&mut self, text: &str, place: Place, slot: &Slot) {
        let named = |space, about: &str| Name { space, about: about.to_owned(), id: text.to_owned() };
        let role = match slot.words() {
            ValueWords::Ids(_, words) | ValueWords::ValuesOf(_, words) if words.contains(&text) => {
                slot.key().map(|(part, key)| Role::Fixed(part, key))
            }
            // A limit is a number or a score; no score is called a number.
            ValueWords::Ids(spaces, _) if text.parse::<i64>().is_err() || spaces != [Space::Word] => {
                Some(Role::Used(spaces.iter().map(|space| named(*space, "")).collect()))
            }
            ValueWords::ValuesOf(name, _) => Some(Role::Used(vec![named(Space::Value, &name)])),
            ValueWords::ValuesMeaning(meaning) => {
                self.found.meaning(meaning).map(|fact| Role::Used(vec![named(Space::Value, fact)]))
            }
            ValueWords::File(part) => Some(Role::File(part)),
            ValueWords::Estimates | ValueWords::Fixed(_) => slot.key().map(|(part, key)| Role::Fixed(part, key)),
            ValueWords::Ids(..) | ValueWords::Nothing => None,
        };
        role.into_iter().for_each(|role| self.add(text, place, role));
    }
}

/// The texts of a part, the one that it has to have first.
fn texts(node: &YamlNode, part: Part) -> Vec<(&'static str, String)> {
    let mut rows: Vec<&'static Key> = keys::of(part).filter(|row| row.is_text()).collect();
    rows.sort_by_key(|row| !(row.required && row.only == Only::Anywhere));
    let pairs = map(node);
    let text = |row: &&'static Key| {
        let pair = pairs.iter().find(|pair| pair.key == row.name)?;
        Some((row.name, scalar(&pair.value)?.trim().to_owned()))
    };
    rows.iter().filter_map(text).collect()
}
