//! Messages on a stream: a header that says how long the next is, and its JSON.

use crate::app::system;
use crate::source::parse::LARGEST;
use anyhow::Result;
use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};
use std::io::{BufRead, Read};

/// A message of an editor holds at most a file, and a letter of it can take six bytes.
const LONGEST: usize = 6 * LARGEST;

/// A line of a header is shorter than this.
const HEADER: u64 = 1_000;

/// What came in.
pub(super) enum Received {
    /// A message.
    Message(Message),
    /// Something of the length that was said, that is no message.
    Garbled(String),
    /// Nothing that says where the next message begins.
    Lost(String),
    /// Whoever sent is gone.
    Gone,
}

/// Waits for the next message.
pub(super) fn receive(input: &mut impl BufRead) -> Received {
    let length = match length(input) {
        Ok(Some(length)) => length,
        Ok(None) => return Received::Gone,
        Err(why) => return Received::Lost(why),
    };
    let mut body = Vec::new();
    match input.take(length as u64).read_to_end(&mut body) {
        Ok(read) if read == length => {}
        _ => return Received::Gone,
    }
    match serde_json::from_slice(&body) {
        Ok(message) => Received::Message(message),
        Err(fault) => Received::Garbled(fault.to_string()),
    }
}

/// Reads a header.
fn length(input: &mut impl BufRead) -> Result<Option<usize>, String> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(HEADER).read_until(b'\n', &mut line);
        if read.map_err(|fault| fault.to_string())? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            return length.map(Some).ok_or_else(|| "Content-Length".to_owned());
        }
        let (name, value) = line.split_once(':').ok_or_else(|| line.to_owned())?;
        if name.eq_ignore_ascii_case("Content-Length") {
            let said = value.trim().parse().ok().filter(|length| *length <= LONGEST);
            length = Some(said.ok_or_else(|| line.to_owned())?);
        }
    }
}

/// What is answered to something that is no message: nobody knows which request it was.
pub(super) fn garbled(why: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": null, "error": {"code": ErrorCode::ParseError as i32, "message": why}})
}

/// A message as it goes out.
pub(super) fn outgoing(message: impl Into<Message>) -> Value {
    let mut value = serde_json::to_value(message.into()).unwrap_or_default();
    value["jsonrpc"] = "2.0".into();
    value
}

/// Sends a message.
pub(super) fn send(message: &Value) -> Result<()> {
    let body = message.to_string();
    system::put(&format!("Content-Length: {}\r\n\r\n{body}", body.len()))
}
