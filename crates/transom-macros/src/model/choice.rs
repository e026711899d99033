//! An enum of plain names: a choice, a string literal on text wires.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemEnum, parse_quote};

use super::{Arguments, serde_derives};
use crate::attribute::{self, Errors};
use crate::doc;

pub(super) fn expand(arguments: &Arguments, mut item: ItemEnum, errors: &mut Errors) -> TokenStream {
    if arguments.tag.is_some() || arguments.ignore_extra {
        errors.say(item.ident.span(), "`tag` and `extra` are for models with fields");
    }
    if item.variants.is_empty() {
        errors.say(item.ident.span(), "a choice has at least one name");
    }
    let mut cases = Vec::new();
    let mut names = Vec::new();
    for (at, variant) in item.variants.iter_mut().enumerate() {
        let mut name = doc::snake_case(&variant.ident.to_string());
        for argument in attribute::take(&mut variant.attrs, errors) {
            let read = match argument.name.to_string().as_str() {
                "alias" | "name" => argument.text().map(|text| name = text.value()),
                _ => Err(argument.unknown(&["alias"])),
            };
            errors.keep(read);
        }
        let (doc, number) = (doc::text(&variant.attrs), u32::try_from(at + 1).expect("few cases"));
        variant.attrs.push(parse_quote!(#[serde(rename = #name)]));
        names.push((variant.ident.clone(), name.clone()));
        cases.push(quote! {
            ::transom::__private::EnumCase {
                name: ::std::string::String::from(#name),
                doc: ::std::string::String::from(#doc),
                number: #number,
            }
        });
    }
    super::distinct(names.iter().map(|(ident, name)| (ident, name.as_str())), errors);
    let (ident, name, doc) = (&item.ident, arguments.name(&item.ident), doc::text(&item.attrs));
    let derives = serde_derives();
    let (class, marked) = (arguments.class(), arguments.marked().unwrap_or_default());
    quote! {
        #derives
        #[serde(rename = #marked)]
        #item

        #[automatically_derived]
        #[allow(clippy::all, clippy::pedantic)]
        impl ::transom::__private::Model for #ident {
            fn shape(definitions: &mut ::transom::__private::Definitions) -> ::transom::__private::Shape {
                definitions.define(#name, ::core::concat!(::core::module_path!(), "::", ::core::stringify!(#ident)), |_| {
                    ::transom::__private::Definition::Enum(::transom::__private::Enum {
                        doc: ::std::string::String::from(#doc),
                        class: #class,
                        cases: ::std::vec![#(#cases),*],
                        reserved: ::std::vec::Vec::new(),
                    })
                })
            }
        }
    }
}
