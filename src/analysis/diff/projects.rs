//! Which rows of a real list, or which projects, are told otherwise, and from what to what.

use super::pairing::Pairing;
use crate::model::ids::Id;
use crate::model::tree::Resolved;
use std::collections::{BTreeSet, HashMap};

/// What one version says of a row, by ids; the words are those of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Standing {
    /// `decided`, `undecided`, `conflict` or `invalid`.
    pub status: String,
    /// The outcome, if there is one.
    pub outcome: String,
    /// The rung, if there is one.
    pub rung: String,
}

/// All that one version says of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowResult {
    /// What it comes to.
    pub standing: Standing,
    /// Every result that is possible: outcome and rung, an empty one where there is none.
    pub possible: Vec<(String, String)>,
    /// The methods of the plan.
    pub plan: Vec<String>,
    /// The methods that fit.
    pub methods: Vec<String>,
    /// The duties that apply.
    pub duties: Vec<String>,
    /// The questions to which what was given is no reply.
    pub refused: Vec<String>,
}

/// Which row or project it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowName {
    /// Its number, the first row under the head being 1.
    pub row: usize,
    /// The line that it stands on, or the file that it stands in.
    pub place: String,
    /// What it is called.
    pub name: String,
    /// The phase or sub-question, where one is named.
    pub part: String,
}

/// What is not told any more, and what is told that was not; by the ids of either version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LostAndGained {
    /// In the older version only.
    pub lost: Vec<String>,
    /// In the newer version only.
    pub gained: Vec<String>,
}

impl LostAndGained {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.gained.is_empty()
    }
}

/// A row that is told otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Which.
    pub name: RowName,
    /// In the older version; of plan, methods and duties only what differs is kept, below.
    pub old: RowResult,
    /// In the newer version, likewise.
    pub new: RowResult,
    /// What changes of the plan.
    pub plan: LostAndGained,
    /// What changes of the methods that fit.
    pub methods: LostAndGained,
    /// What changes of the duties.
    pub duties: LostAndGained,
}

/// A list in two versions of a tree.
#[derive(Clone, Debug)]
pub struct Projects {
    /// How many rows there are, empty ones aside.
    pub rows: usize,
    /// Those that come to another result or may come to others, in order.
    pub moved: Vec<Project>,
    /// Those that keep their result, and get another plan, other methods or other duties.
    pub offered: Vec<Project>,
    /// What rows were, from low to high.
    pub was: Vec<Standing>,
    /// What rows are, from low to high.
    pub is: Vec<Standing>,
    /// By what it was and what it is, how many rows.
    pub counts: Vec<Vec<usize>>,
}

/// Holds rows against each other as they come: only what is told otherwise is kept.
#[derive(Debug)]
pub struct ProjectComparison<'t> {
    trees: (&'t Resolved, &'t Resolved),
    pairing: &'t Pairing,
    /// By id in the older version, the id in the newer one.
    methods: HashMap<&'t str, &'t str>,
    advice: HashMap<&'t str, &'t str>,
    was: Vec<Standing>,
    is: Vec<Standing>,
    counts: HashMap<(usize, usize), usize>,
    rows: usize,
    moved: Vec<Project>,
    offered: Vec<Project>,
}

impl<'t> ProjectComparison<'t> {
    /// Nothing compared yet.
    pub fn of((old, new): (&'t Resolved, &'t Resolved), pairing: &'t Pairing) -> ProjectComparison<'t> {
        fn paired<'t>(
            old: impl Iterator<Item = &'t str>,
            new: impl Iterator<Item = &'t str>,
            pairs: &[Option<usize>],
        ) -> HashMap<&'t str, &'t str> {
            let new: Vec<&str> = new.collect();
            old.zip(pairs).filter_map(|(id, pair)| Some((id, *new.get((*pair)?)?))).collect()
        }
        let method = |tree: &'t Resolved| tree.methods().map(|it| it.id.text.as_str());
        let advice = |tree: &'t Resolved| tree.advice().map(|it| it.id.text.as_str());
        ProjectComparison {
            trees: (old, new),
            pairing,
            methods: paired(method(old), method(new), &pairing.methods),
            advice: paired(advice(old), advice(new), &pairing.advice),
            was: Vec::new(),
            is: Vec::new(),
            counts: HashMap::new(),
            rows: 0,
            moved: Vec::new(),
            offered: Vec::new(),
        }
    }

