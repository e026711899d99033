//! Whether two answers are exactly the same, and where they are not: types, float bits, order, digits and zones.
//!
//! It keeps what is still to be compared in a list of its own, so that no depth of nesting exhausts the stack.

mod identity;
mod instances;

use std::collections::HashSet;
use std::rc::Rc;

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyString, PyTuple};

use self::identity::{Identities, Met};

/// Characters of an object as it shows itself.
const SHOWN_MAX: usize = 200;

/// Whether two objects are exactly the same, as [`difference`] has it.
///
/// # Errors
/// What an object raises while it is compared.
pub fn same(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(difference(expected, found)?.is_none())
}

/// Where and how `found` differs from `expected`; `None` where it is the same. All NaNs are the same; 0.0 and -0.0
/// are not, nor are 1 and 1.0, `Decimal("1")` and `Decimal("1.0")`, an instant in two zones, or dicts in another
/// order. What a class does not say itself, how it shows itself decides.
///
/// One side is a tree, as an engine makes it; the other may be anything, a list inside itself, too.
///
/// # Errors
/// What an object raises while it is compared.
pub fn difference(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    walk(expected, found, None)
}

/// As [`difference`], and what is one and the same object in `expected` has to be one in `found`: an answer that is an
/// argument, a list that stands in two places. Give it all that is to be seen as one, such as a tuple of both.
///
/// # Errors
/// What an object raises while it is compared.
pub fn difference_in_sharing(
    expected: &Bound<'_, PyAny>,
    found: &Bound<'_, PyAny>,
) -> PyResult<Option<String>> {
    walk(expected, found, Some(Identities::default()))
}

fn walk<'py>(
    expected: &Bound<'py, PyAny>,
    found: &Bound<'py, PyAny>,
    identities: Option<Identities<'py>>,
) -> PyResult<Option<String>> {
    let left = vec![Task::Pair(expected.clone(), found.clone(), None)];
    let mut walk = Walk { left, identities, kept: Vec::new(), met: HashSet::new() };
    while let Some(task) = walk.left.pop() {
        let (what, place) = match task {
            Task::Pair(a, b, place) => (walk.step(&a, &b, place.as_ref())?, place),
            Task::Keys(a, b, place) => (keys(&a, &b)?, place),
            Task::Count(a, b, place) => ((a != b).then(|| format!("expected {a} items, found {b}")), place),
        };
        if let Some(what) = what {
            return Ok(Some(match place.map(|place| place.shown()) {
                Some(place) => format!("at {place}: {what}"),
                None => what,
            }));
        }
    }
    Ok(None)
}

/// What is left to compare, and where it stands.
enum Task<'py> {
    Pair(Bound<'py, PyAny>, Bound<'py, PyAny>, Option<Place<'py>>),
    Keys(Bound<'py, PyAny>, Bound<'py, PyAny>, Option<Place<'py>>),
    Count(usize, usize, Option<Place<'py>>),
}

/// A place inside an answer.
#[derive(Clone)]
struct Place<'py> {
    outer: Option<Rc<Place<'py>>>,
    step: Step<'py>,
}

#[derive(Clone)]
enum Step<'py> {
    Index(usize),
    Key(Bound<'py, PyAny>),
    Name(Bound<'py, PyString>),
}

impl Place<'_> {
    fn shown(&self) -> String {
        let mut steps = Vec::new();
        let mut next = Some(self);
        while let Some(place) = next {
            steps.push(match &place.step {
                Step::Index(at) => format!("[{at}]"),
                Step::Key(key) => format!("[{}]", shown(key)),
                Step::Name(name) => format!(".{name}"),
            });
            next = place.outer.as_deref();
        }
        steps.into_iter().rev().collect()
    }
}

struct Walk<'py> {
    /// The last one is next.
    left: Vec<Task<'py>>,
    /// Where it matters which object is which.
    identities: Option<Identities<'py>>,
    /// Pairs of instances that were compared: they may hold each other.
    met: HashSet<(usize, usize)>,
    /// Made for the walk, and alive until its end: an address is used once.
    kept: Vec<Bound<'py, PyAny>>,
}

