//! The rules on behaviour against brute force: what never happens over all complete replies is exactly
//! what they say never happens, and what they say happens does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "common/files.rs"]
mod files;

use beslisboom::analysis::recommend::recommend;
use beslisboom::analysis::replay::{ReplayEnd, replay};
use beslisboom::check::{BUDGET, Checked, RULES, check};
use beslisboom::engine::evaluate::evaluate;
use beslisboom::engine::step::{End, Landing};
use beslisboom::model::condition::{Condition, Entry, WordEntry, WordTest};
use beslisboom::model::finding::{Finding, Place, Severity};
use beslisboom::model::ids::{AnswerId, FactId, Id, OutcomeId, QuestionId, RungId, ScoreId, ValueId, WayId};
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::{Bound, ById, Draft, OutcomeRung, Resolved, Stage, Verdict, Way};
use beslisboom::source::parse::{Content, read};
use beslisboom::source::resolve::resolve;
use beslisboom::text::language::Language;
use common::{Arrival, Complete, Dice, Maker, Of, Trace, checked, complete_sets, ladder, replies_to, trace, walk};
use files::Files;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A random draft with methods and advice that listen.
fn draft(seed: u64) -> String {
    let (mut text, mut maker) = Maker::with_maker(seed, 4);
    let condition = |maker: &mut Maker| match maker.dice.roll(4) {
        0 => format!("outcome: {}", maker.dice.pick(&["hoog", "vast", "geen"])),
        1 => format!("rung: {}", maker.dice.pick(&["r0", "r1", "[r1, r2]"])),
        _ => maker.condition(2),
    };
    if maker.dice.one_in(2) {
        text += "advice:\n";
        for number in 0..2 {
            let (one, two) = (condition(&mut maker), condition(&mut maker));
            let join = maker.dice.pick(&["all", "any"]);
            let _ = writeln!(text, "  d{number}: {{kind: tip, text: T, if: {{{join}: [{{{one}}}, {{{two}}}]}}}}");
        }
    }
    if maker.dice.one_in(2) {
        text += "methods:\n";
        for number in 0..3 {
            let level = maker.dice.pick(&["[consult]", "[involve]", "[consult, involve]"]);
            let _ = write!(text, "  m{number}: {{title: M, levels: {level}, audience: residents");
            for key in ["suits", "needs", "avoid"] {
                if maker.dice.one_in(2) {
                    let condition = condition(&mut maker);
                    let _ = write!(text, ", {key}: {{{condition}}}");
                }
            }
            text += "}\n";
        }
    }
    text
}

/// A draft in which conditions of routes nest deeper, and say things twice.
fn repetitive(seed: u64) -> String {
    let (text, mut maker) = Maker::with_maker(seed, 3);
    let mut dice = Dice(seed ^ 0x1d1e);
    let mut parts = text.split("{if: {");
    let first = parts.next().unwrap().to_owned();
    first
        + &parts
            .map(|part| {
                let (one, two, join) = (maker.condition(1), maker.condition(1), dice.pick(&["all", "any"]));
                let more = dice.pick(&["", &one, &two]).to_owned();
                let nested = format!("{{{join}: [{{{one}}}, {{{two}}}, {{{more}}}]}}").replace(", {}", "");
                match dice.roll(3) {
                    0 => format!("{{if: {{{part}"),
                    1 => format!("{{if: {{all: [{nested}, {{{one}}}], {part}"),
                    _ => format!("{{if: {{any: [{nested}, {{{two}}}], {part}"),
                }
            })
            .collect::<String>()
}

/// Takes out of a condition the part that stands at a place and reads so.
fn without(condition: &mut Condition<WordEntry>, place: Place, shown: &str) -> bool {
    let first = |part: &Condition<WordEntry>| {
        let mut found = None;
        part.each(&mut |entry| {
            found.get_or_insert(entry.name.place);
        });
        found
    };
    match condition {
        Condition::Entry(_) => false,
        Condition::Not(part) => without(part, place, shown),
        Condition::All(parts) | Condition::Any(parts) => {
            let at = parts.iter().position(|part| first(part) == Some(place) && part.to_string() == shown);
            match at {
                Some(at) if parts.len() > 1 => drop(parts.remove(at)),
                Some(_) => return false,
                None => return parts.iter_mut().any(|part| without(part, place, shown)),
            }
            true
        }
    }
}

