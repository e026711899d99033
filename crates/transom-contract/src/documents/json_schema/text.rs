//! Regular expressions for the special types as text: what the decoders in [`crate::types`] read.
//!
//! They keep to what every engine of regular expressions knows: no look-around, no named groups, no `\d`.

use crate::shape::Constraints;

const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?";
const ZONE: &str = "([Zz]|[+\u{2212}-]([01][0-9]|2[0-3]):?[0-5][0-9])";
/// Hours without end; at least five characters.
const CLOCK: &str = "([0-9]{2,10}:[0-5][0-9]|[0-9]{0,10}:[0-5][0-9]:[0-5][0-9]([.,][0-9]+)?)";

/// A whole number as an object's key.
pub(super) const INT_KEY: &str = "^[+-]?[0-9]+$";
/// Digits with an optional fraction and exponent.
pub(super) const DECIMAL: &str = "^[+-]?([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)([eE][+-]?[0-9]+)?$";
/// Hyphenated, also in braces or as a URN; or the digits alone.
pub(super) const UUID: &str = "^([0-9A-Fa-f]{32}|\\{UUID\\}|([Uu][Rr][Nn]:[Uu][Uu][Ii][Dd]:)?UUID)$";
const UUID_HYPHENATED: &str = "[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}";

pub(super) fn date() -> String {
    format!("^{DATE}$")
}

pub(super) fn time() -> String {
    format!("^{TIME}$")
}

pub(super) fn date_time() -> String {
    format!("^{DATE}[Tt _]{TIME}$")
}

pub(super) fn timestamp() -> String {
    format!("^{DATE}[Tt _]{TIME}{ZONE}$")
}

pub(super) fn uuid() -> String {
    UUID.replace("UUID", UUID_HYPHENATED)
}

/// ISO 8601 (only the last part may have a fraction), `3 days, 12:30:00`, or `36:30:00`; with a sign.
pub(super) fn duration() -> String {
    let (days, time) = ("[0-9]+[DMWY]", "[0-9]+[HMS]");
    let (last_days, last_time) = ("[0-9]+[.,][0-9]*[DMWY]", "[0-9]+[.,][0-9]*[HMS]");
    let iso = format!("P(({days})+T?|({days})*{last_days}T?|({days})*T({time})*({time}|{last_time}))");
    format!("^[+-]?({iso}|[0-9]+ ?[Dd](ays?|AYS?)?(, ?| )?{CLOCK}?|{CLOCK})$")
}

/// Base64 of either alphabet, with or without padding, of so many bytes. No bit behind the last byte is set.
pub(super) fn base64(limits: &Constraints) -> String {
    let alphabets = ["[A-Za-z0-9+/]", "[A-Za-z0-9_-]"];
    let [standard, url_safe] = alphabets.map(|digit| base64_of(digit, limits));
    format!("^({standard}|{url_safe})$")
}

fn base64_of(digit: &str, limits: &Constraints) -> String {
    let tails =
        [String::new(), format!("{digit}[AQgw]={{0,2}}"), format!("{digit}{{2}}[AEIMQUYcgkosw048]=?")];
    let ways: Vec<String> = tails
        .iter()
        .enumerate()
        .filter_map(|(rest, tail)| {
            // Three bytes to four digits; the tail holds the rest.
            let least = limits.min_len.unwrap_or(0).saturating_sub(rest).div_ceil(3);
            let most = match limits.max_len {
                Some(most) => Some(most.checked_sub(rest)? / 3).filter(|most| *most >= least)?.to_string(),
                None => String::new(),
            };
            Some(format!("({digit}{{4}}){{{least},{most}}}{tail}"))
        })
        .collect();
    ways.join("|")
}
