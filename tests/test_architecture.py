"""The picture in docs/architecture.md holds: data flows one way, and the engine knows no subject."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"
STANDARD_OR_OWN = "bot"

# What each part may import of the project, and which foreign libraries.
ARROWS = {
    "core": ({"core"}, {"rapidfuzz", "numpy", "onnxruntime"}),
    "content": ({"core", "content", "errors"}, {"rapidfuzz", "yaml"}),
    "storage": ({"core", "storage", "errors"}, {"sqlalchemy", "aiosqlite", "alembic", "cryptography", "platformdirs"}),
    "service.py": ({"core", "storage.port", "errors"}, set()),
    "sweeping.py": ({"core", "service", "storage.port", "errors"}, set()),
    "frontends": (
        {"core", "service", "sweeping", "storage.port", "errors", "frontends", "settings"},
        {"discord", "simcord", "aiohttp"},
    ),
    "evaluation": ({"core", "content", "errors", "evaluation"}, {"numpy", "rapidfuzz", "yaml"}),
    "settings.py": ({"core", "errors"}, set()),
    "errors.py": (set(), set()),
}


def imports_of(file: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write imports out in full"
            found.add(node.module or "")
            if node.module == "bot":
                found |= {f"bot.{alias.name}" for alias in node.names}
    return found


def files_of(part: str) -> list[Path]:
    path = BOT / part
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


@pytest.mark.parametrize("part", [part for part in ARROWS if (BOT / part).exists()])
def test_imports_follow_the_arrows(part: str) -> None:
    """A part imports only what its row in the architecture allows."""
    import sys

    own, foreign = ARROWS[part]
    wrong = []
    for file in files_of(part):
        for module in imports_of(file):
            top, _, rest = module.partition(".")
            if top == STANDARD_OR_OWN:
                allowed = not rest or any(rest == each or rest.startswith(each + ".") for each in own)
            else:
                allowed = top in sys.stdlib_module_names or top in foreign
            if not allowed:
                wrong.append(f"{file.relative_to(ROOT)} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_only_commands_import_bootstrap() -> None:
    """The wiring is imported by commands alone."""
    importers = {file.relative_to(BOT).parts[0] for file in BOT.rglob("*.py") if "bot.bootstrap" in imports_of(file)}
    assert importers <= {"commands"}


def test_the_engine_holds_no_word_of_the_subject() -> None:
    """No glossary term of the pack stands in the engine's code or its comments."""
    terms = yaml.safe_load((ROOT / "knowledge" / "glossary.yaml").read_text(encoding="utf-8"))["terms"]
    names = {name.lower() for term in terms for name in (term["term"], *term.get("aliases", ()))}
    subject = {name for name in names if len(name) > 5 and name not in _ENGLISH}
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(subject))) + r"|bones?|calcium|anastrozole)\b", re.I)
    found = [
        f"{file.relative_to(ROOT)}:{number}: {match.group()}"
        for file in BOT.rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (match := pattern.search(line))
    ]
    assert not found, "\n".join(found)


# Words of the glossary that every program needs too.
_ENGLISH = {"signal", "receptor", "network", "feedback", "marker", "markers", "baseline", "threshold", "risk factor"}
_ENGLISH |= {"loading", "placebo", "review", "reference", "evidence", "prescriber", "clinician"}


def test_nothing_happens_on_import() -> None:
    """Importing every module opens no file of a person and starts no loop."""
    import subprocess
    import sys

    modules = sorted(
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in BOT.rglob("*.py")
        if not any(part.endswith("migrations") for part in file.parts) and file.name != "__main__.py"
    )
    code = "import importlib, sys\n" + "\n".join(f"importlib.import_module({name!r})" for name in modules)
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
