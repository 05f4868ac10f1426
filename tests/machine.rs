//! Faults of the machine: killed half-way, no room, nowhere to write, readers that are slow or gone, links and
//! devices in the place of files, days before 1970.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test that cannot be tried says so")]

#[path = "common/drafts.rs"]
mod drafts;
#[path = "common/missing.rs"]
mod missing;
#[path = "common/program.rs"]
mod program;

use drafts::Dice;
use program::{beslisboom, root};
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The program with these words, silent.
fn process(folder: &Path, words: &[&str]) -> Command {
    let mut command = program::process(folder);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A folder with replies to a tree, and a list that takes a moment.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("examples/dorpsstraat.yaml"), folder.path().join("antwoorden.yaml")).unwrap();
    let mut list = "naam,aanleiding,keuze,tijd\n".to_owned();
    for row in 0..3000 {
        let keuze = ["niets", "deels", "veel", "genomen"][row % 4];
        let _ = writeln!(list, "project {row},vrij,{keuze},{}", row % 60);
    }
    fs::write(folder.path().join("lijst.csv"), list).unwrap();
    folder
}

/// Every command that writes, with the file that it writes.
const WRITING: [(&[&str], &str); 8] = [
    (&["walk", "--replies", "antwoorden.yaml", "--force", "--out", "uit.md"], "uit.md"),
    (&["walk", "--replies", "antwoorden.yaml", "--force", "--out", "uit.json"], "uit.json"),
    (&["batch", "lijst.csv", "--force", "--out", "uit.csv"], "uit.csv"),
    (&["batch", "lijst.csv", "--force", "--out", "uit.xlsx"], "uit.xlsx"),
    (&["batch", "lijst.csv", "--force", "--summary-out", "uit.md"], "uit.md"),
    (&["template", "--out", "uit.csv"], "uit.csv"),
    (&["template", "--out", "uit.xlsx"], "uit.xlsx"),
    (&["check", "antwoorden.yaml", "--output", "json=uit.json"], "uit.json"),
];

#[test]
fn killed_at_any_moment_the_old_file_is_there_or_the_new_one() {
    let folder = folder();
    let mut dice = Dice(26);
    let mut left = [0, 0];
    for (words, name) in WRITING {
        let file = folder.path().join(name);
        let _ = fs::remove_file(&file);
        let began = std::time::Instant::now();
        process(folder.path(), words).status().unwrap();
        let whole = began.elapsed();
        let new = fs::read(&file).unwrap_or_else(|_| panic!("{words:?} writes"));
        for _ in 0..26 {
            fs::write(&file, "oud").unwrap();
            let mut child = process(folder.path(), words).spawn().unwrap();
            std::thread::sleep(whole.mul_f64(dice.roll(120) as f64 / 100.0));
            child.kill().unwrap();
            child.wait().unwrap();
            let now = fs::read(&file).unwrap();
            assert!(now == b"oud" || now == new, "{words:?} left {} bytes of {}", now.len(), new.len());
            left[usize::from(now == new)] += 1;
        }
    }
    assert!(left[0] > 0, "some were killed before they were done: {left:?}");
}

/// A project, and what is put in it.
const PROJECT: &str = "format: 1\nkind: project\nname: Haven\nparts: []\ndone:\n- {what: Avond}\n";
const GIVEN: &str = "format: 1\nkind: project\nname: Haven\nparts: []\ngoal: Een kade voor iedereen.\ndone:\n- {what: Rondvaart, people: 12}\n";
const JUDGED: &str = "format: 1\ntree: evaluatie\nreplies: {kosten: goed}\n";

/// Every command that changes a project.
const CHANGING: [&[&str]; 3] = [
    &["plan", "p.yaml", "--replies", "gegeven.yaml"],
    &["report", "p.yaml", "--replies", "gegeven.yaml"],
    &["evaluate", "p.yaml", "--replies", "oordeel.yaml"],
];

