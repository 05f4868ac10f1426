//! Which rows of a real list move, and from where to where.

use super::pairing::Pairing;
use crate::model::ids::Id;
use crate::model::tree::Resolved;
use std::collections::{BTreeMap, HashMap};

/// What one version says of a row, by ids; the words are those of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Standing {
    /// `decided`, `undecided`, `conflict` or `invalid`; empty for an empty row.
    pub status: String,
    /// The outcome, if there is one.
    pub outcome: String,
    /// The rung, if there is one.
    pub rung: String,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Its number, the first row under the head being 1.
    pub row: usize,
    /// Its first cell that is not empty.
    pub name: String,
    /// In the older version.
    pub old: Standing,
    /// In the newer version.
    pub new: Standing,
}

/// A list in two versions of a tree.
#[derive(Clone, Debug)]
pub struct Projects {
    /// How many rows there are, empty ones aside.
    pub rows: usize,
    /// Those that come to another result, in order.
    pub moved: Vec<Project>,
    /// What rows were, from low to high.
    pub was: Vec<Standing>,
    /// What rows are, from low to high.
    pub is: Vec<Standing>,
    /// By what it was and what it is, how many rows.
    pub counts: Vec<Vec<usize>>,
}

/// What one version says of the rows of a list, each different thing once.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    known: HashMap<Standing, usize>,
    standings: Vec<Standing>,
    rows: Vec<usize>,
}

impl Rows {
    /// Adds a row.
    pub fn add(&mut self, standing: Standing) {
        let number = *self.known.entry(standing).or_insert_with_key(|standing| {
            self.standings.push(standing.clone());
            self.standings.len() - 1
        });
        self.rows.push(number);
    }
}

/// Holds the rows of a list as two versions answer them against each other.
pub fn projects(
    (old, new): (&Resolved, &Resolved),
    pairing: &Pairing,
    names: Vec<String>,
    before: &Rows,
    after: &Rows,
) -> Projects {
    let there: Vec<bool> = before.standings.iter().map(|it| !it.status.is_empty()).collect();
    let ordered = |tree: &Resolved, rows: &Rows| -> Vec<Standing> {
        let all = rows.standings.iter().filter(|it| !it.status.is_empty());
        all.map(|it| (place(tree, it), it.clone())).collect::<BTreeMap<_, _>>().into_values().collect()
    };
    let (was, is) = (ordered(old, before), ordered(new, after));
    let at = |all: &[Standing], rows: &Rows| -> Vec<usize> {
        rows.standings.iter().map(|it| all.iter().position(|other| other == it).unwrap_or_default()).collect()
    };
    let (from, to) = (at(&was, before), at(&is, after));
    let same: Vec<Vec<bool>> = before
        .standings
        .iter()
        .map(|one| after.standings.iter().map(|two| same((old, new), pairing, one, two)).collect())
        .collect();
    let mut all = Projects { rows: 0, moved: Vec::new(), counts: vec![vec![0; is.len()]; was.len()], was, is };
    for (row, (name, (&one, &two))) in names.into_iter().zip(before.rows.iter().zip(&after.rows)).enumerate() {
        if !there[one] {
            continue;
        }
        all.rows += 1;
        all.counts[from[one]][to[two]] += 1;
        if !same[one][two] {
            let (old, new) = (before.standings[one].clone(), after.standings[two].clone());
            all.moved.push(Project { row: row + 1, name, old, new });
        }
    }
    all
}

/// Whether a row comes to the same in both versions.
fn same((old, new): (&Resolved, &Resolved), pairing: &Pairing, was: &Standing, is: &Standing) -> bool {
    let outcome = |tree: &Resolved, id: &str| tree.outcomes.position(|it| it.id.text == id);
    let rung = |tree: &Resolved, id: &str| tree.rungs().position(|it| it.id.text == id);
    let outcomes = match (outcome(old, &was.outcome), outcome(new, &is.outcome)) {
        (Some(one), Some(two)) => {
            pairing.outcomes[one] == Some(two) && old.outcomes[one].verdict == new.outcomes[two].verdict
        }
        (one, two) => one == two,
    };
    let rungs = pairing.same_rung(old, new, rung(old, &was.rung), rung(new, &is.rung));
    was.status == is.status && outcomes && rungs
}

/// Where a standing comes: by rung from low to high, then without one by outcome, then without a result.
fn place(tree: &Resolved, standing: &Standing) -> (usize, usize, String) {
    let rung = tree.rungs().position(|it| it.id.text == standing.rung);
    let outcome = tree.outcomes.position(|it| it.id.text == standing.outcome);
    let last = usize::from(outcome.is_none());
    let rung = rung.map_or(tree.rungs().len() + last, |rung| rung.index());
    (rung, outcome.map_or(tree.outcomes.len(), |outcome| outcome.index()), standing.status.clone())
}