/// What is called idle can go: no walk ends elsewhere without it.
#[test]
fn no_walk_ends_elsewhere_without_an_idle_route_or_entry() {
    let mut gone = [0, 0];
    for seed in 0..3000 {
        let text = repetitive(seed);
        let draft = written(&text);
        let Some(tree) = resolve(&draft, &mut Vec::new()) else { continue };
        let found = check(read("t.yaml", text.as_bytes(), Language::Dutch, &ladder), BUDGET).findings;
        let replies: Vec<_> = tree.questions.ids().map(|question| replies_to(&tree, question)).collect();
        let sets = complete_sets(&replies);
        for finding in found.iter().filter(|it| ["idle-route", "idle-entry"].contains(&it.rule)) {
            let mut less = draft.clone();
            let mut removed = false;
            let is_route = finding.rule == "idle-route";
            for way in less
                .questions
                .iter_mut()
                .flat_map(|it| it.way.iter_mut().chain(it.answers.iter_mut().filter_map(|answer| answer.way.as_mut())))
            {
                let before = way.routes.len();
                way.routes.retain(|route| !is_route || route.place != finding.place);
                removed |= way.routes.len() < before;
                let shown = finding.message.english.split('`').nth(1).unwrap_or_default();
                removed |= !is_route
                    && way
                        .routes
                        .iter_mut()
                        .filter_map(|it| it.condition.as_mut())
                        .any(|it| without(it, finding.place, shown));
            }
            if !removed {
                // What stands in a bound, or is all that a list has.
                continue;
            }
            gone[usize::from(is_route)] += 1;
            let other = resolve(&less, &mut Vec::new()).unwrap();
            for set in &sets {
                assert_eq!(
                    walk(&tree, set),
                    walk(&other, set),
                    "{}: {} in\n{text}",
                    finding.rule,
                    finding.message.english
                );
            }
        }
    }
    assert!(gone[0] > 200 && gone[1] > 20, "{gone:?}");
}

fn written(text: &str) -> Draft {
    match read("boom.yaml", text.as_bytes(), Language::Dutch, &ladder).content {
        Some(Content::Tree(draft)) => *draft,
        _ => panic!("no tree:\n{text}"),
    }
}

fn ways<S: Stage>(tree: &beslisboom::model::tree::TreeData<S>, question: QuestionId) -> Vec<(WayId, &Way<S>)> {
    let asked = &tree.questions[question];
    let answers =
        asked.answers.iter_enumerated().filter_map(|(number, it)| Some((WayId::Answer(number), it.way.as_ref()?)));
    answers.chain(asked.way.as_ref().map(|way| (WayId::Question, way))).collect()
}

/// What a finding says besides its place.
type More<'a> = &'a dyn Fn(&Finding) -> String;

/// What findings of a rule say, in a form that can be worked out by hand.
type Bilingual = BTreeSet<(usize, String)>;

fn found(checked: &Checked, rule: &str, more: More<'_>) -> Bilingual {
    let findings = checked.findings.iter().filter(|finding| finding.rule == rule);
    findings.map(|finding| (finding.place.start, more(finding))).collect()
}

struct Brute<'t> {
    tree: &'t Resolved,
    draft: &'t Draft,
    sets: Vec<Complete>,
    traces: Vec<Trace>,
}

