//! Given replies played one by one on a tree that need not be sound: what each does, and why the walk
//! goes where it goes. For authors who want to see a finding happen.
//!
//! Where the walk goes is what the one [step](crate::engine::step) says; this only writes down what it passes.

use crate::engine::behaviour::{holds_after, moves_of};
use crate::engine::step::{At, End, Move, RouteTaken, Stepper};
use crate::model::condition::{Comparison, Condition, Entry, Range, Word, WordEntry, WordTest};
use crate::model::ids::{AnswerId, FactId, IdVec, QuestionId, ScoreId, ValueId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{Bound, ById, Resolved, Route};

/// A walk as it was played.
#[derive(Clone, Debug)]
pub struct Replay<'t> {
    /// One step for every question that was asked and answered, in order.
    pub steps: Vec<ReplayStep<'t>>,
    /// Where it stopped.
    pub stop: ReplayEnd,
    /// The tree's own bounds that hold at the end, by number; none where no end was reached.
    pub bounds: Vec<usize>,
}

/// One question and all that its reply does.
#[derive(Clone, Debug)]
pub struct ReplayStep<'t> {
    /// The question.
    pub question: QuestionId,
    /// The answers that were given; of a number the band it falls in.
    pub answers: Vec<AnswerId>,
    /// Facts with the values that this reply sets.
    pub sets: Vec<(FactId, ValueId)>,
    /// Scores with the points that this reply adds, and what they come to.
    pub adds: Vec<(ScoreId, i64, i64)>,
    /// Bounds of the given answers: at-mosts, then at-leasts.
    pub at_most: Vec<&'t Bound<ById>>,
    /// See `at_most`.
    pub at_least: Vec<&'t Bound<ById>>,
    /// The routes that were tried before and did not hold, in order.
    pub passed: Vec<Passed>,
    /// The route that was taken; `None` where none holds or there is no way on.
    pub route: Option<(RouteTaken, &'t Route<ById>)>,
}

/// A route that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Its number on its way.
    pub route: usize,
    /// Its condition, as it could stand in a file.
    pub condition: String,
    /// The smallest part of it that does not hold.
    pub unmet: String,
}

/// Where a replay stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayEnd {
    /// At an end, which on an unsound tree need not be a result.
    Ended(End),
    /// At a question that has no reply, or one that leaves several answers open.
    Unanswered(QuestionId),
    /// Nowhere: the tree asks nothing.
    NoQuestion,
}

/// Plays replies from the start, as far as they go.
pub fn replay<'t>(tree: &'t Resolved, replies: &Replies) -> Replay<'t> {
    let mut stepper = Stepper::new(tree);
    let mut played = Replay { steps: Vec::new(), stop: ReplayEnd::NoQuestion, bounds: Vec::new() };
    let Some(mut state) = stepper.start() else { return played };
    let mut told = Told { tree, moves: Vec::new(), totals: IdVec::filled(0, tree.scores.len()) };
    loop {
        let question = match state.at() {
            At::Question(question) => *question,
            At::Tick { question, .. } => *question,
            At::End(end) => {
                let held = |bound: &usize| {
                    let condition = tree.bounds[*bound].condition.as_ref();
                    condition.is_none_or(|condition| holds_after(tree, condition, &told.moves, Some(end)))
                };
                played.stop = ReplayEnd::Ended(*end);
                played.bounds = (0..tree.bounds.len()).filter(held).collect();
                return played;
            }
        };
        let Some(answers) = replies.get(&question).and_then(|reply| settled(tree, question, reply)) else {
            played.stop = ReplayEnd::Unanswered(question);
            return played;
        };
        let (next, taken) = stepper.step_by(&state, &answers);
        played.steps.push(told.step(question, answers, taken));
        state = next;
    }
}

/// The answers that a reply settles on.
fn settled(tree: &Resolved, question: QuestionId, reply: &Reply<ById>) -> Option<Vec<AnswerId>> {
    let answers = match reply {
        Reply::OneOf(answers) if answers.len() == 1 => answers.clone(),
        _ => tree.questions[question].settled(reply)?,
    };
    (!answers.is_empty()).then_some(answers)
}

