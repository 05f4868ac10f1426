//! The code as ARCHITECTURE.md plans it: folders use only the folders before their own, no file leads back to itself.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// A module as the segments of its path: `["engine", "step"]`. The crate itself is empty.
type Module = Vec<String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of the library, by the module it is.
fn files() -> BTreeMap<Module, PathBuf> {
    fn collect(folder: &Path, found: &mut BTreeMap<Module, PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let relative = path.strip_prefix(root().join("src")).unwrap().with_extension("");
                let mut module: Module = relative.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
                if module == ["lib"] {
                    module.clear();
                }
                found.insert(module, path);
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(&root().join("src"), &mut found);
    found.remove(&vec!["main".to_owned()]);
    found
}

/// The folders in the order of the plan: each uses only those before it.
fn plan() -> Vec<String> {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let block = page.split("```folders\n").nth(1).unwrap().split("```").next().unwrap();
    block.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// Whatever a file names of its own crate, each as a full path.
struct Paths<'f> {
    files: &'f BTreeMap<Module, PathBuf>,
    own: Module,
    /// Names that a `use` brought in, and the path behind each.
    imported: BTreeMap<String, Module>,
    found: BTreeSet<Module>,
}

impl Paths<'_> {
    /// The path from the root of the crate, if it leads into it.
    fn absolute(&self, segments: &[String]) -> Option<Module> {
        let mut rest = segments;
        let mut path = match segments.first()?.as_str() {
            "crate" | "beslisboom" => Module::new(),
            "self" => self.own.clone(),
            "super" => self.own[..self.own.len().checked_sub(1)?].to_vec(),
            first => {
                let mut child = self.own.clone();
                child.push(first.to_owned());
                match self.imported.get(first) {
                    Some(path) => path.clone(),
                    None if self.files.contains_key(&child) => child,
                    None => return None,
                }
            }
        };
        rest = &rest[1..];
        while rest.first().is_some_and(|it| it == "super") {
            path.pop();
            rest = &rest[1..];
        }
        path.extend(rest.iter().cloned());
        Some(path)
    }

    fn note(&mut self, segments: &[String]) {
        if let Some(path) = self.absolute(segments) {
            self.found.insert(path);
        }
    }

    fn import(&mut self, tree: &syn::UseTree, before: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import(&path.tree, before);
                before.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.import(item, before)),
            syn::UseTree::Glob(_) => self.note(before),
            syn::UseTree::Name(name) => self.bring(name.ident.to_string(), name.ident.to_string(), before),
            syn::UseTree::Rename(name) => self.bring(name.ident.to_string(), name.rename.to_string(), before),
        }
    }

    fn bring(&mut self, name: String, known_as: String, before: &[String]) {
        let mut segments = before.to_vec();
        if name != "self" {
            segments.push(name);
        }
        let known_as = if known_as == "self" { segments.last().unwrap().clone() } else { known_as };
        if let Some(path) = self.absolute(&segments) {
            self.imported.insert(known_as, path.clone());
            self.found.insert(path);
        }
    }

    /// Paths inside a macro call, which is tokens to `syn`.
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        let mut segments: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match &token {
                proc_macro2::TokenTree::Punct(mark) if mark.as_char() == ':' && !segments.is_empty() => colons += 1,
                proc_macro2::TokenTree::Ident(name) if colons == 2 => {
                    segments.push(name.to_string());
                    colons = 0;
                }
                other => {
                    let visibility = segments == ["pub"];
                    self.note(&std::mem::take(&mut segments));
                    colons = 0;
                    match other {
                        proc_macro2::TokenTree::Group(_) if visibility => {}
                        proc_macro2::TokenTree::Ident(name) => segments.push(name.to_string()),
                        proc_macro2::TokenTree::Group(group) => self.tokens(group.stream()),
                        _ => {}
                    }
                }
            }
        }
        self.note(&segments);
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    // A module that belongs to the tests may use what it tests.
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let test = module.attrs.iter().any(|it| it.path().is_ident("cfg"));
        if !test {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|it| it.ident.to_string()).collect();
        self.note(&segments);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

