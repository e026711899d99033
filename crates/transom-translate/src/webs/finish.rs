//! Webs become variables: their names in Rust and their homes.

use super::{UNBOUND, Webs};
use crate::model::{Binding, Var, VarId};
use crate::types::Ty;
use std::collections::HashMap;

impl<'a> Webs<'_, 'a> {
    /// Makes variables of the webs; gives what nested functions see.
    pub(super) fn finish(mut self, params: &[&'a str]) -> HashMap<String, Binding> {
        let mut var_of: HashMap<usize, VarId> = HashMap::new();
        for def in 0..self.defs.len() {
            let root = self.root(def);
            let captured = self.single.values().any(|single| self.root(*single) == root);
            let var = *var_of.entry(root).or_insert_with(|| {
                self.program.vars.push(Var {
                    name: self.defs[root].name.clone(),
                    func: self.func,
                    ty: Ty::Never,
                    stores: 0,
                    is_param: false,
                    home: 0,
                    stored_in_loop: false,
                    rebound: false,
                    ahead: false,
                    captured,
                    unbound: None,
                    mutated: false,
                    chars: false,
                    read: captured,
                    rust: String::new(),
                    first: u32::MAX,
                    last: 0,
                });
                self.program.vars.len() - 1
            });
            if self.defs[def].is_param {
                self.program.vars[var].is_param = true;
                self.program.vars[var].stores += 1;
            }
        }
        self.place(&var_of);
        for (key, def) in &self.by_key {
            let var = var_of[&self.root(*def)];
            if *key < self.program.bindings.len() {
                self.program.bindings[*key] = Binding::Var(var);
            } else {
                self.program.unnumbered.insert((self.func, *key), var);
            }
        }
        for (def, span) in &self.unbound {
            let var = var_of[&self.root(*def)];
            self.program.vars[var].unbound.get_or_insert(*span);
        }
        self.rename(&var_of);
        let param_vars: Vec<VarId> = (0..params.len()).map(|at| var_of[&self.root(at)]).collect();
        for (param, var) in self.program.funcs[self.func].params.iter_mut().zip(&param_vars) {
            param.var = *var;
        }
        let mut outer = self.outer.clone();
        for (name, child) in &self.children {
            outer.insert((*name).to_owned(), Binding::Func(*child));
        }
        for (name, at) in &self.index {
            match self.single.get(at) {
                Some(def) => outer.insert((*name).to_owned(), Binding::Var(var_of[&self.root(*def)])),
                None => outer.remove(*name),
            };
        }
        outer
    }

    /// Rust may use a name again once the one before is done with; otherwise the later variable gets a number.
    pub(super) fn rename(&mut self, var_of: &HashMap<usize, VarId>) {
        let mut vars: Vec<VarId> = var_of.values().copied().collect();
        vars.sort_unstable();
        vars.dedup();
        vars.retain(|var| self.program.vars[*var].home != 0 || self.program.vars[*var].is_param);
        vars.sort_by_key(|var| (!self.program.vars[*var].is_param, self.program.vars[*var].first));
        for at in 1..vars.len() {
            let info = &self.program.vars[vars[at]];
            let before =
                vars[..at].iter().map(|var| &self.program.vars[*var]).filter(|other| other.name == info.name);
            let (count, clash) = before.fold((0, false), |(count, clash), other| {
                let (start, from) = if other.is_param { (0, info.first) } else { (other.first, info.first) };
                (count + 1, clash || info.ahead || other.last > from || start > from)
            });
            if clash {
                // Nothing in the source is called that.
                let source = &self.program.scopes[self.module].module.source;
                let name = (count + 1..=usize::MAX)
                    .map(|number| format!("{}_{number}", info.name))
                    .find(|name| {
                        !source.contains(name.as_str())
                            && vars[..at].iter().all(|other| self.program.vars[*other].rust != *name)
                    })
                    .expect("there are more numbers than names");
                self.program.vars[vars[at]].rust = name;
            }
        }
    }

    /// Finds the home of each variable.
    pub(super) fn place(&mut self, var_of: &HashMap<usize, VarId>) {
        let mut homes: HashMap<VarId, usize> = HashMap::new();
        let mut stores: HashMap<VarId, Vec<usize>> = HashMap::new();
        for occurrence in self.occurrences.values() {
            let var = var_of[&self.root(occurrence.def)];
            if occurrence.store {
                self.program.vars[var].stores += 1;
            } else {
                self.program.vars[var].read = true;
            }
            let Some(block) = occurrence.block else { continue };
            let info = &mut self.program.vars[var];
            info.last = info.last.max(occurrence.at);
            if occurrence.store {
                info.first = info.first.min(occurrence.at);
            }
            if occurrence.store {
                stores.entry(var).or_default().push(block);
            }
            let home = homes.get(&var).map_or(block, |home| self.common(*home, block));
            homes.insert(var, home);
        }
        for (def, around) in &self.carried {
            let var = var_of[&self.root(*def)];
            let outside = self.blocks[*around].parent.unwrap_or(0);
            let home = homes.get(&var).map_or(outside, |home| self.common(*home, outside));
            homes.insert(var, home);
        }
        for (var, home) in homes {
            let home =
                if self.program.vars[var].is_param || self.program.vars[var].captured { 0 } else { home };
            self.program.vars[var].home = self.blocks[home].address;
            let in_loop = |block: &usize| {
                self.ancestors(*block)
                    .into_iter()
                    .take_while(|block| *block != home)
                    .any(|block| self.blocks[block].is_loop)
            };
            self.program.vars[var].stored_in_loop =
                stores.get(&var).is_some_and(|blocks| blocks.iter().any(in_loop));
            let first = stores.get(&var).and_then(|blocks| blocks.first());
            self.program.vars[var].ahead = first.is_some_and(|block| *block != home);
        }
        let mut first: HashMap<usize, u32> = HashMap::new();
        for (def, _, at) in &self.rebinds {
            let first = first.entry(self.root(*def)).or_insert(*at);
            *first = (*first).min(*at);
        }
        for (def, before, at) in &self.rebinds {
            let root = self.root(*def);
            let var = var_of[&root];
            let in_loop = self.program.vars[var].stored_in_loop;
            let place = |def: &usize| self.def_place.get(def).map_or(0, |(_, place)| *place);
            let again = |other: &usize| {
                *other != UNBOUND && self.root(*other) == root && (in_loop || place(other) < *at)
            };
            // Between two assignments of one variable the name may have stood for another one.
            let other = |def: &usize| *def != UNBOUND && self.root(*def) != root;
            let hidden = || before.iter().any(other) && (in_loop || first[&root] < *at);
            self.program.vars[var].rebound |= before.iter().any(again) || hidden();
        }
    }
}
