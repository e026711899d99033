//! One class: what kind it is, how its fields are read, how an instance is made.

use pyo3::Borrowed;
use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PySet, PyString, PyTuple, PyType};

use super::layout::{Layout, Stored};
use crate::doors::embedded::object::{self, Lent};

/// A class of the application's.
pub(in super::super) struct Class {
    own: Py<PyType>,
    pub(in super::super) kind: Kind,
    /// The fields' names.
    names: Box<[Py<PyString>]>,
    /// Where instances keep their fields, if that could be told.
    layout: Option<Layout>,
}

/// What crosses of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// All that it has.
    Value,
    /// Which member of an enum it is.
    Member,
    /// Which object it is.
    Reference,
}

/// How a class keeps its fields.
pub(in super::super) enum Kind {
    /// As attributes: a dataclass.
    Attributes,
    /// As attributes, with notes of its own: a Pydantic model.
    Pydantic,
    /// By place: a named tuple.
    NamedTuple,
    /// A dict with these keys: a `TypedDict`.
    Dict,
    /// Members, in the order of the cases.
    Enum(Box<[Py<PyAny>]>),
}

impl Class {
    /// Imports a class; the inner error says why models cannot stand for it.
    pub(super) fn import(
        py: Python<'_>,
        path: &str,
        names: &[String],
        by: By,
    ) -> PyResult<Result<Self, String>> {
        let (module, name) = path.split_once(':').unwrap_or(("builtins", path));
        let mut found = py.import(module)?.into_any();
        for step in name.split('.') {
            found = found.getattr(step)?;
        }
        let class = found.cast_into::<PyType>().map_err(|_| PyTypeError::new_err("it is no class"))?;
        let kind = match kind(&class, names, by)? {
            Ok(kind) => kind,
            Err(why) => return Ok(Err(why)),
        };
        let names: Box<[_]> = names.iter().map(|name| PyString::intern(py, name).unbind()).collect();
        let layout = match kind {
            Kind::Attributes if by == By::Value => Layout::of(&class, &names)?,
            _ => None,
        };
        Ok(Ok(Self { own: class.unbind(), kind, names, layout }))
    }

    /// Whether an object is an instance of exactly this class.
    #[inline]
    pub(in super::super) fn is_class_of(&self, object: Lent<'_>) -> bool {
        match self.kind {
            Kind::Dict => object::is_dict(object),
            // SAFETY: the object is alive.
            _ => unsafe { ffi::Py_TYPE(object.as_ptr()).cast() == self.own.as_ptr() },
        }
    }

    #[inline]
    pub(in super::super) fn fields(&self) -> usize {
        self.names.len()
    }

    /// Where an instance has its fields; none where each is found by its name.
    #[inline]
    pub(in super::super) fn stored(&'static self, object: Lent<'_>) -> Option<Stored> {
        self.layout.as_ref()?.stored(object)
    }

    /// Whether a key is the name of this field.
    #[inline]
    pub(in super::super) fn is_name(&self, key: Lent<'_>, at: usize) -> bool {
        let name = &self.names[at];
        name.as_ptr() == key.as_ptr()
            || object::text(key)
                .is_some_and(|text| object::text(name.bind(key.py()).as_any().as_borrowed()) == Some(text))
    }

