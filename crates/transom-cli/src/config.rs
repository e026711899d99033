//! `transom.toml`: which function is off, in shadow or on, and where its engine answers.
//!
//! Every key is checked; an unknown one is an error that names the nearest known one.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file's name.
pub const FILE: &str = "transom.toml";

/// What `transom.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Where it was read from.
    pub path: Option<PathBuf>,
    /// The mode of functions that say none.
    pub mode: Mode,
    /// The place of functions that say none.
    pub at: At,
    /// By `engine.function`.
    pub functions: BTreeMap<String, FunctionConfig>,
}

/// What is said of one function.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FunctionConfig {
    /// Who answers.
    pub mode: Option<Mode>,
    /// Where the engine is.
    pub at: Option<At>,
    /// The Python original, as `module:name`.
    pub original: Option<String>,
}

/// Who answers a moved function's calls.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// The original; the engine is not asked.
    Off,
    /// The original; the engine runs beside it and is compared.
    Shadow,
    /// The engine; the original where it declines.
    #[default]
    On,
}

impl Mode {
    /// The word in `transom.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Shadow => "shadow",
            Self::On => "on",
        }
    }
}

/// Where a moved function's engine is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum At {
    /// In the Python process.
    #[default]
    Embedded,
    /// Behind this address.
    Http(String),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded => f.write_str("embedded"),
            Self::Http(url) => f.write_str(url),
        }
    }
}

/// What is wrong with a `transom.toml`, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads the file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError(format!("{} cannot be read: {error}", path.display())))?;
        let mut config = Self::parse(&text, &path.display().to_string())?;
        config.path = Some(path.to_owned());
        Ok(config)
    }

    /// Reads the text; `name` stands in errors.
    pub fn parse(text: &str, name: &str) -> Result<Self, ConfigError> {
        let source = Source { text, name };
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            source.error(at, error.message())
        })?;
        let mut config = Self::default();
        for (key, value) in table.get_ref() {
            match &**key.get_ref() {
                "transom" => config.defaults(source.table(value, "transom")?, &source)?,
                "functions" => {
                    for (name, value) in source.table(value, "functions")? {
                        let function = FunctionConfig::parse(source.function_name(name)?, value, &source)?;
                        config.functions.insert(name.get_ref().to_string(), function);
                    }
                }
                other => return Err(source.unknown(key.span().start, other, &["transom", "functions"])),
            }
        }
        Ok(config)
    }

    fn defaults(&mut self, table: &DeTable<'_>, source: &Source<'_>) -> Result<(), ConfigError> {
        for (key, value) in table {
            match &**key.get_ref() {
                "mode" => self.mode = source.mode(value)?,
                "at" => self.at = source.at(value)?,
                other => return Err(source.unknown(key.span().start, other, &["mode", "at"])),
            }
        }
        Ok(())
    }

    /// Who answers `engine.function`, and where its engine is.
    pub fn function(&self, name: &str) -> (Mode, At) {
        let own = self.functions.get(name);
        let mode = own.and_then(|own| own.mode).unwrap_or(self.mode);
        let at = own.and_then(|own| own.at.clone()).unwrap_or_else(|| self.at.clone());
        (mode, at)
    }
}

impl FunctionConfig {
    fn parse(name: &str, value: &Spanned<DeValue<'_>>, source: &Source<'_>) -> Result<Self, ConfigError> {
        let mut own = Self::default();
        for (key, value) in source.table(value, &format!("functions.\"{name}\""))? {
            match &**key.get_ref() {
                "mode" => own.mode = Some(source.mode(value)?),
                "at" => own.at = Some(source.at(value)?),
                "original" => {
                    let text = source.text(value, "original")?;
                    if !text.contains(':') {
                        let what = format!(
                            "`original` is \"module:name\", such as \"app.pricing:quote\", not \"{text}\""
                        );
                        return Err(source.error(value.span().start, &what));
                    }
                    own.original = Some(text.to_owned());
                }
                other => return Err(source.unknown(key.span().start, other, &["mode", "at", "original"])),
            }
        }
        Ok(own)
    }
}

/// The text, to point into it.
struct Source<'a> {
    text: &'a str,
    name: &'a str,
}

impl Source<'_> {
    fn error(&self, at: usize, what: &str) -> ConfigError {
        let before = &self.text[..at.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let quoted = self.text.lines().nth(line - 1).unwrap_or_default();
        let margin = " ".repeat(line.to_string().len());
        let arrow = " ".repeat(column - 1);
        ConfigError(format!(
            "{what}\n{margin}--> {}:{line}:{column}\n{margin} |\n{line} | {quoted}\n{margin} | {arrow}^",
            self.name
        ))
    }

    fn unknown(&self, at: usize, key: &str, known: &[&str]) -> ConfigError {
        let what = match nearest(key, known.iter().copied()) {
            Some(nearest) => format!("unknown key `{key}`; did you mean `{nearest}`?"),
            None => format!("unknown key `{key}`; there are {}", known.join(", ")),
        };
        self.error(at, &what)
    }

    fn table<'v, 'i>(
        &self,
        value: &'v Spanned<DeValue<'i>>,
        name: &str,
    ) -> Result<&'v DeTable<'i>, ConfigError> {
        let table = value.get_ref().as_table();
        table.ok_or_else(|| self.error(value.span().start, &format!("`{name}` is a table: `[{name}]`")))
    }

    fn function_name<'k>(&self, key: &'k Spanned<std::borrow::Cow<'_, str>>) -> Result<&'k str, ConfigError> {
        let name = &**key.get_ref();
        let parts: Vec<&str> = name.split('.').collect();
        if parts.len() == 2 && parts.iter().all(|part| !part.is_empty()) {
            return Ok(name);
        }
        let what = format!(
            "a function is named \"engine.function\" in quotes, such as [functions.\"pricing.quote\"], not `{name}`"
        );
        Err(self.error(key.span().start, &what))
    }

    fn text<'v>(&self, value: &'v Spanned<DeValue<'_>>, key: &str) -> Result<&'v str, ConfigError> {
        let text = value.get_ref().as_str();
        text.ok_or_else(|| self.error(value.span().start, &format!("`{key}` is text in quotes")))
    }

    fn mode(&self, value: &Spanned<DeValue<'_>>) -> Result<Mode, ConfigError> {
        let modes = [Mode::Off, Mode::Shadow, Mode::On];
        let text = self.text(value, "mode")?;
        modes.into_iter().find(|mode| mode.name() == text).ok_or_else(|| {
            self.error(
                value.span().start,
                &format!("`mode` is \"off\", \"shadow\" or \"on\", not \"{text}\""),
            )
        })
    }

    fn at(&self, value: &Spanned<DeValue<'_>>) -> Result<At, ConfigError> {
        match self.text(value, "at")? {
            "embedded" => Ok(At::Embedded),
            url if url.starts_with("http://") => Ok(At::Http(url.trim_end_matches('/').to_owned())),
            other => {
                let what = format!(
                    "`at` is \"embedded\" or an address such as \"http://127.0.0.1:8080\", not \"{other}\""
                );
                Err(self.error(value.span().start, &what))
            }
        }
    }
}

/// The known name that is nearest to `name`, if one is near.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate)).min()?;
    (near.0 <= name.chars().count().max(3) / 2).then_some(near.1)
}
