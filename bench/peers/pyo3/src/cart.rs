//! A cart from a dict, its constraints, its quote to a dict.

use bench_work::{Totals, totals};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;

#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Line {
    sku: PyBackedStr,
    quantity: u32,
    unit_price: f64,
    gift: bool,
}

#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Cart {
    customer: PyBackedStr,
    currency: Currency,
    coupon: Option<PyBackedStr>,
    lines: Vec<Line>,
}

#[derive(Clone, Copy)]
enum Currency {
    Eur,
    Usd,
    Gbp,
}

#[derive(IntoPyObject)]
pub(crate) struct Quote {
    currency: &'static str,
    items: u32,
    subtotal: f64,
    discount: f64,
    tax: f64,
    total: f64,
}

impl FromPyObject<'_, '_> for Currency {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match object.cast::<PyString>()?.to_str()? {
            "EUR" => Ok(Self::Eur),
            "USD" => Ok(Self::Usd),
            "GBP" => Ok(Self::Gbp),
            other => Err(PyValueError::new_err(format!("currency: {other:?} is not EUR, USD or GBP"))),
        }
    }
}

impl Currency {
    fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Usd => "USD",
            Self::Gbp => "GBP",
        }
    }

    fn tax_rate(self) -> f64 {
        match self {
            Self::Eur => 0.21,
            Self::Usd => 0.07,
            Self::Gbp => 0.2,
        }
    }
}

#[pyfunction]
pub(crate) fn quote(cart: Cart) -> PyResult<Quote> {
    check(&cart)?;
    let lines = cart.lines.iter().map(|line| bench_work::Line {
        quantity: line.quantity,
        unit_price: line.unit_price,
        gift: line.gift,
    });
    let Totals { items, subtotal, discount, tax, total } =
        totals(lines, cart.coupon.is_some(), cart.currency.tax_rate());
    Ok(Quote { currency: cart.currency.code(), items, subtotal, discount, tax, total })
}

fn check(cart: &Cart) -> PyResult<()> {
    if !chars_within(&cart.customer, 1, 64) {
        return Err(PyValueError::new_err("customer: expected 1 to 64 characters"));
    }
    if cart.coupon.as_ref().is_some_and(|coupon| !chars_within(coupon, 4, 16)) {
        return Err(PyValueError::new_err("coupon: expected 4 to 16 characters"));
    }
    if !(1..=100).contains(&cart.lines.len()) {
        return Err(PyValueError::new_err("lines: expected 1 to 100 lines"));
    }
    cart.lines.iter().enumerate().try_for_each(|(index, line)| check_line(index, line))
}

fn check_line(index: usize, line: &Line) -> PyResult<()> {
    if !chars_within(&line.sku, 1, 32) {
        return Err(PyValueError::new_err(format!("lines[{index}].sku: expected 1 to 32 characters")));
    }
    if !(1..=999).contains(&line.quantity) {
        return Err(PyValueError::new_err(format!("lines[{index}].quantity: expected 1 to 999")));
    }
    if !(line.unit_price >= 0.0 && line.unit_price.is_finite()) {
        return Err(PyValueError::new_err(format!(
            "lines[{index}].unit_price: expected a finite number from 0"
        )));
    }
    Ok(())
}

/// Counts characters only where the bytes leave it open.
fn chars_within(text: &str, least: usize, most: usize) -> bool {
    let bytes = text.len();
    if text.is_ascii() {
        (least..=most).contains(&bytes)
    } else {
        (least..=most).contains(&text.chars().count())
    }
}
