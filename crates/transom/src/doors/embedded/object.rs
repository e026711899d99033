//! Python objects read directly: type checks by address, and no call into Python for a float, a list's item or ASCII
//! text. An engine is built against one version of Python, which is what allows that.
//!
//! Only exact types are taken: a subclass may answer differently from what its memory says.

mod int;

use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3::{Borrowed, ffi};

pub(super) use self::int::{agrees, int};

/// An object that somebody else keeps alive for `'py`.
pub(super) type Lent<'py> = Borrowed<'py, 'py, PyAny>;

#[inline]
fn is_exact(object: Lent<'_>, class: *mut ffi::PyTypeObject) -> bool {
    // SAFETY: the object is alive, and the GIL is held while a `Lent` exists.
    unsafe { ffi::Py_TYPE(object.as_ptr()) == class }
}

#[inline]
pub(super) fn is_none(object: Lent<'_>) -> bool {
    // SAFETY: the address of `None` is always readable.
    object.as_ptr() == unsafe { ffi::Py_None() }
}

/// The value of a `bool`.
#[inline]
pub(super) fn boolean(object: Lent<'_>) -> Option<bool> {
    // SAFETY: the addresses of `True` and `False` are always readable.
    let (yes, no) = unsafe { (ffi::Py_True(), ffi::Py_False()) };
    if object.as_ptr() == yes { Some(true) } else { (object.as_ptr() == no).then_some(false) }
}

#[inline]
pub(super) fn is_float(object: Lent<'_>) -> bool {
    is_exact(object, &raw mut ffi::PyFloat_Type)
}

/// The value of an exact `float`.
#[inline]
pub(super) fn float(object: Lent<'_>) -> Option<f64> {
    // SAFETY: it is an exact float.
    is_float(object).then(|| unsafe { ffi::PyFloat_AS_DOUBLE(object.as_ptr()) })
}

#[inline]
pub(super) fn is_int(object: Lent<'_>) -> bool {
    is_exact(object, &raw mut ffi::PyLong_Type)
}

/// The value of an exact `int` from 2^63 up; `None` beyond 64 bits.
#[cold]
pub(super) fn large_int(object: Lent<'_>) -> Option<u64> {
    if is_int(object) { object.extract().ok() } else { None }
}

#[inline]
pub(super) fn is_text(object: Lent<'_>) -> bool {
    is_exact(object, &raw mut ffi::PyUnicode_Type)
}

/// The text of an exact `str`; `None` where it holds a lone surrogate, too.
#[inline]
pub(super) fn text(object: Lent<'_>) -> Option<&str> {
    if !is_text(object) {
        return None;
    }
    // SAFETY: it is an exact str; if compact and ASCII, its bytes stand behind its head and live as long as it does.
    unsafe {
        let object = object.as_ptr();
        if ffi::PyUnicode_IS_COMPACT_ASCII(object) != 0 {
            let length = ffi::PyUnicode_GET_LENGTH(object).cast_unsigned();
            let bytes = std::slice::from_raw_parts(ffi::PyUnicode_1BYTE_DATA(object).cast_const(), length);
            return Some(std::str::from_utf8_unchecked(bytes));
        }
    }
    encoded_text(object)
}

/// The text through Python's own cache of its UTF-8.
fn encoded_text(object: Lent<'_>) -> Option<&str> {
    let mut length = 0;
    // SAFETY: it is an exact str, which keeps its UTF-8 for as long as it lives; null where there is none.
    unsafe {
        let bytes = uncollected(|| ffi::PyUnicode_AsUTF8AndSize(object.as_ptr(), &raw mut length));
        if bytes.is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        let bytes = std::slice::from_raw_parts(bytes.cast::<u8>(), length.cast_unsigned());
        Some(std::str::from_utf8_unchecked(bytes))
    }
}

/// The content of exact `bytes`.
#[inline]
pub(super) fn bytes(object: Lent<'_>) -> Option<&[u8]> {
    if !is_exact(object, &raw mut ffi::PyBytes_Type) {
        return None;
    }
    // SAFETY: they are exact bytes, which never change and live as long as the object does.
    unsafe {
        let length = ffi::PyBytes_Size(object.as_ptr()).cast_unsigned();
        Some(std::slice::from_raw_parts(ffi::PyBytes_AsString(object.as_ptr()).cast::<u8>(), length))
    }
}

