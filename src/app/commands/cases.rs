//! `cases`: what others did, and what they learnt from it; by likeness, method, subject or phase.

use crate::analysis::likeness::{Likeness, said_of};
use crate::app::cli::{CasesArgs as Args, Global};
use crate::app::commands::project_trees::ProjectTrees;
use crate::app::ending::Ending;
use crate::app::look::{is_for_here, show};
use crate::app::project_file;
use crate::app::system;
use crate::bilingual;
use crate::model::approach::Meaning;
use crate::model::case::Case;
use crate::model::finding::did_you_mean;
use crate::model::project::Project;
use crate::output::cases::{CaseList, ListedCase};
use crate::output::report::Report;
use crate::source::builtin::Builtin;
use crate::source::cases::cases;
use crate::source::parse::Content;
use crate::source::resolve::fit;
use crate::text::language::Language;
use anyhow::{Result, bail};

/// Shows the cases that were asked for.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    is_for_here(args.shown.format, language)?;
    let like = args.like.as_deref().map(|path| project_file::read(path, language)).transpose()?;
    let own = match project_file::folder_if_any(args.folder.as_deref()) {
        Some(folder) => project_file::cases(&folder, args.like.as_deref(), language)?,
        None => Default::default(),
    };
    let all: Vec<&Case> = own.cases.iter().chain(cases(language)).collect();
    if let Some(method) = &args.method {
        is_known(method, &all, language)?;
    }
    let projects = all.iter().map(|case| &case.project).chain(&like);
    let trees = ProjectTrees::of(projects, global, language);
    let wanted: Vec<&Case> = all.into_iter().filter(|case| is_wanted(case, args, &trees)).collect();
    let mut list = CaseList { cases: Vec::new(), like: None, remarks: Vec::new(), language };
    match &like {
        Some(project) => {
            list.cases = like_project(project, &wanted, &trees, language)?;
            list.like = Some(project.name.clone());
            list.remarks.push(how(language).to_owned());
        }
        None => list.cases = wanted.into_iter().map(ListedCase::of).collect(),
    }
    if list.cases.is_empty() {
        list.remarks
            .push(language.pick("Geen geval past bij wat je zoekt.", "No case fits what you look for.").to_owned());
    }
    show(&list, args.shown.format, global, language)?;
    own.faults.iter().for_each(|fault| system::tell(fault));
    Ok(if own.faults.is_empty() { Ending::Fine } else { Ending::Remarks })
}

/// How likeness is counted.
fn how(language: Language) -> &'static str {
    language.pick(
        "Vergeleken zijn de antwoorden die de uitkomst van jouw project bepalen of alleen al veranderen. Elk gelijk antwoord telt één keer. Bij gelijke stand tellen de overige antwoorden. Een geval met meer andere dan gelijke antwoorden telt niet mee.",
        "Compared are the replies that decide the result of your project, or that alone would change it. Each reply alike counts once. Where that is equal, the other replies count. A case with more replies that differ than replies alike does not count.",
    )
}

/// A method that no catalogue and no case knows is a slip.
fn is_known(method: &str, cases: &[&Case], language: Language) -> Result<()> {
    let catalogue = Builtin("catalogues").read("werkvormen", language).and_then(|it| it.content);
    let shipped: Vec<String> = match catalogue {
        Some(Content::Catalogue(it)) => it.methods.iter().map(|method| method.id.text.clone()).collect(),
        _ => Vec::new(),
    };
    if shipped.iter().any(|id| id == method) || cases.iter().any(|case| case.has_method(method)) {
        return Ok(());
    }
    let hint = did_you_mean(method, shipped.iter().map(String::as_str))
        .unwrap_or_else(|| bilingual!("`beslisboom list werkvormen` noemt ze", "`beslisboom list methods` names them"));
    let said = bilingual!("er is geen werkvorm `{method}`", "there is no method `{method}`");
    bail!("{}: {}", said.to(language), hint.to(language))
}

/// Whether a case has the method, is about the subject and belongs to the phase that are asked for.
fn is_wanted(case: &Case, args: &Args, trees: &ProjectTrees) -> bool {
    let project = &case.project;
    let labels = project.labels.iter().map(String::as_str);
    let parts = project.parts.iter().filter_map(|part| part.part.as_deref());
    args.method.as_ref().is_none_or(|method| case.has_method(method))
        && args
            .subject
            .as_ref()
            .is_none_or(|it| labels.clone().any(|label| has(label, it)) || says(project, it, Meaning::Subject, trees))
        && args
            .phase
            .as_ref()
            .is_none_or(|it| parts.clone().any(|part| has(part, it)) || says(project, it, Meaning::Phase, trees))
}

/// Whether the replies of a project say a word, by its id or in its name for people.
fn says(project: &Project, wanted: &str, meaning: Meaning, trees: &ProjectTrees) -> bool {
    project.parts.iter().any(|part| {
        let Some(opened) = trees.tree(part) else { return false };
        let replies = fit(&*opened.tree, &part.replies).0;
        said_of(&opened.tree, &replies, meaning).iter().any(|(id, label)| has(id, wanted) || has(label, wanted))
    })
}

/// Whether a text has a word in it, whatever its capitals.
fn has(text: &str, wanted: &str) -> bool {
    text.to_lowercase().contains(&wanted.trim().to_lowercase())
}

/// The cases that are like a project in one of its parts, the likest first.
fn like_project<'c>(
    project: &Project,
    cases: &[&'c Case],
    trees: &ProjectTrees,
    language: Language,
) -> Result<Vec<ListedCase<'c>>> {
    let fitted = trees.fitted(project, language);
    if fitted.iter().all(|(_, fitted)| fitted.replies.is_empty()) {
        let said = language.pick(
            "dit project heeft nog geen antwoorden; er valt dus niets te vergelijken",
            "this project has no replies yet; so there is nothing to compare",
        );
        bail!("{said}");
    }
    let mut found: Vec<(Likeness, ListedCase<'_>)> = Vec::new();
    for (opened, fitted) in &fitted {
        let report = Report::new(&opened.tree, &fitted.replies, &fitted.occasion, language);
        for (likeness, listed) in report.alike(cases.iter().copied()) {
            match found.iter_mut().find(|(_, other)| other.is_same(&listed)) {
                Some((best, _)) if best.rank() <= likeness.rank() => {}
                Some(place) => *place = (likeness, listed),
                None => found.push((likeness, listed)),
            }
        }
    }
    found.sort_by_key(|(likeness, _)| likeness.rank());
    Ok(found.into_iter().map(|(_, listed)| listed).collect())
}
