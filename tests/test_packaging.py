"""A built wheel carries its content and runs from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import CACHE

ROOT = Path(__file__).parents[1]


def test_the_wheel_runs_from_any_folder(tmp_path: Path) -> None:
    """Built, unpacked and run with nothing of the checkout in reach, it answers."""
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=55)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    program = (
        f"import sys; sys.path = [{str(site)!r}] + [p for p in sys.path if 'site-packages' in p or 'python3' in p]\n"
        "sys.meta_path = [f for f in sys.meta_path if 'editable' not in repr(f).lower()]\n"
        "import bot; assert bot.__file__.startswith(sys.path[0]), bot.__file__\n"
        "from bot.__main__ import main; sys.exit(main(['ask', '--json', 'how much calcium a day?']))"
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)} | CACHE
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=elsewhere, env=environment, capture_output=True, text=True,
        timeout=55, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["intent"] == "calcium"


def test_the_lock_holds_no_index_address() -> None:
    """Locked with hashes, from wherever a machine gets its packages."""
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert "http:" not in text
        assert "https:" not in text
        assert "--index" not in text
        assert text.count("--hash=sha256:") > text.count("==")
