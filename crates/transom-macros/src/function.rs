//! `#[transom::function]`: the function stays as it is; beside it stands a type that says what it is.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{FnArg, Ident, ItemFn, LitStr, Pat, ReturnType, Type, TypeReference, parse_quote};

use crate::attribute::{self, Argument, Errors};
use crate::constraint::Field;
use crate::model::Record;
use crate::{doc, ty};

mod changes;

use changes::Changes;

const KNOWN: &[&str] = &["exact", "light", "heavy", "original", "returns", "yields"];

#[derive(Default)]
struct Arguments {
    exact: bool,
    weight: Option<&'static str>,
    /// The Python function as `module:name`.
    original: Option<LitStr>,
    /// The argument that is the answer.
    returns: Option<Ident>,
    /// Whether the answer is an iterator over a list.
    yields: bool,
}

/// A parameter: the field that carries it and the expression that passes it on.
struct Parameter {
    field: Field,
    pass: TokenStream,
    /// Whether the function changes it.
    changed: bool,
}

pub(crate) fn expand(arguments: TokenStream, mut item: ItemFn) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let arguments = parse_arguments(arguments, &mut errors);
    check_signature(&item, &mut errors);
    let parameters: Vec<Parameter> =
        item.sig.inputs.iter_mut().filter_map(|input| parse_parameter(input, &mut errors)).collect();
    if arguments.yields && (!arguments.exact || arguments.returns.is_some()) {
        errors.say(
            item.sig.ident.span(),
            "`yields` is for an exact function that stands for a generator: write `exact`, and no `returns`",
        );
    }
    if arguments.exact && item.sig.asyncness.is_some() {
        errors.say(
            item.sig.asyncness.span(),
            "an exact function stands for a plain Python function: not `async`",
        );
    }
    let changes = Changes::of(&item, &arguments, &parameters, &mut errors);
    errors.finish()?;

    let marker = marker(&item);
    let implementation = implementation(&item, &arguments, parameters, &changes);
    Ok(quote!(#item #marker #implementation))
}

fn parse_arguments(tokens: TokenStream, errors: &mut Errors) -> Arguments {
    let mut parsed = Arguments::default();
    for argument in errors.keep(attribute::arguments(tokens)).unwrap_or_default() {
        let name = argument.name.to_string();
        if name == "original" {
            parsed.original = errors.keep(original(&argument));
            continue;
        }
        if name == "returns" {
            parsed.returns = errors.keep(changes::returns(&argument));
            continue;
        }
        errors.keep(argument.flag());
        match name.as_str() {
            "exact" => parsed.exact = true,
            "yields" => parsed.yields = true,
            "light" => parsed.weight = Some("Light"),
            "heavy" => parsed.weight = Some("Heavy"),
            _ => errors.push(argument.unknown(KNOWN)),
        }
    }
    parsed
}

/// The Python function that this one stands for.
fn original(argument: &Argument) -> syn::Result<LitStr> {
    let text = argument.text()?;
    let name = text.value();
    if attribute::is_python_path(&name) {
        return Ok(text);
    }
    let message =
        format!("an original is named \"module:name\", such as \"app.pricing:quote\", not \"{name}\"");
    Err(syn::Error::new(text.span(), message))
}

fn check_signature(item: &ItemFn, errors: &mut Errors) {
    for parameter in item.sig.generics.params.iter().filter(|p| !matches!(p, syn::GenericParam::Lifetime(_)))
    {
        errors
            .push(syn::Error::new_spanned(parameter, "a contract names concrete types: no type parameters"));
    }
    if let Some(unsafety) = &item.sig.unsafety {
        errors.say(unsafety.span(), "a function that anyone may call is safe");
    }
}

fn parse_parameter(input: &mut FnArg, errors: &mut Errors) -> Option<Parameter> {
    let FnArg::Typed(typed) = input else {
        errors.push(syn::Error::new_spanned(input, "a function of an engine has no `self`"));
        return None;
    };
    let Pat::Ident(pattern) = &*typed.pat else {
        errors.push(syn::Error::new_spanned(&typed.pat, "an argument has a name: callers pass it by that"));
        return None;
    };
    let ident = pattern.ident.clone();
    if ident.to_string().starts_with('_') {
        errors.say(ident.span(), "an argument's name is part of the contract: it does not start with `_`");
    }
    let (stored, pass) = stored(&typed.ty, &ident);
    let stored = ty::with_lifetime(&stored, "'call");
    let field = Field::parse(&ident, &stored, &mut typed.attrs, errors);
    let held = ty::option_inner(&typed.ty).unwrap_or(&typed.ty);
    let changed = matches!(held, Type::Reference(TypeReference { mutability: Some(_), .. }));
    Some(Parameter { field, pass, changed })
}

/// The type that carries an argument of this type, and how it is passed on.
fn stored(ty: &Type, ident: &Ident) -> (Type, TokenStream) {
    match ty {
        Type::Reference(TypeReference { mutability: Some(_), elem, .. }) => {
            (owned(elem).unwrap_or_else(|| ty.clone()), quote!(&mut input.#ident))
        }
        Type::Reference(reference) => match owned(&reference.elem) {
            Some(owned) => (owned, quote!(&input.#ident)),
            None => (ty.clone(), quote!(input.#ident)),
        },
        _ => match ty::option_inner(ty) {
            Some(Type::Reference(TypeReference { mutability: Some(_), elem, .. })) => {
                let owned = owned(elem).unwrap_or_else(|| (**elem).clone());
                (parse_quote!(::core::option::Option<#owned>), quote!(input.#ident.as_mut()))
            }
            Some(Type::Reference(reference)) => match owned(&reference.elem) {
                Some(owned) if matches!(*reference.elem, Type::Slice(_)) => {
                    (parse_quote!(::core::option::Option<#owned>), quote!(input.#ident.as_deref()))
                }
                Some(owned) => (parse_quote!(::core::option::Option<#owned>), quote!(input.#ident.as_ref())),
                None => (ty.clone(), quote!(input.#ident)),
            },
            _ => (ty.clone(), quote!(input.#ident)),
        },
    }
}

/// The owned type behind a reference; `None` for text, which is lent.
fn owned(referred: &Type) -> Option<Type> {
    match referred {
        Type::Path(path) if path.path.is_ident("str") => None,
        Type::Slice(_) if ty::kind(referred) == ty::Kind::Bytes => Some(parse_quote!(::transom::Bytes)),
        Type::Slice(slice) => {
            let element = &slice.elem;
            Some(parse_quote!(::std::vec::Vec<#element>))
        }
        other => Some(other.clone()),
    }
}

/// The type of the same name as the function: types and functions do not get into each other's way.
fn marker(item: &ItemFn) -> TokenStream {
    let (visibility, name) = (&item.vis, &item.sig.ident);
    let doc = format!("Names [`fn@{name}`] where a type is asked for, as in `transom::engine!`.");
    quote! {
        #[doc = #doc]
        #[allow(non_camel_case_types)]
        #[derive(Debug, Clone, Copy)]
        #visibility enum #name {}
    }
}

fn implementation(
    item: &ItemFn,
    arguments: &Arguments,
    parameters: Vec<Parameter>,
    changes: &Changes,
) -> TokenStream {
    let (name, text) = (&item.sig.ident, item.sig.ident.to_string());
    let doc = doc::text(&item.attrs);
    let (fields, passed): (Vec<Field>, Vec<TokenStream>) =
        parameters.into_iter().map(|parameter| (parameter.field, parameter.pass)).unzip();
    let borrows = fields.iter().any(|field| field.borrows);
    let record = Record {
        ident: format_ident!("Input"),
        generics: if borrows { parse_quote!(<'call>) } else { syn::Generics::default() },
        doc: String::new(),
        ignore_extra: false,
        class: quote!(::core::option::Option::None),
        fields,
    };
    let input_type = if borrows { quote!(Input<'de>) } else { quote!(Input) };
    let input = input_struct(&record);
    let (data, model, defaults) = (record.data(), record.model(&format!("{text}.input")), record.defaults());
    let wire_names = record.fields.iter().map(|field| &field.wire_name);
    let (output, error) = output(&item.sig.output);
    let output = changes.otherwise().cloned().unwrap_or(output);
    let (exact, weight) = (arguments.exact, Ident::new(arguments.weight.unwrap_or("Measured"), name.span()));
    let original = arguments.original.as_ref();
    let original = original.map_or_else(|| quote!(None), |name| quote!(Some(#name)));
    let asynchronous = item.sig.asyncness.is_some();
    let start = if arguments.exact && hides_a_class(&output) {
        quote!(::transom::__private::in_a_class_that_is_not_told())
    } else if changes.is_empty() {
        start(item, &passed, error.is_some())
    } else {
        Changes::start()
    };
    let held = held(arguments, &output);
    let change = changes.implementation(name, &passed, error.is_some());
    let error = error.unwrap_or_else(|| parse_quote!(::core::convert::Infallible));
    quote! {
        #[allow(clippy::all, clippy::pedantic)]
        const _: () = {
            #input
            #model
            #defaults

            impl ::transom::__private::Function for #name {
                type Input<'de> = #input_type;
                type Output = #output;
                type Error = #error;

                const NAME: &'static str = #text;
                const DOC: &'static str = #doc;
                const ARGUMENTS: &'static [&'static str] = &[#(#wire_names),*];
                const ASYNC: bool = #asynchronous;
                const EXACT: bool = #exact;
                const ORIGINAL: ::core::option::Option<&'static str> = ::core::option::Option::#original;
                const BORROWS: bool = #borrows;
                const WEIGHT: ::transom::__private::Weight = ::transom::__private::Weight::#weight;

                fn input(definitions: &mut ::transom::__private::Definitions) -> ::transom::__private::Record {
                    #data
                }

                #change
                #held

                #[inline]
                fn start(input: Self::Input<'_>) -> ::transom::__private::Running<'_, Self> {
                    let _ = &input;
                    #start
                }
            }
        };
    }
}

fn input_struct(record: &Record) -> TokenStream {
    let (ident, generics) = (&record.ident, &record.generics);
    let fields = record.fields.iter().map(|field| {
        let (serde, name, ty) = (field.serde(ident), &field.ident, &field.ty);
        quote!(#serde #name: #ty)
    });
    quote! {
        #[derive(::transom::__private::serde::Deserialize)]
        #[serde(crate = "::transom::__private::serde", deny_unknown_fields)]
        pub struct #ident #generics { #(#fields),* }
    }
}

/// The output's type and the declared error's, where there is one.
fn output(returned: &ReturnType) -> (Type, Option<Type>) {
    let ReturnType::Type(_, ty) = returned else { return (parse_quote!(()), None) };
    match ty::generic_of(ty, "Result").as_deref() {
        Some([output, error]) => ((*output).clone(), Some((*error).clone())),
        _ => ((**ty).clone(), None),
    }
}

/// Dicts of classes of their own, which drafted Rust has as one type.
const NAMED: [&str; 3] = ["Counter", "OrderedDict", "DefaultDict"];

/// Whether such a dict stands inside an answer, where nothing tells it from a plain one.
fn hides_a_class(output: &Type) -> bool {
    let inside = NAMED.into_iter().find_map(|name| ty::generic_of(output, name));
    let inside = inside.unwrap_or_else(|| vec![output]);
    inside.into_iter().any(|ty| ty::names_any(ty, &NAMED))
}

/// The answer's shape, where Python holds it in a class that its Rust type does not tell: drafted Rust calls a dict that
/// counts a `Counter`, one that makes its values a `DefaultDict`.
fn held(arguments: &Arguments, output: &Type) -> Option<TokenStream> {
    let class = NAMED.into_iter().find(|name| ty::generic_of(output, name).is_some());
    let form = if arguments.yields { "Iterator" } else { class.filter(|_| arguments.exact)? };
    let form = Ident::new(form, proc_macro2::Span::call_site());
    Some(quote! {
        fn output(definitions: &mut ::transom::__private::Definitions) -> ::transom::__private::Shape {
            ::transom::__private::Shape::As(
                ::transom::__private::Form::#form,
                ::std::boxed::Box::new(<#output as ::transom::__private::Model>::shape(definitions)),
            )
        }
    })
}

fn start(item: &ItemFn, passed: &[TokenStream], fallible: bool) -> TokenStream {
    let name = &item.sig.ident;
    let call = quote!(#name(#(#passed),*));
    let call = if item.sig.asyncness.is_some() { quote!(#call.await) } else { call };
    let result = if fallible { call } else { quote!(::core::result::Result::Ok(#call)) };
    if item.sig.asyncness.is_some() {
        quote!(::transom::__private::Running::Later(::std::boxed::Box::pin(async move { #result })))
    } else {
        quote!(::transom::__private::Running::Done(#result))
    }
}
