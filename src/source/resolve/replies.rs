//! From replies as people write them to replies that fit the questions of a tree, and back.

use crate::bilingual;
use crate::model::condition::Word;
use crate::model::finding::{Finding, Place, did_you_mean};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::{Decimal, Replies, Reply};
use crate::model::tree::{ById, ByName, Question, QuestionKind, Resolved, TreeData};
use crate::text::language::Bilingual;
use std::slice;

/// A reply that does not fit its question, or has none.
#[derive(Clone, Debug)]
pub struct Misfit {
    /// What was named as the question, as written.
    pub question: Word,
    /// The question, where there is one.
    pub number: Option<QuestionId>,
    /// Where the fault is.
    pub place: Place,
    /// What is wrong.
    pub message: Bilingual,
    /// What is possible.
    pub hint: Option<Bilingual>,
}

impl Misfit {
    /// The same as a finding.
    pub fn into_finding(self) -> Finding {
        let rule = if self.number.is_some() { "unknown-value" } else { "unknown-name" };
        Finding::new(rule, self.place, self.message).maybe_hint(self.hint)
    }
}

/// Fits written replies to a tree's questions; `was` leads renamed ids to new ones, and `was-part-of` one old question
/// to several. What does not fit is left out and named.
pub fn fit<S: crate::model::tree::Stage>(
    tree: &TreeData<S>,
    written: &[(Word, Reply<ByName>)],
) -> (Replies, Vec<Misfit>) {
    let (mut replies, mut carried, mut misfits) = (Replies::new(), Replies::new(), Vec::new());
    for (word, reply) in written {
        let several = became(tree, &word.text);
        if !several.is_empty() {
            match carry(tree, &several, reply) {
                Ok(parts) => carried.extend(parts),
                Err(unfit) => misfits.push(misfit(word, several[0], *unfit)),
            }
            continue;
        }
        let Some(number) = question_named(tree, &word.text) else {
            let names = || tree.questions.iter().map(|it| it.id.text.as_str());
            let list = names().collect::<Vec<_>>().join(", ");
            misfits.push(Misfit {
                question: word.clone(),
                number: None,
                place: word.place,
                message: bilingual!("er is geen vraag `{text}`", "there is no question `{text}`", text = &word.text),
                hint: did_you_mean(&word.text, names())
                    .or_else(|| Some(bilingual!("de vragen zijn: {list}", "the questions are: {list}", list = &list))),
            });
            continue;
        };
        match fit_one(&tree.questions[number], reply) {
            Ok(reply) => {
                replies.insert(number, reply);
            }
            Err(unfit) => misfits.push(misfit(word, number, *unfit)),
        }
    }
    // What was said of a question itself goes first.
    for (number, reply) in carried {
        replies.entry(number).or_insert(reply);
    }
    (replies, misfits)
}

fn misfit(word: &Word, number: QuestionId, (place, message, hint): UnfitParts) -> Misfit {
    let place = place.unwrap_or(word.place);
    Misfit { question: word.clone(), number: Some(number), place, message, hint }
}

/// The questions that an old one became, where it became several: the one that has its place first. None of an id
/// that is there still.
pub fn became<S: crate::model::tree::Stage>(tree: &TreeData<S>, id: &str) -> Vec<QuestionId> {
    let named = question_named(tree, id);
    if named.is_some_and(|number| tree.questions[number].id.text == id) {
        return Vec::new();
    }
    let asked_it_too = |number: &QuestionId| tree.questions[*number].was_part_of.iter().any(|old| old.text == id);
    let parts: Vec<QuestionId> = tree.questions.ids().filter(asked_it_too).collect();
    if parts.is_empty() { parts } else { named.into_iter().chain(parts).collect() }
}

