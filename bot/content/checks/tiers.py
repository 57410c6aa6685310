"""The three tiers of an answer agree on figures and on sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.figures import find_figures, untraced
from bot.content.intent_files import IntentFile
from bot.content.pack import Pack
from bot.content.problems import Problem
from bot.core.library import Tier

DEEPER = (Tier.INTERMEDIATE, Tier.ACADEMIC)


def check(pack: Pack) -> Iterator[Problem]:
    """What fundamentals says with a figure or a source, a deeper tier says too."""
    units = pack.settings.units if pack.settings else {}
    for file in pack.content_files:
        if all(tier in file.passages for tier in Tier):
            yield from _figures(file, units)
            yield from _sources(file)


def _figures(file: IntentFile, units: Mapping[str, str]) -> Iterator[Problem]:
    deeper = [
        figure
        for tier in DEEPER
        for sentence in file.passages[tier].sentences()
        for figure in find_figures(sentence.text, units)
    ]
    for sentence in file.passages[Tier.FUNDAMENTALS].sentences():
        for figure in untraced(find_figures(sentence.text, units), deeper):
            message = f"the figure «{figure.written}» is in no deeper tier: say it there with the same unit"
            yield Problem(sentence.place, "content/tiers-disagree", message)


def _sources(file: IntentFile) -> Iterator[Problem]:
    deeper = {mark for tier in DEEPER for sentence in file.passages[tier].sentences() for mark in sentence.mark or ()}
    for sentence in file.passages[Tier.FUNDAMENTALS].sentences():
        for mark in sentence.mark or ():
            if mark != "advice" and mark not in deeper:
                message = f"the claim «{mark}» is cited in no deeper tier: the tiers rest on the same sources"
                yield Problem(sentence.place, "content/tiers-disagree", message)
