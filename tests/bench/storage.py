"""Time and size of what is stored: `python tests/bench/storage.py [--people 1000 1000000] [--engines sqlite postgres]`.

For each engine and number of people: bytes per person, and milliseconds (median, p99, worst) of saving a turn and of a
whole load-turn-save, for people spread over the database. Everybody has a full checklist of 16 answers, a year of
history (16 first answers, then two changes a month: 40 entries) and six ratings. The people who are measured are real;
the others are copies of one of them with other ids and keys, made inside the engine, for it is the size that counts.
Each commit is flushed to the disk. Needs about 20 GB of disk for a million people.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "storage"), str(Path(__file__).parents[2])]

from postgres_server import Server  # noqa: E402
from storage_examples import SECRETS  # noqa: E402

from bot.core.library import Tier  # noqa: E402
from bot.core.person import AnswerGiven, AnswerRated, Conversation, ItemAnswer, PersonKey, PersonState  # noqa: E402
from bot.storage.port import PersonStore  # noqa: E402
from bot.storage.sql import open_store, upgrade  # noqa: E402
from bot.storage.sql.sqlite import vault_path  # noqa: E402

MEASURED = 500  # people
TURNS = 3000  # in each database
ROUNDS = 15
NOW = datetime(2026, 1, 1, tzinfo=UTC)
Times = dict[str, list[float]]
ITEMS = [f"checklist-item-{number:02}" for number in range(16)]


def answer(item: str, at: datetime, value: int) -> ItemAnswer:
    """An answer of usual length."""
    return ItemAnswer(item, "recorded", at, 1, value=value, unit="mg/day", words=f"roughly {value} mg a day")


async def save_real(store: PersonStore) -> None:
    """The people who are measured, each with a year behind them."""
    events: list[AnswerGiven | AnswerRated] = [AnswerGiven(answer(item, NOW, 100)) for item in ITEMS]
    for month in range(12):
        at = NOW + timedelta(days=30 * month)
        events += [AnswerGiven(answer(item, at, month)) for item in ITEMS[month % 8 : month % 8 + 2]]
        events += [AnswerRated("an-answer", Tier.FUNDAMENTALS, helpful=True)] if month % 2 else []
    state = PersonState(conversation=Conversation(last_intent="an-answer", greeted=True))
    for item in ITEMS:
        state = state.with_answer(answer(item, NOW, 100))
    for number in range(MEASURED):
        await store.save_turn(PersonKey("discord", str(number)), state, events, version=0, now=NOW)


def statements(people: int, series: str, random_bytes: str) -> list[str]:
    """Spread the real people over the ids, and fill up with copies of one of them."""
    step = people // MEASURED
    others = f"{series} WHERE i % {step} <> 0"
    copied = {"checklist_history": "entry", "feedback": "rating"}
    spread = [f"UPDATE persons SET id = -id * {step}", "UPDATE persons SET id = -id"]
    for table in ("checklist_answers", *copied):
        spread.append(f"UPDATE {table} SET person_id = person_id * {step}")
    fill = [
        f"INSERT INTO persons (id, key_id, version, seen_on, profile, conversation) SELECT i, {random_bytes}, version, "
        f"seen_on, profile, conversation FROM {others.replace(' WHERE', f', persons WHERE id = {step} AND')}",
        "INSERT INTO osteon_vault.person_keys (account, key_id, wrapped, wrapped_by, made_on) SELECT "
        f"{random_bytes}, {random_bytes}, wrapped, wrapped_by, made_on FROM {series}, (SELECT * FROM "
        f"osteon_vault.person_keys LIMIT 1) AS one WHERE i % {step} <> 0",
        "INSERT INTO checklist_answers (person_id, slot, answer) SELECT i, slot, answer FROM "
        f"{series}, checklist_answers WHERE person_id = {step} AND i % {step} <> 0",
    ]
    for table, column in copied.items():
        index = f"ix_{table}_person_id"
        fill += [
            f"DROP INDEX {index}",
            f"INSERT INTO {table} (person_id, {column}) SELECT i, {column} FROM {table}, {series} "
            f"WHERE person_id = {step} AND i % {step} <> 0",
            f"CREATE INDEX {index} ON {table} (person_id)",
        ]
    return spread + (fill if step > 1 else [])


def fill_sqlite(path: Path, people: int) -> None:
    """Copies, inside SQLite."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ATTACH DATABASE ? AS osteon_vault", (str(vault_path(path)),))
        for pragma in (
            "journal_mode=DELETE",
            "journal_mode=OFF",
            "foreign_keys=OFF",
            "synchronous=OFF",
            "cache_size=-2000000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        series = f"(WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {people}) SELECT i FROM s)"
        for statement in statements(people, series, "randomblob(16)"):
            connection.execute(statement)


def fill_postgres(server: Server, name: str, people: int) -> None:
    """Copies, inside PostgreSQL."""
    series = f"generate_series(1, {people}) AS s(i)"
    made = statements(people, series, "decode(md5(random()::text), 'hex')")
    keys = [f"ALTER TABLE {table} DROP CONSTRAINT fk_{table}_person_id" for table in
            ("checklist_answers", "checklist_history", "feedback")]  # fmt: skip
    back = [each.replace("DROP", "ADD") + " FOREIGN KEY (person_id) REFERENCES persons (id) NOT VALID" for each in keys]
    server.execute("SET synchronous_commit = off", *keys, *made, *back, database=name)
    server.execute(f"SELECT setval('persons_id_seq', {people})", "VACUUM ANALYZE", "CHECKPOINT", database=name)


