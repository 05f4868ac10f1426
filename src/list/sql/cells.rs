//! What the cells of a row leave of every question.

use super::dialect::Dialect;
use super::program::Program;
use super::term::{BITS, Term, all, any, case, either_bits, not};
use super::wanted::Query;
use crate::bilingual;
use crate::list::mapping::Target;
use crate::list::number::{NO_CENTS, SIGNS};
use crate::list::value::{MONTHS, MOST_MONTHS, Units, Values, YEARS, band_of_months};
use crate::model::ids::{AnswerId, Id, IdVec, QuestionId};
use crate::model::replies::{Decimal, Reply, UNKNOWN};
use crate::model::tree::{ById, Measure, Question, QuestionKind};
use crate::source::resolve::question_named;
use crate::text::language::Bilingual;
use std::collections::BTreeMap;

/// What stands in a column for a cell that cannot be read, and for an open reply.
const MISFIT: i64 = -1;
const OPEN: i64 = -2;

/// A formula that is a text and nothing else, and perhaps a mark before it.
const LITERAL: &str = r#"^[\x27]? ?="([^"]|"")*"$"#;

/// A number as it is written: with spaces between thousands, with a mark that comes more than once, with both marks,
/// and one that may be thousands just as well.
const NUMBER: &str = "^[+-]?[0-9]+([.,][0-9]{0,6}0*)?$";
const SPACED: &str = "^-?[0-9]{1,3}( [0-9]{3})+([.,][0-9]{0,6}0*)?$";
const THOUSANDS: &str = "^-?[0-9]{1,3}(([.][0-9]{3}){2,}|(,[0-9]{3}){2,})$";
const POINTS_FIRST: &str = "^-?[0-9]{1,3}([.][0-9]{3})+,[0-9]{0,6}0*$";
const COMMAS_FIRST: &str = "^-?[0-9]{1,3}(,[0-9]{3})+[.][0-9]{0,6}0*$";
const TWO_WAYS: &str = "^-?[1-9][0-9]{0,2}[.,][0-9]{3}$";
/// One that is whole either way.
const WHOLE_BOTH_WAYS: &str = "^-?[1-9][0-9]{0,2},000$";

/// What a row says of a question.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// The answers that may be chosen, as bits, and of a multiple those that may be passed over.
    pub(super) may: Term,
    pub(super) skip: Term,
    /// A reply was given, and one that leaves nothing open.
    pub(super) given: Term,
    pub(super) settled: Term,
    /// The cell cannot be read.
    pub(super) misfit: Term,
}

/// Reads the cells of every question.
pub(super) fn given(
    query: &Query<'_>,
    values: &Values<'_>,
    program: &mut Program,
) -> Result<IdVec<QuestionId, Given>, Bilingual> {
    let tree = query.tree;
    let mut all_given = IdVec::new();
    let fixed = crate::list::answer::fixed(tree, values, &query.mapping)?;
    for (question, asked) in tree.questions.iter_enumerated() {
        let id = &asked.id.text;
        if asked.answers.len() > BITS {
            return Err(bilingual!(
                "vraag `{id}` heeft meer dan {BITS} antwoorden; zo veel kan ik niet in SQL zetten",
                "question `{id}` has more than {BITS} answers; I cannot put so many into SQL"
            ));
        }
        let mut reader = Reader { dialect: query.dialect, asked, values, question, program };
        let read = match fixed.get(&question) {
            Some(reply) => Term::number(code(asked, Some(reply))),
            None => reader.column(query)?,
        };
        all_given.push(reader.given(read));
    }
    Ok(all_given)
}

/// The names of the columns of the table that answer questions.
pub(super) fn names(query: &Query<'_>) -> Vec<String> {
    let own = query.mapping.columns.iter().map(|(name, _)| name.clone());
    own.chain(query.tree.questions.iter().map(|question| question.id.text.clone())).collect()
}

/// A reply as a number: its answers as bits.
fn code(asked: &Question<ById>, reply: Option<&Reply<ById>>) -> i64 {
    match reply {
        None | Some(Reply::Unknown) => OPEN,
        Some(Reply::Answers(answers) | Reply::OneOf(answers)) => bits(answers),
        Some(Reply::Number(number)) => asked.band_of(*number).map_or(MISFIT, |band| bits(&[band])),
    }
}

fn bits(answers: &[AnswerId]) -> i64 {
    answers.iter().fold(0, |bits, answer| bits | 1 << answer.index())
}

