//! Parses `#[transom(…)]` and the attributes' own arguments, collecting every error.

use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Ident, LitStr, Token};

/// One `name` or `name = value`.
pub(crate) struct Argument {
    pub(crate) name: Ident,
    pub(crate) value: Option<Expr>,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Some(input.parse()?)
        } else {
            None
        };
        Ok(Self { name, value })
    }
}

impl Argument {
    /// The value, which must be there.
    pub(crate) fn expression(&self) -> syn::Result<&Expr> {
        self.value.as_ref().ok_or_else(|| {
            syn::Error::new(self.name.span(), format!("`{0}` needs a value: `{0} = …`", self.name))
        })
    }

    /// The value as text.
    pub(crate) fn text(&self) -> syn::Result<LitStr> {
        match self.expression()? {
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Ok(text.clone()),
            other => Err(syn::Error::new(other.span(), format!("`{}` takes text in quotes", self.name))),
        }
    }

    /// The value as a whole number.
    pub(crate) fn whole<N>(&self) -> syn::Result<N>
    where
        N: std::str::FromStr<Err: std::fmt::Display>,
    {
        match self.expression()? {
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => number.base10_parse(),
            other => Err(syn::Error::new(other.span(), format!("`{}` takes a whole number", self.name))),
        }
    }

    /// Nothing may stand after the name.
    pub(crate) fn flag(&self) -> syn::Result<()> {
        match &self.value {
            None => Ok(()),
            Some(value) => Err(syn::Error::new(value.span(), format!("`{}` takes no value", self.name))),
        }
    }

    /// The name is none of those known here.
    pub(crate) fn unknown(&self, known: &[&str]) -> syn::Error {
        let known = known.join(", ");
        syn::Error::new(self.name.span(), format!("unknown argument `{}`; there are {known}", self.name))
    }
}

/// The arguments of an attribute itself, such as `exact` in `#[transom::function(exact)]`.
pub(crate) fn arguments(tokens: TokenStream) -> syn::Result<Vec<Argument>> {
    let parse = Punctuated::<Argument, Token![,]>::parse_terminated;
    Ok(syn::parse::Parser::parse2(parse, tokens)?.into_iter().collect())
}

/// Takes the `#[transom(…)]` attributes out and answers their arguments.
pub(crate) fn take(attributes: &mut Vec<Attribute>, errors: &mut Errors) -> Vec<Argument> {
    let mut found = Vec::new();
    attributes.retain(|attribute| {
        if !attribute.path().is_ident("transom") {
            return true;
        }
        let parsed = attribute.parse_args_with(Punctuated::<Argument, Token![,]>::parse_terminated);
        found.extend(errors.keep(parsed).into_iter().flatten());
        false
    });
    found
}

/// Whether a text names something of Python's as `module:name`.
pub(crate) fn is_python_path(text: &str) -> bool {
    let is_name = |step: &str| !step.is_empty() && step.chars().all(|c| c == '_' || c.is_alphanumeric());
    let is_dotted = |path: &str| path.split('.').all(is_name);
    text.split_once(':').is_some_and(|(module, name)| is_dotted(module) && is_dotted(name))
}

/// Collects errors, so that all are shown at once.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn say(&mut self, span: Span, message: impl std::fmt::Display) {
        self.push(syn::Error::new(span, message));
    }

    pub(crate) fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(crate) fn finish(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
