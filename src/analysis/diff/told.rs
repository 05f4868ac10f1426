//! What a reader is told besides the result, in two versions, over all replies that both can take: methods and advice
//! that are offered, the tree to go on in, and the reasons. A number counts by itself, not by its band.

use super::exact::cut;
use super::pairing::Pairing;
use super::plans::{PlanChange, plans};
use super::regions::Witness;
use super::reply_space::{ReplySpace, Version};
use super::side::{Over, Same, Side};
use crate::analysis::reasons::{OverReplies, Reason, ReasonFor, reasons};
use crate::engine::budget::Budget;
use crate::engine::diagram::{Diagrams, FALSE, Join, Root};
use crate::engine::explore::explore;
use crate::engine::sides::sides;
use crate::engine::step::{Landing, Stepper};
use crate::model::catalogue::{AdviceKind, AdviceMoment, AdviceReader};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::RungId;
use crate::model::level::Level;
use crate::model::tree::Resolved;

/// What a reader is told otherwise, the result apart.
#[derive(Clone, Debug)]
pub struct ToldChanges {
    /// What is offered in other cases than before, in the order of the catalogues.
    pub offers: Vec<Changed<Offered>>,
    /// Reasons that are given in other cases than before.
    pub reasons: Vec<Changed<Given>>,
    /// What becomes of the order of the methods and of the plan.
    pub plan: PlanChange,
}

/// Something that is told in other cases than before.
#[derive(Clone, Debug)]
pub struct Changed<T> {
    /// What.
    pub what: T,
    /// The share of all cases that lose it, with replies that show it.
    pub lost: Option<(f64, Witness)>,
    /// The share of all cases that get it, with replies that show it.
    pub gained: Option<(f64, Witness)>,
}

/// Something that is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// What sort of thing.
    pub sort: OfferSort,
    /// Its id, as the newer version names it where that has it.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Of an advice, when it is for.
    pub moment: Option<AdviceMoment>,
    /// Of an advice, who it is for.
    pub readers: Vec<AdviceReader>,
}

impl Offered {
    fn of(sort: OfferSort, id: &str, title: &str) -> Offered {
        Offered { sort, id: id.to_owned(), title: title.to_owned(), moment: None, readers: Vec::new() }
    }
}

/// What sort of thing is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferSort {
    /// A method.
    Method,
    /// An advice.
    Advice(AdviceKind),
    /// A tree to go on in.
    Tree,
}

/// A reason that is given.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// For what.
    pub reason_for: ReasonFor,
    /// The rung, by id and title, where it is about one.
    pub rung: Option<(String, String)>,
    /// The question, by id and text, where it is about one.
    pub question: Option<(String, String)>,
    /// What it says.
    pub because: Option<String>,
    /// What would lift it.
    pub arrange: Option<String>,
}

impl Given {
    fn of(reason_for: ReasonFor) -> Given {
        Given { reason_for, rung: None, question: None, because: None, arrange: None }
    }
}

/// A rung as both versions know it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum SharedRung {
    New(RungId),
    Old(RungId),
    Level(Level),
}

/// What makes two things of two versions the same.
#[derive(Clone, Debug, PartialEq)]
enum ToldKey {
    Method(String),
    /// What it is, when and for whom: that says under which head it stands, and what stands beside it.
    Advice(String, AdviceKind, Option<AdviceMoment>, Vec<AdviceReader>),
    Tree(String),
    Reason(ReasonFor, Option<SharedRung>, Option<String>, Option<String>),
    /// That wish or ceiling lies at the end of the ladder, without any bound.
    End(ReasonFor, SharedRung),
    /// That nobody here can change the reply, by the question as the newer version names it.
    Given(String),
}

/// Something that a version tells.
struct Told {
    key: ToldKey,
    what: What,
    when: Root,
}

enum What {
    Offer(Offered),
    Reason(Given),
}

