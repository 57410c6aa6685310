"""A trained score beside the rules: what examples of danger and of its harmless look-alikes teach.

It reads a message, and each of its parts by itself, in two ways: as a small network does, that knows what the matcher's
encoder sees in the words and which cue lists stand in them, and as a bag of words. It fires where no rule has the words
for it; it never holds a rule back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.matching import Heard, Matcher
from bot.core.matching.network import Network, softmax
from bot.core.matching.word_bag import WordBag
from bot.core.safety.rules import Certainty, SafetyRules
from bot.core.safety.sentences import parts_of

Floats = NDArray[np.float32]

HARMLESS = 0  # the class of what is no danger
CALM = 0.05  # danger; where the first network sees less, the others are not asked
LOUDNESS = (8.0, 2.0)  # of meaning and of cues: how much each says to the network before it has learned anything
_TINY = 1e-9


@dataclass(frozen=True)
class Limits:
    """From which danger, 0 to 1, the score fires, and from which it is sure."""

    unsure: float
    sure: float

    def certainty(self, danger: float) -> Certainty:
        """What a message of this danger is."""
        if danger >= self.sure:
            return Certainty.SURE
        return Certainty.UNSURE if danger >= self.unsure else Certainty.NONE


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
    """Fitted state. The classes of networks and bag are «harmless», the alarms, then the boundaries, in this order."""

    encoder: str  # name of the encoder whose vectors it reads
    alarms: tuple[str, ...]
    boundaries: tuple[str, ...]
    lists: tuple[str, ...]  # names of the cue lists it reads
    rarity: Floats  # of each list
    centre: Floats  # what all texts share, shape (layers, width)
    networks: tuple[Network, ...]  # the first learned from everything, each other from a part; each errs in its own way
    bag: WordBag
    limits: tuple[Limits, ...]  # of each alarm, then of each boundary: some have nearer look-alikes than others


class SafetyScore:
    """Reads messages by a fitted model. Keeps nothing of them."""

    def __init__(self, model: ScoreModel, rules: SafetyRules, matcher: Matcher) -> None:
        """`matcher` is what normalises and reads words. Raises ValueError when its encoder is another one."""
        if matcher.rung != model.encoder:
            raise ValueError(f"fitted with the encoder «{model.encoder}», which is not the one given")
        self.model = model
        self._matcher = matcher
        self._features = Features(rules, model.lists, model.rarity, model.centre)

    def hear(self, message: str) -> Heard:
        """The message as it is read, to hand to `judge`."""
        return self._matcher.hear(message)

    def judge(self, message: str, heard: Heard | None = None, found: Cued | None = None) -> Scored | None:
        """What it makes of a message; None for one without words.

        `heard`: the message as the matcher heard it; `found`: what the rules found in it.
        """
        whole = heard or self.hear(message)
        if not whole.read.words:
            return None
        parts = parts_of(message)
        cued = [found or self._features.cued(message), *map(self._features.cued, parts)]
        states = [whole.words_states, *(whole.states_of(self.hear(part)) for part in parts)]
        features = self._features.beside(np.stack([*map(mean_of, states)]), np.stack([*map(self._features.row, cued)]))
        chances = self._chances(features, [each.words for each in cued])
        said = [scored for row, text in enumerate([message, *parts]) for scored in self._both(chances[row], text)]
        return min(said, key=self._pressing)

    def _chances(self, features: Floats, words: Sequence[Sequence[str]]) -> Floats:
        """The first network and the bag, or where they are not calm all networks (Breiman, 1996, «Bagging predictors»)."""
        first, *others = self.model.networks
        bag, seen = self.model.bag.scores(words), first.scores(features)
        chances = pool(seen, bag)
        if not others or 1 - float(chances[:, HARMLESS].min()) < CALM:
            return chances
        return pool(np.asarray(np.mean([seen, *(each.scores(features) for each in others)], axis=0), np.float32), bag)

    def _both(self, chances: Floats, text: str) -> Iterator[Scored]:
        first = 1
        for intents in (self.model.alarms, self.model.boundaries):
            own = chances[first : first + len(intents)]
            if len(own):
                danger, best = float(own.sum()), int(own.argmax())
                limits = self.model.limits[first - 1 + best]
                yield Scored(intents[best], danger, limits.certainty(danger), text, limits)
            first += len(intents)

    def _pressing(self, scored: Scored) -> tuple[bool, bool, bool, float]:
        """What fires goes first, of that the alarms, of those the sure ones, and then the greater danger."""
        fires = scored.certainty is not Certainty.NONE
        alarm = scored.intent in self.model.alarms
        return not fires, fires and not alarm, scored.certainty is not Certainty.SURE, -scored.danger


class Cued(NamedTuple):
    """What the rules' own matcher makes of a text."""

    words: Sequence[str]
    spans: Mapping[int, Sequence[object]]  # by number of a cue list: where it stands


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
        weighed = cues * self._rarity
        meaning, soft = LOUDNESS[0] / np.sqrt(layers.shape[1]), LOUDNESS[1]
        layers *= meaning / np.maximum(np.sqrt((layers * layers).sum(axis=2, keepdims=True)), _TINY)
        weighed *= soft / np.maximum(np.sqrt((weighed * weighed).sum(axis=1, keepdims=True)), _TINY)
        return np.concatenate([layers.reshape(len(layers), -1), weighed], axis=1, dtype=np.float32)

    def cued(self, text: str) -> Cued:
        """The text's words and the cue lists that stand in it."""
        wording = self._cues.split(text)
        return Cued(wording.words, self._cues.find(wording))

    def row(self, cued: Cued) -> Floats:
        """Which lists stand in the text: zeros and ones."""
        row = np.zeros(len(self._places), np.float32)
        for number, spans in cued.spans.items():
            place = self._places.get(self._cues.names[number]) if spans else None
            if place is not None:
                row[place] = 1
        return row


def pool(one: Floats, other: Floats) -> Floats:
    """The chances in which two opinions agree, either able to bring the other down; both given as scores of the classes.

    The geometric mean of their chances, a logarithmic opinion pool (Genest and Zidek, 1986,
    https://doi.org/10.1214/ss/1177013825).
    """
    return softmax(0.5 * (one + other))


def mean_of(states: Floats | None) -> Floats:
    """The mean of what the encoder sees in pieces, shape (layers, width). Raises ValueError without an encoder."""
    if states is None:
        raise ValueError("the safety score needs an encoder")
    return np.asarray(states.mean(axis=1), np.float32)
