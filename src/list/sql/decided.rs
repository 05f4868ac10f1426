//! Which replies decided a result: `analysis::why`, said as conditions on a row.

use super::cells::Given;
use super::functions::{Functions, MayTerms};
use super::program::Program;
use super::results::Results;
use super::term::{Term, all, any, case, either_bits, not};
use crate::engine::step::RouteTaken;
use crate::model::condition::{Condition, Entry};
use crate::model::ids::{AnswerId, Id, IdVec, QuestionId, RungId};
use crate::model::tree::{Answer, Bound, ById, OutcomeRung, Resolved};
use std::collections::BTreeMap;

/// What kind of bound it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    AtMost,
    AtLeast,
    Wish,
}

/// A bound, with when it holds and the questions behind it.
struct Side {
    kind: Kind,
    rung: RungId,
    hold: Term,
    certain: Term,
    behind: Vec<(QuestionId, Term)>,
}

/// The rung of a line, as a bit, and whether it is certain.
struct Line {
    rung: Term,
    sure: Term,
}

/// Works out by question whether its reply decided the result of a row that has one.
pub(super) struct Decided<'d, 'e> {
    pub(super) tree: &'d Resolved,
    pub(super) given: &'d IdVec<QuestionId, Given>,
    pub(super) functions: &'d mut Functions<'e>,
    pub(super) program: &'d mut Program,
}

impl Decided<'_, '_> {
    /// By question, whether its reply decided; nothing where that is too large to say. `landing` is the one
    /// result, if there is one, and `clash` whether all clashes.
    pub(super) fn by(&mut self, results: &Results, landing: &Term, clash: &Term) -> Option<Vec<(QuestionId, Term)>> {
        let single = not(&landing.is_null());
        let sides = self.sides()?;
        let reads = |rungs: &dyn Fn(&OutcomeRung<RungId>) -> bool| {
            let own = results.each.iter().enumerate().filter(|(_, it)| rungs(&self.tree.outcomes[it.outcome].rung));
            all(&[not(clash), any(&own.map(|(at, _)| landing.equals(at as i64)).collect::<Vec<_>>())])
        };
        let (bounds, wishes) = (
            reads(&|rung| matches!(rung, OutcomeRung::Ceiling | OutcomeRung::Floor)),
            reads(&|rung| matches!(rung, OutcomeRung::Wish)),
        );
        let (bounds, wishes) = (self.program.define(bounds), self.program.define(wishes));
        let mut by_bound: BTreeMap<QuestionId, Vec<Term>> = BTreeMap::new();
        for (side, used) in self.used(&sides, &bounds, &wishes, clash) {
            for (question, behind) in &side.behind {
                by_bound.entry(*question).or_default().push(all(&[used.clone(), behind.clone()]));
            }
        }
        let by_bound: BTreeMap<QuestionId, Term> =
            by_bound.into_iter().map(|(question, terms)| (question, self.program.define(any(&terms)))).collect();
        let any_bound = any(&by_bound.values().cloned().collect::<Vec<_>>());
        let any_bound = self.program.define(any_bound);
        let by_route = self.by_route()?;
        let decides = |question: QuestionId| {
            let bound = by_bound.get(&question).cloned().unwrap_or(Term::truth(false));
            let route = by_route.get(&question).cloned().unwrap_or(Term::truth(false));
            let given = self.given[question].given.clone();
            all(&[single.clone(), given, any(&[bound, all(&[not(&any_bound), route])])])
        };
        Some(self.tree.questions.ids().map(|question| (question, decides(question))).collect())
    }

    /// Every bound of an answer or of the tree.
    fn sides(&mut self) -> Option<Vec<Side>> {
        let mut sides = Vec::new();
        for (question, asked) in self.tree.questions.iter_enumerated() {
            let bounded =
                asked.answers.iter_enumerated().filter(|(_, it)| it.at_most.is_some() || it.at_least.is_some());
            let bounded: Vec<(AnswerId, &Answer<ById>)> = bounded.collect();
            if bounded.is_empty() {
                continue;
            }
            let MayTerms { hold: met, fail: unmet } = self.functions.met(question, self.program)?;
            let Given { may, settled, .. } = &self.given[question];
            for (at, answer) in bounded {
                let hold = all(&[met.clone(), may.has(1 << at.index())]);
                let sure = if asked.answers.len() == 1 { Term::truth(true) } else { settled.clone() };
                let certain = all(&[hold.clone(), not(&unmet), sure]);
                let behind = vec![(question, Term::truth(true))];
                self.add(&mut sides, (answer.at_most.as_ref(), answer.at_least.as_ref()), (hold, certain), behind);
            }
        }
        for bound in &self.tree.bounds {
            let (hold, certain, behind) = match &bound.condition {
                None => (Term::truth(true), Term::truth(true), Vec::new()),
                Some(condition) => {
                    let may = self.functions.may(condition, self.program)?;
                    (may.hold.clone(), all(&[may.hold, not(&may.fail)]), self.deciding(condition)?)
                }
            };
            self.add(&mut sides, (bound.at_most.as_ref(), bound.at_least.as_ref()), (hold, certain), behind);
        }
        Some(sides)
    }

