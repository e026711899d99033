//! The contract file: what parses must come out again as it went in.

use transom_contract::Contract;

/// Reads a contract as the command line reads it.
pub fn contract(data: &[u8]) {
    let Ok(contract) = serde_json::from_slice::<Contract>(data) else { return };
    let again = serde_json::to_vec(&contract).expect("a contract is plain data");
    let again: Contract = serde_json::from_slice(&again).expect("what we wrote we read");
    assert_eq!(contract, again);
    assert_eq!(contract.digest(), again.digest());
}
