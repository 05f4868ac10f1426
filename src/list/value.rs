//! What stands in a cell, as a reply.

use crate::bilingual;
use crate::list::cell::{FORMULA, ReplyText, Unit};
use crate::list::mapping::{Mapping, normal, says_yes};
use crate::list::number::{self, ParsedNumber};
use crate::model::finding::did_you_mean;
use crate::model::ids::{AnswerId, IdVec, QuestionId};
use crate::model::replies::{Decimal, Reply, UNKNOWN};
use crate::model::tree::{ById, Measure, Question, QuestionKind, Resolved};
use crate::source::resolve::{allowed, question_named};
use crate::text::language::Bilingual;
use std::borrow::Cow;
use std::collections::HashMap;

/// Reads cells as replies to the questions of a tree.
#[derive(Clone, Debug)]
pub struct Values<'t> {
    tree: &'t Resolved,
    /// By question: texts with the answer they stand for.
    texts: IdVec<QuestionId, HashMap<String, AnswerId>>,
    /// By question: texts with what a mapping says they are: no reply, unknown, several answers, a number.
    mapped: IdVec<QuestionId, HashMap<String, Option<Reply<ById>>>>,
}

impl<'t> Values<'t> {
    /// Learns the ids and labels of all answers, and the texts of a mapping. Fails where a mapping names
    /// what is not there.
    pub fn of(tree: &'t Resolved, mapping: &Mapping) -> Result<Values<'t>, Bilingual> {
        let mut texts: IdVec<QuestionId, HashMap<String, AnswerId>> = IdVec::new();
        for question in &tree.questions {
            let mut known = HashMap::new();
            let answers = || question.answers.iter_enumerated();
            // An id goes before a label, and what stands first before what comes later.
            for (at, answer) in answers() {
                known.entry(normal(&answer.id.text)).or_insert(at);
            }
            for (at, answer) in answers() {
                known.entry(normal(&answer.label)).or_insert(at);
            }
            for (at, answer) in answers() {
                for old in &answer.was {
                    known.entry(normal(&old.text)).or_insert(at);
                }
            }
            for also in mapping.also.iter().filter(|it| it.question == question.id.text) {
                for (label, id) in &also.labels {
                    if let Some(at) = question.answers.position(|answer| answer.id.text == *id) {
                        known.entry(normal(label)).or_insert(at);
                    }
                }
            }
            texts.push(known);
        }
        let mapped = IdVec::filled(HashMap::new(), tree.questions.len());
        let mut values = Values { tree, texts, mapped };
        for (id, texts) in &mapping.values {
            let Some(question) = question_named(tree, id) else {
                return Err(bilingual!(
                    "--map noemt vraag `{id}`, die er niet is",
                    "--map names question `{id}`, which is not there"
                ));
            };
            for (text, answer) in texts {
                let settles = !answer.trim().is_empty() && !UNKNOWN.contains(&normal(answer).as_str());
                if text.trim().is_empty() && settles {
                    return Err(bilingual!(
                        "--map geeft bij `{id}` een lege cel een antwoord, en leeg blijft open; geef elke rij hetzelfde antwoord met --set, of vul de cellen in",
                        "--map gives an empty cell an answer at `{id}`, and empty stays open; give every row one answer with --set, or fill in the cells"
                    ));
                }
                let reply = values.read(question, answer).map_err(|_| {
                    let hint = allowed(&tree.questions[question]);
                    bilingual!(
                        "--map noemt `{answer}`, en dat is geen antwoord op `{id}`; {nl}",
                        "--map names `{answer}`, which is not an answer to `{id}`; {en}",
                        nl = &hint.dutch,
                        en = &hint.english
                    )
                })?;
                // One answer may also be one of several in a cell.
                if let Some(Reply::Answers(answers)) = &reply
                    && let [answer] = answers[..]
                {
                    values.texts[question].insert(normal(text), answer);
                }
                values.mapped[question].insert(normal(text), reply);
            }
        }
        Ok(values)
    }

    /// The texts that a mapping gives a meaning of its own, with the reply they stand for, as [`normal`] leaves
    /// them and in order of the alphabet.
    pub(super) fn mapped(&self, question: QuestionId) -> Vec<(&str, Option<&Reply<ById>>)> {
        let mapped = self.mapped[question].iter().map(|(text, reply)| (text.as_str(), reply.as_ref()));
        let mut mapped: Vec<_> = mapped.collect();
        mapped.sort_unstable_by_key(|(text, _)| *text);
        mapped
    }

    /// The names of answers, in the same form and order.
    pub(super) fn names(&self, question: QuestionId) -> Vec<(&str, AnswerId)> {
        let names = self.texts[question].iter().map(|(text, answer)| (text.as_str(), *answer));
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names
    }

    /// The reply that a cell gives: none where it is empty. Fails with what is wrong and what is possible.
    pub fn read(&self, question: QuestionId, cell: &str) -> Result<Option<Reply<ById>>, Bilingual> {
        let asked = &self.tree.questions[question];
        let number = |text: &str| match &asked.kind {
            QuestionKind::Number { unit, .. } => Units::of(unit, asked.measures()).read(text),
            _ => None,
        };
        let marked = with_apostrophe(cell).map(|text| self.said(question, text, &number));
        match marked {
            Some(Ok(reply)) => Ok(reply),
            _ => self.said(question, &plain(cell), &number),
        }
    }

    /// The same of a cell that may hold a number as such.
    pub(super) fn read_cell(
        &self,
        question: QuestionId,
        cell: &ReplyText<'_>,
    ) -> Result<Option<Reply<ById>>, Bilingual> {
        match cell {
            ReplyText::Text(text) => self.read(question, text),
            ReplyText::Number(digits) => self.said(question, digits, &|_| exactly(digits)),
            ReplyText::Measured(number, unit) => self.measured(question, *number, unit),
            ReplyText::Uncalculated => Err(uncalculated()),
        }
    }

    /// The reply that a number with a unit gives. A unit that nobody knows, such as `stuks`, says nothing.
    fn measured(&self, question: QuestionId, number: f64, unit: &Unit) -> Result<Option<Reply<ById>>, Bilingual> {
        let (digits, bare) = (unit.digits(number), number::digits(number));
        let sense = self.sense(question, unit);
        if sense == UnitSense::Nothing && self.is_number(question) {
            return self.said(question, &bare, &|_| exactly(&bare));
        }
        let shown = with_unit(&digits, unit);
        let own = |_: &str| exactly(&digits).filter(|_| sense == UnitSense::Own);
        let read = self.said(question, &shown, &own);
        if self.is_number(question) { read } else { read.or_else(|_| self.read(question, &bare)) }
    }

    /// A number with its unit, where a question reads it so.
    pub(super) fn shown(&self, question: QuestionId, number: f64, unit: &Unit) -> Option<String> {
        let shown = with_unit(&number::certain(unit.digits(number)), unit);
        let reads = match self.is_number(question) {
            true => self.sense(question, unit) != UnitSense::Nothing,
            false => self.read(question, &shown).is_ok(),
        };
        reads.then(|| shown.replace('.', ","))
    }

    fn is_number(&self, question: QuestionId) -> bool {
        matches!(self.tree.questions[question].kind, QuestionKind::Number { .. })
    }

    /// What a unit is to a question.
    fn sense(&self, question: QuestionId, unit: &Unit) -> UnitSense {
        let asked = &self.tree.questions[question];
        let QuestionKind::Number { unit: own, .. } = &asked.kind else { return UnitSense::Nothing };
        let (own, text) = (Units::of(own, asked.measures()), normal(&unit.text));
        let word = &text[..];
        match () {
            () if own.ends.iter().any(|end| end == word) || own.money && MONEY.contains(&word) => UnitSense::Own,
            () if [&PERCENT[..], &WEEKS, &MONTHS, &YEARS, &DAYS, &MONEY].iter().any(|it| it.contains(&word)) => {
                UnitSense::Other
            }
            () => UnitSense::Nothing,
        }
    }

    /// The reply that a text gives, where `number` may read it as one.
    fn said(
        &self,
        question: QuestionId,
        text: &str,
        number: &dyn Fn(&str) -> Option<ParsedNumber>,
    ) -> Result<Option<Reply<ById>>, Bilingual> {
        if text.is_empty() {
            return Ok(None);
        }
        let asked = &self.tree.questions[question];
        let wanted = normal(text);
        if let Some(reply) = self.mapped[question].get(&wanted) {
            return Ok(reply.clone());
        }
        if let Some(&answer) = self.texts[question].get(&wanted) {
            return Ok(Some(Reply::Answers(vec![answer])));
        }
        if text == "?" || UNKNOWN.contains(&wanted.as_str()) {
            return Ok(Some(Reply::Unknown));
        }
        if asked.measures() == Some(Measure::Weeks)
            && let Some(weeks) = weeks_of_months(&wanted)
        {
            return self.either(question, text, weeks).map(Some);
        }
        if let QuestionKind::Number { decimals, .. } = &asked.kind {
            if let Some(reading) = number(&wanted) {
                return self.number(question, text, reading, *decimals).map(Some);
            }
            if let Some(rounded) = number::of_too_many_decimals(&wanted) {
                return Err(too_many_decimals(text, rounded, *decimals));
            }
        }
        self.several(question, text)
    }

    /// Several answers in one cell, or one with marks around it.
    fn several(&self, question: QuestionId, text: &str) -> Result<Option<Reply<ById>>, Bilingual> {
        let asked = &self.tree.questions[question];
        // A comma may be a part of a label; where every part is an answer, it is between answers.
        let known = |part: &str| self.texts[question].contains_key(&normal(part));
        let commas = asked.is_multiple() && text.split([';', '|', ',']).all(known);
        let between: &[char] = if commas { &[';', '|', ','] } else { &[';', '|'] };
        let mut answers = Vec::new();
        let parts: Vec<&str> = text.split(between).map(str::trim).filter(|part| !part.is_empty()).collect();
        for &raw in &parts {
            let part = normal(raw);
            match self.texts[question].get(&part) {
                Some(&answer) => answers.push(answer),
                None if parts.len() > 1 && (raw == "?" || UNKNOWN.contains(&part.as_str())) => {
                    return Err(bilingual!(
                        "`{text}` noemt een antwoord en zegt ook dat niemand het weet; laat één van de twee weg",
                        "`{text}` names an answer and also says that nobody knows; leave one of the two out"
                    ));
                }
                None => return Err(self.unfit(question, text, &part)),
            }
        }
        answers.sort_unstable();
        answers.dedup();
        let alone = answers.iter().find(|&&it| asked.answers[it].alone && answers.len() > 1);
        match (alone, answers.len()) {
            (Some(&alone), _) if asked.is_multiple() => {
                let label = &asked.answers[alone].label;
                Err(bilingual!(
                    "`{label}` gaat niet samen met een ander antwoord",
                    "`{label}` goes with no other answer"
                ))
            }
            (_, 0) => Err(self.unfit(question, text, text)),
            (_, 1) => Ok(Some(Reply::Answers(answers))),
            _ if asked.is_multiple() => Ok(Some(Reply::Answers(answers))),
            _ => Ok(Some(Reply::OneOf(answers))),
        }
    }

    /// Whether a cell says yes to this answer, by a yes or no or by the answer itself; `None` where nobody knows.
    pub fn ticked(&self, question: QuestionId, option: AnswerId, cell: &str) -> Result<Option<bool>, Bilingual> {
        let is_own = |text: &str| self.texts[question].get(&normal(text)) == Some(&option);
        if with_apostrophe(cell).is_some_and(is_own) {
            return Ok(Some(true));
        }
        let cell = &*plain(cell);
        if let Some(yes) = says_yes(cell) {
            return Ok(Some(yes));
        }
        let wanted = normal(cell);
        if is_own(cell) {
            return Ok(Some(true));
        }
        if cell.trim() == "?" || UNKNOWN.contains(&wanted.as_str()) {
            return Ok(None);
        }
        let shown: String = cell.trim().chars().take(60).collect();
        Err(bilingual!(
            "`{shown}` is geen ja of nee; schrijf `ja`, `nee`, `x`, `1`, `0` of `onbekend`, of laat de cel leeg",
            "`{shown}` is not a yes or no; write `yes`, `no`, `x`, `1`, `0` or `unknown`, or leave the cell empty"
        ))
    }

    /// The fewest weeks that months may be, where that is the same answer as the most.
    fn either(&self, question: QuestionId, text: &str, (low, high): (i64, i64)) -> Result<Reply<ById>, Bilingual> {
        let asked = &self.tree.questions[question];
        let [low, high] = [low, high].map(Decimal::from);
        if asked.band_of(low) == asked.band_of(high) {
            return self.number(question, text, ParsedNumber::One(low), false);
        }
        Err(bilingual!(
            "`{text}` is {low} tot {high} weken, en dat maakt hier verschil; schrijf het in weken",
            "`{text}` is {low} to {high} weeks, which makes a difference here; write it in weeks"
        ))
    }

    /// A number that a question takes. Where it takes no decimals, a point is between thousands.
    fn number(
        &self,
        question: QuestionId,
        text: &str,
        reading: ParsedNumber,
        decimals: bool,
    ) -> Result<Reply<ById>, Bilingual> {
        let number = match reading {
            ParsedNumber::One(number) => number,
            // A comma before three noughts is as good as none: `1,000` is 1 here and 1000 elsewhere.
            ParsedNumber::Either(one, thousands) if !(decimals || one.is_whole() && text.contains(',')) => thousands,
            ParsedNumber::Either(one, two) => {
                return Err(bilingual!(
                    "`{text}` kan {one} zijn of {two}; schrijf het zonder punt en komma, of met één cijfer meer",
                    "`{text}` may be {one} or {two}; write it without point or comma, or with one more digit"
                ));
            }
        };
        let asked = &self.tree.questions[question];
        if !decimals && !number.is_whole() {
            let (low, high) = (number.floor(), number.floor() + 1);
            return Err(bilingual!(
                "`{text}` is geen heel getal; typ {low} of {high}",
                "`{text}` is not a whole number; type {low} or {high}"
            ));
        }
        if asked.band_of(number).is_none() {
            return Err(hinted(
                bilingual!("`{text}` valt buiten wat deze vraag kent", "`{text}` is outside what this question knows"),
                &choices(asked),
            ));
        }
        Ok(Reply::Number(number))
    }

    fn unfit(&self, question: QuestionId, text: &str, part: &str) -> Bilingual {
        let asked = &self.tree.questions[question];
        let shown: String = if normal(text) == part { text.to_owned() } else { part.to_owned() };
        let shown: String = shown.chars().take(60).collect();
        let message = bilingual!("`{shown}` ken ik hier niet", "I do not know `{shown}` here");
        let labels = asked.answers.iter().map(|answer| answer.label.as_str());
        let ids = asked.answers.iter().map(|answer| answer.id.text.as_str());
        let near = did_you_mean(part, labels).or_else(|| did_you_mean(part, ids));
        hinted(message, &near.unwrap_or_else(|| choices(asked)))
    }
}

/// A cell without what spreadsheets put around it to say that it is text: a mark before it, or a formula that is a text
/// and nothing else (`="0012"`).
pub(super) fn plain(cell: &str) -> Cow<'_, str> {
    let text = cell.trim();
    literal(text.strip_prefix('\'').map_or(text, str::trim_start))
}

