//! Conversations at a real pseudo-terminal, with keys and in plain lines.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A terminal with the program in it.
struct Terminal {
    session: OsSession,
    /// Everything it wrote.
    seen: String,
}

/// A folder of its own for a test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

impl Terminal {
    fn start(state: &Path, args: &[&str], env: &[(&str, &str)]) -> Terminal {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beslisboom"));
        command.args(args).current_dir(state).env_remove("ACCESSIBLE").env_remove("BESLISBOOM_LANG");
        command.env("XDG_STATE_HOME", state).env("TERM", "xterm").env("LC_ALL", "C.UTF-8").env("COLUMNS", "100");
        command.envs(env.iter().copied());
        let mut session = Session::spawn(command).unwrap();
        session.get_process_mut().set_window_size(100, 50).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(20)));
        Terminal { session, seen: String::new() }
    }

    /// Waits until this is on the screen.
    fn sees(&mut self, text: &str) -> &mut Terminal {
        let found = self.session.expect(text);
        let found = found.unwrap_or_else(|fault| panic!("did not see `{text}` ({fault}) after:\n{}", self.seen));
        self.seen += &String::from_utf8_lossy(found.before());
        self.seen += text;
        self
    }

    /// Types.
    fn types(&mut self, keys: &str) -> &mut Terminal {
        self.session.send(keys).unwrap();
        self
    }

    /// Waits for the end; gives the exit status.
    fn ends(&mut self) -> i32 {
        let rest = self.session.expect(Eof).unwrap();
        self.seen += &String::from_utf8_lossy(rest.as_bytes());
        match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, status) => status,
            other => panic!("{other:?}"),
        }
    }
}

const DOWN: &str = "\u{1b}[B";
const LEFT: &str = "\u{1b}[D";
const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";

/// The one conversation that was kept.
fn kept(state: &Path) -> String {
    let files: Vec<PathBuf> =
        std::fs::read_dir(state.join("beslisboom")).unwrap().map(|it| it.unwrap().path()).collect();
    std::fs::read_to_string(files.iter().max().unwrap()).unwrap()
}

#[test]
fn the_shipped_tree_is_walked_with_keys_stopped_and_resumed() {
    let state = folder();
    let mut terminal = Terminal::start(state.path(), &[], &[]);
    terminal.sees("Vraag 1").sees("Wie begint met dit plan?").sees("Ctrl-C");
    // Help, then an answer by its digit.
    terminal.types("?").sees("Kijk wie het plan wil").sees("Bron").sees("Vraag 1").sees("Ctrl-C").types("2");
    // Back with Esc; what was given is shown; another answer with the arrows and Enter.
    terminal.sees("Wat schrijft de wet voor").sees("Ctrl-C").types(LEFT);
    terminal.sees("Wie begint").sees("(nu gekozen)").sees("Ctrl-C").types("\u{1b}[A").sees("Ctrl-C").types("\r");
    terminal.sees("Wat schrijft de wet voor").sees("Ctrl-C").types("1");
    // By typing part of a label; a note first.
    terminal.sees("nog iets te kiezen?").sees("Ctrl-C").types("+").sees("Schrijf op wat vastligt").sees("Notitie");
    terminal.types("De rijbaan blijft liggen\r").sees("nog iets te kiezen?").sees("Ctrl-C");
    terminal.types("deel").sees("Zoek: deel").types("\r");
    // Several answers: space, digit, Enter.
    terminal
        .sees("Wat geldt voor dit plan")
        .sees("Ctrl-C")
        .types(" ")
        .sees("[x]")
        .types("2")
        .sees("Ctrl-C")
        .types("\r");
    // Unknown, with the tree's hint what to do.
    terminal.sees("Wat belooft het bestuur").sees("Ctrl-C").types("0").sees("Kies dat het nog niet is afgesproken");
    terminal.sees("Wie bepaalt waarover").sees("Ctrl-C").types(CTRL_C).sees("beslisboom walk --resume");
    assert_eq!(terminal.ends(), 130);
    let file = kept(state.path());
    assert!(file.contains("wet: vrij") && file.contains("keuze: deels"), "{file}");
    assert!(file.contains("toezegging: unknown") && file.contains("De rijbaan blijft liggen"), "{file}");

    let mut terminal = Terminal::start(state.path(), &["walk", "--resume", "--out", "advies.md"], &[]);
    terminal.sees("Ik ken al 5 antwoorden").sees("Wie bepaalt waarover").sees("Ctrl-C").types("1");
    let review = "Klopt alles?";
    for _ in 0..12 {
        terminal.session.set_expect_timeout(Some(Duration::from_secs(20)));
        let found = terminal.session.expect(expectrl::Regex("(hierna nog hoogstens|de laatste|Klopt alles)")).unwrap();
        let done = found.get(0).unwrap() == b"Klopt alles";
        terminal.seen += &String::from_utf8_lossy(found.before());
        terminal.sees("Ctrl-C");
        if done {
            break;
        }
        terminal.types(DOWN).sees("Ctrl-C").types(" \r");
    }
    assert!(!terminal.seen.contains("panicked"));
    // Change the promise in the review: line 6 is the fifth question.
    // There are more than nine lines, so a number is typed and Enter picks it.
    terminal
        .types("6")
        .sees("Nummer: 6")
        .sees("Ctrl-C")
        .types("\r")
        .sees("Wat belooft het bestuur")
        .sees("Ctrl-C")
        .types("4");
    terminal.sees(review).sees("Ctrl-C").types("\r").sees("Adviseren").sees("Gekozen trede").sees("advies.md");
    assert_eq!(terminal.ends(), 0, "{}", terminal.seen);
    let document = std::fs::read_to_string(state.path().join("advies.md")).unwrap();
    assert!(
        document.starts_with("# Advies participatie") && document.contains("De rijbaan blijft liggen"),
        "{document}"
    );
}

