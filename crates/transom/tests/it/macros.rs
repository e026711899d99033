//! What the attributes make: the contract, the walk, the limits, the declared errors.

use transom::contract::wires::json::{self, Rejection, Spare};
use transom::contract::{Definition, Shape};
use transom::rt::Raised;
use transom::{DomainError, Fault, Function};

/// A line of a cart.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
struct Line<'a> {
    /// Stock-keeping unit.
    #[transom(min_len = 1, max_len = 8, pattern = "^[a-z0-9-]+$")]
    sku: &'a str,
    #[transom(ge = 1, le = 999)]
    quantity: u32,
    #[transom(gt = 0, finite, alias = "unitPrice")]
    unit_price: f64,
    #[transom(default = false)]
    gift: bool,
    note: Option<String>,
}

/// How it is paid.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
enum Payment<'a> {
    /// By card.
    Card {
        #[transom(min_len = 4)]
        number: &'a str,
    },
    /// In cash.
    Cash,
}

/// What the customer is.
#[transom::model]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tier {
    /// New.
    Basic,
    #[transom(alias = "VIP")]
    Vip,
}

/// A tree of names.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
struct Tree {
    name: String,
    children: Vec<Tree>,
}

/// Why there is no total.
#[transom::error]
enum TotalError {
    /// Nothing to add up.
    Empty,
    /// It is gone.
    #[transom(message = "{sku} is not sold any more", http = 410)]
    Gone { sku: String },
}

/// Adds up a cart.
#[transom::function]
fn total(
    lines: Vec<Line<'_>>,
    payment: Payment<'_>,
    tier: Tier,
    weights: &[f64],
    label: Option<&str>,
    #[transom(ge = 0, default = 5)] shipping: f64,
) -> Result<f64, TotalError> {
    let _ = (payment, tier, weights, label);
    if lines.is_empty() {
        return Err(TotalError::Empty);
    }
    if let Some(line) = lines.iter().find(|line| line.sku == "gone") {
        return Err(TotalError::Gone { sku: line.sku.to_owned() });
    }
    Ok(lines.iter().map(|line| f64::from(line.quantity) * line.unit_price).sum::<f64>() + shipping)
}

#[transom::function(exact, original = "garden.tree:depth")]
fn depth(tree: &Tree) -> i64 {
    1 + tree.children.iter().map(depth).max().unwrap_or(0)
}

#[transom::function(heavy)]
#[expect(clippy::unused_async, reason = "a function that waits for nothing is async all the same")]
async fn echo(text: &str) -> String {
    text.to_owned()
}

/// Turns rows around.
#[transom::function(exact, returns = rows)]
fn mirror(rows: &mut [Vec<i64>]) {
    for row in rows {
        row.reverse();
    }
}

transom::engine! { name: shop, functions: [total, depth, echo, mirror] }

fn call(body: &str) -> Result<f64, Fault> {
    let entry = engine().entry("total").expect("it is listed");
    let spare = Spare::default();
    let input = json::decode::<<total as Function>::Input<'_>>(body.as_bytes(), &spare, &entry.input)?;
    total::run(input).map_err(|error| Fault::domain(&error))
}

fn check_issues(body: &str, expected: &[(&str, &str)]) {
    let Err(Fault::Invalid(issues)) = call(body) else { panic!("{body} should be invalid") };
    let found: Vec<(String, &str)> = issues
        .iter()
        .map(|issue| (issue.loc.iter().map(ToString::to_string).collect::<Vec<_>>().join("."), issue.slug))
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(loc, slug)| (loc.as_str(), *slug)).collect();
    assert_eq!(found, expected);
}

const CART: &str = r#"{"lines": [{"sku": "a-1", "quantity": 2, "unitPrice": 1.5}],
    "payment": {"type": "card", "number": "1234"}, "tier": "VIP", "weights": [1, 2.5]}"#;

