//! The cart and its quote, as serde and garde see them.

use std::borrow::Cow;

use bench_work::{Totals, totals};
use garde::Validate;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Call<'a> {
    #[serde(borrow)]
    pub(crate) cart: Cart<'a>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cart<'a> {
    #[serde(borrow)]
    #[garde(length(chars, min = 1, max = 64))]
    customer: Cow<'a, str>,
    #[garde(skip)]
    currency: Currency,
    #[serde(borrow, default)]
    #[garde(inner(length(chars, min = 4, max = 16)))]
    coupon: Option<Cow<'a, str>>,
    #[serde(borrow)]
    #[garde(length(min = 1, max = 100), dive)]
    lines: Vec<Line<'a>>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    #[garde(length(chars, min = 1, max = 32))]
    sku: Cow<'a, str>,
    #[garde(range(min = 1, max = 999))]
    quantity: u32,
    // JSON has no number that is not finite.
    #[garde(range(min = 0.0))]
    unit_price: f64,
    #[serde(default)]
    #[garde(skip)]
    gift: bool,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum Currency {
    Eur,
    Usd,
    Gbp,
}

#[derive(Serialize)]
pub(crate) struct Quote {
    currency: Currency,
    items: u32,
    subtotal: f64,
    discount: f64,
    tax: f64,
    total: f64,
}

impl Cart<'_> {
    pub(crate) fn quote(&self) -> Quote {
        let lines = self.lines.iter().map(|line| bench_work::Line {
            quantity: line.quantity,
            unit_price: line.unit_price,
            gift: line.gift,
        });
        let Totals { items, subtotal, discount, tax, total } =
            totals(lines, self.coupon.is_some(), self.currency.tax_rate());
        Quote { currency: self.currency, items, subtotal, discount, tax, total }
    }
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
