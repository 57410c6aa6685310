"""Fundamentals read at school grade 8 or below."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.pack import Pack
from bot.content.problems import Problem
from bot.content.reading_grade import reading_grade
from bot.core.library import Tier

CODE = "content/reading-grade"
LIMIT = 8.0


def check(pack: Pack) -> Iterator[Problem]:
    """The Flesch-Kincaid grade of each fundamentals tier, unless the file waives it with a reason."""
    for file in pack.content_files:
        passage = file.passages.get(Tier.FUNDAMENTALS)
        if passage is None or CODE in file.waivers:
            continue
        grade = reading_grade([sentence.text for sentence in passage.sentences()], pack.syllables)
        if grade > LIMIT:
            message = (
                f"fundamentals reads at grade {grade:.1f}: shorter sentences and plainer words bring it to {LIMIT:g}"
            )
            yield Problem(file.shape.place("answer", Tier.FUNDAMENTALS), CODE, message)
