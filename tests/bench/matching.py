"""The matcher beside others on CLINC150 (not part of the project; see its README).

Run `python tests/bench/matching.py [FILE]`.

Ten examples of each of 150 intents, 100 out-of-scope examples, every test question. With --scale, how it holds up at
1,000, 10,000 and 100,000 examples. One core: OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bot.core.matching import Candidate, Matcher  # noqa: E402
from bot.evaluation.baselines import nearest_by_rapidfuzz, tfidf_regression  # noqa: E402
from bot.evaluation.measures import auroc, fpr95  # noqa: E402
from bot.evaluation.slips import with_slips  # noqa: E402

DATA = ROOT.parent / "shared" / "bench" / "clinc150.json"
SHOTS = 10
Rank = Callable[[str], Sequence[Candidate]]


def main() -> int:
    """Print a table; exit status 2 when the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=DATA)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--step", type=int, default=1, help="take every n-th test question")
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--only", default="", help="systems whose name holds this")
    args = parser.parse_args()
    if not args.data.is_file():
        print(f"{args.data} is not there", file=sys.stderr)
        return 2
    data = json.loads(args.data.read_text(encoding="utf-8"))
    if args.scale:
        return scale(data)
    print(f"{'system':34}  right  slips  AUROC  FPR95     ECE  p50ms  p99ms   fit s")
    for name, make in SYSTEMS.items():
        if args.only in name:
            rows = [measure(make, data, seed, args.step) for seed in range(args.seeds)]
            right, slips, area, rate, error, p50, p99, fit = (
                statistics.mean(column) for column in zip(*rows, strict=True)
            )
            print(
                f"{name:34}  {right:5.3f}  {slips:5.3f}  {area:5.3f}  {rate:5.3f}  {error:6.3f}  "
                f"{p50:5.2f}  {p99:5.2f}  {fit:6.2f}",
                flush=True,
            )
    return 0


def measure(make: Callable[[dict[str, list[str]], list[str]], Rank], data: Any, seed: int, step: int) -> list[float]:
    """One row for one draw of examples."""
    utterances = draw(data["train"], seed)
    started = time.perf_counter()
    rank = make(utterances, [text for text, _ in data["oos_train"]])
    fitted = time.perf_counter() - started
    tests, strange = data["test"][::step], data["oos_test"][::step]
    chance = Random(seed)
    seconds: list[float] = []
    plain = [first(rank, text, seconds) for text, _ in tests]
    slipped = [first(rank, with_slips(text, chance)) for text, _ in tests]
    outside = [first(rank, text) for text, _ in strange]
    right = np.array([found.intent == intent for found, (_, intent) in zip(plain, tests, strict=True)])
    inside, beyond = (np.array([each.confidence for each in group]) for group in (plain, outside))
    return [
        float(right.mean()),
        float(np.mean([found.intent == intent for found, (_, intent) in zip(slipped, tests, strict=True)])),
        auroc(inside, beyond),
        fpr95(inside, beyond),
        calibration(inside, right),
        1e3 * float(np.quantile(seconds, 0.5)),
        1e3 * float(np.quantile(seconds, 0.99)),
        fitted,
    ]


def calibration(confidence: Any, right: Any) -> float:
    """Expected calibration error over the in-scope questions, ten bins."""
    tenth = np.minimum((confidence * 10).astype(int), 9)
    gaps = [abs(confidence[tenth == at].mean() - right[tenth == at].mean()) * (tenth == at).mean() for at in set(tenth)]
    return float(sum(gaps))


def draw(rows: Sequence[tuple[str, str]], seed: int) -> dict[str, list[str]]:
    """The first ten of each intent after a seeded shuffle."""
    chance = Random(seed)
    by_intent: dict[str, list[str]] = defaultdict(list)
    for text, intent in rows:
        by_intent[intent].append(text)
    for intent in sorted(by_intent):
        chance.shuffle(by_intent[intent])
    return {intent: by_intent[intent][:SHOTS] for intent in sorted(by_intent)}


def first(rank: Rank, text: str, seconds: list[float] | None = None) -> Candidate:
    """The best candidate."""
    started = time.perf_counter()
    found = rank(text)
    if seconds is not None:
        seconds.append(time.perf_counter() - started)
    return found[0] if found else Candidate("", 0.0, 0.0)


def nearest_by_bm25(utterances: dict[str, list[str]], _: list[str]) -> Rank:
    """The intent of the example that BM25 puts first; its score is the confidence."""
    import bm25s

    labels = [intent for intent, texts in utterances.items() for _ in texts]
    texts = [text for every in utterances.values() for text in every]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)

    def rank(text: str) -> list[Candidate]:
        tokens = bm25s.tokenize([text], show_progress=False, return_ids=False)
        if not tokens[0]:
            return []
        places, scores = index.retrieve(tokens, k=1, show_progress=False)
        return [Candidate(labels[places[0, 0]], float(scores[0, 0]), float(scores[0, 0]) / 100)]

    return rank


def ours(encoder: str | None) -> Callable[[dict[str, list[str]], list[str]], Rank]:
    """This matcher with an encoder."""
    return lambda utterances, outside: Matcher.fit(utterances, out_of_scope=outside, encoder=encoder).rank


SYSTEMS: dict[str, Callable[[dict[str, list[str]], list[str]], Rank]] = {
    "rapidfuzz token_set_ratio, nearest": lambda utterances, _: nearest_by_rapidfuzz(utterances),
    "bm25s, nearest": nearest_by_bm25,
    "TF-IDF + logistic regression": lambda utterances, _: tfidf_regression(utterances),
    "osteon, no encoder": ours(None),
    "osteon, word vectors": ours("words"),
    "osteon, MiniLM": ours(""),
    "osteon, MiniLM, no out-of-scope": lambda utterances, _: Matcher.fit(utterances).rank,
}


def scale(data: Any) -> int:
    """Time and memory at growing numbers of examples: the set's own, then the same with words left out."""
    rows = [(text, intent) for text, intent in data["train"]]
    chance = Random(0)
    print("examples  fit s  load s  p50 ms  p99 ms  right  file MB  peak MB")
    for size in (1_000, 10_000, 100_000):
        grown = list(rows)
        while len(grown) < size:
            text, intent = chance.choice(rows)
            words = text.split()
            words.pop(chance.randrange(len(words)))
            grown.append((" ".join([*words, chance.choice(rows)[0].split()[0]]), intent))
        chance.shuffle(grown)
        utterances: dict[str, list[str]] = defaultdict(list)
        for text, intent in grown[:size]:
            utterances[intent].append(text)
        started = time.perf_counter()
        matcher = Matcher.fit(utterances)
        fitted = time.perf_counter() - started
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "state.npz"
            matcher.save(path, "scale")
            started = time.perf_counter()
            matcher = Matcher.load(path, "scale")
            matcher.rank("a first question")
            loaded = time.perf_counter() - started
            heavy = path.stat().st_size / 1e6
        seconds: list[float] = []
        tests = data["test"][::10]
        right = np.mean([first(matcher.rank, text, seconds).intent == intent for text, intent in tests])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        p50, p99 = (1e3 * float(np.quantile(seconds, at)) for at in (0.5, 0.99))
        print(
            f"{size:8}  {fitted:5.1f}  {loaded:6.2f}  {p50:6.2f}  {p99:6.2f}  {right:5.3f}  {heavy:7.1f}  {peak:7.0f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
