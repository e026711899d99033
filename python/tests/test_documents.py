"""The documents of a contract, read by others: validators of JSON Schema and OpenAPI, and a type checker."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from transom import _transom

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "crates" / "transom-contract" / "tests" / "golden"

PROGRAM = '''
from __future__ import annotations

from typing import TYPE_CHECKING, cast

from typing_extensions import assert_type

import transom

if TYPE_CHECKING:
    from transom_engines import shop
    from transom_engines.shop import Client, Line, Payment, Quote, Tier


def buy(client: Client, line: Line) -> Quote:
    payment: Payment = {"type": "card", "number": "4242"}
    try:
        quote = client.quote([line], payment, tier="VIP")
    except client.errors.Gone as gone:
        assert_type(gone.code, str)
        raise
    assert_type(quote["tier"], Tier)
    assert_type(shop.stock_of("a"), int)
    return quote


async def look() -> int:
    return await cast("Client", transom.connect("shop")).aio.stock_of("a")


buy(cast("Client", transom.connect("shop")), {"sku": "a", "quantity": 1, "unitPrice": 2})
'''

#: What the program must not be able to say, and how mypy names the mistake.
MISTAKES = {
    'shop.quote([], {"type": "cheque"})': "typeddict-item",
    'shop.quote([], {"type": "cash"}, tier="gold")': "arg-type",
    'shop.quote([{"sku": "a"}], {"type": "cash"})': "typeddict-item",
    'shop.quote(payment={"type": "cash"})': "call-arg",
    "shop.stock_of(1)": "arg-type",
    "shop.gone": "attr-defined",
}


def transom(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "transom", *arguments], cwd=Path(__file__).parent / "project", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def mypy(folder: Path, *files: str) -> str:
    """What mypy says, without its last line."""
    environment = {**os.environ, "MYPYPATH": str(folder)}
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--explicit-package-bases", "--no-error-summary", *files]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json.loads((GOLDEN / "shop.schema.json").read_text())


@pytest.fixture(scope="module")
def values() -> list[dict[str, Any]]:
    """Values with what the decoder said of them; cargo's tests make them."""
    target = Path(os.environ["CARGO_TARGET_DIR"]).parent if "CARGO_TARGET_DIR" in os.environ else ROOT / "target"
    file = target / "tmp" / "shop.values.jsonl"
    if not file.exists():
        make = ["cargo", "test", "--quiet", "--package", "transom-contract", "--test", "it", "values_for_a_validator"]
        subprocess.run(make, cwd=ROOT, env={**os.environ, "CARGO_TARGET_DIR": str(target)}, check=True)
    return [json.loads(line) for line in file.read_text().splitlines()]


def validator(schema: dict[str, Any], name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})


def test_schema_and_decoder_take_and_refuse_the_same(schema: dict[str, Any], values: list[dict[str, Any]]) -> None:
    Draft202012Validator.check_schema(schema)
    validators = {name: validator(schema, name) for name in schema["$defs"]}
    for value in values:
        taken = validators[value["schema"]].is_valid(value["value"])
        assert taken == (not value["refused"]), value
    assert len(values) > 3_000
    assert len({slug for value in values for slug in value["refused"]}) > 25


def test_openapi_is_valid_and_its_examples_are() -> None:
    document = json.loads((GOLDEN / "shop.openapi.json").read_text())
    OpenAPIV31SpecValidator(document).validate()
    quote = document["paths"]["/quote"]["post"]
    for content in (quote["requestBody"]["content"], quote["responses"]["200"]["content"]):
        body = content["application/json"]
        Draft202012Validator({**body["schema"], "components": document["components"]}).validate(body["example"])
    assert document["x-transom-contract"] in (GOLDEN / "shop.md").read_text()


def test_names_that_get_in_the_way_do_no_harm(tmp_path: Path) -> None:
    schema = json.loads((GOLDEN / "strange.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    OpenAPIV31SpecValidator(json.loads((GOLDEN / "strange.openapi.json").read_text())).validate()
    (tmp_path / "strange.pyi").write_text((GOLDEN / "strange.pyi").read_text())
    assert mypy(tmp_path, "strange.pyi") == ""


def test_a_program_is_checked_against_the_stub(tmp_path: Path) -> None:
    (tmp_path / "transom_engines").mkdir()
    (tmp_path / "transom_engines" / "shop.pyi").write_text((GOLDEN / "shop.pyi").read_text())
    (tmp_path / "program.py").write_text(PROGRAM)
    assert mypy(tmp_path, "transom_engines/shop.pyi", "program.py") == ""
    wrong = "\n".join(["from transom_engines import shop", *MISTAKES])
    (tmp_path / "wrong.py").write_text(wrong)
    said = mypy(tmp_path, "wrong.py").splitlines()
    found = [(int(line.split(":")[1]), line.split("[")[-1].rstrip("]")) for line in said if ": error:" in line]
    assert found == list(enumerate(MISTAKES.values(), start=2)), said


class TestOfABuiltEngine:
    """The same for the engine of the tests' project, by the command."""

    @pytest.fixture(scope="class")
    @staticmethod
    def contract() -> dict[str, Any]:
        return json.loads(transom("contract", "show", "sample"))

    def test_schema_takes_generated_inputs(self, contract: dict[str, Any]) -> None:
        schema = json.loads(transom("contract", "show", "sample", "--format", "json-schema"))
        Draft202012Validator.check_schema(schema)
        for function in contract["functions"]:
            name = "".join(word.capitalize() for word in function["name"].split("_"))
            check = validator(schema, f"{name}Input")
            inputs = _transom.Inputs(json.dumps(contract), function["name"], []).generate(3)
            for value, _ in zip(inputs, range(40)):
                check.validate(json.loads(value.json()))

    def test_openapi_is_valid(self, contract: dict[str, Any]) -> None:
        document = json.loads(transom("contract", "show", "sample", "--format", "openapi"))
        OpenAPIV31SpecValidator(document).validate()
        assert {f"/{function['name']}" for function in contract["functions"]} < set(document["paths"])

    def test_the_stub_lies_beside_the_engine(self, contract: dict[str, Any], project: Path, tmp_path: Path) -> None:
        stub = (project / ".transom" / "engines" / "sample.pyi").read_text()
        assert stub == transom("contract", "show", "sample", "--format", "pyi")
        functions = {node.name: node for node in ast.parse(stub).body if isinstance(node, ast.FunctionDef)}
        for function in contract["functions"]:
            arguments = [argument.arg for argument in functions[function["name"]].args.args]
            assert arguments == [field["name"] for field in function["input"]["fields"]]
        (tmp_path / "sample.pyi").write_text(stub)
        # The stub names the application's own classes.
        any_class = "from typing import Any\n\ndef __getattr__(name: str) -> Any: ...\n"
        (tmp_path / "sample_models.pyi").write_text(any_class)
        assert mypy(tmp_path, "sample.pyi") == ""
