//! What breaks between two contracts: each rule by an example, and the table's columns held against the wires.

use std::collections::HashSet;

use serde_json::json;
use transom_contract::diff::{Change, Direction, Rule, Wire, diff};
use transom_contract::generate::values;
use transom_contract::protobuf::Protobuf;
use transom_contract::wires::json::dynamic;
use transom_contract::wires::protobuf;
use transom_contract::{
    Constraints, Contract, Definition, Enum, EnumCase, ErrorCase, Extra, Field, FloatWidth, Function,
    IntWidth, Record, Schema, Shape, Strictness, Union, UnionCase, validate,
};

use crate::shop;

/// A change, and what it makes: `rule place: was → is (wires)`.
struct Example {
    make: fn(&mut Contract),
    expected: &'static [&'static str],
}

fn function<'a>(contract: &'a mut Contract, name: &str) -> &'a mut Function {
    contract.functions.iter_mut().find(|function| function.name == name).expect("the sample has it")
}

fn record<'a>(contract: &'a mut Contract, name: &str) -> &'a mut Record {
    match contract.definitions.0.get_mut(name) {
        Some(Definition::Record(record)) => record,
        other => panic!("{other:?}"),
    }
}

fn payment(contract: &mut Contract) -> &mut Union {
    match contract.definitions.0.get_mut("Payment") {
        Some(Definition::Union(union)) => union,
        other => panic!("{other:?}"),
    }
}

fn tier(contract: &mut Contract) -> &mut Enum {
    match contract.definitions.0.get_mut("Tier") {
        Some(Definition::Enum(choice)) => choice,
        other => panic!("{other:?}"),
    }
}

fn field<'a>(record: &'a mut Record, name: &str) -> &'a mut Field {
    record.fields.iter_mut().find(|field| field.name == name).expect("the sample has it")
}

/// A field of the record that callers only send.
fn sent<'a>(contract: &'a mut Contract, name: &str) -> &'a mut Field {
    field(record(contract, "Every"), name)
}

/// A field of the record that callers only read.
fn read<'a>(contract: &'a mut Contract, name: &str) -> &'a mut Field {
    field(record(contract, "Quote"), name)
}

fn limits(contract: &mut Contract, name: &str, change: fn(&mut Constraints)) {
    change(&mut sent(contract, name).constraints);
}

const FUNCTIONS: &[Example] = &[
    Example { make: |_| (), expected: &[] },
    Example {
        make: |contract| contract.engine = String::from("store"),
        expected: &["engine-renamed : shop → store (python protobuf)"],
    },
    Example {
        make: |contract| contract.functions.retain(|function| function.name != "forget"),
        expected: &["function-removed forget: a function → nothing (json python protobuf arrow)"],
    },
    Example {
        make: |contract| {
            let mut other = contract.functions[2].clone();
            other.name = String::from("other");
            contract.functions.push(other);
        },
        expected: &["function-added other: nothing → a function ()"],
    },
    Example {
        make: |contract| function(contract, "stock_of").exact = false,
        expected: &["exact-removed stock_of: exact → not exact (python)"],
    },
    Example {
        make: |contract| function(contract, "forget").exact = true,
        expected: &["exact-added forget: not exact → exact (json protobuf arrow)"],
    },
    Example {
        make: |contract| function(contract, "quote").input.fields.swap(2, 3),
        expected: &["argument-moved quote.input.currency: argument 3 → argument 4 (python)"],
    },
    Example {
        make: |contract| {
            let function = function(contract, "quote");
            function.errors[0].http = 404;
            function.errors[0].name = String::from("SoldOut");
            function.errors.remove(1);
            function.errors.push(ErrorCase {
                code: "closed".to_owned(),
                name: "Closed".to_owned(),
                doc: String::new(),
                http: 400,
                data: Record::default(),
            });
        },
        expected: &[
            "error-renamed quote.errors.gone: Gone → SoldOut (python)",
            "error-status-changed quote.errors.gone: 410 → 404 (json)",
            "error-removed quote.errors.empty_cart: EmptyCart → nothing (python)",
            "error-added quote.errors.closed: nothing → Closed (json python protobuf arrow)",
        ],
    },
];

