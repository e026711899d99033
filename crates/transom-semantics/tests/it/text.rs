//! Text.

use transom_semantics::{self as rt, Chars, Dict};

use crate::python::{Against, Random, cases, int, list, option, text};

const LETTERS: &str = "abcABC12 _-.,'\"\\\t\n\r\x0b\x1c\0é\u{85}\u{a0}\u{2028}日🎉ß";
const ASCII: &str = "abcxyzABCXYZ0129 _-.,'\"\\\t\n\r\x0b\x1c\0~";

/// What a method answers, for texts of ASCII and of more.
macro_rules! methods {
    ($python:ident, $value:ident: $($name:ident)*) => {
        $($python.ask(format!("{}.{}()", text(&$value), stringify!($name)), || rt::text::$name(&$value));)*
    };
}

#[test]
fn methods_without_arguments() {
    let (mut python, mut random) = (Against::python(), Random::new(31));
    for _ in 0..cases(700) {
        let value = random.text(ASCII, 8);
        methods!(python, value: upper lower casefold capitalize swapcase title isalpha isalnum isdigit isdecimal
            isnumeric isspace isascii isprintable isupper islower istitle isidentifier);
        let value = random.text("aB1 ", 4);
        methods!(python, value: upper title istitle isupper islower isidentifier isalnum isspace capitalize);
    }
    python.check(0);
    let mut python = Against::python();
    for _ in 0..cases(1500) {
        let value = random.text(LETTERS, 8);
        methods!(python, value: split splitlines strip lstrip rstrip isspace isascii);
        python.ask(format!("{}.splitlines(True)", text(&value)), || rt::text::splitlines_keep(&value));
        python.ask(format!("{}[::-1]", text(&value)), || rt::text::reversed(&value));
        python.ask(format!("len({})", text(&value)), || rt::text::size(&value));
        python.ask(format!("list({})", text(&value)), || rt::text::chars(&value));
        python.ask(format!("ord({})", text(&value)), || rt::text::ord(&value));
        python.ask(text(&value), || value.clone());
    }
    for code in (0..0x3000_i64).step_by(7).chain([-1, 0xd800, 0x10_ffff, 0x11_0000]) {
        python.ask(format!("ord(chr({}))", int(code)), || rt::text::ord_of(rt::text::chr(code)));
        python.ask(format!("chr({}).isspace()", int(code)), || rt::text::isspace(rt::text::chr(code)));
        python.ask(format!("('a' + chr({}) + 'b').split()", int(code)), || {
            let value = format!("a{}b", rt::text::chr(code));
            rt::text::split(&value).into_iter().map(str::to_owned).collect::<Vec<_>>()
        });
    }
    python.check(cases(1500));
}

#[test]
fn characters_outside_ascii() {
    let (mut python, mut random) = (Against::python(), Random::new(36));
    for round in 0..cases(3000) {
        let mut letter = || loop {
            let code = match random.below(9) {
                0 => random.below(0x11_0000),
                1 => random.below(0x3000),
                _ => random.below(0x600),
            };
            if let Some(letter) = char::from_u32(code as u32) {
                return letter;
            }
        };
        let value: String = (0..if round % 2 == 0 { 1 } else { 4 }).map(|_| letter()).collect();
        methods!(python, value: upper lower casefold capitalize swapcase title isalpha isalnum isdigit isdecimal
            isnumeric isspace isascii isprintable isupper islower istitle isidentifier);
        python.ask(text(&value), || value.clone());
    }
    // Characters of later versions of Unicode, sigmas, title cases of their own.
    python.check(cases(20_000));
}

