//! The attributes of Transom. Each is one line here; behind it the same four steps: parse, model, check, expand.
//!
//! What the macros emit stays thin: plain data for the contract, serde's derives for the walk, calls of functions in
//! `transom_contract::limit` for constraints. No door and no wire is known here.

mod attribute;
mod constraint;
mod doc;
mod engine;
mod error;
mod function;
mod model;
mod object;
mod ty;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Makes a struct or enum a model: it has a shape in the contract and walks every wire.
///
/// On a struct with named fields it is a record; on an enum of plain names a choice (string literals on text wires);
/// on an enum with fields a tagged union. Arguments: `name = "…"`, `extra = "ignore"` (records), `tag = "…"` (unions,
/// default `type`),
/// `python = "app.pricing:Quote"` (in the Python process the values are instances of that class, and nothing else: a
/// dataclass, a `NamedTuple`, a `TypedDict`, a Pydantic model, or for a choice an `Enum`, whose members bear the names
/// of the cases; the class is imported when it is first needed). Field arguments, as `#[transom(…)]`: `ge gt le lt multiple_of min_len max_len pattern unique finite
/// default alias`. Doc comments become the contract's words.
#[proc_macro_attribute]
pub fn model(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as syn::Item);
    finish(model::expand(arguments.into(), item))
}

/// Makes a struct the instances of a class that Python shares by reference: `#[transom::object(python = "app.trees:Node")]`.
///
/// The struct becomes a place in a table that lasts as long as the call: it is copied as a reference is, two are equal
/// where they are one object, and what one name sets every other sees. For each field `name` there are `name()` and
/// `set_name(value)`; a list or a dict is held as [`Shared`](https://docs.rs/transom/latest/transom/rt/struct.Shared.html).
/// `allocate()` makes an instance that has no attributes yet. Such objects exist inside of Python's process only: what a
/// function sets in the caller's objects is set there once it has succeeded.
#[proc_macro_attribute]
pub fn object(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as syn::ItemStruct);
    finish(object::expand(arguments.into(), item))
}

/// Makes an enum a function's declared errors: a stable code, a message, an HTTP status and data for each.
///
/// Variant arguments, as `#[transom(…)]`: `message = "… {field} …"` (default: the doc comment's first line), `http = 409`
/// (default 400), `code = "…"` (default: the name in `snake_case`).
#[proc_macro_attribute]
pub fn error(_: TokenStream, item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as syn::ItemEnum);
    finish(error::expand(item))
}

/// Makes a function a typed unit of work of an engine.
///
/// Arguments: `exact` (it answers exactly as its Python original or declines), `light` or `heavy` (where a server runs
/// it; measured when neither is said), `original = "module:name"` (the Python function that it stands for),
/// `returns = items` (the answer is that argument, as the very object that the caller passed; the function itself
/// returns nothing, or an `rt::Answer` where only some paths answer it), `yields` (it stands for a generator function: it answers an iterator over the list that it
/// returns, which was made before the first item is asked for). Parameters take the same `#[transom(…)]` arguments as a model's fields.
///
/// An exact function may take `&mut Vec<…>`, `&mut` a map and so on: what it does to them is done to the caller's own
/// objects once it has succeeded, and not at all where it declines or fails. Only a caller in the same process has such
/// objects; through every other door these functions decline.
#[proc_macro_attribute]
pub fn function(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as syn::ItemFn);
    finish(function::expand(arguments.into(), item))
}

/// Lists an engine's functions: `transom::engine! { name: shop, functions: [quote, cart::total] }`.
///
/// Makes `engine()`, and the Python module of that name where the embedded door is built.
#[proc_macro]
pub fn engine(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as engine::Input);
    finish(engine::expand(&input))
}

fn finish(result: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    result.unwrap_or_else(syn::Error::into_compile_error).into()
}