impl Brute<'_> {
    fn met(&self, question: QuestionId) -> bool {
        self.traces.iter().any(|trace| trace.met.contains(&question))
    }

    fn arrivals(&self, question: QuestionId, way: WayId) -> impl Iterator<Item = &Arrival> {
        let all = self.traces.iter().flat_map(|trace| &trace.arrivals);
        all.filter(move |it| it.question == question && it.way == way)
    }

    fn unreachable_questions(&self) -> Bilingual {
        let questions = self.tree.questions.iter_enumerated().filter(|(number, _)| !self.met(*number));
        questions.map(|(_, question)| (question.id.place.start, String::new())).collect()
    }

    fn unreachable_outcomes(&self) -> Bilingual {
        let ends = |outcome: OutcomeId| {
            self.traces.iter().any(|trace| match trace.end {
                End::Landing(landing) => landing.outcome == outcome,
                End::UnhandledConflict(at) => at == outcome,
                _ => false,
            })
        };
        let outcomes = self.tree.outcomes.iter_enumerated().filter(|(number, _)| !ends(*number));
        outcomes.map(|(_, outcome)| (outcome.id.place.start, String::new())).collect()
    }

    fn landings(&self) -> impl Iterator<Item = (&Trace, Landing)> {
        self.traces.iter().filter_map(|trace| match trace.end {
            End::Landing(landing) => Some((trace, landing)),
            _ => None,
        })
    }

    fn unreachable_rungs(&self) -> Bilingual {
        let rungs = self.tree.ladder.as_ref().unwrap().rungs.iter_enumerated();
        let rungs = rungs.filter(|(number, _)| self.landings().all(|(_, it)| it.rung != Some(*number)));
        rungs.map(|(_, rung)| (self.tree.id.place.start, rung.id.text.clone())).collect()
    }

    fn never_taken(&self) -> Bilingual {
        let mut said = Bilingual::new();
        for question in self.tree.questions.ids().filter(|it| self.met(*it)) {
            for (number, way) in ways(self.tree, question) {
                if self.arrivals(question, number).next().is_none() {
                    said.insert((way.place.start, String::new()));
                    continue;
                }
                for (route, it) in way.routes.iter().enumerate() {
                    if self.arrivals(question, number).all(|arrival| arrival.taken != Some(route)) {
                        said.insert((it.place.start, String::new()));
                    }
                }
            }
        }
        said
    }

    fn always_taken(&self) -> Bilingual {
        let mut said = Bilingual::new();
        for question in self.tree.questions.ids() {
            for (number, way) in ways(self.tree, question) {
                for (route, it) in way.routes.iter().enumerate().filter(|(_, it)| it.condition.is_some()) {
                    let come = |arrival: &&Arrival| arrival.taken.is_none_or(|taken| taken >= route);
                    let mut tried = self.arrivals(question, number).filter(come).peekable();
                    let decides = tried.peek().is_none() || tried.any(|arrival| !arrival.holds[route]);
                    let last = route + 1 == way.routes.len();
                    if !decides && (!last || self.arrivals(question, number).all(|arrival| arrival.holds[route])) {
                        said.insert((it.place.start, String::new()));
                    }
                }
            }
        }
        said
    }

    fn untimely(&self) -> Bilingual {
        let mut said = Bilingual::new();
        for question in self.tree.questions.ids() {
            for ((number, way), (_, words)) in ways(self.tree, question).into_iter().zip(ways(self.draft, question)) {
                if self.arrivals(question, number).next().is_none() {
                    continue;
                }
                let mut seen = BTreeSet::new();
                for (route, written) in way.routes.iter().zip(&words.routes) {
                    let (Some(condition), Some(written)) = (&route.condition, &written.condition) else { continue };
                    let (mut entries, mut words) = (Vec::new(), Vec::new());
                    condition.each(&mut |entry| entries.push(entry.clone()));
                    written.each(&mut |entry: &WordEntry| words.push(entry.clone()));
                    let both = entries.iter().zip(&words).flat_map(|(entry, word)| match &word.test {
                        WordTest::Beside(_, other) => vec![(entry, &word.name), (entry, other)],
                        _ => vec![(entry, &word.name)],
                    });
                    let added = |arrival: &Arrival, name: &str| {
                        arrival.added.iter().any(|it| self.tree.scores[*it].id.text == name)
                    };
                    for (entry, word) in both {
                        let valued = |arrival: &Arrival| match entry {
                            Entry::Question(asked, _) => arrival.asked.contains(asked),
                            Entry::Fact(fact, _) => arrival.set.contains(fact),
                            Entry::Score(..) | Entry::Ahead(..) => added(arrival, &word.text),
                            _ => true,
                        };
                        if seen.insert(word.text.clone()) && !self.arrivals(question, number).any(valued) {
                            said.insert((word.place.start, String::new()));
                        }
                    }
                }
            }
        }
        said
    }

    fn outside_bounds(&self) -> Bilingual {
        let mut said = Bilingual::new();
        for (trace, landing) in self.landings().filter(|(_, landing)| !landing.clash) {
            let outcome = &self.tree.outcomes[landing.outcome];
            if let OutcomeRung::Fixed(rung) = outcome.rung
                && (rung < trace.floor || rung > trace.ceiling)
            {
                said.insert((outcome.id.place.start, String::new()));
            }
        }
        said
    }

    fn hollow(&self) -> Bilingual {
        let ladder = self.tree.ladder.as_ref().unwrap();
        let hollow = self.landings().filter_map(|(_, landing)| {
            let outcome = &self.tree.outcomes[landing.outcome];
            let rung = landing.rung.filter(|rung| !ladder.rungs[*rung].participation)?;
            (outcome.verdict == Verdict::Participate)
                .then(|| (outcome.id.place.start, ladder.rungs[rung].id.text.clone()))
        });
        hollow.collect()
    }

    fn idle_bounds(&self) -> Bilingual {
        let rungs = &self.tree.ladder.as_ref().unwrap().rungs;
        let (bottom, top) = (rungs.first_id().unwrap(), rungs.last_id().unwrap());
        let short = |trace: &Trace, bound: &Bound<ById>| matches!(trace.end, End::Landing(landing) if landing.rung.is_some_and(|it| it < bound.rung));
        // With a reason, a bound is told wherever it makes the line on its side.
        let told = |trace: &Trace, bound: &Bound<ById>, upper: bool| {
            let (line, end) = match (upper, bound.yields) {
                (true, _) => (trace.ceiling, top),
                (false, true) => (trace.wish, bottom),
                (false, false) => (trace.floor, bottom),
            };
            bound.because.is_some() && bound.rung == line && line != end && matches!(trace.end, End::Landing(_))
        };
        let decides = |of: Of, bound: &Bound<ById>, upper: bool| {
            self.traces.iter().filter(|trace| trace.bounds.contains(&of)).any(|trace| {
                if told(trace, bound, upper) {
                    return true;
                }
                let reads = trace.outcome.map(|outcome| &self.tree.outcomes[outcome].rung);
                let clash = trace.floor > trace.ceiling;
                match (upper, reads) {
                    (false, _) if bound.yields && short(trace, bound) => true,
                    (false, Some(OutcomeRung::Wish)) if !clash && bound.rung == trace.wish => {
                        bound.rung <= trace.ceiling && bound.rung > bottom
                    }
                    (false, _) if bound.yields => false,
                    (_, Some(OutcomeRung::Ceiling | OutcomeRung::Floor | OutcomeRung::Wish)) if clash => {
                        if upper {
                            bound.rung < trace.floor
                        } else {
                            bound.rung > trace.ceiling
                        }
                    }
                    (true, Some(OutcomeRung::Ceiling)) => bound.rung == trace.ceiling && bound.rung < top,
                    (true, Some(OutcomeRung::Wish)) => bound.rung == trace.ceiling && bound.rung < trace.wish,
                    (false, Some(OutcomeRung::Floor)) => bound.rung == trace.floor && bound.rung > bottom,
                    _ => false,
                }
            })
        };
        let mut said = Bilingual::new();
        let mut each = |of: Of, place: usize, at_most: &Option<Bound<ById>>, at_least: &Option<Bound<ById>>| {
            for (bound, upper) in [(at_most, true), (at_least, false)] {
                if let Some(bound) = bound.as_ref().filter(|bound| !decides(of, bound, upper)) {
                    let word = if upper { "at-most" } else { "at-least" };
                    let rung = &self.tree.ladder.as_ref().unwrap().rungs[bound.rung].id.text;
                    said.insert((place, format!("`{word}: {rung}`")));
                }
            }
        };
        for (question, asked) in self.tree.questions.iter_enumerated() {
            for (number, it) in asked.answers.iter_enumerated() {
                each(Of::Answer(question, number), it.id.place.start, &it.at_most, &it.at_least);
            }
        }
        for (number, it) in self.tree.bounds.iter().enumerate() {
            each(Of::Tree(number), it.place.start, &it.at_most, &it.at_least);
        }
        said
    }

    fn pointless(&self) -> Bilingual {
        let by_set: BTreeMap<&Complete, &Trace> = self.sets.iter().zip(&self.traces).collect();
        let changes = |question: QuestionId| {
            by_set.iter().any(|(set, trace)| {
                replies_to(self.tree, question).into_iter().any(|other| {
                    let mut changed = (*set).clone();
                    changed[question] = other;
                    let after = by_set[&changed];
                    (&after.met, after.end, &after.listened) != (&trace.met, trace.end, &trace.listened)
                })
            })
        };
        let pointless = self.tree.questions.iter_enumerated().filter(|(number, question)| {
            self.met(*number) && question.answers.len() > 1 && !self.gives_reasons(*number) && !changes(*number)
        });
        pointless.map(|(_, question)| (question.id.place.start, String::new())).collect()
    }

    /// Whether something that is told as a reason hangs on it: a bound of its answers, a bound of the tree that
    /// speaks of it or of what its answers set and add, or the reason of a route.
    fn gives_reasons(&self, number: QuestionId) -> bool {
        let question = &self.tree.questions[number];
        let sets = |it: FactId| question.answers.iter().flat_map(|answer| &answer.set).any(|(fact, _)| *fact == it);
        let adds = |it: ScoreId| question.answers.iter().flat_map(|answer| &answer.add).any(|(score, _)| *score == it);
        let speaks = |condition: &Condition<Entry>| {
            let mut speaks = false;
            condition.each(&mut |entry| {
                speaks |= match *entry {
                    Entry::Question(it, _) => it == number,
                    Entry::Fact(it, _) => sets(it),
                    Entry::Score(it, ..) => adds(it),
                    Entry::Ahead(one, two, _) => adds(one) || adds(two),
                    _ => false,
                };
            });
            speaks
        };
        question.answers.iter().any(|answer| answer.at_most.is_some() || answer.at_least.is_some())
            || self.tree.bounds.iter().filter_map(|bound| bound.condition.as_ref()).any(speaks)
            || question.ways().flat_map(|(_, way)| &way.routes).any(|route| route.because.is_some())
    }

    fn no_method(&self) -> Bilingual {
        let mut said = Bilingual::new();
        if self.tree.methods().next().is_none() {
            return said;
        }
        for (set, trace) in self.sets.iter().zip(&self.traces) {
            let End::Landing(Landing { outcome, rung: Some(rung), .. }) = trace.end else { continue };
            let it = &self.tree.ladder.as_ref().unwrap().rungs[rung];
            if !it.participation || self.tree.outcomes[outcome].verdict != Verdict::Participate {
                continue;
            }
            let replies: Replies =
                set.iter_enumerated().map(|(it, reply)| (it, Reply::Answers(reply.clone()))).collect();
            if recommend(self.tree, &replies, &evaluate(self.tree, &replies)).offered.is_empty() {
                said.insert((self.tree.id.place.start, it.id.text.clone()));
            }
        }
        said
    }
}

