//! What still lies ahead of every question, whatever the replies: known once per tree.

use crate::model::ids::{FactId, IdSet, IdVec, QuestionId, ScoreId, ValueId};
use crate::model::tree::{ById, OutcomeRung, Resolved, Route, Target};

/// The question graph, read once.
#[derive(Debug)]
pub(crate) struct Reach {
    /// The questions a question may lead to, each once, in file order.
    pub(crate) next: IdVec<QuestionId, Vec<QuestionId>>,
    /// The questions that may still come, the question itself included.
    pub(crate) ahead: IdVec<QuestionId, IdSet<QuestionId>>,
    /// Which loop (strongly connected component) a question is in; lower numbers come earlier.
    pub(crate) component: IdVec<QuestionId, usize>,
    /// The questions of each component, in file order.
    pub(crate) members: Vec<Vec<QuestionId>>,
    /// Whether a component can lead back to itself.
    pub(crate) looped: Vec<bool>,
    /// Whether an outcome that reads the bounds may still come.
    pub(crate) reads_bounds: IdVec<QuestionId, bool>,
    /// Whether an outcome that reads the wish may still come.
    pub(crate) reads_wish: IdVec<QuestionId, bool>,
    /// By question and score: the least and most that may still be added, the question's own included.
    pub(crate) still_added: IdVec<QuestionId, IdVec<ScoreId, (i64, i64)>>,
    /// By fact and value: the questions that can set it.
    pub(crate) setters: IdVec<FactId, IdVec<ValueId, Vec<QuestionId>>>,
}

/// Every route of a question.
pub(crate) fn routes(tree: &Resolved, question: QuestionId) -> impl Iterator<Item = &Route<ById>> {
    tree.questions[question].ways().flat_map(|(_, way)| &way.routes)
}

impl Reach {
    /// The questions in an order in which every way asks them (inside a loop: file order).
    pub(crate) fn order(&self) -> Vec<QuestionId> {
        self.members.concat()
    }

    pub(crate) fn of(tree: &Resolved) -> Reach {
        let count = tree.questions.len();
        let mut next: IdVec<QuestionId, Vec<QuestionId>> = IdVec::filled(Vec::new(), count);
        let (mut reads_bounds, mut reads_wish) = (IdVec::filled(false, count), IdVec::filled(false, count));
        for question in tree.questions.ids() {
            for route in routes(tree, question) {
                match route.target {
                    Target::Question(target) => next[question].push(target),
                    Target::Outcome(outcome) => {
                        let rung = &tree.outcomes[outcome].rung;
                        reads_bounds[question] |= rung.reads_bounds();
                        reads_wish[question] |= *rung == OutcomeRung::Wish;
                    }
                }
            }
            next[question].sort_unstable();
            next[question].dedup();
        }
        let (component, members) = components(&next);
        let looped: Vec<bool> =
            members.iter().map(|members| members.len() > 1 || next[members[0]].contains(&members[0])).collect();
        let mut setters: IdVec<FactId, IdVec<ValueId, Vec<QuestionId>>> =
            tree.facts.iter().map(|fact| IdVec::filled(Vec::new(), fact.values.len())).collect();
        for (number, question) in tree.questions.iter_enumerated() {
            for (fact, values) in question.answers.iter().flat_map(|answer| &answer.set) {
                for &value in values {
                    if setters[*fact][value].last() != Some(&number) {
                        setters[*fact][value].push(number);
                    }
                }
            }
        }
        let mut reach = Reach {
            ahead: IdVec::filled(IdSet::none(0), count),
            reads_bounds,
            reads_wish,
            still_added: IdVec::filled(IdVec::new(), count),
            next,
            component,
            members,
            looped,
            setters,
        };
        reach.look_ahead(tree);
        reach
    }

