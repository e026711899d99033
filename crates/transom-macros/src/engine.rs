//! `transom::engine!`: the list of an engine's functions.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, Token, bracketed};

/// The field-number lock file beside the engine's `Cargo.toml`.
const LOCK: &str = "contract.lock";

/// `name: shop, functions: [quote, cart::total]`.
pub(crate) struct Input {
    name: Ident,
    functions: Punctuated<syn::Path, Token![,]>,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let usage = "expected `name: shop, functions: [quote, total]`";
        let key = |expected: &str| -> syn::Result<()> {
            let key: Ident = input.parse().map_err(|error| syn::Error::new(error.span(), usage))?;
            input.parse::<Token![:]>().map_err(|error| syn::Error::new(error.span(), usage))?;
            if key == expected { Ok(()) } else { Err(syn::Error::new(key.span(), usage)) }
        };
        key("name")?;
        let name = input.parse()?;
        input.parse::<Token![,]>()?;
        key("functions")?;
        let list;
        bracketed!(list in input);
        let functions = list.parse_terminated(syn::Path::parse_mod_style, Token![,])?;
        input.parse::<Option<Token![,]>>()?;
        Ok(Self { name, functions })
    }
}

pub(crate) fn expand(input: &Input) -> syn::Result<TokenStream> {
    let (ident, name, functions) = (&input.name, input.name.to_string(), input.functions.iter());
    if name.chars().any(char::is_uppercase) {
        return Err(syn::Error::new(
            ident.span(),
            "an engine is a Python module: write its name in lower case",
        ));
    }
    let lock = lock_file().map(|path| quote!(.lock(::core::include_str!(#path))));
    Ok(quote! {
        /// The engine: its contract and its functions.
        #[must_use]
        pub fn engine() -> &'static ::transom::Engine {
            static ENGINE: ::transom::__private::OnceLock<::transom::Engine> =
                ::transom::__private::OnceLock::new();
            // Cargo sees when a lock file changes, not when one appears: `transom build` says so by this variable.
            const _: ::core::option::Option<&str> = ::core::option_env!("TRANSOM_LOCK");
            ENGINE.get_or_init(|| {
                ::transom::Engine::builder(#name, ::core::env!("CARGO_PKG_VERSION"), ::core::env!("CARGO_PKG_DESCRIPTION"))
                    #(.function::<#functions>())*
                    #lock
                    .build()
            })
        }

        ::transom::__python_module!(#ident, engine);
    })
}

/// The lock file's whole path, if there is one.
fn lock_file() -> Option<String> {
    let folder = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    let path = Path::new(&folder).join(LOCK);
    path.exists().then(|| path.to_str().map(str::to_owned)).flatten()
}
