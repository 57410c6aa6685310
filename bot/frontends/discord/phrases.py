"""The phrases that the Discord front end says by itself. Their words are content."""

from __future__ import annotations

from bot.core.library import IntentLibrary
from bot.errors import ContentError

_KEYS = """
tier-fundamentals tier-intermediate tier-academic
answer-line button-sources button-helpful button-not-helpful button-share button-neither related-placeholder
sources-title sources-none sources-limit sources-again sources-disagree sources-outside
sources-corrected sources-unverified sources-page button-next button-previous
private-button public-more public-sources public-checklist unreadable nothing-said
checklist-place button-answer button-skip button-back button-stop button-why button-yes button-no
button-continue button-summary button-edit button-export modal-label modal-hint
summary-title summary-line summary-target summary-caution edit-title edit-placeholder export-done
reset-ask reset-yes reset-no reset-kept
topics-title topics-placeholder topic-title topic-placeholder
settings-title settings-tier settings-tier-none settings-private-on settings-private-off
settings-zone settings-zone-none button-private-on button-private-off button-zone button-start-over zone-label zone-hint
privacy-show privacy-exported button-questions-on button-questions-off
erase-ask erase-yes erase-no erase-kept erase-done erase-line
about about-document about-references about-review
explain-empty stale error error-storage
preview-server preview-channel preview-welcome
"""
KEYS = frozenset(f"discord-{key}" for key in _KEYS.split())


def say(library: IntentLibrary, key: str, /, **names: object) -> str:
    """The phrase for `key`, with its names filled in."""
    return library.say(f"discord-{key}", **names)


def require(library: IntentLibrary) -> None:
    """Raises ContentError, naming the keys, when the pack lacks a phrase."""
    missing = sorted(KEYS - library.wording.keys())
    if missing:
        raise ContentError(f"The pack has no wording for {', '.join(missing)}: add it under knowledge/.")
