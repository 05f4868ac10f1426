//! Every alteration of a tree, by the list of kinds.

use super::conditions::variants;
use super::effect::Effect;
use super::kind::EffectKind;
use super::piece::Piece;
use crate::bilingual;
use crate::model::catalogue::{Advice, Audience, Method};
use crate::model::condition::{Condition, Entry};
use crate::model::finding::Place;
use crate::model::ids::{AnswerId, Id, IdVec, OutcomeId, QuestionId, RungId, WayId};
use crate::model::replies::Decimal;
use crate::model::tree::{
    Answer, Bound, ById, Outcome, OutcomeRung, Question, QuestionKind, Resolved, Target, TreeBound, Verdict, Way,
};
use crate::text::language::Bilingual;
use std::sync::Arc;

/// Collects alterations.
struct Alterations<'t> {
    tree: &'t Resolved,
    found: Vec<Effect>,
}

/// Every alteration of a tree.
pub(super) fn all(tree: &Resolved) -> Vec<Effect> {
    let mut all = Alterations { tree, found: Vec::new() };
    tree.questions.ids().for_each(|question| all.question(question));
    (0..tree.bounds.len()).for_each(|bound| all.bound(bound));
    tree.outcomes.ids().for_each(|outcome| all.outcome(outcome));
    for (at, method) in tree.catalogues.first().iter().flat_map(|own| own.methods.iter().enumerate()) {
        all.method(at, method);
    }
    for (at, advice) in tree.catalogues.first().iter().flat_map(|own| own.advice.iter().enumerate()) {
        all.advice(at, advice);
    }
    all.found
}

fn gone() -> Bilingual {
    bilingual!("is er niet", "is not there")
}

fn becomes(what: &str) -> Bilingual {
    bilingual!("wordt {what}", "becomes {what}")
}

impl<'t> Alterations<'t> {
    /// Adds an alteration of what stands at `spot`: the path of keys that a reader is told, and its place in the file.
    fn add(&mut self, spot: (&str, Place), kind: EffectKind, change: Bilingual, piece: Piece) {
        let (path, place) = spot;
        self.found.push(Effect { kind, path: path.to_owned(), change, place, piece });
    }

    fn question(&mut self, question: QuestionId) {
        let asked = &self.tree.questions[question];
        for answer in asked.answers.ids() {
            self.answer(question, answer);
        }
        for (id, way) in asked.ways() {
            self.way(question, id, way);
        }
        self.edges(question, asked);
    }

    /// The question with one of its answers changed.
    fn with(&self, question: QuestionId, answer: AnswerId, change: impl FnOnce(&mut Answer<ById>)) -> Piece {
        let mut asked = self.tree.questions[question].clone();
        change(&mut asked.answers[answer]);
        Piece::Question(question, Box::new(asked))
    }

    fn answer(&mut self, question: QuestionId, id: AnswerId) {
        let tree = self.tree;
        let asked = &tree.questions[question];
        let answer = &asked.answers[id];
        let (path, place) = (format!("{} › {}", asked.id.text, answer.id.text), answer.id.place);
        for (at, (fact, values)) in answer.set.iter().enumerate() {
            let path = format!("{path} › set › {}", tree.facts[*fact].id.text);
            let piece = self.with(question, id, |it| it.set = without(&it.set, at));
            self.add((&path, place), EffectKind::Set, gone(), piece);
            let all = &tree.facts[*fact].values;
            if let Some(other) = all.ids().find(|value| !values.contains(value)) {
                let piece = self.with(question, id, |it| it.set[at].1 = vec![other]);
                self.add((&path, place), EffectKind::Set, becomes(&all[other].0.text), piece);
            }
        }
        for (at, (score, points)) in answer.add.iter().enumerate() {
            let path = format!("{path} › add › {}", tree.scores[*score].id.text);
            let piece = self.with(question, id, |it| it.add = without(&it.add, at));
            self.add((&path, place), EffectKind::Add, gone(), piece);
            for other in [points - 1, points + 1].into_iter().filter(|it| *it != 0) {
                let piece = self.with(question, id, |it| it.add[at].1 = other);
                self.add((&path, place), EffectKind::Add, becomes(&other.to_string()), piece);
            }
        }
        for (upper, bound) in [(true, &answer.at_most), (false, &answer.at_least)] {
            let Some(bound) = bound else { continue };
            let path = format!("{path} › {}", if upper { "at-most" } else { "at-least" });
            for (kind, change, bound) in self.bounds(bound, upper) {
                let piece =
                    self.with(question, id, |it| *(if upper { &mut it.at_most } else { &mut it.at_least }) = bound);
                self.add((&path, place), kind, change, piece);
            }
        }
        if asked.is_multiple() && answer.alone {
            let piece = self.with(question, id, |it| it.alone = false);
            self.add((&format!("{path} › alone"), place), EffectKind::Alone, becomes("false"), piece);
        }
    }

