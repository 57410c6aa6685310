"""What a turn costs beyond matching: `python tests/bench/turn.py [--turns N]`.

Takes random turns as the walk of `tests/core/conversation/walking.py` does, with every ranking made beforehand, and
prints the median, the slowest hundredth and the slowest steps in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.bootstrap import fit_matcher  # noqa: E402
from bot.content.loading import load_library  # noqa: E402
from bot.core.conversation import steps  # noqa: E402
from bot.core.conversation.taking import take_turn  # noqa: E402
from bot.core.person import PersonState  # noqa: E402
from tests.core.conversation.walking import NOW, RememberingMatcher, Walk  # noqa: E402


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=1500)
    chosen = parser.parse_args()
    library = load_library(ROOT)
    matcher = RememberingMatcher(fit_matcher(library))
    inputs = list(Walk(library, ROOT, seed=7).inputs(chosen.turns))

    def walk(times: list[float] | None = None) -> None:
        state = PersonState()
        for given in inputs:
            started = time.perf_counter()
            state = take_turn(state, given, library=library, matcher=matcher, now=NOW).state
            if times is not None:
                times.append((time.perf_counter() - started) * 1000)

    walk()  # fills the matcher's memory
    times: list[float] = []
    walk(times)
    times.sort()
    print(
        f"{len(times)} turns: median {statistics.median(times):.3f} ms, 99 of 100 under {times[-len(times) // 100]:.3f} ms"
    )
    spent: dict[str, float] = defaultdict(float)

    def timed(name, attempt):
        def run(context):
            started = time.perf_counter()
            try:
                return attempt(context)
            finally:
                spent[name] += time.perf_counter() - started

        return run

    steps.ORDER = tuple((name, timed(name, attempt)) for name, attempt in steps.ORDER)
    walk()
    for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1])[:8]:
        print(f"  {name:18} {seconds * 1000 / len(inputs):.3f} ms a turn")


if __name__ == "__main__":
    main()
