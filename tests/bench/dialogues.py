"""Hold whole dialogues with the bot and print the share of turns that went as expected.

    python tests/bench/dialogues.py [--only NAME] [--floor 0.95] [FILE]

Each dialogue of FILE (default: tests/development/dialogues.yaml, which explains what may be expected) is one run of
`python -m bot chat --json` with a fresh person and a database in memory. Every miss is one line on stdout, the share
comes last; progress goes to stderr. Beside what a turn expects, an answer without citations or tiers is a miss.
Exit status: 1 below the floor, 2 when the file cannot be used.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DIALOGUES = ROOT / "tests" / "development" / "dialogues.yaml"
SECONDS = 120
STILL_ASKED = {"asking", "invalid", "confirm"}

Reply = dict[str, Any]


def hold(name: str, lines: list[str]) -> tuple[list[list[Reply]], str]:
    """The replies to each line, further replies included, and what went wrong on the way («» if nothing)."""
    command = [sys.executable, "-m", "bot", "chat", "--json", "--user", name, "--database", "memory:"]
    try:
        run = subprocess.run(
            command,
            cwd=ROOT,
            input="".join(line + "\n" for line in lines),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return [[] for _ in lines], f"no end after {SECONDS} s"
    replies, trouble = [], "" if run.returncode == 0 else f"exit status {run.returncode}: {last_line(run.stderr)}"
    for line in run.stdout.splitlines():
        try:
            replies.append(json.loads(line))
        except ValueError:
            trouble = f"not JSON: {line[:80]}"
    return turn_by_turn(lines, replies), trouble


def last_line(text: str) -> str:
    """The last line that says something."""
    return next((line for line in reversed(text.splitlines()) if line.strip()), "nothing on stderr")


def turn_by_turn(lines: list[str], replies: list[Reply]) -> list[list[Reply]]:
    """One list of replies a line. Objects beyond one a line belong to the line that their `question` repeats."""
    if len(replies) == len(lines):
        return [list(flat(reply)) for reply in replies]
    turns: list[list[Reply]] = [[] for _ in lines]
    at = 0
    for reply in replies:
        same = turns[at] and reply.get("question") in (None, lines[at])
        if turns[at] and not same and at + 1 < len(lines):
            at += 1
        turns[at].extend(flat(reply))
    return turns


def flat(reply: Reply) -> Iterator[Reply]:
    """The reply, then its further replies."""
    yield reply
    for further in reply.get("also") or []:
        yield from flat(further)


def misses(expect: dict[str, Any], replies: list[Reply], before: list[Reply]) -> Iterator[str]:
    """What is not as expected, in a few words each."""
    if not replies:
        yield "no reply"
        return
    first, further = replies[0], replies[1:]
    for key in ("kind", "intent", "tier"):
        if key in expect and not fits(first.get(key), expect[key]):
            yield f"{key} {show(first.get(key))}, not {show(expect[key])}"
    for key, of in (("also_intent", "intent"), ("also_kind", "kind")):
        had = [reply.get(of) for reply in further]
        for wanted in as_list(expect.get(key, [])):
            if wanted not in had:
                yield f"{key} {show(had)}, not {show(wanted)}"
    yield from checklist_misses(expect, replies)
    yield from choice_misses(expect, first, before)
    words = as_list(expect.get("text_has", []))
    text = " ".join(str(reply.get("text") or "") for reply in replies).casefold()
    if words and not any(str(word).casefold() in text for word in words):
        yield f"text lacks {show(words)}"
    for reply in replies:
        for key in ("citations", "tiers"):
            if reply.get("kind") == "answer" and not reply.get(key):
                yield f"an answer without {key}"


def checklist_misses(expect: dict[str, Any], replies: list[Reply]) -> Iterator[str]:
    """Compare the checklist part, wherever in the turn it is."""
    wanted = {key.split(".", 1)[1]: value for key, value in expect.items() if key.startswith("checklist.")}
    if not wanted:
        return
    parts = [reply["checklist"] for reply in replies if reply.get("checklist")]
    if not parts:
        yield "no checklist part"
        return
    for key, value in wanted.items():
        # What was recorded stands in the first part, what is asked now in the last.
        found = asked(parts[-1]) if key == "next" else parts[0].get(key)
        if not fits(found, value):
            yield f"checklist.{key} {show(found)}, not {show(value)}"


def asked(part: dict[str, Any]) -> Any:
    """The item now asked: `next`, or the item itself while it is still being asked."""
    return part.get("next") or (part.get("item") if part.get("state") in STILL_ASKED else None)


def choice_misses(expect: dict[str, Any], first: Reply, before: list[Reply]) -> Iterator[str]:
    """After an offer, the picked choice is what is answered; without an offer there is nothing to compare."""
    offers = [reply for reply in before if reply.get("kind") == "disambiguate"]
    number = expect.get("choice")
    if number is None or not offers or len(offers[0].get("choices") or []) < number:
        return
    wanted = offers[0]["choices"][number - 1].get("intent")
    if first.get("intent") != wanted:
        yield f"choice {number} was {show(wanted)}, got {show(first.get('intent'))}"


def fits(found: Any, wanted: Any) -> bool:
    """Whether a value is the wanted one, or any of the wanted ones."""
    return any(same(found, one) for one in as_list(wanted))


def same(found: Any, wanted: Any) -> bool:
    """Equal as numbers where both are numbers, else as text in either case."""
    if isinstance(wanted, bool) or isinstance(found, bool) or wanted is None or found is None:
        return found is wanted
    try:
        return abs(float(found) - float(wanted)) < 0.01
    except (TypeError, ValueError):
        return str(found).casefold() == str(wanted).casefold()


def as_list(value: Any) -> list[Any]:
    """A list of one or more accepted values."""
    return value if isinstance(value, list) else [value]


def show(value: Any) -> str:
    """A value for a person's eye."""
    return "|".join(show(one) for one in value) if isinstance(value, list) and value else json.dumps(value)