/// The files of a project in a folder.
fn put_project(folder: &Path) {
    for (name, text) in [("p.yaml", PROJECT), ("gegeven.yaml", GIVEN), ("oordeel.yaml", JUDGED)] {
        fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn killed_at_any_moment_a_project_is_old_or_new_and_keeps_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(27);
    let mut left = [0, 0];
    for words in CHANGING {
        put_project(folder.path());
        let began = std::time::Instant::now();
        assert!(process(folder.path(), words).status().unwrap().success(), "{words:?}");
        let whole = began.elapsed();
        let new = fs::read_to_string(folder.path().join("p.yaml")).unwrap();
        assert_ne!(new, PROJECT, "{words:?}");
        for _ in 0..20 {
            put_project(folder.path());
            let mut child = process(folder.path(), words).spawn().unwrap();
            std::thread::sleep(whole.mul_f64(dice.roll(120) as f64 / 100.0));
            child.kill().unwrap();
            child.wait().unwrap();
            let now = fs::read_to_string(folder.path().join("p.yaml")).unwrap();
            assert!(now == PROJECT || now == new, "{words:?}: {now}");
            left[usize::from(now == new)] += 1;
            assert!(process(folder.path(), words).status().unwrap().success(), "{words:?}");
        }
    }
    assert!(left[0] > 0, "some were killed before they were done: {left:?}");
}

/// A disk of this size under a folder; gone again when it is dropped.
struct Disk(tempfile::TempDir);

impl Disk {
    /// `None` where this user may not make one.
    fn of(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|it| it.success()).then_some(Self(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

/// Root can make one; others do without.
fn no_disk() {
    let who = Command::new("id").arg("-u").output().unwrap();
    match who.stdout == b"0\n" {
        true => missing::missing("no small disk can be made"),
        false => eprintln!("not tried: no rights to make a small disk"),
    }
}

#[test]
fn on_a_full_disk_the_old_file_stays_and_one_line_says_why() {
    let Some(disk) = Disk::of("64k") else {
        no_disk();
        return;
    };
    let from = folder();
    let there = |name: &str| disk.0.path().join(name).display().to_string();
    for (words, name) in WRITING.iter().filter(|(words, _)| words[0] != "template" && words[0] != "check") {
        // Fills what the document would need.
        fs::write(there(name), "oud").unwrap();
        fs::write(there("vol"), vec![b'x'; 56 * 1024]).unwrap();
        let path = there(name);
        let words: Vec<&str> = words.iter().map(|word| if word == name { path.as_str() } else { word }).collect();
        let run = beslisboom(&words).within(from.path()).run();
        assert_eq!(run.status, 2, "{words:?}: {}", run.err);
        let told: Vec<&str> = run.err.lines().filter(|line| line.contains("fout:")).collect();
        let [told] = told[..] else { panic!("{words:?}: {}", run.err) };
        assert!(told.contains("de schijf is vol") && told.contains(name), "{told}");
        assert_eq!(fs::read(there(name)).unwrap(), b"oud", "{words:?}");
        fs::remove_file(there(name)).unwrap();
        let names: Vec<_> = fs::read_dir(disk.0.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names, ["vol"], "nothing half-written stays behind after {words:?}");
    }
}

#[test]
fn the_folder_for_temporary_files_may_be_full_or_gone() {
    let Some(disk) = Disk::of("16k") else {
        no_disk();
        return;
    };
    let from = folder();
    let mut full = fs::File::create(disk.0.path().join("vol")).unwrap();
    while std::io::Write::write(&mut full, &[0; 512]).is_ok_and(|count| count > 0) {}
    let lists = [("lijst.csv", "uit.xlsx"), ("uit.xlsx", "weer.xlsx"), ("uit.xlsx", "weer.csv")];
    for temporary in [disk.0.path(), Path::new("/nergens")] {
        let run = |words: &[&str]| beslisboom(words).within(from.path()).env("TMPDIR", temporary).run();
        for (list, out) in lists {
            // They stand beside what is written.
            let run = run(&["batch", list, "--force", "--out", out]);
            assert_eq!(run.status, 0, "{list} to {out}: {}", run.err);
        }
        // A device has no room beside it: then it is said which folder takes nothing, and why.
        let run = run(&["batch", "lijst.csv", "--format", "xlsx", "--out", "/dev/null"]);
        let why = if temporary == disk.0.path() { "de schijf is vol" } else { "dat bestand of die map is er niet" };
        let folder = temporary.display();
        let said =
            format!("fout: kan `/dev/null` niet schrijven: een tijdelijk bestand in de map `{folder}` lukt niet");
        assert_eq!((run.status, run.err), (2, format!("{said}: {why}\n")));
    }
    let run = beslisboom(&["batch", "-", "--from", "xlsx", "--format", "csv"]).within(from.path());
    let run = run.env("TMPDIR", "/nergens").input(fs::read(from.path().join("uit.xlsx")).unwrap()).run();
    assert_eq!(
        (run.status, run.err.as_str()),
        (2, "fout: een tijdelijk bestand in de map `/nergens` lukt niet: dat bestand of die map is er niet\n")
    );
}

#[test]
fn a_folder_to_write_in_one_makes_and_a_file_to_read_is_there_or_not() {
    let folder = folder();
    let err = |words: &[&str]| {
        let run = beslisboom(words).within(folder.path()).run();
        assert_eq!(run.status, 2, "{words:?}: {}", run.err);
        run.err
    };
    let written = err(&["walk", "--replies", "antwoorden.yaml", "--out", "nergens/uit.md"]);
    assert_eq!(written, "fout: kan `nergens/uit.md` niet schrijven: die map is er niet; maak haar eerst\n");
    let read = err(&["walk", "--replies", "nergens.yaml"]);
    assert_eq!(read, "fout: kan `nergens.yaml` niet lezen: dat bestand of die map is er niet\n");
}

#[test]
fn on_a_full_disk_a_project_stays_as_it_was() {
    let Some(disk) = Disk::of("64k") else {
        no_disk();
        return;
    };
    put_project(disk.0.path());
    let mut full = fs::File::create(disk.0.path().join("vol")).unwrap();
    while std::io::Write::write(&mut full, &[0; 512]).is_ok_and(|count| count > 0) {}
    for words in CHANGING {
        let run = beslisboom(words).within(disk.0.path()).run();
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{words:?}: {}", run.err);
        assert!(
            run.err.contains("kan `p.yaml` niet bijwerken: ") && run.err.contains("de schijf is vol"),
            "{}",
            run.err
        );
        assert_eq!(fs::read_to_string(disk.0.path().join("p.yaml")).unwrap(), PROJECT);
    }
}

#[test]
fn an_output_that_is_full_is_said_and_one_that_is_gone_is_not() {
    let folder = folder();
    let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
    for words in [&["walk", "--replies", "antwoorden.yaml"][..], &["list"], &["batch", "lijst.csv"], &["--help"]] {
        let output = process(folder.path(), words).stdout(full()).stderr(Stdio::piped()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}: {err}");
        assert!(err.contains("de schijf is vol"), "{words:?}: {err}");
        // Where nothing can be said either, the status still tells.
        let status = process(folder.path(), words).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{words:?}");
        // A reader that leaves after the first bytes, as `head` does.
        let mut child = process(folder.path(), words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 8]).unwrap();
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?}: {err}");
        assert!(!err.contains("fout") && !err.contains("panic"), "{words:?}: {err}");
    }
    // Remarks that cannot be written change nothing about the result.
    let output =
        process(folder.path(), &["batch", "lijst.csv"]).stdout(Stdio::piped()).stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 3001);
}

#[test]
fn a_slow_reader_gets_everything() {
    let folder = folder();
    let words = ["batch", "lijst.csv"];
    let quick = process(folder.path(), &words).stdout(Stdio::piped()).output().unwrap().stdout;
    assert!(quick.len() > 1 << 17, "more than a pipe holds");
    let mut child = process(folder.path(), &words).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut slow = Vec::new();
    let mut piece = vec![0; 1 << 14];
    loop {
        std::thread::sleep(Duration::from_millis(5));
        match out.read(&mut piece).unwrap() {
            0 => break,
            count => slow.extend_from_slice(&piece[..count]),
        }
    }
    assert!(child.wait().unwrap().success());
    assert!(slow == quick);
}

#[test]
fn without_a_home_and_with_one_that_takes_nothing_there_is_still_an_advice() {
    let folder = folder();
    let words = ["walk", "--replies", "antwoorden.yaml", "--format", "json"];
    let usual = process(folder.path(), &words).stdout(Stdio::piped()).output().unwrap().stdout;
    assert!(!usual.is_empty());
    let without = |command: &mut Command| {
        command.env_remove("XDG_STATE_HOME").env_remove("HOME").env_remove("USERPROFILE");
    };
    // A place where even the owner of the machine cannot write.
    let nowhere = |command: &mut Command| {
        command.env("XDG_STATE_HOME", "/proc/nergens");
    };
    for change in [&without as &dyn Fn(&mut Command), &nowhere] {
        let mut command = process(folder.path(), &words);
        change(&mut command);
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout == usual);
    }
}

