"""Reads how often: a day · /wk · weekly · every other day · every 3 days · on Saturdays · with dinner."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.checklist.numbers import number_at
from bot.core.checklist.tokens import Tokens, text_at

DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}  # how long a period is

_NAMES = {
    "day": ("day", "days", "d", "night", "nights", "nite", "evening", "evenings", "morning", "mornings", "dy"),
    "week": ("week", "weeks", "wk", "wks", "w", "wek", "weeek"),
    "month": ("month", "months", "mo", "mos", "mth", "mnth"),
    "year": ("year", "years", "yr", "yrs", "y", "annum"),
}
_LENGTH = {word: DAYS[name] for name, words in _NAMES.items() for word in words} | {"fortnight": 14.0}
_ADVERBS = {
    "daily": 1, "nightly": 1, "everyday": 1, "everynight": 1, "pd": 1, "qd": 1, "eod": 2, "weekly": 7, "pw": 7,
    "p/w": 7, "fortnightly": 14, "monthly": DAYS["month"], "pm": DAYS["month"], "yearly": DAYS["year"],
    "annually": DAYS["year"], "annual": DAYS["year"],
    "biennial": 2 * DAYS["year"], "biennially": 2 * DAYS["year"], "pa": DAYS["year"],
}  # fmt: skip
_WEEKDAYS = {
    word: day
    for day, words in enumerate(
        ("mon mondays monday", "tue tues tuesday tuesdays", "wed weds wednesday wednesdays",
         "thu thur thurs thursday thursdays", "fri friday fridays", "sat saturday saturdays", "sun sunday sundays")
    )
    for word in words.split()
}  # fmt: skip
_PER = {"a", "an", "per", "each", "every", "/", "any"}
_DAILY_HABITS = {
    "dinner", "dinners", "supper", "lunch", "breakfast", "bedtime", "meal", "meals", "bed",
    *(word for word in _NAMES["day"] if len(word) > 4),
}  # fmt: skip


@dataclass(frozen=True)
class Rate:
    """So many times in a period."""

    days: float  # how long the period is
    end: int  # index of the token after it
    count: float = 1
    spans: float = 1  # days that each time has: a weekend two
    doubt: bool = False  # to be read back before it is kept
    weak: bool = False  # only hinted at, as by «with dinner»
    needs_amount: bool = False  # «a week» says nothing without an amount, as «every week» does


def rate_at(tokens: Tokens, start: int) -> Rate | None:
    """The rate that starts at a token."""
    word = text_at(tokens, start)
    if word in _ADVERBS:
        return Rate(_ADVERBS[word], start + 1)
    if word in _WEEKDAYS and word not in ("sun", "sat"):  # alone they may be anything
        return _weekdays_at(tokens, start)
    if word in ("weekend", "weekends", "wkends", "weekdays", "weekday", "workdays"):
        return Rate(7, start + 1, spans=2, doubt=True) if "end" in word else Rate(7, start + 1, count=5, doubt=True)
    if word in _PER or (word in ("in", "over") and text_at(tokens, start + 1) in ("a", "an", "the", "one")):
        return _per_at(tokens, start, word)
    if word == "most" and _LENGTH.get(text_at(tokens, start + 1)) == 1:
        return Rate(1, start + 2, doubt=True, weak=True)
    if word in _DAILY_HABITS:
        return Rate(1, start + 1, doubt=True, weak=True)
    return None


def bare_period_at(tokens: Tokens, start: int) -> Rate | None:
    """A period without «a» or «per», for behind an amount: «800 mg day»."""
    word = text_at(tokens, start)
    return Rate(DAYS[word], start + 1) if word in DAYS else None


def days_of(words: frozenset[str]) -> float | None:
    """How many days a unit of time is, by the words for it; None for any other unit."""
    return max((length for word, length in _LENGTH.items() if word in words and word in DAYS), default=None)


def _per_at(tokens: Tokens, start: int, word: str) -> Rate | None:
    index = start + (2 if word in ("in", "over") else 1)
    if text_at(tokens, index) in ("single", "usual", "given", "normal", "typical"):
        index += 1
    if text_at(tokens, index) in ("other", "second", "2nd", "alternate"):
        length = _LENGTH.get(text_at(tokens, index + 1))
        return Rate(2 * length, index + 2) if length else None
    length = _LENGTH.get(text_at(tokens, index))
    if length:
        return Rate(length, index + 1, needs_amount=word not in ("every", "each"))
    if text_at(tokens, index) in ("weekend", "weekends", *_WEEKDAYS):
        return rate_at(tokens, index)
    number = number_at(tokens, index) if word in ("every", "each", "per") else None
    if number and text_at(tokens, number.end) in ("nd", "rd", "th"):
        number = replace(number, end=number.end + 1)
    length = _LENGTH.get(text_at(tokens, number.end)) if number else None
    if number is None or length is None or number.low <= 0 or number.high is not None:
        return None
    return Rate(length * number.low, number.end + 1)


def _weekdays_at(tokens: Tokens, start: int) -> Rate:
    """«mon wed fri», «Monday to Friday», «Saturdays and Sundays»: as many days of the week as are named."""
    named, index = {_WEEKDAYS[text_at(tokens, start)]}, start + 1
    while True:
        joint, skip = text_at(tokens, index), 0
        if joint in ("and", "&", ",", "/", "or", "-", "to", "through"):
            skip = 1 + (text_at(tokens, index + 1) in ("and", "on"))
        day = _WEEKDAYS.get(text_at(tokens, index + skip))
        if day is None:
            return Rate(7, index, count=len(named))
        if joint in ("-", "to", "through"):
            last = _WEEKDAYS[text_at(tokens, start)] if len(named) == 1 else max(named)
            named.update(range(last, day + 1) if last <= day else (*range(last, 7), *range(day + 1)))
        named.add(day)
        index += skip + 1
