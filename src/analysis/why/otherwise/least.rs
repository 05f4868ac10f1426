//! The least change to one result: a shortest way in the state graph, its cost compared as FORMAT
//! section 9 says. Among ways that cost the same, the one that changes the earlier question on the way
//! comes first, then the earlier answer.

use super::cost::{ChangeCost, FAR, GivenReplies, plus};
use crate::engine::budget::Budget;
use crate::engine::explore::{Link, StateGraph, as_replies, explore};
use crate::engine::probability::half_way;
use crate::engine::step::{AllowedReplies, At, End, Landing, Move, Stepper};
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Resolved;

/// What it may cost to find the replies without which a change does not do, in states.
const STATES: usize = 1_000_000;

/// Replies as questions with answers.
pub type Replied = Vec<(QuestionId, Vec<AnswerId>)>;

/// Another result, and the least that would have to change for it.
#[derive(Clone, Debug)]
pub struct Other {
    /// The result.
    pub result: Landing,
    /// The smallest changes, the first in tree order first; none where the tree never gives this result.
    pub changes: Vec<ReplyChange>,
    /// `false`: there are more smallest changes than these.
    pub complete: bool,
}

/// A change that leads to another result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyChange {
    /// The replies to change and what to, in the order of the way.
    pub change: Replied,
    /// The questions on the new way without a reply, with replies that lead there.
    pub asks: Replied,
    /// The changed replies that are `given`: nobody here can change them.
    pub blocked_by: Vec<QuestionId>,
}

impl ReplyChange {
    /// The replies after this change; the new questions stay open.
    pub fn applied(&self, replies: &Replies) -> Replies {
        let mut replies = replies.clone();
        replies.extend(self.change.iter().map(|(question, answers)| (*question, Reply::Answers(answers.clone()))));
        replies
    }

    /// Of the replies to new questions those without which the result is not certain: none can be left
    /// out, and with them it comes out whatever the others become. Where finding out would take too long, some
    /// of them may be left out after all.
    pub fn needed(&self, tree: &Resolved, replies: &Replies, result: &Landing) -> Replied {
        let replies = self.applied(replies);
        let budget = Budget::of(STATES);
        let allows = |question| AllowedReplies::of(tree, question, replies.get(&question));
        let graph = explore(&mut Stepper::new(tree), &allows, &budget);
        if !graph.finished {
            return self.asks.clone();
        }
        let mut allowed = AllowedReplies::all(tree, &replies);
        if is_certain(&graph, &allowed, result, &budget) {
            return Vec::new();
        }
        for (question, answers) in &self.asks {
            allowed[*question] = AllowedReplies::of(tree, *question, Some(&Reply::Answers(answers.clone())));
        }
        let mut needed = Replied::new();
        for (question, answers) in self.asks.iter().rev() {
            let with = std::mem::replace(&mut allowed[*question], allows(*question));
            if !is_certain(&graph, &allowed, result, &budget) {
                allowed[*question] = with;
                needed.push((*question, answers.clone()));
            }
        }
        needed.reverse();
        needed
    }
}

/// Whether every walk by replies that are allowed ends in the result; `false` as well where the budget ends first.
fn is_certain(
    graph: &StateGraph,
    allowed: &IdVec<QuestionId, AllowedReplies>,
    result: &Landing,
    budget: &Budget,
) -> bool {
    let mut seen = vec![false; graph.nodes.len()];
    let mut ahead = vec![0];
    while let Some(node) = ahead.pop() {
        if let At::End(end) = graph.nodes[node].at
            && !matches!(end, End::Landing(landing) if landing.same_result(*result))
        {
            return false;
        }
        if !budget.spend(1) {
            return false;
        }
        let next = graph.allowed(node, allowed).map(|link| link.to as usize);
        ahead.extend(next.filter(|&to| !std::mem::replace(&mut seen[to], true)));
    }
    true
}

/// All walks through a tree beside the replies as given; `order` has its nodes, the last first.
pub(super) struct Search<'a> {
    pub(super) tree: &'a Resolved,
    pub(super) graph: &'a StateGraph,
    pub(super) order: &'a [usize],
    pub(super) given: &'a GivenReplies,
}

impl Search<'_> {
    /// The least changes to a result that the graph reaches.
    pub(super) fn least(&self, result: Landing, most: usize) -> Other {
        let Search { tree, graph, order, given } = *self;
        let ways = CheapestPaths { graph, given, costs: self.costs(result) };
        let (found, complete) = if most <= 1 { (vec![ways.first()], true) } else { ways.all(order, most) };
        let changes = found.into_iter().map(|replied| {
            let (change, asks): (Replied, Replied) =
                replied.into_iter().partition(|(question, _)| given.has(*question));
            let blocked_by =
                change.iter().map(|(question, _)| *question).filter(|&it| tree.questions[it].given).collect();
            ReplyChange { change, asks, blocked_by }
        });
        Other { result, changes: changes.collect(), complete }
    }

    /// By node, what the cheapest way from there to the result costs: with its question as given so far, and
    /// with it changed already.
    fn costs(&self, result: Landing) -> Vec<[ChangeCost; 2]> {
        let graph = self.graph;
        let mut costs = vec![[FAR; 2]; graph.nodes.len()];
        for &node in self.order {
            if crate::engine::explore::result_at(graph, node) == Some(result) {
                costs[node] = [[0; 3]; 2];
            }
            for link in &graph.nodes[node].links {
                for changed in [false, true] {
                    let (cost, after) = self.given.step(graph, node, link, changed);
                    let cost = plus(cost, costs[link.to as usize][usize::from(after)]);
                    let least = &mut costs[node][usize::from(changed)];
                    *least = cost.min(*least);
                }
            }
        }
        costs
    }
}

