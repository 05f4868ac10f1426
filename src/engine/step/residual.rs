//! What is left of a condition: entries that are settled are gone, the rest still waits for a reply.
//!
//! Residuals are kept once each and known by number, so that two states are equal when their numbers are.

use super::reach::Reach;
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, FactId, OutcomeId, QuestionId, RungId, ScoreId, ValueId};
use crate::model::ladder::Ladder;
use foldhash::HashMap;

/// The number of a residual.
pub(crate) type ResidualId = u32;

/// Settled: it holds.
pub(crate) const TRUE: ResidualId = 0;
/// Settled: it does not hold.
pub(crate) const FALSE: ResidualId = 1;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum ResidualNode {
    Settled(bool),
    Entry(Entry),
    All(Box<[ResidualId]>),
    Any(Box<[ResidualId]>),
    Not(ResidualId),
}

/// Something that happened on a walk.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// A question got this one answer.
    Answered(QuestionId, AnswerId),
    /// An answer of a multiple was ticked.
    Ticked(QuestionId, AnswerId),
    /// An answer of a multiple was passed over.
    Skipped(QuestionId, AnswerId),
    /// A fact was given a value.
    Set(FactId, ValueId),
    /// Points were added to a score.
    Added(ScoreId, i64),
}

/// Where a walk landed, for conditions that read the result.
#[derive(Clone, Copy)]
pub(crate) struct Landed<'t> {
    pub(crate) outcome: OutcomeId,
    pub(crate) rung: Option<RungId>,
    pub(crate) ladder: Option<&'t Ladder>,
}

/// Every residual met so far.
#[derive(Debug)]
pub(crate) struct Residuals {
    nodes: Vec<ResidualNode>,
    numbers: HashMap<ResidualNode, ResidualId>,
    settled: HashMap<(ResidualId, QuestionId), ResidualId>,
    /// Parts that were looked at since somebody asked.
    work: usize,
}

impl Residuals {
    pub(crate) fn new() -> Residuals {
        let mut residuals =
            Residuals { nodes: Vec::new(), numbers: HashMap::default(), settled: HashMap::default(), work: 0 };
        residuals.keep(ResidualNode::Settled(true));
        residuals.keep(ResidualNode::Settled(false));
        residuals
    }

    /// How many parts were looked at since this was last asked.
    pub(crate) fn work(&mut self) -> usize {
        std::mem::take(&mut self.work)
    }

    fn keep(&mut self, node: ResidualNode) -> ResidualId {
        if let Some(&number) = self.numbers.get(&node) {
            return number;
        }
        let number = self.nodes.len() as ResidualId;
        self.nodes.push(node.clone());
        self.numbers.insert(node, number);
        number
    }

    /// The residual of a condition of which nothing is settled yet.
    pub(crate) fn whole(&mut self, condition: &Condition<Entry>) -> ResidualId {
        match condition {
            Condition::Entry(entry) => self.entry(entry.clone()),
            Condition::All(parts) => {
                let parts = parts.iter().map(|part| self.whole(part)).collect();
                self.all(parts)
            }
            Condition::Any(parts) => {
                let parts = parts.iter().map(|part| self.whole(part)).collect();
                self.any(parts)
            }
            Condition::Not(part) => {
                let part = self.whole(part);
                self.not(part)
            }
        }
    }

    fn entry(&mut self, entry: Entry) -> ResidualId {
        let never = match &entry {
            Entry::Question(_, answers) => answers.is_empty(),
            Entry::Fact(_, values) => values.is_empty(),
            Entry::Rung(rungs) => rungs.is_empty(),
            Entry::Outcome(outcomes) => outcomes.is_empty(),
            Entry::Level(levels) => levels.is_empty(),
            Entry::Score(..) | Entry::Ahead(..) => false,
            Entry::Never => true,
        };
        if never { FALSE } else { self.keep(ResidualNode::Entry(entry)) }
    }

