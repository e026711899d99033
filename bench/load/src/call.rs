//! The calls to send and the answers to expect, read from JSON Lines.

use std::sync::OnceLock;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

/// One call: the request's bytes, and what must come back.
pub(crate) struct Call {
    pub(crate) request: Vec<u8>,
    answer: Value,
    /// The first body that held the right answer; later ones are compared with it byte by byte.
    body: OnceLock<Vec<u8>>,
}

#[derive(Deserialize)]
struct Line {
    path: String,
    body: Value,
    answer: Value,
}

/// Reads the calls of a file, one JSON object a line.
pub(crate) fn read(path: &str) -> Result<Vec<Call>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let calls: Vec<Call> = text.lines().map(Call::from_line).collect::<Result<_>>()?;
    anyhow::ensure!(!calls.is_empty(), "{path} holds no call");
    Ok(calls)
}

impl Call {
    fn from_line(line: &str) -> Result<Self> {
        let Line { path, body, answer } = serde_json::from_str(line)?;
        let body = serde_json::to_string(&body)?;
        let length = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\naccept: */*\r\n\r\n{body}"
        );
        Ok(Self { request: request.into_bytes(), answer, body: OnceLock::new() })
    }

    /// Whether a body is the answer that this call must get.
    pub(crate) fn check(&self, body: &[u8]) -> Result<()> {
        if self.body.get().is_some_and(|known| known == body) {
            return Ok(());
        }
        let found: Value = serde_json::from_slice(body).context("expected JSON as the answer")?;
        anyhow::ensure!(found == self.answer, "expected the answer {}, found {found}", self.answer);
        // Another connection may have been first: then its body stays.
        let _ = self.body.set(body.to_vec());
        Ok(())
    }
}
