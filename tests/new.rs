//! `new`: trees to begin with, as somebody gets them; and `show` of the words that a tree can use.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/program.rs"]
mod program;

use program::{Run, beslisboom};
use std::fs;
use std::path::Path;

fn run(folder: &Path, args: &[&str]) -> Run {
    beslisboom(args).within(folder).run()
}

#[test]
fn every_sort_is_clean_under_strict_and_its_examples_notice_every_alteration() {
    for language in ["nl", "en"] {
        for sort in ["steps", "points", "matrix", "checklist"] {
            let folder = tempfile::tempdir().unwrap();
            let made = run(
                folder.path(),
                &["new", sort, "--title", "Wélke: \"plek\" #1?", "--out", "mijn-boom.yaml", "--lang", language],
            );
            assert_eq!((made.status, made.out.as_str()), (0, ""), "{}", made.err);
            assert!(made.err.contains("beslisboom check mijn-boom.yaml"), "{}", made.err);
            let text = fs::read_to_string(folder.path().join("mijn-boom.yaml")).unwrap();
            assert!(
                text.contains("\nid: mijn-boom\n") && text.contains(&format!("\nlanguage: {language}\n")),
                "{text}"
            );
            assert!(text.contains(r##"title: "Wélke: \"plek\" #1?""##), "{text}");
            let gate = [
                "check",
                "mijn-boom.yaml",
                "--strict",
                "--mutate",
                "--min-coverage",
                "100",
                "--min-severity",
                "warning",
                "--lang",
                "en",
            ];
            let checked = run(folder.path(), &gate);
            assert_eq!((checked.status, checked.out.as_str()), (0, ""), "{sort} {language}: {}", checked.err);
            assert!(checked.err.contains("(100.0% noticed)"), "{}", checked.err);
            // Every outcome is shown by an example; the count says so of any tree that has outcomes.
            assert!(!checked.err.contains(" 0 of 0 outcomes"), "{}", checked.err);
            let missing = run(folder.path(), &["examples", "mijn-boom.yaml", "--missing"]);
            assert_eq!(missing.out, "", "{sort} {language} lacks an example");
            // Its first example can be walked.
            let read: serde_json::Value = serde_yaml::from_str(&text).unwrap();
            let mut walk = vec!["walk".to_owned(), "mijn-boom.yaml".into(), "--format".into(), "json".into()];
            for (question, reply) in read["examples"][0]["replies"].as_object().unwrap() {
                let several = reply.as_array().map(|all| all.iter().map(|it| it.as_str().unwrap()).collect::<Vec<_>>());
                let reply = several.map_or_else(|| reply.as_str().unwrap().to_owned(), |all| all.join(","));
                walk.extend(["--set".to_owned(), format!("{question}={reply}")]);
            }
            let walked = beslisboom(&[]).args(&walk).within(folder.path()).run();
            assert_eq!(walked.status, 0, "{}", walked.err);
            assert!(walked.out.contains("beslisboom/advice/1"), "{}", walked.err);
        }
    }
}

#[test]
fn a_file_that_is_there_stays_unless_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("park.yaml");
    fs::write(&path, "mijn werk").unwrap();
    let refused = run(folder.path(), &["new", "steps", "--title", "Park", "--lang", "en"]);
    let said = "error: `park.yaml` is there already; choose another name with --out, or write over it with --force\n";
    assert_eq!((refused.status, refused.err.as_str()), (2, said));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mijn werk");
    // A link that leads nowhere is somebody's as well.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nergens", folder.path().join("link.yaml")).unwrap();
        assert_eq!(run(folder.path(), &["new", "steps", "--out", "link.yaml"]).status, 2);
        assert!(!folder.path().join("nergens").exists());
    }
    assert_eq!(run(folder.path(), &["new", "steps", "--title", "Park", "--force"]).status, 0);
    assert!(fs::read_to_string(&path).unwrap().starts_with("format: 1\nid: park\n"));
}

