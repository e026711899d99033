//! A service process, and raw requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Where the service finds its flags.
pub(super) const FLAGS: &str = "TRANSOM_TEST_SERVICE";
/// The longest that any test waits.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct Service {
    process: Child,
    /// Held open: a service may write to it until its end.
    _output: BufReader<ChildStdout>,
    pub(super) address: SocketAddr,
}

/// An answer, taken apart.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Service {
    pub(super) fn start(flags: &str) -> Self {
        let mut process = Command::new(std::env::current_exe().expect("this program has a path"))
            .args(["http::serves_the_other_tests", "--exact", "--nocapture"])
            .env(FLAGS, format!("--address 127.0.0.1:0 --log off {flags}"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program runs");
        let mut output = BufReader::new(process.stdout.take().expect("it is piped"));
        let address = loop {
            let mut line = String::new();
            assert!(output.read_line(&mut line).expect("the service prints text") > 0, "the service stopped");
            if let Some((_, address)) = line.trim().split_once(" at http://") {
                break address.parse().expect("the service prints its address");
            }
        };
        Self { process, _output: output, address }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the service listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout above zero");
        stream
    }

    /// Sends bytes and reads until the service closes the connection.
    pub(super) fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // A refusal may come before all is sent.
        let _ = stream.write_all(request);
        read_all(&mut stream)
    }

    pub(super) fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n",
            body.len()
        );
        Answer::parse(&self.raw(&[head.as_bytes(), body].concat()))
    }

    pub(super) fn call(&self, function: &str, body: &str) -> Answer {
        self.call_with(function, "", body)
    }

    pub(super) fn call_with(&self, function: &str, headers: &str, body: &str) -> Answer {
        let headers = format!("content-type: application/json\r\n{headers}");
        self.ask("POST", &format!("/{function}"), &headers, body.as_bytes())
    }

    pub(super) fn is_alive(&self) -> bool {
        let answer = self.call("add", r#"{"a": 1, "b": 2}"#);
        answer.status == 200 && answer.body == "3"
    }

    pub(super) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.process.id().to_string()]).status();
        assert!(sent.expect("there is `kill`").success());
    }

    /// Waits for its end; whether it ended well.
    pub(super) fn wait(mut self) -> bool {
        self.process.wait().expect("it was started").success()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Answer {
    pub(super) fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer in {text:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The problem's kind and detail.
    pub(super) fn problem(&self) -> (String, String) {
        assert!(self.head.contains("content-type: application/problem+json"), "{self:?}");
        let problem = self.json();
        let text = |name: &str| problem[name].as_str().expect("a problem has these").to_owned();
        (text("type"), text("detail"))
    }
}

/// Reads until the other side closes.
pub(super) fn read_all(stream: &mut TcpStream) -> String {
    String::from_utf8(read_all_bytes(stream)).expect("answers are text")
}

/// The same for what is no text.
pub(super) fn read_all_bytes(stream: &mut TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    // What came before a reset counts.
    let _ = stream.read_to_end(&mut answer);
    answer
}