    /// A bound that is not there, lies elsewhere, or yields where it did not.
    fn bounds(&self, bound: &Bound<ById>, upper: bool) -> Vec<(EffectKind, Bilingual, Option<Bound<ById>>)> {
        let mut found = vec![(EffectKind::Bound, gone(), None)];
        for rung in self.beside(bound.rung) {
            let moved = Bound { rung, ..bound.clone() };
            found.push((EffectKind::BoundRung, becomes(&self.tree.rung(rung).id.text), Some(moved)));
        }
        if !upper {
            let other = Bound { yields: !bound.yields, ..bound.clone() };
            found.push((EffectKind::Yields, becomes(&format!("yields: {}", !bound.yields)), Some(other)));
        }
        found
    }

    /// The rungs right below and above.
    fn beside(&self, rung: RungId) -> impl Iterator<Item = RungId> + use<> {
        let (at, count) = (rung.index(), self.tree.rungs().len());
        let below = at.checked_sub(1);
        below.into_iter().chain((at + 1 < count).then_some(at + 1)).map(RungId::new)
    }

    fn way(&mut self, question: QuestionId, id: WayId, way: &Way<ById>) {
        let asked = &self.tree.questions[question];
        let own = match id {
            WayId::Answer(answer) => format!("{} › {}", asked.id.text, asked.answers[answer].id.text),
            WayId::Question => asked.id.text.clone(),
        };
        let with = |change: &mut dyn FnMut(&mut Way<ById>)| {
            let mut asked = asked.clone();
            let way = match id {
                WayId::Answer(answer) => asked.answers[answer].way.as_mut(),
                WayId::Question => asked.way.as_mut(),
            };
            way.into_iter().for_each(change);
            Piece::Question(question, Box::new(asked))
        };
        let last = way.routes.len() - 1;
        for (at, route) in way.routes.iter().enumerate() {
            let path = if last == 0 { own.clone() } else { format!("{own} › routes › {}", at + 1) };
            if at < last {
                let piece = with(&mut |way| drop(way.routes.remove(at)));
                self.add((&path, route.place), EffectKind::Route, gone(), piece);
            }
            if let Some((target, name)) = self.elsewhere(&route.target) {
                let piece = with(&mut |way| way.routes[at].target = target.clone());
                self.add((&path, route.place), EffectKind::Target, becomes(&name), piece);
            }
            for (kind, change, condition) in altered(route.condition.as_ref()) {
                let piece = with(&mut |way| way.routes[at].condition = condition.clone());
                self.add((&path, route.place), kind, change, piece);
            }
        }
    }

    /// Another place for a way to lead to, so that every walk still ends.
    fn elsewhere(&self, target: &Target<ById>) -> Option<(Target<ById>, String)> {
        let outcome = match target {
            Target::Question(_) => self.tree.outcomes.first_id()?,
            Target::Outcome(outcome) => self.other_outcome(*outcome)?,
        };
        Some((Target::Outcome(outcome), self.tree.outcomes[outcome].id.text.clone()))
    }

