"""How well triage does: `python tests/bench/triage.py [--fresh | --examples] [--errors N] [--content]`.

Prints, per safety intent, the share of dangerous utterances that are caught (recall, and how many of them surely), the
share of harmless twins that raise it, the errors, and the time per utterance. Reads `intents/`, `knowledge/` and
`tests/development/safety/`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.core.safety.rules import SafetyRules  # noqa: E402
from bot.core.safety.triage import triage  # noqa: E402


def load(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def load_rules() -> SafetyRules:
    """The pack's rules."""
    intents = {path.stem: load(path) for path in sorted((ROOT / "intents/safety").glob("*.yaml"))}
    return SafetyRules.from_mapping(intents, load(ROOT / "knowledge/safety-cues.yaml"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fresh", action="store_true", help="the sets that were written after the rules")
    parser.add_argument("--examples", action="store_true", help="what the safety score learns from, by rules alone")
    parser.add_argument("--errors", type=int, default=30, help="how many errors to print per intent")
    parser.add_argument("--content", action="store_true", help="also the in-scope utterances of intents/")
    parser.add_argument("--file", help="one of the fresh sets, such as fresh-2")
    parser.add_argument("--only", help="one safety intent")
    chosen = parser.parse_args()
    rules = load_rules()
    folder = ROOT / "tests/development/safety"
    cases = {}
    if chosen.examples:
        for path in sorted((ROOT / "knowledge/safety-examples").glob("*.yaml")):
            held = load(path)
            cases[path.stem] = {"positives": held["positives"], "twins": held["harmless"]}
    elif chosen.fresh:
        for path in sorted(folder.glob("fresh*.yaml")):
            if chosen.file in (None, path.stem):
                for intent, sets in load(path).items():
                    held = cases.setdefault(intent, {"positives": [], "twins": []})
                    held["positives"] += sets["positives"]
                    held["twins"] += sets["twins"]
    else:
        cases = {path.stem: load(path) for path in sorted(folder.glob("*.yaml")) if not path.stem.startswith("fresh")}
    times, alarms, harmless = [], 0, 0
    print(f"{len(rules.rules)} rules")
    for intent, sets in cases.items():
        if chosen.only and intent != chosen.only:
            continue
        missed, wrong, raised, other, sure = [], [], [], [], 0
        for text in sets["positives"]:
            started = time.perf_counter()
            found = triage(text, rules)
            times.append(time.perf_counter() - started)
            if found.safety == intent:
                sure += found.certainty == "sure"
            elif any(hit.intent == intent for hit in found.hits):
                wrong.append((text, found))
            else:
                missed.append((text, found))
        for text in sets["twins"]:
            started = time.perf_counter()
            found = triage(text, rules)
            times.append(time.perf_counter() - started)
            harmless += 1
            alarms += found.safety is not None
            if found.safety == intent:
                raised.append((text, found))
            elif found.safety:
                other.append((text, found))
        positives, twins = len(sets["positives"]), len(sets["twins"])
        caught = positives - len(missed) - len(wrong)
        print(
            f"{intent:22} caught {caught}/{positives} = {caught / max(positives, 1):.1%} (sure {sure})  "
            f"outranked {len(wrong)}  false alarms {len(raised)}/{twins} = {len(raised) / max(twins, 1):.1%}  "
            f"other id {len(other)}"
        )
        for label, errors in (("missed", missed), ("outranked", wrong), ("FALSE", raised), ("other", other)):
            for text, found in errors[: chosen.errors]:
                hits = ", ".join(f"{hit.intent}/{hit.rule}{list(hit.words)}" for hit in found.hits[:2])
                print(f"   {label:9} {text!r}  {hits}")
    print(f"any alarm on twins: {alarms}/{harmless}")
    if times:
        print(f"time per utterance: median {statistics.median(times) * 1000:.3f} ms, worst {max(times) * 1000:.2f} ms")
    if chosen.content:
        report_content(rules, chosen.errors)


def report_content(rules: SafetyRules, errors: int) -> None:
    """False alarms on the in-scope utterances, and what the safety intents' own utterances raise."""
    total, wrong = 0, []
    for path in sorted((ROOT / "intents").glob("*/*.yaml")):
        try:
            content = load(path)
        except yaml.YAMLError:
            continue
        own = path.stem if path.parent.name == "safety" else None
        for text in [*(content.get("utterances") or []), *filter(None, [content.get("question")])]:
            total += own is None
            found = triage(text, rules)
            if found.safety != own:
                wrong.append((f"{path.parent.name}/{path.stem}", text, found))
    alarms = [error for error in wrong if not error[0].startswith("safety/")]
    print(f"in-scope utterances: {len(alarms)} false alarms in {total} = {len(alarms) / max(total, 1):.2%}")
    for name, text, found in wrong[: errors * 5]:
        hits = ", ".join(f"{hit.intent}/{hit.rule}{list(hit.words)}" for hit in found.hits[:2])
        print(f"   {name}: {text!r}  {hits}")


if __name__ == "__main__":
    main()
