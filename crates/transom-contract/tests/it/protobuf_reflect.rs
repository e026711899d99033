//! Another implementation of Protobuf, given our document: what we write it reads alike, what it writes we read.

use std::borrow::Cow;
use std::collections::HashMap;

use prost_reflect::prost::Message as _;
use prost_reflect::{DynamicMessage, MapKey, Value as Reflected};
use serde::Serialize;
use serde::de::DeserializeOwned;
use transom_contract::generate::values;
use transom_contract::{Model, Value};

use crate::protobuf::Guide;
use crate::sample::{Lenient, Nested, Payment, Plain};
use crate::shop;

/// Both implementations agree on generated values: none has a field that the other does not know, and what comes
/// back after a way through both is what went in.
fn agrees(guide: &Guide, typed: impl Fn(&[u8]) -> Vec<u8>) {
    let descriptor = guide.descriptor();
    for value in values(&guide.schema, 2).take(200) {
        let ours = guide.encode_value(&value).expect("a generated value is valid");
        for ours in [&typed(&ours), &ours] {
            let theirs =
                DynamicMessage::decode(descriptor.clone(), ours.as_slice()).expect("it reads what we write");
            assert_eq!(theirs.unknown_fields().count(), 0, "{value}");
            let back = guide.decode_value(&theirs.encode_to_vec()).expect("we read what it writes");
            let expected = guide.decode_value(ours).expect("we read what we write");
            // Its maps have no order.
            assert_eq!(in_order(&back), in_order(&expected));
        }
    }
}

fn check<T: Model + Serialize + DeserializeOwned>() {
    let guide = Guide::of::<T>();
    agrees(&guide, |bytes| guide.encode(&guide.decode::<T>(bytes).expect("it is valid")));
}

