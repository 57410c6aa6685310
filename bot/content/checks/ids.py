"""Every id that a file names exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.content.pack import Pack
from bot.content.passages import ADVICE
from bot.content.problems import Problem
from bot.content.shapes import Shape, nearest
from bot.core.library import ContentIntent, SafetyIntent, Tier, UncoveredTopic


def check(pack: Pack) -> Iterator[Problem]:
    """Claims in marks, related intents, choices, checklist items, `why`, `disagrees_with`, groups, and one id once."""
    content = {file.id: file for file in pack.content_files}
    yield from _marks(pack)
    yield from _once(pack)
    for file in pack.intents:
        if isinstance(file.intent, ContentIntent):
            yield from _known(file.shape, "related", file.intent.related, content, "intent")
            yield from _known(file.shape, "checklist", file.intent.checklist, pack.items, "item")
        if isinstance(file.intent, SafetyIntent | UncoveredTopic):
            yield from _known(file.shape, "choices", file.intent.choices, content, "intent")
    for item, shape in pack.item_shapes.items():
        why = pack.items[item].why
        if why not in content:
            yield _unknown(shape, "intent", why, content, "why")
    for claim, shape in pack.claim_shapes.items():
        yield from _known(shape, "disagrees_with", pack.claims[claim].disagrees_with, pack.claims, "claim")
    yield from _dialogue(pack)


def _marks(pack: Pack) -> Iterator[Problem]:
    for file in pack.content_files:
        for passage in file.passages.values():
            for sentence in passage.sentences():
                for mark in sentence.mark or ():
                    if mark != ADVICE and mark not in pack.claims:
                        message = f"no claim «{mark}»{nearest(mark, pack.claims)}"
                        yield Problem(sentence.place, "content/unknown-claim", message)


def _once(pack: Pack) -> Iterator[Problem]:
    groups = pack.settings.groups if pack.settings else {}
    seen: dict[str, str] = {}
    for file in pack.intents:
        first = seen.setdefault(file.id, file.folder)
        if first != file.folder:
            message = f"«{file.id}» is a file of {first}/ too: one intent, one file"
            yield Problem(file.shape.place(), "content/duplicate-id", message)
        if file.folder not in (*groups, "chat", "safety", "uncovered"):
            message = f"no group «{file.folder}»{nearest(file.folder, groups)}: add it to knowledge/pack.yaml"
            yield Problem(file.shape.place(), "content/unknown-group", message)


def _dialogue(pack: Pack) -> Iterator[Problem]:
    """Intents, groups, items, chat intents and tiers that `knowledge/dialogue/` names."""
    content = {file.id: file for file in pack.content_files}
    chat = {file.id: file for file in pack.files_in("chat")}
    uncovered = {file.id: file for file in pack.files_in("uncovered")}
    groups = pack.settings.groups if pack.settings else {}
    read, shapes = pack.dialogue.dialogue, pack.dialogue.shapes
    if "follow-ups" in shapes:
        shape = shapes["follow-ups"]
        yield from _known(shape, "plain_groups", tuple(read.follow_ups.plain_groups), groups, "group")
        for topic, thing in read.follow_ups.stands_for.items():
            yield from _each(shape, (topic, thing), content, "intent", "stands_for", topic)
        for index, aspect in enumerate(read.follow_ups.aspects):
            places = ("aspects", index)
            for topic, answer in aspect.answers.items():
                yield from _each(shape, (topic,), {**content, **uncovered}, "intent", *places, "answers", topic)
                yield from _each(shape, (answer,), content, "intent", *places, "answers", topic)
            yield from _each(shape, aspect.fits, {**content, **uncovered, **groups}, "intent", *places, "fits")
    if "corrections" in shapes:
        yield from _each(shapes["corrections"], set(read.corrections.names.values()), pack.items, "item", "names")
    if "small-talk" in shapes:
        yield from _each(shapes["small-talk"], read.small_talk.ways, chat, "intent", "ways")
        yield from _each(shapes["small-talk"], read.small_talk.framed, chat, "intent", "framed")
        yield from _known(shapes["small-talk"], "closing", read.small_talk.closing, chat, "intent")
    if "preferences" in shapes:
        tiers = {str(tier): tier for tier in Tier}
        yield from _each(shapes["preferences"], read.preferences.tiers, tiers, "tier", "tiers")
        yield from _each(shapes["preferences"], read.preferences.wishes, tiers, "tier", "wishes")


def _each(
    shape: Shape, ids: Iterable[str], known: Mapping[str, object], what: str, *path: str | int
) -> Iterator[Problem]:
    for found in ids:
        if found not in known:
            yield _unknown(shape, what, found, known, *path)


def _known(shape: Shape, key: str, ids: tuple[str, ...], known: Mapping[str, object], what: str) -> Iterator[Problem]:
    for index, found in enumerate(ids):
        if found not in known:
            yield _unknown(shape, what, found, known, key, index)


def _unknown(shape: Shape, what: str, found: str, known: Mapping[str, object], *path: str | int) -> Problem:
    return Problem(shape.place(*path), f"content/unknown-{what}", f"no {what} «{found}»{nearest(found, known)}")
