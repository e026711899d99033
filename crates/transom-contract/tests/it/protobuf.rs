//! What the Protobuf tests share: a model as the answer of a function, and the messages that come of it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use transom_contract::protobuf::Protobuf;
use transom_contract::wires::protobuf::{self, Rejection, Spare, dynamic};
use transom_contract::{
    Contract, Definitions, Function, Issue, Model, Record, Schema, Shape, Value, documents,
};

/// One message and the schema it stands for.
pub(crate) struct Guide {
    pub(crate) contract: Contract,
    pub(crate) protobuf: Protobuf,
    pub(crate) message: usize,
    pub(crate) schema: Schema,
}

impl Guide {
    /// The answer of a function that returns the model.
    pub(crate) fn of<T: Model>() -> Self {
        let mut definitions = Definitions::default();
        let output = T::shape(&mut definitions);
        Self::new(definitions, output)
    }

    pub(crate) fn new(definitions: Definitions, output: Shape) -> Self {
        let function = Function {
            name: "answer".to_owned(),
            doc: String::new(),
            input: Record::default(),
            output,
            errors: Vec::new(),
            exact: false,
            original: None,
            changes: Vec::new(),
            returns: None,
        };
        let contract = Contract {
            engine: "sample".to_owned(),
            version: "1.0.0".to_owned(),
            doc: String::new(),
            definitions,
            functions: vec![function],
        };
        let protobuf = Protobuf::of(&contract);
        let message = protobuf.methods[0].response;
        let schema = contract.output_schema(&contract.functions[0]);
        Self { contract, protobuf, message, schema }
    }

    /// The message compiled from the document.
    pub(crate) fn descriptor(&self) -> prost_reflect::MessageDescriptor {
        let pool = crate::documents::compiled(&documents::proto::render(&self.contract));
        let name = format!("{}.{}", self.protobuf.package, self.protobuf.messages[self.message].name);
        pool.get_message_by_name(&name).expect("the document has every message")
    }

    pub(crate) fn encode<T: Serialize>(&self, value: &T) -> Vec<u8> {
        let mut bytes = Vec::new();
        protobuf::encode(value, &self.protobuf, self.message, &mut bytes)
            .expect("the message is the model's");
        bytes
    }

    pub(crate) fn decode<T: Model + DeserializeOwned>(&self, body: &[u8]) -> Result<T, Rejection> {
        let spare = Spare::default();
        protobuf::decode(body, &spare, &self.protobuf, self.message, &self.schema)
    }

    pub(crate) fn encode_value(&self, value: &Value) -> Result<Vec<u8>, Vec<Issue>> {
        dynamic::encode(value, &self.protobuf, self.message, &self.schema)
    }

    pub(crate) fn decode_value(&self, body: &[u8]) -> Result<Value, Rejection> {
        dynamic::decode(body, &self.protobuf, self.message, &self.schema)
    }

    /// What both paths say: the value as text, each issue as `loc: slug`, or what is malformed.
    pub(crate) fn outcome<T: Model + Serialize + DeserializeOwned>(&self, body: &[u8]) -> String {
        let value = self.decode_value(body);
        match (self.decode::<T>(body), &value) {
            (Ok(typed), Ok(value)) => {
                let again = self.decode_value(&self.encode(&typed)).expect("what is written is read");
                assert_eq!(format!("{again:?}"), format!("{value:?}"));
                value.to_string()
            }
            (Err(refused), Err(same)) => {
                assert_eq!(refused, *same);
                match refused {
                    Rejection::Malformed(what) => what,
                    Rejection::Invalid(issues) => issues.iter().map(line).collect::<Vec<_>>().join("\n"),
                }
            }
            (typed, value) => panic!("{:?}, but {value:?}", typed.map(|typed| self.encode(&typed))),
        }
    }
}

fn line(issue: &Issue) -> String {
    let loc: Vec<_> = issue.loc.iter().map(ToString::to_string).collect();
    format!("{}: {}", loc.join("."), issue.slug)
}
