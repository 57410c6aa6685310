"""A bag of words learns which words and pairs of words go with a class."""

from __future__ import annotations

import numpy as np

from bot.core.matching.word_bag import WordBag, fit_word_bag

TEXTS = [
    ["the", "cat", "sleeps", "on", "the", "mat"],
    ["the", "cat", "purrs"],
    ["a", "cat", "on", "the", "roof"],
    ["the", "train", "leaves", "at", "nine"],
    ["a", "late", "train"],
    ["which", "train", "goes", "north"],
]
CLASSES = np.array([0, 0, 0, 1, 1, 1])


def fitted(seed: int = 0) -> WordBag:
    """A bag of the texts above."""
    return fit_word_bag(TEXTS, CLASSES, 2, seed=seed)


def test_words_speak_for_their_class() -> None:
    """Seen texts and new ones with the same words; chances add up to 1."""
    bag = fitted()
    assert (bag.chances(TEXTS).argmax(axis=1) == CLASSES).all()
    chances = bag.chances([["my", "cat", "is", "here"], ["no", "train", "today"]])
    assert chances[0, 0] > 0.5
    assert chances[1, 1] > 0.5
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)


def test_pairs_of_words_count() -> None:
    """The same words in another order mean something else."""
    texts = [words.split() for words in ("not bad at all", "bad not good", "not bad today", "bad not today")]
    bag = fit_word_bag(texts * 8, np.array([0, 1, 0, 1] * 8), 2)
    assert bag.chances([["not", "bad"]])[0, 0] > 0.5 > bag.chances([["bad", "not"]])[0, 0]


def test_the_same_texts_give_the_same_bag() -> None:
    """Fitting has no chance in it, and hashes do not differ from run to run."""
    assert np.array_equal(fitted().weights, fitted().weights)


def test_a_text_without_words_is_read() -> None:
    """Nothing known: what is common decides."""
    bag = fitted()
    assert np.allclose(bag.chances([[], ["zebra"]]).sum(axis=1), 1, atol=1e-5)
