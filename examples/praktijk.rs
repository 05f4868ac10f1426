//! How the order of methods and the plan compare with what real projects used: `examples/praktijk.csv` and
//! `examples/praktijk-andere.csv`, and `docs/practice.md` for what the figures do not say.
#![allow(clippy::print_stdout, reason = "a report on a terminal")]

use anyhow::{Context, Result, bail};
use beslisboom::analysis::recommend::{Recommendation, recommend};
use beslisboom::check::trust_shipped;
use beslisboom::engine::evaluate::evaluate;
use beslisboom::model::replies::{Replies, Reply};
use beslisboom::model::tree::{QuestionKind, Tree};
use beslisboom::source::builtin::Builtin;
use beslisboom::source::parse::read;
use beslisboom::source::shipped;
use beslisboom::text::language::Language;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::path::Path;

/// A row of the list: a column name to its cell.
type Project = HashMap<String, String>;

/// The promise that a rung stands on in the tree, and who then sets the agenda.
const PROMISES: [(&str, &str, &str); 4] = [
    ("raadplegen", "luisteren", "gemeente"),
    ("adviseren", "afwijken-motiveren", "gemeente"),
    ("coproduceren", "binnen-kaders-overnemen", "samen"),
    ("meebeslissen", "loslaten", "inwoners"),
];

/// What one way of ordering gave for one project.
#[derive(Default)]
struct Found {
    used: usize,
    in_five: usize,
    in_ten: usize,
    /// Whether the plan holds a used method; `None` where an order makes no plan.
    in_plan: Option<bool>,
}

fn main() -> Result<()> {
    println!("{}", report()?.trim_end());
    Ok(())
}

/// The whole report.
pub(crate) fn report() -> Result<String> {
    let text = shipped::file("schiedam.yaml").context("no tree schiedam")?;
    let reading = read("schiedam.yaml", text.as_bytes(), Language::Dutch, &Builtin(""));
    // The projects are of earlier years; on a later day the same is measured.
    let tree = trust_shipped(reading, "2026-11-26").tree;
    let tree = tree.context("schiedam is no sound tree")?;
    let known = projects("praktijk.csv")?;
    let mut report = String::new();
    compare(&mut report, "With the promise of practice", &tree, &known, true)?;
    compare(&mut report, "Without a promise", &tree, &known, false)?;
    compare(&mut report, "Other projects, promised", &tree, &projects("praktijk-andere.csv")?, true)?;
    Ok(report)
}

/// The projects of a list beside this file.
fn projects(name: &str) -> Result<Vec<Project>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut list = csv::ReaderBuilder::new().delimiter(b';').from_path(path)?;
    list.deserialize().collect::<Result<_, _>>().with_context(|| name.to_owned())
}

/// One table: the program beside the usual ones, over all, by rung and by phase.
fn compare(report: &mut String, title: &str, tree: &Tree, projects: &[Project], promised: bool) -> Result<()> {
    let mut groups: BTreeMap<(u8, String), Vec<(Found, Found)>> = BTreeMap::new();
    let mut firsts: BTreeSet<String> = BTreeSet::new();
    let (mut other, mut pairs) = (0, 0);
    for project in projects {
        let replies = replies(tree, project, promised)?;
        let (order, plan, rung) = advised(tree, &replies);
        firsts.extend(order.iter().take(5).cloned());
        let phase = if project["fase"].is_empty() { "no phase asked" } else { &project["fase"] };
        for group in [(0, "all".to_owned()), (1, rung), (2, phase.to_owned())] {
            let usual = found(project, &usual_ones(tree, projects, project), None);
            groups.entry(group).or_default().push((found(project, &order, plan.as_deref()), usual));
        }
        let (differ, of) = phases(tree, &replies)?;
        other += differ;
        pairs += of;
    }
    writeln!(report, "{title:<29}           the program                        the usual ones")?;
    writeln!(report, "{:<16}projects  used   @5   @10  in five  in plan     @5   @10  in five", "")?;
    for ((_, name), found) in &groups {
        let [five, ten, some, plans] = sums(found.iter().map(|(program, _)| program));
        let [usual_five, usual_ten, usual_some, _] = sums(found.iter().map(|(_, usual)| usual));
        let (count, used) = (found.len(), found.iter().map(|(it, _)| it.used).sum::<usize>());
        let share = |of: usize| of as f64 / used as f64;
        write!(report, "{name:<16}{count:>8}{used:>6}  {:.2}  {:.2}{some:>9}{plans:>9}", share(five), share(ten))?;
        writeln!(report, "   {:.2}  {:.2}{usual_some:>9}", share(usual_five), share(usual_ten))?;
    }
    writeln!(report, "{} methods among the first fives", firsts.len())?;
    writeln!(report, "another first five for another phase in {other} of {pairs} pairs\n")?;
    Ok(())
}

