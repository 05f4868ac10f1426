//! How alike a project and a case are: by the replies that decide the advice of the project, each counted as one. Where
//! that is equal, by all their other replies.

use crate::model::approach::Meaning;
use crate::model::case::Case;
use crate::model::ids::QuestionId;
use crate::model::replies::Replies;
use crate::model::tree::{Resolved, Tree};
use crate::source::resolve::{fit, question_named};
use std::cmp::Reverse;

/// How alike a case is, in the part that is most alike.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    /// The questions that decide and that the case replies to alike, in file order.
    pub alike: Vec<QuestionId>,
    /// Those that the case replies to otherwise. What it does not say is in neither.
    pub otherwise: Vec<QuestionId>,
    /// How many of the replies that decide nothing are alike.
    pub beside: usize,
}

impl Likeness {
    /// Holds the replies of a project, of which some decide, against those of a case.
    pub fn of(tree: &Resolved, deciding: &[QuestionId], replies: &Replies, case: &Replies) -> Likeness {
        let mut likeness = Likeness::default();
        for question in tree.questions.ids() {
            let settled = |replies: &Replies| tree.questions[question].settled(replies.get(&question)?);
            let (Some(ours), Some(theirs)) = (settled(replies), settled(case)) else { continue };
            // Of a multiple one answer in common is enough: each is a reason of its own.
            match (deciding.contains(&question), ours.iter().any(|answer| theirs.contains(answer))) {
                (true, true) => likeness.alike.push(question),
                (true, false) => likeness.otherwise.push(question),
                (false, alike) => likeness.beside += usize::from(alike),
            }
        }
        likeness
    }

    /// Its place among others: the likest has the least.
    pub fn rank(&self) -> impl Ord + use<> {
        (Reverse(self.alike.len()), self.otherwise.len(), Reverse(self.beside))
    }

    /// Whether more speaks for likeness than against it.
    fn is_like(&self) -> bool {
        !self.alike.is_empty() && self.alike.len() >= self.otherwise.len()
    }
}

/// The cases that are like a project, the likest first; those that are equally like by name.
pub fn likest<'c>(
    tree: &Tree,
    deciding: &[QuestionId],
    replies: &Replies,
    cases: impl Iterator<Item = &'c Case>,
) -> Vec<(&'c Case, Likeness)> {
    let best = |case: &'c Case| {
        let parts = case.project.parts.iter();
        let parts = parts.filter(|part| part.tree.as_ref().is_some_and(|word| word.text == tree.id.text));
        let likeness = parts.map(|part| Likeness::of(tree, deciding, replies, &fit(&**tree, &part.replies).0));
        Some((case, likeness.filter(Likeness::is_like).min_by_key(Likeness::rank)?))
    };
    let mut found: Vec<(&Case, Likeness)> = cases.filter_map(best).collect();
    found.sort_by(|(a, one), (b, other)| {
        one.rank().cmp(&other.rank()).then_with(|| a.project.name.cmp(&b.project.name))
    });
    found
}

/// What replies say of a project in the words of a catalogue, such as its phase or its subject: each word with its
/// name for people.
pub fn said_of<'t>(tree: &'t Resolved, replies: &Replies, meaning: Meaning) -> Vec<(&'t str, &'t str)> {
    let facts = tree.catalogues.iter().flat_map(|catalogue| &catalogue.facts);
    let mut said = Vec::new();
    for name in facts.filter(|fact| fact.means == Some(meaning)).map(|fact| fact.id.text.as_str()) {
        for (&question, reply) in replies {
            let asked = &tree.questions[question];
            let itself = question_named(tree, name) == Some(question);
            for answer in asked.settled(reply).unwrap_or_default().into_iter().map(|it| &asked.answers[it]) {
                let sets = answer.set.iter().filter(|(fact, _)| tree.facts[*fact].id.text == name);
                let values =
                    sets.flat_map(|(fact, values)| values.iter().map(|value| &tree.facts[*fact].values[*value]));
                let before = said.len();
                said.extend(values.map(|(word, label)| (word.text.as_str(), label.as_str())));
                if itself || said.len() > before {
                    said.push((answer.id.text.as_str(), answer.label.as_str()));
                }
            }
        }
    }
    said
}