/// The value as text with every map's entries in the order of their texts.
fn in_order(value: &Value) -> String {
    match value {
        Value::Map(entries) => {
            let mut texts: Vec<_> =
                entries.iter().map(|(key, value)| format!("{key:?}: {}", in_order(value))).collect();
            texts.sort();
            format!("{{{}}}", texts.join(", "))
        }
        Value::List(items) | Value::Tuple(items) => {
            format!("[{}]", items.iter().map(in_order).collect::<Vec<_>>().join(", "))
        }
        // It leaves -0.0 out as if it were zero.
        Value::Float(zero) if *zero == 0.0 => "zero".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn agrees_on_every_generated_value() {
    check::<Plain>();
    check::<Nested>();
    check::<Lenient>();
    check::<Payment>();
    check::<Option<Vec<Option<Vec<i64>>>>>();
}

#[test]
fn agrees_on_every_answer_of_the_shop() {
    let contract = shop::contract();
    for function in &contract.functions {
        let guide = Guide::new(contract.definitions.clone(), function.output.clone());
        agrees(&guide, <[u8]>::to_vec);
    }
}

#[test]
fn reads_each_kind_as_what_it_is() {
    let guide = Guide::of::<Plain>();
    let descriptor = guide.descriptor();
    let mut message = DynamicMessage::new(descriptor.clone());
    let moment = |field: &str, seconds: i64, nanos: i32| {
        let kind = descriptor.get_field_by_name(field).expect("it is there").kind();
        let mut moment = DynamicMessage::new(kind.as_message().expect("a message").clone());
        moment.set_field_by_name("seconds", Reflected::I64(seconds));
        moment.set_field_by_name("nanos", Reflected::I32(nanos));
        Reflected::Message(moment)
    };
    let id = "0190a6f1-0000-7000-8000-00000000002a";
    for (field, value) in [
        ("flag", Reflected::Bool(true)),
        ("tiny", Reflected::I32(-128)),
        ("short", Reflected::I32(-32_768)),
        ("whole", Reflected::I32(i32::MIN)),
        ("long", Reflected::I64(i64::MIN)),
        ("octet", Reflected::U32(255)),
        ("word", Reflected::U32(65_535)),
        ("count", Reflected::U32(u32::MAX)),
        ("great", Reflected::U64(u64::MAX)),
        ("single", Reflected::F32(0.1)),
        ("double", Reflected::F64(-0.5)),
        ("text", Reflected::String("é😀".to_owned())),
        ("bytes", Reflected::Bytes(vec![0, 255].into())),
        ("date", Reflected::I32(-1)),
        ("time", Reflected::I64(86_399_999_999)),
        ("wall_clock", Reflected::I64(-1)),
        ("instant", moment("instant", -1, 999_999_000)),
        ("span", moment("span", -1, -500_000_000)),
        ("price", Reflected::String("1.50".to_owned())),
        ("id", Reflected::String(id.to_owned())),
    ] {
        message.set_field_by_name(field, value);
    }
    let text = guide.outcome::<Plain>(&message.encode_to_vec());
    let expected = format!(
        r#"{{"flag":true,"tiny":-128,"short":-32768,"whole":-2147483648,"long":-9223372036854775808,"octet":255,"word":65535,"count":4294967295,"great":18446744073709551615,"single":0.10000000149011612,"double":-0.5,"text":"é😀","bytes":"AP8=","date":"1969-12-31","time":"23:59:59.999999","wall_clock":"1969-12-31T23:59:59.999999","instant":"1969-12-31T23:59:59.999999Z","span":"-P0DT1.5S","price":"1.50","id":"{id}"}}"#
    );
    assert_eq!(text, expected);
    let typed = guide.decode::<Plain>(&message.encode_to_vec()).expect("it is valid");
    let ours = DynamicMessage::decode(descriptor, guide.encode(&typed).as_slice());
    assert_eq!(ours.expect("it reads what we write"), message);
}

#[test]
fn writes_containers_as_the_document_says() {
    let guide = Guide::of::<Nested>();
    let found = values(&guide.schema, 3).find_map(|value| {
        let lists = ["holes", "by_flag", "pairs", "by_colour"];
        let full = |name: &&str| match value.get(name) {
            Some(Value::List(items)) => items.len() > 1,
            Some(Value::Map(entries)) => !entries.is_empty(),
            _ => false,
        };
        lists.iter().all(full).then_some(value)
    });
    let value = found.expect("some value has them all");
    let bytes = guide.encode_value(&value).expect("it is valid");
    let message =
        DynamicMessage::decode(guide.descriptor(), bytes.as_slice()).expect("it reads what we write");
    let reflected = |name: &str| message.get_field_by_name(name).expect("it is there").into_owned();

    let Some(Value::List(holes)) = value.get("holes") else { panic!("a list") };
    for (hole, reflected) in holes.iter().zip(reflected("holes").as_list().expect("a list")) {
        let wrapper = reflected.as_message().expect("a wrapper");
        let inside = wrapper.has_field_by_name("value").then(|| wrapper.get_field_by_name("value"));
        match (hole, inside.flatten()) {
            (Value::Null, None) => {}
            (Value::Int(number), Some(found)) => assert_eq!(found.as_i64().map(i128::from), Some(*number)),
            (hole, found) => panic!("{hole} became {found:?}"),
        }
    }
    let Some(Value::Map(flags)) = value.get("by_flag") else { panic!("a map") };
    let by_flag: HashMap<MapKey, Reflected> = reflected("by_flag").as_map().expect("a map").clone();
    for (flag, numbers) in flags {
        let found = &by_flag[&MapKey::Bool(*flag == Value::Bool(true))];
        let found = found.as_message().and_then(|list| list.get_field_by_name("values").map(Cow::into_owned));
        let found: Vec<i128> = found
            .iter()
            .flat_map(|list| list.as_list().into_iter().flatten())
            .filter_map(|n| n.as_i32().map(i128::from))
            .collect();
        let Value::List(numbers) = numbers else { panic!("a list") };
        let numbers: Vec<i128> =
            numbers.iter().map(|n| if let Value::Int(n) = n { *n } else { panic!("a number") }).collect();
        assert_eq!(found, numbers);
    }
    let payment = reflected("payment");
    let case =
        payment.as_message().expect("a union").fields().map(|(field, _)| field.name().to_owned()).next();
    assert_eq!(case.as_deref().map(Value::from).as_ref(), value.get("payment").and_then(|v| v.get("kind")));
}
