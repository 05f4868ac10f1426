//! The logic against brute force: a second, naive reading of FORMAT section 2 that tries every
//! complete set of replies, held against everything the program answers.

use beslisboom::check::{BUDGET, Checked, check};
use beslisboom::condition::{Condition, Entry};
use beslisboom::draft::{Absence, RepliesFile, Shelf, read, read_replies, write_replies};
use beslisboom::evaluate::evaluate;
use beslisboom::finding::Severity;
use beslisboom::language::Language;
use beslisboom::replies::{Replies, Reply};
use beslisboom::resolve::{fit, written};
use beslisboom::step::{At, End, Landing, Stepper};
use beslisboom::tree::{OutcomeRung, Resolved, Rising, Target};
use beslisboom::walk::Walk;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const LADDER: &str = "format: 1\nid: l\ntitle: L\nlanguage: nl\nrungs:\n  r0: {title: Nul, level: inform}\n  r1: {title: Een, level: consult}\n  r2: {title: Twee, level: involve}\n";

struct Ladder;

impl Shelf for Ladder {
    fn fetch(&self, _: &str) -> Result<Vec<u8>, Absence> {
        Ok(LADDER.into())
    }
}

fn checked(text: &str) -> Checked {
    check(read("boom.yaml", text.as_bytes(), Language::Dutch, &Ladder), BUDGET)
}

// ---- the naive reading ------------------------------------------------------------------------

/// One complete set of replies: by question, its answers.
type Complete = Vec<Vec<usize>>;

struct Naive<'t> {
    tree: &'t Resolved,
    given: &'t Complete,
    asked: BTreeSet<usize>,
    facts: BTreeSet<(usize, usize)>,
    scores: BTreeMap<usize, i64>,
    floor: usize,
    ceiling: usize,
}

impl Naive<'_> {
    fn holds(&self, condition: &Condition<Entry>) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
            Condition::Entry(Entry::Question(question, answers)) => {
                self.asked.contains(question) && self.given[*question].iter().any(|it| answers.contains(it))
            }
            Condition::Entry(Entry::Fact(fact, values)) => {
                values.iter().any(|value| self.facts.contains(&(*fact, *value)))
            }
            Condition::Entry(Entry::Score(score, from, below)) => {
                let score = self.scores.get(score).copied().unwrap_or(0);
                from.is_none_or(|from| score >= from) && below.is_none_or(|below| score < below)
            }
            Condition::Entry(_) => false,
        }
    }

    fn bound(&mut self, at_most: Option<usize>, at_least: Option<usize>) {
        self.ceiling = self.ceiling.min(at_most.unwrap_or(usize::MAX));
        self.floor = self.floor.max(at_least.unwrap_or(0));
    }

    fn end(mut self) -> End {
        let tree = self.tree;
        let mut question = tree.start.unwrap_or(0);
        loop {
            if !self.asked.insert(question) {
                return End::Loop(question);
            }
            let asked = &tree.questions[question];
            for &answer in &self.given[question] {
                let answer = &asked.answers[answer];
                for (fact, values) in &answer.set {
                    self.facts.extend(values.iter().map(|value| (*fact, *value)));
                }
                for (score, points) in &answer.add {
                    *self.scores.entry(*score).or_default() += points;
                }
                let firm = answer.at_least.as_ref().filter(|it| !it.yields).map(|it| it.rung);
                self.bound(answer.at_most.as_ref().map(|it| it.rung), firm);
            }
            let own = if asked.is_multiple() { None } else { asked.answers[self.given[question][0]].way.as_ref() };
            let routes = own.or(asked.way.as_ref()).map_or(&[][..], |way| &way.routes);
            match routes.iter().find(|route| route.condition.as_ref().is_none_or(|it| self.holds(it))) {
                None => return End::DeadEnd(question),
                Some(route) => match route.target {
                    Target::Question(next) => question = next,
                    Target::Outcome(outcome) => return self.land(outcome),
                },
            }
        }
    }

    fn land(mut self, outcome: usize) -> End {
        for bound in &self.tree.bounds {
            if bound.condition.as_ref().is_none_or(|it| self.holds(it)) {
                let firm = bound.at_least.as_ref().filter(|it| !it.yields).map(|it| it.rung);
                self.bound(bound.at_most.as_ref().map(|it| it.rung), firm);
            }
        }
        let fixed = |outcome: usize| match self.tree.outcomes[outcome].rung {
            OutcomeRung::Fixed(rung) => Some(rung),
            _ => None,
        };
        let rung = match self.tree.outcomes[outcome].rung {
            OutcomeRung::None | OutcomeRung::Fixed(_) => fixed(outcome),
            _ if self.floor > self.ceiling => {
                return match self.tree.outcomes[outcome].conflict {
                    None => End::UnhandledConflict(outcome),
                    Some(outcome) => End::Landing(Landing { outcome, rung: fixed(outcome), clash: true }),
                };
            }
            OutcomeRung::Ceiling => Some(self.ceiling),
            OutcomeRung::Floor => Some(self.floor),
        };
        End::Landing(Landing { outcome, rung, clash: false })
    }
}

