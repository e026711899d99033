//! `transom.toml`: what it says, and what it says of mistakes.

use transom_cli::config::{At, Config, Mode};

fn check_error(text: &str, expected: &[&str]) {
    let error = Config::parse(text, "transom.toml").expect_err("it has a mistake").to_string();
    for part in expected {
        assert!(error.contains(part), "`{part}` is missing in:\n{error}");
    }
}

#[test]
fn an_empty_file_means_on_and_embedded() {
    let config = Config::parse("", "transom.toml").expect("it is valid");
    assert_eq!(config.function("pricing.quote"), (Mode::On, At::Embedded));
}

#[test]
fn a_function_overrides_what_holds_for_all() {
    let text = r#"
        [transom]
        mode = "shadow"
        at = "http://127.0.0.1:8080/"
        [functions."pricing.quote"]
        mode = "off"
        [functions."pricing.total"]
        at = "embedded"
        original = "app.pricing:total"
    "#;
    let config = Config::parse(text, "transom.toml").expect("it is valid");
    let served = At::Http("http://127.0.0.1:8080".to_owned());
    assert_eq!(config.function("pricing.quote"), (Mode::Off, served.clone()));
    assert_eq!(config.function("pricing.total"), (Mode::Shadow, At::Embedded));
    assert_eq!(config.function("pricing.other"), (Mode::Shadow, served));
}

#[test]
fn an_unknown_key_names_the_nearest_known_one() {
    check_error(
        "[transom]\nmodus = \"on\"\n",
        &["unknown key `modus`", "did you mean `mode`?", "transom.toml:2:1"],
    );
    check_error("[function]\n", &["did you mean `functions`?"]);
    check_error("[functions.\"a.b\"]\norigin = \"x\"\n", &["did you mean `original`?", "2 | origin"]);
}

#[test]
fn a_wrong_value_says_what_was_expected() {
    check_error(
        "[transom]\nmode = \"canary\"\n",
        &["`mode` is \"off\", \"shadow\" or \"on\", not \"canary\""],
    );
    check_error("[transom]\nmode = 1\n", &["`mode` is text in quotes"]);
    check_error("[transom]\nat = \"ftp://x\"\n", &["`at` is \"embedded\" or an address"]);
    check_error("[functions.quote]\nmode = \"on\"\n", &["\"engine.function\" in quotes"]);
    check_error("[functions.\"a.b\"]\noriginal = \"app\"\n", &["\"module:name\""]);
    check_error("[transom\n", &["transom.toml:1:"]);
}
