//! The reasons that an advice gives, each with the complete replies under which it gives it: the bounds that make
//! wish, ceiling and floor, those that clash, the wishes that the rung falls short of, and why the outcome was reached.

use crate::analysis::why::route_taken;
use crate::engine::diagram::{Diagrams, FALSE, Join, Root};
use crate::engine::explore::{Graph, StateGraph};
use crate::engine::sides::{BoundSide, sides};
use crate::engine::step::{At, End, Landing, Move};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{Id, QuestionId, RungId};
use crate::model::tree::{Bound, ById, Resolved};
use foldhash::HashMap;

/// What a reason is a reason for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonFor {
    /// What the situation asks for.
    Wish,
    /// What is required.
    Floor,
    /// What is possible.
    Ceiling,
    /// A clash of floor and ceiling.
    Clash,
    /// A wish that the rung falls short of.
    Short,
    /// The outcome.
    Outcome,
    /// A bound that says how far one may go, whether or not another goes further.
    AtMost,
    /// The same of how far one must go.
    AtLeast,
    /// The same of a wish.
    Rather,
    /// What another reply would change: that nobody here can change this one.
    Given,
    /// A rung that alone is not participation.
    NoParticipation,
}

/// One reason.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reason<'t> {
    /// A bound.
    Bound(ReasonFor, &'t Bound<ById>),
    /// What the last route says.
    Route(&'t str),
}

/// One tree over complete replies, as diagrams. `None` stands for "past the budget".
pub(crate) trait OverReplies {
    /// The diagrams.
    fn diagrams(&mut self) -> &mut Diagrams;
    /// When a condition holds.
    fn holds(&mut self, condition: &Condition<Entry>) -> Option<Root>;
    /// When a walk ends in a result like this.
    fn lands(&mut self, fits: &dyn Fn(&Landing) -> bool) -> Option<Root>;
    /// The end that every walk comes to, with the leaf that stands for it.
    fn ends(&mut self, ways: &LastRoutes<'_, '_>) -> Option<Root>;
    /// Whether looking at a condition can still tell something.
    fn varies(&self, condition: &Condition<Entry>) -> bool;
    /// Whether looking at the routes can still tell something.
    fn looks_at_routes(&self) -> bool;
}

/// Says every reason with when it is given. Of what cannot tell anything any more nothing is said.
pub(crate) fn reasons<'t, O: OverReplies>(
    tree: &'t Resolved,
    graph: &StateGraph,
    over: &mut O,
    say: &mut Say<'_, 't, O>,
) -> Option<()> {
    let all = sides(tree);
    let lower: Vec<&BoundSide<'_>> = all.iter().filter(|side| !side.upper).collect();
    let upper: Vec<&BoundSide<'_>> = all.iter().filter(|side| side.upper).collect();
    let floor: Vec<&BoundSide<'_>> = lower.iter().copied().filter(|side| !side.bound.yields).collect();
    let below = |one: RungId, two: RungId| two < one;
    let above = |one: RungId, two: RungId| two > one;
    decisive(over, ReasonFor::Wish, &lower, &above, say)?;
    decisive(over, ReasonFor::Floor, &floor, &above, say)?;
    decisive(over, ReasonFor::Ceiling, &upper, &below, say)?;
    if graph.nodes.iter().any(|node| matches!(node.at, At::End(End::Landing(Landing { clash: true, .. })))) {
        let clash = over.lands(&|landing| landing.clash)?;
        clashing(over, clash, &upper, (&floor, &above), say)?;
        clashing(over, clash, &floor, (&upper, &below), say)?;
    }
    for wish in lower.iter().filter(|side| side.bound.yields) {
        if over.varies(&wish.holds) {
            let short = over.lands(&|landing| landing.rung.is_some_and(|rung| rung < wish.bound.rung))?;
            let holds = over.holds(&wish.holds)?;
            let said = over.diagrams().join(Join::And, short, holds);
            say(over, Reason::Bound(ReasonFor::Short, wish.bound), said)?;
        }
    }
    routes(tree, graph, over, say)
}

