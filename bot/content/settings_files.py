"""Readers for `knowledge/pack.yaml` and the wording files: what moderators tune without Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.problems import Problem
from bot.content.shapes import Shape
from bot.content.yaml_source import Source
from bot.core.library import Thresholds
from bot.core.safety.examples import FalseAlarms
from bot.core.text import normalise


@dataclass(frozen=True)
class PackFile:
    """What `pack.yaml` says."""

    name: str
    groups: Mapping[str, str]
    kinds: dict[str, str]
    strengths: dict[str, str]
    units: Mapping[str, str]  # a way of writing a unit, in small letters -> its one id
    thresholds: Thresholds
    false_alarms: FalseAlarms | None
    never_say: Mapping[str, str]  # name of a rule -> regular expression, in answers never found
    utterances_at_least: int  # for each content intent


def read_pack(source: Source, problems: list[Problem]) -> PackFile:
    """`pack.yaml`: name, groups, the words for kinds and strengths, units, thresholds."""
    shape = Shape(source, problems)
    pack = PackFile(
        name=shape.text("name"),
        groups=_words(shape, "groups"),
        kinds=_words(shape, "kinds"),
        strengths=_words(shape, "strengths"),
        units=_units(shape),
        thresholds=_thresholds(shape),
        false_alarms=_false_alarms(shape),
        never_say=_patterns(shape, "never_say"),
        utterances_at_least=shape.whole("utterances_at_least", default=1),
    )
    shape.done()
    return pack


def read_wording(source: Source, problems: list[Problem]) -> dict[str, str]:
    """A wording file: phrases by key."""
    shape = Shape(source, problems)
    words = _words(shape, "wording")
    shape.done()
    return words


def read_commands(source: Source, problems: list[Problem]) -> dict[str, frozenset[str]]:
    """`commands.yaml`: the ways of typing what a button does; one way stands for one command."""
    shape = Shape(source, problems)
    commands: dict[str, frozenset[str]] = {}
    taken: dict[str, str] = {}
    inner = shape.mapping("commands")
    for name in inner.names() if inner else ():
        ways = {normalise(way): index for index, way in enumerate(inner.texts(name, required=True))} if inner else {}
        for way, index in ways.items():
            if taken.setdefault(way, name) != name and inner:
                inner.report("content/duplicate-command", f"«{way}» stands for «{taken[way]}» too", name, index)
        commands[name] = frozenset(ways)
    shape.done()
    return commands


def read_syllables(source: Source, problems: list[Problem]) -> dict[str, int]:
    """`syllables.yaml`: true syllables of names that no dictionary holds, for the reading grade."""
    shape = Shape(source, problems)
    inner = shape.mapping("syllables")
    counts = {name.lower(): inner.whole(name) for name in inner.names()} if inner else {}
    shape.done()
    return counts


def _words(shape: Shape, key: str) -> dict[str, str]:
    inner = shape.mapping(key)
    return {each: inner.text(each).strip() for each in inner.names()} if inner else {}


def _units(shape: Shape) -> dict[str, str]:
    inner = shape.mapping("units", required=False)
    if not inner:
        return {}
    ways = {each: inner.texts(each) for each in inner.names()}
    return {written.lower(): unit for unit, written_ways in ways.items() for written in (unit, *written_ways)}


def _patterns(shape: Shape, key: str) -> dict[str, str]:
    inner = shape.mapping(key, required=False)
    patterns = {each: inner.text(each) for each in inner.names()} if inner else {}
    for name, pattern in patterns.items():
        try:
            re.compile(pattern)
        except re.error as error:
            if inner:
                inner.report("content/bad-pattern", f"«{name}» is no regular expression: {error}", name)
            patterns[name] = r"(?!)"
    return patterns


def _thresholds(shape: Shape) -> Thresholds:
    inner = shape.mapping("thresholds")
    if not inner:
        return Thresholds(1.0, 0.0, 1.0)
    target = "wrong_answers" in inner.names()
    keys = ("wrong_answers" if target else "answer", "margin", "offer")
    read = {key: inner.number(key, required=True) for key in keys}
    inner.done()
    _are_shares(inner, read)
    return Thresholds(**{"answer": 1.0, **{key: value or 0.0 for key, value in read.items()}})


def _false_alarms(shape: Shape) -> FalseAlarms | None:
    inner = shape.mapping("false_alarms", required=False)
    if not inner:
        return None
    read = {key: inner.number(key, required=True) for key in ("alarms", "boundaries", "sure")}
    inner.done()
    _are_shares(inner, read)
    return FalseAlarms(**{key: value or 0.0 for key, value in read.items()})


def _are_shares(inner: Shape, read: Mapping[str, float | None]) -> None:
    for key, value in read.items():
        if value is not None and not 0 <= value <= 1:
            inner.report("content/out-of-range", f"«{key}» is a share: write a number from 0 to 1", key)
