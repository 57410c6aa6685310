"""Measure how well questions find their answers."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bot.bootstrap import encoder_of, load
from bot.core.teaching import limits_of
from bot.errors import UsageError
from bot.evaluation.danger import SETS, danger_of, read_messages, watched
from bot.evaluation.danger_lines import safety_lines
from bot.evaluation.development import read_development
from bot.evaluation.landed import read_landed, worse, write_landed
from bot.evaluation.measures import figures
from bot.evaluation.page import as_page
from bot.evaluation.running import FOLDS, Part, by_cross_validation, on_development
from bot.fitted import land_score
from bot.settings import Settings

LANDED = "figures.json"  # beside the development set
SHOWN = (
    ("top1", "first right"),
    ("top3", "in first 3"),
    ("answered_right", "answered right"),
    ("answered_wrong", "answered wrong"),
    ("offered", "offered"),
    ("out_of_scope_answered", "out of scope answered"),
    ("auroc", "AUROC"),
    ("fpr95", "FPR95"),
    ("calibration_error", "calibration error"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon evaluate` takes."""
    parser.add_argument("--json", action="store_true", help="print every figure and table as one JSON object")
    parser.add_argument("--html", metavar="FILE", help="write a page with tables and curves")
    parser.add_argument("--development", metavar="DIR", default="tests/development", help="questions that only judge")
    parser.add_argument("--folds", type=int, default=FOLDS, help="of the cross-validation; 0 leaves it out")
    parser.add_argument("--alone", action="store_true", help="leave out the systems it is compared with")
    parser.add_argument(
        "--land", action="store_true", help=f"keep these figures in {LANDED}, and the safety score in the pack"
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print the figures; 1 when one is worse than it landed."""
    if args.folds == 1 or args.folds < 0:
        raise UsageError("--folds takes 0 or a number from 2 on.")
    folder = Path(args.development)
    questions = read_development(folder)
    library, matcher, score = load(settings)
    parts = on_development(library, matcher, questions, others=not args.alone, say=_say)
    if args.folds:
        limits = limits_of(library, matcher)
        parts.append(by_cross_validation(library, encoder_of(settings), limits, folds=args.folds, say=_say))
    _say("safety")
    sets = {name: read_messages(folder / where) for name, where in SETS.items()}
    safety = danger_of(library, score, sets, [each.text for each in questions if each.right])
    own = {part.questions: figures(part.judged).as_dict() for part in parts if part.system == "osteon"}
    own |= {f"safety, {name}": found for name, found in watched(safety).items()}
    landed = read_landed(folder / LANDED)
    lost = [f"{name}: {each}" for name, now in own.items() if name in landed for each in worse(now, landed[name])]
    if args.land:
        write_landed(folder / LANDED, own)
        if score:
            land_score(library, settings.content, matcher, score)
        lost = []
    tables = [part.as_dict() for part in parts]
    if args.html:
        _write(Path(args.html), as_page(f"{library.name}: how questions find their answers", tables))
    if args.json:
        sys.stdout.write(json.dumps({"parts": tables, "safety": safety, "worse": lost}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(
            "\n".join([*_lines(parts), *_tables(tables), *safety_lines(safety), *_verdict(lost, bool(landed))]) + "\n"
        )
    return 1 if lost else 0


def _lines(parts: list[Part]) -> list[str]:
    wide = max(len(label) for _, label in SHOWN)
    lines = []
    for part in parts:
        found = figures(part.judged).as_dict()
        lines.append(f"{part.system}, {part.questions} ({found['questions']} + {found['out_of_scope']} out of scope)")
        lines += [f"  {label:{wide}}  {found[name]:.3f}" for name, label in SHOWN if found[name] is not None]
    return lines


def _tables(tables: list[dict[str, Any]]) -> list[str]:
    first = tables[0]
    lines = ["confidence and share right (development)"]
    lines += [f"  {row['confidence']:.2f}  {row['right']:.2f}  of {row['questions']}" for row in first["reliability"]]
    lines.append("answered from, share answered, share of answers wrong (development)")
    for row in first["risk_coverage"][::2]:
        lines.append(f"  {row['threshold']:.2f}  {row['coverage']:.2f}  {row['risk']:.3f}")
    lines.append("taken for one another most often (development)")
    lines += [f"  {each['right']} for {each['taken_for']}: {each['times']}" for each in first["confusions"]]
    lines.append("weakest intents (development)")
    weakest = sorted(first["intents"].items(), key=lambda pair: pair[1]["top1"])[:10]
    for name, found in weakest:
        lines.append(f"  {name}: first right {found['top1']:.2f}, answered wrong {found['wrong']:.2f}")
    return lines


def _verdict(lost: list[str], compared: bool) -> list[str]:
    if lost:
        return ["worse than landed:", *(f"  {each}" for each in lost)]
    return ["nothing is worse than landed" if compared else "there are no landed figures yet: keep these with --land"]


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: name another file with --html.") from error
