//! What can be typed. English texts stand here, Dutch ones in [`dutch`]; a test holds the two complete.

mod dutch;

use crate::check::BUDGET;
use crate::output::format::{FORMATS, Format, WORKBOOK};
use crate::text::language::Language;
use clap::builder::styling::Styles;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Whether, how far and how to involve residents: a decision tree that asks, and advises.
#[derive(Debug, Parser)]
#[command(name = "beslisboom", version, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "Examples:
  beslisboom                                      asks the questions and gives an advice
  beslisboom walk --replies replies.yaml          the same without questions
  beslisboom walk schiedam --out advice.docx      puts the advice in a document
  beslisboom list                                 the trees, ladders and methods at hand
  beslisboom check my-tree.yaml                   what is wrong with a tree

Exit status: 0 fine, 1 remarks, 2 could not do it, 130 interrupted.")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What goes with every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Language: nl or en [default: the locale, else nl]
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = ["nl", "en"], hide_possible_values = true)]
    pub(crate) lang: Option<String>,
    /// Colour: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) color: When,
    /// Plain lines, numbered answers, no cursor movement (also: ACCESSIBLE=1)
    #[arg(long, global = true)]
    pub(crate) accessible: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Ask the questions of a tree and give the advice
    Walk(WalkArgs),
    /// Classify a list of projects: the same rows, each with its rung and methods
    Batch(BatchArgs),
    /// Make an empty list to fill in
    Template(TemplateArgs),
    /// Ask what the plan of a project needs, and keep it in its file
    Plan(FormArgs),
    /// Ask what was done, and what came of it, for the report
    Report(FormArgs),
    /// Judge a project that is finished: criteria, indicators and lessons
    Evaluate(EvaluateArgs),
    /// Write a document about a project: its advice, plan, letters, report, evaluation, or the questions on paper
    Document(DocumentArgs),
    /// Make a tree of your own to begin with: steps, points, matrix or checklist
    New(NewArgs),
    /// List the projects in a folder: rung, stage, and what is due
    Projects(ProjectsArgs),
    /// Show what all projects in a folder come to: rungs, people, what is overdue, where choices deviate
    Monitor(MonitorArgs),
    /// Show what others did and learnt: own projects and published cases
    Cases(CasesArgs),
    /// List the trees, ladders and methods at hand
    List(ListArgs),
    /// Show a tree, ladder, method or advice; two ladders side by side
    Show(ShowArgs),
    /// Say what is wrong with a tree, ladder or catalogue
    Check(CheckArgs),
    /// Explain a result: what decides it, and the least that would change it
    Why(WhyArgs),
    /// Say what changes for whom between two versions of a tree
    Diff(DiffArgs),
    /// Count what a tree can come to: ways, questions, shares of results
    Stats(StatsArgs),
    /// List the rules of check, or explain one
    Rules(RulesArgs),
    /// Propose the examples that a tree still lacks
    Examples(ExamplesArgs),
    /// Write a tree as a diagram, a booklet or JSON, or its texts for a translator
    Export(ExportArgs),
    /// Put what a translator hands back in the side file beside a tree
    Import(ImportArgs),
    /// Print the JSON Schema of a sort of file, for editors
    Schema(SchemaArgs),
    /// Help an editor with trees as you write them: findings, completion, renaming
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Show the questions as pages in a browser, on this computer
    #[cfg(feature = "page")]
    Serve(ServeArgs),
    /// Print what a shell needs to fill in commands and options
    Completions(CompletionsArgs),
    /// Print a page of the manual, for `man`
    Man(ManArgs),
    /// Explain the program or one command
    Help(HelpArgs),
}

/// A tree, and replies to it.
#[derive(Debug, Default, Args)]
pub(crate) struct ReplyArgs {
    /// The tree: a name from `beslisboom list`, or a file [default: schiedam]
    pub(crate) tree: Option<String>,
    /// Take replies from a file; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) replies: Option<PathBuf>,
    /// Give one reply: question=answer (may be repeated; several answers: a,b; either: a|b)
    #[arg(long, value_name = "QUESTION=ANSWER")]
    pub(crate) set: Vec<String>,
}

