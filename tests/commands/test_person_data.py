"""A person's data from the command line: told, exported, erased, swept, sealed with the operator's secrets."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.conftest import CACHE

SECRET = base64.b64encode(b"a secret of thirty-two bytes ...").decode()
OTHER = base64.b64encode(b"another one of thirty-two bytes.").decode()


@pytest.fixture
def run(run: Run, houseplants: Path) -> Run:
    """Commands on the small pack."""

    def run_small(command: str, *arguments: str, **further: str) -> subprocess.CompletedProcess[str]:
        return run(command, "--content", str(houseplants), *arguments, **further)

    return run_small


def test_privacy_says_what_why_and_how_long(run: Run) -> None:
    """In words, with how much there is, and with the choice about unanswered questions."""
    run("chat", "--user", "ann", stdin="start the checklist\n800\n")
    told = run("privacy", "--user", "terminal:ann")
    assert (told.returncode, told.stderr) == (0, "")
    for part in ("30 minutes", "90 days", "24 months", "encrypted", "checklist: 1", "osteon erase --user terminal:ann"):
        assert part in told.stdout
    assert "not kept" not in told.stdout
    assert "not kept, as you chose" in run("privacy", "--user", "terminal:ann", "--keep-questions", "no").stdout
    assert "not kept, as you chose" in run("privacy", "--user", "terminal:ann").stdout


def test_limits_come_from_the_environment(run: Run) -> None:
    """What is told follows the settings; a malformed one is bad usage."""
    told = run("privacy", "--user", "terminal:ann", OSTEON_IDLE_MONTHS="6", OSTEON_UNANSWERED_DAYS="7")
    assert "6 months" in told.stdout
    assert "7 days" in told.stdout
    refused = run("privacy", "--user", "terminal:ann", OSTEON_IDLE_MONTHS="soon")
    assert refused.returncode == 2
    assert "OSTEON_IDLE_MONTHS" in refused.stderr


def test_sweep_says_what_went(run: Run) -> None:
    """Every chore with its count."""
    swept = run("sweep")
    assert swept.returncode == 0
    assert "idle-conversations: 0" in swept.stdout
    assert "notices: 0" in swept.stdout


def test_the_key_file_is_needed(run: Run, tmp_path: Path) -> None:
    """It is made beside the database; without it one sentence says where to look."""
    run("chat", "--user", "ann", stdin="start the checklist\n800\n")
    key = tmp_path / "osteon.sqlite3.key"
    away = key.rename(tmp_path / "away")
    refused = run("export", "--user", "terminal:ann")
    assert refused.returncode == 2
    assert str(key) in refused.stderr
    assert refused.stderr.count("\n") == 1
    away.rename(key)
    assert "800" in run("export", "--user", "terminal:ann").stdout


def test_rotation_from_the_command_line(run: Run) -> None:
    """List the new secret first, migrate, drop the old one."""
    run("chat", "--user", "ann", stdin="start the checklist\n800\n", OSTEON_SECRET_KEYS=SECRET)
    migrated = run("migrate", OSTEON_SECRET_KEYS=f"{OTHER},{SECRET}")
    assert "Wrapped by the current secret: 2 keys" in migrated.stdout
    exported = json.loads(run("export", "--user", "terminal:ann", OSTEON_SECRET_KEYS=OTHER).stdout)
    assert exported["checklist"][0]["value"] == 800
    refused = run("export", "--user", "terminal:ann", OSTEON_SECRET_KEYS=SECRET)
    assert refused.returncode == 2
    assert SECRET not in refused.stderr


def test_a_malformed_secret_is_bad_usage(run: Run) -> None:
    """One sentence with how to make one, and without showing it."""
    refused = run("migrate", OSTEON_SECRET_KEYS="hunter2hunter2")
    assert refused.returncode == 2
    assert "openssl rand -base64 32" in refused.stderr
    assert "hunter2" not in refused.stderr


def test_asking_needs_no_storage(run: Run, tmp_path: Path) -> None:
    """`osteon ask` imports neither the store nor the ciphers, and makes no file."""
    code = (
        "import sys; from bot.__main__ import main; main(['ask', 'how much calcium a day?']); "
        "heavy = ('sqlalchemy', 'cryptography', 'aiosqlite', 'asyncpg', 'alembic'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
        env={"HOME": str(tmp_path)} | CACHE,
    )
    assert asked.stdout.splitlines()[-1] == "[]"
    assert not list(tmp_path.glob("*.sqlite3*"))
