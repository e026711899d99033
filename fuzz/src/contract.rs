//! The contract file: what is read comes out again as it went in, and every document, lock and comparison of it ends.

use transom_contract::lock::Lock;
use transom_contract::{Contract, diff, documents};

/// Documents grow with the product of functions and models.
const CONTRACT_BYTES_MAX: usize = 4_096;

/// Reads a contract as the command line reads it.
pub fn contract(data: &[u8]) {
    if data.len() > CONTRACT_BYTES_MAX {
        return;
    }
    let Ok(contract) = Contract::from_json(data) else { return };
    let again = serde_json::to_vec(&contract).expect("a contract is plain data");
    let again = Contract::from_json(&again).expect("what we wrote we read");
    assert_eq!(contract, again);
    assert_eq!(contract.digest(), again.digest());
    assert_eq!(diff::diff(&contract, &again), []);
    let schema = documents::json_schema::render(&contract);
    serde_json::from_str::<serde_json::Value>(&schema).expect("a schema is JSON");
    let openapi = documents::openapi::render(&contract);
    serde_json::from_str::<serde_json::Value>(&openapi).expect("an OpenAPI document is JSON");
    documents::proto::render(&contract);
    documents::pyi::render(&contract);
    documents::markdown::render(&contract);
    locked(contract);
}

/// The lock keeps what it gave out, as text, too.
fn locked(contract: Contract) {
    let mut lock = Lock::default();
    lock.update(&contract);
    let text = lock.render(&contract.engine);
    assert_eq!(Lock::parse(&text).as_ref(), Ok(&lock), "{text}");
    let once = contract.locked(&lock);
    assert_eq!(once.clone().locked(&lock), once);
}