/// Every condition that the advice listens to.
fn listening(tree: &Resolved) -> Vec<Condition<Entry>> {
    let mut all = Vec::new();
    for method in tree.methods() {
        all.extend(method.suits.iter().chain(&method.avoid).cloned());
        for condition in &method.needs {
            // What was not asked rules nothing out.
            let mut parts = vec![Condition::Not(Box::new(condition.clone()))];
            condition.each(&mut |entry| {
                parts.push(match entry {
                    Entry::Question(it, _) => {
                        Condition::Entry(Entry::Question(*it, tree.questions[*it].answers.ids().collect()))
                    }
                    Entry::Fact(it, _) => Condition::Entry(Entry::Fact(*it, [0, 1].map(ValueId::new).into())),
                    Entry::Score(..) | Entry::Ahead(..) => Condition::All(Vec::new()),
                    Entry::Rung(_) => Condition::Entry(Entry::Rung([0, 1, 2].map(RungId::new).into())),
                    _ => Condition::Entry(Entry::Outcome(tree.outcomes.ids().collect())),
                });
            });
            all.push(Condition::All(parts));
        }
    }
    all.extend(tree.advice().filter_map(|it| it.condition.clone()));
    let wishes = tree.bounds.iter().filter(|it| it.at_least.as_ref().is_some_and(|it| it.yields));
    all.extend(wishes.filter_map(|it| it.condition.clone()));
    all
}

