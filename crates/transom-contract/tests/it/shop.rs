//! A contract with every shape, constraint and kind of model: what the other modules test against.

use serde_json::{Number, json};
use transom_contract::{
    Constraints, Contract, Definition, Definitions, Enum, EnumCase, ErrorCase, Extra, Field, FloatWidth,
    Function, IntWidth, Record, Shape, Union, UnionCase,
};

pub(crate) fn contract() -> Contract {
    Contract {
        engine: "shop".to_owned(),
        version: "1.2.0".to_owned(),
        doc: "Prices carts and knows stock.".to_owned(),
        definitions: definitions(),
        functions: vec![quote(), stock(), forget(), matrix(), everything()],
    }
}

pub(crate) fn field(number: u32, name: &str, shape: Shape) -> Field {
    Field {
        name: name.to_owned(),
        doc: String::new(),
        required: !matches!(shape, Shape::Option(_)),
        shape,
        constraints: Constraints::default(),
        default: None,
        number,
    }
}

pub(crate) fn record(doc: &str, fields: Vec<Field>) -> Record {
    Record { doc: doc.to_owned(), fields, ..Record::default() }
}

pub(crate) fn option(shape: Shape) -> Shape {
    Shape::Option(Box::new(shape))
}

pub(crate) fn list(shape: Shape) -> Shape {
    Shape::List(Box::new(shape))
}

pub(crate) fn map(key: Shape, value: Shape) -> Shape {
    Shape::Map(Box::new(key), Box::new(value))
}

pub(crate) fn model(name: &str) -> Shape {
    Shape::Ref(name.to_owned())
}

pub(crate) const DOUBLE: Shape = Shape::Float(FloatWidth::F64);
pub(crate) const LONG: Shape = Shape::Int(IntWidth::I64);

fn documented(field: Field, doc: &str) -> Field {
    Field { doc: doc.to_owned(), ..field }
}

fn limited(field: Field, constraints: Constraints) -> Field {
    Field { constraints, ..field }
}

fn defaulted(field: Field, default: serde_json::Value) -> Field {
    Field { default: Some(default), required: false, ..field }
}

fn number(value: f64) -> Option<Number> {
    Number::from_f64(value)
}

fn definitions() -> Definitions {
    let models = [
        ("Line", Definition::Record(line())),
        ("Payment", Definition::Union(payment())),
        ("Tier", Definition::Enum(tier())),
        ("Category", Definition::Record(category())),
        ("Quote", Definition::Record(answer())),
        ("Every", Definition::Record(every())),
    ];
    models.into_iter().map(|(name, model)| (name.to_owned(), model)).collect()
}

fn line() -> Record {
    let sku = Constraints {
        min_len: Some(1),
        max_len: Some(8),
        pattern: Some("^[a-z0-9-]+$".to_owned()),
        ..Constraints::default()
    };
    let quantity = Constraints { ge: Some(1.into()), le: Some(999.into()), ..Constraints::default() };
    let price = Constraints { gt: Some(0.into()), finite: true, ..Constraints::default() };
    let mut line = record(
        "A line of a cart.",
        vec![
            documented(limited(field(1, "sku", Shape::String), sku), "Stock-keeping unit."),
            limited(field(2, "quantity", Shape::Int(IntWidth::U32)), quantity),
            limited(field(4, "unitPrice", DOUBLE), price),
            defaulted(field(5, "gift", Shape::Bool), json!(false)),
            field(6, "note", option(Shape::String)),
        ],
    );
    line.reserved = vec![3];
    line
}

fn payment() -> Union {
    let digits = Constraints { min_len: Some(4), max_len: Some(19), ..Constraints::default() };
    let card = record(
        "By card.",
        vec![limited(field(1, "number", Shape::String), digits), field(2, "expires", option(Shape::Date))],
    );
    let case = |name: &str, record, number| UnionCase { name: name.to_owned(), record, number };
    Union {
        doc: "How it is paid.".to_owned(),
        tag: "type".to_owned(),
        cases: vec![case("card", card, 1), case("cash", record("In cash.", vec![]), 3)],
        reserved: vec![2],
    }
}

fn tier() -> Enum {
    let case =
        |name: &str, doc: &str, number| EnumCase { name: name.to_owned(), doc: doc.to_owned(), number };
    Enum {
        class: None,
        doc: "What the customer is.".to_owned(),
        cases: vec![case("basic", "New.", 1), case("VIP", "Of old.", 2), case("on-hold", "", 4)],
        reserved: vec![3],
    }
}

fn category() -> Record {
    let children = field(2, "children", list(model("Category")));
    record(
        "A tree of names.",
        vec![field(1, "name", Shape::String), children, field(3, "parent", option(model("Category")))],
    )
}

fn answer() -> Record {
    record(
        "What a cart costs.",
        vec![
            documented(field(1, "total", Shape::Decimal), "In the cart's currency."),
            field(2, "lines", list(model("Line"))),
            field(3, "valid_until", Shape::Timestamp),
            field(4, "tier", model("Tier")),
            field(5, "discounts", map(Shape::String, DOUBLE)),
        ],
    )
}

