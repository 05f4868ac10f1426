//! From the ways of a state graph to a diagram. The graph may ask its questions in any order.

use super::diagrams::{Diagrams, Root};
use crate::engine::explore::{Graph, last_first};
use crate::engine::step::{At, Move};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Resolved;
use std::collections::{BTreeMap, BTreeSet};

/// Where the questions of a tree stand among the tests of a diagram, by question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(pub(crate) IdVec<QuestionId, Placed>);

/// Where a question stands.
#[derive(Clone, Debug)]
pub(crate) enum Placed {
    /// One test; by reply, the answer it means.
    Reply(u32, Vec<AnswerId>),
    /// A test per answer: passed over or chosen. An answer without a place is never chosen.
    Ticks(IdVec<AnswerId, Option<u32>>),
}

impl Places {
    /// The questions of a tree in this order.
    pub(crate) fn of(tree: &Resolved, order: &[QuestionId]) -> Places {
        let mut places = IdVec::filled(Placed::Ticks(IdVec::new()), tree.questions.len());
        let mut next = 0;
        for &question in order {
            let asked = &tree.questions[question];
            let answers = asked.answers.ids();
            places[question] = if asked.is_multiple() {
                let mut ticks = IdVec::filled(None, asked.answers.len());
                // Those that stand alone first, as a walk tries them.
                let (alone, rest): (Vec<AnswerId>, Vec<AnswerId>) = answers.partition(|&it| asked.answers[it].alone);
                for answer in alone.into_iter().chain(rest) {
                    ticks[answer] = Some(next);
                    next += 1;
                }
                Placed::Ticks(ticks)
            } else {
                next += 1;
                Placed::Reply(next - 1, answers.collect())
            };
        }
        Places(places)
    }

    /// The questions that are tested at some of these places, in file order.
    pub(crate) fn questions(&self, tested: &BTreeSet<u32>) -> Vec<QuestionId> {
        let among = |placed: &Placed| match placed {
            Placed::Reply(place, _) => tested.contains(place),
            Placed::Ticks(places) => places.iter().flatten().any(|place| tested.contains(place)),
        };
        self.0.ids().filter(|&question| among(&self.0[question])).collect()
    }

    /// What tests come to under a reply.
    pub(crate) fn tests(&self, question: QuestionId, reply: &[AnswerId]) -> Vec<(u32, usize)> {
        match &self.0[question] {
            Placed::Reply(place, answers) => {
                answers.iter().position(|answer| reply == [*answer]).map(|value| (*place, value)).into_iter().collect()
            }
            Placed::Ticks(places) => {
                let test =
                    |(answer, place): (AnswerId, &Option<u32>)| Some(((*place)?, usize::from(reply.contains(&answer))));
                places.iter_enumerated().filter_map(test).collect()
            }
        }
    }

    /// By place, what its test comes to under replies; `None` where one of them leaves some of several answers.
    pub(crate) fn came(&self, tree: &Resolved, replies: &Replies) -> Option<Vec<Option<usize>>> {
        let mut came: Vec<Option<usize>> = Vec::new();
        let mut set = |place: u32, value: usize| {
            came.resize(came.len().max(place as usize + 1), None);
            came[place as usize] = Some(value);
        };
        for (question, reply) in replies {
            let band;
            let given = match reply {
                Reply::Unknown => continue,
                Reply::OneOf(_) => return None,
                Reply::Answers(answers) => &answers[..],
                Reply::Number(number) => {
                    band = tree.questions[*question].band_of(*number)?;
                    std::slice::from_ref(&band)
                }
            };
            match &self.0[*question] {
                Placed::Reply(place, answers) => {
                    let [only] = given else { return None };
                    set(*place, answers.iter().position(|answer| answer == only)?);
                }
                Placed::Ticks(ticks) => {
                    for (answer, place) in ticks.iter_enumerated() {
                        place.iter().for_each(|place| set(*place, usize::from(given.contains(&answer))));
                    }
                }
            }
        }
        Some(came)
    }

