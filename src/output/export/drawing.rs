//! What a diagram of a tree shows: questions, outcomes, and the ways between them with the answers on
//! them; the way taken under given replies stands out.

use crate::engine::evaluate::{Evaluation, evaluate};
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, OutcomeId, QuestionId, WayId};
use crate::model::replies::Replies;
use crate::model::tree::{ById, OutcomeRung, Question, Resolved, Route, Target};
use crate::output::words::Wording;
use crate::text::language::Language;
use crate::text::sanitize::line;
use std::collections::BTreeSet;

/// Texts in a diagram are wrapped to this many characters.
const WIDTH: usize = 32;

/// A word of more letters than this is broken.
const LONGEST: usize = 40;

/// What kind of thing a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShapeKind {
    Start,
    Question,
    Outcome,
    Bound,
    /// What stands on another page.
    Elsewhere,
}

/// A shape of a diagram. Its id is safe in every format: letters, digits and underscores.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) id: String,
    pub(crate) kind: ShapeKind,
    pub(crate) lines: Vec<String>,
    pub(crate) on_way: bool,
}

/// An arrow between two shapes.
#[derive(Clone, Debug)]
pub(crate) struct Arrow {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) lines: Vec<String>,
    pub(crate) on_way: bool,
    /// Where a clash leads.
    pub(crate) clash: bool,
}

/// A diagram, ready to be written in a format.
#[derive(Clone, Debug)]
pub struct Drawing {
    pub(crate) title: String,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) arrows: Vec<Arrow>,
}

/// What replies take: questions met, routes taken (question, its way, its route), outcomes.
struct PathTaken {
    questions: BTreeSet<QuestionId>,
    routes: BTreeSet<(QuestionId, WayId, usize)>,
    outcomes: BTreeSet<OutcomeId>,
    clash: bool,
    /// Answers that a walk gives, of questions with one answer.
    answers: BTreeSet<(QuestionId, AnswerId)>,
}

impl PathTaken {
    fn of(evaluation: &Evaluation) -> PathTaken {
        let mut taken = PathTaken {
            questions: evaluation.met().iter().map(|met| met.question).collect(),
            routes: BTreeSet::new(),
            outcomes: evaluation.landings.iter().map(|landing| landing.outcome).collect(),
            clash: evaluation.clash.possible,
            answers: BTreeSet::new(),
        };
        for link in evaluation.graph.nodes.iter().flat_map(|node| &node.links) {
            let question = link.made.question();
            taken.routes.extend(link.route.map(|route| (question, route.way, route.route)));
            if let crate::engine::step::Move::Answer(question, answer) = link.made {
                taken.answers.insert((question, answer));
            }
        }
        taken
    }
}

impl Drawing {
    /// Draws a tree; with replies, the way they take stands out.
    pub fn of(tree: &Resolved, replies: Option<&Replies>, language: Language) -> Drawing {
        let words = Wording::of(tree, language);
        let taken = replies.map(|replies| PathTaken::of(&evaluate(tree, replies)));
        let mut drawing = Drawing { title: line(&tree.title), shapes: Vec::new(), arrows: Vec::new() };
        let start = tree.first_question();
        for (number, question) in tree.questions.iter_enumerated() {
            drawing.shapes.push(Shape {
                id: question_id(tree, number),
                kind: if Some(number) == start { ShapeKind::Start } else { ShapeKind::Question },
                lines: wrapped(&question.ask),
                on_way: taken.as_ref().is_some_and(|taken| taken.questions.contains(&number)),
            });
        }
        for (number, outcome) in tree.outcomes.iter_enumerated() {
            let rung = match outcome.rung {
                OutcomeRung::None => None,
                OutcomeRung::Fixed(rung) => Some(words.rung(rung).to_owned()),
                OutcomeRung::Ceiling => {
                    Some(language.pick("zo hoog als het plafond", "as high as the ceiling").to_owned())
                }
                OutcomeRung::Floor => Some(language.pick("zo laag als de vloer", "as low as the floor").to_owned()),
                OutcomeRung::Wish => {
                    Some(language.pick("de wens, niet boven het plafond", "the wish, not above the ceiling").to_owned())
                }
            };
            let mut lines = wrapped(&outcome.title);
            let label = language.pick("Trede", "Rung");
            lines.extend(rung.iter().flat_map(|rung| wrapped(&format!("{label}: {rung}"))));
            drawing.shapes.push(Shape {
                id: outcome_id(tree, number),
                kind: ShapeKind::Outcome,
                lines,
                on_way: taken.as_ref().is_some_and(|taken| taken.outcomes.contains(&number)),
            });
        }
        drawing.ways(words, taken.as_ref());
        drawing.clashes(tree, taken.as_ref(), language);
        drawing.bounds(words);
        drawing
    }

