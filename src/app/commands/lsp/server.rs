//! What the server answers: one message in, messages out.

use super::diagnostics::{Job, Published, range};
use super::documents::Documents;
use super::shelf::named;
use super::{uri, wire};
use crate::check::rule;
use crate::editor::completion::{Offer, OfferSort, offers};
use crate::editor::family::{Family, WordedFile, named_from};
use crate::editor::hover::hover;
use crate::editor::position::{Lines, Position};
use crate::editor::rename::rename;
use crate::source::parse::{FileWord, Name, Role};
use crate::text::language::Language;
use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// How the server and the editor stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// They go on.
    Serving,
    /// The editor said that it was done, and left.
    Done,
    /// The editor left without a word.
    Left,
}

/// Whether the editor has said hello, and goodbye.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Strange,
    Serving,
    Closing,
}

/// A server with the files that are open.
pub(super) struct Server {
    language: Language,
    jobs: Sender<Job>,
    phase: Phase,
    standing: Standing,
    documents: Documents,
    /// What was last said of each file.
    said: BTreeMap<PathBuf, Vec<lsp::Diagnostic>>,
}

/// Why a request has no result.
struct Refusal(ErrorCode, String);

impl Server {
    pub(super) fn new(language: Language, jobs: Sender<Job>) -> Server {
        let documents = Documents::default();
        let (phase, standing) = (Phase::Strange, Standing::Serving);
        Server { language, jobs, phase, standing, documents, said: BTreeMap::new() }
    }

    pub(super) fn standing(&self) -> Standing {
        self.standing
    }

    /// Takes a message; gives what is answered.
    pub(super) fn take(&mut self, message: Message) -> Vec<Value> {
        match message {
            Message::Request(request) => {
                let id = request.id.clone();
                vec![wire::outgoing(self.answer(request).unwrap_or_else(|refusal| refused(id, refusal)))]
            }
            Message::Notification(told) => {
                if told.method == "exit" {
                    self.standing = if self.phase == Phase::Closing { Standing::Done } else { Standing::Left };
                } else if self.phase == Phase::Serving {
                    self.told(told);
                }
                Vec::new()
            }
            // Nothing was asked.
            Message::Response(_) => Vec::new(),
        }
    }

    /// What there is to say of files that were checked.
    pub(super) fn publish(&mut self, found: Vec<Published>) -> Vec<Value> {
        let mut messages = Vec::with_capacity(found.len());
        for Published { path, version, diagnostics } in found {
            let uri = self.documents.uri(&path);
            let params = lsp::PublishDiagnosticsParams { uri, version, diagnostics: diagnostics.clone() };
            let message = Notification::new("textDocument/publishDiagnostics".to_owned(), params);
            messages.push(wire::outgoing(message));
            self.said.insert(path, diagnostics);
        }
        messages
    }

    fn answer(&mut self, request: Request) -> Result<Response, Refusal> {
        let Request { id, method, params } = request;
        match (self.phase, method.as_str()) {
            (Phase::Strange, "initialize") => {
                self.phase = Phase::Serving;
                Ok(Response::new_ok(id, capabilities()))
            }
            (Phase::Strange, _) => Err(Refusal(ErrorCode::ServerNotInitialized, "initialize".to_owned())),
            (Phase::Serving, "shutdown") => {
                self.phase = Phase::Closing;
                Ok(Response::new_ok(id, Value::Null))
            }
            (Phase::Closing, _) | (_, "initialize") => Err(Refusal(ErrorCode::InvalidRequest, method)),
            (Phase::Serving, "textDocument/completion") => {
                let params: lsp::CompletionParams = read(params)?;
                Ok(Response::new_ok(id, self.completion(&params.text_document_position_params)))
            }
            (Phase::Serving, "textDocument/hover") => {
                let params: lsp::HoverParams = read(params)?;
                Ok(Response::new_ok(id, self.hover(&params.text_document_position_params)))
            }
            (Phase::Serving, "textDocument/definition") => {
                let params: lsp::DefinitionParams = read(params)?;
                Ok(Response::new_ok(id, self.definition(&params.text_document_position_params)))
            }
            (Phase::Serving, "textDocument/prepareRename") => {
                let params: lsp::PrepareRenameParams = read(params)?;
                let found = self.named(&params.text_document_position_params);
                Ok(Response::new_ok(id, found.map(|(spot, word, _)| spot.range(&word))))
            }
            (Phase::Serving, "textDocument/rename") => {
                let params: lsp::RenameParams = read(params)?;
                self.rename(&params).map(|edit| Response::new_ok(id, edit))
            }
            (Phase::Serving, _) => Err(Refusal(ErrorCode::MethodNotFound, method)),
        }
    }

