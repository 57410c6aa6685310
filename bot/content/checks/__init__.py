"""The rules a pack must keep, one a file. To add one: write `check(pack)` in a new file and list it here.

`INTEGRITY` is what the program itself relies on, checked whenever a pack is loaded; `ALL` is what `osteon check` runs.
"""

from collections.abc import Callable, Iterator

from bot.content.checks import (
    completeness,
    coverage,
    dates,
    figures,
    forbidden,
    ids,
    lengths,
    near_duplicates,
    readability,
    safety_examples,
    safety_rules,
    tiers,
    utterances,
    wording,
)
from bot.content.pack import Pack
from bot.content.problems import Problem

Check = Callable[[Pack], Iterator[Problem]]

INTEGRITY: tuple[Check, ...] = (ids.check, utterances.check, wording.check)
ALL: tuple[Check, ...] = (
    *INTEGRITY,
    figures.check,
    tiers.check,
    lengths.check,
    readability.check,
    coverage.check,
    dates.check,
    safety_rules.check,
    safety_examples.check,
    forbidden.check,
    completeness.check,
    near_duplicates.check,
)