#[test]
fn a_link_stays_a_link_and_a_device_a_device() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("map")).unwrap();
    fs::write(at("map/echt.json"), "oud").unwrap();
    symlink("map/echt.json", at("link.json")).unwrap();
    beslisboom(&["check", "antwoorden.yaml", "--output", "json=link.json"]).within(folder.path()).run();
    assert!(at("link.json").is_symlink());
    let written = fs::read_to_string(at("map/echt.json")).unwrap();
    assert!(written.starts_with('{'), "{written}");

    // A pipe is written to, not replaced; a copy of a device would be no device.
    assert!(Command::new("mkfifo").arg(at("pijp")).status().unwrap().success());
    let mut reader = Command::new("cat").arg(at("pijp")).stdout(Stdio::piped()).spawn().unwrap();
    beslisboom(&["check", "antwoorden.yaml", "--output", "json=pijp"]).within(folder.path()).run();
    let mut through = String::new();
    reader.stdout.take().unwrap().read_to_string(&mut through).unwrap();
    reader.wait().unwrap();
    assert_eq!(through, written);
    assert!(fs::metadata(at("pijp")).unwrap().file_type().is_fifo());

    // A folder in the place of a file, and a file in the place of a folder.
    for (out, said) in [("map.md", "dat is een map"), ("antwoorden.yaml/uit.md", "antwoorden.yaml/uit.md")] {
        let _ = fs::create_dir(at("map.md"));
        let words = ["walk", "--replies", "antwoorden.yaml", "--force", "--out", out];
        let run = beslisboom(&words).within(folder.path()).run();
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn an_endless_or_empty_device_is_no_file_to_read() {
    for words in [
        &["check", "/dev/zero"][..],
        &["walk", "--replies", "/dev/zero"],
        &["walk", "/dev/zero"],
        &["diff", "/dev/zero", "schiedam"],
    ] {
        let run = beslisboom(words).run();
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{words:?}: {}", run.err);
        assert!(run.err.contains("`/dev/zero` is te groot"), "{words:?}: {}", run.err);
    }
    for (words, said) in [
        (&["walk", "--replies", "/dev/null"][..], "het bestand is leeg"),
        (&["batch", "/dev/null", "--from", "csv"], "de lijst is leeg"),
        (&["walk", "/dev/null"], "het bestand is leeg"),
    ] {
        let run = beslisboom(words).run();
        assert_eq!(run.status, 2, "{words:?}: {}", run.err);
        assert!(run.err.contains(said), "{words:?}: {}", run.err);
    }
}

#[test]
fn a_day_before_1970_is_a_day() {
    let folder = folder();
    for (epoch, day) in [("-86400", "1969-12-31"), ("-14182940000", "1520-07-24"), ("0", "1970-01-01")] {
        let words = ["walk", "--replies", "antwoorden.yaml", "--format", "json"];
        let run = beslisboom(&words).within(folder.path()).env("SOURCE_DATE_EPOCH", epoch).run();
        let advice: serde_json::Value = serde_json::from_str(&run.fine()).unwrap();
        assert_eq!(advice["date"], day, "{epoch}");
        // A workbook counts days from 1900: earlier ones may not become another day.
        for name in ["leeg.xlsx", "lijst.xlsx"] {
            let words = if name == "leeg.xlsx" {
                vec!["template", "--out", name]
            } else {
                vec!["batch", "lijst.csv", "--out", name]
            };
            let _ = fs::remove_file(folder.path().join(name));
            let run = beslisboom(&words).within(folder.path()).env("SOURCE_DATE_EPOCH", epoch).run();
            assert_eq!(run.status, 0, "{words:?} on {day}: {}", run.err);
            assert!(fs::read(folder.path().join(name)).unwrap().starts_with(b"PK"));
        }
    }
    for date in ["1969-12-31", "0001-01-01", "9999-12-31"] {
        let words = ["walk", "--replies", "antwoorden.yaml", "--format", "json", "--date", date];
        // What ran out before that day is said beside it.
        let run = beslisboom(&words).within(folder.path()).run();
        assert_eq!(run.status, 0, "{}", run.err);
        let advice: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(advice["date"], date);
    }
}
