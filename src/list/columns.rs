//! Which column of a list answers which question.

use crate::bilingual;
use crate::list::count_by::CountBy;
use crate::list::dialect::Dialect;
use crate::list::field::{Field, Headers};
use crate::list::heading;
use crate::list::job::Job;
use crate::list::mapping::{Mapping, Target, normal};
use crate::list::value::{plain, with_apostrophe};
use crate::model::finding::did_you_mean;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::tree::Resolved;
use crate::source::resolve::{allowed, question_named};
use crate::text::language::Bilingual;
use std::borrow::Cow;
use std::collections::HashMap;

/// So many rows are looked at where the first is no head.
pub(super) const BELOW: usize = 20;

/// Names of a column that says which rung was chosen.
const CHOSEN: [&str; 5] = ["gekozen trede", "gekozen", "gekozen-trede", "chosen rung", "chosen"];

/// A column that answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place in the list, from 0.
    pub at: usize,
    /// What it answers.
    pub question: QuestionId,
    /// The answer that it says yes or no to; else it holds the reply.
    pub option: Option<AnswerId>,
    /// Another question goes first: this is the column of an old one that became several.
    pub shared: bool,
}

/// The columns of a list.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Their names as they stand in the head.
    pub names: Vec<String>,
    /// Columns that answer a question, in their order.
    pub questions: Vec<Column>,
    /// Questions that have the same reply in every row.
    pub fixed: Vec<QuestionId>,
    /// The column that names the phase or sub-question.
    pub part: Option<usize>,
    /// Columns that projects are counted by.
    pub count: CountBy<usize>,
    /// Columns that a mapping leaves out.
    left_out: Vec<usize>,
    /// By column, what an earlier run added there: it is replaced.
    pub known: Vec<Option<Field>>,
    /// Those whose word is that of a question here, or is named by a mapping.
    pub(super) others: Vec<Field>,
    /// What is worth saying about the head.
    pub remarks: Vec<Bilingual>,
    /// They are fields of objects: several may answer one question.
    are_fields: bool,
}

impl Columns {
    /// Finds the columns by question id or text, whatever case and spacing. Fails where two columns answer
    /// one question, where none answers any, and where a mapping names what is not there.
    pub fn of(tree: &Resolved, names: Vec<String>, mapping: &Mapping) -> Result<Columns, Bilingual> {
        Columns::find(tree, names, mapping)?.finished(tree, mapping)
    }

    /// The same where they are all there: says what is worth saying of them.
    pub(super) fn finished(mut self, tree: &Resolved, mapping: &Mapping) -> Result<Columns, Bilingual> {
        self.complete(tree, mapping)?;
        self.remarks.extend(self.missing(tree));
        let before = self.names.iter().zip(&self.known).filter_map(|(name, known)| known.map(|_| name.trim()));
        self.remarks.extend(replaced(&before.collect::<Vec<_>>()));
        Ok(self)
    }

    /// Says which questions have no column: they stay open in every row.
    pub(super) fn missing(&self, tree: &Resolved) -> Option<Bilingual> {
        let answered = |question: &QuestionId| {
            self.questions.iter().any(|it| it.question == *question) || self.fixed.contains(question)
        };
        let open = tree.questions.ids().filter(|question| !answered(question));
        let ids: Vec<&str> = open.map(|question| tree.questions[question].id.text.as_str()).collect();
        let ids = ids.join(", ");
        (!ids.is_empty()).then(|| {
            bilingual!(
                "geen kolom voor {ids}: dat blijft in elke rij open",
                "no column for {ids}: that stays open in every row"
            )
        })
    }

    /// The names of the columns that are added: none that the list has itself, and none that would be read as the
    /// answer to a question.
    pub(super) fn added(&self, fields: &[Field], headers: Headers) -> Vec<String> {
        let own = self.own().map(|at| self.names[at].as_str());
        let own: Vec<&str> = own.chain(self.others.iter().map(|it| it.word())).collect();
        Field::names(fields, headers, &own)
    }

