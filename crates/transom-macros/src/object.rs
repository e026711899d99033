//! `#[transom::object]`: a class whose instances Python shares by reference. The struct becomes a place in a table, with
//! a reader and a setter for each attribute.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Fields, Ident, ItemStruct, Type};

use crate::attribute::{self, Errors};
use crate::constraint::Field;
use crate::doc;
use crate::model::Record;

/// Types that Python shares: an attribute holds one by reference.
const CONTAINERS: [&str; 9] =
    ["Vec", "Dict", "DefaultDict", "OrderedDict", "Counter", "Set", "FrozenSet", "Deque", "ByteArray"];
/// One bit tells of each attribute whether it was set.
const ATTRIBUTES_MAX: usize = 64;

pub(crate) fn expand(arguments: TokenStream, mut item: ItemStruct) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let (class, compares) = read_arguments(arguments, &item.ident, &mut errors);
    if !matches!(item.fields, Fields::Named(_)) || item.fields.len() > ATTRIBUTES_MAX {
        errors.say(item.ident.span(), format!("an object has named attributes, {ATTRIBUTES_MAX} at most"));
    }
    let fields = Record::parse_fields(&mut item.fields, &mut errors);
    errors.finish()?;
    let record = Record {
        ident: item.ident.clone(),
        generics: syn::Generics::default(),
        doc: doc::text(&item.attrs),
        ignore_extra: true,
        class: quote!(::core::option::Option::Some(::std::string::String::from(#class))),
        fields,
    };
    let (attributes, visibility, name) = (&item.attrs, &item.vis, &item.ident);
    let fields: Vec<Attribute> = record.fields.iter().enumerate().map(Attribute::of).collect();
    let accessors = fields.iter().map(Attribute::accessors);
    let held = fields.iter().map(|field| {
        let (name, held) = (field.name, &field.held);
        quote!(#name: ::core::option::Option<#held>)
    });
    let identity = if compares {
        quote!(::transom::rt::identity!(#name, compares);)
    } else {
        quote!(::transom::rt::identity!(#name);)
    };
    let object = object(name, &class, &fields);
    let model = shape(&record);
    Ok(quote! {
        #(#attributes)*
        #[derive(Debug, Clone, Copy)]
        #visibility struct #name(u32);

        #[allow(clippy::all, clippy::pedantic)]
        const _: () = {
            #[derive(Default)]
            struct Held { #(#held),* }

            ::std::thread_local! {
                static ALL: ::transom::rt::Objects<Held> = ::transom::rt::Objects::default();
            }

            fn forget() {
                ALL.with(|all| all.clear());
            }

            #[allow(dead_code)]
            impl #name {
                /// An instance that has no attributes yet.
                #visibility fn allocate() -> Self {
                    Self(ALL.with(|all| all.made(Held::default(), forget)))
                }

                /// Which object it is.
                #[inline]
                #visibility fn place(self) -> u32 {
                    self.0
                }

                #(#accessors)*
            }

            #identity
            #object
            #model
        };
    })
}

/// The class, and whether its instances are compared by what they hold.
fn read_arguments(tokens: TokenStream, name: &Ident, errors: &mut Errors) -> (String, bool) {
    let (mut class, mut compares) = (None, false);
    for argument in errors.keep(attribute::arguments(tokens)).unwrap_or_default() {
        match argument.name.to_string().as_str() {
            "python" => class = errors.keep(argument.text()),
            "compares" => compares = errors.keep(argument.flag()).is_some(),
            _ => errors.push(argument.unknown(&["python", "compares"])),
        }
    }
    let class = class.map(|text| text.value()).filter(|text| attribute::is_python_path(text));
    if class.is_none() {
        errors.say(name.span(), "an object stands for a class: `python = \"module:name\"`");
    }
    (class.unwrap_or_default(), compares)
}

/// What is written of one attribute.
struct Attribute<'a> {
    at: usize,
    name: &'a Ident,
    wire_name: &'a str,
    ty: &'a Type,
    is_container: bool,
    /// The type that the table holds.
    held: TokenStream,
}

impl<'a> Attribute<'a> {
    fn of((at, field): (usize, &'a Field)) -> Self {
        let ty = &field.ty;
        let is_container = CONTAINERS.iter().any(|name| is_named(ty, name));
        let held = if is_container { quote!(::transom::rt::Shared<#ty>) } else { quote!(#ty) };
        Self { at, name: &field.ident, wire_name: &field.wire_name, ty, is_container, held }
    }

    fn accessors(&self) -> TokenStream {
        let (name, ty, held) = (self.name, self.ty, &self.held);
        let at = u32::try_from(self.at).unwrap_or(u32::MAX);
        let bare = name.to_string();
        let setter = format_ident!("set_{}", bare.trim_start_matches("r#"));
        let made = if self.is_container { quote!(::transom::rt::Shared::new(value)) } else { quote!(value) };
        quote! {
            #[inline]
            pub fn #name(self) -> #held {
                ALL.with(|all| all.read(self.0, |held| ::core::clone::Clone::clone(&held.#name)))
            }

            #[inline]
            pub fn #setter(self, value: #ty) {
                ALL.with(|all| {
                    let value = ::core::option::Option::Some(#made);
                    all.set(self.0, #at, |held| held.#name = value)
                })
            }
        }
    }

    fn fill(&self) -> TokenStream {
        let (at, name, ty) = (self.at, self.name, self.ty);
        let value =
            if self.is_container { quote!(::transom::rt::Shared::callers(value)) } else { quote!(value) };
        quote! {
            #at => {
                let value = <#ty as ::transom::__private::serde::Deserialize>::deserialize(source)?;
                let value = ::core::option::Option::Some(#value);
                ALL.with(|all| all.fill(at, |held| held.#name = value));
            }
        }
    }

    fn write(&self) -> TokenStream {
        let (at, name) = (self.at, self.name);
        let value = if self.is_container { quote!(&*value.read()) } else { quote!(&value) };
        quote! {
            #at => match ALL.with(|all| all.look(at, |held| ::core::clone::Clone::clone(&held.#name))) {
                ::core::option::Option::Some(value) => ::core::option::Option::Some(
                    ::transom::__private::serde::Serialize::serialize(#value, target)?,
                ),
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }
    }
}

fn is_named(ty: &Type, name: &str) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == name)
}

/// `impl Object`, and the walk over it.
fn object(name: &Ident, class: &str, fields: &[Attribute<'_>]) -> TokenStream {
    let mark = format!(":{class}");
    let wire_names = fields.iter().map(|field| field.wire_name);
    let (fill, write) = (fields.iter().map(Attribute::fill), fields.iter().map(Attribute::write));
    quote! {
        impl ::transom::__private::Object for #name {
            const MARK: &'static str = #mark;
            const ATTRIBUTES: &'static [&'static str] = &[#(#wire_names),*];

            fn of(at: u32) -> Self {
                Self(at)
            }

            fn met(address: usize) -> (u32, bool) {
                ALL.with(|all| all.met(address, Held::default, forget))
            }

            fn address(at: u32) -> usize {
                ALL.with(|all| all.address(at))
            }

            fn set_address(at: u32, address: usize) {
                ALL.with(|all| all.set_address(at, address))
            }

            fn changed() -> ::std::vec::Vec<(u32, u64)> {
                ALL.with(|all| all.changed())
            }

            fn fill<'de, D>(at: u32, attribute: usize, source: D) -> ::core::result::Result<(), D::Error>
            where
                D: ::transom::__private::serde::Deserializer<'de>,
            {
                match attribute {
                    #(#fill)*
                    _ => {}
                }
                ::core::result::Result::Ok(())
            }

            fn write<S>(at: u32, attribute: usize, target: S) -> ::core::result::Result<::core::option::Option<S::Ok>, S::Error>
            where
                S: ::transom::__private::serde::Serializer,
            {
                ::core::result::Result::Ok(match attribute {
                    #(#write,)*
                    _ => ::core::option::Option::None,
                })
            }
        }

        impl<'de> ::transom::__private::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::transom::__private::serde::Deserializer<'de>>(source: D) -> ::core::result::Result<Self, D::Error> {
                ::transom::__private::read_object(source)
            }
        }

        impl ::transom::__private::serde::Serialize for #name {
            fn serialize<S: ::transom::__private::serde::Serializer>(&self, target: S) -> ::core::result::Result<S::Ok, S::Error> {
                ::transom::__private::write_object::<Self, S>(self.0, target)
            }
        }
    }
}

fn shape(record: &Record) -> TokenStream {
    let (ident, data) = (&record.ident, record.data());
    let name = ident.to_string();
    quote! {
        #[automatically_derived]
        impl ::transom::__private::Model for #ident {
            fn shape(definitions: &mut ::transom::__private::Definitions) -> ::transom::__private::Shape {
                definitions.define(#name, ::core::concat!(::core::module_path!(), "::", ::core::stringify!(#ident)), |definitions| ::transom::__private::Definition::Record(#data))
            }
        }
    }
}
