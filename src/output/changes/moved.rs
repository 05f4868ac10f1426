//! Which results become which, under which replies, in words.

use super::versions::Versions;
use crate::analysis::diff::{Is, Literal, Moved, PairedValue, Region};
use crate::bilingual;
use crate::model::ids::{OutcomeId, QuestionId};
use crate::model::replies::Reply;
use crate::model::tree::{ById, QuestionKind, Resolved};
use crate::output::document::{Block, Section};
use crate::output::share::percent;
use crate::output::words::Wording;

/// So many regions of one move are shown; the JSON has all of them.
const SHOWN: usize = 8;

/// So many parts of one region are shown.
const PARTS: usize = 12;

impl<'t> Versions<'t> {
    /// A section for every old result that becomes another one.
    pub(super) fn moves(&self) -> Vec<Section> {
        self.diff.moves.iter().flatten().map(|moved| self.moved(moved)).collect()
    }

    fn moved(&self, moved: &Moved) -> Section {
        let mut from = Wording::of(self.old, self.language).result(moved.from.outcome, moved.from.rung);
        let mut to = Wording::of(self.new, self.language).result(moved.to.outcome, moved.to.rung);
        if from == to {
            // The same words for something else: then the ids and verdicts say what.
            let id = |tree: &Resolved, outcome: OutcomeId| {
                let outcome = &tree.outcomes[outcome];
                format!(" [{}, {}]", outcome.id.text, outcome.verdict.word())
            };
            from += &id(self.old, moved.from.outcome);
            to += &id(self.new, moved.to.outcome);
        }
        let share = percent(moved.share, self.language);
        let share = bilingual!("Dit geldt voor {share} van alle gevallen.", "This holds for {share} of all cases.");
        let mut blocks = vec![Block::Strong(share.to(self.language).to_owned())];
        // What every region says is said once.
        let common = |said: &&Literal| moved.regions.iter().all(|region| region.replies.contains(said));
        let always: Vec<&Literal> = moved.regions.iter().take(1).flat_map(|it| &it.replies).filter(common).collect();
        if !always.is_empty() {
            let all = self.say("Dit klopt dan allemaal:", "Then all of this holds:");
            blocks.push(Block::Text(all.to_owned()));
            blocks.push(Block::List(self.parts(&always)));
        }
        if moved.regions.len() > 1 {
            let one = match always.is_empty() {
                true => self.say("Een van deze regels klopt dan:", "Then one of these lines holds:"),
                false => self.say("En een van deze regels:", "And one of these lines:"),
            };
            blocks.push(Block::Text(one.to_owned()));
            let rest = |region: &Region| {
                let rest: Vec<&Literal> = region.replies.iter().filter(|said| !always.contains(said)).collect();
                self.parts(&rest).join(self.say("; en ", "; and "))
            };
            blocks.push(Block::List(moved.regions.iter().take(SHOWN).map(rest).collect()));
        }
        if moved.count > SHOWN as u64 {
            let more = moved.count - SHOWN as u64;
            let more = bilingual!(
                "En nog {more} regels; met `--format json` zie je ze.",
                "And {more} more lines; `--format json` shows them."
            );
            blocks.push(Block::Text(more.to(self.language).to_owned()));
        }
        let replies = self.typed(&moved.witness.new);
        blocks.push(Block::Text(format!("{}: {replies}", self.say("Bijvoorbeeld", "For example"))));
        Section { title: format!("{}: {from} → {to}", self.say("Verschuift", "Moves")), blocks }
    }

    /// Replies to the newer version as they are typed.
    pub(super) fn typed(&self, replies: &[(QuestionId, Reply<ById>)]) -> String {
        shown(self.new, replies)
    }

    /// Parts of a region, question by question.
    fn parts(&self, all: &[&Literal]) -> Vec<String> {
        let mut parts: Vec<String> = all.iter().take(PARTS).map(|said| self.said(said)).collect();
        if all.len() > PARTS {
            let more = all.len() - PARTS;
            parts.push(bilingual!("nog {more} voorwaarden", "{more} more conditions").to(self.language).to_owned());
        }
        parts
    }

    fn said(&self, said: &Literal) -> String {
        let (tree, question, new): (&Resolved, QuestionId, bool) = match (said.new, said.old) {
            (Some(question), _) => (self.new, question, true),
            (None, question) => (self.old, question.unwrap_or_default(), false),
        };
        let asked = &tree.questions[question];
        let label = |value: &PairedValue| {
            let answer = if new { value.new } else { value.old };
            match (value.band, &asked.kind) {
                (Some(band), QuestionKind::Number { unit, decimals, .. }) => {
                    Wording::of(tree, self.language).band(band, *decimals, unit)
                }
                _ => answer.map_or_else(String::new, |answer| format!("‘{}’", asked.answers[answer].label)),
            }
        };
        let join = |values: &[PairedValue], word: &str| values.iter().map(label).collect::<Vec<_>>().join(word);
        let (or, and) = (self.say(" of ", " or "), self.say(" en ", " and "));
        let (these, holds) = match &said.is {
            Is::OneOf { these, others } if others.len() < these.len() => (join(others, or), false),
            Is::OneOf { these, .. } => (join(these, or), true),
            Is::Chosen { with, without } if with.is_empty() => (join(without, or), false),
            Is::Chosen { with, without } if without.is_empty() => (join(with, and), true),
            Is::Chosen { with, without } => {
                (format!("{} {} {}", join(with, and), self.say("zonder", "without"), join(without, or)), true)
            }
        };
        let only = match (said.old, said.new) {
            (None, _) => self.say(" (alleen nieuw)", " (new only)"),
            (_, None) => self.say(" (alleen oud)", " (old only)"),
            _ => "",
        };
        format!("{}{only}", Wording::of(tree, self.language).replied(question, &these, holds))
    }
}

/// Replies as they are typed.
fn shown(tree: &Resolved, replies: &[(QuestionId, Reply<ById>)]) -> String {
    let reply = |(question, reply): &(QuestionId, Reply<ById>)| {
        let asked = &tree.questions[*question];
        let shown = match reply {
            Reply::Answers(answers) => {
                answers.iter().map(|&it| asked.answers[it].id.text.as_str()).collect::<Vec<_>>().join(",")
            }
            Reply::Number(number) => number.to_string(),
            Reply::OneOf(_) | Reply::Unknown => "unknown".to_owned(),
        };
        format!("{}={shown}", asked.id.text)
    };
    replies.iter().map(reply).collect::<Vec<_>>().join("; ")
}