    /// Takes what needs no answer. What cannot be read is passed over.
    fn told(&mut self, told: Notification) {
        let changed = match told.method.as_str() {
            "textDocument/didOpen" => {
                let params = read::<lsp::DidOpenTextDocumentParams>(told.params);
                params.ok().and_then(|params| {
                    let lsp::TextDocumentItem { uri, version, text, .. } = params.text_document;
                    self.documents.open(uri, version, text)
                })
            }
            "textDocument/didChange" => {
                let params = read::<lsp::DidChangeTextDocumentParams>(told.params);
                params.ok().and_then(|params| {
                    let of = params.text_document;
                    self.documents.change(&of.text_document_identifier.uri, of.version, params.content_changes)
                })
            }
            "textDocument/didClose" => {
                let params = read::<lsp::DidCloseTextDocumentParams>(told.params);
                params.ok().and_then(|params| self.documents.close(&params.text_document.uri))
            }
            // A file that was not there may be now.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => return self.check(None),
            _ => return,
        };
        if changed.is_some() {
            self.check(changed);
        }
    }

    fn check(&self, changed: Option<PathBuf>) {
        let open = self.documents.shelf.open.clone();
        let versions = self.documents.open.iter().map(|(path, document)| (path.clone(), document.version)).collect();
        // Without anybody to check there are no findings, and all else goes on.
        let _ = self.jobs.send(Job { open, versions, changed });
    }

    fn spot(&self, at: &lsp::TextDocumentPositionParams) -> Option<Spot> {
        let path = uri::path(&at.text_document.uri.0)?;
        self.documents.open.get(&path)?;
        let family = Family::of(&named(&path), &self.documents.shelf);
        let file = family.files.first()?.clone();
        let at = Position { line: at.position.line, character: at.position.character };
        let at = Lines::of(&file.text).byte(at);
        Some(Spot { path, family, file, at })
    }

    /// A word that stands for something with a name, and the name.
    fn named(&self, at: &lsp::TextDocumentPositionParams) -> Option<(Spot, FileWord, Name)> {
        let spot = self.spot(at)?;
        let word = spot.file.words.at(spot.at)?.clone();
        let names = spot.family.names_of(&word.role);
        let name = names.into_iter().find(|name| spot.family.declared(name).is_some())?;
        Some((spot, word, name))
    }

    fn completion(&self, at: &lsp::TextDocumentPositionParams) -> Option<Vec<lsp::CompletionItem>> {
        let spot = self.spot(at)?;
        let (place, offers) = offers(&spot.file.text, spot.at, &spot.family, self.language)?;
        let range = range(Lines::of(&spot.file.text).range(&place));
        Some(offers.into_iter().enumerate().map(|(number, offer)| item(number, offer, range)).collect())
    }