/// The conditions of catalogues with the place of their first name.
fn catalogue_conditions(tree: &Resolved, draft: &Draft) -> Vec<(Condition<Entry>, usize)> {
    let mut all: Vec<(&Condition<Entry>, &Condition<WordEntry>)> = Vec::new();
    for (it, written) in tree.methods().zip(draft.methods()) {
        all.extend(it.suits.iter().zip(&written.suits));
        all.extend(it.needs.iter().zip(&written.needs));
        all.extend(it.avoid.iter().zip(&written.avoid));
    }
    for (it, written) in tree.advice().zip(draft.advice()) {
        all.extend(it.condition.iter().zip(&written.condition));
    }
    let place = |written: &Condition<WordEntry>| {
        let mut first = None;
        written.each(&mut |entry| {
            first.get_or_insert(entry.name.place.start);
        });
        first.unwrap()
    };
    all.into_iter().map(|(condition, written)| (condition.clone(), place(written))).collect()
}

#[test]
fn random_drafts_have_exactly_the_findings_of_brute_force() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..1500 {
        let text = draft(seed);
        let checked = checked(&text);
        let tree = checked.resolved.as_ref().unwrap_or_else(|| panic!("{:?}\n{text}", checked.findings));
        let draft = written(&text);
        let allowed: Vec<_> = tree.questions.ids().map(|question| replies_to(tree, question)).collect();
        let sets = complete_sets(&allowed);
        let listening = listening(tree);
        let listening: Vec<&Condition<Entry>> = listening.iter().collect();
        let traces = sets.iter().map(|set| trace(tree, set, &listening)).collect();
        let brute = Brute { tree, draft: &draft, sets, traces };
        replays(&brute, &text);
        tallies(&brute, &listening, seed, &text);
        let none = |_: &Finding| String::new();
        let quoted = |finding: &Finding, number: usize| {
            finding.message.english.split('`').nth(2 * number + 1).unwrap().to_owned()
        };
        let conditions = catalogue_conditions(tree, &draft);
        let watched: Vec<&Condition<Entry>> = conditions.iter().map(|(condition, _)| condition).collect();
        let met: Vec<Trace> = brute.sets.iter().map(|set| trace(tree, set, &watched)).collect();
        let deaf = conditions.iter().enumerate().filter(|(number, _)| {
            met.iter().all(|trace| !matches!(trace.end, End::Landing(_)) || !trace.listened[*number])
        });
        let deaf: Bilingual = deaf.map(|(_, (_, place))| (*place, String::new())).collect();
        let rung = |finding: &Finding| quoted(finding, 0);
        let bound = |finding: &Finding| format!("`{}`", quoted(finding, 0));
        let hollow = |finding: &Finding| quoted(finding, 1);
        let expected: [(&str, Bilingual, More<'_>); 12] = [
            ("unreachable-question", brute.unreachable_questions(), &none),
            ("unreachable-outcome", brute.unreachable_outcomes(), &none),
            ("unreachable-rung", brute.unreachable_rungs(), &rung),
            ("never-taken-route", brute.never_taken(), &none),
            ("always-taken-route", brute.always_taken(), &none),
            ("untimely-name", brute.untimely(), &none),
            ("rung-outside-bounds", brute.outside_bounds(), &none),
            ("hollow-verdict", brute.hollow(), &hollow),
            ("idle-bound", brute.idle_bounds(), &bound),
            ("pointless-question", brute.pointless(), &none),
            ("deaf-condition", deaf, &none),
            ("no-method", brute.no_method(), &rung),
        ];
        for (rule, expected, more) in expected {
            assert!(RULES.iter().any(|it| it.name == rule));
            assert_eq!(found(&checked, rule, more), expected, "{rule} (place, what) on\n{text}");
            *seen.entry(rule).or_default() += expected.len();
        }
        for finding in &checked.findings {
            shows(tree, finding, &text);
        }
    }
    for (rule, times) in seen {
        assert!(times > 30, "{rule} is hardly tried: {times}");
    }
}

