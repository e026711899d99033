//! From the contract to Protobuf's messages. Messages are made when a method first reaches them.

use std::collections::HashMap;

use super::names::{Names, camel, ident, screaming};
use super::{EnumValue, Enumeration, Field, Kind, Label, Message, Method, Protobuf, Role};
use crate::contract::{Contract, ErrorCase, Function};
use crate::shape::{self, Definition, Extra, FloatWidth, IntWidth, Record, Shape, Union};

pub(super) fn build(contract: &Contract) -> Protobuf {
    let mut names = Names::default();
    // Models keep their names; whatever else wants one of them makes way.
    let idents = contract.definitions.0.keys();
    let idents = idents.map(|model| (model.as_str(), names.claim(&ident(model), "_"))).collect();
    let service = names.claim(&format!("{}Service", camel(&contract.engine)), "Rpc");
    let protobuf = Protobuf {
        package: format!("transom.{}.v1", ident(&contract.engine)),
        service,
        doc: contract.doc.clone(),
        methods: Vec::new(),
        messages: Vec::new(),
        enums: Vec::new(),
    };
    let mut builder = Builder {
        contract,
        names,
        idents,
        values: Names::default(),
        models: HashMap::new(),
        errors: Vec::new(),
        protobuf,
    };
    for function in &contract.functions {
        let method = builder.method(function);
        builder.protobuf.methods.push(method);
    }
    builder.protobuf
}

struct Builder<'a> {
    contract: &'a Contract,
    /// Names of messages and enums.
    names: Names,
    /// What each model is called.
    idents: HashMap<&'a str, String>,
    /// Names of enum values: they share one scope.
    values: Names,
    models: HashMap<&'a str, Kind>,
    errors: Vec<(&'a ErrorCase, usize)>,
    protobuf: Protobuf,
}

impl<'a> Builder<'a> {
    fn method(&mut self, function: &'a Function) -> Method {
        let rpc = camel(&function.name);
        let request = self.reserve_name(&format!("{rpc}Request"), "Message");
        self.fill_record(request, &function.input);
        Method {
            function: function.name.clone(),
            doc: function.doc.clone(),
            request,
            response: self.response(&format!("{rpc}Response"), &function.output),
            errors: function.errors.iter().map(|case| self.error(case)).collect(),
            rpc,
        }
    }

    fn response(&mut self, name: &str, output: &'a Shape) -> usize {
        let at = self.reserve_name(name, "Message");
        let definitions = &self.contract.definitions;
        match output {
            Shape::Unit => self.protobuf.messages[at].role = Role::Value,
            Shape::Ref(model) => match definitions.resolve(model) {
                Definition::Record(record) => self.fill_record(at, record),
                _ => self.fill_value(at, output),
            },
            _ => self.fill_value(at, output),
        }
        at
    }

    fn fill_value(&mut self, at: usize, shape: &'a Shape) {
        let field = self.plain_field("value", 1, shape);
        let message = &mut self.protobuf.messages[at];
        message.role = Role::Value;
        message.fields = vec![field];
    }

    /// Functions that share an error share its message, too.
    fn error(&mut self, case: &'a ErrorCase) -> (String, usize) {
        let same = |(other, _): &&(&ErrorCase, usize)| other.name == case.name && other.data == case.data;
        if let Some((_, at)) = self.errors.iter().find(same) {
            return (case.code.clone(), *at);
        }
        let at = self.reserve_name(&format!("{}Error", camel(&case.name)), "Message");
        self.errors.push((case, at));
        self.fill_record(at, &case.data);
        self.protobuf.messages[at].doc.clone_from(&case.doc);
        (case.code.clone(), at)
    }

    /// A message that is still empty: models may contain themselves.
    fn reserve_name(&mut self, wanted: &str, suffix: &str) -> usize {
        let name = self.names.claim(wanted, suffix);
        self.push(name)
    }

    fn push(&mut self, name: String) -> usize {
        self.protobuf.messages.push(Message {
            name,
            doc: String::new(),
            role: Role::Record,
            tag: String::new(),
            fields: Vec::new(),
            extra: Extra::Forbid,
            reserved: Vec::new(),
        });
        self.protobuf.messages.len() - 1
    }