/// The replies of a project; with the promise and the agenda of the rung of practice, or as coded from the facts.
fn replies(tree: &Tree, project: &Project, promised: bool) -> Result<Replies> {
    let mut replies = Replies::new();
    let promise = PROMISES.iter().find(|(rung, ..)| promised && *rung == project["Praktijk"]);
    for (number, question) in tree.questions.iter_enumerated() {
        let id = question.id.text.as_str();
        let cell = match (promise, id) {
            (Some((_, promise, _)), "toezegging") => promise,
            (Some((.., agenda)), "agenda") => agenda,
            // Nothing in the facts tells; they change no method.
            (Some(_), "mandaat") => "ja",
            (Some(_), "kracht") => "niet-nodig",
            _ => project.get(id).map_or("", String::as_str),
        };
        if cell.is_empty() {
            continue;
        }
        let reply = if matches!(question.kind, QuestionKind::Number { .. }) {
            Reply::Number(cell.parse::<i64>().context("a whole number")?.into())
        } else {
            let answer = |id: &str| question.answers.position(|it| it.id.text == id);
            let answers: Option<_> = cell.split(';').map(answer).collect();
            let Some(answers) = answers else { bail!("{}: no answer {cell} to {id}", project["Project"]) };
            Reply::Answers(answers)
        };
        replies.insert(number, reply);
    }
    Ok(replies)
}

/// The methods in order, those of the plan, and the rung.
fn advised(tree: &Tree, replies: &Replies) -> (Vec<String>, Option<Vec<String>>, String) {
    let evaluation = evaluate(tree, replies);
    let Recommendation { offered, plan, .. } = recommend(tree, replies, &evaluation);
    let order = offered.iter().map(|it| it.method.id.text.clone()).collect();
    let plan = plan.map(|plan| plan.steps.iter().map(|step| step.method.id.text.clone()).collect());
    let rung = match &evaluation.landings[..] {
        [one] => one.rung.map_or("no rung", |rung| &tree.rung(rung).id.text),
        _ => "several rungs",
    };
    (order, plan, rung.to_owned())
}

/// In how many pairs of phases the first fives differ, and how many pairs there are.
fn phases(tree: &Tree, replies: &Replies) -> Result<(usize, usize)> {
    let phase = tree.questions.position(|it| it.id.text == "fase").context("no question fase")?;
    let five = |answer| {
        let mut replies = replies.clone();
        replies.insert(phase, Reply::Answers(vec![answer]));
        advised(tree, &replies).0.into_iter().take(5).collect::<BTreeSet<String>>()
    };
    // Where nothing asks for the phase, it can change nothing.
    if !replies.contains_key(&phase) {
        return Ok((0, 0));
    }
    let fives: Vec<_> = tree.questions[phase].answers.ids().map(five).collect();
    let pairs = fives.iter().enumerate().flat_map(|(at, one)| fives[..at].iter().map(move |two| one != two));
    Ok(pairs.fold((0, 0), |(differ, of), it| (differ + usize::from(it), of + 1)))
}

/// Every method by how many of the other projects used it; of equals the first in the catalogue.
fn usual_ones(tree: &Tree, projects: &[Project], left_out: &Project) -> Vec<String> {
    let others = projects.iter().filter(|it| it["Project"] != left_out["Project"]);
    let mut times: HashMap<&str, i64> = HashMap::new();
    others.flat_map(|it| it["Werkvormen"].split(';')).for_each(|used| *times.entry(used).or_default() += 1);
    let mut methods: Vec<String> = tree.methods().map(|it| it.id.text.clone()).collect();
    methods.sort_by_key(|id| -times.get(id.as_str()).copied().unwrap_or(0));
    methods
}

fn found(project: &Project, order: &[String], plan: Option<&[String]>) -> Found {
    let used: Vec<&str> = project["Werkvormen"].split(';').collect();
    let within = |methods: &[String]| used.iter().filter(|used| methods.iter().any(|it| it == **used)).count();
    Found {
        used: used.len(),
        in_five: within(&order[..order.len().min(5)]),
        in_ten: within(&order[..order.len().min(10)]),
        in_plan: plan.map(|plan| within(plan) > 0),
    }
}

/// Used methods in the first five and in the first ten; projects with one in the first five, and in the plan.
fn sums<'a>(found: impl Iterator<Item = &'a Found>) -> [usize; 4] {
    found.fold([0; 4], |[five, ten, some, plans], it| {
        let planned = usize::from(it.in_plan == Some(true));
        [five + it.in_five, ten + it.in_ten, some + usize::from(it.in_five > 0), plans + planned]
    })
}
