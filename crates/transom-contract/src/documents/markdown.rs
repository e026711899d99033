//! The reference for people: every function with its arguments, answer and errors, every model with its fields, the
//! numbers that they have on the Protobuf wire, and what each type is on each wire.

mod types;

use crate::contract::{Contract, Function};
use crate::shape::{Definition, Enum, Extra, Record, Union};
use types::{constraints, name, used};

/// The document.
pub fn render(contract: &Contract) -> String {
    let mut page = Page(Vec::new());
    page.line(&format!("# {} {}", contract.engine, contract.version));
    page.text(&contract.doc);
    page.text(&format!("Made by Transom from the contract `{}`; do not edit.", contract.digest()));
    page.line("## Functions");
    for function in &contract.functions {
        page.function(function);
    }
    if !contract.definitions.0.is_empty() {
        page.line("## Models");
    }
    for (name, definition) in &contract.definitions.0 {
        page.line(&format!("### <a id=\"{}\"></a>{name}", types::anchor(name)));
        match definition {
            Definition::Record(record) => page.record(record),
            Definition::Enum(choice) => page.choice(choice),
            Definition::Union(union) => page.union(union),
        }
    }
    page.types(contract);
    page.0.join("\n")
}

/// Paragraphs; each ends in an empty line.
struct Page(Vec<String>);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push(format!("{text}\n"));
    }

    fn text(&mut self, doc: &str) {
        if !doc.is_empty() {
            self.line(doc);
        }
    }

    fn table(&mut self, heading: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | ")).replace("  |", " |");
        let rows: Vec<String> = rows.map(row).collect();
        if rows.is_empty() {
            return;
        }
        let heading: Vec<String> = heading.iter().map(|&title| title.to_owned()).collect();
        let rule = vec!["---".to_owned(); heading.len()];
        self.0.push([row(heading), row(rule), rows.concat()].concat());
    }

    fn function(&mut self, function: &Function) {
        self.line(&format!("### {}", function.name));
        self.text(&function.doc);
        if function.exact {
            self.line("*Exact: it answers as its Python original does, or leaves the call to it.*");
        }
        if function.input.fields.is_empty() {
            self.line("It has no arguments.");
        }
        self.fields("argument", &function.input);
        self.line(&format!("**Answer**: {}", name(&function.output)));
        let errors = function.errors.iter().map(|case| {
            let data = case.data.fields.iter();
            let data: Vec<String> =
                data.map(|field| format!("`{}`: {}", field.name, name(&field.shape))).collect();
            vec![
                format!("`{}`", case.code),
                case.http.to_string(),
                format!("`{}`", case.name),
                cell(&case.doc),
                data.join("<br>"),
            ]
        });
        self.table(&["error", "HTTP", "exception", "when", "data"], errors);
    }

    fn fields(&mut self, title: &str, record: &Record) {
        let rows = record.fields.iter().map(|field| {
            let default = match &field.default {
                Some(default) => code(&default.to_string()),
                None if field.required => "required".to_owned(),
                None => "nothing".to_owned(),
            };
            vec![
                code(&field.name),
                name(&field.shape),
                default,
                constraints(&field.constraints),
                cell(&field.doc),
                field.number.to_string(),
            ]
        });
        self.table(&[title, "type", "default", "constraints", "meaning", "number"], rows);
        self.reserved(&record.reserved);
    }

    fn reserved(&mut self, numbers: &[u32]) {
        if !numbers.is_empty() {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            self.line(&format!("Numbers that were used once: {}.", numbers.join(", ")));
        }
    }

    fn record(&mut self, record: &Record) {
        self.text(&record.doc);
        if record.extra == Extra::Ignore {
            self.line("Other fields are passed over.");
        }
        self.fields("field", record);
    }

    fn choice(&mut self, choice: &Enum) {
        self.text(&choice.doc);
        let rows =
            choice.cases.iter().map(|case| vec![code(&case.name), cell(&case.doc), case.number.to_string()]);
        self.table(&["one of", "meaning", "number"], rows);
        self.reserved(&choice.reserved);
    }

    fn union(&mut self, union: &Union) {
        self.text(&union.doc);
        self.line(&format!("Which case it is stands in {}.", code(&union.tag)));
        self.reserved(&union.reserved);
        for case in &union.cases {
            self.line(&format!("#### {} {}: number {}", union.tag, code(&case.name), case.number));
            self.record(&case.record);
        }
    }

    fn types(&mut self, contract: &Contract) {
        self.line("## Types");
        let rows = used(contract).into_iter().map(|row| row.map(str::to_owned).to_vec());
        self.table(&["type", "JSON", "Python", "Protobuf"], rows);
    }
}

/// Text in a table's cell.
fn cell(doc: &str) -> String {
    doc.trim().replace('|', "\\|").replace("\n\n", "<br>").replace('\n', " ")
}

/// Code in a table's cell.
fn code(text: &str) -> String {
    let fence = if text.contains('`') { "``" } else { "`" };
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|"))
}