#[derive(Debug, Default, Args)]
#[command(after_help = "Examples:
  beslisboom walk
  beslisboom walk --replies examples/dorpsstraat.yaml --format markdown
  beslisboom walk --set begint=gemeente --set wet=vrij --set keuze=niets
  beslisboom walk --resume --out advice.docx")]
pub(crate) struct WalkArgs {
    #[command(flatten)]
    pub(crate) reply_args: ReplyArgs,
    /// Go on with an earlier conversation: that of this project (and --part), else it asks which
    #[arg(long, value_name = "NAME", conflicts_with = "replies")]
    pub(crate) resume: Option<Option<String>>,
    /// Keep the replies in a project file in this folder [default: BESLISBOOM_PROJECTS, else among your documents]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) projects: Option<PathBuf>,
    /// Ask every question on the way, also those that can no longer change the result
    #[arg(long)]
    pub(crate) all: bool,
    /// Ask first what narrows the possible results most; the result stays the same
    #[arg(long, conflicts_with = "all")]
    pub(crate) shortest: bool,
    /// Never ask anything
    #[arg(long)]
    pub(crate) no_input: bool,
    #[command(flatten)]
    pub(crate) written: WrittenArgs,
    /// Give the page alone, without its appendix
    #[arg(long)]
    pub(crate) short: bool,
    /// Set the answers of one question side by side: what each leads to, promises and asks
    #[arg(long, value_name = "QUESTION", conflicts_with_all = ["out", "short", "all", "shortest"])]
    pub(crate) compare: Option<String>,
    /// The name of the project, for the title of the advice
    #[arg(long, value_name = "NAME")]
    pub(crate) project: Option<String>,
    /// The phase or sub-question that the advice is about
    #[arg(long, value_name = "NAME")]
    pub(crate) part: Option<String>,
    /// The day on the advice: what holds then counts, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// When the decision is: the plan is counted back from it, such as 2027-03-15, "maart 2027" or "spring 2027"
    #[arg(long, value_name = "WHEN", conflicts_with = "compare")]
    pub(crate) decision: Option<String>,
    /// Put a method in the plan, by its id; again for more
    #[arg(long, value_name = "METHOD", conflicts_with = "compare")]
    pub(crate) with: Vec<String>,
    /// Leave a method out of the plan, by its id; again for more
    #[arg(long, value_name = "METHOD", conflicts_with = "compare")]
    pub(crate) without: Vec<String>,
    /// Tell of every method that fits or falls away, not of the best alone
    #[arg(long, conflicts_with = "compare")]
    pub(crate) all_methods: bool,
}

impl WalkArgs {
    /// The project, where it has a name: a script may have filled in nothing.
    pub(crate) fn project(&self) -> Option<&str> {
        self.project.as_deref().filter(|name| !name.trim().is_empty())
    }

    /// The same of its part.
    pub(crate) fn part(&self) -> Option<&str> {
        self.part.as_deref().filter(|name| !name.trim().is_empty())
    }
}

/// The format in which something is shown.
#[derive(Debug, Default, Args)]
pub(crate) struct ShownArgs {
    /// Show it as text, markdown, json, html, docx or odt
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = format(),
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: &'static Format,
}

/// The file that a document is written to, and how; where none is named it is shown.
#[derive(Debug, Default, Args)]
pub(crate) struct WrittenArgs {
    /// Write it to a file: .docx, .odt, .html, .md, .json or .txt
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write over the file of --out if it is there already
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
    /// Write it in the house style of a Word document: its styles, page, headers and footers; with a .docx alone
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) style: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) shown: ShownArgs,
}

/// How far a tree is explored.
#[derive(Debug, Default, Args)]
pub(crate) struct BudgetArgs {
    /// Look no further than what this many states of a tree cost
    #[arg(long, value_name = "NUMBER")]
    pub(crate) max_states: Option<usize>,
}