/// A cell as its officer meant it: the mark goes only where this program put it, before what would be a formula.
pub(super) fn unguarded(cell: &str) -> Cow<'_, str> {
    let text = cell.trim();
    literal(text.strip_prefix('\'').filter(|text| text.starts_with(FORMULA)).unwrap_or(text))
}

/// A cell that begins with an apostrophe, which may be a letter of its own (`'s avonds`); else nothing.
pub(super) fn with_apostrophe(cell: &str) -> Option<&str> {
    Some(cell.trim()).filter(|text| text.starts_with('\''))
}

/// What a formula says that is a text and nothing else; other texts as they are.
fn literal(text: &str) -> Cow<'_, str> {
    let literal = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    match literal {
        // A quote in it is there twice.
        Some(inner) if !inner.replace("\"\"", "").contains('"') => {
            Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned())
        }
        _ => Cow::Borrowed(text),
    }
}

/// A number that is written with a point before its decimals and nothing else.
fn exactly(digits: &str) -> Option<ParsedNumber> {
    digits.parse().ok().map(ParsedNumber::One)
}

/// A number with its unit as people write it.
fn with_unit(digits: &str, unit: &Unit) -> String {
    let between = if &*unit.text == "%" { "" } else { " " };
    format!("{digits}{between}{}", unit.text)
}

