//! An enum with fields: one of several records, told apart by a tag.
//!
//! serde's own internal tagging buffers every field and needs a self-describing format. Here the tag comes first on
//! human-readable wires, and the others see an enum whose name is the tag (see `transom_contract::walk`).

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Fields, Ident, ItemEnum, Variant};

use super::{Arguments, Record};
use crate::attribute::{self, Errors};
use crate::doc;

struct Case {
    variant: Ident,
    name: String,
    record: Record,
    unit: bool,
}

pub(super) fn expand(arguments: &Arguments, mut item: ItemEnum, errors: &mut Errors) -> TokenStream {
    let cases: Vec<Case> =
        item.variants.iter_mut().map(|variant| parse(arguments, &item.generics, variant, errors)).collect();
    super::distinct(cases.iter().map(|case| (&case.variant, case.name.as_str())), errors);
    if arguments.class.is_some() {
        errors.say(
            item.ident.span(),
            "`python` is for records and for choices between names: a union has no class",
        );
    }
    let tag = arguments.tag.clone().unwrap_or_else(|| "type".to_owned());
    for field in cases.iter().flat_map(|case| &case.record.fields) {
        if field.wire_name == tag {
            errors.say(
                field.ident.span(),
                format!("the tag is called `{tag}`, too: rename the field or say `tag = \"…\"`"),
            );
        }
    }
    let records = cases.iter().map(case_record);
    let (serialize, deserialize) = (serialize(&item, &tag, &cases), deserialize(&item, &tag, &cases));
    let model = model(&item, arguments, &tag, &cases);
    quote! {
        #item

        #[allow(clippy::all, clippy::pedantic)]
        const _: () = {
            #(#records)*
            #serialize
            #deserialize
            #model
        };
    }
}

fn parse(
    arguments: &Arguments,
    generics: &syn::Generics,
    variant: &mut Variant,
    errors: &mut Errors,
) -> Case {
    let mut name = doc::snake_case(&variant.ident.to_string());
    for argument in attribute::take(&mut variant.attrs, errors) {
        let read = match argument.name.to_string().as_str() {
            "alias" => argument.text().map(|text| name = text.value()),
            _ => Err(argument.unknown(&["alias"])),
        };
        errors.keep(read);
    }
    if let Fields::Unnamed(fields) = &variant.fields {
        let message = "a case's fields have names: `Card { number: String }`";
        errors.push(syn::Error::new_spanned(fields, message));
    }
    let fields = Record::parse_fields(&mut variant.fields, errors);
    let borrows = fields.iter().any(|field| field.borrows);
    Case {
        name,
        record: Record {
            ident: format_ident!("{}Case", variant.ident),
            generics: if borrows { generics.clone() } else { syn::Generics::default() },
            doc: doc::text(&variant.attrs),
            ignore_extra: arguments.ignore_extra,
            class: quote!(::core::option::Option::None),
            fields,
        },
        unit: matches!(variant.fields, Fields::Unit),
        variant: variant.ident.clone(),
    }
}