    /// The outcome after this one in the file; after the last comes the first.
    fn other_outcome(&self, outcome: OutcomeId) -> Option<OutcomeId> {
        let count = self.tree.outcomes.len();
        (count > 1).then(|| OutcomeId::new((outcome.index() + 1) % count))
    }

    /// Bands that begin one earlier or one later.
    fn edges(&mut self, question: QuestionId, asked: &Question<ById>) {
        let decimals = matches!(asked.kind, QuestionKind::Number { decimals: true, .. });
        let ids: Vec<AnswerId> = asked.answers.ids().collect();
        for pair in ids.windows(2) {
            let (lower, upper) = (pair[0], pair[1]);
            let Some(edge) = asked.answers[upper].band.and_then(|band| band.from) else { continue };
            for moved in [edge.before(decimals), edge.after(decimals)] {
                let mut altered = asked.clone();
                move_edge(&mut altered.answers, (lower, upper), moved);
                let whole = |answer: AnswerId| {
                    altered.answers[answer].band.is_some_and(|band| match (band.from, band.below) {
                        (Some(from), Some(below)) => from < below,
                        _ => true,
                    })
                };
                if !whole(lower) || !whole(upper) {
                    continue;
                }
                let answer = &asked.answers[upper].id;
                let path = format!("{} › {} › from", asked.id.text, answer.text);
                let piece = Piece::Question(question, Box::new(altered));
                self.add((&path, answer.place), EffectKind::Edge, becomes(&moved.to_string()), piece);
            }
        }
    }

    fn bound(&mut self, at: usize) {
        let bound = &self.tree.bounds[at];
        let path = format!("bounds › {}", at + 1);
        let mut add = |kind, change, altered: TreeBound<ById>| {
            self.found.push(Effect {
                kind,
                path: path.clone(),
                change,
                place: bound.place,
                piece: Piece::Bound(at, Box::new(altered)),
            });
        };
        for (kind, change, condition) in altered(bound.condition.as_ref()) {
            add(kind, change, TreeBound { condition, ..bound.clone() });
        }
        let of = Alterations { tree: self.tree, found: Vec::new() };
        for (kind, change, side) in bound.at_most.iter().flat_map(|it| of.bounds(it, true)) {
            add(kind, change, TreeBound { at_most: side, ..bound.clone() });
        }
        for (kind, change, side) in bound.at_least.iter().flat_map(|it| of.bounds(it, false)) {
            add(kind, change, TreeBound { at_least: side, ..bound.clone() });
        }
    }

    fn outcome(&mut self, id: OutcomeId) {
        let outcome = &self.tree.outcomes[id];
        let (path, place) = (format!("outcomes › {}", outcome.id.text), outcome.id.place);
        let mut found: Vec<(EffectKind, Bilingual, Outcome<ById>)> = Vec::new();
        for (at, verdict) in Verdict::ALL.into_iter().enumerate() {
            // One other verdict tells as much as three.
            if Verdict::ALL[(at + Verdict::ALL.len() - 1) % Verdict::ALL.len()] == outcome.verdict {
                found.push((EffectKind::Verdict, becomes(verdict.word()), Outcome { verdict, ..outcome.clone() }));
            }
        }
        let rungs: Vec<(String, OutcomeRung<RungId>)> = match &outcome.rung {
            OutcomeRung::None => Vec::new(),
            OutcomeRung::Fixed(rung) => {
                self.beside(*rung).map(|it| (self.tree.rung(it).id.text.clone(), OutcomeRung::Fixed(it))).collect()
            }
            reads => [("ceiling", OutcomeRung::Ceiling), ("floor", OutcomeRung::Floor), ("wish", OutcomeRung::Wish)]
                .into_iter()
                .filter(|(_, it)| it != reads)
                .map(|(word, it)| (word.to_owned(), it))
                .collect(),
        };
        for (word, rung) in rungs {
            found.push((EffectKind::Rung, becomes(&word), Outcome { rung, ..outcome.clone() }));
        }
        let fixed = |it: &OutcomeId| !self.tree.outcomes[*it].rung.reads_bounds() && Some(*it) != outcome.conflict;
        if let (Some(_), Some(other)) = (outcome.conflict, self.tree.outcomes.ids().find(fixed)) {
            let word = &self.tree.outcomes[other].id.text;
            found.push((EffectKind::Conflict, becomes(word), Outcome { conflict: Some(other), ..outcome.clone() }));
        }
        if outcome.tree.is_some() {
            found.push((EffectKind::Handover, gone(), Outcome { tree: None, ..outcome.clone() }));
        }
        for (kind, change, altered) in found {
            let path = format!("{path} › {}", if kind == EffectKind::Handover { "tree" } else { kind.word() });
            self.add((&path, place), kind, change, Piece::Outcome(id, Box::new(altered)));
        }
    }

