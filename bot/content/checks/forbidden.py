"""No answer gives a person a dose, reads a result, promises safety or overclaims: the pack's list of what is never said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.content.pack import Pack
from bot.content.problems import Problem


def check(pack: Pack) -> Iterator[Problem]:
    """Sentences of answers against the patterns under `never_say` in `pack.yaml`, unless waived with a reason."""
    rules = _compiled(pack.settings.never_say if pack.settings else {})
    for file in pack.content_files:
        for passage in file.passages.values():
            for sentence in passage.sentences():
                for name, pattern in rules.items():
                    found = pattern.search(sentence.text)
                    code = f"content/never-say-{name}"
                    if found and code not in file.waivers:
                        message = f"«{found.group()}» is never said to a person ({name}): say it another way"
                        yield Problem(sentence.place, code, message)


def _compiled(patterns: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
