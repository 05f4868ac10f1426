//! The tree as it holds on a day: what does not hold then is taken out, once, before anything else reads the
//! tree (FORMAT section 8). Days are compared as they are written: year, month, day.

use crate::bilingual;
use crate::model::catalogue::Catalogue;
use crate::model::condition::{Condition, Word, WordEntry, WordTest};
use crate::model::finding::Place;
use crate::model::ladder::{Ladder, Source};
use crate::model::replies::Reply;
use crate::model::tree::{Bound, ByName, Draft, Example, Outcome, Question, Rising, Way};
use crate::model::valid::Valid;
use crate::text::language::Bilingual;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A tree that is another one on more stretches of days than this is not looked at on all of them.
pub const DAYS: usize = 100;

/// Something that says when it holds.
#[derive(Clone, Debug)]
pub struct Dated<'d> {
    /// When.
    pub valid: &'d Valid,
    /// What it is, for people.
    pub what: Bilingual,
    /// Where its name stands.
    pub place: Place,
    /// Whether what stands just after it in the same list takes over from it, the day after its last.
    pub replaced: bool,
    /// Where it says that it takes over, while what stands just before it does not hold until the day before.
    pub takes_nothing: Option<Place>,
}

impl<'d> Dated<'d> {
    fn new(valid: &'d Valid, what: Bilingual, place: Place) -> Dated<'d> {
        Dated { valid, what, place, replaced: false, takes_nothing: valid.takes_over }
    }
}

/// Parts of one list: marks those that the next one takes over from.
fn in_turn<'d>(list: impl Iterator<Item = Dated<'d>>) -> impl Iterator<Item = Dated<'d>> {
    let mut list: Vec<Dated<'d>> = list.collect();
    for at in 1..list.len() {
        let ends = list[at - 1].valid.until.as_ref().and_then(day_after);
        let begins = list[at].valid.from.as_ref().map(|from| &from.text);
        if list[at].valid.takes_over.is_some() && ends.is_some() && ends.as_ref() == begins {
            list[at - 1].replaced = true;
            list[at].takes_nothing = None;
        }
    }
    list.into_iter()
}

/// The day after a day, as it is written; `None` of what is no day.
fn day_after(day: &Word) -> Option<String> {
    Some(day.text.parse::<Date>().ok()?.tomorrow().ok()?.to_string())
}

/// The day before a day, as it is written; `None` of what is no day.
pub fn day_before(day: &str) -> Option<String> {
    Some(day.parse::<Date>().ok()?.yesterday().ok()?.to_string())
}

/// Every part of a tree, its ladder and its catalogues that says when it holds; the tree itself first.
pub fn dated(draft: &Draft) -> Vec<Dated<'_>> {
    let mut parts = vec![Dated::new(&draft.valid, bilingual!("deze boom", "this tree"), draft.id.place)];
    parts.extend(draft.questions.iter().flat_map(of_question));
    let caps = draft.bounds.iter().filter_map(|it| it.at_most.as_ref());
    let floors = draft.bounds.iter().filter_map(|it| it.at_least.as_ref());
    parts.extend(in_turn(caps.map(of_bound)).chain(in_turn(floors.map(of_bound))));
    for outcome in &draft.outcomes {
        let what = || bilingual!("een tekst bij uitkomst `{id}`", "a text of outcome `{id}`", id = &outcome.id.text);
        parts.extend(in_turn(outcome.dated.iter().map(|it| Dated::new(&it.valid, what(), it.place))));
    }
    parts.extend(draft.catalogues.iter().flat_map(of_catalogue));
    parts.extend(of_sources(&draft.sources));
    parts.extend(draft.ladder.iter().flat_map(of_ladder));
    parts.retain(|part| *part.valid != Valid::default());
    parts
}

/// The examples that say when they count. Nothing ends with them.
pub fn of_examples(draft: &Draft) -> impl Iterator<Item = Dated<'_>> {
    draft.examples.iter().map(|example| {
        let what = bilingual!("voorbeeld `{name}`", "example `{name}`", name = &example.name);
        Dated::new(&example.valid, what, example.place)
    })
}

fn of_question(question: &Question<ByName>) -> impl Iterator<Item = Dated<'_>> {
    let answers = in_turn(question.answers.iter().map(|answer| {
        let (question, id) = (&question.id.text, &answer.id.text);
        let what = bilingual!("antwoord `{id}` van `{question}`", "answer `{id}` of `{question}`");
        Dated::new(&answer.valid, what, answer.id.place)
    }));
    let bounds = question.answers.iter().flat_map(|it| [&it.at_most, &it.at_least]).flatten();
    answers.chain(bounds.map(of_bound))
}

