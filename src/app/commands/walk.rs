//! `walk`: the questions of a tree, then the advice.

mod compare;
mod conversation;

use crate::analysis::walk::Walk;
use crate::app::cli::{Global, Walk as Args};
use crate::app::commands::given::{self, Given};
use crate::app::ending::Ending;
use crate::app::look::look;
use crate::app::open::{Opened, open};
use crate::app::session::Session;
use crate::app::system::{self, Whole};
use crate::bilingual;
use crate::model::ids::QuestionId;
use crate::output::format::{Format, Look};
use crate::output::report::{Comparison, Occasion, Page, Report};
use crate::source::parse::RepliesFile;
use crate::source::resolve::allowed;
use crate::text::language::Language;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Without a command: the main job where somebody is there, else how to do it without.
pub(crate) fn bare(global: &Global, language: Language) -> Result<Ending> {
    if system::somebody_there() {
        return run(&Args::default(), global, language);
    }
    system::put(&format!(
        "{}\n",
        bilingual!(
            "beslisboom: of je mensen betrekt, hoe ver en hoe.

Dit is geen scherm waarop je antwoord kunt geven. Zo gaat het hier:
  beslisboom walk --set begint=gemeente --set wet=vrij --set keuze=niets
  beslisboom walk --replies antwoorden.yaml --format json
  beslisboom list
  beslisboom --help",
            "beslisboom: whether to involve people, how far and how.

This is not a screen on which you can answer. Here it goes like this:
  beslisboom walk --set begint=gemeente --set wet=vrij --set keuze=niets
  beslisboom walk --replies replies.yaml --format json
  beslisboom list
  beslisboom --help"
        )
        .to(language)
    ))?;
    Ok(Ending::Fine)
}

/// Where the advice goes, found out before the first question.
struct Out {
    file: Whole,
    path: PathBuf,
    format: &'static Format,
}

impl Out {
    fn at(path: &Path, force: bool, language: Language) -> Result<Out> {
        let shown = path.display().to_string();
        let Some(format) = path.extension().and_then(|end| Format::of_file(end.to_str()?)) else {
            bail!(
                "{}",
                bilingual!(
                    "aan `{shown}` zie ik niet wat het moet worden: eindig op .md, .json of .txt",
                    "from `{shown}` I cannot see what it is to be: end in .md, .json or .txt"
                )
                .to(language)
            )
        };
        // Somebody may have worked on an advice that was written before.
        if path.is_file() && !force {
            bail!(
                "{}",
                bilingual!(
                    "`{shown}` bestaat al; kies een andere naam, of schrijf eroverheen met --force",
                    "`{shown}` is there already; choose another name, or write over it with --force"
                )
                .to(language)
            );
        }
        let file = Whole::at(path).with_context(|| {
            bilingual!("kan `{shown}` niet schrijven", "cannot write `{shown}`").to(language).to_owned()
        })?;
        Ok(Out { file, path: path.to_owned(), format })
    }
}

/// The replies file that was named, or that of the last conversation.
fn file(args: &Args, language: Language) -> Result<Option<RepliesFile>> {
    if let Some(path) = &args.given.replies {
        return given::read_file(path, language).map(Some);
    }
    if !args.resume {
        return Ok(None);
    }
    match Session::latest(args.given.tree.as_deref()) {
        Some(session) => given::read_file(session.path(), language).map(Some),
        None => bail!(
            "{}",
            language.pick(
                "er is geen eerder gesprek om mee verder te gaan",
                "there is no earlier conversation to go on with"
            )
        ),
    }
}