fn walk(tree: &Resolved, given: &Complete) -> End {
    let ceiling = tree.ladder.as_ref().map_or(0, |ladder| ladder.rungs.len() - 1);
    let (asked, facts, scores) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    Naive { tree, given, asked, facts, scores, floor: 0, ceiling }.end()
}

/// Every reply a question allows.
fn replies_to(tree: &Resolved, question: usize) -> Vec<Vec<usize>> {
    let asked = &tree.questions[question];
    let answers = asked.answers.len();
    if !asked.is_multiple() {
        return (0..answers).map(|answer| vec![answer]).collect();
    }
    let sets = (1_u32..1 << answers).map(|set| (0..answers).filter(|it| set >> it & 1 == 1).collect::<Vec<_>>());
    sets.filter(|set| set.len() == 1 || set.iter().all(|it| !asked.answers[*it].alone)).collect()
}

/// Every complete set within the replies that each question may still get.
fn complete_sets(allowed: &[Vec<Vec<usize>>]) -> Vec<Complete> {
    let mut sets: Vec<Complete> = vec![Vec::new()];
    for replies in allowed {
        let longer = |set: &Complete| {
            let with = |reply: &Vec<usize>| set.iter().cloned().chain([reply.clone()]).collect::<Complete>();
            replies.iter().map(with).collect::<Vec<_>>()
        };
        sets = sets.iter().flat_map(longer).collect();
    }
    sets
}

/// The end without what is no part of a result.
fn result(end: End) -> End {
    match end {
        End::Landing(landing) => End::Landing(Landing { clash: false, ..landing }),
        other => other,
    }
}

/// What a reply leaves of the allowed ones.
fn within(tree: &Resolved, question: usize, reply: Option<&Reply<beslisboom::tree::Known>>) -> Vec<Vec<usize>> {
    let all = replies_to(tree, question);
    match reply {
        Some(Reply::Answers(answers)) => vec![answers.clone()],
        Some(Reply::OneOf(answers)) => {
            all.into_iter().filter(|set| set.iter().all(|it| answers.contains(it))).collect()
        }
        Some(Reply::Number(number)) => {
            let bands = tree.questions[question].answers.iter();
            vec![vec![bands.take_while(|answer| !answer.band.unwrap().holds(*number)).count()]]
        }
        None | Some(Reply::Unknown) => all,
    }
}

