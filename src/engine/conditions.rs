//! What conditions may come to under any replies to one tree: each is followed over the whole state graph
//! once, and replies then only leave some of the links. Most hang on one question and need no graph.

use crate::engine::budget::Budget;
use crate::engine::diagram::{Diagrams, Placed, Places, Root};
use crate::engine::evaluate::{Evaluation, Explored};
use crate::engine::explore::StateGraph;
use crate::engine::step::{AllowedReplies, At, all_allowed};
use crate::engine::watched::{Monitor, Tallied, Walks};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::replies::Replies;
use crate::model::tree::Resolved;
use foldhash::{HashMap, HashMapExt};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

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
    /// It hangs on more. `None` past the budget.
    Graph(Option<WatchedCondition>),
}

/// A condition that was followed over the state graph.
#[derive(Debug)]
struct WatchedCondition {
    /// The state graph times what is left of it, with whether it holds at a node that is an end.
    graph: StateGraph,
    held: Vec<bool>,
    /// How often it was asked about.
    asked: AtomicU32,
    /// The same as a diagram, made where it is asked about often.
    diagram: OnceLock<Option<ConditionDiagram>>,
}

/// After so many times a diagram is worth its while.
const OFTEN: u32 = 100;

/// When a condition holds, over all replies.
#[derive(Debug)]
struct ConditionDiagram {
    /// Each after all that it leads to, so the last is the first test.
    parts: Vec<DiagramPart>,
}

#[derive(Debug)]
enum DiagramPart {
    Leaf(bool),
    /// By answer, where it leads.
    Reply(QuestionId, Vec<(AnswerId, usize)>),
    /// An answer of a multiple, with where passing it over and choosing it lead.
    Tick(QuestionId, AnswerId, [usize; 2]),
}

impl ConditionDiagram {
    /// Nothing where it is too large.
    fn of(tree: &Resolved, watched: &WatchedCondition, order: &[QuestionId]) -> Option<ConditionDiagram> {
        let (mut diagrams, places) = (Diagrams::new(&Budget::of(STATES)), Places::of(tree, order));
        let leaf = &mut |diagrams: &mut Diagrams, node: usize| diagrams.leaf(u32::from(watched.held[node]));
        let root = diagrams.build(&places, &watched.graph, leaf)?;
        let mut numbers: HashMap<Root, usize> = HashMap::default();
        let mut parts = Vec::new();
        for part in diagrams.last_first(root) {
            let to: Vec<usize> = diagrams.children(part).iter().map(|child| numbers[child]).collect();
            numbers.insert(part, parts.len());
            parts.push(match diagrams.value(part) {
                Some(leaf) => DiagramPart::Leaf(leaf == 1),
                None => DiagramPart::of(&places, diagrams.place(part), to)?,
            });
        }
        (!diagrams.full).then_some(ConditionDiagram { parts })
    }

    /// What it comes to within the allowed replies. `None` where they leave some of the replies to a multiple.
    fn within(&self, allowed: &IdVec<QuestionId, AllowedReplies>) -> Option<May> {
        let mut may = May::default();
        let mut reached = vec![false; self.parts.len()];
        reached.last_mut().into_iter().for_each(|first| *first = true);
        for number in (0..self.parts.len()).rev() {
            if !reached[number] {
                continue;
            }
            match &self.parts[number] {
                DiagramPart::Leaf(holds) => may = may.or(May::be(*holds)),
                DiagramPart::Reply(question, answers) => {
                    let allowed = &allowed[*question];
                    answers.iter().filter(|(answer, _)| allowed.may(*answer)).for_each(|(_, to)| reached[*to] = true);
                }
                DiagramPart::Tick(question, answer, [skipped, chosen]) => {
                    let allowed = &allowed[*question];
                    if !allowed.is_open() && allowed.only().is_none() {
                        return None;
                    }
                    reached[*chosen] |= allowed.may(*answer);
                    reached[*skipped] |= allowed.may_skip(*answer);
                }
            }
        }
        Some(may)
    }
}

impl DiagramPart {
    fn of(places: &Places, place: u32, to: Vec<usize>) -> Option<DiagramPart> {
        places.0.iter_enumerated().find_map(|(question, placed)| match placed {
            Placed::Reply(own, answers) => {
                (*own == place).then(|| DiagramPart::Reply(question, answers.iter().copied().zip(to.clone()).collect()))
            }
            Placed::Ticks(ticks) => {
                let answer = ticks.ids().find(|answer| ticks[*answer] == Some(place))?;
                Some(DiagramPart::Tick(question, answer, [to[0], to[1]]))
            }
        })
    }
}

impl WatchedCondition {
    fn within(&self, tree: &Resolved, order: &[QuestionId], allowed: &IdVec<QuestionId, AllowedReplies>) -> May {
        if self.asked.fetch_add(1, Ordering::Relaxed) < OFTEN {
            return reached(&self.graph, &self.held, allowed);
        }
        let diagram = self.diagram.get_or_init(|| ConditionDiagram::of(tree, self, order));
        let may = diagram.as_ref().and_then(|diagram| diagram.within(allowed));
        may.unwrap_or_else(|| reached(&self.graph, &self.held, allowed))
    }
}

/// Conditions of one tree, each once and known by number.
#[derive(Debug)]
pub(crate) struct Conditions {
    numbers: HashMap<Condition<Entry>, usize>,
    known: Vec<(Condition<Entry>, Dependence)>,
    /// The questions in an order in which every walk meets them.
    order: Vec<QuestionId>,
}

impl Conditions {
    /// None yet.
    pub(crate) fn new(explored: &Explored<'_>) -> Conditions {
        Conditions { numbers: HashMap::new(), known: Vec::new(), order: explored.reach.order() }
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
            Dependence::Graph(Some(watched)) => watched.within(tree, &self.order, &under.allowed),
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
            Dependence::Graph(watch.finished.then(|| {
                let (graph, held) = watch.graph();
                WatchedCondition { graph, held, asked: AtomicU32::new(0), diagram: OnceLock::new() }
            }))
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
