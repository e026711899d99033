//! Arguments that an exact function changes, and one that is its answer: `xs: &mut Vec<i64>`, `returns = xs`.
//!
//! The function works on what was copied in; the door that holds the caller's own objects puts the changes there.

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;
use syn::{Expr, Ident, ItemFn, ReturnType, Type};

use super::{Arguments, Parameter, output};
use crate::attribute::{Argument, Errors};
use crate::ty;

/// What a function does to its arguments.
#[derive(Default)]
pub(super) struct Changes {
    /// The places of those that it changes.
    places: Vec<usize>,
    names: Vec<Ident>,
    types: Vec<Type>,
    /// The place and the type of the one that is the answer.
    returns: Option<(usize, Type)>,
    /// What the function makes where the argument is not the answer.
    otherwise: Option<Type>,
}

/// The name in `returns = name`.
pub(super) fn returns(argument: &Argument) -> syn::Result<Ident> {
    match argument.expression()? {
        Expr::Path(path) if path.path.get_ident().is_some() => Ok(path.path.require_ident()?.clone()),
        other => Err(syn::Error::new(other.span(), "`returns` names an argument: `returns = items`")),
    }
}

impl Changes {
    pub(super) fn of(
        item: &ItemFn,
        arguments: &Arguments,
        parameters: &[Parameter],
        errors: &mut Errors,
    ) -> Self {
        let mut changes = Self::default();
        for (place, parameter) in parameters.iter().enumerate().filter(|(_, parameter)| parameter.changed) {
            changes.places.push(place);
            changes.names.push(parameter.field.ident.clone());
            changes.types.push(ty::with_lifetime(&parameter.field.ty, "'de"));
            if parameter.field.borrows {
                errors.say(
                    parameter.field.ident.span(),
                    "what is changed owns its text: `String`, not `&str`, which would be lent from the caller",
                );
            }
            if !arguments.exact {
                errors.say(
                    parameter.field.ident.span(),
                    "only an exact function changes its caller's objects: write `#[transom::function(exact)]`, or \
                     take it by value and return it",
                );
            }
        }
        if let Some(name) = &arguments.returns {
            changes.returns = parameters
                .iter()
                .position(|parameter| parameter.field.ident == *name)
                .map(|place| (place, ty::with_lifetime(&parameters[place].field.ty, "'static")));
            if changes.returns.is_none() {
                errors.say(name.span(), format!("there is no argument `{name}` to be the answer"));
            }
            if !arguments.exact {
                errors.say(
                    name.span(),
                    "only an exact function answers its caller's own object: write `exact`",
                );
            }
            changes.otherwise = otherwise(&item.sig.output);
            if !is_nothing(&item.sig.output) && changes.otherwise.is_none() {
                errors.say(
                    item.sig.output.span(),
                    format!(
                        "the answer is the caller's `{name}`: the function itself returns nothing, or \
                         `rt::Answer<…>` where it is not always so"
                    ),
                );
            }
        }
        changes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty() && self.returns.is_none()
    }

    /// What the function makes, where it may also give its argument back.
    pub(super) fn otherwise(&self) -> Option<&Type> {
        self.otherwise.as_ref()
    }

    /// What every door but the one in the caller's process does.
    pub(super) fn start() -> TokenStream {
        quote!(::transom::__private::in_the_callers_process())
    }

    /// The items of `impl Function`.
    pub(super) fn implementation(&self, name: &Ident, passed: &[TokenStream], fallible: bool) -> TokenStream {
        let Self { places, names, types, returns, otherwise } = self;
        if self.is_empty() {
            return quote! {
                type Changed<'de> = ();

                fn change(
                    _: Self::Input<'_>,
                ) -> ::core::result::Result<
                    (::core::option::Option<Self::Output>, Self::Changed<'_>),
                    Self::Error,
                > {
                    ::core::unreachable!("it changes nothing")
                }
            };
        }
        let place = returns.as_ref().map_or_else(|| quote!(None), |(place, _)| quote!(Some(#place)));
        let output = returns.as_ref().filter(|_| otherwise.is_none()).map(|(_, ty)| {
            quote! {
                fn output(definitions: &mut ::transom::__private::Definitions) -> ::transom::__private::Shape {
                    <#ty as ::transom::__private::Model>::shape(definitions)
                }
            }
        });
        let question = fallible.then(|| quote!(?));
        let answer = match (returns, otherwise) {
            (_, Some(_)) => quote!(answer.value()),
            (Some(_), None) => quote!({
                let () = answer;
                ::core::option::Option::None
            }),
            (None, None) => quote!(::core::option::Option::Some(answer)),
        };
        quote! {
            type Changed<'de> = (#(#types,)*);

            const CHANGES: &'static [usize] = &[#(#places),*];
            const RETURNS: ::core::option::Option<usize> = ::core::option::Option::#place;

            #output

            #[inline]
            #[allow(unused_mut)]
            fn change(
                mut input: Self::Input<'_>,
            ) -> ::core::result::Result<
                (::core::option::Option<Self::Output>, Self::Changed<'_>),
                Self::Error,
            > {
                let _ = &input;
                let answer = #name(#(#passed),*)#question;
                ::core::result::Result::Ok((#answer, (#(input.#names,)*)))
            }
        }
    }
}

/// The type in `rt::Answer<…>`, which says by itself whether it is the argument.
fn otherwise(returned: &ReturnType) -> Option<Type> {
    match ty::generic_of(&output(returned).0, "Answer").as_deref() {
        Some([made]) => Some((*made).clone()),
        _ => None,
    }
}

/// Whether a function returns `()`, or a `Result` of it.
fn is_nothing(returned: &ReturnType) -> bool {
    matches!(output(returned).0, Type::Tuple(tuple) if tuple.elems.is_empty())
}
