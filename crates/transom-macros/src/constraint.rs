//! A field: its name, its words, its limits, its default; as plain data for the contract and as a quick check.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, ExprUnary, Ident, Lit, LitFloat, LitStr, Type, UnOp};

use crate::attribute::{self, Argument, Errors};
use crate::doc;
use crate::ty::{self, Kind};

const KNOWN: &[&str] = &[
    "ge",
    "gt",
    "le",
    "lt",
    "multiple_of",
    "min_len",
    "max_len",
    "pattern",
    "unique",
    "finite",
    "default",
    "alias",
];

/// A record's field or a function's parameter, after parsing.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) wire_name: String,
    pub(crate) borrows: bool,
    doc: String,
    default: Option<Default>,
    limits: Vec<Limit>,
}

/// The value of a missing field.
enum Default {
    OfType,
    Expression(Expr),
}

/// One constraint: its name in the contract, its value there, and the check of `value`, a reference.
struct Limit {
    name: &'static str,
    data: TokenStream,
    check: TokenStream,
}

impl Field {
    /// Reads a field; takes its `#[transom(…)]` attributes out.
    pub(crate) fn parse(
        ident: &Ident,
        ty: &Type,
        attributes: &mut Vec<Attribute>,
        errors: &mut Errors,
    ) -> Self {
        let arguments = attribute::take(attributes, errors);
        let mut field = Self {
            ident: ident.clone(),
            ty: ty.clone(),
            wire_name: ident.to_string().trim_start_matches("r#").to_owned(),
            borrows: ty::has_lifetime(ty),
            doc: doc::text(attributes),
            default: None,
            limits: Vec::new(),
        };
        for argument in &arguments {
            let done = field.apply(argument);
            errors.keep(done);
        }
        field
    }

    fn apply(&mut self, argument: &Argument) -> syn::Result<()> {
        let name = argument.name.to_string();
        match name.as_str() {
            "alias" => self.wire_name = argument.text()?.value(),
            "default" => {
                self.default = Some(argument.value.clone().map_or(Default::OfType, Default::Expression));
            }
            other => {
                let Some(known) = KNOWN.iter().find(|known| **known == other) else {
                    return Err(argument.unknown(KNOWN));
                };
                let limit = limit(known, argument, ty::kind(&self.ty))?;
                self.limits.push(limit);
            }
        }
        Ok(())
    }

