//! An editor, as far as a language server knows one: it sends messages to the program and waits for what comes back.

// Each test file uses its own part of this.
#![allow(dead_code)]

use crate::program;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The longest that anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// The version of a file, and the findings in it.
type Said = (Option<i64>, Vec<Value>);

pub(crate) struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    next: i32,
    /// Of each file, all that was said: the version it was about, and the findings.
    pub(crate) said: BTreeMap<String, Vec<Said>>,
}

/// The address of a file.
pub(crate) fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}/{name}", folder.display())
}

impl Editor {
    /// Starts the program in a folder; nothing is said yet.
    pub(crate) fn silent(folder: &Path, args: &[&str]) -> Editor {
        let mut command = program::process(folder);
        command.arg("lsp").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Editor { input: child.stdin.take(), child, messages, next: 0, said: BTreeMap::new() }
    }

    /// The same, after hello.
    pub(crate) fn start(folder: &Path, args: &[&str]) -> Editor {
        let mut editor = Editor::silent(folder, args);
        let said = editor.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
        assert_eq!(said["result"]["serverInfo"]["name"], "beslisboom", "{said}");
        editor.tell("initialized", json!({}));
        editor
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        // The other side may have hung up, which is what some tests are about.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks, and waits for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.wait(|message| message["id"] == id)
    }

    /// The next message that is wanted; findings that come before it are kept.
    pub(crate) fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the program answers");
            assert_eq!(message["jsonrpc"], "2.0", "{message}");
            self.keep(&message);
            if wanted(&message) {
                return message;
            }
        }
    }

    fn keep(&mut self, message: &Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let found = params["diagnostics"].as_array().unwrap().clone();
            let of = params["uri"].as_str().unwrap().to_owned();
            self.said.entry(of).or_default().push((params["version"].as_i64(), found));
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Puts a whole new text in the place of an open one.
    pub(crate) fn change(&mut self, uri: &str, version: i64, text: &str) {
        let document = json!({"uri": uri, "version": version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
    }

    /// What is found in a version of a file.
    pub(crate) fn findings(&mut self, uri: &str, version: i64) -> Vec<Value> {
        loop {
            let said = self.said.get(uri).into_iter().flatten().find(|(of, _)| *of == Some(version));
            if let Some((_, found)) = said {
                return found.clone();
            }
            self.wait(|message| message["method"] == "textDocument/publishDiagnostics");
        }
    }

    /// What was last said of a file, if anything.
    pub(crate) fn last(&self, uri: &str) -> Option<&Vec<Value>> {
        self.said.get(uri)?.last().map(|(_, found)| found)
    }

    /// Asks something about a place in a file.
    pub(crate) fn ask_at(&mut self, what: &str, uri: &str, (line, character): (usize, usize)) -> Value {
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
        let said = self.ask(&format!("textDocument/{what}"), params);
        assert!(said["error"].is_null(), "{said}");
        said["result"].clone()
    }

    /// Says goodbye; gives the exit status.
    pub(crate) fn stop(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null)["result"], Value::Null);
        self.tell("exit", Value::Null);
        self.end().0
    }

    /// Hangs up; gives the exit status and what was said on standard error.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        let mut told = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        (self.child.wait().unwrap().code(), told)
    }
}

fn message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