/// What a unit is to a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UnitSense {
    /// The unit that it asks for.
    Own,
    /// Another unit.
    Other,
    /// No unit that anybody knows.
    Nothing,
}

/// How a number of a question may be written besides the number itself.
#[derive(Clone, Debug)]
pub(super) struct Units {
    /// What may stand behind it, as [`normal`] leaves it: its unit, and weeks also as people shorten them.
    pub(super) ends: Vec<String>,
    /// It is an amount of money.
    pub(super) money: bool,
}

impl Units {
    pub(super) fn of(unit: &str, measures: Option<Measure>) -> Units {
        let unit = normal(unit);
        // Of `duizend euro` or `euro × 1.000` a sign says another amount than the number.
        let money = unit.split_whitespace().next().is_some_and(|word| MONEY.contains(&word))
            && !unit.contains(|letter: char| letter.is_ascii_digit())
            && !unit.contains("duizend")
            && !unit.contains("miljoen");
        let others: &[&str] = match measures {
            Some(Measure::Weeks) => &WEEKS,
            _ if PERCENT.contains(&&unit[..]) => &PERCENT,
            _ => &[],
        };
        let others = others.iter().map(|it| (*it).to_owned()).filter(|it| *it != unit);
        let ends: Vec<String> = std::iter::once(unit.clone()).chain(others).collect();
        Units { ends: ends.into_iter().filter(|unit| !unit.is_empty()).collect(), money }
    }