/// Replaying a complete set goes where the naive walk goes, by the same routes.
fn replays(brute: &Brute<'_>, text: &str) {
    for (set, trace) in brute.sets.iter().zip(&brute.traces) {
        let replies: Replies = set.iter_enumerated().map(|(it, reply)| (it, Reply::Answers(reply.clone()))).collect();
        let played = replay(brute.tree, &replies);
        assert_eq!(played.stop, ReplayEnd::Ended(trace.end), "under {set:?} of\n{text}");
        let asked: Vec<QuestionId> = played.steps.iter().map(|step| step.question).collect();
        assert_eq!(asked, trace.met, "under {set:?} of\n{text}");
        for (step, arrival) in played.steps.iter().zip(&trace.arrivals) {
            assert_eq!(step.route.map(|(taken, _)| taken.route), arrival.taken);
            let tried = arrival.taken.unwrap_or(arrival.holds.len());
            assert_eq!(
                step.passed.iter().map(|passed| passed.route).collect::<Vec<_>>(),
                (0..tried).collect::<Vec<_>>()
            );
        }
    }
}

/// What conditions come to along the links of a graph is what they come to on each of its walks.
fn tallies(brute: &Brute<'_>, conditions: &[&Condition<Entry>], seed: u64, text: &str) {
    let tree = brute.tree;
    let mut dice = Dice(seed);
    let mut replies = Replies::new();
    for question in tree.questions.ids() {
        let all = replies_to(tree, question);
        if dice.one_in(2) {
            replies.insert(question, Reply::Answers(all[dice.roll(all.len())].clone()));
        }
    }
    let given = |set: &Complete| {
        replies.iter().all(|(question, reply)| matches!(reply, Reply::Answers(answers) if *answers == set[*question]))
    };
    let traces = brute.sets.iter().filter(|set| given(set)).map(|set| trace(tree, set, conditions));
    let walked: BTreeSet<(End, Box<[bool]>)> = traces.map(|trace| (trace.end, trace.listened.into())).collect();
    let followed = evaluate(tree, &replies).tally(tree, conditions).unwrap();
    let followed: BTreeSet<_> = followed.into_iter().collect();
    assert_eq!(followed, walked, "under {replies:?} of\n{text}");
}

