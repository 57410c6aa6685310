"""Answer one question, or one a line with --jsonl."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TextIO

from bot.bootstrap import load
from bot.core.conversation.inputs import Say
from bot.core.conversation.taking import take_turn
from bot.core.library import IntentLibrary, Tier
from bot.core.person import PersonState
from bot.core.replies import Reply, ReplyKind, as_json
from bot.errors import UsageError
from bot.frontends.terminal import as_text
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon ask` takes."""
    parser.add_argument("question", nargs="*", help="the question")
    parser.add_argument("--tier", choices=[str(tier) for tier in Tier], help="how deep to answer")
    parser.add_argument("--json", action="store_true", help="print the reply as one JSON object")
    parser.add_argument("--jsonl", action="store_true", help='read a JSON string or {"q": ...} a line from stdin')


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print the reply; nothing is stored."""
    if not args.jsonl and not args.question:
        raise UsageError("There is no question: write osteon ask «your question», or use --jsonl.")
    library, matcher, score = load(settings)
    tier = Tier(args.tier) if args.tier else None

    def replies_to(question: str) -> tuple[Reply, ...]:
        now = datetime.now(UTC)
        turn = take_turn(PersonState(), Say(question, tier), library=library, matcher=matcher, score=score, now=now)
        first, *others = turn.replies
        return (replace(first, question=question), *others)

    if args.jsonl:
        _answer_lines(sys.stdin, sys.stdout, library, replies_to)
        return 0
    replies = replies_to(" ".join(args.question))
    if args.json:
        _write_json(sys.stdout, replies)
    else:
        sys.stdout.write(as_text(replies, library) + "\n")
    return 0


def _answer_lines(
    lines: TextIO, output: TextIO, library: IntentLibrary, replies_to: Callable[[str], tuple[Reply, ...]]
) -> None:
    for line in lines:
        if not line.strip():
            continue
        question, trouble = _question_of(line)
        if question is None:
            shown = line.strip()
            _write_json(output, (Reply(ReplyKind.NOTICE, library.say(trouble), question=shown),))
        else:
            _write_json(output, replies_to(question))
        output.flush()


def _question_of(line: str) -> tuple[str | None, str]:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        return None, "notice-not-json"
    question = read.get("q") if isinstance(read, dict) else read
    return (question, "") if isinstance(question, str) else (None, "notice-no-question")


def _write_json(output: TextIO, replies: tuple[Reply, ...]) -> None:
    output.write(json.dumps(as_json(replies), ensure_ascii=False) + "\n")
