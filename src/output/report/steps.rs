//! What each step of a plan asks and gives: who does it, what to bring, what comes out, and what that feeds. A draft of
//! our own to begin with, from what a method is for.

use super::basis::Report;
use crate::analysis::plan::{Plan, Step};
use crate::model::approach::{Purpose, RunBy};
use crate::output::document::Block;

impl Report<'_> {
    /// A row per step; nothing where there are none.
    pub(super) fn steps_in_detail(&self, plan: &Plan<'_>) -> Vec<Block> {
        if plan.steps.is_empty() {
            return Vec::new();
        }
        let head =
            [("Stap", "Step"), ("Wie", "Who"), ("Neem mee", "Bring"), ("Levert op", "Gives"), ("Daarna", "After that")];
        let row = |step: &Step<'_>| {
            let each = |say: fn(Purpose) -> (&'static str, &'static str)| {
                let said: Vec<&str> = step.purposes.iter().map(|&it| self.pick(say(it))).collect();
                said.join("; ")
            };
            vec![self.what(step), self.who(step).to_owned(), each(brings), each(gives), self.feeds(plan, step)]
        };
        vec![
            Block::Text(self.say("Per stap, als voorzet van ons:", "For each step, as a draft of our own:").to_owned()),
            Block::Table {
                head: head.iter().map(|&it| self.pick(it).to_owned()).collect(),
                rows: plan.steps.iter().map(row).collect(),
            },
        ]
    }

    fn pick(&self, (dutch, english): (&'static str, &'static str)) -> &'static str {
        self.language.pick(dutch, english)
    }

    fn who(&self, step: &Step<'_>) -> &str {
        let approach = &step.method.approach;
        match approach.run_by {
            RunBy::Council => self.say("de raad", "the council"),
            RunBy::Residents => self.say("bewoners zelf", "residents themselves"),
            RunBy::Project if approach.skill && step.purposes != [Purpose::ReportBack] => {
                self.say("je team, met een onafhankelijke begeleider", "your team, with an independent facilitator")
            }
            RunBy::Project => self.say("je team", "your team"),
        }
    }

    /// The steps that begin next, or the decision.
    fn feeds(&self, plan: &Plan<'_>, step: &Step<'_>) -> String {
        let next = next(plan, step);
        if next.is_empty() {
            // Whoever only informs may have decided long ago.
            let decides = plan.steps.iter().any(|step| step.purposes.iter().any(|purpose| !purpose.tells()));
            return match decides {
                true => self.say("het besluit", "the decision"),
                false => self.say("de volgende stap van het project", "the next step of the project"),
            }
            .to_owned();
        }
        next.iter().map(|it| self.what(it)).collect::<Vec<_>>().join(", ")
    }
}

/// The steps that begin next after a step has ended.
pub(super) fn next<'p, 't>(plan: &'p Plan<'t>, step: &Step<'_>) -> Vec<&'p Step<'t>> {
    let after = plan.steps.iter().filter(|it| it.from_week > step.to_week);
    let first = after.clone().map(|it| it.from_week).min();
    after.filter(|it| Some(it.from_week) == first).collect()
}

fn brings(purpose: Purpose) -> (&'static str, &'static str) {
    match purpose {
        Purpose::Inform => ("wat vastligt, wat open is en wie besluit", "what is fixed, what is open and who decides"),
        Purpose::Invite => ("een uitnodiging in gewone taal", "an invitation in plain language"),
        Purpose::Gather => ("je vraag, en ruimte voor andere punten", "your question, and room for other points"),
        Purpose::Deepen => ("wat er al is opgehaald", "what was gathered so far"),
        Purpose::Design => ("kaarten, tekeningen of een eerste tekst", "maps, drawings or a first text"),
        Purpose::Weigh => ("varianten, met wat ze kosten en doen", "variants, with what they cost and do"),
        Purpose::Choose => ("de keuzes, en wie er mag kiezen", "the choices, and who may choose"),
        Purpose::Make => ("afspraken over wie wat doet", "agreements on who does what"),
        Purpose::ReportBack => ("elk punt, met wat je ermee deed en waarom", "every point, with what you did and why"),
    }
}

fn gives(purpose: Purpose) -> (&'static str, &'static str) {
    match purpose {
        Purpose::Inform => ("mensen weten waar het over gaat", "people know what it is about"),
        Purpose::Invite => ("mensen die mee willen doen", "people who want to take part"),
        Purpose::Gather => ("een lijst van wat mensen weten en willen", "a list of what people know and want"),
        Purpose::Deepen => ("de redenen achter wat mensen vinden", "the reasons behind what people think"),
        Purpose::Design => ("een of meer voorstellen", "one or more proposals"),
        Purpose::Weigh => ("wat zwaar weegt, en waarom", "what weighs most, and why"),
        Purpose::Choose => ("een keuze", "a choice"),
        Purpose::Make => ("iets dat er echt is", "something that is really there"),
        Purpose::ReportBack => {
            ("mensen weten wat er met hun punten gebeurt", "people know what happens to their points")
        }
    }
}
