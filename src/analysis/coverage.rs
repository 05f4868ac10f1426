//! Which effects of a tree its examples notice, and few examples more that notice the rest.
//!
//! An effect is tested when some example comes out otherwise on the tree without it. Whether one that is not tested has
//! an effect at all, and under which replies, is what `diff` says of the two trees.

mod proposal;

pub use proposal::as_yaml;

use crate::analysis::diff::{Grade, diff_of_one};
use crate::analysis::effects::{AlteredPiece, Effect, EffectKind, effects};
use crate::analysis::expected::contrary;
use crate::engine::evaluate::evaluate;
use crate::model::ids::QuestionId;
use crate::model::replies::Replies;
use crate::model::tree::{ById, Example, Resolved};
use rayon::prelude::*;

/// Every effect of a tree, with what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// The effects, each with how it stands.
    pub effects: Vec<(Effect, Standing)>,
    /// How many there are in the tree.
    pub there: usize,
}

/// How an effect stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An example comes out otherwise without it.
    Tested,
    /// Without it some replies come to another result or offer, and no example says so.
    Untested,
    /// Without it only reasons differ, of which no example speaks.
    ReasonsOnly,
    /// Without it nothing differs for anybody.
    Equivalent,
    /// To find out would take too long.
    Unknown,
}

impl Coverage {
    /// How many effects stand like this.
    pub fn count(&self, standing: Standing) -> usize {
        self.effects.iter().filter(|(_, it)| *it == standing).count()
    }

    /// Of the effects that examples can speak of, the part that they do, in per cent; 100 where there are none.
    pub fn percent(&self) -> f64 {
        let (tested, untested) = (self.count(Standing::Tested), self.count(Standing::Untested));
        if tested + untested == 0 { 100.0 } else { 100.0 * tested as f64 / (tested + untested) as f64 }
    }
}

/// Looks at the effects of a tree, at most so many of them, spread evenly. `states` bounds what each comparison may cost.
pub fn coverage(tree: &Resolved, most: usize, states: usize) -> Coverage {
    let tried: Vec<Tried> = tree.examples.iter().map(|example| Tried::of(tree, example)).collect();
    let look = |trial: &mut Trial, mut effect: Effect| {
        let tested = trial.notices(&mut effect, &tried);
        let standing = if tested { Standing::Tested } else { stands(tree, &effect, states) };
        (effect, standing)
    };
    let all = effects(tree);
    let there = all.len();
    // Of so many as there are room for, one from every stretch of the list.
    let wanted = |at: &usize| most >= there || (at + 1) * most / there > at * most / there;
    let chosen: Vec<Effect> =
        all.into_iter().enumerate().filter(|(at, _)| wanted(at)).map(|(_, effect)| effect).collect();
    Coverage { effects: chosen.into_par_iter().map_init(|| Trial::of(tree), look).collect(), there }
}

/// How an effect that no example notices stands.
fn stands(tree: &Resolved, effect: &Effect, states: usize) -> Standing {
    if effect.kind == EffectKind::Alone {
        return Standing::Untested;
    }
    let mutant = effect.mutant(tree);
    let diff = diff_of_one(tree, &mutant, states);
    if diff.moves.is_none() {
        return Standing::Unknown;
    }
    match diff.grade(tree, &mutant) {
        Grade::Results => Standing::Untested,
        Grade::Offers if diff.told.is_none() => Standing::Unknown,
        Grade::Offers => Standing::Untested,
        Grade::Reasons => Standing::ReasonsOnly,
        Grade::Nothing => Standing::Equivalent,
    }
}

/// Few examples that together notice every effect that the tree's own examples and these others do not, for the author
/// to confirm; the same every time.
pub fn proposed(tree: &Resolved, others: &[Example<ById>], states: usize) -> Vec<Example<ById>> {
    let mut trial = Trial::of(tree);
    let known = tree.examples.iter().chain(others);
    let mut tried: Vec<Tried> = known.map(|example| Tried::of(tree, example)).collect();
    let mut found = Vec::new();
    for mut effect in effects(tree) {
        if trial.notices(&mut effect, &tried) {
            continue;
        }
        let candidates = proposal::noticing(tree, &effect, states);
        let mut candidates = candidates.iter().map(|example| Tried::of(tree, example));
        // What does not notice it after all helps nobody.
        if let Some(one) = candidates.find(|it| trial.notices(&mut effect, std::slice::from_ref(it))) {
            found.push(one.example.clone());
            tried.push(one);
        }
    }
    found
}

/// A tree to try alterations on.
struct Trial {
    tree: Resolved,
}

/// An example, with what it comes to on the tree itself.
struct Tried {
    example: Example<ById>,
    replies: Replies,
    /// The questions that some walk of it meets: no other question can tell it anything.
    met: Vec<QuestionId>,
}

impl Tried {
    fn of(tree: &Resolved, example: &Example<ById>) -> Tried {
        let replies: Replies = example.replies.iter().cloned().collect();
        let met = evaluate(tree, &replies).met().iter().map(|met| met.question).collect();
        Tried { example: example.clone(), replies, met }
    }

    /// Whether it can tell an effect at all.
    fn can_notice(&self, effect: &Effect) -> bool {
        let expect = &self.example.expect;
        match effect.piece() {
            AlteredPiece::Question(question, _) => {
                self.met.contains(question) || expect.refused.iter().any(|(it, _)| it == question)
            }
            AlteredPiece::Outcome(..) | AlteredPiece::Bound(..) => true,
            AlteredPiece::Method(..) => {
                let named = [&expect.methods, &expect.without, &expect.first, &expect.plan];
                named.iter().any(|words| !words.is_empty())
            }
            AlteredPiece::Advice(..) => !(expect.advice.is_empty() && expect.without.is_empty()),
        }
    }
}

impl Trial {
    fn of(tree: &Resolved) -> Trial {
        Trial { tree: Resolved { examples: Vec::new(), ..tree.clone() } }
    }

    /// Whether any of these examples comes out otherwise without the effect.
    fn notices(&mut self, effect: &mut Effect, examples: &[Tried]) -> bool {
        let able: Vec<&Tried> = examples.iter().filter(|it| it.can_notice(effect)).collect();
        if able.is_empty() {
            return false;
        }
        effect.swap(&mut self.tree);
        let tree = &self.tree;
        let notices = able.iter().any(|it| {
            let evaluation = evaluate(tree, &it.replies);
            !evaluation.failures.is_empty() || contrary(tree, &it.replies, &evaluation, &it.example.expect).is_some()
        });
        effect.swap(&mut self.tree);
        notices
    }
}
