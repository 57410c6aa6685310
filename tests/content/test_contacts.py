"""`knowledge/contacts.yaml` and `knowledge/safety-examples/`: what moderators write for triage, and what they are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.loading import check_pack, load_library
from bot.content.safety_files import read_safety_examples

CONTACTS = """servers:
  "123":
    leaking:
      - "Call the plumber: 555."
"""


def written(houseplants: Path, text: str) -> Path:
    """The pack with this file of contacts, and one alarm to have them."""
    (houseplants / "knowledge" / "contacts.yaml").write_text(text, encoding="utf-8")
    return houseplants


def alarm_of(pack: Path) -> str:
    """The id of the small pack's first safety intent that asks before it replies, made so when there is none."""
    path = sorted((pack / "intents" / "safety").glob("*.yaml"))[0]
    held = path.read_text(encoding="utf-8")
    if "\nask:" not in held:
        path.write_text(held.replace("\nreply:", '\nask: "Is it now?"\nreply:', 1), encoding="utf-8")
    return path.stem


def test_contacts_reach_the_library(houseplants: Path) -> None:
    """By server and alarm."""
    alarm = alarm_of(houseplants)
    library = load_library(written(houseplants, CONTACTS.replace("leaking", alarm)))
    assert library.contacts == {"123": {alarm: ("Call the plumber: 555.",)}}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('"123"', '"our server"', "content/bad-server"),
        ("leaking", "singing", "content/unknown-alarm"),
        ("Call the plumber", "Call the plumber " * 20, "content/too-long"),
        ('      - "Call the plumber: 555."\n', '      - "a"\n' * 6, "content/too-many"),
    ],
)
def test_broken_contacts_are_found(houseplants: Path, before: str, after: str, code: str) -> None:
    """Each break has its code."""
    alarm = alarm_of(houseplants)
    broken = CONTACTS.replace(before, after).replace("leaking", alarm)
    _, problems = check_pack(written(houseplants, broken))
    assert [problem.code for problem in problems if problem.place.file.endswith("contacts.yaml")] == [code]


def test_examples_say_one_thing_about_a_message(houseplants: Path) -> None:
    """A message that is a danger and harmless at once is found; ordinary ones may stand in a file of their own."""
    intent = alarm_of(houseplants)
    folder = houseplants / "knowledge" / "safety-examples"
    folder.mkdir()
    (folder / f"{intent}.yaml").write_text('positives: ["water everywhere"]\nharmless: ["a wet leaf"]\n')
    (folder / "ordinary.yaml").write_text('harmless: ["hello"]\n')
    examples, problems = read_safety_examples(houseplants)
    assert not problems
    assert examples.positives == {intent: ("water everywhere",)}
    assert (examples.harmless, examples.ordinary) == (("a wet leaf",), ("hello",))
    (folder / "ordinary.yaml").write_text('harmless: ["Water everywhere!"]\n')
    _, found = check_pack(houseplants)
    assert "content/safety-contradiction" in {problem.code for problem in found}