/// Walks a tree; where its outcome leads to another tree, on to that one.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let date = args.date.clone().unwrap_or_else(system::today);
    if date.parse::<jiff::civil::Date>().is_err() {
        bail!(
            "{}",
            bilingual!(
                "`{date}` is geen dag; schrijf hem als 2026-11-22",
                "`{date}` is not a day; write it like 2026-11-22"
            )
            .to(language)
        );
    }
    let mut out = args.out.as_deref().map(|path| Out::at(path, args.force, language)).transpose()?;
    let file = file(args, language)?;
    let name = given::tree_name(&args.given, file.as_ref());
    let Some(mut opened) = open(&name, global, language)? else { return Ok(Ending::Refused) };
    let Some(mut given) = given::fit(&opened.tree, &args.given.set, file, language)? else {
        return Ok(Ending::Refused);
    };
    given.occasion.project = args.project.clone().or(given.occasion.project);
    given.occasion.part = args.part.clone().or(given.occasion.part);
    if let Some(name) = &args.compare {
        let question = compare::asked(name, &opened.tree, &given.replies, language)?;
        given.occasion.date.clone_from(&date);
        let (tree, replies, occasion) = (&opened.tree, &given.replies, &given.occasion);
        let comparison = Comparison { tree, replies, occasion, question, language };
        system::put(&args.format.write(&comparison, look(global)))?;
        return Ok(ending(&given));
    }
    let interactive = system::somebody_there() && !args.no_input;
    loop {
        let mut occasion = given.occasion.clone();
        occasion.date.clone_from(&date);
        let walk = Walk::new(&opened.tree, given.replies.clone(), occasion.notes.clone(), args.all);
        let walk = if args.shortest { walk.shortest() } else { walk };
        let ended = if interactive {
            conversation::hold(walk, &occasion, &opened, global, language)?
        } else {
            missing(&walk, language).map_or(Some((walk, None)), |needed| {
                system::tell(&needed);
                None
            })
        };
        let Some((walk, session)) = ended else {
            return Ok(if interactive { Ending::Stopped } else { Ending::Refused });
        };
        let (replies, notes) = (walk.replies, walk.notes);
        occasion.notes = notes;
        let report = Report::new(&opened.tree, &replies, &occasion, language);
        show(&report, args.short || out.is_some(), args, global)?;
        if let Some(out) = out.take() {
            let shown = crate::text::sanitize::line(&out.path.display().to_string());
            let look = Look { width: None, colour: false, plain: true };
            let written = match args.short {
                true => out.format.write(&Page(&report), look),
                false => out.format.write(&report, look),
            };
            out.file.write(&written).with_context(|| {
                bilingual!("kan `{shown}` niet schrijven", "cannot write `{shown}`", shown = &shown)
                    .to(language)
                    .to_owned()
            })?;
            system::tell(bilingual!("Het advies staat in {shown}.", "The advice is in {shown}.").to(language));
        }
        if let Some(session) = session {
            last_words(&report, session.path(), args.out.is_some(), language);
        }
        match report.next_tree().map(str::to_owned) {
            Some(next) if interactive => match go_on(&next, &opened, &replies, &occasion, global, language)? {
                None => return Ok(ending(&given)),
                Some((tree, more)) => (opened, given) = (tree, more),
            },
            Some(next) => {
                system::tell(
                    bilingual!(
                        "Ga hierna verder met: beslisboom walk {next}",
                        "Go on after this with: beslisboom walk {next}"
                    )
                    .to(language),
                );
                return Ok(ending(&given));
            }
            None => return Ok(ending(&given)),
        }
    }
}

/// After a long advice: what it came to, where the replies are, and what can be done next.
fn last_words(report: &Report<'_>, replies: &Path, written: bool, language: Language) {
    let (result, path) = (report.headline(), crate::text::sanitize::line(&replies.display().to_string()));
    system::tell(&crate::text::sanitize::lines(&format!("\n{result}")));
    system::tell(bilingual!("Je antwoorden staan in {path}.", "Your replies are in {path}.").to(language));
    if !written {
        system::tell(language.pick(
            "Zet het advies in een document met: beslisboom walk --resume --out advies.md",
            "Put the advice in a document with: beslisboom walk --resume --out advice.md",
        ));
    }
}

