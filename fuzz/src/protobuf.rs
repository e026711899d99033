//! Protobuf: the fast path accepts exactly what the slow path finds no issue with, and the dynamic codec agrees.

use std::sync::OnceLock;

use transom_contract::protobuf::Protobuf;
use transom_contract::wires::protobuf::{self, Rejection, Spare, dynamic};
use transom_contract::{
    Contract, Definitions, Function, Model, Record, Schema, Strictness, to_value, validate,
};

use crate::sample::{Lenient, Limited, Nested, Payment, Plain, Tree};

/// Reads `data`, whose first byte chooses the model.
pub fn protobuf(data: &[u8]) {
    let Some((choice, body)) = data.split_first() else { return };
    macro_rules! check {
        ($($number:literal => $type:ty),*) => {
            match choice {
                $($number => {
                    static GUIDE: OnceLock<Guide> = OnceLock::new();
                    let guide = GUIDE.get_or_init(Guide::of::<$type>);
                    let spare = Spare::default();
                    let read = guide.decode::<$type>(body, &spare);
                    guide.agrees(body, read.as_ref().err());
                    if let Ok(value) = &read {
                        let bytes = guide.encode(value);
                        let plain = guide.encode_value(&to_value(value).expect("a model"));
                        let dynamic = dynamic::decode(body, &guide.protobuf, guide.message, &guide.schema);
                        let dynamic = guide.encode_value(&dynamic.expect("both codecs accept"));
                        for written in [&bytes, &plain, &dynamic] {
                            let spare = Spare::default();
                            let again = guide.decode::<$type>(written, &spare);
                            // As plain values, where a signalling NaN is a quiet one.
                            let again = to_value(&again.expect("what we wrote we read")).expect("a model");
                            assert_eq!(plain, guide.encode_value(&again));
                        }
                    }
                })*
                _ => {}
            }
        };
    }
    check!(b'0' => Plain, b'1' => Nested, b'2' => Limited<'_>, b'3' => Lenient, b'4' => Payment, b'5' => Tree);
}

/// The message of a model, and its schema.
struct Guide {
    protobuf: Protobuf,
    message: usize,
    schema: Schema,
}

impl Guide {
    fn of<T: Model>() -> Self {
        let mut definitions = Definitions::default();
        let function = Function {
            name: "answer".to_owned(),
            doc: String::new(),
            input: Record::default(),
            output: T::shape(&mut definitions),
            errors: Vec::new(),
            exact: false,
            original: None,
            changes: Vec::new(),
            returns: None,
        };
        let contract = Contract {
            engine: "sample".to_owned(),
            version: String::new(),
            doc: String::new(),
            definitions,
            functions: vec![function],
        };
        let protobuf = Protobuf::of(&contract);
        let message = protobuf.methods[0].response;
        Self { protobuf, message, schema: contract.output_schema(&contract.functions[0]) }
    }

    fn decode<'de, T: Model + serde::Deserialize<'de>>(
        &self,
        body: &'de [u8],
        spare: &'de Spare,
    ) -> Result<T, Rejection> {
        protobuf::decode(body, spare, &self.protobuf, self.message, &self.schema)
    }

    fn encode(&self, value: &impl serde::Serialize) -> Vec<u8> {
        let mut bytes = Vec::new();
        protobuf::encode(value, &self.protobuf, self.message, &mut bytes)
            .expect("the message is the model's");
        bytes
    }

    fn encode_value(&self, value: &transom_contract::Value) -> Vec<u8> {
        dynamic::encode(value, &self.protobuf, self.message, &self.schema).expect("it was read")
    }

    /// The typed path and the slow path say the same.
    fn agrees(&self, body: &[u8], refused: Option<&Rejection>) {
        let plain = protobuf::decode_value(body, &self.protobuf, self.message);
        let issues = plain.map(|value| validate(&value, &self.schema, Strictness::Json));
        match (refused, issues) {
            (None, Ok(issues)) => assert_eq!(issues, []),
            (Some(Rejection::Invalid(found)), Ok(issues)) => {
                assert!(found.iter().all(|issue| issue.slug != "decode_error"), "unexplained: {found:?}");
                // As text: an input may hold NaN, which is not equal to itself.
                assert_eq!(format!("{found:?}"), format!("{issues:?}"));
            }
            (Some(Rejection::Malformed(found)), Err(Rejection::Malformed(reason))) => {
                assert_eq!(found, &reason);
            }
            (refused, issues) => panic!("typed {refused:?}, plain {issues:?}"),
        }
    }
}
