//! `completions`: what a shell needs to fill in commands, options, and ids where those are wanted.

use crate::app::cli::{CompletionsArgs, command};
use crate::app::commands::list::content;
use crate::app::ending::Ending;
use crate::app::system;
use crate::check::RULES;
use crate::source::parse::Content;
use crate::source::shipped;
use crate::text::language::Language;
use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ValueHint};
use clap_complete::Shell;

/// Prints it. Only here do these arguments have values to choose from: typed, they take an id of one's own as well.
pub(crate) fn run(args: &CompletionsArgs, language: Language) -> Result<Ending> {
    let whole = command(language);
    let commands: Vec<&'static str> = whole.get_subcommands().map(|it| kept(it.get_name())).collect();
    let ids = Ids { shell: args.shell, commands, methods: methods(language) };
    let mut whole = whole.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        command.mut_args(|arg| ids.filled_in(&name, arg))
    });
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut whole, "beslisboom", &mut out);
    system::put(&String::from_utf8(out)?)?;
    Ok(Ending::Fine)
}

/// What can be filled in.
struct Ids {
    shell: Shell,
    commands: Vec<&'static str>,
    methods: Vec<&'static str>,
}

impl Ids {
    fn filled_in(&self, command: &str, arg: Arg) -> Arg {
        let shipped = |folders: &[&str]| folders.iter().flat_map(|folder| shipped::names(folder)).collect::<Vec<_>>();
        let values = match (command, arg.get_id().as_str()) {
            ("check", "rule" | "fail_on" | "skip") | ("rules", "rule") => RULES.iter().map(|rule| rule.name).collect(),
            ("walk", "with" | "without") | ("cases", "method") => self.methods.clone(),
            ("help" | "man", "command") => self.commands.clone(),
            ("list", "kind") => vec!["bomen", "ladders", "werkvormen"],
            // Or a file: only bash goes on to files where no name fits.
            (_, "tree" | "old" | "new") if self.shell == Shell::Bash => shipped(&[""]),
            ("show", "names") if self.shell == Shell::Bash => {
                shipped(&["", "ladders", "catalogues"]).into_iter().chain(self.methods.iter().copied()).collect()
            }
            (_, "tree" | "old" | "new" | "names" | "since") => return arg.value_hint(ValueHint::AnyPath),
            // A name, a number or a day is no file.
            _ if arg.get_action().takes_values() && arg.get_value_hint() == ValueHint::Unknown => {
                return arg.value_hint(ValueHint::Other);
            }
            _ => return arg,
        };
        arg.value_parser(PossibleValuesParser::new(values))
    }
}

/// The ids of the methods that ship.
fn methods(language: Language) -> Vec<&'static str> {
    let catalogues = shipped::names("catalogues").filter_map(|name| content("catalogues", name, language));
    let methods = catalogues.filter_map(|it| match it {
        Content::Catalogue(catalogue) => Some(catalogue.methods),
        _ => None,
    });
    methods.flatten().map(|method| kept(&method.id.text)).collect()
}

/// A text for as long as the program runs, which clap asks for.
fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}
