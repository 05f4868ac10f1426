//! Methods that could take the place of a step of the plan, and what the plan then becomes.

use crate::analysis::plan::{Choice, Need, Plan};
use crate::analysis::recommend::{Offer, Recommendation, plan_of};
use crate::engine::evaluate::Evaluation;
use crate::model::catalogue::Method;
use crate::model::replies::Replies;
use crate::model::tree::{ById, Resolved};

/// So many are told of. Our own choice.
const MOST: usize = 5;

/// A method that is not in the plan, and what would change with it.
#[derive(Clone, Debug)]
pub struct Alternative<'a, 't> {
    /// The method, with what speaks for it and against it.
    pub offer: &'a Offer<'t>,
    /// What would no longer be in the plan.
    pub out: Vec<&'t Method<ById>>,
    /// What would come in besides.
    pub besides: Vec<&'t Method<ById>>,
    /// The weeks that the plan would take.
    pub weeks: i64,
    /// What it would leave out that the plan does not.
    pub missing: Vec<Need<'t>>,
}

/// The best methods outside the plan that a plan can hold, best first.
pub fn alternatives<'a, 't>(
    tree: &'t Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    recommendation: &'a Recommendation<'t>,
    choice: &Choice,
) -> Vec<Alternative<'a, 't>> {
    let Some(plan) = &recommendation.plan else { return Vec::new() };
    let outside = |it: &&Offer<'t>| {
        !holds(plan, it.method)
            && !choice.without.contains(&it.method.id.text)
            && !it.method.approach.purposes.is_empty()
    };
    let alternative = |offer: &'a Offer<'t>| {
        let mut choice = choice.clone();
        choice.with.push(offer.method.id.text.clone());
        let other = plan_of(tree, replies, evaluation, recommendation, &choice)?;
        let unmet = other.missing.iter().any(|need| matches!(need, Need::Wanted(_)));
        (!unmet).then(|| Alternative {
            offer,
            out: plan.methods().filter(|it| !holds(&other, it)).collect(),
            besides: other.methods().filter(|it| !holds(plan, it) && it.id != offer.method.id).collect(),
            weeks: other.weeks,
            missing: other.missing.iter().filter(|need| !plan.missing.contains(need)).copied().collect(),
        })
    };
    recommendation.offered.iter().filter(outside).filter_map(alternative).take(MOST).collect()
}

fn holds(plan: &Plan<'_>, method: &Method<ById>) -> bool {
    plan.steps.iter().any(|step| step.method.id == method.id)
}
