//! JSON: the fast path accepts exactly what the slow path finds no issue with, and the dynamic codec agrees.

use transom_contract::wires::json::{self, Rejection, Spare, dynamic};
use transom_contract::{Strictness, to_value, validate};

use crate::sample::{Lenient, Limited, Nested, Payment, Plain, Tree};
use crate::schema;

/// Reads `data`, whose first byte chooses the model.
pub fn json(data: &[u8]) {
    let Some((choice, body)) = data.split_first() else { return };
    // What a model passes over is not read as a number, so it may be one of no size at all.
    if *choice == b'3' && json::decode_value(body).is_err() {
        return;
    }
    macro_rules! check {
        ($($number:literal => $type:ty),*) => {
            match choice {
                $($number => {
                    let (schema, spare) = (schema::<$type>(), Spare::default());
                    let read = json::decode::<$type>(body, &spare, &schema);
                    agree(&schema, body, read.as_ref().err());
                    if let Ok(value) = &read {
                        let text = encode(value);
                        let plain = dynamic::encode(&to_value(value).expect("a model"), &schema);
                        let dynamic = dynamic::decode(body, &schema).expect("both codecs accept");
                        let dynamic = dynamic::encode(&dynamic, &schema);
                        for written in [text.as_bytes(), &plain.expect("it fits"), &dynamic.expect("it fits")] {
                            let spare = Spare::default();
                            let again = json::decode::<$type>(written, &spare, &schema);
                            assert_eq!(text, encode(&again.expect("what we wrote we read")));
                        }
                    }
                })*
                _ => {}
            }
        };
    }
    check!(b'0' => Plain, b'1' => Nested, b'2' => Limited<'_>, b'3' => Lenient, b'4' => Payment, b'5' => Tree);
}

fn encode<T: serde::Serialize>(value: &T) -> String {
    let mut json = Vec::new();
    json::encode(value, &mut json).expect("a model has no strange keys");
    String::from_utf8(json).expect("JSON is UTF-8")
}

/// The typed path and the slow path say the same.
fn agree(schema: &transom_contract::Schema, body: &[u8], refused: Option<&Rejection>) {
    let issues = json::decode_value(body).map(|value| validate(&value, schema, Strictness::Json));
    match (refused, issues) {
        (None, Ok(issues)) => assert_eq!(issues, []),
        (Some(Rejection::Invalid(found)), Ok(issues)) => {
            assert!(found.iter().all(|issue| issue.slug != "decode_error"), "unexplained: {found:?}");
            assert_eq!(found, &issues);
        }
        (Some(Rejection::Malformed(found)), Err(Rejection::Malformed(reason))) => assert_eq!(found, &reason),
        (refused, issues) => panic!("typed {refused:?}, plain {issues:?}"),
    }
}
