//! What conditions may come to under any replies to one tree: each is followed over the whole state graph
//! once, and replies then only leave some of the links. Most hang on one question and need no graph.

use crate::engine::budget::Budget;
use crate::engine::evaluate::{Evaluation, Explored};
use crate::engine::explore::StateGraph;
use crate::engine::step::{AllowedReplies, At, all_allowed};
use crate::engine::watched::{Monitor, Tallied, Walks};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::replies::Replies;
use crate::model::tree::Resolved;
use foldhash::{HashMap, HashMapExt};

/// What it may cost to watch one condition, in states.
const STATES: usize = 100_000;

/// What a condition may come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct May {
    /// It holds at some end.
    pub(crate) hold: bool,
    /// It fails at some end.
    pub(crate) fail: bool,
}

impl May {
    fn be(value: bool) -> May {
        May { hold: value, fail: !value }
    }

    /// What the one condition came to that was watched to these ends; either where they are not known.
    pub(crate) fn at(ends: Option<&[Tallied]>) -> May {
        match ends {
            Some(ends) => ends.iter().fold(May::default(), |may, (_, held)| may.or(May::be(held[0]))),
            None => May { hold: true, fail: true },
        }
    }

    fn or(self, other: May) -> May {
        May { hold: self.hold || other.hold, fail: self.fail || other.fail }
    }
}

impl Evaluation {
    /// What a condition may come to; either where that would take too long to find out.
    pub(crate) fn may(&self, tree: &Resolved, condition: &Condition<Entry>) -> May {
        May::at(self.tally(tree, &[condition]).as_deref())
    }
}

/// Replies with what they lead to, to ask many conditions about.
#[derive(Debug)]
pub(crate) struct Under {
    pub(crate) evaluation: Evaluation,
    allowed: IdVec<QuestionId, AllowedReplies>,
    /// By question, whether every walk meets it; `None` where no walk does.
    met: IdVec<QuestionId, Option<bool>>,
}

impl Under {
    /// Evaluates replies.
    pub(crate) fn of(explored: &Explored<'_>, replies: &Replies) -> Under {
        Under::within(explored, replies, AllowedReplies::all(explored.tree, replies))
    }

    /// The same where what the replies allow is known.
    pub(crate) fn within(
        explored: &Explored<'_>,
        replies: &Replies,
        allowed: IdVec<QuestionId, AllowedReplies>,
    ) -> Under {
        let evaluation = explored.evaluate_in(replies, &allowed);
        let mut met = IdVec::filled(None, allowed.len());
        evaluation.met().iter().for_each(|it| met[it.question] = Some(it.always));
        Under { evaluation, allowed, met }
    }

    /// Whether some walk meets a question.
    pub(crate) fn meets(&self, question: QuestionId) -> bool {
        self.met[question].is_some()
    }
}

/// How to find what a condition comes to.
#[derive(Debug)]
enum Dependence {
    /// It hangs on nothing.
    Fixed(bool),
    /// It hangs on this question alone; what it comes to when that is not asked, and over all replies to it.
    Question { question: QuestionId, unasked: bool, open: May },
    /// It hangs on more: the state graph times what is left of it, with whether it holds at a node that is
    /// an end. `None` past the budget.
    Graph(Option<(StateGraph, Vec<bool>)>),
}

/// Conditions of one tree, each once and known by number.
#[derive(Debug)]
pub(crate) struct Conditions {
    numbers: HashMap<Condition<Entry>, usize>,
    known: Vec<(Condition<Entry>, Dependence)>,
}

impl Conditions {
    /// None yet.
    pub(crate) fn new() -> Conditions {
        Conditions { numbers: HashMap::new(), known: Vec::new() }
    }

    /// The number of a condition.
    pub(crate) fn number(&mut self, explored: &Explored<'_>, condition: &Condition<Entry>) -> usize {
        if let Some(&number) = self.numbers.get(condition) {
            return number;
        }
        let number = self.known.len();
        self.known.push((condition.clone(), way(explored, condition)));
        self.numbers.insert(condition.clone(), number);
        number
    }

