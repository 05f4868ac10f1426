//! What a list comes to, counted: each row in one category, so that the shares are a whole.

use crate::list::mapping::normal;
use crate::list::tally::{Status, Tally};
use crate::model::ids::{OutcomeId, RungId};
use crate::model::tree::Resolved;
use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A column of more different values than this is no group.
pub const VALUES: usize = 1000;

/// The one category that a row is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// One result, on this rung.
    Rung(RungId),
    /// One result without a rung.
    Outcome(OutcomeId),
    /// One result, because bounds clash.
    Conflict,
    /// Several results are possible.
    Undecided,
    /// A cell cannot be read.
    Invalid,
    /// The phases of one project come to different categories.
    Differs,
}

impl Category {
    /// The category of a row.
    pub fn of(tally: &Tally) -> Category {
        match (tally.status, tally.rung, tally.outcome) {
            (Status::Decided, Some(rung), _) => Category::Rung(rung),
            (Status::Decided, None, Some(outcome)) => Category::Outcome(outcome),
            (Status::Conflict, ..) => Category::Conflict,
            (Status::Invalid, ..) => Category::Invalid,
            _ => Category::Undecided,
        }
    }
}

/// What was chosen, where a column says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chosen {
    /// This rung.
    Rung(RungId),
    /// Something that is no rung.
    Other,
    /// Nothing yet.
    Nothing,
    /// The phases of one project differ.
    Differs,
}

impl Chosen {
    /// What a cell says: the id or title of a rung.
    pub fn read(tree: &Resolved, cell: &str) -> Chosen {
        let wanted = normal(cell);
        let same = |text: &str| normal(text) == wanted;
        let rung = || tree.rungs().iter_enumerated().find(|(_, rung)| same(&rung.id.text) || same(&rung.title));
        match wanted.is_empty() {
            true => Chosen::Nothing,
            false => rung().map_or(Chosen::Other, |(rung, _)| Chosen::Rung(rung)),
        }
    }
}

/// What a row says in the columns that are counted by.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// The project; each row is one where no column says it.
    pub project: Option<String>,
    /// Its phase, where rows of one project are told apart.
    pub phase: Option<String>,
    /// The value that projects are told apart by.
    pub by: Option<String>,
    /// What was chosen.
    pub chosen: Option<Chosen>,
}

/// Projects that are counted together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// All of them.
    All,
    /// Those in a phase.
    Phase(Spelled),
    /// Those with a value in the column that was asked for.
    By(Spelled),
}

/// A value of a column as it was spelled first. It is the same in whatever case and spacing.
#[derive(Clone, Debug)]
pub struct Spelled {
    /// As it was spelled first.
    pub shown: String,
    same: String,
}

impl Spelled {
    fn of(shown: String) -> Spelled {
        Spelled { same: normal(&shown), shown }
    }
}

impl PartialEq for Spelled {
    fn eq(&self, other: &Spelled) -> bool {
        self.same == other.same
    }
}

impl Eq for Spelled {}

impl PartialOrd for Spelled {
    fn partial_cmp(&self, other: &Spelled) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Spelled {
    fn cmp(&self, other: &Spelled) -> Ordering {
        self.same.cmp(&other.same)
    }
}

/// How many there are of each advice, with what was chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Rows that are projects by themselves.
    rows: BTreeMap<(Category, Chosen), u64>,
    /// Projects that have rows: what these have in common. Eight bytes stand for the name.
    projects: HashMap<u64, (Category, Chosen)>,
}

impl Counts {
    fn add(&mut self, project: Option<&str>, category: Category, chosen: Chosen) {
        match project {
            None => *self.rows.entry((category, chosen)).or_default() += 1,
            Some(name) => {
                let mut hasher = DefaultHasher::new();
                normal(name).hash(&mut hasher);
                self.join(hasher.finish(), (category, chosen));
            }
        }
    }

