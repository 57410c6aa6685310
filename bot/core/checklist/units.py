"""Finds an item's units in what was typed. The units and their words are content; see `knowledge/checklist/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.core.checklist.definition import UnitDefinition
from bot.core.checklist.numbers import number_at
from bot.core.checklist.rates import days_of, rate_at
from bot.core.checklist.tokens import Tokens, phrase, text_at, word_set
from bot.core.text import clean

SHORTEST_FORGIVEN = 6  # letters; one slip is forgiven in a longer unit word, a shorter one has too many neighbors

OCCASIONS = word_set(
    "times time x occasion occasions day days night nights evening evenings morning mornings session sessions"
)
# Measures that exist in English, so that «2 hours training» is never taken for two trainings.
_MEASURES = word_set(
    """
    mg mgs g gram grams kg kgs kilo kilos kilogram kilograms mcg ug μg iu ml l liter liters litre litres oz ounce ounces
    lb lbs pound pounds cup cups glass glasses bottle bottles can cans pill pills tablet tablets tab tabs capsule
    capsules caps drop drops spoon spoons scoop scoops second seconds sec secs minute minutes min mins hour hours hr hrs
    h day days week weeks wk wks month months year years yr yrs step steps mile miles mi km kms kilometer kilometers
    meter meters rep reps set sets percent calorie calories kcal cm inch inches feet foot
    """
)

_CARRIERS = word_set("pill pills tablet tablets tab tabs capsule capsules caps food foods day each worth")


@dataclass(frozen=True)
class UnitMatch:
    """A unit as found."""

    unit: UnitDefinition
    end: int  # index of the token after it
    occasion: bool = False  # said as times, days, sessions


@dataclass(frozen=True)
class Units:
    """An item's units, ready to be looked for."""

    all: tuple[UnitDefinition, ...]
    phrases: dict[str, list[tuple[tuple[str, ...], UnitDefinition]]]  # by first token, longest phrase first
    substances: dict[str, frozenset[str]] = field(default_factory=dict)  # by unit: what it may be «of»
    by_times: UnitDefinition | None = None  # the one of which «twice» is two
    counts_occasions: bool = False  # the canonical unit is days or times, such as sessions/week
    subject: frozenset[str] = frozenset()  # words of the item's title: they are no unit behind a number
    interval_days: float | None = None  # the canonical unit is a time to wait: this many days

    @property
    def canonical(self) -> UnitDefinition:
        """The first unit."""
        return self.all[0]

    def match(self, tokens: Tokens, start: int) -> UnitMatch | None:
        """The longest unit that stands at a token, one slip in a long word forgiven."""
        word = text_at(tokens, start)
        for words, unit in self.phrases.get(word, ()):
            if all(text_at(tokens, start + offset) == each for offset, each in enumerate(words)):
                return UnitMatch(unit, start + len(words), word in OCCASIONS)
        return None

    def match_misspelt(self, tokens: Tokens, start: int) -> UnitMatch | None:
        """The unit whose long single word is one slip away."""
        word = text_at(tokens, start)
        if len(word) < SHORTEST_FORGIVEN or word in _MEASURES:
            return None
        for phrases in self.phrases.values():
            for words, unit in phrases:
                if len(words) == 1 and len(words[0]) >= SHORTEST_FORGIVEN and OSA.distance(word, words[0]) == 1:
                    return UnitMatch(unit, start + 1)
        return None

    def is_of_something_else(self, tokens: Tokens, match: UnitMatch) -> bool:
        """Where a unit lists «mg of iron» beside «mg», «200 mg of tea» is an amount of something else."""
        known = self.substances.get(match.unit.id)
        if not known:
            return False
        named = text_at(tokens, match.end + (text_at(tokens, match.end) == "of"))
        if not named.isalpha() or named in known | NOISE | _CARRIERS or named.startswith("supp"):
            return False
        return rate_at(tokens, match.end) is None and number_at(tokens, match.end) is None


@lru_cache(maxsize=256)
def units_of(definitions: tuple[UnitDefinition, ...], title: str) -> Units:
    """The units of an item, prepared once."""
    phrases: dict[str, list[tuple[tuple[str, ...], UnitDefinition]]] = {}
    for unit in definitions:
        for written in dict.fromkeys(phrase(clean(each)) for each in unit.words):
            if written:
                phrases.setdefault(written[0], []).append((written, unit))
    for found in phrases.values():
        found.sort(key=lambda each: -len(each[0]))
    words = frozenset(definitions[0].words) if definitions else frozenset()
    timeless = bool(definitions) and definitions[0].per is None
    return Units(
        all=definitions,
        phrases=phrases,
        substances={unit.id: _substances(unit) for unit in definitions},
        subject=frozenset(phrase(clean(title))) - NOISE - {"days", "day", "week"},
        by_times=next((unit for unit in definitions if "times" in unit.words), None),
        counts_occasions=not timeless and definitions[0].per != "day" and "times" in words,
        interval_days=days_of(words) if timeless else None,
    )


def _substances(unit: UnitDefinition) -> frozenset[str]:
    """The words that stand behind «of» in the unit's own words, when the same words without them are a unit too."""
    written = {phrase(clean(each)) for each in unit.words}
    return frozenset(
        words[words.index("of") + 1]
        for words in written
        if "of" in words[1:-1] and words[: words.index("of")] in written
    )


def is_measure(word: str) -> bool:
    """Whether a word is a measure, of whatever."""
    return word in _MEASURES


# Words that may follow a number and name no unit.
NOISE = word_set(
    """
    about around approx approximately roughly circa ca like maybe probably perhaps possibly i im ive think guess say
    suppose believe reckon total totally altogether overall combined average avg usually normally typically mostly
    mainly generally from with in on at by for of the my is was are it its that thats so or and but if when plus then
    than only just still now currently these right ish give take most each every some more less max maximum tops
    minimum least lol haha pls please thanks honestly tbh imo as well too also depending during including incl through
    via because while per a an to until till not no any up over under sometimes always often although though except
    without out both together right usual normal ideally hopefully again yet already between last this we he she they
    you me be been get have has had do did does am pm aim trying try want should would could can since
    """
)
