//! Parts of a drawing, for a tree that is too large for one picture: around one question, with straight runs folded, in
//! pages.

use super::drawing::{Arrow, Drawing, Shape, ShapeKind};
use crate::text::language::Language;
use std::collections::{BTreeMap, BTreeSet};

impl Drawing {
    /// A question or outcome with what leads to it and what it leads to; nothing where there is none of this id.
    pub fn around(&self, id: &str) -> Option<Drawing> {
        let plain = id.replace('-', "_");
        let centre = ["q", "o"].map(|kind| format!("{kind}_{plain}"));
        let centre = centre.into_iter().find(|id| self.shapes.iter().any(|shape| shape.id == *id))?;
        let touches = |arrow: &&Arrow| arrow.from == centre || arrow.to == centre;
        let arrows: Vec<Arrow> = self.arrows.iter().filter(touches).cloned().collect();
        let near: BTreeSet<&str> = arrows.iter().flat_map(|arrow| [arrow.from.as_str(), arrow.to.as_str()]).collect();
        let shapes = self.shapes.iter().filter(|shape| shape.id == centre || near.contains(shape.id.as_str()));
        Some(Drawing { title: self.title.clone(), shapes: shapes.cloned().collect(), arrows })
    }

    /// The same with every straight run of questions as one shape: where each leads to the next whatever is answered,
    /// and nothing else leads there.
    pub fn folded(&self) -> Drawing {
        let next = self.straight();
        let followers: BTreeSet<&str> = next.values().copied().collect();
        let mut within: BTreeMap<&str, &str> = BTreeMap::new();
        let mut shapes = Vec::new();
        for shape in self.shapes.iter().filter(|shape| !followers.contains(shape.id.as_str())) {
            let mut run = vec![shape];
            while let Some(next) = next.get(run[run.len() - 1].id.as_str()) {
                within.insert(next, &shape.id);
                run.extend(self.shapes.iter().find(|shape| shape.id == *next));
            }
            let mut folded = shape.clone();
            if run.len() > 1 {
                folded.on_way = run.iter().any(|shape| shape.on_way);
                folded.lines = run.iter().enumerate().flat_map(|(number, shape)| numbered(number + 1, shape)).collect();
            }
            shapes.push(folded);
        }
        let end = |id: &str| within.get(id).map_or_else(|| id.to_owned(), |first| (*first).to_owned());
        let arrows = self.arrows.iter().filter(|arrow| next.get(arrow.from.as_str()) != Some(&arrow.to.as_str()));
        let arrows = arrows.map(|arrow| Arrow { from: end(&arrow.from), to: end(&arrow.to), ..arrow.clone() });
        Drawing { title: self.title.clone(), shapes, arrows: arrows.collect() }
    }

    /// By question, the one that always follows it and follows no other.
    fn straight(&self) -> BTreeMap<&str, &str> {
        let mut out: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut into: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for arrow in &self.arrows {
            out.entry(&arrow.from).or_default().insert(&arrow.to);
            into.entry(&arrow.to).or_default().insert(&arrow.from);
        }
        let questions: BTreeSet<&str> =
            self.shapes.iter().filter(|it| it.kind == ShapeKind::Question).map(|it| it.id.as_str()).collect();
        let alone = |ids: &BTreeSet<&str>| ids.len() == 1;
        let always = out.into_iter().filter(|(_, to)| alone(to)).filter_map(|(from, to)| Some((from, *to.first()?)));
        always.filter(|(from, to)| from != to && questions.contains(to) && into.get(to).is_some_and(alone)).collect()
    }

    /// The same on several pages of at most so many questions, in the order of the tree. What an arrow leads to on
    /// another page stands there as a shape that says on which.
    pub fn pages(&self, most: usize, language: Language) -> Vec<Drawing> {
        let is_question = |shape: &&Shape| matches!(shape.kind, ShapeKind::Start | ShapeKind::Question);
        let questions: Vec<&Shape> = self.shapes.iter().filter(is_question).collect();
        if questions.len() <= most {
            return vec![self.clone()];
        }
        // As even as can be: no last page with one question.
        let count = questions.len().div_ceil(most);
        let page_of: BTreeMap<&str, usize> =
            questions.iter().enumerate().map(|(at, shape)| (shape.id.as_str(), at * count / questions.len())).collect();
        (0..count).map(|page| self.page(page, count, &page_of, language)).collect()
    }

    fn page(&self, page: usize, count: usize, page_of: &BTreeMap<&str, usize>, language: Language) -> Drawing {
        let mut arrows = Vec::new();
        let mut shown: BTreeSet<&str> = BTreeSet::new();
        let mut elsewhere: BTreeMap<&str, usize> = BTreeMap::new();
        for arrow in self.arrows.iter().filter(|arrow| page_of.get(arrow.from.as_str()) == Some(&page)) {
            arrows.push(arrow.clone());
            match page_of.get(arrow.to.as_str()).filter(|to| **to != page) {
                Some(to) => drop(elsewhere.insert(&arrow.to, *to)),
                None => drop(shown.insert(&arrow.to)),
            }
        }
        // Where a clash leads stands with the outcomes that are shown.
        for arrow in self.arrows.iter().filter(|arrow| arrow.clash && shown.contains(arrow.from.as_str())).cloned() {
            arrows.push(arrow);
        }
        let mut shapes = Vec::new();
        for shape in &self.shapes {
            let id = shape.id.as_str();
            let of_clash = arrows.iter().any(|arrow| arrow.clash && arrow.to == shape.id);
            let bound = shape.kind == ShapeKind::Bound && page == 0;
            if page_of.get(id) == Some(&page) || shown.contains(id) || of_clash || bound {
                shapes.push(shape.clone());
            } else if let Some(to) = elsewhere.get(id) {
                let mut lines = shape.lines.clone();
                lines.push(format!("→ {} {}", language.pick("bladzijde", "page"), to + 1));
                shapes.push(Shape { lines, kind: ShapeKind::Elsewhere, ..shape.clone() });
            }
        }
        let title = format!("{} ({} / {count})", self.title, page + 1);
        Drawing { title, shapes, arrows }
    }
}

/// The lines of a question in a run, with its number.
fn numbered(number: usize, shape: &Shape) -> Vec<String> {
    let mark = |(at, line): (usize, &String)| if at == 0 { format!("{number}) {line}") } else { line.clone() };
    shape.lines.iter().enumerate().map(mark).collect()
}
