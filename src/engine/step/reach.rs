//! What still lies ahead of every question, whatever the replies: known once per tree.

use crate::model::tree::{OutcomeRung, Resolved, Target, Way};

/// A set of small numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    pub(crate) fn none(size: usize) -> Bits {
        Bits(vec![0; size.div_ceil(64)])
    }

    pub(crate) fn add(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }

    pub(crate) fn has(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 == 1
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(crate) fn add_all(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }
}

/// The question graph, read once.
#[derive(Debug)]
pub(crate) struct Reach {
    /// The questions a question may lead to, each once, in file order.
    pub(crate) next: Vec<Vec<usize>>,
    /// The questions that may still come, the question itself included.
    pub(crate) ahead: Vec<Bits>,
    /// Which loop (strongly connected component) a question is in; lower numbers come earlier.
    pub(crate) component: Vec<usize>,
    /// The questions of each component, in file order.
    pub(crate) members: Vec<Vec<usize>>,
    /// Whether a component can lead back to itself.
    pub(crate) looped: Vec<bool>,
    /// Whether an outcome that reads the bounds may still come.
    pub(crate) reads_bounds: Vec<bool>,
    /// Whether an outcome that reads the wish may still come.
    pub(crate) reads_wish: Vec<bool>,
    /// By question and score: the least and most that may still be added, the question's own included.
    pub(crate) still_added: Vec<Vec<(i64, i64)>>,
    /// By fact and value: the questions that can set it.
    pub(crate) setters: Vec<Vec<Vec<usize>>>,
}

/// Every way on of a question: those of its answers and its own.
pub(crate) fn ways(tree: &Resolved, question: usize) -> impl Iterator<Item = &Way<crate::model::tree::Known>> {
    let question = &tree.questions[question];
    question.answers.iter().filter_map(|answer| answer.way.as_ref()).chain(&question.way)
}

impl Reach {
    /// The questions in an order in which every way asks them (inside a loop: file order).
    pub(crate) fn order(&self) -> Vec<usize> {
        self.members.concat()
    }

    pub(crate) fn of(tree: &Resolved) -> Reach {
        let count = tree.questions.len();
        let mut next = vec![Vec::new(); count];
        let (mut reads_bounds, mut reads_wish) = (vec![false; count], vec![false; count]);
        for question in 0..count {
            for route in ways(tree, question).flat_map(|way| &way.routes) {
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
        let mut setters: Vec<Vec<Vec<usize>>> =
            tree.facts.iter().map(|fact| vec![Vec::new(); fact.values.len()]).collect();
        for (number, question) in tree.questions.iter().enumerate() {
            for (fact, values) in question.answers.iter().flat_map(|answer| &answer.set) {
                for &value in values {
                    if setters[*fact][value].last() != Some(&number) {
                        setters[*fact][value].push(number);
                    }
                }
            }
        }
        let mut reach = Reach {
            ahead: vec![Bits::none(0); count],
            reads_bounds,
            reads_wish,
            still_added: vec![Vec::new(); count],
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
            let mut ahead = Bits::none(tree.questions.len());
            let (mut reads_bounds, mut reads_wish) = (false, false);
            let mut own = vec![(0, 0); scores];
            let mut later = vec![(0, 0); scores];
            for &question in members {
                ahead.add(question);
                reads_bounds |= self.reads_bounds[question];
                reads_wish |= self.reads_wish[question];
                for (score, (least, most)) in added(tree, question).into_iter().enumerate() {
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
            let still: Vec<(i64, i64)> =
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
fn added(tree: &Resolved, question: usize) -> Vec<(i64, i64)> {
    let question = &tree.questions[question];
    let mut range: Vec<Option<(i64, i64)>> = vec![None; tree.scores.len()];
    for answer in &question.answers {
        let mut points = vec![0; tree.scores.len()];
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
fn components(next: &[Vec<usize>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    const NONE: usize = usize::MAX;
    let count = next.len();
    let (mut index, mut low, mut component) = (vec![NONE; count], vec![0; count], vec![NONE; count]);
    let (mut found, mut stack, mut members, mut counter) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for root in 0..count {
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
