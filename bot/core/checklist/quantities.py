"""Finds the amounts in a typed answer: how many of which unit, how often."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.checklist.definition import UnitDefinition
from bot.core.checklist.numbers import fraction_at, number_at, range_of
from bot.core.checklist.numerals import Number
from bot.core.checklist.rates import Rate, bare_period_at, rate_at
from bot.core.checklist.tokens import Tokens, text_at
from bot.core.checklist.units import NOISE, OCCASIONS, UnitMatch, Units, is_measure

_BOUNDS = {">", "<", "over", "under", "above", "below", "least", "maximum", "minimum", "max", "min", "than", "upto"}
_OPEN_ENDS = {"max", "maximum", "minimum", "tops", "upwards"}
_UNNAMED = {"%", "€", "$", "£", "°"}  # signs that stand for a unit no item has
_ROUGHLY = {"about", "around", "roughly", "approximately", "maybe", "probably", "like", "just", "usually", "i", "think"}
_ADJECTIVES = 3  # words that may stand between a number and its unit: «3 brisk evening walks»


@dataclass(frozen=True)
class Quantity:
    """A number, its unit, and how often."""

    number: Number
    start: int
    end: int  # index of the token after it
    unit: UnitDefinition | None = None  # None: no unit was given, or a foreign one
    foreign: bool = False  # the unit is none of the item's
    occasion: bool = False  # it counts times, days or sessions
    rate: Rate | None = None
    doubt: bool = False  # to be read back before it is kept
    elsewhere: bool = False  # an amount of something else than the item asks for

    @property
    def bare(self) -> bool:
        """Whether no unit was given."""
        return self.unit is None and not self.foreign and not self.occasion


@dataclass(frozen=True)
class Found:
    """What a text holds, in order."""

    quantities: tuple[Quantity, ...]
    rates: tuple[Rate, ...]  # those that belong to no quantity
    other_words: int  # words that play no part in the amounts


def find_quantities(tokens: Tokens, units: Units) -> Found:
    """Every amount and rate in a text; each rate goes to the amount before it, else to the first after it."""
    quantities: list[Quantity] = []
    waiting: list[Rate] = []
    others = index = 0
    while index < len(tokens):
        quantity = _quantity_at(tokens, index, units)
        rate = None if quantity else rate_at(tokens, index)
        if quantity:
            if waiting and not quantity.foreign and not quantity.occasion:
                quantity = replace(quantity, rate=waiting.pop(0))
            quantities.append(quantity)
        elif rate and quantities and (joined := _joined(quantities[-1].rate, rate)):
            quantities[-1] = replace(quantities[-1], rate=joined)
        elif rate:
            waiting.append(rate)
        else:
            others += tokens[index].is_word and tokens[index].text not in NOISE
        index = quantity.end if quantity else rate.end if rate else index + 1
    return Found(tuple(quantities), tuple(waiting), others)


def _joined(given: Rate | None, rate: Rate) -> Rate | None:
    """A further rate: it stands alone, or says on which days of the week a daily one holds."""
    if given is None or given.weak:
        return rate
    if given.days == given.count and rate.days == 7 and rate.count * rate.spans > 1:
        return replace(rate, count=rate.count * rate.spans)
    return None


def _quantity_at(tokens: Tokens, start: int, units: Units) -> Quantity | None:
    if text_at(tokens, start) == "x" and not _is_times_before(tokens, start):
        return _times_at(tokens, start, units)
    number = number_at(tokens, start)
    if number is None:
        return _single_at(tokens, start, units)
    whole = units.match(tokens, start)
    if whole:  # a unit that is called by a number: a 6 pack
        return _with_rate(tokens, Quantity(Number(1, whole.end), start, whole.end, whole.unit))
    end, open_ended = _after_number(tokens, number.end)
    doubt = number.doubt or open_ended or _is_bound(tokens, start)
    match = None if number.times else _unit_after(tokens, end, units)
    if match is None:
        found = _without_unit(tokens, start, end, number, units)
    else:
        if text_at(tokens, end) == "/":  # «7/10» where that is a unit
            number, doubt = replace(number, doubt=False), False
        elsewhere = units.is_of_something_else(tokens, match)
        number, end = _behind_unit(tokens, match.end, number, units, match.unit)
        found = Quantity(number, start, end, match.unit, occasion=match.occasion, elsewhere=elsewhere)
    return _with_rate(tokens, replace(found, doubt=found.doubt or doubt or number.doubt))


def _is_times_before(tokens: Tokens, index: int) -> bool:
    """Whether an x says «times» of the number before it: 3x."""
    return index > 0 and tokens[index - 1].is_numeral and number_at(tokens, index + 1) is None


def _times_at(tokens: Tokens, start: int, units: Units) -> Quantity | None:
    """«x3», «500 mg x 2»."""
    number = number_at(tokens, start + 1)
    if number is None:
        return None
    end = number.end + (text_at(tokens, number.end) in ("times", "time"))
    unit = units.by_times if units.counts_occasions else None
    return _with_rate(tokens, Quantity(number, start, end, unit, occasion=True, doubt=number.doubt))


def _single_at(tokens: Tokens, start: int, units: Units) -> Quantity | None:
    """One of a unit, without a number."""
    if text_at(tokens, start) in ("a", "an", "another"):
        return _article_at(tokens, start, units)
    match = units.match(tokens, start) if tokens[start].is_word else None
    return _unit_first(tokens, start, match, units) if match else None


def _article_at(tokens: Tokens, start: int, units: Units) -> Quantity | None:
    """«a pack a day», «an hour or two»; «a day» alone is a period and no amount."""
    match, is_period = units.match(tokens, start + 1), rate_at(tokens, start) is not None
    if match is None:
        foreign = is_measure(text_at(tokens, start + 1)) and not is_period
        return Quantity(Number(1, start + 2), start, start + 2, foreign=True) if foreign else None
    if len(tokens[start + 1].text) < 3:
        return None
    if is_period and not units.interval_days and not rate_at(tokens, match.end) and text_at(tokens, match.end) != "or":
        return None
    number, end = _behind_unit(tokens, match.end, Number(1, match.end), units, match.unit)
    return _with_rate(tokens, Quantity(number, start, end, match.unit, occasion=match.occasion))


def _unit_first(tokens: Tokens, start: int, match: UnitMatch, units: Units) -> Quantity | None:
    """«mg 650», «steps: 8000», «pack a day»."""
    length = len(tokens[start].text)
    following = match.end + (text_at(tokens, match.end) in (":", "=", "-"))
    number = None if length < 2 or match.occasion or _is_bound(tokens, start + 1) else number_at(tokens, following)
    if number and (following > match.end or _without_unit(tokens, start, number.end, number, units).bare):
        return _with_rate(tokens, Quantity(number, start, number.end, match.unit, doubt=number.doubt))
    one, end = _behind_unit(tokens, match.end, Number(1, match.end), units, match.unit)
    if length > 2 and match.unit != units.by_times and rate_at(tokens, end) and not _counted(tokens, start):
        return _with_rate(tokens, Quantity(one, start, end, match.unit))
    return None


def _counted(tokens: Tokens, start: int) -> bool:
    """Whether anything but small words stands before: «most cigarettes a day» is not one."""
    return any(token.is_word and token.text not in _ROUGHLY for token in tokens[:start])


def _after_number(tokens: Tokens, index: int) -> tuple[int, bool]:
    """Past «-ish», «+», «?», «or so», «or more»; and whether that left the number open."""
    open_ended = False
    while True:
        word, after = text_at(tokens, index), text_at(tokens, index + 1)
        if word == "or" and after in ("so", "more", "less", "fewer"):
            open_ended = open_ended or after != "so"
            index += 2
        elif word in _OPEN_ENDS or (word == "+" and not number_at(tokens, index + 1)):
            open_ended, index = True, index + 1
        elif word in ("ish", "?", "~", ".", "!", "odd", "so") or (word == "-" and after[:1].isalpha()):
            index += 1
        else:
            return index, open_ended


def _is_bound(tokens: Tokens, start: int) -> bool:
    """Whether the number is an end and no value: over, at least, up to, no more than, >."""
    before, earlier = text_at(tokens, start - 1), text_at(tokens, start - 2)
    if before == "min" and earlier[:1].isdecimal():
        return False  # minutes
    return before in _BOUNDS or (earlier, before) in {("up", "to"), ("at", "most")}


def _unit_after(tokens: Tokens, start: int, units: Units) -> UnitMatch | None:
    """The unit of the number before it, with a few adjectives between at most."""
    if text_at(tokens, start) in ("of", "(") and units.match(tokens, start + 1):
        start += 1
    found = units.match(tokens, start) or units.match_misspelt(tokens, start)
    for index in range(start, start + _ADJECTIVES):
        if found:
            return found
        word = text_at(tokens, index)
        if not word.isalpha() or word in NOISE or is_measure(word) or word in OCCASIONS or rate_at(tokens, index):
            return None
        if number_at(tokens, index):
            return None
        found = units.match(tokens, index + 1) or units.match_misspelt(tokens, index + 1)
    return found


def _without_unit(tokens: Tokens, start: int, end: int, number: Number, units: Units) -> Quantity:
    word = text_at(tokens, end)
    if number.times or word in OCCASIONS:
        return Quantity(number, start, end + (not number.times), units.by_times, occasion=True)
    if word in _UNNAMED or text_at(tokens, start - 1) in _UNNAMED:
        return Quantity(number, start, end + 1, foreign=True)
    if word in units.subject:
        return Quantity(number, start, end + 1, doubt=True)
    named = word.isalpha() and word not in NOISE and number_at(tokens, end) is None
    if named and rate_at(tokens, end) is None and bare_period_at(tokens, end) is None:
        return Quantity(number, start, end + 1, foreign=True)
    return Quantity(number, start, end)


def _behind_unit(tokens: Tokens, index: int, number: Number, units: Units, unit: UnitDefinition) -> tuple[Number, int]:
    """What belongs to the number but stands behind its unit: «an hour and a half», «a beer or two», «6 h to 7 h»."""
    if text_at(tokens, index) in ("and", "&"):
        part = fraction_at(tokens, index + 1)
        if part and not units.match(tokens, part[1]):
            return replace(number, low=number.low + part[0], other=None), part[1]
    index, open_ended = _after_number(tokens, index)
    number = replace(number, doubt=number.doubt or open_ended)
    if text_at(tokens, index) in ("or", "to", "-") and number.high is None:
        second = number_at(tokens, index + 1)
        match = units.match(tokens, second.end) if second else None
        if second and second.high is None and (match is None or match.unit == unit):
            return range_of(number, second), match.end if match else second.end
    return number, index


def _with_rate(tokens: Tokens, quantity: Quantity) -> Quantity:
    rate = rate_at(tokens, quantity.end) or bare_period_at(tokens, quantity.end)
    return replace(quantity, rate=rate, end=rate.end) if rate else quantity
