//! Routes that are like a route: a small recommendation engine over sparse vectors.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::number::float;

/// How often each thing was seen on each route, in Python's order.
pub type Profiles = IndexMap<String, IndexMap<String, u32>>;

/// A route, and how like it is: from 0 for nothing in common to 1.
#[transom::model]
pub struct Match {
    pub route: String,
    pub score: f64,
}

/// For each route the `most` similar others, the best first.
///
/// Things are weighed as words are in documents: more where they are frequent here, less where they are seen
/// everywhere. Two routes are as similar as the cosine between their vectors.
#[transom::function(exact, heavy)]
pub fn similar_routes(
    profiles: &IndexMap<String, IndexMap<String, u32>>,
    #[transom(ge = 0, default = 5)] most: usize,
) -> IndexMap<String, Vec<Match>> {
    let terms = terms(profiles);
    let vectors: Vec<Vector> =
        profiles.values().map(|profile| vector(profile, &terms, profiles.len())).collect();
    let routes_by_term = by_term(&vectors, terms.len());
    let mut scores = vec![0.0; profiles.len()];
    let mut similar = IndexMap::with_capacity(profiles.len());
    for (at, route) in profiles.keys().enumerate() {
        scores.fill(0.0);
        // Term by term in their order: each score is summed up as the original sums it up.
        for &(term, weight) in &vectors[at] {
            for &(other, its_weight) in &routes_by_term[term] {
                scores[other] += weight * its_weight;
            }
        }
        let scored = profiles.keys().zip(&scores).filter(|(other, score)| *other != route && **score > 0.0);
        let mut matches: Vec<(&String, &f64)> = scored.collect();
        matches.sort_by(|(one, score), (other, best)| best.total_cmp(score).then_with(|| one.cmp(other)));
        let best = matches.into_iter().take(most);
        let best = best.map(|(other, score)| Match { route: other.clone(), score: *score });
        similar.insert(route.clone(), best.collect());
    }
    similar
}

/// Weights by the number of their term, ascending.
type Vector = Vec<(usize, f64)>;

/// What is known of a term: its number in the order of text, and how many routes have it.
struct Term {
    number: usize,
    routes: i64,
}

fn terms(profiles: &Profiles) -> BTreeMap<&str, Term> {
    let mut terms: BTreeMap<&str, Term> = BTreeMap::new();
    for term in profiles.values().flat_map(IndexMap::keys) {
        terms.entry(term).or_insert(Term { number: 0, routes: 0 }).routes += 1;
    }
    for (number, term) in terms.values_mut().enumerate() {
        term.number = number;
    }
    terms
}

/// The weights of a profile, of length 1 together; summed up in the order of the terms, as Python does.
fn vector(profile: &IndexMap<String, u32>, terms: &BTreeMap<&str, Term>, routes: usize) -> Vector {
    let routes = float(i64::try_from(routes).expect("a map is shorter than memory"));
    let weigh = |(name, &times): (&String, &u32)| {
        assert!(times > 0, "the logarithm of nothing");
        let term = &terms[name.as_str()];
        (term.number, (1.0 + f64::from(times).ln()) * (routes / float(term.routes)).ln())
    };
    let mut vector: Vector = profile.iter().map(weigh).collect();
    vector.sort_by_key(|&(number, _)| number);
    let length = vector.iter().fold(0.0, |sum, (_, weight)| sum + weight * weight).sqrt();
    if length == 0.0 {
        return Vector::new();
    }
    for (_, weight) in &mut vector {
        *weight /= length;
    }
    vector
}

/// The routes that have each term, with their weights of it.
fn by_term(vectors: &[Vector], terms: usize) -> Vec<Vec<(usize, f64)>> {
    let mut routes = vec![Vec::new(); terms];
    for (route, vector) in vectors.iter().enumerate() {
        for &(term, weight) in vector {
            routes[term].push((route, weight));
        }
    }
    routes
}