#[test]
fn plain_lines_ask_the_same_without_one_escape_byte() {
    for env in [&[("ACCESSIBLE", "1")][..], &[("TERM", "dumb")][..]] {
        let state = folder();
        let mut terminal = Terminal::start(state.path(), &["walk"], env);
        terminal.sees("Wie begint met dit plan?").sees("> ").types("?\r").sees("Kijk wie het plan wil").sees("> ");
        terminal.types("9\r").sees("Dat herken ik niet").sees("> ").types("2\r");
        terminal.sees("Wat schrijft de wet voor").sees("> ").types("terug\r");
        terminal.sees("(nu gekozen)").sees("> ").types("1\r");
        terminal.sees("Wat schrijft de wet voor").sees("> ").types("vrij\r");
        terminal.sees("nog iets te kiezen?").sees("> ").types("notitie\r").sees("> ").types("Let op de bomen\r");
        terminal.sees("nog iets te kiezen?").sees("> ").types("4\r");
        terminal.sees("Wat geldt voor dit plan").sees("> ").types("1,13\r").sees("gaat niet samen").sees("> ");
        terminal.types("1, 2\r").sees("Wat belooft").sees("> ").types("onbekend\r").sees("Kies dat het nog niet");
        terminal.sees("> ").types(CTRL_D);
        assert_eq!(terminal.ends(), 130);
        assert!(!terminal.seen.contains('\u{1b}'), "{:?}", terminal.seen);
        assert!(terminal.seen.contains("beslisboom walk --resume"), "{}", terminal.seen);
        let mut terminal = Terminal::start(state.path(), &["walk", "--resume"], env);
        terminal.sees("Ik ken al 5 antwoorden").sees("> ").types(CTRL_C);
        assert_eq!(terminal.ends(), 130);
        assert!(terminal.seen.contains("beslisboom walk --resume"), "{}", terminal.seen);
    }
}

#[test]
fn plain_lines_reach_the_advice() {
    let state = folder();
    let mut terminal = Terminal::start(state.path(), &["walk", "--accessible", "--lang", "en"], &[]);
    terminal
        .sees("> ")
        .types("1\r")
        .sees("> ")
        .types("1\r")
        .sees("> ")
        .types("2\r")
        .sees("Is everything right?")
        .sees("> ")
        .types("1\r");
    terminal.sees("SHA-256");
    assert_eq!(terminal.ends(), 0);
    assert!(!terminal.seen.contains('\u{1b}'));
    assert!(terminal.seen.contains("No participation"), "{}", terminal.seen);
}

#[test]
fn killed_at_any_moment_nothing_is_lost() {
    let state = folder();
    let mut terminal = Terminal::start(state.path(), &[], &[]);
    terminal.sees("Wie begint").sees("Ctrl-C").types("1").sees("Wat schrijft de wet").sees("Ctrl-C").types("1");
    terminal.sees("nog iets te kiezen").sees("Ctrl-C").types("3").sees("Wat geldt voor");
    terminal.session.get_process_mut().kill(expectrl::process::unix::Signal::SIGKILL).unwrap();
    let mut terminal = Terminal::start(state.path(), &["walk", "--resume"], &[]);
    terminal.sees("Ik ken al 3 antwoorden").sees("Wat geldt voor").sees("Ctrl-C").types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
}

#[test]
fn a_number_is_typed_and_checked() {
    let state = folder();
    let tree = state.path().join("boom.yaml");
    std::fs::write(
        &tree,
        "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nquestions:\n  hoeveel:\n    ask: Hoeveel mensen?\n    kind: number\n    unit: mensen\n    answers:\n      weinig: {label: Weinig, from: 0, below: 10, outcome: klaar}\n      veel: {label: Veel, from: 10, outcome: verder}\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n  verder: {title: Verder, verdict: other-route, tree: schiedam}\n",
    )
    .unwrap();
    let mut terminal = Terminal::start(state.path(), &["walk", "boom.yaml"], &[]);
    terminal.sees("Vraag 1, de laatste").sees("Getal (mensen)").sees("Ctrl-C").types("-5\r").sees("past hier niet");
    terminal.sees("Getal (mensen)").sees("Ctrl-C").types("2.5\r").sees("past hier niet");
    terminal.sees("Ctrl-C").types("iets\r").sees("Typ een getal").sees("Ctrl-C");
    terminal.types("12 mensen\r").sees("Klopt alles?").sees("Ctrl-C").types("\r");
    // The outcome names another tree: the offer to go on there.
    terminal.sees("Een andere route").sees("Wil je verder met `schiedam`?").sees("Ctrl-C").types("1");
    terminal.sees("Stappenplan participatie Schiedam").sees("Ctrl-C").types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
    // A tree from a file is found again.
    let resumed = Terminal::start(state.path(), &["walk", "boom", "--resume"], &[]).ends();
    assert_eq!(resumed, 2, "`boom` is no shipped tree, but its conversation knows the file");
}

