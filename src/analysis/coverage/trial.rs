//! Examples tried on a tree with one alteration.

use crate::analysis::effects::{AlteredPiece, Effect};
use crate::analysis::expected::{Order, contrary, order};
use crate::engine::evaluate::{Evaluation, Evaluator, evaluate};
use crate::model::ids::OutcomeId;
use crate::model::replies::Replies;
use crate::model::tree::{ById, Example, Expect, Resolved};

/// An example, with what it comes to on the tree itself.
pub(super) struct Tried {
    pub(super) example: Example<ById>,
    pub(super) replies: Replies,
    pub(super) evaluation: Evaluation,
}

impl Tried {
    pub(super) fn of(tree: &Resolved, example: &Example<ById>) -> Tried {
        let replies: Replies = example.replies.iter().cloned().collect();
        let evaluation = evaluate(tree, &replies);
        Tried { example: example.clone(), replies, evaluation }
    }

    /// Whether it comes out on the tree itself as it expects.
    pub(super) fn holds(&self, tree: &Resolved, expect: &Expect<ById>) -> bool {
        contrary(tree, &self.replies, &self.evaluation, expect).is_none()
    }

    /// Whether some walk of it comes to what an effect is about. A question that no walk meets, and an outcome that none
    /// comes to, tells it nothing.
    fn comes_to(&self, tree: &Resolved, piece: &AlteredPiece) -> bool {
        match piece {
            AlteredPiece::Question(question, _) => {
                self.evaluation.met().iter().any(|met| met.question == *question)
                    || self.example.expect.refused.iter().any(|(it, _)| it == question)
            }
            AlteredPiece::Outcome(outcome, _) => {
                let lands = |outcome: OutcomeId| self.evaluation.landings.iter().any(|it| it.outcome == outcome);
                !self.evaluation.exact || lands(*outcome) || tree.outcomes[*outcome].conflict.is_some_and(lands)
            }
            AlteredPiece::Bound(..) | AlteredPiece::Method(..) | AlteredPiece::Advice(..) => true,
        }
    }
}

/// Whether an expectation can speak of what an effect is about.
fn speaks_of(expect: &Expect<ById>, piece: &AlteredPiece) -> bool {
    match piece {
        AlteredPiece::Question(..) | AlteredPiece::Outcome(..) | AlteredPiece::Bound(..) => true,
        AlteredPiece::Method(..) => {
            let named = [&expect.methods, &expect.without, &expect.first, &expect.plan];
            named.iter().any(|words| !words.is_empty())
        }
        AlteredPiece::Advice(..) => !(expect.advice.is_empty() && expect.without.is_empty()),
    }
}

/// A tree to try alterations on.
pub(super) struct Trial<'t> {
    pub(super) whole: &'t Resolved,
    altered: Resolved,
}

impl<'t> Trial<'t> {
    pub(super) fn of(tree: &'t Resolved) -> Trial<'t> {
        Trial { whole: tree, altered: Resolved { examples: Vec::new(), ..tree.clone() } }
    }

    /// Whether any of these examples comes out otherwise without the effect.
    pub(super) fn notices(&mut self, effect: &mut Effect, examples: &[Tried]) -> bool {
        self.without(effect, |others| examples.iter().any(|it| others.differs(it, [&it.example.expect]).is_some()))
    }

    /// Does something while the tree is without the effect.
    pub(super) fn without<T>(&mut self, effect: &mut Effect, look: impl FnOnce(&mut Altered<'_>) -> T) -> T {
        effect.swap(&mut self.altered);
        let mut altered = Altered { whole: self.whole, tree: &self.altered, piece: effect.piece(), evaluator: None };
        let seen = look(&mut altered);
        effect.swap(&mut self.altered);
        seen
    }
}

/// A tree without an effect.
pub(super) struct Altered<'a> {
    whole: &'a Resolved,
    tree: &'a Resolved,
    piece: &'a AlteredPiece,
    evaluator: Option<Evaluator<'a>>,
}

impl Altered<'_> {
    /// Of what could be expected of an example, the first that does not come out here.
    pub(super) fn differs<'e>(
        &mut self,
        tried: &Tried,
        expected: impl IntoIterator<Item = &'e Expect<ById>>,
    ) -> Option<usize> {
        if !tried.comes_to(self.whole, self.piece) {
            return None;
        }
        let offer = matches!(self.piece, AlteredPiece::Method(..) | AlteredPiece::Advice(..));
        let mut here = None;
        for (number, expect) in expected.into_iter().enumerate().filter(|(_, it)| speaks_of(it, self.piece)) {
            // What is offered is no part of a walk.
            let evaluation = match &mut here {
                _ if offer => &tried.evaluation,
                here => here.get_or_insert_with(|| self.evaluate(tried)),
            };
            if !evaluation.failures.is_empty() || contrary(self.tree, &tried.replies, evaluation, expect).is_some() {
                return Some(number);
            }
        }
        None
    }

    fn evaluate(&mut self, tried: &Tried) -> Evaluation {
        self.evaluator.get_or_insert_with(|| Evaluator::of(self.tree)).evaluate(&tried.replies)
    }

    /// The order of methods and the plan here; nothing where an example tells nothing of the effect.
    pub(super) fn order(&mut self, tried: &Tried) -> Option<Order<'_>> {
        if !tried.comes_to(self.whole, self.piece) {
            return None;
        }
        let evaluation = self.evaluate(tried);
        evaluation.failures.is_empty().then(|| order(self.tree, &tried.replies, &evaluation, true))
    }
}
