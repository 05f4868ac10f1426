//! Something more to expect of an example.

use super::proposal::expect_result;
use super::trial::Tried;
use crate::model::condition::Word;
use crate::model::finding::Place;
use crate::model::tree::{ById, Expect, Resolved};

/// Something more to expect.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hint {
    pub(super) sort: HintSort,
    /// Of a method or an advice.
    pub(super) id: String,
}

/// What sort of thing is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HintSort {
    /// The whole result.
    Result,
    /// A method, or its absence.
    Method,
    /// An advice, or its absence.
    Advice,
    /// A method among the first five.
    First,
    /// A method of the plan.
    Plan,
}

impl Hint {
    /// An expectation that says this as well; nothing where it is not certain.
    pub(super) fn expected(&self, tree: &Resolved, tried: &Tried, expect: &Expect<ById>) -> Option<Expect<ById>> {
        if tried.evaluation.landings.len() != 1 {
            return None;
        }
        let word = Word { text: self.id.clone(), place: Place::default() };
        let there = |expect: &mut Expect<ById>| match self.sort {
            HintSort::Result => expect_result(tree, &tried.evaluation, expect),
            HintSort::Method => expect.methods.push(word.clone()),
            HintSort::Advice => expect.advice.push(word.clone()),
            HintSort::First => expect.first.push(word.clone()),
            HintSort::Plan => expect.plan.push(word.clone()),
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
        let may_lack = matches!(self.sort, HintSort::Method | HintSort::Advice);
        with(&there).or_else(|| may_lack.then(|| with(&absent)).flatten())
    }
}
