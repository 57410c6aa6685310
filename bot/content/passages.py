"""Parses a tier's text: paragraphs, list entries, sentences, and the `[claim-id]` mark after each sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.content.figures import find_figures
from bot.content.problems import Place, Problem
from bot.content.shapes import Shape
from bot.core.library import Paragraph, Passage, Sentence

ADVICE = "advice"
_MARK = re.compile(r"\s*\[([^\[\]]*)\]")
_SENTENCE_END = re.compile(r"[.!?][\"»”’)]*(?=\s|$)")
_ABBREVIATIONS = ("e.g.", "i.e.", "vs.", "etc.", "et al.", "approx.", "Dr.", "No.", "no.", "vol.")


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence as written, with its mark and its place."""

    text: str
    mark: tuple[str, ...] | None  # ids as written; `("advice",)`; None when there is no mark
    place: Place

    @property
    def is_question(self) -> bool:
        """Whether it asks and so states nothing."""
        return self.text.rstrip('"»”’)').endswith("?")


@dataclass(frozen=True)
class MarkedPassage:
    """A parsed text: blocks of sentences, each block with whether it is a list entry."""

    blocks: tuple[tuple[bool, tuple[MarkedSentence, ...]], ...]

    def sentences(self) -> list[MarkedSentence]:
        """Every sentence, in reading order."""
        return [sentence for _, sentences in self.blocks for sentence in sentences]

    def as_passage(self) -> Passage:
        """The passage that the library keeps: texts and claims, without places."""
        return Passage(
            tuple(
                Paragraph(
                    tuple(Sentence(each.text, tuple(m for m in each.mark or () if m != ADVICE)) for each in sentences),
                    bullet=bullet,
                )
                for bullet, sentences in self.blocks
            )
        )


def read_passage(shape: Shape, key: str) -> MarkedPassage:
    """Parse the literal block under `key`, reporting sentences without a mark."""
    text = shape.text(key)
    source, path = shape.source, (*shape.path, key)
    if text and (*path, "") not in source.places:
        shape.report(
            "content/not-a-block",
            f"«{key}» has to be a literal block: write `{key}: |` and the text below",
            key,
        )
    first_line = source.places.get((*path, ""), (shape.place(key).line, 1))[0]
    indent = shape.place(key).column + 2  # two spaces, as every file here
    blocks = tuple(
        (bullet, tuple(_sentences(characters, source.file))) for bullet, characters in _blocks(text, first_line, indent)
    )
    passage = MarkedPassage(blocks)
    for sentence in passage.sentences():
        shape.problems.extend(_mark_problems(sentence))
    return passage


_Character = tuple[str, int, int]  # with its line and column


def _blocks(text: str, first_line: int, indent: int) -> list[tuple[bool, list[_Character]]]:
    blocks: list[tuple[bool, list[_Character]]] = []
    open_block = False
    for number, line in enumerate(text.splitlines(), start=first_line):
        stripped = line.strip()
        if not stripped:
            open_block = False
            continue
        start = indent + len(line) - len(line.lstrip())
        if stripped.startswith("- "):
            blocks.append((True, []))
            stripped, start, open_block = stripped[2:], start + 2, True
        elif not open_block:
            blocks.append((False, []))
            open_block = True
        characters = blocks[-1][1]
        if characters:
            characters.append((" ", number, start))
        characters.extend((character, number, start + offset) for offset, character in enumerate(stripped))
    return blocks


def _sentences(characters: list[_Character], file: str) -> list[MarkedSentence]:
    text = "".join(character for character, _, _ in characters)
    sentences: list[MarkedSentence] = []
    start = 0

    def add(end: int, mark: tuple[str, ...] | None) -> None:
        words = text[start:end]
        offset = start + len(words) - len(words.lstrip())
        if words.strip():
            _, line, column = characters[offset]
            sentences.append(MarkedSentence(words.strip(), mark, Place(file, line, column)))

    position = 0
    while position < len(text):
        mark = _MARK.match(text, position)
        if mark:
            add(position, tuple(part.strip() for part in mark.group(1).split(",")))
            start = position = mark.end()
            continue
        end = _SENTENCE_END.match(text, position)
        if end and not text[: end.end()].endswith(_ABBREVIATIONS) and not _MARK.match(text, end.end()):
            add(end.end(), None)
            start = position = end.end()
            continue
        position = end.end() if end else position + 1
    add(len(text), None)
    return sentences


def _mark_problems(sentence: MarkedSentence) -> list[Problem]:
    if sentence.mark is None:
        if sentence.is_question:
            return []
        return [
            Problem(
                sentence.place,
                "content/uncited-sentence",
                f"«{_short(sentence.text)}» states something and cites no claim: end it with [claim-id], "
                "or with [advice] if it states no fact",
            )
        ]
    if ADVICE in sentence.mark and (len(sentence.mark) > 1 or find_figures(sentence.text, {})):
        return [
            Problem(
                sentence.place,
                "content/advice-with-fact",
                f"«{_short(sentence.text)}» is marked [advice] but holds a figure or a claim: cite the claim alone",
            )
        ]
    return []


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
