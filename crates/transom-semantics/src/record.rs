//! Records and choices: what a dataclass, a named tuple or an enumeration can do without being asked.

/// Lets a record be compared, printed and used as a key, field by field: a frozen dataclass or a named tuple.
///
/// ```
/// # use transom_semantics as rt;
/// #[derive(Clone)]
/// struct Point { x: i64, y: i64 }
/// rt::record!(Point { x, y });
/// let mut seen = rt::Set::new();
/// seen.add(Point { x: 1, y: 2 });
/// assert!(seen.contains(&Point { x: 1, y: 2 }));
/// assert_eq!(rt::repr(&Point { x: 1, y: 2 }), "Point(x=1, y=2)");
/// ```
#[macro_export]
macro_rules! record {
    ($name:ident $($shown:literal)? { $($field:ident),* $(,)? }) => {
        $crate::record_key!($name { $($field),* });
        $crate::record_value!($name $($shown)? { $($field),* });
    };
}

/// The same for a record that is no key: one that holds a list or a dict, or that can be changed.
#[macro_export]
macro_rules! record_value {
    ($name:ident { $($field:ident),* $(,)? }) => {
        $crate::record_value!(@ $name, stringify!($name), { $($field),* });
    };
    ($name:ident $shown:literal { $($field:ident),* $(,)? }) => {
        $crate::record_value!(@ $name, $shown, { $($field),* });
    };
    (@ $name:ident, $shown:expr, { $($field:ident),* }) => {
        impl $crate::Equal for $name {
            fn equals(&self, other: &Self) -> bool {
                // One NaN may be the other: inside a record, as inside a tuple, that cannot be told.
                true $(&& $crate::Equal::same(&self.$field, &other.$field))*
            }
        }

        impl $crate::Repr for $name {
            fn write_repr(&self, out: &mut String) {
                let fields: &[$crate::Field<'_>] =
                    &[$((stringify!($field), &|out| $crate::Repr::write_repr(&self.$field, out))),*];
                $crate::record_repr($shown, fields, out);
            }
        }
    };
}

/// Names and values of an enumeration's members.
///
/// ```
/// # use transom_semantics as rt;
/// #[derive(Clone, Copy, PartialEq, Debug)]
/// enum Colour { Red, DarkBlue }
/// rt::members!(Colour: i64 { Red "RED" = 1, DarkBlue "DARK_BLUE" = 2 });
/// assert_eq!(Colour::DarkBlue.name(), "DARK_BLUE");
/// assert_eq!(Colour::of(2).value(), 2);
/// assert_eq!(Colour::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! members {
    ($name:ident: $value:ty { $($member:ident $text:literal = $held:expr),* $(,)? }) => {
        $crate::members!($name { $($member $text),* });

        #[allow(dead_code)]
        impl $name {
            /// `.value`.
            pub fn value(self) -> $value {
                match self { $(Self::$member => $held),* }
            }

            /// The member of a value. Another value panics.
            pub fn of(value: impl ::core::cmp::PartialEq<$value>) -> Self {
                Self::ALL.iter().copied().find(|member| value == member.value()).expect("a value of the enumeration")
            }
        }
    };
    ($name:ident { $($member:ident $text:literal),* $(,)? }) => {
        #[allow(dead_code)]
        impl $name {
            /// Every member, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$member),*];

            /// `.name`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$member => $text),* }
            }
        }

        impl $crate::Lookup<$name> for $name {
            #[inline]
            fn hash_as_key<H: ::core::hash::Hasher>(&self, state: &mut H) {
                state.write_u32(*self as u32);
            }

            #[inline]
            fn is_key(&self, key: &$name) -> bool {
                *self as u32 == *key as u32
            }
        }

        impl $crate::Equal for $name {
            #[inline]
            fn equals(&self, other: &Self) -> bool {
                *self as u32 == *other as u32
            }
        }

        impl $crate::Repr for $name {
            fn write_repr(&self, _out: &mut String) {
                panic!("versions of Python show a member of an enumeration in different ways")
            }
        }
    };
}

/// A field's name, and what prints its value.
#[doc(hidden)]
pub type Field<'a> = (&'a str, &'a dyn Fn(&mut String));

/// What [`record!`] prints.
#[doc(hidden)]
pub fn record_repr(name: &str, fields: &[Field<'_>], out: &mut String) {
    out.push_str(name);
    out.push('(');
    for (at, (field, write)) in fields.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        out.push_str(field);
        out.push('=');
        write(out);
    }
    out.push(')');
}
