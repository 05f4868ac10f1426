//! `untimely-name`: an `if` reads what can have a value by then.

use crate::bilingual;
use crate::check::rule::{Pass, Rule};
use crate::engine::behaviour::Behaviour;
use crate::engine::behaviour::{Passage, way_of};
use crate::engine::step::{At, Move};
use crate::model::condition::{Comparison, Condition, Entry, Word, WordEntry, WordTest};
use crate::model::finding::{Finding, Place, Severity};
use crate::model::ids::{FactId, IdVec, QuestionId, ScoreId, WayId};
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

pub(in crate::check) static RULE: Rule = Rule {
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
    pass: Pass::AtBehaviour(inspect),
};

/// How many states one looks back from a way before the whole graph is searched.
const NEAR: usize = 500;

/// What a condition reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Question(QuestionId),
    Fact(FactId),
    Score(ScoreId),
}

/// A name that an `if` of this way reads.
struct NameUse {
    question: QuestionId,
    way: WayId,
    place: Place,
    text: String,
}

fn inspect(behaviour: &Behaviour<'_>, findings: &mut Vec<Finding>) {
    if !behaviour.graph.finished {
        return;
    }
    let tree = behaviour.tree;
    let mut back = None;
    let mut doubtful: BTreeMap<Name, Vec<NameUse>> = BTreeMap::new();
    for (question, asked) in tree.questions.iter_enumerated() {
        for (number, way) in asked.ways() {
            let Some(reached) = behaviour.ways[question][number].reached else { continue };
            let mut seen: BTreeSet<Name> = BTreeSet::new();
            for (route, it) in way.routes.iter().enumerate() {
                let written =
                    behaviour.written_way(question, number).and_then(|way| way.routes[route].condition.as_ref());
                let (Some(condition), Some(written)) = (&it.condition, written) else { continue };
                for (name, word) in names(condition, written) {
                    if !seen.insert(name) || name == Name::Question(question) {
                        continue;
                    }
                    let back = back.get_or_insert_with(|| Back::of(behaviour));
                    let (place, text) = (word.place, word.text.clone());
                    let reader = NameUse { question, way: number, place, text };
                    match back.near(behaviour, name, question, number) {
                        Some(true) => {}
                        Some(false) => findings.push(untimely(behaviour, name, reader)),
                        None if on_shortest(behaviour, name, reached) => {}
                        None => doubtful.entry(name).or_default().push(reader),
                    }
                }
            }
        }
    }
    for (name, readers) in doubtful {
        let known = if may_come(behaviour, name, &readers) { valued(behaviour, name) } else { BTreeSet::new() };
        let late = readers.into_iter().filter(|reader| !known.contains(&(reader.question, reader.way)));
        findings.extend(late.map(|reader| untimely(behaviour, name, reader)));
    }
}

fn untimely(behaviour: &Behaviour<'_>, name: Name, reader: NameUse) -> Finding {
    let NameUse { place, text, .. } = reader;
    let message = bilingual!("`{text}` kan hier nog geen waarde hebben", "`{text}` cannot have a value here yet");
    Finding::new(RULE.name, place, message).hint(reason(behaviour, name))
}

fn reason(behaviour: &Behaviour<'_>, name: Name) -> crate::text::language::Bilingual {
    match name {
        Name::Question(question) if behaviour.first[question].is_none() => {
            bilingual!("deze vraag wordt nooit gesteld", "this question is never asked")
        }
        Name::Question(_) => bilingual!(
            "deze vraag komt pas later, of op een andere tak: stel hem eerder, of lees een andere",
            "this question comes later, or on another branch: ask it sooner, or read another"
        ),
        Name::Fact(_) => bilingual!(
            "geen antwoord op weg hierheen geeft dit feit een waarde",
            "no answer on the way here gives this fact a value"
        ),
        Name::Score(_) => bilingual!(
            "geen antwoord op weg hierheen telt hierbij op: het is hier altijd 0",
            "no answer on the way here adds to this: it is always 0 here"
        ),
    }
}

/// The names in a condition with the words that stand there.
fn names<'w>(condition: &Condition<Entry>, written: &'w Condition<WordEntry>) -> Vec<(Name, &'w Word)> {
    let (mut known, mut words) = (Vec::new(), Vec::new());
    condition.each(&mut |entry| known.push(entry.clone()));
    collect(written, &mut words);
    let mut names = Vec::new();
    for (entry, word) in known.iter().zip(words) {
        match (entry, &word.test) {
            (Entry::Question(question, _), _) => names.push((Name::Question(*question), &word.name)),
            (Entry::Fact(fact, _), _) => names.push((Name::Fact(*fact), &word.name)),
            (Entry::Score(score, ..), _) => names.push((Name::Score(*score), &word.name)),
            // As it stands there; `below` was turned round.
            (Entry::Ahead(one, two, _), WordTest::Beside(comparison, other)) => {
                let turned = *comparison == Comparison::Below;
                let (first, second) = if turned { (two, one) } else { (one, two) };
                names.extend([(Name::Score(*first), &word.name), (Name::Score(*second), other)]);
            }
            _ => {}
        }
    }
    names
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
    let answers = |question: QuestionId| &behaviour.tree.questions[question].answers;
    let (Move::Answer(question, answer) | Move::Tick(question, answer)) = *made else {
        return matches!((made, name), (Move::Skip(asked, _), Name::Question(question)) if *asked == question);
    };
    match name {
        Name::Question(asked) => asked == question,
        Name::Fact(fact) => answers(question)[answer].set.iter().any(|(set, _)| *set == fact),
        Name::Score(score) => answers(question)[answer].add.iter().any(|(to, points)| *to == score && *points != 0),
    }
}

