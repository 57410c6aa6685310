"""Readers for the facts of `knowledge/`: documents, references, claims and the glossary."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.problems import Problem
from bot.content.shapes import Shape, nearest
from bot.content.yaml_source import Source
from bot.core.library import Claim, Document, Reference, Section, Term

STATUSES = ("confirmed", "corrected", "unverified")
OUTSIDE = "outside"


def read_documents(source: Source, problems: list[Problem]) -> dict[str, Document]:
    """`documents.yaml`: the source documents and their sections."""
    documents: dict[str, Document] = {}
    file = Shape(source, problems)
    for entry in file.mappings("documents", required=True):
        document = entry.identifier()
        sections: dict[str, Section] = {}
        for part in entry.mappings("sections", required=True):
            section = Section(document, part.identifier(), part.text("path"))
            part.done()
            sections[section.id] = section
        documents[document] = Document(
            document, entry.text("title"), entry.text("description"), document == OUTSIDE, sections
        )
        entry.done()
    file.done()
    return documents


def read_references(source: Source, problems: list[Problem]) -> dict[str, Reference]:
    """`references.yaml`: the works that the documents list, as checked."""
    references: dict[str, Reference] = {}
    file = Shape(source, problems)
    for entry in file.mappings("references", required=True):
        status = entry.text("status")
        if status not in STATUSES:
            entry.report("content/unknown-status", f"«{status}» is none of {', '.join(STATUSES)}", "status")
        note = entry.text("note", default="")
        if status != "confirmed" and not note:
            entry.report("content/missing-key", f"a work that is {status} needs a «note» saying what is off")
        reference = Reference(
            id=entry.identifier(),
            citation=entry.text("citation"),
            status=status,
            note=note,
            supports=entry.text("supports"),
            url=entry.text("url", default=""),
            listed_in=entry.texts("listed_in", required=True),
            same_work_as=entry.text("same_work_as", default=""),
        )
        entry.done()
        references[reference.id] = reference
    file.done()
    return references


def read_claims(
    source: Source,
    problems: list[Problem],
    *,
    documents: dict[str, Document],
    references: dict[str, Reference],
    kinds: dict[str, str],
    strengths: dict[str, str],
) -> list[tuple[Claim, Shape]]:
    """A file of claims, each with its shape so that later rules can name its place."""
    claims: list[tuple[Claim, Shape]] = []
    file = Shape(source, problems)
    for entry in file.mappings("claims", required=True):
        claim = Claim(
            id=entry.identifier(),
            text=entry.text("text"),
            kind=_one_of(entry, "kind", kinds),
            strength=_one_of(entry, "strength", strengths),
            sections=_sections(entry, documents),
            references=known_ids(entry, "references", references, "reference"),
            does_not_show=entry.text("does_not_show", default=""),
            disagrees_with=entry.texts("disagrees_with"),
        )
        entry.done()
        claims.append((claim, entry))
    file.done()
    return claims


def read_glossary(source: Source, problems: list[Problem], *, claims: Mapping[str, object]) -> dict[str, Term]:
    """`glossary.yaml`: terms with one plain line each."""
    terms: dict[str, Term] = {}
    names: dict[str, str] = {}
    file = Shape(source, problems)
    for entry in file.mappings("terms", required=True):
        term = Term(
            id=entry.identifier(),
            term=entry.text("term"),
            meaning=entry.text("meaning", longest=200),
            aliases=entry.texts("aliases"),
            misspellings=entry.texts("misspellings"),
            claims=known_ids(entry, "claims", claims, "claim"),
        )
        entry.done()
        for name in (term.term, *term.aliases, *term.misspellings):
            taken = names.setdefault(name.lower(), term.id)
            if taken != term.id:
                entry.report("content/duplicate-term", f"«{name}» stands under «{taken}» too: keep it in one place")
        terms[term.id] = term
    file.done()
    return terms


def known_ids(shape: Shape, key: str, known: Mapping[str, object], what: str) -> tuple[str, ...]:
    """The ids listed under a key, each reported when nothing has it."""
    ids = shape.texts(key)
    for index, found in enumerate(ids):
        if found not in known:
            shape.report(f"content/unknown-{what}", f"no {what} «{found}»{nearest(found, known)}", key, index)
    return tuple(found for found in ids if found in known)


def _sections(entry: Shape, documents: dict[str, Document]) -> tuple[Section, ...]:
    found = []
    for index, name in enumerate(entry.texts("sections", required=True)):
        document, _, section = name.partition("/")
        if document in documents and section in documents[document].sections:
            found.append(documents[document].sections[section])
            continue
        known = [f"{each.id}/{part}" for each in documents.values() for part in each.sections]
        entry.report("content/unknown-section", f"no section «{name}»{nearest(name, known)}", "sections", index)
    return tuple(found)


def _one_of(entry: Shape, key: str, known: dict[str, str]) -> str:
    value = entry.text(key)
    if value and value not in known:
        entry.report(f"content/unknown-{key}", f"no {key} «{value}»{nearest(value, known)}", key)
    return value
