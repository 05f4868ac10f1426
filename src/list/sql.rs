//! A tree as one SQL query: over a table with a column per question it says what `batch` says.
//!
//! All that is told of a row is a function of what its open replies can still become, and each of these
//! functions is a decision diagram (`functions`). A row walks all of them at once: by part of a diagram it has
//! the ends that are still possible from there, as bits, so nothing is joined or grouped and every row goes by
//! itself. Cells are read in `cells`, what decided a result in `decided`; `program` puts every column in the
//! layer where all that it reads is there.

mod cells;
mod decided;
mod dialect;
mod functions;
mod program;
mod results;
mod term;
mod wanted;

pub use dialect::Dialect;
pub use wanted::Query;

use crate::bilingual;
use crate::engine::evaluate::Explored;
use crate::list::field::Field;
use crate::list::value::Values;
use crate::model::ids::{QuestionId, RungId};
use crate::text::language::Bilingual;
use decided::Decided;
use functions::Functions;
use program::Program;
use results::{OneResult, Results};
use term::{BITS, Term, all, any, case, not};

/// The columns that are added, in their order.
pub const ADDED: [&str; 9] = [
    Field::Verdict.word(),
    Field::Rung.word(),
    Field::Outcome.word(),
    Field::PossibleRungs.word(),
    Field::OpenQuestions.word(),
    "first_open_question",
    Field::DecidedBy.word(),
    Field::Status.word(),
    "conflict",
];

/// Writes the query, with a line end. Fails where a mapping names what is not there, or where the tree is too
/// large to say exactly.
pub fn query(query: &Query<'_>) -> Result<String, Bilingual> {
    let tree = query.tree;
    let values = Values::of(tree, &query.mapping)?;
    let mut program = Program::default();
    let given = cells::given(query, &values, &mut program)?;
    let explored = Explored::of(tree);
    let too_large = || {
        bilingual!(
            "deze boom is te groot om als SQL precies te zijn; gebruik `beslisboom batch`",
            "this tree is too large to be exact as SQL; use `beslisboom batch`"
        )
    };
    if tree.rungs().len() > BITS {
        return Err(too_large());
    }
    let mut functions = Functions::of(&explored, &given).ok_or_else(too_large)?;
    let ends = functions.ends(&mut program).ok_or_else(too_large)?;
    let results = Results::of(&ends.leaves);
    let only = |(number, it): (usize, &OneResult)| (ends.bits.only(&it.leaves), Term::number(number as i64));
    let landing = program.define(case(results.each.iter().enumerate().map(only).collect(), None));
    let clash = program.define(ends.bits.only(&results.clashes));
    let mut open = Vec::new();
    for question in tree.questions.ids() {
        let matters = functions.matters(question, &mut program).ok_or_else(too_large)?;
        open.push((question, program.define(matters)));
    }
    let hangs = open.iter().map(|(question, open)| all(&[given[*question].misfit.clone(), open.clone()]));
    let invalid = any(&hangs.collect::<Vec<_>>());
    let mut decided = Decided { tree, given: &given, functions: &mut functions, program: &mut program };
    let decided = decided.by(&results, &landing, &clash).ok_or_else(too_large)?;

    let word = |text: &str| Term::text(query.dialect, text);
    let id = |question: QuestionId| word(&tree.questions[question].id.text);
    let rung = |rung: RungId| word(&tree.rung(rung).id.text);
    let by_landing = |name: &dyn Fn(&OneResult) -> Option<Term>| {
        let whens = results.each.iter().enumerate();
        case(whens.filter_map(|(at, it)| Some((landing.equals(at as i64), name(it)?))).collect(), None)
    };
    let questions = |list: &[(QuestionId, Term)]| {
        Term::list(list.iter().map(|(question, when)| (when.clone(), id(*question))).collect())
    };
    let verdicts = results.verdicts(tree).into_iter();
    let rungs = results.rungs(tree).into_iter();
    let status =
        vec![(invalid, word("invalid")), (landing.is_null(), word("undecided")), (clash.clone(), word("conflict"))];
    let never = not(&ends.bits.has(&results.clashes));
    let cells = [
        case(verdicts.map(|(verdict, leaves)| (ends.bits.only(&leaves), word(verdict.word()))).collect(), None),
        by_landing(&|it| it.rung.map(rung)),
        by_landing(&|it| Some(word(&tree.outcomes[it.outcome].id.text))),
        Term::list(rungs.map(|(it, leaves)| (ends.bits.has(&leaves), rung(it))).collect()),
        questions(&open),
        case(open.iter().map(|(question, open)| (open.clone(), id(*question))).collect(), None),
        questions(&decided),
        case(status, Some(word("decided"))),
        case(vec![(clash, Term::truth(true)), (never, Term::truth(false))], None),
    ];
    let named: Vec<(String, Term)> = names(&cells::names(query)).into_iter().zip(cells).collect();
    let table = qualified(query.dialect, &query.table);
    let view = query.view.as_deref().map(|view| format!("CREATE VIEW {} AS\n", qualified(query.dialect, view)));
    let body = program.write(query.dialect, &table, &named).ok_or_else(too_large)?;
    Ok(view.unwrap_or_default() + &body)
}

/// A name that may say in which schema it is.
fn qualified(dialect: Dialect, name: &str) -> String {
    name.split('.').map(|part| dialect.name(part)).collect::<Vec<_>>().join(".")
}

/// Names for the added columns that none of these has; where one has, all get a prefix, as in a list.
fn names(taken: &[String]) -> Vec<String> {
    let mut prefix = String::new();
    loop {
        let names: Vec<String> = ADDED.iter().map(|name| format!("{prefix}{name}")).collect();
        if Field::taken(&names, taken).is_none() {
            return names;
        }
        prefix += "beslisboom_";
    }
}
