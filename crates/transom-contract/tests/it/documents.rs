//! Every document of the sample contract against its golden file. `TRANSOM_BLESS=1` writes them anew.

mod patterns;
mod strange;
mod values;

use std::path::PathBuf;

use prost_reflect::DescriptorPool;
use transom_contract::{Contract, documents};

use crate::shop;

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// A document of the sample contract.
fn check(name: &str, render: impl Fn(&Contract) -> String) {
    check_file(name, &render(&shop::contract()));
}

fn check_file(name: &str, found: &str) {
    let path = golden(name);
    if std::env::var_os("TRANSOM_BLESS").is_some() {
        std::fs::write(&path, found).expect("the golden files' folder can be written to");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{name} is out of date; `cargo xtask generate` writes it anew");
}

/// The sample's `.proto` document, compiled.
pub(crate) fn compiled(proto: &str) -> DescriptorPool {
    let file = protox::file::File::from_source("engine.proto", proto).expect("the document parses");
    let mut resolver = protox::file::ChainFileResolver::new();
    resolver.add(Given(file));
    resolver.add(protox::file::GoogleFileResolver::new());
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.open_file("engine.proto").expect("the document compiles");
    compiler.descriptor_pool()
}

struct Given(protox::file::File);

impl protox::file::FileResolver for Given {
    fn open_file(&self, name: &str) -> Result<protox::file::File, protox::Error> {
        if name == "engine.proto" { Ok(self.0.clone()) } else { Err(protox::Error::file_not_found(name)) }
    }
}

#[test]
fn proto_is_as_it_was() {
    check("shop.proto", documents::proto::render);
}

#[test]
fn json_schema_is_as_it_was() {
    check("shop.schema.json", documents::json_schema::render);
}

#[test]
fn openapi_is_as_it_was() {
    check("shop.openapi.json", documents::openapi::render);
}

#[test]
fn pyi_is_as_it_was() {
    check("shop.pyi", documents::pyi::render);
}

#[test]
fn markdown_is_as_it_was() {
    check("shop.md", documents::markdown::render);
}

#[test]
fn proto_compiles_and_keeps_numbers() {
    let pool = compiled(&documents::proto::render(&shop::contract()));
    let service = pool.get_service_by_name("transom.shop.v1.ShopService").expect("it is there");
    let methods: Vec<String> = service.methods().map(|method| method.name().to_owned()).collect();
    assert_eq!(methods, ["Quote", "StockOf", "Forget", "Matrix", "Everything"]);
    let line = pool.get_message_by_name("transom.shop.v1.Line").expect("it is there");
    assert_eq!(line.get_field(4).expect("the price").json_name(), "unitPrice");
    assert!(line.reserved_ranges().any(|range| range.contains(&3)));
}
