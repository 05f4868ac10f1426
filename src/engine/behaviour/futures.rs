//! Which results may still come, by node and by answer: enough for bounds and for simple conditions.

use crate::engine::explore::StateGraph;
use crate::engine::step::{At, End, Landing, Move};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, IdSet, IdVec, QuestionId};
use crate::model::tree::Resolved;
use std::collections::BTreeMap;

/// More words than this are not kept: then a condition is watched instead.
const MOST: usize = 8_000_000;

/// The results after each answer.
#[derive(Debug)]
pub(crate) struct Futures {
    /// The results that occur; one past the last stands for a clash that no outcome handles.
    landings: Vec<Landing>,
    /// After each answer: by question and answer.
    after: IdVec<QuestionId, IdVec<AnswerId, IdSet<usize>>>,
}

impl Futures {
    /// Of a finished graph in which these results occur.
    pub(super) fn of(tree: &Resolved, graph: &StateGraph, landings: Vec<Landing>) -> Option<Futures> {
        let size = landings.len() + 1;
        if !graph.finished || size.div_ceil(64).saturating_mul(graph.nodes.len()) > MOST {
            return None;
        }
        let numbers: BTreeMap<Landing, usize> = landings.iter().enumerate().map(|(index, it)| (*it, index)).collect();
        let mut ahead: Vec<IdSet<usize>> = vec![IdSet::none(size); graph.nodes.len()];
        let questions = tree.questions.iter();
        let mut after: IdVec<QuestionId, IdVec<AnswerId, IdSet<usize>>> =
            questions.map(|it| IdVec::filled(IdSet::none(size), it.answers.len())).collect();
        for node in graph.last_first() {
            match &graph.nodes[node].at {
                At::End(End::Landing(landing)) => {
                    numbers.get(landing).into_iter().for_each(|&number| ahead[node].add(number));
                }
                At::End(End::UnhandledConflict(_)) => ahead[node].add(landings.len()),
                _ => {}
            }
            let mut all = std::mem::replace(&mut ahead[node], IdSet::none(0));
            for link in &graph.nodes[node].links {
                all.add_all(&ahead[link.to as usize]);
                if let Move::Answer(question, answer) | Move::Tick(question, answer) = link.made {
                    after[question][answer].add_all(&ahead[link.to as usize]);
                }
            }
            ahead[node] = all;
        }
        Some(Futures { landings, after })
    }

    /// The results of walks that give an answer.
    pub(crate) fn results(&self, question: QuestionId, answer: AnswerId) -> impl Iterator<Item = &Landing> {
        let bits = &self.after[question][answer];
        self.landings.iter().enumerate().filter(|(number, _)| bits.has(*number)).map(|(_, landing)| landing)
    }

    /// Whether floor and ceiling clash on some walk that gives an answer.
    pub(crate) fn clash(&self, question: QuestionId, answer: AnswerId) -> bool {
        self.after[question][answer].has(self.landings.len())
            || self.results(question, answer).any(|landing| landing.clash)
    }

    /// Whether some walk meets a condition at a result, where one look tells: at most one entry of it
    /// reads what was replied. `None` where it takes watching.
    pub(crate) fn meets(&self, tree: &Resolved, condition: &Condition<Entry>) -> Option<bool> {
        let parts: &[Condition<Entry>] = match condition {
            Condition::All(parts) => parts,
            Condition::Any(parts) => {
                let mut sure = Some(false);
                for part in parts {
                    match self.meets(tree, part) {
                        Some(true) => return Some(true),
                        Some(false) => {}
                        None => sure = None,
                    }
                }
                return sure;
            }
            other => std::slice::from_ref(other),
        };
        let (mut given, mut results): (Option<&Entry>, Vec<&Entry>) = (None, Vec::new());
        for part in parts {
            match part {
                Condition::Entry(Entry::Never) => return Some(false),
                Condition::Entry(entry @ (Entry::Rung(_) | Entry::Level(_) | Entry::Outcome(_))) => results.push(entry),
                Condition::Entry(entry @ (Entry::Question(..) | Entry::Fact(..))) if given.is_none() => {
                    given = Some(entry);
                }
                _ => return None,
            }
        }
        let fits = |landing: &Landing| results.iter().all(|entry| of_result(tree, entry, landing));
        let after = |question: QuestionId, answer: AnswerId| self.results(question, answer).any(fits);
        Some(match given {
            None => self.landings.iter().any(fits),
            Some(Entry::Question(question, answers)) => answers.iter().any(|&answer| after(*question, answer)),
            Some(Entry::Fact(fact, values)) => tree.questions.iter_enumerated().any(|(question, asked)| {
                asked.answers.iter_enumerated().any(|(number, answer)| {
                    let sets =
                        answer.set.iter().any(|(set, to)| set == fact && to.iter().any(|it| values.contains(it)));
                    sets && after(question, number)
                })
            }),
            Some(_) => return None,
        })
    }
}

/// Whether a result is as an entry says.
fn of_result(tree: &Resolved, entry: &Entry, landing: &Landing) -> bool {
    match entry {
        Entry::Outcome(outcomes) => outcomes.contains(&landing.outcome),
        Entry::Rung(rungs) => landing.rung.is_some_and(|rung| rungs.contains(&rung)),
        Entry::Level(levels) => {
            let level = landing.rung.and_then(|rung| tree.rung(rung).level);
            level.is_some_and(|level| levels.contains(&level))
        }
        _ => false,
    }
}
