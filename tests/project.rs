//! Project files: what is written is read back, nothing is lost, and what is wrong is said with its place.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use beslisboom::source::keys::{self, Part};
use beslisboom::source::parse::{read_project, write_project};
use program::{beslisboom, root};

const EXAMPLE: &str = "examples/projecten/dorpsstraat.yaml";

fn example() -> String {
    std::fs::read_to_string(root().join(EXAMPLE)).unwrap().replace("\r\n", "\n")
}

#[test]
fn what_is_written_is_what_was_read() {
    let (project, _, findings) = read_project("p.yaml", example().as_bytes());
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(write_project(&project.unwrap()), example());
}

#[test]
fn the_example_has_every_key_of_a_project() {
    let example = example();
    for part in [
        Part::Project,
        Part::ProjectPlan,
        Part::Activity,
        Part::Message,
        Part::Indicator,
        Part::Done,
        Part::Account,
        Part::Lessons,
    ] {
        for key in keys::of(part) {
            let there =
                example.lines().any(|line| line.trim_start_matches([' ', '-']).starts_with(&format!("{}:", key.name)));
            assert!(there, "{} of {}", key.name, part.word());
        }
    }
}

#[test]
fn texts_of_any_sort_come_back() {
    let nasty = [
        "a: b",
        "- x",
        "#x",
        "'",
        "\"",
        "null",
        "~",
        "true",
        "12",
        "2027-01-01",
        "a\nb\n\nc",
        " x",
        "x ",
        "é\u{1F600}",
        "@x",
        "{a}",
        "x: |",
    ];
    for text in nasty {
        let (project, _, _) = read_project("p.yaml", example().as_bytes());
        let mut project = project.unwrap();
        text.clone_into(&mut project.name);
        project.goal = Some(text.to_owned());
        project.plan.groups = vec![text.to_owned(), text.to_owned()];
        project.lessons.dos = vec![text.to_owned()];
        let written = write_project(&project);
        let (again, _, findings) = read_project("p.yaml", written.as_bytes());
        assert!(findings.is_empty(), "{text:?}: {findings:?}\n{written}");
        let again = again.unwrap();
        assert_eq!(
            (&again.name, &again.goal, &again.plan.groups, &again.lessons.dos),
            (&project.name, &project.goal, &project.plan.groups, &project.lessons.dos)
        );
    }
}

#[test]
fn a_slip_is_said_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p.yaml");
    for (wrong, said) in [
        ("goal: Iets", "gaol: Iets"),
        ("feedback-by: x", "feedback-by: maart"),
        ("people: 45", "people: veel"),
        ("format: 1", "format: 2"),
    ]
    .map(|(right, wrong)| {
        (wrong, example().lines().position(|line| line.contains(right.split(": ").next().unwrap())).unwrap() + 1)
    }) {
        let key = wrong.split(": ").next().unwrap();
        let lines: Vec<String> = example()
            .lines()
            .enumerate()
            .map(|(number, line)| {
                if number + 1 == said {
                    let indent = line.len() - line.trim_start().len();
                    format!("{}{wrong}", &line[..indent])
                } else {
                    line.to_owned()
                }
            })
            .collect();
        std::fs::write(&file, lines.join("\n")).unwrap();
        let run = beslisboom(&["check", "p.yaml", "--format", "short"]).within(folder.path()).run();
        assert!(run.out.contains(&format!("p.yaml:{said}:")), "{key}: {}{}", run.out, run.err);
        assert_eq!(run.status, 1, "{key}");
    }
}

#[test]
fn the_example_is_clean() {
    let run = beslisboom(&["check", EXAMPLE]).run();
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
}