impl BudgetArgs {
    /// What was said, else what is enough for any tree that a person wrote.
    pub(crate) fn states(&self) -> usize {
        self.max_states.unwrap_or(BUDGET)
    }
}

/// The formats of the table.
fn format() -> impl clap::builder::TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.word))
        .map(|word| Format::named(&word).unwrap_or_default())
}

/// The formats of the table, and a workbook.
fn format_or_workbook() -> impl clap::builder::TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().chain(&WORKBOOK).map(|format| format.word))
        .map(|word| Format::named(&word).or(WORKBOOK.as_ref()).unwrap_or_default())
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom batch projects.csv
  beslisboom batch schiedam projects.xlsx --out answered.xlsx
  beslisboom batch projects.csv --columns rung,status,message --summary-out overview.md")]
pub(crate) struct BatchArgs {
    /// The tree (may be left out) and the list: .csv, .jsonl, .json or .xlsx; `-` reads standard input
    #[arg(value_name = "[TREE] LIST", required = true, num_args = 1..=2)]
    pub(crate) names: Vec<PathBuf>,
    /// Write the answered list to a file: .csv, .jsonl, .xlsx or .md
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Show the answered list as csv, jsonl or markdown [default: as it came in]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<ListFormat>,
    #[command(flatten)]
    pub(crate) reading: ListReadingArgs,
    /// The day on which it is looked at: what holds then counts, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// The columns to add, separated by commas; `all` for every one [default: all but methods and route]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// What the added columns are called: titles, or ids for other programs [default: titles, in JSON ids]
    #[arg(long, value_name = "WHICH", hide_possible_values = true)]
    pub(crate) headers: Option<HeaderKind>,
    /// Undecided rows count as a remark too (exit status 1), and a cell that cannot be read makes its row invalid
    #[arg(long)]
    pub(crate) strict: bool,
    /// Write the overview for the council to a file: .md, .json or .xlsx
    #[arg(long, value_name = "FILE")]
    pub(crate) summary_out: Option<PathBuf>,
    /// In the overview rows with the same value in this column are one project, its phases apart
    #[arg(long, value_name = "COLUMN", requires = "summary_out")]
    pub(crate) project_column: Option<String>,
    /// Tell projects apart in the overview by the values of this column, such as a neighbourhood
    #[arg(long, value_name = "COLUMN", requires = "summary_out")]
    pub(crate) by: Option<String>,
    /// The column with the rung that was chosen, beside the advice in the overview [default: `gekozen trede`, if there]
    #[arg(long, value_name = "COLUMN", requires = "summary_out")]
    pub(crate) chosen_column: Option<String>,
    /// Write over the files of --out and --summary-out if they are there already
    #[arg(long)]
    pub(crate) force: bool,
    /// How many threads work; every one takes its own memory [default: 2]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) threads: Option<usize>,
}

/// How a list is read, whatever is done with it.
#[derive(Debug, Args)]
pub(crate) struct ListReadingArgs {
    /// Read the list as csv, jsonl, json or xlsx [default: by its name]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) from: Option<ListFormat>,
    /// The sheet to read [default: the first]
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// A file that says which columns and values of the list are which questions and answers
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
    /// The same answer for every row: QUESTION=ANSWER; may be given more than once
    #[arg(long, value_name = "QUESTION=ANSWER")]
    pub(crate) set: Vec<String>,
    /// What stands between cells of a CSV file, such as `;` or `tab` [default: found out]
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,
    /// How the letters of a CSV file are written: utf-8 or windows-1252 [default: found out]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<Encoding>,
    /// The line with the names of the columns, where a title stands above it [default: the first with anything in it]
    #[arg(long, value_name = "LINE", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) head: Option<u64>,
}

/// One byte between cells; a tab has a name.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\n' | b'\r') => {
            Ok(*byte)
        }
        _ => Err("`;` `,` `|` `tab`".to_owned()),
    }
}

