//! Which effects of a tree its examples notice, and few examples more that notice the rest.
//!
//! An effect is tested when some example comes out otherwise on the tree without it. Whether one that is not tested has
//! an effect at all, and under which replies, is what `diff` says of the two trees.

mod compared;
mod cover;
mod hint;
mod proposal;
mod trial;

pub use cover::{Proposal, proposed};
pub use proposal::{as_yaml, stronger_as_yaml};

use crate::analysis::diff::Grade;
use crate::analysis::effects::{Effect, EffectKind, effects};
use crate::model::tree::Resolved;
use compared::compared;
use rayon::prelude::*;
use trial::{Trial, Tried};

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
}

/// Looks at the effects of a tree, at most so many of them, spread evenly. `states` bounds what each comparison may cost.
pub fn coverage(tree: &Resolved, most: usize, states: usize) -> Coverage {
    let tried: Vec<Tried> = tree.examples.par_iter().map(|example| Tried::of(tree, example)).collect();
    let look = |trial: &mut Trial<'_>, mut effect: Effect| {
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
    let (diff, grade) = compared(tree, effect, states);
    if diff.moves.is_none() {
        return Standing::Unknown;
    }
    match grade {
        Grade::Results => Standing::Untested,
        Grade::Offers if diff.told.is_none() => Standing::Unknown,
        Grade::Offers => Standing::Untested,
        Grade::Reasons => Standing::ReasonsOnly,
        Grade::Nothing => Standing::Equivalent,
    }
}
