//! What a reply leaves of a question, and whether a condition may and may not hold under a row's replies.

use super::{MOST, bits};
use crate::engine::explore::{StateGraph, explore};
use crate::engine::quick::Map;
use crate::engine::step::{At, Move, Room, Stepper, all_replies};
use crate::model::condition::{Condition, Entry};
use crate::model::replies::Reply;
use crate::model::tree::{Answer, Known, Resolved};

/// What a reply leaves of its question; answers are bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) must: u64,
    pub(super) may: u64,
    alone: u64,
    multiple: bool,
    /// Whether nothing at all is known.
    pub(super) open: bool,
}

impl Asked {
    /// What no reply leaves: everything.
    pub(super) fn open(tree: &Resolved, question: usize) -> Asked {
        let asked = &tree.questions[question];
        let count = asked.answers.len();
        let may = if count == 64 { u64::MAX } else { (1 << count) - 1 };
        let alone = (0..count).filter(|&answer| asked.answers[answer].alone).fold(0, |set, answer| set | 1 << answer);
        Asked { must: 0, may, alone, multiple: asked.is_multiple(), open: true }
    }

    /// What a reply leaves of that.
    pub(super) fn given(self, tree: &Resolved, question: usize, reply: &Reply<Known>) -> Asked {
        let set = |answers: &[usize]| answers.iter().fold(0_u64, |set, &answer| set | 1 << answer);
        let (must, may) = match reply {
            Reply::Unknown => return self,
            Reply::OneOf(answers) => (0, set(answers)),
            Reply::Answers(answers) => (set(answers), set(answers)),
            Reply::Number(number) => {
                let answers = &tree.questions[question].answers;
                let holds = |answer: &Answer<Known>| answer.band.is_some_and(|band| band.holds(*number));
                let band = answers.iter().position(holds).map_or(0, |band| 1 << band);
                (band, band)
            }
        };
        Asked { must, may, open: false, ..self }
    }

    /// Whether a move is still allowed; `any`: an answer of this multiple was chosen before it.
    pub(super) fn allows(&self, made: &Move, any: bool) -> bool {
        let has = |set: u64, answer: usize| set >> answer & 1 == 1;
        match *made {
            Move::Answer(_, answer) => has(self.may, answer) && self.must & !(1 << answer) == 0,
            Move::Tick(_, answer) => has(self.may, answer) && self.alone & self.must == 0,
            Move::Skip(_, answer) => {
                let later = self.may & !self.alone & !(u64::MAX >> (63 - answer));
                !has(self.must, answer) && (any || later != 0) && self.alone & self.must == 0
            }
        }
    }

    /// The one reply this leaves, if it is certain; a multiple is certain when it was given.
    pub(super) fn known(&self) -> Option<u64> {
        (self.must != 0 && self.must == self.may || !self.multiple && self.may.is_power_of_two()).then_some(self.may)
    }
}

/// A condition with how to find what it may come to.
#[derive(Debug)]
enum Way {
    /// It hangs on this question alone: what it comes to when not asked, and when anything is open.
    One { question: usize, unasked: bool, open: (bool, bool) },
    /// It hangs on nothing.
    Fixed(bool),
    /// It hangs on more: a graph that watches it, built when first needed; `None` past the budget.
    Graph(Option<Box<(StateGraph, Vec<u32>, u32)>>),
}

/// Conditions that were asked about, each once.
#[derive(Debug)]
pub(super) struct Watched<'t> {
    tree: &'t Resolved,
    numbers: Map<Condition<Entry>, usize>,
    ways: Vec<(Condition<Entry>, Way)>,
    /// By question, every reply to it as a set of answers: a question with many answers has thousands, and
    /// many conditions ask about it.
    replies: Map<usize, Vec<u64>>,
}