/// What added columns are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HeaderKind {
    Titles,
    Ids,
}

/// How letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Encoding {
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "windows-1252", alias = "latin-1", alias = "iso-8859-1")]
    Windows1252,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Csv,
    Jsonl,
    Json,
    Xlsx,
    Markdown,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom template --out projects.xlsx
  beslisboom template schiedam --out projects.csv")]
pub(crate) struct TemplateArgs {
    /// The tree: a name from `beslisboom list`, or a file [default: schiedam]
    pub(crate) tree: Option<String>,
    /// Where the empty list goes: .csv or .xlsx
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) out: PathBuf,
    /// Write over the file of --out if it is there already
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom new
  beslisboom new steps --title \"Which trees may go?\" --out trees.yaml
  beslisboom new points --lang en")]
pub(crate) struct NewArgs {
    /// The sort of tree: steps, points, matrix or checklist
    #[arg(value_name = "SORT", hide_possible_values = true)]
    pub(crate) sort: Option<TreeSort>,
    /// What the tree is called
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
    /// Where it goes [default: a file named by the title]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long)]
    pub(crate) force: bool,
    /// Ask nothing
    #[arg(long)]
    pub(crate) no_input: bool,
}

/// A sort of tree to begin with.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TreeSort {
    #[value(alias = "stappen")]
    Steps,
    #[value(alias = "punten")]
    Points,
    Matrix,
    Checklist,
}

impl From<TreeSort> for crate::source::templates::Sort {
    fn from(sort: TreeSort) -> Self {
        match sort {
            TreeSort::Steps => Self::Steps,
            TreeSort::Points => Self::Points,
            TreeSort::Matrix => Self::Matrix,
            TreeSort::Checklist => Self::Checklist,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom list
  beslisboom list werkvormen")]
pub(crate) struct ListArgs {
    /// What to list: bomen, ladders or werkvormen (trees, ladders or methods) [default: all]
    #[arg(value_name = "KIND")]
    pub(crate) kind: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom show schiedam
  beslisboom show heusden schiedam
  beslisboom show stamtafel
  beslisboom show builtin:werkvormen")]
pub(crate) struct ShowArgs {
    /// A name from `beslisboom list`, a name such as `builtin:werkvormen`, or a file
    #[arg(value_name = "NAME", required = true, num_args = 1..=2)]
    pub(crate) names: Vec<String>,
}

#[derive(Debug, Default, Args)]
#[command(after_help = "Examples:
  beslisboom check my-tree.yaml
  beslisboom check trees/ --strict --format github
  beslisboom check trees/ --output sarif=findings.sarif --output junit=findings.xml
  beslisboom check my-tree.yaml --mutate --min-coverage 97
  beslisboom check trees --since main
  beslisboom check my-tree.yaml --watch
  beslisboom check my-tree.yaml --set question=answer")]
pub(crate) struct CheckArgs {
    /// Files or folders; `-` reads standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Show findings as text, short, json, sarif, github, gitlab or junit
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<Findings>,
    /// Write findings to a file as well: FORMAT=FILE (may be repeated)
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) output: Vec<String>,
    /// Warnings fail as well; remarks never do
    #[arg(long)]
    pub(crate) strict: bool,
    /// Only this rule (may be repeated)
    #[arg(long, value_name = "RULE")]
    pub(crate) rule: Vec<String>,
    /// Fail where these rules find something, with commas between them (may be repeated)
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub(crate) fail_on: Vec<String>,
    /// Alter the tree in every way, or in this many, and find what no example notices
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, require_equals = true)]
    pub(crate) mutate: Option<Option<usize>>,
    /// Fail where examples notice less than this part of what has an effect, in per cent
    #[arg(long, value_name = "PERCENT")]
    pub(crate) min_coverage: Option<f64>,
    /// Check again whenever a file changes, until Ctrl-C; looks at times and sizes of files
    #[arg(long, conflicts_with_all = ["replay", "set"])]
    pub(crate) watch: bool,
    /// Find a tree that behaves otherwise than in this older file or git revision, with the same `version`
    #[arg(long, value_name = "FILE|REVISION", conflicts_with_all = ["replay", "set"])]
    pub(crate) since: Option<String>,
    /// Not this rule (may be repeated)
    #[arg(long, value_name = "RULE")]
    pub(crate) skip: Vec<String>,
    /// Show nothing milder than remark, warning or error; what fails stays the same
    #[arg(long, value_name = "SEVERITY", hide_possible_values = true)]
    pub(crate) min_severity: Option<Least>,
    /// The day on which it is looked at: what has run out by then is found, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Find as well what runs out within this many days
    #[arg(long, value_name = "DAYS")]
    pub(crate) within: Option<u16>,
    #[command(flatten)]
    pub(crate) budget: BudgetArgs,
    /// Play the replies in a file step by step
    #[arg(long, value_name = "FILE")]
    pub(crate) replay: Option<PathBuf>,
    /// Play this reply: question=answer (may be repeated)
    #[arg(long, value_name = "QUESTION=ANSWER")]
    pub(crate) set: Vec<String>,
    /// The name to show for standard input
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_name: Option<String>,
    /// Pass over files that are named and are no tree, ladder or catalogue, as in a folder; for hooks
    #[arg(long)]
    pub(crate) skip_others: bool,
}

/// How findings are laid out.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Findings {
    Text,
    Short,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
}