type Say<'s, 't, O> = dyn FnMut(&mut O, Reason<'t>, Root) -> Option<()> + 's;

/// Each bound where it holds and none that goes further does.
fn decisive<'t, O: OverReplies>(
    over: &mut O,
    line: ReasonFor,
    sides: &[&BoundSide<'t>],
    further: &dyn Fn(RungId, RungId) -> bool,
    say: &mut Say<'_, 't, O>,
) -> Option<()> {
    for side in sides {
        let beyond = || sides.iter().filter(|other| further(side.bound.rung, other.bound.rung));
        if !over.varies(&side.holds) && !beyond().any(|other| over.varies(&other.holds)) {
            continue;
        }
        let mut decides = over.holds(&side.holds)?;
        for other in beyond() {
            let holds = over.holds(&other.holds)?;
            decides = over.diagrams().join(Join::Minus, decides, holds);
        }
        say(over, Reason::Bound(line, side.bound), decides)?;
    }
    Some(())
}

/// Each bound on one side where floor and ceiling clash and one on the other side is across it.
fn clashing<'t, O: OverReplies>(
    over: &mut O,
    clash: Root,
    sides: &[&BoundSide<'t>],
    (others, across): (&[&BoundSide<'t>], &dyn Fn(RungId, RungId) -> bool),
    say: &mut Say<'_, 't, O>,
) -> Option<()> {
    for side in sides {
        let mut crossed = FALSE;
        for other in others.iter().filter(|other| across(side.bound.rung, other.bound.rung)) {
            let holds = over.holds(&other.holds)?;
            crossed = over.diagrams().join(Join::Or, crossed, holds);
        }
        let holds = over.holds(&side.holds)?;
        let crossed = over.diagrams().join(Join::And, crossed, holds);
        let said = over.diagrams().join(Join::And, crossed, clash);
        say(over, Reason::Bound(ReasonFor::Clash, side.bound), said)?;
    }
    Some(())
}

/// What the last route says.
fn routes<'t, O: OverReplies>(
    tree: &'t Resolved,
    graph: &StateGraph,
    over: &mut O,
    say: &mut Say<'_, 't, O>,
) -> Option<()> {
    let routes = LastRoutes::of(tree, graph);
    if routes.reasons.iter().all(Option::is_none) || !over.looks_at_routes() {
        return Some(());
    }
    let root = over.ends(&routes)?;
    for (place, reason) in routes.reasons.iter().enumerate() {
        if let Some(because) = reason {
            let said = over.diagrams().map(root, &|leaf| u32::from(leaf as usize == place));
            say(over, Reason::Route(because), said)?;
        }
    }
    Some(())
}

/// The ways of a state graph, with an end for each reason that a last route gives.
pub(crate) struct LastRoutes<'t, 'g> {
    graph: &'g StateGraph,
    /// The reasons; the end of the first comes right after the nodes of the graph, and so on.
    reasons: Vec<Option<&'t str>>,
    /// Of every link into an end, the place of its reason.
    by_link: HashMap<(usize, usize), usize>,
    end: At,
}

impl<'t, 'g> LastRoutes<'t, 'g> {
    fn of(tree: &'t Resolved, graph: &'g StateGraph) -> LastRoutes<'t, 'g> {
        let mut reasons: Vec<Option<&str>> = Vec::new();
        let mut by_link: HashMap<(usize, usize), usize> = HashMap::default();
        for (number, node) in graph.nodes.iter().enumerate() {
            for (index, link) in node.links.iter().enumerate() {
                if !matches!(graph.nodes[link.to as usize].at, At::End(..)) {
                    continue;
                }
                let question = link.made.question();
                let route = link.route.and_then(|taken| route_taken(tree, question, taken));
                let reason = route.and_then(|route| route.because.as_deref());
                let place = reasons.iter().position(|known| *known == reason).unwrap_or_else(|| {
                    reasons.push(reason);
                    reasons.len() - 1
                });
                by_link.insert((number, index), place);
            }
        }
        LastRoutes { graph, reasons, by_link, end: At::End(End::DeadEnd(QuestionId::new(0))) }
    }

    /// The leaf that stands for an end.
    pub(crate) fn leaf(&self, node: usize) -> u32 {
        node.saturating_sub(self.graph.nodes.len()) as u32
    }
}

impl Graph for LastRoutes<'_, '_> {
    fn size(&self) -> usize {
        self.graph.nodes.len() + self.reasons.len()
    }

    fn at(&self, node: usize) -> &At {
        self.graph.nodes.get(node).map_or(&self.end, |node| &node.at)
    }

    fn links(&self, node: usize) -> impl Iterator<Item = (&Move, usize)> {
        let links = self.graph.nodes.get(node).map_or(&[][..], |node| &node.links[..]);
        links.iter().enumerate().map(move |(index, link)| {
            let to = self.by_link.get(&(node, index)).map_or(link.to as usize, |it| self.graph.nodes.len() + it);
            (&link.made, to)
        })
    }
}
