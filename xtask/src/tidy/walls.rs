//! Who may know whom: by what a crate is built from, and by what its source names.

use anyhow::Result;

use super::Findings;
use super::source::Source;
use crate::command::{self, cargo};

/// What a crate must not be built from, however far down.
struct Built {
    package: &'static str,
    features: &'static [&'static str],
    without: &'static [&'static str],
}

const NETWORK: &[&str] = &["tokio", "hyper", "axum", "tower", "tonic", "async-nats"];

const BUILT: [Built; 7] = [
    Built {
        package: "transom-contract",
        features: &["--all-features"],
        without: &["tokio", "hyper", "axum", "tower", "tonic", "pyo3", "datafusion"],
    },
    Built {
        package: "transom-semantics",
        features: &["--all-features"],
        without: &["tokio", "hyper", "axum", "tower", "tonic", "pyo3", "datafusion", "transom-contract"],
    },
    Built {
        package: "transom-macros",
        features: &["--all-features"],
        without: &["tokio", "hyper", "axum", "tonic", "pyo3", "serde_json", "arrow-array"],
    },
    Built {
        package: "transom-translate",
        features: &[],
        without: &["tokio", "hyper", "axum", "tower", "tonic", "pyo3", "datafusion", "transom"],
    },
    // An engine that is only embedded.
    Built {
        package: "transom",
        features: &["--no-default-features", "--features", "embedded,columns"],
        without: NETWORK,
    },
    // An engine that is only served.
    Built {
        package: "transom",
        features: &["--no-default-features", "--features", "serve"],
        without: &["pyo3", "arrow-array", "datafusion"],
    },
    Built { package: "transom-cli", features: &[], without: &["pyo3", "tokio", "datafusion"] },
];

/// What only some places may name.
struct Named {
    crates: &'static [&'static str],
    inside: &'static str,
    places: &'static [&'static str],
}

const NAMED: [Named; 6] = [
    Named {
        crates: &["axum", "hyper", "hyper_util", "http_body_util", "tonic", "async_nats", "lambda_runtime"],
        inside: "crates/",
        places: &["crates/transom/src/doors/", "crates/transom/src/client"],
    },
    Named {
        crates: &["pyo3"],
        inside: "crates/",
        places: &[
            "crates/transom/src/doors/embedded",
            // What the macros refer to, and the build's question which Python it is for.
            "crates/transom/src/lib.rs",
            "crates/transom/build.rs",
            "crates/transom-python/",
        ],
    },
    // What comes of a contract is text: whoever asked for it writes it to a file.
    Named {
        crates: &["std::fs", "std::net", "std::process"],
        inside: "crates/transom-contract/src/",
        places: &[],
    },
    // A translation is text from text, and so is a draft until the command writes it.
    Named {
        crates: &["std::fs", "std::net", "std::process"],
        inside: "crates/transom-translate/src/",
        places: &[],
    },
    // A parser without a promise of stability: one place turns its tree into ours.
    Named {
        crates: &["ruff_python_ast", "ruff_python_parser", "ruff_text_size"],
        inside: "crates/",
        places: &["crates/transom-translate/src/syntax/parse"],
    },
    // Python's answers depend on nothing outside.
    Named {
        crates: &["std::fs", "std::net", "std::process", "std::time", "std::env"],
        inside: "crates/transom-semantics/src/",
        places: &[],
    },
];

pub(super) fn check(sources: &[Source], findings: &mut Findings) -> Result<()> {
    for built in &BUILT {
        let how = ["--edges", "normal", "--prefix", "none", "--format", "{lib}", "--package", built.package];
        let tree = command::output(cargo(&["tree"]).args(how).args(built.features))?;
        for name in
            built.without.iter().filter(|name| tree.lines().any(|line| line == name.replace('-', "_")))
        {
            let what =
                format!("{} must not be built from {name} ({})", built.package, built.features.join(" "));
            findings.say("Cargo.toml", what);
        }
    }
    for source in sources.iter().filter(|source| source.is("rs")) {
        for named in NAMED.iter().filter(|named| source.path.starts_with(named.inside)) {
            if !named.places.iter().any(|place| source.path.starts_with(place)) {
                check_names(source, named, findings);
            }
        }
    }
    Ok(())
}

fn check_names(source: &Source, named: &Named, findings: &mut Findings) {
    for (number, line) in source.lines() {
        let code = line.split("//").next().unwrap_or_default();
        if let Some(name) = named.crates.iter().find(|name| names(code, name)) {
            let places = named.places.join(", ");
            let what = if places.is_empty() {
                format!("nothing here may name {name}")
            } else {
                format!("{name} may only be named in {places}")
            };
            findings.say_at(source, number, what);
        }
    }
}

/// Whether code has a path that begins with this name.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        let begins = before.is_none_or(|letter| !letter.is_alphanumeric() && !"_:-\"".contains(letter));
        begins && (after.starts_with("::") || after.starts_with(';'))
    })
}