    /// The columns that are the list's own, by place.
    pub(super) fn own(&self) -> impl Iterator<Item = usize> {
        (0..self.names.len()).filter(|at| self.known.get(*at).is_none_or(Option::is_none))
    }

    /// Where the list's own columns end that have a name.
    pub(super) fn own_end(&self) -> usize {
        self.own().filter(|at| !self.names[*at].trim().is_empty()).last().map_or(0, |at| at + 1)
    }

    /// A row as it stands, without the cells that an earlier run added; `quoted` as for [`Dialect::cells`].
    pub(super) fn cut<'r>(&self, row: &'r [u8], dialect: Dialect, quoted: bool) -> Cow<'r, [u8]> {
        if !self.any_known() {
            return Cow::Borrowed(row);
        }
        let (body, tail) = dialect.ended(row);
        let cells = dialect.cells(body, quoted).into_iter().enumerate();
        let own = cells.filter(|(at, _)| self.known.get(*at).is_none_or(Option::is_none));
        let own: Vec<&[u8]> = own.map(|(_, cell)| &body[cell]).collect();
        Cow::Owned([&own.join(&dialect.delimiter)[..], tail].concat())
    }

    /// Whether an earlier run added any.
    pub(super) fn any_known(&self) -> bool {
        self.known.iter().any(Option::is_some)
    }

    /// Looks below a head that is none, as with a title above the table: says where the head seems to be.
    pub(super) fn below(job: &Job<'_>, line: u64, names: Vec<String>) -> Option<Bilingual> {
        let columns = Columns::find(job.tree, names, &job.mapping).ok()?;
        (!columns.questions.is_empty()).then(|| {
            bilingual!(
                "de kop staat niet bovenaan, maar op regel {line}; geef --head {line}, of haal weg wat erboven staat",
                "the head is not at the top, but on line {line}; give --head {line}, or take out what is above it"
            )
        })
    }

    /// Takes a column to count by, where its name is the one that was asked for. What was chosen may go without asking.
    fn count_by(&mut self, name: &str, column: usize, asked: &CountBy<String>) {
        let is = |asked: &Option<String>| asked.as_ref().is_some_and(|it| is_named(name, it));
        let places = [
            (&mut self.count.project, is(&asked.project)),
            (&mut self.count.by, is(&asked.by)),
            (
                &mut self.count.chosen,
                is(&asked.chosen) || asked.chosen.is_none() && CHOSEN.iter().any(|it| is_named(name, it)),
            ),
        ];
        for (place, meant) in places {
            if meant && place.is_none() {
                *place = Some(column);
            }
        }
    }

    /// Fails where a column that was asked for is not there, or where none answers a question.
    pub(super) fn complete(&self, tree: &Resolved, mapping: &Mapping) -> Result<(), Bilingual> {
        let numbered = numbered(&self.names);
        let missing = |own: &str| {
            !numbered.iter().flatten().any(|it| it == own) && !self.names.iter().any(|it| is_named(it, own))
        };
        if let Some((name, _)) = mapping.columns.iter().find(|(own, _)| missing(own)) {
            let hint = did_you_mean(name, self.names.iter().map(String::as_str));
            let (nl, en) =
                hint.map_or_else(Default::default, |it| (format!("; {}", it.dutch), format!("; {}", it.english)));
            return Err(bilingual!(
                "de lijst heeft geen kolom `{name}`, die in --map staat{nl}",
                "the list has no column `{name}`, which stands in --map{en}"
            ));
        }
        self.require(tree)?;
        self.require_counted(mapping)
    }

    /// Fails where a column to count by is not there.
    fn require_counted(&self, mapping: &Mapping) -> Result<(), Bilingual> {
        let asked = [
            ("--project-column", &mapping.count.project, self.count.project),
            ("--by", &mapping.count.by, self.count.by),
            ("--chosen-column", &mapping.count.chosen, self.count.chosen),
        ];
        for (option, name, found) in asked {
            let Some(name) = name.as_ref().filter(|_| found.is_none()) else { continue };
            let list = self.own().map(|at| format!("`{}`", self.names[at].trim())).collect::<Vec<_>>().join(", ");
            return Err(bilingual!(
                "{option} `{name}`: zo heet geen kolom; de kolommen zijn {list}",
                "{option} `{name}`: no column has that name; the columns are {list}"
            ));
        }
        Ok(())
    }

    /// Fails where no column answers a question.
    pub fn require(&self, tree: &Resolved) -> Result<(), Bilingual> {
        if !self.questions.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = tree.questions.iter().map(|question| question.id.text.as_str()).collect();
        let ids = ids.join(", ");
        Err(bilingual!(
            "geen enkele kolom hoort bij een vraag van deze boom; de vragen zijn: {ids} (of maak een lege lijst met `beslisboom template`)",
            "no column answers a question of this tree; the questions are: {ids} (or make an empty list with `beslisboom template`)"
        ))
    }

    /// The same where more columns may come: none of them has to answer a question yet.
    ///
    /// Of columns with one name, a mapping may name the second as `NAME#2`, and so on.
    pub fn find(tree: &Resolved, names: Vec<String>, mapping: &Mapping) -> Result<Columns, Bilingual> {
        Columns::default().with(tree, names, mapping)
    }

    /// The same for the fields of objects, of which several may answer one question: each object may spell them in its
    /// own way.
    pub(super) fn of_fields(tree: &Resolved, names: Vec<String>, mapping: &Mapping) -> Result<Columns, Bilingual> {
        Columns { are_fields: true, ..Columns::default() }.with(tree, names, mapping)
    }

    fn with(self, tree: &Resolved, names: Vec<String>, mapping: &Mapping) -> Result<Columns, Bilingual> {
        let fixed =
            mapping.fixed.iter().map(|(id, _)| question_named(tree, id).ok_or_else(|| no_question(tree, "--set", id)));
        let others = others(tree, mapping);
        let known = Field::known(names.iter().map(String::as_str), &others);
        let mut columns = Columns { fixed: fixed.collect::<Result<_, _>>()?, known, others, ..self };
        let numbered = numbered(&names);
        let exactly = |own: &String| names.contains(own) || numbered.iter().flatten().any(|it| it == own);
        let exact = mapping.columns.iter().filter(|(own, _)| exactly(own)).cloned().collect::<Vec<_>>();
        for (name, number) in names.into_iter().zip(numbered) {
            // What --map names to the letter is that column alone, whatever others look like it.
            let by_number = || exact.iter().find(|(own, _)| number.as_ref() == Some(own));
            match by_number().or_else(|| exact.iter().find(|(own, _)| *own == name)) {
                Some(only) => {
                    let only = (name.clone(), only.1.clone());
                    let count = mapping.count.clone();
                    let mapping = Mapping { columns: vec![only], count, ..Mapping::default() };
                    columns.add(tree, name, &mapping)?;
                }
                None => {
                    let others = mapping.columns.iter().filter(|it| !exact.contains(it)).cloned().collect();
                    columns.add(
                        tree,
                        name,
                        &Mapping {
                            columns: others,
                            also: mapping.also.clone(),
                            count: mapping.count.clone(),
                            ..Mapping::default()
                        },
                    )?;
                }
            }
        }
        columns.hints(tree);
        Ok(columns)
    }

    /// Adds a column.
    pub(super) fn add(&mut self, tree: &Resolved, name: String, mapping: &Mapping) -> Result<(), Bilingual> {
        let column = self.names.len();
        if self.known.get(column).is_some_and(Option::is_some) {
            self.names.push(name);
            return Ok(());
        }
        // A list that writes every cell as a formula writes its head so too.
        let said = plain(&name).into_owned();
        let wanted = normal(&said);
        self.count_by(&name, column, &mapping.count);
        let (question, option) = match mapping.columns.iter().find(|(own, _)| is_named(&name, own)) {
            Some((_, Target::None)) => {
                self.left_out.push(column);
                self.names.push(name);
                return Ok(());
            }
            Some((_, Target::Question(id))) => {
                (Some(question_named(tree, id).ok_or_else(|| no_question(tree, "--map", id))?), None)
            }
            Some((_, Target::Answer(id, answer))) => {
                let question = question_named(tree, id).ok_or_else(|| no_question(tree, "--map", id))?;
                (Some(question), Some(option(tree, question, answer)?))
            }
            None => {
                let question = |said: &str| heading::question(tree, &mapping.also, said);
                let option = |said: &str| heading::option(tree, &mapping.also, said);
                match with_apostrophe(&name).and_then(question).or_else(|| question(&said)) {
                    Some(question) => (Some(question), None),
                    None => with_apostrophe(&name).and_then(option).or_else(|| option(&said)).unzip(),
                }
            }
        };
        if let Some(question) = question {
            let added = Column { at: column, question, option, shared: false };
            // A column of its own goes before one that it shares.
            self.questions.retain(|it| !(it.shared && it.question == question));
            self.told_apart(tree, &added, &name)?;
            self.questions.push(added);
            self.share(tree, &added, &said);
        } else if self.part.is_none() && matches!(wanted.as_str(), "part" | "onderdeel" | "deelvraag") {
            self.part = Some(column);
        }
        self.names.push(name);
        Ok(())
    }

    /// Has a column of an old question that became several answer each of them that nothing else answers.
    fn share(&mut self, tree: &Resolved, added: &Column, name: &str) {
        let several = heading::became_of(tree, added.question, name);
        let more = several.into_iter().filter(|it| *it != added.question && !self.fixed.contains(it));
        let free: Vec<QuestionId> = more.filter(|it| self.questions.iter().all(|own| own.question != *it)).collect();
        if added.option.is_none() {
            self.questions.extend(free.into_iter().map(|question| Column { question, shared: true, ..*added }));
        }
    }

    /// Fails where another column gives the same reply, or every row does.
    fn told_apart(&self, tree: &Resolved, added: &Column, name: &str) -> Result<(), Bilingual> {
        let id = &tree.questions[added.question].id.text;
        if self.fixed.contains(&added.question) {
            return Err(bilingual!(
                "kolom `{name}` hoort bij vraag `{id}`, en --set geeft die vraag voor elke rij al een antwoord; laat er één weg",
                "column `{name}` answers question `{id}`, and --set gives that question its reply in every row; leave one out"
            ));
        }
        let same = |it: &&Column| {
            !self.are_fields
                && it.question == added.question
                && (it.option == added.option || it.option.is_none() || added.option.is_none())
        };
        let Some(other) = self.questions.iter().find(same) else { return Ok(()) };
        let one = &self.names[other.at];
        let second = if one == name { format!("{name}#2") } else { name.to_owned() };
        Err(bilingual!(
            "de kolommen `{one}` en `{name}` horen allebei bij vraag `{id}`; haal er één weg, of sla er een over met --map (`columns: {{\"{second}\": \"\"}}`)",
            "the columns `{one}` and `{name}` both answer question `{id}`; take one out, or pass over one with --map (`columns: {{\"{second}\": \"\"}}`)"
        ))
    }

    /// Points at columns that look like a question that has no column.
    pub(super) fn hints(&mut self, tree: &Resolved) {
        let free = |question: &QuestionId| self.questions.iter().all(|it| it.question != *question);
        let open: Vec<QuestionId> = tree.questions.ids().filter(free).collect();
        let texts = |question: &QuestionId| {
            let asked = &tree.questions[*question];
            [normal(&asked.id.text), normal(&asked.ask)]
        };
        let known: Vec<String> = open.iter().flat_map(texts).collect();
        for (column, name) in self.names.iter().enumerate() {
            let meant = self.questions.iter().any(|it| it.at == column)
                || self.part == Some(column)
                || self.left_out.contains(&column)
                || self.known.get(column).is_some_and(Option::is_some);
            if meant || name.trim().chars().count() < 3 {
                continue;
            }
            if let Some(near) = crate::model::finding::nearest(&normal(name), known.iter().map(String::as_str)) {
                let id = known.iter().position(|it| it == near).map(|at| tree.questions[open[at / 2]].id.text.clone());
                let id = id.unwrap_or_default();
                self.remarks.push(bilingual!(
                    "kolom `{name}` hoort bij geen vraag; bedoelde je `{id}`? (de kolom gaat ongelezen mee)",
                    "column `{name}` answers no question; did you mean `{id}`? (the column goes along unread)"
                ));
            }
        }
    }
}

