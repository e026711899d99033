//! Which variables of the functions around it a nested function needs: they become parameters.

use crate::model::{Binding, FuncId, Program, VarId};
use crate::names;
use crate::syntax::{Expr, Stmt};

/// Notes the captures of every live nested function, those of the functions that it calls included.
pub(crate) fn find(program: &mut Program<'_>) {
    let nested: Vec<FuncId> = (0..program.funcs.len())
        .filter(|func| program.funcs[*func].live && program.funcs[*func].parent.is_some())
        .collect();
    loop {
        let mut changed = false;
        for func in &nested {
            let mut found: Vec<VarId> = Vec::new();
            let module = program.funcs[*func].module;
            within_body(program, module, &program.funcs[*func].def.body, &mut found);
            for (_, child) in &program.funcs[*func].children {
                found.extend(&program.funcs[*child].captures);
            }
            found.retain(|var| is_outside(program, *func, *var));
            for var in found {
                if !program.funcs[*func].captures.contains(&var) {
                    program.funcs[*func].captures.push(var);
                    changed = true;
                }
            }
        }
        if !changed {
            return;
        }
    }
}

/// Whether the variable belongs to a function around this one.
fn is_outside(program: &Program<'_>, func: FuncId, var: VarId) -> bool {
    let mut at = program.funcs[func].parent;
    while let Some(parent) = at {
        if program.vars[var].func == parent {
            return true;
        }
        at = program.funcs[parent].parent;
    }
    false
}

fn within_body(program: &Program<'_>, module: usize, body: &[Stmt], found: &mut Vec<VarId>) {
    for stmt in body {
        for expr in names::expressions(stmt) {
            within(program, module, expr, found);
        }
        for body in names::bodies(stmt) {
            within_body(program, module, body, found);
        }
    }
}

fn within(program: &Program<'_>, module: usize, expr: &Expr, found: &mut Vec<VarId>) {
    match program.binding(module, expr) {
        Binding::Var(var) => found.push(*var),
        Binding::Func(func) => found.extend(&program.funcs[*func].captures),
        _ => {}
    }
    for child in names::children(expr) {
        within(program, module, child, found);
    }
}
