"""Reads a YAML file into plain values and remembers where each stands.

PyYAML follows YAML 1.1, in which a bare `no` is false, `1:02` is 62, `010` is 8 and the last of two equal keys wins.
Those traps, aliases and tags are refused here, so that what a moderator sees is what the bot reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.content.problems import Place, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_BOOLEANS = {"true": True, "false": False}
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?$")

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """A file as read: plain values, and the place of every key and entry."""

    file: str
    data: Any
    places: dict[Path_, tuple[int, int]]

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` stands; its nearest ancestor when it is not there."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                line, column = self.places[path[:end]]
                return Place(self.file, line, column)
        return Place(self.file)


def read_source(root: Path, path: Path) -> tuple[Source, list[Problem]]:
    """Read one file below `root`. Problems are collected, never raised; unreadable data is None."""
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return Source(file, None, {}), [
            Problem(Place(file), "content/not-utf-8", f"byte {error.start} is not UTF-8: save the file as UTF-8")
        ]
    except OSError as error:
        return Source(file, None, {}), [
            Problem(Place(file), "content/unreadable", f"cannot be read ({error.strerror}): check its permissions")
        ]
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        return Source(file, None, {}), [
            Problem(
                place,
                "content/yaml-syntax",
                f"{error.problem or 'not YAML'}: mend the line or quote the text",
            )
        ]
    except yaml.YAMLError:
        return Source(file, None, {}), [
            Problem(Place(file), "content/yaml-syntax", "holds a character YAML does not allow: remove it")
        ]
    reader = _NodeReader(file)
    data = None if node is None else reader.value(node, ())
    return Source(file, data, reader.places), reader.problems


class _NodeReader:
    """Turns composed nodes into values; one per file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[Path_, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path_) -> Any:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            self.places[(*path, "")] = (line + 1, 1)  # where the block's first line stands
        self.places.setdefault(path, (line, column))
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in self._seen:
                self._refuse(node, "content/yaml-alias", "is an alias: write the value out")
                return None
            self._seen.add(id(node))
            if node.tag not in (_STANDARD + "map", _STANDARD + "seq"):
                self._refuse(node, "content/yaml-tag", f"the tag {node.tag} is not used here: remove it")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key is None:
                continue
            if key in values:
                self._refuse(key_node, "content/duplicate-key", f"«{key}» is written twice: keep one of them")
                continue
            self.places[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            values[key] = self.value(value_node, (*path, key))
        return values

    def _key(self, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode) or node.tag == _STANDARD + "merge":
            self._refuse(node, "content/yaml-trap", "keys are plain words: write the keys out")
            return None
        if node.tag != _STANDARD + "str":
            self._refuse(node, "content/yaml-trap", f'YAML reads the key {node.value} as no text: write "{node.value}"')
            return None
        return str(node.value)

    def _scalar(self, node: yaml.Node) -> Any:
        text = str(node.value)
        kind = node.tag.removeprefix(_STANDARD)
        if kind == "str":
            return text
        if kind == "null":
            return None
        if kind == "bool" and text in _BOOLEANS:
            return _BOOLEANS[text]
        if kind in ("int", "float") and _DECIMAL.match(text):
            return int(text) if kind == "int" else float(text)
        if kind in ("bool", "int", "float", "timestamp"):
            self._refuse(node, "content/yaml-trap", f'YAML 1.1 does not read {text} as text: write "{text}"')
        else:
            self._refuse(node, "content/yaml-tag", f"the tag {node.tag} is not used here: remove it")
        return text

    def _refuse(self, node: yaml.Node, code: str, message: str) -> None:
        place = Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)
        self.problems.append(Problem(place, code, message))
