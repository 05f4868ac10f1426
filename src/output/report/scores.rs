//! The scores of a walk: what they come to, and the limits that they met.

use super::basis::Report;
use crate::analysis::why::route_taken_in;
use crate::engine::step::Move;
use crate::model::condition::{Condition, Entry, Range};
use crate::model::ids::ScoreId;
use crate::model::tree::{Bound, ById};
use serde_json::{Value, json as object};

/// A score under given replies.
pub(super) struct Total {
    score: ScoreId,
    /// The lowest and the highest that it can come to.
    from: i64,
    to: i64,
    /// What the route and the bounds that hold asked of it.
    limits: Vec<Limit>,
}

/// A limit that a score met or did not; neither where open replies may still move it past the limit.
struct Limit {
    entry: Entry,
    met: Option<bool>,
}

impl Report<'_> {
    /// Every score that a possible walk adds to.
    pub(super) fn totals(&self) -> Vec<Total> {
        let limits = self.limits();
        let added = |score: &ScoreId| {
            let answers = self.evaluation.met().iter().flat_map(|met| &self.tree.questions[met.question].answers);
            answers.flat_map(|answer| &answer.add).any(|(added, _)| added == score)
        };
        let total = |score: ScoreId| {
            let (from, to) = self.comes_to(score, None);
            let own = limits.iter().filter(|entry| entry.scores().next() == Some(score));
            let limit = |entry: &Entry| {
                let met = match entry {
                    Entry::Ahead(_, other, by) => {
                        let (least, most) = self.comes_to(score, Some(*other));
                        (least == most).then_some(least >= *by)
                    }
                    Entry::Score(_, at, below) => (from == to).then(|| Range { from: *at, below: *below }.holds(from)),
                    _ => None,
                };
                Limit { entry: entry.clone(), met }
            };
            Total { score, from, to, limits: own.map(limit).collect() }
        };
        self.tree.scores.ids().filter(added).map(total).collect()
    }

    /// The lowest and the highest that a score, or how much it is above another, can come to on the possible walks.
    fn comes_to(&self, score: ScoreId, other: Option<ScoreId>) -> (i64, i64) {
        let graph = &self.evaluation.graph;
        let points = |made: &Move| match made {
            Move::Answer(question, answer) | Move::Tick(question, answer) => {
                let added = self.tree.questions[*question].answers[*answer].add.iter();
                let share = |(to, points): &(ScoreId, i64)| match to {
                    to if *to == score => *points,
                    to if Some(*to) == other => -points,
                    _ => 0,
                };
                added.map(share).sum()
            }
            Move::Skip(..) => 0_i64,
        };
        let mut ends = vec![(0_i64, 0_i64); graph.nodes.len()];
        for node in graph.last_first() {
            let ways = graph.nodes[node].links.iter().map(|link| (points(&link.made), ends[link.to as usize]));
            let ways: Vec<(i64, i64)> = ways.map(|(add, (low, high))| (add + low, add + high)).collect();
            if let (Some(low), Some(high)) =
                (ways.iter().map(|(low, _)| *low).min(), ways.iter().map(|(_, high)| *high).max())
            {
                ends[node] = (low, high);
            }
        }
        ends.first().copied().unwrap_or_default()
    }

    /// What the routes that were tried and the bounds that hold ask of scores.
    fn limits(&self) -> Vec<Entry> {
        let mut conditions: Vec<&Condition<Entry>> = Vec::new();
        if let Some((question, route)) = self.why.route {
            let tried = route_taken_in(self.tree, question, route).into_iter().flat_map(|way| &way.routes);
            let mut before = true;
            for tried in tried {
                if before {
                    conditions.extend(&tried.condition);
                }
                before &= !std::ptr::eq(tried, route);
            }
        }
        let holds = |bound: &Bound<ById>| {
            let held = self.why.at_most.iter().chain(&self.why.at_least).chain(&self.why.wishes);
            held.filter(|held| held.certain).any(|held| std::ptr::eq(held.bound, bound))
        };
        let held = self.tree.bounds.iter().filter(|it| it.at_most.iter().chain(&it.at_least).any(holds));
        conditions.extend(held.filter_map(|bound| bound.condition.as_ref()));
        let mut limits: Vec<Entry> = Vec::new();
        for condition in conditions {
            condition.each(&mut |entry| {
                if entry.scores().next().is_some() && !limits.contains(entry) {
                    limits.push(entry.clone());
                }
            });
        }
        limits
    }

    /// Every score in a sentence, such as `‘Gewicht’ komt op 5, en dat is minstens 3.`
    pub(super) fn scored(&self) -> Vec<String> {
        let one = |total: &Total| {
            let label = &self.tree.scores[total.score].label;
            if total.from < total.to {
                let between = format!("{} {} {}", total.from, self.say("tot en met", "to"), total.to);
                return format!("‘{label}’ {} {between}.", self.say("komt op", "comes to"));
            }
            let limits: Vec<String> = total.limits.iter().filter_map(|limit| self.limit(limit)).collect();
            let comes_to = format!("‘{label}’ {} {}", self.say("komt op", "comes to"), total.from);
            match &limits[..] {
                [] => format!("{comes_to}."),
                _ => format!(
                    "{comes_to}, {} {}.",
                    self.say("en dat", "and that"),
                    limits.join(self.say(" en ", " and "))
                ),
            }
        };
        self.totals().iter().map(one).collect()
    }

    /// How a score stands to a limit, if that is sure.
    fn limit(&self, limit: &Limit) -> Option<String> {
        let met = limit.met?;
        match limit.entry {
            Entry::Score(_, from, below) => Some(self.words().limit(Range { from, below }, met)),
            Entry::Ahead(_, other, by) => Some(self.words().ahead(other, by, met)),
            _ => None,
        }
    }

    /// The scores for other programs.
    pub(super) fn scores_json(&self) -> Value {
        let one = |total: &Total| {
            let score = &self.tree.scores[total.score];
            object!({
                "id": score.id.text,
                "label": score.label,
                "from": total.from,
                "to": total.to,
                "limits": total.limits.iter().map(|limit| self.limit_json(limit)).collect::<Vec<_>>(),
            })
        };
        self.totals().iter().map(one).collect()
    }

    fn limit_json(&self, Limit { entry, met }: &Limit) -> Value {
        match entry {
            Entry::Score(_, from, below) => object!({"from": from, "below": below, "met": met}),
            Entry::Ahead(_, other, by) => object!({"ahead_of": self.tree.scores[*other].id.text, "by": by, "met": met}),
            _ => Value::Null,
        }
    }
}
