//! Translates on a stack of its own. Should the translator itself fail at a function, that one is refused and the
//! others are drafted.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic;
use std::thread;

use anyhow::Context;
use transom_translate::refusal::{Code, Refusal};
use transom_translate::syntax::Span;
use transom_translate::{FunctionOutcome, Outcome, Request, Target, Translation};

/// The stack that translating may take: deep code recurses deeply.
const STACK_BYTES_MAX: usize = 256 << 20;

thread_local! {
    /// The words of this thread's last panic.
    static SAID: Cell<String> = const { Cell::new(String::new()) };
}

/// How requests are translated; another one in tests.
type Translate = fn(&Request) -> Translation;

/// Translates all that can be.
pub(crate) fn translate(request: Request, with: Translate) -> anyhow::Result<Translation> {
    let hook = panic::take_hook();
    // What a person needs to know of it is in the refusal.
    panic::set_hook(Box::new(|why| SAID.set(why.to_string())));
    let work = thread::Builder::new().stack_size(STACK_BYTES_MAX).spawn(move || whole(&request, with));
    let done = work.context("a thread cannot be started").map(thread::JoinHandle::join);
    panic::set_hook(hook);
    match done? {
        Ok(done) => Ok(done),
        Err(_) => {
            anyhow::bail!("the translator failed, which is a fault of transom's own; nothing was written")
        }
    }
}

fn whole(request: &Request, with: Translate) -> Translation {
    if let Ok(done) = attempt(request, request.targets.clone(), with) {
        return done;
    }
    let mut broken = BTreeMap::new();
    search(request, &request.targets, with, &mut broken);
    let rest = request.targets.iter().filter(|target| !broken.contains_key(&key(target))).cloned().collect();
    let mut done = attempt(request, rest, with).unwrap_or_default();
    for (at, target) in request.targets.iter().enumerate() {
        if let Some(said) = broken.get(&key(target)) {
            done.functions.insert(at.min(done.functions.len()), refused(request, target, said));
        }
    }
    done
}

/// Finds the functions that the translator fails at, by halves.
fn search(
    request: &Request,
    targets: &[Target],
    with: Translate,
    broken: &mut BTreeMap<(String, String), String>,
) {
    if targets.is_empty() || attempt(request, targets.to_vec(), with).is_ok() {
        return;
    }
    if let [target] = targets {
        broken.insert(key(target), SAID.take());
        return;
    }
    let (first, second) = targets.split_at(targets.len() / 2);
    search(request, first, with, broken);
    search(request, second, with, broken);
}

fn attempt(request: &Request, targets: Vec<Target>, with: Translate) -> thread::Result<Translation> {
    let part = Request { targets, ..request.clone() };
    panic::catch_unwind(|| with(&part))
}

fn key(target: &Target) -> (String, String) {
    (target.module.clone(), target.function.clone())
}

fn refused(request: &Request, target: &Target, said: &str) -> FunctionOutcome {
    let module = request.modules.iter().find(|module| module.name == target.module);
    let span = module.and_then(|module| named(&module.source, &target.function)).unwrap_or_default();
    let message = format!("drafting `{}` failed, which is a fault of transom's own", target.function);
    let refusal = Refusal::new(Code::NotDrafted, &target.module, span, message).mended(format!(
        "keep it in Python, and report the function: {}",
        said.lines().collect::<Vec<_>>().join(" ")
    ));
    FunctionOutcome {
        module: target.module.clone(),
        name: target.function.clone(),
        line: 0,
        python_lines: 0,
        strict: false,
        result: Outcome::Refused(vec![refusal]),
    }
}

/// Where a function's name stands in its `def`.
fn named(source: &str, function: &str) -> Option<Span> {
    let start = source.find(&format!("def {function}("))? + "def ".len();
    let offset = |at: usize| u32::try_from(at).ok();
    Some(Span { start: offset(start)?, end: offset(start + function.len())? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails_at_three(request: &Request) -> Translation {
        assert!(request.targets.iter().all(|target| target.function != "f3"));
        let functions = request.targets.iter().map(|target| FunctionOutcome {
            result: Outcome::Drafted(transom_translate::Drafted::default()),
            ..refused(request, target, "")
        });
        Translation { functions: functions.collect(), ..Translation::default() }
    }

    #[test]
    fn a_function_that_the_translator_fails_at_is_refused_alone() {
        let target =
            |at: usize| Target { module: "m".into(), function: format!("f{at}"), name: format!("f{at}") };
        let request = Request { targets: (0..7).map(target).collect(), ..Request::default() };
        let done = translate(request, fails_at_three).expect("it goes on");
        let names: Vec<_> = done.functions.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["f0", "f1", "f2", "f3", "f4", "f5", "f6"]);
        let refused = |one: &FunctionOutcome| matches!(one.result, Outcome::Refused(_));
        assert_eq!(done.functions.iter().map(refused).filter(|refused| *refused).count(), 1);
        assert!(refused(&done.functions[3]));
    }
}
