//! The cases that are most like the project that an advice is about.

use super::basis::Report;
use crate::analysis::likeness::{Likeness, likest};
use crate::model::case::Case;
use crate::model::ids::QuestionId;
use crate::output::cases::ListedCase;
use crate::output::document::{Block, Section};
use crate::source::cases::cases;

/// How many cases an advice names.
const NAMED: usize = 3;

impl Report<'_> {
    /// The replies that decide: those behind what decides the result, and those that, changed alone, make another
    /// result possible.
    fn deciding(&self) -> Vec<QuestionId> {
        let mut questions = self.why.deciding_replies(self.tree, &self.evaluation.landings, self.replies);
        questions.extend(self.otherwise().swings.iter().map(|swing| swing.question));
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    /// Which of some cases are like it, the likest first.
    pub fn alike<'c>(&self, cases: impl Iterator<Item = &'c Case>) -> Vec<(Likeness, ListedCase<'c>)> {
        let likest = likest(self.tree, &self.deciding(), self.replies, cases);
        let listed = |(case, likeness)| {
            let listed = ListedCase::like(case, &likeness, self.words(), self.replies);
            (likeness, listed)
        };
        likest.into_iter().map(listed).collect()
    }

    /// The cases with lessons that the advice names, of the organisation and shipped ones alike.
    pub(super) fn likest(&self) -> Vec<ListedCase<'_>> {
        let all = self.occasion.cases.iter().chain(cases(self.language));
        let alike = self.alike(all).into_iter().map(|(_, listed)| listed);
        alike.filter(ListedCase::has_lessons).take(NAMED).collect()
    }

    /// The same as a section of the appendix.
    pub(super) fn cases(&self) -> Section {
        let mut blocks = Vec::new();
        for case in self.likest() {
            blocks.push(Block::Strong(case.name().to_owned()));
            blocks.push(case.short(self.language));
        }
        if !blocks.is_empty() {
            let said = self.say(
                "Deze gevallen gaven hetzelfde antwoord op vragen die bij jou de doorslag geven. Met `beslisboom cases` lees je er meer.",
                "These cases gave the same reply to questions that decide yours. With `beslisboom cases` you read more of them.",
            );
            blocks.insert(0, Block::Text(said.to_owned()));
        }
        self.section("Gevallen die erop lijken", "Cases that are alike", blocks)
    }
}
