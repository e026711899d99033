//! A struct with named fields: a record.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Generics, Ident, ItemStruct};

use super::{Arguments, serde_derives};
use crate::attribute::Errors;
use crate::constraint::Field;
use crate::doc;

/// Named fields behind one type, wherever they were declared.
pub(crate) struct Record {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) doc: String,
    pub(crate) ignore_extra: bool,
    /// The contract's `class` as an expression.
    pub(crate) class: TokenStream,
    pub(crate) fields: Vec<Field>,
}

impl Record {
    /// Reads the fields; takes their `#[transom(…)]` attributes out.
    pub(crate) fn parse_fields(fields: &mut Fields, errors: &mut Errors) -> Vec<Field> {
        let Fields::Named(named) = fields else { return Vec::new() };
        let fields = named.named.iter_mut().map(|field| {
            let ident = field.ident.clone().expect("a named field has a name");
            Field::parse(&ident, &field.ty, &mut field.attrs, errors)
        });
        let fields: Vec<Field> = fields.collect();
        super::distinct(fields.iter().map(|field| (&field.ident, field.wire_name.as_str())), errors);
        fields
    }

    /// The container's serde attributes.
    pub(crate) fn serde_container(&self) -> TokenStream {
        let derives = serde_derives();
        let deny = (!self.ignore_extra).then(|| quote!(#[serde(deny_unknown_fields)]));
        quote!(#derives #deny)
    }

    /// The contract's `Record` as an expression over `definitions`.
    pub(crate) fn data(&self) -> TokenStream {
        let (doc, ident, class) = (&self.doc, &self.ident, &self.class);
        let fields = self.fields.iter().enumerate().map(|(at, field)| field.data(at + 1, ident));
        let extra = if self.ignore_extra { quote!(Ignore) } else { quote!(Forbid) };
        quote! {
            ::transom::__private::Record {
                doc: ::std::string::String::from(#doc),
                class: #class,
                fields: ::std::vec![#(#fields),*],
                extra: ::transom::__private::Extra::#extra,
                reserved: ::std::vec::Vec::new(),
            }
        }
    }

    /// The functions that make the defaults.
    pub(crate) fn defaults(&self) -> TokenStream {
        let functions: Vec<_> = self.fields.iter().filter_map(Field::default_function).collect();
        if functions.is_empty() {
            return TokenStream::new();
        }
        let ident = &self.ident;
        let (parameters, arguments, filter) = self.generics.split_for_impl();
        quote! {
            #[allow(clippy::all, clippy::pedantic)]
            impl #parameters #ident #arguments #filter {
                #(#functions)*
            }
        }
    }

    /// `impl Model`: the shape under `name`, and whether the limits hold.
    pub(crate) fn model(&self, name: &str) -> TokenStream {
        let (ident, data) = (&self.ident, self.data());
        let (parameters, arguments, filter) = self.generics.split_for_impl();
        let checks = self.fields.iter().map(|field| {
            let place = &field.ident;
            field.holds(&quote!(&self.#place))
        });
        quote! {
            #[automatically_derived]
            #[allow(clippy::all, clippy::pedantic)]
            impl #parameters ::transom::__private::Model for #ident #arguments #filter {
                fn shape(definitions: &mut ::transom::__private::Definitions) -> ::transom::__private::Shape {
                    definitions.define(#name, ::core::concat!(::core::module_path!(), "::", ::core::stringify!(#ident)), |definitions| ::transom::__private::Definition::Record(#data))
                }

                #[inline]
                fn holds(&self) -> bool {
                    true #(&& #checks)*
                }
            }
        }
    }
}

pub(super) fn expand(arguments: &Arguments, mut item: ItemStruct, errors: &mut Errors) -> TokenStream {
    if !matches!(item.fields, Fields::Named(_)) {
        errors.push(syn::Error::new_spanned(
            &item.ident,
            "a record's fields have names: `struct Name { field: Type }`",
        ));
    }
    if let Some(tag) = &arguments.tag {
        errors.say(item.ident.span(), format!("`tag = \"{tag}\"` is for enums whose variants have fields"));
    }
    let record = Record {
        fields: Record::parse_fields(&mut item.fields, errors),
        ident: item.ident.clone(),
        generics: item.generics.clone(),
        doc: doc::text(&item.attrs),
        ignore_extra: arguments.ignore_extra,
        class: arguments.class(),
    };
    if let Fields::Named(named) = &mut item.fields {
        for (field, parsed) in named.named.iter_mut().zip(&record.fields) {
            let serde = parsed.serde(&record.ident);
            field.attrs.extend(parse_attributes(serde));
        }
    }
    let container = record.serde_container();
    let marked = arguments.marked().map(|name| quote!(#[serde(rename = #name)]));
    let (defaults, model) = (record.defaults(), record.model(&arguments.name(&item.ident)));
    quote!(#container #marked #item #defaults #model)
}

fn parse_attributes(tokens: TokenStream) -> Vec<syn::Attribute> {
    syn::parse::Parser::parse2(syn::Attribute::parse_outer, tokens).expect("attributes that this crate wrote")
}
