//! What moves: over all replies that both versions can take, which old result becomes which new one.

use super::pairing::Pairing;
use super::regions::{Region, Witness};
use super::reply_space::{ReplySpace, Version};
use crate::engine::budget::Budget;
use crate::engine::diagram::cover::Covers;
use crate::engine::diagram::{Diagrams, FALSE, Join, Root, TRUE};
use crate::engine::explore::{explore, result_at};
use crate::engine::step::{Landing, Stepper};
use crate::model::tree::Resolved;

/// So many regions of one move are written out.
pub const REGIONS: usize = 1_000;

/// So many answers are named in the regions of one move together: a thousand regions of a thousand answers help
/// nobody.
const TESTS: usize = 20_000;

/// One old result that becomes one new result.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The result in the older version.
    pub from: Landing,
    /// The result in the newer version.
    pub to: Landing,
    /// The share of all cases, each reply equally likely.
    pub share: f64,
    /// The replies that move: together exactly those, and none can be left out. At most [`REGIONS`], and
    /// fewer of long ones.
    pub regions: Vec<Region>,
    /// How many regions there are.
    pub count: u64,
    /// Few replies that show it.
    pub witness: Witness,
}

/// Two versions, over the same replies.
struct VersionDiagrams<'t> {
    old: &'t Resolved,
    new: &'t Resolved,
    joint: ReplySpace,
    diagrams: Diagrams,
}

/// Compares what comes out of two versions; `None` where that would take too long.
pub(super) fn moves(old: &Resolved, new: &Resolved, pairing: &Pairing, budget: &Budget) -> Option<Vec<Moved>> {
    // Both graphs are there at the same time.
    let budget = &budget.shared(2);
    let (mut first, mut second) = (Stepper::new(old), Stepper::new(new));
    let joint = ReplySpace::of(old, new, pairing, [&first.reach.order(), &second.reach.order()]);
    let graphs = [
        explore(&mut first, &joint.allowed_replies(old, Version::Old), budget),
        explore(&mut second, &joint.allowed_replies(new, Version::New), budget),
    ];
    if graphs.iter().any(|graph| !graph.finished) {
        return None;
    }
    let places = [joint.places(old, Version::Old), joint.places(new, Version::New)];
    let mut versions = VersionDiagrams { old, new, joint, diagrams: Diagrams::new(budget) };
    let mut results: [Vec<Landing>; 2] = Default::default();
    let mut roots = [FALSE; 2];
    for side in 0..2 {
        roots[side] = versions.diagrams.build(&places[side], &graphs[side], &mut |diagrams, node| {
            let landing = result_at(&graphs[side], node);
            let known = results[side].iter().position(|it| Some(*it) == landing);
            let leaf = known.unwrap_or_else(|| {
                results[side].extend(landing);
                results[side].len() - 1
            });
            diagrams.leaf(leaf as u32)
        })?;
    }
    let moves = versions.moves(&results, roots, pairing)?;
    (!versions.diagrams.full && !budget.is_spent()).then_some(moves)
}

/// Whether two results are the same result of two versions.
fn same(old: &Resolved, new: &Resolved, pairing: &Pairing, one: &Landing, two: &Landing) -> bool {
    let (first, second) = (&old.outcomes[one.outcome], &new.outcomes[two.outcome]);
    let rungs = pairing.same_rung(old, new, one.rung, two.rung);
    pairing.outcomes[one.outcome] == Some(two.outcome) && first.verdict == second.verdict && rungs
}

impl VersionDiagrams<'_> {
    /// Every old result with every other new result it becomes.
    fn moves(&mut self, results: &[Vec<Landing>; 2], roots: [Root; 2], pairing: &Pairing) -> Option<Vec<Moved>> {
        let count = results[1].len() as u32;
        let both = self.diagrams.join(Join::Pair(count), roots[0], roots[1]);
        let mut moves = Vec::new();
        for leaf in self.diagrams.leaves(both) {
            let (from, to) = (results[0][(leaf / count) as usize], results[1][(leaf % count) as usize]);
            if same(self.old, self.new, pairing, &from, &to) {
                continue;
            }
            let here = self.diagrams.map(both, &|other| u32::from(other == leaf));
            let Some((share, witness)) = self.joint.part(self.old, self.new, &mut self.diagrams, here) else {
                continue;
            };
            let allowed = self.joint.allowed(&mut self.diagrams, here);
            let least = self.diagrams.join(Join::And, here, allowed);
            let never = self.diagrams.join(Join::Minus, TRUE, allowed);
            let most = self.diagrams.join(Join::Or, here, never);
            let mut covers = Covers::new();
            let cover = covers.cover(&mut self.diagrams, least, most);
            if self.diagrams.full {
                return None;
            }
            let regions = covers.regions(cover, REGIONS, TESTS).iter().map(|tests| self.joint.region(tests)).collect();
            moves.push(Moved { from, to, share, regions, count: covers.count(cover), witness });
        }
        moves.sort_by(|one, two| two.share.total_cmp(&one.share).then((one.from, one.to).cmp(&(two.from, two.to))));
        Some(moves)
    }
}
