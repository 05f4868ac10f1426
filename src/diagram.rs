//! A tree's results as a reduced ordered decision diagram.
//!
//! The state graph is reduced from its ends to its start: a question whose replies all lead to the same
//! remains is left out, and equal remains are kept once. In such a diagram (Bryant, "Graph-Based
//! Algorithms for Boolean Function Manipulation", 1986) a question stands exactly when two complete sets
//! of replies that differ in it alone have different results.

use crate::explore::StateGraph;
use crate::step::{At, End, Move};
use std::collections::{BTreeSet, HashMap, VecDeque};

/// What remains to be decided at some point. Children are numbers of other pieces; `None` is not allowed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Piece {
    /// Decided: this end, a clash not told apart from the same result without one.
    End(End),
    /// By the reply to this question; children in the order of the moves.
    Question(usize, Box<[Option<u32>]>),
    /// By whether this answer of a multiple is chosen: passed over, chosen.
    Tick(usize, usize, [Option<u32>; 2]),
}

/// A piece of one diagram and a piece of another.
type Pair = (u32, u32);

/// The reduced diagram of a state graph whose questions come in one order on every way.
#[derive(Clone, Debug)]
pub struct Diagram {
    pieces: Vec<Piece>,
    /// By piece, the moves that lead to its children.
    moves: Vec<Vec<Move>>,
    root: Option<u32>,
    /// By question, its place in the order.
    rank: Vec<usize>,
}

/// The one thing that several ways lead to, if it is one.
#[derive(Clone, Copy, PartialEq)]
enum Only {
    Nothing,
    This(u32),
    Several,
}

impl Only {
    fn and(self, other: Only) -> Only {
        match (self, other) {
            (Only::Nothing, it) | (it, Only::Nothing) => it,
            (Only::This(one), Only::This(two)) if one == two => self,
            _ => Only::Several,
        }
    }
}

/// The question that a move answers.
pub(crate) fn asked_by(made: &Move) -> usize {
    match made {
        Move::Answer(question, _) | Move::Tick(question, _) | Move::Skip(question, _) | Move::Ahead(question, _) => {
            *question
        }
    }
}

impl Diagram {
    /// Reduces a state graph; `rank` gives every question its place in the order.
    pub(crate) fn of(graph: &StateGraph, rank: Vec<usize>) -> Diagram {
        let mut diagram = Diagram { pieces: Vec::new(), moves: Vec::new(), root: None, rank };
        let mut numbers: HashMap<Piece, u32> = HashMap::new();
        let mut remains: Vec<Option<u32>> = vec![None; graph.nodes.len()];
        // By half-way node: the one thing all its ways lead to once the question is done.
        let mut only: Vec<Only> = vec![Only::Nothing; graph.nodes.len()];
        for node in graph.last_first() {
            let links = &graph.nodes[node].links;
            let led: Vec<Option<u32>> = links.iter().map(|link| remains[link.to as usize]).collect();
            let after = links.iter().zip(&led).fold(Only::Nothing, |all, (link, led)| {
                let half_way = matches!(graph.nodes[link.to as usize].at, At::Tick { .. });
                all.and(if half_way { only[link.to as usize] } else { led.map_or(Only::Nothing, Only::This) })
            });
            let piece = match &graph.nodes[node].at {
                At::End(End::Landing(landing), _) => {
                    Ok(Piece::End(End::Landing(crate::step::Landing { clash: false, ..*landing })))
                }
                At::End(end, _) => Ok(Piece::End(*end)),
                At::Tick { question, answer, any } => {
                    only[node] = after;
                    let mut both = [None, None];
                    for (link, led) in links.iter().zip(&led) {
                        both[usize::from(matches!(link.made, Move::Tick(..)))] = *led;
                    }
                    match both {
                        [Some(skip), Some(tick)] if *any && skip == tick => Err(skip),
                        _ => Ok(Piece::Tick(*question, *answer, both)),
                    }
                }
                At::Question(at) => match after {
                    Only::This(number) => Err(number),
                    _ => Ok(Piece::Question(links.first().map_or(*at, |link| asked_by(&link.made)), led.into())),
                },
            };
            remains[node] = Some(match piece {
                Err(same) => same,
                Ok(piece) => *numbers.entry(piece.clone()).or_insert_with(|| {
                    let moves = match &piece {
                        Piece::End(_) => Vec::new(),
                        Piece::Question(..) => links.iter().map(|link| link.made.clone()).collect(),
                        Piece::Tick(question, answer, _) => {
                            vec![Move::Skip(*question, *answer), Move::Tick(*question, *answer)]
                        }
                    };
                    diagram.pieces.push(piece);
                    diagram.moves.push(moves);
                    diagram.pieces.len() as u32 - 1
                }),
            });
        }
        diagram.root = remains.first().copied().flatten();
        diagram
    }

