//! `transom status`: what every moved function is set to, and how served engines are doing.

use std::time::Duration;

use serde::Serialize;

use crate::config::{At, Mode};
use crate::project::Project;
use crate::report;

/// How long a served engine may take to answer.
const TIMEOUT: Duration = Duration::from_secs(2);

/// Show what each function is set to and how served engines are doing
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Ask the served engine at this address, too
    #[arg(long, value_name = "URL")]
    url: Vec<String>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Status {
    root: String,
    engines: Vec<EngineStatus>,
    functions: Vec<FunctionStatus>,
    services: Vec<ServiceStatus>,
}

#[derive(Serialize)]
struct EngineStatus {
    engine: String,
    built: bool,
}

#[derive(Serialize)]
struct FunctionStatus {
    function: String,
    mode: &'static str,
    at: String,
    original: Option<String>,
}

#[derive(Serialize)]
struct ServiceStatus {
    url: String,
    ready: bool,
    problem: Option<String>,
    engine: Option<String>,
    functions: Vec<Counts>,
}

/// What a service counted of one function.
#[derive(Serialize, Default)]
struct Counts {
    function: String,
    calls: f64,
    faults: f64,
    mean_ms: Option<f64>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    let project = Project::here()?;
    let status = collect(&project, &args.url);
    if args.json {
        report::json(&status)?;
    } else {
        show(&status);
    }
    let healthy = status.services.iter().all(|service| service.ready);
    Ok(u8::from(!healthy))
}

fn collect(project: &Project, urls: &[String]) -> Status {
    let config = &project.config;
    let functions = config.functions.iter().map(|(name, own)| {
        let (mode, at) = config.function(name);
        FunctionStatus {
            function: name.clone(),
            mode: mode.name(),
            at: at.to_string(),
            original: own.original.clone(),
        }
    });
    let functions: Vec<_> = functions.collect();
    let configured = config.functions.keys().filter_map(|name| match config.function(name) {
        (Mode::Off, _) | (_, At::Embedded) => None,
        (_, At::Http(url)) => Some(url),
    });
    let mut addresses: Vec<String> = configured.chain(urls.iter().cloned()).collect();
    addresses.sort();
    addresses.dedup();
    let built = |engine: &str| {
        let files = std::fs::read_dir(project.built()).into_iter().flatten().flatten();
        files
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .any(|file| file.starts_with(&format!("{engine}.")))
    };
    Status {
        root: project.root.display().to_string(),
        engines: project
            .engines()
            .into_iter()
            .map(|engine| EngineStatus { built: built(&engine), engine })
            .collect(),
        functions,
        services: addresses.into_iter().map(service).collect(),
    }
}

fn service(url: String) -> ServiceStatus {
    let get = |path: &str| -> Result<String, String> {
        let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).build().into();
        let mut response =
            agent.get(format!("{}{path}", url.trim_end_matches('/'))).call().map_err(|e| e.to_string())?;
        response.body_mut().read_to_string().map_err(|error| error.to_string())
    };
    match get("/readyz").and_then(|_| get("/metrics")) {
        Ok(metrics) => {
            let contract = get("/contract.json").ok();
            let contract = contract.and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok());
            let engine = contract.and_then(|contract| contract["engine"].as_str().map(str::to_owned));
            ServiceStatus { url, ready: true, problem: None, engine, functions: counts(&metrics) }
        }
        Err(problem) => {
            ServiceStatus { url, ready: false, problem: Some(problem), engine: None, functions: Vec::new() }
        }
    }
}

/// What the Prometheus text says of each function.
fn counts(metrics: &str) -> Vec<Counts> {
    let mut functions: Vec<Counts> = Vec::new();
    let mut seconds: Vec<(String, f64, f64)> = Vec::new();
    for line in metrics.lines().filter(|line| !line.starts_with('#')) {
        let Some((series, number)) = line.rsplit_once(' ') else { continue };
        let (Some(function), Ok(number)) = (label(series, "function"), number.parse::<f64>()) else {
            continue;
        };
        let at = functions.iter().position(|counts| counts.function == function).unwrap_or_else(|| {
            functions.push(Counts { function: function.to_owned(), ..Counts::default() });
            seconds.push((function.to_owned(), 0.0, 0.0));
            functions.len() - 1
        });
        match series.split('{').next().unwrap_or_default() {
            "transom_calls_total" => functions[at].calls += number,
            "transom_faults_total" => functions[at].faults += number,
            "transom_call_seconds_sum" => seconds[at].1 += number,
            "transom_call_seconds_count" => seconds[at].2 += number,
            _ => {}
        }
    }
    for (counts, (_, sum, count)) in functions.iter_mut().zip(seconds) {
        counts.mean_ms = (count > 0.0).then(|| sum / count * 1_000.0);
    }
    functions
}

fn label<'a>(series: &'a str, name: &str) -> Option<&'a str> {
    let rest = series.split(&format!("{name}=\"")).nth(1)?;
    rest.split('"').next()
}

fn show(status: &Status) {
    report::line(&format!("project {}", status.root));
    let engines = status.engines.iter().map(|engine| {
        vec![
            engine.engine.clone(),
            if engine.built { "built" } else { "not built: transom build" }.to_owned(),
        ]
    });
    report::table(&["engine", "state"], &engines.collect::<Vec<_>>());
    if !status.functions.is_empty() {
        report::line("");
        let rows = status.functions.iter().map(|function| {
            let original = function.original.clone().unwrap_or_default();
            vec![function.function.clone(), function.mode.to_owned(), function.at.clone(), original]
        });
        report::table(&["function", "mode", "at", "original"], &rows.collect::<Vec<_>>());
    }
    for service in &status.services {
        report::line("");
        match &service.problem {
            Some(problem) => report::line(&format!("{} does not answer: {problem}", service.url)),
            None => report::line(&format!("{} is ready", service.url)),
        }
        let rows = service.functions.iter().map(|counts| {
            let mean = counts.mean_ms.map(|ms| format!("{ms:.3} ms")).unwrap_or_default();
            vec![counts.function.clone(), counts.calls.to_string(), counts.faults.to_string(), mean]
        });
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            report::table(&["function", "calls", "faults", "mean"], &rows);
        }
    }
}