/// What each of several questions knows of a reply to the one that they were. Fails where none knows all of it.
fn carry<S: crate::model::tree::Stage>(
    tree: &TreeData<S>,
    several: &[QuestionId],
    reply: &Reply<ByName>,
) -> Result<Vec<(QuestionId, Reply<ById>)>, Unfit> {
    let knows = |number: QuestionId, word: &Word| answers_named(&tree.questions[number], slice::from_ref(word)).is_ok();
    if let Reply::Answers(words) | Reply::OneOf(words) = reply
        && let Some(word) = words.iter().find(|word| !several.iter().any(|&number| knows(number, word)))
    {
        answers_named(&tree.questions[several[0]], slice::from_ref(word))?;
    }
    let known = |number: QuestionId| {
        let of = |words: &[Word]| words.iter().filter(|word| knows(number, word)).cloned().collect::<Vec<_>>();
        match reply {
            Reply::Answers(words) => Reply::Answers(of(words)),
            Reply::OneOf(words) if of(words).len() > 1 => Reply::OneOf(of(words)),
            // Of what was open, this question knows one answer only.
            Reply::OneOf(words) => Reply::Answers(of(words)),
            other => other.clone(),
        }
    };
    let fitted = several.iter().map(|&number| (number, fit_one(&tree.questions[number], &known(number))));
    let carried: Vec<_> = fitted.filter_map(|(number, fitted)| Some((number, fitted.ok()?))).collect();
    match carried.is_empty() {
        true => fit_one(&tree.questions[several[0]], reply).map(|_| carried),
        false => Ok(carried),
    }
}

/// The question that has this id, or once had it.
pub fn question_named<S: crate::model::tree::Stage>(tree: &TreeData<S>, id: &str) -> Option<QuestionId> {
    let now = tree.questions.position(|question| question.id.text == id);
    now.or_else(|| tree.questions.position(|question| question.was.iter().any(|old| old.text == id)))
}

/// Where a reply does not fit, why, and what would.
type UnfitParts = (Option<Place>, Bilingual, Option<Bilingual>);
type Unfit = Box<UnfitParts>;

fn fit_one<S: crate::model::tree::Stage>(question: &Question<S>, reply: &Reply<ByName>) -> Result<Reply<ById>, Unfit> {
    match reply {
        Reply::Unknown => Ok(Reply::Unknown),
        Reply::Number(number) => fit_number(question, *number),
        Reply::Answers(words) => fit_answers(question, words),
        Reply::OneOf(words) => {
            let answers = answers_named(question, words)?;
            if answers.is_empty() {
                return Err(Box::new((
                    None,
                    bilingual!("er staat geen antwoord", "there is no answer"),
                    Some(allowed(question)),
                )));
            }
            Ok(Reply::OneOf(answers))
        }
    }
}

fn fit_number<S: crate::model::tree::Stage>(question: &Question<S>, number: Decimal) -> Result<Reply<ById>, Unfit> {
    match &question.kind {
        QuestionKind::Number { decimals, .. } => {
            let fits = question.band_of(number).is_some();
            if !decimals && !number.is_whole() {
                Err(Box::new((
                    None,
                    bilingual!("`{number}` is geen heel getal", "`{number}` is not a whole number"),
                    None,
                )))
            } else if fits {
                Ok(Reply::Number(number))
            } else {
                Err(Box::new((
                    None,
                    bilingual!(
                        "`{number}` valt buiten wat deze vraag kent",
                        "`{number}` is outside what this question knows"
                    ),
                    Some(allowed(question)),
                )))
            }
        }
        _ => {
            let id = &question.id.text;
            let message = bilingual!("`{number}` is geen antwoord op `{id}`", "`{number}` is not an answer to `{id}`");
            Err(Box::new((None, message, Some(allowed(question)))))
        }
    }
}

fn fit_answers<S: crate::model::tree::Stage>(question: &Question<S>, words: &[Word]) -> Result<Reply<ById>, Unfit> {
    let answers = answers_named(question, words)?;
    if !question.is_multiple() && answers.len() > 1 {
        let id = &question.id.text;
        let message = bilingual!("op `{id}` is maar één antwoord mogelijk", "`{id}` takes one answer only");
        let hint = bilingual!(
            "staat nog niet vast welk: schrijf `one-of: [a, b]`",
            "if it is open which: write `one-of: [a, b]`"
        );
        return Err(Box::new((None, message, Some(hint))));
    }
    if let Some(&alone) = answers.iter().find(|&&answer| question.answers[answer].alone && answers.len() > 1) {
        let id = &question.answers[alone].id.text;
        let message = bilingual!("`{id}` gaat niet samen met een ander antwoord", "`{id}` goes with no other answer");
        return Err(Box::new((None, message, None)));
    }
    if answers.is_empty() {
        return Err(Box::new((
            None,
            bilingual!("er staat geen antwoord", "there is no answer"),
            Some(allowed(question)),
        )));
    }
    Ok(Reply::Answers(answers))
}