impl From<Findings> for crate::output::findings::FindingsFormat {
    fn from(format: Findings) -> Self {
        match format {
            Findings::Text => Self::Text,
            Findings::Short => Self::Short,
            Findings::Json => Self::Json,
            Findings::Sarif => Self::Sarif,
            Findings::Github => Self::Github,
            Findings::Gitlab => Self::Gitlab,
            Findings::Junit => Self::Junit,
        }
    }
}

/// The mildest severity that is shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Least {
    Remark,
    Warning,
    Error,
}

impl From<Least> for crate::model::finding::Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Remark => Self::Remark,
            Least::Warning => Self::Warning,
            Least::Error => Self::Error,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom rules
  beslisboom rules dead-end")]
pub(crate) struct RulesArgs {
    /// A rule; all of them, where none is named
    pub(crate) rule: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom why --replies examples/dorpsstraat.yaml
  beslisboom why --set begint=gemeente --set wet=vrij --set keuze=niets --all
  beslisboom why --replies examples/dorpsstraat.yaml --format json")]
pub(crate) struct WhyArgs {
    #[command(flatten)]
    pub(crate) reply_args: ReplyArgs,
    /// The day on which it is looked at: what holds then counts, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Name every smallest change, not only the first
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) shown: ShownArgs,
}

