"""How a cue is written: the words and phrases that rules are made of.

A cue is written as people say it, with a few signs:

    fall*           a word that begins so            wrist|ankle     one of these words, as a whole cue
    (go on|cope)    one of these, inside a cue       [my] [a|the]    may be left out
    ~               up to three words of any kind
    <body-part>     any cue of that list             #  #0..17       any number; a number from 0 to 17
    ^ …  … $        only where a sentence starts; only where a clause ends
    ?               the question mark                !fell asleep    takes back hits that lie inside this phrase
"""

from __future__ import annotations

import re

from bot.core.safety.wording import Spelling, clean, written

MOST_VARIANTS = 2000  # readings of one cue; more is a mistake in it

Element = str  # a word, `word*`, several of these with `|` between, `#`, `#a..b`, `~`, `<list>`, `^`, `$`
Phrase = tuple[Element, ...]

RANGE = re.compile(r"#(?:(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?))?")
_TOKEN = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")
_LIST = re.compile(r"<[a-z0-9-]+(?:/[a-z0-9-]+)?>")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")


class CueError(ValueError):
    """A cue that cannot be read."""


class _CueReader:
    """Reads one cue: words side by side, groups in brackets, alternatives between bars."""

    def __init__(self, cue: str, spelling: Spelling) -> None:
        self.tokens = _TOKEN.findall(cue)
        self.place = 0
        self.spelling = spelling

    def read(self) -> list[Phrase]:
        phrases = self._alternatives(closing=None)
        if "|" in self.tokens and len(phrases) > 1 and self._has_bare_bar():
            raise CueError("put alternatives of a longer cue in brackets: (a|b) c")
        return phrases

    def _has_bare_bar(self) -> bool:
        """Whether a bar outside brackets stands in a cue of several words, where it could be misread."""
        depth, bars, words = 0, 0, 0
        for before, token in zip(["", *self.tokens], self.tokens, strict=False):
            depth += (token in "([") - (token in ")]")
            bars += depth == 0 and token == "|"
            words += depth == 0 and token not in "|)]" and before != "|"
        return bars > 0 and words > 1

    def _alternatives(self, closing: str | None) -> list[Phrase]:
        """The readings up to a closing bracket. Single words that may stand for one another become one element."""
        readings = self._sequence()
        while self.place < len(self.tokens) and self.tokens[self.place] == "|":
            self.place += 1
            readings += self._sequence()
        if self.place < len(self.tokens):
            if self.tokens[self.place] != closing:
                raise CueError(f"there is a «{self.tokens[self.place]}» too many")
            self.place += 1
        elif closing:
            raise CueError(f"a «{closing}» is missing")
        words = {phrase[0] for phrase in readings if len(phrase) == 1 and phrase[0][0] not in "~<^$"}
        others = [phrase for phrase in readings if len(phrase) != 1 or phrase[0][0] in "~<^$"]
        parts = {part for word in words for part in word.split("|")}
        return [("|".join(sorted(parts)),), *others] if parts else others

    def _sequence(self) -> list[Phrase]:
        readings: list[Phrase] = [()]
        start = self.place
        while self.place < len(self.tokens) and self.tokens[self.place] not in ("|", ")", "]"):
            token = self.tokens[self.place]
            self.place += 1
            if token == "(":
                choices = self._alternatives(")")
            elif token == "[":
                choices = [(), *self._alternatives("]")]
            else:
                choices = [_elements(token, self.spelling)]
            readings = [(*reading, *choice) for reading in readings for choice in choices]
            if len(readings) > MOST_VARIANTS:
                raise CueError(f"the cue can be read in over {MOST_VARIANTS} ways; split it")
        if self.place == start:
            raise CueError("an alternative is empty")
        return readings


def _elements(token: str, spelling: Spelling) -> Phrase:
    """One sign or word of a cue, as elements; a word may be written out as several."""
    if token in ("~", "?", "^", "$") or RANGE.fullmatch(token) or _LIST.fullmatch(token):
        return (token,)
    elements: list[Element] = []
    for word in clean(token.removesuffix("*")).replace("-", " ").split():
        if not _WORD.fullmatch(word):
            raise CueError(f"cannot read «{token}»")
        elements.extend(written(word, spelling.written_out))
    if not elements:
        raise CueError(f"cannot read «{token}»")
    if token.endswith("*"):
        elements[-1] += "*"
    return tuple(elements)


def read_cue(cue: str, spelling: Spelling) -> list[Phrase]:
    """Every way in which a cue may be said; lists stay `<named>`. Raises `CueError`."""
    if not cue.split():
        raise CueError("the cue is empty")
    variants = _CueReader(cue, spelling).read()
    for variant in variants:
        if not variant or variant[0] in ("~", "$") or variant[-1] in ("~", "^"):
            raise CueError("a cue may not be empty, and may not begin or end with «~»")
        if "^" in variant[1:] or "$" in variant[:-1] or variant in (("^",), ("$",)):
            raise CueError("«^» stands first and «$» last, beside words")
    return variants