    fn all(&mut self, mut parts: Vec<ResidualId>) -> ResidualId {
        if parts.contains(&FALSE) {
            return FALSE;
        }
        parts.retain(|&part| part != TRUE);
        self.joined(parts, TRUE, ResidualNode::All)
    }

    fn any(&mut self, mut parts: Vec<ResidualId>) -> ResidualId {
        if parts.contains(&TRUE) {
            return TRUE;
        }
        parts.retain(|&part| part != FALSE);
        self.joined(parts, FALSE, ResidualNode::Any)
    }

    fn joined(
        &mut self,
        mut parts: Vec<ResidualId>,
        none: ResidualId,
        join: fn(Box<[ResidualId]>) -> ResidualNode,
    ) -> ResidualId {
        parts.sort_unstable();
        parts.dedup();
        match parts[..] {
            [] => none,
            [only] => only,
            _ => self.keep(join(parts.into())),
        }
    }

    fn not(&mut self, part: ResidualId) -> ResidualId {
        match part {
            TRUE => FALSE,
            FALSE => TRUE,
            _ => match self.nodes[part as usize] {
                ResidualNode::Not(inner) => inner,
                _ => self.keep(ResidualNode::Not(part)),
            },
        }
    }

    /// Rebuilds a residual with `change` applied to its entries.
    fn rebuild(
        &mut self,
        left: ResidualId,
        change: &mut impl FnMut(&mut Self, &Entry) -> Option<ResidualId>,
    ) -> ResidualId {
        self.work += 1;
        if left <= FALSE {
            return left;
        }
        // Taken out for so long rather than copied: nothing below it leads back to it.
        let node = std::mem::replace(&mut self.nodes[left as usize], ResidualNode::Settled(false));
        let built = match &node {
            ResidualNode::Settled(_) => left,
            ResidualNode::Entry(entry) => change(self, entry).unwrap_or(left),
            ResidualNode::All(parts) => match self.rebuild_each(parts, change) {
                Some(parts) => self.all(parts),
                None => left,
            },
            ResidualNode::Any(parts) => match self.rebuild_each(parts, change) {
                Some(parts) => self.any(parts),
                None => left,
            },
            ResidualNode::Not(part) => match self.rebuild(*part, change) {
                same if same == *part => left,
                part => self.not(part),
            },
        };
        self.nodes[left as usize] = node;
        built
    }

    /// Rebuilds parts; nothing where each stays as it is.
    fn rebuild_each(
        &mut self,
        parts: &[ResidualId],
        change: &mut impl FnMut(&mut Self, &Entry) -> Option<ResidualId>,
    ) -> Option<Vec<ResidualId>> {
        let mut built: Option<Vec<ResidualId>> = None;
        for (at, &part) in parts.iter().enumerate() {
            let is = self.rebuild(part, change);
            match &mut built {
                Some(built) => built.push(is),
                None if is == part => {}
                None => {
                    let mut all = Vec::with_capacity(parts.len());
                    all.extend_from_slice(&parts[..at]);
                    all.push(is);
                    built = Some(all);
                }
            }
        }
        built
    }

    /// What is left after something happened.
    pub(crate) fn after(&mut self, left: ResidualId, event: Event) -> ResidualId {
        self.rebuild(left, &mut |residuals, entry| match (event, entry) {
            (Event::Answered(asked, answer), Entry::Question(question, answers)) if asked == *question => {
                Some(if answers.contains(&answer) { TRUE } else { FALSE })
            }
            (Event::Ticked(asked, answer), Entry::Question(question, answers)) if asked == *question => {
                answers.contains(&answer).then_some(TRUE)
            }
            (Event::Skipped(asked, answer), Entry::Question(question, answers))
                if asked == *question && answers.contains(&answer) =>
            {
                let rest = answers.iter().copied().filter(|&other| other != answer).collect();
                Some(residuals.entry(Entry::Question(*question, rest)))
            }
            (Event::Set(set, value), Entry::Fact(fact, values)) if set == *fact => {
                values.contains(&value).then_some(TRUE)
            }
            (Event::Added(added, points), Entry::Score(score, from, below)) if added == *score => {
                let shift = |limit: &Option<i64>| limit.map(|limit| limit.saturating_sub(points));
                Some(residuals.entry(Entry::Score(*score, shift(from), shift(below))))
            }
            (Event::Added(added, points), Entry::Ahead(first, second, by)) if entry.reads(added) => {
                let by = if added == *first { by.saturating_sub(points) } else { by.saturating_add(points) };
                Some(residuals.entry(Entry::Ahead(*first, *second, by)))
            }
            _ => None,
        })
    }

