"""`osteon chat`: each line is a turn, everything acknowledged survives the process."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.commands.conftest import Run, command_environment


def said(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_each_line_is_a_turn(run: Run) -> None:
    """One reply object a line, in order; further replies under `also`."""
    ran = run("chat", "--json", "--user", "ann", stdin="start the checklist\n800\nwhat is calcium for?\n\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    replies = said(ran.stdout)
    assert len(replies) == 4
    assert replies[1]["checklist"] == {
        "item": "calcium", "state": "recorded", "value": 800, "unit": "mg/day", "next": "vitamin-d",
    }  # fmt: skip
    assert replies[2]["also"][0]["checklist"]["next"] == "vitamin-d"


def test_people_are_kept_apart(run: Run) -> None:
    """`--user` picks whose checklist it is."""
    run("chat", "--user", "ann", stdin="start the checklist\n800\n")
    ran = run("chat", "--json", "--user", "ben", stdin="start the checklist\n")
    assert said(ran.stdout)[0]["checklist"]["next"] == "calcium"
    ran = run("chat", "--json", "--user", "ann", stdin="continue the checklist\n")
    assert said(ran.stdout)[0]["checklist"]["next"] == "vitamin-d"


def test_kill_in_the_middle_of_the_checklist(tmp_path: Path) -> None:
    """After kill -9 the checklist goes on at the same item, and what was acknowledged is there."""
    command = [sys.executable, "-m", "bot", "chat", "--json", "--user", "ann"]
    environment = command_environment(tmp_path)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
    ) as process:
        assert process.stdin
        assert process.stdout
        for line in ("start the checklist", "800", "600 iu"):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            acknowledged = json.loads(process.stdout.readline())
        assert acknowledged["checklist"]["state"] == "recorded"
        os.kill(process.pid, signal.SIGKILL)
    ran = subprocess.run(
        command, input="continue the checklist\nprogress\n", capture_output=True, text=True, env=environment,
        cwd=tmp_path, timeout=50, check=True,
    )  # fmt: skip
    resumed, progress = said(ran.stdout)
    assert resumed["checklist"]["item"] == acknowledged["checklist"]["next"] == "vitamin-k2"
    assert "800 mg/day" in progress["text"]
    assert "600 IU/day" in progress["text"]


def test_export_and_erase(run: Run) -> None:
    """What is stored can be taken along and removed, with a receipt that names each table."""
    run("chat", "--user", "ann", stdin="start the checklist\n800\n")
    exported = json.loads(run("export", "--user", "terminal:ann").stdout)
    assert "800" in json.dumps(exported)
    receipt = run("erase", "--user", "terminal:ann")
    assert receipt.returncode == 0
    assert "persons: 1" in receipt.stdout
    assert "800" not in run("export", "--user", "terminal:ann").stdout


def test_a_user_key_without_a_front_end_is_bad_usage(run: Run) -> None:
    """One sentence that shows how a key is written."""
    ran = run("export", "--user", "ann")
    assert ran.returncode == 2
    assert "terminal:NAME" in ran.stderr


def test_a_locked_database_is_one_plain_sentence(run: Run, tmp_path: Path) -> None:
    """While another program holds the file, a checklist answer is refused, not lost in silence."""
    run("chat", "--user", "ann", stdin="start the checklist\n800\n")
    holder = sqlite3.connect(tmp_path / "osteon.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        ran = run("chat", "--json", "--user", "ann", stdin="start the checklist\n")
    finally:
        holder.close()
    assert "Traceback" not in ran.stderr
    if ran.returncode == 0:
        assert said(ran.stdout)[0]["kind"] == "notice"
    else:
        assert ran.stderr.count("\n") == 1


def test_a_file_that_is_no_database_is_one_sentence(run: Run, tmp_path: Path) -> None:
    """Exit status 2, and the file is left alone."""
    (tmp_path / "osteon.sqlite3").write_text("hello " * 1000)
    ran = run("chat", stdin="hello\n")
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert (tmp_path / "osteon.sqlite3").read_text().startswith("hello")


def test_migrate_and_health(run: Run) -> None:
    """`migrate` names what it applied, then nothing; `health` opens everything."""
    assert "Applied" in run("migrate").stdout
    assert "up to date" in run("migrate").stdout
    assert run("health").returncode == 0
