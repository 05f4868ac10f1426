//! `check --replay`: given replies played step by step, also on a tree that is wrong.

use super::search::shown;
use crate::analysis::replay::{Replay, ReplayEnd, ReplayStep, replay};
use crate::app::cli::CheckArgs;
use crate::app::ending::Ending;
use crate::app::system;
use crate::bilingual;
use crate::check::check;
use crate::engine::step::End;
use crate::model::ids::{OutcomeId, QuestionId, RungId};
use crate::model::tree::Resolved;
use crate::output::findings::{FindingsFormat, Listing, ListingStyle};
use crate::source::dated::on;
use crate::source::parse::{Content, read, read_replies, read_set};
use crate::source::resolve::fit;
use crate::text::language::Language;
use crate::text::sanitize;
use anyhow::{Result, bail};
use std::path::PathBuf;

/// Plays the replies on the one tree that is named.
pub(super) fn run(args: &CheckArgs, files: &[PathBuf], language: Language) -> Result<Ending> {
    let [path] = files else {
        bail!("{}", language.pick("naspelen gaat met één boom tegelijk", "replaying takes one tree at a time"))
    };
    let mut reading =
        read(&shown(path, args), &system::bytes(path, language)?, language, &system::FolderLoader::around(path));
    let day = system::day(args.date.as_deref(), language)?;
    if let Some(Content::Tree(draft)) = reading.content {
        reading.content = Some(Content::Tree(Box::new(on(*draft, &day))));
    }
    let checked = check(reading, args.budget.states());
    let Some(tree) = &checked.resolved else {
        let look = ListingStyle {
            colour: false,
            width: system::width().unwrap_or(100),
            fails: crate::model::finding::Severity::Error,
        };
        system::put(&Listing::of([&checked], language).show(FindingsFormat::Text, look))?;
        bail!("{}", language.pick("deze boom is niet te spelen", "this tree cannot be played"));
    };
    let mut written = Vec::new();
    if let Some(path) = &args.replay {
        let (file, _, findings) = read_replies(&path.display().to_string(), &system::bytes(path, language)?);
        match (file, findings.first()) {
            (Some(file), None) => written.extend(file.replies),
            (_, fault) => {
                bail!("{}", fault.map_or_else(String::new, |finding| finding.message.to(language).to_owned()))
            }
        }
    }
    for text in &args.set {
        match read_set(text) {
            Some(pair) => written.push(pair),
            None => bail!(
                "{}",
                bilingual!("`--set {text}` is geen vraag=antwoord", "`--set {text}` is not question=answer")
                    .to(language)
            ),
        }
    }
    let (replies, misfits) = fit(tree, &written);
    if let Some(misfit) = misfits.first() {
        let hint = misfit.hint.as_ref().map(|hint| format!(" ({})", hint.to(language))).unwrap_or_default();
        bail!("{}{hint}", misfit.message.to(language));
    }
    let played = replay(tree, &replies);
    system::put(&sanitize::lines(&(ReplayPage { tree, language }).whole(&played)))?;
    Ok(if matches!(played.stop, ReplayEnd::Ended(End::Landing(_))) { Ending::Fine } else { Ending::Remarks })
}

struct ReplayPage<'t> {
    tree: &'t Resolved,
    language: Language,
}

impl ReplayPage<'_> {
    fn say<'a>(&self, dutch: &'a str, english: &'a str) -> &'a str {
        self.language.pick(dutch, english)
    }

    fn rung(&self, rung: RungId) -> &str {
        &self.tree.rung(rung).id.text
    }

    fn whole(&self, played: &Replay<'_>) -> String {
        let mut out: String = played.steps.iter().enumerate().map(|(index, step)| self.step(index + 1, step)).collect();
        for &bound in &played.bounds {
            let bound = &self.tree.bounds[bound];
            let sides = [(&bound.at_most, "at-most"), (&bound.at_least, "at-least")];
            for (side, name) in sides {
                if let Some(side) = side {
                    out += &format!(
                        "   {}: {name} {}\n",
                        self.say("grens van de boom", "bound of the tree"),
                        self.rung(side.rung)
                    );
                }
            }
        }
        out + &self.stop(&played.stop) + "\n"
    }

    fn step(&self, number: usize, step: &ReplayStep<'_>) -> String {
        let asked = &self.tree.questions[step.question];
        let answers: Vec<&str> = step.answers.iter().map(|&it| asked.answers[it].id.text.as_str()).collect();
        let mut out = format!("{number}. {} = {}\n", asked.id.text, answers.join(", "));
        for &(fact, value) in &step.sets {
            let fact = &self.tree.facts[fact];
            out += &format!("   {} {}: {}\n", self.say("zet", "sets"), fact.id.text, fact.values[value].0.text);
        }
        for &(score, points, total) in &step.adds {
            out += &format!(
                "   {} {points} {} {}, {} {total}\n",
                self.say("telt", "adds"),
                self.say("bij", "to"),
                self.tree.scores[score].id.text,
                self.say("samen", "together")
            );
        }
        for (bounds, name) in [(&step.at_most, "at-most"), (&step.at_least, "at-least")] {
            for bound in bounds {
                out += &format!("   {name} {}\n", self.rung(bound.rung));
            }
        }
        for passed in &step.passed {
            out += &format!(
                "   {} {}: {} ({}: {})\n",
                self.say("niet route", "not route"),
                passed.route + 1,
                passed.condition,
                self.say("geldt niet", "does not hold"),
                passed.unmet
            );
        }
        out
    }

    fn stop(&self, stop: &ReplayEnd) -> String {
        let question = |it: QuestionId| self.tree.questions[it].id.text.clone();
        let outcome = |it: OutcomeId| self.tree.outcomes[it].id.text.clone();
        match stop {
            ReplayEnd::Ended(End::Landing(landing)) => {
                let rung = landing.rung.map_or_else(|| "none".to_owned(), |rung| self.rung(rung).to_owned());
                let clash = if landing.clash { self.say(", door een botsing", ", by a clash") } else { "" };
                format!("=> {} ({rung}){clash}", outcome(landing.outcome))
            }
            ReplayEnd::Ended(End::DeadEnd(it)) => {
                format!("=> {} {}", self.say("nergens heen na", "nowhere after"), question(*it))
            }
            ReplayEnd::Ended(End::Loop(it)) => format!("=> {} {}", self.say("terug bij", "back at"), question(*it)),
            ReplayEnd::Ended(End::UnhandledConflict(it)) => format!(
                "=> {} {}",
                self.say("botsing zonder `conflict` bij", "clash without `conflict` at"),
                outcome(*it)
            ),
            ReplayEnd::NoQuestion => format!("=> {}", self.say("deze boom vraagt niets", "this tree asks nothing")),
            ReplayEnd::Unanswered(it) => format!(
                "=> {} {}",
                self.say("hier ontbreekt een antwoord op", "here a reply is missing to"),
                question(*it)
            ),
        }
    }
}