/// Whether something that is called so answers a question.
pub(super) fn answers(tree: &Resolved, name: &str, mapping: &Mapping) -> bool {
    Columns::find(tree, vec![name.to_owned()], mapping).is_ok_and(|columns| !columns.questions.is_empty())
}

/// Whether a column is called so. An apostrophe before its name may be a letter of it, or say that it is text.
fn is_named(column: &str, wanted: &str) -> bool {
    let wanted = normal(wanted);
    normal(&plain(column)) == wanted || with_apostrophe(column).is_some_and(|it| normal(it) == wanted)
}

/// The added columns whose word names a question, or is named by a mapping (`status`, or the second one: `status#2`).
fn others(tree: &Resolved, mapping: &Mapping) -> Vec<Field> {
    let count = &mapping.count;
    let counted = [&count.project, &count.by, &count.chosen].into_iter().flatten();
    let mapped = mapping.columns.iter().map(|(own, _)| own.split_once('#').map_or(&own[..], |(own, _)| own));
    let named: Vec<String> = mapped.chain(counted.map(String::as_str)).map(normal).collect();
    let is_other = |field: &Field| {
        heading::question(tree, &mapping.also, field.word()).is_some() || named.iter().any(|it| it == field.word())
    };
    Field::ALL.into_iter().filter(is_other).collect()
}

