//! How a field is laid out on the Protobuf wire, as far as its bytes go: names and limits do not matter there.

use crate::contract::{Contract, Function};
use crate::protobuf::{Field, Kind, Label, Protobuf, Role};
use crate::shape::{self, Record, Shape};

/// The layout in words that are equal where the bytes are.
pub(super) fn of(contract: &Contract, field: &shape::Field) -> String {
    let alone = Function {
        name: "alone".to_owned(),
        doc: String::new(),
        input: Record { fields: vec![field.clone()], ..Record::default() },
        output: Shape::Unit,
        errors: Vec::new(),
        exact: false,
        original: None,
        changes: Vec::new(),
        returns: None,
    };
    let protobuf = Protobuf::of(&Contract { functions: vec![alone], ..contract.clone() });
    let message = &protobuf.messages[protobuf.methods[0].request];
    words(&protobuf, &message.fields[0])
}

fn words(protobuf: &Protobuf, field: &Field) -> String {
    let kind = match field.kind {
        Kind::Bool | Kind::Int32 | Kind::Int64 | Kind::Uint32 | Kind::Uint64 => "a number".to_owned(),
        Kind::Enum(_) => "an enum".to_owned(),
        Kind::Message(at) => match &protobuf.messages[at] {
            message if matches!(message.role, Role::Record | Role::Union) => "a message".to_owned(),
            message => {
                let fields: Vec<String> = message.fields.iter().map(|field| words(protobuf, field)).collect();
                format!("a message of {}", fields.join(" and "))
            }
        },
        kind => format!("a {}", format!("{kind:?}").to_ascii_lowercase()),
    };
    // A value that may be absent has the same bytes as one that may not.
    if field.label == Label::Repeated { format!("repeated {kind}") } else { kind }
}
