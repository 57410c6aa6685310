"""A stolen database without its keys reveals no answer, no question and no account; backups lose the erased."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import traceback
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from postgres_server import Server
from storage_examples import ANN, EVERY_EVENT, FULL_STATE, LATER, NOW, OTHER_SECRETS, SECRETS, SLEEP, opened

from bot.core.library import Tier
from bot.core.person import (
    AnswerGiven,
    AnswerRated,
    ChecklistReset,
    Conversation,
    ItemAnswer,
    PersonKey,
    PersonState,
    QuestionUnanswered,
    Settings,
)
from bot.errors import MissingKeys, StaleState
from bot.storage.port import PersonStore
from bot.storage.sealing import Cipher, Keyring, Unreadable, new_key
from bot.storage.sql import open_store
from bot.storage.sql.sqlite import vault_path

SOMEBODY = PersonKey("discord", "990017755331199887")
CANARIES = {
    "account": SOMEBODY.id,
    "words": "zanzibar-marmalade",
    "unit": "canary-unit",
    "value": "874.61253",
    "state": "canary-state",
    "item": "canary-item",
    "zone": "Canary/Zone",
    "intent": "canary-intent",
    "offered": "canary-offered",
    "question": "zebra-canary-question",
    "rated": "canary-rated",
    "day of an answer": "2024-02-29",
}


async def store_canaries(store: PersonStore) -> None:
    """Somebody who says something recognisable everywhere that something can be said."""
    answer = ItemAnswer(
        CANARIES["item"], CANARIES["state"], NOW.replace(year=2024, month=2, day=29), 1,
        value=float(CANARIES["value"]), unit=CANARIES["unit"], words=CANARIES["words"],
    )  # fmt: skip
    state = PersonState(
        Settings(Tier.ACADEMIC, time_zone=CANARIES["zone"]),
        Conversation(
            last_intent=CANARIES["intent"], offered=(CANARIES["offered"],), pending={"words": CANARIES["words"]}
        ),
    ).with_answer(answer)
    rated = AnswerRated(CANARIES["rated"], Tier.ACADEMIC, helpful=False)
    events = [AnswerGiven(answer), ChecklistReset(), rated, QuestionUnanswered(CANARIES["question"])]
    await store.save_turn(SOMEBODY, state, events, version=0, now=NOW)
    await store.save_turn(SOMEBODY, state, events, version=1, now=LATER)


def found_in(raw: bytes) -> list[str]:
    """Which canaries the bytes reveal, as text or in hexadecimal."""
    lower = raw.lower()
    return [
        name
        for name, canary in CANARIES.items()
        if canary.lower().encode() in lower or canary.encode().hex().encode() in lower
    ]


async def test_sqlite_files_reveal_nothing(database: Path):
    """No canary is in any byte of the file, the vault or their logs, while they are open and afterwards."""
    async with opened(database) as store:
        await store_canaries(store)
        raw = b"".join(path.read_bytes() for path in database.parent.iterdir())
        assert len(raw) > 50_000
        assert found_in(raw) == []
    assert found_in(b"".join(path.read_bytes() for path in database.parent.iterdir())) == []


async def test_a_postgres_dump_and_its_files_reveal_nothing(untouched_postgres: Server):
    """No canary is in the dump, in the cluster's files with the write-ahead log, or in the log of all statements."""
    postgres = untouched_postgres
    async with open_store(postgres.url("migrated"), secret_keys=SECRETS) as store:
        await store_canaries(store)
    dump = postgres.dump("migrated")
    assert dump.count("\\\\x") > 10
    assert found_in(dump.encode()) == []
    postgres.execute("CHECKPOINT")
    for path in postgres.folder.rglob("*"):
        if path.is_file() and not path.name.startswith(".s."):
            assert found_in(path.read_bytes()) == [], path


async def test_with_the_key_everything_is_there(sql_url: str):
    """The canaries are really stored: the export has them all but the question, which is nobody's."""
    async with open_store(sql_url, secret_keys=SECRETS) as store:
        await store_canaries(store)
        kept = str(await store.export_person(SOMEBODY))
        assert [name for name, canary in CANARIES.items() if canary not in kept] == ["question"]
        assert await store.unanswered(limit=9) == (CANARIES["question"],) * 2


async def test_answers_of_different_length_look_alike(database: Path):
    """The length of what is stored does not tell a yes from a no."""
    lengths = set()
    for number, words in enumerate(("yes", "no", "never", "no clue", "skip it")):
        async with opened(database) as store:
            answer = replace(SLEEP, words=words)
            key = PersonKey("terminal", str(number))
            await store.save_turn(key, PersonState().with_answer(answer), [AnswerGiven(answer)], version=0, now=NOW)
    with closing(sqlite3.connect(database)) as connection:
        lengths = set(connection.execute("SELECT length(answer) FROM checklist_answers"))
    assert len(lengths) == 1


async def test_the_same_answer_never_looks_the_same(database: Path):
    """Two people with one answer, and one person twice, are stored as different bytes under different names."""
    async with opened(database) as store:
        for name in "ab":
            state = PersonState().with_answer(SLEEP)
            await store.save_turn(
                PersonKey("terminal", name), state, [AnswerGiven(SLEEP), AnswerGiven(SLEEP)], version=0, now=NOW
            )
    with closing(sqlite3.connect(database)) as connection:
        assert len(set(connection.execute("SELECT entry FROM checklist_history"))) == 4
        assert len(set(connection.execute("SELECT slot FROM checklist_answers"))) == 2