#[test]
fn searching() {
    let (mut python, mut random) = (Against::python(), Random::new(32));
    for _ in 0..cases(3000) {
        let letters = random.pick(&["ab", "aéb", "ab🎉"]);
        let (value, other) = (random.text(letters, 9), random.text(letters, 3));
        let (start, stop) = (random.place(9), random.place(9));
        let (pv, po) = (text(&value), text(&other));
        let within = format!("{po}, {}, {}", option(start), option(stop));
        python.ask(format!("{pv}.find({po})"), || rt::text::find(&value, &other));
        python.ask(format!("{pv}.rfind({po})"), || rt::text::rfind(&value, &other));
        python.ask(format!("{pv}.index({po})"), || rt::text::index(&value, &other));
        python.ask(format!("{pv}.rindex({po})"), || rt::text::rindex(&value, &other));
        python.ask(format!("{pv}.count({po})"), || rt::text::count(&value, &other));
        python.ask(format!("{pv}.find({within})"), || rt::text::find_in(&value, &other, start, stop));
        python.ask(format!("{pv}.rfind({within})"), || rt::text::rfind_in(&value, &other, start, stop));
        python.ask(format!("{pv}.index({within})"), || rt::text::index_in(&value, &other, start, stop));
        python.ask(format!("{pv}.rindex({within})"), || rt::text::rindex_in(&value, &other, start, stop));
        python.ask(format!("{pv}.count({within})"), || rt::text::count_in(&value, &other, start, stop));
        python.ask(format!("{pv}.startswith({within})"), || {
            rt::text::startswith_in(&value, &other, start, stop)
        });
        python.ask(format!("{pv}.endswith({within})"), || rt::text::endswith_in(&value, &other, start, stop));
        python.ask(format!("{pv}.startswith({po})"), || rt::text::startswith(&value, &other));
        python.ask(format!("{pv}.endswith({po})"), || rt::text::endswith(&value, &other));
        python.ask(format!("{po} in {pv}"), || rt::text::contains(&value, &other));
        python.ask(format!("{pv}.removeprefix({po})"), || rt::text::removeprefix(&value, &other).to_owned());
        python.ask(format!("{pv}.removesuffix({po})"), || rt::text::removesuffix(&value, &other).to_owned());
        let (new, count) = (random.text("xé", 2), random.within(-1, 4));
        python.ask(format!("{pv}.replace({po}, {})", text(&new)), || rt::text::replace(&value, &other, &new));
        python.ask(format!("{pv}.replace({po}, {}, {count})", text(&new)), || {
            rt::text::replace_count(&value, &other, &new, count)
        });
        python.ask(format!("({pv} < {po}, {pv} == {po})"), || (value < other, value == other));
    }
    python.check(0);
}

#[test]
fn splitting_and_joining() {
    let (mut python, mut random) = (Against::python(), Random::new(33));
    for _ in 0..cases(3000) {
        let letters = random.pick(&["a ,", "ab, \t", "é,\u{a0} x"]);
        let (value, by, most) = (random.text(letters, 10), random.text(", a", 2), random.within(-1, 4));
        let (pv, pb) = (text(&value), text(&by));
        python.ask(format!("{pv}.split({pb}, {most})"), || rt::text::split_by(&value, &by, most));
        python.ask(format!("{pv}.rsplit({pb}, {most})"), || rt::text::rsplit_by(&value, &by, most));
        python.ask(format!("{pv}.split(None, {most})"), || rt::text::split_max(&value, most));
        python.ask(format!("{pv}.rsplit(None, {most})"), || rt::text::rsplit(&value, most));
        python.ask(format!("{pv}.partition({pb})"), || rt::text::partition(&value, &by));
        python.ask(format!("{pv}.rpartition({pb})"), || rt::text::rpartition(&value, &by));
        python.ask(format!("{pv}.strip({pb})"), || rt::text::strip_of(&value, &by));
        python.ask(format!("{pv}.lstrip({pb})"), || rt::text::lstrip_of(&value, &by));
        python.ask(format!("{pv}.rstrip({pb})"), || rt::text::rstrip_of(&value, &by));
        python.ask(format!("{pb}.join({pv}.split())"), || rt::text::join(&by, rt::text::split(&value)));
        python.ask(format!("{pb}.join({pv})"), || rt::text::join(&by, value.chars()));
    }
    python.check(0);
}