fn of_bound(bound: &Bound<ByName>) -> Dated<'_> {
    let what = bilingual!("de grens op `{rung}`", "the bound at `{rung}`", rung = &bound.rung.text);
    Dated::new(&bound.valid, what, bound.rung.place)
}

fn of_sources(sources: &[Source]) -> impl Iterator<Item = Dated<'_>> {
    in_turn(sources.iter().map(|source| {
        let what = bilingual!("bron `{id}`", "source `{id}`", id = &source.id.text);
        Dated::new(&source.valid, what, source.id.place)
    }))
}

/// The works that a ladder refers to, with when they hold.
pub fn of_ladder(ladder: &Ladder) -> impl Iterator<Item = Dated<'_>> {
    of_sources(&ladder.sources)
}

/// The parts of a catalogue, with when they hold.
pub fn of_catalogue(catalogue: &Catalogue<ByName>) -> impl Iterator<Item = Dated<'_>> {
    let methods = catalogue.methods.iter().map(|method| {
        let (id, valid) = (&method.profile.id, &method.profile.valid);
        Dated::new(valid, bilingual!("werkvorm `{id}`", "method `{id}`", id = &id.text), id.place)
    });
    let advice = catalogue.advice.iter().map(|advice| {
        let what = bilingual!("aandachtspunt `{id}`", "advice `{id}`", id = &advice.id.text);
        Dated::new(&advice.valid, what, advice.id.place)
    });
    in_turn(methods).chain(in_turn(advice)).chain(of_sources(&catalogue.sources))
}

/// What has run out by a day and was not replaced: what it is, and its last day. The tree itself comes first.
pub fn expired(draft: &Draft, day: &str) -> Vec<Expired> {
    let parts = dated(draft).into_iter().filter(|part| part.valid.has_run_out(day) && !part.replaced);
    parts.filter_map(|part| Some(Expired { until: part.valid.until.as_ref()?.text.clone(), what: part.what })).collect()
}

/// Something that has run out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expired {
    /// What it is, for people.
    pub what: Bilingual,
    /// Its last day.
    pub until: String,
}

/// The days on which something begins to hold, or holds no more.
fn turns_of(valid: &Valid) -> impl Iterator<Item = String> + use<> {
    let from = valid.from.as_ref().map(|day| day.text.clone());
    from.into_iter().chain(valid.until.as_ref().and_then(day_after))
}

/// The days on which a tree becomes another one; what says when an example counts is no part of that.
fn turns(draft: &Draft) -> BTreeSet<String> {
    let tree = &draft.valid;
    let parts = dated(draft).into_iter().map(|part| part.valid).filter(|valid| !std::ptr::eq(*valid, tree));
    parts.flat_map(turns_of).collect()
}

/// The days on which an older and a newer version are held against each other, from a day on: that day, and every later
/// one on which either becomes another tree, as long as the newer one holds. What is the same tree needs one day.
pub fn days_of_both(old: &Draft, new: &Draft, day: &str) -> Vec<String> {
    let mut days = BTreeSet::from([day.to_owned()]);
    if old.hash != new.hash {
        let later = turns(old).into_iter().chain(turns(new));
        days.extend(later.filter(|it| it.as_str() > day && new.valid.holds(it)));
    }
    days.into_iter().collect()
}

/// The first day of every stretch of days on which the same holds, in order. The first stretch begins with the
/// tree; without a first day it is the empty text, which comes before every day.
pub fn stretches(draft: &Draft) -> Vec<String> {
    let tree = &draft.valid;
    let mut days = turns(draft);
    days.extend(draft.examples.iter().flat_map(|example| turns_of(&example.valid)));
    let begins = tree.from.as_ref().map_or("", |day| &day.text);
    days.retain(|day| day.as_str() > begins && tree.until.as_ref().is_none_or(|until| *day <= until.text));
    std::iter::once(begins.to_owned()).chain(days).collect()
}

/// The tree as it holds on a day. What is left says no longer when it holds, but for the tree itself.
pub fn on(mut draft: Draft, day: &str) -> Draft {
    let mut gone = Gone::default();
    for question in &mut draft.questions {
        gone.answers_of(question, day);
    }
    for bound in &mut draft.bounds {
        keep(&mut bound.at_most, day);
        keep(&mut bound.at_least, day);
    }
    draft.bounds.retain(|bound| bound.at_most.is_some() || bound.at_least.is_some());
    draft.outcomes.iter_mut().for_each(|outcome| settle_texts(outcome, day));
    for catalogue in &mut draft.catalogues {
        gone.offers.extend(catalogue_on(catalogue, day));
    }
    draft.examples.retain(|example| example.valid.holds(day) && !gone.is_named(example));
    draft.examples.iter_mut().for_each(|example| example.valid = Valid::default());
    if !gone.answers.is_empty() {
        gone.forget(&mut draft);
    }
    draft
}

