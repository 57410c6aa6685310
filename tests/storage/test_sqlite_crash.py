"""Several programs on one file, from its first moment on. What kills do is in test_processes.py."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import bot

WHERE_MODULES_ARE = os.pathsep.join([str(Path(bot.__file__).parents[1]), str(Path(__file__).parent)])


async def start(code: str, *arguments: str, folder: Path) -> asyncio.subprocess.Process:
    """Another Python, elsewhere on the disk."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, *arguments),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": WHERE_MODULES_ARE},
        stdout=asyncio.subprocess.PIPE,
    )


async def test_several_programs_start_on_a_new_file_and_share_it(database: Path, tmp_path: Path):
    """Programs that start at once set up one schema; versions keep their writes apart."""
    saving = """
import asyncio, sys
from storage_examples import CALCIUM, NOW
from bot.core.person import AnswerGiven, PersonKey, PersonState
from bot.storage.sql import open_store

async def save(database, name):
    async with open_store(database, busy_timeout=20) as store:
        for version in range(10):
            await store.save_turn(
                PersonKey("terminal", name), PersonState(), [AnswerGiven(CALCIUM)], version=version, now=NOW
            )
        print((await store.load_person(PersonKey("terminal", name))).version)

asyncio.run(save(*sys.argv[1:]))
"""
    programs = [await start(saving, str(database), name, folder=tmp_path) for name in ("ann", "ben", "cyd")]
    told = [(await program.communicate())[0] for program in programs]
    assert [text.strip() for text in told] == [b"10", b"10", b"10"]
