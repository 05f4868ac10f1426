//! The pages of `serve` in a real browser, judged by axe. Where there is no browser, that is said and nothing is tested.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/missing.rs"]
mod missing;
#[path = "common/server.rs"]
mod server;

use missing::missing;
use std::path::Path;
use std::process::Command;

#[test]
fn a_real_browser_walks_and_axe_finds_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !folder.join("node_modules/axe-core").exists() || !Path::new(&chromium).exists() {
        return missing("no browser here: the pages are not looked at");
    }
    let projects = tempfile::tempdir().unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/projecten/dorpsstraat.yaml");
    std::fs::copy(kept, projects.path().join("dorpsstraat.yaml")).unwrap();
    let server = server::serve(&["--projects", projects.path().to_str().unwrap()]);
    let address = format!("http://{}{}/", server.address, server.base);
    let output = Command::new("node").arg(folder.join("walk.mjs")).arg(&address).output().unwrap();
    let faults = String::from_utf8_lossy(&output.stdout).replace(&address, "/");
    assert_eq!((faults.as_ref(), String::from_utf8_lossy(&output.stderr).as_ref()), ("", ""));
}