/// Holds `evaluate` against brute force under one set of replies.
fn compare(tree: &Resolved, replies: &Replies, text: &str) {
    let count = tree.questions.len();
    let allowed: Vec<_> = (0..count).map(|question| within(tree, question, replies.get(&question))).collect();
    let sets = complete_sets(&allowed);
    let ends: Vec<End> = sets.iter().map(|set| walk(tree, set)).collect();
    let by_set: BTreeMap<&Complete, End> = sets.iter().zip(&ends).map(|(set, end)| (set, result(*end))).collect();
    let expected: BTreeSet<End> = by_set.values().copied().collect();
    let matters = |question: usize| {
        by_set.iter().any(|(set, end)| {
            allowed[question].iter().any(|other| {
                let mut changed = (*set).clone();
                changed[question] = other.clone();
                by_set[&changed] != *end
            })
        })
    };
    let open: Vec<usize> = (0..count).filter(|&question| allowed[question].len() > 1 && matters(question)).collect();
    let evaluation = evaluate(tree, replies);
    let landed = evaluation.landings.iter().map(|landing| result(End::Landing(*landing)));
    let found: BTreeSet<End> = landed.chain(evaluation.failures.iter().copied()).collect();
    assert!(evaluation.exact);
    assert_eq!(found, expected, "possible results under {replies:?} of\n{text}");
    assert_eq!(evaluation.open_questions, open, "open questions under {replies:?} of\n{text}");
    let clash = |end: &End| matches!(end, End::Landing(landing) if landing.clash);
    assert_eq!(evaluation.clash.0, ends.iter().any(clash), "clash under {replies:?} of\n{text}");
    // The step itself, walked reply by reply.
    if let Some(set) = sets.first() {
        let mut stepper = Stepper::new(tree, &[]);
        let mut state = stepper.start().unwrap();
        for _ in 0..=count {
            let At::Question(question) = *state.at() else { break };
            state = stepper.step(&state, &set[question]);
        }
        assert!(matches!(state.at(), At::End(end, _) if *end == ends[0]), "step under {set:?} of\n{text}");
    }
}

/// Holds `check` against brute force: sound exactly when every walk ends well and every promise holds.
fn compare_check(text: &str, sound: &mut [usize; 2]) -> Checked {
    let checked = checked(text);
    let Some(tree) = &checked.resolved else {
        panic!("does not resolve:\n{text}\n{:?}", checked.findings);
    };
    let allowed: Vec<_> = (0..tree.questions.len()).map(|question| replies_to(tree, question)).collect();
    let sets = complete_sets(&allowed);
    let ends: Vec<End> = sets.iter().map(|set| walk(tree, set)).collect();
    let mut rules: BTreeSet<&str> = BTreeSet::new();
    for end in &ends {
        match end {
            End::Landing(_) => None,
            End::DeadEnd(_) => Some("dead-end"),
            End::Loop(_) => Some("endless-loop"),
            End::UnhandledConflict(_) => Some("unhandled-conflict"),
        }
        .map(|rule| rules.insert(rule));
    }
    if breaks_promise(tree, &sets, &ends) {
        rules.insert("broken-promise");
    }
    let errors = checked.findings.iter().filter(|finding| checked.severity(finding) == Severity::Error);
    let found: BTreeSet<&str> = errors.map(|finding| finding.rule).collect();
    assert_eq!(found, rules, "findings on\n{text}");
    assert_eq!(checked.tree.is_some(), rules.is_empty(), "a tree exactly when nothing is wrong\n{text}");
    sound[usize::from(rules.is_empty())] += 1;
    for finding in &checked.findings {
        if rules.contains(finding.rule) && finding.rule != "broken-promise" {
            assert!(shows(tree, finding), "the witness shows {} in\n{text}\n{finding:?}", finding.rule);
        }
    }
    checked
}

/// Whether a finding's witness leads to what it says, whatever the other replies.
fn shows(tree: &Resolved, finding: &beslisboom::finding::Finding) -> bool {
    let mut set: Complete = (0..tree.questions.len()).map(|_| vec![0]).collect();
    for (question, answers) in finding.witness.as_ref().unwrap() {
        let question = tree.questions.iter().position(|it| it.id.text == *question).unwrap();
        let named = |id: &str| tree.questions[question].answers.iter().position(|it| it.id.text == id).unwrap();
        set[question] = answers.split(", ").map(named).collect();
    }
    match walk(tree, &set) {
        End::Landing(_) => false,
        End::DeadEnd(_) => finding.rule == "dead-end",
        End::Loop(_) => finding.rule == "endless-loop",
        End::UnhandledConflict(_) => finding.rule == "unhandled-conflict",
    }
}

fn breaks_promise(tree: &Resolved, sets: &[Complete], ends: &[End]) -> bool {
    let rung: BTreeMap<&Complete, Option<usize>> = sets
        .iter()
        .zip(ends)
        .map(|(set, end)| (set, if let End::Landing(landing) = end { landing.rung } else { None }))
        .collect();
    tree.questions.iter().enumerate().any(|(question, asked)| {
        matches!(asked.rising, Rising::InOrder)
            && sets.iter().any(|set| {
                let [less] = set[question][..] else { return false };
                (less + 1..asked.answers.len()).any(|more| {
                    let mut changed = set.clone();
                    changed[question] = vec![more];
                    matches!((rung[set], rung[&changed]), (Some(less), Some(more)) if more < less)
                })
            })
    })
}

