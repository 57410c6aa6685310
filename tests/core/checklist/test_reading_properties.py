"""What holds for every text: reading never fails, stays inside the range, and reads a number however it is spelled."""

from __future__ import annotations

import math
from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.checklist.definition import ItemDefinition
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.reading import read_answer

STATES = {"recorded", "noted", "skipped", "unknown", "confirm", "invalid", "unread"}
_PIECES = (
    "1 2 3 7 10 30 500 800 1,200 1.000 0,5 ½ 7½ 1/2 2/3 1e3 1e999 -5 −5 ٣ ８ ² ፩ Ⅳ ⁄ half a an and or to - – / % x × k"
    " mg g iu mcg h min hours days steps packs beers cups months years once twice every other day week daily weekends"
    " monday never none no yes quit not sure about ~ > < + . , ? ( ) of the with dinner 6h30 3xweek 5/2024 ago booked"
    " dozen hundred thousand point three quarters sober 10am last used"
)
PIECES = _PIECES.split()
texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
)
relaxed = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
exact = settings(relaxed, max_examples=60)


def check(item: ItemDefinition, read: Outcome) -> None:
    """Everything that any outcome has to hold."""
    assert read.state in STATES
    assert read.words is not None
    assert len(read.words) <= 300
    if read.state not in ("recorded", "confirm"):
        assert read.value is None
        assert read.high is None
        return
    assert read.value is not None
    if isinstance(read.value, bool | str):
        assert read.unit is None
        return
    unit = next(each for each in item.units if each.id == read.unit)
    canonical = unit == item.units[0]
    low = unit.low if unit.low is not None else item.low if canonical else None
    high = unit.high if unit.high is not None else item.high if canonical else None
    for value in (read.value, read.value if read.high is None else read.high):
        assert math.isfinite(value)
        assert math.copysign(1, value) > 0, "a negative zero"
        assert low is None or low <= value
        assert high is None or value <= high
    assert read.high is None or read.value < read.high


@relaxed
@given(text=texts)
def test_reading_never_fails_and_stays_in_range(items: Mapping[str, ItemDefinition], text: str) -> None:
    """Any text gives an outcome whose value is plausible, and the same one again."""
    for item in items.values():
        read = read_answer(item, text)
        check(item, read)
        assert read_answer(item, text) == read


@exact
@given(text=st.text(min_size=10, max_size=40), times=st.integers(100, 10_000))
def test_a_very_long_text_is_read(items: Mapping[str, ItemDefinition], text: str, times: int) -> None:
    """Ten thousand characters and more do no harm."""
    for item in items.values():
        check(item, read_answer(item, text * (times // len(text) + 1)))


@exact
@given(amount=st.integers(50, 5000))
def test_an_amount_is_read_in_every_spelling(items: Mapping[str, ItemDefinition], amount: int) -> None:
    """Digits, groups, scripts, scales, units and filler words give the same number."""
    spellings = (
        f"{amount}", f"{amount:,}", f"{amount} mg", f"{amount}mg", f"about {amount}", f"~{amount} mg/day",
        f"{amount / 1000} g", f"{amount / 1000}k mg", f"{amount} mg a day", f"{amount * 7} mg a week",
        f"roughly {amount:,}mg daily", f"{float(amount)} mg", f"{amount / 1000:.3e} g", f"maybe {amount}?",
        "".join(chr(0x660 + int(digit)) for digit in str(amount)),
        "".join(chr(0xFF10 + int(digit)) for digit in str(amount)),
        in_words(amount), f"{in_words(amount)} milligrams",
    )  # fmt: skip
    for typed in spellings:
        read = read_answer(items["calcium"], typed)
        assert (read.state in ("recorded", "confirm"), read.value) == (True, amount), (typed, read)
        assert read.state == "recorded" or "." in typed, typed  # «1.250 g» may be read back, nothing else


@exact
@given(low=st.integers(2, 15), more=st.integers(1, 5))
def test_a_range_keeps_both_ends(items: Mapping[str, ItemDefinition], low: int, more: int) -> None:
    """Every way of writing a range gives its ends."""
    high = min(low + more, 16)
    for typed in (
        f"{low}-{high}", f"{low} - {high} h", f"{low} to {high} hours", f"between {low} and {high}", f"{low}–{high}h",
        f"{low} or {high}", f"{in_words(low)} to {in_words(high)}", f"from {low} to {high} hrs a night",
        f"{low} h to {high} h",
    ):  # fmt: skip
        read = read_answer(items["sleep"], typed)
        assert (read.state, read.value, read.high) == ("recorded", low, high), typed


@exact
@given(times=st.integers(1, 14))
def test_a_frequency_is_read_in_every_spelling(items: Mapping[str, ItemDefinition], times: int) -> None:
    """«3x/wk» and its kin."""
    for typed in (
        f"{times}x/wk", f"{times} x week", f"{times} times a week", f"{times}x", f"{times} per week", f"{times}/week",
        f"{in_words(times)} times per week", f"{times} sessions", f"{times} days a week", f"x{times}", f"{times}xweek",
    ):  # fmt: skip
        read = read_answer(items["resistance-training"], typed)
        assert (read.state, read.value) == ("recorded", times), typed


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
ONES, TENS = _ONES.split(), _TENS.split()


def in_words(number: int) -> str:
    """A number below ten thousand, spelled out."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    scale, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % scale
    joint = " and " if rest and rest < 100 else " "
    return f"{in_words(number // scale)} {name}" + (joint + in_words(rest) if rest else "")
