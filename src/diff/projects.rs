//! Which rows of a real list move, and from where to where.

use super::Diff;
use crate::tree::Resolved;
use std::collections::BTreeMap;

/// What one version says of a row, by ids; the words are those of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// Holds the rows of a list as two versions answer them against each other.
pub fn projects(
    (old, new): (&Resolved, &Resolved),
    diff: &Diff,
    names: Vec<String>,
    before: Vec<Standing>,
    after: Vec<Standing>,
) -> Projects {
    let rows = names.into_iter().zip(before.into_iter().zip(after)).enumerate();
    let rows = rows.map(|(row, (name, (old, new)))| Project { row: row + 1, name, old, new });
    let rows: Vec<Project> = rows.filter(|row| !row.old.status.is_empty()).collect();
    let distinct = |tree: &Resolved, standings: &mut dyn Iterator<Item = &Standing>| {
        let mut all: BTreeMap<_, Standing> = BTreeMap::new();
        all.extend(standings.map(|it| (place(tree, it), it.clone())));
        all.into_values().collect::<Vec<Standing>>()
    };
    let was = distinct(old, &mut rows.iter().map(|row| &row.old));
    let is = distinct(new, &mut rows.iter().map(|row| &row.new));
    let mut counts = vec![vec![0; is.len()]; was.len()];
    for row in &rows {
        let at = |all: &[Standing], it: &Standing| all.iter().position(|other| other == it).unwrap_or_default();
        counts[at(&was, &row.old)][at(&is, &row.new)] += 1;
    }
    let count = rows.len();
    let moved = rows.into_iter().filter(|row| !same((old, new), diff, &row.old, &row.new)).collect();
    Projects { rows: count, moved, was, is, counts }
}

/// Whether a row comes to the same in both versions.
fn same((old, new): (&Resolved, &Resolved), diff: &Diff, was: &Standing, is: &Standing) -> bool {
    let outcome = |tree: &Resolved, id: &str| tree.outcomes.iter().position(|it| it.id.text == id);
    let rung = |tree: &Resolved, id: &str| tree.ladder.as_ref()?.rungs.iter().position(|it| it.id.text == id);
    let outcomes = match (outcome(old, &was.outcome), outcome(new, &is.outcome)) {
        (Some(one), Some(two)) => {
            diff.pairing.outcomes[one] == Some(two) && old.outcomes[one].verdict == new.outcomes[two].verdict
        }
        (one, two) => one == two,
    };
    let rungs = diff.pairing.same_rung(old, new, rung(old, &was.rung), rung(new, &is.rung));
    was.status == is.status && outcomes && rungs
}

/// Where a standing comes: by rung from low to high, then without one by outcome, then without a result.
fn place(tree: &Resolved, standing: &Standing) -> (usize, usize, String) {
    let rungs = tree.ladder.as_ref().map_or(0, |ladder| ladder.rungs.len());
    let rung = tree.ladder.as_ref().and_then(|ladder| ladder.rungs.iter().position(|it| it.id.text == standing.rung));
    let outcome = tree.outcomes.iter().position(|it| it.id.text == standing.outcome);
    let last = usize::from(outcome.is_none());
    (rung.unwrap_or(rungs + last), outcome.unwrap_or(tree.outcomes.len()), standing.status.clone())
}
