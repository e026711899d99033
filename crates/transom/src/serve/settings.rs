//! The service's flags. Each is declared once, in [`FLAGS`]: the parser and the help are read off it.

use std::ffi::OsString;
use std::fmt::Write;
use std::str::FromStr;
use std::thread::available_parallelism;
use std::time::Duration;

use tracing::level_filters::LevelFilter;

use super::drain::Drain;
use crate::doors::http::{Bounds, Limits};

/// How to serve.
pub(super) struct Settings {
    pub(super) address: String,
    pub(super) threads: usize,
    pub(super) compute_threads: usize,
    pub(super) bounds: Bounds,
    pub(super) limits: Limits,
    pub(super) drain: Drain,
    pub(super) log: LevelFilter,
}

/// What the flags ask for.
pub(super) enum Asked {
    Serve(Box<Settings>),
    Help,
    Version,
}

impl Settings {
    fn new() -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        let mut settings = Self {
            address: String::new(),
            threads: cores,
            compute_threads: cores,
            bounds: Bounds {
                body_bytes_max: 0,
                body_timeout: Duration::ZERO,
                call_timeout: Duration::ZERO,
                calls_max: 0,
            },
            limits: Limits {
                connections_max: 0,
                first_byte: Duration::ZERO,
                head: Duration::ZERO,
                idle: Duration::ZERO,
            },
            drain: Drain { delay: Duration::ZERO, limit: Duration::ZERO },
            log: LevelFilter::INFO,
        };
        for flag in FLAGS.iter().filter(|flag| flag.default != CORES) {
            (flag.set)(&mut settings, flag.default).expect("a default is a value of its flag");
        }
        settings
    }
}

/// One flag: its name, what its value is, its default, what it is for, and where its value goes.
struct Flag {
    name: &'static str,
    value: &'static str,
    default: &'static str,
    help: &'static str,
    set: fn(&mut Settings, &str) -> Result<(), String>,
}

/// The default of flags that count threads.
const CORES: &str = "cores";

const FLAGS: &[Flag] = &[
    Flag {
        name: "address",
        value: "HOST:PORT",
        default: "127.0.0.1:8080",
        help: "Where to listen; port 0 takes a free one and says which",
        set: |settings, text| set(&mut settings.address, Ok(text.to_owned())),
    },
    Flag {
        name: "threads",
        value: "N",
        default: CORES,
        help: "Threads that read, write and run light functions",
        set: |settings, text| set(&mut settings.threads, count(text)),
    },
    Flag {
        name: "compute-threads",
        value: "N",
        default: CORES,
        help: "Threads for heavy functions, started when needed",
        set: |settings, text| set(&mut settings.compute_threads, count(text)),
    },
    Flag {
        name: "connections-max",
        value: "N",
        default: "1024",
        help: "Open connections; further ones get 429",
        set: |settings, text| set(&mut settings.limits.connections_max, count(text)),
    },
    Flag {
        name: "calls-max",
        value: "N",
        default: "256",
        help: "Calls that run or wait at once; further ones get 429",
        set: |settings, text| set(&mut settings.bounds.calls_max, count(text)),
    },
    Flag {
        name: "body-bytes-max",
        value: "BYTES",
        default: "8388608",
        help: "Bytes of a request's body; larger ones get 413",
        set: |settings, text| set(&mut settings.bounds.body_bytes_max, count(text)),
    },
    Flag {
        name: "call-timeout-ms",
        value: "MS",
        default: "30000",
        help: "Longest time of a call, whatever transom-timeout-ms says; then 504",
        set: |settings, text| set(&mut settings.bounds.call_timeout, milliseconds(text)),
    },
    Flag {
        name: "first-byte-timeout-ms",
        value: "MS",
        default: "10000",
        help: "Time from a connection's start to its first byte; then closed",
        set: |settings, text| set(&mut settings.limits.first_byte, milliseconds(text)),
    },
    Flag {
        name: "head-timeout-ms",
        value: "MS",
        default: "10000",
        help: "Time for a request's head to arrive; then 408",
        set: |settings, text| set(&mut settings.limits.head, milliseconds(text)),
    },
    Flag {
        name: "body-timeout-ms",
        value: "MS",
        default: "10000",
        help: "Time for a request's body to arrive; then 408",
        set: |settings, text| set(&mut settings.bounds.body_timeout, milliseconds(text)),
    },
    Flag {
        name: "idle-timeout-ms",
        value: "MS",
        default: "60000",
        help: "Time between two requests of a connection; then closed",
        set: |settings, text| set(&mut settings.limits.idle, milliseconds(text)),
    },
    Flag {
        name: "drain-delay-ms",
        value: "MS",
        default: "250",
        help: "How long to go on accepting after SIGTERM, with /readyz saying no",
        set: |settings, text| set(&mut settings.drain.delay, wait(text)),
    },
    Flag {
        name: "drain-timeout-ms",
        value: "MS",
        default: "10000",
        help: "How long calls may take to finish after that",
        set: |settings, text| set(&mut settings.drain.limit, wait(text)),
    },
    Flag {
        name: "log",
        value: "LEVEL",
        default: "info",
        help: "off, error, warn, info, or debug (a span and a line for each call)",
        set: |settings, text| set(&mut settings.log, parsed(text, "off, error, warn, info or debug")),
    },
];

