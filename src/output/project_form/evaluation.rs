//! What the evaluation of a project needs: a judgement by the questions of a tree, the indicators and the lessons.

use super::item::{FormItem, Takes};
use super::items::{given, of_one, several, text, texts, told_apart};
#[cfg(feature = "page")]
use crate::model::condition::Word;
use crate::model::project::Project;
#[cfg(feature = "page")]
use crate::model::replies::{Replies, RepliesFile, Reply};
#[cfg(feature = "page")]
use crate::model::tree::{QuestionKind, Tree};
#[cfg(feature = "page")]
use crate::source::resolve::{fit, written};
use crate::text::language::Language;

/// What became of the indicators, and what others can learn.
pub(crate) fn items(project: &Project, language: Language) -> Vec<FormItem> {
    let say = |dutch: &'static str, english: &'static str| language.pick(dutch, english);
    let mut items = Vec::new();
    let names = told_apart(project.plan.indicators.iter().map(|indicator| indicator.what.as_str()));
    for (number, what) in names.iter().enumerate() {
        let target = project.plan.indicators[number].target.as_ref();
        let target = target.map(|target| format!(" ({}: {target})", say("doel", "target")));
        let asked = say("Wat is het geworden?", "What did it become?");
        let result = text!(
            project,
            Takes::Words,
            [plan.indicators[number].result],
            format!("{what}{} {asked}", target.unwrap_or_default()),
            what
        );
        items.extend(of_one(number, [result]));
    }
    items.push(texts!(
        project,
        [lessons.dos],
        say(
            "Wat moeten anderen ook doen? Zet een puntkomma tussen de lessen.",
            "What should others do too? Put a semicolon between the lessons."
        ),
        say("Doe dit ook", "Do this too")
    ));
    items.push(texts!(
        project,
        [lessons.donts],
        say(
            "Wat kunnen anderen beter laten? Zet een puntkomma tussen de lessen.",
            "What had others better not do? Put a semicolon between the lessons."
        ),
        say("Laat dit liever", "Better not do this")
    ));
    items
}

/// Whether the questions of a tree can be asked one by one, whatever the replies: each takes one answer, and comes up.
#[cfg(feature = "page")]
pub(crate) fn is_plain(tree: &Tree, met: usize) -> bool {
    met == tree.questions.len() && tree.questions.iter().all(|question| question.kind == QuestionKind::Choice)
}

/// The judgement by the questions of a plain tree, each with room for what one saw.
#[cfg(feature = "page")]
pub(crate) fn judgement(project: &Project, tree: &Tree, language: Language) -> Vec<FormItem> {
    let replies = project.evaluation.as_ref().map(|it| fit(&**tree, &it.replies).0).unwrap_or_default();
    let unknown = language.pick("Weet ik niet", "I do not know");
    let mut items = Vec::new();
    for (question, asked) in tree.questions.iter_enumerated() {
        let known = match replies.get(&question) {
            Some(Reply::Answers(answers)) => answers.first().map_or("", |&answer| &asked.answers[answer].label),
            Some(Reply::Unknown) => unknown,
            _ => "",
        };
        let offered: Vec<String> =
            asked.answers.iter().map(|answer| answer.label.clone()).chain([unknown.to_owned()]).collect();
        let reply: Vec<(String, Replies)> = asked
            .answers
            .iter_enumerated()
            .map(|(answer, it)| (it.label.clone(), Replies::from([(question, Reply::Answers([answer].into()))])))
            .chain([(unknown.to_owned(), Replies::from([(question, Reply::Unknown)]))])
            .collect();
        let empty = judgement_of(tree);
        let replies: Vec<_> = reply.into_iter().map(|(label, replies)| (label, written(tree, &replies))).collect();
        let id = asked.id.text.clone();
        items.push(FormItem {
            id: format!("judgement {id}"),
            ask: asked.ask.clone(),
            label: asked.ask.clone(),
            takes: Takes::One(offered),
            adds: false,
            known: known.to_owned(),
            set: Box::new(move |project, picked| {
                let judgement = project.evaluation.get_or_insert_with(|| empty.clone());
                judgement.replies.retain(|(question, _)| question.text != id);
                let picked = replies.iter().find(|(label, _)| label == picked);
                judgement.replies.extend(picked.into_iter().flat_map(|(_, reply)| reply.clone()));
            }),
        });
        if !known.is_empty() {
            items.push(note(project, tree, &asked.id.text, &asked.ask, language));
        }
    }
    items
}

/// By what one saw it.
#[cfg(feature = "page")]
fn note(project: &Project, tree: &Tree, id: &str, ask: &str, language: Language) -> FormItem {
    let noted = project.evaluation.as_ref().and_then(|it| it.notes.iter().find(|(question, _)| question.text == id));
    let (empty, id) = (judgement_of(tree), id.to_owned());
    let by_what = language.pick("Waaraan zag je dat?", "By what did you see that?");
    FormItem {
        id: format!("note {id}"),
        ask: format!("{ask} {by_what}"),
        label: format!("{ask} {by_what}"),
        takes: Takes::Words,
        adds: false,
        known: noted.map(|(_, note)| note.clone()).unwrap_or_default(),
        set: Box::new(move |project, typed| {
            let judgement = project.evaluation.get_or_insert_with(|| empty.clone());
            judgement.notes.retain(|(question, _)| question.text != id);
            let word = Word { text: id.clone(), ..Word::default() };
            judgement.notes.extend(given(typed).map(|note| (word, note)));
        }),
    }
}

/// A judgement without replies yet.
#[cfg(feature = "page")]
fn judgement_of(tree: &Tree) -> RepliesFile {
    RepliesFile {
        tree: Some(Word { text: tree.id.text.clone(), ..Word::default() }),
        version: Some(tree.version.clone()),
        hash: Some(tree.hash.clone()),
        ..RepliesFile::default()
    }
}
