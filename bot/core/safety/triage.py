"""Triage: does an utterance need the alarm, or stand beyond what may be answered? Asked before any matching."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.core.matching import Heard
from bot.core.safety.cues import Spans
from bot.core.safety.rules import Certainty, Rule, SafetyRules, Scope, Step
from bot.core.safety.score import Cued, SafetyScore, Scored
from bot.core.safety.wording import Wording

DENIAL_REACH = 4  # words between a denial and what it denies


@dataclass(frozen=True)
class Hit:
    """A rule that fired."""

    intent: str
    rule: str
    certainty: Certainty
    words: tuple[str, ...]  # what spoke for it, as triage reads it


@dataclass(frozen=True)
class Triage:
    """What triage found. `safety` is the intent to answer with; None when matching may go on."""

    safety: str | None
    certainty: Certainty
    hits: tuple[Hit, ...]  # every rule that fired, the most pressing first
    scored: Scored | None = None  # what the score says, whether it fires or not; None without a score


def triage(utterance: str, rules: SafetyRules, score: SafetyScore | None = None, heard: Heard | None = None) -> Triage:
    """Run every rule, and the score; either may fire. `heard`: the utterance as the matcher heard it, to read it once.

    Pure; linear in the length of the utterance for all practical content.
    """
    wording = rules.matcher.split(utterance)
    spans = rules.matcher.find(wording)
    hits = _hits(wording, spans, rules)
    scored = score.judge(utterance, heard, Cued(wording.words, spans)) if score else None
    found = [(hit.intent, hit.certainty) for hit in hits]
    if scored and scored.certainty is not Certainty.NONE:
        found.append((scored.intent, scored.certainty))
    if not found:
        return Triage(None, Certainty.NONE, (), scored)
    pressing = _pressing(rules)
    intent, certainty = min(found, key=lambda each: pressing(*each))
    return Triage(intent, certainty, tuple(sorted(hits, key=lambda hit: pressing(hit.intent, hit.certainty))), scored)


def _hits(wording: Wording, spans: dict[int, Spans], rules: SafetyRules) -> list[Hit]:
    present = sum(1 << number for number in spans)
    hits = []
    windows: dict[Scope, list[tuple[int, int]]] = {}
    for step in rules.steps:
        for mask in step.masks:
            if not mask & present:
                break
        else:
            if words := _fires(step, spans, wording, windows):
                hits.append(Hit(step.rule.intent, step.rule.name, step.rule.certainty, words))
    return hits


def _pressing(rules: SafetyRules) -> Callable[[str, Certainty], tuple[int, bool, int]]:
    """What goes first when several fire: the tier, within it what is sure, then the order of the tier."""
    rank = {
        intent: (tier, place) for tier, intents in enumerate(rules.precedence) for place, intent in enumerate(intents)
    }

    def pressing(intent: str, certainty: Certainty) -> tuple[int, bool, int]:
        tier, place = rank[intent]
        return tier, certainty is not Certainty.SURE, place

    return pressing


def _fires(
    step: Step, spans: dict[int, Spans], wording: Wording, windows: dict[Scope, list[tuple[int, int]]]
) -> tuple[str, ...]:
    """The words that spoke for the rule; empty when it does not fire."""
    rule = step.rule
    denials = [span for number in step.denied_by for span in spans.get(number, ())]
    groups: list[Spans] = []
    for group in step.groups:
        found = sorted({span for number in group for span in spans.get(number, ())})
        if denials:
            found = [span for span in found if not _is_denied(span, denials, wording.clauses)]
        if not found:
            return ()
        groups.append(found)
    excuses = [excuse for excuse in step.unless if excuse[0] in spans]
    if rule.scope not in windows:
        windows[rule.scope] = _windows(rule.scope, wording)
    for low, high in windows[rule.scope]:
        inside = [[span for span in group if low <= span[0] and span[1] <= high] for group in groups]
        if not all(inside):
            continue
        chosen = _choose(rule, inside)
        if chosen is None:
            continue
        if any(
            _any_inside(spans[cues], low, high)
            and not any(_any_inside(spans.get(other, ()), low, high) for other in excepting)
            for cues, excepting in excuses
        ):
            continue
        return tuple(" ".join(wording.words[begin:end]) for begin, end in chosen)
    return ()


def _any_inside(spans: Sequence[tuple[int, int]], low: int, high: int) -> bool:
    return any(low <= begin < high for begin, _ in spans)


def _is_denied(span: tuple[int, int], denials: Spans, clauses: Sequence[int]) -> bool:
    """Whether a denial ends shortly before the span, in the same clause."""
    begin = span[0]
    return any(
        end <= begin and begin - end <= DENIAL_REACH and clauses[end - 1] == clauses[begin] for _, end in denials
    )


def _windows(scope: Scope, wording: Wording) -> list[tuple[int, int]]:
    """The stretches of words in which a rule's parts must stand together."""
    sentences = wording.sentences
    if scope is Scope.SENTENCE:
        return sentences
    if scope is Scope.NEARBY:
        return [*sentences, *((first, end) for (first, _), (_, end) in pairwise(sentences))]
    if scope is Scope.MESSAGE:
        return [(0, len(wording.words))]
    clauses = wording.clauses
    starts = [index for index in range(len(clauses)) if not index or clauses[index] != clauses[index - 1]]
    return list(zip(starts, [*starts[1:], len(clauses)], strict=True))


def _choose(rule: Rule, groups: list[Spans]) -> list[tuple[int, int]] | None:
    """One span of each group that together keep the rule's order and distance."""
    if rule.within is None and not rule.in_order:
        return [group[0] for group in groups]
    if rule.in_order:
        return _in_order(groups, rule.within)
    starts = sorted({begin for group in groups for begin, _ in group})
    for start in starts:
        chosen = [
            min((span for span in group if span[0] >= start), key=lambda span: span[1], default=None)
            for group in groups
        ]
        kept = [span for span in chosen if span is not None]
        if len(kept) == len(groups) and _reach(kept) <= (rule.within or 0):
            return kept
    return None


def _in_order(groups: list[Spans], within: int | None) -> list[tuple[int, int]] | None:
    for first in reversed(groups[0]):
        chosen = [first]
        for group in groups[1:]:
            following = [span for span in group if span[0] >= chosen[-1][1]]
            if not following:
                break
            chosen.append(min(following, key=lambda span: span[1]))
        else:
            if within is None or _reach(chosen) <= within:
                return chosen
    return None


def _reach(spans: list[tuple[int, int]]) -> int:
    """How many words lie from the first span's start to the last one's end."""
    return max(end for _, end in spans) - min(begin for begin, _ in spans)