const FIELDS: &[Example] = &[
    Example {
        make: |contract| record(contract, "Line").fields.push(shop::field(9, "weight", shop::DOUBLE)),
        expected: &[
            "required-field-added quote.input.lines[].weight: nothing → float64 (json python protobuf arrow)",
            "required-field-added quote.output.lines[].weight: nothing → float64 (json)",
            "required-field-added everything.input.every.by_day{}.weight: nothing → float64 (json python protobuf arrow)",
        ],
    },
    Example {
        make: |contract| {
            record(contract, "Quote").fields.push(shop::field(9, "hint", shop::option(Shape::String)));
        },
        expected: &["optional-field-added quote.output.hint: nothing → text or nothing (json)"],
    },
    Example {
        make: |contract| {
            let field = shop::field(5, "hint", shop::option(Shape::String));
            function(contract, "quote").input.fields.push(field);
        },
        expected: &["optional-field-added quote.input.hint: nothing → text or nothing ()"],
    },
    Example {
        make: |contract| _ = record(contract, "Quote").fields.remove(1),
        expected: &["field-removed quote.output.lines: list of Line → nothing (json python protobuf arrow)"],
    },
    Example {
        make: |contract| record(contract, "Every").fields.retain(|field| field.name != "text"),
        expected: &["ignored-field-removed everything.input.every.text: text → nothing ()"],
    },
    Example {
        make: |contract| read(contract, "total").name = String::from("sum"),
        expected: &["field-renamed quote.output.total: total → sum (json python arrow)"],
    },
    Example {
        make: |contract| read(contract, "total").number = 9,
        expected: &["number-changed quote.output.total: 1 → 9 (protobuf)"],
    },
    Example {
        make: |contract| {
            let field = sent(contract, "none");
            (field.required, field.default) = (true, None);
        },
        expected: &[
            "field-required everything.input.every.none: optional → required (json python protobuf arrow)",
        ],
    },
    Example {
        make: |contract| {
            let field = sent(contract, "flag");
            (field.required, field.default) = (false, Some(json!(true)));
        },
        expected: &["field-optional everything.input.every.flag: required → optional ()"],
    },
    Example {
        make: |contract| {
            field(&mut function(contract, "quote").input, "currency").default = Some(json!("USD"));
        },
        expected: &["default-changed quote.input.currency: \"EUR\" → \"USD\" ()"],
    },
    Example {
        make: |contract| sent(contract, "none").default = Some(json!(["old"])),
        expected: &[
            "default-changed everything.input.every.none: [] → [\"old\"] ()",
            "layout-changed everything.input.every.none: repeated a string → a message of repeated a string (protobuf)",
        ],
    },
    Example {
        make: |contract| record(contract, "Every").extra = Extra::Forbid,
        expected: &[
            "extra-forbidden everything.input.every: passed over → an error (json python protobuf arrow)",
        ],
    },
    Example {
        make: |contract| {
            let quote = record(contract, "Quote");
            quote.extra = Extra::Ignore;
            quote.fields.pop();
        },
        expected: &[
            "extra-ignored quote.output: an error → passed over ()",
            "field-removed quote.output.discounts: map of text to float64 → nothing (json python protobuf arrow)",
        ],
    },
];

