//! Conversations at a real pseudo-terminal, with keys and in plain lines, in a window of 80 by 24 and one of 40
//! by 12. What a person sees is what a terminal emulator makes of it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use beslisboom::model::project::Project;
use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Expect, Session};
use program::{beslisboom, root};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const WINDOWS: [(u16, u16); 2] = [(80, 24), (40, 12)];

const UP: &str = "\u{1b}[A";
const DOWN: &str = "\u{1b}[B";
const ESC: &str = "\u{1b}";
const END: &str = "\u{1b}[F";
const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";
const CTRL_Z: &str = "\u{1a}";

/// A terminal with the program in it.
struct Terminal {
    session: OsSession,
    emulator: vt100::Parser,
    /// Everything it wrote.
    raw: Vec<u8>,
}

/// A folder of its own for a test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Terminal {
    fn start(state: &Path, args: &[&str], env: &[(&str, &str)]) -> Terminal {
        Terminal::sized((100, 50), state, args, env)
    }

    fn sized(window: (u16, u16), state: &Path, args: &[&str], env: &[(&str, &str)]) -> Terminal {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beslisboom"));
        command.args(args);
        Terminal::of(window, state, command, env)
    }

    fn of((columns, lines): (u16, u16), state: &Path, mut command: Command, env: &[(&str, &str)]) -> Terminal {
        command.current_dir(state).env_remove("ACCESSIBLE").env_remove("BESLISBOOM_LANG");
        command.env("XDG_STATE_HOME", state.join("state")).env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
        command.env("HOME", state).env("BESLISBOOM_PROJECTS", state.join("beslisboom")).env_remove("XDG_CONFIG_HOME");
        command.env("COLUMNS", columns.to_string()).envs(env.iter().copied());
        let mut session = Session::spawn(command).unwrap();
        session.get_process_mut().set_window_size(columns, lines).unwrap();
        let emulator = vt100::Parser::new(lines.try_into().unwrap(), columns.try_into().unwrap(), 2000);
        Terminal { session, emulator, raw: Vec::new() }
    }

    /// Takes what was written until now; `false` at the end of it.
    fn pump(&mut self) -> bool {
        let mut bytes = [0; 4096];
        loop {
            match self.session.try_read(&mut bytes) {
                Ok(0) => return false,
                Ok(count) => {
                    self.emulator.process(&bytes[..count]);
                    self.raw.extend_from_slice(&bytes[..count]);
                }
                Err(fault) if fault.kind() == std::io::ErrorKind::WouldBlock => return true,
                Err(_) => return false,
            }
        }
    }

    /// What is on the screen, and in lines all that went before.
    fn screen(&self) -> String {
        let screen = self.emulator.screen();
        let text = if screen.alternate_screen() { screen.contents() } else { self.raw() };
        words(&text)
    }

    fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    fn until(&mut self, what: &str, done: impl Fn(&Terminal) -> bool) -> &mut Terminal {
        let began = Instant::now();
        loop {
            let goes_on = self.pump();
            if done(self) {
                return self;
            }
            let late = began.elapsed() > Duration::from_secs(90);
            assert!(
                goes_on && !late,
                "did not see `{what}`, but:\n{}\n{}",
                self.emulator.screen().contents(),
                self.raw()
            );
            std::thread::sleep(Duration::from_millis(3));
        }
    }

    /// Waits until this is on the screen.
    fn sees(&mut self, text: &str) -> &mut Terminal {
        self.until(text, |it| it.screen().contains(&words(text)))
    }

    /// Waits until this is no longer on the screen.
    fn leaves(&mut self, text: &str) -> &mut Terminal {
        self.until(&format!("without {text}"), |it| !it.screen().contains(&words(text)))
    }

    /// In lines: waits for the next prompt, and for this above it.
    fn asks(&mut self, text: &str) -> &mut Terminal {
        self.until(text, |it| it.raw().ends_with("> ") && it.screen().contains(&words(text)));
        self.raw.clear();
        self
    }

    /// Types.
    fn types(&mut self, keys: &str) -> &mut Terminal {
        self.session.send(keys).unwrap();
        self
    }

    fn types_bytes(&mut self, keys: &[u8]) -> &mut Terminal {
        self.session.send(keys).unwrap();
        self
    }

    fn resizes(&mut self, columns: u16, lines: u16) -> &mut Terminal {
        self.session.get_process_mut().set_window_size(columns, lines).unwrap();
        self.emulator.screen_mut().set_size(lines.try_into().unwrap(), columns.try_into().unwrap());
        self
    }

    /// Waits for the end; gives the exit status.
    fn ends(&mut self) -> i32 {
        let began = Instant::now();
        while self.pump() {
            assert!(began.elapsed() < Duration::from_secs(90), "no end:\n{}", self.emulator.screen().contents());
            std::thread::sleep(Duration::from_millis(3));
        }
        match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, status) => status,
            other => panic!("{other:?}"),
        }
    }

    /// Waits until this is on the screen, and reads what has to be read before it.
    fn reads_to(&mut self, text: &str) -> &mut Terminal {
        let mut read = String::new();
        loop {
            self.until(text, |it| {
                let screen = it.screen();
                screen.contains(text) || screen.contains("Enter: verder") && screen != read
            });
            read = self.screen();
            if read.contains(text) {
                return self;
            }
            self.types("\r");
        }
    }

    /// Leaves the names of project and part empty.
    fn without_names(&mut self) -> &mut Terminal {
        self.reads_to("Hoe heet je project?").types("\r").sees("Over welke fase").types("\r").leaves("Over welke fase")
    }
}

/// The files of projects.
fn sessions(state: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(state.join("beslisboom"))
        .map(|entries| entries.map(|it| it.unwrap().path()).collect())
        .unwrap_or_default();
    files.sort();
    files
}

/// The one conversation that was kept, or the last by name.
fn kept(state: &Path) -> String {
    std::fs::read_to_string(sessions(state).last().unwrap()).unwrap()
}

/// What was replied to the first question, on one line.
fn first_reply(state: &Path) -> String {
    let file = kept(state);
    let rest = file.split("eerste:").nth(1).unwrap_or_else(|| panic!("{file}"));
    let (same_line, below) = rest.split_once('\n').unwrap();
    let list = below.lines().map_while(|line| line.trim().strip_prefix("- "));
    if same_line.trim().is_empty() { list.collect::<Vec<_>>().join(", ") } else { same_line.trim().to_owned() }
}

/// A tree of one question with so many answers, and a second question.
fn tree(state: &Path, kind: &str, answers: usize) {
    let list: String =
        (1..=answers).map(|it| format!("      a{it}: {{label: Antwoord nummer {it} is dit}}\n")).collect();
    let text = format!(
        "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nquestions:\n  eerste:\n    ask: Wat is het eerste antwoord op deze vraag?\n    help: Dit is uitleg bij de eerste vraag.\n    kind: {kind}\n    answers:\n{list}    next: tweede\n  tweede:\n    ask: Wat is het tweede?\n    answers:\n      ja: {{label: Ja, outcome: klaar}}\n      nee: {{label: Nee, outcome: niet}}\noutcomes:\n  klaar: {{title: Klaar, verdict: not-yet}}\n  niet: {{title: Niet, verdict: not-yet}}\n"
    );
    std::fs::write(state.join("boom.yaml"), text).unwrap();
}

/// A tree with a number question, whose outcome leads to `schiedam`.
fn number_tree(state: &Path) {
    std::fs::write(
        state.join("getal.yaml"),
        "format: 1\nid: getal\nversion: \"1\"\ntitle: Getal\nlanguage: nl\nquestions:\n  hoeveel:\n    ask: Hoeveel mensen?\n    kind: number\n    unit: mensen\n    answers:\n      weinig: {label: Weinig, from: 0, below: 10, outcome: klaar}\n      veel: {label: Veel, from: 10, outcome: verder}\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n  verder: {title: Verder, verdict: other-route, tree: schiedam}\n",
    )
    .unwrap();
}

#[test]
fn in_a_long_list_every_number_that_is_typed_counts() {
    for window in WINDOWS {
        for (typed, wanted) in [
            ("1 10 \r", "a1, a10"),
            ("2 3 4 \r", "a2, a3, a4"),
            ("1 12\r", "a1, a12"),
            ("2\r", "a2"),
            // A number that is not there is said, and nothing is picked for it.
            ("1 13\r", ""),
            ("13 ", ""),
        ] {
            let state = folder();
            tree(state.path(), "multiple", 12);
            let mut terminal = Terminal::sized(window, state.path(), &["walk", "boom.yaml", "--all"], &[]);
            terminal.without_names().sees("Wat is het eerste").types(typed);
            if wanted.is_empty() {
                terminal.sees("Nummer 13 staat er niet bij.").sees("Wat is het eerste").types("2\r");
                terminal.sees("Wat is het tweede");
                let wanted = if typed.starts_with("1 ") { "a1, a2" } else { "a2" };
                assert_eq!(first_reply(state.path()), wanted, "{typed:?}");
            } else {
                terminal.sees("Wat is het tweede");
                assert_eq!(first_reply(state.path()), wanted, "{typed:?}");
            }
            terminal.types(CTRL_C);
            assert_eq!(terminal.ends(), 130);
        }
    }
}