/// What the replies played so far have done.
struct Told<'t> {
    tree: &'t Resolved,
    moves: Vec<Move>,
    totals: IdVec<ScoreId, i64>,
}

impl<'t> Told<'t> {
    /// What one more reply does.
    fn step(&mut self, question: QuestionId, answers: Vec<AnswerId>, taken: Option<RouteTaken>) -> ReplayStep<'t> {
        let tree = self.tree;
        self.moves.extend(moves_of(tree, question, &answers));
        let asked = &tree.questions[question];
        let (mut sets, mut adds, mut at_most, mut at_least) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for answer in answers.iter().map(|&answer| &asked.answers[answer]) {
            for (fact, values) in &answer.set {
                sets.extend(values.iter().map(|value| (*fact, *value)));
            }
            for &(score, points) in &answer.add {
                self.totals[score] = self.totals[score].saturating_add(points);
                adds.push((score, points, self.totals[score]));
            }
            at_most.extend(&answer.at_most);
            at_least.extend(&answer.at_least);
        }
        let routes = asked.way(asked.way_after(&answers)).map_or(&[][..], |way| &way.routes);
        let tried = taken.map_or(routes.len(), |taken| taken.route);
        let passed = routes.iter().take(tried).enumerate().filter_map(|(route, it)| {
            let condition = it.condition.as_ref()?;
            let unmet = as_written(tree, unmet(tree, condition, &self.moves));
            Some(Passed { route, condition: as_written(tree, condition), unmet })
        });
        let passed = passed.collect();
        let route = taken.and_then(|taken| Some((taken, routes.get(taken.route)?)));
        ReplayStep { question, answers, sets, adds, at_most, at_least, passed, route }
    }
}

/// The smallest part of a condition that fails it.
fn unmet<'c>(tree: &Resolved, condition: &'c Condition<Entry>, moves: &[Move]) -> &'c Condition<Entry> {
    match condition {
        Condition::All(parts) => match parts.iter().find(|part| !holds_after(tree, part, moves, None)) {
            Some(part) => unmet(tree, part, moves),
            None => condition,
        },
        _ => condition,
    }
}

/// A condition as it could stand in a file.
fn as_written(tree: &Resolved, condition: &Condition<Entry>) -> String {
    let word = |text: &str| Word { text: text.to_owned(), ..Word::default() };
    let entry = |name: &str, values: Vec<&str>| WordEntry {
        name: word(name),
        test: WordTest::OneOf(values.into_iter().map(word).collect()),
    };
    let written = condition.map(&mut |it: &Entry| match it {
        Entry::Question(question, answers) => {
            let asked = &tree.questions[*question];
            entry(&asked.id.text, answers.iter().map(|&answer| asked.answers[answer].id.text.as_str()).collect())
        }
        Entry::Fact(fact, values) => {
            let fact = &tree.facts[*fact];
            entry(&fact.id.text, values.iter().map(|&value| fact.values[value].0.text.as_str()).collect())
        }
        Entry::Score(score, from, below) => WordEntry {
            name: word(&tree.scores[*score].id.text),
            test: WordTest::Within(Range { from: *from, below: *below }),
        },
        // As written: nothing else stands in a tree.
        Entry::Ahead(first, second, by) => WordEntry {
            name: word(&tree.scores[*first].id.text),
            test: WordTest::Beside(
                if *by > 0 { Comparison::Above } else { Comparison::From },
                word(&tree.scores[*second].id.text),
            ),
        },
        Entry::Rung(rungs) => {
            let ids =
                tree.ladder.iter().flat_map(|ladder| rungs.iter().map(|&rung| ladder.rungs[rung].id.text.as_str()));
            entry("rung", ids.collect())
        }
        Entry::Level(levels) => entry("level", levels.iter().map(|level| level.word()).collect()),
        Entry::Outcome(outcomes) => {
            entry("outcome", outcomes.iter().map(|&outcome| tree.outcomes[outcome].id.text.as_str()).collect())
        }
        Entry::Never => entry("?", Vec::new()),
    });
    written.to_string()
}
