//! `lsp`: a language server for whoever writes trees in an editor, over standard input and output.

mod diagnostics;
mod documents;
mod server;
mod shelf;
mod uri;
mod wire;

use crate::app::cli::LspArgs;
use crate::app::ending::Ending;
use crate::app::system;
use crate::bilingual;
use crate::text::language::Language;
use anyhow::Result;
use diagnostics::{Diagnoser, Published};
use server::{Server, Standing};
use std::io::IsTerminal;
use std::sync::mpsc::{Sender, channel};
use wire::Received;

/// What the server reacts to.
enum Event {
    /// Something came from the editor.
    Received(Received),
    /// Files were checked.
    Checked(Vec<Published>),
}

/// Serves an editor until it says that it is done, or is gone.
pub(crate) fn run(args: &LspArgs, language: Language) -> Result<Ending> {
    if std::io::stdin().is_terminal() {
        system::tell(language.pick(
            "Dit is voor een editor, die hier berichten stuurt; zo stel je hem in: docs/editors.md. Stop met Ctrl-C.",
            "This is for an editor, which sends messages here; how to set one up: docs/editors.md. Stop with Ctrl-C.",
        ));
    }
    let (sender, events) = channel();
    read(sender.clone());
    let diagnoser = Diagnoser { language, rules_page: args.rules_page.clone() };
    let jobs = diagnoser.start(move |found| sender.send(Event::Checked(found)).is_ok());
    let mut server = Server::new(language, jobs);
    for event in events {
        let answers = match event {
            Event::Received(Received::Message(message)) => server.take(message),
            Event::Received(Received::Garbled(why)) => vec![wire::garbled(&why)],
            Event::Received(Received::Lost(why)) => {
                let why = crate::text::sanitize::line(&why);
                system::tell(
                    bilingual!(
                        "wat de editor stuurt is geen bericht: {why}",
                        "what the editor sends is no message: {why}"
                    )
                    .to(language),
                );
                return Ok(Ending::Refused);
            }
            // An editor that is gone without a word may have crashed.
            Event::Received(Received::Gone) => return Ok(Ending::Remarks),
            Event::Checked(found) => server.publish(found),
        };
        for answer in answers {
            wire::send(&answer)?;
        }
        match server.standing() {
            Standing::Serving => {}
            Standing::Done => return Ok(Ending::Fine),
            Standing::Left => return Ok(Ending::Remarks),
        }
    }
    Ok(Ending::Remarks)
}

/// Reads messages beside everything else, until there are no more.
fn read(sender: Sender<Event>) {
    std::thread::spawn(move || {
        let mut input = std::io::stdin().lock();
        loop {
            let received = wire::receive(&mut input);
            let last = matches!(received, Received::Gone | Received::Lost(_));
            if sender.send(Event::Received(received)).is_err() || last {
                return;
            }
        }
    });
}
