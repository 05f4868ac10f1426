//! How much of the trees of a run was looked at, and how far their examples cover them.

use crate::analysis::coverage::{self as analysis, Standing};
use crate::bilingual;
use crate::check::Checked;
use crate::model::tree::Resolved;
use crate::text::language::Language;
use std::ops::AddAssign;

/// Counts over trees.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Coverage {
    pub(super) states: usize,
    pub(super) examples: usize,
    /// Outcomes and answers that examples come to, and all there are.
    pub(super) shown_outcomes: usize,
    pub(super) outcomes: usize,
    pub(super) shown_answers: usize,
    pub(super) answers: usize,
    /// What the examples are worth, where somebody asked.
    pub(super) effects: Effects,
}

/// Counts of effects: alterations of a tree, and what examples say of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Effects {
    /// How many were tried, and how many there are.
    tried: usize,
    there: usize,
    tested: usize,
    untested: usize,
    reasons_only: usize,
    equivalent: usize,
    unknown: usize,
}

impl Effects {
    /// Of one tree.
    pub(super) fn of(found: &analysis::Coverage) -> Effects {
        let count = |standing| found.count(standing);
        Effects {
            tried: found.effects.len(),
            there: found.there,
            tested: count(Standing::Tested),
            untested: count(Standing::Untested),
            reasons_only: count(Standing::ReasonsOnly),
            equivalent: count(Standing::Equivalent),
            unknown: count(Standing::Unknown),
        }
    }

    /// Of what examples can speak of, the part that they notice, in per cent. Nothing where none of that was tried.
    fn percent(&self) -> Option<f64> {
        let all = self.tested + self.untested;
        (all > 0).then(|| 100.0 * self.tested as f64 / all as f64)
    }

    /// Whether examples notice less than is asked. Where nothing can be noticed they notice enough, once all was tried.
    pub(super) fn falls_short(&self, least: Option<f64>) -> bool {
        least.is_some_and(|least| self.percent().map_or(self.tried < self.there, |percent| percent < least))
    }

    /// The counts in words, where anything was tried.
    pub(super) fn said(&self, language: Language) -> Option<String> {
        let Effects { tried, there, tested, untested, reasons_only, equivalent, unknown } = *self;
        let noticed = language.pick("gemerkt", "noticed");
        let share = self.percent().map(|percent| format!(" ({}% {noticed})", decimal(percent, language)));
        let share = share.unwrap_or_default();
        let mut said = bilingual!(
            "Van {there} veranderingen aan bomen zijn er {tried} geprobeerd. Voorbeelden merken er {tested} en missen er {untested}{share}. Voor niemand anders: {equivalent}; alleen andere redenen: {reasons_only}.",
            "Of {there} alterations of trees {tried} were tried. Examples notice {tested} and miss {untested}{share}. Nothing else for anybody: {equivalent}; only other reasons: {reasons_only}."
        )
        .to(language)
        .to_owned();
        if unknown > 0 {
            let more = bilingual!(
                " Niet uitgezocht: {unknown}; geef meer met --max-states.",
                " Not found out: {unknown}; allow more with --max-states."
            );
            said += more.to(language);
        }
        (there > 0).then_some(said)
    }
}

impl AddAssign for Effects {
    fn add_assign(&mut self, other: Effects) {
        self.tried += other.tried;
        self.there += other.there;
        self.tested += other.tested;
        self.untested += other.untested;
        self.reasons_only += other.reasons_only;
        self.equivalent += other.equivalent;
        self.unknown += other.unknown;
    }
}

/// A number with one decimal.
fn decimal(number: f64, language: Language) -> String {
    // Down, so that what falls short does not read as enough.
    let text = format!("{:.1}", (number * 10.0).floor() / 10.0);
    if language == Language::Dutch { text.replace('.', ",") } else { text }
}

impl Coverage {
    /// Of one file.
    pub(super) fn of(checked: &Checked) -> Coverage {
        let Some(tree) = &checked.resolved else { return Coverage::default() };
        let answers = |tree: &Resolved| tree.questions.iter().map(|question| question.answers.len()).sum::<usize>();
        let mut coverage = Coverage {
            states: checked.states,
            examples: tree.examples.len(),
            outcomes: tree.outcomes.len(),
            answers: answers(tree),
            ..Coverage::default()
        };
        // Where there are no examples, or nothing could be said about them, they cover nothing.
        if checked.tree.is_some() && !tree.examples.is_empty() {
            let of = |name: &str| checked.findings.iter().filter(|finding| finding.rule == name).count();
            coverage.shown_outcomes = coverage.outcomes.saturating_sub(of("unexampled-outcome"));
            coverage.shown_answers = coverage.answers.saturating_sub(of("unexampled-answer"));
        }
        coverage
    }
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Coverage) {
        self.states += other.states;
        self.examples += other.examples;
        self.shown_outcomes += other.shown_outcomes;
        self.outcomes += other.outcomes;
        self.shown_answers += other.shown_answers;
        self.answers += other.answers;
        self.effects += other.effects;
    }
}