    /// What an instance has in this field; it keeps it alive as long as nobody changes it.
    #[inline]
    pub(in super::super) fn field<'py>(&self, object: Lent<'py>, at: usize) -> Option<Lent<'py>> {
        let py = object.py();
        // SAFETY: the object is an instance of the class, whose fields are found without running Python code: that was
        // seen when it was imported.
        unsafe {
            if matches!(self.kind, Kind::NamedTuple) {
                let whole = at.cast_signed() < ffi::PyTuple_GET_SIZE(object.as_ptr());
                return whole.then(|| {
                    Borrowed::from_ptr(py, ffi::PyTuple_GET_ITEM(object.as_ptr(), at.cast_signed()))
                });
            }
            let found = ffi::PyObject_GenericGetAttr(object.as_ptr(), self.names[at].as_ptr());
            if found.is_null() {
                ffi::PyErr_Clear();
                return None;
            }
            // What nobody else has was made just now, and goes: a method where a field was deleted.
            let is_kept = ffi::Py_REFCNT(found) > 1;
            ffi::Py_DECREF(found);
            is_kept.then(|| Borrowed::from_ptr(py, found))
        }
    }

    /// The place of a member among the cases.
    #[inline]
    pub(in super::super) fn member(&self, object: Lent<'_>) -> Option<usize> {
        let Kind::Enum(members) = &self.kind else { return None };
        members.iter().position(|member| member.as_ptr() == object.as_ptr())
    }

    /// The member of a case.
    pub(in super::super) fn case<'py>(&self, py: Python<'py>, at: usize) -> Option<Bound<'py, PyAny>> {
        let Kind::Enum(members) = &self.kind else { return None };
        Some(members.get(at)?.bind(py).clone())
    }

    /// Begins an instance, whose fields are then [`Class::put`] in order.
    #[inline]
    pub(in super::super) fn begin<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.kind {
            Kind::NamedTuple => self.empty_tuple(py),
            Kind::Attributes => self.empty(py),
            Kind::Dict | Kind::Pydantic => Ok(PyDict::new(py).into_any()),
            Kind::Enum(_) => Err(PyTypeError::new_err("an enum has members, not fields")),
        }
    }

    /// Fills the field at this place of what was begun.
    #[inline]
    pub(in super::super) fn put<'py>(
        &self,
        begun: &Bound<'py, PyAny>,
        at: usize,
        value: Bound<'py, PyAny>,
    ) -> PyResult<()> {
        let Some(name) = self.names.get(at) else {
            return Err(PyTypeError::new_err("an instance has more fields than its class"));
        };
        match self.kind {
            Kind::NamedTuple => {
                // SAFETY: there is a place for each name, and this one is still empty; it takes over the reference.
                unsafe { ffi::PyTuple_SET_ITEM(begun.as_ptr(), at.cast_signed(), value.into_ptr()) };
                Ok(())
            }
            Kind::Attributes => set(begun, name.bind(begun.py()), &value),
            Kind::Dict | Kind::Pydantic | Kind::Enum(_) => {
                // SAFETY: what was begun is a dict; all three are alive.
                let done = unsafe { ffi::PyDict_SetItem(begun.as_ptr(), name.as_ptr(), value.as_ptr()) };
                if done == 0 { Ok(()) } else { Err(PyErr::fetch(begun.py())) }
            }
        }
    }

    /// The instance, of which so many fields are filled.
    #[inline]
    pub(in super::super) fn finish<'py>(
        &self,
        begun: Bound<'py, PyAny>,
        filled: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        if filled != self.names.len() {
            return Err(PyTypeError::new_err("an instance has fewer fields than its class"));
        }
        if matches!(self.kind, Kind::Pydantic) { self.pydantic(begun) } else { Ok(begun) }
    }

    /// A Pydantic model with these fields.
    fn pydantic<'py>(&self, fields: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = fields.py();
        let made = self.empty(py)?;
        let none = py.None().into_bound(py);
        let names = PySet::new(py, self.names.iter())?;
        set(&made, pyo3::intern!(py, "__dict__"), &fields)?;
        set(&made, pyo3::intern!(py, "__pydantic_extra__"), &none)?;
        set(&made, pyo3::intern!(py, "__pydantic_fields_set__"), &names)?;
        set(&made, pyo3::intern!(py, "__pydantic_private__"), &none)?;
        Ok(made)
    }

    /// `object.__new__(class)`.
    #[inline]
    pub(in super::super) fn empty<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        empty(self.own.bind(py))
    }

    /// Sets an attribute of an instance as `object` does.
    pub(in super::super) fn set(
        &self,
        object: &Bound<'_, PyAny>,
        at: usize,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        set(object, self.names[at].bind(object.py()), value)
    }

    /// A named tuple with empty places, to be filled before anybody sees it: where `tuple.__new__(class, …)` begins.
    #[inline]
    fn empty_tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let class = self.own.bind(py).as_type_ptr();
        // SAFETY: the class makes its instances as `tuple` does: that was seen when it was imported. A tuple's places
        // may be empty until it is shown.
        unsafe {
            let made = match (*class).tp_alloc {
                Some(alloc) => alloc(class, self.names.len().cast_signed()),
                None => ffi::PyType_GenericAlloc(class, self.names.len().cast_signed()),
            };
            Bound::from_owned_ptr_or_err(py, made)
        }
    }
}

/// `object.__new__(class)`, for a class that makes its instances as `object` does.
#[inline]
pub(super) fn empty<'py>(class: &Bound<'py, PyType>) -> PyResult<Bound<'py, PyAny>> {
    let py = class.py();
    // SAFETY: `object` makes an instance of the class without arguments; no arguments are a tuple that Python keeps.
    unsafe {
        let new = ffi::PyBaseObject_Type.tp_new.expect("`object` makes instances");
        let made = new(class.as_type_ptr(), PyTuple::empty(py).as_ptr(), std::ptr::null_mut());
        Bound::from_owned_ptr_or_err(py, made)
    }
}

