//! Bytes that are no message: each says what was found, and where.

use crate::protobuf::Guide;
use crate::sample::{Lenient, Plain, Tree};

fn check(body: &[u8], expected: &str) {
    assert_eq!(Guide::of::<Plain>().outcome::<Plain>(body), expected);
}

#[test]
fn a_number_ends_too_soon() {
    check(&[0x08], "the message ends within a number at byte 1");
    check(&[0x08, 0x80], "the message ends within a number at byte 1");
    check(&[0x80], "the message ends within a number at byte 0");
    check(&[0x59, 1, 2, 3], "the message ends within a number at byte 1");
    check(&[0x55, 1, 2, 3], "the message ends within a number at byte 1");
}

#[test]
fn a_varint_is_too_long() {
    let mut body = vec![0x28];
    body.extend_from_slice(&[0xff; 10]);
    check(&body, "a varint has more than 64 bits at byte 1");
    body[10] = 0x02;
    check(&body, "a varint has more than 64 bits at byte 1");
}

#[test]
fn a_length_goes_beyond_the_end() {
    check(&[0x62, 5, b'a'], "expected 5 bytes, as the length says, found 1 at byte 1");
    let huge = [0x62, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    check(&huge, "expected 18446744073709551615 bytes, as the length says, found 0 at byte 1");
    let tree = Guide::of::<Tree>();
    let inner = tree.outcome::<Tree>(&[0x12, 3, 0x12, 9, 0x08]);
    assert_eq!(inner, "expected 9 bytes, as the length says, found 1 at byte 3");
}

#[test]
fn there_is_no_such_field_number() {
    check(&[0x00, 0x01], "expected a field number from 1 to 536870911, found 0 at byte 0");
    check(
        &[0x80, 0x80, 0x80, 0x80, 0x10, 0x01],
        "expected a field number from 1 to 536870911, found 536870912 at byte 0",
    );
}

#[test]
fn there_are_no_groups_and_no_other_wire_types() {
    check(&[0x0b, 0x0c], "groups are not part of proto3, found one at byte 0");
    check(&[0x0c], "groups are not part of proto3, found one at byte 0");
    check(&[0x0e], "there is no wire type 6 at byte 0");
    check(&[0x0f], "there is no wire type 7 at byte 0");
    let lenient = Guide::of::<Lenient>();
    let passed_over = lenient.outcome::<Lenient>(&[0x9b, 0x06, 0x9c, 0x06]);
    assert_eq!(passed_over, "groups are not part of proto3, found one at byte 0");
}

#[test]
fn a_field_is_laid_out_otherwise() {
    check(&[0x09, 0, 0, 0, 0, 0, 0, 0, 0], "expected a varint in field 1 (`flag`), found 8 bytes at byte 0");
    check(&[0x10, 1, 0x60, 1], "expected a length and bytes in field 12 (`text`), found a varint at byte 2");
    check(&[0x5d, 0, 0, 0, 0], "expected 8 bytes in field 11 (`double`), found 4 bytes at byte 0");
    check(&[0x52, 0], "expected 4 bytes in field 10 (`single`), found a length and bytes at byte 0");
}

#[test]
fn text_is_not_utf_8() {
    check(&[0x62, 3, b'a', 0xff, b'b'], "the text of field 12 (`text`) is not UTF-8 at byte 3");
    check(&[0x62, 2, 0xed, 0xa0], "the text of field 12 (`text`) is not UTF-8 at byte 2");
}

#[test]
fn a_run_ends_within_a_number() {
    let floats = Guide::of::<Vec<f64>>();
    let message = "the message ends within a number at byte 10";
    assert_eq!(floats.outcome::<Vec<f64>>(&[0x0a, 12, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]), message);
    let whole = Guide::of::<Vec<i64>>();
    assert_eq!(whole.outcome::<Vec<i64>>(&[0x0a, 2, 1, 0x80]), "the message ends within a number at byte 3");
}

#[test]
fn special_messages_have_their_own_fields_only() {
    let timestamp = Guide::of::<transom::Timestamp>();
    let other = "a timestamp and a duration have the varints `seconds = 1` and `nanos = 2` only at byte 2";
    assert_eq!(timestamp.outcome::<transom::Timestamp>(&[0x0a, 2, 0x18, 1]), other);
    let nothing = Guide::of::<Vec<()>>();
    assert_eq!(
        nothing.outcome::<Vec<()>>(&[0x0a, 0, 0x0a, 2, 0x08, 1]),
        "`google.protobuf.Empty` has no fields at byte 2"
    );
}
