//! The door from a draft to a tree, and the rules that guard it.
//!
//! A rule is a value: one file under `check/`, one line in [`RULES`], one fixture, one name. To add one,
//! write its file, add its line and its fixture; tests hold the three equal.

mod allowance_without_reason;
mod always_taken_route;
mod bad_url;
mod bound_without_reason;
mod broken_promise;
mod contradicted_example;
mod dead_end;
mod deaf_condition;
mod double_question;
mod duplicate_label;
mod endless_loop;
mod expired;
mod hard_word;
mod hollow_verdict;
mod html_in_text;
mod idle_bound;
mod idle_fact;
mod idle_score;
mod invisible_character;
mod lone_answer;
mod long_question;
mod long_sentence;
mod long_way;
mod missing_help;
mod missing_source;
mod missing_translation;
mod never_taken_route;
mod no_method;
mod no_question;
mod placeholder_text;
mod pointless_question;
mod reading;
mod repeated_text;
mod rung_outside_bounds;
mod unexampled_answer;
mod unexampled_conflict;
mod unexampled_outcome;
mod unfinished;
mod unhandled_conflict;
mod unreachable_outcome;
mod unreachable_question;
mod unreachable_rung;
mod unread_reply;
mod untested_question;
mod untimely_name;
mod untrimmed_text;
mod unused_allowance;
mod writing;

pub use deaf_condition::settle;
pub use writing::Writing;

pub use crate::behaviour::Behaviour;
use crate::draft::{Content, Reading};
use crate::finding::{Finding, Severity, Sources};
use crate::resolve::resolve;
use crate::tree::{Draft, Known, Resolved, Tree};

/// States that a check looks at before it says [`unfinished`](RULES).
pub const BUDGET: usize = 1_000_000;

/// A check on how a tree is written or behaves.
#[derive(Debug)]
pub struct Rule {
    /// Reads after "allow".
    pub name: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// In one line: Dutch, English.
    pub summary: (&'static str, &'static str),
    /// Why it matters: Dutch, English.
    pub why: (&'static str, &'static str),
    /// A piece of a tree that breaks it.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
    /// How it looks.
    pub look: Look,
}

