//! Statements, functions and classes.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::super::{
    Alias, Case, ClassDef, Docstring, Expr, ExprKind, FunctionDef, Handler, Keyword, Name, Param, Params,
    Stmt, StmtKind, TypeParam, TypeParamKind, WithItem,
};
use super::{Builder, Fault, span};

impl Builder<'_> {
    /// The statements of a module, class or function, its docstring apart.
    pub(super) fn body(&mut self, body: &[ast::Stmt]) -> Result<(Option<Docstring>, Vec<Stmt>), Fault> {
        let mut statements = self.statements(body)?;
        let docstring = match statements.first().map(|first| &first.kind) {
            Some(StmtKind::Expr { value: Expr { kind: ExprKind::Str(Some(text)), span, .. } }) => {
                Some(Docstring { text: text.clone(), span: *span })
            }
            _ => None,
        };
        if docstring.is_some() {
            statements.remove(0);
        }
        Ok((docstring, statements))
    }

    pub(super) fn statements(&mut self, body: &[ast::Stmt]) -> Result<Vec<Stmt>, Fault> {
        body.iter().map(|statement| self.statement(statement)).collect()
    }

    fn statement(&mut self, statement: &ast::Stmt) -> Result<Stmt, Fault> {
        let kind = self.nest(statement.range(), |builder| match statement {
            ast::Stmt::FunctionDef(_) | ast::Stmt::ClassDef(_) => builder.definition(statement),
            ast::Stmt::For(_)
            | ast::Stmt::While(_)
            | ast::Stmt::If(_)
            | ast::Stmt::With(_)
            | ast::Stmt::Match(_)
            | ast::Stmt::Try(_) => builder.compound(statement),
            _ => builder.simple(statement),
        })?;
        Ok(Stmt { kind, span: span(statement.range()) })
    }

    fn definition(&mut self, statement: &ast::Stmt) -> Result<StmtKind, Fault> {
        match statement {
            ast::Stmt::FunctionDef(function) => self.function(function),
            ast::Stmt::ClassDef(class) => self.class(class),
            _ => unreachable!("only definitions are handed on"),
        }
    }

    fn function(&mut self, function: &ast::StmtFunctionDef) -> Result<StmtKind, Fault> {
        let decorators = self.decorators(&function.decorator_list)?;
        let type_params = self.type_params(function.type_params.as_deref())?;
        let params = self.params(&function.parameters)?;
        let returns = self.maybe(function.returns.as_deref())?;
        self.yields.push(false);
        let built = self.body(&function.body);
        let is_generator = self.yields.pop().expect("it was pushed above");
        let (docstring, body) = built?;
        Ok(StmtKind::FunctionDef(Box::new(FunctionDef {
            name: function.name.to_string(),
            name_span: span(function.name.range()),
            span: self.without_decorators(function.range(), &function.decorator_list),
            decorators,
            type_params,
            params,
            returns,
            docstring,
            body,
            is_async: function.is_async,
            is_generator,
        })))
    }

    fn class(&mut self, class: &ast::StmtClassDef) -> Result<StmtKind, Fault> {
        let decorators = self.decorators(&class.decorator_list)?;
        let type_params = self.type_params(class.type_params.as_deref())?;
        let (bases, keywords) = match class.arguments.as_deref() {
            Some(arguments) => self.arguments(arguments)?,
            None => Default::default(),
        };
        let (docstring, body) = self.body(&class.body)?;
        Ok(StmtKind::ClassDef(Box::new(ClassDef {
            name: class.name.to_string(),
            name_span: span(class.name.range()),
            span: self.without_decorators(class.range(), &class.decorator_list),
            decorators,
            type_params,
            bases,
            keywords,
            docstring,
            body,
        })))
    }

    /// From `def`, `async` or `class` on: the parser's range begins with the first decorator.
    fn without_decorators(
        &self,
        whole: ruff_text_size::TextRange,
        decorators: &[ast::Decorator],
    ) -> super::Span {
        let whole = span(whole);
        let Some(last) = decorators.last() else { return whole };
        let mut at = last.range().end().to_usize();
        for line in self.source[at..].split_inclusive('\n') {
            let code = line.trim_start();
            if !code.is_empty() && !code.starts_with('#') {
                at += line.len() - code.len();
                break;
            }
            at += line.len();
        }
        let start = u32::try_from(at).expect("a source is shorter than 4 GiB");
        super::Span { start: start.min(whole.end), ..whole }
    }

    fn decorators(&mut self, decorators: &[ast::Decorator]) -> Result<Vec<Expr>, Fault> {
        decorators.iter().map(|decorator| self.expr(&decorator.expression)).collect()
    }

    pub(super) fn params(&mut self, params: &ast::Parameters) -> Result<Params, Fault> {
        Ok(Params {
            positional_only: self.params_of(&params.posonlyargs)?,
            args: self.params_of(&params.args)?,
            vararg: self.rest(params.vararg.as_deref())?,
            keyword_only: self.params_of(&params.kwonlyargs)?,
            kwarg: self.rest(params.kwarg.as_deref())?,
        })
    }

    fn params_of(&mut self, params: &[ast::ParameterWithDefault]) -> Result<Vec<Param>, Fault> {
        let param =
            |param: &ast::ParameterWithDefault| self.param(&param.parameter, param.default.as_deref());
        params.iter().map(param).collect()
    }

    fn rest(&mut self, param: Option<&ast::Parameter>) -> Result<Option<Box<Param>>, Fault> {
        param.map(|param| self.param(param, None).map(Box::new)).transpose()
    }

    fn param(&mut self, param: &ast::Parameter, default: Option<&ast::Expr>) -> Result<Param, Fault> {
        Ok(Param {
            name: param.name.to_string(),
            name_span: span(param.name.range()),
            annotation: self.maybe(param.annotation.as_deref())?,
            default: self.maybe(default)?,
        })
    }

    pub(super) fn arguments(
        &mut self,
        arguments: &ast::Arguments,
    ) -> Result<(Vec<Expr>, Vec<Keyword>), Fault> {
        let args = self.exprs(&arguments.args)?;
        let keyword = |keyword: &ast::Keyword| {
            Ok(Keyword {
                name: keyword.arg.as_ref().map(ToString::to_string),
                value: self.expr(&keyword.value)?,
                span: span(keyword.range()),
            })
        };
        Ok((args, arguments.keywords.iter().map(keyword).collect::<Result<_, Fault>>()?))
    }

    fn type_params(&mut self, params: Option<&ast::TypeParams>) -> Result<Vec<TypeParam>, Fault> {
        let params = params.map(|params| params.type_params.as_slice()).unwrap_or_default();
        params.iter().map(|param| self.type_param(param)).collect()
    }

    fn type_param(&mut self, param: &ast::TypeParam) -> Result<TypeParam, Fault> {
        let (kind, written, bound, default) = match param {
            ast::TypeParam::TypeVar(var) => {
                (TypeParamKind::TypeVar, &var.name, var.bound.as_deref(), var.default.as_deref())
            }
            ast::TypeParam::TypeVarTuple(var) => {
                (TypeParamKind::TypeVarTuple, &var.name, None, var.default.as_deref())
            }
            ast::TypeParam::ParamSpec(var) => {
                (TypeParamKind::ParamSpec, &var.name, None, var.default.as_deref())
            }
        };
        Ok(TypeParam { kind, name: name(written), bound: self.maybe(bound)?, default: self.maybe(default)? })
    }

    fn compound(&mut self, statement: &ast::Stmt) -> Result<StmtKind, Fault> {
        Ok(match statement {
            ast::Stmt::For(node) => StmtKind::For {
                target: self.expr(&node.target)?,
                iter: self.expr(&node.iter)?,
                body: self.statements(&node.body)?,
                orelse: self.statements(&node.orelse)?,
                is_async: node.is_async,
            },
            ast::Stmt::While(node) => StmtKind::While {
                test: self.expr(&node.test)?,
                body: self.statements(&node.body)?,
                orelse: self.statements(&node.orelse)?,
            },
            ast::Stmt::If(node) => StmtKind::If {
                test: self.expr(&node.test)?,
                body: self.statements(&node.body)?,
                orelse: self.elifs(&node.elif_else_clauses)?,
            },
            ast::Stmt::With(node) => StmtKind::With {
                items: node.items.iter().map(|item| self.with_item(item)).collect::<Result<_, Fault>>()?,
                body: self.statements(&node.body)?,
                is_async: node.is_async,
            },
            ast::Stmt::Match(node) => StmtKind::Match {
                subject: self.expr(&node.subject)?,
                cases: node.cases.iter().map(|case| self.case(case)).collect::<Result<_, Fault>>()?,
            },
            ast::Stmt::Try(node) => StmtKind::Try {
                body: self.statements(&node.body)?,
                handlers: node.handlers.iter().map(|one| self.handler(one)).collect::<Result<_, Fault>>()?,
                orelse: self.statements(&node.orelse)?,
                finalbody: self.statements(&node.finalbody)?,
                is_star: node.is_star,
            },
            _ => unreachable!("only compound statements are handed on"),
        })
    }

    /// `elif` chains, each an `if` of its own within the `else` before.
    fn elifs(&mut self, clauses: &[ast::ElifElseClause]) -> Result<Vec<Stmt>, Fault> {
        let Some((first, rest)) = clauses.split_first() else { return Ok(Vec::new()) };
        let Some(test) = &first.test else { return self.statements(&first.body) };
        let end = clauses.last().map_or(first.range(), Ranged::range);
        let kind = self.nest(first.range(), |builder| {
            Ok(StmtKind::If {
                test: builder.expr(test)?,
                body: builder.statements(&first.body)?,
                orelse: builder.elifs(rest)?,
            })
        })?;
        Ok(vec![Stmt { kind, span: span(first.range()).to(span(end)) }])
    }

    fn with_item(&mut self, item: &ast::WithItem) -> Result<WithItem, Fault> {
        Ok(WithItem {
            context: self.expr(&item.context_expr)?,
            target: self.maybe(item.optional_vars.as_deref())?,
        })
    }

    fn case(&mut self, case: &ast::MatchCase) -> Result<Case, Fault> {
        Ok(Case {
            pattern: self.pattern(&case.pattern)?,
            guard: self.maybe(case.guard.as_deref())?,
            body: self.statements(&case.body)?,
            span: span(case.range()),
        })
    }

    fn handler(&mut self, handler: &ast::ExceptHandler) -> Result<Handler, Fault> {
        let ast::ExceptHandler::ExceptHandler(handler) = handler;
        Ok(Handler {
            kind: self.maybe(handler.type_.as_deref())?,
            name: handler.name.as_ref().map(name),
            body: self.statements(&handler.body)?,
            span: span(handler.range()),
        })
    }

    fn simple(&mut self, statement: &ast::Stmt) -> Result<StmtKind, Fault> {
        Ok(match statement {
            ast::Stmt::Return(node) => StmtKind::Return { value: self.maybe(node.value.as_deref())? },
            ast::Stmt::Delete(node) => StmtKind::Delete { targets: self.exprs(&node.targets)? },
            ast::Stmt::Assign(node) => {
                StmtKind::Assign { targets: self.exprs(&node.targets)?, value: self.expr(&node.value)? }
            }
            ast::Stmt::AugAssign(node) => StmtKind::AugAssign {
                target: self.expr(&node.target)?,
                op: super::expression::bin_op(node.op),
                value: self.expr(&node.value)?,
            },
            ast::Stmt::AnnAssign(node) => StmtKind::AnnAssign {
                target: self.expr(&node.target)?,
                annotation: self.expr(&node.annotation)?,
                value: self.maybe(node.value.as_deref())?,
            },
            ast::Stmt::Raise(node) => StmtKind::Raise {
                exc: self.maybe(node.exc.as_deref())?,
                cause: self.maybe(node.cause.as_deref())?,
            },
            ast::Stmt::Assert(node) => {
                StmtKind::Assert { test: self.expr(&node.test)?, msg: self.maybe(node.msg.as_deref())? }
            }
            ast::Stmt::Expr(node) => StmtKind::Expr { value: self.expr(&node.value)? },
            ast::Stmt::TypeAlias(node) => StmtKind::TypeAlias {
                name: self.expr(&node.name)?,
                type_params: self.type_params(node.type_params.as_deref())?,
                value: self.expr(&node.value)?,
            },
            _ => return word(statement),
        })
    }
}