    /// Compares a row.
    pub fn add(&mut self, name: RowName, old: RowResult, new: RowResult) {
        let number = |all: &mut Vec<Standing>, standing: &Standing| {
            all.iter().position(|it| it == standing).unwrap_or_else(|| {
                all.push(standing.clone());
                all.len() - 1
            })
        };
        let pair = (number(&mut self.was, &old.standing), number(&mut self.is, &new.standing));
        *self.counts.entry(pair).or_default() += 1;
        self.rows += 1;
        let moved = !self.same(&old.standing, &new.standing)
            || !self.same_results(&old.possible, &new.possible)
            || !self.same_refused(&old.refused, &new.refused);
        // What is kept of the lists is what differs: of many rows they would take much memory.
        let kept = |it: &RowResult| RowResult {
            standing: it.standing.clone(),
            possible: it.possible.clone(),
            refused: it.refused.clone(),
            ..RowResult::default()
        };
        let project = Project {
            name,
            old: kept(&old),
            new: kept(&new),
            plan: between(&self.methods, &old.plan, &new.plan),
            methods: between(&self.methods, &old.methods, &new.methods),
            duties: between(&self.advice, &old.duties, &new.duties),
        };
        if moved {
            self.moved.push(project);
        } else if [&project.plan, &project.methods, &project.duties].iter().any(|it| !it.is_empty()) {
            self.offered.push(project);
        }
    }

    /// What came of it.
    pub fn finish(self) -> Projects {
        let (old, new) = self.trees;
        let ordered = |tree: &Resolved, all: &[Standing]| -> Vec<usize> {
            let mut order: Vec<usize> = (0..all.len()).collect();
            order.sort_by_cached_key(|&it| place(tree, &all[it]));
            order
        };
        let (from, to) = (ordered(old, &self.was), ordered(new, &self.is));
        let count = |pair: (usize, usize)| self.counts.get(&pair).copied().unwrap_or_default();
        Projects {
            rows: self.rows,
            counts: from.iter().map(|&one| to.iter().map(|&two| count((one, two))).collect()).collect(),
            was: from.iter().map(|&it| self.was[it].clone()).collect(),
            is: to.iter().map(|&it| self.is[it].clone()).collect(),
            moved: self.moved,
            offered: self.offered,
        }
    }

    /// Whether a row comes to the same in both versions.
    fn same(&self, was: &Standing, is: &Standing) -> bool {
        was.status == is.status && self.same_result((&was.outcome, &was.rung), (&is.outcome, &is.rung))
    }

    fn same_result(&self, was: (&str, &str), is: (&str, &str)) -> bool {
        let (old, new) = self.trees;
        let outcome = |tree: &Resolved, id: &str| tree.outcomes.position(|it| it.id.text == id);
        let rung = |tree: &Resolved, id: &str| tree.rungs().position(|it| it.id.text == id);
        let outcomes = match (outcome(old, was.0), outcome(new, is.0)) {
            (Some(one), Some(two)) => {
                self.pairing.outcomes[one] == Some(two) && old.outcomes[one].verdict == new.outcomes[two].verdict
            }
            (one, two) => one == two,
        };
        outcomes && self.pairing.same_rung(old, new, rung(old, was.1), rung(new, is.1))
    }

    /// Whether of the questions that both versions ask each refuses the same.
    fn same_refused(&self, was: &[String], is: &[String]) -> bool {
        let (old, new) = self.trees;
        let pairs = self.pairing.questions.iter_enumerated().filter_map(|(one, two)| Some((one, (*two)?)));
        let refuses = |all: &[String], id: &str| all.iter().any(|it| it == id);
        let mut ids = pairs.map(|(one, two)| (&old.questions[one].id.text, &new.questions[two].id.text));
        ids.all(|(one, two)| refuses(was, one) == refuses(is, two))
    }

    /// Whether each possible result of either version is one of the other.
    fn same_results(&self, was: &[(String, String)], is: &[(String, String)]) -> bool {
        let same =
            |one: &(String, String), two: &(String, String)| self.same_result((&one.0, &one.1), (&two.0, &two.1));
        was.iter().all(|one| is.iter().any(|two| same(one, two)))
            && is.iter().all(|two| was.iter().any(|one| same(one, two)))
    }
}

/// What is in one list only, whatever the order.
fn between(paired: &HashMap<&str, &str>, old: &[String], new: &[String]) -> LostAndGained {
    let known = |id: &String| paired.get(id.as_str()).copied();
    let kept: BTreeSet<&str> = old.iter().filter_map(known).collect();
    let lost = |id: &&String| known(id).is_none_or(|it| !new.iter().any(|other| other == it));
    LostAndGained {
        lost: old.iter().filter(lost).cloned().collect(),
        gained: new.iter().filter(|id| !kept.contains(id.as_str())).cloned().collect(),
    }
}

/// Where a standing comes: by rung from low to high, then without one by outcome, then without a result.
fn place(tree: &Resolved, standing: &Standing) -> (usize, usize, String) {
    let rung = tree.rungs().position(|it| it.id.text == standing.rung);
    let outcome = tree.outcomes.position(|it| it.id.text == standing.outcome);
    let last = usize::from(outcome.is_none());
    let rung = rung.map_or(tree.rungs().len() + last, |rung| rung.index());
    (rung, outcome.map_or(tree.outcomes.len(), |outcome| outcome.index()), standing.status.clone())
}
