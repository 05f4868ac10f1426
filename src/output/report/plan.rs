//! The approach that an advice proposes: the plan in steps, and why a method is offered here.

use super::basis::Report;
use super::steps::next;
use crate::analysis::plan::{Need, Plan, Step};
use crate::analysis::recommend::Offer;
use crate::analysis::situation::{About, Sign};
use crate::bilingual;
use crate::model::approach::{Meaning, Purpose};
use crate::output::document::{Block, Section, TimelineBar};
use crate::text::language::Language;
use jiff::civil::Date;
use serde_json::{Value, json as object};

/// So many things that a plan leaves out stand on the page.
const LEFT_OUT: usize = 3;

impl Report<'_> {
    /// The plan in short: which methods, when.
    pub(super) fn plan_in_short(&self) -> Section {
        let lines = self.steps_in_short();
        let mut blocks = if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] };
        // Who reads no further has to know by when to begin, and what this approach does not do.
        let plan = self.recommendation.plan.as_ref();
        blocks.extend(
            plan.filter(|plan| !plan.steps.is_empty()).and_then(|plan| self.counted_back(plan)).map(Block::Text),
        );
        blocks.extend(plan.and_then(|plan| self.left_out(plan)).map(Block::Text));
        self.section("Aanpak in het kort", "Approach in short", blocks)
    }

    /// The steps of the plan, a line each.
    pub(super) fn steps_in_short(&self) -> Vec<String> {
        let plan = self.recommendation.plan.iter();
        let line = |step: &Step<'_>| format!("Week {}: {}", weeks(step), self.what(step));
        plan.flat_map(|plan| &plan.steps).map(line).collect()
    }

    /// The methods of the plan and how long they take together; empty where there is none.
    pub(super) fn plan_in_a_line(&self) -> String {
        let Some(plan) = &self.recommendation.plan else { return String::new() };
        let mut methods: Vec<&str> = Vec::new();
        for step in &plan.steps {
            if !methods.contains(&step.method.title.as_str()) {
                methods.push(&step.method.title);
            }
        }
        let weeks = plan.weeks;
        let about = bilingual!("{weeks} weken", "{weeks} weeks");
        format!("{} ({})", methods.join(", "), about.to(self.language))
    }

    /// The plan in steps, with what it leaves out; empty where there is none.
    pub(crate) fn plan(&self) -> Section {
        let mut section = self.plan_in_steps();
        let missing = self.recommendation.plan.as_ref().and_then(|plan| self.left_out(plan));
        section.blocks.extend(missing.map(Block::Text));
        section
    }

    /// The plan in steps; what it leaves out stands on the page.
    pub(super) fn plan_in_steps(&self) -> Section {
        let mut blocks = Vec::new();
        if let Some(plan) = &self.recommendation.plan {
            let how = Block::Text(
                self.say(
                    "Zo weinig werkvormen als kan, de beste eerst, die samen doen wat deze trede vraagt. Ruilen mag.",
                    "As few methods as can be, the best first, that together do what this rung asks. You may swap.",
                )
                .to_owned(),
            );
            let mut head = vec![("Wat", "What"), ("Waarvoor", "What for"), ("Voor wie", "For whom"), ("Week", "Week")];
            head.extend(self.occasion.decision.as_ref().map(|_| ("Vanaf", "From")));
            if !plan.steps.is_empty() {
                blocks.push(how);
                blocks.push(Block::Table {
                    head: head.iter().map(|(dutch, english)| self.say(dutch, english).to_owned()).collect(),
                    rows: plan.steps.iter().map(|step| self.step(plan, step)).collect(),
                });
                blocks.extend(self.timeline(plan));
                blocks.extend(self.steps_in_detail(plan));
                blocks.extend(self.messages(plan));
                blocks.push(Block::Text(self.sums(plan)));
                blocks.extend(self.counted_back(plan).map(Block::Text));
                blocks.extend(self.left_out_too(plan).map(Block::Text));
            }
        }
        let unmet = self.unmet_choices();
        if !unmet.is_empty() {
            blocks.push(Block::List(unmet));
        }
        self.section("Aanpak in stappen", "Approach in steps", blocks)
    }

    /// The day on which the plan begins: counted back from the decision, else the day of the advice.
    fn begin(&self, plan: &Plan<'_>) -> Option<Date> {
        match &self.occasion.decision {
            Some(decision) => Some(decision.weeks_before(plan.weeks)),
            None => self.occasion.date.parse().ok(),
        }
    }

    fn first_day(&self, plan: &Plan<'_>, step: &Step<'_>) -> Option<Date> {
        Some(self.begin(plan)?.saturating_add(jiff::Span::new().try_weeks(step.from_week - 1).ok()?))
    }

    fn timeline(&self, plan: &Plan<'_>) -> Option<Block> {
        let bar = |step: &Step<'_>| {
            Some(TimelineBar {
                title: self.what(step),
                from_week: step.from_week,
                to_week: step.to_week,
                first_day: self.first_day(plan, step)?.to_string(),
            })
        };
        plan.steps.iter().map(bar).collect::<Option<Vec<_>>>().map(Block::Timeline)
    }

    /// When to begin for the decision, and whether that can still be.
    fn counted_back(&self, plan: &Plan<'_>) -> Option<String> {
        let (decision, begin) = (self.occasion.decision.as_ref()?, self.begin(plan)?);
        let said = &decision.said;
        let mut text = match self.language {
            Language::Dutch => format!("Besluit: {said}. Begin dan uiterlijk op {begin}."),
            Language::English => format!("Decision: {said}. Then begin on {begin} at the latest."),
        };
        if self.occasion.date.parse().is_ok_and(|today: Date| begin < today) {
            text += self.say(
                " Die dag is al voorbij. Stel het besluit uit, of kies minder.",
                " That day has passed. Put off the decision, or choose less.",
            );
        }
        Some(text)
    }

    /// What a step is, in short.
    pub(super) fn what(&self, step: &Step<'_>) -> String {
        match step.purposes[..] {
            [Purpose::ReportBack] => purpose(self.language, Purpose::ReportBack).to_owned(),
            _ => step.method.title.clone(),
        }
    }

    fn step(&self, plan: &Plan<'_>, step: &Step<'_>) -> Vec<String> {
        let purposes: Vec<&str> = step.purposes.iter().map(|&it| purpose(self.language, it)).collect();
        let groups: Vec<&str> = step.reaches.iter().map(|it| self.group(it)).collect();
        let groups = match (groups.is_empty(), &step.purposes[..]) {
            (true, [Purpose::ReportBack]) => self.say("wie meedeed", "whoever took part").to_owned(),
            (true, _) => "–".to_owned(),
            (false, _) => groups.join(", "),
        };
        let what_for = match step.purposes[..] {
            [Purpose::ReportBack] => {
                self.say("uitwerken en terugkoppelen", "working out and reporting back").to_owned()
            }
            _ => purposes.join(", "),
        };
        let mut row = vec![step.method.title.clone(), what_for, groups, weeks(step)];
        let dated = self.occasion.decision.is_some();
        row.extend(self.first_day(plan, step).filter(|_| dated).map(|day| day.to_string()));
        row
    }

    /// The label of a group that methods reach.
    fn group<'a>(&'a self, id: &'a str) -> &'a str {
        let facts = self.tree.catalogues.iter().flat_map(|it| &it.facts);
        let values = facts.filter(|fact| fact.means == Some(Meaning::Group)).flat_map(|fact| &fact.values);
        values.into_iter().find(|(value, _)| value.text == id).map_or(id, |(_, label)| label)
    }

    fn sums(&self, plan: &Plan<'_>) -> String {
        let mut text = match (self.language, plan.weeks) {
            (Language::Dutch, 1) => "Samen duurt dit ongeveer een week, met de voorbereiding.".to_owned(),
            (Language::Dutch, weeks) => format!("Samen duurt dit ongeveer {weeks} weken, met de voorbereiding."),
            (Language::English, 1) => "Together this takes about a week, preparation included.".to_owned(),
            (Language::English, weeks) => format!("Together this takes about {weeks} weeks, preparation included."),
        };
        if let (Some((from, to)), Some((least, most))) = (plan.hours, plan.euros) {
            let (to, most) = (to - 1, most - 1);
            text += &match self.language {
                Language::Dutch => {
                    format!(" Wij schatten {from} tot {to} uur werk, en {least} tot {most} euro kosten.")
                }
                Language::English => {
                    format!(" We estimate {from} to {to} hours of work, and {least} to {most} euros of costs.")
                }
            };
        }
        text
    }

    /// What the plan leaves out, the first of it, and what would mend that.
    fn left_out(&self, plan: &Plan<'_>) -> Option<String> {
        let first = plan.missing.iter().take(LEFT_OUT);
        let mut missing: Vec<String> = first.map(|need| self.need(need)).collect();
        if plan.missing.len() > LEFT_OUT {
            missing.push(self.say("en meer", "and more").to_owned());
        }
        let mut text = match (missing.is_empty(), plan.steps.is_empty()) {
            (true, _) => return None,
            (_, true) => self.say("In deze tijd past geen aanpak.", "No approach fits this time.").to_owned(),
            (_, false) => {
                format!("{} {}.", self.say("Dit lukt hiermee nog niet:", "Not covered yet:"), missing.join("; "))
            }
        };
        text += &match plan.weeks_for_all {
            Some(weeks) if self.language == Language::Dutch => format!(" Met {weeks} weken kan het wel."),
            Some(weeks) => format!(" With {weeks} weeks it can be done."),
            None => self
                .say(
                    " Geen werkvorm die past, doet dit. Maak de vraag kleiner, of regel meer middelen.",
                    " No method that fits does this. Make the question smaller, or arrange more means.",
                )
                .to_owned(),
        };
        Some(text)
    }

    /// What else the plan leaves out.
    fn left_out_too(&self, plan: &Plan<'_>) -> Option<String> {
        let rest: Vec<String> = plan.missing.iter().skip(LEFT_OUT).map(|need| self.need(need)).collect();
        let also = self.say("Ook dit nog niet:", "Nor does this yet:");
        (!rest.is_empty()).then(|| format!("{also} {}.", rest.join("; ")))
    }

    pub(super) fn need(&self, need: &Need<'_>) -> String {
        match need {
            Need::Purpose(it) => purpose(self.language, *it).to_owned(),
            Need::Group(id) => format!("{} {}", self.say("bereiken van", "reaching"), self.group(id)),
            Need::Broad => self.say("iets met veel mensen tegelijk", "something with many people at once").to_owned(),
            Need::Deep => self.say("iets dat de diepte in gaat", "something that goes deep").to_owned(),
            Need::Wanted(id) => {
                let title = self.tree.methods().find(|method| method.id.text == *id).map_or(*id, |it| &it.title);
                format!("{} ‘{title}’", self.say("jouw keuze", "your choice"))
            }
        }
    }

    /// What speaks for a method here and what against it, in words.
    pub(super) fn signs(&self, offer: &Offer<'_>) -> Option<String> {
        let said = |for_it: bool| -> Vec<&str> {
            let signs = offer.fit.signs.iter().filter(|sign| sign.for_it == for_it);
            signs.map(|sign| sign_in_words(self.language, *sign)).collect()
        };
        let (for_it, against) = (said(true), said(false));
        let mut parts = Vec::new();
        if !for_it.is_empty() {
            parts.push(format!("{}: {}.", self.say("Voor", "For"), for_it.join("; ")));
        }
        if !against.is_empty() {
            parts.push(format!("{}: {}.", self.say("Tegen", "Against"), against.join("; ")));
        }
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

fn weeks(step: &Step<'_>) -> String {
    match (step.from_week, step.to_week) {
        (from, to) if from == to => from.to_string(),
        (from, to) => format!("{from}–{to}"),
    }
}

/// The plan for other programs.
pub(super) fn plan(report: &Report<'_>) -> Value {
    report.recommendation.plan.as_ref().map_or(Value::Null, |plan| {
        object!({
            "steps": plan.steps.iter().map(|it| step(report, plan, it)).collect::<Vec<_>>(),
            "decision": report.occasion.decision.as_ref().map(|it| object!({"said": it.said, "day": it.day.to_string()})),
            "messages": report.messages_json(plan),
            "weeks": plan.weeks,
            "hours": range(plan.hours),
            "euros": range(plan.euros),
            "missing": plan.missing.iter().map(|need| match need {
                Need::Purpose(it) => object!({"purpose": it.word()}),
                Need::Group(id) => object!({"group": id}),
                Need::Broad => object!({"broad": true}),
                Need::Deep => object!({"deep": true}),
                Need::Wanted(id) => object!({"method": id}),
            }).collect::<Vec<_>>(),
            "weeks_for_all": plan.weeks_for_all,
        })
    })
}

/// A step, with what speaks for its method here.
fn step(report: &Report<'_>, plan: &Plan<'_>, step: &Step<'_>) -> Value {
    let offer = report.recommendation.offered.iter().find(|it| it.method.id == step.method.id);
    let first_day = report.first_day(plan, step).filter(|_| report.occasion.decision.is_some());
    object!({
        "method": step.method.id.text,
        "title": step.method.title,
        "purpose": step.purposes.iter().map(|it| it.word()).collect::<Vec<_>>(),
        "reaches": step.reaches,
        "why": offer.map(|offer| signs(offer, true)).unwrap_or_default(),
        "run_by": step.method.approach.run_by.word(),
        "skill": step.method.approach.skill,
        "feeds": next(plan, step).iter().map(|it| &it.method.id.text).collect::<Vec<_>>(),
        "from_week": step.from_week,
        "to_week": step.to_week,
        "from_day": first_day.map(|it| it.to_string()),
    })
}

fn range(range: Option<(i64, i64)>) -> Value {
    range.map_or(Value::Null, |(from, below)| object!({"from": from, "below": below}))
}

/// The signs of an offer for other programs: what speaks for it, and what against it.
pub(super) fn signs(offer: &Offer<'_>, for_it: bool) -> Vec<&'static str> {
    let signs = offer.fit.signs.iter().filter(|sign| sign.for_it == for_it);
    signs
        .map(|sign| match sign.about {
            About::Purpose => "purpose",
            About::Phase => "phase",
            About::Scale => "scale",
            About::Group => "group",
            About::Subject => "subject",
            About::Usual => "usual",
            About::NotTheProjects => "run-by",
        })
        .collect()
}

fn sign_in_words(language: Language, sign: Sign) -> &'static str {
    let (dutch, english) = match (sign.about, sign.for_it) {
        (About::Purpose, true) => ("doet wat deze trede vraagt", "does what this rung asks"),
        (About::Purpose, false) => ("doet niet wat deze trede vraagt", "does not do what this rung asks"),
        (About::Phase, true) => ("hoort bij deze fase", "belongs to this phase"),
        (About::Phase, false) => ("hoort bij een andere fase", "belongs to another phase"),
        (About::Scale, true) => ("past bij deze schaal", "fits this scale"),
        (About::Scale, false) => ("is voor een andere schaal", "is for another scale"),
        (About::Group, true) => ("bereikt wie je zoekt", "reaches whom you look for"),
        (About::Group, false) => ("bereikt niet vanzelf wie je zoekt", "does not reach whom you look for by itself"),
        (About::Subject, true) => ("is gemaakt voor dit onderwerp", "is made for this subject"),
        (About::Subject, false) => ("is gemaakt voor een ander onderwerp", "is made for another subject"),
        (About::Usual, true) => ("is heel gewoon", "is quite ordinary"),
        (About::Usual, false) => ("is ongewoon", "is unusual"),
        (About::NotTheProjects, true) => ("is van het project", "is the project's"),
        (About::NotTheProjects, false) => {
            ("is er al of is niet van jouw project", "is there already or is not your project's")
        }
    };
    language.pick(dutch, english)
}

/// What a method does, in words.
fn purpose(language: Language, purpose: Purpose) -> &'static str {
    let (dutch, english) = match purpose {
        Purpose::Inform => ("vertellen wat er speelt", "telling what is going on"),
        Purpose::Invite => ("mensen uitnodigen", "inviting people"),
        Purpose::Gather => ("ophalen wat mensen weten en willen", "gathering what people know and want"),
        Purpose::Deepen => ("doorpraten", "going deeper"),
        Purpose::Design => ("samen ontwerpen", "designing together"),
        Purpose::Weigh => ("samen afwegen", "weighing together"),
        Purpose::Choose => ("kiezen", "choosing"),
        Purpose::Make => ("samen doen", "doing it together"),
        Purpose::ReportBack => ("terugkoppelen", "reporting back"),
    };
    language.pick(dutch, english)
}
