"""Writes and reads a fitted safety score: one file of arrays, the rest of it as JSON in one of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.core.matching.network import Network
from bot.core.matching.state import Arrays, read_arrays, write_arrays
from bot.core.matching.word_bag import WordBag
from bot.core.safety.score import Limits, ScoreModel

VERSION = 12  # of the score; raise it with every change to what a fit gives
BAG_PARTS = ("weights", "bias", "rarity")


def save_score(model: ScoreModel, path: Path, fingerprint: str) -> None:
    """Keep the fitted state, to `load_score` it without fitting. Replaces the file in one step. Raises OSError."""
    arrays: Arrays = {"rarity": model.rarity, "centre": model.centre}
    arrays |= {f"bag.{part}": getattr(model.bag, part) for part in BAG_PARTS}
    for number, network in enumerate(model.networks):
        arrays |= {f"{number}.{part}": array.astype(np.float16) for part, array in enumerate(network.arrays)}
    told = {
        "version": VERSION,
        "fingerprint": fingerprint,
        "encoder": model.encoder,
        "networks": len(model.networks),
        "alarms": model.alarms,
        "boundaries": model.boundaries,
        "lists": model.lists,
        "limits": [[each.unsure, each.sure] for each in model.limits],
    }
    write_arrays(path, arrays, told)


def load_score(path: Path, fingerprint: str) -> ScoreModel:
    """What `save_score` wrote. `fingerprint` names what it was fitted on.

    Raises OSError when the file cannot be read, ValueError when it holds something else or was fitted on other content.
    """
    arrays, told = read_arrays(path)
    try:
        if told["version"] != VERSION or told["fingerprint"] != fingerprint:
            raise ValueError("fitted by another version, or on another content")
        networks = tuple(_network(arrays, number) for number in range(told["networks"]))
        return ScoreModel(
            told["encoder"],
            tuple(told["alarms"]),
            tuple(told["boundaries"]),
            tuple(told["lists"]),
            np.asarray(arrays["rarity"]),
            np.asarray(arrays["centre"]),
            networks,
            WordBag(*(arrays[f"bag.{part}"] for part in BAG_PARTS)),
            tuple(Limits(*limits) for limits in told["limits"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path} holds no safety score: {error}") from error


def _network(arrays: Arrays, number: int) -> Network:
    return Network(*(arrays[f"{number}.{part}"].astype(np.float32) for part in range(4)))