    /// The number in a cell.
    fn read(&self, cell: &str) -> Option<ParsedNumber> {
        let cut = self.ends.iter().find_map(|unit| cell.strip_suffix(&unit[..]));
        let bare = cut.unwrap_or(cell).trim_end();
        if self.money { number::read_money(bare) } else { number::read(bare) }
    }
}

/// What is said of a number with more decimals than are kept.
fn too_many_decimals(text: &str, rounded: Decimal, decimals: bool) -> Bilingual {
    let (low, high) = (rounded.floor(), rounded.floor() + 1);
    match decimals {
        true => bilingual!(
            "`{text}` heeft meer dan zes decimalen; rond het af, bijvoorbeeld op {rounded}",
            "`{text}` has more than six decimals; round it, for instance to {rounded}"
        ),
        false => {
            bilingual!(
                "`{text}` is geen heel getal; typ {low} of {high}",
                "`{text}` is not a whole number; type {low} or {high}"
            )
        }
    }
}

/// What is said of a formula of which nothing is known.
pub(super) fn uncalculated() -> Bilingual {
    bilingual!(
        "hier staat een formule zonder uitkomst; open de lijst als werkblad, bewaar hem en probeer het opnieuw, of typ de uitkomst",
        "here is a formula without a result; open the list as a spreadsheet, save it and try again, or type the result"
    )
}