/// Sets an attribute as `object` does, whatever the class says about setting.
pub(super) fn set(
    object: &Bound<'_, PyAny>,
    name: &Bound<'_, PyString>,
    value: &Bound<'_, PyAny>,
) -> PyResult<()> {
    // SAFETY: all three are alive.
    let done = unsafe { ffi::PyObject_GenericSetAttr(object.as_ptr(), name.as_ptr(), value.as_ptr()) };
    if done == 0 { Ok(()) } else { Err(PyErr::fetch(object.py())) }
}

/// What kind of class it is, if models of these names can stand for it.
fn kind(class: &Bound<'_, PyType>, names: &[String], by: By) -> PyResult<Result<Kind, String>> {
    let py = class.py();
    match by {
        By::Member => return members(class, names),
        // What else an instance has stays with it.
        By::Reference => return Ok(plainly_kept(class, names)?.map(|()| Kind::Attributes)),
        By::Value => {}
    }
    if py.import("typing")?.call_method1("is_typeddict", (class,))?.is_truthy()? {
        return Ok(same_names(class.getattr("__annotations__")?.try_iter()?, names)?.map(|()| Kind::Dict));
    }
    if class.is_subclass_of::<PyTuple>()? && class.hasattr("_fields")? {
        if !class.getattr("__new__")?.getattr("__module__")?.eq(format!("namedtuple_{}", class.name()?))? {
            return Ok(Err("is a named tuple that makes itself in its own way".to_owned()));
        }
        return Ok(same_names(class.getattr("_fields")?.try_iter()?, names)?.map(|()| Kind::NamedTuple));
    }
    let (kind, fields) = if class.hasattr("__pydantic_fields__")? {
        let holds_more = class.getattr("__private_attributes__")?.is_truthy()?
            || class.getattr("model_config")?.call_method1("get", ("extra",))?.eq("allow")?;
        if holds_more {
            return Ok(Err("keeps more than its fields".to_owned()));
        }
        (Kind::Pydantic, class.getattr("model_fields")?)
    } else if class.hasattr("__dataclass_fields__")? {
        let fields = py.import("dataclasses")?.call_method1("fields", (class,))?;
        let names = fields.try_iter()?.map(|field| field?.getattr("name")).collect::<PyResult<Vec<_>>>()?;
        (Kind::Attributes, PyTuple::new(py, names)?.into_any())
    } else {
        return Ok(Err("is neither a dataclass, a NamedTuple, a TypedDict nor a Pydantic model".to_owned()));
    };
    if let Err(why) = same_names(fields.try_iter()?, names)? {
        return Ok(Err(why));
    }
    Ok(plainly_kept(class, names)?.map(|()| kind))
}

/// Whether a class has exactly these names.
fn same_names<'py>(
    own: impl Iterator<Item = PyResult<Bound<'py, PyAny>>>,
    names: &[String],
) -> PyResult<Result<(), String>> {
    let own = own.map(|name| name?.extract::<String>()).collect::<PyResult<Vec<_>>>()?;
    if own == names {
        return Ok(Ok(()));
    }
    Ok(Err(format!("has the fields ({}), the engine's model ({})", own.join(", "), names.join(", "))))
}

/// Whether instances keep their fields as `object` does, so that reading and setting them runs no Python code.
fn plainly_kept(class: &Bound<'_, PyType>, names: &[String]) -> PyResult<Result<(), String>> {
    let py = class.py();
    let plain = py.get_type::<PyAny>();
    let own_ways = ["__getattribute__", "__new__"];
    for way in own_ways {
        if !class.getattr(way)?.is(&plain.getattr(way)?) {
            return Ok(Err(format!("has a {way} of its own")));
        }
    }
    for name in names {
        for base in class.mro() {
            let Ok(found) = base.getattr("__dict__")?.get_item(name) else { continue };
            let is_slot = object::is_slot(found.as_borrowed());
            if !is_slot && found.get_type().hasattr("__set__")? {
                return Ok(Err(format!("answers `{name}` in its own way")));
            }
            break;
        }
    }
    Ok(Ok(()))
}

/// The members of an enum that the cases name, by name, or by the text that is their value.
fn members(class: &Bound<'_, PyType>, names: &[String]) -> PyResult<Result<Kind, String>> {
    if !class.hasattr("__members__")? {
        return Ok(Err("is no Enum".to_owned()));
    }
    let all = class.getattr("__members__")?;
    let mut members = Vec::with_capacity(names.len());
    for name in names {
        let member = all.get_item(name).or_else(|_| class.call1((name,)));
        match member {
            Ok(member) => members.push(member.unbind()),
            Err(_) => return Ok(Err(format!("has no member `{name}`"))),
        }
    }
    Ok(Ok(Kind::Enum(members.into())))
}