/// Compares what two versions tell; `None` where that would take too long.
pub(super) fn told(old: &Resolved, new: &Resolved, pairing: &Pairing, budget: &Budget) -> Option<ToldChanges> {
    // Both graphs are there at the same time.
    let budget = &budget.shared(2);
    let (old, new) = (&cut(old), &cut(new));
    let (mut first, mut second) = (Stepper::new(old), Stepper::new(new));
    let joint = ReplySpace::of(old, new, pairing, [&first.reach.order(), &second.reach.order()]);
    let before = explore(&mut first, &joint.allowed_replies(old, Version::Old), budget);
    let after = explore(&mut second, &joint.allowed_replies(new, Version::New), budget);
    if !before.finished || !after.finished {
        return None;
    }
    let mut diagrams = Diagrams::new(budget);
    let mut before = Side::of(old, &before, &first.reach, joint.places(old, Version::Old), budget);
    let mut after = Side::of(new, &after, &second.reach, joint.places(new, Version::New), budget);
    let same = Same { old, new, pairing };
    let was = things(&mut before, &mut diagrams, &same, Version::Old)?;
    let is = things(&mut after, &mut diagrams, &same, Version::New)?;
    let mut changes = ToldChanges { offers: Vec::new(), reasons: Vec::new(), plan: PlanChange::Same };
    for (one, two) in paired(was, is) {
        let root = |it: &Option<Told>| it.as_ref().map_or(FALSE, |it| it.when);
        let (was, is) = (root(&one), root(&two));
        let lost = diagrams.join(Join::Minus, was, is);
        let gained = diagrams.join(Join::Minus, is, was);
        let [lost, gained] = [lost, gained].map(|it| joint.part(old, new, &mut diagrams, it));
        if lost.is_none() && gained.is_none() {
            continue;
        }
        match two.or(one).map(|it| it.what) {
            Some(What::Offer(what)) => changes.offers.push(Changed { what, lost, gained }),
            Some(What::Reason(what)) => changes.reasons.push(Changed { what, lost, gained }),
            None => {}
        }
    }
    once(&mut changes.reasons);
    changes.plan = plans(&same, &joint, [&mut before, &mut after], &mut diagrams)?;
    (!diagrams.full && !budget.is_spent()).then_some(changes)
}

/// Takes out that a bound holds elsewhere, where it is told already what it does there.
fn once(reasons: &mut Vec<Changed<Given>>) {
    let holds = |it: &Given| matches!(it.reason_for, ReasonFor::AtMost | ReasonFor::AtLeast | ReasonFor::Rather);
    let told: Vec<Given> = reasons.iter().map(|it| it.what.clone()).filter(|it| !holds(it)).collect();
    let same =
        |one: &Given, two: &Given| (&one.rung, &one.because, &one.arrange) == (&two.rung, &two.because, &two.arrange);
    reasons.retain(|it| !holds(&it.what) || !told.iter().any(|other| same(other, &it.what)));
}

/// Everything that a version tells, with when.
fn things(side: &mut Side<'_>, diagrams: &mut Diagrams, same: &Same<'_>, version: Version) -> Option<Vec<Told>> {
    let tree = side.tree;
    let mut things: Vec<Told> = Vec::new();
    for (place, method) in tree.methods().enumerate() {
        let id = same.method(place, version);
        let offered = Offered::of(OfferSort::Method, &id, &method.title);
        let when = side.on(diagrams).offered(method)?;
        things.push(Told { key: ToldKey::Method(id), what: What::Offer(offered), when });
    }
    for advice in tree.advice() {
        let id = advice.id.text.clone();
        let (moment, readers) = (advice.moment, advice.readers.clone());
        let key = ToldKey::Advice(id.clone(), advice.kind, moment, readers.clone());
        let offered = Offered { moment, readers, ..Offered::of(OfferSort::Advice(advice.kind), &id, &advice.text) };
        let when = side.on(diagrams).applies(advice)?;
        things.push(Told { key, what: What::Offer(offered), when });
    }
    for (outcome, title) in tree.outcomes.iter_enumerated().filter_map(|(id, it)| Some((id, &it.tree.as_ref()?.text))) {
        let offered = Offered::of(OfferSort::Tree, title, title);
        let when = side.on(diagrams).leads_to(outcome)?;
        add(&mut things, diagrams, Told { key: ToldKey::Tree(title.clone()), what: What::Offer(offered), when });
    }
    let graph = side.graph;
    reasons(tree, graph, &mut side.on(diagrams), &mut |over, reason, when| {
        let told = given(tree, same, version, &reason, when);
        add(&mut things, over.diagrams, told);
        Some(())
    })?;
    let mut over = side.on(diagrams);
    for side in sides(tree) {
        let line = match (side.upper, side.bound.yields) {
            (true, _) => ReasonFor::AtMost,
            (false, false) => ReasonFor::AtLeast,
            (false, true) => ReasonFor::Rather,
        };
        let when = over.holds(&side.holds)?;
        add(&mut things, over.diagrams, given(tree, same, version, &Reason::Bound(line, side.bound), when));
    }
    for (reason_for, rung, when) in ends(&mut over, same, version)?.into_iter().chain(no_participation(&mut over)?) {
        let shared = shared(tree, same, version, rung);
        let key = match reason_for {
            ReasonFor::NoParticipation => ToldKey::Reason(reason_for, Some(shared), None, None),
            _ => ToldKey::End(reason_for, shared),
        };
        let what = What::Reason(Given { rung: Some(named(tree, rung)), ..Given::of(reason_for) });
        add(&mut things, over.diagrams, Told { key, what, when });
    }
    things.extend(cannot_change(&mut over, same, version)?);
    Some(things)
}

