"""How a person names a database."""

# ruff: noqa: ASYNC240 (a test may block on a file)

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from storage_examples import ANN, FULL_STATE, NOW

from bot.errors import UsageError
from bot.storage.memory import MemoryStore
from bot.storage.sql import default_url, open_store
from bot.storage.sql.opening import read_url


@pytest.mark.parametrize(
    "written",
    ["sqlite:///{}/a.db", "sqlite+aiosqlite:///{}/a.db", "{}/a.db", "{}/a.sqlite3", "{}/a.sqlite", "sqlite:///{}/a"],
)
async def test_a_file_is_named_in_any_usual_way(written: str, tmp_path: Path):
    """Addresses and bare paths open the file they name."""
    async with open_store(written.format(tmp_path)) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    assert {path.name.partition(".")[0] for path in tmp_path.iterdir()} == {"a"}


@pytest.mark.parametrize("written", ["a.db", "sqlite:///a.db", "~/100% my ?#data.db", "sqlite:///~/a.db"])
def test_paths_are_read_as_a_shell_would(written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Relative to the working folder, with ~ for home, odd characters as they are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv("USERPROFILE", "/home/ann")
    url = read_url(written)
    assert url is not None
    home = Path("/home/ann") if "~" in written else tmp_path
    assert url.database == str(home / written.rpartition("/")[2])


async def test_a_path_with_odd_characters_opens(tmp_path: Path):
    """Percent signs, question marks and blanks are part of a name."""
    folder = tmp_path / "100% mine ?#é"
    folder.mkdir()
    async with open_store(str(folder / "a b.db")) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    assert {path.name for path in folder.iterdir()} == {"a b.db", "a b.db.key", "a b.db.vault"}


async def test_memory_is_a_store_that_forgets():
    """`memory:` keeps nothing between two openings."""
    async with open_store("memory:") as store:
        assert isinstance(store, MemoryStore)
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    async with open_store("memory:") as store:
        assert (await store.load_person(ANN)).version == 0


@pytest.mark.parametrize(
    "written",
    [
        "",
        "people",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:a.db?mode=ro&uri=true",
        "sqlite:///a.db?timeout=1",
        "sqlite://host/a.db",
        "postgresql://ann:hunter2@host",
        "mysql://ann:hunter2@host/osteon",
        "mysql://x",
        "postgresql://host:port/x",
        "://",
    ],
)
async def test_anything_else_is_refused_with_what_is_accepted(written: str):
    """An address of no known kind is a usage error that lists the known ones and hides passwords."""
    with pytest.raises(UsageError) as refused:
        async with open_store(written):
            pass
    assert all(kind in str(refused.value) for kind in ("sqlite:///PATH", ".db", "memory:"))
    assert "hunter2" not in str(refused.value)


async def test_the_default_is_a_private_file_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The data folder and the file in it are made when the store is opened, for their owner alone."""
    home = tmp_path / "some" / "osteon"
    monkeypatch.setattr("bot.storage.sql.opening._data_folder", lambda: home)
    url = default_url()
    assert url == f"sqlite+aiosqlite:///{home}/osteon.sqlite3"
    assert not home.exists()
    async with open_store(url):
        pass
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}
    assert {path.name for path in home.iterdir()} == {f"osteon.sqlite3{end}" for end in ("", ".key", ".vault")}


def test_importing_makes_nothing(tmp_path: Path):
    """Import and naming the default touch no file."""
    code = "import bot.storage.sql as sql; sql.default_url()"
    environment = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=environment)
    assert list(tmp_path.iterdir()) == []
