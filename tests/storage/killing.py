"""Kills a program with SIGKILL at random moments while it fills in checklists, and counts what is lost.

Run: python tests/storage/killing.py DATABASE RUNS [SEED]      (DATABASE as for osteon; {} in a path is a run's number)

Each run is a process of its own, with a person of its own, that answers sixteen items one after the other and
acknowledges each when its save has returned. It is killed somewhere between its start and a little after its end.
Then another process looks: every acknowledged answer has to be there, and of the one in the air all or nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from storage_examples import SECRETS  # noqa: E402

from bot.core.person import AnswerGiven, ItemAnswer, PersonKey  # noqa: E402
from bot.errors import StorageBusy  # noqa: E402
from bot.storage.sql import open_store  # noqa: E402

ITEMS = [f"item-{number:02}" for number in range(16)]


async def fill_in(url: str, person: PersonKey, acknowledge: int) -> None:
    """Answer every item, each in a turn; write a byte when its save has returned."""
    async with open_store(url, secret_keys=SECRETS) as store:
        os.write(acknowledge, b"o")
        for number, item in enumerate(ITEMS):
            loaded = await store.load_person(person)
            answer = ItemAnswer(
                item, "recorded", datetime.now(UTC), 1, value=number, unit="mg/day", words=f"{number} mg"
            )
            state = loaded.state.with_answer(answer)
            now = datetime.now(UTC)
            await store.save_turn(person, state, [AnswerGiven(answer)], version=loaded.version, now=now)
            os.write(acknowledge, b".")


def run_and_kill(url: str, person: PersonKey, after: float) -> tuple[int, bool]:
    """How many answers were acknowledged, and whether the program came to its end before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            asyncio.run(fill_in(url, person, writing))
        except BaseException:
            os._exit(1)
        os._exit(0)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    told = b""
    while part := os.read(reading, 4096):
        told += part
    os.close(reading)
    return told.count(b"."), os.WIFEXITED(status)


async def look(url: str, person: PersonKey) -> tuple[int, bool]:
    """How many answers are stored, and whether they, their history and the version agree."""
    for _ in range(20):
        try:
            async with open_store(url, secret_keys=SECRETS) as store:
                loaded = await store.load_person(person)
                export = await store.export_person(person)
                answers = loaded.state.answers
                whole = (
                    sorted(answers) == ITEMS[: len(answers)]
                    and loaded.version == len(export["history"]) == len(answers)
                    and all(answers[item].value == number for number, item in enumerate(sorted(answers)))
                )
                return len(answers), whole
        except StorageBusy:  # the server is still recovering
            await asyncio.sleep(0.25)
    return 0, False


def main() -> None:
    """Run, kill, look, and print the counts as JSON."""
    url, runs = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
    chance = random.Random(seed)
    longest = 0.0
    counts = dict.fromkeys(("acknowledged", "lost", "torn", "finished", "unacknowledged_but_stored"), 0)
    started = time.perf_counter()
    for run in range(runs):
        place = url.format(run // 10)  # a new file every ten runs: its making is hit too
        person = PersonKey("terminal", f"run-{run}")
        if run == 0:
            before = time.perf_counter()
            run_undisturbed(place, PersonKey("terminal", "first"))
            longest = 1.2 * (time.perf_counter() - before)
        acknowledged, finished = run_and_kill(place, person, chance.uniform(0, longest))
        stored, whole = asyncio.run(look(place, person))
        counts["acknowledged"] += acknowledged
        counts["lost"] += max(0, acknowledged - stored)
        counts["torn"] += not whole
        counts["finished"] += finished
        counts["unacknowledged_but_stored"] += max(0, stored - acknowledged)
    counts |= {"runs": runs, "seed": seed, "seconds": round(time.perf_counter() - started)}
    sys.stdout.write(json.dumps(counts) + "\n")


def run_undisturbed(url: str, person: PersonKey) -> None:
    """One run to its end, for how long that takes."""
    acknowledged, finished = 0, False
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        asyncio.run(fill_in(url, person, writing))
        os._exit(0)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    told = os.read(reading, 4096)
    os.close(reading)
    acknowledged, finished = told.count(b"."), os.WIFEXITED(status)
    assert (acknowledged, finished) == (len(ITEMS), True), told


if __name__ == "__main__":
    main()