async def measure(urls: Sequence[str]) -> list[Times]:
    """Milliseconds of saves and of whole turns in each database, taken in rounds that alternate between them.

    On a machine that others use too, each round is disturbed alike.
    """
    measured: list[Times] = [{"save": [], "load-turn-save": []} for _ in urls]
    chance = random.Random(1)
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(open_store(url, secret_keys=SECRETS)) for url in urls]
        for part in range(-1, ROUNDS):  # the first round warms up
            for store, times in zip(stores, measured, strict=True):
                for turn in range(TURNS // ROUNDS):
                    saving, whole = await take_turn(store, chance, turn)
                    if part >= 0:
                        times["save"].append(saving)
                        times["load-turn-save"].append(whole)
    return measured


async def take_turn(store: PersonStore, chance: random.Random, number: int) -> tuple[float, float]:
    """One of the measured people answers an item; milliseconds of the save and of all of it."""
    key = PersonKey("discord", str(chance.randrange(MEASURED)))
    started = time.perf_counter()
    loaded = await store.load_person(key)
    given = answer(chance.choice(ITEMS), datetime.now(UTC), number)
    state = loaded.state.with_answer(given)
    state = replace(state, conversation=replace(state.conversation, item=given.item))
    saving = time.perf_counter()
    await store.save_turn(key, state, [AnswerGiven(given)], version=loaded.version, now=datetime.now(UTC))
    ended = time.perf_counter()
    return 1000 * (ended - saving), 1000 * (ended - started)


def told(engine: str, people: int, size: int, times: Times) -> str:
    """A line of the table."""
    parts = [f"{engine:9} {people:>9,} {size / people / 1024:5.1f} kB"]
    for name, each in times.items():
        p99 = statistics.quantiles(each, n=100)[98]
        parts.append(f"{name}: median {statistics.median(each):5.2f}  p99 {p99:5.2f}  worst {max(each):6.2f} ms")
    return "   ".join(parts)


def flush_times(folder: Path) -> list[float]:
    """For scale: milliseconds of writing 4 kB into a file and flushing it to the disk, with nothing else."""
    times = []
    with (folder / "flushed").open("w+b", buffering=0) as file:
        file.write(b"x" * 4096 * 1000)
        for turn in range(1000):
            started = time.perf_counter()
            file.seek(4096 * turn)
            file.write(b"y" * 4096)
            os.fdatasync(file.fileno())
            times.append(1000 * (time.perf_counter() - started))
    return times


async def on_sqlite(sizes: Sequence[int]) -> list[str]:
    """Build SQLite files of these sizes and measure them."""
    with tempfile.TemporaryDirectory(prefix="osteon-bench-") as folder:
        paths = [Path(folder) / f"people-{people}.sqlite3" for people in sizes]
        kilobytes = []
        for people, path in zip(sizes, paths, strict=True):
            async with open_store(str(path), secret_keys=SECRETS) as store:
                await save_real(store)
            await asyncio.to_thread(fill_sqlite, path, people)
            kilobytes.append(path.stat().st_size + vault_path(path).stat().st_size)
        flushed = await asyncio.to_thread(flush_times, Path(folder))
        measured = await measure([str(path) for path in paths])
        p99 = statistics.quantiles(flushed, n=100)[98]
        print(f"the disk alone, 4 kB written and flushed: median {statistics.median(flushed):.2f}  p99 {p99:.2f} ms")
        return [told("sqlite", *each) for each in zip(sizes, kilobytes, measured, strict=True)]


async def on_postgres(sizes: Sequence[int]) -> list[str]:
    """Build PostgreSQL databases of these sizes and measure them."""
    server = Server("max_wal_size=8GB", "maintenance_work_mem=1GB", "shared_buffers=1GB")
    try:
        server.start()
        kilobytes = []
        for people in sizes:
            name = f"bench_{people}"
            server.execute(f"CREATE DATABASE {name}")
            await upgrade(server.url(name), secret_keys=SECRETS)
            async with open_store(server.url(name), secret_keys=SECRETS) as store:
                await save_real(store)
            await asyncio.to_thread(fill_postgres, server, name, people)
            kilobytes.append(int(server.execute(f"SELECT pg_database_size('{name}')")))
        measured = await measure([server.url(f"bench_{people}") for people in sizes])
        return [told("postgres", *each) for each in zip(sizes, kilobytes, measured, strict=True)]
    finally:
        server.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, nargs="+", default=[1000, 1_000_000])
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgres"], choices=["sqlite", "postgres"])
    chosen = parser.parse_args()
    for engine in chosen.engines:
        started = time.perf_counter()
        lines = asyncio.run(on_sqlite(chosen.people) if engine == "sqlite" else on_postgres(chosen.people))
        print("\n".join(lines))
        print(f"made and measured in {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