/// Which files each file uses. What a path names belongs to the deepest module on it.
fn uses() -> BTreeMap<Module, BTreeSet<Module>> {
    let files = files();
    let mut uses = BTreeMap::new();
    for (module, path) in &files {
        let code = syn::parse_file(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut paths = Paths { files: &files, own: module.clone(), imported: BTreeMap::new(), found: BTreeSet::new() };
        // Imports first, wherever they stand: a path may come before them.
        struct Imports<'p, 'f>(&'p mut Paths<'f>);
        impl<'ast> Visit<'ast> for Imports<'_, '_> {
            fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
                self.0.visit_item_use(item);
            }
            fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}
        }
        Imports(&mut paths).visit_file(&code);
        paths.visit_file(&code);
        let mut used: BTreeSet<Module> = BTreeSet::new();
        for path in &paths.found {
            let deepest = (1..=path.len()).rev().map(|end| path[..end].to_vec()).find(|it| files.contains_key(it));
            // A macro stands at the root under its own name.
            let deepest = match deepest {
                None if path.first().is_some_and(|it| it == "bilingual") => {
                    Some(vec!["text".into(), "language".into()])
                }
                other => other,
            };
            used.extend(deepest.filter(|it| it != module));
        }
        uses.insert(module.clone(), used);
    }
    uses
}

#[test]
fn a_folder_uses_only_the_folders_before_it() {
    let plan = plan();
    let place = |module: &Module| {
        let folder = module.first().unwrap_or_else(|| panic!("the root of the crate holds no code"));
        plan.iter().position(|it| it == folder).unwrap_or_else(|| panic!("`{folder}` is not in the plan"))
    };
    let mut wrong = Vec::new();
    for (module, used) in uses().iter().filter(|(module, _)| !module.is_empty()) {
        for other in used.iter().filter(|other| place(other) > place(module)) {
            wrong.push(format!("{} uses {}", module.join("::"), other.join("::")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for folder in &plan {
        assert!(files().contains_key(&vec![folder.clone()]), "the plan names `{folder}`, which is not there");
    }
}

#[test]
fn no_file_leads_back_to_itself() {
    let uses = uses();
    assert!(uses.values().map(BTreeSet::len).sum::<usize>() > 500, "the test reads the code");
    let reached = |from: &Module| {
        let mut seen: BTreeSet<&Module> = BTreeSet::new();
        let mut open: Vec<&Module> = uses[from].iter().collect();
        while let Some(module) = open.pop() {
            if seen.insert(module) {
                open.extend(&uses[module]);
            }
        }
        seen
    };
    let reach: BTreeMap<&Module, BTreeSet<&Module>> = uses.keys().map(|it| (it, reached(it))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (module, seen) in &reach {
        if seen.contains(module) {
            let circle = seen.iter().filter(|it| reach[*it].contains(module)).map(|it| it.join("::"));
            circles.insert(circle.collect());
        }
    }
    let lines: Vec<String> = circles.iter().map(|circle| circle.join(" <-> ")).collect();
    assert!(circles.is_empty(), "{} circles:\n{}", lines.len(), lines.join("\n\n"));
}

#[test]
fn only_the_app_touches_the_machine_and_only_the_parser_knows_yaml() {
    for (module, path) in files() {
        let code = std::fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap();
        for word in ["std::fs", "std::env::", "std::io::std", "std::time::", "::now(", "println!", "std::process"] {
            let app = module.first().is_some_and(|it| it == "app");
            assert!(app || !code.contains(word), "{}: `{word}`", module.join("::"));
        }
        for word in ["granit_parser", "serde_yaml"] {
            assert!(
                module.starts_with(&["source".into(), "parse".into()]) || !code.contains(word),
                "{}: `{word}`",
                module.join("::")
            );
        }
    }
}
