//! A row as a plain value, typed as Python types it: for the slow path, which explains, and for Python originals.

use super::column::{Column, Fields, Kind, Special};
use super::resolve::Rows;
use crate::types::{Date, DateTime, Duration, Time, Timestamp, Uuid};
use crate::value::Value;

impl Rows {
    /// A row as a plain record of arguments.
    pub fn value(&self, row: usize) -> Value {
        fields(&self.fields, row)
    }
}

fn fields(fields: &Fields, row: usize) -> Value {
    let entries = fields.names.iter().zip(&fields.columns);
    Value::Map(entries.map(|(name, column)| (Value::from(name.as_str()), column.value(row))).collect())
}

impl Column {
    fn value(&self, row: usize) -> Value {
        if self.is_null(row) {
            return Value::Null;
        }
        let items = |column: &Self, rows: std::ops::Range<usize>| rows.map(|row| column.value(row)).collect();
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(flags) => Value::Bool(flags.value(row)),
            Kind::F32(values) => Value::Float(values[row].into()),
            Kind::F64(values) => Value::Float(values[row]),
            Kind::Days(days) => Date::from_wire(days[row])
                .map_or_else(|| unknown("date", format!("day {} from 1970-01-01", days[row])), Value::Date),
            Kind::Ticks(ticks) => self.ticks(ticks.micros(row), || ticks.shown(row)),
            Kind::Decimal(decimals) => Value::Decimal((decimals.text)(&decimals.array, row)),
            Kind::List(offsets, item) => Value::List(items(item, offsets.range(row))),
            Kind::Tuple(columns) => Value::Tuple(columns.iter().map(|column| column.value(row)).collect()),
            Kind::Map(offsets, both) => {
                let [keys, values] = &**both;
                Value::Map(offsets.range(row).map(|row| (keys.value(row), values.value(row))).collect())
            }
            Kind::Record(own) => fields(own, row),
            Kind::Union(cases) => {
                let tag = cases.tag.value(row);
                let case = cases.all.iter().find(|(name, _)| tag.is_text(name));
                let own = case.and_then(|(_, column)| column.as_ref()).map(|column| column.value(row));
                let mut entries = vec![(Value::from(cases.tag_name.as_str()), tag)];
                if let Some(Value::Map(own)) = own {
                    entries.extend(own);
                }
                Value::Map(entries)
            }
            kind => match kind.int(row) {
                Some(number) => Value::Int(number),
                None => self.text_or_bytes(row),
            },
        }
    }

    fn text_or_bytes(&self, row: usize) -> Value {
        match (self.text(row), self.bytes(row), self.special) {
            (Some(text), _, Some(Special::Decimal)) => Value::Decimal(text.to_owned()),
            (Some(text), _, Some(Special::Uuid)) => {
                text.parse().map_or_else(|_| Value::from(text), Value::Uuid)
            }
            (Some(text), ..) => Value::from(text),
            (None, Some(bytes), Some(Special::Uuid)) => uuid::Uuid::from_slice(bytes)
                .map_or_else(|_| Value::Bytes(bytes.to_vec().into()), |id| Value::Uuid(Uuid(id))),
            (None, Some(bytes), _) => Value::Bytes(bytes.to_vec().into()),
            (None, None, _) => Value::Null,
        }
    }

    /// A time, where the type has it in whole microseconds; else how it shows itself.
    fn ticks(&self, micros: Option<i64>, shown: impl FnOnce() -> String) -> Value {
        let known = micros.and_then(|micros| match self.special? {
            Special::Time => Time::from_wire(micros).map(Value::Time),
            Special::DateTime => DateTime::from_wire(micros).map(Value::DateTime),
            Special::Timestamp => Timestamp::from_wire(micros).map(Value::Timestamp),
            Special::Duration => Duration::from_wire(micros).map(Value::Duration),
            Special::Decimal | Special::Uuid => None,
        });
        known.unwrap_or_else(|| unknown("time", shown()))
    }
}

fn unknown(kind: &str, text: String) -> Value {
    Value::Other { kind: kind.to_owned(), text }
}
