"""Triage before matching: what must raise the alarm does, what is harmless passes, whatever the writing."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
import yaml

from bot.core.library import IntentLibrary
from bot.core.safety.cues import CueErrors, CueMatcher
from bot.core.safety.rules import Certainty, RuleProblems, SafetyRules
from bot.core.safety.triage import triage
from bot.core.safety.wording import Spelling

DEVELOPMENT = Path(__file__).parents[1] / "development" / "safety"
ALARMS = ("emergency", "self-harm")
SETS = sorted(path.stem for path in DEVELOPMENT.glob("*.yaml") if not path.stem.startswith("fresh"))


@pytest.fixture(scope="module")
def rules(library: IntentLibrary) -> SafetyRules:
    """The pack's rules."""
    return library.safety_rules


@pytest.mark.parametrize(
    ("utterance", "safety"),
    [
        ("good chat, this weekend I'm making it all go quiet for good", "self-harm"),
        ("I took all my pills because I want to die", "self-harm"),
        ("I swallowed ten tablets by accident", "emergency"),
        ("my toddler swallowed my arimidex", "emergency"),
        ("I'm pregnant, how much anastrozole should I take", "pregnancy-or-child"),
        ("should I stop anastrozole, my e2 is 12", "stop-or-start"),
        ("mum slipped in the bath and her wrist is a funny shape", "emergency"),
        ("my friend says he wants to kill himself", "self-harm"),
        ("I feel like I am going to hurt someone", "emergency"),
        ("where can I buy arimidex", "drug-sourcing"),
        ("how much anastrozole should I take", "personal-dose"),
        ("does my statin interact with anastrozole", "personal-dose"),
        ("my estradiol is 12, is that too low", "interpret-results"),
    ],
)
def test_the_most_pressing_intent_wins(rules: SafetyRules, utterance: str, safety: str) -> None:
    """Of all that fits, the first of the precedence answers."""
    assert triage(utterance, rules).safety == safety


@pytest.mark.parametrize(
    "utterance",
    [
        "can I stop eating dairy",
        "deadlifts are killing my legs",
        "do bone cells die off",
        "how much vitamin d should adults get",
        "what is a normal dexa",
        "where can I get a dexa scan",
        "my dad broke his hip years ago",
        "my father broke his hip in 2010",
        "what does a hip fracture feel like",
        "no chest pain and no falls, I only want to know about calcium",
        "I don't want to die of a hip fracture, what helps",
        "thanks, bye",
        "",
        "???",
    ],
)
def test_harmless_twins_pass(rules: SafetyRules, utterance: str) -> None:
    """General questions, the past, denials and figures of speech are left to the matcher."""
    found = triage(utterance, rules)
    assert found.safety is None
    assert found.certainty is Certainty.NONE
    assert found.hits == ()


def test_the_past_is_not_now(rules: SafetyRules) -> None:
    """An old fall is history; one that also happened just now is not."""
    assert triage("I fell and hurt my hip ten years ago", rules).safety is None
    assert triage("I fell and hurt my hip ten years ago, and just now I fell on it again", rules).safety == "emergency"


def test_a_danger_late_in_a_long_message_is_seen(rules: SafetyRules) -> None:
    """Harmless sentences before and after do not hide it."""
    harmless = "I read about calcium and vitamin D and liked the answers. " * 20
    message = (
        f"{harmless}My father broke his hip in 2010. I slipped just now and I can't put weight on my leg. {harmless}"
    )
    assert triage(message, rules).safety == "emergency"


@pytest.mark.parametrize(
    "utterance",
    [
        "I WANT TO DIE!!!",
        "i wannnnna dieeee",
        "I want to di\u200be",
        "I wa\u00adnt to ki\u2060ll myself",
        "\uff29 \uff57\uff41\uff4e\uff54 \uff54\uff4f \uff44\uff49\uff45",
        "i'm suic1dal",
        "im siucidal",
        "I don\u2019t want to live anymore",
        "k m s",
        "I want\x00 to\x07 die",
        "i want to \u0501\u0456\u0435",
        "thinking of s*icide",
    ],
)
def test_odd_writing_does_not_hide_it(rules: SafetyRules, utterance: str) -> None:
    """Case, doubled letters, invisible and control characters, look-alikes, digits and slips are read through."""
    assert triage(utterance, rules).safety == "self-harm"


