//! `check --watch` as a process: it looks again after a change, whatever is half typed, until Ctrl-C.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const TREE: &str = "format: 1\nid: boom\nversion: \"1\"\ntitle: Boom\nlanguage: nl\nladder: trap.yaml\nquestions:\n  een: {ask: Een?, help: Kijk., answers: {ja: {label: Ja}, nee: {label: Nee}}, outcome: klaar}\noutcomes:\n  klaar: {title: Klaar, verdict: not-yet}\n";
const LADDER: &str = "format: 1\nid: trap\ntitle: Trap\nlanguage: nl\nrungs:\n  laag: {title: Laag, level: inform}\n";

/// The process, with every line that it writes on either side.
fn watch(folder: &Path, args: &[&str]) -> (Child, Receiver<String>) {
    let mut command = program::process(folder);
    command.args(["check", "--watch", "--format", "short", "--min-severity", "error"]).args(args);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (sender, lines) = channel();
    let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let also = sender.clone();
    std::thread::spawn(move || {
        BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
    });
    std::thread::spawn(move || BufReader::new(err).lines().map_while(Result::ok).try_for_each(|line| also.send(line)));
    (child, lines)
}

/// The lines of one round.
fn round(lines: &Receiver<String>) -> Vec<String> {
    let mut round = Vec::new();
    loop {
        let line = lines.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("nothing after {round:?}"));
        if line.starts_with("Zodra er iets verandert") {
            // What went to the other side may still be on its way.
            std::thread::sleep(Duration::from_millis(200));
            round.extend(lines.try_iter());
            return round;
        }
        round.push(line);
    }
}

fn stop(mut child: Child) -> Option<i32> {
    let stopped = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    child.wait().unwrap().code()
}

#[test]
fn a_tree_is_checked_again_after_every_change() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("boom.yaml", TREE);
    write("trap.yaml", LADDER);
    let (child, lines) = watch(folder.path(), &["boom.yaml", "--accessible"]);
    let has = |round: &[String], what: &str| round.iter().any(|line| line.contains(what));
    assert!(has(&round(&lines), "fouten: 0"));
    write("boom.yaml", &TREE.replace("outcome: klaar}", "outcome: weg}"));
    let said = round(&lines);
    assert!(has(&said, "error[dangling-target]") && has(&said, "fouten: 1"), "{said:?}");
    assert!(said.iter().all(|line| !line.contains('\u{1b}')), "{said:?}");
    // Half-typed, cut off anywhere, or gone: each is said, and none ends it.
    for length in [1, 40, 97, 140] {
        write("boom.yaml", &TREE[..length]);
        assert!(has(&round(&lines), "error["), "cut at {length}");
    }
    fs::remove_file(folder.path().join("boom.yaml")).unwrap();
    assert!(has(&round(&lines), "boom.yaml"));
    write("boom.yaml", TREE);
    assert!(has(&round(&lines), "fouten: 0"));
    // What the tree names counts as well.
    write("trap.yaml", &LADDER.replace("inform", "zomaar"));
    assert!(has(&round(&lines), "trap.yaml:6:"));
    assert_eq!(stop(child), Some(130));
}

#[test]
fn a_folder_is_looked_through_for_new_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("bomen")).unwrap();
    let (child, lines) = watch(folder.path(), &["bomen"]);
    let first = round(&lines);
    assert!(first.iter().any(|line| line.contains("bomen")), "{first:?}");
    fs::write(folder.path().join("bomen/trap.yaml"), LADDER).unwrap();
    let second = round(&lines);
    assert!(second.iter().any(|line| line.contains("Bestanden: 1, fouten: 0")), "{second:?}");
    assert_eq!(stop(child), Some(130));
    let run = program::beslisboom(&["check", "-", "--watch", "--lang", "en"]).within(folder.path()).run();
    assert_eq!((run.status, run.err.as_str()), (2, "error: standard input does not change; name a file or folder\n"));
}