    fn fill_record(&mut self, at: usize, record: &'a Record) {
        let fields = record.fields.iter().map(|field| self.field(field)).collect();
        let message = &mut self.protobuf.messages[at];
        message.doc.clone_from(&record.doc);
        message.fields = with_unique_idents(fields);
        message.extra = record.extra;
        message.reserved.clone_from(&record.reserved);
    }

    fn field(&mut self, field: &'a shape::Field) -> Field {
        // A repeated field cannot say "absent"; where the default is empty it need not.
        let collection = matches!(field.shape.on_wires(), Shape::List(_) | Shape::Array(..) | Shape::Map(..));
        let says_empty = collection && field.default.as_ref().is_some_and(is_empty);
        let optional = !(field.required || says_empty);
        let (label, kind) = match (&field.shape, &field.default) {
            // Absent is the default, so that nothing is said within.
            (Shape::Option(_), Some(default)) if !default.is_null() => {
                (Label::Optional, self.kind(&field.shape))
            }
            (shape, _) => self.place(shape, optional),
        };
        Field {
            name: field.name.clone(),
            ident: ident(&field.name),
            doc: field.doc.clone(),
            number: field.number,
            label,
            kind,
        }
    }

    fn plain_field(&mut self, name: &str, number: u32, shape: &'a Shape) -> Field {
        let (label, kind) = self.place(shape, false);
        plain(name, number, label, kind)
    }

    /// The label and kind of a field.
    fn place(&mut self, shape: &'a Shape, optional: bool) -> (Label, Kind) {
        match shape.on_wires() {
            Shape::Option(inner) => self.place(inner, true),
            Shape::List(item) | Shape::Array(item, _) if !optional => (Label::Repeated, self.kind(item)),
            Shape::Map(key, value) if !optional => (Label::Repeated, self.entry(key, value)),
            _ if optional => (Label::Optional, self.kind(shape)),
            _ => (Label::Singular, self.kind(shape)),
        }
    }

    /// The kind of exactly one value, in a wrapper message where Protobuf has no word for it.
    fn kind(&mut self, shape: &'a Shape) -> Kind {
        match shape {
            Shape::As(_, inner) => self.kind(inner),
            Shape::Unit => Kind::Unit,
            Shape::Bool => Kind::Bool,
            Shape::Int(IntWidth::I8 | IntWidth::I16 | IntWidth::I32) => Kind::Int32,
            Shape::Int(IntWidth::I64) => Kind::Int64,
            Shape::Int(IntWidth::U8 | IntWidth::U16 | IntWidth::U32) => Kind::Uint32,
            Shape::Int(IntWidth::U64) => Kind::Uint64,
            Shape::Float(FloatWidth::F32) => Kind::Float,
            Shape::Float(FloatWidth::F64) => Kind::Double,
            Shape::String => Kind::String,
            Shape::Bytes => Kind::Bytes,
            Shape::Date => Kind::Date,
            Shape::Time => Kind::Time,
            Shape::DateTime => Kind::DateTime,
            Shape::Timestamp => Kind::Timestamp,
            Shape::Duration => Kind::Duration,
            Shape::Decimal => Kind::Decimal,
            Shape::Uuid => Kind::Uuid,
            Shape::Ref(name) => self.model(name),
            Shape::Tuple(items) => self.tuple(items),
            Shape::Option(_) => self.wrapper("Optional", "value", shape),
            Shape::List(_) | Shape::Array(..) => self.wrapper("List", "values", shape),
            Shape::Map(..) => self.wrapper("Map", "entries", shape),
        }
    }

    fn wrapper(&mut self, word: &str, field: &str, shape: &'a Shape) -> Kind {
        let field = self.plain_field(field, 1, shape);
        let item = match field.kind {
            // A map's entry message already names its key and value.
            Kind::Message(at) if self.protobuf.messages[at].role == Role::Entry => {
                self.protobuf.messages[at].name.trim_end_matches("Entry").to_owned()
            }
            kind => self.word(kind),
        };
        self.structural(Role::Value, format!("{item}{word}"), vec![field])
    }

    fn entry(&mut self, key: &'a Shape, value: &'a Shape) -> Kind {
        let (key, value) = (self.kind(key), self.kind(value));
        let name = format!("{}{}Entry", self.word(key), self.word(value));
        let fields = vec![plain("key", 1, Label::Singular, key), plain("value", 2, Label::Singular, value)];
        self.structural(Role::Entry, name, fields)
    }

