//! The `.proto` document (proto3): package `transom.<engine>.v1`, one service, a method per function.
//!
//! Each function has a `<Function>Request` with its arguments and a `<Function>Response`, which has the output's
//! fields where it is a record and otherwise the output as `value = 1`. The mapping of shapes is this table; the
//! wire keeps to it, since both read [`crate::protobuf::Protobuf`].
//!
//! | shape | Protobuf | exactness |
//! |---|---|---|
//! | `Unit` | `google.protobuf.Empty`; as an output, a response without fields | |
//! | `Bool` | `bool` | |
//! | `Int` of 8, 16, 32 bits, signed | `int32` | beyond the width is an issue, never cut |
//! | `Int` of 64 bits, signed | `int64` | |
//! | `Int` of 8, 16, 32 bits, unsigned | `uint32` | beyond the width is an issue, never cut |
//! | `Int` of 64 bits, unsigned | `uint64` | |
//! | `Float` | `float`, `double` | every bit, NaN and -0.0 too |
//! | `String` | `string` | |
//! | `Bytes` | `bytes` | |
//! | `Date` | `int32`: days since 1970-01-01 | |
//! | `Time` | `int64`: µs since midnight | |
//! | `DateTime` | `int64`: µs since 1970-01-01T00:00:00, wall clock | |
//! | `Timestamp` | `google.protobuf.Timestamp` | whole µs; a finer one is an issue |
//! | `Duration` | `google.protobuf.Duration` | whole µs; a finer one is an issue |
//! | `Decimal` | `string`: the digits | |
//! | `Uuid` | `string`: hyphenated, lower case | |
//! | `Option` | `optional`; within a list or a map, `repeated` of a wrapper with `optional value = 1` | |
//! | `List`, `Array` | `repeated`; where that may not stand, a wrapper with `repeated values = 1` | an array's length is checked |
//! | `Tuple` | a message with `item_1 = 1`, `item_2 = 2`, … | |
//! | `Map` | `map`; keys that `map` does not take: `repeated` of an entry with `key = 1`, `value = 2` (the same bytes) | order is kept |
//! | `Ref` to a record | a message, numbers from the lock file | |
//! | `Ref` to an enum | an enum; `<ENUM>_UNSPECIFIED = 0` is no case: missing | an unknown number is an issue |
//! | `Ref` to a union | a message with a `oneof` named after the tag, a message per case | none set is an issue |
//!
//! A required scalar is written without `optional`: absent is zero, as everywhere in proto3. A field that may be
//! missing (an `Option`, or one with a default) is `optional`, so that absent and zero differ; a list or map whose
//! default is not the empty one stands in a wrapper for the same reason, and so does an `Option` whose default is not
//! nothing. Numbers that the document does not list are an issue, as unknown fields are on every wire, unless the
//! record says `extra = "ignore"`.

use crate::contract::Contract;
use crate::protobuf::{Enumeration, Field, Kind, Label, Message, Method, Protobuf, Role};

/// The document.
pub fn render(contract: &Contract) -> String {
    let protobuf = Protobuf::of(contract);
    let mut page = Page { protobuf: &protobuf, text: String::new() };
    page.head(contract);
    page.service();
    for message in &protobuf.messages {
        page.message(message);
    }
    for choice in &protobuf.enums {
        page.enumeration(choice);
    }
    page.text
}

