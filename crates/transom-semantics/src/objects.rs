//! Instances of classes as Python has them: many names for one object, which anybody may change.
//!
//! `#[transom::object]` makes a class a place in a table ([`Objects`]) that lasts as long as the call: it is copied as
//! Python copies a reference, two are the same where they are one object, and what one name changes every other sees.
//! An attribute that has no value, or one of another type than was foreseen, panics where it is read.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::collections::HashMap;
use std::rc::Rc;

thread_local! {
    /// What forgets the tables that have instances.
    static USED: RefCell<Vec<fn()>> = const { RefCell::new(Vec::new()) };
    static IS_USED: Cell<bool> = const { Cell::new(false) };
}

/// Forgets every instance that was made on this thread: the call is over.
#[inline]
pub fn forget() {
    if IS_USED.get() {
        forget_used();
    }
}

#[cold]
fn forget_used() {
    IS_USED.set(false);
    for clear in USED.take() {
        clear();
    }
}

/// All instances of one class in the call that goes on. `H` holds the attributes of one.
#[derive(Debug)]
pub struct Objects<H> {
    all: RefCell<Vec<Instance<H>>>,
    by_address: RefCell<HashMap<usize, u32>>,
    is_changed: Cell<bool>,
}

#[derive(Debug)]
struct Instance<H> {
    held: H,
    /// Where the caller has it; 0 for one that was made here.
    address: usize,
    /// One bit for each attribute that was set since.
    changed: u64,
}

impl<H> Default for Objects<H> {
    fn default() -> Self {
        Self { all: RefCell::default(), by_address: RefCell::default(), is_changed: Cell::new(false) }
    }
}

impl<H> Objects<H> {
    /// Makes an instance and gives its place; `clear` clears this table when the call is over.
    pub fn made(&self, held: H, clear: fn()) -> u32 {
        let mut all = self.all.borrow_mut();
        if all.is_empty() {
            IS_USED.set(true);
            USED.with_borrow_mut(|used| used.push(clear));
        }
        let at = u32::try_from(all.len()).expect("fewer objects of a class than 2^32");
        all.push(Instance { held, address: 0, changed: 0 });
        at
    }

    /// The instance that the caller has at this address, and whether it is met for the first time.
    pub fn met(&self, address: usize, blank: impl FnOnce() -> H, clear: fn()) -> (u32, bool) {
        if let Some(at) = self.by_address.borrow().get(&address) {
            return (*at, false);
        }
        let at = self.made(blank(), clear);
        self.set_address(at, address);
        (at, true)
    }

    /// Notes where the caller has an instance.
    pub fn set_address(&self, at: u32, address: usize) {
        self.all.borrow_mut()[at as usize].address = address;
        self.by_address.borrow_mut().insert(address, at);
    }

    /// Where the caller has an instance; 0 for one that was made here.
    pub fn address(&self, at: u32) -> usize {
        self.all.borrow()[at as usize].address
    }

    /// Reads an attribute, which has a value.
    #[inline]
    pub fn read<T>(&self, at: u32, read: impl FnOnce(&H) -> Option<T>) -> T {
        read(&self.all.borrow()[at as usize].held)
            .expect("an attribute that has no value, or one of another type")
    }

    /// Looks at an attribute, which may have no value.
    #[inline]
    pub fn look<T>(&self, at: u32, look: impl FnOnce(&H) -> T) -> T {
        look(&self.all.borrow()[at as usize].held)
    }

    /// Gives an attribute its first value.
    #[inline]
    pub fn fill(&self, at: u32, fill: impl FnOnce(&mut H)) {
        fill(&mut self.all.borrow_mut()[at as usize].held);
    }

    /// Sets an attribute, by its number.
    #[inline]
    pub fn set(&self, at: u32, attribute: u32, set: impl FnOnce(&mut H)) {
        let instance = &mut self.all.borrow_mut()[at as usize];
        set(&mut instance.held);
        if instance.address != 0 {
            instance.changed |= 1 << attribute;
            self.is_changed.set(true);
        }
    }

    /// The caller's instances that were changed, and which of their attributes.
    pub fn changed(&self) -> Vec<(u32, u64)> {
        if !self.is_changed.get() {
            return Vec::new();
        }
        let all = self.all.borrow();
        let all = all.iter().enumerate().filter(|(_, instance)| instance.changed != 0);
        all.map(|(at, instance)| (at as u32, instance.changed)).collect()
    }