    fn tuple(&mut self, items: &'a [Shape]) -> Kind {
        let fields: Vec<Field> = items
            .iter()
            .zip(1..)
            .map(|(item, number)| self.plain_field(&format!("item_{number}"), number, item))
            .collect();
        let word = |field: &Field| match field.label {
            Label::Singular => self.word(field.kind),
            label => format!("{}{label:?}", self.word(field.kind)),
        };
        let words: String = fields.iter().map(word).collect();
        self.structural(Role::Tuple, format!("{words}Tuple"), fields)
    }

    /// The message of this structure, made when it is first needed.
    fn structural(&mut self, role: Role, name: String, fields: Vec<Field>) -> Kind {
        let same = |message: &Message| message.role == role && message.fields == fields;
        let at = self.protobuf.messages.iter().position(same).unwrap_or_else(|| {
            let at = self.reserve_name(&name, "Message");
            let message = &mut self.protobuf.messages[at];
            message.role = role;
            message.fields = fields;
            at
        });
        Kind::Message(at)
    }

    fn model(&mut self, name: &'a str) -> Kind {
        if let Some(kind) = self.models.get(name) {
            return *kind;
        }
        let definition = self.contract.definitions.resolve(name);
        let kind = match definition {
            Definition::Enum(_) => Kind::Enum(self.protobuf.enums.len()),
            _ => Kind::Message(self.push(self.idents[name].clone())),
        };
        self.models.insert(name, kind);
        match (definition, kind) {
            (Definition::Record(record), Kind::Message(at)) => self.fill_record(at, record),
            (Definition::Union(union), Kind::Message(at)) => self.fill_union(at, name, union),
            (Definition::Enum(choice), _) => self.enumeration(name, choice),
            _ => {}
        }
        kind
    }

    fn fill_union(&mut self, at: usize, name: &str, union: &'a Union) {
        let mut fields = Vec::with_capacity(union.cases.len());
        for case in &union.cases {
            let record = self.reserve_name(&format!("{}{}", self.idents[name], camel(&case.name)), "Case");
            self.fill_record(record, &case.record);
            fields.push(Field {
                name: case.name.clone(),
                ident: ident(&case.name),
                doc: String::new(),
                number: case.number,
                label: Label::Singular,
                kind: Kind::Message(record),
            });
        }
        let message = &mut self.protobuf.messages[at];
        message.role = Role::Union;
        message.doc.clone_from(&union.doc);
        message.tag.clone_from(&union.tag);
        message.fields = with_unique_idents(fields);
        message.reserved.clone_from(&union.reserved);
    }

    fn enumeration(&mut self, name: &str, choice: &shape::Enum) {
        let own = self.idents[name].clone();
        let prefix = screaming(&own);
        let unspecified = self.values.claim(&format!("{prefix}_UNSPECIFIED"), "_VALUE");
        let values = choice.cases.iter().map(|case| EnumValue {
            name: case.name.clone(),
            ident: self.values.claim(&format!("{prefix}_{}", screaming(&case.name)), "_VALUE"),
            doc: case.doc.clone(),
            number: case.number,
        });
        let values = values.collect();
        self.protobuf.enums.push(Enumeration {
            name: own,
            doc: choice.doc.clone(),
            unspecified,
            values,
            reserved: choice.reserved.clone(),
        });
    }

    /// A kind's word in the names of wrapper messages.
    fn word(&self, kind: Kind) -> String {
        match kind {
            Kind::Enum(at) => self.protobuf.enums[at].name.clone(),
            Kind::Message(at) => self.protobuf.messages[at].name.clone(),
            scalar => format!("{scalar:?}"),
        }
    }
}

fn plain(name: &str, number: u32, label: Label, kind: Kind) -> Field {
    Field { name: name.to_owned(), ident: name.to_owned(), doc: String::new(), number, label, kind }
}

/// Two names may become one identifier (`a-b`, `a_b`): the later one bears its number.
fn with_unique_idents(mut fields: Vec<Field>) -> Vec<Field> {
    for at in 1..fields.len() {
        let (before, rest) = fields.split_at_mut(at);
        let field = &mut rest[0];
        while before.iter().any(|other| other.ident == field.ident) {
            field.ident = format!("{}_{}", field.ident, field.number);
        }
    }
    fields
}

fn is_empty(default: &serde_json::Value) -> bool {
    match default {
        serde_json::Value::Array(items) => items.is_empty(),
        serde_json::Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}
