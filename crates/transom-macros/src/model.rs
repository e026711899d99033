//! `#[transom::model]`: which of the three kinds of model it is, and what they share.

mod choice;
mod record;
mod union;

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, GenericParam, Generics, Ident, Item, LitStr};

use crate::attribute::{self, Errors};

pub(crate) use record::Record;

/// The attribute's own arguments.
#[derive(Default)]
pub(crate) struct Arguments {
    name: Option<String>,
    tag: Option<String>,
    ignore_extra: bool,
    /// The Python class as `module:name`.
    class: Option<String>,
}

impl Arguments {
    fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut parsed = Self::default();
        for argument in errors.keep(attribute::arguments(tokens)).unwrap_or_default() {
            let read = match argument.name.to_string().as_str() {
                "name" => argument.text().and_then(|text| parsed.rename(&text)),
                "python" => class(&argument).map(|class| parsed.class = Some(class)),
                "tag" => argument.text().map(|text| parsed.tag = Some(text.value())),
                "extra" => argument.text().and_then(|text| match text.value().as_str() {
                    "ignore" => {
                        parsed.ignore_extra = true;
                        Ok(())
                    }
                    "forbid" => Ok(()),
                    _ => Err(syn::Error::new(text.span(), "`extra` is \"ignore\" or \"forbid\"")),
                }),
                _ => Err(argument.unknown(&["name", "extra", "tag", "python"])),
            };
            errors.keep(read);
        }
        parsed
    }

    fn rename(&mut self, text: &LitStr) -> syn::Result<()> {
        let name = text.value();
        if syn::parse_str::<Ident>(&name).is_err() {
            let message =
                "a model's name is an identifier, since documents declare it: letters, digits and `_`";
            return Err(syn::Error::new(text.span(), message));
        }
        self.name = Some(name);
        Ok(())
    }

    /// The contract's `class`.
    fn class(&self) -> TokenStream {
        let class = self.class.as_ref();
        class.map_or_else(
            || quote!(::core::option::Option::None),
            |class| quote!(::core::option::Option::Some(::std::string::String::from(#class))),
        )
    }

    /// What serde calls the type where it stands for a class: the walk protocol's marker and the class.
    fn marked(&self) -> Option<String> {
        self.class.as_ref().map(|class| format!(":{class}"))
    }

    fn name(&self, ident: &Ident) -> String {
        self.name.clone().unwrap_or_else(|| ident.to_string())
    }
}

/// The value of `python = "module:name"`.
fn class(argument: &attribute::Argument) -> syn::Result<String> {
    let text = argument.text()?;
    let name = text.value();
    if attribute::is_python_path(&name) {
        return Ok(name);
    }
    let message = format!("a class is named \"module:name\", such as \"app.pricing:Quote\", not \"{name}\"");
    Err(syn::Error::new(text.span(), message))
}

pub(crate) fn expand(arguments: TokenStream, item: Item) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let arguments = Arguments::parse(arguments, &mut errors);
    let expanded = match item {
        Item::Struct(item) => {
            no_type_parameters(&item.generics, &mut errors);
            record::expand(&arguments, item, &mut errors)
        }
        Item::Enum(item) => {
            no_type_parameters(&item.generics, &mut errors);
            if item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)) {
                choice::expand(&arguments, item, &mut errors)
            } else {
                union::expand(&arguments, item, &mut errors)
            }
        }
        other => {
            let message = "a model is a struct with named fields or an enum";
            return Err(syn::Error::new_spanned(other, message));
        }
    };
    errors.finish()?;
    Ok(expanded)
}

/// Says where a name stands twice: one wire could not tell the two apart.
fn distinct<'a>(names: impl Iterator<Item = (&'a Ident, &'a str)>, errors: &mut Errors) {
    let mut seen = HashSet::new();
    for (ident, name) in names {
        if !seen.insert(name) {
            errors
                .say(ident.span(), format!("`{name}` stands twice: on the wire nothing tells the two apart"));
        }
    }
}

fn no_type_parameters(generics: &Generics, errors: &mut Errors) {
    for parameter in &generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            errors.push(syn::Error::new_spanned(
                parameter,
                "a model has no type parameters: a contract names concrete types",
            ));
        }
    }
}

/// serde's derives, from the crate that `transom` carries.
pub(crate) fn serde_derives() -> TokenStream {
    quote! {
        #[derive(::transom::__private::serde::Serialize, ::transom::__private::serde::Deserialize)]
        #[serde(crate = "::transom::__private::serde")]
    }
}
