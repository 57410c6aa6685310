"""Start to first answer of `osteon ask`: median of several fresh processes, beside a bare Python for scale.

Run: .venv/bin/python tests/bench/startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 9


def seconds(arguments: list[str]) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print both medians."""
    ask = ["-m", "bot", "ask", "how much calcium a day?"]
    seconds(ask)  # warms the file cache, and the matcher's when it has one
    bare = statistics.median(seconds(["-c", "pass"]) for _ in range(RUNS))
    first = statistics.median(seconds(ask) for _ in range(RUNS))
    print(f"python alone     {bare:.2f} s")
    print(f"osteon ask       {first:.2f} s   (median of {RUNS} fresh processes)")


if __name__ == "__main__":
    main()