def main() -> int:
    """Run the dialogues, print the misses and the share."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path, default=DIALOGUES)
    parser.add_argument("--only", help="the dialogue of this name")
    parser.add_argument("--floor", type=float, default=0.0, help="lowest share that passes, such as 0.95")
    options = parser.parse_args()
    try:
        dialogues = yaml.safe_load(options.file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        print(f"{options.file} cannot be read: {error}", file=sys.stderr)
        return 2
    dialogues = [one for one in dialogues if options.only in (None, one["name"])]
    if not dialogues:
        print(f"No dialogue is called {options.only}; the names stand in {options.file}.", file=sys.stderr)
        return 2
    turns = good = whole = 0
    for count, dialogue in enumerate(dialogues, start=1):
        print(f"\r{count}/{len(dialogues)} {dialogue['name']:<50}", end="", file=sys.stderr, flush=True)
        said = [turn["say"] for turn in dialogue["turns"]]
        replies, trouble = hold(f"dialogue-{count}", said)
        if not any(replies):
            print(f"{dialogue['name']}: none of {len(said)} turns got a reply ({trouble or 'no output'})")
            turns += len(said)
            continue
        if trouble:
            print(f"{dialogue['name']}: {trouble}")
        missed = 0
        for at, turn in enumerate(dialogue["turns"]):
            found = list(misses(turn["expect"], replies[at], replies[at - 1] if at else []))
            turns += 1
            good += not found
            missed += bool(found)
            if found:
                print(f"{dialogue['name']} {at + 1} «{turn['say'][-60:]}»: {'; '.join(found)}")
        whole += not missed
    print(file=sys.stderr)
    print(f"{good} of {turns} turns as expected ({good / turns:.1%}); {whole} of {len(dialogues)} dialogues throughout")
    return 1 if good / turns < options.floor else 0


if __name__ == "__main__":
    sys.exit(main())
