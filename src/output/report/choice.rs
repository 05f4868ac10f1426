//! What somebody may choose in the approach: which methods are told of, what could be done instead, and what was asked for
//! and does not fit.

use super::basis::Report;
use crate::analysis::alternatives::{Alternative, alternatives};

use crate::analysis::plan::{Plan, SIZES};
use crate::analysis::recommend::Offer;
use crate::model::catalogue::{Audience, Method};
use crate::model::tree::ById;
use crate::output::document::{Block, Section};
use crate::text::language::Language;

/// So many methods outside the plan are told of. Our own choice.
const OTHERS: usize = 5;

/// A change to the approach, by the id of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Swap {
    /// To take it in.
    Take(String),
    /// To leave it out.
    Leave(String),
}

/// The approach, and what can be swapped in it, in words.
#[derive(Clone, Debug)]
pub struct Swaps {
    /// Its steps, a line each.
    pub steps: Vec<String>,
    /// Each swap with what it would change.
    pub swaps: Vec<(String, Swap)>,
}

impl Report<'_> {
    /// The methods asked for that the plan does not hold, each with the reason.
    pub fn unmet_choices(&self) -> Vec<String> {
        let plan = self.recommendation.plan.as_ref();
        let held = |id: &&String| {
            plan.is_some_and(|plan| plan.methods().any(|it| it.id.text == **id))
                || !self.tree.methods().any(|it| it.id.text == **id)
        };
        self.occasion.choice.with.iter().filter(|id| !held(id)).map(|id| self.unmet_choice(id)).collect()
    }

    fn unmet_choice(&self, id: &str) -> String {
        let all = &self.recommendation;
        let method = self.tree.methods().find(|it| it.id.text == id);
        let title = method.map_or(id, |it| &it.title);
        let fallen = all.fallen.iter().find(|it| it.method.id.text == id);
        let why = if let Some(fallen) = fallen {
            fallen.reasons.iter().map(|&it| self.reason(fallen.method, it)).collect::<Vec<_>>().join("; ")
        } else if method.is_some_and(|it| it.audience == Audience::Internal) {
            self.say(
                "is voor je eigen organisatie, niet voor inwoners",
                "is for your own organisation, not for residents",
            )
            .to_owned()
        } else if all.perhaps.iter().any(|it| it.method.id.text == id) || all.plan.is_none() {
            self.say("hangt af van wat nog open is", "depends on what is still open").to_owned()
        } else if self.occasion.choice.with.len() > *SIZES.end() {
            self.say("in een aanpak passen hoogstens vijf werkvormen", "an approach holds five methods at most")
                .to_owned()
        } else if all.offered.iter().any(|it| it.method.id.text == id) {
            self.say(
                "past niet in de tijd naast wat deze trede vraagt",
                "does not fit the time beside what this rung asks",
            )
            .to_owned()
        } else {
            self.say("hoort bij een hogere trede", "belongs to a higher rung").to_owned()
        };
        format!("{} {title}: {why}.", self.say("Niet in de aanpak:", "Not in the approach:"))
    }

    /// The methods to tell of, and how many are left untold: those of the plan and the best five others.
    pub(super) fn told_of<'a>(&self, offers: &'a [Offer<'a>]) -> (Vec<&'a Offer<'a>>, usize) {
        let planned = |offer: &Offer<'_>| {
            self.recommendation.plan.iter().flat_map(Plan::methods).any(|method| method.id == offer.method.id)
        };
        let mut others = 0;
        let told = |offer: &&Offer<'_>| {
            let other = !planned(offer);
            others += usize::from(other);
            self.occasion.all_methods || !other || others <= OTHERS
        };
        let told: Vec<&Offer<'_>> = offers.iter().filter(told).collect();
        let more = offers.len() - told.len();
        (told, more)
    }

    /// That a catalogue does not say what its methods are for, where that is so.
    pub(super) fn unranked(&self) -> Option<String> {
        let ranked = self.tree.catalogues.iter().any(|it| !it.purposes.is_empty());
        (!ranked).then(|| {
            self.say(
                "De catalogus zegt niet waarvoor een werkvorm dient. Daarom tellen alleen kosten en tijd, en is er geen aanpak in stappen.",
                "The catalogue does not say what a method is for. So only costs and time count, and there is no approach in steps.",
            )
            .to_owned()
        })
    }

    /// The approach and what can be swapped in it; `None` where there is none, or it only tells people something.
    pub fn swaps(&self) -> Option<Swaps> {
        let plan = self.approach()?;
        let take = |it: &Alternative<'_, '_>| {
            let (title, id) = (&it.offer.method.title, it.offer.method.id.text.clone());
            (format!("{} {title} ({})", self.say("Erbij:", "In:"), self.changes(it)), Swap::Take(id))
        };
        let leave = |method: &Method<ById>| {
            (format!("{} {}", self.say("Eruit:", "Out:"), method.title), Swap::Leave(method.id.text.clone()))
        };
        let left_out = self.tree.methods().filter(|it| self.occasion.choice.without.contains(&it.id.text));
        let back = |method: &Method<ById>| {
            (format!("{} {}", self.say("Weer erbij:", "In again:"), method.title), Swap::Take(method.id.text.clone()))
        };
        let all = self.all_alternatives();
        let swaps = all.iter().map(take).chain(plan.methods().map(leave)).chain(left_out.map(back)).collect();
        Some(Swaps { steps: self.steps_in_short(), swaps })
    }

    /// Whether there is something to swap.
    pub fn has_swaps(&self) -> bool {
        self.approach().is_some()
    }

    /// The plan, where it does more than tell people something.
    fn approach(&self) -> Option<&Plan<'_>> {
        let plan = self.recommendation.plan.as_ref()?;
        let does = |plan: &Plan<'_>| plan.steps.iter().flat_map(|step| &step.purposes).any(|purpose| !purpose.tells());
        Some(plan).filter(|plan| does(plan))
    }

    fn all_alternatives(&self) -> Vec<Alternative<'_, '_>> {
        alternatives(self.tree, self.replies, &self.evaluation, &self.recommendation, &self.occasion.choice)
    }

    /// What an alternative would change.
    fn changes(&self, it: &Alternative<'_, '_>) -> String {
        let now = self.recommendation.plan.as_ref().map_or(0, |plan| plan.weeks);
        let titles =
            |methods: &[&Method<ById>]| methods.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join(", ");
        let mut changes = Vec::new();
        if !it.out.is_empty() {
            changes.push(format!("{} {}", self.say("eruit:", "out:"), titles(&it.out)));
        }
        if !it.besides.is_empty() {
            changes.push(format!("{} {}", self.say("ook erbij:", "in as well:"), titles(&it.besides)));
        }
        if it.weeks != now {
            changes.push(match self.language {
                Language::Dutch => format!("samen {} weken", it.weeks),
                Language::English => format!("{} weeks together", it.weeks),
            });
        }
        if changes.is_empty() {
            changes.push(self.say("komt erbij", "comes in").to_owned());
        }
        if !it.missing.is_empty() {
            let missing: Vec<String> = it.missing.iter().map(|need| self.need(need)).collect();
            changes.push(format!("{} {}", self.say("dan ontbreekt:", "then missing:"), missing.join(", ")));
        }
        changes.join("; ")
    }

    /// What could be done instead, with what would then change.
    pub(super) fn alternatives(&self) -> Section {
        let all = self.all_alternatives();
        let row = |it: &Alternative<'_, '_>| {
            let method = it.offer.method;
            vec![method.title.clone(), self.changes(it), format!("--with {}", method.id.text)]
        };
        let mut blocks = Vec::new();
        if !all.is_empty() {
            let head = [("Ook goed", "Good as well"), ("Wat dan verandert", "What then changes"), ("Zo", "How")];
            blocks.push(Block::Table {
                head: head.map(|(dutch, english)| self.say(dutch, english).to_owned()).to_vec(),
                rows: all.iter().map(row).collect(),
            });
            blocks.push(Block::Text(
                self.say(
                    "Met --without en een naam haal je een werkvorm uit de aanpak.",
                    "With --without and a name you take a method out of the approach.",
                )
                .to_owned(),
            ));
        }
        self.section("Ruilen", "Swapping", blocks)
    }
}
