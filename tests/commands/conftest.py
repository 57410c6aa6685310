"""Runs the real command line as its own process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.safety.score import SafetyScore
from tests.conftest import CACHE

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path, score: SafetyScore | None) -> Run:
    """`run("ask", "…", stdin="…")`: a command with a database of its own and nothing from the environment.

    What it needs fitted is fitted before (`score`), so that no command has to wait for it.
    """

    def run_command(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=command_environment(tmp_path) | environment,
            timeout=50,
            check=False,
        )

    return run_command


def command_environment(folder: Path) -> dict[str, str]:
    """An environment in which commands keep their database in `folder`, and share what is fitted."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT", "LANG")}
    database = f"sqlite:///{folder / 'osteon.sqlite3'}"
    return kept | {"HOME": str(folder), "OSTEON_DATABASE_URL": database, "PYTHONWARNINGS": "ignore"} | CACHE
