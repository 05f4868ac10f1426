//! What an advice says, section by section, in either language.

use super::basis::Report;
use super::json::advice;
use crate::analysis::recommend::Offer;
use crate::analysis::why::Held;
use crate::engine::evaluate::evaluate;
use crate::engine::step::Landing;
use crate::model::catalogue::{Advice, Kind, Method, Moment, Reader};
use crate::model::replies::{Replies, Reply};
use crate::model::tree::{Known, Verdict};
use crate::output::document::{Block, Document, Section};
use crate::output::format::Printable;
use crate::output::words::{cost, kind, span};
use serde_json::Value;

impl Printable for Report<'_> {
    fn document(&self) -> Document {
        Document { title: self.title(), language: self.language, sections: self.sections() }
    }

    fn value(&self) -> Value {
        advice(self)
    }
}

impl Report<'_> {
    /// The title of the whole.
    pub(super) fn title(&self) -> String {
        let advice = self.say("Advies participatie", "Advice on participation");
        let names: Vec<&str> =
            [&self.occasion.project, &self.occasion.part].into_iter().flatten().map(String::as_str).collect();
        if names.is_empty() { advice.to_owned() } else { format!("{advice}: {}", names.join(", ")) }
    }

    /// Every section that has something to say.
    fn sections(&self) -> Vec<Section> {
        let mut sections = vec![self.summary(), self.reasons(), self.would_change(), self.promises()];
        sections.extend([self.methods(), self.fallen()]);
        sections.extend(self.advice());
        sections.extend([self.open_points(), self.replies_given(), self.deviation(), self.origin()]);
        sections.retain(|section| !section.blocks.is_empty());
        sections
    }

    fn summary(&self) -> Section {
        let mut blocks = Vec::new();
        match &self.evaluation.landings[..] {
            [landing] => self.one_result(landing, &mut blocks),
            landings => {
                blocks.push(Block::Strong(
                    self.say("Het advies staat nog niet vast.", "The advice is not settled yet.").to_owned(),
                ));
                blocks.push(Block::Text(self.say("Dit kan eruit komen:", "This can come out:").to_owned()));
                blocks.push(Block::List(landings.iter().map(|landing| self.landing(landing)).collect()));
                let open = &self.evaluation.open_questions;
                blocks.push(Block::Text(
                    self.say("Deze vragen maken nog verschil:", "These questions still make a difference:").to_owned(),
                ));
                blocks.push(Block::List(
                    open.iter().map(|&question| self.tree.questions[question].ask.clone()).collect(),
                ));
                blocks.extend(self.ask_first().map(Block::Text));
                if !self.evaluation.exact {
                    blocks.push(Block::Text(
                        self.say(
                            "De boom is te groot om alles na te gaan. Er staat eerder te veel dan te weinig.",
                            "The tree is too large to look at everything. This is too much rather than too little.",
                        )
                        .to_owned(),
                    ));
                }
            }
        }
        self.section("Samenvatting", "Summary", blocks)
    }

    fn one_result(&self, landing: &Landing, blocks: &mut Vec<Block>) {
        let outcome = &self.tree.outcomes[landing.outcome];
        let verdict = self.words().verdict(outcome.verdict);
        blocks.push(Block::Strong(match landing.rung {
            Some(rung) => format!("{verdict}. {}: {}.", self.say("Trede", "Rung"), self.rung(rung)),
            None => format!("{verdict}."),
        }));
        blocks.push(Block::Text(format!("{}.", outcome.title.trim_end_matches('.'))));
        blocks.extend(outcome.text.clone().map(Block::Text));
        if landing.clash {
            self.clash(blocks);
        }
        if let Some(next) = &outcome.tree {
            let go_on = self.say("Ga hierna verder met de boom", "Go on after this with the tree");
            blocks.push(Block::Text(format!("{go_on} {}: beslisboom walk {}", next.text, next.text)));
        }
        let Some(rung) = landing.rung.and_then(|rung| self.tree.ladder.as_ref()?.rungs.get(rung)) else { return };
        let mut points = Vec::new();
        let mut point = |dutch: &str, english: &str, text: &Option<String>| {
            points.extend(text.as_ref().map(|text| format!("{}: {text}", self.say(dutch, english))));
        };
        // A ladder may be about residents, or about a team and its leader: these words fit both.
        point("Dit beloof je aan mensen", "This you promise people", &rung.promise);
        point("De rol van mensen", "The role of people", &rung.resident);
        point("De rol van je organisatie", "The role of your organisation", &rung.government);
        point("De kernvraag aan mensen", "The core question to people", &rung.ask);
        if !points.is_empty() {
            blocks.push(Block::List(points));
        }
        if !rung.participation {
            blocks.push(Block::Text(
                self.say(
                    "Let op: alleen deze trede is nog geen participatie.",
                    "Mind: this rung alone is not participation.",
                )
                .to_owned(),
            ));
        }
    }

    /// Floor and ceiling, what to arrange first, and what the advice would be then.
    fn clash(&self, blocks: &mut Vec<Block>) {
        let (low, high) = self.why.clashing();
        let line = |held: &&Held<'_>, dutch: &str, english: &str| {
            let arrange = held
                .bound
                .arrange
                .as_ref()
                .map(|text| format!(" {}: {text}", self.say("Regel eerst", "First arrange")));
            format!(
                "{} {}. {}{}",
                self.say(dutch, english),
                self.rung(held.bound.rung),
                self.because(held),
                arrange.unwrap_or_default()
            )
        };
        let mut points: Vec<String> = high.iter().map(|held| line(held, "Minstens", "At least")).collect();
        points.extend(low.iter().map(|held| line(held, "Hoogstens", "At most")));
        blocks.push(Block::Text(self.say("Hier botst het:", "This is where it clashes:").to_owned()));
        blocks.push(Block::List(points));
        let then: Vec<String> = self.arranged.iter().map(|landing| self.landing(landing)).collect();
        match &then[..] {
            [] => {}
            [only] => blocks.push(Block::Text(format!(
                "{}: {only}.",
                self.say("Is dat geregeld, dan wordt het advies", "Once that is arranged, the advice becomes")
            ))),
            several => {
                blocks.push(Block::Text(
                    self.say(
                        "Is dat geregeld, dan kan het advies worden:",
                        "Once that is arranged, the advice can become:",
                    )
                    .to_owned(),
                ));
                blocks.push(Block::List(several.to_vec()));
            }
        }
    }

    /// Why a bound holds, with the replies behind it.
    fn because(&self, held: &Held<'_>) -> String {
        let because = held.bound.because.clone().unwrap_or_default();
        let replies = if held.decided_by.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.replies_to(&held.decided_by))
        };
        let perhaps = if held.certain { "" } else { self.say(" Dit is nog niet zeker.", " This is not certain yet.") };
        format!("{because}{replies}{perhaps}").trim().to_owned()
    }

    fn reasons(&self) -> Section {
        let mut blocks = Vec::new();
        let [landing] = self.evaluation.landings[..] else {
            return self.section("Waarom dit advies", "Why this advice", blocks);
        };
        if let Some((_, route)) = self.why.route
            && let Some(because) = &route.because
        {
            blocks.push(Block::Text(format!("{because} ({})", self.replies_to(&self.why.route_decided_by))));
        } else if !landing.clash && !self.reads_bounds(&landing) && !self.why.route_decided_by.is_empty() {
            let replies = self.replies_to(&self.why.route_decided_by);
            blocks.push(Block::Text(format!(
                "{}: {replies}",
                self.say("Dit volgt uit je antwoord", "This follows from your reply")
            )));
        }
        if self.reads_bounds(&landing) && !landing.clash {
            self.bounds(landing.rung, &mut blocks);
        }
        self.wishes(landing.rung, &mut blocks);
        self.section("Waarom dit advies", "Why this advice", blocks)
    }

    fn reads_bounds(&self, landing: &Landing) -> bool {
        self.tree.outcomes[landing.outcome].rung.reads_bounds()
    }

    fn bounds(&self, rung: Option<usize>, blocks: &mut Vec<Block>) {
        let (Some(rung), Some(ladder)) = (rung, &self.tree.ladder) else { return };
        let point = |held: &&Held<'_>| {
            let arrange = held
                .bound
                .arrange
                .as_ref()
                .map(|text| format!(" {}: {text}", self.say("Zo kan het hoger", "To go higher")));
            format!("{}{}", self.because(held), arrange.unwrap_or_default())
        };
        let ceiling: Vec<String> =
            self.why.ceiling().iter().filter(|held| held.bound.rung == rung).map(point).collect();
        if !ceiling.is_empty() {
            blocks.push(Block::Text(format!("{} {}:", self.say("Niet hoger dan", "Not higher than"), self.rung(rung))));
            blocks.push(Block::List(ceiling));
        } else if rung + 1 == ladder.rungs.len() {
            blocks.push(Block::Text(
                self.say("Hoger kan niet: dit is de hoogste trede.", "It cannot be higher: this is the top rung.")
                    .to_owned(),
            ));
        }
        let floor: Vec<String> = self
            .why
            .floor()
            .iter()
            .map(|held| {
                format!("{} {}. {}", self.say("Minstens", "At least"), self.rung(held.bound.rung), self.because(held))
            })
            .collect();
        if !floor.is_empty() {
            blocks.push(Block::Text(self.say("Lager mag niet:", "It may not be lower:").to_owned()));
            blocks.push(Block::List(floor));
        } else if rung == 0 {
            blocks.push(Block::Text(
                self.say("Lager kan niet: dit is de laagste trede.", "It cannot be lower: this is the bottom rung.")
                    .to_owned(),
            ));
        } else {
            blocks.push(Block::Text(
                self.say(
                    "Geen regel dwingt tot deze trede. Lager mag, maar dan laat je ruimte liggen.",
                    "No rule forces this rung. Lower is allowed, but then you leave room unused.",
                )
                .to_owned(),
            ));
            let met = self.why.wishes.iter().filter(|held| held.bound.rung == rung);
            let met: Vec<String> = met.map(|held| self.because(held)).collect();
            if !met.is_empty() {
                blocks.push(Block::Text(
                    self.say("Lager past ook niet bij deze wens:", "Nor does lower go with this wish:").to_owned(),
                ));
                blocks.push(Block::List(met));
            }
        }
    }

    /// Wishes that the rung falls short of, however the rung came about.
    fn wishes(&self, rung: Option<usize>, blocks: &mut Vec<Block>) {
        let Some(rung) = rung else { return };
        let short: Vec<String> = self
            .why
            .wishes
            .iter()
            .filter(|held| held.bound.rung > rung)
            .map(|held| {
                format!("{} {}. {}", self.say("Liever", "Rather"), self.rung(held.bound.rung), self.because(held))
            })
            .collect();
        if !short.is_empty() {
            blocks.push(Block::Text(
                self.say("De trede blijft achter bij deze wens:", "The rung falls short of this wish:").to_owned(),
            ));
            blocks.push(Block::List(short));
        }
    }

    /// For every open question that matters: each answer with what it leads to.
    fn promises(&self) -> Section {
        let mut blocks = Vec::new();
        for &question in &self.evaluation.open_questions {
            let asked = &self.tree.questions[question];
            if asked.is_multiple() || !self.evaluation.exact {
                continue;
            }
            let with = |answer: usize| {
                let mut replies: Replies = self.replies.clone();
                replies.insert(question, Reply::Answers(vec![answer]));
                self.landings(&evaluate(self.tree, &replies).landings)
            };
            let allowed = |answer: &usize| !matches!(self.replies.get(&question), Some(Reply::OneOf(some)) if !some.contains(answer));
            let rows = (0..asked.answers.len())
                .filter(allowed)
                .map(|answer| vec![asked.answers[answer].label.clone(), with(answer)])
                .collect();
            let head = vec![asked.ask.clone(), self.say("Dan wordt het advies", "Then the advice becomes").to_owned()];
            blocks.push(Block::Table { head, rows });
        }
        self.section("Wat elk antwoord zou betekenen", "What each reply would mean", blocks)
    }

    fn methods(&self) -> Section {
        let mut blocks = Vec::new();
        let head = || {
            let names = [
                ("Werkvorm", "Method"),
                ("Waarom", "Why"),
                ("Weken", "Weeks"),
                ("Kosten", "Cost"),
                ("Mensen", "People"),
            ];
            names.map(|(dutch, english)| self.say(dutch, english).to_owned()).to_vec()
        };
        let table = |offers: &[Offer<'_>]| Block::Ranking {
            head: head(),
            rows: offers.iter().map(|offer| self.offer(offer)).collect(),
        };
        let recommendation = &self.recommendation;
        if !recommendation.offered.is_empty() {
            blocks.push(Block::Text(
                self.say(
                    "Deze werkvormen passen, de beste eerst. Kies er meer dan één: een mix bereikt meer mensen.",
                    "These methods fit, best first. Choose more than one: a mix reaches more people.",
                )
                .to_owned(),
            ));
            blocks.push(table(&recommendation.offered));
        }
        if !recommendation.perhaps.is_empty() {
            blocks.push(Block::Text(
                self.say(
                    "Deze passen misschien. Dat hangt af van wat nog open is.",
                    "These may fit. That depends on what is still open.",
                )
                .to_owned(),
            ));
            blocks.push(table(&recommendation.perhaps));
        }
        if !blocks.is_empty() {
            blocks.push(Block::Text(
                self.say("Waar ‘ca.’ staat, is het een schatting.", "Where it says ‘ca.’, it is an estimate.")
                    .to_owned(),
            ));
        } else if self.evaluation.landings.iter().any(|landing| landing.rung.is_some())
            && self.tree.methods().next().is_some()
        {
            blocks.push(Block::Text(
                self.say("Geen enkele werkvorm past bij al je antwoorden.", "No method fits all your replies.")
                    .to_owned(),
            ));
        }
        self.section("Werkvormen", "Methods", blocks)
    }

    fn offer(&self, offer: &Offer<'_>) -> Vec<String> {
        let method = offer.method;
        let about = |key: &str, text: String| {
            let estimated = method.estimated.iter().any(|word| word.text == key);
            if estimated && text != "–" { format!("ca. {text}") } else { text }
        };
        let suits: Vec<String> = offer.suits.iter().map(|condition| self.held(condition)).collect();
        let mut why = method.summary.clone().unwrap_or_default();
        if !suits.is_empty() {
            why = format!("{} {}: {}.", why, self.say("Past bij", "Goes with"), suits.join("; "));
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
        let reasons = |method: &Method<Known>, fallen: &crate::analysis::recommend::Fallen<'_>| {
            fallen.reasons.iter().map(|&reason| self.reason(method, reason)).collect::<Vec<_>>().join("; ")
        };
        let points: Vec<String> = self
            .recommendation
            .fallen
            .iter()
            .map(|fallen| format!("{}: {}.", fallen.method.title, reasons(fallen.method, fallen)))
            .collect();
        let blocks = if points.is_empty() { Vec::new() } else { vec![Block::List(points)] };
        self.section("Werkvormen die afvallen", "Methods that fell away", blocks)
    }

    fn advice(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        for of in [Kind::Duty, Kind::Condition, Kind::Role, Kind::Tip, Kind::Indicator] {
            let of_kind = |list: &[&Advice<Known>]| {
                let mut some: Vec<Advice<Known>> =
                    list.iter().filter(|it| it.kind == of).map(|it| (*it).clone()).collect();
                some.sort_by_key(|it| it.moment.unwrap_or(Moment::Before));
                some.iter().map(|it| self.point(it)).collect::<Vec<_>>()
            };
            let (sure, perhaps) = (of_kind(&self.recommendation.advice), of_kind(&self.recommendation.perhaps_advice));
            let mut blocks = Vec::new();
            if !sure.is_empty() {
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

    fn point(&self, advice: &Advice<Known>) -> String {
        let readers: Vec<&str> = advice
            .readers
            .iter()
            .map(|reader| match reader {
                Reader::Projectleider => self.say("projectleider", "project leader"),
                Reader::Ambtelijk => self.say("organisatie", "organisation"),
                Reader::College => self.say("college", "mayor and aldermen"),
                Reader::Raad => self.say("raad", "council"),
                Reader::Inwoners => self.say("inwoners", "residents"),
            })
            .collect();
        let moment = advice.moment.map(|moment| match moment {
            Moment::Before => self.say("vooraf", "before"),
            Moment::During => self.say("tijdens", "during"),
            Moment::After => self.say("daarna", "after"),
        });
        let tags: Vec<&str> = moment.into_iter().chain(readers).collect();
        if tags.is_empty() { advice.text.clone() } else { format!("{} ({})", advice.text.trim_end(), tags.join(", ")) }
    }

    fn open_points(&self) -> Section {
        let met = self.evaluation.met();
        let mut points = Vec::new();
        for it in met {
            let asked = &self.tree.questions[it.question];
            let open = match self.replies.get(&it.question) {
                Some(Reply::Unknown | Reply::OneOf(_)) => true,
                None => self.evaluation.open_questions.contains(&it.question),
                _ => false,
            };
            if open {
                let hint = asked.unknown.as_ref().map(|hint| format!(" {hint}"));
                points.push(format!("{}{}", asked.ask, hint.unwrap_or_default()));
            }
        }
        let mut blocks = if points.is_empty() { Vec::new() } else { vec![Block::List(points)] };
        // Where nobody takes part, there is nobody to report back to.
        let takes_part = |landing: &Landing| self.tree.outcomes[landing.outcome].verdict == Verdict::Participate;
        if self.evaluation.landings.iter().any(takes_part) {
            for (dutch, english) in [
                ("Wie koppelt terug aan de deelnemers?", "Who reports back to the participants?"),
                ("Wanneer, en langs welke weg?", "When, and in which way?"),
            ] {
                blocks.push(Block::Blank(self.say(dutch, english).to_owned()));
            }
        }
        self.section("Open punten", "Open points", blocks)
    }

    fn replies_given(&self) -> Section {
        let met: Vec<usize> = self.evaluation.met().iter().map(|met| met.question).collect();
        let row = |question: usize| {
            let note = self.occasion.notes.get(&question).cloned().unwrap_or_default();
            let reply = self.reply(question).unwrap_or_else(|| self.say("niet gevraagd", "not asked").to_owned());
            vec![self.tree.questions[question].ask.clone(), reply, note]
        };
        let has = |question: &usize| self.replies.contains_key(question) || self.occasion.notes.contains_key(question);
        let rows: Vec<Vec<String>> = met.iter().copied().filter(has).map(row).collect();
        let aside: Vec<Vec<String>> =
            (0..self.tree.questions.len()).filter(|it| has(it) && !met.contains(it)).map(row).collect();
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

    fn deviation(&self) -> Section {
        let mut blocks = vec![Block::Text(
            self.say(
                "Dit is een advies, geen besluit. Afwijken mag. Schrijf dan op waarom.",
                "This is an advice, not a decision. You may deviate. Write down why.",
            )
            .to_owned(),
        )];
        let (rung, because) = self.occasion.chosen.clone().unzip();
        let title = |id: String| {
            let ladder = self.tree.ladder.as_ref();
            ladder.and_then(|ladder| Some(ladder.rungs[ladder.rung(&id)?].title.clone())).unwrap_or(id)
        };
        let fill = |dutch: &str, english: &str, text: Option<String>| match text {
            Some(text) => Block::Text(format!("{} {text}", self.say(dutch, english))),
            None => Block::Blank(self.say(dutch, english).to_owned()),
        };
        blocks.push(match &self.tree.ladder {
            Some(_) => fill("Gekozen trede:", "Rung chosen:", rung.map(title)),
            None => fill("Je keuze:", "Your choice:", rung.map(title)),
        });
        blocks.push(fill("Reden:", "Reason:", because.flatten()));
        self.section("Afwijken van dit advies", "Deviating from this advice", blocks)
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
        self.section("Herkomst", "Origin", vec![Block::List(points)])
    }
}