impl<'t> Watched<'t> {
    pub(super) fn new(tree: &'t Resolved) -> Watched<'t> {
        Watched { tree, numbers: Map::default(), ways: Vec::new(), replies: Map::default() }
    }

    /// The number of a condition, for [`Watched::may_be`].
    pub(super) fn number(&mut self, condition: &Condition<Entry>) -> usize {
        if let Some(&number) = self.numbers.get(condition) {
            return number;
        }
        let number = self.ways.len();
        let way = self.way(condition);
        self.ways.push((condition.clone(), way));
        self.numbers.insert(condition.clone(), number);
        number
    }

    /// Whether a condition may hold and may not hold; `None` where that would take too long.
    pub(super) fn may(
        &mut self,
        condition: &Condition<Entry>,
        asked: &[Asked],
        met: (u128, u128),
    ) -> Option<(bool, bool)> {
        let number = self.number(condition);
        self.may_be(number, asked, met)
    }

    /// The same by number; `met` are the questions that some and that all ways meet.
    pub(super) fn may_be(&mut self, number: usize, asked: &[Asked], met: (u128, u128)) -> Option<(bool, bool)> {
        let tree = self.tree;
        let (condition, way) = &mut self.ways[number];
        match way {
            Way::Fixed(value) => Some((*value, !*value)),
            Way::One { question, unasked, open } => {
                let asked = &asked[*question];
                let (some, every) = (met.0 >> *question & 1 == 1, met.1 >> *question & 1 == 1);
                let mut may = if every { (false, false) } else { (*unasked, !*unasked) };
                if some {
                    let more = match asked.known() {
                        Some(set) => either(value(condition, Some(set))),
                        None if asked.open => *open,
                        None => over(condition, &replies(tree, *question, asked)),
                    };
                    may = (may.0 | more.0, may.1 | more.1);
                }
                Some(may)
            }
            Way::Graph(graph) => {
                let (graph, seen, row) = graph.as_deref_mut()?;
                *row += 1;
                Some(look(graph, seen, *row, asked))
            }
        }
    }

    fn way(&mut self, condition: &Condition<Entry>) -> Way {
        let (mut questions, mut others) = (0_u128, false);
        condition.each(&mut |entry| match entry {
            Entry::Question(question, _) if *question < MOST => questions |= 1 << question,
            Entry::Never => {}
            _ => others = true,
        });
        let tree = self.tree;
        match (others, questions.count_ones()) {
            (false, 0) => Way::Fixed(value(condition, None)),
            (false, 1) => {
                let question = bits(questions).next().unwrap_or_default();
                let all = || replies(tree, question, &Asked::open(tree, question));
                let open = over(condition, self.replies.entry(question).or_insert_with(all));
                Way::One { question, unasked: value(condition, None), open }
            }
            _ => {
                let mut stepper = Stepper::new(tree, &[condition]);
                let graph = explore(&mut stepper, &|question| Room::of(tree, question, None), super::BUDGET);
                let seen = vec![0; graph.nodes.len()];
                Way::Graph(graph.finished.then(|| Box::new((graph, seen, 0))))
            }
        }
    }
}

fn either(value: bool) -> (bool, bool) {
    (value, !value)
}

/// What a condition on one question comes to, given its chosen answers, or none if it was not asked.
fn value(condition: &Condition<Entry>, chosen: Option<u64>) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| value(part, chosen)),
        Condition::Any(parts) => parts.iter().any(|part| value(part, chosen)),
        Condition::Not(part) => !value(part, chosen),
        Condition::Entry(Entry::Question(_, answers)) => {
            chosen.is_some_and(|chosen| answers.iter().any(|&answer| chosen >> answer & 1 == 1))
        }
        Condition::Entry(_) => false,
    }
}

/// What a condition on one question comes to over these replies.
fn over(condition: &Condition<Entry>, replies: &[u64]) -> (bool, bool) {
    let each = replies.iter().map(|&reply| either(value(condition, Some(reply))));
    each.fold((false, false), |all, it| (all.0 | it.0, all.1 | it.1))
}

/// The replies that are left of a question.
fn replies(tree: &Resolved, question: usize, asked: &Asked) -> Vec<u64> {
    let answers = bits(u128::from(asked.may));
    if !asked.multiple {
        return answers.map(|answer| 1 << answer).collect();
    }
    let room = Room::of(tree, question, Some(&Reply::OneOf(answers.collect())));
    let set = |reply: &Vec<usize>| reply.iter().fold(0_u64, |set, &answer| set | 1 << answer);
    all_replies(tree, question, &room).iter().map(set).collect()
}

/// The values at the ends that a row can reach.
fn look(graph: &StateGraph, seen: &mut [u32], row: u32, asked: &[Asked]) -> (bool, bool) {
    let mut may = (false, false);
    let mut stack = vec![0_usize];
    while let Some(node) = stack.pop() {
        if std::mem::replace(&mut seen[node], row) == row {
            continue;
        }
        let node = &graph.nodes[node];
        let (question, any) = match &node.at {
            At::End(_, values) => {
                let held = values.first().copied().unwrap_or_default();
                may = (may.0 | held, may.1 | !held);
                if may == (true, true) {
                    break;
                }
                continue;
            }
            At::Question(question) => (*question, false),
            At::Tick { question, any, .. } => (*question, *any),
        };
        let allowed = node.links.iter().filter(|link| asked[question].allows(&link.made, any));
        stack.extend(allowed.map(|link| link.to as usize));
    }
    may
}