#[test]
fn what_it_changes_stands_in_the_contract_and_comes_back() {
    let contract = engine().contract();
    let described = contract.function("mirror").expect("the engine lists it");
    assert_eq!(
        (described.changes.as_slice(), described.returns.as_deref()),
        (&["rows".to_owned()][..], Some("rows"))
    );
    assert_eq!(described.output, described.input.fields[0].shape);
    let input = serde_json::from_str(r#"{"rows": [[1, 2], [3]]}"#).expect("it is what it takes");
    assert_eq!(mirror::change(input), Ok((None, (vec![vec![2, 1], vec![3]],))));
    let again = serde_json::from_str(r#"{"rows": []}"#).expect("it is what it takes");
    let elsewhere = std::panic::catch_unwind(|| mirror::start(again));
    assert!(elsewhere.is_err(), "only a caller in the same process has the object");
}

#[test]
fn an_exception_is_an_error_with_its_class_as_the_code() {
    let raised = Raised::new("ValueError", ["too many".into(), 3.into()]);
    let Fault::Domain(domain) = Fault::domain(&raised) else { panic!("it is a declared error") };
    assert_eq!((domain.code.as_str(), domain.http), ("ValueError", 400));
    assert_eq!(domain.data, serde_json::json!({"args": ["too many", 3]}));
    assert_eq!(domain.message, "('too many', 3)");
}

#[test]
fn a_call_runs_with_defaults() {
    assert_eq!(call(CART), Ok(8.0));
}

#[test]
fn escapes_and_late_tags_are_read_on_the_slow_path() {
    let body = CART
        .replace("1234", "12\\n34")
        .replace(r#""type": "card", "number": "12\n34""#, r#""number": "12\n34", "type": "card""#);
    assert!(body.contains("\\n") && body.contains(r#", "type""#));
    assert_eq!(call(&body), Ok(8.0));
}

#[test]
fn every_issue_is_reported_at_once() {
    check_issues(
        r#"{"lines": [{"sku": "", "quantity": 0, "unitPrice": -1, "color": 1}, 7],
            "payment": {"type": "cheque"}, "tier": "vip", "weights": ["x"], "label": 3}"#,
        &[
            ("lines.0.sku", "string_too_short"),
            ("lines.0.quantity", "greater_than_equal"),
            ("lines.0.unitPrice", "greater_than"),
            ("lines.0.color", "extra_forbidden"),
            ("lines.1", "model_type"),
            ("payment", "union_tag_invalid"),
            ("tier", "literal_error"),
            ("weights.0", "float_type"),
            ("label", "string_type"),
        ],
    );
}

#[test]
fn constraints_alone_refuse_too() {
    check_issues(
        &CART.replace("1.5", "\"NaN\"").replace("1234", "12"),
        &[("lines.0.unitPrice", "finite_number"), ("payment.card.number", "string_too_short")],
    );
}

#[test]
fn malformed_json_says_where() {
    let Err(Fault::Malformed(what)) = call("{\"lines\": [}") else { panic!("it is malformed") };
    assert!(what.contains("line 1 column 12"), "{what}");
}

#[test]
fn declared_errors_carry_code_message_and_data() {
    let error = TotalError::Gone { sku: "x".to_owned() };
    assert_eq!(
        (error.code(), error.http(), error.to_string().as_str()),
        ("gone", 410, "x is not sold any more")
    );
    assert_eq!(error.data(), serde_json::json!({"sku": "x"}));
    assert_eq!(TotalError::Empty.to_string(), "Nothing to add up");
}

#[test]
fn the_contract_describes_what_the_source_says() {
    let contract = engine().contract();
    let names: Vec<&str> = contract.definitions.0.keys().map(String::as_str).collect();
    assert_eq!(names, ["Line", "Payment", "Tier", "Tree"]);
    let Definition::Record(line) = contract.definitions.resolve("Line") else { panic!("a record") };
    let required: Vec<(&str, bool)> = line.fields.iter().map(|f| (f.name.as_str(), f.required)).collect();
    assert_eq!(
        required,
        [("sku", true), ("quantity", true), ("unitPrice", true), ("gift", false), ("note", false)]
    );
    assert_eq!(line.fields[0].doc, "Stock-keeping unit.");
    let total = contract.function("total").expect("it is listed");
    assert_eq!(total.input.fields[5].default, Some(serde_json::json!(5.0)));
    assert_eq!(
        total.input.fields[3].shape,
        Shape::List(Box::new(Shape::Float(transom::contract::FloatWidth::F64)))
    );
    let depth = contract.function("depth").expect("the engine lists it");
    assert!(depth.exact);
    assert_eq!(depth.original.as_deref(), Some("garden.tree:depth"));
}

#[test]
fn recursive_models_nest_to_the_limit_and_no_further() {
    let entry = engine().entry("depth").expect("it is listed");
    let nest = |deep: usize| {
        let open = r#"{"name": "n", "children": ["#.repeat(deep);
        format!(r#"{{"tree": {open}{}}}"#, "]}".repeat(deep))
    };
    let run = |body: &str| {
        let spare = Spare::default();
        json::decode::<<depth as Function>::Input<'_>>(body.as_bytes(), &spare, &entry.input)
            .map(|input| depth::run(input).expect("it declares no error"))
    };
    assert_eq!(run(&nest(50)), Ok(50));
    assert!(matches!(run(&nest(5_000)), Err(Rejection::Malformed(_))));
}

/// A function whose default is none that it takes.
#[transom::function]
fn parcels(#[transom(ge = 1, default = 0)] count: u32) -> u32 {
    count
}

#[test]
#[should_panic(
    expected = "the default 0 of `parcels.count` does not fit: Input should be greater than or equal to 1"
)]
fn a_default_keeps_its_own_limits() {
    transom::Engine::builder("post", "1.0.0", "").function::<parcels>().build();
}

#[test]
#[should_panic(expected = "two functions are called `depth`")]
fn function_names_are_distinct() {
    transom::Engine::builder("post", "1.0.0", "").function::<depth>().function::<depth>().build();
}

mod elsewhere {
    #[transom::model]
    pub(super) struct Tree {
        pub(super) height: f64,
    }

    #[transom::function]
    pub(super) fn shade(tree: Tree) -> f64 {
        tree.height
    }
}

#[test]
#[should_panic(expected = "two models of one engine are called `Tree`")]
fn model_names_are_distinct() {
    transom::Engine::builder("post", "1.0.0", "").function::<depth>().function::<elsewhere::shade>().build();
}

#[test]
fn mistakes_in_attributes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/it/macros/*.rs");
}