/// A witness leads to what its finding says.
fn shows(tree: &Resolved, finding: &Finding, text: &str) {
    let Some(witness) = &finding.witness else { return };
    let mut set: Complete = tree.questions.ids().map(|_| vec![AnswerId::new(0)]).collect();
    for (question, answers) in witness {
        let question = tree.questions.position(|it| it.id.text == *question).unwrap();
        let named = |id: &str| tree.questions[question].answers.position(|it| it.id.text == id).unwrap();
        set[question] = answers.split(", ").map(named).collect();
    }
    let trace = trace(tree, &set, &[]);
    let outcome = |landing: Landing| tree.outcomes[landing.outcome].id.place == finding.place;
    let shown = match (finding.rule, trace.end) {
        ("hollow-verdict", End::Landing(landing)) => outcome(landing) && landing.rung == Some(RungId::new(0)),
        ("rung-outside-bounds", End::Landing(landing)) => {
            let rung = landing.rung.unwrap();
            outcome(landing) && (rung < trace.floor || rung > trace.ceiling)
        }
        ("no-method", End::Landing(landing)) => {
            let replies: Replies =
                set.iter_enumerated().map(|(it, reply)| (it, Reply::Answers(reply.clone()))).collect();
            let recommended = recommend(tree, &replies, &evaluate(tree, &replies));
            landing.rung.is_some() && recommended.offered.is_empty()
        }
        ("hollow-verdict" | "rung-outside-bounds" | "no-method", _) => false,
        _ => true,
    };
    assert!(shown, "the witness {witness:?} shows {} in\n{text}", finding.rule);
}

#[test]
fn a_replay_tells_what_each_reply_does_and_why_it_goes_where_it_goes() {
    let text = "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\nfacts: {tempo: {label: T, values: {snel: S}}}\nscores: {punten: {label: P}}\nbounds: [{if: {tempo: snel}, at-most: r1}, {if: {mag: nee}, at-most: r0}]\nquestions:\n  mag:\n    ask: Mag het?\n    answers: {ja: {label: Ja, set: {tempo: snel}, add: {punten: 2}, at-least: r1}, nee: {label: Nee}}\n    routes: [{if: {tempo: snel, not: {punten: {from: 2}}}, outcome: doen}, {next: kan}]\n  kan:\n    ask: Kan het?\n    answers: {ja: {label: Ja, add: {punten: 1}}, nee: {label: Nee, outcome: doen}}\n    next: mag\noutcomes: {doen: {title: D, verdict: participate, rung: ceiling, conflict: niet}, niet: {title: N, verdict: not-yet}}\n";
    let checked = checked(text);
    let tree = checked.resolved.as_ref().unwrap();
    let [mag, kan] = [0, 1].map(QuestionId::new);
    let play = |reply: Option<usize>| {
        let mut replies = Replies::from([(mag, Reply::Answers(vec![AnswerId::new(0)]))]);
        replies.extend(reply.map(|answer| (kan, Reply::Answers(vec![AnswerId::new(answer)]))));
        replay(tree, &replies)
    };
    let stuck = play(None);
    assert_eq!(stuck.stop, ReplayEnd::Unanswered(kan));
    let step = &stuck.steps[0];
    assert_eq!(
        (step.sets.clone(), step.adds.clone()),
        (vec![(FactId::new(0), ValueId::new(0))], vec![(ScoreId::new(0), 2, 2)])
    );
    assert_eq!((step.at_most.len(), step.at_least.len()), (0, 1));
    assert_eq!(step.passed[0].condition, "{all: [{tempo: snel}, {not: {punten: {from: 2}}}]}");
    assert_eq!(step.passed[0].unmet, "{not: {punten: {from: 2}}}");
    assert_eq!(play(Some(0)).stop, ReplayEnd::Ended(End::Loop(mag)));
    assert_eq!(play(Some(0)).steps[1].adds, [(ScoreId::new(0), 1, 3)]);
    let ended = play(Some(1));
    assert_eq!(
        ended.stop,
        ReplayEnd::Ended(End::Landing(Landing {
            outcome: OutcomeId::new(0),
            rung: Some(RungId::new(1)),
            clash: false
        }))
    );
    assert_eq!(ended.bounds, [0]);
}