/// The words for euros.
const MONEY: [&str; 5] = ["€", "euro", "euro's", "euros", "eur"];

/// The words for hundredths.
const PERCENT: [&str; 4] = ["%", "procent", "percent", "per cent"];

/// The words for weeks and days.
const WEEKS: [&str; 5] = ["weken", "weeks", "week", "wkn", "wk"];
const DAYS: [&str; 5] = ["dagen", "dag", "dgn", "days", "day"];

/// The words for months and years.
pub(super) const MONTHS: [&str; 5] = ["maanden", "maand", "months", "month", "mnd"];
pub(super) const YEARS: [&str; 4] = ["jaren", "jaar", "years", "year"];
/// More months than this are no time for a project.
pub(super) const MOST_MONTHS: i64 = 600;

/// The fewest and the most weeks of a number of months or years.
fn weeks_of_months(cell: &str) -> Option<(i64, i64)> {
    let words = MONTHS.iter().map(|word| (word, 1)).chain(YEARS.iter().map(|word| (word, 12)));
    let (count, unit) = words.into_iter().find_map(|(word, unit)| Some((cell.strip_suffix(word)?.trim_end(), unit)))?;
    let months = count.parse::<i64>().ok()?.checked_mul(unit).filter(|months| (1..=MOST_MONTHS).contains(months))?;
    Some(weeks_of(months))
}

/// The fewest and the most weeks of so many months: they have 28 to 31 days; several behind one another are nearer
/// to a twelfth of a year each.
fn weeks_of(months: i64) -> (i64, i64) {
    let days = months * 365 / 12;
    (((days - 2).max(28)) / 7, (days + 2 + 6) / 7)
}

/// The answer that so many months are, where the fewest and the most weeks are the same one.
pub(super) fn band_of_months(asked: &Question<ById>, months: i64) -> Option<AnswerId> {
    let (low, high) = weeks_of(months);
    let [low, high] = [low, high].map(|weeks| asked.band_of(Decimal::from(weeks)));
    low.filter(|_| low == high)
}

/// What a cell may hold, as people write it.
fn choices(asked: &Question<ById>) -> Bilingual {
    let labels = asked.answers.iter().map(|answer| format!("`{}`", answer.label)).collect::<Vec<_>>().join(", ");
    match &asked.kind {
        QuestionKind::Number { unit, .. } => bilingual!(
            "typ een getal ({unit}), of {labels}, of `onbekend`",
            "type a number ({unit}), or {labels}, or `unknown`"
        ),
        QuestionKind::Multiple => bilingual!(
            "typ een of meer van {labels} (met `;` ertussen), of `onbekend`",
            "type one or more of {labels} (with `;` between them), or `unknown`"
        ),
        QuestionKind::Choice => {
            bilingual!("typ {labels} of `onbekend`", "type {labels} or `unknown`")
        }
    }
}

fn hinted(message: Bilingual, hint: &Bilingual) -> Bilingual {
    Bilingual {
        dutch: format!("{}; {}", message.dutch, hint.dutch),
        english: format!("{}; {}", message.english, hint.english),
    }
}