def test_hits_say_what_spoke_for_them(rules: SafetyRules) -> None:
    """Every hit names its rule and the words, the most pressing first."""
    found = triage("I fell and my hip hurts. How much anastrozole should I take?", rules)
    assert found.hits[0].intent == found.safety == "emergency"
    assert "hip" in found.hits[0].words
    assert "personal-dose" in {hit.intent for hit in found.hits}


def test_an_uncertain_alarm_still_goes_before_a_boundary(rules: SafetyRules) -> None:
    """Urgent ids come first, sure or not; between them the sure one wins."""
    found = triage("I feel worthless. How much anastrozole should I take?", rules)
    assert (found.safety, found.certainty) == ("self-harm", Certainty.UNSURE)


@pytest.mark.parametrize(
    "text",
    [
        "i " * 5000,
        "fell hip " * 1200,
        "I want to want to " * 600,
        "a" * 10_000,
        "ab" * 5000,
        "12 " * 3300,
        "k i l l " * 1250,
    ],
    ids=["i", "fell", "want", "one-letter", "one-word", "numbers", "letters"],
)
def test_ten_thousand_characters_are_quick(rules: SafetyRules, text: str) -> None:
    """No message takes long, however it is built."""
    started = time.perf_counter()
    triage(text[:10_000], rules)
    assert time.perf_counter() - started < 2


def test_an_ordinary_utterance_costs_little(rules: SafetyRules) -> None:
    """Far below what a person notices, on a busy machine too."""
    texts = [text for name in SETS for text in _set(name)["twins"]]
    times = []
    for text in texts:
        started = time.perf_counter()
        triage(text, rules)
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.005


def test_every_rule_fires_on_its_examples(rules: SafetyRules) -> None:
    """And the intent stays silent on the rule's harmless twins."""
    wrong = []
    for rule in rules.rules:
        for text in rule.examples:
            if (rule.intent, rule.name) not in {(hit.intent, hit.rule) for hit in triage(text, rules).hits}:
                wrong.append(f"{rule.intent}/{rule.name} misses «{text}»")
        for text in rule.harmless:
            if rule.intent in {hit.intent for hit in triage(text, rules).hits}:
                wrong.append(f"{rule.intent}/{rule.name}: «{text}» is harmless")
    assert not wrong, "\n".join(wrong)


