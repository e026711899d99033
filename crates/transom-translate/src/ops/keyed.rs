//! Operations whose arguments may be named, in any order: the templates are put together call by call.

use super::{Op, Take, bytes, temporal};
use crate::syntax::Keyword;
use crate::types::Ty;

/// The arguments of a call by the names of its parameters.
pub(super) struct Named<'k> {
    /// For each parameter, the argument's place in the call.
    places: Vec<Option<usize>>,
    types: &'k [Ty],
}

impl<'k> Named<'k> {
    /// Reads a call; nothing where it does not fit the parameters.
    pub(super) fn read(params: &[&str], types: &'k [Ty], names: &[&str]) -> Option<Self> {
        let mut places = vec![None; params.len()];
        let positional = types.len() - names.len();
        if positional > params.len() {
            return None;
        }
        for (at, place) in places.iter_mut().enumerate().take(positional) {
            *place = Some(at);
        }
        for (at, name) in names.iter().enumerate() {
            let place = places.get_mut(params.iter().position(|param| param == name)?)?;
            if place.replace(positional + at).is_some() {
                return None;
            }
        }
        Some(Self { places, types })
    }

    /// The type of a parameter's argument, where it is given.
    pub(super) fn ty(&self, param: usize) -> Option<&Ty> {
        self.places[param].map(|at| &self.types[at])
    }

    /// The hole that a parameter's argument fills.
    pub(super) fn hole(&self, param: usize) -> Option<String> {
        self.places[param].map(|at| format!("{{{at}}}"))
    }

    /// The hole, or what stands where the argument is left out.
    pub(super) fn or(&self, param: usize, default: &str) -> String {
        self.hole(param).unwrap_or_else(|| default.to_owned())
    }

    /// How the arguments are taken, in the order of the call.
    pub(super) fn takes(&self, take: impl Fn(usize) -> Take) -> Vec<Take> {
        let param = |at: usize| self.places.iter().position(|place| *place == Some(at)).unwrap_or(0);
        (0..self.types.len()).map(|at| take(param(at))).collect()
    }
}

/// The operation of this name (a method where there is a receiver) called with arguments of these types, of which the
/// last ones are named.
pub(crate) fn keyed(receiver: Option<&Ty>, name: &str, types: &[Ty], keywords: &[Keyword]) -> Option<Op> {
    if keywords.is_empty() {
        return None;
    }
    let names: Vec<&str> =
        keywords.iter().map(|keyword| keyword.name.as_deref()).collect::<Option<Vec<_>>>()?;
    match receiver {
        None => function(name, types, &names),
        Some(receiver) => method(receiver, name, types, &names),
    }
}

fn function(path: &str, types: &[Ty], names: &[&str]) -> Option<Op> {
    let numbers = || types.iter().all(Ty::is_number);
    match path {
        "math.isclose" => {
            let call = Named::read(&["a", "b", "rel_tol", "abs_tol"], types, names)?;
            let rust = format!(
                "rt::math::isclose({}, {}, {}, {})",
                call.hole(0)?,
                call.hole(1)?,
                call.or(2, "1e-9"),
                call.or(3, "0.0")
            );
            numbers().then(|| Op::new(rust, call.takes(|_| Take::Value(Ty::Float)), Ty::Bool))
        }
        "math.prod" => {
            let call = Named::read(&["iterable", "start"], types, names)?;
            let (list, start) = (call.hole(0)?, call.hole(1)?);
            let item = call.ty(0)?.item()?;
            let (rust, held) = match (&item, call.ty(1)?) {
                (Ty::Int, Ty::Int) => (format!("rt::math::prod_ints_from({list}, {start})"), Ty::Int),
                (Ty::Float, Ty::Float | Ty::Int) => {
                    (format!("rt::math::prod_floats_from({list}, {start})"), Ty::Float)
                }
                (Ty::Int, Ty::Float) => (format!("rt::math::prod_floats_from({list}, {start})"), Ty::Float),
                _ => return None,
            };
            // An integer before floats: the product of no floats would be that integer.
            if item == Ty::Float && *call.ty(1)? == Ty::Int {
                return None;
            }
            let take = |at| if at == 0 { Take::Iter(held.clone()) } else { Take::Value(held.clone()) };
            Some(Op::new(rust, call.takes(take), held.clone()))
        }
        "int.from_bytes" => bytes::from_bytes(&Named::read(&["bytes", "byteorder", "signed"], types, names)?),
        _ => temporal::keyed(path, types, names),
    }
}

fn method(receiver: &Ty, name: &str, types: &[Ty], names: &[&str]) -> Option<Op> {
    match (receiver, name) {
        (Ty::Letter | Ty::Char | Ty::Text | Ty::Str, "split" | "rsplit") => {
            let call = Named::read(&["sep", "maxsplit"], types, names)?;
            if call.ty(0).is_some() || *call.ty(1)? != Ty::Int {
                return None;
            }
            let function = if name == "split" { "split_max" } else { "rsplit" };
            let part = if *receiver == Ty::Text { Ty::Text } else { Ty::Str };
            let op = Op::new(
                format!("rt::text::{function}({{self}}, {{0}})"),
                vec![Take::Value(Ty::Int)],
                Ty::list(part),
            );
            Some(op.receiver(Take::Text).form(super::Gives::LentParts))
        }
        (Ty::Int, "to_bytes") => {
            bytes::to_bytes(&Named::read(&["length", "byteorder", "signed"], types, names)?)
        }
        (Ty::Other(path), _) => temporal::keyed_method(path, name, types, names),
        _ => None,
    }
}
