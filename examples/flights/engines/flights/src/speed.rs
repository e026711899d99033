//! How fast a flight was, from its two airports and its two local clocks.

const EARTH_RADIUS_KM: f64 = 6371.0088;
const DAY_MINUTES: i64 = 24 * 60;

/// Kilometres an hour along the great circle, from gate to gate.
///
/// The clocks are local (517 is 5:17), each in its airport's zone. `None` where the flight never left or arrived.
/// An airport whose place is not known has none of these types: those flights are left to Python.
#[transom::function(exact)]
#[expect(clippy::too_many_arguments, reason = "they are the original's")]
pub fn block_speed(
    #[transom(ge = -90, le = 90)] latitude: f64,
    #[transom(ge = -180, le = 180)] longitude: f64,
    #[transom(ge = -24, le = 24)] zone: i64,
    #[transom(ge = -90, le = 90)] to_latitude: f64,
    #[transom(ge = -180, le = 180)] to_longitude: f64,
    #[transom(ge = -24, le = 24)] to_zone: i64,
    #[transom(ge = 0, le = 2400)] departed: Option<i64>,
    #[transom(ge = 0, le = 2400)] arrived: Option<i64>,
) -> Option<f64> {
    let (departed, arrived) = (departed?, arrived?);
    let local = (arrived / 100 * 60 + arrived % 100) - (departed / 100 * 60 + departed % 100);
    let minutes = (local - (to_zone - zone) * 60).rem_euclid(DAY_MINUTES);
    if minutes == 0 {
        return None;
    }
    let (phi, to_phi) = (latitude.to_radians(), to_latitude.to_radians());
    let up = ((to_phi - phi) / 2.0).sin();
    let along = ((to_longitude - longitude).to_radians() / 2.0).sin();
    let haversine = up * up + phi.cos() * to_phi.cos() * along * along;
    let kilometres = 2.0 * EARTH_RADIUS_KM * haversine.min(1.0).sqrt().asin();
    Some(kilometres * 60.0 / crate::number::float(minutes))
}