#[test]
fn in_lines_numbers_stand_apart_in_any_way() {
    for (typed, wanted) in [
        ("1 4", "a1, a4"),
        ("1 en 4", "a1, a4"),
        ("1,4", "a1, a4"),
        ("1, 4 en 10", "a1, a4, a10"),
        ("12", "a12"),
        ("Antwoord nummer 3 is dit", "a3"),
    ] {
        let state = folder();
        tree(state.path(), "multiple", 12);
        let mut terminal = Terminal::start(state.path(), &["walk", "boom.yaml", "--all", "--accessible"], &[]);
        terminal.asks("Hoe heet").types("\r").asks("Over welke").types("\r").asks("Wat is het eerste");
        // What is not there is no answer.
        terminal.types("1 13\r").asks("herken ik niet").types(&format!("{typed}\r")).asks("Wat is het tweede");
        assert_eq!(first_reply(state.path()), wanted, "{typed}");
        terminal.types("stop\r");
        assert_eq!(terminal.ends(), 130);
        assert!(terminal.raw().contains("beslisboom walk --resume"), "{}", terminal.raw());
    }
}

#[test]
fn of_one_answer_a_number_that_is_not_there_picks_nothing() {
    for window in WINDOWS {
        let state = folder();
        tree(state.path(), "choice", 7);
        let mut terminal = Terminal::sized(window, state.path(), &["walk", "boom.yaml", "--all"], &[]);
        terminal.without_names().sees("Wat is het eerste").types("12\r").sees("Nummer 12 staat er niet bij.");
        assert_eq!(sessions(state.path()), Vec::<PathBuf>::new(), "nothing was replied");
        terminal.types("zzz\r").sees("`zzz` herken ik niet").types("6\r").sees("Wat is het tweede");
        assert!(kept(state.path()).contains("eerste: a6"), "{}", kept(state.path()));
        // Unknown by its word and by its number.
        terminal.types("onbekend\r").sees("Klopt alles?").types("2\r").sees("Vraag 2").types("0\r");
        terminal.sees("2 Wat is het tweede? weet ik nog niet").types("\r");
        assert_eq!(terminal.ends(), 0);
    }
}

#[test]
fn pasted_lines_stay_where_they_were_pasted() {
    let lines = "De bomen blijven.\r2\r2\r2\r";
    for window in WINDOWS {
        for (begin, end) in [("\u{1b}[200~", "\u{1b}[201~"), ("", "")] {
            let state = folder();
            tree(state.path(), "choice", 4);
            let mut terminal = Terminal::sized(window, state.path(), &["walk", "boom.yaml", "--all"], &[]);
            terminal.without_names().sees("Wat is het eerste").types("+").sees("Notitie:");
            terminal.types(&format!("{begin}{lines}{end}"));
            if !begin.is_empty() {
                terminal.sees("De bomen blijven. 2 2 2").types("\r");
            }
            terminal.sees("Wat is het eerste").sees("Ctrl-C");
            std::thread::sleep(Duration::from_millis(150));
            terminal.pump();
            assert!(terminal.screen().contains("Wat is het eerste"), "{}", terminal.screen());
            let file = kept(state.path());
            assert!(file.contains("De bomen blijven.") && !file.contains("eerste: a"), "{file}");
            // Pasted into a list, lines are something to look for, never keys.
            terminal.types("\u{1b}[200~2\r2\r\u{1b}[201~").sees("Zoek: 2 2").types(CTRL_C);
            assert_eq!(terminal.ends(), 130);
        }
    }
    let state = folder();
    tree(state.path(), "choice", 4);
    let mut terminal = Terminal::start(state.path(), &["walk", "boom.yaml", "--all", "--accessible"], &[]);
    terminal.asks("Hoe heet").types("\r").asks("Over welke").types("\r").asks("Wat is het eerste").types("notitie\r");
    terminal.asks("Schrijf op").types(lines).asks("telt niet mee");
    let file = kept(state.path());
    assert!(file.contains("De bomen blijven.") && !file.contains("eerste: a"), "{file}");
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
}

#[test]
fn what_is_typed_ahead_is_no_reply() {
    for window in WINDOWS {
        let state = folder();
        tree(state.path(), "choice", 7);
        let mut terminal = Terminal::sized(window, state.path(), &["walk", "boom.yaml", "--all"], &[]);
        terminal.without_names().sees("Wat is het eerste").types("3\r1\r\r\r");
        terminal.sees("Wat is het tweede").sees("Ctrl-C");
        std::thread::sleep(Duration::from_millis(150));
        terminal.pump();
        assert!(terminal.screen().contains("Wat is het tweede"), "{}", terminal.screen());
        assert!(!kept(state.path()).contains("tweede:"), "{}", kept(state.path()));
        terminal.types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
    }
    let state = folder();
    tree(state.path(), "choice", 7);
    let mut terminal = Terminal::start(state.path(), &["walk", "boom.yaml", "--all", "--accessible"], &[]);
    terminal.asks("Hoe heet").types("\r").asks("Over welke").types("\r").asks("Wat is het eerste");
    terminal.types("3\r1\r1\r").asks("telt niet mee");
    assert!(!kept(state.path()).contains("tweede:"), "{}", kept(state.path()));
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
}

