//! Several modules together: what a name of one of them stands for, followed through their imports.

use std::collections::BTreeMap;

use crate::scope::{Global, Import, ModuleScope};
use crate::syntax::{ClassDef, Expr, FunctionDef, Module};

/// Imports that only hand a name on, followed at most.
const IMPORTS_MAX: usize = 16;

/// The modules of a request that could be read.
#[derive(Clone, Debug)]
pub struct Program<'m> {
    modules: BTreeMap<&'m str, (&'m Module, ModuleScope<'m>)>,
}

/// What a name stands for in the end, with the module that has it.
#[derive(Clone, Debug)]
pub enum Definition<'m> {
    /// A function of one of the modules.
    Function(&'m Module, &'m FunctionDef),
    /// A class of one of the modules.
    Class(&'m Module, &'m ClassDef),
    /// A variable of one of the modules that is bound once.
    Constant(&'m Module, &'m Expr),
    /// `type Name = value` in one of the modules.
    TypeAlias(&'m Module, &'m Expr),
    /// A variable of one of the modules, by its name, that is bound more than once or under a condition.
    Variable(&'m Module, &'m str),
    /// One of the modules itself.
    Module(&'m Module),
    /// Something that no module here has, by its dotted name: `math.sqrt`.
    Outside(String),
}

impl<'m> Program<'m> {
    /// Reads the top level of each module.
    pub fn new(modules: impl IntoIterator<Item = &'m Module>) -> Self {
        let scoped = |module: &'m Module| (module.name.as_str(), (module, ModuleScope::of(module)));
        Self { modules: modules.into_iter().map(scoped).collect() }
    }

    /// The module of this dotted name.
    pub fn module(&self, name: &str) -> Option<&'m Module> {
        self.modules.get(name).map(|(module, _)| *module)
    }

    /// The top level of the module of this dotted name.
    pub fn scope(&self, module: &str) -> Option<&ModuleScope<'m>> {
        self.modules.get(module).map(|(_, scope)| scope)
    }

    /// What a name, or a name with attributes, stands for at the top level of a module. `None` for what is no such
    /// path, for built-in names and for names that nothing defines; that no local hides it is the caller's business.
    pub fn resolve(&self, module: &str, expression: &Expr) -> Option<Definition<'m>> {
        self.path(module, &expression.as_dotted()?, IMPORTS_MAX)
    }

    /// What a dotted name stands for from everywhere: `app.pricing.quote`.
    pub fn absolute(&self, dotted: &str) -> Definition<'m> {
        let parts: Vec<&str> = dotted.split('.').collect();
        self.absolute_path(&parts, IMPORTS_MAX).unwrap_or_else(|| Definition::Outside(dotted.to_owned()))
    }

    fn path(&self, module: &str, path: &[&str], imports: usize) -> Option<Definition<'m>> {
        let (module, scope) = self.modules.get(module)?;
        let (first, rest) = path.split_first()?;
        let Some((name, global)) = scope.globals.get_key_value::<str>(first) else {
            let mut stars = scope.stars.iter().filter(|_| !first.starts_with('_') && imports > 0);
            return stars.find_map(|(star, _)| self.path(star, path, imports - 1));
        };
        let own = match global {
            Global::Import(import) => return Some(self.imported(import, rest, imports)),
            Global::Function(function) => Definition::Function(module, function),
            Global::Class(class) => Definition::Class(module, class),
            Global::Constant { value, .. } => Definition::Constant(module, value),
            Global::TypeAlias(value) => Definition::TypeAlias(module, value),
            Global::Variable(_) => Definition::Variable(module, name),
        };
        rest.is_empty().then_some(own)
    }

    fn imported(&self, import: &Import, rest: &[&str], imports: usize) -> Definition<'m> {
        let mut path: Vec<&str> = import.module.split('.').collect();
        path.extend(import.item.as_deref());
        path.extend(rest);
        let found = imports.checked_sub(1).and_then(|imports| self.absolute_path(&path, imports));
        found.unwrap_or_else(|| Definition::Outside(path.join(".")))
    }

    /// What a module binds goes before a module within it that has the same name, as for Python.
    fn absolute_path(&self, path: &[&str], imports: usize) -> Option<Definition<'m>> {
        for at in (1..=path.len()).rev() {
            let (module, rest) = path.split_at(at);
            let module = module.join(".");
            let Some((found, _)) = self.modules.get(module.as_str()) else { continue };
            if rest.is_empty() {
                let bound = path.split_last().and_then(|(last, package)| {
                    self.path(&package.join("."), &[*last], imports).filter(Definition::is_code)
                });
                return Some(bound.unwrap_or(Definition::Module(found)));
            }
            if let Some(found) = self.path(&module, rest, imports) {
                return Some(found);
            }
        }
        None
    }
}

impl Definition<'_> {
    fn is_code(&self) -> bool {
        matches!(self, Definition::Function(..) | Definition::Class(..))
    }
}
