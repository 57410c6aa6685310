"""Several processes on one database: nothing acknowledged is lost, by two writers on one person or by a kill."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from storage_examples import ANN, SECRETS

import bot
from bot.storage.sql import open_store, upgrade

WHERE_MODULES_ARE = os.pathsep.join([str(Path(bot.__file__).parents[1]), str(Path(__file__).parent)])

WRITING = """
import asyncio, json, sys
from dataclasses import replace
from storage_examples import ANN, CALCIUM, NOW, SECRETS
from bot.core.person import AnswerGiven
from bot.errors import StaleState
from bot.storage.sql import open_store

async def take_turn(store, number):
    loaded = await store.load_person(ANN)
    answer = replace(CALCIUM, value=number)
    state = loaded.state.with_answer(answer)
    await store.save_turn(ANN, state, [AnswerGiven(answer)], version=loaded.version, now=NOW)

async def write(url, first):
    acknowledged, refused = [], 0
    async with open_store(url, secret_keys=SECRETS, busy_timeout=20) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(first, first + 40):
            try:
                try:
                    await take_turn(store, number)
                except StaleState:
                    await take_turn(store, number)  # once more, as the service does
                acknowledged.append(number)
            except StaleState:
                refused += 1
    print(json.dumps([acknowledged, refused]))

asyncio.run(write(sys.argv[1], int(sys.argv[2])))
"""


async def start(*arguments: str) -> asyncio.subprocess.Process:
    """Another Python that finds our modules."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments),
        env={**os.environ, "PYTHONPATH": WHERE_MODULES_ARE},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def test_two_processes_on_one_person_lose_no_acknowledged_answer(sql_url: str):
    """Each answer that either process acknowledged is in the history once; those refused are not there at all."""
    await upgrade(sql_url, secret_keys=SECRETS)
    writers = [await start("-c", WRITING, sql_url, str(first)) for first in (0, 1000)]
    for writer in writers:
        assert writer.stdout is not None
        assert (await writer.stdout.readline()).strip() == b"ready"
    told = [json.loads(out) for out, _ in await asyncio.gather(*(writer.communicate(b"go\n") for writer in writers))]
    acknowledged = [number for numbers, _ in told for number in numbers]
    async with open_store(sql_url, secret_keys=SECRETS) as store:
        export = await store.export_person(ANN)
    assert sorted(entry["value"] for entry in export["history"]) == sorted(acknowledged)
    assert export["version"] == len(acknowledged) > 40
    assert export["checklist"][0]["value"] == export["history"][-1]["value"]


async def test_kills_at_random_moments_lose_no_acknowledged_answer(sql_url: str):
    """The short form of tests/bench/storage_faults.py: 0 lost, 0 torn."""
    runs = 15
    killing = await start(str(Path(__file__).parent / "killing.py"), sql_url, str(runs))
    told = json.loads((await killing.communicate())[0])
    assert (told["lost"], told["torn"]) == (0, 0), told
    assert told["acknowledged"] > runs
    assert 0 < told["finished"] < runs
