//! Whether the methods come in another order, or the plan holds others. That the same comes out is proven: everything
//! that order and plan are made of is the same. That another plan comes out is shown by a case.

use super::regions::Witness;
use super::reply_space::{Domain, ReplySpace, Version};
use super::side::{Same, Side};
use crate::analysis::reasons::OverReplies;
use crate::analysis::recommend::fit::{against, by_method};
use crate::analysis::recommend::{Reason, Recommendation, recommend};
use crate::engine::diagram::{Diagrams, Root};
use crate::engine::evaluate::evaluate;
use crate::engine::step::Landing;
use crate::model::catalogue::Method;
use crate::model::level::Level;
use crate::model::replies::Replies;
use crate::model::tree::{ById, Measure, Resolved};
use serde_json::Value;

/// So many cases are tried.
const CASES: u64 = 100;

/// What becomes of the order of the methods and of the plan.
#[derive(Clone, Debug)]
pub enum PlanChange {
    /// Nothing, for nobody.
    Same,
    /// In none of so many cases something; whether in any is not known.
    Unknown(u64),
    /// In some case something else.
    Other(Box<OtherPlan>),
}

/// A case with another plan, or with another order of methods.
#[derive(Clone, Debug)]
pub struct OtherPlan {
    /// The replies.
    pub witness: Witness,
    /// The methods of the plan in the older version, else those offered, best first; by id.
    pub old: Vec<String>,
    /// The same in the newer version.
    pub new: Vec<String>,
    /// Whether these are of the plan.
    pub planned: bool,
    /// In so many of the cases tried.
    pub count: u64,
    /// So many were tried.
    pub tried: u64,
}