/// Linux only: elsewhere it is harder to find the program under the shell.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_from_outside_leaves_the_terminal_as_it_was() {
    let state = folder();
    let mut command = Command::new("sh");
    command.args(["-c", "\"$0\"; echo status=$?; stty -a; read -r line", env!("CARGO_BIN_EXE_beslisboom")]);
    command.current_dir(state.path()).env("XDG_STATE_HOME", state.path()).env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
    command.env_remove("ACCESSIBLE").env_remove("BESLISBOOM_LANG").env("COLUMNS", "100");
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(20)));
    let mut terminal = Terminal { session, seen: String::new() };
    terminal.sees("Wie begint").sees("Ctrl-C");
    let shell = terminal.session.get_process().pid();
    let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
    let ended = Command::new("kill").args(["-TERM", children.trim()]).status().unwrap();
    assert!(ended.success(), "{children}");
    terminal.sees("beslisboom walk --resume").sees("status=130").sees("isig").sees("iexten");
    let shown = terminal.seen.rsplit("status=130").next().unwrap().to_owned();
    let has = |wanted: &str| shown.split_whitespace().any(|word| word == wanted);
    assert!(has("isig") && has("icanon") && has("icrnl"), "{shown}");
}

#[test]
fn a_list_shows_how_far_it_is_on_a_terminal_only() {
    let state = folder();
    let list = "naam;begint;wet;keuze\n".to_owned() + &"Straat;gemeente;vrij;niets\n".repeat(300_000);
    std::fs::write(state.path().join("lijst.csv"), list).unwrap();
    let args = ["batch", "lijst.csv", "--threads", "1", "--columns", "rung"];
    let mut terminal = Terminal::start(state.path(), &[&args[..], &["--out", "uit.csv"]].concat(), &[]);
    terminal.sees(" % van ").sees("300000 projecten");
    assert_eq!(terminal.ends(), 0);
    // A spreadsheet counts too; a terminal without a cursor gets none of it.
    let mut terminal = Terminal::start(state.path(), &[&args[..], &["--out", "uit.xlsx"]].concat(), &[]);
    terminal.sees(" % van ");
    assert_eq!(terminal.ends(), 0);
    let back = ["batch", "uit.xlsx", "--columns", "status", "--out", "terug.csv"];
    let mut terminal = Terminal::start(state.path(), &back, &[]);
    terminal.sees(" % van ").sees("300000 projecten");
    assert_eq!(terminal.ends(), 0);
    let mut terminal = Terminal::start(state.path(), &back, &[("TERM", "dumb")]);
    terminal.sees("300000 projecten");
    assert!(!terminal.seen.contains(" % van "), "{}", terminal.seen);
    assert_eq!(terminal.ends(), 0);
    let mut command = Command::new(env!("CARGO_BIN_EXE_beslisboom"));
    let output = command.args(args).env("LC_ALL", "C").current_dir(state.path()).output().unwrap();
    assert!(!String::from_utf8(output.stderr).unwrap().contains(" % van "));
}

#[test]
fn what_is_typed_and_not_found_chooses_nothing() {
    let state = folder();
    let mut terminal = Terminal::start(state.path(), &["walk", "--project", "Haven"], &[]);
    terminal.sees("Project: Haven").sees("Vraag 1").sees("Ctrl-C").types("zzz\r").sees("Typ een nummer, of een deel");
    // The words for not knowing that lists take, are taken here too.
    terminal.sees("Ctrl-C").types("onbekend\r").sees("> Weet ik nog niet").sees("Vraag 2").sees("Ctrl-C");
    terminal.types(CTRL_C).sees("beslisboom walk --resume");
    assert_eq!(terminal.ends(), 130);
    // What was given beforehand is kept as well, also where nothing was answered on the screen.
    let state = folder();
    let given = ["walk", "--project", "Kade", "--set", "begint=gemeente"];
    let mut terminal = Terminal::start(state.path(), &given, &[]);
    terminal.sees("Ik ken al 1 antwoord").sees("Vraag").sees("Ctrl-C").types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
    let file = kept(state.path());
    assert!(file.contains("Kade") && file.contains("begint: gemeente"), "{file}");
    let mut terminal = Terminal::start(state.path(), &["walk", "--resume"], &[]);
    terminal.sees("Project: Kade").sees("Ik ken al 1 antwoord").types(CTRL_C);
    assert_eq!(terminal.ends(), 130);
}
