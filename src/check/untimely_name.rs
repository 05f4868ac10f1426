//! `untimely-name`: an `if` reads what can have a value by then.

use super::{Behaviour, Look, Rule};
use crate::behaviour::way_of;
use crate::condition::{Condition, Entry, WordEntry};
use crate::finding::{Finding, Place, Severity};
use crate::said;
use crate::step::{At, Move};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static RULE: Rule = Rule {
    name: "untimely-name",
    severity: Severity::Warning,
    summary: (
        "een `if` leest iets dat hier nog geen waarde kan hebben",
        "an `if` reads what cannot have a value here yet",
    ),
    why: (
        "Een vraag die later komt, of op een andere tak, heeft hier nooit een waarde: de voorwaarde kijkt in het niets.",
        "A question that comes later, or on another branch, never has a value here: the condition looks at nothing.",
    ),
    wrong: "een: {ask: Mag het?, answers: {ja: {label: Ja}}, routes: [{if: {twee: ja}, outcome: klaar}, {next: twee}]}",
    right: "twee: {ask: Kan het?, answers: {ja: {label: Ja}, nee: {label: Nee}}, routes: [{if: {twee: ja}, outcome: klaar}, {next: een}]}",
    look: Look::AtBehaviour(look),
};

/// How far back a way is followed before the whole graph is searched.
const NEAR: usize = 200;

/// What a condition reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Question(usize),
    Fact(usize),
    Score(usize),
}

/// A name that an `if` of this way reads.
struct Reader {
    question: usize,
    way: usize,
    place: Place,
    text: String,
}

fn look(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    let tree = behaviour.tree;
    let mut doubtful: BTreeMap<Name, Vec<Reader>> = BTreeMap::new();
    for (question, asked) in tree.questions.iter().enumerate() {
        for (number, way) in crate::behaviour::numbered(asked) {
            let Some(reached) = behaviour.ways[question][number].reached else { continue };
            let mut seen: BTreeSet<Name> = BTreeSet::new();
            for (route, it) in way.routes.iter().enumerate() {
                let written =
                    behaviour.written_way(question, number).and_then(|way| way.routes[route].condition.as_ref());
                let (Some(condition), Some(written)) = (&it.condition, written) else { continue };
                for (name, word) in names(condition, written) {
                    if seen.insert(name) && name != Name::Question(question) && !near(behaviour, name, reached) {
                        let (place, text) = (word.name.place, word.name.text.clone());
                        doubtful.entry(name).or_default().push(Reader { question, way: number, place, text });
                    }
                }
            }
        }
    }
    for (name, readers) in doubtful {
        let known = valued(behaviour, name);
        for Reader { question, way, place, text } in readers {
            if known.contains(&(question, way)) {
                continue;
            }
            let message = said!("`{text}` kan hier nog geen waarde hebben", "`{text}` cannot have a value here yet");
            findings.push(Finding::new(RULE.name, place, message).hint(reason(behaviour, name)));
        }
    }
}

fn reason(behaviour: &Behaviour<'_>, name: Name) -> crate::language::Said {
    match name {
        Name::Question(question) if behaviour.first[question].is_none() => {
            said!("deze vraag wordt nooit gesteld", "this question is never asked")
        }
        Name::Question(_) => said!(
            "deze vraag komt pas later, of op een andere tak: stel hem eerder, of lees een andere",
            "this question comes later, or on another branch: ask it sooner, or read another"
        ),
        Name::Fact(_) => said!(
            "geen antwoord op weg hierheen geeft dit feit een waarde",
            "no answer on the way here gives this fact a value"
        ),
        Name::Score(_) => said!(
            "geen antwoord op weg hierheen telt hierbij op: het is hier altijd 0",
            "no answer on the way here adds to this: it is always 0 here"
        ),
    }
}

/// The names in a condition with the words that stand there.
fn names<'w>(condition: &Condition<Entry>, written: &'w Condition<WordEntry>) -> Vec<(Name, &'w WordEntry)> {
    let (mut known, mut words) = (Vec::new(), Vec::new());
    condition.each(&mut |entry| known.push(entry.clone()));
    collect(written, &mut words);
    let name = |entry: &Entry| match entry {
        Entry::Question(question, _) => Some(Name::Question(*question)),
        Entry::Fact(fact, _) => Some(Name::Fact(*fact)),
        Entry::Score(score, ..) => Some(Name::Score(*score)),
        _ => None,
    };
    known.iter().zip(words).filter_map(|(entry, word)| Some((name(entry)?, word))).collect()
}

fn collect<'w>(condition: &'w Condition<WordEntry>, words: &mut Vec<&'w WordEntry>) {
    match condition {
        Condition::Entry(entry) => words.push(entry),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| collect(part, words)),
        Condition::Not(part) => collect(part, words),
    }
}

/// Whether a move gives a name a value.
fn gives(behaviour: &Behaviour<'_>, made: &Move, name: Name) -> bool {
    let answers = |question: usize| &behaviour.tree.questions[question].answers;
    let (Move::Answer(question, answer) | Move::Tick(question, answer)) = *made else {
        return matches!((made, name), (Move::Skip(asked, _), Name::Question(question)) if *asked == question);
    };
    match name {
        Name::Question(asked) => asked == question,
        Name::Fact(fact) => answers(question)[answer].set.iter().any(|(set, _)| *set == fact),
        Name::Score(score) => answers(question)[answer].add.iter().any(|(to, points)| *to == score && *points != 0),
    }
}

/// Whether the shortest way to a way's first reply gives a name its value, as far as one looks.
fn near(behaviour: &Behaviour<'_>, name: Name, (node, link): (u32, u32)) -> bool {
    let mut at = Some((node, link));
    for _ in 0..NEAR {
        let Some((node, link)) = at else { return false };
        let node = &behaviour.graph.nodes[node as usize];
        if gives(behaviour, &node.links[link as usize].made, name) {
            return true;
        }
        at = node.parent;
    }
    false
}

/// Every way that some walk comes to with a value for a name.
fn valued(behaviour: &Behaviour<'_>, name: Name) -> BTreeSet<(usize, usize)> {
    let nodes = &behaviour.graph.nodes;
    let mut valued = vec![false; nodes.len()];
    let mut ways = BTreeSet::new();
    for node in behaviour.graph.last_first().into_iter().rev() {
        for link in &nodes[node].links {
            let has = valued[node] || gives(behaviour, &link.made, name);
            valued[link.to as usize] |= has;
            if has && !matches!(nodes[link.to as usize].at, At::Tick { .. }) {
                ways.insert((crate::diagram::asked_by(&link.made), way_of(behaviour.tree, &link.made)));
            }
        }
    }
    ways
}
