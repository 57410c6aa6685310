"""Makes bot/core/matching/data/english.txt.gz from SymSpell's frequency dictionary.

Needs `pip install symspellpy==6.10.1`. Each line: log2 of the count, then the words. A short word has to be commoner than a long
one to be in: the shorter, the more slips of common words look like it.
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.core.matching.encoder.wordpiece import vocabulary  # noqa: E402

LEAST = {1: 30.0, 2: 24.0, 3: 23.0, 4: 21.5, 5: 21.0, 6: 18.0, 7: 17.0}  # log2 of the count, by letters
LEAST_LONG = 14.0
AMERICAN = 20_000  # the commonest pieces of BERT's vocabulary, whose longer words are added: mostly American spellings
ADDED_COUNT = 19
ALSO = {"ok": 24, "lol": 24}


def main() -> int:
    """Write the file; 2 when the dictionary is not installed."""
    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        sys.stderr.write("Install symspellpy==6.10.1 first.\n")
        return 2
    source = Path(spec.origin).with_name("frequency_dictionary_en_82_765.txt")
    found: dict[str, int] = {}
    for line in source.read_text(encoding="utf-8-sig").splitlines():
        word, count = line.split()
        if word.isascii() and word.isalpha() and math.log2(int(count)) >= LEAST.get(len(word), LEAST_LONG):
            found[word] = int(math.log2(int(count)))
    for piece in list(vocabulary())[:AMERICAN]:
        if piece.isascii() and piece.isalpha() and len(piece) >= 5:
            found.setdefault(piece, ADDED_COUNT)
    found |= ALSO
    by_count: dict[int, list[str]] = defaultdict(list)
    for word in sorted(found):
        by_count[found[word]].append(word)
    text = "\n".join(f"{count} {' '.join(by_count[count])}" for count in sorted(by_count, reverse=True))
    target = ROOT / "bot" / "core" / "matching" / "data" / "english.txt.gz"
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
