//! What can be typed. English texts stand here, Dutch ones in [`dutch`]; a test holds the two complete.

mod dutch;

use beslisboom::language::Language;
use clap::builder::styling::Styles;
use clap::{Args, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Whether, how far and how to involve residents: a decision tree that asks, and advises.
#[derive(Debug, Parser)]
#[command(name = "beslisboom", version, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "Examples:
  beslisboom                                      asks the questions and gives an advice
  beslisboom walk --replies replies.yaml          the same without questions
  beslisboom walk schiedam --out advice.md        puts the advice in a document
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
    Walk(Walk),
    /// Classify a list of projects: the same rows, each with its rung and methods
    Batch(Batch),
    /// Make an empty list to fill in
    Template(Template),
    /// List the trees, ladders and methods at hand
    List(List),
    /// Show a tree, ladder, method or advice; two ladders side by side
    Show(Show),
    /// Say what is wrong with a tree, ladder or catalogue
    Check(Check),
    /// Explain the program or one command
    Help(Help),
}

#[derive(Debug, Default, Args)]
#[command(after_help = "Examples:
  beslisboom walk
  beslisboom walk --replies examples/dorpsstraat.yaml --format markdown
  beslisboom walk --set aanleiding=vrij --set keuze=niets
  beslisboom walk --resume --out advice.md")]
pub(crate) struct Walk {
    /// The tree: a name from `beslisboom list`, or a file [default: schiedam]
    pub(crate) tree: Option<String>,
    /// Take replies from a file; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) replies: Option<PathBuf>,
    /// Give one reply: question=answer (may be repeated; several answers: a,b; either: a|b)
    #[arg(long, value_name = "QUESTION=ANSWER")]
    pub(crate) set: Vec<String>,
    /// Go on with the last conversation
    #[arg(long)]
    pub(crate) resume: bool,
    /// Ask every question on the way, also those that can no longer change the result
    #[arg(long)]
    pub(crate) all: bool,
    /// Never ask anything
    #[arg(long)]
    pub(crate) no_input: bool,
    /// Write the advice to a file: .md, .json or .txt
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Show the advice as text, markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(crate) format: Format,
    /// The name of the project, for the title of the advice
    #[arg(long, value_name = "NAME")]
    pub(crate) project: Option<String>,
    /// The phase or sub-question that the advice is about
    #[arg(long, value_name = "NAME")]
    pub(crate) part: Option<String>,
    /// The day on the advice, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
}

/// How an advice is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom batch projects.csv
  beslisboom batch schiedam projects.xlsx --out answered.xlsx
  beslisboom batch projects.csv --columns rung,status,message --summary-out overview.md")]
pub(crate) struct Batch {
    /// The tree (may be left out) and the list: .csv, .jsonl, .json or .xlsx; `-` reads standard input
    #[arg(value_name = "[TREE] LIST", required = true, num_args = 1..=2)]
    pub(crate) names: Vec<PathBuf>,
    /// Write the answered list to a file: .csv, .jsonl, .xlsx or .md
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Show the answered list as csv, jsonl or markdown [default: as it came in]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<ListFormat>,
    /// Read the list as csv, jsonl, json or xlsx [default: by its name]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) from: Option<ListFormat>,
    /// The sheet to read [default: the first]
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// A file that says which columns and values of the list are which questions and answers
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
    /// The columns to add, separated by commas [default: all]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Undecided rows count as a remark too (exit status 1)
    #[arg(long)]
    pub(crate) strict: bool,
    /// Write the overview for the council to a file: .md or .json
    #[arg(long, value_name = "FILE")]
    pub(crate) summary_out: Option<PathBuf>,
    /// How many threads work [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) threads: Option<usize>,
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
pub(crate) struct Template {
    /// The tree: a name from `beslisboom list`, or a file [default: schiedam]
    pub(crate) tree: Option<String>,
    /// Where the empty list goes: .csv or .xlsx
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom list
  beslisboom list werkvormen")]
pub(crate) struct List {
    /// What to list: bomen, ladders or werkvormen (trees, ladders or methods) [default: all]
    #[arg(value_name = "KIND")]
    pub(crate) kind: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom show schiedam
  beslisboom show heusden schiedam
  beslisboom show stamtafel")]
pub(crate) struct Show {
    /// A name from `beslisboom list`, or a file
    #[arg(value_name = "NAME", required = true, num_args = 1..=2)]
    pub(crate) names: Vec<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  beslisboom check my-tree.yaml
  beslisboom check trees/ my-tree.yaml")]
pub(crate) struct Check {
    /// Files or folders
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Help {
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
    let matches = command(language).try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    matches.map_err(|fault| {
        if fault.use_stderr() {
            crate::world::tell(
                match language {
                    Language::English => fault.render().to_string(),
                    Language::Dutch => dutch::fault(&fault),
                }
                .trim_end(),
            );
            ExitCode::from(2)
        } else {
            match crate::world::put(&fault.render().to_string()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::from(2),
            }
        }
    })
}