const TYPES: &[Example] = &[
    Example {
        make: |contract| {
            sent(contract, "i32").shape = shop::LONG;
            function(contract, "stock_of").output = Shape::Int(IntWidth::I32);
        },
        expected: &[
            "int-narrowed stock_of.output: int64 → int32 (arrow)",
            "int-widened everything.input.every.i32: int32 → int64 ()",
        ],
    },
    Example {
        make: |contract| {
            sent(contract, "i64").shape = Shape::Int(IntWidth::I8);
            sent(contract, "u8").shape = Shape::Int(IntWidth::I8);
        },
        expected: &[
            "int-narrowed everything.input.every.i64: int64 → int8 (json python protobuf arrow)",
            "type-changed everything.input.every.u8: uint8 → int8 (json python protobuf arrow)",
        ],
    },
    Example {
        make: |contract| {
            sent(contract, "f32").shape = shop::DOUBLE;
            sent(contract, "u32").shape = shop::DOUBLE;
        },
        expected: &[
            "int-to-float everything.input.every.u32: uint32 → float64 (protobuf)",
            "float-widened everything.input.every.f32: float32 → float64 (protobuf)",
        ],
    },
    Example {
        make: |contract| {
            read(contract, "discounts").shape = shop::map(Shape::String, Shape::Float(FloatWidth::F32));
        },
        expected: &["float-narrowed quote.output.discounts{}: float64 → float32 (protobuf arrow)"],
    },
    Example {
        make: |contract| {
            let field = sent(contract, "text");
            *field = Field { required: false, shape: shop::option(Shape::String), ..field.clone() };
            let field = sent(contract, "floats");
            *field = Field { required: false, shape: shop::option(field.shape.clone()), ..field.clone() };
        },
        expected: &[
            "nothing-allowed everything.input.every.text: text → text or nothing ()",
            "nothing-allowed everything.input.every.floats: list of float64 → list of float64 or nothing ()",
            "layout-changed everything.input.every.floats: repeated a double → a message of repeated a double (protobuf)",
        ],
    },
    Example {
        make: |contract| function(contract, "stock_of").output = shop::option(shop::LONG),
        expected: &["nothing-allowed stock_of.output: int64 → int64 or nothing (json python protobuf arrow)"],
    },
    Example {
        make: |contract| {
            function(contract, "everything").output = shop::model("Payment");
            let field = sent(contract, "maybe");
            *field = Field { required: true, shape: shop::LONG, ..field.clone() };
        },
        expected: &[
            "nothing-refused everything.input.every.maybe: int64 or nothing → int64 (json python protobuf arrow)",
            "nothing-refused everything.output: Payment or nothing → Payment ()",
        ],
    },
    Example {
        make: |contract| {
            sent(contract, "floats").shape = Shape::Array(Box::new(shop::DOUBLE), 2);
            sent(contract, "triple").shape = shop::list(shop::DOUBLE);
            sent(contract, "pair").shape = Shape::Tuple(vec![Shape::Bool, shop::DOUBLE]);
            sent(contract, "by_day").shape = shop::map(Shape::String, shop::model("Line"));
        },
        expected: &[
            "list-fixed everything.input.every.floats: list of float64 → 2 of float64 (json python protobuf arrow)",
            "list-freed everything.input.every.triple: 3 of float64 → list of float64 ()",
            "type-changed everything.input.every.pair[0]: text → bool (json python protobuf arrow)",
            "type-changed everything.input.every.by_day{key}: date → text (json python protobuf arrow)",
        ],
    },
    Example {
        make: |contract| {
            function(contract, "matrix").output = shop::list(Shape::Array(Box::new(shop::DOUBLE), 2));
        },
        expected: &["list-fixed matrix.output[]: list of float64 → 2 of float64 (arrow)"],
    },
];

const LIMITS: &[Example] = &[
    Example {
        make: |contract| {
            limits(contract, "even", |limits| limits.multiple_of = Some(4.into()));
            limits(contract, "share", |limits| limits.lt = Some(2.into()));
            limits(contract, "few", |limits| (limits.min_len, limits.max_len) = (Some(2), Some(9)));
            limits(contract, "blob", |limits| limits.max_len = None);
            limits(contract, "maybe_small", |limits| (limits.ge, limits.gt) = (Some((-5).into()), None));
            limits(contract, "code", |limits| limits.pattern = Some("^x$".to_owned()));
            limits(contract, "f64", |limits| limits.finite = true);
        },
        expected: &[
            "limit-tightened everything.input.every.f64: no limit → finite (json python protobuf arrow)",
            "limit-tightened everything.input.every.even: multiple of 2 → multiple of 4 (json python protobuf arrow)",
            "limit-loosened everything.input.every.share: < 1.0 → < 2 ()",
            "limit-tightened everything.input.every.few: length ≥ 1 → length ≥ 2 (json python protobuf arrow)",
            "limit-loosened everything.input.every.few: length ≤ 4 → length ≤ 9 ()",
            "limit-loosened everything.input.every.blob: length ≤ 4 → no limit ()",
            "limit-loosened everything.input.every.maybe_small: > -5 → ≥ -5 ()",
            "limit-changed everything.input.every.code: pattern (?i)^(ab|c{2,3})\\d+[^x]?é$ → pattern ^x$ (json python protobuf arrow)",
        ],
    },
    Example {
        make: |contract| {
            read(contract, "discounts").constraints.max_len = Some(3);
            limits(contract, "even", |limits| limits.multiple_of = Some(1.into()));
            limits(contract, "few", |limits| limits.unique = false);
        },
        expected: &[
            "limit-tightened quote.output.discounts: no limit → length ≤ 3 ()",
            "limit-loosened everything.input.every.even: multiple of 2 → multiple of 1 ()",
            "limit-loosened everything.input.every.few: unique → no limit ()",
        ],
    },
];

