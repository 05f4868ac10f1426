//! Few examples that together notice many effects: first more is expected of the examples that are there, then time and
//! again comes the one that notices most of what is left, with a few more things expected of it where that makes it
//! notice more.

use super::hint::{Hint, HintSort};
use super::proposal::{noticing, resulting};
use super::trial::{Altered, Trial, Tried};
use crate::analysis::effects::{AlteredPiece, Effect, effects};
use crate::analysis::expected::{Order, order};
use crate::model::condition::Word;
use crate::model::ids::QuestionId;
use crate::model::replies::Reply;
use crate::model::tree::{ById, Example, Expect, Resolved};
use crate::model::valid::Valid;
use rayon::prelude::*;

/// So many ids at most are added to what one example expects: nobody confirms a long list.
const WORDS: usize = 8;

/// Of what differs without an effect, so many methods and advices are tried as an expectation.
const HINTS: usize = 3;

/// Examples for the author to confirm.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// Examples that are there, and that are to expect more.
    pub stronger: Vec<Example<ById>>,
    /// Examples to add.
    pub more: Vec<Example<ById>>,
}

/// An effect that no example notices, with examples that may, and what they speak of.
struct Gap {
    effect: Effect,
    examples: Vec<Example<ById>>,
    hints: Vec<Hint>,
    /// Whether the order of the methods differs without it, or the plan.
    order: bool,
    /// By example that the tree has, whether it notices the effect.
    there: Vec<Noticed>,
}

/// An example that may notice something.
struct Candidate<'t> {
    tried: Tried,
    /// Whether the tree has it.
    there: bool,
    order: Order<'t>,
}

/// Whether a candidate notices an effect.
enum Noticed {
    No,
    /// With what it expects of the result.
    Result,
    /// Where any one of these is expected as well.
    With(Vec<Hint>),
}

/// Few examples that together notice every effect that the tree's own examples and these others do not, for the author
/// to confirm; the same every time.
pub fn proposed(tree: &Resolved, others: &[Example<ById>], states: usize) -> Proposal {
    let known: Vec<Tried> = tree.examples.iter().chain(others).map(|example| Tried::of(tree, example)).collect();
    let mut candidates = there(tree);
    let mut gaps: Vec<Gap> = effects(tree)
        .into_par_iter()
        .map_init(|| Trial::of(tree), |trial, effect| Gap::of(trial, effect, &known, &candidates, states))
        .flatten()
        .collect();
    let more = new(tree, &gaps);
    let noticed: Vec<Vec<Noticed>> = gaps
        .par_iter_mut()
        .map_init(
            || Trial::of(tree),
            |trial, gap| {
                let more = gap.noticed_by(tree, trial, &more);
                std::mem::take(&mut gap.there).into_iter().chain(more).collect()
            },
        )
        .collect();
    candidates.extend(more);
    chosen(tree, &candidates, &noticed)
}

