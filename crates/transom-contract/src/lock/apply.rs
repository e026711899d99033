//! Between a contract and its lock: names meet numbers.

use std::collections::BTreeMap;

use super::{Entry, Lock, NUMBER_MAX, PROTOBUFS_OWN, Scope};
use crate::contract::Contract;
use crate::shape::{Definition, Record};

/// The numbers of one scope: names with theirs, and those that are reserved.
type Visit<'v> = dyn FnMut(Scope, Vec<(&str, &mut u32)>, &mut Vec<u32>) + 'v;

/// Shows every number of the contract.
fn walk(contract: &mut Contract, visit: &mut Visit<'_>) {
    for function in &mut contract.functions {
        walk_record(Scope::Function(function.name.clone()), &mut function.input, visit);
        for case in &mut function.errors {
            walk_record(Scope::Error(case.code.clone()), &mut case.data, visit);
        }
    }
    for (name, definition) in &mut contract.definitions.0 {
        match definition {
            Definition::Record(record) => walk_record(Scope::Record(name.clone()), record, visit),
            Definition::Enum(choice) => {
                let cases = choice.cases.iter_mut().map(|case| (case.name.as_str(), &mut case.number));
                visit(Scope::Enum(name.clone()), cases.collect(), &mut choice.reserved);
            }
            Definition::Union(union) => {
                let cases = union.cases.iter_mut().map(|case| (case.name.as_str(), &mut case.number));
                visit(Scope::Union(name.clone()), cases.collect(), &mut union.reserved);
                for case in &mut union.cases {
                    walk_record(Scope::Case(name.clone(), case.name.clone()), &mut case.record, visit);
                }
            }
        }
    }
}

fn walk_record(scope: Scope, record: &mut Record, visit: &mut Visit<'_>) {
    let fields = record.fields.iter_mut().map(|field| (field.name.as_str(), &mut field.number));
    visit(scope, fields.collect(), &mut record.reserved);
}

/// What a scope holds now. Functions may declare errors of one code with different data: they share numbers.
#[derive(Default)]
struct Present {
    names: Vec<(String, u32)>,
    reserved: Vec<u32>,
}

pub(super) fn update(lock: &mut Lock, contract: &Contract) {
    let mut present: BTreeMap<Scope, Present> = BTreeMap::new();
    walk(&mut contract.clone(), &mut |scope, names, reserved| {
        let own = present.entry(scope).or_default();
        for (name, number) in names {
            if !own.names.iter().any(|(known, _)| known == name) {
                own.names.push((name.to_owned(), *number));
            }
        }
        own.reserved.append(reserved);
    });
    let none = Present::default();
    for (scope, entries) in &mut lock.scopes {
        renumber(entries, present.get(scope).unwrap_or(&none));
    }
    for (scope, own) in present {
        let is_empty = own.names.is_empty() && own.reserved.is_empty();
        if !is_empty {
            lock.scopes.entry(scope).or_insert_with(|| adopt(&own));
        }
    }
}

/// The numbers of a scope that the lock does not know: its own, where they may be promised.
fn adopt(present: &Present) -> BTreeMap<u32, Entry> {
    let gone = |number: &u32| (*number, Entry { name: String::new(), gone: true });
    let reserved = present.reserved.iter().filter(|number| is_promisable(**number));
    let mut entries: BTreeMap<u32, Entry> = reserved.map(gone).collect();
    for (name, number) in &present.names {
        let free = is_promisable(*number) && !entries.contains_key(number);
        let number = if free { *number } else { next(&entries) };
        entries.insert(number, Entry { name: name.clone(), gone: false });
    }
    entries
}

fn renumber(entries: &mut BTreeMap<u32, Entry>, present: &Present) {
    for entry in entries.values_mut() {
        entry.gone |= !present.names.iter().any(|(name, _)| *name == entry.name);
    }
    for (name, _) in &present.names {
        if !entries.values().any(|entry| !entry.gone && entry.name == *name) {
            entries.insert(next(entries), Entry { name: name.clone(), gone: false });
        }
    }
}

/// The next number that never was used.
fn next(entries: &BTreeMap<u32, Entry>) -> u32 {
    let next = entries.last_key_value().map_or(1, |(last, _)| last + 1);
    let next = if PROTOBUFS_OWN.contains(&next) { PROTOBUFS_OWN.end() + 1 } else { next };
    if is_promisable(next) {
        return next;
    }
    let mut unused = (1..next).filter(|number| is_promisable(*number) && !entries.contains_key(number));
    unused.next().expect("no scope has half a billion names")
}

pub(super) fn is_promisable(number: u32) -> bool {
    (1..=NUMBER_MAX).contains(&number) && !PROTOBUFS_OWN.contains(&number)
}

/// Gives every name of the contract the number that an up-to-date lock has for it.
pub(super) fn number(contract: &mut Contract, lock: &Lock) {
    walk(contract, &mut |scope, names, reserved| {
        let entries = lock.scopes.get(&scope).into_iter().flatten();
        let mut free: BTreeMap<u32, &Entry> = entries.map(|(number, entry)| (*number, entry)).collect();
        for (name, number) in names {
            let own = free.iter().find(|(_, entry)| !entry.gone && entry.name == name);
            *number = *own.expect("an up-to-date lock has every name").0;
            free.remove(number);
        }
        *reserved = free.into_keys().collect();
    });
}