/// A cell as it is, with single spaces, without what says that it is text, and that in small letters. All but the first
/// are nothing where the first is known as it is.
struct Texts {
    raw: Term,
    spaced: Term,
    bare: Term,
    normal: Term,
}

/// Reads the cells of one question.
struct Reader<'r> {
    dialect: Dialect,
    asked: &'r Question<ById>,
    values: &'r Values<'r>,
    question: QuestionId,
    program: &'r mut Program,
}

impl Reader<'_> {
    /// What the column of the question says, or the columns of its answers.
    fn column(&mut self, query: &Query<'_>) -> Result<Term, Bilingual> {
        let (mut whole, mut ticked) = (None, Vec::new());
        for (name, target) in &query.mapping.columns {
            match target {
                Target::None => {}
                Target::Question(id) if self.is(query, id)? => whole = Some(name),
                Target::Answer(id, answer) if self.is(query, id)? => {
                    ticked.push((name, crate::list::columns::option(query.tree, self.question, answer)?));
                }
                Target::Question(_) | Target::Answer(..) => {}
            }
        }
        Ok(match ticked.is_empty() {
            true => self.cell(whole.map_or(&self.asked.id.text, |name| name)),
            false => self.ticks(&ticked),
        })
    }

    fn is(&self, query: &Query<'_>, id: &str) -> Result<bool, Bilingual> {
        let found = question_named(query.tree, id);
        Ok(found.ok_or_else(|| crate::list::columns::no_question(query.tree, "--map", id))? == self.question)
    }

    fn define(&mut self, term: Term) -> Term {
        self.program.define(term)
    }

    fn literals<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        // No table has a text with this letter in it.
        texts.into_iter().filter(|it| !it.contains('\0')).map(|it| self.dialect.text(it)).collect()
    }

    /// The text in a column of the table, and that text without what people write differently where the first
    /// is none of `plain`.
    fn texts(&mut self, column: &str, plain: &[String]) -> Texts {
        let column = format!("t.{}", self.dialect.name(column));
        let raw = self.define(Term::of(self.dialect.as_text(&column), &[]));
        let known = any(&[raw.is_null(), raw.among(plain)]);
        let spaced = Term::of(self.dialect.one_space(&raw.text), &[&raw]);
        let spaced = self.define(case(vec![(not(&known), spaced)], None));
        // What spreadsheets put around a cell to say that it is text.
        let text = &spaced.text;
        let literal = self.dialect.matches(text, LITERAL);
        let (equals, quote, quotes) = (self.dialect.text("=\""), self.dialect.text("\""), self.dialect.text("\"\""));
        let before = format!("position({equals} IN {text})");
        let inner = format!("substr({text}, {before} + 2, length({text}) - {before} - 2)");
        let mark = self.dialect.text("'");
        let bare = format!(
            "trim(CASE WHEN {literal} THEN replace({inner}, {quotes}, {quote}) \
             WHEN substr({text}, 1, 1) = {mark} THEN substr({text}, 2) ELSE {text} END)"
        );
        let bare = self.define(Term::of(bare, &[&spaced]));
        let normal = self.normal(&bare);
        Texts { raw, spaced, bare, normal }
    }

    /// A text in small letters, without what may stand at its end.
    fn normal(&mut self, text: &Term) -> Term {
        let normal = format!("trim(TRAILING ' ' FROM trim(TRAILING '?.:' FROM lower({})))", text.text);
        self.define(Term::of(normal, &[text]))
    }

    /// A text that begins with an apostrophe, with that as a letter of its own, and in small letters; an empty one where
    /// it begins otherwise.
    fn with_apostrophe(&mut self, texts: &Texts) -> [Term; 2] {
        let (text, mark) = (&texts.spaced.text, self.dialect.text("'"));
        let own = format!("CASE WHEN substr({text}, 1, 1) = {mark} THEN {text} ELSE '' END");
        let own = self.define(Term::of(own, &[&texts.spaced]));
        let normal = self.normal(&own);
        [own, normal]
    }

    /// What a cell says: the reply as bits.
    fn cell(&mut self, column: &str) -> Term {
        let (mapped, names) = (self.values.mapped(self.question), self.values.names(self.question));
        // Texts by what they say. What goes first is said last: it stays.
        let mut says: BTreeMap<&str, i64> = UNKNOWN.iter().map(|unknown| (*unknown, OPEN)).collect();
        says.extend(names.iter().map(|(text, answer)| (*text, bits(&[*answer]))));
        says.extend(mapped.iter().map(|(text, reply)| (*text, code(self.asked, *reply))));
        let mut texts: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
        says.iter().for_each(|(text, code)| texts.entry(*code).or_default().push(text));
        let plain: Vec<String> = self.literals(says.keys().copied().chain([""]));
        let read = self.texts(column, &plain);
        let mut whens = Vec::new();
        if says.keys().any(|text| text.starts_with('\'')) {
            let [own, normal] = self.with_apostrophe(&read);
            for (code, texts) in &texts {
                let texts = self.literals(texts.iter().copied().filter(|text| text.starts_with('\'')));
                whens.push((normal.among(&texts), Term::number(*code)));
            }
            whens.extend(self.parts([&own, &normal], &names));
        }
        let Texts { raw, bare, normal, .. } = read;
        let blank = self.literals(["", "?"]);
        whens.push((any(&[raw.is_null(), raw.among(&blank), bare.among(&blank)]), Term::number(OPEN)));
        for (code, texts) in texts {
            let texts = self.literals(texts);
            whens.push((any(&[raw.among(&texts), normal.among(&texts)]), Term::number(code)));
        }
        if let QuestionKind::Number { decimals, unit, .. } = &self.asked.kind {
            if self.asked.measures() == Some(Measure::Weeks) {
                whens.extend(self.months(&normal));
            }
            let bare = self.without_units(&normal, &Units::of(unit, self.asked.measures()));
            whens.extend(self.number(column, &bare, *decimals));
        }
        whens.extend(self.parts([&bare, &normal], &names));
        let read = case(whens, Some(Term::number(MISFIT)));
        let read = self.define(read);
        self.fitting(&read)
    }

    /// Months and years that are one answer in weeks.
    fn months(&mut self, normal: &Term) -> Vec<(Term, Term)> {
        let every = if self.dialect == Dialect::Spark { "" } else { ", 'g'" };
        let digits = format!("CAST(regexp_replace({}, '[^0-9]', ''{every}) AS INT)", normal.text);
        let count = |words: &[&str]| format!("^[+]?0*[0-9]{{1,3}} ?({})$", words.join("|"));
        let [months, years] = [&MONTHS[..], &YEARS[..]].map(|it| self.dialect.matches(&normal.text, &count(it)));
        let count = format!("CASE WHEN {months} THEN {digits} WHEN {years} THEN 12 * {digits} END");
        let count = self.define(Term::of(count, &[normal]));
        let answers = (1..=MOST_MONTHS).filter_map(|it| Some((band_of_months(self.asked, it)?, it)));
        let answers: Vec<(AnswerId, i64)> = answers.collect();
        let next = |one: &(AnswerId, i64), two: &(AnswerId, i64)| one.0 == two.0 && one.1 + 1 == two.1;
        let range = |range: &[(AnswerId, i64)]| {
            let ((answer, from), (_, to)) = (range[0], range[range.len() - 1]);
            let within = Term::of(format!("({} BETWEEN {from} AND {to})", count.text), &[&count]);
            (within, Term::number(bits(&[answer])))
        };
        answers.chunk_by(next).map(range).collect()
    }

    /// A text without the first of these behind it that is there.
    fn cut(&self, text: &str, ends: &[&str], instead: &str) -> String {
        let cut = |end: &&str| {
            let (count, end) = (end.chars().count(), self.dialect.text(end));
            format!(
                "WHEN right({text}, {count}) = {end} THEN trim(substr({text}, 1, length({text}) - {count})){instead}"
            )
        };
        format!("CASE {} ELSE {text} END", ends.iter().map(cut).collect::<Vec<_>>().join(" "))
    }

    /// A number without what may stand before or behind it.
    fn without_units(&mut self, normal: &Term, units: &Units) -> Term {
        let ends: Vec<&str> = units.ends.iter().map(String::as_str).collect();
        let text = if ends.is_empty() { normal.text.clone() } else { self.cut(&normal.text, &ends, "") };
        let minus = self.dialect.text("−");
        let mut bare = self.define(Term::of(format!("replace({text}, {minus}, '-')"), &[normal]));
        if units.money {
            let signed = |sign: &&str| {
                let (text, count, sign) = (&bare.text, sign.chars().count(), self.dialect.text(sign));
                let after = format!("WHEN substr({text}, 1, {count}) = {sign} THEN trim(substr({text}, {count} + 1))");
                let before = format!("trim(substr({text}, 1, length({text}) - {count}))");
                format!("{after} WHEN right({text}, {count}) = {sign} THEN {before}")
            };
            let signs = SIGNS.iter().map(signed).collect::<Vec<_>>().join(" ");
            let unsigned = Term::of(format!("CASE {signs} ELSE {} END", bare.text), &[&bare]);
            let unsigned = self.define(unsigned);
            // As `number::read_money`: spaces before no cents are not passed over.
            let cents = self.cut(&unsigned.text, &NO_CENTS, " || ',00'").replace("trim(substr", "(substr");
            bare = self.define(Term::of(cents, &[&unsigned]));
        }
        bare
    }

    /// A number, by the band that it lies in. Only a text can be meant in two ways.
    fn number(&mut self, column: &str, bare: &Term, decimals: bool) -> Vec<(Term, Term)> {
        let dialect = self.dialect;
        let written = self.define(Term::of(dialect.is_text(&format!("t.{}", dialect.name(column))), &[]));
        let text = &bare.text;
        let two_ways = format!("({} AND {})", written.text, dialect.matches(text, TWO_WAYS));
        let thousands = dialect.decimal(&format!("replace(replace({text}, '.', ''), ',', '')"));
        let both = dialect.matches(text, WHOLE_BOTH_WAYS);
        let thousands = if decimals { "NULL".to_owned() } else { format!("CASE WHEN NOT {both} THEN {thousands} END") };
        // The other ways to write one, with what has to go before a point stands before the decimals.
        let without = |gone: &[&str]| gone.iter().fold(text.clone(), |text, it| format!("replace({text}, '{it}', '')"));
        let ways = [
            (NUMBER, text.clone()),
            (SPACED, without(&[" "])),
            (THOUSANDS, without(&[".", ","])),
            (POINTS_FIRST, without(&["."])),
            (COMMAS_FIRST, without(&[","])),
        ];
        let way = |(pattern, text): &(&str, String)| {
            let value = dialect.decimal(&format!("trim(TRAILING '.' FROM replace({text}, ',', '.'))"));
            format!("WHEN {} THEN {value}", dialect.matches(&bare.text, pattern))
        };
        let ways = ways.iter().map(way).collect::<Vec<_>>().join(" ");
        let number = format!("CASE WHEN {two_ways} THEN {thousands} {ways} END");
        let number = self.define(Term::of(number, &[bare, &written]));
        let text = &number.text;
        let whole = if decimals { String::new() } else { format!(" AND {text} = floor({text})") };
        let bands = self.asked.answers.iter_enumerated().filter_map(|(at, answer)| Some((at, answer.band?)));
        let within = |from: Option<Decimal>, below: Option<Decimal>| {
            // What is too large to be a number here is none in a list either.
            let from =
                from.map_or_else(|| format!(" AND {text} >= -{}", Decimal::MOST), |it| format!(" AND {text} >= {it}"));
            let below =
                below.map_or_else(|| format!(" AND {text} <= {}", Decimal::MOST), |it| format!(" AND {text} < {it}"));
            Term::of(format!("({text} IS NOT NULL{from}{below}{whole})"), &[&number])
        };
        bands.map(|(at, band)| (within(band.from, band.below), Term::number(bits(&[at])))).collect()
    }

    /// Several answers in a cell.
    fn parts(&mut self, [bare, normal]: [&Term; 2], names: &[(&str, AnswerId)]) -> Vec<(Term, Term)> {
        let mut whens = Vec::new();
        let between = if self.asked.is_multiple() { &[";|,", ";|"][..] } else { &[";|"] };
        for between in between {
            let names = names.iter().filter(|(name, _)| !name.contains(|it: char| between.contains(it) || it == '\0'));
            let text = &normal.text;
            let has = between.chars().map(|it| format!("{text} LIKE '%{it}%'")).collect::<Vec<_>>().join(" OR ");
            // Every part between marks of its own, so that none hides another.
            let mut parts = format!("';' || {text} || ';'");
            for mark in between.chars().filter(|it| *it != ';') {
                parts = format!("replace({parts}, '{mark}', ';')");
            }
            let class = " ?[?.:]* ?; ?";
            let every = if self.dialect == Dialect::Spark { "" } else { ", 'g'" };
            let parts = format!("regexp_replace({parts}, '{class}', ';;'{every})");
            let parts = self.define(Term::of(format!("CASE WHEN {has} THEN {parts} END"), &[normal]));
            let mut rest = parts.text.clone();
            let mut found: BTreeMap<AnswerId, Vec<Term>> = BTreeMap::new();
            for (name, answer) in names {
                let part = self.dialect.text(&format!(";{name};"));
                rest = format!("replace({rest}, {part}, '')");
                let has = Term::of(format!("(position({part} IN {}) > 0)", parts.text), &[&parts]);
                found.entry(*answer).or_default().push(has);
            }
            let rest = self.define(Term::of(rest, &[&parts]));
            let bits = found
                .iter()
                .map(|(answer, names)| case(vec![(any(names), Term::number(bits(&[*answer])))], Some(Term::number(0))));
            let bits = self.define(either_bits(&bits.collect::<Vec<_>>()));
            // A mark alone is no answer beside others.
            let mark = self.dialect.matches(&bare.text, &format!("(^|[{between}]) ?[?.:]+ ?([{between}]|$)"));
            let known = format!("(replace({}, ';', '') = '' AND {} <> 0 AND NOT {mark})", rest.text, bits.text);
            let known = Term::of(known, &[&rest, &bits, bare]);
            whens.push((known, bits));
        }
        whens
    }

    /// What the columns of answers say together.
    fn ticks(&mut self, columns: &[(&String, AnswerId)]) -> Term {
        let (mut wrong, mut unknown, mut chosen) = (Vec::new(), Vec::new(), Vec::new());
        for (column, answer) in columns {
            let names = self.values.names(self.question);
            let own: Vec<&str> = names.iter().filter(|(_, it)| it == answer).map(|(name, _)| *name).collect();
            let open = UNKNOWN.into_iter().chain(["?"]).filter(|it| !own.contains(it));
            let open = self.literals(open.collect::<Vec<_>>());
            let yes = self.literals(crate::list::mapping::YES.into_iter().chain(own.iter().copied()));
            let no = self.literals(crate::list::mapping::NO);
            let read = self.texts(column, &[&yes[..], &no[..], &open[..]].concat());
            let marked = self.literals(own.iter().copied().filter(|text| text.starts_with('\'')));
            let marked = match marked.is_empty() {
                true => Term::truth(false),
                false => self.with_apostrophe(&read)[1].among(&marked),
            };
            let Texts { raw, normal, .. } = read;
            let yes = any(&[marked, raw.among(&yes), normal.among(&yes)]);
            let no = any(&[raw.is_null(), raw.among(&no), normal.among(&no)]);
            let open = any(&[raw.among(&open), normal.among(&open)]);
            wrong.push(not(&any(&[yes.clone(), no, open.clone()])));
            unknown.push(open);
            chosen.push(case(vec![(yes, Term::number(bits(&[*answer])))], Some(Term::number(0))));
        }
        let chosen = self.define(either_bits(&chosen));
        let open = any(&[any(&unknown), chosen.equals(0)]);
        let whens = vec![(any(&wrong), Term::number(MISFIT)), (open, Term::number(OPEN))];
        let read = self.define(case(whens, Some(chosen)));
        self.fitting(&read)
    }

    /// Of a multiple, an answer that goes with no other must be there alone.
    fn fitting(&mut self, read: &Term) -> Term {
        let alone: Vec<AnswerId> =
            self.asked.answers.iter_enumerated().filter(|(_, answer)| answer.alone).map(|(at, _)| at).collect();
        if !self.asked.is_multiple() || alone.is_empty() {
            return read.clone();
        }
        let several = Term::of(format!("({} > 0)", several(read).text), &[read]);
        let positive = Term::of(format!("({} > 0)", read.text), &[read]);
        let unfit = all(&[positive, read.has(bits(&alone)), several]);
        self.define(case(vec![(unfit, Term::number(MISFIT))], Some(read.clone())))
    }

    fn given(&mut self, read: Term) -> Given {
        let every = bits(&self.asked.answers.ids().collect::<Vec<_>>());
        let text = &read.text;
        let open = Term::of(format!("({text} < 0)"), &[&read]);
        let may = self.define(case(vec![(open.clone(), Term::number(every))], Some(read.clone())));
        let passed = Term::of(format!("({every} - {text})"), &[&read]);
        let skip = self.define(case(vec![(open, Term::number(every))], Some(passed)));
        let given = self.define(Term::of(format!("({text} > 0)"), &[&read]));
        let single = Term::of(format!("({text} > 0 AND {} = 0)", several(&read).text), &[&read]);
        let settled = if self.asked.is_multiple() { given.clone() } else { self.define(single) };
        Given { may, skip, given, settled, misfit: self.define(read.equals(MISFIT)) }
    }
}

/// More than nought where a number has more than one bit.
fn several(read: &Term) -> Term {
    Term::of(format!("({0} & ({0} - 1))", read.text), &[read])
}