fn answers_named<S: crate::model::tree::Stage>(question: &Question<S>, words: &[Word]) -> Result<Vec<AnswerId>, Unfit> {
    let mut answers = Vec::with_capacity(words.len());
    for word in words {
        let now = question.answers.position(|answer| answer.id.text == word.text);
        let once = || question.answers.position(|answer| answer.was.iter().any(|old| old.text == word.text));
        let Some(answer) = now.or_else(once) else {
            let (text, id) = (&word.text, &question.id.text);
            let message = bilingual!("`{text}` is geen antwoord op `{id}`", "`{text}` is not an answer to `{id}`");
            let hint = did_you_mean(text, question.answers.iter().map(|answer| answer.id.text.as_str()));
            return Err(Box::new((Some(word.place), message, Some(hint.unwrap_or_else(|| allowed(question))))));
        };
        answers.push(answer);
    }
    answers.sort_unstable();
    answers.dedup();
    Ok(answers)
}

/// What a question takes, in words.
pub fn allowed<S: crate::model::tree::Stage>(question: &Question<S>) -> Bilingual {
    let mut list: Vec<&str> = question.answers.iter().map(|answer| answer.id.text.as_str()).collect();
    list.push("unknown");
    let list = list.join(", ");
    match &question.kind {
        QuestionKind::Number { unit, .. } => {
            bilingual!("geef een getal ({unit}), of kies uit: {list}", "give a number ({unit}), or choose from: {list}")
        }
        QuestionKind::Multiple => bilingual!("kies een of meer uit: {list}", "choose one or more from: {list}"),
        QuestionKind::Choice => bilingual!("kies uit: {list}", "choose from: {list}"),
    }
}

/// A written reply of several answers or of a number, whether or not it fits its question.
pub(super) fn unfit<S: crate::model::tree::Stage>(
    tree: &TreeData<S>,
    word: &Word,
    reply: &Reply<ByName>,
) -> Result<(QuestionId, Reply<ById>), Box<Misfit>> {
    let Some(number) = question_named(tree, &word.text) else {
        let message = bilingual!("er is geen vraag `{text}`", "there is no question `{text}`", text = &word.text);
        let misfit = Misfit { question: word.clone(), number: None, place: word.place, message, hint: None };
        return Err(Box::new(misfit));
    };
    let said = match reply {
        Reply::Number(exact) => Ok(Reply::Number(*exact)),
        Reply::Answers(words) => answers_named(&tree.questions[number], words).map(Reply::Answers),
        Reply::OneOf(_) | Reply::Unknown => {
            let message = bilingual!(
                "alleen antwoorden en getallen kunnen niet mogen; dit antwoord is open",
                "only answers and numbers can be refused; this reply is open"
            );
            Err(Box::new((None, message, None)))
        }
    };
    let named = said.map(|reply| (number, reply));
    named.map_err(|unfit| Box::new(misfit(word, number, *unfit)))
}

/// Known replies as they are written in a file: by question id, in file order.
pub fn written(tree: &Resolved, replies: &Replies) -> Vec<(Word, Reply<ByName>)> {
    let word = |id: &Word| Word { text: id.text.clone(), place: Place::default() };
    let words = |question: QuestionId, answers: &[AnswerId]| {
        answers.iter().map(|&answer| word(&tree.questions[question].answers[answer].id)).collect()
    };
    let one = |question: QuestionId, reply: &Reply<ById>| match reply {
        Reply::Answers(answers) => Reply::Answers(words(question, answers)),
        Reply::OneOf(answers) => Reply::OneOf(words(question, answers)),
        Reply::Number(number) => Reply::Number(*number),
        Reply::Unknown => Reply::Unknown,
    };
    replies.iter().map(|(&question, reply)| (word(&tree.questions[question].id), one(question, reply))).collect()
}