/// Runs something of Python's that is not Python code, with the garbage collector at rest: it would run finalizers,
/// which may change what the walk has borrowed.
#[inline]
pub(super) fn uncollected<T>(run: impl FnOnce() -> T) -> T {
    struct Rest(bool);

    impl Drop for Rest {
        fn drop(&mut self) {
            if self.0 {
                // SAFETY: the GIL is still held.
                unsafe { ffi::PyGC_Enable() };
            }
        }
    }

    // SAFETY: the GIL is held wherever objects are read or made.
    let _rest = Rest(unsafe { ffi::PyGC_Disable() } != 0);
    run()
}

/// Whether an object is what a class has for each of its slots.
pub(super) fn is_slot(object: Lent<'_>) -> bool {
    is_exact(object, &raw mut ffi::PyMemberDescr_Type)
}

/// What stands in a slot of an object, by the slot's own descriptor.
pub(super) fn member<'py>(slot: &Bound<'py, PyAny>, object: Lent<'py>) -> Option<Bound<'py, PyAny>> {
    if !is_exact(slot.as_borrowed(), &raw mut ffi::PyMemberDescr_Type) {
        return None;
    }
    // SAFETY: it is a slot's descriptor, which checks itself that the object is of its class; null with an exception
    // where it is not, or where nothing stands in the slot.
    unsafe {
        let class = (&raw mut ffi::PyMemberDescr_Type).cast();
        let read = ffi::PyType_GetSlot(class, ffi::Py_tp_descr_get);
        let read: ffi::descrgetfunc = std::mem::transmute(read);
        let found = read(slot.as_ptr(), object.as_ptr(), ffi::Py_TYPE(object.as_ptr()).cast());
        Bound::from_owned_ptr_or_err(object.py(), found).ok()
    }
}

#[inline]
pub(super) fn is_list(object: Lent<'_>) -> bool {
    is_exact(object, &raw mut ffi::PyList_Type)
}

#[inline]
pub(super) fn is_tuple(object: Lent<'_>) -> bool {
    is_exact(object, &raw mut ffi::PyTuple_Type)
}

#[inline]
pub(super) fn is_dict(object: Lent<'_>) -> bool {
    is_exact(object, &raw mut ffi::PyDict_Type)
}

/// The items of an exact `list` or `tuple`.
///
/// No Python code runs between two steps, so that nobody changes the list meanwhile.
pub(super) struct Items<'py> {
    items: std::slice::Iter<'py, *mut ffi::PyObject>,
    py: Python<'py>,
}

impl<'py> Items<'py> {
    #[inline]
    pub(super) fn of_list(object: Lent<'py>) -> Option<Self> {
        is_list(object).then(|| {
            // SAFETY: it is an exact list.
            unsafe {
                let list = object.as_ptr().cast::<ffi::PyListObject>();
                Self::new(object, (*list).ob_item, ffi::PyList_GET_SIZE(object.as_ptr()))
            }
        })
    }

    #[inline]
    pub(super) fn of_tuple(object: Lent<'py>) -> Option<Self> {
        is_tuple(object).then(|| {
            // SAFETY: it is an exact tuple.
            unsafe {
                let tuple = object.as_ptr().cast::<ffi::PyTupleObject>();
                let first = (&raw mut (*tuple).ob_item).cast();
                Self::new(object, first, ffi::PyTuple_GET_SIZE(object.as_ptr()))
            }
        })
    }

    /// # Safety
    /// `first` points to so many items of `owner`, or there are none.
    #[inline]
    unsafe fn new(owner: Lent<'py>, first: *mut *mut ffi::PyObject, length: ffi::Py_ssize_t) -> Self {
        let items: &[*mut ffi::PyObject] = match length {
            0 => &[],
            // SAFETY: as the caller says; an empty list may have no memory at all.
            _ => unsafe { std::slice::from_raw_parts(first, length.cast_unsigned()) },
        };
        Self { items: items.iter(), py: owner.py() }
    }

    #[inline]
    pub(super) fn left(&self) -> usize {
        self.items.len()
    }
}

/// How many items before its turn an object is asked for from memory.
const AHEAD: usize = 256;

/// Asks for an object's memory: a long list's objects lie all over it, and waiting for each would take longest.
#[inline]
fn prefetch(object: *const ffi::PyObject) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch reads nothing, whatever the address.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(object.cast());
    }
}

impl<'py> Iterator for Items<'py> {
    type Item = Lent<'py>;