impl<'py> Walk<'py> {
    /// Compares two objects; what stands inside them is left for later.
    fn step(
        &mut self,
        a: &Bound<'py, PyAny>,
        b: &Bound<'py, PyAny>,
        place: Option<&Place<'py>>,
    ) -> PyResult<Option<String>> {
        if a.is(b) {
            return Ok(None);
        }
        if !a.get_type().is(b.get_type()) {
            return differ(a, b);
        }
        if let (Ok(real_a), Ok(real_b)) = (a.cast_exact::<PyFloat>(), b.cast_exact::<PyFloat>()) {
            let (real_a, real_b) = (real_a.value(), real_b.value());
            let same = real_a.to_bits() == real_b.to_bits() || (real_a.is_nan() && real_b.is_nan());
            return if same { Ok(None) } else { differ(a, b) };
        }
        if has_one_form(a) {
            return if a.eq(b)? { Ok(None) } else { differ(a, b) };
        }
        if let Some(identities) = &mut self.identities {
            match identities.meet(a, b, place)? {
                Met::New => {}
                Met::Before => return Ok(None),
                Met::Otherwise(how) => return Ok(Some(how)),
            }
        }
        self.inside(a, b, place)
    }

    /// Compares what two objects of one class hold.
    fn inside(
        &mut self,
        a: &Bound<'py, PyAny>,
        b: &Bound<'py, PyAny>,
        place: Option<&Place<'py>>,
    ) -> PyResult<Option<String>> {
        if let (Ok(a), Ok(b)) = (a.cast::<PyList>(), b.cast::<PyList>()) {
            self.items(a.len(), b.len(), a.iter().zip(b).enumerate(), place);
        } else if let (Ok(a), Ok(b)) = (a.cast::<PyTuple>(), b.cast::<PyTuple>()) {
            self.items(a.len(), b.len(), a.iter().zip(b).enumerate(), place);
        } else if let (Ok(a), Ok(b)) = (a.cast::<PyDict>(), b.cast::<PyDict>()) {
            self.entries(a, b, place);
            // A dict that makes what is missing goes on doing so.
            self.attribute(a, b, "default_factory", place)?;
        } else if a.is_instance_of::<PySet>() || a.is_instance_of::<PyFrozenSet>() {
            return self.members(a, b, place);
        } else if is_deque(a)? {
            self.attribute(a, b, "maxlen", place)?;
            let (a, b) = (as_list(a)?, as_list(b)?);
            self.items(a.len(), b.len(), a.iter().zip(b).enumerate(), place);
        } else if a.hasattr("__array_interface__")? {
            self.array(a, b, place)?;
        } else if a.hasattr("__dataclass_fields__")? {
            if self.met.insert((a.as_ptr().addr(), b.as_ptr().addr())) {
                self.fields(a, b, place)?;
            }
        } else if instances::is_plain(a)? {
            if self.met.insert((a.as_ptr().addr(), b.as_ptr().addr())) {
                self.attributes(a, b, place)?;
            }
        } else if !a.repr()?.as_any().eq(b.repr()?)? {
            // Equality would pass over a decimal's zeros and a time's zone.
            return differ(a, b);
        }
        Ok(None)
    }

    /// Puts off what is to be compared next, the first one first.
    fn put_off(&mut self, tasks: impl IntoIterator<Item = Task<'py>>) {
        let from = self.left.len();
        self.left.extend(tasks);
        self.left[from..].reverse();
    }

    fn items(
        &mut self,
        expected: usize,
        found: usize,
        pairs: impl Iterator<Item = (usize, (Bound<'py, PyAny>, Bound<'py, PyAny>))>,
        place: Option<&Place<'py>>,
    ) {
        let outer = place.cloned().map(Rc::new);
        let pair =
            |(at, (a, b))| Task::Pair(a, b, Some(Place { outer: outer.clone(), step: Step::Index(at) }));
        self.put_off(pairs.map(pair).chain([Task::Count(expected, found, place.cloned())]));
    }

    fn entries(&mut self, a: &Bound<'py, PyDict>, b: &Bound<'py, PyDict>, place: Option<&Place<'py>>) {
        let outer = place.cloned().map(Rc::new);
        let entry = |((key_a, a), (key_b, b)): ((Bound<'py, PyAny>, _), (Bound<'py, PyAny>, _))| {
            let inside = Place { outer: outer.clone(), step: Step::Key(key_a.clone()) };
            [Task::Keys(key_a, key_b, place.cloned()), Task::Pair(a, b, Some(inside))]
        };
        let count = Task::Count(a.len(), b.len(), place.cloned());
        self.put_off(a.iter().zip(b).flat_map(entry).chain([count]));
    }

