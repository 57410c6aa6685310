"""What everyone else calls: load a pack to use it, or check it to mend it."""

from __future__ import annotations

from pathlib import Path

from bot.content.checks import ALL, INTEGRITY, Check
from bot.content.pack import Pack, read_pack_files
from bot.content.problems import Problem, Severity
from bot.core.library import ChatIntent, ContentIntent, IntentLibrary, SafetyIntent, UncoveredTopic
from bot.errors import ContentError


def check_pack(root: Path) -> tuple[Pack, list[Problem]]:
    """Read a pack and run every rule; the problems come sorted by place, each once."""
    pack = read_pack_files(root)
    return pack, _problems(pack, ALL)


def load_library(root: Path) -> IntentLibrary:
    """The pack below `root`. Raises `ContentError` when a file is broken or names what does not exist."""
    pack = read_pack_files(root)
    errors = [problem for problem in _problems(pack, INTEGRITY) if problem.severity is Severity.ERROR]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise ContentError(
            f"The content cannot be used: {errors[0].place}: {errors[0].message}{more}. "
            f"Run «osteon check --content {root}» to see everything."
        )
    return build_library(pack)


def build_library(pack: Pack) -> IntentLibrary:
    """The library of a pack without errors."""
    settings, checklist, safety_rules = pack.settings, pack.checklist, pack.safety_rules
    assert settings is not None
    assert checklist is not None
    assert safety_rules is not None
    intents = [file.intent for file in pack.intents]
    groups = list(settings.groups)
    content = sorted(
        (each for each in intents if isinstance(each, ContentIntent)),
        key=lambda each: groups.index(each.group),
    )
    return IntentLibrary(
        name=settings.name,
        groups=settings.groups,
        documents=pack.documents,
        references=pack.references,
        kinds=settings.kinds,
        strengths=settings.strengths,
        claims=pack.claims,
        content={each.id: each for each in content},
        chat={each.id: each for each in intents if isinstance(each, ChatIntent)},
        safety={each.id: each for each in intents if isinstance(each, SafetyIntent)},
        uncovered={each.id: each for each in intents if isinstance(each, UncoveredTopic)},
        glossary=pack.glossary,
        checklist=checklist,
        safety_rules=safety_rules,
        wording=pack.wording,
        commands=pack.commands,
        thresholds=settings.thresholds,
        fingerprint=pack.fingerprint,
        examples_fingerprint=pack.examples_fingerprint,
        false_alarms=settings.false_alarms,
        out_of_scope=pack.out_of_scope,
        redaction=pack.redaction,
        contacts=pack.contacts,
        dialogue=pack.dialogue.dialogue,
    )


def _problems(pack: Pack, checks: tuple[Check, ...]) -> list[Problem]:
    found = list(pack.problems)
    if not any(problem.code == "content/missing-folder" for problem in found):
        for check in checks:
            found.extend(check(pack))
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.place, problem.code, problem.message))
