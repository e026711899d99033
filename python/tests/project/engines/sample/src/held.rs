//! Exact functions over the containers of drafted Rust, and exceptions that they raise on purpose.

use transom::rt::{self, prelude::*};

/// Declares functions that answer their argument.
macro_rules! same {
    ($($name:ident($type:ty);)*) => {$(
        /// Answers its argument.
        #[transom::function(exact)]
        pub fn $name(value: $type) -> $type {
            value
        }
    )*};
}

same! {
    same_char(char);
    same_number(Number);
    same_numbers(Vec<Number>);
    same_many(rt::Tuple<i64>);
    same_set(Set<i64>);
    same_text_set(Set<String>);
    same_frozen(FrozenSet<(i64, String)>);
    same_deque(Deque<f64>);
    same_bytearray(rt::ByteArray);
    same_raw(rt::Bytes);
    same_dict(Dict<i64, Vec<(i64, f64)>>);
    same_keys(Dict<(i64, char), Option<bool>>);
    same_nested(Option<Vec<Option<(i64, Option<String>)>>>);
    same_twelve((i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, f64));
    same_nothing(());
    same_groups(Dict<String, Set<rt::Tuple<i64>>>);
}

/// The lengths of texts that are lent.
#[transom::function(exact)]
pub fn lengths(texts: &[&str], groups: &[Vec<&str>], by_name: &Dict<&str, Vec<i64>>) -> Dict<String, i64> {
    let mut all = Dict::new();
    for text in texts.iter().chain(groups.iter().flatten()) {
        all.set((*text).to_owned(), text.size());
    }
    for (name, numbers) in by_name.items() {
        all.set((*name).to_owned(), numbers.size());
    }
    all
}

/// Puts what is in one set into another.
#[transom::function(exact)]
pub fn absorb(into: &mut Set<i64>, source: &Set<i64>) {
    into.extend_from(source);
}

/// Takes from the left, adds at the right.
#[transom::function(exact)]
pub fn turn(queue: &mut Deque<i64>, steps: i64) {
    queue.rotate(steps);
}

/// Turns bits around; twice as many where it says so.
#[transom::function(exact)]
pub fn flip(bytes: &mut rt::ByteArray, twice: bool) {
    bytes.iter_mut().for_each(|byte| *byte = !*byte);
    if twice {
        let again = bytes.clone();
        bytes.extend_from_slice(&again);
    }
}

/// Raises what drafted code raises.
#[transom::function(exact)]
pub fn checked(number: i64) -> Result<i64, Raised> {
    match number {
        0 => Err(Raised::value_error("zero is no number")),
        1 => Err(Raised::key_error(1)),
        2 => Err(Raised::declared(
            "sample_models",
            "Broken",
            &["ValueError", "Exception"],
            ["a".into(), 2.into()],
        )),
        3 => Err(Raised::new("StopIteration", [])),
        _ => Ok(number),
    }
}

/// Changes a list, and then raises.
#[transom::function(exact, returns = items)]
pub fn checked_append(items: &mut Vec<i64>, number: i64) -> Result<(), Raised> {
    items.push(number);
    if number < 0 {
        return Err(Raised::value_error("negative"));
    }
    Ok(())
}

/// Goes down so many times.
#[transom::function(exact)]
pub fn descend(times: i64) -> i64 {
    let _depth = rt::depth::enter();
    if times == 0 { 0 } else { 1 + descend(times - 1) }
}

/// The numbers up to one, as a generator gives them.
#[transom::function(exact, yields)]
pub fn up_to(count: i64) -> Vec<i64> {
    assert!(count < 1000, "many");
    (0..count).collect()
}

/// The same, and then an exception.
#[transom::function(exact, yields)]
pub fn up_to_checked(count: i64) -> Result<Vec<i64>, Raised> {
    if count > 3 { Err(Raised::value_error("too many")) } else { Ok((0..count).collect()) }
}

/// Counts letters.
#[transom::function(exact)]
pub fn letters(text: &str) -> Counter<char> {
    rt::counter::of(text.chars())
}

/// Numbers by their remainder.
#[transom::function(exact)]
pub fn by_remainder(numbers: &[i64], of: i64) -> DefaultDict<i64, Vec<i64>> {
    let mut groups = DefaultDict::new();
    for number in numbers {
        groups.entry_or(number.rem_euclid(of), Vec::new).push(*number);
    }
    groups
}

/// The last of some first.
#[transom::function(exact)]
pub fn turned(names: &[&str]) -> OrderedDict<String, i64> {
    names.iter().rev().zip(0..).map(|(name, at)| ((*name).to_owned(), at)).collect()
}

/// Dicts inside a list, which a plain one is not told from.
#[transom::function(exact)]
pub fn letters_each(texts: &[&str]) -> Vec<Counter<char>> {
    texts.iter().map(|text| rt::counter::of(text.chars())).collect()
}

/// Pairs, made by nobody knows what.
#[transom::function(exact)]
pub fn pairs() -> DefaultDict<i64, (i64, i64)> {
    DefaultDict::new()
}

/// How many floats there are.
#[transom::function(exact)]
pub fn distinct(numbers: &Set<f64>) -> i64 {
    numbers.size()
}