#[test]
fn whatever_it_is_called_the_tree_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    for (title, file) in [
        ("Onze buurt: één plan!", "onze-buurt-een-plan.yaml"),
        ("Ja", "ja.yaml"),
        // What may be no id, leaves that of the sort.
        ("no", "steps.yaml"),
        ("2026", "steps.yaml"),
        ("東京", "steps.yaml"),
        ("  ", "steps.yaml"),
        ("a\nb: [", "a-b.yaml"),
    ] {
        let made = run(folder.path(), &["new", "steps", "--title", title, "--lang", "en", "--force"]);
        assert_eq!(made.status, 0, "{title}: {}", made.err);
        let checked = run(folder.path(), &["check", file, "--strict", "--min-severity", "warning"]);
        assert_eq!((checked.status, checked.out.as_str()), (0, ""), "{title}: {}", checked.err);
        fs::remove_file(folder.path().join(file)).unwrap();
    }
    let refused = run(folder.path(), &["new", "steps", "--title", "\u{1b}[31mrood", "--lang", "en"]);
    assert!(refused.status == 0 || !refused.err.contains('\u{1b}'), "{}", refused.err);
    let nowhere = run(folder.path(), &["new", "steps", "--out", "er/is/niets.yaml", "--lang", "en"]);
    assert!(nowhere.status == 2 && nowhere.err.lines().count() == 1, "{}", nowhere.err);
    let no_sort = run(folder.path(), &["new", "--lang", "en"]);
    assert_eq!((no_sort.status, no_sort.err.as_str()), (2, "error: name a sort: steps, points, matrix or checklist\n"));
    assert_eq!(run(folder.path(), &["new", "cirkels"]).status, 2);
}

/// What a catalogue listens to and what a ladder has, by the ids that a tree writes.
#[test]
fn show_names_every_word_value_and_rung_that_a_tree_can_use() {
    let root = program::root();
    let list = |folder: &str| -> Vec<String> {
        let names = fs::read_dir(root.join("trees").join(folder)).unwrap();
        let names = names.map(|it| it.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".yaml") && !name.ends_with(".en.yaml")).collect()
    };
    for folder in ["", "ladders", "catalogues"] {
        for file in list(folder) {
            let name = file.trim_end_matches(".yaml");
            let shown = run(root, &["show", &format!("builtin:{name}")]);
            assert_eq!((shown.status, shown.err.as_str()), (0, ""), "{name}");
            let text = fs::read_to_string(root.join("trees").join(folder).join(&file)).unwrap();
            let read: serde_json::Value = serde_yaml::from_str(&text).unwrap();
            let mut ids: Vec<String> = Vec::new();
            for key in ["rungs", "facts", "scores", "questions", "methods", "advice", "outcomes"] {
                let Some(all) = read[key].as_object() else { continue };
                // A tree is shown by what others can use of it: its own methods and advice are not.
                if folder.is_empty() && matches!(key, "methods" | "advice") {
                    continue;
                }
                // What does not hold today, is not shown today.
                for (id, it) in all.iter().filter(|(_, it)| it["valid"].is_null()) {
                    ids.push(id.clone());
                    let inner = [&it["values"], &it["answers"]].into_iter().filter_map(|it| it.as_object());
                    ids.extend(inner.flat_map(|it| it.keys().cloned()));
                }
            }
            assert!(!ids.is_empty(), "{name}");
            // Narrow columns break ids over lines.
            let letters: String = shown.out.chars().filter(|it| it.is_alphanumeric() || *it == '-').collect();
            for id in ids {
                assert!(shown.out.contains(&id) || letters.contains(&id), "{name}: {id} is not in\n{}", shown.out);
            }
        }
    }
    let wrong = run(root, &["show", "builtin:werkvorm", "--lang", "en"]);
    assert!(wrong.status == 2 && wrong.err.contains("did you mean `werkvormen`?"), "{}", wrong.err);
}
