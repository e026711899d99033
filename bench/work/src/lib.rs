//! The work that the rows have in common: what a cart costs, what a trip costs, what a fare is.
//!
//! One body for every Rust side, so that a row's two sides differ only in how values get in and out.
//! The Python sides do the same arithmetic in the same order (`peers/python/carts.py`).

/// What the arithmetic needs to know of a cart's line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub quantity: u32,
    pub unit_price: f64,
    pub gift: bool,
}

/// What a cart costs.
#[derive(Clone, Copy, Debug)]
pub struct Totals {
    pub items: u32,
    pub subtotal: f64,
    pub discount: f64,
    pub tax: f64,
    pub total: f64,
}

const GIFT_WRAP: f64 = 2.5;
const COUPON_RATE: f64 = 0.1;
const VOLUME_FROM: f64 = 500.0;
const VOLUME_RATE: f64 = 0.05;

/// Adds up the lines, takes off the coupon and the volume discount, and adds the tax.
#[inline]
pub fn totals(lines: impl IntoIterator<Item = Line>, coupon: bool, tax_rate: f64) -> Totals {
    let mut items = 0;
    let mut subtotal = 0.0;
    for line in lines {
        items += line.quantity;
        subtotal += f64::from(line.quantity) * line.unit_price;
        if line.gift {
            subtotal += GIFT_WRAP;
        }
    }
    let coupon_rate = if coupon { COUPON_RATE } else { 0.0 };
    let volume_rate = if subtotal > VOLUME_FROM { VOLUME_RATE } else { 0.0 };
    let discount = subtotal * (coupon_rate + volume_rate);
    let tax = (subtotal - discount) * tax_rate;
    let total = subtotal - discount + tax;
    Totals { items, subtotal, discount, tax, total }
}

/// The price of some seats over a distance.
#[inline]
#[expect(clippy::cast_precision_loss, reason = "as Python converts it, for the few seats of a fare")]
pub fn fare(distance: f64, rate: f64, seats: i64) -> f64 {
    distance * rate * seats as f64
}

const MINIMUM_FARE: f64 = 4.0;

/// The price of a trip by distance and time, at least the minimum, at the hour's surge.
#[inline]
pub fn trip_cost(distance: f64, minutes: f64, per_km: f64, per_minute: f64, base: f64, surge: f64) -> f64 {
    let metered = base + distance * per_km + minutes * per_minute;
    let charged = if metered > MINIMUM_FARE { metered } else { MINIMUM_FARE };
    charged * surge
}
