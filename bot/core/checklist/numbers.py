"""Reads numbers as people type them: 1,200 · 1.2k · 1,5 · 7½ · seven and a half · a couple · 6-7 · between 6 and 7."""

from __future__ import annotations

from dataclasses import replace

from bot.core.checklist.numerals import Number, decoded, slashed
from bot.core.checklist.tokens import Tokens, text_at

_ONES = {
    "zero": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "sevn": 7, "eigth": 8,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "elven": 11, "tweleve": 12, "twelv": 12, "forteen": 14,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "ninty": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "k": 1000, "million": 1_000_000}
_GROUPS = {"dozen": 12, "couple": 2, "pair": 2}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_FRACTIONS = {"half": 0.5, "quarter": 0.25}
_SMALL = {**_ONES, **_TEENS, **_TENS}
_POINTED_AT = {"this", "that", "the", "no", "any", "which", "another", "last", "next", "each", "every", "only"}
_TO = {"-", "to", "or", "till", "til", "until", "~"}


def number_at(tokens: Tokens, start: int) -> Number | None:
    """The number or range that starts at a token."""
    first = _one_at(tokens, start)
    if first is None:
        return None
    joint = text_at(tokens, first.end)
    between = text_at(tokens, start - 1) in ("between", "from", "btw", "b/w") and joint in ("and", "&")
    if joint not in _TO and not between:
        return first
    second = _one_at(tokens, first.end + 1)
    return first if second is None else range_of(first, second)


def range_of(first: Number, second: Number) -> Number:
    """The range between two numbers; «5-6k» has its scale from the second. Ends that are swapped are doubtful."""
    if first.scale == 1 and first.low <= second.low / second.scale:
        first = replace(first, low=first.low * second.scale)
    low, high = min(first.low, second.low), max(first.low, second.low)
    doubt = first.doubt or second.doubt or first.low > second.low
    return replace(first, low=low, high=None if low == high else high, other=None, end=second.end, doubt=doubt)


def _one_at(tokens: Tokens, start: int) -> Number | None:
    word = text_at(tokens, start)
    if word in ("minus", "negative") or _is_minus(tokens, start):
        found = _unsigned_at(tokens, start + 1)
        return replace(found, low=-found.low, other=None) if found else None
    return _unsigned_at(tokens, start)


def _is_minus(tokens: Tokens, index: int) -> bool:
    """A dash before a number, with nothing directly before it: «-5», but not «6-7» or «- 5»."""
    if text_at(tokens, index) != "-" or index + 1 >= len(tokens):
        return False
    return not tokens[index].glued and tokens[index + 1].glued


def _unsigned_at(tokens: Tokens, start: int) -> Number | None:
    if start >= len(tokens):
        return None
    found = _digits_at(tokens, start) if tokens[start].is_numeral else _words_at(tokens, start)
    return found and _with_fraction(tokens, found)


def _digits_at(tokens: Tokens, start: int) -> Number | None:
    numeral = tokens[start].text
    if text_at(tokens, start - 1) == "/" and text_at(tokens, start - 2).isdecimal():
        return None  # the rest of something like 3/11
    if text_at(tokens, start + 1) == "/" and text_at(tokens, start + 2).isdecimal() and numeral.isdecimal():
        return slashed(int(numeral[:9]), int(text_at(tokens, start + 2)[:9]), start + 3)
    found = decoded(numeral, start + 1)
    return found and _scaled(tokens, found)


def _scaled(tokens: Tokens, number: Number) -> Number:
    """`number` times the «k», «thousand» or «dozen» that follows it."""
    word = text_at(tokens, number.end)
    scale = 12 if word == "dozen" else _SCALES.get(word)
    if scale is None:
        return number
    scaled = replace(number, low=number.low * scale, other=None, end=number.end + 1, scale=number.scale * scale)
    return _scaled(tokens, scaled)


def _words_at(tokens: Tokens, start: int) -> Number | None:
    word = text_at(tokens, start)
    if word in ("a", "an", "one") and text_at(tokens, start + 1) in {*_SCALES, *_GROUPS, *_FRACTIONS} - {"k"}:
        return _words_at(tokens, start + 1)
    if word == "three" and text_at(tokens, start + 1) == "quarters":
        return _part_at(tokens, start + 1, 0.75)
    if word in _TIMES:
        return Number(_TIMES[word], start + 1, times=True)
    if word in _FRACTIONS:
        return _part_at(tokens, start, _FRACTIONS[word])
    if word in _GROUPS:
        return Number(_GROUPS[word], start + 1 + (text_at(tokens, start + 1) == "of"))
    if word == "one" and text_at(tokens, start - 1) in _POINTED_AT:
        return None
    return _spelled_at(tokens, start)


