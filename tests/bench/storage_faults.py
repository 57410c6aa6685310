"""The long fault runs: `python tests/bench/storage_faults.py [--runs 500] [--engines sqlite postgres] [--full-disk]`.

Prints, for each engine, how many acknowledged answers were lost when programs that fill in checklists are killed with
SIGKILL at random moments (each run is told in `tests/storage/killing.py`). With --full-disk (needs the superuser, on
Linux): fills a small disk of its own with answers until it is full, frees it, and goes on, many times.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

STORAGE = Path(__file__).parents[1] / "storage"
sys.path[:0] = [str(STORAGE), str(Path(__file__).parents[2])]

from postgres_server import Server  # noqa: E402
from storage_examples import ANN, NOW, SECRETS, SLEEP  # noqa: E402

from bot.core.person import AnswerGiven, PersonState  # noqa: E402
from bot.errors import StorageBusy  # noqa: E402
from bot.storage.sql import open_store, upgrade  # noqa: E402


def kill(url: str, runs: int) -> str:
    """The counts of one killing run, as it prints them."""
    command = [sys.executable, str(STORAGE / "killing.py"), url, str(runs)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


async def fill_disk(folder: Path) -> str:
    """Save until the disk is full, free it, save on; count what was acknowledged and what is there."""
    ballast = folder / "ballast"
    acknowledged, full = [], 0
    async with open_store(str(folder / "people.sqlite3"), secret_keys=SECRETS) as store:
        for number in range(600):
            if number % 20 == 10:
                room = [b"x" * 4096] * 4096
                with ballast.open("wb", buffering=0) as file:
                    try:
                        for block in room:
                            file.write(block)
                    except OSError:
                        pass  # full, as meant
            answer = replace(SLEEP, words=f"{number} " + "many words " * 200)
            loaded = await store.load_person(ANN)
            try:
                state = PersonState().with_answer(answer)
                await store.save_turn(ANN, state, [AnswerGiven(answer)], version=loaded.version, now=NOW)
                acknowledged.append(number)
            except StorageBusy:
                full += 1
                ballast.unlink(missing_ok=True)
        history = (await store.export_person(ANN))["history"]
    stored = [int(entry["words"].split()[0]) for entry in history]
    lost, extra = set(acknowledged) - set(stored), set(stored) - set(acknowledged)
    return f"full {full} times, {len(acknowledged)} acknowledged, {len(lost)} lost, {len(extra)} extra"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--engines", nargs="*", default=["sqlite", "postgres"], choices=["sqlite", "postgres"])
    parser.add_argument("--full-disk", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="osteon-faults-") as folder:
        if "sqlite" in chosen.engines:
            print("sqlite   ", kill(f"{folder}/people-{{}}.sqlite3", chosen.runs), flush=True)
        if chosen.full_disk:
            disk = Path(folder) / "disk"
            disk.mkdir()
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "osteon", str(disk)], check=True)
            try:
                print("full disk", asyncio.run(fill_disk(disk)), flush=True)
            finally:
                subprocess.run(["umount", str(disk)], check=True)
    if "postgres" in chosen.engines:
        server = Server()
        try:
            server.start()
            server.execute("CREATE DATABASE killed")
            asyncio.run(upgrade(server.url("killed"), secret_keys=SECRETS))
            print("postgres ", kill(server.url("killed"), chosen.runs), flush=True)
        finally:
            server.close()


if __name__ == "__main__":
    main()