/// Where wish and ceiling lie without any bound, as far as the other version has another end there: else the bounds
/// say all.
fn ends(over: &mut Over<'_, '_>, same: &Same<'_>, version: Version) -> Option<Vec<(ReasonFor, RungId, Root)>> {
    let tree = over.tree();
    let of = |tree: &Resolved| [tree.rungs().first_id(), tree.rungs().last_id()];
    let mut ends = Vec::new();
    for ((upper, reason_for), (one, two)) in [(false, ReasonFor::Wish), (true, ReasonFor::Ceiling)]
        .into_iter()
        .zip(of(same.old).into_iter().zip(of(same.new)))
    {
        let own = if version == Version::Old { one } else { two };
        let Some(own) = own.filter(|_| !same.pairing.same_rung(same.old, same.new, one, two)) else { continue };
        let mut when = over.lands(&|_| true)?;
        for side in sides(tree).iter().filter(|side| side.upper == upper) {
            let holds = over.holds(&side.holds)?;
            when = over.diagrams.join(Join::Minus, when, holds);
        }
        ends.push((reason_for, own, when));
    }
    Some(ends)
}

/// The rungs that alone are not participation, with when they are the result.
fn no_participation(over: &mut Over<'_, '_>) -> Option<Vec<(ReasonFor, RungId, Root)>> {
    let rungs = over.tree().rungs().iter_enumerated().filter(|(_, rung)| !rung.participation);
    let told = |(rung, _)| Some((ReasonFor::NoParticipation, rung, over.lands(&|it: &Landing| it.rung == Some(rung))?));
    rungs.map(told).collect()
}

/// The questions of which this version alone says that nobody here can change the reply, with when they are asked.
fn cannot_change(over: &mut Over<'_, '_>, same: &Same<'_>, version: Version) -> Option<Vec<Told>> {
    let pairs = same.pairing.questions.iter_enumerated().filter_map(|(one, two)| Some((one, (*two)?)));
    let mut told = Vec::new();
    for (one, two) in pairs {
        let given = (same.old.questions[one].given, same.new.questions[two].given);
        let question = match (version, given) {
            (Version::Old, (true, false)) => one,
            (Version::New, (false, true)) => two,
            _ => continue,
        };
        let asked = &over.tree().questions[question];
        let what = Given { question: Some((asked.id.text.clone(), asked.ask.clone())), ..Given::of(ReasonFor::Given) };
        let any = Condition::Entry(Entry::Question(question, asked.answers.ids().collect()));
        let key = ToldKey::Given(same.new.questions[two].id.text.clone());
        told.push(Told { key, what: What::Reason(what), when: over.holds(&any)? });
    }
    Some(told)
}

/// Adds something that may be there already: then it is told in these cases as well.
fn add(things: &mut Vec<Told>, diagrams: &mut Diagrams, told: Told) {
    match things.iter_mut().find(|it| it.key == told.key) {
        Some(known) => known.when = diagrams.join(Join::Or, known.when, told.when),
        None => things.push(told),
    }
}

/// A reason as both versions know it.
fn given(tree: &Resolved, same: &Same<'_>, version: Version, reason: &Reason<'_>, when: Root) -> Told {
    let (reason_for, bound) = match reason {
        Reason::Bound(line, bound) => (*line, Some(*bound)),
        Reason::Route(_) => (ReasonFor::Outcome, None),
    };
    let because = match reason {
        Reason::Bound(_, bound) => bound.because.clone(),
        Reason::Route(because) => Some((*because).to_owned()),
    };
    let arrange = bound.and_then(|bound| bound.arrange.clone());
    let rung = bound.map(|bound| named(tree, bound.rung));
    let shared = bound.map(|bound| shared(tree, same, version, bound.rung));
    let key = ToldKey::Reason(reason_for, shared, because.clone(), arrange.clone());
    Told { key, what: What::Reason(Given { rung, because, arrange, ..Given::of(reason_for) }), when }
}

/// A rung by id and title.
fn named(tree: &Resolved, rung: RungId) -> (String, String) {
    (tree.rung(rung).id.text.clone(), tree.rung(rung).title.clone())
}

fn shared(tree: &Resolved, same: &Same<'_>, version: Version, rung: RungId) -> SharedRung {
    let own = match version {
        Version::Old => SharedRung::Old(rung),
        Version::New => SharedRung::New(rung),
    };
    match (&same.pairing.rungs, version) {
        (Some(rungs), Version::Old) => rungs[rung].map_or(own, SharedRung::New),
        (Some(_), Version::New) => own,
        (None, _) => tree.rung(rung).level.map_or(own, SharedRung::Level),
    }
}

/// What is told in both versions, in the older only, and in the newer only; in the order of the newer, what went
/// where it stood.
fn paired(was: Vec<Told>, is: Vec<Told>) -> Vec<(Option<Told>, Option<Told>)> {
    let mut pairs: Vec<(Option<Told>, Option<Told>)> = is.into_iter().map(|it| (None, Some(it))).collect();
    let mut after = 0;
    for told in was {
        let known = pairs.iter().position(|(_, it)| it.as_ref().is_some_and(|it| it.key == told.key));
        match known {
            Some(at) => {
                pairs[at].0 = Some(told);
                after = at + 1;
            }
            None => {
                pairs.insert(after, (Some(told), None));
                after += 1;
            }
        }
    }
    pairs
}
