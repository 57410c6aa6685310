"""Redaction: what may be kept of a question that nothing answered.

Names, places, contacts and every number go; what is left says what was asked and not who asked it. Its words are
content (`knowledge/redaction.yaml`). It rather takes too much than too little: each number goes, whatever it counts,
and so does a capital word that the pack does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.text import clean, words

LONGEST = 300  # characters that are kept
_LONGEST_WORD = 24  # longer ones are no words but keys, paths or noise

_LINK = re.compile(r"(?:\w+://|www\.)\S+", re.I)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_MENTION = re.compile(r"<[@#:/a-z][^<>]{0,60}>|(?<!\w)[@#]\w[\w.\-]*|\b\w+#\d+|\b[ur]/\w+", re.I)
_DATE = re.compile(r"(?<!\w)(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d)(?!\w|[.,]\d)")
_EDGES = "\"'«»“”‘’()[]{}<>.,;:!?*_~|…"
_LABEL = re.compile(r"\[[a-z]+\]")


@dataclass(frozen=True)
class RedactionWords:
    """The words that redaction knows, in small letters."""

    names: frozenset[str] = frozenset()  # of people; always taken out
    doubtful_names: frozenset[str] = frozenset()  # also everyday words; taken out when written as a name
    name_cues: tuple[str, ...] = ()  # «my name is»: what follows is a name
    titles: frozenset[str] = frozenset()  # «dr»: a name may follow
    place_cues: tuple[str, ...] = ()  # «i live in»: what follows is a place
    streets: frozenset[str] = frozenset()  # «street»: with a number before it, an address
    domains: frozenset[str] = frozenset()  # «com»: ends of addresses written without more
    numbers: frozenset[str] = frozenset()  # «twelve»
    always_numbers: frozenset[str] = frozenset()  # «hundred»: never an everyday word
    units: frozenset[str] = frozenset()  # «mg»: the number before it is a dose or an amount
    ages: frozenset[str] = frozenset()  # «aged», «yo»: the number beside it is an age
    results: frozenset[str] = frozenset()  # «level»: a number near it is a value from a laboratory or a scan
    months: frozenset[str] = frozenset()
    doubtful_months: frozenset[str] = frozenset()  # also everyday words
    date_cues: frozenset[str] = frozenset()  # «since»: a doubtful month after it is one
    days: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)  # what stands for what was taken out


@dataclass
class _Word:
    """One word of the utterance and what stands for it."""

    shown: str
    plain: str  # as it is compared
    first: bool  # of its sentence
    label: str | None = None


class Redactor:
    """Takes people out of utterances. `known` are the words of the subject, which are nobody's name."""

    def __init__(self, words: RedactionWords, known: frozenset[str]) -> None:
        self._words = words
        self._known = known - words.names
        self._domain = re.compile(rf"\b[\w-]+(?:\.[\w-]+)*\.(?:{_any(words.domains)})\b(?:/\S*)?", re.I)
        streets = rf"\d+\w*(?:[,\s]+[^\W\d]+\.?){{1,4}}?[,\s]+(?:{_any(words.streets)})\b\.?"
        self._address = re.compile(rf"(?<!\w){streets}", re.I)

    def redact(self, utterance: str) -> str | None:
        """What may be kept of it; None when no word of the subject or of everyday language is left."""
        found = self._split(self._without_contacts(clean(utterance)))
        shouting = all(word.shown.upper() == word.shown for word in found)
        self._after_cues(found, self._words.name_cues, "name")
        self._after_cues(found, self._words.place_cues, "place")
        for position, word in enumerate(found):
            if word.label is None and not _LABEL.fullmatch(word.shown.strip(_EDGES.replace("[", "").replace("]", ""))):
                word.label = self._label(found, position, shouting)
        return self._joined(found)

    def _without_contacts(self, text: str) -> str:
        for label, pattern in (
            ("mention", _MENTION),
            ("link", _LINK),
            ("address", _MAIL),
            ("link", self._domain),
            ("address", self._address),
            ("date", _DATE),
        ):
            text = pattern.sub(f" [{label}] ", text)
        return text

    def _split(self, text: str) -> list[_Word]:
        found: list[_Word] = []
        first = True
        for shown in re.sub(r"(?<=[^\W\d])[/|](?=\w)", " / ", text).split():
            found.append(_Word(shown, _plain(shown), first))
            first = shown.rstrip("\"')»”").endswith((".", "!", "?", ":")) and _plain(shown) not in self._words.titles
        return found

    def _after_cues(self, found: list[_Word], cues: Sequence[str], label: str) -> None:
        for cue in cues:
            wanted = cue.split()
            for start in range(len(found) - len(wanted)):
                if [word.plain for word in found[start : start + len(wanted)]] == wanted:
                    self._label_run(found, start + len(wanted), label)

    def _label_run(self, found: list[_Word], start: int, label: str) -> None:
        """Label up to three words, until one that the pack knows."""
        for word in found[start : start + 3]:
            if not word.plain or self._is_known(word.plain):
                return
            word.label = label
            if word.shown.endswith((".", ",", "!", "?", ";")):
                return

    def _label(self, found: list[_Word], position: int, shouting: bool) -> str | None:
        word, words = found[position], self._words
        previous = found[position - 1].plain if position else ""
        if any(character.isnumeric() for character in word.shown):
            named = word.plain[:1].isalpha() and self._is_known(word.plain)  # «d3»
            return None if named else self._number(found, position)
        if self._is_number_word(found, position):
            return self._number(found, position)
        if word.plain in words.days or word.plain in words.months:
            return "date"
        dated = previous in words.date_cues or previous in words.ages or previous[:1].isdecimal()
        if word.plain in words.doubtful_months and dated:
            return "date"
        if "_" in word.shown.strip(_EDGES) or len(word.plain) > _LONGEST_WORD:
            return "mention"
        if any(character.isalpha() and not _is_latin(character) for character in word.shown):
            return "words"
        return "name" if self._is_name(word, previous, shouting) else None

    def _is_name(self, word: _Word, previous: str, shouting: bool) -> bool:
        words = self._words
        if not word.plain or word.plain in words.titles:
            return False
        if word.plain in words.names:
            return True
        bare = word.shown.lstrip(_EDGES)
        written_as_one = bare[:1].isupper() and not shouting and (not bare.isupper() or len(bare.strip(_EDGES)) == 1)
        if previous in words.titles and not self._is_known(word.plain):
            return True
        if word.plain in words.doubtful_names:
            return written_as_one and (not word.first or previous in words.titles)
        return written_as_one and not word.first and not self._is_known(word.plain) and word.plain != "i"

    def _is_known(self, plain: str) -> bool:
        return plain in self._known or all(part in self._known for part in plain.split("-"))

    def _is_number_word(self, found: list[_Word], position: int) -> bool:
        plain = found[position].plain
        if plain in self._words.always_numbers or plain.split("-")[0] in self._words.always_numbers:
            return True
        if plain not in self._words.numbers:
            return False
        near = found[position + 1 : position + 3] + ([found[position - 1]] if position else [])
        counted = self._words.units | self._words.ages | self._words.numbers | self._words.always_numbers
        return any(word.plain in counted for word in near)

    def _number(self, found: list[_Word], position: int) -> str:
        words = self._words
        after = [word.plain for word in found[position + 1 : position + 3]]
        before = [word.plain for word in found[max(0, position - 4) : position]]
        letters = re.sub(r"[\W\d]+", "", found[position].plain)
        if words.ages & {*after, *before[-1:], letters}:
            return "age"
        if words.results & set(before):
            return "result"
        if words.units & {*after[:1], letters}:
            return "dose"
        return "date" if (words.months | words.doubtful_months) & {*after[:1], *before[-1:]} else "number"

    def _joined(self, found: Sequence[_Word]) -> str | None:
        parts: list[str] = []
        said = False
        for word in found:
            label = word.label or (_LABEL.search(word.shown) or [""])[0].strip("[]")
            if not label:
                said = said or word.plain.isalpha()
                parts.append(word.shown)
                continue
            shown = self._words.labels.get(label, f"[{label}]")
            if not parts or parts[-1] != shown:
                parts.append(shown)
        text = " ".join(parts)[:LONGEST].strip()
        return text if said else None


def _plain(shown: str) -> str:
    """As it is compared: small letters, no accents, no marks at its ends, no possessive ending."""
    bare = shown.strip(_EDGES).casefold().removesuffix("'s")
    return "-".join("".join(words(part)) for part in bare.split("-"))


def _any(alternatives: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(alternatives, key=len, reverse=True))) or r"(?!)"


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("LATIN", "GREEK", "MICRO", "FEMININE", "MASCULINE"))