impl Gap {
    /// Nothing for an effect that is noticed, or that no example can notice.
    fn of(
        trial: &mut Trial<'_>,
        mut effect: Effect,
        known: &[Tried],
        there: &[Candidate<'_>],
        states: usize,
    ) -> Option<Gap> {
        if trial.notices(&mut effect, known) {
            return None;
        }
        let tree = trial.whole;
        let examples = noticing(tree, &effect, states);
        if examples.is_empty() {
            return None;
        }
        let speaks_of_order = |it: &Example<ById>| !it.expect.first.is_empty() || !it.expect.plan.is_empty();
        let order = examples.iter().any(speaks_of_order);
        let mut gap = Gap { hints: Gap::hints(tree, &examples), effect, examples, order, there: Vec::new() };
        gap.there = gap.noticed_by(tree, trial, there);
        // What shows another order was drawn at random, and is long.
        let (drawn, others) = std::mem::take(&mut gap.examples).into_iter().partition(speaks_of_order);
        gap.examples = others;
        if order && gap.there.iter().all(|it| matches!(it, Noticed::No)) {
            let like = gap.like_those(trial, there);
            let more = like.map_or_else(|| gap.shortened(trial, drawn), |like| vec![like]);
            gap.examples.extend(more);
        }
        Some(gap)
    }

    /// Examples without ticks that do not matter to the order.
    fn shortened(&mut self, trial: &mut Trial<'_>, drawn: Vec<Example<ById>>) -> Vec<Example<ById>> {
        let tree = trial.whole;
        let shorter =
            |altered: &mut Altered<'_>| drawn.into_iter().filter_map(|it| shorter(tree, altered, it)).collect();
        trial.without(&mut self.effect, shorter)
    }

    /// What examples that may notice the effect say of methods and advice.
    fn hints(tree: &Resolved, examples: &[Example<ById>]) -> Vec<Hint> {
        let mut hints: Vec<Hint> = Vec::new();
        for expect in examples.iter().map(|example| &example.expect) {
            let methods = expect.methods.iter().map(|word| (HintSort::Method, word));
            let advice = expect.advice.iter().map(|word| (HintSort::Advice, word));
            // Methods and advice have their ids apart.
            let is_method = |word: &Word| tree.methods().any(|it| it.id.text == word.text);
            let sort = |word| if is_method(word) { HintSort::Method } else { HintSort::Advice };
            let without = expect.without.iter().map(|word| (sort(word), word));
            for (sort, word) in methods.chain(advice).chain(without) {
                let hint = Hint { sort, id: word.text.clone() };
                if hints.len() < HINTS && !hints.contains(&hint) {
                    hints.push(hint);
                }
            }
        }
        hints
    }

    /// An example that the tree has, with another answer, so that the order of the methods is another without the effect.
    fn like_those(&mut self, trial: &mut Trial<'_>, there: &[Candidate<'_>]) -> Option<Example<ById>> {
        let tree = trial.whole;
        let AlteredPiece::Question(question, altered) = self.effect.piece() else { return None };
        let question = *question;
        let (was, is) = (&tree.questions[question].answers, &altered.answers);
        let answer = was.ids().find(|it| was[*it].set != is[*it].set || was[*it].add != is[*it].add)?;
        let variant = |candidate: &Candidate<'_>| {
            let mut replies = candidate.tried.example.replies.clone();
            let (_, reply) = replies.iter_mut().find(|(it, _)| *it == question)?;
            *reply = Reply::Answers(vec![answer]);
            let variant = Candidate::of(tree, false, &resulting(tree, replies));
            (variant.tried.evaluation.landings.len() == 1).then_some(variant)
        };
        trial.without(&mut self.effect, |altered| {
            let notices = |it: &Candidate<'_>| !matches!(it.notices(tree, altered, &[], true), Noticed::No);
            there.iter().filter_map(variant).find(notices).map(|it| it.tried.example)
        })
    }

    /// By candidate, whether it notices the effect, and what more has to be expected of it for that.
    fn noticed_by(&mut self, tree: &Resolved, trial: &mut Trial<'_>, candidates: &[Candidate<'_>]) -> Vec<Noticed> {
        let (hints, order) = (&self.hints, self.order);
        trial.without(&mut self.effect, |altered| {
            candidates.iter().map(|candidate| candidate.notices(tree, altered, hints, order)).collect()
        })
    }
}

/// An example that shows another order, without the ticks that do not matter to that.
fn shorter(tree: &Resolved, altered: &mut Altered<'_>, example: Example<ById>) -> Option<Example<ById>> {
    let mut shown = |replies: &[(QuestionId, Reply<ById>)]| {
        let candidate = Candidate::of(tree, false, &resulting(tree, replies.to_vec()));
        let certain = candidate.tried.evaluation.landings.len() == 1;
        let notices = certain && !matches!(candidate.notices(tree, altered, &[], true), Noticed::No);
        notices.then_some(candidate.tried.example)
    };
    let mut best = shown(&example.replies)?;
    for at in 0..best.replies.len() {
        let (_, Reply::Answers(ticks)) = &best.replies[at] else { continue };
        for tick in ticks.clone() {
            let mut fewer = best.replies.clone();
            let (_, Reply::Answers(left)) = &mut fewer[at] else { continue };
            left.retain(|it| *it != tick);
            let fewer = if left.is_empty() { None } else { shown(&fewer) };
            best = fewer.unwrap_or(best);
        }
    }
    Some(best)
}

impl<'t> Candidate<'t> {
    fn of(tree: &'t Resolved, there: bool, example: &Example<ById>) -> Candidate<'t> {
        let tried = Tried::of(tree, example);
        Candidate { order: order(tree, &tried.replies, &tried.evaluation, true), tried, there }
    }

    fn notices(&self, tree: &Resolved, altered: &mut Altered<'_>, hints: &[Hint], order: bool) -> Noticed {
        if altered.differs(&self.tried, [&self.tried.example.expect]).is_some() {
            return Noticed::Result;
        }
        let result = Hint { sort: HintSort::Result, id: String::new() };
        let more: Vec<(&Hint, Expect<ById>)> = std::iter::once(&result)
            .filter(|_| self.there)
            .chain(hints)
            .filter_map(|hint| Some((hint, hint.expected(tree, &self.tried, &Expect::default())?)))
            .collect();
        if let Some(differs) = altered.differs(&self.tried, more.iter().map(|(_, expect)| expect)) {
            return Noticed::With(vec![more[differs].0.clone()]);
        }
        let Some(here) = order.then(|| altered.order(&self.tried)).flatten() else { return Noticed::No };
        let lost = |sort: HintSort, was: &[&str], is: &[&str]| {
            let lost = was.iter().filter(|id| !is.contains(id));
            lost.map(|id| Hint { sort, id: (*id).to_owned() }).collect::<Vec<_>>()
        };
        let mut lost_here = lost(HintSort::First, &self.order.first, &here.first);
        lost_here.extend(lost(HintSort::Plan, &self.order.plan, &here.plan));
        if lost_here.is_empty() { Noticed::No } else { Noticed::With(lost_here) }
    }
}

/// The examples that the tree has, as far as they come to one result.
fn there(tree: &Resolved) -> Vec<Candidate<'_>> {
    let own = tree.examples.par_iter().filter(|it| it.expect.refused.is_empty() && it.valid == Valid::default());
    let fits =
        |it: &Candidate<'_>| it.tried.evaluation.landings.len() == 1 && it.tried.holds(tree, &it.tried.example.expect);
    own.map(|example| Candidate::of(tree, true, example)).filter(fits).collect()
}

