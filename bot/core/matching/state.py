"""Writes and reads fitted state: one file of arrays, the rest of it as JSON in one of them. Nothing in it can run."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.calibration import Logistic
from bot.core.matching.confidence import Certainty, Curve
from bot.core.matching.examples import Examples
from bot.core.matching.meaning import Pooling
from bot.core.matching.model import Model, Told
from bot.core.matching.ngrams import GramIndex
from bot.core.matching.similarity import Mixture

VERSION = 9  # of the matcher; raise it with every change to what a fit gives

Arrays = dict[str, NDArray[Any]]


def save_model(model: Model, path: Path, fingerprint: str) -> None:
    """See `Matcher.save`."""
    write_arrays(path, _arrays(model), _told(model, fingerprint))


def load_model(path: Path, fingerprint: str) -> Model:
    """See `Matcher.load`."""
    arrays, told = read_arrays(path)
    try:
        if told["version"] != VERSION or told["fingerprint"] != fingerprint:
            raise ValueError("fitted by another version, or on another content")
        return _model(arrays, told)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"{path} holds no fitted matcher: {error}") from error


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]], told: Mapping[str, Any]) -> None:
    """Write arrays, and beside them what JSON can say. Replaces the file in one step. Raises OSError."""
    everything = {**arrays, "told": np.frombuffer(json.dumps(told, ensure_ascii=False).encode(), np.uint8)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            np.savez(file, allow_pickle=False, **everything)
            file.flush()
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def read_arrays(path: Path) -> tuple[Arrays, dict[str, Any]]:
    """What `write_arrays` wrote. Raises OSError when the file cannot be read, ValueError when it holds something else."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        told = json.loads(arrays.pop("told").tobytes())
    except (KeyError, ValueError, zipfile.BadZipFile, EOFError) as error:
        raise ValueError(f"{path} holds no fitted state: {error}") from error
    if not isinstance(told, dict):
        raise ValueError(f"{path} holds no fitted state")
    return arrays, told


def _arrays(model: Model) -> Arrays:
    arrays: Arrays = {
        "labels": model.examples.labels,
        "weights": model.weights,
        "curve.confidence": model.curve.confidence,
        "curve.right": model.curve.right,
    }
    for name, index in (("words", model.words), ("letters", model.letters)):
        arrays |= {
            f"{name}.rarity": index.rarity,
            f"{name}.common": index.common,
            f"{name}.starts": index.starts,
            f"{name}.rows": index.rows,
            f"{name}.weights": index.weights,
        }
    if model.pooling is not None and model.vectors is not None:
        arrays |= {"centre": model.pooling.centre, "vectors": model.vectors.astype(np.float16)}
        if model.pooling.directions is not None:
            arrays["directions"] = model.pooling.directions.astype(np.float16)
    return arrays


def _told(model: Model, fingerprint: str) -> dict[str, Any]:
    told = model.told
    pooling = model.pooling
    return {
        "version": VERSION,
        "fingerprint": fingerprint,
        "spoken": told.spoken,
        "vocabulary": told.vocabulary,
        "names": dict(told.names),
        "misspellings": dict(told.misspellings),
        "intents": model.examples.intents,
        "texts": model.examples.texts,
        "words": [" ".join(words) for words in model.examples.words],
        "verbatim": dict(model.examples.verbatim),
        "word grams": "\n".join(model.words.numbers),
        "letter grams": "\n".join(model.letters.numbers),
        "encoder": model.encoder,
        "pooling": pooling and [pooling.weights and list(pooling.weights.items()), pooling.unseen],
        "mixture": [model.mixture.shares, model.mixture.sharpness],
        "strength": model.strength,
        "in scope": _logistic(model.certainty.in_scope),
        "temperature": model.certainty.temperature,
        "straight": _logistic(model.certainty.straight),
    }


def _logistic(curve: Logistic) -> list[Any]:
    return [curve.bias, curve.weights, curve.mean, curve.spread]


def _model(arrays: Arrays, told: dict[str, Any]) -> Model:
    once: dict[str, str] = {}  # each word is kept once, however many examples hold it
    examples = Examples(
        tuple(told["intents"]),
        tuple(told["texts"]),
        tuple(tuple(once.setdefault(word, word) for word in words.split(" ")) for words in told["words"]),
        arrays["labels"],
        told["verbatim"],
    )
    pooling = None
    if told["pooling"]:
        weights, unseen = told["pooling"]
        directions = arrays["directions"].astype(np.float32) if "directions" in arrays else None
        by_piece = weights and {int(piece): weight for piece, weight in weights}
        pooling = Pooling(by_piece, unseen, arrays["centre"], directions)
    certainty = Certainty(_curve(told["in scope"]), told["temperature"], _curve(told["straight"]))
    return Model(
        Told(tuple(told["spoken"]), tuple(told["vocabulary"]), told["names"], told["misspellings"]),
        examples,
        _index(arrays, "words", told["word grams"]),
        _index(arrays, "letters", told["letter grams"]),
        told["encoder"],
        pooling,
        arrays["vectors"].astype(np.float32) if pooling else None,
        Mixture(*(tuple(each) for each in told["mixture"])),
        told["strength"],
        arrays["weights"],
        certainty,
        Curve(arrays["curve.confidence"], arrays["curve.right"]),
    )


def _curve(read: list[Any]) -> Logistic:
    bias, weights, mean, spread = read
    return Logistic(bias, tuple(weights), tuple(mean), tuple(spread))


def _index(arrays: Arrays, name: str, grams: str) -> GramIndex:
    numbers = {gram: number for number, gram in enumerate(grams.split("\n"))} if grams else {}
    return GramIndex(numbers, *(arrays[f"{name}.{part}"] for part in ("rarity", "common", "starts", "rows", "weights")))
