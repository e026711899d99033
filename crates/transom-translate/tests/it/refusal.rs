//! The table of codes.

use transom_translate::refusal::Code;

#[test]
fn codes_are_numbered_within_their_area() {
    let mut last = ("", 0);
    for code in Code::ALL {
        let (area, number) = code.text().rsplit_once('-').expect("a code ends in its number");
        let number: u32 = number.parse().expect("a code ends in its number");
        assert_eq!(number, if area == last.0 { last.1 + 1 } else { 1 }, "{code}");
        last = (area, number);
        assert_eq!(Code::find(&code.text().to_lowercase()), Some(*code));
    }
}

#[test]
fn an_unknown_code_has_neighbours() {
    assert_eq!(Code::find("T-ALIAS-99"), None);
    assert!(Code::nearest("T-ALIAS-99").contains(&Code::SharedRows));
    assert!(Code::nearest("alias").contains(&Code::SharedRows));
    assert_eq!(Code::nearest("T-ALIS-02"), [Code::SharedRows]);
    assert_eq!(Code::nearest("%%%"), []);
}

#[test]
fn every_code_is_explained_with_an_example() {
    for code in Code::ALL {
        let explanation = code.explanation();
        let (prose, example) = explanation.split_once("```").unwrap_or((explanation, ""));
        let sentences = prose.split_inclusive(['.', ':']).filter(|part| part.len() > 10).count();
        assert!(sentences >= 2, "{code} is explained in several sentences: {prose}");
        assert!(example.contains("before") && example.contains("after"), "{code} has an example: {example}");
        assert!(!code.mend().is_empty() && !code.mend().ends_with('.'), "{code}");
        assert!(!explanation.contains("## "), "{code} is explained alone");
    }
}
