//! Whether what comes out is what an example expects.

use crate::analysis::plan::Choice;
use crate::analysis::recommend::{plan_of, recommend_all, recommend_some};
use crate::bilingual;
use crate::engine::evaluate::Evaluation;
use crate::engine::step::Landing;
use crate::model::condition::Word;
use crate::model::ids::RungId;
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{ById, Expect, Question, Resolved};
use crate::text::language::Bilingual;

/// What is not as expected, if anything.
pub fn contrary(
    tree: &Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    expect: &Expect<ById>,
) -> Option<Bilingual> {
    contrary_result(tree, evaluation, expect)
        .or_else(|| contrary_offer(tree, replies, evaluation, expect))
        .or_else(|| contrary_plan(tree, replies, evaluation, expect))
}

fn contrary_result(tree: &Resolved, evaluation: &Evaluation, expect: &Expect<ById>) -> Option<Bilingual> {
    let landings = &evaluation.landings;
    if let Some(outcome) = expect.outcome
        && landings.iter().any(|landing| landing.outcome != outcome)
    {
        let id = &tree.outcomes[outcome].id.text;
        return Some(bilingual!("niet (altijd) uitkomst `{id}`", "not (always) outcome `{id}`"));
    }
    if let Some(rung) = expect.rung
        && landings.iter().any(|landing| landing.rung != rung)
    {
        let id = rung_id(tree, rung);
        return Some(bilingual!("niet (altijd) trede `{id}`", "not (always) rung `{id}`"));
    }
    if let Some(verdict) = expect.verdict
        && landings.iter().any(|landing| tree.outcomes[landing.outcome].verdict != verdict)
    {
        let word = verdict.word();
        return Some(bilingual!("niet (altijd) oordeel `{word}`", "not (always) verdict `{word}`"));
    }
    match expect.conflict {
        Some(true) if !evaluation.clash.certain => {
            return Some(bilingual!("geen (zekere) botsing", "no (certain) clash"));
        }
        Some(false) if evaluation.clash.possible => return Some(bilingual!("wel een botsing", "a clash")),
        _ => {}
    }
    if let Some(possible) = &expect.possible {
        let mut found: Vec<_> = landings.iter().map(|landing| (landing.outcome, landing.rung)).collect();
        let mut expected = possible.clone();
        found.sort_unstable();
        expected.sort_unstable();
        expected.dedup();
        if found != expected {
            return Some(bilingual!("andere mogelijke resultaten", "other possible results"));
        }
    }
    if let Some(word) = &expect.tree {
        let leads =
            |landing: &Landing| tree.outcomes[landing.outcome].tree.as_ref().is_some_and(|it| it.text == word.text);
        if !landings.iter().all(leads) {
            return Some(bilingual!(
                "niet (altijd) verder met boom `{id}`",
                "not (always) on to tree `{id}`",
                id = &word.text
            ));
        }
    }
    let taken = expect.refused.iter().find(|(question, reply)| takes(&tree.questions[*question], reply));
    taken.map(|(question, _)| {
        let id = &tree.questions[*question].id.text;
        bilingual!("het antwoord op `{id}` mag wel", "the reply to `{id}` is taken")
    })
}

/// Whether a reply fits its question.
fn takes(question: &Question<ById>, reply: &Reply<ById>) -> bool {
    match reply {
        Reply::Number(number) => question.takes(*number),
        Reply::Answers(answers) if answers.len() > 1 => {
            question.is_multiple() && !answers.iter().any(|answer| question.answers[*answer].alone)
        }
        Reply::Answers(_) | Reply::OneOf(_) | Reply::Unknown => true,
    }
}

fn contrary_offer(
    tree: &Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    expect: &Expect<ById>,
) -> Option<Bilingual> {
    if expect.methods.is_empty() && expect.without.is_empty() && expect.advice.is_empty() {
        return None;
    }
    let named = || expect.methods.iter().chain(&expect.without).chain(&expect.advice);
    let recommendation = recommend_some(tree, replies, evaluation, &|id| named().any(|word| word.text == id));
    let offered = |id: &str| recommendation.offered.iter().any(|offer| offer.method.id.text == id);
    let perhaps = |id: &str| recommendation.perhaps.iter().any(|offer| offer.method.id.text == id);
    let applies = |id: &str| recommendation.advice.iter().any(|advice| advice.id.text == id);
    let missing = expect.methods.iter().find(|word| !offered(&word.text));
    let unwanted = expect.without.iter().find(|word| offered(&word.text) || perhaps(&word.text));
    let spoken = expect.without.iter().find(|word| {
        let perhaps = recommendation.perhaps_advice.iter().any(|advice| advice.id.text == word.text);
        applies(&word.text) || perhaps
    });
    let silent = expect.advice.iter().find(|word| !applies(&word.text));
    match (missing, unwanted, silent) {
        (Some(word), ..) => Some(bilingual!("zonder werkvorm `{id}`", "without method `{id}`", id = &word.text)),
        (_, Some(word), _) => Some(bilingual!("met werkvorm `{id}`", "with method `{id}`", id = &word.text)),
        (_, _, Some(word)) => Some(bilingual!("zonder aandachtspunt `{id}`", "without advice `{id}`", id = &word.text)),
        _ => spoken.map(|word| bilingual!("met aandachtspunt `{id}`", "with advice `{id}`", id = &word.text)),
    }
}

/// What is not as expected of the order and the plan, if anything. These hang on every method there is.
fn contrary_plan(
    tree: &Resolved,
    replies: &Replies,
    evaluation: &Evaluation,
    expect: &Expect<ById>,
) -> Option<Bilingual> {
    if expect.first.is_empty() && expect.plan.is_empty() {
        return None;
    }
    let Order { first, plan } = order(tree, replies, evaluation, !expect.plan.is_empty());
    let lacks = |words: &[Word], those: &[&str]| -> Option<(String, String)> {
        let lacking = words.iter().find(|word| !those.contains(&word.text.as_str()))?;
        Some((lacking.text.clone(), those.join(", ")))
    };
    if let Some((id, five)) = lacks(&expect.first, &first) {
        return Some(bilingual!(
            "`{id}` is niet bij de eerste vijf: {five}",
            "`{id}` is not among the first five: {five}"
        ));
    }
    let (id, held) = lacks(&expect.plan, &plan)?;
    Some(bilingual!("`{id}` zit niet in de aanpak: {held}", "`{id}` is not in the plan: {held}"))
}

/// The methods that stand first, and those of the plan, by id.
pub(crate) struct Order<'t> {
    /// The first five of those that are offered whatever the open replies become.
    pub(crate) first: Vec<&'t str>,
    /// Those of the plan, in time.
    pub(crate) plan: Vec<&'t str>,
}

/// The order of the methods for these replies, and the plan where that is asked for.
pub(crate) fn order<'t>(tree: &'t Resolved, replies: &Replies, evaluation: &Evaluation, plan: bool) -> Order<'t> {
    let all = recommend_all(tree, replies, evaluation);
    let first = all.offered.iter().take(5).map(|it| it.method.id.text.as_str()).collect();
    let plan = plan.then(|| plan_of(tree, replies, evaluation, &all, &Choice::default())).flatten();
    Order { first, plan: plan.iter().flat_map(|it| &it.steps).map(|step| step.method.id.text.as_str()).collect() }
}

/// The id of a rung, or the word for none.
pub fn rung_id(tree: &Resolved, rung: Option<RungId>) -> &str {
    rung.map_or("none", |rung| &tree.rung(rung).id.text)
}
