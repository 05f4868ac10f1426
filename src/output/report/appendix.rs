//! The appendix of an advice: all that the page leaves out, each thing once.

use super::basis::Report;
use super::page::first_and_rest;
use crate::analysis::recommend::Offer;
use crate::analysis::why::Held;
use crate::bilingual;
use crate::engine::evaluate::evaluate;
use crate::model::approach::Usual;
use crate::model::catalogue::{Advice, AdviceKind, AdviceMoment, Method};
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::ById;
use crate::output::document::{Block, Section};
use crate::output::words::{cost, kind, span, when_and_for_whom};
use crate::source::dated::Expired;

impl Report<'_> {
    /// Every section that has something to say.
    pub(super) fn appendix(&self) -> Vec<Section> {
        let mut sections = vec![self.explanation(), self.reasons_in_full(), self.would_change(), self.promises()];
        sections.extend([self.plan_in_steps(), self.methods(), self.alternatives(), self.fallen()]);
        sections.extend(self.advice());
        sections.extend([self.cases(), self.replies_given(), self.origin()]);
        sections.retain(|section| !section.blocks.is_empty());
        sections
    }

    /// What the outcome and its rung mean.
    fn explanation(&self) -> Section {
        let mut blocks = Vec::new();
        if let [landing] = self.evaluation.landings[..] {
            let rung = landing.rung.and_then(|rung| self.tree.ladder.as_ref()?.rungs.get(rung));
            if let Some(rung) = rung {
                // The page has it, where it is a point to decide.
                let decided = self.decision_points();
                let told = |promise: &&String| decided.iter().any(|point| point.contains(promise.trim()));
                let promise = rung.promise.as_ref().filter(|promise| !told(promise));
                blocks.extend(self.tree.outcomes[landing.outcome].text.clone().map(Block::Text));
                let parts = [
                    // A ladder may be about residents, or about a team and its leader: these words fit both.
                    ("Dit beloof je aan mensen", "This you promise people", promise),
                    ("De rol van mensen", "The role of people", rung.resident.as_ref()),
                    ("De rol van je organisatie", "The role of your organisation", rung.government.as_ref()),
                    ("De kernvraag aan mensen", "The core question to people", rung.ask.as_ref()),
                ];
                let told = |(dutch, english, text): (&str, &str, Option<&String>)| {
                    text.map(|text| format!("{}: {text}", self.say(dutch, english)))
                };
                let points: Vec<String> = parts.into_iter().filter_map(told).collect();
                if !points.is_empty() {
                    blocks.push(Block::List(points));
                }
            }
            let then: Vec<String> = self.arranged.iter().map(|landing| self.landing(landing)).collect();
            if landing.clash && !then.is_empty() {
                let once = self.say(
                    "Is geregeld wat in de weg staat, dan kan dit eruit komen:",
                    "Once what is in the way is arranged, this can come out:",
                );
                blocks.push(Block::Text(once.to_owned()));
                blocks.push(Block::List(then));
            }
        }
        self.section("Uitleg", "Explanation", blocks)
    }

    /// Every bound with its reason, the replies behind it and what would lift it.
    fn reasons_in_full(&self) -> Section {
        let row = |held: &Held<'_>, dutch: &str, english: &str| {
            let bound = held.bound;
            let perhaps = if held.certain { "" } else { self.say(" (misschien)", " (perhaps)") };
            let source = bound.source.as_ref().map(|it| format!(" ({})", self.citation(it))).unwrap_or_default();
            vec![
                format!("{} {}{perhaps}", self.say(dutch, english), self.rung(bound.rung)),
                format!("{}{source}", bound.because.clone().unwrap_or_default().trim()),
                self.behind(held).collect::<Vec<_>>().join("; "),
                bound.arrange.clone().unwrap_or_default(),
            ]
        };
        let why = &self.why;
        let rows: Vec<Vec<String>> = (why.at_most.iter().map(|held| row(held, "Hoogstens", "At most")))
            .chain(why.at_least.iter().map(|held| row(held, "Minstens", "At least")))
            .chain(why.wishes.iter().map(|held| row(held, "Liefst minstens", "Preferably at least")))
            .collect();
        let names = [("Grens", "Bound"), ("Waarom", "Why"), ("Door", "By"), ("Zo kan het hoger", "To go higher")];
        let head = names.map(|(dutch, english)| self.say(dutch, english).to_owned()).to_vec();
        let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Table { head, rows }] };
        self.section("Alle redenen", "Every reason", blocks)
    }

    /// For every open question that matters: each answer with what it leads to.
    fn promises(&self) -> Section {
        let mut blocks = Vec::new();
        for &question in &self.evaluation.open_questions {
            let asked = &self.tree.questions[question];
            if asked.is_multiple() || !self.evaluation.exact {
                continue;
            }
            let with = |answer: AnswerId| {
                let mut replies: Replies = self.replies.clone();
                replies.insert(question, Reply::Answers(vec![answer]));
                self.landings(&evaluate(self.tree, &replies).landings)
            };
            let allowed = |answer: &AnswerId| !matches!(self.replies.get(&question), Some(Reply::OneOf(some)) if !some.contains(answer));
            let rows = asked
                .answers
                .ids()
                .filter(allowed)
                .map(|answer| vec![asked.answers[answer].label.clone(), with(answer)])
                .collect();
            let head = vec![asked.ask.clone(), self.say("Dan wordt het advies", "Then the advice becomes").to_owned()];
            blocks.push(Block::Table { head, rows });
        }
        self.section("Wat elk antwoord zou betekenen", "What each reply would mean", blocks)
    }

    fn methods(&self) -> Section {
        let recommendation = &self.recommendation;
        let (offered, more) = self.told_of(&recommendation.offered);
        let (perhaps, perhaps_more) = self.told_of(&recommendation.perhaps);
        let mut blocks = Vec::new();
        let say = |dutch, english| Block::Text(self.say(dutch, english).to_owned());
        if !recommendation.offered.is_empty() {
            blocks.push(say(
                "Deze werkvormen passen, de beste eerst. Kies er meer dan één: een mix bereikt meer mensen.",
                "These methods fit, best first. Choose more than one: a mix reaches more people.",
            ));
            blocks.push(self.ranking(&offered));
            blocks.extend(self.unranked().map(Block::Text));
        }
        if !recommendation.perhaps.is_empty() {
            blocks.push(say(
                "Deze passen misschien. Dat hangt af van wat nog open is.",
                "These may fit. That depends on what is still open.",
            ));
            blocks.push(self.ranking(&perhaps));
        }
        let more = more + perhaps_more;
        if more > 0 {
            let said = bilingual!(
                "Er passen nog {more} andere werkvormen. Met --all-methods lees je ze allemaal.",
                "There are {more} more methods that fit. With --all-methods you read all of them."
            );
            blocks.push(Block::Text(said.to(self.language).to_owned()));
        }
        let on_a_rung = self.evaluation.landings.iter().any(|landing| landing.rung.is_some());
        if !blocks.is_empty() {
            blocks.push(say("Waar ‘ca.’ staat, is het een schatting.", "Where it says ‘ca.’, it is an estimate."));
        } else if on_a_rung && self.tree.methods().next().is_some() {
            blocks.push(say("Geen enkele werkvorm past bij al je antwoorden.", "No method fits all your replies."));
        }
        self.section("Werkvormen", "Methods", blocks)
    }

    /// Methods in order, one a row.
    fn ranking(&self, offers: &[&Offer<'_>]) -> Block {
        let names =
            [("Werkvorm", "Method"), ("Waarom", "Why"), ("Weken", "Weeks"), ("Kosten", "Cost"), ("Mensen", "People")];
        Block::Ranking {
            head: names.map(|(dutch, english)| self.say(dutch, english).to_owned()).to_vec(),
            rows: offers.iter().map(|offer| self.offer(offer)).collect(),
        }
    }

    fn offer(&self, offer: &Offer<'_>) -> Vec<String> {
        let method = offer.method;
        let about = |key: &str, text: String| {
            let estimated = method.estimated.iter().any(|word| word.text == key);
            if estimated && text != "–" { format!("ca. {text}") } else { text }
        };
        let signs = self.signs(offer);
        let suits: Vec<String> = offer.suits.iter().map(|condition| self.held(condition)).collect();
        let mut why = method.summary.clone().unwrap_or_default();
        if !suits.is_empty() {
            why = format!("{} {}: {}.", why, self.say("Past bij", "Goes with"), suits.join("; "));
        }
        if let Some(signs) = signs {
            why = format!("{why} {signs}");
        }
        if let Some(not_when) = &method.not_when {
            why = format!("{} {} {}.", why, self.say("Niet als", "Not when"), not_when.trim_end_matches('.'));
        }
        vec![
            method.title.clone(),
            why.trim().to_owned(),
            about("weeks", span(method.weeks)),
            about("cost", cost(self.language, method.cost).to_owned()),
            about("group", span(method.group)),
        ]
    }

    fn fallen(&self) -> Section {
        let reasons = |method: &Method<ById>, fallen: &crate::analysis::recommend::Fallen<'_>| {
            fallen.reasons.iter().map(|&reason| self.reason(method, reason)).collect::<Vec<_>>().join("; ")
        };
        // What nobody would look for is not missed either.
        let looked_for = |method: &Method<ById>| {
            self.occasion.all_methods
                || method.approach.usual.is_none_or(|usual| usual == Usual::Common)
                || self.occasion.choice.with.contains(&method.id.text)
        };
        let fallen = &self.recommendation.fallen;
        let told: Vec<_> = fallen.iter().filter(|fallen| looked_for(fallen.method)).collect();
        let points: Vec<String> =
            told.iter().map(|fallen| format!("{}: {}.", fallen.method.title, reasons(fallen.method, fallen))).collect();
        let mut blocks = if points.is_empty() { Vec::new() } else { vec![Block::List(points)] };
        let more = fallen.len() - told.len();
        if more > 0 {
            let said = bilingual!(
                "Van de minder gewone werkvormen vallen er {more} af. Met --all-methods lees je welke, en waarom.",
                "Of the less ordinary methods {more} fall away. With --all-methods you read which, and why."
            );
            blocks.push(Block::Text(said.to(self.language).to_owned()));
        }
        self.section("Werkvormen die afvallen", "Methods that fell away", blocks)
    }

    fn advice(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        for of in [AdviceKind::Duty, AdviceKind::Condition, AdviceKind::Role, AdviceKind::Tip, AdviceKind::Indicator] {
            let of_kind = |list: &[&Advice<ById>]| {
                let mut some: Vec<Advice<ById>> =
                    list.iter().filter(|it| it.kind == of).map(|it| (*it).clone()).collect();
                some.sort_by_key(|it| it.moment.unwrap_or(AdviceMoment::Before));
                some.iter().map(|it| self.point(it, &it.text)).collect::<Vec<_>>()
            };
            let (sure, perhaps) = (of_kind(&self.recommendation.advice), of_kind(&self.recommendation.perhaps_advice));
            let mut blocks = Vec::new();
            if of == AdviceKind::Duty {
                blocks.extend(self.rest_of_duties());
            } else if !sure.is_empty() {
                blocks.push(Block::List(sure));
            }
            if !perhaps.is_empty() {
                blocks.push(Block::Text(
                    self.say(
                        "Misschien ook, dat hangt af van wat nog open is:",
                        "Perhaps also, depending on what is still open:",
                    )
                    .to_owned(),
                ));
                blocks.push(Block::List(perhaps));
            }
            sections.push(Section { title: kind(self.language, of).to_owned(), blocks });
        }
        sections
    }

    /// What the page leaves out of each duty, under the same number.
    fn rest_of_duties(&self) -> Option<Block> {
        let rest = |duty: &&Advice<ById>| self.point(duty, &first_and_rest(&duty.text).1);
        let points: Vec<String> = self.duties().iter().map(rest).collect();
        (!points.is_empty()).then_some(Block::Numbered(points))
    }

    /// A text of an advice, with when and for whom it is.
    fn point(&self, advice: &Advice<ById>, text: &str) -> String {
        let tags = when_and_for_whom(self.language, advice.moment, &advice.readers);
        let tags = if tags.is_empty() { String::new() } else { format!("({tags})") };
        format!("{} {tags}", text.trim_end()).trim().to_owned()
    }

    fn replies_given(&self) -> Section {
        let met: Vec<QuestionId> = self.evaluation.met().iter().map(|met| met.question).collect();
        let row = |question: QuestionId| {
            let note = self.occasion.notes.get(&question).cloned().unwrap_or_default();
            let reply = self.reply(question).unwrap_or_else(|| self.say("niet gevraagd", "not asked").to_owned());
            vec![self.tree.questions[question].ask.clone(), reply, note]
        };
        let has =
            |question: &QuestionId| self.replies.contains_key(question) || self.occasion.notes.contains_key(question);
        let rows: Vec<Vec<String>> = met.iter().copied().filter(has).map(row).collect();
        let aside: Vec<Vec<String>> =
            self.tree.questions.ids().filter(|it| has(it) && !met.contains(it)).map(row).collect();
        let names = [("Vraag", "Question"), ("Antwoord", "Reply"), ("Notitie", "Note")];
        let head = || names.map(|(dutch, english)| self.say(dutch, english).to_owned()).to_vec();
        let mut blocks = Vec::new();
        if !rows.is_empty() {
            blocks.push(Block::Table { head: head(), rows });
        }
        if !aside.is_empty() {
            blocks.push(Block::Text(
                self.say(
                    "Deze antwoorden heb je gegeven, maar ze tellen op deze route niet mee:",
                    "You gave these replies, but they do not count on this way:",
                )
                .to_owned(),
            ));
            blocks.push(Block::Table { head: head(), rows: aside });
        }
        self.section("Antwoorden en notities", "Replies and notes", blocks)
    }

    fn origin(&self) -> Section {
        let tree = self.tree;
        let mut points = vec![
            format!(
                "{}: {} ({}), {} {}",
                self.say("Boom", "Tree"),
                tree.title,
                tree.id.text,
                self.say("versie", "version"),
                tree.version
            ),
            format!("SHA-256: {}", tree.hash.trim_start_matches("sha256:")),
        ];
        points.extend(tree.ladder.as_ref().map(|ladder| format!("Ladder: {} ({})", ladder.title, ladder.id.text)));
        points.push(format!("{}: beslisboom {}", self.say("Programma", "Program"), env!("CARGO_PKG_VERSION")));
        points.push(format!("{}: {}", self.say("Datum", "Date"), self.occasion.date));
        let expired = |it: &Expired| {
            let (what, until) = (it.what.to(self.language), &it.until);
            bilingual!("Gold tot en met {until}: {what}", "Held until {until}: {what}").to(self.language).to_owned()
        };
        points.extend(self.occasion.expired.iter().map(expired));
        self.section("Herkomst", "Origin", vec![Block::List(points)])
    }
}
