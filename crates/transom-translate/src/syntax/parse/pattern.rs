//! What follows `case`.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

use super::super::{Expr, ExprKind, Pattern, PatternKind};
use super::statement::name;
use super::{Builder, Fault, span};

impl Builder<'_> {
    pub(super) fn pattern(&mut self, pattern: &ast::Pattern) -> Result<Pattern, Fault> {
        let kind = self.nest(pattern.range(), |builder| builder.pattern_kind(pattern))?;
        Ok(Pattern { kind, span: span(pattern.range()) })
    }

    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Result<Vec<Pattern>, Fault> {
        patterns.iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn pattern_kind(&mut self, pattern: &ast::Pattern) -> Result<PatternKind, Fault> {
        Ok(match pattern {
            ast::Pattern::MatchValue(node) => PatternKind::Value(self.expr(&node.value)?),
            ast::Pattern::MatchSingleton(node) => {
                PatternKind::Singleton(self.singleton(node.value, node.range()))
            }
            ast::Pattern::MatchSequence(node) => PatternKind::Sequence(self.patterns(&node.patterns)?),
            ast::Pattern::MatchMapping(node) => {
                let keys = self.exprs(&node.keys)?;
                let items = keys.into_iter().zip(self.patterns(&node.patterns)?).collect();
                PatternKind::Mapping { items, rest: node.rest.as_ref().map(name) }
            }
            ast::Pattern::MatchClass(node) => self.class_pattern(node)?,
            ast::Pattern::MatchStar(node) => PatternKind::Star(node.name.as_ref().map(name)),
            ast::Pattern::MatchAs(node) => PatternKind::As {
                pattern: node
                    .pattern
                    .as_deref()
                    .map(|inner| self.pattern(inner).map(Box::new))
                    .transpose()?,
                name: node.name.as_ref().map(name),
            },
            ast::Pattern::MatchOr(node) => PatternKind::Or(self.patterns(&node.patterns)?),
        })
    }

    fn class_pattern(&mut self, node: &ast::PatternMatchClass) -> Result<PatternKind, Fault> {
        let cls = self.expr(&node.cls)?;
        let patterns = self.patterns(&node.arguments.patterns)?;
        let keywords = node.arguments.keywords.iter();
        let keywords = keywords.map(|keyword| Ok((name(&keyword.attr), self.pattern(&keyword.pattern)?)));
        Ok(PatternKind::Class { cls, patterns, keywords: keywords.collect::<Result<_, Fault>>()? })
    }

    fn singleton(&mut self, value: ast::Singleton, range: TextRange) -> Expr {
        let kind = match value {
            ast::Singleton::None => ExprKind::None,
            ast::Singleton::True => ExprKind::Bool(true),
            ast::Singleton::False => ExprKind::Bool(false),
        };
        Expr { kind, span: span(range), id: self.id() }
    }
}
