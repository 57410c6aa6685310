"""A trained score beside the rules: what examples of danger and of its harmless look-alikes teach.

It reads a message, and each of its parts by itself, as a small network does: what the matcher's encoder sees in the
words, and which cue lists stand in them. It fires where no rule has the words for it; it never holds a rule back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching import Heard, Matcher
from bot.core.matching.network import Network
from bot.core.safety.rules import Certainty, SafetyRules
from bot.core.safety.sentences import parts_of

Floats = NDArray[np.float32]

CALM = 0.05  # danger; where the first network sees less, the others are not asked
LOUDNESS = (8.0, 2.0)  # of meaning and of cues: how much each says to the network before it has learned anything
_TINY = 1e-9


@dataclass(frozen=True)
class Limits:
    """From which danger, 0 to 1, the score fires, and from which it is sure.

    A part has lost what stood around it, and the more parts a message has, the likelier one of them sounds like danger by
    chance. So each has to be the more certain the more there are: of a long ramble only what is sure speaks.
    """

    unsure: float  # of a whole message
    sure: float
    parts: tuple[float, ...]  # of a part, by the number of parts; the last holds for more

    def certainty(self, danger: float, parts: int = 0) -> Certainty:
        """What a message of this danger is, or one of so many parts of one."""
        if danger >= self.sure:
            return Certainty.SURE
        least = self.parts[min(parts, len(self.parts)) - 1] if parts else self.unsure
        return Certainty.UNSURE if danger >= least else Certainty.NONE


@dataclass(frozen=True)
class Scored:
    """What the score says of a message."""

    intent: str  # the id that fits best
    danger: float  # the chance, 0 to 1, of an alarm or, for a boundary, of any boundary
    certainty: Certainty
    part: str  # the words that spoke for it: the message or one of its parts
    limits: Limits


@dataclass(frozen=True)
class ScoreModel:
    """Fitted state. The networks' classes are «harmless», the alarms, then the boundaries, in this order."""

    encoder: str  # name of the encoder whose vectors it reads
    alarms: tuple[str, ...]
    boundaries: tuple[str, ...]
    lists: tuple[str, ...]  # names of the cue lists it reads
    rarity: Floats  # of each list
    centre: Floats  # what all texts share, shape (layers, width)
    networks: tuple[Network, ...]  # the first learned from everything, each other from a part; each errs in its own way
    alarm_limits: Limits
    boundary_limits: Limits


class SafetyScore:
    """Reads messages by a fitted model. Keeps nothing of them."""

    def __init__(self, model: ScoreModel, rules: SafetyRules, matcher: Matcher) -> None:
        """`matcher` is what normalises and reads words. Raises ValueError when its encoder is another one."""
        if matcher.rung != model.encoder:
            raise ValueError(f"fitted with the encoder «{model.encoder}», which is not the one given")
        self.model = model
        self._rules = rules
        self._matcher = matcher
        self._features = Features(rules, model.lists, model.rarity, model.centre)

    def hear(self, message: str) -> Heard:
        """The message as it is read, to hand to `judge`."""
        return self._matcher.hear(message)

    def judge(
        self, message: str, heard: Heard | None = None, found: Mapping[int, Sequence[object]] | None = None
    ) -> Scored | None:
        """What it makes of a message; None for one without words.

        `heard`: the message as the matcher heard it; `found`: the cue lists that the rules found in it, by number.
        """
        whole = heard or self.hear(message)
        if not whole.read.words:
            return None
        parts = parts_of(message)
        texts = [message, *parts]
        states = [whole.words_states, *(whole.states_of(self.hear(part)) for part in parts)]
        first = self._features.cues_in(message) if found is None else self._features.row_of(found)
        cues = [first, *(self._features.cues_in(part) for part in parts)]
        means = np.stack([mean_of(each) for each in states])
        chances = self._chances(self._features.beside(means, np.stack(cues)))
        said = [
            scored
            for row, text in enumerate(texts)
            for scored in self._both(chances[row], text, parts=len(parts) if row else 0)
        ]
        return min(said, key=self._pressing)

    def _chances(self, features: Floats) -> Floats:
        """The first network's chances, or where it is not calm the mean of all (Breiman, 1996, «Bagging predictors»)."""
        first, *others = self.model.networks
        chances = first.chances(features)
        if not others or 1 - float(chances[:, 0].min()) < CALM:
            return chances
        return np.asarray(np.mean([chances, *(each.chances(features) for each in others)], axis=0), np.float32)

    def _both(self, chances: Floats, text: str, parts: int) -> Iterator[Scored]:
        model = self.model
        first = 1
        for intents, limits in ((model.alarms, model.alarm_limits), (model.boundaries, model.boundary_limits)):
            own = chances[first : first + len(intents)]
            first += len(intents)
            if len(own):
                danger = float(own.sum())
                certainty = limits.certainty(danger, parts)
                yield Scored(intents[int(own.argmax())], danger, certainty, text, limits)

    def _pressing(self, scored: Scored) -> tuple[bool, bool, bool, float]:
        """What fires goes first, of that the alarms, of those the sure ones, and then the greater danger."""
        fires = scored.certainty is not Certainty.NONE
        alarm = scored.intent in self.model.alarms
        return not fires, fires and not alarm, scored.certainty is not Certainty.SURE, -scored.danger


class Features:
    """What the network reads: one row for a text."""

    def __init__(self, rules: SafetyRules, lists: Sequence[str], rarity: Floats, centre: Floats) -> None:
        self._cues = rules.matcher
        self._places: Mapping[str, int] = {name: place for place, name in enumerate(lists)}
        self._rarity = rarity
        self._centre = centre

    def beside(self, means: Floats, cues: Floats) -> Floats:
        """Shape (texts, layers · width + lists), from means of shape (texts, layers, width) and rows of cues."""
        layers = means - self._centre
        layers = layers / np.maximum(np.linalg.norm(layers, axis=2, keepdims=True), _TINY)
        meaning = layers.reshape(len(layers), -1) / np.sqrt(np.float32(layers.shape[1]))
        weighed = cues * self._rarity
        weighed = weighed / np.maximum(np.linalg.norm(weighed, axis=1, keepdims=True), _TINY)
        loud, soft = (np.float32(each) for each in LOUDNESS)
        return np.hstack([loud * meaning, soft * weighed]).astype(np.float32)

    def cues_in(self, text: str) -> Floats:
        """Which lists stand in the text: zeros and ones."""
        return self.row_of(self._cues.find(self._cues.split(text)))

    def row_of(self, found: Mapping[int, Sequence[object]]) -> Floats:
        """The same from what was found, by number of the list."""
        row = np.zeros(len(self._places), np.float32)
        for number, spans in found.items():
            place = self._places.get(self._cues.names[number]) if spans else None
            if place is not None:
                row[place] = 1
        return row


def mean_of(states: Floats | None) -> Floats:
    """The mean of what the encoder sees in pieces, shape (layers, width). Raises ValueError without an encoder."""
    if states is None:
        raise ValueError("the safety score needs an encoder")
    return np.asarray(states.mean(axis=1), np.float32)