    /// The ways on: answers that go the same way share an arrow.
    fn ways(&mut self, words: Wording<'_>, taken: Option<&PathTaken>) {
        let tree = words.tree;
        for (number, question) in tree.questions.iter_enumerated() {
            // By way and route, the answers that can take it.
            let mut by_way: Vec<(WayId, Vec<AnswerId>)> = Vec::new();
            for answer in question.answers.ids() {
                let way = question.way_after(&[answer]);
                match by_way.iter_mut().find(|(other, _)| *other == way) {
                    Some((_, answers)) => answers.push(answer),
                    None => by_way.push((way, vec![answer])),
                }
            }
            let ways = by_way.len();
            for (way, answers) in by_way {
                let routes: Vec<&Route<ById>> = question.way(way).iter().flat_map(|way| &way.routes).collect();
                let by_route = answers_by_route(question, number, &routes, &answers);
                for (index, route) in routes.into_iter().enumerate() {
                    // The routes of one way share its answers. Where that is the only way, the first route says them;
                    // else each does, for two arrows that say only "otherwise" tell nothing.
                    let shown = match &by_route {
                        Some(taken) => &taken[index][..],
                        None if index == 0 || ways > 1 => &answers[..],
                        None => &[],
                    };
                    let mark = if shown.len() > 1 { "· " } else { "" };
                    let mut lines: Vec<String> = shown
                        .iter()
                        .map(|&it| format!("{mark}{}", words.answer(&question.answers[it])))
                        .flat_map(|text| wrapped(&text))
                        .collect();
                    let otherwise = if index > 0 { words.say("anders", "otherwise") } else { "" };
                    let (otherwise, condition) =
                        if by_route.is_some() { ("", None) } else { (otherwise, route.condition.as_ref()) };
                    let when = condition.map(|condition| {
                        let when = words.condition(condition);
                        format!("{} {when}", words.say("als", "if"))
                    });
                    lines.extend(wrapped(format!("{otherwise} {}", when.unwrap_or_default()).trim()));
                    lines.retain(|line| !line.is_empty());
                    let gives = |taken: &PathTaken| {
                        question.is_multiple()
                            || answers.iter().any(|&answer| taken.answers.contains(&(number, answer)))
                    };
                    self.arrows.push(Arrow {
                        from: question_id(tree, number),
                        to: match route.target {
                            Target::Question(next) => question_id(tree, next),
                            Target::Outcome(outcome) => outcome_id(tree, outcome),
                        },
                        lines,
                        on_way: taken.is_some_and(|it| it.routes.contains(&(number, way, index)) && gives(it)),
                        clash: false,
                    });
                }
            }
        }
    }

    fn clashes(&mut self, tree: &Resolved, taken: Option<&PathTaken>, language: Language) {
        for (number, outcome) in tree.outcomes.iter_enumerated() {
            let Some(conflict) = outcome.conflict else { continue };
            self.arrows.push(Arrow {
                from: outcome_id(tree, number),
                to: outcome_id(tree, conflict),
                lines: wrapped(language.pick("vloer hoger dan plafond", "floor above ceiling")),
                on_way: taken.is_some_and(|taken| taken.clash && taken.outcomes.contains(&conflict)),
                clash: true,
            });
        }
    }

    /// The tree's own bounds, beside the ways: they count wherever an outcome reads them.
    fn bounds(&mut self, words: Wording<'_>) {
        for (number, bound) in words.tree.bounds.iter().enumerate() {
            let mut lines = words
                .sides(bound.at_most.as_ref(), bound.at_least.as_ref())
                .iter()
                .flat_map(|it| wrapped(it))
                .collect::<Vec<_>>();
            if let Some(condition) = &bound.condition {
                let when = words.condition(condition);
                lines.extend(wrapped(&format!("{} {when}", words.say("als", "if"))));
            }
            self.shapes.push(Shape { id: format!("b_{}", number + 1), kind: ShapeKind::Bound, lines, on_way: false });
        }
    }
}

/// By route, the answers that take it, where the answer to this question alone decides that; `None` where anything else
/// does, or where no answer takes some route.
fn answers_by_route(
    asked: &Question<ById>,
    question: QuestionId,
    routes: &[&Route<ById>],
    answers: &[AnswerId],
) -> Option<Vec<Vec<AnswerId>>> {
    if asked.is_multiple() || routes.len() < 2 {
        return None;
    }
    let mut taken = vec![Vec::new(); routes.len()];
    for &answer in answers {
        let holds = |route: &&Route<ById>| match &route.condition {
            Some(condition) => holds_for(condition, question, answer),
            None => Some(true),
        };
        let holds: Vec<bool> = routes.iter().map(holds).collect::<Option<_>>()?;
        taken[holds.iter().position(|holds| *holds)?].push(answer);
    }
    taken.iter().all(|answers| !answers.is_empty()).then_some(taken)
}

/// Whether a condition holds for an answer; `None` where it reads anything but that question.
fn holds_for(condition: &Condition<Entry>, question: QuestionId, answer: AnswerId) -> Option<bool> {
    let parts = |parts: &[Condition<Entry>]| -> Option<Vec<bool>> {
        parts.iter().map(|part| holds_for(part, question, answer)).collect()
    };
    match condition {
        Condition::Entry(Entry::Question(other, answers)) if *other == question => Some(answers.contains(&answer)),
        Condition::Entry(_) => None,
        Condition::Not(part) => holds_for(part, question, answer).map(|holds| !holds),
        Condition::All(all) => parts(all).map(|all| !all.contains(&false)),
        Condition::Any(any) => parts(any).map(|any| any.contains(&true)),
    }
}

fn question_id(tree: &Resolved, question: QuestionId) -> String {
    safe_id('q', &tree.questions[question].id.text)
}

fn outcome_id(tree: &Resolved, outcome: OutcomeId) -> String {
    safe_id('o', &tree.outcomes[outcome].id.text)
}

/// An id that no format reads as a word of its own. Ids are letters, digits and single dashes.
fn safe_id(kind: char, id: &str) -> String {
    format!("{kind}_{}", id.replace('-', "_"))
}

/// A text in lines, harmless. Only a word that no picture could hold is broken.
fn wrapped(text: &str) -> Vec<String> {
    let text = line(text);
    let options = textwrap::Options::new(WIDTH)
        .break_words(text.split_whitespace().any(|word| word.chars().count() > LONGEST))
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(&text, options).into_iter().map(|line| line.into_owned()).collect()
}
