"""Say why a question gets the reply it gets."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from bot.bootstrap import load
from bot.core.explaining import Explanation, explain
from bot.core.matching import Answered, Disambiguate
from bot.core.safety.rules import Certainty
from bot.settings import Settings

SHOWN = 5  # candidates
NEIGHBOURS = 2  # examples that spoke for each


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon explain` takes."""
    parser.add_argument("question", nargs="+", help="the question")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print every stage; nothing is stored."""
    library, matcher, score = load(settings)
    found = explain(" ".join(args.question), library=library, matcher=matcher, score=score, now=datetime.now(UTC))
    sys.stdout.write("\n".join(_lines(found)) + "\n")
    return 0


def _lines(found: Explanation) -> list[str]:
    lines = [f"normalised   {found.normalised or '(nothing)'}"]
    lines += [f"             {step.kind}: «{step.before}» as «{step.after}»" for step in found.account.steps]
    lines += [
        f"triage       {found.triage.safety or 'nothing fired'}",
        f"  rules      {_rules(found)}",
        f"  score      {_score(found)}",
    ]
    lines += _ranking(found)
    limits = found.thresholds
    target = f" (at most {limits.wrong_answers:.0%} wrong)" if limits.wrong_answers is not None else ""
    lines.append(
        f"thresholds   answer from {limits.answer:.2f}{target} with a lead of {limits.margin:.2f}, "
        f"offer from {limits.offer:.2f}"
    )
    lines.append(f"decision     {_decision(found)}")
    lines.append(f"steps        {' > '.join(found.steps)}")
    lines.append(
        f"taken by     {found.taken_by}: {found.reply.kind}" + (f" {found.reply.intent}" if found.reply.intent else "")
    )
    return lines


def _ranking(found: Explanation) -> list[str]:
    account = found.account
    spoke = ", ".join(f"{name} {value:.2f}" for name, value in account.features.items())
    lines = [f"in scope     {account.in_scope:.2f}" + (f" ({spoke})" if spoke else "")]
    lines.append("candidates   score  confidence  intent")
    for each in found.candidates[:SHOWN]:
        lines.append(f"             {each.score:5.2f}  {each.confidence:10.2f}  {each.intent}")
        for near in account.neighbours.get(each.intent, ())[:NEIGHBOURS]:
            parts = ", ".join(f"{name} {value:.2f}" for name, value in near.parts.items())
            lines.append(f"{'':33}{near.pull:+.2f} «{near.text}» (alike {near.similarity:.2f}: {parts})")
    return lines


def _rules(found: Explanation) -> str:
    hits = [f"{hit.intent}/{hit.rule} ({hit.certainty}): {', '.join(hit.words)}" for hit in found.triage.hits]
    return "; ".join(hits) or "none fired"


def _score(found: Explanation) -> str:
    scored = found.triage.scored
    if scored is None:
        return "there is none: the rules stand alone"
    fired = "does not fire" if scored.certainty is Certainty.NONE else f"fires ({scored.certainty})"
    limits = f"unsure from {scored.limits.unsure:.2f}, sure from {scored.limits.sure:.2f}"
    return f"danger {scored.danger:.2f}, most like {scored.intent}, in «{scored.part}»: {fired} ({limits})"


def _decision(found: Explanation) -> str:
    match found.decision:
        case Answered(candidate):
            return f"answered: {candidate.intent}"
        case Disambiguate(candidates):
            return "disambiguate: " + ", ".join(each.intent for each in candidates)
        case _:
            return "fallback: nothing reaches the threshold"
