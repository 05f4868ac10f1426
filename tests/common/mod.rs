//! A second, naive reading of `docs/format.md` section 2 on a resolved tree, that tries every complete set of
//! replies. One on the file as written stands in `naive.rs`.

// Each test file uses its own part of this.
#![allow(dead_code)]

#[path = "drafts.rs"]
mod drafts;

#[allow(unused_imports)]
pub(crate) use drafts::{Dice, LADDER, Maker};

use beslisboom::check::{BUDGET, Checked, check, trust_shipped};
use beslisboom::engine::step::{End, Landing};
use beslisboom::model::condition::{Condition, Entry};
use beslisboom::model::ids::{AnswerId, FactId, Id, IdVec, OutcomeId, QuestionId, RungId, ScoreId, ValueId, WayId};
use beslisboom::model::tree::{Bound, ById, OutcomeRung, Resolved, Target, Tree};
use beslisboom::source::builtin::Builtin;
use beslisboom::source::parse::{LoadError, read};
use beslisboom::text::language::Language;
use std::collections::{BTreeMap, BTreeSet};

/// The ladder of random trees, whatever file is asked for.
pub(crate) fn ladder(_: &str) -> Result<Vec<u8>, LoadError> {
    Ok(LADDER.into())
}

pub(crate) fn checked(text: &str) -> Checked {
    check(read("boom.yaml", text.as_bytes(), Language::Dutch, &ladder), BUDGET)
}

/// The day that trees are read on.
pub(crate) const DAY: &str = "2026-11-22";

/// The shipped trees, in Dutch, by name.
pub(crate) fn shipped_trees() -> impl Iterator<Item = (&'static str, Tree)> {
    beslisboom::source::shipped::names("").map(|name| {
        let path = format!("{name}.yaml");
        let text = beslisboom::source::shipped::file(&path).unwrap();
        let reading = read(&path, text.as_bytes(), Language::Dutch, &Builtin(""));
        (name, trust_shipped(reading, DAY).tree.unwrap())
    })
}

/// Random trees that are sound, each with its seed.
pub(crate) fn random_trees(seeds: u64, draft: impl Fn(u64) -> String) -> impl Iterator<Item = (u64, Tree)> {
    (0..seeds).filter_map(move |seed| Some((seed, checked(&draft(seed)).tree?)))
}

// ---- the naive reading ------------------------------------------------------------------------

/// One complete set of replies: by question, its answers.
pub(crate) type Complete = IdVec<QuestionId, Vec<AnswerId>>;

/// One side of a bound: of an answer or of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    Answer(QuestionId, AnswerId),
    Tree(usize),
}

/// A reply's way on.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    pub(crate) question: QuestionId,
    /// The way on after it.
    pub(crate) way: WayId,
    /// Of every route, whether its condition holds here.
    pub(crate) holds: Vec<bool>,
    pub(crate) taken: Option<usize>,
    /// The questions asked, facts set and scores added to by now.
    pub(crate) asked: BTreeSet<QuestionId>,
    pub(crate) set: BTreeSet<FactId>,
    pub(crate) added: BTreeSet<ScoreId>,
}

/// All that one walk did.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    pub(crate) end: End,
    pub(crate) met: Vec<QuestionId>,
    pub(crate) arrivals: Vec<Arrival>,
    /// The outcome that the last route named.
    pub(crate) outcome: Option<OutcomeId>,
    pub(crate) floor: RungId,
    pub(crate) ceiling: RungId,
    /// The highest at-least, wishes included, whatever the ceiling.
    pub(crate) wish: RungId,
    /// The bounds that held.
    pub(crate) bounds: BTreeSet<Of>,
    /// What conditions that look at the result came to.
    pub(crate) listened: Vec<bool>,
}

pub(crate) struct Walk<'t> {
    tree: &'t Resolved,
    given: &'t Complete,
    asked: BTreeSet<QuestionId>,
    facts: BTreeSet<(FactId, ValueId)>,
    scores: BTreeMap<ScoreId, i64>,
    added: BTreeSet<ScoreId>,
    floor: RungId,
    ceiling: RungId,
    wish: RungId,
    met: Vec<QuestionId>,
    arrivals: Vec<Arrival>,
    outcome: Option<OutcomeId>,
    bounds: BTreeSet<Of>,
    landing: Option<Landing>,
}