/// A project, and what to put in its file.
#[derive(Debug, Args)]
pub(crate) struct FormArgs {
    /// The project: its file, or its name in the folder with projects
    #[arg(value_name = "PROJECT")]
    pub(crate) project: PathBuf,
    /// Take what another project file says
    #[arg(long, value_name = "FILE")]
    pub(crate) replies: Option<PathBuf>,
    /// Never ask anything
    #[arg(long)]
    pub(crate) no_input: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// The project: its file, or its name in the folder with projects
    #[arg(value_name = "PROJECT")]
    pub(crate) project: PathBuf,
    /// Take replies from a file; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) replies: Option<PathBuf>,
    /// Give one reply: question=answer (may be repeated)
    #[arg(long, value_name = "QUESTION=ANSWER")]
    pub(crate) set: Vec<String>,
    /// Never ask anything
    #[arg(long)]
    pub(crate) no_input: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom document plan examples/projecten/dorpsstraat.yaml --out plan.docx --style house-style.dotx
  beslisboom document letter examples/projecten/dorpsstraat.yaml --out letter.docx
  beslisboom document report examples/projecten/dorpsstraat.yaml --out report.odt
  beslisboom document questions examples/projecten/dorpsstraat.yaml --out questions.html")]
pub(crate) struct DocumentArgs {
    /// advice, plan, letter (the first), report, feedback (to participants), evaluation, or questions (on paper)
    #[arg(value_name = "KIND", hide_possible_values = true)]
    pub(crate) kind: DocumentKind,
    /// The project file
    #[arg(value_name = "PROJECT")]
    pub(crate) project: PathBuf,
    /// Only this part of the project: its phase or sub-question
    #[arg(long, value_name = "NAME")]
    pub(crate) part: Option<String>,
    /// Name cases among the projects in this folder [default: BESLISBOOM_PROJECTS, else among your documents]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) projects: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) written: WrittenArgs,
    /// The day on which it is looked at: what holds then counts, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
}

/// A document about a project.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DocumentKind {
    Advice,
    Plan,
    Letter,
    Report,
    Feedback,
    Evaluation,
    Questions,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom projects examples/projecten
  beslisboom projects examples/projecten --format json")]
pub(crate) struct ProjectsArgs {
    /// The folder with the project files [default: BESLISBOOM_PROJECTS, else among your documents]
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) shown: ShownArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom monitor examples/projecten
  beslisboom monitor examples/projecten --since 2027-01-01
  beslisboom monitor examples/projecten --out overview.xlsx")]
pub(crate) struct MonitorArgs {
    /// The folder with the project files [default: BESLISBOOM_PROJECTS, else among your documents]
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    /// Hold the projects that began on this day or later against those before, such as 2027-01-01
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// The day on which it is looked at: what is overdue then, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Write it to a file: .xlsx, .html, .docx, .odt, .md, .json or .txt
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write over the file of --out if it is there already
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
    /// Show it as text, markdown, json, html, docx, odt or xlsx
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = format_or_workbook(),
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: &'static Format,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom cases
  beslisboom cases --like examples/projecten/dorpsstraat.yaml
  beslisboom cases --method stamtafel
  beslisboom cases --subject geld --folder examples/projecten")]
pub(crate) struct CasesArgs {
    /// Only cases that are like the project in this file, the likest first
    #[arg(long, value_name = "PROJECT")]
    pub(crate) like: Option<PathBuf>,
    /// Only cases with this method, by its id
    #[arg(long, value_name = "METHOD")]
    pub(crate) method: Option<String>,
    /// Only cases about this subject: a word of a label or of what was replied
    #[arg(long, value_name = "WORD")]
    pub(crate) subject: Option<String>,
    /// Only cases of this phase
    #[arg(long, value_name = "WORD")]
    pub(crate) phase: Option<String>,
    /// The folder with the projects of your organisation [default: BESLISBOOM_PROJECTS, else among your documents]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) shown: ShownArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom diff old.yaml new.yaml
  beslisboom diff old.yaml new.yaml --projects projects.csv
  beslisboom diff old.yaml new.yaml --format markdown")]
#[command(mut_group("ListReadingArgs", |group| group.requires("projects")))]
pub(crate) struct DiffArgs {
    /// The older version: a file, or a name from `beslisboom list`
    pub(crate) old: String,
    /// The newer version
    pub(crate) new: String,
    /// Say as well which rows of this list move: .csv, .jsonl, .json or .xlsx; or which projects in this folder
    #[arg(long, value_name = "LIST OR FOLDER")]
    pub(crate) projects: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ListReadingArgs,
    /// Compare what holds on this day alone, such as 2026-11-22 [default: every day from today on]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    #[command(flatten)]
    pub(crate) shown: ShownArgs,
    #[command(flatten)]
    pub(crate) budget: BudgetArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom stats
  beslisboom stats my-tree.yaml --format json")]
pub(crate) struct StatsArgs {
    /// The tree: a name from `beslisboom list`, or a file [default: schiedam]
    pub(crate) tree: Option<String>,
    #[command(flatten)]
    pub(crate) shown: ShownArgs,
    #[command(flatten)]
    pub(crate) budget: BudgetArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom examples --missing
  beslisboom examples my-tree.yaml --missing")]
pub(crate) struct ExamplesArgs {
    /// The tree: a name from `beslisboom list`, or a file [default: schiedam]
    pub(crate) tree: Option<String>,
    /// Print, as YAML to paste, few examples that cover what no example covers yet
    #[arg(long, required = true)]
    pub(crate) missing: bool,
    #[command(flatten)]
    pub(crate) budget: BudgetArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom export mermaid
  beslisboom export dot my-tree.yaml
  beslisboom export mermaid --route examples/dorpsstraat.yaml
  beslisboom export mermaid --around keuze
  beslisboom export markdown
  beslisboom export sql --dialect postgresql --table planning.projects > advies.sql
  beslisboom export texts my-tree.yaml --out my-tree.en.po")]
pub(crate) struct ExportArgs {
    /// mermaid, dot, svg (needs Graphviz), markdown (a booklet), json, sql, dmn or texts (for a translator)
    #[arg(value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: ExportFormat,
    /// The tree: a name from `beslisboom list`, or a file [default: schiedam]
    pub(crate) tree: Option<String>,
    /// In a diagram: make the way that these replies take stand out
    #[arg(long, value_name = "FILE")]
    pub(crate) route: Option<PathBuf>,
    /// The same for one reply: question=answer (may be repeated); in SQL: the same answer for every row
    #[arg(long, value_name = "QUESTION=ANSWER")]
    pub(crate) set: Vec<String>,
    /// In a diagram: one question or outcome, by its id, with what leads to it and what it leads to
    #[arg(long, value_name = "ID")]
    pub(crate) around: Option<String>,
    /// In a diagram: questions that always follow each other as one box
    #[arg(long)]
    pub(crate) fold: bool,
    /// In a diagram: at most so many questions on a page; the pages name each other
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..), conflicts_with = "around")]
    pub(crate) per_page: Option<u16>,
    /// SQL: whose it is, duckdb, postgresql or spark [default: duckdb]
    #[arg(long, value_name = "NAME", hide_possible_values = true)]
    pub(crate) dialect: Option<SqlDialect>,
    /// SQL: the table with a row per project and a column per question [default: projects]
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
    /// SQL: make a view of this name, instead of a query alone
    #[arg(long, value_name = "NAME")]
    pub(crate) view: Option<String>,
    /// SQL: a file that says which columns and values of the table are which questions and answers
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
    /// SQL and DMN: the day on which it is looked at, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Texts: as po or xliff [default: by the name of --out, else po]
    #[arg(long = "format", value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) texts_as: Option<TextsFormat>,
    /// Texts: the language to translate into, nl or en [default: the one that the tree is not in]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) into: Option<String>,
    /// Texts: what went out before, or an older version of the tree; shows which translations have to be looked at again
    #[arg(long, value_name = "FILE")]
    pub(crate) since: Option<PathBuf>,
    /// Write to a file
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write over the file of --out if it is there already
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
}

/// What texts go out as.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum TextsFormat {
    Po,
    #[value(alias = "xlf")]
    Xliff,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom import my-tree.yaml my-tree.en.po
  beslisboom import heusden heusden.xlf --out heusden.en.yaml")]
pub(crate) struct ImportArgs {
    /// The tree, ladder or catalogue: a file, or a name from `beslisboom list`
    pub(crate) tree: String,
    /// The file of the translator, PO or XLIFF; `-` reads standard input
    pub(crate) file: PathBuf,
    /// Write to another file than the side file beside the tree
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Whose SQL it is.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum SqlDialect {
    #[value(name = "duckdb")]
    DuckDb,
    #[value(name = "postgresql", alias = "postgres")]
    PostgreSql,
    Spark,
}

/// What a tree is exported as.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum ExportFormat {
    Mermaid,
    Dot,
    Svg,
    Markdown,
    Json,
    Sql,
    Dmn,
    Texts,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom schema
  beslisboom schema replies")]
pub(crate) struct SchemaArgs {
    /// The sort of file: tree, ladder, catalogue, replies or project [default: tree]
    #[arg(value_name = "KIND", default_value = "tree", hide_default_value = true, hide_possible_values = true)]
    pub(crate) kind: SchemaOf,
}

/// A sort of file.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SchemaOf {
    Tree,
    Ladder,
    Catalogue,
    Replies,
    Project,
}

#[cfg(feature = "page")]
#[derive(Debug, Default, Args)]
#[command(after_help = "Examples:
  beslisboom serve --open
  beslisboom serve --tree my-tree.yaml --port 8417
  beslisboom serve --open --projects ~/projects
  beslisboom serve --public 0.0.0.0 --port 8080")]
pub(crate) struct ServeArgs {
    /// The port [default: one that is free; with --public 8080]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) port: Option<u16>,
    /// Open the browser
    #[arg(long)]
    pub(crate) open: bool,
    /// A tree to offer: a name from `beslisboom list`, or a file (may be repeated) [default: all that ship]
    #[arg(long, value_name = "TREE")]
    pub(crate) tree: Vec<String>,
    /// Keep projects in this folder; who opens the pages can read and write them
    #[arg(long, value_name = "FOLDER")]
    pub(crate) projects: Option<PathBuf>,
    /// Serve others too, on this address of the computer, such as 0.0.0.0; without a password
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) public: Option<std::net::IpAddr>,
}

#[cfg(feature = "lsp")]
#[derive(Debug, Args)]
#[command(after_help = "An editor starts this by itself; docs/editors.md shows how to set it up.

Examples:
  beslisboom lsp
  beslisboom lsp --rules-page https://example.org/rules.html")]
pub(crate) struct LspArgs {
    /// Link each finding to this page, at the name of its rule
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) rules_page: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom completions bash > ~/.local/share/bash-completion/completions/beslisboom
  beslisboom completions powershell >> $PROFILE")]
pub(crate) struct CompletionsArgs {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom man > beslisboom.1
  beslisboom man walk | man -l -")]
pub(crate) struct ManArgs {
    /// A command [default: the program]
    pub(crate) command: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct HelpArgs {
    /// A command
    pub(crate) command: Option<String>,
}

/// The command line in a language.
pub(crate) fn command(language: Language) -> clap::Command {
    let command = Cli::command().styles(Styles::plain()).color(ColorChoice::Never);
    match language {
        Language::English => command,
        Language::Dutch => dutch::translated(command),
    }
}

/// Reads the arguments; what was answered already (help, version, a fault) comes back as an exit status.
pub(crate) fn read(language: Language) -> Result<Cli, ExitCode> {
    let typed: Vec<OsString> = std::env::args_os().collect();
    parsed(&typed, language).map_err(|fault| {
        if fault.use_stderr() {
            crate::app::system::tell(
                match language {
                    Language::English => fault.render().to_string(),
                    Language::Dutch => dutch::fault(&fault),
                }
                .trim_end(),
            );
            ExitCode::from(2)
        } else {
            match crate::app::system::put(&fault.render().to_string()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(fault) => crate::app::ending::could_not(&fault, language),
            }
        }
    })
}

/// Options of `walk` without a command mean `walk`: that is what the program does without one.
fn parsed(typed: &[OsString], language: Language) -> Result<Cli, clap::Error> {
    let parse = |typed: &[OsString]| {
        let matches = command(language).try_get_matches_from(typed);
        matches.and_then(|matches| Cli::from_arg_matches(&matches))
    };
    parse(typed).or_else(|fault| {
        let walk = [typed.get(..1).unwrap_or_default(), &["walk".into()], typed.get(1..).unwrap_or_default()].concat();
        match fault.kind() {
            ErrorKind::UnknownArgument => match parse(&walk) {
                Err(other) if matches!(other.kind(), ErrorKind::UnknownArgument | ErrorKind::TooManyValues) => {
                    Err(fault)
                }
                meant => meant,
            },
            _ => Err(fault),
        }
    })
}
