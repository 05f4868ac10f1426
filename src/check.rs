//! The door from a draft to a tree, and the rules that guard it.
//!
//! A rule is a value: one file under `check/`, one line in [`RULES`], one fixture, one name. To add one,
//! write its file, add its line and its fixture; tests hold the three equal.

mod allowances;
mod checked;
mod effects;
mod example_days;
mod merge;
mod rule;
mod rules;
mod sound;
mod versions;
mod writing;

pub use checked::{Checked, Unsound};
pub use effects::look_at_effects;
pub use example_days::example_days;
pub use merge::{deaf_files, heed, leave_out_deaf, merge};
pub use rule::{Pass, Rule};
pub use rules::{RULES, rule};
pub use versions::look_at_version;
pub use writing::{Days, Writing};

use crate::bilingual;
pub use crate::engine::behaviour::Behaviour;
use crate::engine::budget::Budget;
use crate::model::finding::{Finding, Severity, SourceFiles};
use crate::model::tree::{ByName, Draft, Question, Resolved, Tree};
use crate::source::dated::{DAYS, Expired, dated, expired, on, stretches};
use crate::source::parse::{Content, Parsed};
use crate::source::resolve::resolve;
use sound::sound_by_form;

/// States that a check looks at before it says [`unfinished`](RULES).
pub const BUDGET: usize = 1_000_000;

/// Checks what was read: a tree with all its behaviour on every day, anything else as it is written. Whether
/// something is out of date is not looked at, see [`check_on`].
///
/// ```
/// use beslisboom::{BUDGET, Language, LoadError, check, read};
///
/// let text = b"format: 1\nid: kort\nversion: \"1\"\ntitle: Kort\nlanguage: nl\nquestions: {}\n";
/// let nothing = |_: &str| Err(LoadError::Missing);
/// let wrong = check(read("kort.yaml", text, Language::English, &nothing), BUDGET).into_tree().unwrap_err();
/// assert!(wrong.errors.iter().any(|finding| finding.rule == "no-question"), "{wrong}");
/// ```
pub fn check(reading: Parsed, budget: usize) -> Checked {
    whole(reading, budget, None)
}

/// Like [`check`], and finds what has run out, or does so soon.
pub fn check_on(reading: Parsed, budget: usize, days: Days<'_>) -> Checked {
    whole(reading, budget, Some(days))
}

fn whole(mut reading: Parsed, budget: usize, days: Option<Days<'_>>) -> Checked {
    let mut findings = std::mem::take(&mut reading.findings);
    let mut resolved = None;
    let mut explored = Explored::default();
    if let Some(Content::Tree(draft)) = &reading.content {
        resolved = sound_names(draft, &mut findings);
        if let Some(tree) = &mut resolved {
            explored = look_at_every_day(draft, tree, budget, &mut findings);
        }
    }
    look_at_writing(&Writing { reading: &reading, days }, &mut findings);
    let mut checked = explored.checked(resolved, findings, SourceFiles::default(), Vec::new());
    allowances::silence(&mut checked, &reading, days.is_some());
    checked.sources = reading.sources;
    checked.findings.sort_by_key(|finding| finding.place);
    checked.findings.dedup();
    if !checked.has_errors() {
        checked.tree = checked.resolved.clone().map(Tree);
    }
    checked
}

/// Like [`check`], of the tree as it holds on one day, and for errors alone: enough to walk it, and quicker.
/// What only misleads or could be better is for whoever maintains the tree.
pub fn check_errors(reading: Parsed, budget: usize, day: &str) -> Checked {
    open(reading, day, |draft, tree, findings| {
        look_at_behaviour(draft, tree, Budget::of(budget), Severity::Error, findings)
    })
}

/// Opens a tree that ships inside the program, as it holds on a day, without checking it once more: its files
/// cannot change, and a test checks every one of them on every day. This keeps the first question quick.
pub fn trust_shipped(reading: Parsed, day: &str) -> Checked {
    open(reading, day, |_, _, _| Explored { states: 0, all: true, ends: true })
}

/// How far looking at a tree came.
#[derive(Clone, Copy, Debug, Default)]
struct Explored {
    states: usize,
    /// Whether those are all there are.
    all: bool,
    /// Whether every walk is known to end.
    ends: bool,
}

impl Explored {
    fn checked(
        self,
        resolved: Option<Resolved>,
        findings: Vec<Finding>,
        sources: SourceFiles,
        expired: Vec<Expired>,
    ) -> Checked {
        let Explored { states, all, ends } = self;
        Checked { resolved, findings, sources, states, explored: all, ends, expired, ..Checked::default() }
    }
}

