//! Models side by side.

use super::rules::Rule;
use super::walk::Walk;
use crate::shape::{Definition, Enum, Union};

impl<'a> Walk<'a> {
    /// Models are compared by what they hold: on no wire does a value bear its model's name.
    pub(super) fn model(&mut self, old: &'a str, new: &'a str) {
        if !self.seen.insert((old, new)) {
            return;
        }
        match (self.old.definitions.resolve(old), self.new.definitions.resolve(new)) {
            (Definition::Record(old), Definition::Record(new)) => self.record(old, new),
            (Definition::Enum(old), Definition::Enum(new)) => self.choice(old, new),
            (Definition::Union(old), Definition::Union(new)) => self.union(old, new),
            _ => self.say(Rule::TypeChanged, old, new),
        }
    }

    fn choice(&mut self, old: &'a Enum, new: &'a Enum) {
        let cases =
            |choice: &'a Enum| choice.cases.iter().map(|case| (case.name.as_str(), case.number)).collect();
        let rules = [Rule::CaseAdded, Rule::CaseRemoved, Rule::CaseRenamed];
        self.cases(cases(old), cases(new), rules);
    }

    fn union(&mut self, old: &'a Union, new: &'a Union) {
        if old.tag != new.tag {
            self.say(Rule::TagRenamed, &old.tag, &new.tag);
        }
        let cases =
            |union: &'a Union| union.cases.iter().map(|case| (case.name.as_str(), case.number)).collect();
        let rules = [Rule::UnionCaseAdded, Rule::UnionCaseRemoved, Rule::UnionCaseRenamed];
        for (was, is) in self.cases(cases(old), cases(new), rules) {
            let record = |union: &'a Union, name| union.cases.iter().find(|case| case.name == name);
            if let (Some(was), Some(is)) = (record(old, was), record(new, is)) {
                self.at(&format!("<{}>", was.name), |walk| walk.record(&was.record, &is.record));
            }
        }
    }

    /// Compares names with their numbers, and answers the pairs that stand for each other.
    fn cases(
        &mut self,
        old: Vec<(&'a str, u32)>,
        new: Vec<(&'a str, u32)>,
        [added, removed, renamed]: [Rule; 3],
    ) -> Vec<(&'a str, &'a str)> {
        let mut pairs = Vec::new();
        for (name, number) in &old {
            let same_number =
                |(now, other): &&(&str, u32)| other == number && old.iter().all(|(was, _)| was != now);
            if let Some((_, is)) = new.iter().find(|(now, _)| now == name) {
                if is != number {
                    let step = format!("<{name}>");
                    self.at(&step, |walk| walk.say(Rule::NumberChanged, number.to_string(), is.to_string()));
                }
                pairs.push((*name, *name));
            } else if let Some((now, _)) = new.iter().find(same_number) {
                self.say(renamed, *name, *now);
                pairs.push((*name, *now));
            } else {
                self.say(removed, *name, "nothing");
            }
        }
        for (name, _) in &new {
            if pairs.iter().all(|(_, is)| is != name) {
                self.say(added, "nothing", *name);
            }
        }
        pairs
    }
}
