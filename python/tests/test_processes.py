"""Moved functions work in threads, in asyncio, before and after `fork`, and in spawned processes."""

from __future__ import annotations

import asyncio
import concurrent.futures
import multiprocessing
import os
import threading
import time

import pytest

import sample_app
import transom


@pytest.mark.parametrize("method", ["spawn", "fork", "forkserver"])
def test_pools_take_moved_functions(method):
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.starmap(sample_app.add, [(1, 2), (2**63 - 1, 1)]) == [3, 2**63]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_answers_and_counts_for_itself():
    before = transom.stats()["sample.add"]["calls"]
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        sample_app.add(1, 2)
        os.write(write, str(transom.stats()["sample.add"]["calls"] - before).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 16) == b"1"
    assert transom.stats()["sample.add"]["calls"] == before


def test_threads_share_one_function():
    before = transom.stats()["sample.fare"]["engine"]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda seats: sample_app.fare(1.5, 2.0, seats), range(2_000)))
    assert found == [1.5 * 2.0 * seats for seats in range(2_000)]
    assert transom.stats()["sample.fare"]["engine"] == before + 2_000


def test_heavy_functions_let_other_threads_go_on(engine):
    started = time.perf_counter()
    threads = [threading.Thread(target=engine.busy, args=(300,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.perf_counter() - started < 1.0


def test_async_calls_do_not_block_the_loop():
    client = transom.connect("sample")

    async def main() -> tuple[list[int], float]:
        started = time.perf_counter()
        found = await asyncio.gather(*(client.aio.busy(300) for _ in range(4)))
        return found, time.perf_counter() - started

    found, took = asyncio.run(main())
    assert found == [300] * 4
    assert took < 1.0


def test_an_async_function_answers_when_called(engine):
    assert engine.later("quiet") == "QUIET"