struct Page<'a> {
    protobuf: &'a Protobuf,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn comment(&mut self, indent: &str, doc: &str) {
        for line in doc.lines() {
            self.line(format!("{indent}// {line}").trim_end());
        }
    }

    fn head(&mut self, contract: &Contract) {
        self.line(&format!(
            "// {} {}: made by Transom from its contract; do not edit.",
            contract.engine, contract.version
        ));
        self.line("syntax = \"proto3\";\n");
        self.line(&format!("package {};", self.protobuf.package));
        let kinds =
            || self.protobuf.messages.iter().flat_map(|message| &message.fields).map(|field| field.kind);
        let imports: Vec<String> =
            [(Kind::Duration, "duration"), (Kind::Unit, "empty"), (Kind::Timestamp, "timestamp")]
                .iter()
                .filter(|(wanted, _)| kinds().any(|kind| kind == *wanted))
                .map(|(_, file)| format!("import \"google/protobuf/{file}.proto\";"))
                .collect();
        if !imports.is_empty() {
            self.line("");
        }
        for import in &imports {
            self.line(import);
        }
    }

    fn service(&mut self) {
        let protobuf = self.protobuf;
        self.line("");
        self.comment("", &protobuf.doc);
        if protobuf.methods.is_empty() {
            return self.line(&format!("service {} {{}}", protobuf.service));
        }
        self.line(&format!("service {} {{", protobuf.service));
        for (at, method) in protobuf.methods.iter().enumerate() {
            if at > 0 {
                self.line("");
            }
            self.method(method);
        }
        self.line("}");
    }

    fn method(&mut self, method: &Method) {
        self.comment("  ", &method.doc);
        let name = |at: usize| &self.protobuf.messages[at].name;
        if !method.errors.is_empty() {
            let errors: Vec<String> =
                method.errors.iter().map(|(code, at)| format!("{code} ({})", name(*at))).collect();
            let line = format!("Errors: {}.", errors.join(", "));
            self.comment("  ", &line);
        }
        let (request, response) = (name(method.request), name(method.response));
        self.line(&format!("  rpc {}({request}) returns ({response});", method.rpc));
    }

    fn message(&mut self, message: &Message) {
        if self.protobuf.is_map(message) {
            return;
        }
        self.line("");
        self.comment("", &message.doc);
        if message.fields.is_empty() && message.reserved.is_empty() {
            return self.line(&format!("message {} {{}}", message.name));
        }
        self.line(&format!("message {} {{", message.name));
        self.reserved(&message.reserved);
        if message.role == Role::Union {
            self.line(&format!("  oneof {} {{", oneof(message)));
            self.fields("    ", message);
            self.line("  }");
        } else {
            self.fields("  ", message);
        }
        self.line("}");
    }

    fn reserved(&mut self, numbers: &[u32]) {
        if !numbers.is_empty() {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            self.line(&format!("  reserved {};", numbers.join(", ")));
        }
    }

    fn fields(&mut self, indent: &str, message: &Message) {
        for field in &message.fields {
            self.field(indent, field);
        }
    }

    fn field(&mut self, indent: &str, field: &Field) {
        self.comment(indent, &field.doc);
        self.comment(indent, unit(field.kind));
        let json = if field.ident == field.name {
            String::new()
        } else {
            format!(" [json_name = {:?}]", field.name)
        };
        let kind = self.typed(field);
        self.line(&format!("{indent}{kind} {} = {}{json};", field.ident, field.number));
    }

    fn typed(&self, field: &Field) -> String {
        let kind = self.kind(field.kind);
        match (field.label, field.kind) {
            (Label::Singular, _) => kind,
            (Label::Optional, _) => format!("optional {kind}"),
            (Label::Repeated, Kind::Message(at)) if self.protobuf.is_map(&self.protobuf.messages[at]) => {
                let entry = &self.protobuf.messages[at].fields;
                format!("map<{}, {}>", self.kind(entry[0].kind), self.kind(entry[1].kind))
            }
            (Label::Repeated, _) => format!("repeated {kind}"),
        }
    }

    fn kind(&self, kind: Kind) -> String {
        let name = match kind {
            Kind::Bool => "bool",
            Kind::Int32 | Kind::Date => "int32",
            Kind::Int64 | Kind::Time | Kind::DateTime => "int64",
            Kind::Uint32 => "uint32",
            Kind::Uint64 => "uint64",
            Kind::Float => "float",
            Kind::Double => "double",
            Kind::String | Kind::Decimal | Kind::Uuid => "string",
            Kind::Bytes => "bytes",
            Kind::Timestamp => "google.protobuf.Timestamp",
            Kind::Duration => "google.protobuf.Duration",
            Kind::Unit => "google.protobuf.Empty",
            Kind::Enum(at) => &self.protobuf.enums[at].name,
            Kind::Message(at) => &self.protobuf.messages[at].name,
        };
        name.to_owned()
    }

    fn enumeration(&mut self, choice: &Enumeration) {
        self.line("");
        self.comment("", &choice.doc);
        self.line(&format!("enum {} {{", choice.name));
        self.reserved(&choice.reserved);
        self.line(&format!("  {} = 0;", choice.unspecified));
        for value in &choice.values {
            self.comment("  ", &value.doc);
            if !value.ident.ends_with(&value.name.to_ascii_uppercase()) {
                self.comment("  ", &format!("{:?} on other wires.", value.name));
            }
            self.line(&format!("  {} = {};", value.ident, value.number));
        }
        self.line("}");
    }
}

/// The `oneof`'s name shares its scope with the cases.
fn oneof(message: &Message) -> String {
    let mut name = crate::protobuf::ident(&message.tag);
    while message.fields.iter().any(|field| field.ident == name) {
        name.push_str("_case");
    }
    name
}

/// What a plain number or text of this kind means.
fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Date => "Days since 1970-01-01.",
        Kind::Time => "Microseconds since midnight.",
        Kind::DateTime => "Microseconds since 1970-01-01T00:00:00, wall clock.",
        Kind::Decimal => "A decimal number in digits.",
        Kind::Uuid => "A UUID, hyphenated.",
        _ => "",
    }
}