/// A reply that was left out is worth a remark.
fn ending(given: &Given) -> Ending {
    if given.left_out { Ending::Remarks } else { Ending::Fine }
}

/// Shows the advice; where all of it goes to a file, the page.
fn show(report: &Report<'_>, page: bool, args: &Args, global: &Global) -> Result<()> {
    let look = look(global);
    let shown = if page { args.format.write(&Page(report), look) } else { args.format.write(report, look) };
    system::put(&if args.format.on_screen { format!("\n{shown}") } else { shown })
}

/// The replies that still matter and are not there, with how to give them; `None` where there are enough.
fn missing(walk: &Walk<'_>, language: Language) -> Option<String> {
    let tree = walk.tree();
    let open: Vec<QuestionId> =
        walk.evaluation().open_questions.iter().copied().filter(|it| !walk.replies.contains_key(it)).collect();
    if open.is_empty() {
        return None;
    }
    let mut out = language
        .pick(
            "Er ontbreken nog antwoorden. Deze maken nog verschil:",
            "Replies are still missing. These make a difference:",
        )
        .to_owned();
    for question in open {
        let asked = &tree.questions[question];
        let (id, ask) = (&asked.id.text, &asked.ask);
        out += &format!("\n\n  {ask}\n    --set {id}=…  ({})", allowed(asked).to(language));
    }
    out += language.pick(
        "\n\nGeef ze met `--set vraag=antwoord`, of in een bestand met `--replies`. Weet je iets niet: `=unknown`.",
        "\n\nGive them with `--set question=answer`, or in a file with `--replies`. If you do not know: `=unknown`.",
    );
    Some(crate::text::sanitize::lines(&out))
}

/// Offers to go on with another tree; what is known and fits goes along.
fn go_on(
    next: &str,
    from: &Opened,
    replies: &crate::model::replies::Replies,
    occasion: &Occasion,
    global: &Global,
    language: Language,
) -> Result<Option<(Opened, Given)>> {
    let beside = from
        .file
        .as_deref()
        .and_then(|file| Path::new(file).parent())
        .map(|folder| folder.join(format!("{next}.yaml")));
    let name = beside.filter(|path| path.exists()).map_or_else(|| next.to_owned(), |path| path.display().to_string());
    if !conversation::confirm(
        &bilingual!("Wil je verder met `{next}`?", "Do you want to go on with `{next}`?"),
        global,
        language,
    )? {
        return Ok(None);
    }
    let Some(opened) = open(&name, global, language)? else { return Ok(None) };
    let written = crate::source::resolve::written(&from.tree, replies);
    let notes = occasion.notes.iter().filter_map(|(question, note)| {
        let id = &from.tree.questions[*question].id.text;
        Some((crate::source::resolve::question_named(&opened.tree, id)?, note.clone()))
    });
    let occasion = Occasion { notes: notes.collect(), chosen: None, ..occasion.clone() };
    let (replies, _) = crate::source::resolve::fit(&*opened.tree, &written);
    Ok(Some((opened, Given { replies, occasion, left_out: false })))
}

/// What a conversation keeps of itself.
fn kept(walk: &Walk<'_>, occasion: &Occasion, opened: &Opened) -> RepliesFile {
    let tree = walk.tree();
    let word = |text: &str| crate::model::condition::Word { text: text.to_owned(), ..Default::default() };
    RepliesFile {
        tree: Some(word(&tree.id.text)),
        version: Some(tree.version.clone()),
        hash: Some(tree.hash.clone()),
        project: occasion.project.clone(),
        part: occasion.part.clone(),
        replies: crate::source::resolve::written(tree, &walk.replies),
        notes: walk
            .notes
            .iter()
            .map(|(question, note)| (word(&tree.questions[*question].id.text), note.clone()))
            .collect(),
        chosen: occasion.chosen.as_ref().map(|(rung, because)| (word(rung), because.clone())),
        tree_file: opened.file.clone(),
    }
}
