"""Reads a whole pack: every file, with every problem, into one value that the rules look at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.checklist_files import read_checklist, read_item
from bot.content.contact_files import Contacts, read_contacts
from bot.content.dialogue_files import DialogueFiles, read_dialogue
from bot.content.intent_files import IntentFile, read_intent
from bot.content.knowledge_files import read_claims, read_documents, read_glossary, read_references
from bot.content.problems import Place, Problem
from bot.content.redaction_files import read_redaction
from bot.content.safety_files import EXAMPLES, read_safety_rules
from bot.content.settings_files import PackFile, read_commands, read_pack, read_syllables, read_wording
from bot.content.shapes import Shape
from bot.content.yaml_source import Source, read_source
from bot.core.checklist.definition import ChecklistDefinition, ItemDefinition
from bot.core.library import Claim, Document, Reference, SafetyIntent, Term
from bot.core.redaction import RedactionWords
from bot.core.safety.rules import SafetyRules


@dataclass
class Pack:
    """A pack as read: values for the library, shapes for the rules, and the problems found so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    settings: PackFile | None = None
    documents: dict[str, Document] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    claim_shapes: dict[str, Shape] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    intents: list[IntentFile] = field(default_factory=list)
    items: dict[str, ItemDefinition] = field(default_factory=dict)
    item_shapes: dict[str, Shape] = field(default_factory=dict)
    checklist: ChecklistDefinition | None = None
    safety_rules: SafetyRules | None = None
    wording: dict[str, str] = field(default_factory=dict)
    wording_places: dict[str, Place] = field(default_factory=dict)
    commands: dict[str, frozenset[str]] = field(default_factory=dict)
    syllables: dict[str, int] = field(default_factory=dict)  # of names that no dictionary holds
    dialogue: DialogueFiles = field(default_factory=DialogueFiles)
    redaction: RedactionWords = field(default_factory=RedactionWords)
    contacts: Contacts = field(default_factory=dict)
    out_of_scope: tuple[str, ...] = ()
    fingerprint: str = ""
    examples_fingerprint: str = ""

    def files_in(self, folder: str) -> list[IntentFile]:
        """The intent files of one folder."""
        return [file for file in self.intents if file.folder == folder]

    @property
    def content_files(self) -> list[IntentFile]:
        """The intent files that hold answers, those that are no chat, safety or uncovered topic."""
        return [file for file in self.intents if file.folder not in ("chat", "safety", "uncovered")]


def read_pack_files(root: Path) -> Pack:
    """Read everything below `root`. Never raises for what the files hold; see `Pack.problems`."""
    pack = Pack(root)
    sources = _sources(pack)
    if any(problem.code == "content/missing-folder" for problem in pack.problems):
        return pack
    problems = pack.problems
    pack.settings = read_pack(*_required(pack, sources, "pack.yaml"))
    pack.documents = read_documents(*_required(pack, sources, "documents.yaml"))
    pack.references = read_references(*_required(pack, sources, "references.yaml"))
    for file in _below(sources, "knowledge/claims/"):
        _add_claims(pack, sources[file])
    pack.glossary = read_glossary(*_required(pack, sources, "glossary.yaml"), claims=pack.claims)
    for file in _below(sources, "knowledge/checklist/"):
        item = read_item(sources[file], problems, claims=pack.claims)
        if item:
            pack.items[item.id] = item
            pack.item_shapes[item.id] = Shape(sources[file], [])
    pack.checklist = read_checklist(*_required(pack, sources, "checklist.yaml"), pack.items)
    for file in _below(sources, "knowledge/wording"):
        words = read_wording(sources[file], problems)
        pack.wording |= words
        pack.wording_places |= {key: sources[file].place("wording", key) for key in words}
    pack.dialogue = read_dialogue(sources, problems)
    pack.redaction = read_redaction(*_required(pack, sources, "redaction.yaml"))
    pack.commands = read_commands(*_required(pack, sources, "commands.yaml"))
    pack.intents = [read_intent(sources[file], problems) for file in _below(sources, "intents/")]
    pack.safety_rules = _safety_rules(pack, sources)
    if "knowledge/syllables.yaml" in sources:
        pack.syllables = read_syllables(sources["knowledge/syllables.yaml"], problems)
    if "knowledge/contacts.yaml" in sources:
        alarms = [each.id for each in _safety_intents(pack) if each.is_alarm]
        pack.contacts = read_contacts(sources["knowledge/contacts.yaml"], problems, alarms)
    outside = sources.get("knowledge/out-of-scope.yaml")
    if outside:
        pack.out_of_scope = Shape(outside, problems).texts("utterances", code="content/not-a-string")
    return pack


def _sources(pack: Pack) -> dict[str, Source]:
    digest, examples = hashlib.sha256(), hashlib.sha256()
    sources: dict[str, Source] = {}
    for folder in ("intents", "knowledge"):
        if not (pack.root / folder).is_dir():
            message = f"the folder {folder}/ is not in {pack.root}: name the folder that holds it with --content"
            pack.problems.append(Problem(Place(folder), "content/missing-folder", message))
            continue
        for path in sorted((pack.root / folder).rglob("*.y*ml")):
            file = path.relative_to(pack.root).as_posix()
            held = file.encode() + b"\0" + path.read_bytes() + b"\0"
            digest.update(held)
            if file.startswith(EXAMPLES):
                examples.update(held)
                continue  # long, and read only to learn from them
            sources[file], problems = read_source(pack.root, path)
            pack.problems.extend(problems)
    pack.fingerprint, pack.examples_fingerprint = digest.hexdigest(), examples.hexdigest()
    return sources


def _required(pack: Pack, sources: dict[str, Source], name: str) -> tuple[Source, list[Problem]]:
    """A file that has to be there, and where its problems go: nowhere when it is missing, which says enough."""
    file = f"knowledge/{name}"
    if file in sources:
        return sources[file], pack.problems
    pack.problems.append(Problem(Place(file), "content/missing-file", "is missing: add it, see docs/content.md"))
    return Source(file, {}, {}), []


def _safety_rules(pack: Pack, sources: dict[str, Source]) -> SafetyRules | None:
    cues, problems = _required(pack, sources, "safety-cues.yaml")
    return read_safety_rules(pack.files_in("safety"), cues, problems)


def _safety_intents(pack: Pack) -> list[SafetyIntent]:
    return [file.intent for file in pack.files_in("safety") if isinstance(file.intent, SafetyIntent)]


def _below(sources: dict[str, Source], folder: str) -> list[str]:
    return [file for file in sources if file.startswith(folder)]


def _add_claims(pack: Pack, source: Source) -> None:
    settings = pack.settings
    assert settings is not None
    for claim, shape in read_claims(
        source,
        pack.problems,
        documents=pack.documents,
        references=pack.references,
        kinds=settings.kinds,
        strengths=settings.strengths,
    ):
        if claim.id in pack.claims:
            first = pack.claim_shapes[claim.id].place("id")
            shape.report("content/duplicate-id", f"«{claim.id}» stands at {first} too: give one another id", "id")
            continue
        pack.claims[claim.id] = claim
        pack.claim_shapes[claim.id] = shape
