"""Reader for `knowledge/dialogue/languages.yaml`: the languages that are recognised, and what is said to them."""

from __future__ import annotations

from bot.content.shapes import Shape
from bot.core.dialogue.languages import Language, Languages
from bot.core.text import normalise, words


def read_languages(shape: Shape) -> Languages:
    """The small words that speak for English, and each language with its own."""
    english = _words(shape, "english")
    known = tuple(_language(each) for each in shape.mappings("languages"))
    return Languages(known, english)


def _language(shape: Shape) -> Language:
    language = Language(
        id=shape.identifier(),
        words=_words(shape, "words"),
        openings=frozenset(normalise(each) for each in shape.texts("openings")),
        marks=frozenset(character for each in shape.texts("marks") for character in each if not character.isspace()),
        scripts=shape.texts("scripts"),
        reply=shape.text("reply").strip(),
    )
    shape.done()
    return language


def _words(shape: Shape, key: str) -> frozenset[str]:
    return frozenset(word for line in shape.texts(key) for word in words(line))