#[test]
fn widening() {
    let (mut python, mut random) = (Against::python(), Random::new(34));
    for _ in 0..cases(1500) {
        let (value, width, fill) =
            (random.text("ab+-é", 6), random.within(-2, 12), random.pick(&['x', '*', 'é']));
        let pv = text(&value);
        let pf = text(&fill.to_string());
        python.ask(format!("{pv}.center({width})"), || rt::text::center(&value, width));
        python.ask(format!("{pv}.center({width}, {pf})"), || rt::text::center_with(&value, width, fill));
        python.ask(format!("{pv}.ljust({width})"), || rt::text::ljust(&value, width));
        python.ask(format!("{pv}.rjust({width})"), || rt::text::rjust(&value, width));
        python.ask(format!("{pv}.ljust({width}, {pf})"), || rt::text::ljust_with(&value, width, fill));
        python.ask(format!("{pv}.rjust({width}, {pf})"), || rt::text::rjust_with(&value, width, fill));
        python.ask(format!("{pv}.zfill({width})"), || rt::text::zfill(&value, width));
        python.ask(format!("{pv} * {width}"), || rt::text::repeat(&value, width));
        let tabs = random.text("a\t\n\ré", 8);
        python.ask(format!("{}.expandtabs({width})", text(&tabs)), || rt::text::expandtabs(&tabs, width));
        let (from, to, gone) = (random.text("abcé", 3), random.text("xyzé", 3), random.text("ab", 2));
        python.ask(
            format!("{pv}.translate(str.maketrans({}, {}, {}))", text(&from), text(&to), text(&gone)),
            || rt::Table::new(&from, &to, &gone).translate(&value),
        );
    }
    python.check(0);
    let table: Dict<i64, Option<char>> = [(97, Some('b')), (110, None)].into_iter().collect();
    assert_eq!(rt::text::translate("banana", &table), "bbbb");
}

#[test]
fn indexes_and_slices() {
    let (mut python, mut random) = (Against::python(), Random::new(35));
    for _ in 0..cases(3000) {
        let letters = random.pick(&["abcdef", "aéb日c🎉"]);
        let value = random.text(letters, 8);
        let pv = text(&value);
        let view = Chars::new(&*value);
        let at = random.within(-9, 9);
        let (start, stop) = (random.place(8), random.place(8));
        let step = random.pick(&[
            None,
            Some(1),
            Some(-1),
            Some(2),
            Some(-2),
            Some(3),
            Some(0),
            Some(i64::MAX),
            Some(i64::MIN),
        ]);
        let slice = format!("{pv}[{}:{}:{}]", option(start), option(stop), option(step));
        python.ask(format!("{pv}[{at}]"), || rt::text::char_at(&value, at));
        python.ask(format!("{pv}[{at}]"), || view.at(at));
        python.ask(slice.clone(), || rt::text::part(&value, start, stop, step));
        python.ask(slice, || view.part(start, stop, step));
        python.ask(format!("{pv}[{}:{}]", option(start), option(stop)), || {
            rt::text::range(&value, start, stop)
        });
        let (low, high) = (start.unwrap_or(0), stop.unwrap_or(0));
        python.ask(format!("{pv}[{low}:{high}]"), || view.range(low, high).to_owned());
        python.ask(format!("{pv}[{low}:]"), || view.tail(low).to_owned());
        python.ask(format!("{pv}[:{high}]"), || view.head(high).to_owned());
        python.ask(
            format!(
                "({}, {})",
                list(std::slice::from_ref(&value), |value| text(value)),
                format_args!("len({pv})")
            ),
            || (vec![view.clone()], rt::Len::size(&view)),
        );
    }
    python.check(0);
}