/// Compares order and plan; `None` where that would take too long.
pub(super) fn plans(
    same: &Same<'_>,
    joint: &ReplySpace,
    sides: [&mut Side<'_>; 2],
    diagrams: &mut Diagrams,
) -> Option<PlanChange> {
    let [before, after] = sides;
    let was = made_of(before, diagrams, same, Version::Old)?;
    let is = made_of(after, diagrams, same, Version::New)?;
    if was == is {
        return Some(PlanChange::Same);
    }
    let mut other: Option<OtherPlan> = None;
    for number in 0..CASES {
        let witness = joint.witness(same.old, same.new, &case(joint, number));
        let [old, new] = [(same.old, Version::Old), (same.new, Version::New)].map(|(tree, version)| {
            let replies = if version == Version::Old { &witness.old } else { &witness.new };
            let replies: Replies = replies.iter().cloned().collect();
            shown(&recommend(tree, &replies, &evaluate(tree, &replies)), tree, same, version)
        });
        if old == new {
            continue;
        }
        match &mut other {
            Some(other) => other.count += 1,
            None => {
                let planned = old.0 != new.0;
                let (old, new) = if planned { (old.0, new.0) } else { (old.1, new.1) };
                other = Some(OtherPlan { witness, old, new, planned, count: 1, tried: CASES });
            }
        }
    }
    Some(other.map_or(PlanChange::Unknown(CASES), |other| PlanChange::Other(Box::new(other))))
}

/// All that order and plan are made of: what methods are, when they are offered and suit, when the words of their
/// catalogues and the levels hold, and which questions measure the time.
fn made_of(
    side: &mut Side<'_>,
    diagrams: &mut Diagrams,
    same: &Same<'_>,
    version: Version,
) -> Option<(Vec<Value>, Vec<Root>)> {
    let tree = side.tree;
    let (mut are, mut when) = (Vec::new(), Vec::new());
    let mut over = side.on(diagrams);
    for level in Level::ALL {
        when.push(over.lands(&|landing: &Landing| landing.rung.is_some_and(|it| tree.rung(it).level == Some(level)))?);
    }
    let mut place = 0;
    for catalogue in &tree.catalogues {
        are.push(Value::from(catalogue.methods.len()));
        are.extend(catalogue.purposes.iter().map(|(level, purposes)| serde_json::json!([level, purposes])));
        are.extend(catalogue.purpose_phases.iter().map(|(purpose, phases)| serde_json::json!([purpose, phases])));
        for (value, holds) in catalogue.words.iter().flat_map(|word| &word.values) {
            are.push(Value::from(value.text.as_str()));
            when.push(over.holds(holds)?);
        }
        for method in &catalogue.methods {
            are.push(Value::from(same.method(place, version)));
            are.push(profile(method));
            when.push(over.offered(method)?);
            // A method that falls away for one reason alone is told otherwise than one with more.
            for (reason, condition) in against(tree, &Replies::new(), method) {
                are.push(Value::from(matches!(reason, Reason::Weeks(_))));
                when.push(over.holds(&condition)?);
            }
            for suits in &method.suits {
                when.push(over.holds(suits)?);
            }
            place += 1;
        }
    }
    // Methods that fit equally well go by their own ids, whatever the other version calls them.
    let mut order: Vec<(usize, &Method<ById>)> = tree.methods().enumerate().collect();
    order.sort_by_cached_key(|(_, method)| by_method(method));
    are.extend(order.into_iter().map(|(place, _)| Value::from(same.method(place, version))));
    for (question, asked) in tree.questions.iter_enumerated().filter(|(_, it)| it.measures() == Some(Measure::Weeks)) {
        let newer = if version == Version::Old { same.pairing.questions[question] } else { Some(question) };
        are.push(Value::from(newer.map_or(asked.id.text.as_str(), |it| same.new.questions[it].id.text.as_str())));
    }
    Some((are, when))
}

/// What a method is, its texts and sources aside.
fn profile(method: &Method<ById>) -> Value {
    let mut profile = serde_json::to_value(&*method.profile).unwrap_or_default();
    if let Some(profile) = profile.as_object_mut() {
        profile.retain(|key, _| {
            !crate::source::keys::is_read(key) && !["id", "was", "source", "estimated"].contains(&key.as_str())
        });
    }
    profile
}

/// The methods of the plan, and those that are offered, best first.
fn shown(
    recommendation: &Recommendation<'_>,
    tree: &Resolved,
    same: &Same<'_>,
    version: Version,
) -> (Vec<String>, Vec<String>) {
    let id = |method: &Method<ById>| {
        let place = tree.methods().position(|it| it.id == method.id);
        place.map(|place| same.method(place, version)).unwrap_or_default()
    };
    let steps = recommendation.plan.iter().flat_map(|plan| &plan.steps);
    let planned = steps.map(|step| format!("{} ({}–{})", id(step.method), step.from_week, step.to_week));
    (planned.collect(), recommendation.offered.iter().map(|offer| id(offer.method)).collect())
}

/// A case by its number: the same on every machine, and no two questions hang together.
fn case(joint: &ReplySpace, number: u64) -> Vec<(u32, usize)> {
    let draw = |place: u32, of: usize| {
        let mut it = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(place).wrapping_mul(0xd1b5_4a32_d192_ed03);
        it = (it ^ it >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ it >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((it ^ it >> 31) % of.max(1) as u64) as usize
    };
    let mut tests = Vec::new();
    for asked in &joint.asked {
        match &asked.domain {
            Domain::One(place, values) => tests.push((*place, draw(*place, values.len()))),
            Domain::Any(ticks) => {
                let Some((first, ..)) = ticks.first() else { continue };
                // One of them at least; what stands alone has nothing beside it.
                let chosen = draw(*first, ticks.len());
                let alone = ticks[chosen].2;
                let ticked = |at: usize, (place, _, stands_alone): &(u32, _, bool)| {
                    at == chosen || !alone && !stands_alone && draw(*place ^ 0x8000_0000, 2) == 1
                };
                tests.extend(ticks.iter().enumerate().map(|(at, tick)| (tick.0, usize::from(ticked(at, tick)))));
            }
        }
    }
    tests
}
