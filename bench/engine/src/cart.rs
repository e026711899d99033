//! The cart and its quote.

use bench_work::{Totals, totals};

/// What a customer is about to buy.
#[transom::model]
pub struct Cart<'a> {
    #[transom(min_len = 1, max_len = 64)]
    pub customer: &'a str,
    pub currency: Currency,
    #[transom(min_len = 4, max_len = 16)]
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
    #[transom(alias = "GBP")]
    Gbp,
}

/// What a cart costs.
#[transom::model]
pub struct Quote {
    pub currency: Currency,
    pub items: u32,
    pub subtotal: f64,
    pub discount: f64,
    pub tax: f64,
    pub total: f64,
}

/// Says what a cart costs.
#[transom::function]
pub fn quote(cart: Cart<'_>) -> Quote {
    let lines = cart.lines.iter().map(|line| bench_work::Line {
        quantity: line.quantity,
        unit_price: line.unit_price,
        gift: line.gift,
    });
    let Totals { items, subtotal, discount, tax, total } =
        totals(lines, cart.coupon.is_some(), cart.currency.tax_rate());
    Quote { currency: cart.currency, items, subtotal, discount, tax, total }
}

impl Currency {
    fn tax_rate(self) -> f64 {
        match self {
            Self::Eur => 0.21,
            Self::Usd => 0.07,
            Self::Gbp => 0.2,
        }
    }
}