/// Every set of replies over: open, each allowed reply, and one proper subset.
fn every_partial(tree: &Resolved, look: &mut dyn FnMut(&Replies)) {
    fn each(tree: &Resolved, question: usize, replies: &mut Replies, look: &mut dyn FnMut(&Replies)) {
        if question == tree.questions.len() {
            return look(replies);
        }
        each(tree, question + 1, replies, look);
        let mut options: Vec<_> = replies_to(tree, question).into_iter().map(Reply::Answers).collect();
        options.push(Reply::Unknown);
        for reply in options {
            replies.insert(question, reply);
            each(tree, question + 1, replies, look);
        }
        replies.remove(&question);
    }
    each(tree, 0, &mut Replies::new(), look);
}

// ---- every draft of a small grammar -----------------------------------------------------------

/// The grammar: two questions, `a` and `b`, with two answers each; every answer and both questions have
/// one of these ways on, or none. `x` takes the ceiling and names nothing for a clash, `z` is fixed;
/// `a: p` allows at most r0, `b: p` asks at least r1. So the drafts hold back edges, loops, routes
/// without an otherwise, answers whose routes all fail, and clashes.
const WAYS: [&str; 6] = [
    "",
    "next: a",
    "next: b",
    "outcome: x",
    "routes: [{if: {a: p}, outcome: x}]",
    "routes: [{if: {not: {b: p}}, next: b}, {outcome: z}]",
];

#[test]
fn every_draft_of_a_small_grammar_is_sound_exactly_when_every_walk_ends() {
    let mut sound = [0, 0];
    let all = WAYS.len().pow(6);
    for number in 0..all {
        let way = |position: u32| WAYS[number / WAYS.len().pow(position) % WAYS.len()];
        let more =
            |position: u32| if way(position).is_empty() { String::new() } else { format!(", {}", way(position)) };
        let line =
            |position: u32| if way(position).is_empty() { String::new() } else { format!("    {}\n", way(position)) };
        let text = format!(
            "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\nquestions:\n  a:\n    ask: A?\n    answers:\n      p: {{label: P, at-most: r0{}}}\n      q: {{label: Q{}}}\n{}  b:\n    ask: B?\n    answers:\n      p: {{label: P, at-least: r1{}}}\n      q: {{label: Q{}}}\n{}outcomes:\n  x: {{title: X, verdict: participate, rung: ceiling}}\n  z: {{title: Z, verdict: not-yet, rung: r1}}\n",
            more(0),
            more(1),
            line(2),
            more(3),
            more(4),
            line(5)
        );
        let checked = compare_check(&text, &mut sound);
        let tree = checked.resolved.as_ref().unwrap();
        every_partial(tree, &mut |replies| compare(tree, replies, &text));
    }
    assert_eq!(sound.iter().sum::<usize>(), all);
    assert!(sound[0] > 1000 && sound[1] > 1000, "both kinds are tried: {sound:?}");
}

// ---- random drafts ----------------------------------------------------------------------------

/// SplitMix64: the same drafts on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ it >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ it >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((it ^ it >> 31) % sides as u64) as usize
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

/// A random draft of up to `most` questions; `answers[q]` is how many answers question q has.
struct Maker {
    dice: Dice,
    answers: Vec<usize>,
    loops: bool,
}

impl Maker {
    fn condition(&mut self, depth: usize) -> String {
        match self.dice.roll(if depth == 0 { 4 } else { 7 }) {
            0 | 1 => {
                let question = self.dice.roll(self.answers.len());
                let answer = self.dice.roll(self.answers[question]);
                format!("q{question}: a{answer}")
            }
            2 => format!("f{}: {}", self.dice.roll(2), self.dice.pick(&["v0", "v1", "[v0, v1]"])),
            3 => {
                let (score, from) = (self.dice.roll(2), self.dice.roll(4) as i64 - 1);
                if self.dice.one_in(2) {
                    format!("s{score}: {{from: {from}}}")
                } else {
                    format!("s{score}: {{below: {from}}}")
                }
            }
            4 => format!("all: [{{{}}}, {{{}}}]", self.condition(depth - 1), self.condition(depth - 1)),
            5 => format!("any: [{{{}}}, {{{}}}]", self.condition(depth - 1), self.condition(depth - 1)),
            _ => format!("not: {{{}}}", self.condition(depth - 1)),
        }
    }

