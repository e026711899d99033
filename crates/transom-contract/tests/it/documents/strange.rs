//! A contract whose names get in the way of a document's own: its documents are valid all the same.

use serde_json::json;
use transom_contract::{
    Contract, Definition, Definitions, Enum, EnumCase, ErrorCase, Field, Function, Record, Shape, Union,
    UnionCase, documents,
};

use super::{check_file, compiled};
use crate::shop::{self, field, list, map, model, option, record};

fn contract() -> Contract {
    let hiding = ["str", "list", "datetime", "int", "typing"];
    let hiding = (1..).zip(hiding).map(|(number, name)| field(number, name, Shape::String));
    let after =
        [field(6, "when", Shape::Date), field(7, "many", list(model("int"))), field(8, "é\"\\", Shape::Bool)];
    let case = |name: &str, number| EnumCase { name: name.to_owned(), doc: "Say \"\"\".".to_owned(), number };
    let cases = vec![case("a-b", 1), case("a_b", 2), case("é\"\\\n", 3)];
    let models = [
        ("Hiding", Definition::Record(record("Ends in a quote \"", hiding.chain(after).collect()))),
        ("int", Definition::Record(record("Back\\slash.", vec![field(1, "__private", Shape::Bool)]))),
        ("QuoteInput", Definition::Enum(Enum { doc: String::new(), class: None, cases, reserved: vec![] })),
        ("Issue", Definition::Union(union())),
        ("two words", Definition::Record(record("", vec![field(1, "next", option(model("two words")))]))),
        ("two_words", Definition::Record(Record::default())),
        ("class", Definition::Record(Record::default())),
        ("Client", Definition::Record(Record::default())),
    ];
    let definitions: Definitions = models.into_iter().map(|(name, model)| (name.to_owned(), model)).collect();
    Contract {
        engine: "strange".to_owned(),
        version: "0.1.0".to_owned(),
        doc: "Names | that *get* in the `way`.".to_owned(),
        definitions,
        functions: vec![
            function(
                "quote",
                vec![
                    field(1, "list", list(model("Hiding"))),
                    field(2, "a", map(model("QuoteInput"), Shape::Date)),
                ],
            ),
            function("list", vec![field(1, "int", list(shop::LONG))]),
            function("datetime", vec![field(1, "when", Shape::Timestamp)]),
            function("lambda", vec![field(1, "from", Shape::Bool)]),
            function("late", late()),
        ],
    }
}

/// Arguments that must be there behind some that need not, and names that Python has no word for.
fn late() -> Vec<Field> {
    let words = ["two words", "two_words", "class", "Client", "Issue"];
    let models = (4..).zip(words).map(|(number, name)| field(number, &name.to_lowercase(), model(name)));
    let first =
        Field { required: false, default: Some(json!("\"\\\u{1f600}")), ..field(1, "first", Shape::String) };
    [first, field(2, "second", option(list(shop::LONG))), field(3, "content-type", Shape::String)]
        .into_iter()
        .chain(models)
        .collect()
}

fn union() -> Union {
    let case = |name: &str, number| UnionCase {
        name: name.to_owned(),
        record: record("One\n\ncase.", vec![field(1, "number", Shape::Duration)]),
        number,
    };
    Union {
        doc: String::new(),
        tag: "@kind".to_owned(),
        cases: vec![case("a-b", 1), case("a_b", 2)],
        reserved: vec![],
    }
}

fn function(name: &str, fields: Vec<Field>) -> Function {
    let error = |code: &str, http, fields| ErrorCase {
        code: code.to_owned(),
        name: "Problem".to_owned(),
        doc: String::new(),
        http,
        data: record("", fields),
    };
    Function {
        name: name.to_owned(),
        doc: "First line\n\n  - a | list\n".to_owned(),
        input: record("", fields),
        output: model("Issue"),
        errors: vec![
            error("problem", 400, vec![]),
            error("other_problem", 409, vec![field(1, "list", list(Shape::Uuid))]),
        ],
        exact: true,
        original: Some("app.strange:everything".to_owned()),
        changes: Vec::new(),
        returns: None,
    }
}

#[test]
fn documents_are_as_they_were() {
    let contract = contract();
    check_file("strange.schema.json", &documents::json_schema::render(&contract));
    check_file("strange.openapi.json", &documents::openapi::render(&contract));
    check_file("strange.pyi", &documents::pyi::render(&contract));
    check_file("strange.md", &documents::markdown::render(&contract));
}

#[test]
fn proto_compiles() {
    compiled(&documents::proto::render(&contract()));
}
