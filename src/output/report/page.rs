//! The page that an advice opens with: what a college reads. All else is an appendix.

use super::basis::Report;
use crate::analysis::lines::BoundPosition;
use crate::analysis::why::Held;
use crate::bilingual;
use crate::engine::step::Landing;
use crate::model::catalogue::{Advice, AdviceKind, AdviceMoment};
use crate::model::ids::{QuestionId, RungId};
use crate::model::ladder::Citation;
use crate::model::replies::Reply;
use crate::model::tree::{Answer, Bound, ById, Question, QuestionKind, Verdict};
use crate::output::document::{Block, Section};
use crate::output::words::kind;
use crate::text::prose::sentences;

/// So many reasons stand on the page for one line; the appendix has all.
const REASONS: usize = 2;

/// So many replies say why, in one sentence.
const REPLIES: usize = 2;

impl Report<'_> {
    /// Every section of the page that has something to say.
    pub(super) fn page(&self) -> Vec<Section> {
        let mut sections = vec![
            self.summary(),
            self.because(),
            self.plan_in_short(),
            self.duties_in_short(),
            self.to_decide(),
            self.open_points(),
            self.deviation(),
        ];
        sections.retain(|section| !section.blocks.is_empty());
        sections
    }

    fn summary(&self) -> Section {
        let mut blocks: Vec<Block> = self.out_of_date().map(Block::Strong).into_iter().collect();
        match &self.evaluation.landings[..] {
            [landing] => self.one_result(landing, &mut blocks),
            landings => {
                let open = self.say("Het advies staat nog niet vast.", "The advice is not settled yet.");
                blocks.push(Block::Strong(open.to_owned()));
                blocks.push(Block::Text(self.say("Dit kan eruit komen:", "This can come out:").to_owned()));
                blocks.push(Block::List(landings.iter().map(|landing| self.landing(landing)).collect()));
                if !self.evaluation.exact {
                    let guess = self.say(
                        "De boom is te groot om alles na te gaan. Er staat eerder te veel dan te weinig.",
                        "The tree is too large to look at everything. This is too much rather than too little.",
                    );
                    blocks.push(Block::Text(guess.to_owned()));
                }
            }
        }
        let lines = self.three_lines();
        if !lines.is_empty() {
            blocks.push(Block::List(lines));
        }
        blocks.extend(self.rung_to_take().map(Block::Text));
        self.section("Samenvatting", "Summary", blocks)
    }

    fn one_result(&self, landing: &Landing, blocks: &mut Vec<Block>) {
        let outcome = &self.tree.outcomes[landing.outcome];
        let heading = self.words().heading(landing.outcome);
        blocks.push(Block::Strong(match landing.rung {
            Some(rung) => format!("{heading}. {}: {}.", self.say("Trede", "Rung"), self.rung(rung)),
            None => format!("{heading}."),
        }));
        let title = outcome.title.trim_end_matches('.');
        if title != heading {
            blocks.push(Block::Text(format!("{title}.")));
        }
        // With a rung the lines say it, and the text stands in the appendix.
        if landing.rung.is_none() {
            blocks.extend(outcome.text.clone().map(Block::Text));
        }
        if let Some(next) = self.next_tree() {
            let go_on = self.say("Ga hierna verder met de boom", "Go on after this with the tree");
            blocks.push(Block::Text(format!("{go_on} {next}: beslisboom walk {next}")));
        }
        let rung = landing.rung.and_then(|rung| self.tree.ladder.as_ref()?.rungs.get(rung));
        if rung.is_some_and(|rung| !rung.participation) {
            let mind = self.say(
                "Let op: alleen deze trede is nog geen participatie.",
                "Mind: this rung alone is not participation.",
            );
            blocks.push(Block::Text(mind.to_owned()));
        }
    }

    /// What the situation asks for, what is possible now, and what is required.
    fn three_lines(&self) -> Vec<String> {
        let Some(lines) = &self.lines else { return Vec::new() };
        // Where a route decided, and not these lines, one without a reason tells of a freedom that is not there.
        let reads = |landing: &Landing| landing.clash || self.tree.outcomes[landing.outcome].rung.reads_bounds();
        let count = self.evaluation.landings.iter().any(reads);
        let mut reasons_said = Vec::new();
        let mut told = |line: &BoundPosition<'_>, dutch: &str, english: &str, reasons: Vec<&Held<'_>>, none: &str| {
            let law = std::ptr::eq(line, &lines.floor);
            let because =
                if reasons.is_empty() { none.to_owned() } else { self.reasons(&reasons, law, &mut reasons_said) };
            format!("{} {}. {because}", self.say(dutch, english), self.rungs(line)).trim_end().to_owned()
        };
        let required = |held: &&Held<'_>| lines.floor.reasons.iter().any(|it| std::ptr::eq(it.bound, held.bound));
        let wish = lines.wish.reasons.iter().filter(|held| !required(held)).collect();
        let no_wish = match lines.wish.reasons.is_empty() {
            true => self.say("Geen antwoord geeft reden voor meer.", "No reply gives reason for more."),
            false => self.say("Dat is wat moet.", "That is what is required."),
        };
        let mut said = Vec::new();
        if count || !lines.wish.reasons.is_empty() {
            said.push(told(&lines.wish, "De situatie vraagt om:", "The situation asks for:", wish, no_wish));
        }
        if count || !lines.ceiling.reasons.is_empty() {
            let free = self.say("Niets houdt het tegen.", "Nothing stands in the way.");
            said.push(told(&lines.ceiling, "Nu kan hoogstens:", "Possible now is at most:", all(&lines.ceiling), free));
        }
        if !lines.floor.reasons.is_empty() {
            said.push(told(&lines.floor, "Verplicht is minstens:", "Required is at least:", all(&lines.floor), ""));
        } else if count {
            let nothing = self
                .say("Verplicht is niets: geen regel vraagt een trede.", "Nothing is required: no rule asks a rung.");
            said.push(nothing.to_owned());
        }
        said
    }

    /// The rungs where a line can lie.
    fn rungs(&self, line: &BoundPosition<'_>) -> String {
        let rungs: Vec<&str> = line.rungs.iter().map(|&rung| self.rung(rung)).collect();
        let said = rungs.join(self.say(" of ", " or "));
        match rungs.len() {
            1 => said,
            _ => format!("{said} ({})", self.say("dat hangt af van wat open is", "that depends on what is open")),
        }
    }

    /// Why bounds hold, each reason once on the three lines; of what is required with the law.
    fn reasons(&self, held: &[&Held<'_>], law: bool, said: &mut Vec<String>) -> String {
        let mut new: Vec<String> = Vec::new();
        for held in held {
            let Some(because) = held.bound.because.as_deref().map(str::trim) else { continue };
            let cited = held.bound.source.as_ref().filter(|_| law);
            let cited = cited.map(|it| format!(" ({})", self.citation(it))).unwrap_or_default();
            if said.iter().all(|it| it != because) {
                said.push(because.to_owned());
                new.push(format!("{because}{cited}"));
            } else if new.is_empty() {
                new.push(format!("{}{cited}", self.say("Dat is om dezelfde reden.", "That is for the same reason.")));
            }
        }
        let more = new.len().saturating_sub(REASONS);
        let mut text = new.into_iter().take(REASONS).collect::<Vec<_>>().join(" ");
        if more > 0 {
            text += self.say(" (Meer redenen in de bijlage)", " (More reasons in the appendix)");
        }
        text
    }

    /// A work that is cited, such as `Gemeentewet, art. 150`.
    pub(super) fn citation(&self, citation: &Citation) -> String {
        let title = self.tree.source(citation).map_or(citation.source.text.as_str(), |source| source.title.as_str());
        citation.at.as_ref().map_or_else(|| title.to_owned(), |at| format!("{title}, {at}"))
    }

    /// Which rung to take and, where the situation asks for more, what to ask of whom.
    pub(super) fn rung_to_take(&self) -> Option<String> {
        let lines = self.lines.as_ref()?;
        let [landing] = self.evaluation.landings[..] else {
            return Some(
                self.say(
                    "Kies nog geen trede: zoek eerst uit wat hieronder open staat.",
                    "Do not choose a rung yet: first find out what is open below.",
                )
                .to_owned(),
            );
        };
        // What is asked stands once: as points to decide on, where there are any.
        let asks = match (self.asks(), self.decision_points().is_empty()) {
            (asks, true) => asks.join(" "),
            (asks, false) if asks.is_empty() => String::new(),
            _ => self
                .say("Wat daarvoor nodig is, staat bij de beslispunten.", "What that takes is in the decision points.")
                .to_owned(),
        };
        if landing.clash {
            let first = self.say(
                "Kies nu geen trede: wat moet, kan nog niet.",
                "Do not choose a rung now: what is required is not possible yet.",
            );
            return Some(format!("{first} {asks}").trim_end().to_owned());
        }
        let Some(rung) = landing.rung else {
            let none = self.say("Bij deze uitkomst hoort geen trede.", "No rung goes with this result.");
            return Some(none.to_owned());
        };
        let take = format!("{} {}", self.say("Kies", "Choose"), self.rung(rung));
        let (wish, ceiling) = (lines.wish.rung(), lines.ceiling.rung());
        // Without a reason for more there is nothing to hold the rung against.
        let wish = wish.filter(|_| !lines.wish.reasons.is_empty());
        Some(match wish.map(|wish| (wish.cmp(&rung), ceiling.is_some_and(|ceiling| wish > ceiling))) {
            None => format!("{take}."),
            Some((std::cmp::Ordering::Greater, true)) if !asks.is_empty() => {
                let more = self.say("De situatie vraagt meer.", "The situation asks for more.");
                format!("{take}. {more} {asks}")
            }
            Some((std::cmp::Ordering::Greater, _)) => {
                format!("{take}. {}", self.say("De situatie vraagt meer.", "The situation asks for more."))
            }
            Some((std::cmp::Ordering::Equal, _)) => {
                format!("{take}: {}.", self.say("dat is wat de situatie vraagt", "that is what the situation asks for"))
            }
            Some((std::cmp::Ordering::Less, _)) => {
                format!(
                    "{take}. {}",
                    self.say("Dat is meer dan de situatie vraagt.", "That is more than the situation asks for.")
                )
            }
        })
    }

    /// What to arrange for what the situation asks, or for what is required: of every bound in its way, once.
    pub(super) fn asks(&self) -> Vec<String> {
        let Some(lines) = &self.lines else { return Vec::new() };
        let wanted = lines.wish.rungs.iter().chain(&lines.floor.rungs).max().copied().unwrap_or_default();
        let mut asks: Vec<String> = Vec::new();
        for held in self.why.at_most.iter().filter(|held| held.certain && held.bound.rung < wanted) {
            let ask = self.last_below(held.bound, wanted).arrange.as_ref().map(|text| text.trim().to_owned());
            asks.extend(ask.filter(|ask| !asks.contains(ask)));
        }
        asks
    }

    /// Of an answer's bound, the last that an answer to its question has below a rung: what has to be arranged there lifts
    /// as far as that rung, where the answer's own lifts no further than to the next answer.
    fn last_below<'a>(&'a self, bound: &'a Bound<ById>, wanted: RungId) -> &'a Bound<ById> {
        let own = |question: &&Question<ById>| {
            !question.is_multiple()
                && question
                    .answers
                    .iter()
                    .filter_map(|answer| answer.at_most.as_ref())
                    .any(|it| std::ptr::eq(it, bound))
        };
        let asked = self.tree.questions.iter().find(own);
        let below = asked.into_iter().flat_map(|asked| &asked.answers).filter_map(|answer| answer.at_most.as_ref());
        let below = below.filter(|it| it.rung < wanted && it.rung > bound.rung && it.arrange.is_some());
        below.max_by_key(|it| it.rung).unwrap_or(bound)
    }

    /// Why, in a few sentences: the reason of the route, then which replies make the situation ask this, hold it
    /// down or require it, and the scores. The reasons themselves stand on the three lines.
    fn because(&self) -> Section {
        let mut said: Vec<String> = Vec::new();
        let mut told: Vec<String> = Vec::new();
        let one = match self.evaluation.landings[..] {
            [landing] => Some(landing),
            _ => None,
        };
        let on_a_line = |because: &String| {
            let lines = self.lines.iter().flat_map(|lines| [&lines.wish, &lines.ceiling, &lines.floor]);
            lines.flat_map(|line| &line.reasons).any(|held| held.bound.because.as_ref() == Some(because))
        };
        let route = one.and_then(|_| self.why.route.and_then(|(_, route)| route.because.clone()));
        said.extend(route.filter(|because| !on_a_line(because)));
        if let Some(lines) = &self.lines {
            let required = self.say("Wat verplicht is, volgt uit", "What is required follows from");
            let asked =
                self.say("De situatie vraagt dit, want je antwoordde", "The situation asks this, as you replied");
            let held = self.say(
                "Verder gaan kan nu niet, want je antwoordde",
                "Going further is not possible now, as you replied",
            );
            for (line, because) in [(&lines.floor, required), (&lines.wish, asked), (&lines.ceiling, held)] {
                let certain = line.reasons.iter().filter(|held| held.certain);
                said.extend(self.follows_from(because, certain.flat_map(|held| self.behind(held)), &mut told));
            }
        }
        let deciders = one.map(|landing| self.why.decided_by(self.tree, &landing)).unwrap_or_default();
        let questions = deciders.into_iter().filter(|decider| decider.bound.is_none()).flat_map(|it| it.questions);
        let replies = questions.filter_map(|question| Some(self.quoted(question, &self.reply(question)?)));
        said.extend(self.follows_from(
            self.say("Deze uitkomst volgt uit", "This result follows from"),
            replies,
            &mut told,
        ));
        said.extend(self.scored());
        let blocks = if said.is_empty() { Vec::new() } else { vec![Block::Text(said.join(" "))] };
        self.section("Waarom dit advies", "Why this advice", blocks)
    }

    /// That something follows from replies that were not told yet, such as `Dit volgt uit: ‘Ja’; ‘Nee’.`
    fn follows_from(
        &self,
        what: &str,
        replies: impl Iterator<Item = String>,
        told: &mut Vec<String>,
    ) -> Option<String> {
        let mut new: Vec<String> = Vec::new();
        for reply in replies {
            if !told.contains(&reply) {
                told.push(reply.clone());
                new.push(reply);
            }
        }
        let more = new.len().saturating_sub(REPLIES);
        new.truncate(REPLIES);
        match more {
            0 => {}
            1 => new.push(self.say("nog een antwoord", "one more reply").to_owned()),
            more => new.push(bilingual!("nog {more} antwoorden", "{more} more replies").to(self.language).to_owned()),
        }
        // Labels may be long: they are a list, not a part of the sentence.
        (!new.is_empty()).then(|| format!("{what}: {}.", new.join("; ")))
    }

    /// The answers that give a bound; of a bound of the tree, the replies to what it reads.
    pub(super) fn behind<'a>(&'a self, held: &'a Held<'_>) -> impl Iterator<Item = String> + 'a {
        held.decided_by.iter().filter_map(|&question| {
            let gives = |answer: &&Answer<ById>| {
                [&answer.at_most, &answer.at_least].into_iter().flatten().any(|it| std::ptr::eq(it, held.bound))
            };
            let answer = self.tree.questions[question].answers.iter().find(gives);
            let reply = answer.map_or_else(|| self.reply(question), |answer| Some(answer.label.clone()));
            Some(self.quoted(question, &reply?))
        })
    }

    /// A reply in quotes; one that says little by itself comes with its question.
    fn quoted(&self, question: QuestionId, reply: &str) -> String {
        let asked = &self.tree.questions[question];
        let yes_or_no = ["Ja", "Nee", "Yes", "No"].contains(&reply.split([' ', ',']).next().unwrap_or_default());
        let few = reply.split_whitespace().count() < 3;
        let bare = yes_or_no || few || matches!(asked.kind, QuestionKind::Number { .. });
        if bare { format!("‘{} {reply}’", asked.ask) } else { format!("‘{reply}’") }
    }

    /// What the law asks: what each duty begins with; the appendix has the rest under the same number.
    fn duties_in_short(&self) -> Section {
        let first = |duty: &Advice<ById>| first_and_rest(&duty.text).0;
        let points: Vec<String> = self.duties().into_iter().map(first).collect();
        let blocks = if points.is_empty() { Vec::new() } else { vec![Block::Numbered(points)] };
        Section { title: kind(self.language, AdviceKind::Duty).to_owned(), blocks }
    }

    /// The duties that apply for certain, in the order of their moments.
    pub(super) fn duties(&self) -> Vec<&Advice<ById>> {
        let all = self.recommendation.advice.iter().copied();
        let mut duties: Vec<&Advice<ById>> = all.filter(|advice| advice.kind == AdviceKind::Duty).collect();
        duties.sort_by_key(|duty| duty.moment.unwrap_or(AdviceMoment::Before));
        duties
    }

    /// Decisions to paste into a proposal.
    fn to_decide(&self) -> Section {
        let points = self.decision_points();
        let blocks = match points.is_empty() {
            true => Vec::new(),
            false => vec![
                Block::Text(
                    match self.has_own_heading() {
                        true => self.say("Te besluiten:", "To decide:"),
                        false => self.say("Het college besluit:", "The mayor and aldermen decide:"),
                    }
                    .to_owned(),
                ),
                Block::Numbered(points),
            ],
        };
        self.section("Beslispunten", "Decision points", blocks)
    }

    /// What is to be decided, point by point.
    pub(super) fn decision_points(&self) -> Vec<String> {
        let [landing] = self.evaluation.landings[..] else { return Vec::new() };
        let outcome = &self.tree.outcomes[landing.outcome];
        let rung = landing.rung.and_then(|rung| self.tree.ladder.as_ref()?.rungs.get(rung));
        let mut points = Vec::new();
        match (outcome.verdict, rung) {
            // A tree with headings of its own is about something else.
            _ if self.has_own_heading() => {}
            (Verdict::Participate, Some(rung)) => {
                let on = self.say("mensen te betrekken op de trede", "to involve people on the rung");
                points.push(format!("{on} {};", rung.title));
                let promise = self.say("hun ten minste deze belofte te doen:", "to make them at least this promise:");
                points.extend(rung.promise.as_ref().map(|text| format!("{promise} ‘{}’", text.trim())));
            }
            (Verdict::Participate, None) => {
                points.push(self.say("mensen te betrekken;", "to involve people;").to_owned());
            }
            (Verdict::DoNotParticipate, rung) => {
                points.push(self.say("geen participatie te houden;", "to hold no participation;").to_owned());
                let choose = self.say("te kiezen voor de trede", "to choose the rung");
                points.extend(rung.map(|rung| format!("{choose} {};", rung.title)));
            }
            (Verdict::NotYet, _) => {
                points.push(self.say("nog niet te beginnen;", "not to begin yet;").to_owned());
            }
            (Verdict::OtherRoute, _) => return points,
        }
        // What the situation asks beyond the rung is a choice; without it there is no beginning.
        let (first, then) = match outcome.verdict {
            Verdict::NotYet => (("eerst te laten regelen:", "to have arranged first:"), ("ook:", "also:")),
            _ => (
                ("te kiezen of dit ook gebeurt:", "to choose whether to do this:"),
                ("ook te kiezen:", "also to choose:"),
            ),
        };
        let begins = std::iter::once(first).chain(std::iter::repeat(then));
        let asked = self.asks().into_iter().zip(begins);
        points.extend(asked.map(|(ask, (dutch, english))| format!("{} {ask}", self.say(dutch, english))));
        points.extend(self.promise_to_begin_with().filter(|_| outcome.verdict == Verdict::NotYet));
        points
    }

    /// The promise of the rung that the situation asks, or that is required.
    fn promise_to_begin_with(&self) -> Option<String> {
        let (lines, ladder) = (self.lines.as_ref()?, self.tree.ladder.as_ref()?);
        if lines.wish.reasons.is_empty() {
            return None;
        }
        let rung = &ladder.rungs[lines.wish.rung()?.max(lines.floor.rung()?)];
        let promise = rung.promise.as_ref()?.trim();
        let begin = self.say("te beginnen zodra dit is beloofd, bij", "to begin once this is promised, with");
        Some(format!("{begin} {}: ‘{promise}’", rung.title))
    }

    /// The questions that are open, with how to find out, and who reports back.
    fn open_points(&self) -> Section {
        let open = |question: &QuestionId| match self.replies.get(question) {
            Some(Reply::Unknown | Reply::OneOf(_)) => true,
            None => self.evaluation.open_questions.contains(question),
            _ => false,
        };
        let met = self.evaluation.met();
        let points: Vec<String> = met
            .iter()
            .map(|met| met.question)
            .filter(open)
            .map(|question| {
                let hint = self.tree.questions[question].unknown.as_ref().map(|hint| format!(" {}", hint.trim()));
                format!("{}{}", self.ask(question), hint.unwrap_or_default())
            })
            .collect();
        let mut blocks = if points.is_empty() { Vec::new() } else { vec![Block::List(points)] };
        blocks.extend(self.ask_first().map(Block::Text));
        // Where nobody takes part, there is nobody to report back to.
        let takes_part = |landing: &Landing| self.tree.outcomes[landing.outcome].verdict == Verdict::Participate;
        if !self.has_own_heading() && self.evaluation.landings.iter().any(takes_part) {
            let who = self.say("Wie koppelt terug aan de deelnemers, en wanneer?", "Who reports back, and when?");
            blocks.push(Block::Blank(who.to_owned()));
        }
        self.section("Nog open", "Still open", blocks)
    }

    fn deviation(&self) -> Section {
        let may = self.say(
            "Dit is een advies, geen besluit. Afwijken mag, behalve van wat de wet vraagt.",
            "This is an advice, not a decision. You may deviate, except from what the law asks.",
        );
        let mut blocks = vec![Block::Text(may.to_owned())];
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
}

fn all<'a, 't>(line: &'a BoundPosition<'t>) -> Vec<&'a Held<'t>> {
    line.reasons.iter().collect()
}

/// What a text begins with, up to its first sentence that is no question, and the rest.
pub(super) fn first_and_rest(text: &str) -> (String, String) {
    let all = sentences(text);
    let first = all.iter().take_while(|sentence| sentence.ends_with('?')).count() + 1;
    let (first, rest) = all.split_at(first.min(all.len()));
    (first.join(" "), rest.join(" "))
}
