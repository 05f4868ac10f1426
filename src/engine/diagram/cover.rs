//! A diagram as regions: sets of replies given by what some questions were answered with.
//!
//! The regions of a cover hold together exactly what the diagram holds, none can be left out, and from none
//! a question can be left out or given another answer as well. The method is Minato's for two values
//! ("Fast Generation of Prime-Irredundant Covers from Binary Decision Diagrams", 1993), here with as many
//! values as a question has answers: what can be covered only under some answers is covered under those
//! first, and what can be covered under more of them later, under all that it can.

use super::diagrams::{Diagrams, FALSE, Join, Root, TRUE};
use foldhash::HashMap;

/// A region: by place of a test, in order, the values it may come to. What is not there may be anything.
pub(crate) type Cube = Vec<(u32, Vec<usize>)>;

/// Covers that share their parts.
#[derive(Debug, Default)]
pub(crate) struct Covers {
    /// By number: the test, and under which values which cover goes on; without a test, one region of anything
    /// or no region at all.
    nodes: Vec<Cover>,
    known: HashMap<(Root, Root), (Root, u32)>,
}

#[derive(Debug)]
enum Cover {
    Nothing,
    Anything,
    /// The place, and by set of values (`None`: any) the cover of what is left.
    Split(u32, Vec<(Option<Vec<usize>>, u32)>),
}

/// The number of a cover.
pub(crate) type Number = u32;

const NOTHING: Number = 0;
const ANYTHING: Number = 1;

impl Covers {
    /// No covers yet.
    pub(crate) fn new() -> Covers {
        Covers { nodes: vec![Cover::Nothing, Cover::Anything], known: HashMap::default() }
    }

    /// Covers all of `least` and nothing outside `most`; every region is needed for something in `least`.
    pub(crate) fn cover(&mut self, diagrams: &mut Diagrams, least: Root, most: Root) -> Number {
        self.covered(diagrams, least, most).1
    }

    /// The same, with what is covered.
    fn covered(&mut self, diagrams: &mut Diagrams, least: Root, most: Root) -> (Root, Number) {
        if least == FALSE || diagrams.full {
            return (FALSE, NOTHING);
        }
        if most == TRUE {
            return (TRUE, ANYTHING);
        }
        if let Some(&known) = self.known.get(&(least, most)) {
            return known;
        }
        let Some((place, values)) = diagrams.first(&[least, most]) else { return (FALSE, NOTHING) };
        // Values after which the same is left go together.
        let mut groups: Vec<(Root, Root, Vec<usize>)> = Vec::new();
        for value in 0..values {
            let left = (diagrams.after(least, place, value), diagrams.after(most, place, value));
            match groups.iter_mut().find(|(least, most, _)| (*least, *most) == left) {
                Some((_, _, together)) => together.push(value),
                None => groups.push((left.0, left.1, vec![value])),
            }
        }
        let mut parts = Vec::new();
        let mut covered = vec![FALSE; groups.len()];
        for (region, members) in shared(diagrams, &groups) {
            let (mut needed, mut allowed) = (FALSE, TRUE);
            for &member in &members {
                let (least, most, _) = groups[member];
                let open = diagrams.join(Join::Minus, least, covered[member]);
                needed = diagrams.join(Join::Or, needed, open);
                allowed = diagrams.join(Join::And, allowed, most);
            }
            needed = diagrams.join(Join::And, needed, region);
            let (here, number) = self.covered(diagrams, needed, allowed);
            if number == NOTHING {
                continue;
            }
            for &member in &members {
                covered[member] = diagrams.join(Join::Or, covered[member], here);
            }
            let mut chosen: Vec<usize> = members.iter().flat_map(|&member| groups[member].2.iter().copied()).collect();
            chosen.sort_unstable();
            parts.push(((chosen.len() < values).then_some(chosen), number));
        }
        let mut children = vec![FALSE; values];
        for (covered, (_, _, together)) in covered.iter().zip(&groups) {
            together.iter().for_each(|&value| children[value] = *covered);
        }
        let root = diagrams.test(place, &children);
        self.nodes.push(Cover::Split(place, parts));
        let known = (root, self.nodes.len() as u32 - 1);
        self.known.insert((least, most), known);
        known
    }

    /// How many regions a cover has; the largest number there is where they are more.
    pub(crate) fn count(&self, cover: Number) -> u64 {
        // A cover comes after the covers it goes on with.
        let mut counts: Vec<u64> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes[..=cover as usize] {
            counts.push(match node {
                Cover::Nothing => 0,
                Cover::Anything => 1,
                Cover::Split(_, parts) => {
                    parts.iter().fold(0, |all: u64, (_, part)| all.saturating_add(counts[*part as usize]))
                }
            });
        }
        counts[cover as usize]
    }

    /// The first regions of a cover: at most so many, with at most so many tests together, but for the first.
    pub(crate) fn regions(&self, cover: Number, most: usize, tests: usize) -> Vec<Cube> {
        let (mut regions, mut region, mut written): (Vec<Cube>, Cube, usize) = (Vec::new(), Cube::new(), 0);
        // A cover that is still to be looked at, and the last test before it: its place in the region and what it was.
        type Ahead<'c> = (Number, usize, Option<(u32, &'c Vec<usize>)>);
        let mut stack: Vec<Ahead<'_>> = vec![(cover, 0, None)];
        while let Some((number, before, test)) = stack.pop() {
            region.truncate(before);
            region.extend(test.map(|(place, values)| (place, values.clone())));
            match &self.nodes[number as usize] {
                Cover::Nothing => {}
                Cover::Anything => {
                    written += region.len();
                    if regions.len() >= most || written > tests && !regions.is_empty() {
                        break;
                    }
                    regions.push(region.clone());
                }
                Cover::Split(place, parts) => {
                    for (values, part) in parts.iter().rev() {
                        stack.push((*part, region.len(), values.as_ref().map(|values| (*place, values))));
                    }
                }
            }
        }
        regions
    }
}

/// What may be covered under exactly these groups of values and no other, for every set of groups for which
/// that is something; smaller sets first.
fn shared(diagrams: &mut Diagrams, groups: &[(Root, Root, Vec<usize>)]) -> Vec<(Root, Vec<usize>)> {
    let mut parts: Vec<(Root, Vec<usize>)> = vec![(TRUE, Vec::new())];
    for (number, (_, most, _)) in groups.iter().enumerate() {
        let mut split = Vec::with_capacity(parts.len() + 1);
        for (region, members) in parts {
            let (with, without) = (diagrams.join(Join::And, region, *most), diagrams.join(Join::Minus, region, *most));
            if with != FALSE {
                split.push((with, members.iter().copied().chain([number]).collect()));
            }
            if without != FALSE {
                split.push((without, members));
            }
        }
        parts = split;
    }
    parts.retain(|(_, members)| !members.is_empty());
    parts.sort_by(|(_, one), (_, two)| (one.len(), one).cmp(&(two.len(), two)));
    parts
}
