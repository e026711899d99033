//! Buffers made into Arrow's own.

use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_data::ArrayData;
use arrow_schema::DataType;

use super::node::{Bytes, Kind, Node, Places};

impl Node {
    /// The column as this type, which is the one that its shape has.
    pub(super) fn finish(self, data_type: &DataType) -> ArrayData {
        let rows = self.kind.rows();
        let nulls = self.nulls.map(|nulls| NullBuffer::new(nulls.build()));
        let (buffers, children) = parts(self.kind, data_type);
        let data = ArrayData::builder(data_type.clone())
            .len(rows)
            .buffers(buffers)
            .child_data(children)
            .nulls(nulls.filter(|nulls| nulls.null_count() > 0 && *data_type != DataType::Null));
        // SAFETY: every kind appends one value for each row in the layout of the type made of the same shape: places
        // only grow and end at the last byte or item, text came as text, children have as many rows as they must.
        let data = unsafe { data.build_unchecked() };
        debug_assert!(data.validate_full().is_ok(), "{:?}", data.validate_full());
        data
    }
}

fn parts(kind: Kind, data_type: &DataType) -> (Vec<Buffer>, Vec<ArrayData>) {
    let values = |buffer: Buffer| (vec![buffer], Vec::new());
    match kind {
        Kind::Null(_) => (Vec::new(), Vec::new()),
        Kind::Bool(flags) => values(BooleanBuffer::into_inner(flags.build())),
        Kind::I8(own) => values(Buffer::from_vec(own)),
        Kind::I16(own) => values(Buffer::from_vec(own)),
        Kind::I32(own) => values(Buffer::from_vec(own)),
        Kind::I64(own) => values(Buffer::from_vec(own)),
        Kind::U8(own) => values(Buffer::from_vec(own)),
        Kind::U16(own) => values(Buffer::from_vec(own)),
        Kind::U32(own) => values(Buffer::from_vec(own)),
        Kind::U64(own) => values(Buffer::from_vec(own)),
        Kind::F32(own) => values(Buffer::from_vec(own)),
        Kind::F64(own) => values(Buffer::from_vec(own)),
        Kind::Uuid(own) => values(Buffer::from_vec(own.into_flattened())),
        Kind::Text(Bytes { places, all }) | Kind::Bytes(Bytes { places, all }) => {
            (vec![Buffer::from_vec(places.0), Buffer::from_vec(all)], Vec::new())
        }
        Kind::List(Places(places), item) => {
            (vec![Buffer::from_vec(places)], vec![item.finish(&inner(data_type))])
        }
        Kind::Map(Places(places), both) => {
            let entries_type = inner(data_type);
            let (entries, both) = (both[0].kind.rows(), *both);
            let children = both.into_iter().zip(fields(&entries_type));
            let children = children.map(|(column, field)| column.finish(field.data_type())).collect();
            let entries = ArrayData::builder(entries_type.clone()).len(entries).child_data(children);
            // SAFETY: keys and values are as many, since an entry adds one of each.
            (vec![Buffer::from_vec(places)], vec![unsafe { entries.build_unchecked() }])
        }
        Kind::Array { item, .. } => (Vec::new(), vec![item.finish(&inner(data_type))]),
        Kind::Record(own) => {
            let children = own.columns.into_iter().zip(fields(data_type));
            (Vec::new(), children.map(|(column, field)| column.finish(field.data_type())).collect())
        }
        Kind::Union(cases) => {
            let columns = std::iter::once(cases.tag).chain(cases.fields.into_iter().flatten());
            let children = columns.zip(fields(data_type));
            (Vec::new(), children.map(|(column, field)| column.finish(field.data_type())).collect())
        }
    }
}

/// The type of a list's items, or of a map's entries.
fn inner(data_type: &DataType) -> DataType {
    match data_type {
        DataType::List(item) | DataType::FixedSizeList(item, _) | DataType::Map(item, _) => {
            item.data_type().clone()
        }
        other => unreachable!("a list is written as {other}"),
    }
}

fn fields(data_type: &DataType) -> &arrow_schema::Fields {
    match data_type {
        DataType::Struct(fields) => fields,
        other => unreachable!("a record is written as {other}"),
    }
}
