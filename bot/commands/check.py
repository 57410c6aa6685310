"""Validate intents/ and knowledge/, reporting every problem with its line."""

from __future__ import annotations

import argparse
import json
import sys
from statistics import median

from bot.content.checks.coverage import sections_to_claims
from bot.content.loading import build_library, check_pack
from bot.content.pack import Pack
from bot.content.problems import Place, Problem, Severity
from bot.content.reading_grade import reading_grade
from bot.core.library import Tier
from bot.settings import Settings

FOUND = 1
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon check` takes."""
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print the problems; 2 when the pack cannot be read at all, 1 when a rule is broken, else 0."""
    pack, problems = check_pack(settings.content)
    if not any(problem.severity is Severity.ERROR for problem in problems):
        problems += _misfits(pack)
    figures = summary(pack)
    if args.format == "json":
        json.dump({"problems": [_as_json(each) for each in problems], "summary": figures}, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        for problem in problems:
            sys.stdout.write((_as_github(problem) if args.format == "github" else str(problem)) + "\n")
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        sys.stdout.write(f"{errors} errors, {len(problems) - errors} warnings\n")
        sys.stdout.write("".join(f"{name.replace('_', ' ')}: {value}\n" for name, value in figures.items()))
    if any(problem.code == "content/missing-folder" for problem in problems):
        return 2
    return FOUND if any(problem.severity is Severity.ERROR for problem in problems) else 0


def summary(pack: Pack) -> dict[str, float | int]:
    """The figures that a moderator looks at first."""
    texts = [
        [sentence.text for sentence in file.passages[Tier.FUNDAMENTALS].sentences()]
        for file in pack.content_files
        if Tier.FUNDAMENTALS in file.passages
    ]
    grades = [reading_grade(text, pack.syllables) for text in texts]
    without = [reading_grade(text, pack.syllables, count_names=False) for text in texts]
    return {
        "content_intents": len(pack.content_files),
        "chat_intents": len(pack.files_in("chat")),
        "safety_intents": len(pack.files_in("safety")),
        "claims": len(pack.claims),
        "sections_without_claims": sum(not claims for claims in sections_to_claims(pack).values()),
        "utterances": sum(len(file.utterances) for file in pack.intents),
        "glossary_terms": len(pack.glossary),
        "fundamentals_grade_median": round(median(grades), 1) if grades else 0,
        "fundamentals_grade_highest": round(max(grades), 1) if grades else 0,
        "without_names_median": round(median(without), 1) if without else 0,
        "without_names_highest": round(max(without), 1) if without else 0,
    }


def _misfits(pack: Pack) -> list[Problem]:
    """What would not fit into a Discord message."""
    from bot.frontends.discord.limits import item_misfits, misfits, pack_misfits

    library = build_library(pack)
    found = [(Place("knowledge/wording-discord.yaml"), sentence) for sentence in pack_misfits(library)]
    for file in pack.intents:
        found += [(file.shape.place(), sentence) for sentence in misfits(library, file.id)]
    for item, shape in pack.item_shapes.items():
        found += [(shape.place("question"), sentence) for sentence in item_misfits(library, item)]
    return [Problem(place, "content/discord-fit", sentence) for place, sentence in found]


def _as_json(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
    }


def _as_github(problem: Problem) -> str:
    place = problem.place
    message = problem.message.replace("%", "%25")
    return (
        f"::{_GITHUB[problem.severity]} file={place.file},line={place.line},col={place.column},"
        f"title={problem.code}::{message}"
    )
