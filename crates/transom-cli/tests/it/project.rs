//! `new`, `status`, `doctor`: run as a user would.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn transom(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_transom"));
    command.args(arguments).current_dir(folder).output().expect("the command runs")
}

fn check_fails(folder: &Path, arguments: &[&str], expected: &str) {
    let output = transom(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(expected), "`{expected}` is missing in:\n{said}");
}

#[test]
fn new_makes_an_engine_that_lists_itself_and_never_overwrites() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = transom(folder.path(), &["new", "pricing", "--json"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).expect("it is JSON");
    assert_eq!(made["engine"], "pricing");
    for file in [
        "engines/pricing/src/lib.rs",
        "engines/Cargo.lock",
        "transom.toml",
        ".transom/crates/transom/Cargo.toml",
    ] {
        assert!(folder.path().join(file).exists(), "{file}");
    }
    let manifest = fs::read_to_string(folder.path().join("engines/Cargo.toml")).expect("it is there");
    assert!(manifest.contains("members = [\"pricing\"]"), "{manifest}");
    check_fails(folder.path(), &["new", "pricing"], "is there already");
    assert!(transom(folder.path(), &["new", "routing"]).status.success());
    let ignored = fs::read_to_string(folder.path().join(".gitignore")).expect("it is there");
    assert_eq!(ignored.matches(".transom/").count(), 1);
}

#[test]
fn new_refuses_names_that_are_no_module_names() {
    let folder = tempfile::tempdir().expect("a folder");
    check_fails(folder.path(), &["new", "Pricing"], "lower-case letters");
    check_fails(folder.path(), &["new", "../x"], "lower-case letters");
    check_fails(folder.path(), &["new", "match"], "has a meaning of its own");
}

#[test]
fn commands_say_which_engine_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    check_fails(folder.path(), &["build"], "transom new NAME");
    transom(folder.path(), &["new", "pricing"]);
    check_fails(folder.path(), &["build", "prices"], "there is no engine `prices`; there are pricing");
    check_fails(folder.path(), &["serve", "--no-build"], "was never built");
}

#[test]
fn a_broken_configuration_is_shown_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("transom.toml"), "[transom]\nmodes = \"on\"\n").expect("it is writable");
    check_fails(folder.path(), &["status"], "did you mean `mode`?");
    let doctor = transom(folder.path(), &["doctor", "--json"]);
    assert_eq!(doctor.status.code(), Some(1));
    let checks: serde_json::Value = serde_json::from_slice(&doctor.stdout).expect("it is JSON");
    assert_eq!(checks[0]["outcome"], "missing");
}

#[test]
fn a_service_that_does_not_answer_is_a_status_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = transom(folder.path(), &["status", "--json", "--url", "http://127.0.0.1:1"]);
    assert_eq!(output.status.code(), Some(1));
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(status["services"][0]["ready"], false);
}