    /// What is left on coming to a question: entries that nothing ahead can give are settled.
    pub(crate) fn on_coming_to(&mut self, left: ResidualId, question: QuestionId, reach: &Reach) -> ResidualId {
        if left <= FALSE {
            return left;
        }
        if let Some(&known) = self.settled.get(&(left, question)) {
            return known;
        }
        let ahead = &reach.ahead[question];
        let settled = self.rebuild(left, &mut |residuals, entry| match entry {
            Entry::Question(other, _) => (!ahead.has(*other)).then_some(FALSE),
            Entry::Fact(fact, values) => {
                let can_come = |value: &ValueId| reach.setters[*fact][*value].iter().any(|&setter| ahead.has(setter));
                let rest: Vec<ValueId> = values.iter().copied().filter(can_come).collect();
                (rest.len() < values.len()).then(|| residuals.entry(Entry::Fact(*fact, rest)))
            }
            Entry::Score(score, from, below) => {
                let (least, most) = reach.still_added[question][*score];
                if from.is_some_and(|from| most < from) || below.is_some_and(|below| least >= below) {
                    return Some(FALSE);
                }
                let from = from.filter(|&from| least < from);
                let below = below.filter(|&below| most >= below);
                Some(if from.is_none() && below.is_none() {
                    TRUE
                } else {
                    residuals.entry(Entry::Score(*score, from, below))
                })
            }
            // What one reply adds to both is counted as if it could be for one alone: an entry may then wait
            // longer than it has to.
            Entry::Ahead(first, second, by) => {
                let still = &reach.still_added[question];
                let ((least, most), (least_other, most_other)) = (still[*first], still[*second]);
                if most - least_other < *by { Some(FALSE) } else { (least - most_other >= *by).then_some(TRUE) }
            }
            _ => None,
        });
        self.settled.insert((left, question), settled);
        settled
    }

    /// Whether it holds as things stand: what still waits has no value.
    pub(crate) fn holds(&self, left: ResidualId, landed: Option<Landed<'_>>) -> bool {
        match &self.nodes[left as usize] {
            ResidualNode::Settled(value) => *value,
            ResidualNode::All(parts) => parts.iter().all(|&part| self.holds(part, landed)),
            ResidualNode::Any(parts) => parts.iter().any(|&part| self.holds(part, landed)),
            ResidualNode::Not(part) => !self.holds(*part, landed),
            ResidualNode::Entry(Entry::Score(_, from, below)) => {
                from.is_none_or(|from| from <= 0) && below.is_none_or(|below| 0 < below)
            }
            ResidualNode::Entry(Entry::Ahead(.., by)) => *by <= 0,
            ResidualNode::Entry(entry) => landed.is_some_and(|landed| match entry {
                Entry::Outcome(outcomes) => outcomes.contains(&landed.outcome),
                Entry::Rung(rungs) => landed.rung.is_some_and(|rung| rungs.contains(&rung)),
                Entry::Level(levels) => {
                    let level = landed.rung.and_then(|rung| landed.ladder?.rungs.get(rung)?.level);
                    level.is_some_and(|level| levels.contains(&level))
                }
                _ => false,
            }),
        }
    }
}