async def test_a_copy_of_the_data_loses_the_erased(database: Path, tmp_path: Path):
    """After an erasure an older copy of the data, put back beside the vault of today, has nothing of the person."""
    backup = tmp_path / "backup.sqlite3"
    async with opened(database) as store:
        await store_canaries(store)
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    shutil.copy(database, backup)
    async with opened(database) as store:
        assert (await store.erase_person(SOMEBODY)).total > 0
    shutil.copy(backup, database)
    async with opened(database) as store:
        assert (await store.load_person(SOMEBODY)).version == 0
        assert (await store.export_person(SOMEBODY))["history"] == []
        assert (await store.load_person(ANN)).state == FULL_STATE
        assert await store.save_turn(SOMEBODY, PersonState(), (), version=0, now=LATER) == 1
        assert await store.rest_conversations(idle_since=LATER.replace(year=2027)) == 3  # what is left goes with time
        assert await store.erase_told(seen_before=LATER.date().replace(year=2027), told_until=NOW.date()) == 1
        assert (await store.load_person(ANN)).version == 1
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM persons").fetchone() == (2,)


async def test_a_postgres_backup_without_the_vault_has_no_key(postgres: Server, postgres_url: str):
    """The keys are a schema of their own, which a backup can leave out; nothing in the data opens anything."""
    async with open_store(postgres_url, secret_keys=SECRETS) as store:
        await store_canaries(store)
    rows = postgres.execute("SELECT encode(wrapped, 'hex') FROM osteon_vault.person_keys", database="migrated").split()
    whole = postgres.dump("migrated")
    data = whole.partition("COPY osteon_vault.person_keys")[0] + whole.partition("COPY public.")[2]
    assert rows
    assert all(wrapped in whole for wrapped in rows)
    assert not [wrapped for wrapped in rows if wrapped in data]


async def test_erasing_removes_the_key(sql_url: str):
    """What an erased person's rows were sealed with is gone, so that somebody who comes back starts anew."""
    async with open_store(sql_url, secret_keys=SECRETS) as store:
        await store_canaries(store)
        receipt = await store.erase_person(SOMEBODY)
        assert receipt.removed["person_keys"] == 1
        assert await store.save_turn(SOMEBODY, PersonState(), (), version=0, now=LATER) == 1


async def test_old_questions_are_lost_to_backups_too(database: Path, tmp_path: Path):
    """The key of a day's questions goes with them."""
    async with opened(database) as store:
        await store_canaries(store)
    shutil.copy(database, tmp_path / "backup")
    async with opened(database) as store:
        assert await store.forget_unanswered(before=NOW.date()) == 0
        assert await store.forget_unanswered(before=LATER.date()) == 1
    shutil.copy(tmp_path / "backup", database)
    async with opened(database) as store:
        assert await store.unanswered(limit=9) == (CANARIES["question"],)


async def test_a_stolen_pair_without_the_secret_is_closed(database: Path, tmp_path: Path):
    """The data and the vault together, without the operator's secret, do not open."""
    async with opened(database) as store:
        await store_canaries(store)
    for path in (database, vault_path(database)):
        shutil.copy(path, tmp_path / path.name)
    with pytest.raises(MissingKeys):
        async with open_store(str(tmp_path / database.name), secret_keys=OTHER_SECRETS):
            pass


async def test_words_do_not_reach_the_log(sql_url: str, caplog: pytest.LogCaptureFixture):
    """At the most talkative log level nothing about a person is logged, even when a save fails."""
    caplog.set_level(logging.DEBUG)
    async with open_store(sql_url, secret_keys=SECRETS) as store:
        await store_canaries(store)
        with pytest.raises(StaleState) as stale:
            await store.save_turn(SOMEBODY, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    assert found_in(caplog.text.encode()) == []
    assert found_in("".join(traceback.format_exception(stale.value)).encode()) == []


def test_sealing_notices_everything():
    """Another key, another place, a changed byte, a newer format: none of them opens."""
    cipher, other = Cipher(new_key()), Cipher(new_key())
    sealed = cipher.seal({"a": [1, "ü\ud83e\0"]}, "here")
    assert cipher.open(sealed, "here") == {"a": [1, "ü\ud83e\0"]}
    for wrong in (
        lambda: other.open(sealed, "here"),
        lambda: cipher.open(sealed, "there"),
        lambda: cipher.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "here"),
        lambda: cipher.open(b"\x02" + sealed[1:], "here"),
        lambda: cipher.open(b"", "here"),
        lambda: cipher.open(sealed[:9], "here"),
    ):
        with pytest.raises(Unreadable):
            wrong()
    assert cipher.slot("item") != other.slot("item")
    assert cipher.slot("item") == cipher.slot("item")


def test_a_keyring_opens_with_any_and_wraps_with_the_first():
    """Rotation: what the old secret wrapped is opened by a ring that lists both, and wrapped anew by the first."""
    old, new, key = new_key(), new_key(), new_key()
    before = Keyring([old])
    wrapped = before.wrap(key, b"ann")
    both = Keyring([new, old])
    assert both.unwrap(wrapped, before.current, b"ann") == key
    assert Keyring([new]).unwrap(both.wrap(key, b"ann"), both.current, b"ann") == key
    with pytest.raises(Unreadable):
        Keyring([new]).unwrap(wrapped, before.current, b"ann")
    with pytest.raises(Unreadable):
        both.unwrap(wrapped, before.current, b"ben")
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring([b"short"])