/// Every other set of replies that notices something, each once, expecting the result alone; what is refused stays as it
/// is.
fn new<'t>(tree: &'t Resolved, gaps: &[Gap]) -> Vec<Candidate<'t>> {
    let mut found: Vec<Example<ById>> = Vec::new();
    for example in gaps.iter().flat_map(|gap| &gap.examples) {
        let mut example = example.clone();
        let expect = &mut example.expect;
        for words in [&mut expect.methods, &mut expect.advice, &mut expect.without, &mut expect.first, &mut expect.plan]
        {
            words.clear();
        }
        if !found.iter().any(|it| it.replies == example.replies && it.expect.refused == example.expect.refused) {
            found.push(example);
        }
    }
    found.par_iter().map(|example| Candidate::of(tree, false, example)).collect()
}

/// Time and again the candidate that notices most of what is left; those that the tree has come first.
fn chosen(tree: &Resolved, candidates: &[Candidate<'_>], noticed: &[Vec<Noticed>]) -> Proposal {
    let mut left: Vec<usize> = (0..noticed.len()).collect();
    let mut proposal = Proposal::default();
    let mut used = vec![false; candidates.len()];
    for there in [true, false] {
        loop {
            let gain =
                |candidate: usize| left.iter().filter(|gap| !matches!(noticed[**gap][candidate], Noticed::No)).count();
            // Of equals the first.
            let open = (0..candidates.len()).rev().filter(|it| candidates[*it].there == there && !used[*it]);
            let Some(best) = open.max_by_key(|candidate| gain(*candidate)).filter(|best| gain(*best) > 0) else {
                break;
            };
            used[best] = true;
            let tried = &candidates[best].tried;
            let mut expect = tried.example.expect.clone();
            let covered = expected_of(tree, tried, &mut expect, &left, &|gap| &noticed[gap][best]);
            left.retain(|gap| !covered.contains(gap));
            let example = Example { expect, ..tried.example.clone() };
            if there { proposal.stronger.push(example) } else { proposal.more.push(example) }
        }
    }
    proposal
}

/// Expects as much more of an example as makes it notice most, the fewest ids first; the effects that it notices then.
fn expected_of<'n>(
    tree: &Resolved,
    tried: &Tried,
    expect: &mut Expect<ById>,
    left: &[usize],
    noticed: &dyn Fn(usize) -> &'n Noticed,
) -> Vec<usize> {
    let mut covered: Vec<usize> = left.iter().copied().filter(|gap| matches!(noticed(*gap), Noticed::Result)).collect();
    for _ in 0..WORDS {
        let open: Vec<(usize, &[Hint])> = left
            .iter()
            .filter(|gap| !covered.contains(gap))
            .filter_map(|gap| if let Noticed::With(hints) = noticed(*gap) { Some((*gap, &hints[..])) } else { None })
            .collect();
        let gain = |hint: &Hint| open.iter().filter(|(_, hints)| hints.contains(hint)).count();
        let all = || open.iter().flat_map(|(_, hints)| hints.iter());
        // A plan takes most to work out, so what else can be expected goes first. Of equals the first.
        let best = |plan: bool| {
            let hints: Vec<&Hint> = all().filter(|it| (it.sort == HintSort::Plan) == plan).collect();
            hints.into_iter().rev().max_by_key(|hint| gain(hint))
        };
        let Some(hint) = best(false).or_else(|| best(true)) else { break };
        let Some(more) = hint.expected(tree, tried, expect) else { break };
        *expect = more;
        covered.extend(open.iter().filter(|(_, hints)| hints.contains(hint)).map(|(gap, _)| *gap));
    }
    covered
}
