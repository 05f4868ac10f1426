//! What to find out first for a row that is not decided: the question, and what each reply to it would bring.

use crate::analysis::narrowing::{narrows_most, results_after};
use crate::engine::evaluate::{Evaluation, Explored};
use crate::engine::step::Landing;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Resolved;
use crate::text::language::Language;

/// A question with more answers than this is told without what each brings; so is one of which that takes more
/// letters. Our own choice: it has to be read in a cell.
const ANSWERS: usize = 6;
const LETTERS: usize = 600;

/// The open question that narrows the results most; the first that matters where that cannot be told.
pub(super) fn question(tree: &Resolved, replies: &Replies, evaluation: &Evaluation) -> Option<QuestionId> {
    narrows_most(tree, replies, evaluation, &|_| true).or_else(|| evaluation.open_questions.first().copied())
}

/// What each reply to a question would bring, such as `Yes: Advise; No: Consult or Advise`; empty where that is long.
pub(super) fn each(
    explored: &Explored<'_>,
    replies: &Replies,
    evaluation: &Evaluation,
    question: QuestionId,
    language: Language,
) -> String {
    let tree = explored.tree;
    let asked = &tree.questions[question];
    let may = |answer: &AnswerId| match replies.get(&question) {
        Some(Reply::OneOf(answers)) => answers.contains(answer),
        _ => true,
    };
    let answers: Vec<AnswerId> = asked.answers.ids().filter(may).collect();
    if asked.is_multiple() || answers.len() > ANSWERS {
        return String::new();
    }
    let after = |answer: AnswerId| {
        if evaluation.exact {
            return results_after(evaluation, question, &[answer]).into_iter().collect();
        }
        let mut replies = replies.clone();
        replies.insert(question, Reply::Answers(vec![answer]));
        explored.evaluate(&replies).landings
    };
    let brings = |&answer: &AnswerId| {
        let label = asked.answers[answer].label.trim().trim_end_matches('.');
        format!("{label}: {}", results(tree, &after(answer), language))
    };
    let all = answers.iter().map(brings).collect::<Vec<_>>().join("; ");
    if all.chars().count() > LETTERS { String::new() } else { all }
}

/// Results by the titles of their rungs, else of their outcomes.
fn results(tree: &Resolved, landings: &[Landing], language: Language) -> String {
    let title = |landing: &Landing| match landing.rung {
        Some(rung) => tree.rung(rung).title.as_str(),
        None => tree.outcomes[landing.outcome].title.as_str(),
    };
    let mut titles: Vec<&str> = Vec::new();
    for title in landings.iter().map(title) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let Some((last, before)) = titles.split_last() else { return String::new() };
    match before {
        [] => (*last).to_owned(),
        _ => format!("{} {} {last}", before.join(", "), language.pick("of", "or")),
    }
}
