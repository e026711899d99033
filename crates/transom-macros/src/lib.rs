//! The attributes of Transom. Each is one line here: parse, model, check, expand live in a module of their own.

use proc_macro::TokenStream;

/// Makes a struct or enum a model.
#[proc_macro_attribute]
pub fn model(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

/// Makes an enum a function's declared errors.
#[proc_macro_attribute]
pub fn error(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

/// Makes a function a typed unit of work of an engine.
#[proc_macro_attribute]
pub fn function(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

/// Lists an engine's functions.
#[proc_macro]
pub fn engine(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
