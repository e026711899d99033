//! `draft` and `explain`, run as a user would, on input that is not as it should be.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const PRICING: &str = "\
from .tax import rate

class Cart:
    pass

def quote(price: float, count: int) -> float:
    return price * count * rate(count)

def total(prices: list[float]) -> float:
    return sum(prices)
";

/// A project with these files beside its package `app`.
fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let own: [(&str, &[u8]); 4] = [
        ("pyproject.toml", b""),
        ("app/__init__.py", b""),
        ("app/pricing.py", PRICING.as_bytes()),
        ("app/tax.py", b"def rate(count: int) -> float:\n    return 0.5\n"),
    ];
    for (path, bytes) in own.iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it is writable");
        fs::write(path, bytes).expect("it is writable");
    }
    folder
}

fn transom(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_transom"));
    command.args(arguments).current_dir(folder).output().expect("the command runs")
}

/// The command cannot be carried out, and leaves nothing behind.
fn check_fails(files: &[(&str, &[u8])], arguments: &[&str], expected: &str) {
    let folder = project(files);
    let output = transom(folder.path(), arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(expected), "`{expected}` is missing in:\n{said}");
    check_nothing_written(folder.path());
}

/// One target is refused with this code, at this place.
fn check_refused(files: &[(&str, &[u8])], target: &str, expected: &[&str]) {
    let folder = project(files);
    let output = transom(folder.path(), &["draft", "--no-run", target]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}{}", String::from_utf8_lossy(&output.stderr));
    for part in expected {
        assert!(said.contains(part), "`{part}` is missing in:\n{said}");
    }
    check_nothing_written(folder.path());
}

fn check_nothing_written(folder: &Path) {
    for path in ["engines", "transom.toml", ".gitignore", ".transom/drafts"] {
        assert!(!folder.join(path).exists(), "{path} was written");
    }
}

#[test]
fn what_is_not_there_is_named_with_the_nearest() {
    check_fails(&[], &["draft", "app.pricing:quot"], "did you mean `quote`?");
    check_fails(&[], &["draft", "app/pricing.py:zzzzzzz"], "there are quote, total");
    check_fails(
        &[],
        &["draft", "app.pricin"],
        "there is no module `app.pricin` in this project; did you mean `app.pricing`?",
    );
    check_fails(&[], &["draft", "app/pricin.py"], "did you mean `app/pricing.py`?");
    check_fails(&[], &["draft", "app.pricing:"], "ends in a colon");
    check_fails(&[], &["draft", "pyproject.toml"], "expected a name that ends in .py");
    check_fails(&[("empty/readme.txt", b"")], &["draft", "empty"], "there is no Python source below empty");
    check_fails(&[], &["draft", "app.pricing:Cart.total"], "names a method");
    check_fails(&[], &["draft", "app:quote"], "has no function `quote`");
    check_fails(&[], &["draft", "app.pricing", "--engine", "My-Engine"], "lower-case letters");
}

#[test]
fn files_that_cannot_be_read_are_refused_with_their_line() {
    let bad = |text: &'static [u8]| [("app/bad.py", text)];
    check_refused(&bad(b"def f(:\n"), "app.bad", &["T-SYNTAX-01", "app/bad.py:1:7"]);
    check_refused(
        &bad(b"x = 1\ny = \"\xff\"\n"),
        "app.bad",
        &["T-SYNTAX-01", "app/bad.py:2:6", "save the file as UTF-8"],
    );
    check_refused(&bad(b"x = 1\0\n"), "app.bad", &["T-SYNTAX-01"]);
    let deep = format!("def f() -> int:\n    return {}1{}\n", "(".repeat(100_000), ")".repeat(100_000));
    check_refused(&[("app/bad.py", deep.as_bytes())], "app.bad", &["T-SYNTAX-03"]);
}

#[test]
fn an_empty_module_has_nothing_to_draft() {
    let folder = project(&[("app/empty.py", b"")]);
    let output = transom(folder.path(), &["draft", "app.empty"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "0 drafted\n");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let folder = project(&[]);
    std::os::unix::fs::symlink("..", folder.path().join("app/again")).expect("it is writable");
    std::os::unix::fs::symlink("nowhere", folder.path().join("app/gone.py")).expect("it is writable");
    let census = census(folder.path(), &["app"]);
    assert_eq!(census["totals"]["functions"], 3);
    assert_eq!(census["unread"], serde_json::json!([]));
}

#[test]
fn a_census_counts_and_writes_nothing() {
    let folder = project(&[("app/bad.py", b"def f(:\n"), ("app/test_pricing.py", b"def test_it(): pass\n")]);
    let census = census(folder.path(), &["app", "--dry-run", "--no-run"]);
    assert_eq!(census["totals"]["functions"], 3);
    assert_eq!(census["totals"]["strict"], 3);
    assert_eq!(census["totals"]["unread"], 1);
    assert_eq!(census["unread"][0]["refusal"]["code"], "T-SYNTAX-01");
    let quote = &census["functions"][0];
    assert_eq!(
        (&quote["name"], &quote["line"], &quote["python_lines"]),
        (&"quote".into(), &6.into(), &2.into())
    );
    check_nothing_written(folder.path());
}

#[test]
fn fifty_thousand_lines_are_read() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for at in 0..1_000 {
        write!(text, "def f{at}(x: int) -> int:\n{}    return x * 2\n\n", "    x = x + 1\n".repeat(47))
            .expect("text grows");
    }
    let folder = project(&[("app/long.py", text.as_bytes())]);
    let census = census(folder.path(), &["app.long", "--dry-run"]);
    assert_eq!((&census["totals"]["functions"], text.lines().count()), (&1_000.into(), 50_000));
}

fn census(folder: &Path, arguments: &[&str]) -> Value {
    let output = transom(folder, &[&["draft", "--json"], arguments].concat());
    assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

#[test]
fn explain_tells_of_each_code_and_names_the_nearest() {
    let folder = project(&[]);
    let explained = transom(folder.path(), &["explain", "t-alias-02"]);
    let said = String::from_utf8_lossy(&explained.stdout);
    assert!(
        said.starts_with("T-ALIAS-02: rows that share one list") && said.contains("mend: write"),
        "{said}"
    );
    check_fails(&[], &["explain", "T-ALIAS-99"], "T-ALIAS-02  rows that share one list");
    check_fails(&[], &["explain", "nonsense at all"], "there is no code `nonsense at all`");
    let all = transom(folder.path(), &["explain", "--json"]);
    let all: Vec<Value> = serde_json::from_slice(&all.stdout).expect("it is JSON");
    assert!(all.len() > 50 && all.iter().all(|one| one["mend"] != ""));
}
