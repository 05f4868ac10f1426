//! What else is told in more or in fewer cases: methods, plan, advice, where to go on, reasons.

use super::versions::Versions;
use crate::analysis::diff::{Changed, Given, OfferSort, Offered, PlanChange, ReasonFor, Witness};
use crate::bilingual;
use crate::model::catalogue::AdviceKind;
use crate::output::document::{Block, Section};
use crate::output::share::percent;
use crate::output::words::{kind, when_and_for_whom};

impl Versions<'_> {
    /// A section for everything that is told in other cases.
    pub(super) fn told(&self) -> Vec<Section> {
        let Some(told) = &self.diff.told else { return Vec::new() };
        let of = |wanted: &dyn Fn(OfferSort) -> bool| {
            let offers = told.offers.iter().filter(|it| wanted(it.what.sort));
            // One thing that became otherwise is told twice: then what it was and is stands beside it.
            let twice = |id: &str| told.offers.iter().filter(|it| wanted(it.what.sort) && it.what.id == id).count() > 1;
            offers.map(|it| self.offered(it, twice(&it.what.id))).collect::<Vec<_>>()
        };
        let methods = of(&|sort| sort == OfferSort::Method);
        let advice = of(&|sort| matches!(sort, OfferSort::Advice(_)));
        let trees = of(&|sort| sort == OfferSort::Tree);
        let reasons = told.reasons.iter().map(|it| self.reason(it)).collect();
        vec![
            self.table(("Welke werkvormen wegvallen of erbij komen", "Which methods are lost or gained"), methods),
            self.plan(&told.plan),
            self.table(("Welke aandachtspunten wegvallen of erbij komen", "Which advice is lost or gained"), advice),
            self.table(("Met welke boom je verdergaat", "With which tree to go on"), trees),
            self.table(("Welke redenen wegvallen of erbij komen", "Which reasons are lost or gained"), reasons),
        ]
    }

    fn table(&self, (dutch, english): (&str, &str), rows: Vec<Vec<String>>) -> Section {
        let head = [("Wat", "What"), ("Valt weg in", "Lost in"), ("Komt erbij in", "Gained in")];
        let head = head.map(|(dutch, english)| self.say(dutch, english).to_owned()).to_vec();
        let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Table { head, rows }] };
        Section::new(self.language, dutch, english, blocks)
    }

    fn row<T>(&self, what: String, changed: &Changed<T>) -> Vec<String> {
        let share = |part: &Option<(f64, Witness)>| {
            part.as_ref().map_or_else(|| "–".to_owned(), |(share, _)| percent(*share, self.language))
        };
        vec![what, share(&changed.lost), share(&changed.gained)]
    }

    fn offered(&self, it: &Changed<Offered>, in_full: bool) -> Vec<String> {
        let Offered { sort, title, moment, readers, .. } = &it.what;
        let mut what = match sort {
            OfferSort::Advice(AdviceKind::Duty) => format!("{}: {title}", self.say("Plicht", "Duty")),
            _ => title.clone(),
        };
        if let (OfferSort::Advice(of), true) = (sort, in_full) {
            let named = (*of != AdviceKind::Duty).then(|| kind(self.language, *of).to_owned());
            let tags = when_and_for_whom(self.language, *moment, readers);
            let all: Vec<String> = named.into_iter().chain(Some(tags)).filter(|it| !it.is_empty()).collect();
            if !all.is_empty() {
                what += &format!(" ({})", all.join("; "));
            }
        }
        self.row(what, it)
    }

    fn reason(&self, it: &Changed<Given>) -> Vec<String> {
        let Given { reason_for, rung, question, because, arrange } = &it.what;
        let of = match reason_for {
            ReasonFor::Wish => self.say("Wens", "Wish"),
            ReasonFor::Floor => self.say("Vloer", "Floor"),
            ReasonFor::Ceiling => self.say("Plafond", "Ceiling"),
            ReasonFor::Clash => self.say("Botsing", "Clash"),
            ReasonFor::Short => self.say("Wens die niet gehaald wordt", "Wish not met"),
            ReasonFor::Outcome => self.say("Waarom deze uitkomst", "Why this outcome"),
            ReasonFor::AtMost => self.say("Ook hoogstens", "Also at most"),
            ReasonFor::AtLeast => self.say("Ook minstens", "Also at least"),
            ReasonFor::Rather => self.say("Ook liefst minstens", "Also rather at least"),
            ReasonFor::Given => self.say("Kan niemand hier veranderen", "Nobody here can change"),
            ReasonFor::NoParticipation => {
                self.say("Alleen dit is nog geen participatie", "This alone is not participation")
            }
        };
        let mut what = of.to_owned();
        if let Some((_, title)) = rung {
            what += &format!(" {title}");
        }
        if let Some((_, ask)) = question {
            what += &format!(": {ask}");
        }
        if let Some(because) = because {
            what += &format!(": {because}");
        }
        if let Some(arrange) = arrange {
            what += &format!(" ({}: {arrange})", self.say("wat je kunt regelen", "what to arrange"));
        }
        self.row(what, it)
    }

    fn plan(&self, plan: &PlanChange) -> Section {
        let mut blocks = Vec::new();
        match plan {
            PlanChange::Same => {}
            PlanChange::Unknown(tried) => {
                let text = bilingual!(
                    "Of volgorde en plan ergens veranderen, is niet bewezen. In {tried} gevallen, door het programma gekozen, niet.",
                    "Whether order and plan change anywhere is not proven. In {tried} cases, chosen by the program, they do not."
                );
                blocks.push(Block::Text(text.to(self.language).to_owned()));
            }
            PlanChange::Other(other) => {
                let (count, tried) = (other.count, other.tried);
                let text = bilingual!(
                    "In {count} van {tried} gevallen, door het programma gekozen, is het plan of de volgorde anders.",
                    "In {count} of {tried} cases, chosen by the program, the plan or the order is another."
                );
                blocks.push(Block::Text(text.to(self.language).to_owned()));
                let what = if other.planned {
                    self.say("Plan (met de weken)", "Plan (with the weeks)")
                } else {
                    self.say("Volgorde", "Order")
                };
                let named = |ids: &[String]| if ids.is_empty() { "–".to_owned() } else { ids.join(", ") };
                blocks.push(Block::List(vec![
                    format!("{}: {}", self.say("Bijvoorbeeld", "For example"), self.typed(&other.witness.new)),
                    format!("{what}, {}: {}", self.say("oud", "old"), named(&other.old)),
                    format!("{what}, {}: {}", self.say("nieuw", "new"), named(&other.new)),
                ]));
            }
        }
        Section::new(self.language, "Volgorde en plan", "Order and plan", blocks)
    }
}