    fn target(&mut self, from: usize) -> String {
        let later = self.answers.len() - from - 1;
        if self.loops && self.dice.one_in(5) {
            return format!("next: q{}", self.dice.roll(self.answers.len()));
        }
        if later > 0 && !self.dice.one_in(4) {
            return format!("next: q{}", from + 1 + self.dice.roll(later.min(2)));
        }
        format!("outcome: {}", self.dice.pick(&["hoog", "hoog", "laag", "vast", "geen"]))
    }

    fn way(&mut self, from: usize) -> String {
        if !self.dice.one_in(2) {
            return self.target(from);
        }
        let mut routes = String::new();
        for _ in 0..=self.dice.roll(2) {
            let condition = self.condition(2);
            let _ = write!(routes, "{{if: {{{condition}}}, {}}}, ", self.target(from));
        }
        if self.dice.one_in(12) {
            format!("routes: [{}]", routes.trim_end_matches(", "))
        } else {
            format!("routes: [{routes}{{{}}}]", self.target(from))
        }
    }

    fn bounds(&mut self) -> String {
        let mut text = String::new();
        if self.dice.one_in(4) {
            let _ = write!(text, ", at-most: r{}", self.dice.roll(3));
        }
        if self.dice.one_in(5) {
            let _ = write!(text, ", at-least: {{rung: r{}, yields: {}}}", self.dice.roll(3), self.dice.one_in(4));
        }
        text
    }

    fn draft(seed: u64, most: usize) -> String {
        let mut dice = Dice(seed);
        let count = 1 + dice.roll(most);
        let answers = (0..count).map(|_| 1 + dice.roll(3)).collect();
        let loops = dice.one_in(3);
        let mut maker = Maker { dice, answers, loops };
        let mut text = "format: 1\nid: t\nversion: \"1\"\ntitle: T\nlanguage: nl\nladder: l.yaml\nfacts:\n  f0: {label: F, values: {v0: V, v1: W}}\n  f1: {label: G, values: {v0: V, v1: W}}\nscores: {s0: {label: S}, s1: {label: T}}\n".to_owned();
        let bounds = maker.dice.roll(4);
        if bounds > 0 {
            text += "bounds:\n";
        }
        for _ in 0..bounds {
            let condition = maker.condition(2);
            let (side, rung) = (maker.dice.pick(&["at-most", "at-least"]), maker.dice.roll(3));
            if maker.dice.one_in(8) {
                let _ = writeln!(text, "  - {side}: r{rung}");
            } else {
                let _ = writeln!(text, "  - {{if: {{{condition}}}, {side}: r{rung}}}");
            }
        }
        text += "questions:\n";
        for question in 0..count {
            let kind = maker.dice.pick(&["choice", "choice", "multiple", "number"]);
            let rising = if kind != "multiple" && maker.dice.one_in(4) { "    rising: true\n" } else { "" };
            let unit = if kind == "number" { "    unit: stuks\n" } else { "" };
            let _ = write!(text, "  q{question}:\n    ask: Q?\n    kind: {kind}\n{unit}{rising}    answers:\n");
            for answer in 0..maker.answers[question] {
                let mut more = maker.bounds();
                if maker.dice.one_in(3) {
                    let _ = write!(more, ", set: {{f{}: v{}}}", maker.dice.roll(2), maker.dice.roll(2));
                }
                if maker.dice.one_in(3) {
                    let _ = write!(more, ", add: {{s{}: {}}}", maker.dice.roll(2), maker.dice.roll(4) as i64 - 1);
                }
                match kind {
                    "multiple" if maker.dice.one_in(4) => more += ", alone: true",
                    "multiple" => {}
                    _ => {
                        if kind == "number" {
                            let last = answer + 1 == maker.answers[question];
                            if answer > 0 {
                                let _ = write!(more, ", from: {}", answer * 10);
                            }
                            if !last {
                                let _ = write!(more, ", below: {}", answer * 10 + 10);
                            }
                        }
                        if maker.dice.one_in(4) {
                            let _ = write!(more, ", {}", maker.way(question));
                        }
                    }
                }
                let _ = writeln!(text, "      a{answer}: {{label: L{answer}{more}}}");
            }
            if !maker.dice.one_in(20) {
                let _ = writeln!(text, "    {}", maker.way(question));
            }
        }
        let conflict = if maker.dice.one_in(6) { "" } else { ", conflict: geen" };
        let _ = write!(
            text,
            "outcomes:\n  hoog: {{title: H, verdict: participate, rung: ceiling{conflict}}}\n  laag: {{title: L, verdict: participate, rung: floor{conflict}}}\n  vast: {{title: V, verdict: participate, rung: r1}}\n  geen: {{title: G, verdict: not-yet}}\n"
        );
        text
    }
}

