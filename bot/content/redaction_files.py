"""Reader for `knowledge/redaction.yaml`: the words by which people are taken out of what is kept."""

from __future__ import annotations

from dataclasses import fields

from bot.content.problems import Problem
from bot.content.shapes import Shape
from bot.content.yaml_source import Source
from bot.core.redaction import RedactionWords

_PHRASES = ("name_cues", "place_cues")  # these hold blanks, so they are lists; the others may be one text


def read_redaction(source: Source, problems: list[Problem]) -> RedactionWords:
    """The words, in small letters."""
    shape = Shape(source, problems)
    read: dict[str, object] = {}
    for name in (each.name for each in fields(RedactionWords)):
        if name == "labels":
            inner = shape.mapping(name)
            read[name] = {label: inner.text(label) for label in inner.names()} if inner else {}
        elif name in _PHRASES:
            read[name] = tuple(phrase.casefold() for phrase in shape.texts(name))
        else:
            read[name] = frozenset(shape.text(name).casefold().split())
    shape.done()
    return RedactionWords(**read)  # type: ignore[arg-type]