/// Says that an earlier run added these columns; nothing where it added none. Bare words may be somebody's own.
pub(super) fn replaced(names: &[&str]) -> Option<Bilingual> {
    let bare: Vec<&str> = names.iter().copied().filter(|name| Field::ALL.iter().any(|it| it.word() == *name)).collect();
    let (count, list) = (names.len(), bare.join(", "));
    match (count, bare.len()) {
        (0, _) => None,
        (_, 0) => Some(bilingual!(
            "{count} kolommen kwamen er eerder bij; die zijn vervangen",
            "{count} columns were added by an earlier run; they are replaced"
        )),
        _ => Some(bilingual!(
            "deze kolommen lijken er eerder bij te zijn gekomen en zijn vervangen: {list}; is er een van jezelf, geef die een andere naam",
            "these columns seem to be added by an earlier run and are replaced: {list}; if one is your own, give it another name"
        )),
    }
}

/// For each name that stood there before the number it has then: `NAME#2`.
fn numbered(names: &[String]) -> Vec<Option<String>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut number = |name| {
        let count = counts.entry(name).or_default();
        *count += 1;
        (*count > 1).then(|| format!("{name}#{count}"))
    };
    names.iter().map(|name| number(name)).collect()
}

/// The answer with this id or label.
pub(super) fn option(tree: &Resolved, question: QuestionId, text: &str) -> Result<AnswerId, Bilingual> {
    let asked = &tree.questions[question];
    let (id, hint) = (&asked.id.text, allowed(asked));
    heading::labelled(asked, &[], text).ok_or_else(|| {
        bilingual!(
            "--map noemt `{text}`, en dat is geen antwoord op `{id}`; {nl}",
            "--map names `{text}`, which is not an answer to `{id}`; {en}",
            nl = &hint.dutch,
            en = &hint.english
        )
    })
}

/// What is said where an option names a question that is not there.
pub(super) fn no_question(tree: &Resolved, option: &str, id: &str) -> Bilingual {
    let hint = did_you_mean(id, tree.questions.iter().map(|question| question.id.text.as_str()));
    let hint = hint.unwrap_or_else(|| bilingual!("kijk met `beslisboom show`", "look with `beslisboom show`"));
    bilingual!(
        "{option} noemt vraag `{id}`, die er niet is; {nl}",
        "{option} names question `{id}`, which is not there; {en}",
        nl = &hint.dutch,
        en = &hint.english
    )
}