const MODELS: &[Example] = &[
    Example {
        make: |contract| {
            let tier = tier(contract);
            tier.cases[0].name = String::from("plain");
            tier.cases[1].number = 7;
            tier.cases.remove(2);
            tier.cases.push(EnumCase { name: "gold".to_owned(), doc: String::new(), number: 5 });
            sent(contract, "tiers").shape = shop::list(Shape::Unit);
            sent(contract, "by_tier").shape = shop::map(Shape::Bool, Shape::Bool);
        },
        expected: &[
            "enum-case-renamed quote.input.tier: basic → plain (json python arrow)",
            "number-changed quote.input.tier<VIP>: 2 → 7 (protobuf)",
            "enum-case-removed quote.input.tier: on-hold → nothing (json python protobuf arrow)",
            "enum-case-added quote.input.tier: nothing → gold ()",
            "enum-case-renamed quote.output.tier: basic → plain (json python arrow)",
            "number-changed quote.output.tier<VIP>: 2 → 7 (protobuf)",
            "enum-case-removed quote.output.tier: on-hold → nothing ()",
            "enum-case-added quote.output.tier: nothing → gold (json python protobuf arrow)",
            "type-changed everything.input.every.by_tier{key}: Tier → bool (json python protobuf arrow)",
            "type-changed everything.input.every.tiers[]: Tier → nothing (json python protobuf arrow)",
        ],
    },
    Example {
        make: |contract| {
            let payment = payment(contract);
            payment.cases[0].record.fields[0].constraints.max_len = None;
            payment.cases[1].name = String::from("coins");
            payment.cases.push(UnionCase { name: "bill".to_owned(), record: Record::default(), number: 4 });
            function(contract, "quote").input.fields.remove(1);
            sent(contract, "payment").shape = Shape::Unit;
        },
        expected: &[
            "field-removed quote.input.payment: Payment → nothing (json python protobuf arrow)",
            "argument-moved quote.input.currency: argument 3 → argument 2 (python)",
            "type-changed everything.input.every.payment: Payment → nothing (json python protobuf arrow)",
            "union-case-renamed everything.output: cash → coins (json python arrow)",
            "union-case-added everything.output: nothing → bill (json python protobuf arrow)",
            "limit-loosened everything.output<card>.number: length ≤ 19 → no limit (json)",
        ],
    },
    Example {
        make: |contract| {
            let payment = payment(contract);
            payment.cases.remove(1);
            payment.tag = String::from("kind");
            function(contract, "everything").output = Shape::Bool;
            function(contract, "everything").input.fields.clear();
        },
        expected: &[
            "tag-renamed quote.input.payment: type → kind (json python arrow)",
            "union-case-removed quote.input.payment: cash → nothing (json python protobuf arrow)",
            "field-removed everything.input.every: Every → nothing (json python protobuf arrow)",
            "nothing-refused everything.output: Payment or nothing → bool ()",
            "type-changed everything.output: Payment → bool (json python protobuf arrow)",
        ],
    },
    Example {
        make: |contract| {
            let line = record(contract, "Line").clone();
            contract.definitions.0.insert("Row".to_owned(), Definition::Record(line));
            read(contract, "lines").shape = shop::list(shop::model("Row"));
        },
        expected: &[],
    },
];

fn examples() -> impl Iterator<Item = (Contract, &'static [&'static str])> {
    [FUNCTIONS, FIELDS, TYPES, LIMITS, MODELS].into_iter().flatten().map(|example| {
        let mut contract = shop::contract();
        (example.make)(&mut contract);
        (contract, example.expected)
    })
}

fn line(change: &Change) -> String {
    let wires: Vec<_> = change.breaks.iter().map(|wire| wire.name()).collect();
    format!("{} {}: {} → {} ({})", change.rule, change.place, change.was, change.is, wires.join(" "))
}