/// Opens what was read, after a look at the tree.
fn open(reading: Parsed, day: &str, look: impl FnOnce(&Draft, &Resolved, &mut Vec<Finding>) -> Explored) -> Checked {
    let Parsed { sources, content, mut findings, .. } = reading;
    let (mut resolved, mut explored, mut run_out) = (None, Explored::default(), Vec::new());
    if let Some(Content::Tree(draft)) = content {
        run_out = expired(&draft, day);
        let draft = on(*draft, day);
        resolved = sound_names(&draft, &mut findings);
        if let Some(tree) = &resolved {
            findings.extend(draft.questions.iter().filter_map(without_answers));
            explored = look(&draft, tree, &mut findings);
        }
    }
    let mut checked = explored.checked(resolved, findings, sources, run_out);
    if !checked.has_errors() {
        checked.tree = checked.resolved.clone().map(Tree);
    }
    checked
}

/// Runs the rules on writing.
fn look_at_writing(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for rule in RULES {
        if let Pass::AtWriting(inspect) = rule.pass {
            inspect(writing, findings);
        }
    }
}

/// Resolves a draft that could be read without an error; behaviour of half a tree means nothing.
fn sound_names(draft: &Draft, findings: &mut Vec<Finding>) -> Option<Resolved> {
    let readable = findings.is_empty();
    if draft.questions.is_empty() {
        // Told apart from a missing key by its rule below; there is nothing to resolve.
        let place = draft.id.place;
        findings.push(Finding::new(
            rules::no_question::RULE.name,
            place,
            bilingual!("deze boom stelt geen enkele vraag", "this tree asks no question at all"),
        ));
    }
    let resolved = resolve(draft, findings)?;
    (readable && !draft.questions.is_empty()).then_some(resolved)
}

/// Looks at a tree on every stretch of days on which the same holds, and leaves it as it holds on the last;
/// returns how far it came. What some walk shows, and what makes a tree unsound, counts on any day. What
/// never happens counts where it happens on none of the days on which its part is there.
fn look_at_every_day(draft: &Draft, tree: &mut Resolved, budget: usize, findings: &mut Vec<Finding>) -> Explored {
    if dated(draft).iter().all(|part| std::ptr::eq(part.valid, &draft.valid)) {
        return look_at_behaviour(draft, tree, Budget::of(budget), Severity::Remark, findings);
    }
    let days = stretches(draft);
    if days.len() > DAYS {
        findings.push(rules::unfinished::too_many_days(tree, days.len(), DAYS));
        return Explored::default();
    }
    let mut explored = Explored { states: 0, all: true, ends: true };
    let mut found: Vec<(String, Vec<Finding>)> = Vec::new();
    for day in &days {
        let draft = on(draft.clone(), day);
        let mut own: Vec<Finding> = draft.questions.iter().filter_map(without_answers).collect();
        if own.is_empty()
            && let Some(resolved) = sound_names(&draft, &mut own)
        {
            // All days together cost no more than one.
            let share = Budget::of(budget / days.len());
            let here = look_at_behaviour(&draft, &resolved, share, Severity::Remark, &mut own);
            explored.states += here.states;
            explored.all &= here.all;
            explored.ends &= here.ends;
            *tree = resolved;
        }
        found.push((day.clone(), own));
    }
    let parts = dated(draft);
    let is_there =
        |finding: &Finding, day: &str| parts.iter().all(|part| part.place != finding.place || part.valid.holds(day));
    let certain = |finding: &Finding| match rule(finding.rule).map_or(Severity::Error, |rule| rule.severity) {
        Severity::Error => true,
        Severity::Warning => finding.witness.is_some(),
        // What could be better is better on one of the days.
        Severity::Remark => false,
    };
    let always = |finding: &Finding| found.iter().all(|(day, own)| own.contains(finding) || !is_there(finding, day));
    let all = found.iter().flat_map(|(_, own)| own);
    findings.extend(all.filter(|finding| certain(finding) || always(finding)).cloned());
    explored
}

/// A question that has no answers on some days.
fn without_answers(question: &Question<ByName>) -> Option<Finding> {
    let id = &question.id.text;
    let message = bilingual!("op sommige dagen heeft `{id}` geen enkel antwoord", "on some days `{id}` has no answer");
    let hint = bilingual!("laat de dagen van de antwoorden op elkaar aansluiten", "let the days of the answers meet");
    question.answers.is_empty().then(|| Finding::new(rules::dead_end::RULE.name, question.id.place, message).hint(hint))
}

/// Runs the rules on behaviour; returns how far exploring came.
fn look_at_behaviour(
    draft: &Draft,
    tree: &Resolved,
    budget: Budget,
    least: Severity,
    findings: &mut Vec<Finding>,
) -> Explored {
    let behaviour = Behaviour::of(draft, tree, budget);
    for rule in RULES.iter().filter(|rule| rule.severity >= least) {
        if let Pass::AtBehaviour(inspect) = rule.pass {
            inspect(&behaviour, findings);
        }
    }
    let all = behaviour.graph.finished;
    if all && behaviour.budget.is_spent() {
        findings.push(rules::unfinished::cut_short(tree));
    }
    Explored { states: behaviour.graph.nodes.len(), all, ends: all || sound_by_form(tree) }
}