    /// What a condition may come to under replies.
    pub(crate) fn may(&self, number: usize, tree: &Resolved, under: &Under) -> May {
        let (condition, way) = &self.known[number];
        match way {
            Dependence::Fixed(value) => May::be(*value),
            Dependence::Question { question, unasked, open } => match under.met[*question] {
                None => May::be(*unasked),
                Some(always) => {
                    let asked = over(tree, condition, *question, &under.allowed[*question], Some(*open));
                    if always { asked } else { asked.or(May::be(*unasked)) }
                }
            },
            Dependence::Graph(Some((graph, held))) => reached(graph, held, &under.allowed),
            Dependence::Graph(None) => under.evaluation.may(tree, condition),
        }
    }
}

fn way(explored: &Explored<'_>, condition: &Condition<Entry>) -> Dependence {
    let (mut questions, mut others) = (Vec::new(), false);
    condition.each(&mut |entry| match entry {
        Entry::Question(question, _) => questions.push(*question),
        Entry::Never => {}
        _ => others = true,
    });
    questions.dedup();
    let tree = explored.tree;
    match questions[..] {
        [] if !others => Dependence::Fixed(value(condition, None)),
        [question] if !others => {
            let open = over(tree, condition, question, &AllowedReplies::of(tree, question, None), None);
            Dependence::Question { question, unasked: value(condition, None), open }
        }
        _ => {
            let walks = Walks { tree, graph: &explored.graph, reach: &explored.reach };
            let watch = Monitor::over(walks, condition, &Budget::of(STATES), &mut |_| false);
            Dependence::Graph(watch.finished.then(|| watch.graph()))
        }
    }
}

/// What a condition on one question comes to, given the chosen answers; `None`: it was not asked.
fn value(condition: &Condition<Entry>, chosen: Option<&[AnswerId]>) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| value(part, chosen)),
        Condition::Any(parts) => parts.iter().any(|part| value(part, chosen)),
        Condition::Not(part) => !value(part, chosen),
        Condition::Entry(Entry::Question(_, answers)) => {
            chosen.is_some_and(|chosen| chosen.iter().any(|answer| answers.contains(answer)))
        }
        Condition::Entry(_) => false,
    }
}

/// What a condition on one question comes to over its allowed replies; `open` where all are.
fn over(
    tree: &Resolved,
    condition: &Condition<Entry>,
    question: QuestionId,
    allowed: &AllowedReplies,
    open: Option<May>,
) -> May {
    match (allowed.only(), open) {
        (Some(chosen), _) => May::be(value(condition, Some(chosen))),
        (None, Some(open)) if allowed.is_open() => open,
        _ => {
            let mut read: Vec<AnswerId> = Vec::new();
            condition.each(&mut |entry| {
                if let Entry::Question(_, answers) = entry {
                    read.extend(answers);
                }
            });
            let replies = all_allowed(tree, question, &allowed.telling_apart(tree, question, &read));
            replies.iter().fold(May::default(), |may, reply| may.or(May::be(value(condition, Some(reply)))))
        }
    }
}

/// What a condition comes to at the ends that the allowed replies lead to.
fn reached(graph: &StateGraph, held: &[bool], allowed: &IdVec<QuestionId, AllowedReplies>) -> May {
    let mut may = May::default();
    let mut seen = vec![false; graph.nodes.len()];
    let mut stack = vec![0];
    while let Some(node) = stack.pop() {
        if std::mem::replace(&mut seen[node], true) {
            continue;
        }
        match graph.nodes[node].at {
            At::End(_) => may = may.or(May::be(held[node])),
            _ => stack.extend(graph.allowed(node, allowed).map(|link| link.to as usize)),
        }
        if may.hold && may.fail {
            break;
        }
    }
    may
}