/// The case's fields as a struct of their own, so that serde derives its reader.
fn case_record(case: &Case) -> TokenStream {
    let record = &case.record;
    let (ident, generics) = (&record.ident, &record.generics);
    let fields = record.fields.iter().map(|field| {
        let (serde, name, ty) = (field.serde(ident), &field.ident, &field.ty);
        quote!(#serde #name: #ty)
    });
    let deny = (!record.ignore_extra).then(|| quote!(#[serde(deny_unknown_fields)]));
    let defaults = record.defaults();
    quote! {
        #[derive(::transom::__private::serde::Deserialize)]
        #[serde(crate = "::transom::__private::serde")]
        #deny
        struct #ident #generics { #(#fields),* }
        #defaults
    }
}

fn bindings(case: &Case) -> (TokenStream, Vec<&Ident>) {
    let names: Vec<&Ident> = case.record.fields.iter().map(|field| &field.ident).collect();
    let variant = &case.variant;
    let pattern = if case.unit { quote!(Self::#variant) } else { quote!(Self::#variant { #(#names),* }) };
    (pattern, names)
}

fn serialize(item: &ItemEnum, tag: &str, cases: &[Case]) -> TokenStream {
    let ident = &item.ident;
    let (parameters, arguments, filter) = item.generics.split_for_impl();
    let label = ident.to_string();
    let arms = cases.iter().enumerate().map(|(at, case)| {
        let (pattern, names) = bindings(case);
        let wire = case.record.fields.iter().map(|field| &field.wire_name);
        let wire: Vec<_> = wire.collect();
        let (name, count, at) = (&case.name, names.len(), u32::try_from(at).expect("few cases"));
        quote! {
            #pattern => if serializer.is_human_readable() {
                use ::transom::__private::serde::ser::SerializeStruct as _;
                let mut record = serializer.serialize_struct(#label, #count + 1)?;
                record.serialize_field(#tag, #name)?;
                #(record.serialize_field(#wire, #names)?;)*
                record.end()
            } else {
                #[allow(unused_mut)]
                let mut record = serializer.serialize_struct_variant(#tag, #at, #name, #count)?;
                use ::transom::__private::serde::ser::SerializeStructVariant as _;
                #(record.serialize_field(#wire, #names)?;)*
                record.end()
            }
        }
    });
    quote! {
        impl #parameters ::transom::__private::serde::Serialize for #ident #arguments #filter {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: ::transom::__private::serde::Serializer,
            {
                match self { #(#arms)* }
            }
        }
    }
}

fn deserialize(item: &ItemEnum, tag: &str, cases: &[Case]) -> TokenStream {
    let ident = &item.ident;
    let (_, arguments, filter) = item.generics.split_for_impl();
    let mut generics = item.generics.clone();
    let outlived = item.generics.lifetimes().map(|parameter| parameter.lifetime.clone());
    let outlived: Vec<_> = outlived.collect();
    generics.params.insert(
        0,
        if outlived.is_empty() { syn::parse_quote!('de) } else { syn::parse_quote!('de: #(#outlived)+*) },
    );
    let (parameters, _, _) = generics.split_for_impl();
    let names: Vec<&String> = cases.iter().map(|case| &case.name).collect();
    let expecting = format!("a case of {ident}");
    let (from_map, from_enum) = (from_map(ident, cases), from_enum(ident, cases));
    quote! {
        impl #parameters ::transom::__private::serde::Deserialize<'de> for #ident #arguments #filter {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: ::transom::__private::serde::Deserializer<'de>,
            {
                const NAMES: &[&str] = &[#(#names),*];

                struct CaseVisitor #parameters(::core::marker::PhantomData<(&'de (), fn() -> #ident #arguments)>);

                impl #parameters ::transom::__private::serde::de::Visitor<'de> for CaseVisitor<'de #(, #outlived)*> {
                    type Value = #ident #arguments;

                    fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.write_str(#expecting)
                    }

                    fn visit_map<A>(self, map: A) -> ::core::result::Result<Self::Value, A::Error>
                    where
                        A: ::transom::__private::serde::de::MapAccess<'de>,
                    {
                        let (case, rest) = ::transom::__private::walk::read_tagged(#tag, map)?;
                        match case.as_str() {
                            #(#from_map)*
                            other => ::core::result::Result::Err(
                                ::transom::__private::serde::de::Error::unknown_variant(other, NAMES),
                            ),
                        }
                    }

                    fn visit_enum<A>(self, data: A) -> ::core::result::Result<Self::Value, A::Error>
                    where
                        A: ::transom::__private::serde::de::EnumAccess<'de>,
                    {
                        let (at, variant) = data.variant_seed(::transom::__private::walk::CaseName(NAMES))?;
                        match at {
                            #(#from_enum)*
                            _ => ::core::unreachable!("a case's place is below their number"),
                        }
                    }
                }

                let visitor = CaseVisitor(::core::marker::PhantomData);
                if deserializer.is_human_readable() {
                    deserializer.deserialize_struct(::transom::__private::walk::UNION, &[#tag], visitor)
                } else {
                    deserializer.deserialize_enum(#tag, NAMES, visitor)
                }
            }
        }
    }
}

/// An arm for each case that is named by its tag.
fn from_map<'a>(ident: &'a syn::Ident, cases: &'a [Case]) -> impl Iterator<Item = TokenStream> + 'a {
    cases.iter().map(|case| {
        let (name, record, made) = (&case.name, &case.record.ident, made(ident, case));
        quote!(#name => { let case = <#record as ::transom::__private::serde::Deserialize>::deserialize(rest)?; let _ = &case; ::core::result::Result::Ok(#made) })
    })
}

/// An arm for each case that is named by its place.
fn from_enum<'a>(ident: &'a syn::Ident, cases: &'a [Case]) -> impl Iterator<Item = TokenStream> + 'a {
    cases.iter().enumerate().map(|(at, case)| {
        let (record, made) = (&case.record.ident, made(ident, case));
        let fields = case.record.fields.iter().map(|field| &field.wire_name);
        quote!(#at => { let case: #record = ::transom::__private::walk::struct_case(variant, &[#(#fields),*])?; let _ = &case; ::core::result::Result::Ok(#made) })
    })
}

/// The case out of its record.
fn made(ident: &syn::Ident, case: &Case) -> TokenStream {
    let (variant, fields) = (&case.variant, case.record.fields.iter().map(|field| &field.ident));
    if case.unit { quote!(#ident::#variant) } else { quote!(#ident::#variant { #(#fields: case.#fields),* }) }
}

fn model(item: &ItemEnum, arguments: &Arguments, tag: &str, cases: &[Case]) -> TokenStream {
    let (ident, name, doc) = (&item.ident, arguments.name(&item.ident), doc::text(&item.attrs));
    let (parameters, generics, filter) = item.generics.split_for_impl();
    let data = cases.iter().enumerate().map(|(at, case)| {
        let (name, record, number) =
            (&case.name, case.record.data(), u32::try_from(at + 1).expect("few cases"));
        quote! {
            ::transom::__private::UnionCase {
                name: ::std::string::String::from(#name),
                record: #record,
                number: #number,
            }
        }
    });
    let holds = cases.iter().map(|case| {
        let (pattern, _) = bindings(case);
        let checks = case.record.fields.iter().map(|field| {
            let place = &field.ident;
            field.holds(&quote!(#place))
        });
        quote!(#pattern => true #(&& #checks)*,)
    });
    quote! {
        impl #parameters ::transom::__private::Model for #ident #generics #filter {
            fn shape(definitions: &mut ::transom::__private::Definitions) -> ::transom::__private::Shape {
                definitions.define(#name, ::core::concat!(::core::module_path!(), "::", ::core::stringify!(#ident)), |definitions| {
                    ::transom::__private::Definition::Union(::transom::__private::Union {
                        doc: ::std::string::String::from(#doc),
                        tag: ::std::string::String::from(#tag),
                        cases: ::std::vec![#(#data),*],
                        reserved: ::std::vec::Vec::new(),
                    })
                })
            }

            fn holds(&self) -> bool {
                match self { #(#holds)* }
            }
        }
    }
}
