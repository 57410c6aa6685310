"""The rules that recognise a red flag or a boundary, as values made from plain mappings.

A rule combines cue lists: all of some, any of others, near one another, in order; unless a list excuses it. The words
are content: `intents/safety/*.yaml` and `knowledge/safety-cues.yaml`, described in `docs/safety.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from bot.core.safety.cues import CueErrors, CueMatcher
from bot.core.safety.wording import Spelling

Path = tuple[str | int, ...]  # keys and positions from a file's top down; the first part is an intent id or SHARED

SHARED = "safety-cues"  # what paths into the shared file begin with
_Kind = TypeVar("_Kind", bound=StrEnum)
_REFERENCE = re.compile(r"<([a-z0-9]+(?:-[a-z0-9]+)*)>")
_SHARED_KEYS = frozenset({"precedence", "spellings", "fillers", "openers", "plain_words", "cues"})
_DEFAULT_KEYS = frozenset({"unless", "denied_by", "scope"})
_RULE_KEYS = _DEFAULT_KEYS | {"name", "certainty", "all", "any", "within", "in_order", "examples", "harmless"}


class Certainty(StrEnum):
    """How far a hit may be trusted: an unsure one deserves a question first."""

    SURE = "sure"
    UNSURE = "unsure"
    NONE = "none"


class Scope(StrEnum):
    """How far apart the parts of a rule may stand."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    NEARBY = "nearby"  # one sentence, or two that follow each other
    MESSAGE = "message"


@dataclass(frozen=True)
class RuleProblem:
    """What is wrong with the rules' content, and where."""

    path: Path
    message: str


