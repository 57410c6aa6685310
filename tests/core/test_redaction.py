"""What may be kept of a question: names, contacts, places and numbers go, the subject stays."""

from __future__ import annotations

import pytest

from bot.core.library import IntentLibrary
from bot.core.redaction import RedactionWords, Redactor


@pytest.fixture(scope="module")
def redactor(library: IntentLibrary) -> Redactor:
    """With the words of the real pack."""
    return library.redactor


@pytest.mark.parametrize(
    ("typed", "gone", "left"),
    [
        # names
        ("my name is john smith and i take anastrozole", ["john", "smith"], ["anastrozole"]),
        ("hi this is Olumide, does it hurt bones", ["olumide"], ["bones"]),
        ("Dr. Featherstonehaugh says to stop, should I?", ["featherstonehaugh"], ["stop"]),
        ("doctor nguyen put me on letrozole instead", ["nguyen"], ["letrozole", "doctor"]),
        ("is Krzysztof right about collagen?", ["krzysztof"], ["collagen"]),
        ("maria told me zebra milk helps", ["maria"], ["zebra", "milk"]),
        ("my wife Anna and my son J. Miller take it", ["anna", "miller"], ["wife", "take"]),
        ("I asked Mark's pharmacist about boron", ["mark"], ["boron"]),
        ("Xanthippe Quillfeather wants to know about strontium", ["quillfeather"], ["strontium"]),
        # contacts and places
        ("write me at ann.smith+x@example.co.uk about boron", ["ann", "smith", "example"], ["boron"]),
        ("see https://example.com/u/ann?id=77 is it true", ["example", "77"], ["true"]),
        ("found on drugs.example.org/boron what about it", ["example", "org"], ["about"]),
        ("<@41771983423143937> what about boron", ["4177"], ["boron"]),
        ("@ann_smith and ann#1234 say boron works", ["ann", "1234"], ["boron", "works"]),
        ("u/bone_guy on r/trt says boron works", ["bone_guy", "r/trt"], ["boron"]),
        ("i live at 12 Rosewood Crescent, which clinic?", ["12", "rosewood"], ["clinic"]),
        ("i live in wolverhampton near a lab", ["wolverhampton"], ["lab"]),
        ("is there a clinic in Timbuktu for bone scans", ["timbuktu"], ["bone"]),
        ("call me on +49 (0)170 123-4567 about bones", ["170", "4567"], ["bones"]),
        ("my server is 192.168.1.77 lol bones", ["192"], ["bones"]),
        # numbers
        ("is 650mg of boron ok", ["650"], ["boron"]),
        ("0.25 mg twice or ½ tablet of exemestane", ["0.25", "½", "1⁄2"], ["exemestane"]),
        ("half a mg or two pills of exemestane", ["half", "two"], ["exemestane"]),
        ("i'm 47 years old and forty-seven is old for boron", ["47", "forty"], ["boron"]),
        ("47yo, T-score -2.7 at the hip, estradiol 14 pg/ml", ["47", "2.7", "14"], ["hip", "estradiol"]),
        ("my dexa on 12/03/2021 or 2021-03-12 or 3 March", ["12", "2021", "march"], ["dexa"]),
        ("in may i broke a rib, may i still run", ["in may i"], ["rib", "may i still"]),
        ("surgery on Tuesday, what about boron", ["tuesday"], ["boron"]),
        ("MRN AB12345678 says osteopenia", ["12345678"], ["osteopenia"]),
        ("١٢ mg or １２ mg of boron", ["١٢", "１２", "12"], ["boron"]),
        ("one hundred and twenty mg of boron", ["hundred", "twenty"], ["boron"]),
        ("passport C01X00T47 and bones", ["c01x00t47"], ["bones"]),
    ],
)
def test_what_leads_to_a_person_goes_and_the_subject_stays(
    redactor: Redactor, typed: str, gone: list[str], left: list[str]
) -> None:
    """Names, contacts, places, numbers, dates and amounts are taken out; words of the subject are not."""
    kept = redactor.redact(typed)
    assert kept is not None
    assert not [part for part in gone if part in kept.casefold()], kept
    assert not [part for part in left if part not in kept.casefold()], kept


@pytest.mark.parametrize(
    "typed",
    [
        "Is boron good for bones?",
        "does vitamin k2 or vitamin d3 help with letrozole",
        "IS BORON ANY GOOD",
        "What about Letrozole and Anastrozole together?",
        "which one is better, and how will it mark my bones",
        "can i run a marathon in the rain",
    ],
)
def test_a_question_without_anybody_in_it_stays_as_it_is(redactor: Redactor, typed: str) -> None:
    """What is no name and no number is not touched: those who write answers need it."""
    assert redactor.redact(typed) == typed


@pytest.mark.parametrize(
    "typed", ["", "12 34", "john smith", "https://example.com", "<@41771983423143937>", "你好", "…"]
)
def test_nothing_is_kept_when_nothing_is_left(redactor: Redactor, typed: str) -> None:
    """A question of which only labels would be left is not kept."""
    assert redactor.redact(typed) is None


def test_labels_say_what_was_taken_out(redactor: Redactor) -> None:
    """A reader sees what kind of thing stood there."""
    kept = redactor.redact("Dr. Nguyen gave me 650 mg of boron, I am 47 years old, see www.example.com")
    assert kept is not None
    for label in ("[name]", "[amount]", "[age]", "[link]"):
        assert label in kept


def test_long_questions_are_cut(redactor: Redactor) -> None:
    """No more is kept than somebody reads."""
    kept = redactor.redact("boron and bones " * 500)
    assert kept is not None
    assert len(kept) <= 300


def test_without_words_numbers_and_contacts_still_go() -> None:
    """A pack without lists is no reason to keep a number."""
    kept = Redactor(RedactionWords(), frozenset()).redact("take 5 mg, ask ann@example.com")
    assert kept == "take [number] mg, ask [address]"
