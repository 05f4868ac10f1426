//! Reading maps key by key: every fault becomes a finding and reading goes on.

use super::yaml::{NodeValue, Pair, YamlNode};
use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Place, did_you_mean};
use crate::model::words::Words;
use crate::source::keys::{self, Key, Only, Part, QuestionType, RESERVED, ValueKind};
use crate::text::language::Bilingual;
use serde::de::DeserializeOwned;

/// A map that is being read: a part of a file, with the keys that the table gives it.
pub(crate) struct Fields<'a> {
    pairs: &'a [Pair],
    /// Where the thing this map describes stands: its key, or the map itself.
    pub(crate) place: Place,
    part: Part,
    /// The kind of the question that it is or belongs to, once that is known.
    asked: Option<QuestionType>,
    /// The keys that the reader asked for: all that the table gives, or a key would be passed over in silence.
    read: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of a map; a finding where it is none.
    pub(crate) fn of(node: &'a YamlNode, place: Place, part: Part, findings: &mut Vec<Finding>) -> Option<Fields<'a>> {
        match &node.value {
            NodeValue::Map(pairs) => Some(Fields { pairs, place, part, asked: None, read: Vec::new() }),
            _ => {
                wrong_kind(node, bilingual!("een lijst met sleutels", "a map with keys"), findings);
                None
            }
        }
    }

    /// Says of which kind the question is that this is or belongs to.
    pub(crate) fn with(&mut self, asked: QuestionType) {
        self.asked = Some(asked);
    }

    /// Whether a key may stand here, with the others that do.
    fn fits(&self, key: &Key) -> bool {
        match key.only {
            Only::Anywhere => true,
            Only::With(kinds) => self.asked.is_some_and(|asked| kinds.contains(&asked)),
            Only::Beside(other) => self.has(other),
        }
    }

    /// What stands under a key, if anything; a key without a value is a fault of its own.
    pub(crate) fn take(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Option<&'a YamlNode> {
        self.read.push(key);
        let pair = self.pairs.iter().find(|pair| pair.key == key)?;
        if matches!(pair.value.value, NodeValue::Null) {
            let message = bilingual!("`{key}` heeft geen waarde", "`{key}` has no value");
            let hint = bilingual!("vul iets in of haal de sleutel weg", "fill it in or take the key out");
            findings.push(Finding::new("wrong-kind", pair.key_place, message).hint(hint));
            return None;
        }
        Some(&pair.value)
    }

    /// The place of a key that is there.
    pub(crate) fn key_place(&self, key: &str) -> Place {
        self.pairs.iter().find(|pair| pair.key == key).map_or(self.place, |pair| pair.key_place)
    }

    /// Whether a key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|pair| pair.key == key)
    }

    /// Passes over a key about which everything is said.
    pub(crate) fn pass(&mut self, key: &'static str) {
        self.read.push(key);
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Option<String> {
        self.word(key, findings).map(|word| word.text)
    }

    /// A required text; empty where it is missing.
    pub(crate) fn required_text(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> String {
        self.text(key, findings).unwrap_or_default()
    }

    /// The texts of this part that may stand in it anywhere. Their type has a field for each.
    pub(crate) fn texts<T: DeserializeOwned>(&mut self, findings: &mut Vec<Finding>) -> T {
        let keys = keys::of(self.part).filter(|key| key.is_text() && key.only == Only::Anywhere);
        let texts = keys.filter_map(|key| Some((key.name.to_owned(), self.text(key.name, findings)?.into())));
        let texts = serde_json::Value::Object(texts.collect());
        serde_json::from_value(texts).expect("texts have a field for each of their keys in the table")
    }

    /// A text with its place.
    pub(crate) fn word(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Option<Word> {
        self.take(key, findings).and_then(|node| word(node, findings))
    }

    /// `true` or `false`; what the table says where the key is missing.
    pub(crate) fn flag(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> bool {
        let row = keys::find(self.part, key).map(|row| row.kind);
        let otherwise = matches!(row, Some(ValueKind::Flag(true)));
        self.take(key, findings).and_then(|node| flag(node, findings)).unwrap_or(otherwise)
    }

    /// A whole number.
    pub(crate) fn whole(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Option<i64> {
        self.take(key, findings).and_then(|node| whole(node, findings))
    }

    /// How many there are.
    pub(crate) fn count(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Option<i64> {
        let node = self.take(key, findings)?;
        let count = whole(node, findings)?;
        if count < 0 {
            wrong_kind(node, bilingual!("een aantal van 0 of meer", "a count of 0 or more"), findings);
        }
        Some(count).filter(|count| *count >= 0)
    }

    /// A whole number, or else the id of a score.
    pub(crate) fn whole_or_score(
        &mut self,
        key: &'static str,
        findings: &mut Vec<Finding>,
    ) -> Option<Result<i64, Word>> {
        let node = self.take(key, findings)?;
        match (&node.value, named(node)) {
            (_, Some(score)) => Some(Err(score)),
            (NodeValue::Plain(text), None) if text.parse::<i64>().is_ok() => text.parse().ok().map(Ok),
            _ => {
                let expected = bilingual!("een heel getal of een score", "a whole number or a score");
                wrong_kind(node, expected, findings);
                None
            }
        }
    }

    /// The id of a score; a number belongs under `from`.
    pub(crate) fn score(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Option<Word> {
        let node = self.take(key, findings)?;
        let score = named(node);
        if score.is_none() {
            wrong_kind(node, bilingual!("de naam van een score", "the name of a score"), findings);
        }
        score
    }

    /// One of a fixed set of words.
    pub(crate) fn one_of<T: Words>(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Option<T> {
        self.take(key, findings).and_then(|node| one_of(node, findings))
    }

    /// One of a fixed set of words, or a list of them; empty where the key is missing.
    pub(crate) fn some_of<T: Words>(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Vec<T> {
        match self.take(key, findings) {
            None => Vec::new(),
            Some(YamlNode { value: NodeValue::List(items), .. }) => {
                items.iter().filter_map(|item| one_of(item, findings)).collect()
            }
            Some(node) => one_of(node, findings).into_iter().collect(),
        }
    }

    /// A word or a list of words; empty where the key is missing.
    pub(crate) fn words(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Vec<Word> {
        self.take(key, findings).map_or_else(Vec::new, |node| words(node, findings))
    }

    /// The entries of a map from ids; empty where the key is missing.
    pub(crate) fn ids(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Vec<(Word, &'a YamlNode)> {
        self.take(key, findings).map_or_else(Vec::new, |node| ids(node, findings))
    }

    /// The items of a list; empty where the key is missing.
    pub(crate) fn list(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> &'a [YamlNode] {
        match self.take(key, findings) {
            None => &[],
            Some(node) => list(node, findings),
        }
    }

    /// Names the keys that are missing, and those that mean nothing here; `x-` keys are the author's own.
    pub(crate) fn finish(self, findings: &mut Vec<Finding>) {
        let allowed: Vec<&Key> = keys::of(self.part).filter(|key| self.fits(key)).collect();
        debug_assert!(
            allowed.iter().all(|key| self.read.contains(&key.name)),
            "the reader of `{}` passes over a key: it asks for {:?}",
            self.part.word(),
            self.read
        );
        for key in allowed.iter().filter(|key| key.required && !self.has(key.name)) {
            self.missing(key.name, findings);
        }
        for pair in self.pairs {
            if self.read.contains(&pair.key.as_str()) || pair.key.starts_with("x-") {
                continue;
            }
            let names = || allowed.iter().map(|key| key.name);
            let message = bilingual!("onbekende sleutel `{key}`", "unknown key `{key}`", key = &pair.key);
            let hint = if pair.after_comma {
                bilingual!(
                    "in `{{ }}` eindigt een tekst bij een komma: zet de tekst tussen aanhalingstekens",
                    "inside `{{ }}` a comma ends a text: put the text in quotes"
                )
            } else {
                did_you_mean(&pair.key, names()).unwrap_or_else(|| {
                    let allowed = names().collect::<Vec<_>>().join(", ");
                    bilingual!("hier mag staan: {allowed}", "allowed here: {allowed}")
                })
            };
            findings.push(Finding::new("unknown-key", pair.key_place, message).hint(hint));
        }
    }

    fn missing(&self, key: &'static str, findings: &mut Vec<Finding>) {
        let close = self.pairs.iter().find(|pair| crate::model::finding::nearest(&pair.key, [key]).is_some());
        let message = bilingual!("`{key}` ontbreekt", "`{key}` is missing");
        let hint = close.map(|pair| bilingual!("er staat wel `{found}`", "there is `{found}`", found = &pair.key));
        findings.push(Finding::new("missing-key", self.place, message).maybe_hint(hint));
    }
}

/// Reports that a node is not what is expected there.
pub(crate) fn wrong_kind(node: &YamlNode, expected: Bilingual, findings: &mut Vec<Finding>) {
    let found = match &node.value {
        NodeValue::Null => bilingual!("niets", "nothing"),
        NodeValue::Plain(text) | NodeValue::Quoted(text) => {
            let short: String = text.chars().take(40).collect();
            bilingual!("`{short}`", "`{short}`", short = &short)
        }
        NodeValue::List(_) => bilingual!("een rij", "a list"),
        NodeValue::Map(_) => bilingual!("een lijst met sleutels", "a map with keys"),
    };
    let message = bilingual!(
        "hier hoort {expected_nl}, en er staat {found_nl}",
        "{expected_en} belongs here, and there is {found_en}",
        expected_nl = &expected.dutch,
        expected_en = &expected.english,
        found_nl = &found.dutch,
        found_en = &found.english
    );
    let finding = Finding::new("wrong-kind", node.place, message);
    // What would be right without quotes is a text with them.
    let bare = matches!(&node.value, NodeValue::Quoted(text) if text.parse::<f64>().is_ok() || text == "true" || text == "false");
    findings.push(if bare {
        finding.hint(bilingual!("haal de aanhalingstekens weg", "take the quotes away"))
    } else {
        finding
    });
}

/// A text: any scalar but `true`, `false` and nothing.
pub(crate) fn word(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<Word> {
    match &node.value {
        NodeValue::Quoted(text) => Some(Word { text: text.clone(), place: node.place }),
        NodeValue::Plain(text) if text != "true" && text != "false" => {
            Some(Word { text: text.clone(), place: node.place })
        }
        _ => {
            wrong_kind(node, bilingual!("een tekst", "a text"), findings);
            None
        }
    }
}

/// `true` or `false`, unquoted.
pub(crate) fn flag(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<bool> {
    match &node.value {
        NodeValue::Plain(text) if text == "true" => Some(true),
        NodeValue::Plain(text) if text == "false" => Some(false),
        _ => {
            wrong_kind(node, bilingual!("`true` of `false`", "`true` or `false`"), findings);
            None
        }
    }
}

/// A whole number, unquoted.
pub(crate) fn whole(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<i64> {
    let number = match &node.value {
        NodeValue::Plain(text) => text.parse().ok(),
        _ => None,
    };
    if number.is_none() {
        wrong_kind(node, bilingual!("een heel getal", "a whole number"), findings);
    }
    number
}

/// A word that could be an id, and so is no number.
fn named(node: &YamlNode) -> Option<Word> {
    match &node.value {
        NodeValue::Plain(text) | NodeValue::Quoted(text) if is_id(text) => {
            Some(Word { text: text.clone(), place: node.place })
        }
        _ => None,
    }
}

/// One of a fixed set of words.
pub(crate) fn one_of<T: Words>(node: &YamlNode, findings: &mut Vec<Finding>) -> Option<T> {
    let word = word(node, findings)?;
    let found = T::TABLE.iter().find(|(name, _)| *name == word.text).map(|(_, value)| *value);
    if found.is_none() {
        let names = || T::TABLE.iter().map(|(name, _)| *name);
        let message = bilingual!("`{text}` kan hier niet", "`{text}` is not possible here", text = &word.text);
        let hint = did_you_mean(&word.text, names()).unwrap_or_else(|| {
            let list = names().collect::<Vec<_>>().join(", ");
            bilingual!("kies uit: {list}", "choose from: {list}")
        });
        findings.push(Finding::new("wrong-kind", word.place, message).hint(hint));
    }
    found
}

/// One word, or a list of words that is not empty.
pub(crate) fn words(node: &YamlNode, findings: &mut Vec<Finding>) -> Vec<Word> {
    match &node.value {
        NodeValue::List(items) if items.is_empty() => {
            let message = bilingual!("de lijst is leeg", "the list is empty");
            findings.push(Finding::new("wrong-kind", node.place, message));
            Vec::new()
        }
        NodeValue::List(items) => items.iter().filter_map(|item| word(item, findings)).collect(),
        _ => word(node, findings).into_iter().collect(),
    }
}

/// The items of a list.
pub(crate) fn list<'a>(node: &'a YamlNode, findings: &mut Vec<Finding>) -> &'a [YamlNode] {
    match &node.value {
        NodeValue::List(items) => items,
        _ => {
            wrong_kind(node, bilingual!("een rij (`- …`)", "a list (`- …`)"), findings);
            &[]
        }
    }
}

/// The entries of a map whose keys are ids.
pub(crate) fn ids<'a>(node: &'a YamlNode, findings: &mut Vec<Finding>) -> Vec<(Word, &'a YamlNode)> {
    let NodeValue::Map(pairs) = &node.value else {
        wrong_kind(node, bilingual!("een lijst met sleutels", "a map with keys"), findings);
        return Vec::new();
    };
    let mut entries = Vec::with_capacity(pairs.len());
    for pair in pairs {
        if pair.key.starts_with("x-") {
            continue;
        }
        let id = Word { text: pair.key.clone(), place: pair.key_place };
        well_formed(&id, &[], findings);
        entries.push((id, &pair.value));
    }
    entries
}

fn is_id(text: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.split('-').all(part)
}

/// Reports an id that is not one, or that is reserved.
pub(crate) fn well_formed(id: &Word, reserved: &[&str], findings: &mut Vec<Finding>) {
    let text = &id.text;
    if !is_id(text) {
        let message = bilingual!("`{text}` kan geen id zijn", "`{text}` cannot be an id");
        let hint = bilingual!(
            "gebruik kleine letters, cijfers en streepjes, en begin met een letter",
            "use small letters, digits and hyphens, and begin with a letter"
        );
        findings.push(Finding::new("bad-id", id.place, message).hint(hint));
    } else if reserved.contains(&text.as_str()) || RESERVED.contains(&text.as_str()) {
        let message = bilingual!("`{text}` is een gereserveerd woord", "`{text}` is a reserved word");
        let hint = bilingual!("kies een ander id", "choose another id");
        findings.push(Finding::new("bad-id", id.place, message).hint(hint));
    }
}

/// What is wrong with an id of a part, if anything.
pub fn fault_in_id(id: &str, part: Part) -> Option<Finding> {
    let mut findings = Vec::new();
    well_formed(&Word { text: id.to_owned(), place: Place::default() }, part.reserved(), &mut findings);
    findings.pop()
}
