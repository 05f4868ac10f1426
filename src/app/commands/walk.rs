//! `walk`: the questions of a tree, then the advice.

mod compare;
mod start;

use crate::analysis::plan::Choice;
use crate::analysis::walk::Walk;
use crate::app::cli::{Global, WalkArgs as Args};
use crate::app::commands::reply_args::{self, Fitted};
#[cfg(feature = "page")]
use crate::app::commands::serve;
use crate::app::conversation::{self, Beginning, Purpose};
use crate::app::document_file::DocumentFile;
use crate::app::ending::Ending;
use crate::app::look::{is_for_here, show};
use crate::app::open::{Opened, open_on};
use crate::app::project_file;
use crate::app::session::{Session, kept};
use crate::app::system;
use crate::bilingual;
use crate::model::deadline::Deadline;
use crate::model::finding::did_you_mean;
use crate::model::ids::{AnswerId, QuestionId};
use crate::model::replies::{Decimal, Replies, Reply};
use crate::model::tree::Measure;
use crate::output::format::{Chain, TextLayout};
use crate::output::report::{AdvicePage, Comparison, Occasion, Report};
use crate::source::parse::RepliesFile;
use crate::source::resolve::{allowed, fit, question_named, written};
use crate::text::language::Language;
use crate::text::sanitize::{line, lines};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// Without a command: the main job where somebody is there, else how to do it without.
pub(crate) fn bare(global: &Global, language: Language) -> Result<Ending> {
    if system::somebody_there() {
        return run(&Args::default(), global, language);
    }
    #[cfg(feature = "page")]
    if system::was_clicked() {
        return serve::clicked(language);
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

/// Walks a tree; where its outcome leads to another tree, on to that one.
pub(crate) fn run(args: &Args, global: &Global, language: Language) -> Result<Ending> {
    let date = system::day(args.date.as_deref(), language)?;
    is_for_here(args.written.shown.format, language)?;
    let interactive = system::somebody_there() && !args.no_input;
    let out = DocumentFile::wanted(&args.written, language)?;
    let Some(start) = start::start(args, interactive, global, language)? else { return Ok(Ending::Stopped) };
    let Some(opened) = open_on(&start.tree, &date, global, language)? else { return Ok(Ending::Refused) };
    let Some(mut fitted) = reply_args::fit(&opened, &args.reply_args.set, start.file, language)? else {
        return Ok(Ending::Refused);
    };
    fitted.occasion.decision = decision(args, &opened.day, language)?;
    if let Some(decision) = &fitted.occasion.decision {
        weeks_until(decision, &opened, &mut fitted.replies, language);
    }
    let choice = choice(args, &opened, language)?;
    choice.with.iter().for_each(|id| fitted.occasion.choice.take(id));
    choice.without.iter().for_each(|id| fitted.occasion.choice.leave(id));
    fitted.occasion.all_methods = args.all_methods;
    // A conversation that goes on was found by these, and keeps its own.
    if !start.resumed {
        fitted.occasion.project = args.project().map(str::to_owned).or(fitted.occasion.project);
        fitted.occasion.part = args.part().map(str::to_owned).or(fitted.occasion.part);
    }
    let folder = project_file::folder_if_any(args.projects.as_deref());
    fitted.occasion.cases =
        project_file::cases_beside(folder.as_deref(), start.project.as_deref(), fitted.occasion.project.as_deref());
    if let Some(name) = &args.compare {
        fitted.tell();
        let question = compare::asked(name, &opened.tree, &fitted.replies, language)?;
        let (tree, replies, occasion) = (&opened.tree, &fitted.replies, &fitted.occasion);
        let comparison = Comparison { tree, replies, occasion, question, language };
        show(&comparison, args.written.shown.format, global, language)?;
        return Ok(if fitted.left_out { Ending::Remarks } else { Ending::Fine });
    }
    // Where replies were left out, the part that was kept stays as it is.
    let session = if fitted.left_out { start.session.next_part() } else { start.session };
    let run = WalkRun { args, global, language, out, advices: Chain::default() };
    if interactive {
        return run.in_conversation(opened, fitted, session, !start.resumed);
    }
    // A folder that was named is one to keep things in; what was kept before stands there already.
    let session = Some(session).filter(|_| args.projects.is_some() && !start.resumed);
    run.without_questions(&opened, fitted, session)
}

/// When the decision is; what cannot be read, or has been, is refused.
fn decision(args: &Args, today: &str, language: Language) -> Result<Option<Deadline>> {
    let Some(said) = &args.decision else { return Ok(None) };
    let Some(decision) = Deadline::read(said) else {
        let said = bilingual!(
            "`--decision {said}` is geen moment; schrijf 2027-03-15, \"maart 2027\" of \"voorjaar 2027\"",
            "`--decision {said}` is no moment; write 2027-03-15, \"march 2027\" or \"spring 2027\""
        );
        bail!("{}", line(said.to(language)));
    };
    if today.parse().is_ok_and(|today| decision.weeks_from(today).is_none()) {
        let said = bilingual!(
            "`--decision {said}` is al geweest, of is vandaag ({today}); noem een later moment",
            "`--decision {said}` has been, or is today ({today}); name a later moment"
        );
        bail!("{}", line(said.to(language)));
    }
    Ok(Some(decision))
}

/// Answers the questions for the number of weeks from the decision, where nobody did, or where the reply is for more.
fn weeks_until(decision: &Deadline, opened: &Opened, replies: &mut Replies, language: Language) {
    let Some(left) = opened.day.parse().ok().and_then(|today| decision.weeks_from(today)) else { return };
    let weeks = Decimal::from(left);
    for (question, asked) in opened.tree.questions.iter_enumerated() {
        if asked.measures() != Some(Measure::Weeks) {
            continue;
        }
        let fits = asked.band_of(weeks).is_some();
        // The last number of a band is the one before its end; some bands have none.
        let most =
            |answer: &AnswerId| asked.answers[*answer].band.and_then(|band| band.below).map(|it| it.before(true));
        let enough = match replies.get(&question) {
            None => true,
            Some(Reply::Number(replied)) => *replied <= weeks,
            Some(Reply::Answers(answers) | Reply::OneOf(answers)) => {
                answers.iter().all(|answer| most(answer).is_some_and(|most| most <= weeks))
            }
            Some(Reply::Unknown) => continue,
        };
        if !enough {
            let said = match fits {
                true => bilingual!(
                    "Tot het besluit zijn er minder weken dan je antwoordde. Ik reken met {left}.",
                    "Until the decision there are fewer weeks than you replied. I count with {left}."
                ),
                false => bilingual!(
                    "Tot het besluit zijn er te weinig weken om mensen te betrekken. Ik reken met wat je antwoordde.",
                    "Until the decision there are too few weeks to involve people. I count with what you replied."
                ),
            };
            system::tell(said.to(language));
        }
        if fits && (!enough || !replies.contains_key(&question)) {
            replies.insert(question, Reply::Number(weeks));
        }
    }
}

/// The methods that the plan is to hold and to leave out; one that the tree does not have is refused.
fn choice(args: &Args, opened: &Opened, language: Language) -> Result<Choice> {
    for (option, id) in args.with.iter().map(|id| ("--with", id)).chain(args.without.iter().map(|id| ("--without", id)))
    {
        let ids = || opened.tree.methods().map(|it| it.id.text.as_str());
        if ids().any(|it| it == id) {
            continue;
        }
        let hint = did_you_mean(id, ids()).unwrap_or_else(|| {
            bilingual!(
                "bekijk de werkvormen met: beslisboom show werkvormen",
                "see the methods with: beslisboom show werkvormen"
            )
        });
        let said = bilingual!("{option} {id}: die werkvorm is er niet", "{option} {id}: there is no such method");
        bail!("{}\n  {}", line(said.to(language)), hint.to(language));
    }
    if let Some(both) = args.with.iter().find(|id| args.without.contains(id)) {
        let said =
            bilingual!("{both} staat bij --with en bij --without", "{both} stands with --with and with --without");
        bail!("{}", line(said.to(language)));
    }
    Ok(Choice { with: args.with.clone(), without: args.without.clone() })
}

/// One run of the command.
struct WalkRun<'a> {
    args: &'a Args,
    global: &'a Global,
    language: Language,
    out: Option<DocumentFile>,
    /// The advices so far.
    advices: Chain,
}

impl WalkRun<'_> {
    /// Asks what is open, and goes on to the tree that an outcome names if somebody wants to.
    fn in_conversation(
        mut self,
        mut opened: Opened,
        mut fitted: Fitted,
        mut session: Session,
        asks_names: bool,
    ) -> Result<Ending> {
        let mut ending = Ending::Fine;
        loop {
            if fitted.left_out {
                ending = Ending::Remarks;
            }
            let asks_names = asks_names && self.advices.is_empty();
            let (known, notes) = (fitted.replies, fitted.occasion.notes.clone());
            let occasion = fitted.occasion;
            let done = self.language.pick("Klaar: toon het advies", "Done: show the advice");
            let purpose = Purpose { go_on: self.resume(), done };
            let remarks = fitted.remarks;
            let beginning = Beginning { occasion, session, known: known.len(), remarks, asks_names, purpose };
            let begin = || self.walk(&opened, known, notes);
            let Some(ended) = conversation::hold(begin, beginning, &opened, self.global, self.language)? else {
                return Ok(Ending::Stopped);
            };
            let occasion = Occasion { notes: ended.walk.notes, ..ended.occasion };
            let replies = ended.walk.replies;
            let report = Report::new(&opened.tree, &replies, &occasion, self.language);
            self.advise(&report)?;
            self.last_words(&report, ended.session.path().filter(|_| ended.saved));
            let Some(next) = report.next_tree().map(str::to_owned) else { return Ok(ending) };
            let Some((tree, more)) = self.go_on(&next, &opened, &replies, &occasion)? else { return Ok(ending) };
            session = ended.session.next_part();
            (opened, fitted) = (tree, more);
        }
    }

    /// The advice on what was given, which is kept where there is a session for it; or what is missing for an advice.
    fn without_questions(mut self, opened: &Opened, fitted: Fitted, session: Option<Session>) -> Result<Ending> {
        fitted.tell();
        let walk = self.walk(opened, fitted.replies.clone(), fitted.occasion.notes.clone());
        if let Some(needed) = missing(&walk, self.language) {
            system::tell(&needed);
            return Ok(Ending::Refused);
        }
        let report = Report::new(&opened.tree, &fitted.replies, &fitted.occasion, self.language);
        self.advise(&report)?;
        let unmet = report.unmet_choices();
        unmet.iter().for_each(|it| system::tell(&line(it)));
        if let Some(next) = report.next_tree() {
            let next = beside(next, self.args.reply_args.tree.as_deref());
            let said = bilingual!(
                "Ga hierna verder met: beslisboom walk {next}",
                "Go on after this with: beslisboom walk {next}"
            );
            system::tell(&line(said.to(self.language)));
        }
        let is_kept = session.is_none_or(|session| self.keep(session, &kept(&walk, &fitted.occasion, opened)));
        Ok(if fitted.left_out || !unmet.is_empty() || !is_kept { Ending::Remarks } else { Ending::Fine })
    }

    /// Keeps what was given, and says where; `false` where that failed.
    fn keep(&self, mut session: Session, replies: &RepliesFile) -> bool {
        match session.save_once(replies) {
            Ok(()) => session.path().into_iter().for_each(|path| self.tell_where(path)),
            Err(ref fault) => {
                let reason = fault.said();
                let reason = reason.to(self.language);
                let said = bilingual!("kan je antwoorden niet bewaren: {reason}", "cannot keep your replies: {reason}");
                system::tell(&line(said.to(self.language)));
                return false;
            }
        }
        true
    }

    fn walk<'t>(&self, opened: &'t Opened, known: Replies, notes: BTreeMap<QuestionId, String>) -> Walk<'t> {
        let walk = Walk::new(&opened.tree, known, notes, self.args.all);
        if self.args.shortest { walk.shortest() } else { walk }
    }

    /// Writes the advice, behind those before it, and shows it.
    fn advise(&mut self, report: &Report<'_>) -> Result<()> {
        let mut said = None;
        let page = AdvicePage(report);
        self.advices.push(if self.args.short { &page } else { report });
        if let Some(out) = &mut self.out {
            let look = TextLayout { width: None, colour: false, plain: true };
            said = out.write(&self.advices, look)?;
        }
        // Where all of it goes to a file, the page is enough here.
        let is_page = self.args.short || self.out.is_some();
        if self.args.written.shown.format.on_screen {
            system::put("\n")?;
        }
        show(if is_page { &page } else { report }, self.args.written.shown.format, self.global, self.language)?;
        if let Some(out) = &self.out {
            let path = system::shown(&out.path);
            let said = said.unwrap_or_else(|| {
                bilingual!("Het advies staat in {path}.", "The advice is in {path}.").to(self.language).to_owned()
            });
            system::tell(&said);
        }
        Ok(())
    }

    /// The command that finds what is kept here.
    fn resume(&self) -> String {
        let folder = self.args.projects.as_deref().map(|folder| format!(" --projects {}", system::typed(folder)));
        format!("beslisboom walk --resume{}", folder.unwrap_or_default())
    }

    /// After a long advice: what it came to, where the replies are, and what can be done next.
    fn last_words(&self, report: &Report<'_>, replies: Option<&Path>) {
        system::tell(&lines(&format!("\n{}", report.headline())));
        let Some(path) = replies else { return };
        self.tell_where(path);
        if self.out.is_none() {
            let resume = self.resume();
            let said = bilingual!(
                "Zet het advies in een document met: {resume} --out advies.docx",
                "Put the advice in a document with: {resume} --out advice.docx"
            );
            system::tell(said.to(self.language));
        }
        let path = system::typed(path);
        let said = bilingual!(
            "Maak er een plan van met: beslisboom document plan {path} --out plan.docx",
            "Make a plan of it with: beslisboom document plan {path} --out plan.docx"
        );
        system::tell(said.to(self.language));
    }

    fn tell_where(&self, replies: &Path) {
        let path = system::shown_at_home(replies);
        system::tell(bilingual!("Je antwoorden staan in {path}.", "Your replies are in {path}.").to(self.language));
    }

    /// Offers to go on with another tree; what is known and fits goes along.
    fn go_on(
        &self,
        next: &str,
        from: &Opened,
        replies: &Replies,
        occasion: &Occasion,
    ) -> Result<Option<(Opened, Fitted)>> {
        let folder = from.file.as_deref().and_then(|file| Path::new(file).parent());
        let beside = folder.map(|folder| folder.join(format!("{next}.yaml"))).filter(|path| path.exists());
        let name = beside.map_or_else(|| next.to_owned(), |path| path.display().to_string());
        let asked = bilingual!("Wil je verder met `{next}`?", "Do you want to go on with `{next}`?");
        if !conversation::confirm(&asked, self.language)? {
            return Ok(None);
        }
        let Some(opened) = open_on(&name, &from.day, self.global, self.language)? else { return Ok(None) };
        let (fits, misfits) = fit(&*opened.tree, &written(&from.tree, replies));
        let notes = occasion.notes.iter().filter_map(|(question, note)| {
            let id = &from.tree.questions[*question].id.text;
            Some((question_named(&*opened.tree, id)?, note.clone()))
        });
        let occasion =
            Occasion { notes: notes.collect(), chosen: None, expired: opened.expired.clone(), ..occasion.clone() };
        let mut remarks = Vec::new();
        if !misfits.is_empty() {
            let said = bilingual!(
                "Je andere antwoorden horen niet bij deze boom. Ze blijven bij het advies hiervoor.",
                "Your other replies do not belong to this tree. They stay with the advice before this."
            );
            remarks.push(said.to(self.language).to_owned());
        }
        Ok(Some((opened, Fitted { replies: fits, occasion, remarks, left_out: false })))
    }
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
    Some(lines(&out))
}

/// How a tree that is handed over to is named on the command line: by its file, where that stands beside the tree.
fn beside(next: &str, tree: Option<&str>) -> String {
    let file = tree.map(|tree| Path::new(tree).with_file_name(format!("{next}.yaml")));
    let there = file.filter(|file| tree.is_some_and(|tree| Path::new(tree).is_file()) && file.is_file());
    there.map_or_else(|| next.to_owned(), |file| system::typed(&file))
}