def _part_at(tokens: Tokens, start: int, part: float) -> Number:
    """«half», «half a», «a quarter of a», «half a dozen»."""
    end = start + 1
    for word in ("of", "a", "an"):
        end += text_at(tokens, end) == word
    return _scaled(tokens, Number(part, end)) if text_at(tokens, end) == "dozen" else Number(part, end)


def _spelled_at(tokens: Tokens, start: int) -> Number | None:
    """«twenty-five», «two thousand five hundred», «fifteen hundred», «a hundred and fifty»."""
    total, current, index, largest = 0.0, None, start, 1.0
    if text_at(tokens, start) in _SCALES and text_at(tokens, start - 1) in ("few", "several", "many", "some"):
        return None
    while True:
        word = text_at(tokens, index)
        if word in _SMALL and (current is None or _continues(current, _SMALL[word])):
            current = (current or 0) + _SMALL[word]
        elif word in _SCALES and (word != "k" or current is not None) and largest < 1e6:
            scale = _SCALES[word]
            largest = max(largest, scale)
            if scale > 100:
                total, current = (total + (1 if current is None else current)) * scale, None
            else:
                current = (1 if current is None else current) * scale
        elif not (word in ("-", "and") and _goes_on(tokens, index, start, word)):
            break
        index += 1
    if index == start:
        return None
    found = Number(total + (current or 0), index, scale=largest if largest > 100 else 1)
    return _pointed(tokens, found)


def _continues(current: float, more: float) -> bool:
    """Whether a small number word can follow: «twenty five», «two hundred ten», never «six seven»."""
    return (current % 100 == 0 and current > 0) or (20 <= current % 100 <= 90 and current % 10 == 0 and 0 < more < 10)


def _goes_on(tokens: Tokens, index: int, start: int, joint: str) -> bool:
    """Whether the number goes on behind a hyphen («twenty-five») or «and» («a hundred and fifty»)."""
    before, after = text_at(tokens, index - 1), text_at(tokens, index + 1)
    if index == start:
        return False
    if joint == "-":
        return (before in _TENS and after in _ONES) or (before in _SMALL and after in _SCALES)
    return before in _SCALES and after in _SMALL


def _pointed(tokens: Tokens, number: Number) -> Number:
    """«seven point five»."""
    if text_at(tokens, number.end) != "point" or text_at(tokens, number.end + 1) not in _ONES:
        return number
    tenths = _ONES[text_at(tokens, number.end + 1)]
    return replace(number, low=number.low + tenths / 10, end=number.end + 2)


def _with_fraction(tokens: Tokens, number: Number) -> Number:
    """«7 1/2», «7 ½», «seven and a half»."""
    index = number.end
    if text_at(tokens, index) in ("and", "&") and number.low >= 1:
        part = fraction_at(tokens, index + 1)
        return replace(number, low=number.low + part[0], other=None, end=part[1]) if part else number
    if number.low >= 1 and number.low == int(min(number.low, 1e9)):
        part = _written_fraction_at(tokens, index)
        if part:
            return replace(number, low=number.low + part[0], other=None, end=part[1], doubt=False)
    return number


def fraction_at(tokens: Tokens, index: int) -> tuple[float, int] | None:
    """«a half», «half», «three quarters», «1/2» after «and»: its value and where it ends."""
    if text_at(tokens, index) in ("a", "one"):
        index += 1
    elif text_at(tokens, index) in ("three", "3") and text_at(tokens, index + 1) == "quarters":
        return 0.75, index + 2
    word = text_at(tokens, index)
    return (_FRACTIONS[word], index + 1) if word in _FRACTIONS else _written_fraction_at(tokens, index)


def _written_fraction_at(tokens: Tokens, index: int) -> tuple[float, int] | None:
    word = text_at(tokens, index)
    if "⁄" in word[:-1]:
        found = decoded(word, index + 1)
        return (found.low, found.end) if found and 0 < found.low < 1 else None
    above, below = word, text_at(tokens, index + 2)
    if text_at(tokens, index + 1) == "/" and above in ("1", "2", "3") and below in ("2", "3", "4") and above < below:
        return int(above) / int(below), index + 3
    return None
