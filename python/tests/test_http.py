"""The HTTP door, served by the real process, through `transom.connect` and by hand."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import conformance
import pytest

import transom

PATIENCE_S = 30
#: Where engines are built, as in `conftest.py`.
TARGET = conformance.ROOT / "target" / "python-tests"


@contextlib.contextmanager
def service(project: Any, *flags: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The engine `sample` as a service of its own, started as a user starts it."""
    command = [sys.executable, "-m", "transom", "serve", "sample", "--address", "127.0.0.1:0"]
    environment = {**os.environ, "CARGO_TARGET_DIR": os.environ.get("CARGO_TARGET_DIR", str(TARGET))}
    process = subprocess.Popen(
        [*command, "--", "--log", "error", *flags], cwd=project, stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        said = next((line for line in process.stdout if " at http://" in line), None)
        assert said is not None, "the service did not start"
        yield said.split(" at ")[1].strip(), process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with service(conformance.PROJECT) as (url, _):
        yield url


@pytest.fixture(params=["embedded", "http", "http, awaited"])
def door(request: pytest.FixtureRequest, url: str, project: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Calls a function by name, through each door."""
    monkeypatch.setenv("TRANSOM_CONFIG", str(project / "transom.toml"))
    client = transom.connect("sample" if request.param == "embedded" else url)
    if request.param != "http, awaited":
        return lambda name: getattr(client, name)

    def call(name: str, args: Any, kwargs: Any) -> Any:
        async def answer() -> Any:
            return await getattr(client.aio, name)(*args, **kwargs)

        return asyncio.run(answer())

    return lambda name: lambda *args, **kwargs: call(name, args, kwargs)


@pytest.mark.parametrize("case", conformance.VALUES, ids=str)
def test_every_door_gives_the_same_values(door: Any, case: conformance.Case) -> None:
    conformance.check(case, door(case.function))


@pytest.mark.parametrize("case", conformance.ERRORS, ids=str)
def test_every_door_gives_the_same_errors(door: Any, case: conformance.Case) -> None:
    conformance.check(case, door(case.function))


def test_issues_read_the_same_through_every_door(url: str, project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSOM_CONFIG", str(project / "transom.toml"))
    embedded, served = transom.connect("sample"), transom.connect(url)
    bad = {**conformance.CART, "lines": [{"sku": "", "quantity": 2**70, "unit_price": None}], "extra": b"x"}
    said = []
    for client in (embedded, served):
        with pytest.raises(transom.ValidationError) as raised:
            client.quote(bad, shipping="much")
        said.append((str(raised.value), raised.value.errors()))
    assert said[0] == said[1]


def test_nan_keeps_its_name(url: str) -> None:
    assert repr(transom.connect(url).same_float(float("nan"))) == "nan"


def test_declared_errors_have_one_class(url: str, project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSOM_CONFIG", str(project / "transom.toml"))
    served, embedded = transom.connect(url), transom.connect("sample")
    with pytest.raises(embedded.errors.Gone) as raised:
        served.quote(conformance.lines({"sku": "gone"}))
    assert (raised.value.code, raised.value.data) == ("gone", {"sku": "gone"})


def test_unknown_functions_are_named(url: str) -> None:
    with pytest.raises(transom.UnknownFunction, match="`sample` has no function `quot`"):
        transom.connect(url).quot()


def test_nobody_there_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(transom.Unavailable, match=f"cannot connect to http://127.0.0.1:{port}: .*refused"):
        transom.connect(f"http://127.0.0.1:{port}")


def test_an_alien_service_is_told() -> None:
    answers = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"
    with alien(answers) as url, pytest.raises(transom.Unavailable, match="does not give a contract"):
        transom.connect(url)


@contextlib.contextmanager
def alien(answers: bytes) -> Iterator[str]:
    """A service that is no engine's."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with contextlib.suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(answers)

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.close()
        thread.join()


def test_a_call_ends_at_its_timeout(url: str) -> None:
    client = transom.connect(url, timeout=0.2)
    began = time.perf_counter()
    with pytest.raises(transom.DeadlineExceeded):
        client.busy(5000)
    assert time.perf_counter() - began < 2
    assert client.add(1, 2) == 3


def test_ctrl_c_ends_a_waiting_call(url: str) -> None:
    client = transom.connect(url)
    timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    began = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        client.busy(10_000)
    assert time.perf_counter() - began < 3


def test_other_threads_run_while_one_waits(url: str) -> None:
    client = transom.connect(url)
    with ThreadPoolExecutor(8) as pool:
        waiting = pool.submit(client.busy, 300)
        assert sum(pool.map(client.add, range(200), range(200))) == 39_800
        assert waiting.result() == 300


def test_many_calls_are_awaited_at_once(url: str) -> None:
    client = transom.connect(url)

    async def main() -> list[str]:
        return await asyncio.gather(*(client.aio.later(str(number)) for number in range(100)))

    assert asyncio.run(main()) == [str(number) for number in range(100)]


def test_a_cancelled_call_is_let_go(url: str) -> None:
    client = transom.connect(url)

    async def main() -> None:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(client.aio.busy(10_000), 0.1)
        assert await client.aio.later("on") == "ON"

    asyncio.run(main())


def _in_child(url: str, results: Any) -> None:
    client = transom.connect(url)

    async def main() -> str:
        return await client.aio.later("child")

    results.put((client.add(1, 2), asyncio.run(main())))


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_works_on_both_sides_of_a_fork(url: str) -> None:
    client = transom.connect(url)
    assert client.add(1, 2) == 3
    fork = multiprocessing.get_context("fork")
    results = fork.Queue()
    children = [fork.Process(target=_in_child, args=(url, results)) for _ in range(3)]
    for child in children:
        child.start()
    assert [results.get(timeout=PATIENCE_S) for _ in children] == [(3, "CHILD")] * 3
    for child in children:
        child.join(PATIENCE_S)
    assert client.add(2, 2) == 4


def test_a_served_function_stands_in_for_its_original(url: str, configured: Any, python: Any) -> None:
    root = configured(f'[functions."sample.add"]\nmode = "on"\nat = "{url}"\n')
    program = (
        f"import os; os.environ['TRANSOM_CONFIG'] = {str(root / 'transom.toml')!r}\n"
        "import transom\n"
        "@transom.move('sample.add')\n"
        "def add(a, b):\n    return ('python', a + b)\n"
        "print(add(1, 2), add(2**63, 1))"
    )
    done = python(program)
    assert done.stdout.strip() == "3 ('python', 9223372036854775809)", done.stderr


def ask(url: str, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any, dict[str, str]]:
    """One request by hand: status, body, headers."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE_S)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


JSON = {"content_type": "application/json"}


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "the document is empty at line 1 column 0"),
        (b'{"text": "a"', "EOF while parsing an object at line 1 column 12"),
        (b'{"text": \'a\'}', "this is Python's notation"),
        (b'{"text": "\\ud800"}', "an escape names half a surrogate pair"),
        (b'{"text": "\xff"}', "the text is not UTF-8"),
        (b"[" * 10_000, "nested deeper than 127 lists and objects"),
        (b'{"text": NaN}', "JSON has no such number"),
    ],
    ids=["empty", "cut off", "python", "lone surrogate", "not utf-8", "deep", "nan"],
)
def test_malformed_json_is_told_with_its_place(url: str, body: bytes, detail: str) -> None:
    status, answer, headers = ask(url, "POST", "/later", body, **JSON)
    problem = json.loads(answer)
    assert (status, problem["type"]) == (400, "malformed")
    assert headers["content-type"] == "application/problem+json"
    assert detail in problem["detail"] and "at line " in problem["detail"]
    assert transom.connect(url).add(1, 2) == 3


def test_a_body_over_the_limit_is_told(url: str) -> None:
    status, answer, _ = ask(url, "POST", "/later", b" " * (9 << 20), **JSON)
    assert (status, json.loads(answer)["detail"]) == (413, "the input is larger than 8388608 bytes")


def test_another_contract_is_told(url: str) -> None:
    status, answer, headers = ask(url, "POST", "/add", b'{"a": 1, "b": 2}', transom_contract="0" * 64, **JSON)
    assert (status, json.loads(answer)["type"]) == (409, "contract_mismatch")
    assert len(headers["transom-contract"]) == 64


def test_a_refused_call_is_told_when_to_come_back(project: Any) -> None:
    with service(project, "--calls-max", "1") as (url, _), ThreadPoolExecutor(1) as pool:
        client = transom.connect(url)
        waiting = pool.submit(client.busy, 500)
        time.sleep(0.2)
        with pytest.raises(transom.Overloaded) as raised:
            client.busy(1)
        assert raised.value.retry_after > 0
        assert waiting.result() == 500


def test_what_runs_is_finished_when_the_service_stops(project: Any) -> None:
    with service(project) as (url, process), ThreadPoolExecutor(1) as pool:
        client = transom.connect(url)
        waiting = pool.submit(client.busy, 800)
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        assert waiting.result(PATIENCE_S) == 800
        assert process.wait(PATIENCE_S) == 0
        with pytest.raises(transom.Unavailable, match="cannot connect"):
            client.add(1, 2)