/// The cheapest ways through a graph.
struct CheapestPaths<'a> {
    graph: &'a StateGraph,
    given: &'a GivenReplies,
    costs: Vec<[ChangeCost; 2]>,
}

impl<'a> CheapestPaths<'a> {
    /// The links on cheapest ways, in order: changed replies before the one as given, and of ticks first
    /// what is as given, so that as few as possible change. With each whether the question is changed then.
    fn best(&self, node: usize, changed: bool) -> Vec<(&'a Link, bool)> {
        let mut links: Vec<(&Link, bool)> = Vec::new();
        for link in &self.graph.nodes[node].links {
            let (cost, after) = self.given.step(self.graph, node, link, changed);
            let cost = plus(cost, self.costs[link.to as usize][usize::from(after)]);
            if cost != FAR && cost == self.costs[node][usize::from(changed)] {
                links.push((link, after));
            }
        }
        links.sort_by_key(|(link, _)| match (&link.made, self.given.differs(&link.made)) {
            (Move::Answer(question, _), false) if self.given.has(*question) => 3,
            (Move::Answer(..), _) => 0,
            (_, differs) => 1 + u8::from(differs),
        });
        links
    }

    /// The first cheapest way: its replies that are not as given.
    fn first(&self) -> Replied {
        let (mut node, mut changed) = (0, false);
        let mut moves: Vec<&Move> = Vec::new();
        while let Some((link, after)) = self.best(node, changed).into_iter().next() {
            moves.push(&link.made);
            (node, changed) = (link.to as usize, after);
        }
        let differs: Vec<QuestionId> =
            moves.iter().filter(|made| self.given.differs(made)).map(|made| made.question()).collect();
        let mut replied = as_replies(moves.into_iter());
        replied.retain(|(question, _)| !self.given.has(*question) || differs.contains(question));
        replied
    }

    /// Every cheapest set of replies that are not as given, in order, at most `most`; and whether these
    /// are all. Sets that differ only in what is replied to new questions count once.
    fn all(&self, order: &[usize], most: usize) -> (Vec<Replied>, bool) {
        let mut wanted = vec![[false; 2]; self.graph.nodes.len()];
        wanted[0][0] = true;
        for &node in order.iter().rev() {
            for changed in [false, true] {
                if wanted[node][usize::from(changed)] {
                    for (link, after) in self.best(node, changed) {
                        wanted[link.to as usize][usize::from(after)] = true;
                    }
                }
            }
        }
        let mut complete = true;
        let mut rest: Vec<[Vec<Rest>; 2]> = vec![[Vec::new(), Vec::new()]; self.graph.nodes.len()];
        for &node in order {
            for changed in [false, true] {
                if !wanted[node][usize::from(changed)] {
                    continue;
                }
                let links = self.best(node, changed);
                let mut found: Vec<Rest> = if links.is_empty() { vec![Rest::default()] } else { Vec::new() };
                for (link, after) in links {
                    let rests = rest[link.to as usize][usize::from(after)].iter();
                    complete &= self.add_new(&mut found, rests.map(|later| later.after(self, node, link)), most);
                }
                rest[node][usize::from(changed)] = found;
            }
        }
        let found = rest.first().map_or(&[][..], |first| &first[0]);
        (found.iter().map(|rest| rest.replied.clone()).collect(), complete)
    }

    /// Adds those that are new, while there are at most `most`; whether that was all of them.
    fn add_new(&self, found: &mut Vec<Rest>, more: impl Iterator<Item = Rest>, most: usize) -> bool {
        for whole in more {
            if found.iter().any(|other| other.same(&whole, self.given)) {
                continue;
            }
            if found.len() == most {
                return false;
            }
            found.push(whole);
        }
        true
    }
}

/// The rest of a cheapest way: the replies that are not as given, and the one it begins in the middle of.
#[derive(Clone, Debug, Default)]
struct Rest {
    replied: Replied,
    /// Half-way a question: that question, the ticks from here on, and whether one of them differs.
    ticks: Option<(QuestionId, Vec<AnswerId>, bool)>,
}

impl Rest {
    /// The rest of the way from the node before.
    fn after(&self, ways: &CheapestPaths<'_>, node: usize, link: &Link) -> Rest {
        let question = link.made.question();
        let (mut ticks, mut differs) = match &self.ticks {
            Some((_, ticks, differs)) if half_way(ways.graph, link) => (ticks.clone(), *differs),
            _ => (Vec::new(), false),
        };
        differs |= ways.given.differs(&link.made);
        match &link.made {
            Move::Answer(_, answer) | Move::Tick(_, answer) => ticks.insert(0, *answer),
            Move::Skip(..) => {}
        }
        let mut replied = self.replied.clone();
        if matches!(ways.graph.nodes[node].at, At::Question(_)) {
            if differs || !ways.given.has(question) {
                replied.insert(0, (question, ticks));
            }
            return Rest { replied, ticks: None };
        }
        Rest { replied, ticks: Some((question, ticks, differs)) }
    }

    /// Whether two say the same, what is replied to new questions aside.
    fn same(&self, other: &Rest, given: &GivenReplies) -> bool {
        let open = |rest: &Rest| rest.ticks.as_ref().is_some_and(|(question, ..)| !given.has(*question));
        (self.ticks == other.ticks || open(self) && open(other))
            && self.replied.len() == other.replied.len()
            && self
                .replied
                .iter()
                .zip(&other.replied)
                .all(|(one, two)| one.0 == two.0 && (!given.has(one.0) || one.1 == two.1))
    }
}
