//! What many sets of replies leave of the results of one tree: sets that leave the same lead to the same results, with
//! the same questions open, whatever else they say.

use super::build::Places;
use super::diagrams::Root;
use super::results::ResultDiagram;
use crate::model::replies::Replies;
use crate::model::tree::Resolved;
use foldhash::HashMap;

/// So many parts are kept of what was left by replies.
const MOST: usize = 1 << 14;

/// A part of a diagram: the place of its test and where the replies to it lead. A leaf has no place.
type Part = (Option<u32>, Box<[Root]>);

/// The results of a tree over its complete replies.
#[derive(Debug)]
pub(crate) struct ResultFunction {
    places: Places,
    parts: Vec<Part>,
    numbers: HashMap<Part, Root>,
    root: Root,
}

impl ResultFunction {
    pub(crate) fn of(diagram: ResultDiagram) -> ResultFunction {
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
        let root = numbers[&diagram.root];
        let numbers = parts.iter().enumerate().map(|(number, part)| (part.clone(), number as Root)).collect();
        ResultFunction { places: diagram.places, parts, numbers, root }
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
        let came = function.places.came(tree, replies)?;
        self.left.clear();
        let left = self.restrict(function, &came, function.root);
        self.part(function, left).0.map(|_| left)
    }

    fn part<'p>(&'p self, function: &'p ResultFunction, root: Root) -> &'p Part {
        let own = function.parts.len();
        function.parts.get(root as usize).unwrap_or_else(|| &self.parts[root as usize - own])
    }

    /// Without calling itself: a chain is as deep as it has questions. Only parts of the function are restricted.
    fn restrict(&mut self, function: &ResultFunction, came: &[Option<usize>], root: Root) -> Root {
        let root = decided(function, came, root);
        let mut open = vec![root];
        while let Some(&part) = open.last() {
            let (place, children) = &function.parts[part as usize];
            let children: Vec<Root> = children.iter().map(|child| decided(function, came, *child)).collect();
            let before = open.len();
            if place.is_some() {
                open.extend(children.iter().filter(|child| !self.left.contains_key(child)));
            }
            if open.len() > before {
                continue;
            }
            let left = match *place {
                None => part,
                Some(place) => {
                    let after: Box<[Root]> = children.iter().map(|child| self.left[child]).collect();
                    let same = after.iter().all(|child| *child == after[0]);
                    if same { after[0] } else { self.number(function, (Some(place), after)) }
                }
            };
            self.left.insert(part, left);
            open.pop();
        }
        self.left[&root]
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

/// Where replies lead from a part, as far as they decide.
fn decided(function: &ResultFunction, came: &[Option<usize>], mut part: Root) -> Root {
    loop {
        let (place, children) = &function.parts[part as usize];
        match place.and_then(|place| came.get(place as usize).copied().flatten()) {
            Some(value) => part = children[value],
            None => return part,
        }
    }
}
