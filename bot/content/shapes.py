"""Takes values out of a read file, reporting what is missing, misspelt or of another type than it should be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from rapidfuzz import process

from bot.content.problems import Place, Problem
from bot.content.yaml_source import Path_, Source

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*$")
_NAMES: dict[type | tuple[type, ...], str] = {
    str: "text in quotes",
    int: "a whole number",
    (int, float): "a number",
    bool: "true or false",
    list: "a list",
    dict: "a group of keys",
}


class Shape:
    """A mapping inside a file, read key by key; every finding goes to `problems`."""

    def __init__(self, source: Source, problems: list[Problem], path: Path_ = ()) -> None:
        self.source = source
        self.problems = problems
        self.path = path
        found: Any = source.data
        for step in path:
            found = found[step]
        self.is_mapping = isinstance(found, dict)
        self._data: dict[str, Any] = found if isinstance(found, dict) else {}
        self._known: set[str] = set()
        if not self.is_mapping:
            self.report("content/wrong-type", "is no group of keys: write `key: value` lines")

    def report(self, code: str, message: str, *path: str | int) -> None:
        """Note a problem at a key below this mapping."""
        self.problems.append(Problem(self.place(*path), code, message))

    def place(self, *path: str | int) -> Place:
        """Where a key below this mapping stands."""
        return self.source.place(*self.path, *path)

    def names(self) -> list[str]:
        """The keys as written, in their order."""
        return list(self._data)

    def text(self, key: str, *, default: str | None = None, longest: int | None = None) -> str:
        """A non-empty text; required unless a default is given."""
        value = self._take(key, str, default)
        if value is None:
            return default or ""
        if not value.strip() and default is None:
            self.report("content/empty", f"«{key}» is empty: write its text", key)
        if longest and len(value) > longest:
            self.report("content/too-long", f"«{key}» has {len(value)} characters: keep it to {longest}", key)
        return str(value)

    def number(self, key: str, *, default: float | None = None, required: bool = False) -> float | None:
        """A number; the default when it is not there."""
        value = self._take(key, (int, float), None if required else default, optional=not required)
        return default if value is None else float(value)

    def whole(self, key: str, *, default: int | None = None) -> int:
        """A whole number; required unless a default is given."""
        value = self._take(key, int, default)
        return default or 0 if value is None else int(value)

    def flag(self, key: str) -> bool:
        """True or false; false when it is not there."""
        return bool(self._take(key, bool, False))

    def texts(self, key: str, *, required: bool = False, code: str = "content/wrong-type") -> tuple[str, ...]:
        """A list of texts, empty when it is not there and not required."""
        values = self._take(key, list, None if required else [])
        kept = []
        for index, value in enumerate(values or ()):
            if isinstance(value, str) and value.strip():
                kept.append(value)
            else:
                self.report(code, f'entry {index + 1} of «{key}» is no text: write it in quotes, "…"', key, index)
        if required and values is not None and not values:
            self.report("content/empty", f"«{key}» is empty: give at least one entry", key)
        return tuple(kept)

    def mappings(self, key: str, *, required: bool = False) -> Iterator[Shape]:
        """The entries of a list of mappings."""
        values = self._take(key, list, None if required else [])
        for index in range(len(values or ())):
            shape = Shape(self.source, self.problems, (*self.path, key, index))
            if shape.is_mapping:
                yield shape

    def mapping(self, key: str, *, required: bool = True) -> Shape | None:
        """A mapping under a key."""
        value = self._take(key, dict, None if required else {})
        return Shape(self.source, self.problems, (*self.path, key)) if value and key in self._data else None

    def identifier(self, key: str = "id") -> str:
        """An id in kebab-case."""
        value = self.text(key)
        if value and not _ID.match(value):
            self.report("content/bad-id", f"«{value}» is no id: use small letters, digits and hyphens", key)
        return value

    def raw(self, key: str) -> Any:
        """A value as it stands, unread; None when it is not there."""
        self._known.add(key)
        return self._data.get(key)

    def done(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._data.keys() - self._known:
            near = nearest(key, self._known)
            self.report("content/unknown-key", f"«{key}» is not used here{near}", key)

    def _take(self, key: str, type_: Any, default: Any, *, optional: bool = False) -> Any:
        self._known.add(key)
        if key not in self._data:
            if default is None and not optional and self.is_mapping:
                self.report("content/missing-key", f"«{key}» is missing: add `{key}:` with {_NAMES[type_]}")
            return default
        value = self._data[key]
        if isinstance(value, type_) and not (isinstance(value, bool) and type_ is not bool):
            return value
        self.report("content/wrong-type", f"«{key}» has to be {_NAMES[type_]}", key)
        return None


def nearest(wrong: str, known: Collection[str]) -> str:
    """A hint «, did you mean …» for a misspelt name; empty when nothing is near."""
    found = process.extractOne(wrong, list(known), score_cutoff=70)
    return f": did you mean «{found[0]}»?" if found else ""