    /// A set's order cannot be seen, but whether 1 or 1.0 is in it can.
    fn members(
        &mut self,
        a: &Bound<'py, PyAny>,
        b: &Bound<'py, PyAny>,
        place: Option<&Place<'py>>,
    ) -> PyResult<Option<String>> {
        let own = PyDict::new(a.py());
        for member in b.try_iter()? {
            let member = member?;
            own.set_item(&member, &member)?;
        }
        if a.len()? != own.len() {
            return differ(a, b);
        }
        for member in a.try_iter()? {
            let member = member?;
            let Some(equal) = own.get_item(&member)? else { return differ(a, b) };
            self.left.push(Task::Pair(member, equal, place.cloned()));
        }
        Ok(None)
    }

    /// Puts off an attribute that objects of this class may have.
    fn attribute(
        &mut self,
        a: &Bound<'py, PyAny>,
        b: &Bound<'py, PyAny>,
        name: &str,
        place: Option<&Place<'py>>,
    ) -> PyResult<()> {
        if let (Some(of_a), Some(of_b)) = (a.getattr_opt(name)?, b.getattr_opt(name)?) {
            let step = Step::Name(PyString::new(a.py(), name));
            self.left.push(Task::Pair(of_a, of_b, Some(Place { outer: place.cloned().map(Rc::new), step })));
        }
        Ok(())
    }

    /// An array shows itself in part only: its type, its shape and all its items.
    fn array(
        &mut self,
        a: &Bound<'py, PyAny>,
        b: &Bound<'py, PyAny>,
        place: Option<&Place<'py>>,
    ) -> PyResult<()> {
        let whole = |array: &Bound<'py, PyAny>| {
            let parts = [array.getattr("dtype")?.getattr("str")?, array.getattr("shape")?];
            let [class, shape] = parts;
            (class, shape, array.call_method0("tolist")?).into_pyobject(array.py())
        };
        let (a, b) = (whole(a)?.into_any(), whole(b)?.into_any());
        self.kept.extend([a.clone(), b.clone()]);
        self.left.push(Task::Pair(a, b, place.cloned()));
        Ok(())
    }

    /// What two instances have, by name: those of a class that says nothing of comparing.
    fn attributes(
        &mut self,
        a: &Bound<'py, PyAny>,
        b: &Bound<'py, PyAny>,
        place: Option<&Place<'py>>,
    ) -> PyResult<()> {
        let (a, b) = (instances::attributes(a)?, instances::attributes(b)?);
        self.kept.extend([a.clone().into_any(), b.clone().into_any()]);
        self.entries(&a, &b, place);
        Ok(())
    }

    fn fields(
        &mut self,
        a: &Bound<'py, PyAny>,
        b: &Bound<'py, PyAny>,
        place: Option<&Place<'py>>,
    ) -> PyResult<()> {
        let outer = place.cloned().map(Rc::new);
        let mut tasks = Vec::new();
        for name in a.getattr("__dataclass_fields__")?.try_iter()? {
            let name = name?.cast_into::<PyString>()?;
            let (a, b) = (a.getattr(&name)?, b.getattr(&name)?);
            tasks.push(Task::Pair(a, b, Some(Place { outer: outer.clone(), step: Step::Name(name) })));
        }
        self.put_off(tasks);
        Ok(())
    }
}

/// Keys are compared whole: there is no place inside one.
fn keys(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    let same = same(expected, found)?;
    Ok((!same).then(|| format!("expected the key {} here, found {}", shown(expected), shown(found))))
}

/// Whether equal objects of this class are the same in every way.
fn has_one_form(object: &Bound<'_, PyAny>) -> bool {
    object.is_none()
        || object.is_exact_instance_of::<PyBool>()
        || object.is_exact_instance_of::<PyInt>()
        || object.is_exact_instance_of::<PyString>()
        || object.is_exact_instance_of::<PyBytes>()
}

/// Whether this is a `collections.deque`, which has no type in Python's C interface.
fn is_deque(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(object.hasattr("appendleft")? && object.hasattr("maxlen")?)
}

fn as_list<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
    PyList::new(object.py(), object.try_iter()?.collect::<PyResult<Vec<_>>>()?)
}

fn differ(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    let class = |object: &Bound<'_, PyAny>| object.get_type().name().map(|name| name.to_string());
    let (expected_class, found_class) = (class(expected)?, class(found)?);
    Ok(Some(format!("expected {expected_class} {}, found {found_class} {}", shown(expected), shown(found))))
}

/// How an object shows itself, up to some length.
pub fn shown(object: &Bound<'_, PyAny>) -> String {
    let text =
        object.repr().map_or_else(|error| error.to_string(), |text| text.to_string_lossy().into_owned());
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