#[test]
fn each_change_is_told_with_its_place_and_wires() {
    for (new, expected) in examples() {
        let found: Vec<String> = diff(&shop::contract(), &new).iter().map(line).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn every_rule_has_an_example_and_a_mend_where_it_breaks() {
    let mut seen: HashSet<&str> = HashSet::new();
    for (new, _) in examples() {
        // Backwards, additions are removals.
        let both = [diff(&shop::contract(), &new), diff(&new, &shop::contract())].concat();
        seen.extend(both.iter().map(|change| change.rule));
    }
    for rule in Rule::EVERY {
        let row = rule.row();
        assert!(seen.contains(row.code), "`{}` has no example", row.code);
        assert_eq!(row.mend.is_empty(), row.input.is_empty() && row.answer.is_empty(), "{}", row.code);
    }
}

/// Whether every value that `sender` makes is one that `reader` takes. Answers have all their fields.
fn all_taken(sender: &Schema, reader: &Schema, direction: Direction) -> bool {
    values(sender, 5).take(70).all(|value| {
        let mut json = dynamic::encode(&value, sender).expect("generated values are valid");
        if direction == Direction::Answer {
            let whole = dynamic::decode(&json, sender).expect("generated values are valid");
            json = dynamic::encode(&whole, sender).expect("it is the same value");
        }
        dynamic::decode(&json, reader).is_ok()
    })
}

/// Changes that no generated value shows: a status, a quiet rounding, a decline, a field that nobody knows.
fn is_silent(change: &Change) -> bool {
    ["float-narrowed", "exact-added", "extra-forbidden"].contains(&change.rule)
}

/// The changes of a function in one direction that break a wire.
fn broken(changes: &[Change], function: &str, direction: Direction, wire: Wire) -> bool {
    let step = if direction == Direction::Input { "input" } else { "output" };
    let place = format!("{function}.{step}");
    let mut of =
        changes.iter().filter(|change| change.direction == direction && change.place.starts_with(&place));
    of.any(|change| change.breaks.contains(&wire) && !is_silent(change))
}

/// Both ways of every example, and each function that changed.
fn each_changed(mut check: impl FnMut(&Contract, &Contract, &[Change], &str)) {
    for (changed, _) in examples() {
        for (old, new) in [(shop::contract(), changed.clone()), (changed, shop::contract())] {
            let changes = diff(&old, &new);
            for function in old.functions.iter().filter(|function| new.function(&function.name).is_some()) {
                if changes.iter().any(|change| change.place.starts_with(&function.name)) {
                    check(&old, &new, &changes, &function.name);
                }
            }
        }
    }
}

#[test]
fn what_does_not_break_json_is_taken_and_what_does_is_refused() {
    each_changed(|old, new, changes, name| {
        let (was, is) = (&old.function(name).expect("it is old"), &new.function(name).expect("it is new"));
        let input = all_taken(&old.input_schema(was), &new.input_schema(is), Direction::Input);
        assert_eq!(input, !broken(changes, name, Direction::Input, Wire::Json), "{name}: {changes:?}");
        let output = all_taken(&new.output_schema(is), &old.output_schema(was), Direction::Answer);
        assert_eq!(output, !broken(changes, name, Direction::Answer, Wire::Json), "{name}: {changes:?}");
    });
}

#[test]
fn what_does_not_break_python_is_taken_and_what_does_is_refused() {
    each_changed(|old, new, changes, name| {
        let (was, is) = (&old.function(name).expect("it is old"), &new.function(name).expect("it is new"));
        let (sender, reader) = (old.input_schema(was), new.input_schema(is));
        let taken =
            values(&sender, 5).take(70).all(|value| validate(&value, &reader, Strictness::Python).is_empty());
        // By place alone an argument can break, too; values here go by name.
        let named: Vec<Change> =
            changes.iter().filter(|change| change.rule != "argument-moved").cloned().collect();
        assert_eq!(taken, !broken(&named, name, Direction::Input, Wire::Python), "{name}: {changes:?}");
    });
}

#[test]
fn what_does_not_break_protobuf_is_taken() {
    each_changed(|old, new, changes, name| {
        if broken(changes, name, Direction::Input, Wire::Protobuf) {
            return;
        }
        let (was, is) = (&old.function(name).expect("it is old"), &new.function(name).expect("it is new"));
        let (sender, reader) = (old.input_schema(was), new.input_schema(is));
        let (sending, reading) = (Protobuf::of(old), Protobuf::of(new));
        let message = |protobuf: &Protobuf| protobuf.method(name).expect("it is a function").request;
        for value in values(&sender, 5).take(70) {
            let body = protobuf::dynamic::encode(&value, &sending, message(&sending), &sender);
            let body = body.expect("generated values are valid");
            let read = protobuf::dynamic::decode(&body, &reading, message(&reading), &reader);
            assert!(read.is_ok(), "{name}: {changes:?}\n{value}\n{read:?}");
        }
    });
}