/// Whether the shortest way to a way's first reply gives a name its value.
fn on_shortest(behaviour: &Behaviour<'_>, name: Name, reached: Passage) -> bool {
    let mut at = Some(reached);
    while let Some((node, link)) = at {
        let node = &behaviour.graph.nodes[node as usize];
        if gives(behaviour, &node.links[link as usize].made, name) {
            return true;
        }
        at = node.parent;
    }
    false
}

/// The links of a graph, seen from where they lead.
struct Back {
    /// By node, where its links begin in `links`; one more at the end.
    first: Vec<u32>,
    /// The node that a link comes from, and its number there.
    links: Vec<Passage>,
    /// By question, its nodes.
    at: IdVec<QuestionId, Vec<u32>>,
}

impl Back {
    fn of(behaviour: &Behaviour<'_>) -> Back {
        let nodes = &behaviour.graph.nodes;
        let mut first = vec![0_u32; nodes.len() + 1];
        nodes.iter().flat_map(|node| &node.links).for_each(|link| first[link.to as usize + 1] += 1);
        for number in 0..nodes.len() {
            first[number + 1] += first[number];
        }
        let mut next = first.clone();
        let mut links = vec![(0, 0); first[nodes.len()] as usize];
        let mut at = IdVec::filled(Vec::new(), behaviour.tree.questions.len());
        for (number, node) in nodes.iter().enumerate() {
            for (index, link) in node.links.iter().enumerate() {
                let place = &mut next[link.to as usize];
                links[*place as usize] = (number as u32, index as u32);
                *place += 1;
            }
            match node.at {
                At::Question(question) | At::Tick { question, .. } => at[question].push(number as u32),
                At::End(_) => {}
            }
        }
        Back { first, links, at }
    }

    fn to(&self, node: u32) -> &[Passage] {
        &self.links[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }

    /// Whether some walk comes to a way with a value for a name; `None` where that is not near.
    fn near(&self, behaviour: &Behaviour<'_>, name: Name, question: QuestionId, way: WayId) -> Option<bool> {
        let nodes = &behaviour.graph.nodes;
        let here = |made: &Move| way_of(behaviour.tree, made) == way;
        let mut seen: HashSet<u32> = HashSet::new();
        let mut queue: VecDeque<u32> = VecDeque::new();
        for &node in &self.at[question] {
            for link in nodes[node as usize].links.iter().filter(|link| here(&link.made)) {
                if gives(behaviour, &link.made, name) {
                    return Some(true);
                }
                if seen.insert(node) {
                    queue.push_back(node);
                }
            }
        }
        while let Some(node) = queue.pop_front() {
            if seen.len() > NEAR + self.at[question].len() {
                return None;
            }
            for &(from, link) in self.to(node) {
                if gives(behaviour, &nodes[from as usize].links[link as usize].made, name) {
                    return Some(true);
                }
                if seen.insert(from) {
                    queue.push_back(from);
                }
            }
        }
        Some(false)
    }
}

/// Whether the question graph lets a name have a value at any of its doubtful readers.
fn may_come(behaviour: &Behaviour<'_>, name: Name, readers: &[NameUse]) -> bool {
    match name {
        Name::Question(asked) => {
            behaviour.first[asked].is_some()
                && readers.iter().any(|reader| behaviour.reach.ahead[asked].has(reader.question))
        }
        Name::Fact(_) | Name::Score(_) => true,
    }
}

/// Every way that some walk comes to with a value for a name.
fn valued(behaviour: &Behaviour<'_>, name: Name) -> BTreeSet<(QuestionId, WayId)> {
    let nodes = &behaviour.graph.nodes;
    let mut valued = vec![false; nodes.len()];
    let mut ways = BTreeSet::new();
    for node in behaviour.graph.last_first().into_iter().rev() {
        for link in &nodes[node].links {
            let has = valued[node] || gives(behaviour, &link.made, name);
            valued[link.to as usize] |= has;
            if has && !matches!(nodes[link.to as usize].at, At::Tick { .. }) {
                ways.insert((link.made.question(), way_of(behaviour.tree, &link.made)));
            }
        }
    }
    ways
}