/// Forty questions that each add to a score of their own, all read at the end: three to the fortieth states.
fn forty_scores() -> String {
    let every = |one: &dyn Fn(usize) -> String| (0..40).map(one).collect::<String>();
    let scores = every(&|it| format!("  s{it}: {{label: S}}\n"));
    let bounds = every(&|it| format!("  - {{if: {{s{it}: {{from: 2}}}}, at-most: r{}}}\n", it % 3));
    let routes = every(&|it| format!("{{if: {{s{it}: {{from: {}}}}}, outcome: niet}}, ", 1 + it % 2));
    let questions = every(&|it| {
        let way = if it < 39 { format!("next: q{}", it + 1) } else { format!("routes: [{routes}{{outcome: doen}}]") };
        let answers =
            format!("{{a: {{label: A, add: {{s{it}: 1}}}}, b: {{label: B, add: {{s{it}: 2}}}}, c: {{label: C}}}}");
        format!("  q{it}:\n    ask: Q?\n    answers: {answers}\n    {way}\n")
    });
    format!(
        "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\nscores:\n{scores}bounds:\n{bounds}questions:\n{questions}outcomes:\n  doen: {{title: D, verdict: participate, rung: ceiling, conflict: niet}}\n  niet: {{title: N, verdict: not-yet}}\n"
    )
}

#[test]
fn a_tree_past_its_budget_is_unfinished_soon_and_small() {
    let checked = checked(&forty_scores());
    let unfinished = checked.findings.iter().find(|finding| finding.rule == "unfinished").unwrap();
    // It is sound by its form, so it can still be used.
    assert_eq!(checked.severity(unfinished), Severity::Warning);
    assert!(checked.tree.is_some());
    // States here hold eight half-read conditions on average, and pay for them.
    assert!(checked.states < BUDGET / 4, "{}", checked.states);
    for finding in &checked.findings {
        assert!(
            !finding.rule.starts_with("unreachable") && !finding.rule.starts_with("idle-bound"),
            "{}",
            finding.rule
        );
    }
}

#[test]
fn a_condition_is_deaf_only_where_no_tree_that_names_its_catalogue_hears_it() {
    const CATALOGUE: &str = "format: 1\nid: c\nfacts: {weer: {label: W, values: {zon: Z, regen: R, sneeuw: S}}}\nadvice:\n  een: {kind: tip, text: T, if: {weer: zon}}\n  twee: {kind: tip, text: T, if: {weer: regen}}\n  drie: {kind: tip, text: T, if: {weer: sneeuw}}\n";
    let shared = Files::of(&[("c.yaml", CATALOGUE), ("l.yaml", common::LADDER)]);
    let tree = |answers: &str| {
        let text = format!(
            "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\ncatalogues: [c.yaml]\nquestions:\n  weer: {{ask: W?, answers: {{{answers}}}, outcome: doen}}\noutcomes: {{doen: {{title: D, verdict: not-yet}}}}\n"
        );
        check(read("boom.yaml", text.as_bytes(), Language::Dutch, &shared), BUDGET)
    };
    let mut both = [tree("zon: {label: Z}, mist: {label: M}"), tree("regen: {label: R}, mist: {label: M}")];
    let deaf = |it: &Checked| it.findings.iter().filter(|finding| finding.rule == "deaf-condition").count();
    assert_eq!(both.each_ref().map(deaf), [2, 2]);
    beslisboom::check::merge(&mut both);
    assert_eq!(both.each_ref().map(deaf), [1, 0]);
    assert!(both[0].findings.iter().any(|finding| finding.message.dutch.contains("sneeuw")));
}