    fn method(&mut self, at: usize, method: &Method<ById>) {
        let (path, place) = (format!("methods › {}", method.id.text), method.id.place);
        let mut absent = method.clone();
        // What is not for residents is never offered.
        absent.profile =
            Arc::new(crate::model::catalogue::Profile { audience: Audience::Internal, ..(*method.profile).clone() });
        if method.audience == Audience::Residents {
            self.add((&path, place), EffectKind::Method, gone(), Piece::Method(at, Box::new(absent)));
        }
        type Of = fn(&mut Method<ById>) -> &mut Vec<Condition<Entry>>;
        let lists: [(&str, Of, &[Condition<Entry>]); 3] = [
            ("suits", |it| &mut it.suits, &method.suits),
            ("needs", |it| &mut it.needs, &method.needs),
            ("avoid", |it| &mut it.avoid, &method.avoid),
        ];
        for (key, of, list) in lists {
            for (number, condition) in list.iter().enumerate() {
                for (kind, change, condition) in altered(Some(condition)) {
                    let mut it = method.clone();
                    match condition {
                        Some(condition) => of(&mut it)[number] = condition,
                        None => drop(of(&mut it).remove(number)),
                    }
                    self.add((&format!("{path} › {key}"), place), kind, change, Piece::Method(at, Box::new(it)));
                }
            }
        }
    }

    fn advice(&mut self, at: usize, advice: &Advice<ById>) {
        let (path, place) = (format!("advice › {}", advice.id.text), advice.id.place);
        let absent = Advice { condition: Some(Condition::Entry(Entry::Never)), ..advice.clone() };
        self.add((&path, place), EffectKind::Advice, gone(), Piece::Advice(at, Box::new(absent)));
        for (kind, change, condition) in altered(advice.condition.as_ref()) {
            let it = Advice { condition, ..advice.clone() };
            self.add((&format!("{path} › if"), place), kind, change, Piece::Advice(at, Box::new(it)));
        }
    }
}

/// A condition that is not there, or says a little else.
fn altered(condition: Option<&Condition<Entry>>) -> Vec<(EffectKind, Bilingual, Option<Condition<Entry>>)> {
    let Some(condition) = condition else { return Vec::new() };
    let none = (EffectKind::Condition, bilingual!("zonder voorwaarde", "without condition"), None);
    let others = variants(condition).into_iter().map(|it| (it.kind, it.change, Some(it.condition)));
    std::iter::once(none).chain(others).collect()
}

fn without<T: Clone>(list: &[T], at: usize) -> Vec<T> {
    list.iter().enumerate().filter(|(it, _)| *it != at).map(|(_, it)| it.clone()).collect()
}

fn move_edge(answers: &mut IdVec<AnswerId, Answer<ById>>, (lower, upper): (AnswerId, AnswerId), to: Decimal) {
    if let Some(band) = &mut answers[lower].band {
        band.below = Some(to);
    }
    if let Some(band) = &mut answers[upper].band {
        band.from = Some(to);
    }
}