#[test]
fn a_digit_is_a_number_where_a_number_is_asked_and_its_band_is_named() {
    for window in WINDOWS {
        let state = folder();
        number_tree(state.path());
        let mut terminal = Terminal::sized(window, state.path(), &["walk", "getal.yaml"], &[]);
        terminal.without_names().sees("Vraag 1, de laatste").sees("Getal (mensen):").types("-5\r");
        terminal.sees("`-5` past hier niet").types("2.5\r").sees("Geef een heel getal").types("1.000\r");
        terminal.sees("zonder punt of komma").types("iets\r").sees("Typ een getal").types("2");
        terminal.sees("2 valt onder: Weinig").sees("> - Weinig").types("0 mensen");
        terminal.sees("20 valt onder: Veel").sees("> - Veel").types("\r").sees("Klopt alles?").types("\r");
        terminal.asks("Wil je verder met `schiedam`?").types("2\r");
        assert_eq!(terminal.ends(), 0);
        assert!(kept(state.path()).contains("hoeveel: 20"), "{}", kept(state.path()));
    }
    let state = folder();
    number_tree(state.path());
    let mut terminal = Terminal::start(state.path(), &["walk", "getal.yaml", "--accessible"], &[]);
    terminal.asks("Hoe heet").types("\r").asks("Over welke").types("\r").asks("Typ een getal").types("1.000\r");
    terminal.asks("zonder punt of komma").types("1\r").asks("1 valt onder: Weinig").types("klaar\r");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn a_page_is_whole_in_every_window() {
    let state = folder();
    tree(state.path(), "choice", 30);
    let mut terminal = Terminal::sized((40, 12), state.path(), &["walk", "boom.yaml", "--all"], &[]);
    terminal.without_names().sees("regel 1 van 31").types("17").sees("regel 17 van 31");
    assert_eq!(
        terminal.emulator.screen().contents(),
        "Vraag 1, hierna nog hoogstens 1
Wat is het eerste antwoord op deze
vraag?
  15 Antwoord nummer 15 is dit
  16 Antwoord nummer 16 is dit
> 17 Antwoord nummer 17 is dit
  18 Antwoord nummer 18 is dit
  ▲ ▼ regel 17 van 31
  Nummer: 17
  pijltjes, nummer of typen · Enter:
  kies · ?: uitleg · Esc: terug · +:
  notitie · Ctrl-C: stop"
    );
    // Wherever one goes, the heading and the line one is on are there.
    for keys in [DOWN, DOWN, END, UP, UP, "\u{1b}[H", UP] {
        let before = terminal.emulator.screen().contents();
        terminal.types(keys).until("another screen", |it| it.emulator.screen().contents() != before);
        let shown = terminal.emulator.screen().contents();
        assert!(shown.starts_with("Vraag 1, hierna nog hoogstens 1\n"), "{shown}");
        assert_eq!(shown.lines().filter(|line| line.starts_with("> ")).count(), 1, "{shown}");
        assert!(shown.lines().count() <= 12 && shown.contains("Ctrl-C"), "{shown}");
    }
    // Another size: everything is drawn anew, and nothing of the old is left.
    terminal.types("3\u{1b}[B").sees("> 4 Antwoord").resizes(80, 24);
    let question = "\nWat is het eerste antwoord op deze vraag?\n";
    terminal.until("the wide page", |it| it.emulator.screen().contents().contains(question)).sees("> 4 Antwoord");
    let wide = terminal.emulator.screen().contents();
    assert_eq!(wide.matches("Vraag 1").count(), 1, "{wide}");
    terminal.resizes(40, 12);
    let narrow = "\nWat is het eerste antwoord op deze\nvraag?\n";
    terminal.until("the narrow page", |it| it.emulator.screen().contents().contains(narrow)).sees("regel 4 van 31");
    let narrow = terminal.emulator.screen().contents();
    assert!(narrow.starts_with("Vraag 1") && narrow.matches("Vraag 1").count() == 1, "{narrow}");
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
    // What stays on the terminal is what was asked, without the lists.
    let left = terminal.emulator.screen().contents();
    assert!(!left.contains("Antwoord nummer 18") && left.contains("Gestopt."), "{left}");
}

#[test]
fn the_shell_comes_and_goes() {
    for window in WINDOWS {
        let state = folder();
        let mut command = Command::new("bash");
        let script = "set -m; \"$0\" walk; echo even weg; fg >/dev/null; echo status=$?";
        command.args(["-c", script, env!("CARGO_BIN_EXE_beslisboom")]);
        let mut terminal = Terminal::of(window, state.path(), command, &[]);
        terminal.without_names().sees("Wie begint").types("2").sees("Nummer: 2").types(CTRL_Z);
        terminal.until("the shell", |it| it.raw().contains("even weg"));
        terminal.until("the page", |it| it.emulator.screen().alternate_screen()).sees("Wie begint").sees("Nummer: 2");
        terminal.types("\r").leaves("Wie begint met").types(CTRL_C).sees("status=130");
        assert!(kept(state.path()).contains("begint:"), "{}", kept(state.path()));
    }
}

#[test]
fn the_shipped_tree_is_walked_with_keys_stopped_and_resumed() {
    for window in WINDOWS {
        let state = folder();
        let mut terminal = Terminal::sized(window, state.path(), &[], &[]);
        terminal.reads_to("Hoe heet je project?").types("Haven\r").sees("Over welke fase").types("Ontwerp\r");
        terminal.sees("Vraag 1").sees("Wie begint met dit plan?").types("1\r");
        // Back with Esc; what was given is shown, and picked again.
        terminal.sees("Wat schrijft de wet voor").types(ESC).sees("(nu gekozen)").types("\r");
        // A note first, then by typing part of a label.
        terminal.sees("Vraag 2").types("1\r").sees("nog iets te kiezen?").types("+").sees("Schrijf op wat vastligt");
        terminal.types("De rijbaan blijft\r").sees("Vraag 3").types("deel").sees("Zoek: deel").types("\r");
        terminal.sees("Wat geldt voor dit plan").types("0\r").leaves("Wat geldt voor dit plan");
        terminal.types(CTRL_C).sees("beslisboom walk --resume");
        assert_eq!(terminal.ends(), 130);
        let file = kept(state.path());
        for wanted in ["begint: gemeente", "keuze: deels", "belang: unknown", "De rijbaan blijft", "Haven", "Ontwerp"] {
            assert!(file.contains(wanted), "{wanted}: {file}");
        }
        let mut terminal = Terminal::sized(window, state.path(), &["walk", "--resume"], &[]);
        terminal.sees("Stappenplan participatie").reads_to("Vraag 5").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
        assert_eq!(sessions(state.path()).len(), 1, "the same conversation goes on");
    }
}

#[test]
fn the_review_has_the_numbers_of_the_questions_and_their_notes() {
    for window in WINDOWS {
        let state = folder();
        tree(state.path(), "choice", 4);
        let args = ["walk", "boom.yaml", "--all", "--project", "Haven", "--part", "Kade", "--out", "advies.md"];
        let mut terminal = Terminal::sized(window, state.path(), &args, &[]);
        terminal.reads_to("Wat is het eerste").types("2\r").sees("Vraag 2").sees("Wat is het tweede").types("1\r");
        terminal.sees("Klopt alles?").sees("> 0 Klaar: toon het advies").types("?").sees("Ga eerst naar een antwoord.");
        // A note and an explanation, with the line one is on; its number changes it.
        terminal.types("1").sees("> 1 Wat is het eerste").types("+").sees("Notitie:").types("Zo dus.\r");
        terminal
            .sees("Antwoord nummer 2 is dit Notitie: Zo dus.")
            .types("?")
            .sees("Dit is uitleg bij de eerste vraag.");
        terminal.types("\r").until("the review or the question", |it| {
            let screen = it.screen();
            screen.contains("Klopt alles?") && !screen.contains("Enter: verder") || screen.contains("nu gekozen")
        });
        if !terminal.screen().contains("nu gekozen") {
            terminal.types("1\r").sees("(nu gekozen)");
        }
        terminal.types("3\r").sees("Notitie: Zo dus.").types("klaar\r");
        assert_eq!(terminal.ends(), 0);
        let document = std::fs::read_to_string(state.path().join("advies.md")).unwrap();
        assert!(document.contains("Zo dus") && document.contains("Antwoord nummer 3"), "{document}");
    }
    let state = folder();
    tree(state.path(), "choice", 4);
    let mut terminal = Terminal::start(state.path(), &["walk", "boom.yaml", "--all", "--accessible"], &[]);
    terminal.asks("Hoe heet").types("\r").asks("Over welke").types("\r").asks("het eerste").types("2\r");
    terminal
        .asks("het tweede")
        .types("1\r")
        .asks("1. Wat is het eerste antwoord op deze vraag? Antwoord nummer 2 is dit");
    terminal.types("?\r").asks("Zet het nummer erachter").types("? 1\r").asks("Dit is uitleg bij de eerste vraag.");
    terminal.types("notitie 1\r").asks("Schrijf op").types("Zo dus.\r").asks("Notitie: Zo dus.");
    // Enter leaves a note as it is.
    terminal.types("+ 1\r").asks("Er staat nu: Zo dus.").types("\r").asks("Notitie: Zo dus.").types("klaar\r");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn plain_lines_ask_the_same_without_one_escape_byte() {
    for env in [&[("ACCESSIBLE", "1")][..], &[("TERM", "dumb")][..]] {
        let state = folder();
        let mut terminal = Terminal::start(state.path(), &["walk"], env);
        terminal.asks("Hoe heet je project?").types("Haven\r").asks("Over welke fase").types("\r");
        terminal.asks("Wie begint met dit plan?").types("?\r").asks("Kijk wie het plan wil");
        terminal.types("9\r").asks("`9` herken ik niet").types("2\r").asks("Wat schrijft de wet voor").types("terug\r");
        terminal.asks("(nu gekozen)").types("gemeente\r").asks("Gekozen: ").types("vrij\r").asks("te kiezen?");
        terminal.types("notitie\r").asks("Schrijf op").types("Let op de bomen\r").asks("te kiezen?").types("4\r");
        terminal.asks("Wat geldt voor dit plan").types("onbekend\r").asks("Vraag 5").types(CTRL_D);
        assert_eq!(terminal.ends(), 130);
        assert!(!terminal.raw.contains(&0x1b), "{:?}", terminal.raw());
        assert!(terminal.raw().contains("beslisboom walk --resume"), "{}", terminal.raw());
        let mut terminal = Terminal::start(state.path(), &["walk", "--resume"], env);
        terminal.asks("Ik ken al 4 antwoorden.").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
        assert!(terminal.raw().contains("beslisboom walk --resume"), "{}", terminal.raw());
    }
}

#[test]
fn a_terminal_without_utf_8_gets_letters_that_it_has() {
    let state = folder();
    let env = [("LC_ALL", "nl_NL.ISO-8859-1")];
    let mut terminal = Terminal::start(state.path(), &["walk"], &env);
    terminal.asks("Hoe heet je project?").types_bytes(b"Caf\xe9\r").asks("Over welke fase").types("\r");
    terminal.asks("Wie begint met dit plan?").types("?\r").asks("Kijk wie het plan wil").types("1\r");
    terminal.asks("Wat schrijft de wet").types("1\r").asks("te kiezen?").types("1\r").asks("Klopt alles?");
    terminal.types("0\r").sees("Advies");
    assert_eq!(terminal.ends(), 0);
    // The file is in UTF-8, whatever the terminal is in.
    assert!(kept(state.path()).contains("name: Café"), "{}", kept(state.path()));
    let mut terminal = Terminal::start(state.path(), &["list"], &env);
    assert_eq!(terminal.ends(), 0);
    let said = terminal.raw.clone();
    assert!(!said.is_ascii() && std::str::from_utf8(&said).is_err() && !said.contains(&0xe2), "{}", terminal.raw());
    // A pipe is no terminal; a locale that names no charset says nothing about the terminal.
    let piped = beslisboom(&["list"]).env("LC_ALL", "nl_NL.ISO-8859-1").run().fine();
    assert!(piped.contains('─'), "{piped}");
    let mut terminal = Terminal::start(state.path(), &["list"], &[("LC_ALL", "C")]);
    assert_eq!(terminal.ends(), 0);
    assert!(terminal.raw().contains('─'), "{}", terminal.raw());
}

#[test]
fn plain_lines_reach_the_advice_and_end_no_sentence_twice() {
    let state = folder();
    let mut terminal = Terminal::start(state.path(), &["walk", "--accessible", "--lang", "en"], &[]);
    let given = ["", "", "1", "1", "2", "done"];
    let asked = ["called", "phase", "Question 1", "Question 2", "Question 3", "Is everything right?"];
    for (typed, seen) in given.iter().zip(asked) {
        terminal.asks(seen).types(&format!("{typed}\r"));
    }
    assert_eq!(terminal.ends(), 0);
    let said = terminal.raw();
    assert!(!said.contains('\u{1b}') && said.contains("No participation"), "{said}");
    assert!(!said.contains("?.") && !said.contains("!."), "{said}");
}

#[test]
fn a_step_of_the_approach_is_swapped_and_the_swap_is_kept() {
    let street = root().join("examples/dorpsstraat.yaml");
    let street = street.to_str().unwrap();
    for lines in [false, true] {
        let state = folder();
        let mut args = vec!["walk", "--replies", street, "--out", "advies.json"];
        args.extend(lines.then_some("--accessible"));
        let mut terminal = Terminal::start(state.path(), &args, &[]);
        let done = if lines { "klaar\r" } else { "\r" };
        let mut at = |seen: &[&str], typed: &str| {
            let (last, before) = seen.split_last().unwrap();
            for it in before {
                terminal.sees(it);
            }
            if lines { terminal.asks(last) } else { terminal.sees(last) }.types(typed);
        };
        at(&["Klopt alles?"], done);
        at(&["Week 5–8: Werksessie", "Erbij: Ontwerpatelier (eruit: Werksessie", "iets ruilen?"], "4\r");
        at(&["Week 5–8: Ontwerpatelier", "Eruit: Inloopavond", "iets ruilen?"], "7\r");
        at(&["Weer erbij: Inloopavond", "iets ruilen?"], done);
        assert_eq!(terminal.ends(), 0);
        let advice: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(state.path().join("advies.json")).unwrap()).unwrap();
        let steps = advice["plan"]["steps"].as_array().unwrap();
        let has = |id: &str| steps.iter().any(|it| it["method"] == id);
        assert!(has("ontwerpatelier") && !has("inloopavond"), "{steps:?}");
        let kept = kept(state.path());
        assert!(kept.contains("with:\n  - ontwerpatelier") && kept.contains("without:\n  - inloopavond"), "{kept}");
    }
}

#[test]
fn killed_at_any_moment_nothing_is_lost() {
    let state = folder();
    let given = ["walk", "--project", "Kade", "--part", "Ontwerp"];
    // In no folder that somebody chose; without a folder for documents that is one at home.
    let mut terminal = Terminal::start(state.path(), &given, &[("BESLISBOOM_PROJECTS", "")]);
    terminal.sees("Wie begint").types("1\r").sees("Wat schrijft").types("1\r").sees("te kiezen");
    terminal.session.get_process_mut().kill(expectrl::process::unix::Signal::SIGKILL).unwrap();
    let mut terminal = Terminal::start(state.path(), &["walk", "--resume"], &[]);
    terminal.sees("Ik ken al 2 antwoorden.").sees("te kiezen").types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
    assert_eq!(sessions(state.path()).len(), 1);
    // Only its owner can look into it.
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(state.path().join("beslisboom").metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn one_goes_on_with_the_conversation_that_was_named() {
    let state = folder();
    for (project, choice) in [("Haven", "1"), ("Kade", "2")] {
        let args = ["walk", "--project", project, "--part", "Ontwerp"];
        let mut terminal = Terminal::start(state.path(), &args, &[]);
        terminal.sees("Wie begint").types(&format!("{choice}\r")).leaves("Wie begint met").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
    }
    // The older one, by its name: its own replies, in its own file.
    for window in WINDOWS {
        let mut terminal = Terminal::sized(window, state.path(), &["walk", "--resume", "--project", "haven"], &[]);
        terminal.reads_to("Project: Haven").reads_to("Ik ken al 1 antwoord.").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
    }
    let read = |number: usize| std::fs::read_to_string(&sessions(state.path())[number]).unwrap();
    assert!(read(0).contains("Haven") && read(0).contains("begint: gemeente"), "{}", read(0));
    assert!(read(1).contains("Kade") && !read(1).contains("begint: gemeente"), "{}", read(1));
    // A name that is not there, and no name with nobody to ask.
    for (args, said) in [
        (&["walk", "--resume", "--project", "Dijk"][..], "er is geen gesprek met die naam; deze zijn er: "),
        (&["walk", "--resume", "--no-input"], "er is meer dan één gesprek"),
    ] {
        let mut terminal = Terminal::start(state.path(), args, &[]);
        assert_eq!(terminal.ends(), 2);
        assert!(terminal.raw().contains(said) && terminal.raw().contains("Haven, Ontwerp"), "{}", terminal.raw());
    }
    // Without a name it asks which, by project, part and date.
    for window in WINDOWS {
        let mut terminal = Terminal::sized(window, state.path(), &["walk", "--resume"], &[]);
        terminal.sees("Met welk gesprek").sees("Haven, Ontwerp (schiedam, 20").sees("Kade, Ontwerp").types("kade\r");
        terminal.reads_to("Vraag").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
    }
    // A conversation that was cut short is said, and blocks no other.
    std::fs::write(state.path().join("beslisboom/dijk.yaml"), "format: 1\nkind: project\nname: Dijk\npar").unwrap();
    let mut terminal = Terminal::start(state.path(), &["walk", "--resume", "--project", "Kade", "--accessible"], &[]);
    terminal.asks("dijk.yaml` is geen bruikbaar projectbestand");
    // The same conversation twice at a time would lose replies.
    let mut second = Terminal::start(state.path(), &["walk", "--resume", "--project", "Kade"], &[]);
    assert_eq!(second.ends(), 2);
    assert!(second.raw().contains("al open in een ander venster"), "{}", second.raw());
    terminal.types("stop\r");
    assert_eq!(terminal.ends(), 130);
}

#[test]
fn a_tree_from_a_file_is_found_again() {
    let state = folder();
    tree(state.path(), "choice", 3);
    let mut terminal = Terminal::start(state.path(), &["walk", "boom.yaml", "--all", "--project", "Haven"], &[]);
    terminal.sees("Over welke").types("\r").sees("Wat is het eerste").types("2\r").sees("het tweede").types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
    for name in ["boom.yaml", "./boom.yaml", "boom"] {
        let mut terminal = Terminal::start(state.path(), &["walk", name, "--resume"], &[]);
        terminal.sees("Ik ken al 1 antwoord.").sees("het tweede").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
    }
    let mut terminal = Terminal::start(state.path(), &["walk", "schiedam", "--resume"], &[]);
    assert_eq!(terminal.ends(), 2);
}

#[test]
fn a_hand_over_gives_both_advices_and_asks_nothing_twice() {
    let state = folder();
    std::fs::write(
        state.path().join("voor.yaml"),
        "format: 1\nid: voor\nversion: \"1\"\ntitle: Voor\nlanguage: nl\nquestions:\n  begint:\n    ask: Welke situatie?\n    answers:\n      gemeente: {label: Vrij, outcome: verder}\n      anders: {label: Anders, outcome: klaar}\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n  verder: {title: Eerst dit, verdict: other-route, tree: schiedam}\n",
    )
    .unwrap();
    for (name, window) in ["advies.md", "advies.json"].into_iter().zip(WINDOWS) {
        let args = ["walk", "voor.yaml", "--project", "Haven", "--part", "Kade", "--out", name];
        let mut terminal = Terminal::sized(window, state.path(), &args, &[]);
        terminal.reads_to("Welke situatie?").types("1\r").sees("Klopt alles?").types("\r");
        terminal.asks("Wil je verder met `schiedam`?").types("ja\r");
        // The first question is known already, so the second comes first, under its own number.
        terminal.reads_to("Ik ken al 1 antwoord.").reads_to("Vraag 2").sees("Wat schrijft de wet").types("1\r");
        terminal.sees("te kiezen").types("2\r").sees("Klopt alles?");
        // In the small window one goes up for it.
        terminal.types(if window.1 < 24 { "2" } else { "" }).sees("2 Wat schrijft de wet").types(END);
        terminal.sees("> 0 Klaar").types("\r");
        assert_eq!(terminal.ends(), 0);
        let document = std::fs::read_to_string(state.path().join(name)).unwrap();
        let (first, second) = (document.find("Eerst dit"), document.find("Geen participatie"));
        if name.ends_with("md") {
            assert!(first.is_some() && first < second, "{document}");
        } else {
            let advice: serde_json::Value = serde_json::from_str(&document).unwrap();
            assert!(advice["then"].is_object(), "{document}");
        }
    }
}

#[test]
fn what_cannot_be_kept_is_said_and_the_conversation_goes_on() {
    let state = folder();
    let given = ["walk", "--project", "Kade", "--part", "Ontwerp"];
    let places = ["/proc/nergens", "/dev/null", "/dev/null/nergens"];
    for (place, window) in places.into_iter().flat_map(|place| WINDOWS.map(|window| (place, window))) {
        let mut terminal = Terminal::sized(window, state.path(), &given, &[("BESLISBOOM_PROJECTS", place)]);
        terminal.reads_to("ik kan je antwoorden niet bewaren: ").reads_to("Wie begint").types("1\r");
        terminal.sees("Wat schrijft de wet").types(CTRL_C).sees("Je antwoorden zijn niet bewaard.");
        assert_eq!(terminal.ends(), 130);
        let said = terminal.raw();
        assert!(!said.contains("os error") && !said.contains("walk --resume") && !said.contains(".tmp"), "{said}");
    }
    // It is said before anything is asked, where that can be known: once, and without a promise.
    for home in ["/proc/nergens", "thuis"] {
        let env = [("HOME", home), ("BESLISBOOM_PROJECTS", "")];
        let mut terminal = Terminal::sized(WINDOWS[0], state.path(), &["--accessible"], &env);
        terminal.sees("ik kan je antwoorden niet bewaren: ").sees("Hoe heet").types("Kade\r");
        terminal.sees("Over welke fase").types("\r").sees("Wie begint").types("1\r").sees("Wat schrijft de wet");
        terminal.types(CTRL_C).sees("Je antwoorden zijn niet bewaard.");
        assert_eq!(terminal.ends(), 130);
        let said = words(&terminal.raw());
        assert_eq!(said.matches("antwoorden niet bewaren").count(), 1, "{said}");
        assert!(!said.contains("antwoorden komen in"), "{said}");
    }
    // Nothing replied, nothing to be kept.
    let mut terminal = Terminal::start(state.path(), &[], &[]);
    terminal.sees("Hoe heet").types(CTRL_C).sees("Je had nog niets geantwoord.");
    assert_eq!(terminal.ends(), 130);
    assert_eq!(sessions(state.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_document_that_came_during_the_conversation_stays() {
    for window in WINDOWS {
        let state = folder();
        let args = ["walk", "--project", "Kade", "--part", "Ontwerp", "--out", "advies.md"];
        let mut terminal = Terminal::sized(window, state.path(), &args, &[]);
        terminal
            .reads_to("Wie begint")
            .types("1\r")
            .sees("Wat schrijft")
            .types("1\r")
            .sees("te kiezen")
            .types("2\r")
            .sees("Klopt alles?");
        std::fs::write(state.path().join("advies.md"), "van iemand anders").unwrap();
        terminal.types("\r").sees("het document staat in `advies-2.md`");
        assert_eq!(terminal.ends(), 0);
        assert_eq!(std::fs::read_to_string(state.path().join("advies.md")).unwrap(), "van iemand anders");
        assert!(
            std::fs::read_to_string(state.path().join("advies-2.md")).unwrap().starts_with("# Advies participatie")
        );
    }
}

/// Linux only: elsewhere it is harder to find the program under the shell.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_from_outside_leaves_the_terminal_as_it_was() {
    let state = folder();
    let mut command = Command::new("sh");
    let script = "\"$0\" walk --out advies.md; echo status=$?; stty -a; echo einde";
    command.args(["-c", script, env!("CARGO_BIN_EXE_beslisboom")]);
    let mut terminal = Terminal::of((100, 50), state.path(), command, &[]);
    terminal.without_names().sees("Wie begint").types("1\r").sees("Wat schrijft de wet");
    let shell = terminal.session.get_process().pid();
    let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
    let ended = Command::new("kill").args(["-TERM", children.trim()]).status().unwrap();
    assert!(ended.success(), "{children}");
    terminal.sees("einde");
    let said = terminal.raw();
    let shown = said.rsplit("status=130").next().unwrap();
    assert!(said.contains("beslisboom walk --resume") && shown.contains("iexten"), "{said}");
    let has = |wanted: &str| shown.split_whitespace().any(|word| word.trim_end_matches(';') == wanted);
    assert!(has("isig") && has("icanon") && has("icrnl"), "{shown}");
    assert!(!terminal.emulator.screen().alternate_screen() && !terminal.emulator.screen().bracketed_paste());
    let names = std::fs::read_dir(state.path()).unwrap().map(|it| it.unwrap().file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["beslisboom"], "nothing half written is left");
}

#[test]
fn a_list_shows_how_far_it_is_on_a_terminal_only() {
    let state = folder();
    let list = "naam;begint;wet;keuze\n".to_owned() + &"Straat;gemeente;vrij;niets\n".repeat(300_000);
    std::fs::write(state.path().join("lijst.csv"), list).unwrap();
    let args = ["batch", "lijst.csv", "--threads", "1", "--columns", "rung"];
    let mut terminal = Terminal::start(state.path(), &[&args[..], &["--out", "uit.csv"]].concat(), &[]);
    terminal.sees("% van").sees("300000 projecten");
    assert_eq!(terminal.ends(), 0);
    // A spreadsheet counts too; a terminal without a cursor gets none of it.
    let mut terminal = Terminal::start(state.path(), &[&args[..], &["--out", "uit.xlsx"]].concat(), &[]);
    terminal.sees("% van");
    assert_eq!(terminal.ends(), 0);
    let back = ["batch", "uit.xlsx", "--columns", "status", "--out", "terug.csv"];
    let mut terminal = Terminal::start(state.path(), &back, &[]);
    terminal.sees("% van").sees("300000 projecten");
    assert_eq!(terminal.ends(), 0);
    // A list that is there already is written over only where that is asked for.
    let back = [&back[..], &["--force"]].concat();
    let mut terminal = Terminal::start(state.path(), &back, &[("TERM", "dumb")]);
    terminal.sees("300000 projecten");
    assert!(!terminal.raw().contains(" % van "), "{}", terminal.raw());
    assert_eq!(terminal.ends(), 0);
    assert!(!beslisboom(&args).within(state.path()).run().err.contains(" % van "));
}

/// The program without a terminal.
fn run(state: &Path, args: &[&str]) -> std::process::Output {
    program::process(state).args(args).output().unwrap()
}

const REPLIES: [&str; 6] = ["--set", "begint=gemeente", "--set", "wet=vrij", "--set", "keuze=niets"];

#[test]
fn options_without_a_command_mean_walk() {
    let state = folder();
    let date = ["--date", "1969-07-20"];
    let bare = run(state.path(), &[&REPLIES[..], &date].concat());
    let walk = run(state.path(), &[&["walk"][..], &REPLIES, &date].concat());
    assert_eq!(bare.status.code(), Some(0), "{}", String::from_utf8_lossy(&bare.stderr));
    assert_eq!(bare.stdout, walk.stdout);
    assert!(String::from_utf8_lossy(&bare.stdout).contains("1969-07-20"));
    // What neither knows is refused as before.
    let wrong = run(state.path(), &["--nergens"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("`--nergens` ken ik niet"));
}

#[test]
fn a_document_goes_where_it_is_sent_with_the_rights_it_had() {
    use std::os::unix::fs::PermissionsExt;
    let state = folder();
    let walk = |args: &[&str]| {
        let output = run(state.path(), &[&["walk"][..], &REPLIES, args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let mode = |name: &str| state.path().join(name).metadata().unwrap().permissions().mode() & 0o777;
    let set_mode = |name: &str, mode: u32| {
        std::fs::set_permissions(state.path().join(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // A new file gets the rights that this user gives new files; one that is replaced keeps its own.
    std::fs::write(state.path().join("gewoon"), "").unwrap();
    walk(&["--out", "nieuw.md"]);
    assert_eq!(mode("nieuw.md"), mode("gewoon"));
    set_mode("nieuw.md", 0o640);
    walk(&["--out", "nieuw.md", "--force"]);
    assert_eq!(mode("nieuw.md"), 0o640);
    // A link stays a link, also one that leads to nothing yet.
    std::fs::create_dir(state.path().join("map")).unwrap();
    std::os::unix::fs::symlink("map/doel.md", state.path().join("link.md")).unwrap();
    walk(&["--out", "link.md"]);
    assert!(state.path().join("link.md").is_symlink());
    let target = std::fs::read_to_string(state.path().join("map/doel.md")).unwrap();
    assert!(target.starts_with("# Advies participatie"), "{target}");
    // A device stays a device, and a stream gets it all.
    walk(&["--out", "/dev/null"]);
    let device = std::fs::metadata("/dev/null").unwrap();
    assert!(!device.is_file(), "/dev/null is a file now");
    assert!(walk(&["--out", "/dev/stdout", "--format", "markdown"]).matches("# Advies participatie\n").count() == 2);
}

#[test]
fn what_cannot_be_kept_any_more_is_said_once() {
    let state = folder();
    let given = ["walk", "--project", "Kade", "--part", "Ontwerp"];
    let mut terminal = Terminal::start(state.path(), &given, &[]);
    terminal.sees("Wie begint").types("1\r").sees("Wat schrijft de wet");
    // The place for conversations goes away in the middle of one.
    std::fs::remove_dir_all(state.path().join("beslisboom")).unwrap();
    std::fs::write(state.path().join("beslisboom"), "").unwrap();
    terminal.types("1\r").sees("ik kan je antwoorden niet bewaren: ").sees("te kiezen").types("3\r");
    terminal.leaves("te kiezen").types(CTRL_C).sees("Je laatste antwoorden zijn niet bewaard.");
    assert_eq!(terminal.ends(), 130);
}

#[test]
fn a_walk_begins_with_which_project_and_keeps_its_parts_together() {
    for window in WINDOWS {
        let state = folder();
        let file = state.path().join("projecten/haven-aan-de-kade.yaml");
        let args = ["walk", "--projects", "projecten"];
        // The first time there is nothing to choose.
        let mut terminal = Terminal::sized(window, state.path(), &args, &[]);
        terminal.reads_to("Hoe heet je project?").types("Haven aan de kade\r").sees("Over welke fase");
        terminal.types("Ontwerp\r").sees("Wie begint").types("1\r").sees("Wat schrijft").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
        let read = || std::fs::read_to_string(&file).unwrap();
        assert!(read().contains("name: Haven aan de kade\nparts:\n- tree: schiedam\n"), "{}", read());
        // Then it is offered, with its part and its day: a second part of it.
        let mut terminal = Terminal::sized(window, state.path(), &args, &[]);
        terminal.sees("Over welk project gaat het?").sees("Haven aan de kade (Ontwerp; 20").types("2\r");
        terminal.sees("Wil je verder, of begin je een nieuw onderdeel?").sees("1 Verder met: Ontwerp (schiedam)");
        terminal.types("2\r").reads_to("Over welke fase").types("Bouw\r").sees("Wie begint").types("3\r");
        terminal.sees("Klopt alles?").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
        let (ontwerp, bouw) = read().split_once("part: Bouw\n").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        assert!(ontwerp.contains("begint: gemeente") && bouw.contains("begint: aanvrager"), "{}", read());
        // Or it goes on with a part: that part's replies, in its own place.
        let mut terminal = Terminal::sized(window, state.path(), &args, &[]);
        terminal.sees("Over welk project").types("haven\r").sees("Wil je verder").types("ontwerp\r");
        terminal.reads_to("Wat schrijft").types("1\r").sees("te kiezen").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
        let (ontwerp, bouw) = read().split_once("part: Bouw\n").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        assert!(ontwerp.contains("wet: vrij") && !bouw.contains("wet:"), "{}", read());
        // Stopped before anything was chosen, nothing changes.
        let before = read();
        let mut terminal = Terminal::sized(window, state.path(), &args, &[]);
        terminal.sees("Over welk project").types(CTRL_C);
        assert_eq!((terminal.ends(), read()), (130, before));
    }
}

#[test]
fn a_project_is_found_again_by_its_name() {
    let state = folder();
    for (name, choice) in [("Haven", "1"), ("Kade", "2"), ("", "1"), ("", "2")] {
        let mut terminal = Terminal::start(state.path(), &["walk", "--accessible", "--set", "keuze=deels"], &[]);
        terminal.asks("Hoe heet je project?").types(&format!("{name}\r")).asks("Over welke fase").types("\r");
        terminal.asks("Wie begint").types(&format!("{choice}\r")).asks("Vraag 3").types(CTRL_D);
        assert_eq!(terminal.ends(), 130);
    }
    let names: Vec<_> = sessions(state.path()).iter().map(|it| it.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["haven.yaml", "kade.yaml", "project-1.yaml", "project-2.yaml"]);
    let read = |file: &str| std::fs::read_to_string(state.path().join("beslisboom").join(file)).unwrap();
    for (name, project, file) in [
        ("HAVEN", "Haven", "haven.yaml"),
        ("beslisboom/kade.yaml", "Kade", "kade.yaml"),
        ("Project 1", "Project 1", "project-1.yaml"),
        ("project-2", "Project 2", "project-2.yaml"),
    ] {
        let others = || names.iter().filter(|it| *it != file).map(|it| read(it.to_str().unwrap())).collect::<Vec<_>>();
        let before = others();
        let mut terminal = Terminal::start(state.path(), &["walk", "--accessible", "--resume", name], &[]);
        terminal.asks(&format!("Project: {project}")).types("1\r").asks("Vraag 4").types(CTRL_D);
        assert_eq!((terminal.ends(), others()), (130, before), "{name}");
        assert!(read(file).contains("wet: vrij"), "{name}: {}", read(file));
    }
    // A name that is given twice is one project.
    let mut terminal = Terminal::start(state.path(), &["walk", "--accessible", "--set", "keuze=deels"], &[]);
    terminal.asks("Hoe heet").types("haven \r").asks("Dit project is er al.").types("Later\r").asks("Wie begint");
    terminal.types(CTRL_D);
    assert_eq!((terminal.ends(), sessions(state.path()).len()), (130, 4));
    let mut terminal = Terminal::start(state.path(), &["walk", "--resume", "Dijk"], &[]);
    assert_eq!(terminal.ends(), 2);
    assert!(terminal.raw().contains("er is geen gesprek met die naam; deze zijn er: "), "{}", terminal.raw());
}

#[test]
fn two_windows_and_somebody_elses_hand_overwrite_nothing_in_silence() {
    let state = folder();
    let given = ["walk", "--accessible", "--project", "Haven", "--part", "Ontwerp"];
    let mut terminal = Terminal::start(state.path(), &given, &[]);
    terminal.asks("Wie begint").types("1\r").asks("Vraag 2").types(CTRL_D);
    assert_eq!(terminal.ends(), 130);
    let file = state.path().join("beslisboom/haven.yaml");
    let read = || std::fs::read_to_string(&file).unwrap();
    let write = |from: &str, to: &str| std::fs::write(&file, read().replacen(from, to, 1)).unwrap();
    let resume = ["walk", "--accessible", "--resume", "haven"];
    let mut first = Terminal::start(state.path(), &resume, &[]);
    first.asks("Ik ken al 1 antwoord.");
    // A second window: told at once, or at the first reply where it began without knowing.
    let mut second = Terminal::start(state.path(), &resume, &[]);
    assert_eq!(second.ends(), 2);
    assert!(second.raw().contains("dit project is al open in een ander venster"), "{}", second.raw());
    let mut third = Terminal::start(state.path(), &["walk", "--accessible", "--project", "Haven"], &[]);
    third.asks("Over welke fase").types("Bouw\r").asks("kan je antwoorden niet bewaren: dit project is al open");
    third.types(CTRL_D);
    assert_eq!(third.ends(), 130);
    assert!(third.raw().contains("Je antwoorden zijn niet bewaard.") && !read().contains("Bouw"), "{}", read());
    // What somebody writes elsewhere in the file stays.
    write("parts:", "goal: Ruimte\nparts:");
    first.types("1\r").asks("te kiezen");
    assert!(read().contains("goal: Ruimte\nparts:") && read().contains("wet: vrij"), "{}", read());
    // Nor is a slip of theirs written over, nor what they changed in this part.
    for (right, wrong, said) in [
        ("goal:", "gaol:", "haven.yaml` staat een fout; kijk ernaar met `beslisboom check`"),
        ("wet: vrij", "wet: omgevingsvisie", "iemand anders heeft `"),
    ] {
        write(right, wrong);
        let theirs = read();
        let mut terminal = Terminal::start(state.path(), &["projects"], &[]);
        assert!([0, 1].contains(&terminal.ends()));
        first.types("3\r").asks(said);
        assert_eq!(read(), theirs);
        // It is said once, and the conversation goes on.
        first.types("terug\r").asks("Vraag 3");
        write(wrong, right);
        first.types("3\r").asks("Vraag 4").types("terug\r").asks("Vraag 3");
        assert!(read().contains("keuze:"), "{}", read());
    }
    first.types(CTRL_D);
    assert_eq!(first.ends(), 130);
    assert!(first.raw().contains("Alles wat je antwoordde, is bewaard."), "{}", first.raw());
    let names: Vec<_> =
        std::fs::read_dir(state.path().join("beslisboom")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names, ["haven.yaml"], "nothing half written, no lock is left");
}

#[test]
fn conversations_of_an_older_version_become_projects() {
    let state = folder();
    let old = state.path().join("state/beslisboom");
    std::fs::create_dir_all(&old).unwrap();
    let write =
        |name: &str, text: &str| std::fs::write(old.join(name), format!("format: 1\ntree: schiedam\n{text}")).unwrap();
    write(
        "schiedam-0001.yaml",
        "project: Haven\npart: Ontwerp\nreplies:\n  begint: gemeente\nnotes:\n  begint: Zo dus.\n",
    );
    write("schiedam-0002.yaml", "project: haven\npart: Bouw\nreplies: {begint: vergunning}\n");
    write("schiedam-0003.yaml", "replies: {begint: samen}\n");
    write("schiedam-0004.yaml", "repl");
    let mut terminal = Terminal::start(state.path(), &["walk", "--accessible"], &[]);
    terminal.asks("3 eerdere gesprekken staan nu in ").types(CTRL_D);
    let said = terminal.ends();
    assert_eq!(said, 130);
    let left: Vec<_> = std::fs::read_dir(&old).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left, ["schiedam-0004.yaml"], "what cannot be read stays");
    let [haven, other] = &sessions(state.path())[..] else { panic!("{:?}", sessions(state.path())) };
    let haven = std::fs::read_to_string(haven).unwrap();
    for wanted in
        ["name: Haven\n", "part: Ontwerp\n", "begint: gemeente", "Zo dus.", "part: Bouw\n", "begint: vergunning"]
    {
        assert!(haven.contains(wanted), "{wanted}: {haven}");
    }
    let other = std::fs::read_to_string(other).unwrap();
    assert!(other.contains("name: Project 1\n") && other.contains("begint: samen"), "{other}");
    // Where they cannot go, they stay.
    write("schiedam-0003.yaml", "replies: {begint: samen}\n");
    let args = ["walk", "--accessible", "--resume", "--projects", "/dev/null"];
    let mut terminal = Terminal::start(state.path(), &args, &[]);
    assert_eq!(terminal.ends(), 2);
    assert!(terminal.raw().contains("schiedam-0003.yaml` blijft daar: "), "{}", terminal.raw());
    assert!(old.join("schiedam-0003.yaml").exists());
}

#[test]
fn killed_while_it_saves_a_project_is_old_or_new_and_opens_again() {
    let state = folder();
    for wait in 0..12_u64 {
        let name = format!("Kade {wait}");
        let args = ["walk", "--accessible", "--project", &name, "--part", "Ontwerp"];
        let mut terminal = Terminal::start(state.path(), &args, &[]);
        terminal.asks("Wie begint").types("1\r");
        std::thread::sleep(Duration::from_millis(2 * wait));
        terminal.session.get_process_mut().kill(expectrl::process::unix::Signal::SIGKILL).unwrap();
        let _ = terminal.session.get_process().wait();
        let file = state.path().join(format!("beslisboom/kade-{wait}.yaml"));
        let text = std::fs::read_to_string(&file).unwrap();
        let (project, _, findings) = beslisboom::source::parse::read_project("", text.as_bytes());
        assert!(findings.is_empty(), "{text}");
        assert!(project.unwrap().parts[0].replies.len() <= 1, "{text}");
        // Whoever was killed keeps nobody out.
        let mut terminal = Terminal::start(state.path(), &["walk", "--accessible", "--resume", &name], &[]);
        terminal.asks(&format!("Project: {name}")).types(CTRL_D);
        assert_eq!(terminal.ends(), 130);
    }
}

#[test]
fn what_is_said_to_go_on_with_goes_on_where_it_is_kept() {
    let state = folder();
    std::fs::create_dir(state.path().join("mijn map")).unwrap();
    let street = root().join("examples/dorpsstraat.yaml");
    for named in ["map", "mijn map"] {
        let typed = if named.contains(' ') { format!("\"{named}\"") } else { named.to_owned() };
        let args = ["walk", "--accessible", "--projects", named, "--replies", street.to_str().unwrap()];
        let mut terminal = Terminal::sized((200, 60), state.path(), &args, &[]);
        terminal.asks("Klopt alles?").types(CTRL_D);
        assert_eq!(terminal.ends(), 130);
        let said = format!("Ga verder met: beslisboom walk --resume --projects {typed}\r\n");
        assert!(terminal.raw().contains(&said), "{}", terminal.raw());
        let args = ["walk", "--accessible", "--resume", "--projects", named];
        let mut terminal = Terminal::sized((200, 60), state.path(), &args, &[]);
        terminal.asks("Klopt alles?").types("klaar\r").asks("iets ruilen?").types("klaar\r");
        assert_eq!(terminal.ends(), 0);
        let said = format!("met: beslisboom walk --resume --projects {typed} --out advies.docx\r\n");
        assert!(terminal.raw().contains(&said), "{}", terminal.raw());
    }
    let file = std::fs::read_dir(state.path().join("mijn map")).unwrap().next().unwrap().unwrap().path();
    let args = ["plan", file.to_str().unwrap(), "--accessible"];
    let mut terminal = Terminal::sized((200, 60), state.path(), &args, &[]);
    terminal.asks("project?").types(CTRL_D);
    assert_eq!(terminal.ends(), 130);
    let said = format!("Ga verder met: beslisboom plan \"{}\"\r\n", file.display());
    assert!(terminal.raw().contains(&said), "{}", terminal.raw());
}

/// A project of one part, as a walk leaves it.
fn project(state: &Path, more: &str) -> PathBuf {
    let file = state.join("p.yaml");
    let part = "- part: Ontwerp\n  tree: schiedam\n  replies: {begint: gemeente, wet: vrij, keuze: deels, belang: kennis, toezegging: luisteren, agenda: gemeente, fase: ontwerpen, soort: straat, tijd: 20, doelgroep: omwonenden}\n";
    std::fs::write(&file, format!("format: 1\nkind: project\nname: Haven\nparts:\n{part}{more}")).unwrap();
    file
}

/// Answers what is asked, in lines: for each a part of what is asked, and what is typed.
fn answers(terminal: &mut Terminal, typed: &[(&str, &str)]) {
    for (asked, reply) in typed {
        terminal.asks(asked).types(&format!("{reply}\r"));
    }
}

#[test]
fn a_plan_is_asked_kept_stopped_and_gone_on_with() {
    let state = folder();
    let file = project(state.path(), "");
    let read = || std::fs::read_to_string(&file).unwrap();
    let start = || Terminal::start(state.path(), &["plan", "p.yaml", "--accessible"], &[]);
    let mut terminal = start();
    terminal.asks("Zet er geen namen of adressen van mensen in.").types("De kade wordt vernieuwd.\r");
    answers(
        &mut terminal,
        &[
            ("Waarom betrek je", "Een kade voor iedereen."),
            ("Wat ligt vast?", ""),
            ("Wat is nog open?", "bel 06-12345678"),
        ],
    );
    terminal.asks("Let op: hier lijkt een e-mailadres of telefoonnummer in te staan.").types(CTRL_D);
    assert_eq!(terminal.ends(), 130);
    assert!(terminal.raw().contains("Ga verder met: beslisboom plan p.yaml"), "{}", terminal.raw());
    assert!(
        !terminal.raw.contains(&0x1b) && read().contains("goal: Een kade voor iedereen.\nopen: bel 06"),
        "{}",
        read()
    );
    // Once more: only what is still open.
    let mut terminal = start();
    answers(
        &mut terminal,
        &[
            ("Wat ligt vast?", "Het geld."),
            ("Wat merken mensen", ""),
            ("Wie besluit?", "het college"),
            ("Wie leidt", ""),
            ("Wie raakt het?", "Omwonenden; Schippers"),
            ("Welke ga je doen?", "1"),
            ("wanneer? Een dag", "mei 2027"),
            ("wie regelt het?", ""),
            ("Ga je nog iets anders doen", "Een rondvaart"),
            ("Een rondvaart: wanneer?", ""),
            ("Een rondvaart: wie regelt", ""),
            ("Ga je nog iets anders doen", ""),
            ("Welke vraag leg je mensen voor?", "Wat wil je doen aan de kade?"),
            ("Wie moet er iets horen?", "alle adressen"),
            ("alle adressen: wat horen zij?", "wat er te kiezen is"),
            ("alle adressen: wanneer?", ""),
            ("langs welke weg", "brief"),
            ("in welke woorden?", "Praat mee over de kade."),
            ("Wie moet er iets horen?", ""),
            ("Deze komen van Schiedam en Heusden.", "1,2"),
            ("Tel hoeveel mensen meedenken of meedoen. Wat wil je halen?", "100"),
            ("Wat wil je halen?", ""),
            ("Wil je zelf iets meten?", ""),
            ("Wat doe je met reacties?", "Alles komt in het verslag."),
            ("Hoe horen deelnemers", "Een brief."),
            ("Voor welke dag?", "1 maart"),
            ("Schrijf een dag als 2027-03-01.", "2027-03-01"),
            ("Hoeveel geld", ""),
            ("Wie maakt het verslag", ""),
            ("Voor welke dag evalueer", ""),
            ("Komt er formele inspraak", ""),
        ],
    );
    // Then everything once more, to change what is wrong.
    terminal.asks("4. Open: bel 06-12345678").types("4\r").asks("Er staat nu: bel 06").types("De bomen.\r");
    terminal.asks("4. Open: De bomen.").types("klaar\r");
    assert_eq!(terminal.ends(), 0);
    assert!(terminal.raw().contains("Nog open: Gevolgen; Leidt; "), "{}", terminal.raw());
    assert!(terminal.raw().contains("beslisboom document plan p.yaml --out plan.docx"), "{}", terminal.raw());
    let (kept, _, findings) = beslisboom::source::parse::read_project("", read().as_bytes());
    let kept = kept.unwrap();
    assert!(findings.is_empty(), "{}", read());
    assert_eq!(kept.parts.len(), 1);
    assert_eq!(
        (kept.open.as_deref(), kept.plan.groups),
        (Some("De bomen."), vec!["Omwonenden".to_owned(), "Schippers".to_owned()])
    );
    assert_eq!(kept.plan.activities.len(), 2);
    assert!(kept.plan.activities[0].method.is_some() && kept.plan.activities[0].when.as_deref() == Some("mei 2027"));
    assert_eq!(kept.plan.messages[0].words.as_deref(), Some("Praat mee over de kade."));
    assert_eq!(kept.plan.indicators.iter().map(|it| it.target.as_deref()).collect::<Vec<_>>(), [Some("100"), None]);
    assert_eq!(kept.plan.feedback_by.as_deref(), Some("2027-03-01"));
    let letter = String::from_utf8(run(state.path(), &["document", "letter", "p.yaml"]).stdout).unwrap();
    assert!(letter.contains("Praat mee over de kade.") && letter.contains("Wat wil je doen aan de kade?"), "{letter}");
}

#[test]
fn a_report_asks_by_activity_what_was_done() {
    let state = folder();
    let file = project(state.path(), "plan: {activities: [{what: Avond}, {what: Rondvaart}]}\n");
    let read = || std::fs::read_to_string(&file).unwrap();
    let mut terminal = Terminal::start(state.path(), &["report", "p.yaml", "--accessible"], &[]);
    answers(
        &mut terminal,
        &[
            ("Is dit gedaan: Avond?", "1"),
            ("Avond: op welke dag?", "gisteren"),
            ("Schrijf een dag als", "2027-01-20"),
            ("Avond: hoeveel mensen", "veel"),
            ("Geef een heel getal.", "45"),
            ("Avond: welke groepen", "Omwonenden; Schippers"),
            ("Avond: wie miste je?", "Jongeren"),
            ("Avond: wat zeiden mensen?", "Meer groen."),
            ("Avond: wat nam je over?", "Twee bomen."),
            ("Avond: wat nam je niet over", ""),
            ("Avond: hoe en wanneer hoorden", ""),
            ("Is dit gedaan: Rondvaart?", "nog niet"),
            ("Deed je nog iets met mensen?", ""),
            ("Wat vonden deelnemers ervan?", "Een 7."),
            ("Hoeveel steun is er", ""),
            ("Wie las het verslag", ""),
        ],
    );
    terminal.asks("Avond, niet overgenomen: nog open").types("klaar\r");
    assert_eq!(terminal.ends(), 0);
    assert!(!terminal.raw.contains(&0x1b), "{}", terminal.raw());
    let (kept, _, _) = beslisboom::source::parse::read_project("", read().as_bytes());
    let kept = kept.unwrap();
    assert_eq!((kept.done.len(), kept.done[0].people, kept.done[0].groups.len()), (1, Some(45), 2));
    assert_eq!((kept.done[0].used.as_deref(), kept.report.judgement.as_deref()), (Some("Twee bomen."), Some("Een 7.")));
    // With keys too, and in English: what is open, then the list.
    for window in WINDOWS {
        let mut terminal = Terminal::sized(window, state.path(), &["report", "p.yaml", "--lang", "en"], &[]);
        terminal.reads_to("Avond: what did you not take over").types("\r").reads_to("Avond: how and when");
        terminal.types(CTRL_C).sees("Go on with: beslisboom report p.yaml");
        assert_eq!(terminal.ends(), 130);
    }
}

#[test]
fn two_activities_of_one_name_are_two() {
    let state = folder();
    let plan = "plan: {activities: [{what: Avond, when: januari 2027}, {what: Avond, when: maart 2027}]}\n";
    let file = project(state.path(), plan);
    let read = || beslisboom::source::parse::read_project("", &std::fs::read(&file).unwrap()).0.unwrap();
    let mut terminal = Terminal::start(state.path(), &["plan", "p.yaml", "--accessible"], &[]);
    for asked in ["project?", "betrek je", "ligt vast", "nog open", "Wat merken", "besluit", "Wie leidt", "Wie raakt"] {
        terminal.asks(asked).types("\r");
    }
    answers(
        &mut terminal,
        &[("Avond: wie regelt het?", "de wijkregisseur"), ("Avond (2): wie regelt het?", "de raad")],
    );
    terminal.asks("Welke ga je doen?").types(CTRL_D);
    assert_eq!(terminal.ends(), 130);
    let owners = |project: Project| project.plan.activities.into_iter().map(|it| it.owner.unwrap()).collect::<Vec<_>>();
    assert_eq!(owners(read()), ["de wijkregisseur", "de raad"]);
    // Each is reported by itself.
    let mut terminal = Terminal::start(state.path(), &["report", "p.yaml", "--accessible"], &[]);
    terminal.asks("Is dit gedaan: Avond?").types("ja\r");
    for asked in
        ["op welke dag", "hoeveel", "welke groepen", "wie miste", "wat zeiden", "over?", "niet over", "hoorden"]
    {
        terminal.asks(asked).types("\r");
    }
    terminal.asks("Is dit gedaan: Avond (2)?").types("ja\r").asks("Avond (2): op welke dag?").types("2027-03-04\r");
    terminal.asks("Avond (2): hoeveel mensen").types(CTRL_D);
    assert_eq!(terminal.ends(), 130);
    let done: Vec<_> = read().done.into_iter().map(|it| (it.what, it.day)).collect();
    assert_eq!(done, [("Avond".to_owned(), None), ("Avond".to_owned(), Some("2027-03-04".to_owned()))]);
}

#[test]
fn an_empty_line_picks_nothing_in_a_menu() {
    let state = folder();
    let file = project(state.path(), "plan: {activities: [{what: Avond}]}\n");
    let before = std::fs::read_to_string(&file).unwrap();
    let mut terminal = Terminal::start(state.path(), &["report", "p.yaml", "--accessible"], &[]);
    terminal.asks("Met Enter laat je het leeg.").types("\r").sees("Leeg gelaten.");
    for asked in ["Deed je nog iets", "Wat vonden", "Hoeveel steun", "Wie las"] {
        terminal.asks(asked).types("\r");
    }
    terminal.asks("Klopt alles?").types("\r").asks("herken ik niet").types("klaar\r");
    assert_eq!(terminal.ends(), 0);
    let mut terminal = Terminal::start(state.path(), &["plan", "p.yaml", "--accessible"], &[]);
    for asked in ["project?", "betrek je", "ligt vast", "nog open", "Wat merken", "besluit", "Wie leidt", "Wie raakt"] {
        terminal.asks(asked).types("\r");
    }
    answers(&mut terminal, &[("wanneer?", ""), ("wie regelt", ""), ("Welke ga je doen?", "")]);
    terminal.asks("Ga je nog iets anders doen").types(CTRL_D);
    assert_eq!(terminal.ends(), 130);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), before);
    // What may not be left empty is refused.
    let street = root().join("examples/dorpsstraat.yaml");
    let args = ["walk", "--replies", street.to_str().unwrap(), "--accessible"];
    let mut terminal = Terminal::start(state.path(), &args, &[]);
    terminal.asks("Klopt alles?").types("klaar\r").asks("iets ruilen?").types("\r").asks("herken ik niet");
    terminal.types("klaar\r");
    assert_eq!(terminal.ends(), 0);
    assert!(!kept(state.path()).contains("with:"), "{}", kept(state.path()));
}

#[test]
fn an_evaluation_judges_asks_indicators_and_lessons_and_tells_what_it_comes_to() {
    let state = folder();
    let file = project(state.path(), "plan: {indicators: [{what: deelnemers, target: \"100\"}]}\n");
    let read = || std::fs::read_to_string(&file).unwrap();
    let mut terminal = Terminal::start(state.path(), &["evaluate", "p.yaml", "--accessible"], &[]);
    terminal.asks("Pasten de deelnemers").types("notitie\r").asks("Schrijf op waaraan").types("Geteld.\r");
    terminal.asks("Pasten de deelnemers").types("onvoldoende\r").asks("Was de begeleiding").types(CTRL_D);
    assert_eq!(terminal.ends(), 130);
    assert!(terminal.raw().contains("Ga verder met: beslisboom evaluate p.yaml"), "{}", terminal.raw());
    assert!(read().contains("evaluation:\n  tree: evaluatie\n"), "{}", read());
    let mut terminal = Terminal::start(state.path(), &["evaluate", "p.yaml", "--accessible"], &[]);
    terminal.asks("Ik ken al 1 antwoord.").types("goed\r");
    for _ in 0..8 {
        terminal.asks("hierna nog hoogstens").types("voldoende\r");
        if terminal.until("the next", |it| it.raw().ends_with("> ")).raw().contains("de laatste") {
            break;
        }
    }
    terminal.asks("de laatste").types("voldoende\r").asks("Klaar: verder met de indicatoren").types("klaar\r");
    answers(
        &mut terminal,
        &[
            ("deelnemers (doel: 100) Wat is het geworden?", "120"),
            ("Wat moeten anderen ook doen?", "Begin vroeg; Ga naar de haven"),
            ("beter laten?", ""),
            ("Klopt alles?", "klaar"),
        ],
    );
    assert_eq!(terminal.ends(), 0);
    let said = terminal.raw();
    assert!(!said.contains('\u{1b}') && said.contains("Het traject was voldoende"), "{said}");
    let (kept, _, _) = beslisboom::source::parse::read_project("", read().as_bytes());
    let kept = kept.unwrap();
    assert_eq!((kept.parts.len(), kept.evaluation.as_ref().unwrap().replies.len()), (1, 10));
    assert_eq!((kept.plan.indicators[0].result.as_deref(), kept.lessons.dos.len()), (Some("120"), 2));
}

#[test]
fn a_new_tree_asks_what_sort_and_its_name() {
    for window in WINDOWS {
        let state = folder();
        let mut terminal = Terminal::sized(window, state.path(), &["new"], &[]);
        terminal.sees("Wat voor boom wil je maken?").types("2\r").sees("Hoe heet je boom?").types("Mijn punten\r");
        assert_eq!(terminal.ends(), 0);
        assert!(terminal.raw().contains("Je boom staat in mijn-punten.yaml."), "{}", terminal.raw());
        let tree = std::fs::read_to_string(state.path().join("mijn-punten.yaml")).unwrap();
        assert!(tree.contains("title: \"Mijn punten\"") && tree.contains("\nscores:"), "{tree}");
        // A name that is taken stays somebody's own.
        let mut terminal = Terminal::sized(window, state.path(), &["new", "matrix"], &[]);
        terminal.sees("Hoe heet je boom?").types("Mijn punten\r");
        assert_eq!(terminal.ends(), 2);
        assert_eq!(std::fs::read_to_string(state.path().join("mijn-punten.yaml")).unwrap(), tree);
    }
    let state = folder();
    let mut terminal = Terminal::start(state.path(), &["new", "--accessible"], &[]);
    terminal.asks("Wat voor boom wil je maken?").types("checklist\r").asks("Hoe heet je boom?").types("\r");
    assert_eq!(terminal.ends(), 0);
    assert!(!terminal.raw.contains(&0x1b), "{:?}", terminal.raw());
    let left = |it: &Path| {
        std::fs::read_dir(it).unwrap().filter(|it| it.as_ref().unwrap().path().extension().is_some()).count()
    };
    assert_eq!(left(state.path()), 1);
    let mut terminal = Terminal::start(state.path(), &["new"], &[]);
    terminal.sees("Wat voor boom wil je maken?").types(CTRL_C);
    assert_eq!((terminal.ends(), left(state.path())), (130, 1));
}
