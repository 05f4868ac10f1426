//! A tree read a second time, by the letter of `docs/format.md` and nothing else: the file as written, names
//! as texts, every complete set of replies tried. Nothing here comes from the program.

// Each test file uses its own part of this.
#![allow(dead_code)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Questions with the answers given to each; of a number question its band.
pub(crate) type Replies = BTreeMap<String, Vec<String>>;

/// An outcome and its rung.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Outcome {
    pub(crate) outcome: String,
    pub(crate) rung: Option<String>,
}

/// How a walk ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    Outcome { result: Outcome, clash: bool },
    Stuck,
    Loop,
    UnhandledConflict,
}

/// A bound that held on a walk: which side, where it stands, and the rung it names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    pub(crate) side: &'static str,
    pub(crate) place: String,
    pub(crate) rung: String,
}

/// All that a walk met and made.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    pub(crate) replies: Replies,
    pub(crate) end: Option<End>,
    /// The questions met, in order.
    pub(crate) met: Vec<String>,
    pub(crate) held: BTreeSet<Held>,
    facts: BTreeSet<(String, String)>,
    scores: BTreeMap<String, i64>,
}

impl Walk {
    pub(crate) fn result(&self) -> Option<&Outcome> {
        match &self.end {
            Some(End::Outcome { result, .. }) => Some(result),
            _ => None,
        }
    }

    pub(crate) fn clashes(&self) -> bool {
        matches!(self.end, Some(End::Outcome { clash: true, .. }) | Some(End::UnhandledConflict))
    }
}

/// A tree with its ladder, as written.
pub(crate) struct Tree {
    pub(crate) file: Value,
    rungs: Vec<(String, Option<String>)>,
}