/// How a rule looks.
#[derive(Debug)]
pub enum Look {
    /// Found while a file is read and its names are resolved.
    WhileReading,
    /// At what is written, whatever it means.
    AtWriting(fn(&Writing<'_>, &mut Vec<Finding>)),
    /// At the state graph of a tree.
    AtBehaviour(fn(&Behaviour<'_>, &mut Vec<Finding>)),
    /// At what all other rules found, once they have.
    AtAllowances,
}

/// Every rule, in the order in which they are documented.
pub const RULES: &[&Rule] = &[
    &reading::SYNTAX,
    &reading::UNSUPPORTED_FORMAT,
    &reading::UNKNOWN_KEY,
    &reading::MISSING_KEY,
    &reading::WRONG_KIND,
    &reading::DUPLICATE_KEY,
    &reading::BAD_ID,
    &reading::AMBIGUOUS_NAME,
    &reading::DANGLING_TARGET,
    &reading::UNKNOWN_RUNG,
    &reading::UNKNOWN_NAME,
    &reading::UNKNOWN_VALUE,
    &reading::UNKNOWN_SOURCE,
    &reading::UNKNOWN_METHOD,
    &reading::BAD_CONFLICT,
    &reading::MISSING_FILE,
    &reading::ESCAPING_FILE,
    &reading::BAND_GAP,
    &reading::BAND_OVERLAP,
    &invisible_character::RULE,
    &untrimmed_text::RULE,
    &duplicate_label::RULE,
    &bad_url::RULE,
    &no_question::RULE,
    &dead_end::RULE,
    &endless_loop::RULE,
    &unhandled_conflict::RULE,
    &contradicted_example::RULE,
    &broken_promise::RULE,
    &unfinished::RULE,
    &unreachable_question::RULE,
    &unreachable_outcome::RULE,
    &never_taken_route::RULE,
    &always_taken_route::RULE,
    &untimely_name::RULE,
    &pointless_question::RULE,
    &lone_answer::RULE,
    &rung_outside_bounds::RULE,
    &unreachable_rung::RULE,
    &hollow_verdict::RULE,
    &idle_fact::RULE,
    &idle_score::RULE,
    &idle_bound::RULE,
    &deaf_condition::RULE,
    &no_method::RULE,
    &long_way::RULE,
    &unexampled_outcome::RULE,
    &unexampled_answer::RULE,
    &unexampled_conflict::RULE,
    &unread_reply::RULE,
    &untested_question::RULE,
    &missing_help::RULE,
    &missing_source::RULE,
    &bound_without_reason::RULE,
    &missing_translation::RULE,
    &placeholder_text::RULE,
    &html_in_text::RULE,
    &repeated_text::RULE,
    &long_sentence::RULE,
    &long_question::RULE,
    &double_question::RULE,
    &hard_word::RULE,
    &expired::RULE,
    &allowance_without_reason::RULE,
    &unused_allowance::RULE,
];

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    /// The tree, if the file is one and no finding is an error.
    pub tree: Option<Tree>,
    /// The tree with every name known, if it came that far: it may be unsound.
    pub resolved: Option<Resolved>,
    /// Everything that is wrong, by place.
    pub findings: Vec<Finding>,
    /// The files that were read.
    pub sources: Sources,
    /// How many states were looked at.
    pub states: usize,
}

impl Checked {
    /// How bad a finding is: what its rule says, but for `unfinished`, which is an error only where the
    /// tree is not sound by its form.
    pub fn severity(&self, finding: &Finding) -> Severity {
        match (rule(finding.rule), &self.resolved) {
            (Some(rule), Some(tree)) if rule.name == unfinished::RULE.name && sound_by_form(tree) => {
                rule.severity.min(Severity::Warning)
            }
            (rule, _) => rule.map_or(Severity::Error, |rule| rule.severity),
        }
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| self.severity(finding) == Severity::Error)
    }
}

/// Checks what was read: a tree with all its behaviour, anything else as it is written. Whether a file
/// is out of date is not looked at, see [`check_on`].
pub fn check(reading: Reading, budget: usize) -> Checked {
    check_on(reading, budget, None)
}

/// Like [`check`], on a day such as `2026-01-31`: what may no longer be used then is found as well.
pub fn check_on(mut reading: Reading, budget: usize, today: Option<&str>) -> Checked {
    let mut findings = std::mem::take(&mut reading.findings);
    let mut resolved = None;
    let mut states = 0;
    if let Some(Content::Tree(draft)) = &reading.content {
        resolved = sound_names(draft, &mut findings);
        if let Some(tree) = &resolved {
            states = look_at_behaviour(draft, tree, budget, Severity::Remark, &mut findings);
        }
    }
    look_at_writing(&Writing { reading: &reading, today }, &mut findings);
    let mut checked = Checked { tree: None, resolved, findings, sources: Sources::default(), states };
    unused_allowance::silence(&mut checked, &reading, today.is_some());
    checked.sources = reading.sources;
    checked.findings.sort_by_key(|finding| finding.place);
    checked.findings.dedup();
    if !checked.has_errors() {
        checked.tree = checked.resolved.clone().map(Tree);
    }
    checked
}

/// Like [`check`], for errors alone: enough to walk a tree, and quicker. What only misleads or could be
/// better is for whoever maintains the tree.
pub fn check_errors(reading: Reading, budget: usize) -> Checked {
    open(reading, |draft, tree, findings| look_at_behaviour(draft, tree, budget, Severity::Error, findings))
}

/// Opens a tree that ships inside the program without checking it once more: its files cannot change, and
/// a test checks every one of them. This keeps the first question quick.
pub fn trust_shipped(reading: Reading) -> Checked {
    open(reading, |_, _, _| 0)
}

/// Opens what was read, after a look at the tree that returns its number of states.
fn open(reading: Reading, look: impl FnOnce(&Draft, &Resolved, &mut Vec<Finding>) -> usize) -> Checked {
    let Reading { sources, content, mut findings, .. } = reading;
    let (mut resolved, mut states) = (None, 0);
    if let Some(Content::Tree(draft)) = &content {
        resolved = sound_names(draft, &mut findings);
        if let Some(tree) = &resolved {
            states = look(draft, tree, &mut findings);
        }
    }
    let mut checked = Checked { tree: None, resolved, findings, sources, states };
    if !checked.has_errors() {
        checked.tree = checked.resolved.clone().map(Tree);
    }
    checked
}

/// Runs the rules on writing.
fn look_at_writing(writing: &Writing<'_>, findings: &mut Vec<Finding>) {
    for rule in RULES {
        if let Look::AtWriting(look) = rule.look {
            look(writing, findings);
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
            no_question::RULE.name,
            place,
            crate::said!("deze boom stelt geen enkele vraag", "this tree asks no question at all"),
        ));
    }
    let resolved = resolve(draft, findings)?;
    (readable && !draft.questions.is_empty()).then_some(resolved)
}

/// Runs the rules on behaviour; returns the number of states.
fn look_at_behaviour(
    draft: &Draft,
    tree: &Resolved,
    budget: usize,
    least: Severity,
    findings: &mut Vec<Finding>,
) -> usize {
    let behaviour = Behaviour::of(draft, tree, budget);
    for rule in RULES.iter().filter(|rule| rule.severity >= least) {
        if let Look::AtBehaviour(look) = rule.look {
            look(&behaviour, findings);
        }
    }
    behaviour.graph.nodes.len()
}

/// FORMAT section 9: every way ends without `if`, questions do not lead in a circle, and every outcome
/// that reads the bounds names one for a clash. Then a walk always ends, whatever is not yet proven.
fn sound_by_form(tree: &Resolved) -> bool {
    let otherwise = |way: &crate::tree::Way<Known>| way.routes.last().is_some_and(|route| route.condition.is_none());
    let complete = |question: usize| {
        let asked = &tree.questions[question];
        let always = asked.way.is_some() || asked.answers.iter().all(|answer| answer.way.is_some());
        always && crate::step::reach::ways(tree, question).all(otherwise)
    };
    let reads = |rung: &crate::tree::OutcomeRung<usize>| {
        matches!(rung, crate::tree::OutcomeRung::Ceiling | crate::tree::OutcomeRung::Floor)
    };
    (0..tree.questions.len()).all(complete)
        && !crate::step::reach::Reach::of(tree).looped.contains(&true)
        && tree.outcomes.iter().all(|outcome| !reads(&outcome.rung) || outcome.conflict.is_some())
}