/// Takes out of a catalogue what does not hold on a day, and tells the ids of that.
pub fn catalogue_on(catalogue: &mut Catalogue<ByName>, day: &str) -> Vec<String> {
    let methods = catalogue.methods.iter().map(|method| (&method.profile.id, &method.profile.valid));
    let advice = catalogue.advice.iter().map(|advice| (&advice.id, &advice.valid));
    let gone = methods.chain(advice).filter(|(_, valid)| !valid.holds(day));
    let gone = gone.map(|(id, _)| id.text.clone()).collect();
    catalogue.methods.retain(|method| method.profile.valid.holds(day));
    for method in catalogue.methods.iter_mut().filter(|method| method.profile.valid != Valid::default()) {
        Arc::make_mut(&mut method.profile).valid = Valid::default();
    }
    catalogue.advice.retain(|advice| advice.valid.holds(day));
    catalogue.advice.iter_mut().for_each(|advice| advice.valid = Valid::default());
    gone
}

/// Takes a bound out where it does not hold.
fn keep(bound: &mut Option<Bound<ByName>>, day: &str) {
    *bound = bound.take().filter(|bound| bound.valid.holds(day));
    bound.iter_mut().for_each(|bound| bound.valid = Valid::default());
}

/// Puts what holds of the dated texts of an outcome behind its text.
fn settle_texts(outcome: &mut Outcome<ByName>, day: &str) {
    let dated = std::mem::take(&mut outcome.dated);
    let holding: Vec<String> = dated.into_iter().filter(|it| it.valid.holds(day)).map(|it| it.text).collect();
    if !holding.is_empty() {
        let texts = Arc::make_mut(&mut outcome.texts);
        texts.text = Some(texts.text.take().into_iter().chain(holding).collect::<Vec<_>>().join("\n\n"));
    }
}

/// What was taken out and may be named elsewhere.
#[derive(Default)]
struct Gone {
    /// Answers, with their questions before them.
    answers: BTreeSet<(String, String)>,
    /// Methods and advice.
    offers: BTreeSet<String>,
}

impl Gone {
    /// Takes out the answers of a question that do not hold.
    fn answers_of(&mut self, question: &mut Question<ByName>, day: &str) {
        let answers = std::mem::take(&mut question.answers);
        let (holding, gone): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.valid.holds(day));
        self.answers.extend(gone.into_iter().map(|answer| (question.id.text.clone(), answer.id.text)));
        question.answers = holding.into();
        for answer in &mut question.answers {
            answer.valid = Valid::default();
            keep(&mut answer.at_most, day);
            keep(&mut answer.at_least, day);
        }
    }

    fn has(&self, question: &str, answer: &Word) -> bool {
        self.answers.contains(&(question.to_owned(), answer.text.clone()))
    }

    /// Whether an example names something that is not there: it is of another time.
    fn is_named(&self, example: &Example<ByName>) -> bool {
        let expect = &example.expect;
        let mut offers =
            expect.methods.iter().chain(&expect.without).chain(&expect.first).chain(&expect.plan).chain(&expect.advice);
        let given = |(question, reply): &(Word, Reply<ByName>)| match reply {
            Reply::Answers(answers) | Reply::OneOf(answers) => answers.iter().any(|it| self.has(&question.text, it)),
            Reply::Number(_) | Reply::Unknown => false,
        };
        offers.any(|id| self.offers.contains(&id.text)) || example.replies.iter().any(given)
    }

    /// Takes answers out of all that reads them: what tests them never holds.
    fn forget(&self, draft: &mut Draft) {
        let condition = |condition: &mut Condition<WordEntry>| {
            *condition = condition.map(&mut |entry| {
                let mut entry = entry.clone();
                if let WordTest::OneOf(values) = &mut entry.test {
                    values.retain(|value| !self.has(&entry.name.text, value));
                }
                entry
            });
        };
        let way = |way: &mut Way<ByName>| {
            way.routes.iter_mut().filter_map(|route| route.condition.as_mut()).for_each(condition);
        };
        for question in &mut draft.questions {
            question.way.iter_mut().for_each(way);
            question.answers.iter_mut().filter_map(|answer| answer.way.as_mut()).for_each(way);
            if let Rising::Listed(answers) = &mut question.rising {
                answers.retain(|answer| !self.has(&question.id.text, answer));
            }
        }
        draft.bounds.iter_mut().filter_map(|bound| bound.condition.as_mut()).for_each(condition);
        for catalogue in &mut draft.catalogues {
            for method in &mut catalogue.methods {
                method.suits.iter_mut().chain(&mut method.needs).chain(&mut method.avoid).for_each(condition);
            }
            catalogue.advice.iter_mut().filter_map(|advice| advice.condition.as_mut()).for_each(condition);
        }
    }
}