/// Every shape once, and every constraint.
fn every() -> Record {
    let wide = |width| Shape::Int(width);
    let mut fields = vec![
        field(1, "nothing", Shape::Unit),
        field(2, "flag", Shape::Bool),
        field(3, "i8", wide(IntWidth::I8)),
        field(4, "i16", wide(IntWidth::I16)),
        field(5, "i32", wide(IntWidth::I32)),
        field(6, "i64", wide(IntWidth::I64)),
        field(7, "u8", wide(IntWidth::U8)),
        field(8, "u16", wide(IntWidth::U16)),
        field(9, "u32", wide(IntWidth::U32)),
        field(10, "u64", wide(IntWidth::U64)),
        field(11, "f32", Shape::Float(FloatWidth::F32)),
        field(12, "f64", DOUBLE),
        field(13, "text", Shape::String),
        field(14, "bytes", Shape::Bytes),
        field(15, "date", Shape::Date),
        field(16, "time", Shape::Time),
        field(17, "date_time", Shape::DateTime),
        field(18, "timestamp", Shape::Timestamp),
        field(19, "duration", Shape::Duration),
        field(20, "decimal", Shape::Decimal),
        field(21, "uuid", Shape::Uuid),
    ];
    fields.extend(containers());
    fields.extend(limits());
    Record { extra: Extra::Ignore, ..record("Every shape, every limit.", fields) }
}

fn containers() -> Vec<Field> {
    vec![
        field(30, "maybe", option(LONG)),
        field(31, "floats", list(DOUBLE)),
        field(32, "triple", Shape::Array(Box::new(DOUBLE), 3)),
        field(33, "pair", Shape::Tuple(vec![Shape::String, DOUBLE])),
        field(34, "rows", list(list(LONG))),
        field(35, "gaps", list(option(DOUBLE))),
        field(36, "maybe_names", option(list(Shape::String))),
        field(37, "by_number", map(LONG, list(Shape::String))),
        field(38, "by_day", map(Shape::Date, model("Line"))),
        field(39, "by_tier", map(model("Tier"), Shape::Bool)),
        field(40, "by_id", map(Shape::Uuid, option(Shape::Duration))),
        field(41, "payment", model("Payment")),
        field(42, "tiers", list(model("Tier"))),
        field(43, "tree", model("Category")),
        field(44, "maps", list(map(Shape::Bool, Shape::Int(IntWidth::U8)))),
        field(45, "class", Shape::String),
        field(46, "content-type", option(Shape::String)),
        defaulted(field(47, "labels", list(Shape::String)), json!(["new"])),
        defaulted(field(48, "none", list(Shape::String)), json!([])),
    ]
}

fn limits() -> Vec<Field> {
    let plain = Constraints::default;
    vec![
        limited(field(60, "even", LONG), Constraints { multiple_of: Some(2.into()), ..plain() }),
        limited(field(61, "share", DOUBLE), Constraints { ge: Some(0.into()), lt: number(1.0), ..plain() }),
        limited(
            field(62, "cents", Shape::Decimal),
            Constraints { ge: Some(0.into()), multiple_of: number(0.01), ..plain() },
        ),
        limited(
            field(63, "few", list(LONG)),
            Constraints { min_len: Some(1), max_len: Some(4), unique: true, ..plain() },
        ),
        limited(
            field(64, "blob", Shape::Bytes),
            Constraints { min_len: Some(2), max_len: Some(4), ..plain() },
        ),
        limited(field(65, "some", map(Shape::String, LONG)), Constraints { min_len: Some(1), ..plain() }),
        limited(
            field(66, "maybe_small", option(Shape::Int(IntWidth::I8))),
            Constraints { gt: Some((-5).into()), lt: Some(5.into()), ..plain() },
        ),
        limited(
            field(67, "code", Shape::String),
            Constraints { pattern: Some("(?i)^(ab|c{2,3})\\d+[^x]?é$".to_owned()), ..plain() },
        ),
    ]
}

fn quote() -> Function {
    let lines = Constraints { min_len: Some(1), max_len: Some(100), ..Constraints::default() };
    let gone = ErrorCase {
        code: "gone".to_owned(),
        name: "Gone".to_owned(),
        doc: "A line is not sold any more.".to_owned(),
        http: 410,
        data: record("", vec![field(1, "sku", Shape::String)]),
    };
    let empty = ErrorCase {
        code: "empty_cart".to_owned(),
        name: "EmptyCart".to_owned(),
        doc: "Nothing to price.".to_owned(),
        http: 422,
        data: Record::default(),
    };
    Function {
        name: "quote".to_owned(),
        doc: "Prices a cart.\n\nTaxes are not in it.".to_owned(),
        input: record(
            "",
            vec![
                documented(limited(field(1, "lines", list(model("Line"))), lines), "What is bought."),
                field(2, "payment", model("Payment")),
                defaulted(field(3, "currency", Shape::String), json!("EUR")),
                field(4, "tier", option(model("Tier"))),
            ],
        ),
        output: model("Quote"),
        errors: vec![gone, empty],
        exact: false,
        original: None,
        changes: Vec::new(),
        returns: None,
    }
}

fn plain_function(name: &str, fields: Vec<Field>, output: Shape) -> Function {
    Function {
        name: name.to_owned(),
        doc: String::new(),
        input: record("", fields),
        output,
        errors: vec![],
        exact: false,
        original: None,
        changes: Vec::new(),
        returns: None,
    }
}

fn stock() -> Function {
    let stock = plain_function("stock_of", vec![field(1, "sku", Shape::String)], LONG);
    Function { doc: "How many there are.".to_owned(), exact: true, ..stock }
}

fn forget() -> Function {
    plain_function("forget", vec![], Shape::Unit)
}

fn matrix() -> Function {
    plain_function("matrix", vec![field(1, "rows", list(list(DOUBLE)))], list(list(DOUBLE)))
}

fn everything() -> Function {
    plain_function("everything", vec![field(1, "every", model("Every"))], option(model("Payment")))
}
