//! Few examples that together notice many effects: time and again the one that notices most of what is left, with a few
//! more things expected of it where that makes it notice more.

use super::proposal::noticing;
use super::trial::{Trial, Tried};
use crate::analysis::effects::{Effect, effects};
use crate::model::condition::Word;
use crate::model::finding::Place;
use crate::model::tree::{ById, Example, Expect, Resolved};
use rayon::prelude::*;

/// So many ids at most are added to what one example expects: nobody confirms a long list.
const WORDS: usize = 8;

/// Of what differs without an effect, so many methods and advices are tried as an expectation.
const HINTS: usize = 3;

/// An effect that no example notices, with examples that may, and what they speak of.
struct Gap {
    effect: Effect,
    examples: Vec<Example<ById>>,
    hints: Vec<Hint>,
}

/// A method or an advice.
#[derive(Clone, Debug, PartialEq)]
struct Hint {
    method: bool,
    id: String,
}

/// Few examples that together notice every effect that the tree's own examples and these others do not, for the author
/// to confirm; the same every time.
pub fn proposed(tree: &Resolved, others: &[Example<ById>], states: usize) -> Vec<Example<ById>> {
    let known: Vec<Tried> = tree.examples.iter().chain(others).map(|example| Tried::of(tree, example)).collect();
    let mut gaps: Vec<Gap> = effects(tree)
        .into_par_iter()
        .map_init(|| Trial::of(tree), |trial, effect| Gap::of(tree, trial, effect, &known, states))
        .flatten()
        .collect();
    let candidates = candidates(tree, &gaps);
    let noticed: Vec<Vec<Option<Option<Hint>>>> = gaps
        .par_iter_mut()
        .map_init(|| Trial::of(tree), |trial, gap| gap.noticed_by(tree, trial, &candidates))
        .collect();
    chosen(tree, &candidates, &noticed)
}

impl Gap {
    /// Nothing for an effect that is noticed, or that no example can notice.
    fn of(tree: &Resolved, trial: &mut Trial<'_>, mut effect: Effect, known: &[Tried], states: usize) -> Option<Gap> {
        if trial.notices(&mut effect, known) {
            return None;
        }
        let examples = noticing(tree, &effect, states);
        let mut hints: Vec<Hint> = Vec::new();
        for expect in examples.iter().map(|example| &example.expect) {
            let methods = expect.methods.iter().map(|word| (true, word));
            let advice = expect.advice.iter().map(|word| (false, word));
            // Methods and advice have their ids apart.
            let without = expect.without.iter().map(|word| (tree.methods().any(|it| it.id.text == word.text), word));
            for (method, word) in methods.chain(advice).chain(without) {
                let hint = Hint { method, id: word.text.clone() };
                if hints.len() < HINTS && !hints.contains(&hint) {
                    hints.push(hint);
                }
            }
        }
        (!examples.is_empty()).then_some(Gap { effect, examples, hints })
    }

    /// By candidate, whether it notices the effect, and what more has to be expected of it for that.
    fn noticed_by(
        &mut self,
        tree: &Resolved,
        trial: &mut Trial<'_>,
        candidates: &[Tried],
    ) -> Vec<Option<Option<Hint>>> {
        let hints = &self.hints;
        trial.without(&mut self.effect, |altered| {
            let mut one = |tried: &Tried| {
                if altered.differs(tried, [&tried.example.expect]).is_some() {
                    return Some(None);
                }
                let more: Vec<_> = hints
                    .iter()
                    .filter_map(|hint| Some((hint, hint.expected(tree, tried, &Expect::default())?)))
                    .collect();
                let differs = altered.differs(tried, more.iter().map(|(_, expect)| expect))?;
                Some(Some(more[differs].0.clone()))
            };
            candidates.iter().map(&mut one).collect()
        })
    }
}

impl Hint {
    /// An expectation that says as well what becomes of this method or advice; nothing where that is not certain.
    fn expected(&self, tree: &Resolved, tried: &Tried, expect: &Expect<ById>) -> Option<Expect<ById>> {
        if tried.evaluation.landings.len() != 1 {
            return None;
        }
        let word = Word { text: self.id.clone(), place: Place::default() };
        let there = |expect: &mut Expect<ById>| {
            if self.method { expect.methods.push(word.clone()) } else { expect.advice.push(word.clone()) }
        };
        let absent = |expect: &mut Expect<ById>| expect.without.push(word.clone());
        let with = |say: &dyn Fn(&mut Expect<ById>)| {
            let mut alone = Expect::default();
            say(&mut alone);
            tried.holds(tree, &alone).then(|| {
                let mut expect = expect.clone();
                say(&mut expect);
                expect
            })
        };
        with(&there).or_else(|| with(&absent))
    }
}

fn ids(expect: &Expect<ById>) -> usize {
    expect.methods.len() + expect.advice.len() + expect.without.len()
}

/// Every set of replies that notices something, each once, expecting the result alone; what expects more than methods
/// and advice stays as it is.
fn candidates(tree: &Resolved, gaps: &[Gap]) -> Vec<Tried> {
    let mut found: Vec<Example<ById>> = Vec::new();
    for example in gaps.iter().flat_map(|gap| &gap.examples) {
        let mut example = example.clone();
        let expect = &mut example.expect;
        for words in [&mut expect.methods, &mut expect.advice, &mut expect.without] {
            words.clear();
        }
        let told = |it: &Example<ById>| {
            let ids = |words: &[Word]| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
            (it.replies.clone(), ids(&it.expect.first), ids(&it.expect.plan), it.expect.refused.clone())
        };
        if !found.iter().any(|it| told(it) == told(&example)) {
            found.push(example);
        }
    }
    found.par_iter().map(|example| Tried::of(tree, example)).collect()
}

/// Time and again the candidate that notices most of what is left.
fn chosen(tree: &Resolved, candidates: &[Tried], noticed: &[Vec<Option<Option<Hint>>>]) -> Vec<Example<ById>> {
    let mut left: Vec<usize> = (0..noticed.len()).collect();
    let mut found = Vec::new();
    loop {
        let gain = |candidate: usize| left.iter().filter(|gap| noticed[**gap][candidate].is_some()).count();
        // Of equals the first.
        let best = (0..candidates.len()).rev().max_by_key(|candidate| gain(*candidate));
        let Some(best) = best.filter(|best| gain(*best) > 0) else { return found };
        let tried = &candidates[best];
        let mut expect = tried.example.expect.clone();
        let mut said: Vec<&Hint> = Vec::new();
        left.retain(|gap| match &noticed[*gap][best] {
            None => true,
            Some(None) => false,
            Some(Some(hint)) if said.contains(&hint) => false,
            Some(Some(_)) if ids(&expect) == WORDS => true,
            Some(Some(hint)) => {
                expect = hint.expected(tree, tried, &expect).unwrap_or_else(|| expect.clone());
                said.push(hint);
                false
            }
        });
        found.push(Example { expect, ..tried.example.clone() });
    }
}
