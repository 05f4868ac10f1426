//! What many sets of replies leave of the results of one tree: sets that leave the same lead to the same results, with
//! the same questions open, whatever else they say.

use super::build::{Placed, Places};
use super::diagrams::Root;
use super::results::ResultDiagram;
use crate::engine::budget::Budget;
use crate::engine::evaluate::Explored;
use crate::model::replies::{Replies, Reply};
use crate::model::tree::Resolved;
use foldhash::HashMap;

/// What the diagram may cost, in states.
const STATES: usize = 1_000_000;

/// So many parts are kept of what was left by replies.
const MOST: usize = 1 << 14;

/// A part of a diagram: the place of its test and where the replies to it lead. A leaf has no place.
type Part = (Option<u32>, Box<[Root]>);

/// The results of a tree over its complete replies.
#[derive(Debug)]
pub(crate) struct ResultFunction {
    places: Places,
    /// How many tests there are.
    tests: usize,
    parts: Vec<Part>,
    numbers: HashMap<Part, Root>,
    root: Root,
}

impl ResultFunction {
    /// Nothing where the tree is too large.
    pub(crate) fn of(explored: &Explored<'_>) -> Option<ResultFunction> {
        let Explored { tree, graph, reach } = explored;
        let diagram = graph.finished.then(|| ResultDiagram::of(tree, graph, reach, &Budget::of(STATES)))??;
        let (mut parts, mut numbers): (Vec<Part>, HashMap<Root, Root>) = (Vec::new(), HashMap::default());
        for part in diagram.diagrams.last_first(diagram.root) {
            numbers.insert(part, parts.len() as Root);
            parts.push(match diagram.diagrams.value(part) {
                Some(leaf) => (None, [leaf].into()),
                None => {
                    let children = diagram.diagrams.children(part).iter().map(|child| numbers[child]);
                    (Some(diagram.diagrams.place(part)), children.collect())
                }
            });
        }
        let tests = parts.iter().filter_map(|(place, _)| *place).max().map_or(0, |last| last as usize + 1);
        let root = numbers[&diagram.root];
        let numbers = parts.iter().enumerate().map(|(number, part)| (part.clone(), number as Root)).collect();
        Some(ResultFunction { places: diagram.places, tests, parts, numbers, root })
    }

    /// By place, what the test there comes to; `None` where a reply leaves some of several answers.
    fn came(&self, tree: &Resolved, replies: &Replies) -> Option<Vec<Option<usize>>> {
        let mut came = vec![None; self.tests];
        let mut set = |place: u32, value: usize| {
            if let Some(it) = came.get_mut(place as usize) {
                *it = Some(value);
            }
        };
        for (question, reply) in replies {
            let band;
            let given = match reply {
                Reply::Unknown => continue,
                Reply::OneOf(_) => return None,
                Reply::Answers(answers) => &answers[..],
                Reply::Number(number) => {
                    band = tree.questions[*question].band_of(*number)?;
                    std::slice::from_ref(&band)
                }
            };
            match &self.places.0[*question] {
                Placed::Reply(place, answers) => {
                    let [only] = given else { return None };
                    set(*place, answers.iter().position(|answer| answer == only)?);
                }
                Placed::Ticks(ticks) => {
                    for (answer, place) in ticks.iter_enumerated() {
                        place.iter().for_each(|place| set(*place, usize::from(given.contains(&answer))));
                    }
                }
            }
        }
        Some(came)
    }
}

/// What replies left of one function so far: equal parts are one.
#[derive(Debug, Default)]
pub(crate) struct Restrictions {
    /// Parts that the function itself does not have; their numbers follow its own.
    parts: Vec<Part>,
    numbers: HashMap<Part, Root>,
    /// Of the replies at hand, what is left of each part.
    left: HashMap<Root, Root>,
}

impl Restrictions {
    /// Whether so much was kept that it is time to begin anew: every number then means something else.
    pub(crate) fn full(&self) -> bool {
        self.parts.len() > MOST
    }

    /// The number of what replies leave of the function, where they leave several results; `None` too where a reply
    /// leaves some of several answers.
    pub(crate) fn of(&mut self, function: &ResultFunction, tree: &Resolved, replies: &Replies) -> Option<Root> {
        let came = function.came(tree, replies)?;
        self.left.clear();
        let left = self.restrict(function, &came, function.root);
        self.part(function, left).0.map(|_| left)
    }

    fn part<'p>(&'p self, function: &'p ResultFunction, root: Root) -> &'p Part {
        let own = function.parts.len();
        function.parts.get(root as usize).unwrap_or_else(|| &self.parts[root as usize - own])
    }

    fn restrict(&mut self, function: &ResultFunction, came: &[Option<usize>], root: Root) -> Root {
        // Only parts of the function itself are restricted.
        let (place, children) = &function.parts[root as usize];
        let Some(place) = *place else { return root };
        if let Some(value) = came[place as usize] {
            return self.restrict(function, came, children[value]);
        }
        if let Some(&known) = self.left.get(&root) {
            return known;
        }
        let after: Box<[Root]> = children.iter().map(|child| self.restrict(function, came, *child)).collect();
        let left = match after.iter().all(|child| *child == after[0]) {
            true => after[0],
            false => self.number(function, (Some(place), after)),
        };
        self.left.insert(root, left);
        left
    }

    fn number(&mut self, function: &ResultFunction, part: Part) -> Root {
        if let Some(&known) = function.numbers.get(&part).or_else(|| self.numbers.get(&part)) {
            return known;
        }
        let number = (function.parts.len() + self.parts.len()) as Root;
        self.parts.push(part.clone());
        self.numbers.insert(part, number);
        number
    }
}