/// Statements without an expression in them.
fn word(statement: &ast::Stmt) -> Result<StmtKind, Fault> {
    Ok(match statement {
        ast::Stmt::Import(node) => StmtKind::Import { names: node.names.iter().map(alias).collect() },
        ast::Stmt::ImportFrom(node) => StmtKind::ImportFrom {
            module: node.module.as_ref().map(ToString::to_string),
            names: node.names.iter().map(alias).collect(),
            level: node.level,
        },
        ast::Stmt::Global(node) => StmtKind::Global { names: node.names.iter().map(name).collect() },
        ast::Stmt::Nonlocal(node) => StmtKind::Nonlocal { names: node.names.iter().map(name).collect() },
        ast::Stmt::Pass(_) => StmtKind::Pass,
        ast::Stmt::Break(_) => StmtKind::Break,
        ast::Stmt::Continue(_) => StmtKind::Continue,
        _ => return Err(Fault::syntax(span(statement.range()), "a command of a notebook, not Python")),
    })
}

fn alias(alias: &ast::Alias) -> Alias {
    Alias {
        name: alias.name.to_string(),
        asname: alias.asname.as_ref().map(ToString::to_string),
        span: span(alias.range()),
    }
}

pub(super) fn name(identifier: &ast::Identifier) -> Name {
    Name { name: identifier.to_string(), span: span(identifier.range()) }
}
