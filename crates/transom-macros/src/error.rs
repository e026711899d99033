//! `#[transom::error]`: an enum of declared errors, each with a code, a message, a status and data.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Fields, Ident, ItemEnum, LitStr, Variant};

use crate::attribute::{self, Errors};
use crate::constraint::Field;
use crate::doc;
use crate::model::Record;

/// The status of a declared error that names none.
const HTTP_DEFAULT: u16 = 400;

struct Case {
    variant: Ident,
    code: String,
    message: LitStr,
    http: u16,
    record: Record,
    unit: bool,
}

pub(crate) fn expand(mut item: ItemEnum) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    for parameter in &item.generics.params {
        errors.push(syn::Error::new_spanned(parameter, "declared errors own what they tell: no parameters"));
    }
    let cases: Vec<Case> = item.variants.iter_mut().map(|variant| parse(variant, &mut errors)).collect();
    if cases.is_empty() {
        errors.say(item.ident.span(), "there is at least one error, or the function returns no `Result`");
    }
    errors.finish()?;
    let (display, domain) = (display(&item.ident, &cases), domain(&item.ident, &cases));
    Ok(quote!(#item #display #domain))
}

fn parse(variant: &mut Variant, errors: &mut Errors) -> Case {
    let doc = doc::text(&variant.attrs);
    let first_line = doc.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
    let mut case = Case {
        code: doc::snake_case(&variant.ident.to_string()),
        message: LitStr::new(&first_line.replace('{', "{{").replace('}', "}}"), variant.ident.span()),
        http: HTTP_DEFAULT,
        record: Record {
            ident: format_ident!("{}Data", variant.ident),
            generics: syn::Generics::default(),
            doc,
            ignore_extra: false,
            class: quote!(::core::option::Option::None),
            fields: Vec::new(),
        },
        unit: matches!(variant.fields, Fields::Unit),
        variant: variant.ident.clone(),
    };
    for argument in attribute::take(&mut variant.attrs, errors) {
        let read = match argument.name.to_string().as_str() {
            "message" => argument.text().map(|text| case.message = text),
            "code" => argument.text().map(|text| case.code = text.value()),
            "http" => status(&argument).map(|status| case.http = status),
            _ => Err(argument.unknown(&["message", "code", "http"])),
        };
        errors.keep(read);
    }
    if case.message.value().is_empty() {
        errors.say(variant.ident.span(), "say what is wrong: `#[transom(message = \"…\")]` or a doc comment");
    }
    if let Fields::Unnamed(fields) = &variant.fields {
        errors.push(syn::Error::new_spanned(fields, "an error's fields have names: `Gone { sku: String }`"));
    }
    case.record.fields = Record::parse_fields(&mut variant.fields, errors);
    for field in case.record.fields.iter().filter(|field| field.borrows) {
        errors.say(field.ident.span(), "declared errors own what they tell: no borrowed fields");
    }
    case
}

fn status(argument: &attribute::Argument) -> syn::Result<u16> {
    let status: u16 = argument.whole()?;
    // What the doors themselves answer with would be mistaken for theirs.
    let reserved = [408, 413, 415, 422, 429];
    if (400..500).contains(&status) && !reserved.contains(&status) {
        return Ok(status);
    }
    let message = "`http` is a status from 400 to 499 that says the caller must change something; \
                   408, 413, 415, 422 and 429 are the door's own";
    Err(syn::Error::new(argument.name.span(), message))
}

fn pattern(case: &Case) -> TokenStream {
    let variant = &case.variant;
    let names = case.record.fields.iter().map(|field: &Field| &field.ident);
    if case.unit { quote!(Self::#variant) } else { quote!(Self::#variant { #(#names),* }) }
}

fn display(ident: &Ident, cases: &[Case]) -> TokenStream {
    let arms = cases.iter().map(|case| {
        let (pattern, message) = (pattern(case), &case.message);
        quote!(#pattern => ::core::write!(f, #message),)
    });
    quote! {
        #[automatically_derived]
        #[allow(unused_variables, clippy::all, clippy::pedantic)]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self { #(#arms)* }
            }
        }
    }
}

fn domain(ident: &Ident, cases: &[Case]) -> TokenStream {
    let described = cases.iter().map(|case| {
        let (code, name, doc, http) = (&case.code, case.variant.to_string(), &case.record.doc, case.http);
        let data = case.record.data();
        quote! {
            ::transom::__private::ErrorCase {
                code: ::std::string::String::from(#code),
                name: ::std::string::String::from(#name),
                doc: ::std::string::String::from(#doc),
                http: #http,
                data: #data,
            }
        }
    });
    let codes = cases.iter().map(|case| {
        let (variant, code) = (&case.variant, &case.code);
        quote!(Self::#variant { .. } => #code,)
    });
    let statuses = cases.iter().map(|case| {
        let (variant, http) = (&case.variant, case.http);
        quote!(Self::#variant { .. } => #http,)
    });
    let data = cases.iter().map(|case| {
        let pattern = pattern(case);
        let fields = case.record.fields.iter().map(|field| {
            let (name, place) = (&field.wire_name, &field.ident);
            quote!(#name: #place)
        });
        quote!(#pattern => ::transom::__private::serde_json::json!({ #(#fields),* }),)
    });
    let defaults =
        cases.iter().filter(|case| case.record.fields.iter().any(|f| f.default_function().is_some()));
    let defaults = defaults.map(|case| {
        let (owner, functions) = (&case.record.ident, case.record.defaults());
        quote!(struct #owner; #functions)
    });
    quote! {
        #[allow(clippy::all, clippy::pedantic)]
        const _: () = {
            #(#defaults)*

            #[automatically_derived]
            impl ::transom::__private::DomainError for #ident {
                fn cases(
                    definitions: &mut ::transom::__private::Definitions,
                ) -> ::std::vec::Vec<::transom::__private::ErrorCase> {
                    ::std::vec![#(#described),*]
                }

                fn code(&self) -> &'static str {
                    match self { #(#codes)* }
                }

                fn http(&self) -> u16 {
                    match self { #(#statuses)* }
                }

                fn data(&self) -> ::transom::__private::serde_json::Value {
                    match self { #(#data)* }
                }
            }
        };
    }
}