    fn children(&self, piece: u32) -> &[Option<u32>] {
        match &self.pieces[piece as usize] {
            Piece::End(_) => &[],
            Piece::Question(_, children) => children,
            Piece::Tick(_, _, children) => children,
        }
    }

    /// The questions that the results depend on, in file order.
    pub fn questions(&self) -> Vec<usize> {
        let mut open = BTreeSet::new();
        let mut seen = vec![false; self.pieces.len()];
        let mut stack: Vec<u32> = self.root.into_iter().collect();
        while let Some(piece) = stack.pop() {
            if std::mem::replace(&mut seen[piece as usize], true) {
                continue;
            }
            match &self.pieces[piece as usize] {
                Piece::End(_) => {}
                Piece::Question(question, _) | Piece::Tick(question, ..) => {
                    open.insert(*question);
                }
            }
            stack.extend(self.children(piece).iter().flatten());
        }
        open.into_iter().collect()
    }

    /// Where a piece stands in the order: question, then how far it is.
    fn place(&self, piece: u32) -> (usize, usize) {
        match &self.pieces[piece as usize] {
            Piece::End(_) => (usize::MAX, 0),
            Piece::Question(question, _) => (self.rank[*question], 0),
            Piece::Tick(question, answer, _) => (self.rank[*question], answer + 1),
        }
    }

    /// The shortest replies under which this diagram and another come to ends that `differ`.
    pub(crate) fn apart(&self, other: &Diagram, differ: impl Fn(&End, &End) -> bool) -> Option<Vec<Move>> {
        let start = (self.root?, other.root?);
        let mut parents: HashMap<Pair, Option<(Pair, Move)>> = HashMap::from([(start, None)]);
        let mut queue = VecDeque::from([start]);
        while let Some((one, two)) = queue.pop_front() {
            if let (Piece::End(first), Piece::End(second)) = (&self.pieces[one as usize], &other.pieces[two as usize]) {
                if differ(first, second) {
                    let mut moves = Vec::new();
                    let mut at = (one, two);
                    while let Some(Some((before, made))) = parents.get(&at) {
                        moves.push(made.clone());
                        at = *before;
                    }
                    moves.reverse();
                    return Some(moves);
                }
                continue;
            }
            let (mine, theirs) = (self.place(one), other.place(two));
            let lead = if mine <= theirs { (self, one) } else { (other, two) };
            for (index, made) in lead.0.moves[lead.1 as usize].iter().enumerate() {
                let next_one = if mine <= theirs { self.children(one)[index] } else { Some(one) };
                let next_two = if theirs <= mine { other.children(two)[index] } else { Some(two) };
                if let (Some(next_one), Some(next_two)) = (next_one, next_two) {
                    parents.entry((next_one, next_two)).or_insert_with(|| {
                        queue.push_back((next_one, next_two));
                        Some(((one, two), made.clone()))
                    });
                }
            }
        }
        None
    }
}
