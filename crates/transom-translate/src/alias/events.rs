//! Where variables are named, assigned and changed, by their place in the source.

use crate::model::VarId;
use crate::syntax::Span;

/// A stretch of source.
pub(crate) type Span32 = Span;

/// Every mention, assignment and change.
#[derive(Debug, Default)]
pub(crate) struct Events {
    mentions: Vec<(VarId, u32)>,
    mutations: Vec<(VarId, u32)>,
    stores: Vec<(VarId, u32)>,
}

impl Events {
    pub(crate) fn mention(&mut self, var: VarId, span: Span) {
        self.mentions.push((var, span.start));
    }

    pub(crate) fn mutation(&mut self, var: VarId, span: Span) {
        self.mutations.push((var, span.start));
    }

    pub(crate) fn store(&mut self, var: VarId, span: Span) {
        self.stores.push((var, span.start));
    }

    fn within(events: &[(VarId, u32)], var: VarId, span: Span) -> bool {
        events.iter().any(|(known, at)| *known == var && span.start <= *at && *at < span.end)
    }

    /// Whether the variable is named in this stretch.
    pub(crate) fn mentions(&self, var: VarId, span: Span) -> bool {
        Events::within(&self.mentions, var, span) || self.changes(var, span)
    }

    /// Whether the variable is assigned in this stretch.
    pub(crate) fn stores(&self, var: VarId, span: Span) -> bool {
        Events::within(&self.stores, var, span)
    }

    /// Whether the variable is assigned or changed in this stretch.
    pub(crate) fn changes(&self, var: VarId, span: Span) -> bool {
        Events::within(&self.mutations, var, span) || Events::within(&self.stores, var, span)
    }

    /// Whether anything is assigned or changed in this stretch.
    pub(crate) fn disturbs(&self, span: Span) -> bool {
        let inside =
            |events: &[(VarId, u32)]| events.iter().any(|(_, at)| span.start <= *at && *at < span.end);
        inside(&self.mutations) || inside(&self.stores)
    }

    /// The last place where the variable is named.
    pub(crate) fn last(&self, var: VarId) -> u32 {
        let all = self.mentions.iter().chain(&self.mutations).filter(|(known, _)| *known == var);
        all.map(|(_, at)| *at).max().unwrap_or(0)
    }
}
