//! Shapes that Python holds in classes of their own: on other wires they are lists, numbers, text and bytes.

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use transom_contract::types::ByteArray;
use transom_contract::{
    Definitions, Form, Model, Root, Schema, Shape, Strictness, Value, to_value, validate,
};
use transom_semantics::{Array1, Array2, Deque, Dict, FrozenSet, Number, Set, Tuple};

/// The JSON of a value, which is read back as the same JSON; and its shape.
fn check<T: Model + Serialize + for<'de> Deserialize<'de>>(json: Json, form: Option<Form>) {
    let value: T = serde_json::from_value(json.clone()).expect("it is of this type");
    assert_eq!(serde_json::to_value(&value).expect("JSON holds it"), json);
    let shape = T::shape(&mut Definitions::default());
    assert_eq!(matches!(shape, Shape::As(..)), form.is_some());
    if let (Shape::As(found, _), Some(form)) = (&shape, form) {
        assert_eq!(*found, form);
    }
    let schema = Schema { root: Root::Shape(shape), definitions: Definitions::default() };
    let plain: Value = serde_json::from_value(json).expect("a plain value");
    assert_eq!(validate(&plain, &schema, Strictness::Json), []);
    assert!(to_value(&value).is_ok());
}

#[test]
fn json_has_lists_numbers_text_and_bytes_for_them() {
    check::<char>(json!("é"), Some(Form::Char));
    check::<Number>(json!(1), Some(Form::Number));
    check::<Number>(json!(1.0), Some(Form::Number));
    check::<Vec<Number>>(json!([1, 2.5]), None);
    check::<Tuple<i64>>(json!([1, 2]), Some(Form::Tuple));
    check::<Set<i64>>(json!([7]), Some(Form::Set));
    check::<FrozenSet<String>>(json!(["a"]), Some(Form::FrozenSet));
    check::<Deque<f64>>(json!([1.5]), Some(Form::Deque));
    check::<ByteArray>(json!("AP8="), Some(Form::ByteArray));
    check::<Array1<f64>>(json!([1.5, 2.0]), Some(Form::Array1));
    check::<Array2<i64>>(json!([[1, 2], [3, 4]]), Some(Form::Array2));
    check::<Dict<i64, Vec<(i64, String)>>>(json!({"3": [[1, "a"]], "1": []}), None);
}

fn slugs<T: Model>(json: Json) -> Vec<&'static str> {
    let schema = Schema {
        root: Root::Shape(T::shape(&mut Definitions::default())),
        definitions: Definitions::default(),
    };
    let plain: Value = serde_json::from_value(json).expect("a plain value");
    validate(&plain, &schema, Strictness::Json).iter().map(|issue| issue.slug).collect()
}

#[test]
fn what_they_cannot_hold_is_told() {
    assert_eq!(slugs::<char>(json!("ab")), ["string_too_long"]);
    assert_eq!(slugs::<char>(json!("")), ["string_too_short"]);
    assert_eq!(slugs::<Number>(json!("a")), ["float_type"]);
    assert_eq!(slugs::<Tuple<i64>>(json!({})), ["list_type"]);
    assert_eq!(slugs::<Set<i64>>(json!([1.5])).len(), 1);
    assert!(serde_json::from_value::<Array2<i64>>(json!([[1], [1, 2]])).is_err());
}

#[test]
fn they_are_told_in_words() {
    let words = |shape: Shape| shape.to_string();
    assert_eq!(words(<Set<i64>>::shape(&mut Definitions::default())), "set of int64");
    assert_eq!(words(<Tuple<f64>>::shape(&mut Definitions::default())), "tuple of float64");
    assert_eq!(words(char::shape(&mut Definitions::default())), "character");
}