    /// serde's attributes for the field; `owner` is the type that holds the default's function.
    pub(crate) fn serde(&self, owner: &Ident) -> TokenStream {
        let name = &self.wire_name;
        let borrow = self.borrows.then(|| quote!(#[serde(borrow)]));
        let default = self.default.as_ref().map(|_| {
            let path = format!("{owner}::{}", self.default_name());
            quote!(#[serde(default = #path)])
        });
        quote!(#[serde(rename = #name)] #borrow #default)
    }

    fn default_name(&self) -> Ident {
        format_ident!("__default_{}", self.ident.to_string().trim_start_matches("r#"))
    }

    /// The function that makes the default, to stand in an `impl` of the owner.
    pub(crate) fn default_function(&self) -> Option<TokenStream> {
        let (name, ty) = (self.default_name(), ty::with_lifetime(&self.ty, "'static"));
        let value = match self.default.as_ref()? {
            Default::OfType => quote!(::core::default::Default::default()),
            Default::Expression(expression) => default_value(expression, &self.ty),
        };
        Some(quote! {
            #[doc(hidden)]
            fn #name() -> #ty {
                #value
            }
        })
    }

    /// The field as an expression of the contract's `Field`.
    pub(crate) fn data(&self, number: usize, owner: &Ident) -> TokenStream {
        let (name, doc, ty) = (&self.wire_name, &self.doc, ty::with_lifetime(&self.ty, "'static"));
        let number = u32::try_from(number).expect("a record has fewer fields than 32 bits count");
        let required = self.default.is_none() && ty::option_inner(&ty).is_none();
        let default = if self.default.is_some() {
            let function = self.default_name();
            let value = quote!(::transom::__private::serde_json::to_value(#owner::#function()).ok());
            // JSON has no infinity: a default that it cannot say is not told.
            let told = ty::option_inner(&ty).is_none().then(|| quote!(.filter(|value| !value.is_null())));
            quote!(#value #told)
        } else {
            quote!(::core::option::Option::None)
        };
        let limits = self.limits.iter().map(|Limit { name, data, .. }| {
            let name = Ident::new(name, Span::call_site());
            quote!(#name: #data,)
        });
        quote! {
            ::transom::__private::Field {
                name: ::std::string::String::from(#name),
                doc: ::std::string::String::from(#doc),
                shape: <#ty as ::transom::__private::Model>::shape(definitions),
                constraints: ::transom::__private::Constraints {
                    #(#limits)*
                    ..::core::default::Default::default()
                },
                default: #default,
                required: #required,
                number: #number,
            }
        }
    }

    /// An expression that is true when the field behind `place`, a reference, keeps its limits.
    pub(crate) fn holds(&self, place: &TokenStream) -> TokenStream {
        let checks = self.limits.iter().map(|limit| &limit.check);
        let checks = quote!(::transom::__private::Model::holds(value) #(&& #checks)*);
        if ty::option_inner(&self.ty).is_some() {
            quote!(match #place { ::core::option::Option::None => true, ::core::option::Option::Some(value) => #checks })
        } else {
            quote!({ let value = #place; #checks })
        }
    }
}

fn limit(name: &'static str, argument: &Argument, kind: Kind) -> syn::Result<Limit> {
    match name {
        "ge" | "gt" | "le" | "lt" => bound(name, argument, kind),
        "multiple_of" => {
            let number = Number::parse(argument)?;
            require(argument, kind, &[Kind::Int, Kind::Float], "a number")?;
            let of = number.literal(kind);
            let check = if kind == Kind::Float {
                quote!(::transom::__private::limit::multiple_of_float((*value).into(), #of.into()))
            } else {
                quote!(*value % #of == 0)
            };
            Ok(Limit { name, data: number.data(), check })
        }
        "min_len" | "max_len" => {
            let kinds = [Kind::Text, Kind::Bytes, Kind::List, Kind::Map];
            require(argument, kind, &kinds, "text, bytes, a list or a map")?;
            let count: usize = argument.whole()?;
            let check =
                Ident::new(if name == "min_len" { "at_least" } else { "at_most" }, argument.name.span());
            let check = quote!(::transom::__private::limit::#check(value, #count));
            Ok(Limit { name, data: quote!(::core::option::Option::Some(#count)), check })
        }
        "pattern" => pattern(argument, kind),
        "unique" => {
            argument.flag()?;
            require(argument, kind, &[Kind::List], "a list")?;
            Ok(Limit { name, data: quote!(true), check: quote!(::transom::__private::limit::unique(value)) })
        }
        _ => {
            argument.flag()?;
            require(argument, kind, &[Kind::Float], "a float")?;
            Ok(Limit { name, data: quote!(true), check: quote!(value.is_finite()) })
        }
    }
}

fn bound(name: &'static str, argument: &Argument, kind: Kind) -> syn::Result<Limit> {
    let number = Number::parse(argument)?;
    require(argument, kind, &[Kind::Int, Kind::Float, Kind::Decimal], "a number")?;
    let literal = number.literal(kind);
    let operator = match name {
        "ge" => quote!(>=),
        "gt" => quote!(>),
        "le" => quote!(<=),
        _ => quote!(<),
    };
    let check = if kind == Kind::Decimal {
        let text = number.text();
        quote!(::transom::__private::limit::decimal(value, #text).is_some_and(|order| order #operator ::core::cmp::Ordering::Equal))
    } else {
        quote!((*value #operator #literal))
    };
    Ok(Limit { name, data: number.data(), check })
}

fn pattern(argument: &Argument, kind: Kind) -> syn::Result<Limit> {
    let pattern = argument.text()?;
    require(argument, kind, &[Kind::Text], "text")?;
    if let Err(error) = regex_syntax::parse(&pattern.value()) {
        return Err(syn::Error::new(pattern.span(), format!("`pattern` is no regular expression: {error}")));
    }
    let check = quote!({
        static PATTERN: ::transom::__private::LazyLock<::transom::__private::limit::Regex> =
            ::transom::__private::LazyLock::new(|| {
                ::transom::__private::limit::Regex::new(#pattern).expect("the pattern was read when this was compiled")
            });
        ::transom::__private::limit::matches(&PATTERN, value)
    });
    let data = quote!(::core::option::Option::Some(::std::string::String::from(#pattern)));
    Ok(Limit { name: "pattern", data, check })
}

fn require(argument: &Argument, found: Kind, allowed: &[Kind], words: &str) -> syn::Result<()> {
    if allowed.contains(&found) {
        return Ok(());
    }
    let message = format!("`{}` is for {words}; this field's type is not one by its name", argument.name);
    Err(syn::Error::new(argument.name.span(), message))
}

/// A number as it stands in the source: a literal, maybe with a minus.
struct Number {
    negative: bool,
    literal: Lit,
}

impl Number {
    fn parse(argument: &Argument) -> syn::Result<Self> {
        let expression = argument.expression()?;
        let (negative, inner) = match expression {
            Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => (true, &**expr),
            other => (false, other),
        };
        match inner {
            Expr::Lit(ExprLit { lit: literal @ (Lit::Int(_) | Lit::Float(_)), .. }) => {
                Ok(Self { negative, literal: literal.clone() })
            }
            other => Err(syn::Error::new(other.span(), format!("`{}` takes a number", argument.name))),
        }
    }

    fn text(&self) -> LitStr {
        let digits = match &self.literal {
            Lit::Int(int) => int.base10_digits().to_owned(),
            Lit::Float(float) => float.base10_digits().to_owned(),
            _ => unreachable!("only numbers are parsed"),
        };
        let sign = if self.negative { "-" } else { "" };
        LitStr::new(&format!("{sign}{digits}"), self.literal.span())
    }

    /// As a literal of the field's kind.
    fn literal(&self, kind: Kind) -> TokenStream {
        let minus = self.negative.then(|| quote!(-));
        match (&self.literal, kind) {
            (Lit::Int(int), Kind::Float) => {
                let float = LitFloat::new(&format!("{}.0", int.base10_digits()), int.span());
                quote!(#minus #float)
            }
            (literal, _) => quote!(#minus #literal),
        }
    }

    fn data(&self) -> TokenStream {
        let text = self.text();
        quote!(::transom::__private::serde_json::from_str(#text).ok())
    }
}

/// The default as the field's type: text becomes owned where it must, a whole number a float.
fn default_value(expression: &Expr, ty: &Type) -> TokenStream {
    let Expr::Lit(ExprLit { lit, .. }) = expression else { return quote!(#expression) };
    match (lit, ty) {
        (Lit::Str(_), Type::Reference(_)) => quote!(#lit),
        (Lit::Str(_), _) => quote!(::core::convert::Into::into(#lit)),
        (Lit::Int(int), _) if ty::kind(ty) == Kind::Float => {
            let float = LitFloat::new(&format!("{}.0", int.base10_digits()), int.span());
            quote!(#float)
        }
        _ => quote!(#lit),
    }
}