class RuleProblems(ValueError):
    """The rules cannot be built; `problems` lists everything that is wrong, in file order."""

    def __init__(self, problems: Sequence[RuleProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{'/'.join(map(str, problem.path))}: {problem.message}" for problem in problems))


@dataclass(frozen=True)
class Excuse:
    """A list that excuses a rule, unless one of the other lists stands there too."""

    cues: str
    excepting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One way to recognise an intent. Lists are named as the matcher knows them (`intent/list`, or shared)."""

    intent: str
    name: str
    certainty: Certainty
    groups: tuple[tuple[str, ...], ...]  # of every group, one list must be present
    within: int | None  # the groups' words stand within so many words of each other
    in_order: bool  # the groups stand in this order
    scope: Scope
    unless: tuple[Excuse, ...]  # what excuses the rule where it stands in its scope
    denied_by: tuple[str, ...]  # lists that undo a hit shortly before it in the same clause
    examples: tuple[str, ...]  # utterances that must fire this rule
    harmless: tuple[str, ...]  # utterances that must not fire the intent


@dataclass(frozen=True)
class Step:
    """A rule ready to run: list numbers in place of names, and a mask of them for each group."""

    rule: Rule
    groups: tuple[tuple[int, ...], ...]
    masks: tuple[int, ...]
    unless: tuple[tuple[int, tuple[int, ...]], ...]
    denied_by: tuple[int, ...]


@dataclass(frozen=True)
class SafetyRules:
    """Everything that triage needs, compiled once. Without arguments: rules that never fire."""

    rules: tuple[Rule, ...] = ()
    precedence: tuple[tuple[str, ...], ...] = ()  # ids in tiers; within a tier a sure hit goes before an unsure one
    matcher: CueMatcher = field(default_factory=CueMatcher, compare=False, repr=False)
    steps: tuple[Step, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def from_mapping(cls, intents: Mapping[str, Mapping[str, Any]], shared: Mapping[str, Any]) -> SafetyRules:
        """Build the rules from the files' contents as plain mappings: safety intents by id, and the shared cues.

        Keys of an intent other than `cues`, `defaults` and `rules` are left to others. Raises `RuleProblems`.
        """
        return _Reader(intents, shared).build()


class _Reader:
    """Reads mappings into rules and collects every problem on the way."""

    def __init__(self, intents: Mapping[str, Mapping[str, Any]], shared: Mapping[str, Any]) -> None:
        self.intents, self.shared = intents, shared
        self.problems: list[RuleProblem] = []

    def build(self) -> SafetyRules:
        self._only(self.shared, _SHARED_KEYS, (SHARED,))
        matcher = self._matcher()
        rules = [rule for intent in self.intents for rule in self._rules_of(intent)]
        precedence = self._precedence()
        if self.problems:
            raise RuleProblems(self.problems)
        assert matcher is not None
        return SafetyRules(tuple(rules), precedence, matcher, tuple(_step(rule, matcher) for rule in rules))

    # -- the parts

    def _matcher(self) -> CueMatcher | None:
        spellings = self._map(self.shared.get("spellings", {}), (SHARED, "spellings"))
        written_out: dict[str, tuple[str, ...]] = {}
        for word, meaning in spellings.items():
            if isinstance(word, str) and isinstance(meaning, str) and meaning.split():
                written_out[word.lower()] = tuple(meaning.lower().split())
            else:
                self._note((SHARED, "spellings", str(word)), "must be words in quotes")
        spelling = Spelling(
            written_out,
            frozenset(self._texts(self.shared.get("fillers", []), (SHARED, "fillers"))),
            frozenset(self._texts(self.shared.get("openers", []), (SHARED, "openers"))),
        )
        plain_words = self._texts(self.shared.get("plain_words", []), (SHARED, "plain_words"))
        cues: dict[str, tuple[str, ...]] = {}
        paths: dict[str, Path] = {}
        for name, entries in self._map(self.shared.get("cues", {}), (SHARED, "cues")).items():
            paths[name] = (SHARED, "cues", name)
            cues[name] = self._cues(entries, paths[name])
        for intent, content in self.intents.items():
            own = self._map(content.get("cues", {}), (intent, "cues"))
            for name, entries in own.items():
                key = f"{intent}/{name}"
                paths[key] = (intent, "cues", name)
                cues[key] = tuple(
                    _REFERENCE.sub(
                        lambda found, intent=intent, own=own: (  # type: ignore[misc]
                            f"<{intent}/{found[1]}>" if found[1] in own else found[0]
                        ),
                        cue,
                    )
                    for cue in self._cues(entries, paths[key])
                )
        self.lists = frozenset(cues)
        try:
            return CueMatcher(cues, spelling, plain_words)
        except CueErrors as error:
            for message, name, cue in error.problems:
                self._note(paths[name], f"{message} (in «{cue.replace(f'{paths[name][0]}/', '')}»)")
            return None

    def _rules_of(self, intent: str) -> Iterator[Rule]:
        content = self.intents[intent]
        defaults = self._map(content.get("defaults", {}), (intent, "defaults"))
        self._only(defaults, _DEFAULT_KEYS, (intent, "defaults"))
        entries = content.get("rules", [])
        if not isinstance(entries, list) or not entries:
            self._note((intent, "rules"), "must be a list of at least one rule")
            return
        seen: set[str] = set()
        for position, entry in enumerate(entries):
            path: Path = (intent, "rules", position)
            entry = self._map(entry, path)
            if not entry:
                continue
            self._only(entry, _RULE_KEYS, path)
            name = entry.get("name")
            if not isinstance(name, str) or not name or name in seen:
                self._note((*path, "name"), "must be a name that no other rule here has")
                continue
            seen.add(name)
            yield self._rule(intent, name, {**defaults, **entry}, path)

    def _rule(self, intent: str, name: str, entry: Mapping[str, Any], path: Path) -> Rule:
        groups = [
            self._lists(intent, group.split("|"), (*path, "all", index))
            for index, group in enumerate(self._texts(entry.get("all", []), (*path, "all")))
        ]
        if either := self._texts(entry.get("any", []), (*path, "any")):
            groups.append(self._lists(intent, either, (*path, "any")))
        if not groups:
            self._note(path, "needs «all» or «any»")
        within = entry.get("within")
        if within is not None and (not isinstance(within, int) or isinstance(within, bool) or within < 1):
            self._note((*path, "within"), "must be a number of words")
            within = None
        in_order = entry.get("in_order", False)
        if not isinstance(in_order, bool):
            self._note((*path, "in_order"), "must be true or false")
        examples = self._texts(entry.get("examples", []), (*path, "examples"))
        if not examples:
            self._note((*path, "examples"), "must list at least one utterance that fires the rule")
        return Rule(
            intent,
            name,
            self._choice(Certainty, entry.get("certainty", "sure"), (*path, "certainty")),
            tuple(groups),
            within,
            bool(in_order),
            self._choice(Scope, entry.get("scope", "nearby"), (*path, "scope")),
            tuple(self._excuses(intent, entry.get("unless", []), (*path, "unless"))),
            self._lists(intent, self._texts(entry.get("denied_by", []), (*path, "denied_by")), (*path, "denied_by")),
            examples,
            self._texts(entry.get("harmless", []), (*path, "harmless")),
        )

    def _precedence(self) -> tuple[tuple[str, ...], ...]:
        value = self.shared.get("precedence", [])
        tiers = [
            self._texts(tier, (SHARED, "precedence", index))
            for index, tier in enumerate(value if isinstance(value, list) else [])
        ]
        named = [intent for tier in tiers for intent in tier]
        if sorted(named) != sorted(self.intents):
            self._note((SHARED, "precedence"), "must name every safety intent once, in lists of ids")
        return tuple(tiers)

    # -- small readers

    def _note(self, path: Path, message: str) -> None:
        self.problems.append(RuleProblem(path, message))

    def _only(self, value: Mapping[str, Any], known: frozenset[str], path: Path) -> None:
        for key in value:
            if key not in known:
                self._note((*path, key), f"is not known here; known are {', '.join(sorted(known))}")

    def _map(self, value: object, path: Path) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self._note(path, "must be a mapping")
        return {}

    def _texts(self, value: object, path: Path) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._note(path, "must be a list of texts in quotes")
            return ()
        for position, text in enumerate(value):
            if not isinstance(text, str) or not text.strip():
                self._note((*path, position), "must be a text in quotes")
        return tuple(text for text in value if isinstance(text, str) and text.strip())

    def _cues(self, value: object, path: Path) -> tuple[str, ...]:
        """The cues of a list: every text may hold several, with commas between them."""
        return tuple(cue.strip() for text in self._texts(value, path) for cue in text.split(",") if cue.strip())

    def _lists(self, intent: str, names: Sequence[str], path: Path) -> tuple[str, ...]:
        found = []
        for name in (name.strip() for name in names):
            key = next((key for key in (f"{intent}/{name}", name) if key in self.lists), None)
            if key is None:
                self._note(path, f"there is no cue list «{name}»")
            else:
                found.append(key)
        return tuple(found)

    def _excuses(self, intent: str, value: object, path: Path) -> Iterator[Excuse]:
        for index, text in enumerate(self._texts(value, path)):
            cues, _, excepting = text.partition(" except ")
            names = self._lists(intent, [cues], (*path, index))
            others = self._lists(intent, excepting.split("|"), (*path, index)) if excepting else ()
            if names:
                yield Excuse(names[0], others)

    def _choice(self, kind: type[_Kind], value: object, path: Path) -> _Kind:
        known = {str(member): member for member in kind if member is not Certainty.NONE}
        if not isinstance(value, str) or value not in known:
            self._note(path, f"must be one of {', '.join(known)}")
        return known.get(str(value), next(iter(known.values())))


def _step(rule: Rule, matcher: CueMatcher) -> Step:
    groups = tuple(tuple(matcher.id_of(name) for name in group) for group in rule.groups)
    return Step(
        rule,
        groups,
        tuple(sum(1 << number for number in set(group)) for group in groups),
        tuple(
            (matcher.id_of(excuse.cues), tuple(matcher.id_of(name) for name in excuse.excepting))
            for excuse in rule.unless
        ),
        tuple(matcher.id_of(name) for name in rule.denied_by),
    )
