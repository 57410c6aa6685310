"""Answers short enough to be read once, and to fit a message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.intent_files import IntentFile
from bot.content.pack import Pack
from bot.content.problems import Problem
from bot.core.library import Tier

FUNDAMENTALS_SENTENCES = (2, 5)
SENTENCE_WORDS = 20  # in fundamentals
PARAGRAPH_SENTENCES = 3
TIER_CHARACTERS = 2000  # leaves room for title, sources and next step in one Discord message
_WORD = re.compile(r"[^\W_][\w'’.,%-]*")


def check(pack: Pack) -> Iterator[Problem]:
    """Sentences, paragraphs and whole tiers against their limits."""
    for file in pack.content_files:
        for name, passage in file.passages.items():
            place = file.shape.place("answer", name) if name in list(Tier) else file.shape.place(name)
            for _, sentences in passage.blocks:
                if len(sentences) > PARAGRAPH_SENTENCES:
                    message = f"a paragraph of {len(sentences)} sentences: keep it to {PARAGRAPH_SENTENCES}"
                    yield Problem(sentences[0].place, "content/long-paragraph", message)
            characters = sum(len(sentence.text) + 1 for sentence in passage.sentences())
            if characters > TIER_CHARACTERS:
                message = f"«{name}» has {characters} characters: keep it to {TIER_CHARACTERS}"
                yield Problem(place, "content/long-tier", message)
        yield from _fundamentals(file)


def _fundamentals(file: IntentFile) -> Iterator[Problem]:
    passage = file.passages.get(Tier.FUNDAMENTALS)
    if passage is None:
        return
    sentences = passage.sentences()
    low, high = FUNDAMENTALS_SENTENCES
    if not low <= len(sentences) <= high:
        message = f"fundamentals has {len(sentences)} sentences: write {low} to {high}"
        yield Problem(file.shape.place("answer", Tier.FUNDAMENTALS), "content/fundamentals-length", message)
    for sentence in sentences:
        words = len(_WORD.findall(sentence.text))
        if words > SENTENCE_WORDS:
            message = f"a sentence of {words} words in fundamentals: keep it to {SENTENCE_WORDS}"
            yield Problem(sentence.place, "content/long-sentence", message)