    #[inline]
    fn next(&mut self) -> Option<Lent<'py>> {
        if let Some(ahead) = self.items.as_slice().get(AHEAD) {
            prefetch(*ahead);
        }
        // SAFETY: the list keeps its item alive, since no Python code runs meanwhile.
        self.items.next().map(|item| unsafe { Borrowed::from_ptr(self.py, *item) })
    }
}

/// The members of an exact `set` or `frozenset`, in its own order.
///
/// No Python code runs between two steps, so that nobody changes the set meanwhile.
pub(super) struct Members<'py> {
    places: std::slice::Iter<'py, ffi::setentry>,
    left: usize,
    py: Python<'py>,
}

impl<'py> Members<'py> {
    #[inline]
    pub(super) fn of(object: Lent<'py>, frozen: bool) -> Option<Self> {
        let class = if frozen { &raw mut ffi::PyFrozenSet_Type } else { &raw mut ffi::PySet_Type };
        if !is_exact(object, class) {
            return None;
        }
        // SAFETY: it is an exact set, whose table has one more place than its mask says.
        unsafe {
            let set = object.as_ptr().cast::<ffi::PySetObject>();
            let count = (*set).mask.cast_unsigned() + 1;
            let places = std::slice::from_raw_parts((*set).table, count).iter();
            Some(Self { places, left: (*set).used.cast_unsigned(), py: object.py() })
        }
    }
}

impl<'py> Iterator for Members<'py> {
    type Item = Lent<'py>;

    #[inline]
    fn next(&mut self) -> Option<Lent<'py>> {
        // What was taken out leaves a key with this hash behind.
        let place = self.places.find(|place| !place.key.is_null() && place.hash != -1)?;
        self.left = self.left.saturating_sub(1);
        // SAFETY: the set keeps its member alive.
        Some(unsafe { Borrowed::from_ptr(self.py, place.key) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// The items of an exact `deque` that has no longest length; it keeps them alive.
pub(super) fn deque<'py>(object: Lent<'py>, class: Option<&Bound<'py, PyType>>) -> Option<Vec<Lent<'py>>> {
    if !class.is_some_and(|class| is_exact(object, class.as_type_ptr())) {
        return None;
    }
    // Both are written in C; an iterator is made, which may be what the collector waits for.
    uncollected(|| {
        let longest = object.getattr(pyo3::intern!(object.py(), "maxlen")).ok()?;
        if !longest.is_none() {
            return None;
        }
        let items = object.try_iter().ok()?.map(|item| {
            // SAFETY: the deque keeps it alive, and nobody changes it meanwhile.
            item.map(|item| unsafe { Borrowed::from_ptr(object.py(), item.as_ptr()) })
        });
        items.collect::<PyResult<Vec<_>>>().ok()
    })
}

/// The content of an exact `bytearray`.
pub(super) fn byte_array(object: Lent<'_>) -> Option<Vec<u8>> {
    if !is_exact(object, &raw mut ffi::PyByteArray_Type) {
        return None;
    }
    // SAFETY: it is an exact bytearray, and nobody changes it while it is copied.
    unsafe {
        let length = ffi::PyByteArray_Size(object.as_ptr()).cast_unsigned();
        let first = ffi::PyByteArray_AsString(object.as_ptr()).cast::<u8>();
        Some(std::slice::from_raw_parts(first, length).to_vec())
    }
}

/// The entries of an exact `dict`, in order.
pub(super) struct Entries<'py> {
    owner: Lent<'py>,
    place: ffi::Py_ssize_t,
}

impl<'py> Entries<'py> {
    #[inline]
    pub(super) fn of(object: Lent<'py>) -> Option<Self> {
        is_dict(object).then_some(Self { owner: object, place: 0 })
    }

    /// How many there are.
    #[inline]
    pub(super) fn total(&self) -> usize {
        // SAFETY: it is an exact dict.
        unsafe { ffi::PyDict_Size(self.owner.as_ptr()) }.cast_unsigned()
    }
}

impl<'py> Iterator for Entries<'py> {
    type Item = (Lent<'py>, Lent<'py>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (mut key, mut value) = (std::ptr::null_mut(), std::ptr::null_mut());
        // SAFETY: it is an exact dict, and no Python code runs between two steps; key and value live as long as it.
        unsafe {
            let more =
                ffi::PyDict_Next(self.owner.as_ptr(), &raw mut self.place, &raw mut key, &raw mut value);
            let py = self.owner.py();
            (more != 0).then(|| (Borrowed::from_ptr(py, key), Borrowed::from_ptr(py, value)))
        }
    }
}
