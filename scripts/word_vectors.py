"""Makes bot/core/matching/data/pieces.npy.

Each piece of the vocabulary is read alone by MiniLM and kept in 96 numbers of 8 bits.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.core.matching.encoder import MiniLM, WordVectors  # noqa: E402
from bot.core.matching.encoder.wordpiece import END, START, vocabulary  # noqa: E402


def main() -> int:
    """Write the file; takes about a minute."""
    encoder, numbers = MiniLM(), vocabulary()
    start, end = numbers[START], numbers[END]
    read = np.stack([encoder.read([start, piece, end]).mean(axis=1) for piece in numbers.values()])
    read -= read.mean(axis=0)
    read /= np.linalg.norm(read, axis=2, keepdims=True)
    joined = read.reshape(len(read), -1)
    turn = np.linalg.eigh(joined.T @ joined)[1][:, ::-1][:, : WordVectors.width]
    turn *= np.sign(turn[np.abs(turn).argmax(axis=0), range(WordVectors.width)])  # the sign is free: fix it
    found = joined @ turn
    stored = np.round(found / np.abs(found).max() * 127).astype(np.int8)
    np.save(ROOT / "bot" / "core" / "matching" / "data" / "pieces.npy", stored)
    return 0


if __name__ == "__main__":
    sys.exit(main())