/// A random reply, partial ones included.
fn random_replies(tree: &Resolved, dice: &mut Dice) -> Replies {
    let mut replies = Replies::new();
    for question in 0..tree.questions.len() {
        let all = replies_to(tree, question);
        let reply = match dice.roll(6) {
            0 | 1 => continue,
            2 => Reply::Unknown,
            3 => {
                let answers = tree.questions[question].answers.len();
                let some: Vec<usize> = (0..answers).filter(|_| dice.one_in(2)).collect();
                if some.is_empty() || within(tree, question, Some(&Reply::OneOf(some.clone()))).is_empty() {
                    continue;
                }
                Reply::OneOf(some)
            }
            _ => Reply::Answers(all[dice.roll(all.len())].clone()),
        };
        replies.insert(question, reply);
    }
    replies
}

#[test]
fn random_drafts_agree_with_brute_force() {
    let mut sound = [0, 0];
    for seed in 0..2500 {
        let text = Maker::draft(seed, 5);
        let checked = compare_check(&text, &mut sound);
        let tree = checked.resolved.as_ref().unwrap();
        let mut dice = Dice(seed ^ 0xdead);
        compare(tree, &Replies::new(), &text);
        for _ in 0..6 {
            compare(tree, &random_replies(tree, &mut dice), &text);
        }
    }
    assert!(sound[0] > 300 && sound[1] > 300, "both kinds are tried: {sound:?}");
}

#[test]
fn a_walk_asks_what_can_matter_and_its_bound_only_falls() {
    let mut walked = 0;
    for seed in 0..1500 {
        let text = Maker::draft(seed, 5);
        let checked = checked(&text);
        let Some(tree) = &checked.tree else { continue };
        for round in 0..4 {
            let mut dice = Dice(seed * 31 + round);
            let mut walk = Walk::new(tree, Replies::new(), BTreeMap::new(), round == 3);
            let (mut bound, mut number) = (usize::MAX, 0);
            while let Some(asking) = walk.next() {
                let (question, still) = (asking.question, asking.at_most + 1);
                assert!(still < bound, "at most {still} questions, after {bound}, in\n{text}");
                number += 1;
                assert!(asking.number <= number, "question {} is number {number}", asking.number);
                assert!(round == 3 || walk.evaluation().open_questions.contains(&question), "{question} in\n{text}");
                let all = replies_to(tree, question);
                let unknown = round == 1 && dice.one_in(3);
                // The bound counts known replies: it may rise after an unknown one.
                bound = if unknown { usize::MAX } else { still };
                walk.give(
                    question,
                    if unknown { Reply::Unknown } else { Reply::Answers(all[dice.roll(all.len())].clone()) },
                );
                walked += 1;
            }
            let known = walk.replies.values().all(|reply| *reply != Reply::Unknown);
            assert!(!known || walk.evaluation().landings.len() == 1, "a walk ends in one result:\n{text}");
            compare(tree, &walk.replies, &text);
            // What is written to a file comes back the same.
            let file = RepliesFile { replies: written(tree, &walk.replies), ..RepliesFile::default() };
            let (again, _, findings) = read_replies("antwoorden.yaml", write_replies(&file).as_bytes());
            let (replies, misfits) = fit(&**tree, &again.unwrap().replies);
            assert!(findings.is_empty() && misfits.is_empty() && replies == walk.replies, "{}", write_replies(&file));
        }
    }
    assert!(walked > 3000, "{walked}");
}
