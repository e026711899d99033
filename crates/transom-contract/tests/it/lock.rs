//! The lock file: numbers stay, gone ones are never used again, and mistakes are told with their line.

use transom_contract::lock::Lock;
use transom_contract::{Contract, Definition, Record, Shape};

use crate::shop;

fn line(contract: &mut Contract) -> &mut Record {
    match contract.definitions.0.get_mut("Line") {
        Some(Definition::Record(record)) => record,
        other => panic!("{other:?}"),
    }
}

fn numbers(record: &Record) -> Vec<(&str, u32)> {
    record.fields.iter().map(|field| (field.name.as_str(), field.number)).collect()
}

/// The lock file after the sample's and after each change.
fn after(changes: &[fn(&mut Contract)]) -> (Contract, String) {
    let mut text = String::new();
    let mut contract = shop::contract();
    for change in [(|_| ()) as fn(&mut Contract)].iter().chain(changes) {
        change(&mut contract);
        let mut lock = Lock::parse(&text).expect("it was written so");
        lock.update(&contract);
        text = lock.render("shop");
        contract = contract.locked(&lock);
    }
    (contract, text)
}

#[test]
fn a_new_lock_keeps_the_numbers_that_there_are() {
    let (contract, text) = after(&[]);
    assert_eq!(contract, shop::contract());
    let expected = "\nrecord Line\n  1 sku\n  2 quantity\n  3 gone\n  4 unitPrice\n  5 gift\n  6 note\n";
    assert!(text.contains(expected), "{text}");
    assert_eq!(Lock::parse(&text).expect("it was written so").render("shop"), text);
}

#[test]
fn names_keep_their_numbers_and_gone_ones_are_never_used_again() {
    let (mut contract, text) = after(&[
        |contract| {
            let line = line(contract);
            line.fields.retain(|field| field.name != "gift");
            line.fields.insert(0, shop::field(1, "first", Shape::Bool));
        },
        |contract| line(contract).fields.push(shop::field(9, "gift", Shape::Bool)),
    ]);
    let line = line(&mut contract);
    let expected = [("first", 7), ("sku", 1), ("quantity", 2), ("unitPrice", 4), ("note", 6), ("gift", 8)];
    assert_eq!(numbers(line), expected);
    assert_eq!(line.reserved, [3, 5]);
    assert!(text.contains("\n  5 gone gift\n"), "{text}");
}

#[test]
fn a_function_that_comes_back_does_not_get_its_old_numbers() {
    let (contract, _) = after(&[
        |contract| contract.functions.retain(|function| function.name != "stock_of"),
        |contract| contract.functions.push(shop::contract().functions.swap_remove(1)),
    ]);
    let back = contract.function("stock_of").expect("it is back");
    assert_eq!(numbers(&back.input), [("sku", 2)]);
    assert_eq!(back.input.reserved, [1]);
}

#[test]
fn strange_names_survive() {
    let (contract, text) = after(&[|contract| {
        let names = ["gone", "two words", "\"", "", "#", "1"];
        line(contract).fields.extend(names.map(|name| shop::field(1, name, Shape::Bool)));
    }]);
    assert_eq!(contract.clone().locked(&Lock::parse(&text).expect("it was written so")), contract);
    assert!(text.contains("\n  7 \"gone\"\n  8 \"two words\"\n"), "{text}");
}

#[test]
fn numbers_pass_over_those_that_protobuf_keeps() {
    let lock = Lock::parse("record Line\n  18999 sku\n").expect("it is a lock");
    let mut contract = shop::contract().locked(&lock);
    assert_eq!(numbers(line(&mut contract))[1], ("quantity", 20_000));
}

#[test]
fn mistakes_are_told_with_their_line() {
    let check = |text: &str, expected: &str| {
        let error = Lock::parse(text).expect_err("it has a mistake").to_string();
        assert!(error.starts_with("contract.lock:2: ") && error.contains(expected), "{error}");
    };
    check("record Line\n  0 sku\n", "a number from 1 to 536870911 without 19000 to 19999");
    check("record Line\n  19500 sku\n", "found `19500`");
    check("record Line\n  x\n", "such as `2 quantity`, found `x`");
    check("record Line\n  one sku\n", "found `one`");
    check("record Line\nrecord Line\n", "stands twice");
    check("\nmodel Line\n", "expected `function`, `record`");
    check("\n  1 sku\n", "expected a heading");
    check("\n<<<<<<< ours\n", "a merge conflict");
    check("enum \"Tier\"\n  1 \"bas\n", "a name in quotes");
    let twice = Lock::parse("record Line\n  1 sku\n  1 quantity\n").expect_err("it has a mistake");
    assert_eq!(twice.line, 3);
    assert!(twice.message.contains("the number 1 stands for `sku` and for `quantity`"), "{twice}");
    let renamed = Lock::parse("record Line\n  1 sku\n  2 sku\n").expect_err("it has a mistake");
    assert!(renamed.message.contains("`sku` has two numbers"), "{renamed}");
}
