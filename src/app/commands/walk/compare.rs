//! Which question `walk --compare` is about.

use crate::bilingual;
use crate::engine::evaluate::evaluate;
use crate::model::finding::did_you_mean;
use crate::model::ids::QuestionId;
use crate::model::replies::Replies;
use crate::model::tree::Tree;
use crate::source::resolve::question_named;
use crate::text::language::Language;
use anyhow::{Result, bail};

/// The question with this name, which a walk with these replies must be able to meet.
pub(super) fn asked(name: &str, tree: &Tree, replies: &Replies, language: Language) -> Result<QuestionId> {
    let Some(question) = question_named(&**tree, name) else {
        let known = tree.questions.iter().map(|question| question.id.text.as_str());
        let all = known.clone().collect::<Vec<_>>().join(", ");
        let hint = did_you_mean(name, known)
            .unwrap_or_else(|| bilingual!("de vragen zijn: {all}", "the questions are: {all}"));
        let message = bilingual!("deze boom heeft geen vraag `{name}`", "this tree has no question `{name}`");
        bail!("{}: {}", message.to(language), hint.to(language));
    };
    let mut others = replies.clone();
    others.remove(&question);
    if !evaluate(tree, &others).met().iter().any(|met| met.question == question) {
        let message = bilingual!(
            "de vraag `{name}` komt met deze antwoorden niet aan bod; er valt niets te vergelijken",
            "the question `{name}` does not come up with these replies; there is nothing to compare"
        );
        bail!("{}", message.to(language));
    }
    Ok(question)
}