    /// From the last component back to the first, so that what follows is always known.
    fn look_ahead(&mut self, tree: &Resolved) {
        let scores = tree.scores.len();
        for number in (0..self.members.len()).rev() {
            let members = &self.members[number];
            let mut ahead = IdSet::none(tree.questions.len());
            let (mut reads_bounds, mut reads_wish) = (false, false);
            let mut own: IdVec<ScoreId, (i64, i64)> = IdVec::filled((0, 0), scores);
            let mut later = own.clone();
            for &question in members {
                ahead.add(question);
                reads_bounds |= self.reads_bounds[question];
                reads_wish |= self.reads_wish[question];
                for (score, &(least, most)) in added(tree, question).iter_enumerated() {
                    // A loop may be entered anywhere and left early: each member adds something or nothing.
                    let (least, most) = if members.len() > 1 { (least.min(0), most.max(0)) } else { (least, most) };
                    own[score].0 += least;
                    own[score].1 += most;
                }
                for &target in &self.next[question] {
                    if self.component[target] != number {
                        ahead.add_all(&self.ahead[target]);
                        reads_bounds |= self.reads_bounds[target];
                        reads_wish |= self.reads_wish[target];
                        for (later, after) in later.iter_mut().zip(&self.still_added[target]) {
                            later.0 = later.0.min(after.0);
                            later.1 = later.1.max(after.1);
                        }
                    }
                }
            }
            let still: IdVec<ScoreId, (i64, i64)> =
                own.iter().zip(&later).map(|(own, later)| (own.0 + later.0, own.1 + later.1)).collect();
            for question in members.clone() {
                self.ahead[question] = ahead.clone();
                self.reads_bounds[question] = reads_bounds;
                self.reads_wish[question] = reads_wish;
                self.still_added[question] = still.clone();
            }
        }
    }
}

/// By score, the least and most that one reply to a question adds.
fn added(tree: &Resolved, question: QuestionId) -> IdVec<ScoreId, (i64, i64)> {
    let question = &tree.questions[question];
    let mut range: IdVec<ScoreId, Option<(i64, i64)>> = IdVec::filled(None, tree.scores.len());
    for answer in &question.answers {
        let mut points: IdVec<ScoreId, i64> = IdVec::filled(0, tree.scores.len());
        answer.add.iter().for_each(|(score, more)| points[*score] += more);
        for (range, points) in range.iter_mut().zip(points) {
            *range = Some(match *range {
                None => (points, points),
                Some((least, most)) if question.is_multiple() => {
                    (least.min(0) + points.min(0), most.max(0) + points.max(0))
                }
                Some((least, most)) => (least.min(points), most.max(points)),
            });
        }
    }
    range.into_iter().map(Option::unwrap_or_default).collect()
}

/// Strongly connected components in topological order (Tarjan 1972, with a stack of our own: a chain
/// of ten thousand questions must not overflow the machine's).
fn components(next: &IdVec<QuestionId, Vec<QuestionId>>) -> (IdVec<QuestionId, usize>, Vec<Vec<QuestionId>>) {
    const NONE: usize = usize::MAX;
    let count = next.len();
    let (mut index, mut component) = (IdVec::filled(NONE, count), IdVec::filled(NONE, count));
    let mut low: IdVec<QuestionId, usize> = IdVec::filled(0, count);
    let (mut found, mut stack, mut members, mut counter) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for root in next.ids() {
        if index[root] != NONE {
            continue;
        }
        found.push((root, 0));
        while let Some(&mut (question, ref mut edge)) = found.last_mut() {
            if *edge == 0 {
                index[question] = counter;
                low[question] = counter;
                counter += 1;
                stack.push(question);
            }
            if let Some(&target) = next[question].get(*edge) {
                *edge += 1;
                if index[target] == NONE {
                    found.push((target, 0));
                } else if component[target] == NONE {
                    low[question] = low[question].min(index[target]);
                }
                continue;
            }
            found.pop();
            if let Some(&(parent, _)) = found.last() {
                low[parent] = low[parent].min(low[question]);
            }
            if low[question] == index[question] {
                let mut group = Vec::new();
                while let Some(member) = stack.pop() {
                    component[member] = members.len();
                    group.push(member);
                    if member == question {
                        break;
                    }
                }
                group.sort_unstable();
                members.push(group);
            }
        }
    }
    // Tarjan finds the last component first.
    members.reverse();
    let last = members.len().saturating_sub(1);
    component.iter_mut().for_each(|number| *number = last - *number);
    (component, members)
}
