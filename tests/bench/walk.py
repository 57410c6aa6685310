"""A long random walk through the dialogue: `python tests/bench/walk.py [--turns N] [--seed S]`.

Types every utterance of the pack and of the judging sets and presses every button in random order, and stops at the
first turn that breaks a promise (see `check_turn` in tests/core/conversation/walking.py). Prints what was taken.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.bootstrap import fit_matcher  # noqa: E402
from bot.content.loading import load_library  # noqa: E402
from tests.core.conversation.walking import RememberingMatcher, Walk, walk  # noqa: E402


def main() -> None:
    """Walk and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    library = load_library(ROOT)
    matcher = RememberingMatcher(fit_matcher(library))
    started = time.perf_counter()
    taken = walk(library, matcher, Walk(library, ROOT, seed=chosen.seed).inputs(chosen.turns))
    print(f"{taken} turns, every promise kept, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
