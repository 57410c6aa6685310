"""Readers for `knowledge/dialogue/`: the curated ways of talking. Every file of it may be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from bot.content.language_files import read_languages
from bot.content.problems import Problem
from bot.content.shapes import Shape
from bot.content.yaml_source import Source
from bot.core.dialogue.definition import (
    Aspect,
    Corrections,
    DangerAnswers,
    Definitions,
    Deflection,
    Dialogue,
    FollowUps,
    Frames,
    Picks,
    Preferences,
    SmallTalk,
)
from bot.core.dialogue.patterns import Patterns, check_all
from bot.core.text import normalise, words

FOLDER = "knowledge/dialogue/"


@dataclass
class DialogueFiles:
    """What was read, and the shapes that name the places of ids."""

    dialogue: Dialogue = field(default_factory=Dialogue)
    shapes: dict[str, Shape] = field(default_factory=dict)  # by file name without its ending


def read_dialogue(sources: Mapping[str, Source], problems: list[Problem]) -> DialogueFiles:
    """Every file of the folder; a file that nobody reads is reported."""
    files = DialogueFiles()
    read: dict[str, Any] = {}
    for file, source in sources.items():
        if not file.startswith(FOLDER):
            continue
        name = file.removeprefix(FOLDER).rpartition(".")[0]
        shape = files.shapes[name] = Shape(source, problems)
        if name not in _READERS:
            shape.report("content/unknown-file", f"nothing reads this file: the files here are {', '.join(_READERS)}")
        elif shape.is_mapping:
            read |= _READERS[name](shape)
            shape.done()
    files.dialogue = Dialogue(**read)
    return files


def _frames(shape: Shape) -> dict[str, Any]:
    return {"frames": Frames(*(_patterns(shape, key) for key in ("openers", "closers", "wishing")))}


def _follow_ups(shape: Shape) -> dict[str, Any]:
    stands_for = shape.mapping("stands_for", required=False)
    follow_ups = FollowUps(
        words=frozenset(word for line in shape.texts("words", required=True) for word in words(line)),
        anaphors=frozenset(words(shape.text("anaphors"))),
        idle=_patterns(shape, "idle"),
        subject=frozenset(words(shape.text("subject", default=""))),
        returns=_patterns(shape, "returns"),
        returned=frozenset(words(shape.text("returned", default=""))),
        conditions=_patterns(shape, "conditions"),
        telling=_patterns(shape, "telling"),
        judging=frozenset(words(shape.text("judging", default=""))),
        subjects=frozenset(words(shape.text("subjects", default=""))),
        judged=_patterns(shape, "judged"),
        indirect=frozenset(words(shape.text("indirect", default=""))),
        leads=_patterns(shape, "leads"),
        previous=_patterns(shape, "previous"),
        both=_patterns(shape, "both"),
        aspects=tuple(_aspect(each) for each in shape.mappings("aspects")),
        stands_for=MappingProxyType({each: stands_for.text(each) for each in stands_for.names()} if stands_for else {}),
        plain_groups=frozenset(shape.texts("plain_groups")),
    )
    return {"follow_ups": follow_ups}


def _aspect(shape: Shape) -> Aspect:
    answers = shape.mapping("answers", required=False)
    aspect = Aspect(
        id=shape.identifier(),
        cues=_patterns(shape, "cues"),
        alone=_patterns(shape, "alone"),
        ask=shape.text("ask"),
        answers=MappingProxyType({each: answers.text(each) for each in answers.names()} if answers else {}),
        fits=frozenset(shape.texts("fits")),
    )
    shape.raw("answers")
    shape.done()
    return aspect


def _picks(shape: Shape) -> dict[str, Any]:
    places = shape.mapping("places")
    read = {}
    for name in places.names() if places else ():
        if places and not name.lstrip("-").isdigit():
            places.report("content/bad-place", f"«{name}» is no place: write a number, -1 for the last", name)
        elif places:
            read[int(name)] = _patterns(places, name)
    described = _patterns(shape, "described", slots=("what",))
    return {"picks": Picks(MappingProxyType(read), _patterns(shape, "every"), described)}


def _preferences(shape: Shape) -> dict[str, Any]:
    preferences = Preferences(
        lasting=_patterns(shape, "lasting"),
        undone=_patterns(shape, "undone"),
        tiers=_by_name(shape, "tiers"),
        simpler=_patterns(shape, "simpler"),
        deeper=_patterns(shape, "deeper"),
        words=frozenset(word for line in shape.texts("words") for word in words(line)),
        wishes=_by_name(shape, "wishes", slots=("question",)),
        reasons=_patterns(shape, "reasons"),
        forget_questions=_patterns(shape, "forget_questions"),
        keep_questions=_patterns(shape, "keep_questions"),
    )
    return {"preferences": preferences}


def _definitions(shape: Shape) -> dict[str, Any]:
    asked = {key: _patterns(shape, key, slots=("term",)) for key in ("aside", "meaning", "what_is")}
    return {"definitions": Definitions(**asked)}


def _corrections(shape: Shape) -> dict[str, Any]:
    names = shape.mapping("names", required=False)
    by_name = {normalise(way): item for item in (names.names() if names else ()) for way in _texts(names, item)}
    corrections = Corrections(
        answers=_patterns(shape, "answers", slots=("item", "answer")),
        edits=_patterns(shape, "edits", slots=("item",)),
        last=_patterns(shape, "last", slots=("answer",)),
        pairs=_patterns(shape, "pairs", slots=("pair",)),
        recalls=_patterns(shape, "recalls", slots=("item",)),
        names=MappingProxyType(by_name),
    )
    return {"corrections": corrections}


def _deflections(shape: Shape) -> dict[str, Any]:
    read = []
    for each in shape.mappings("deflections"):
        read.append(Deflection(each.identifier(), _patterns(each, "ways"), each.text("reply").strip()))
        each.done()
    announcing = _patterns(shape, "announcing")
    return {
        "deflections": tuple(read),
        "announcing": announcing,
        "longest": shape.whole("longest", default=Dialogue.longest),
    }


def _small_talk(shape: Shape) -> dict[str, Any]:
    talk = SmallTalk(
        ways=_by_name(shape, "ways"),
        framed=_by_name(shape, "framed"),
        closing=shape.texts("closing"),
        nods=_patterns(shape, "nods"),
    )
    return {"small_talk": talk}


def _danger(shape: Shape) -> dict[str, Any]:
    return {"danger": DangerAnswers(_patterns(shape, "yes"), _patterns(shape, "no"))}


def _languages(shape: Shape) -> dict[str, Any]:
    return {"languages": read_languages(shape)}


_READERS: Mapping[str, Callable[[Shape], dict[str, Any]]] = {
    "frames": _frames,
    "follow-ups": _follow_ups,
    "picks": _picks,
    "preferences": _preferences,
    "definitions": _definitions,
    "corrections": _corrections,
    "deflections": _deflections,
    "small-talk": _small_talk,
    "danger": _danger,
    "languages": _languages,
}


def _patterns(shape: Shape, key: str, *, slots: tuple[str, ...] = ()) -> Patterns:
    """A list of patterns, each of which can be read and has these slots."""
    written = shape.texts(key)
    for index, fault in check_all(written):
        shape.report("content/bad-pattern", f"«{written[index]}» cannot be read: {fault}", key, index)
    for index, pattern in enumerate(written):
        for slot in slots:
            if "{" + slot + "}" not in pattern:
                shape.report("content/bad-pattern", f"«{pattern}» lacks {{{slot}}}", key, index)
    return Patterns(written)


def _by_name(shape: Shape, key: str, *, slots: tuple[str, ...] = ()) -> Mapping[str, Patterns]:
    inner = shape.mapping(key, required=False)
    return MappingProxyType({each: _patterns(inner, each, slots=slots) for each in inner.names()} if inner else {})


def _texts(shape: Shape | None, key: str) -> Iterable[str]:
    return shape.texts(key) if shape else ()
