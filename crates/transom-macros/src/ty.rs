//! What a type looks like in the source: enough to place constraints and lifetimes, never more.

use proc_macro2::Span;
use syn::visit_mut::{self, VisitMut};
use syn::{GenericArgument, Lifetime, PathArguments, Type, TypeReference};

/// What kind of value a type holds, by its name; `Other` where the name says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    Float,
    Decimal,
    Text,
    Bytes,
    List,
    Map,
    Other,
}

/// The type inside `Option<…>`, if it is one.
pub(crate) fn option_inner(ty: &Type) -> Option<&Type> {
    generic_of(ty, "Option")?.into_iter().next()
}

/// The type arguments of a path whose last segment has this name.
pub(crate) fn generic_of<'a>(ty: &'a Type, name: &str) -> Option<Vec<&'a Type>> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    (last.ident == name).then(|| {
        let types = arguments.args.iter().filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        });
        types.collect()
    })
}

/// Whether the type has a part whose last name is one of these.
pub(crate) fn names_any(ty: &Type, names: &[&str]) -> bool {
    struct Search<'a>(&'a [&'a str], bool);

    impl VisitMut for Search<'_> {
        fn visit_path_segment_mut(&mut self, segment: &mut syn::PathSegment) {
            self.1 |= self.0.iter().any(|name| segment.ident == name);
            visit_mut::visit_path_segment_mut(self, segment);
        }
    }

    let mut search = Search(names, false);
    search.visit_type_mut(&mut ty.clone());
    search.1
}

/// The kind of a type, through `Option`, references and `Cow`.
pub(crate) fn kind(ty: &Type) -> Kind {
    match ty {
        Type::Reference(TypeReference { elem, .. }) => kind(elem),
        Type::Slice(slice) if matches!(&*slice.elem, Type::Path(path) if path.path.is_ident("u8")) => {
            Kind::Bytes
        }
        Type::Slice(_) | Type::Array(_) => Kind::List,
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return Kind::Other };
            match last.ident.to_string().as_str() {
                "i8" | "i16" | "i32" | "i64" | "isize" | "u8" | "u16" | "u32" | "u64" | "usize" => Kind::Int,
                "f32" | "f64" => Kind::Float,
                "Decimal" => Kind::Decimal,
                "String" | "str" => Kind::Text,
                "Bytes" => Kind::Bytes,
                "Vec" => Kind::List,
                "HashMap" | "BTreeMap" | "IndexMap" => Kind::Map,
                "Option" | "Cow" | "Box" => match &last.arguments {
                    PathArguments::AngleBracketed(arguments) => {
                        let inner = arguments.args.iter().find_map(|argument| match argument {
                            GenericArgument::Type(ty) => Some(ty),
                            _ => None,
                        });
                        inner.map_or(Kind::Other, kind)
                    }
                    _ => Kind::Other,
                },
                _ => Kind::Other,
            }
        }
        _ => Kind::Other,
    }
}

/// The type with every lifetime, elided ones too, set to `name`.
pub(crate) fn with_lifetime(ty: &Type, name: &str) -> Type {
    let mut ty = ty.clone();
    Lifetimes { name: Lifetime::new(name, Span::call_site()), found: false }.visit_type_mut(&mut ty);
    ty
}

/// Whether the type has any lifetime.
pub(crate) fn has_lifetime(ty: &Type) -> bool {
    let mut lifetimes = Lifetimes { name: Lifetime::new("'_", Span::call_site()), found: false };
    lifetimes.visit_type_mut(&mut ty.clone());
    lifetimes.found
}

struct Lifetimes {
    name: Lifetime,
    found: bool,
}

impl VisitMut for Lifetimes {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        self.found = true;
        *lifetime = self.name.clone();
    }

    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        self.found = true;
        reference.lifetime = Some(self.name.clone());
        visit_mut::visit_type_reference_mut(self, reference);
    }
}
