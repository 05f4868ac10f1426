//! `idle-entry`: every part of `all` and `any` says something that the other parts do not.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::check::writing::Writing;
use crate::model::condition::{Comparison, Condition, Range, WordEntry, WordTest};
use crate::model::finding::{Finding, Place, Severity};
use crate::model::tree::Draft;
use crate::source::parse::Content;

pub(in crate::check) static RULE: Rule = Rule {
    name: "idle-entry",
    severity: Severity::Warning,
    summary: ("een deel van `all` of `any` zegt niets nieuws", "a part of `all` or `any` says nothing new"),
    why: (
        "Meestal is het een kopie waarin nog iets anders had moeten staan.",
        "Mostly it is a copy in which something else should have been.",
    ),
    wrong: "if: {all: [{stukken: naam}, {stukken: plan}, {stukken: plan}]}",
    right: "if: {all: [{stukken: naam}, {stukken: plan}, {stukken: begroting}]}",
    pass: Pass::AtWriting(inspect),
};

fn inspect(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    let Some(Content::Tree(tree)) = &writing.reading.content else { return };
    for condition in conditions(tree) {
        let mut names = 0;
        condition.each(&mut |_| names += 1);
        if names <= NAMES && depth(condition) <= DEPTH {
            look(condition, findings);
        }
    }
}

/// Every condition of a tree and its own methods and advice, in the order of the file.
fn conditions(tree: &Draft) -> impl Iterator<Item = &Condition<WordEntry>> {
    let ways = tree.questions.iter().flat_map(|question| question.ways());
    let routes = ways.flat_map(|(_, way)| &way.routes).filter_map(|route| route.condition.as_ref());
    let bounds = tree.bounds.iter().filter_map(|bound| bound.condition.as_ref());
    let own = tree.catalogues.first();
    let methods = own.into_iter().flat_map(|own| &own.methods);
    let methods = methods.flat_map(|it| it.suits.iter().chain(&it.needs).chain(&it.avoid));
    let advice = own.into_iter().flat_map(|own| &own.advice).filter_map(|it| it.condition.as_ref());
    routes.chain(bounds).chain(methods).chain(advice)
}

/// A condition with more names than this, or nested deeper, is not looked through: each part is held against all others,
/// and of both all that is in them.
const NAMES: usize = 2000;
const DEPTH: usize = 8;

fn look(condition: &Condition<WordEntry>, findings: &mut Vec<Finding>) {
    let (every, own) = match condition {
        Condition::Entry(_) => return,
        Condition::Not(part) => return look(part, findings),
        Condition::All(parts) => (true, parts),
        Condition::Any(parts) => (false, parts),
    };
    let parts = spread(own, every);
    for (at, &part) in parts.iter().enumerate() {
        let says_it = |(other, it): &(usize, &&Condition<WordEntry>)| {
            let (stronger, weaker) = if every { (**it, part) } else { (part, **it) };
            // Of two that are the same the later one is too much.
            *other != at && implies(stronger, weaker) && !(implies(weaker, stronger) && *other > at)
        };
        if let Some((_, other)) = parts.iter().enumerate().find(says_it) {
            let (Some(here), Some(there)) = (place(part), place(other)) else { continue };
            let message =
                bilingual!("`{part}` zegt niets nieuws naast `{other}`", "`{part}` says nothing new beside `{other}`");
            let hint =
                bilingual!("haal het weg, of zet wat er had moeten staan", "take it out, or put what should be there");
            let related = bilingual!("dit zegt het al", "this says it already");
            findings.push(Finding::new(RULE.name, here, message).hint(hint).related(there, related));
        } else {
            look(part, findings);
        }
    }
}

fn depth(condition: &Condition<WordEntry>) -> usize {
    match condition {
        Condition::Entry(_) => 0,
        Condition::Not(part) => 1 + depth(part),
        Condition::All(parts) | Condition::Any(parts) => 1 + parts.iter().map(depth).max().unwrap_or(0),
    }
}

/// The parts of `all` or `any`, with those of an `all` in an `all`, or an `any` in an `any`, among them.
fn spread(parts: &[Condition<WordEntry>], every: bool) -> Vec<&Condition<WordEntry>> {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Condition::All(parts) if every => all.extend(spread(parts, every)),
            Condition::Any(parts) if !every => all.extend(spread(parts, every)),
            part => all.push(part),
        }
    }
    all
}

/// Whether the second holds wherever the first does, as far as their form shows it.
fn implies(one: &Condition<WordEntry>, two: &Condition<WordEntry>) -> bool {
    match (one, two) {
        (Condition::Entry(one), Condition::Entry(two)) => entry_implies(one, two),
        // What is not two, is not one either.
        (Condition::Not(one), Condition::Not(two)) => implies(two, one),
        (Condition::Any(parts), two) => parts.iter().all(|part| implies(part, two)),
        (one, Condition::All(parts)) => parts.iter().all(|part| implies(one, part)),
        (Condition::All(parts), two) => {
            parts.iter().any(|part| implies(part, two))
                || matches!(two, Condition::Any(others) if others.iter().any(|other| implies(one, other)))
        }
        (one, Condition::Any(parts)) => parts.iter().any(|part| implies(one, part)),
        _ => false,
    }
}

/// The same of two entries: they are about one name.
fn entry_implies(one: &WordEntry, two: &WordEntry) -> bool {
    if one.name.text != two.name.text {
        return false;
    }
    match (&one.test, &two.test) {
        (WordTest::OneOf(few), WordTest::OneOf(many)) => {
            !few.is_empty() && few.iter().all(|word| many.iter().any(|other| other.text == word.text))
        }
        (WordTest::Within(inner), WordTest::Within(outer)) => within(*inner, *outer),
        (WordTest::Beside(one, this), WordTest::Beside(two, that)) => {
            // What is higher is as high too.
            this.text == that.text && (one == two || (*one, *two) == (Comparison::Above, Comparison::From))
        }
        _ => false,
    }
}

fn within(inner: Range, outer: Range) -> bool {
    let from = outer.from.is_none_or(|least| inner.from.is_some_and(|from| from >= least));
    from && outer.below.is_none_or(|most| inner.below.is_some_and(|below| below <= most))
}

fn place(condition: &Condition<WordEntry>) -> Option<Place> {
    let mut place = None;
    condition.each(&mut |entry| {
        place.get_or_insert(entry.name.place);
    });
    place
}
