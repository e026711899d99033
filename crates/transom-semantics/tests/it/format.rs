//! Format specifications.

use transom_semantics as rt;

use crate::python::{Against, Random, cases, float, int, text};

fn spec(random: &mut Random, kinds: &str) -> String {
    let mut spec = String::new();
    if random.below(3) == 0 {
        if random.below(2) == 0 {
            spec.push(random.pick(&['*', '0', 'é', '<']));
        }
        spec.push(random.pick(&['<', '>', '^', '=']));
    }
    if random.below(3) == 0 {
        spec.push(random.pick(&['+', '-', ' ']));
    }
    if random.below(6) == 0 {
        spec.push('#');
    }
    if random.below(4) == 0 {
        spec.push('0');
    }
    if random.below(2) == 0 {
        spec.push_str(&random.within(1, 24).to_string());
    }
    if random.below(4) == 0 {
        spec.push(random.pick(&[',', '_']));
    }
    if random.below(2) == 0 {
        spec.push('.');
        spec.push_str(&random.within(0, 17).to_string());
    }
    if random.below(6) > 0 {
        let kinds: Vec<char> = kinds.chars().collect();
        spec.push(random.pick(&kinds));
    }
    spec
}

#[test]
fn numbers_and_texts_under_specifications() {
    let (mut python, mut random) = (Against::python(), Random::new(41));
    for _ in 0..cases(5000) {
        let value = random.int();
        let under = spec(&mut random, "dbxXocdddeEfFgG%s");
        python.ask(format!("format({}, {})", int(value), text(&under)), || rt::format::int(value, &under));
        let value = random.any_float();
        let under = spec(&mut random, "eEfFgG%ffffd");
        python
            .ask(format!("format({}, {})", float(value), text(&under)), || rt::format::float(value, &under));
        let value = random.text("abcé", 9);
        let under = spec(&mut random, "ssssd");
        python
            .ask(format!("format({}, {})", text(&value), text(&under)), || rt::format::text(&value, &under));
        let value = random.below(2) == 0;
        let under = spec(&mut random, "dds");
        let name = if value { "True" } else { "False" };
        python.ask(format!("format({name}, {})", text(&under)), || rt::format::bool(value, &under));
    }
    for (value, under) in [
        (0.5, ".0f"),
        (1.5, ".0f"),
        (2.675, ".2f"),
        (1e15, ""),
        (1e16, ""),
        (123_456.789, ",.2f"),
        (-0.0, "z.1f"),
        (-0.04, "z.1f"),
        (1.0, "010"),
        (0.0, "e"),
        (5e-324, ".3g"),
        (1234.5, "_"),
        (100_000.0, "g"),
        (1e6, "g"),
        (1.0, "#g"),
        (1.0, ".0%"),
        (0.1, ".55f"),
        (1e22, "f"),
    ] {
        python.ask(format!("format({}, {})", float(value), text(under)), || rt::format::float(value, under));
    }
    // Code c makes characters whose repr depends on the version.
    python.check(cases(2));
}

#[test]
fn pieces_of_percent() {
    let (mut python, mut random) = (Against::python(), Random::new(42));
    let piece = |random: &mut Random, kinds: &str| {
        let mut piece = "%".to_owned();
        piece.push_str(&random.text("-+ #0", 2));
        if random.below(2) == 0 {
            piece.push_str(&random.within(1, 20).to_string());
        }
        if random.below(2) == 0 {
            piece.push('.');
            piece.push_str(&random.within(0, 12).to_string());
        }
        let kinds: Vec<char> = kinds.chars().collect();
        piece.push(random.pick(&kinds));
        piece
    };
    for _ in 0..cases(4000) {
        let (value, under) = (random.int(), piece(&mut random, "diuxXosrcfge"));
        python.ask(format!("{} % {}", text(&under), int(value)), || rt::format::percent_int(&under, value));
        let (value, under) = (random.any_float(), piece(&mut random, "eEfFgGsrdix"));
        python
            .ask(format!("{} % {}", text(&under), float(value)), || rt::format::percent_float(&under, value));
        let (value, under) = (random.text("abé", 4), piece(&mut random, "sssrcd"));
        python
            .ask(format!("{} % {}", text(&under), text(&value)), || rt::format::percent_text(&under, &value));
    }
    python.check(cases(400));
}
