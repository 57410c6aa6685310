"""Dates and clock times inside an answer: never an amount, and a date tells that something took place."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_SEASON = r"(?:spring|summer|fall|autumn|winter|early|mid|late|end of)"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_WRITTEN = (
    rf"{_YEAR}-[01]?\d(?:-[0-3]?\d)?",
    rf"[0-3]?\d[./-][0-3]?\d[./-](?:{_YEAR}|\d\d)",
    rf"[01]?\d[/.]{_YEAR}",
    rf"(?:{_DAY},? )?(?:of )?{_MONTH}[ ,]*{_YEAR}",
    rf"{_MONTH} {_DAY}(?:,? {_YEAR})?",
    rf"{_DAY} (?:of )?{_MONTH}",
    rf"{_SEASON}[ -](?:of )?{_YEAR}",
    rf"(?:since|until|till|in) {_YEAR}",
    r"(?<!every )\d{1,2}(?:st|nd|rd|th)",
)
_DATE = re.compile("|".join(rf"(?<![\w.,/-])(?:{each})(?![\w%]|[.,/-]\d)" for each in _WRITTEN))
_CLOCK = re.compile(
    r"(?<![\w.,/:])(?:[012]?\d(?:[:.][0-5]\d)? ?(?:[ap]\.?m\b\.?|o'?clock\b)"
    r"|[012]?\d:[0-5]\d ?(?:-|to|until|till) ?[012]?\d:[0-5]\d|[012]\d:[0-5]\d(?!\d))"
)
_PAST = re.compile(
    rf"\blast (?:week|month|year|spring|summer|fall|autumn|winter|night|time|{_MONTH})"
    rf"|\bwhen i was\b|\b(?:ago|yesterday|today|recently|already|this (?:week|month|year)|in {_MONTH})(?!\w)"
)
_LONE_YEAR = re.compile(rf"(?<![\w.,/-]){_YEAR}(?![\w%]|[.,/-]\d)")
_LONE_MONTH = re.compile(rf"\W*{_MONTH}\W*")


def without_dates(text: str) -> str:
    """The text with every date and clock time put out of sight. Small letters expected."""
    return _CLOCK.sub(" @ ", _DATE.sub(" @ ", text))


def names_a_date(text: str) -> bool:
    """Whether a date is given, or a time that has passed such as «last March». Small letters expected."""
    return bool(_DATE.search(text) or _LONE_YEAR.search(text) or _PAST.search(text) or _LONE_MONTH.fullmatch(text))