    fn hover(&self, at: &lsp::TextDocumentPositionParams) -> Option<lsp::Hover> {
        let spot = self.spot(at)?;
        let word = spot.file.words.at(spot.at);
        let meaning = word.and_then(|word| Some((word, hover(word, &spot.family, self.language)?)));
        let said = self.said.get(&spot.path).into_iter().flatten();
        let here = said.filter(|said| said.range.start <= at.position && at.position <= said.range.end);
        let mut parts: Vec<String> = meaning.iter().map(|(_, text)| text.clone()).collect();
        let mut rules: Vec<_> = here
            .filter_map(|said| match &said.code {
                Some(lsp::Code::String(code)) => rule(code),
                _ => None,
            })
            .collect();
        rules.dedup_by_key(|rule| rule.name);
        parts.extend(
            rules.iter().map(|rule| format!("`{}`: {}", rule.name, self.language.pick(rule.why.0, rule.why.1))),
        );
        if parts.is_empty() {
            return None;
        }
        let contents = lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: parts.join("\n\n---\n\n") };
        Some(lsp::Hover { contents: contents.into(), range: meaning.map(|(word, _)| spot.range(word)) })
    }

    fn definition(&self, at: &lsp::TextDocumentPositionParams) -> Option<lsp::Location> {
        let spot = self.spot(at)?;
        let word = spot.file.words.at(spot.at)?;
        if let Role::File(_) = word.role {
            let path = named_from(&spot.file.path, &word.text)?;
            let start = lsp::Range::default();
            return Path::new(&path).is_file().then(|| lsp::Location { uri: self.address(&path), range: start });
        }
        let names = spot.family.names_of(&word.role);
        let declared = names.iter().find_map(|name| spot.family.declared(name));
        let (file, word, _) = declared.filter(|(file, _, _)| !file.is_shipped())?;
        let range = range(Lines::of(&file.text).range(&word.place));
        Some(lsp::Location { uri: self.address(&file.path), range })
    }

    fn address(&self, path: &str) -> lsp::Uri {
        self.documents.uri(Path::new(path))
    }

    fn rename(&self, params: &lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>, Refusal> {
        let Some((spot, _, name)) = self.named(&params.text_document_position_params) else { return Ok(None) };
        let shelf = &self.documents.shelf;
        let changes = rename(&spot.file.path, &name, &params.new_name, shelf)
            .map_err(|why| Refusal(ErrorCode::RequestFailed, why.to(self.language).to_owned()))?;
        let mut edits: HashMap<lsp::Uri, Vec<lsp::TextEdit>> = HashMap::new();
        for change in changes {
            use crate::editor::family::Shelf;
            let Some(file) = shelf.file(&change.path) else { continue };
            let range = range(Lines::of(&file.text).range(&change.place));
            let edit = lsp::TextEdit { range, new_text: change.text };
            edits.entry(self.address(&change.path)).or_default().push(edit);
        }
        Ok(Some(lsp::WorkspaceEdit { changes: Some(edits), ..lsp::WorkspaceEdit::default() }))
    }
}

/// A place in an open file, with the files that belong to it.
struct Spot {
    path: PathBuf,
    family: Family,
    file: Arc<WordedFile>,
    at: usize,
}

impl Spot {
    fn range(&self, word: &FileWord) -> lsp::Range {
        range(Lines::of(&self.file.text).range(&word.place))
    }
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, Refusal> {
    serde_json::from_value(params).map_err(|fault| Refusal(ErrorCode::InvalidParams, fault.to_string()))
}

fn refused(id: RequestId, Refusal(code, why): Refusal) -> Response {
    Response::new_err(id, code as i32, why)
}

fn capabilities() -> Value {
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let completion = lsp::CompletionOptions {
        trigger_characters: Some([" ", "[", "{", ","].map(str::to_owned).to_vec()),
        ..lsp::CompletionOptions::default()
    };
    let rename = lsp::RenameOptions { prepare_provider: Some(true), ..lsp::RenameOptions::default() };
    let capabilities = lsp::ServerCapabilities {
        position_encoding: Some(lsp::PositionEncodingKind::UTF16),
        text_document_sync: Some(sync.into()),
        completion_provider: Some(completion),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        rename_provider: Some(rename.into()),
        ..lsp::ServerCapabilities::default()
    };
    json!({
        "capabilities": capabilities,
        "serverInfo": {"name": "beslisboom", "version": env!("CARGO_PKG_VERSION")},
    })
}

fn item(number: usize, offer: Offer, range: lsp::Range) -> lsp::CompletionItem {
    let meaning = lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: offer.meaning };
    lsp::CompletionItem {
        kind: Some(match offer.sort {
            OfferSort::Key => lsp::CompletionItemKind::Property,
            OfferSort::Name => lsp::CompletionItemKind::Reference,
            OfferSort::Word => lsp::CompletionItemKind::EnumMember,
            OfferSort::File => lsp::CompletionItemKind::File,
        }),
        detail: Some(offer.detail).filter(|detail| !detail.is_empty()),
        documentation: (!meaning.value.is_empty()).then(|| meaning.into()),
        sort_text: Some(format!("{number:06}")),
        filter_text: Some(offer.label.clone()),
        text_edit: Some(lsp::TextEdit { range, new_text: offer.text }.into()),
        label: offer.label,
        ..lsp::CompletionItem::default()
    }
}