/// Reads the flags: `--name value` or `--name=value`.
pub(super) fn parse(flags: impl IntoIterator<Item = OsString>) -> Result<Asked, String> {
    let mut settings = Settings::new();
    let mut flags = flags.into_iter().map(|flag| flag.to_string_lossy().into_owned());
    while let Some(given) = flags.next() {
        let (name, value) = match given.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (given.as_str(), None),
        };
        match name {
            "--help" | "-h" => return Ok(Asked::Help),
            "--version" | "-V" => return Ok(Asked::Version),
            _ => {}
        }
        let flag = name.strip_prefix("--").and_then(|name| FLAGS.iter().find(|flag| flag.name == name));
        let flag = flag.ok_or_else(|| unknown(name))?;
        let value = value.or_else(|| flags.next());
        let value = value.ok_or_else(|| format!("--{} expects a value: {}", flag.name, flag.value))?;
        (flag.set)(&mut settings, &value)
            .map_err(|expected| format!("--{} expects {expected}, found {value:?}", flag.name))?;
    }
    Ok(Asked::Serve(Box::new(settings)))
}

/// What `--help` prints.
pub(super) fn help(engine: &str) -> String {
    let mut text = format!("Serves the engine `{engine}` over HTTP\n\nUsage: [FLAG VALUE]…\n\n");
    let usage = |flag: &Flag| format!("--{} {}", flag.name, flag.value);
    let width = FLAGS.iter().map(|flag| usage(flag).len()).max().unwrap_or(0);
    for flag in FLAGS {
        writeln!(text, "  {:width$}  {} [{}]", usage(flag), flag.help, flag.default)
            .expect("text takes all that is written");
    }
    for (flag, help) in [("--help", "This text"), ("--version", "The engine's version")] {
        writeln!(text, "  {flag:width$}  {help}").expect("text takes all that is written");
    }
    text.push_str(PAGES);
    text
}

const PAGES: &str = "
POST /FUNCTION with a JSON object of its named arguments answers a call. Pages: /docs, /openapi.json,
/contract.json, /healthz, /readyz, /metrics. SIGTERM or SIGINT finishes what runs; a second one stops at once.
";

fn unknown(name: &str) -> String {
    let known = FLAGS.iter().map(|flag| format!("--{}", flag.name));
    let nearest = known.min_by_key(|known| strsim::levenshtein(name, known));
    format!("there is no flag {name}; did you mean {}? --help lists them", nearest.unwrap_or_default())
}

fn set<T>(place: &mut T, value: Result<T, String>) -> Result<(), String> {
    *place = value?;
    Ok(())
}

fn parsed<T: FromStr>(text: &str, expected: &str) -> Result<T, String> {
    text.parse().map_err(|_| expected.to_owned())
}

fn count(text: &str) -> Result<usize, String> {
    let expected = "a whole number from 1";
    match parsed(text, expected)? {
        0 => Err(expected.to_owned()),
        number => Ok(number),
    }
}

/// A limit: a whole number of milliseconds.
fn milliseconds(text: &str) -> Result<Duration, String> {
    let expected = "milliseconds, a whole number from 1";
    match parsed(text, expected)? {
        0 => Err(expected.to_owned()),
        number => Ok(Duration::from_millis(number)),
    }
}

/// A time to wait, which may be none.
fn wait(text: &str) -> Result<Duration, String> {
    parsed(text, "milliseconds, a whole number").map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(flags: &[&str]) -> String {
        parse(flags.iter().map(OsString::from)).err().expect("these flags are wrong")
    }

    #[test]
    fn reads_both_ways_of_writing_a_value() {
        let flags = ["--address", "0.0.0.0:0", "--head-timeout-ms=500", "--threads=3"].map(OsString::from);
        let Ok(Asked::Serve(settings)) = parse(flags) else { panic!("these flags are right") };
        assert_eq!(settings.address, "0.0.0.0:0");
        assert_eq!(settings.limits.head, Duration::from_millis(500));
        assert_eq!(settings.threads, 3);
    }

    #[test]
    fn names_the_nearest_flag() {
        assert_eq!(
            refused(&["--adress", "x"]),
            "there is no flag --adress; did you mean --address? --help lists them"
        );
    }

    #[test]
    fn says_what_a_value_should_be() {
        assert_eq!(refused(&["--threads", "0"]), "--threads expects a whole number from 1, found \"0\"");
        assert_eq!(
            refused(&["--log", "loud"]),
            "--log expects off, error, warn, info or debug, found \"loud\""
        );
        assert_eq!(refused(&["--address"]), "--address expects a value: HOST:PORT");
    }

    #[test]
    fn every_flag_is_in_the_help() {
        let help = help("sample");
        assert!(FLAGS.iter().all(|flag| help.contains(&format!("--{} {}", flag.name, flag.value))));
        assert!(help.lines().all(|line| line.chars().count() <= 110), "{help}");
    }
}