    fn join(&mut self, project: u64, (category, chosen): (Category, Chosen)) {
        match self.projects.entry(project) {
            Entry::Vacant(place) => drop(place.insert((category, chosen))),
            Entry::Occupied(mut place) => {
                let (before, chose) = place.get_mut();
                *before = if *before == category { category } else { Category::Differs };
                *chose = match (*chose, chosen) {
                    (Chosen::Nothing, it) | (it, Chosen::Nothing) => it,
                    (one, two) if one == two => one,
                    _ => Chosen::Differs,
                };
            }
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "what is common to rows has no order")]
    fn merge(&mut self, other: Counts) {
        for (key, count) in other.rows {
            *self.rows.entry(key).or_default() += count;
        }
        for (project, common) in other.projects {
            self.join(project, common);
        }
    }

    /// How many projects there are of each pair of advice and choice.
    #[expect(clippy::iter_over_hash_type, reason = "they are counted, in no order")]
    pub fn pairs(&self) -> BTreeMap<(Category, Chosen), u64> {
        let mut pairs = self.rows.clone();
        for common in self.projects.values() {
            *pairs.entry(*common).or_default() += 1;
        }
        pairs
    }

    /// How many projects have each advice.
    pub fn advice(&self) -> BTreeMap<Category, u64> {
        let mut advice = BTreeMap::new();
        for ((category, _), count) in self.pairs() {
            *advice.entry(category).or_default() += count;
        }
        advice
    }

    /// How many projects there are.
    pub fn total(&self) -> u64 {
        self.rows.values().sum::<u64>() + self.projects.len() as u64
    }
}

/// The counts of a list, for all projects and for groups of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// By group. There are none where there were too many.
    pub counts: BTreeMap<Group, Counts>,
    /// The column asked for has too many values to tell projects apart.
    pub too_many: bool,
}

impl Groups {
    /// Counts a row.
    pub fn add(&mut self, tally: &Tally, counted: Counted) {
        let (category, chosen) = (Category::of(tally), counted.chosen.unwrap_or(Chosen::Nothing));
        let project = counted.project.as_deref();
        let by = counted.by.filter(|_| !self.too_many).map(|value| Group::By(Spelled::of(value)));
        // Phases are apart only where rows of one project come together.
        let phase = counted.phase.filter(|_| project.is_some()).map(|value| Group::Phase(Spelled::of(value)));
        // A group that is there already keeps its spelling.
        for group in [Some(Group::All), phase, by].into_iter().flatten() {
            self.counts.entry(group).or_default().add(project, category, chosen);
        }
        self.bound();
    }

    /// Takes in what was counted over the rows that follow.
    pub fn merge(&mut self, other: Groups) {
        self.too_many |= other.too_many;
        for (group, counts) in other.counts {
            self.counts.entry(group).or_default().merge(counts);
        }
        self.bound();
    }

    fn bound(&mut self) {
        if self.too_many || self.counts.len() > VALUES {
            self.too_many = true;
            self.counts.retain(|group, _| *group == Group::All);
        }
    }
}

/// Shares of a whole in per mille, that sum to a thousand: what rounding leaves over goes where it was cut off most.
pub fn shares(counts: &[u64]) -> Vec<u64> {
    let total: u64 = counts.iter().sum();
    if total == 0 {
        return vec![0; counts.len()];
    }
    let exact = |count: u64| (u128::from(count) * 1000, u128::from(total));
    let mut shares: Vec<u64> = counts.iter().map(|&it| (exact(it).0 / exact(it).1) as u64).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(exact(counts[at]).0 % exact(counts[at]).1));
    let left = 1000 - shares.iter().sum::<u64>();
    order.into_iter().take(left as usize).for_each(|at| shares[at] += 1);
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_a_whole() {
        for counts in [&[1, 1, 1][..], &[2, 3, 1, 0], &[0, 0], &[1], &[7, 7, 7, 7, 7, 7], &[u64::MAX / 8, 1, 3]] {
            let shares = shares(counts);
            let whole = if counts.iter().sum::<u64>() == 0 { 0 } else { 1000 };
            assert_eq!(shares.iter().sum::<u64>(), whole, "{counts:?}: {shares:?}");
        }
        assert_eq!(shares(&[1, 1, 1]), [334, 333, 333]);
    }
}
