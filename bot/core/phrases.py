"""The phrases that the core and the terminal say by themselves, with the names each may fill in.

Their words are content (`knowledge/wording*.yaml`); `osteon check` compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping

_PHRASES = """
answer-next-step step
disambiguate
disambiguate-one
disambiguate-how
fallback-nothing-typed
fallback-nothing-near
fallback-neither
fallback-kept
fallback-other-half
fallback-long
fallback-no-topic
introduction
introduction-risk
danger-ask question
danger-all-well
follow-up-same
glossary-meaning term meaning
notice-no-answer-yet
notice-simplest
notice-deepest
notice-gone
notice-rated
notice-start-over
notice-all-right
notice-after-alarm
notice-always-fundamentals
notice-always-intermediate
notice-always-academic
notice-no-preference
notice-questions-not-kept
notice-questions-kept
notice-not-saved
notice-not-json
notice-no-question
sources-intro question
sources-from places
sources-strength strength
sources-limit limit
sources-reference-confirmed citation note
sources-reference-corrected citation note
sources-reference-unverified citation note
checklist-question position total title question
checklist-resumed
checklist-back-to question
checklist-stopped done
checklist-at-start
checklist-not-running
checklist-stored answer
checklist-kept
checklist-reset
checklist-again
checklist-confirm answer
checklist-not-understood
checklist-out-of-range low high unit title
checklist-negative low high unit title
checklist-wrong-unit low high unit title
checklist-complete
checklist-how-to-continue
checklist-count done total
checklist-open
checklist-skipped
checklist-unknown
checklist-yes
checklist-no
checklist-target target
checklist-older-answer answer
checklist-removed item answer
checklist-said-recorded title answer
checklist-said-noted title answer
checklist-said-skipped title answer
checklist-said-unknown title answer
privacy-what
privacy-how-long minutes days months notice
privacy-safe
privacy-questions-kept
privacy-questions-not-kept
privacy-count name count
privacy-none
privacy-idle-notice months days
terminal-privacy user
terminal-welcome
terminal-sources
terminal-related
terminal-can-answer
terminal-depths
"""

PHRASES: Mapping[str, frozenset[str]] = {
    line.split()[0]: frozenset(line.split()[1:]) for line in _PHRASES.strip().splitlines()
}
