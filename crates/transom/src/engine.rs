//! An engine: its contract and its entries. `transom::engine!` makes one per crate.

use transom_contract::lock::Lock;
use transom_contract::{Contract, Definitions, Function as Description};

use crate::entry::Entry;
use crate::function::{DomainError, Function};

/// A crate of functions behind one contract.
pub struct Engine {
    contract: Contract,
    digest: String,
    entries: Vec<Entry>,
}

impl Engine {
    /// Starts an engine of this name, a Python identifier.
    pub fn builder(name: &str, version: &str, doc: &str) -> EngineBuilder {
        EngineBuilder {
            contract: Contract {
                engine: name.to_owned(),
                version: version.to_owned(),
                doc: doc.to_owned(),
                definitions: Definitions::default(),
                functions: Vec::new(),
            },
            lock: Lock::default(),
            makers: Vec::new(),
        }
    }

    /// The engine as plain data.
    pub fn contract(&self) -> &Contract {
        &self.contract
    }

    /// The contract's fingerprint.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The functions, in declaration order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The function of this name.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name() == name)
    }
}

/// An engine whose functions are still being listed.
pub struct EngineBuilder {
    contract: Contract,
    lock: Lock,
    makers: Vec<fn(&Contract, &Description) -> Entry>,
}

impl EngineBuilder {
    /// Adds a function.
    #[must_use]
    pub fn function<F: Function>(mut self) -> Self {
        let definitions = &mut self.contract.definitions;
        let description = Description {
            name: F::NAME.to_owned(),
            doc: F::DOC.to_owned(),
            input: F::input(definitions),
            output: F::output(definitions),
            errors: F::Error::cases(definitions),
            exact: F::EXACT,
            original: F::ORIGINAL.map(str::to_owned),
            changes: F::CHANGES.iter().map(|place| F::ARGUMENTS[*place].to_owned()).collect(),
            returns: F::RETURNS.map(|place| F::ARGUMENTS[place].to_owned()),
        };
        self.contract.functions.push(description);
        self.makers.push(Entry::new::<F>);
        self
    }

    /// Gives every name the number that the lock file promises; `text` is what the file holds.
    ///
    /// # Panics
    /// When the text is no lock file: the message says where and what to do.
    #[must_use]
    pub fn lock(mut self, text: &str) -> Self {
        match Lock::parse(text) {
            Ok(lock) => self.lock = lock,
            Err(error) => panic!("the engine `{}` cannot be: {error}", self.contract.engine),
        }
        self
    }

    /// Finishes the engine.
    ///
    /// # Panics
    /// When the contract has mistakes that only the whole of it shows; all of them are told.
    pub fn build(self) -> Engine {
        let Self { contract, lock, makers } = self;
        let mistakes = contract.mistakes();
        assert!(
            mistakes.is_empty(),
            "the engine `{}` cannot be:\n  {}",
            contract.engine,
            mistakes.join("\n  ")
        );
        let contract = contract.locked(&lock);
        let entries =
            makers.iter().zip(&contract.functions).map(|(make, function)| make(&contract, function));
        let entries = entries.collect();
        let digest = contract.digest();
        Engine { contract, digest, entries }
    }
}
