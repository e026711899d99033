//! Functions of records, with constraints and declared errors.

use transom::{Decimal, Timestamp};

use crate::types::Tree;

/// What a customer is about to buy.
#[transom::model]
pub struct Cart<'a> {
    #[transom(min_len = 1, max_len = 64)]
    pub customer: &'a str,
    pub currency: Currency,
    #[transom(min_len = 4, max_len = 16, pattern = "^[A-Z0-9]+$")]
    pub coupon: Option<&'a str>,
    #[transom(min_len = 1, max_len = 100)]
    pub lines: Vec<Line<'a>>,
}

/// One line of a cart.
#[transom::model]
pub struct Line<'a> {
    /// Stock-keeping unit.
    #[transom(min_len = 1, max_len = 32)]
    pub sku: &'a str,
    #[transom(ge = 1, le = 999)]
    pub quantity: u32,
    #[transom(ge = 0, finite)]
    pub unit_price: f64,
    #[transom(default = false)]
    pub gift: bool,
}

/// What a cart is paid in.
#[transom::model]
#[derive(Clone, Copy)]
pub enum Currency {
    #[transom(alias = "EUR")]
    Eur,
    #[transom(alias = "USD")]
    Usd,
}

/// What a cart costs.
#[transom::model]
pub struct Quote {
    pub currency: Currency,
    pub items: u32,
    pub total: f64,
}

/// How something is paid.
#[transom::model(tag = "kind")]
pub enum Payment<'a> {
    /// By card.
    Card {
        #[transom(min_len = 4)]
        number: &'a str,
    },
    /// In cash.
    Cash { given: f64 },
}

/// Why there is no quote.
#[transom::error]
pub enum QuoteError {
    /// It is not sold any more.
    #[transom(message = "{sku} is not sold any more", http = 410)]
    Gone { sku: String },
    /// The till is closed.
    Closed,
}

/// Says what a cart costs.
#[transom::function]
pub fn quote(cart: Cart<'_>, #[transom(ge = 0, default = 0.0)] shipping: f64) -> Result<Quote, QuoteError> {
    if let Some(line) = cart.lines.iter().find(|line| line.sku == "gone") {
        return Err(QuoteError::Gone { sku: line.sku.to_owned() });
    }
    if cart.customer == "nobody" {
        return Err(QuoteError::Closed);
    }
    let items = cart.lines.iter().map(|line| line.quantity).sum();
    let total = cart.lines.iter().map(|line| f64::from(line.quantity) * line.unit_price).sum::<f64>();
    Ok(Quote { currency: cart.currency, items, total: total + shipping })
}

/// The cheapest line's place.
#[transom::function(exact)]
pub fn cheapest(lines: Vec<Line<'_>>) -> usize {
    let prices = lines.iter().map(|line| line.unit_price).enumerate();
    prices.reduce(|least, next| if next.1 < least.1 { next } else { least }).expect("there are lines").0
}

/// Pays.
#[transom::function]
pub fn pay(payment: Payment<'_>) -> String {
    match payment {
        Payment::Card { number } => format!("card {number}"),
        Payment::Cash { given } => format!("cash {given:.2}"),
    }
}

/// Counts a tree's levels.
#[transom::function]
pub fn plant(tree: Tree) -> usize {
    1 + tree.children.into_iter().map(plant).max().unwrap_or(0)
}

/// Names with their times; lends the names.
#[transom::function]
pub fn schedule(names: Vec<&str>, times: Vec<Timestamp>) -> Vec<String> {
    names.iter().zip(&times).map(|(name, time)| format!("{name} {time}")).collect()
}

/// Adds decimals up.
#[transom::function]
pub fn sum_up(prices: Vec<Decimal>) -> Decimal {
    Decimal(prices.iter().map(|price| price.0).sum())
}

/// Points as lists and a name in a tuple: an answer with both.
#[transom::function]
pub fn outline(name: String, points: Vec<[f64; 2]>) -> (String, Vec<[f64; 2]>) {
    (name, points)
}