impl Walk<'_> {
    fn holds(&self, condition: &Condition<Entry>) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
            Condition::Entry(Entry::Question(question, answers)) => {
                self.asked.contains(question) && self.given[*question].iter().any(|it| answers.contains(it))
            }
            Condition::Entry(Entry::Fact(fact, values)) => {
                values.iter().any(|value| self.facts.contains(&(*fact, *value)))
            }
            Condition::Entry(Entry::Score(score, from, below)) => {
                let score = self.scores.get(score).copied().unwrap_or(0);
                from.is_none_or(|from| score >= from) && below.is_none_or(|below| score < below)
            }
            Condition::Entry(Entry::Ahead(first, second, by)) => {
                let total = |score| self.scores.get(score).copied().unwrap_or(0);
                total(first) - total(second) >= *by
            }
            Condition::Entry(Entry::Outcome(outcomes)) => self.landing.is_some_and(|it| outcomes.contains(&it.outcome)),
            Condition::Entry(Entry::Rung(rungs)) => {
                self.landing.and_then(|it| it.rung).is_some_and(|rung| rungs.contains(&rung))
            }
            Condition::Entry(_) => false,
        }
    }

    fn bound(&mut self, at_most: Option<&Bound<ById>>, at_least: Option<&Bound<ById>>) {
        if let Some(bound) = at_most {
            self.ceiling = self.ceiling.min(bound.rung);
        }
        if let Some(bound) = at_least {
            self.wish = self.wish.max(bound.rung);
            if !bound.yields {
                self.floor = self.floor.max(bound.rung);
            }
        }
    }

    /// Walks, and says what `listening` comes to at the end.
    fn run(mut self, listening: &[&Condition<Entry>]) -> Trace {
        let end = self.end();
        if let End::Landing(landing) = end {
            self.landing = Some(landing);
        }
        let listened = listening.iter().map(|it| self.holds(it)).collect();
        let Walk { met, arrivals, outcome, floor, ceiling, wish, bounds, .. } = self;
        Trace { end, met, arrivals, outcome, floor, ceiling, wish, bounds, listened }
    }

    fn end(&mut self) -> End {
        let tree = self.tree;
        let mut question = tree.first_question().unwrap();
        loop {
            if !self.asked.insert(question) {
                return End::Loop(question);
            }
            self.met.push(question);
            let asked = &tree.questions[question];
            for &number in &self.given[question] {
                let answer = &asked.answers[number];
                for (fact, values) in &answer.set {
                    self.facts.extend(values.iter().map(|value| (*fact, *value)));
                }
                for (score, points) in &answer.add {
                    *self.scores.entry(*score).or_default() += points;
                    if *points != 0 {
                        self.added.insert(*score);
                    }
                }
                self.bounds.insert(Of::Answer(question, number));
                self.bound(answer.at_most.as_ref(), answer.at_least.as_ref());
            }
            let own = if asked.is_multiple() { None } else { asked.answers[self.given[question][0]].way.as_ref() };
            let routes = own.or(asked.way.as_ref()).map_or(&[][..], |way| &way.routes);
            let holds: Vec<bool> =
                routes.iter().map(|route| route.condition.as_ref().is_none_or(|it| self.holds(it))).collect();
            let taken = holds.iter().position(|holds| *holds);
            self.arrivals.push(Arrival {
                question,
                way: if own.is_some() { WayId::Answer(self.given[question][0]) } else { WayId::Question },
                holds,
                taken,
                asked: self.asked.clone(),
                set: self.facts.iter().map(|(fact, _)| *fact).collect(),
                added: self.added.clone(),
            });
            match taken.map(|taken| &routes[taken]) {
                None => return End::DeadEnd(question),
                Some(route) => match route.target {
                    Target::Question(next) => question = next,
                    Target::Outcome(outcome) => {
                        self.outcome = Some(outcome);
                        return self.land(outcome);
                    }
                },
            }
        }
    }

    fn land(&mut self, outcome: OutcomeId) -> End {
        for (number, bound) in self.tree.bounds.iter().enumerate() {
            if bound.condition.as_ref().is_none_or(|it| self.holds(it)) {
                self.bounds.insert(Of::Tree(number));
                self.bound(bound.at_most.as_ref(), bound.at_least.as_ref());
            }
        }
        let fixed = |outcome: OutcomeId| match self.tree.outcomes[outcome].rung {
            OutcomeRung::Fixed(rung) => Some(rung),
            _ => None,
        };
        let rung = match self.tree.outcomes[outcome].rung {
            OutcomeRung::None | OutcomeRung::Fixed(_) => fixed(outcome),
            _ if self.floor > self.ceiling => {
                return match self.tree.outcomes[outcome].conflict {
                    None => End::UnhandledConflict(outcome),
                    Some(outcome) => End::Landing(Landing { outcome, rung: fixed(outcome), clash: true }),
                };
            }
            OutcomeRung::Ceiling => Some(self.ceiling),
            OutcomeRung::Floor => Some(self.floor),
            OutcomeRung::Wish => Some(self.wish.min(self.ceiling)),
        };
        End::Landing(Landing { outcome, rung, clash: false })
    }
}

pub(crate) fn trace(tree: &Resolved, given: &Complete, listening: &[&Condition<Entry>]) -> Trace {
    let ceiling = tree.rungs().last_id().unwrap_or_default();
    let walk = Walk {
        tree,
        given,
        asked: BTreeSet::new(),
        facts: BTreeSet::new(),
        scores: BTreeMap::new(),
        added: BTreeSet::new(),
        floor: RungId::default(),
        ceiling,
        wish: RungId::default(),
        met: Vec::new(),
        arrivals: Vec::new(),
        outcome: None,
        bounds: BTreeSet::new(),
        landing: None,
    };
    walk.run(listening)
}

pub(crate) fn walk(tree: &Resolved, given: &Complete) -> End {
    trace(tree, given, &[]).end
}

/// Every reply a question allows.
pub(crate) fn replies_to(tree: &Resolved, question: QuestionId) -> Vec<Vec<AnswerId>> {
    let asked = &tree.questions[question];
    let answers = asked.answers.len();
    if !asked.is_multiple() {
        return asked.answers.ids().map(|answer| vec![answer]).collect();
    }
    let sets = (1_u32..1 << answers)
        .map(|set| asked.answers.ids().filter(|it| set >> it.index() & 1 == 1).collect::<Vec<_>>());
    sets.filter(|set| set.len() == 1 || set.iter().all(|it| !asked.answers[*it].alone)).collect()
}

/// Every complete set within the replies that each question may still get.
pub(crate) fn complete_sets<'r>(allowed: impl IntoIterator<Item = &'r Vec<Vec<AnswerId>>>) -> Vec<Complete> {
    let mut sets: Vec<Complete> = vec![Complete::new()];
    for replies in allowed {
        let longer = |set: &Complete| {
            let with = |reply: &Vec<AnswerId>| set.iter().cloned().chain([reply.clone()]).collect::<Complete>();
            replies.iter().map(with).collect::<Vec<_>>()
        };
        sets = sets.iter().flat_map(longer).collect();
    }
    sets
}