/// A word, or a list of words.
fn words(value: &Value) -> Vec<String> {
    let word = |it: &Value| it.as_str().unwrap_or_else(|| panic!("{it} is no word")).to_owned();
    value.as_array().map_or_else(|| vec![word(value)], |list| list.iter().map(word).collect())
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Whether a number lies from `from` (included) to `below` (not included).
fn lies_in(range: &Value, number: f64) -> bool {
    range["from"].as_f64().is_none_or(|from| number >= from) && range["below"].as_f64().is_none_or(|it| number < it)
}

/// What is left of a method for a result under complete replies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Another level, or not for residents.
    Elsewhere,
    /// The reasons: what kind, and which entry or question.
    Fallen(BTreeSet<(&'static str, String)>),
    Offered,
}

impl Tree {
    pub(crate) fn read(tree: &str, ladder: &str) -> Self {
        let file: Value = serde_yaml::from_str(tree).unwrap();
        let ladder: Value = serde_yaml::from_str(ladder).unwrap();
        let rung = |(id, it): (&String, &Value)| (id.clone(), it["level"].as_str().map(str::to_owned));
        Self { rungs: entries(&ladder["rungs"]).map(rung).collect(), file }
    }

    pub(crate) fn questions(&self) -> Vec<String> {
        entries(&self.file["questions"]).map(|(id, _)| id.clone()).collect()
    }

    pub(crate) fn is(&self, question: &str, kind: &str) -> bool {
        self.file["questions"][question]["kind"].as_str().unwrap_or("choice") == kind
    }

    pub(crate) fn answers(&self, question: &str) -> Vec<String> {
        entries(&self.file["questions"][question]["answers"]).map(|(id, _)| id.clone()).collect()
    }

    /// The band that a number lies in.
    pub(crate) fn band(&self, question: &str, number: f64) -> Option<String> {
        let mut bands = entries(&self.file["questions"][question]["answers"]);
        bands.find(|(_, band)| lies_in(band, number)).map(|(id, _)| id.clone())
    }

    /// Every reply that a question allows.
    pub(crate) fn allowed(&self, question: &str) -> Vec<Vec<String>> {
        let answers = self.answers(question);
        if !self.is(question, "multiple") {
            return answers.into_iter().map(|answer| vec![answer]).collect();
        }
        let alone = |answer: &String| self.file["questions"][question]["answers"][answer]["alone"] == true;
        let mut sets: Vec<Vec<String>> = vec![Vec::new()];
        for answer in &answers {
            let with = sets.iter().map(|set| set.iter().chain([answer]).cloned().collect()).collect::<Vec<_>>();
            sets.extend(with);
        }
        sets.retain(|set| !set.is_empty() && (set.len() == 1 || !set.iter().any(alone)));
        sets
    }

    /// Every complete set of replies within what each question may still get.
    pub(crate) fn complete_sets(&self, open: &BTreeMap<String, Vec<Vec<String>>>) -> Vec<Replies> {
        let mut sets = vec![Replies::new()];
        for question in self.questions() {
            let longer = |set: &Replies| {
                let with = |reply: &Vec<String>| {
                    let mut set = set.clone();
                    set.insert(question.clone(), reply.clone());
                    set
                };
                open[&question].iter().map(with).collect::<Vec<_>>()
            };
            sets = sets.iter().flat_map(longer).collect();
        }
        sets
    }

    fn height(&self, rung: &str) -> usize {
        self.rungs.iter().position(|(id, _)| id == rung).unwrap_or_else(|| panic!("no rung {rung}"))
    }

    pub(crate) fn level(&self, rung: &str) -> Option<&str> {
        self.rungs[self.height(rung)].1.as_deref()
    }

    pub(crate) fn walk(&self, replies: &Replies) -> Walk {
        let mut walk = Walk {
            replies: replies.clone(),
            end: None,
            met: Vec::new(),
            held: BTreeSet::new(),
            facts: BTreeSet::new(),
            scores: BTreeMap::new(),
        };
        walk.end = Some(self.end(&mut walk));
        walk
    }

    fn end(&self, walk: &mut Walk) -> End {
        let questions = &self.file["questions"];
        let first = || entries(questions).next().map(|(id, _)| id.clone()).unwrap();
        let mut here = self.file["start"].as_str().map_or_else(first, str::to_owned);
        loop {
            if walk.met.contains(&here) {
                return End::Loop;
            }
            walk.met.push(here.clone());
            let question = &questions[&here];
            let mut way = question;
            for id in walk.replies[&here].clone() {
                let answer = &question["answers"][&id];
                for (fact, values) in entries(&answer["set"]) {
                    walk.facts.extend(words(values).into_iter().map(|value| (fact.clone(), value)));
                }
                for (score, points) in entries(&answer["add"]) {
                    *walk.scores.entry(score.clone()).or_default() += points.as_i64().unwrap();
                }
                self.bind(walk, answer, &format!("{here}: {id}"));
                if ["next", "outcome", "routes"].iter().any(|key| answer.get(key).is_some()) {
                    way = answer;
                }
            }
            let routes = || list(&way["routes"]).find(|it| it.get("if").is_none_or(|it| self.holds(it, walk, None)));
            let Some(route) = (if way.get("routes").is_some() { routes() } else { Some(way) }) else {
                return End::Stuck;
            };
            match (route["next"].as_str(), route["outcome"].as_str()) {
                (Some(next), None) => here = next.to_owned(),
                (None, Some(outcome)) => return self.land(walk, outcome),
                _ => return End::Stuck,
            }
        }
    }

    fn bind(&self, walk: &mut Walk, bounds: &Value, place: &str) {
        for side in ["at-most", "at-least"] {
            let Some(bound) = bounds.get(side) else { continue };
            let rung = bound.as_str().or(bound["rung"].as_str()).unwrap().to_owned();
            let side = if bound["yields"] == true { "wish" } else { side };
            walk.held.insert(Held { side, place: place.to_owned(), rung });
        }
    }

    fn land(&self, walk: &mut Walk, outcome: &str) -> End {
        for (number, bound) in list(&self.file["bounds"]).enumerate() {
            if bound.get("if").is_none_or(|condition| self.holds(condition, walk, None)) {
                self.bind(walk, bound, &format!("bound {number}"));
            }
        }
        let heights = |sides: &[&str]| -> Vec<usize> {
            walk.held.iter().filter(|it| sides.contains(&it.side)).map(|it| self.height(&it.rung)).collect()
        };
        let ceiling = heights(&["at-most"]).into_iter().min().unwrap_or(self.rungs.len() - 1);
        let floor = heights(&["at-least"]).into_iter().max().unwrap_or(0);
        let wish = heights(&["at-least", "wish"]).into_iter().max().unwrap_or(0);
        let fixed = |id: &str| {
            let rung = self.file["outcomes"][id]["rung"].as_str();
            Outcome { outcome: id.to_owned(), rung: rung.map(str::to_owned) }
        };
        let height = match self.file["outcomes"][outcome]["rung"].as_str() {
            Some("ceiling") => ceiling,
            Some("floor") => floor,
            Some("wish") => wish.min(ceiling),
            _ => return End::Outcome { result: fixed(outcome), clash: false },
        };
        if floor > ceiling {
            return match self.file["outcomes"][outcome]["conflict"].as_str() {
                Some(conflict) => End::Outcome { result: fixed(conflict), clash: true },
                None => End::UnhandledConflict,
            };
        }
        let rung = Some(self.rungs[height].0.clone());
        End::Outcome { result: Outcome { outcome: outcome.to_owned(), rung }, clash: false }
    }

    /// Whether every entry of a condition holds; `result` where it may be read.
    fn holds(&self, condition: &Value, walk: &Walk, result: Option<&Outcome>) -> bool {
        entries(condition).all(|(name, wanted)| self.entry_holds(name, wanted, walk, result))
    }

    fn entry_holds(&self, name: &str, wanted: &Value, walk: &Walk, result: Option<&Outcome>) -> bool {
        match name {
            "all" => list(wanted).all(|it| self.holds(it, walk, result)),
            "any" => list(wanted).any(|it| self.holds(it, walk, result)),
            "not" => !self.holds(wanted, walk, result),
            _ if self.file["scores"].get(name).is_some() => {
                let total = |score: &str| walk.scores.get(score).copied().unwrap_or(0);
                entries(wanted).all(|(key, limit)| {
                    let limit = limit.as_i64().unwrap_or_else(|| total(limit.as_str().unwrap()));
                    match key.as_str() {
                        "from" => total(name) >= limit,
                        "below" => total(name) < limit,
                        "above" => total(name) > limit,
                        other => panic!("a score has no {other}"),
                    }
                })
            }
            _ => self.values(name, walk, result).iter().any(|value| words(wanted).contains(value)),
        }
    }

    /// The values of a question, a fact or a part of the result; empty where it has none.
    fn values(&self, name: &str, walk: &Walk, result: Option<&Outcome>) -> Vec<String> {
        let rung = || result.and_then(|it| it.rung.clone());
        match name {
            "rung" => rung().into_iter().collect(),
            "level" => rung().and_then(|it| self.level(&it).map(str::to_owned)).into_iter().collect(),
            "outcome" => result.map(|it| it.outcome.clone()).into_iter().collect(),
            "verdict" => result.map(|it| self.verdict(&it.outcome)).into_iter().collect(),
            _ if self.file["questions"].get(name).is_some() => {
                if walk.met.iter().any(|it| it == name) {
                    walk.replies[name].clone()
                } else {
                    Vec::new()
                }
            }
            _ => walk.facts.iter().filter(|(fact, _)| fact == name).map(|(_, value)| value.clone()).collect(),
        }
    }

    pub(crate) fn verdict(&self, outcome: &str) -> String {
        self.file["outcomes"][outcome]["verdict"].as_str().unwrap().to_owned()
    }

    /// Whether every name in a condition has a value.
    fn has_value(&self, condition: &Value, walk: &Walk, result: &Outcome) -> bool {
        entries(condition).all(|(name, wanted)| match name.as_str() {
            "all" | "any" => list(wanted).all(|it| self.has_value(it, walk, result)),
            "not" => self.has_value(wanted, walk, result),
            _ => self.file["scores"].get(name).is_some() || !self.values(name, walk, Some(result)).is_empty(),
        })
    }

    /// The entries of `suits` that hold after a walk, by number.
    pub(crate) fn suits(&self, method: &Value, walk: &Walk) -> BTreeSet<usize> {
        let holds = |(name, wanted): (&String, &Value)| self.entry_holds(name, wanted, walk, walk.result());
        entries(&method["suits"]).enumerate().filter(|(_, entry)| holds(*entry)).map(|(number, _)| number).collect()
    }

    pub(crate) fn applies(&self, advice: &Value, walk: &Walk) -> bool {
        advice.get("if").is_none_or(|condition| self.holds(condition, walk, walk.result()))
    }

    /// What a method comes to after a walk. `numbers` are the exact numbers that were given.
    pub(crate) fn fit(&self, method: &Value, walk: &Walk, numbers: &BTreeMap<String, f64>) -> Fit {
        let result = walk.result().unwrap();
        let level = result.rung.as_deref().and_then(|rung| self.level(rung));
        let levels = words(&method["levels"]);
        if method["audience"] != "residents" || level.is_none_or(|level| levels.iter().all(|it| it != level)) {
            return Fit::Elsewhere;
        }
        let mut reasons = BTreeSet::new();
        for (name, wanted) in entries(&method["avoid"]) {
            if self.entry_holds(name, wanted, walk, Some(result)) {
                reasons.insert(("avoid", name.clone()));
            }
        }
        for (name, wanted) in entries(&method["needs"]) {
            let alone = serde_json::json!({name.as_str(): wanted});
            if self.has_value(&alone, walk, result) && !self.holds(&alone, walk, Some(result)) {
                reasons.insert(("needs", name.clone()));
            }
        }
        for (measure, key) in [("weeks", "weeks"), ("people", "group")] {
            for question in &walk.met {
                let measures = self.file["questions"][question]["measures"] == measure;
                let fits = |number: &f64| fits(&method[key], measure, *number);
                if measures && !self.numbers(question, walk, numbers).iter().any(fits) {
                    reasons.insert((key, question.clone()));
                }
            }
        }
        if reasons.is_empty() { Fit::Offered } else { Fit::Fallen(reasons) }
    }

    /// The numbers that the reply to a question may mean.
    fn numbers(&self, question: &str, walk: &Walk, exact: &BTreeMap<String, f64>) -> Vec<f64> {
        if let Some(number) = exact.get(question) {
            return vec![*number];
        }
        // Whole numbers: a band of the drafts here is small, and beyond its ends nothing changes.
        let band = &self.file["questions"][question]["answers"][&walk.replies[question][0]];
        let (from, below) = (band["from"].as_i64().unwrap_or(-1000), band["below"].as_i64().unwrap_or(1000));
        (from..below).map(|number| number as f64).collect()
    }
}

/// Whether a number lies in what a method can do; of a time only whether it is long enough.
fn fits(range: &Value, measure: &str, number: f64) -> bool {
    match measure {
        "weeks" => range["from"].as_f64().is_none_or(|from| number >= from),
        _ => lies_in(range, number),
    }
}
