//! The three lines of an advice on a ladder: what the situation asks for (the wish), what is possible now
//! (the ceiling) and what is required at least (the floor), each with its reasons (`docs/format.md#4-outcomes`).
//!
//! They say where these rungs lie, whatever word the outcome uses: also where it has a fixed rung or none.
//! The wish is told as it is, so it may stand above the ceiling; in a clash the floor does.

use crate::analysis::why::{Held, Why};
use crate::engine::evaluate::Evaluation;
use crate::engine::sides::sides;
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{Id, RungId};
use crate::model::tree::Resolved;

/// Where wish, ceiling and floor lie under given replies.
#[derive(Clone, Debug)]
pub struct BoundPositions<'t> {
    /// The highest at-least, wishes included: what the situation asks for.
    pub wish: BoundPosition<'t>,
    /// The lowest at-most: what is possible now.
    pub ceiling: BoundPosition<'t>,
    /// The highest at-least that does not yield: what is required.
    pub floor: BoundPosition<'t>,
}

/// One of the three.
#[derive(Clone, Debug)]
pub struct BoundPosition<'t> {
    /// The rungs where it can lie, from low to high: one, unless open replies still move it. Exactly those
    /// that some complete set of replies gives, unless the tree is too large to tell (then rather too many).
    pub rungs: Vec<RungId>,
    /// The bounds that put it there on some such set, stricter ones first; `certain` where they hold whatever
    /// the open replies become. None where only the end of the ladder does.
    pub reasons: Vec<Held<'t>>,
}

impl BoundPosition<'_> {
    /// The rung, where open replies no longer move it.
    pub fn rung(&self) -> Option<RungId> {
        if let [only] = self.rungs[..] { Some(only) } else { None }
    }
}

/// Works the three out; none for a tree without a ladder. `why` are the bounds under the same replies.
pub fn lines<'t>(tree: &'t Resolved, evaluation: &Evaluation, why: &Why<'t>) -> Option<BoundPositions<'t>> {
    let top = tree.rungs().len().checked_sub(1)?;
    let all = sides(tree);
    let with = |held: &Held<'t>| {
        let side = all.iter().find(|side| std::ptr::eq(side.bound, held.bound))?;
        Some((held.clone(), side.holds.clone()))
    };
    let known = |held: &[Held<'t>]| -> Vec<Stand<'t>> { held.iter().filter_map(with).collect() };
    let (ceiling, floor) = (known(&why.at_most), known(&why.at_least));
    let wish: Vec<Stand<'t>> = floor.iter().cloned().chain(known(&why.wishes)).collect();
    let at_least = |stands: Vec<Stand<'t>>| line(tree, evaluation, stands, &|rung| rung, top);
    // Seen from the top of the ladder, the lowest at-most is the one that is farthest.
    let ceiling = line(tree, evaluation, ceiling, &|rung| top - rung, top);
    Some(BoundPositions { wish: at_least(wish), ceiling, floor: at_least(floor) })
}

/// A bound that may hold, with the condition under which it does.
type Stand<'t> = (Held<'t>, Condition<Entry>);

/// Where the strictest of some bounds can lie. `depth` says how far a rung lies from the end of the ladder where
/// the line lies without any bound, and is its own inverse.
fn line<'t>(
    tree: &Resolved,
    evaluation: &Evaluation,
    mut stands: Vec<Stand<'t>>,
    depth: &dyn Fn(usize) -> usize,
    top: usize,
) -> BoundPosition<'t> {
    let deep = |(held, _): &Stand<'t>| depth(held.bound.rung.index());
    stands.sort_by_key(|stand| (std::cmp::Reverse(deep(stand)), !stand.0.certain));
    let occurs = |condition: Condition<Entry>| {
        let ends = evaluation.tally(tree, &[&condition]);
        ends.is_none_or(|ends| ends.iter().any(|(_, held)| held[0]))
    };
    let any = |chosen: &dyn Fn(usize) -> bool| {
        let chosen = stands.iter().filter(|stand| chosen(deep(stand)));
        Condition::Any(chosen.map(|(_, holds)| holds.clone()).collect())
    };
    let none_beyond = |at: usize| Condition::Not(Box::new(any(&|deep| deep > at)));
    let mut rungs: Vec<RungId> = (0..=top)
        .filter(|&at| match at {
            0 => occurs(none_beyond(0)),
            _ => {
                stands.iter().any(|stand| deep(stand) == at)
                    && occurs(Condition::All(vec![any(&|deep| deep == at), none_beyond(at)]))
            }
        })
        .map(|at| RungId::new(depth(at)))
        .collect();
    rungs.sort_unstable();
    let decisive = |stand: &&Stand<'t>| {
        rungs.contains(&stand.0.bound.rung) && occurs(Condition::All(vec![stand.1.clone(), none_beyond(deep(stand))]))
    };
    let reasons = stands.iter().filter(decisive).map(|(held, _)| held.clone()).collect();
    BoundPosition { rungs, reasons }
}