    /// Forgets all of them: the call is over.
    pub fn clear(&self) {
        // What is let go of may not look in here again: it is outside by then.
        let all = std::mem::take(&mut *self.all.borrow_mut());
        self.by_address.borrow_mut().clear();
        self.is_changed.set(false);
        drop(all);
    }
}

/// A list, a dict or another container in an attribute: whoever holds it sees it change.
///
/// The caller's own are read only: to change one panics. So does changing one while it is walked over.
#[derive(Debug)]
pub struct Shared<T> {
    own: Rc<RefCell<T>>,
    /// Whether it came with the arguments.
    is_callers: bool,
}

impl<T> Shared<T> {
    /// A container that was made here.
    pub fn new(own: T) -> Self {
        Self { own: Rc::new(RefCell::new(own)), is_callers: false }
    }

    /// One that came with the arguments.
    pub fn callers(own: T) -> Self {
        Self { own: Rc::new(RefCell::new(own)), is_callers: true }
    }

    /// To look at it.
    #[inline]
    pub fn read(&self) -> Ref<'_, T> {
        self.own.borrow()
    }

    /// To change it.
    #[inline]
    pub fn write(&self) -> RefMut<'_, T> {
        assert!(!self.is_callers, "a container of the caller's own in an attribute is changed");
        self.own.try_borrow_mut().expect("a container that nobody walks over")
    }
}

impl<T> Clone for Shared<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self { own: Rc::clone(&self.own), is_callers: self.is_callers }
    }
}

/// What a class does that says nothing of comparing: one object is equal to itself alone, and has no order.
///
/// Of one that `compares` by what its instances hold, only that an object is equal to itself is known.
#[macro_export]
macro_rules! identity {
    (@hash $own:ident, $state:ident) => {
        $state.write_u32($own.place())
    };
    (@hash $own:ident, $state:ident, $compares:ident) => {{
        let _ = $state;
        panic!("no instance is a key: its class {} by what it holds", stringify!($compares))
    }};
    ($name:ident $(, $compares:ident)?) => {
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                let same = self.place() == other.place();
                $(assert!(same, "instances are compared by what they hold: {}", stringify!($compares));)?
                same
            }
        }

        impl Eq for $name {}

        impl ::core::hash::Hash for $name {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                $crate::identity!(@hash self, state $(, $compares)?);
            }
        }

        impl $crate::Equal for $name {
            #[inline]
            fn equals(&self, other: &Self) -> bool {
                self == other
            }
        }

        impl $crate::Repr for $name {
            fn write_repr(&self, _: &mut String) {
                panic!("an instance that shows itself")
            }
        }

        impl $crate::Order for $name {
            fn order(&self, other: &Self) -> ::core::cmp::Ordering {
                // Inside a tuple Python asks first whether the two are one.
                assert!(self.place() == other.place(), "instances of the class have no order");
                ::core::cmp::Ordering::Equal
            }

            fn before(&self, _: &Self) -> bool {
                panic!("instances of the class have no order")
            }
        }

        impl $crate::Lookup<$name> for $name {
            #[inline]
            fn hash_as_key<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self, state);
            }

            #[inline]
            fn is_key(&self, key: &$name) -> bool {
                self == key
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::{Objects, Shared};

    #[test]
    fn one_address_is_one_object() {
        let objects = Objects::<Option<i64>>::default();
        let (one, is_new) = objects.met(8, || None, || ());
        assert!(is_new);
        assert_eq!(objects.met(8, || None, || ()), (one, false));
        assert_ne!(objects.met(16, || None, || ()).0, one);
    }

    #[test]
    fn tells_which_attributes_of_the_caller_changed() {
        let objects = Objects::<Option<i64>>::default();
        let own = objects.made(None, || ());
        objects.set(own, 0, |held| *held = Some(1));
        let (met, _) = objects.met(8, || Some(1), || ());
        objects.set(met, 3, |held| *held = Some(2));
        assert_eq!(objects.changed(), [(met, 8)]);
        objects.clear();
        assert!(objects.changed().is_empty());
    }

    #[test]
    #[should_panic(expected = "no value")]
    fn an_attribute_without_a_value_panics() {
        let objects = Objects::<Option<i64>>::default();
        let own = objects.made(None, || ());
        objects.read(own, |held| *held);
    }

    #[test]
    #[should_panic(expected = "caller's own")]
    fn the_callers_containers_are_not_changed() {
        Shared::callers(vec![1]).write().push(2);
    }
}