    fn add(
        &mut self,
        sides: &mut Vec<Side>,
        (at_most, at_least): (Option<&Bound<ById>>, Option<&Bound<ById>>),
        (hold, certain): (Term, Term),
        behind: Vec<(QuestionId, Term)>,
    ) {
        let (hold, certain) = (self.program.define(hold), self.program.define(certain));
        let least = |bound: &Bound<ById>| if bound.yields { Kind::Wish } else { Kind::AtLeast };
        let both = at_most.map(|it| (Kind::AtMost, it.rung)).into_iter().chain(at_least.map(|it| (least(it), it.rung)));
        sides.extend(both.map(|(kind, rung)| Side {
            kind,
            rung,
            hold: hold.clone(),
            certain: certain.clone(),
            behind: behind.clone(),
        }));
    }

    /// Every bound with whether it makes the line that the outcome reads, or clashes.
    fn used<'s>(&mut self, sides: &'s [Side], bounds: &Term, wishes: &Term, clash: &Term) -> Vec<(&'s Side, Term)> {
        let of = |kinds: &[Kind]| sides.iter().filter(|side| kinds.contains(&side.kind)).collect::<Vec<_>>();
        let ceiling = self.line(&of(&[Kind::AtMost]));
        let floor = self.line(&of(&[Kind::AtLeast]));
        let wish = self.line(&of(&[Kind::AtLeast, Kind::Wish]));
        let used = sides.iter().map(|side| {
            let beyond = |line: &Line| {
                let term = format!("({0} <> 0 AND {0} < {1})", line.rung.text, self.other_bit(side));
                all(&[clash.clone(), side.hold.clone(), Term::of(term, &[&line.rung])])
            };
            let makes = |line: &Line| {
                let held = case(vec![(line.sure.clone(), side.certain.clone())], Some(side.hold.clone()));
                all(&[line.rung.equals(self.bit(side)), held])
            };
            let used = match side.kind {
                Kind::AtMost => any(&[beyond(&floor), all(&[any(&[bounds.clone(), wishes.clone()]), makes(&ceiling)])]),
                Kind::AtLeast => any(&[
                    beyond(&ceiling),
                    all(&[bounds.clone(), makes(&floor)]),
                    all(&[wishes.clone(), makes(&wish)]),
                ]),
                Kind::Wish => all(&[wishes.clone(), makes(&wish)]),
            };
            (side, used)
        });
        let used: Vec<(&Side, Term)> = used.collect();
        used.into_iter().map(|(side, used)| (side, self.program.define(used))).collect()
    }

    /// The bit of a rung: of an at-most the lowest rung has the lowest, of an at-least the highest.
    fn bit(&self, side: &Side) -> i64 {
        let top = self.tree.rungs().len() - 1;
        let rung = side.rung.index();
        1 << if side.kind == Kind::AtMost { rung } else { top - rung }
    }

    /// The same rung counted from the other side, to hold an at-most against an at-least.
    fn other_bit(&self, side: &Side) -> i64 {
        let top = self.tree.rungs().len() - 1;
        let rung = side.rung.index();
        1 << if side.kind == Kind::AtMost { top - rung } else { rung }
    }

    /// Where the certain bounds put a line, else where those do that may hold.
    fn line(&mut self, sides: &[&Side]) -> Line {
        let bits = |which: &dyn Fn(&Side) -> Term| {
            let bits =
                sides.iter().map(|side| case(vec![(which(side), Term::number(self.bit(side)))], Some(Term::number(0))));
            either_bits(&bits.collect::<Vec<_>>())
        };
        let (certain, hold) = (bits(&|side| side.certain.clone()), bits(&|side| side.hold.clone()));
        let (certain, hold) = (self.program.define(certain), self.program.define(hold));
        let sure = self.program.define(not(&certain.equals(0)));
        let lowest = |bits: &Term| Term::of(format!("({0} & -{0})", bits.text), &[bits]);
        let rung = case(vec![(sure.clone(), lowest(&certain))], Some(lowest(&hold)));
        Line { rung: self.program.define(rung), sure }
    }

    /// By question, whether its reply chose the route that every walk ends by.
    fn by_route(&mut self) -> Option<BTreeMap<QuestionId, Term>> {
        let image = self.functions.routes(self.program)?;
        let mut chose: BTreeMap<QuestionId, Vec<Term>> = BTreeMap::new();
        for (number, (question, taken)) in image.leaves.iter().enumerate() {
            let only = self.program.define(image.bits.only(&[number]));
            for (decider, when) in self.choosing(*question, *taken)? {
                chose.entry(decider).or_default().push(all(&[only.clone(), when]));
            }
        }
        Some(chose.into_iter().map(|(question, terms)| (question, any(&terms))).collect())
    }

    /// The questions whose replies chose a route.
    fn choosing(&mut self, question: QuestionId, taken: RouteTaken) -> Option<Vec<(QuestionId, Term)>> {
        let asked = &self.tree.questions[question];
        let own = asked.answers.iter().any(|answer| answer.way.is_some());
        let mut chose: Vec<(QuestionId, Term)> = own.then(|| (question, Term::truth(true))).into_iter().collect();
        let routes = &asked.way(taken.way)?.routes;
        for (number, route) in routes.iter().enumerate().take(taken.route + 1) {
            if let Some(condition) = &route.condition {
                self.telling(condition, number == taken.route, &Term::truth(true), &mut chose)?;
            }
        }
        Some(chose)
    }

    /// The parts of a condition that make it hold, or fail; all of them where the replies do not tell.
    fn telling(
        &mut self,
        condition: &Condition<Entry>,
        held: bool,
        when: &Term,
        chose: &mut Vec<(QuestionId, Term)>,
    ) -> Option<()> {
        match condition {
            Condition::Entry(_) => {
                let deciding = self.deciding(condition)?.into_iter();
                chose.extend(deciding.map(|(question, behind)| (question, all(&[when.clone(), behind]))));
            }
            Condition::Not(part) => self.telling(part, !held, when, chose)?,
            Condition::All(parts) | Condition::Any(parts) => {
                let one_is_enough = matches!(condition, Condition::Any(_)) == held;
                let mut tells = Vec::new();
                for part in parts {
                    let value = self.tells(part, held)?;
                    tells.push(self.program.define(value));
                }
                let some = if one_is_enough { any(&tells) } else { Term::truth(false) };
                let some = self.program.define(some);
                for (part, tells) in parts.iter().zip(tells) {
                    let when = all(&[when.clone(), any(&[not(&some), tells])]);
                    let when = self.program.define(when);
                    self.telling(part, held, &when, chose)?;
                }
            }
        }
        Some(())
    }

    /// Whether the replies tell that a condition on replies holds, or that it fails.
    fn tells(&mut self, condition: &Condition<Entry>, held: bool) -> Option<Term> {
        Some(match condition {
            Condition::Entry(Entry::Question(question, answers)) => {
                let unmet = self.functions.met(*question, self.program)?.fail;
                let Given { may, settled, .. } = &self.given[*question];
                let hits = may.has(answers.iter().fold(0, |bits, it| bits | 1 << it.index()));
                all(&[not(&unmet), settled.clone(), if held { hits } else { not(&hits) }])
            }
            Condition::Entry(_) => Term::truth(false),
            Condition::Not(part) => self.tells(part, !held)?,
            Condition::All(parts) | Condition::Any(parts) => {
                let values: Option<Vec<Term>> = parts.iter().map(|part| self.tells(part, held)).collect();
                if matches!(condition, Condition::All(_)) == held { all(&values?) } else { any(&values?) }
            }
        })
    }

    /// The questions whose replies a condition hangs on, and when: those it reads, and those whose reply sets a
    /// fact or adds to a score that it reads, where some walk meets them.
    fn deciding(&mut self, condition: &Condition<Entry>) -> Option<Vec<(QuestionId, Term)>> {
        let mut behind = Vec::new();
        let gives = |does: &dyn Fn(&Answer<ById>) -> bool| {
            let given = self.tree.questions.iter_enumerated().filter_map(|(question, asked)| {
                let answers = asked.answers.iter_enumerated().filter(|(_, answer)| does(answer));
                let bits = answers.fold(0, |bits, (at, _)| bits | 1 << at.index());
                let Given { may, settled, .. } = &self.given[question];
                (bits != 0).then(|| (question, all(&[settled.clone(), may.has(bits)])))
            });
            given.collect::<Vec<_>>()
        };
        condition.each(&mut |entry| match entry {
            Entry::Question(question, _) => behind.push((*question, Term::truth(true))),
            Entry::Fact(fact, values) => behind.extend(gives(&|answer| {
                answer.set.iter().any(|(set, given)| set == fact && given.iter().any(|it| values.contains(it)))
            })),
            Entry::Score(..) | Entry::Ahead(..) => {
                behind.extend(gives(&|answer| answer.add.iter().any(|(added, _)| entry.reads(*added))));
            }
            _ => {}
        });
        let (functions, program) = (&mut *self.functions, &mut *self.program);
        let met = |(question, when): (QuestionId, Term)| {
            Some((question, all(&[when, functions.met(question, program)?.hold])))
        };
        behind.into_iter().map(met).collect()
    }
}