def _set(name: str) -> dict[str, list[str]]:
    content = yaml.safe_load((DEVELOPMENT / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.mark.parametrize("name", SETS)
def test_the_development_set_is_recognised(rules: SafetyRules, name: str) -> None:
    """Alarms: 99 in 100 at least; boundaries: 97; harmless twins: at most 3 false alarms in 100."""
    content = _set(name)
    missed = [text for text in content["positives"] if triage(text, rules).safety != name]
    alarms = [text for text in content["twins"] if triage(text, rules).safety]
    allowed = 0.01 if name in ALARMS else 0.03
    assert len(missed) <= allowed * len(content["positives"]), missed
    assert len(alarms) <= 0.03 * len(content["twins"]), alarms


def test_examples_are_not_taken_from_the_development_sets(library: IntentLibrary) -> None:
    """What measures the rules never teaches them."""
    taught = {text for rule in library.safety_rules.rules for text in (*rule.examples, *rule.harmless)}
    taught |= {text for intent in library.safety.values() for text in intent.utterances}
    held = set()
    for path in DEVELOPMENT.glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in [content] if "positives" in content else content.values():
            held |= {*group["positives"], *group["twins"]}
    assert not taught & held


def test_questions_in_scope_raise_no_alarm(library: IntentLibrary, rules: SafetyRules) -> None:
    """At most 1 in 200 of the curated utterances is taken for a danger or a boundary."""
    utterances = [text for intent in (*library.content.values(), *library.chat.values()) for text in intent.utterances]
    alarms = [text for text in utterances if triage(text, rules).safety]
    assert len(alarms) <= len(utterances) / 200, alarms


# -- the format


SHARED = {"precedence": [["danger"]], "cues": {"deny": ["no, not"]}}


def _build(danger: dict[str, object], shared: dict[str, object] | None = None) -> SafetyRules:
    return SafetyRules.from_mapping({"danger": danger}, {**SHARED, **(shared or {})})


def _rule(**more: object) -> dict[str, object]:
    return {"name": "one", "all": ["smoke"], "examples": ["smoke"], **more}


def test_problems_name_their_place() -> None:
    """Everything that is wrong is reported, each with the path to its key."""
    with pytest.raises(RuleProblems) as raised:
        _build(
            {
                "cues": {"smoke": ["smoke", "(fire"]},
                "rules": [_rule(all=["smok"], certainty="maybe", within=0), {"name": "one", "every": []}],
            },
            {"precedence": [["other"]]},
        )
    assert {problem.path for problem in raised.value.problems} == {
        ("danger", "cues", "smoke"),
        ("danger", "rules", 0, "all", 0),
        ("danger", "rules", 0, "certainty"),
        ("danger", "rules", 0, "within"),
        ("danger", "rules", 1, "every"),
        ("danger", "rules", 1, "name"),
        ("safety-cues", "precedence"),
    }


@pytest.mark.parametrize("cue", ["", "a|b c", "~ a", "a ~", "(a", "a)", "(|a)", "<nowhere>", "a $ b", "#1..x"])
def test_a_cue_that_could_be_misread_is_refused(cue: str) -> None:
    """Alternatives need brackets, gaps need words around them, lists must exist."""
    with pytest.raises(CueErrors):
        CueMatcher({"list": [cue]})


def test_a_list_may_not_contain_itself() -> None:
    """Not by way of another list either."""
    with pytest.raises(CueErrors):
        CueMatcher({"one": ["a <two>"], "two": ["<one> b"]})


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("kill*", "killing", True),
        ("(wrist|ankle) hurts", "my ankle hurts", True),
        ("cut [my|the] arm", "cut arm", True),
        ("cut [my|the] arm", "cut a arm", False),
        ("fell ~ stairs", "fell down all the stairs", True),
        ("fell ~ stairs", "fell down all of these long stairs", False),
        ("is #10..17", "is 14", True),
        ("is #10..17", "is 44", False),
        ("score #-9..-0.1", "score -2.5", True),
        ("^ help", "help me", True),
        ("^ help", "can you help", False),
        ("i quit $", "I quit, then", True),
        ("i quit $", "I quit smoking", False),
        ("want to die", "want to really die", True),
        ("don't move", "do not move", True),
        ("<place> hurts", "lower back hurts", True),
        ("swollen", "swolen", True),
        ("fall", "fill", False),
    ],
)
def test_the_signs_of_a_cue(cue: str, text: str, found: bool) -> None:
    """Each sign means what the format's page says."""
    spelling = Spelling({"don't": ("do", "not"), "dont": ("do", "not")}, frozenset({"really"}))
    matcher = CueMatcher({"list": [cue], "place": ["hip", "lower back"]}, spelling)
    assert (matcher.id_of("list") in matcher.find(matcher.split(text))) is found


def test_an_exception_takes_back_only_what_lies_inside_it() -> None:
    """«fell asleep» is no fall; a second «fell» still is one."""
    matcher = CueMatcher({"fall": ["fell", "!fell asleep"]})
    assert not matcher.find(matcher.split("I fell asleep"))
    assert matcher.find(matcher.split("I fell asleep and fell out of bed")) == {0: [(4, 5)]}


def test_conditions_of_a_rule() -> None:
    """Distance, order, excuses with their exceptions, and denials."""
    rules = _build(
        {
            "cues": {"smoke": ["smoke"], "room": ["kitchen"], "old": ["years ago"], "now": ["now"]},
            "rules": [
                _rule(
                    all=["smoke", "room"],
                    within=4,
                    in_order=True,
                    denied_by=["deny"],
                    unless=["old except now"],
                    examples=["smoke in the kitchen"],
                )
            ],
        }
    )
    fires = {
        "smoke in the kitchen": True,
        "kitchen smoke": False,
        "smoke and then much later a kitchen": False,
        "no smoke in the kitchen": False,
        "smoke in the kitchen years ago": False,
        "smoke in the kitchen years ago and now": True,
    }
    assert {text: triage(text, rules).safety is not None for text in fires} == fires