    /// Replies under which tests come to this, to the questions they are about, in file order. A multiple of
    /// which nothing was chosen gets the last answer that was not passed over: that changes nothing.
    pub(crate) fn replies(&self, tree: &Resolved, tests: &[(u32, usize)]) -> Vec<(QuestionId, Vec<AnswerId>)> {
        let came: BTreeMap<u32, usize> = tests.iter().copied().collect();
        let mut replies = Vec::new();
        for (question, placed) in self.0.iter_enumerated() {
            match placed {
                Placed::Reply(place, answers) => {
                    replies.extend(came.get(place).map(|&value| (question, vec![answers[value]])));
                }
                Placed::Ticks(places) => {
                    let value = |answer: &AnswerId| places[*answer].and_then(|place| came.get(&place).copied());
                    if places.ids().all(|answer| value(&answer).is_none()) {
                        continue;
                    }
                    let alone = |answer: &AnswerId| tree.questions[question].answers[*answer].alone;
                    let chosen: Vec<AnswerId> = places.ids().filter(|answer| value(answer) == Some(1)).collect();
                    let free = |answer: &AnswerId| places[*answer].is_some() && value(answer).is_none();
                    let spare = || places.ids().filter(free).max_by_key(|answer| (!alone(answer), *answer));
                    let reply = match chosen.iter().copied().find(alone) {
                        Some(only) => vec![only],
                        None if chosen.is_empty() => spare().into_iter().collect(),
                        None => chosen,
                    };
                    replies.push((question, reply));
                }
            }
        }
        replies
    }
}

impl Diagrams {
    /// The diagram of all ways from the start; `leaf` gives every end its leaf. `None` where there is no way.
    pub(crate) fn build(
        &mut self,
        places: &Places,
        ways: &impl Graph,
        leaf: &mut dyn FnMut(&mut Diagrams, usize) -> Root,
    ) -> Option<Root> {
        let mut built: Vec<Option<Root>> = vec![None; ways.size()];
        for node in last_first(ways) {
            built[node] = match *ways.at(node) {
                At::End(_) => Some(leaf(self, node)),
                At::Tick { .. } => self.ticked(places, ways, node, &built),
                At::Question(question) => match &places.0[question] {
                    Placed::Reply(place, answers) => {
                        let children: Vec<Option<Root>> =
                            answers.iter().map(|&answer| built[only(ways, node, answer)?]).collect();
                        self.choose(*place, &children)
                    }
                    Placed::Ticks(ticks) => {
                        let mut rest = self.ticked(places, ways, node, &built);
                        for (made, to) in ways.links(node).collect::<Vec<_>>().into_iter().rev() {
                            if let (Move::Answer(_, alone), Some(child)) = (made, built[to]) {
                                rest = match ticks[*alone] {
                                    Some(place) => self.choose(place, &[rest, Some(child)]),
                                    None => rest,
                                };
                            }
                        }
                        rest
                    }
                },
            };
        }
        built.first().copied().flatten()
    }

    /// The next tick of a multiple.
    fn ticked(&mut self, places: &Places, ways: &impl Graph, node: usize, built: &[Option<Root>]) -> Option<Root> {
        let (At::Question(question) | At::Tick { question, .. }) = *ways.at(node) else { return None };
        let mut both = [None, None];
        let mut next = None;
        for (made, to) in ways.links(node) {
            match made {
                Move::Skip(_, answer) => (both[0], next) = (built[to], Some(*answer)),
                Move::Tick(_, answer) => (both[1], next) = (built[to], Some(*answer)),
                Move::Answer(..) => {}
            }
        }
        match (&places.0[question], next) {
            (Placed::Ticks(places), Some(next)) => match places[next] {
                Some(place) => self.choose(place, &both),
                None => both[0],
            },
            // A node half-way a reply that is one test: only ways through it count.
            _ => None,
        }
    }

    /// A test; what is no reply leads where the first one that is leads.
    fn choose(&mut self, place: u32, children: &[Option<Root>]) -> Option<Root> {
        let first = children.iter().copied().flatten().next()?;
        let children: Vec<Root> = children.iter().map(|child| child.unwrap_or(first)).collect();
        Some(self.before(place, &children))
    }
}

/// Where a reply of this one answer leads, also at a question of which more may be chosen.
fn only(ways: &impl Graph, node: usize, answer: AnswerId) -> Option<usize> {
    let mut at = node;
    loop {
        let next = ways.links(at).find(|(made, _)| match made {
            Move::Answer(_, it) | Move::Tick(_, it) => *it == answer,
            Move::Skip(_, it) => *it != answer,
        });
        at = next?.1;
        if !matches!(ways.at(at), At::Tick { .. }) {
            return Some(at);
        }
    }
}
