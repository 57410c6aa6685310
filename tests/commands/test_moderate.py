"""What moderators see: questions without the person, and counts without words."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.commands.conftest import Run


def test_moderators_see_what_nobody_answered(run: Run) -> None:
    """Redacted, and nobody's name."""
    run("chat", "--user", "ann", stdin="what do zebras of Dr. Featherstone eat: 650 qwxyzz on 3 March 2021?\n")
    shown = run("moderate", "unanswered")
    assert shown.returncode == 0
    assert "zebras" in shown.stdout
    assert "2021" not in shown.stdout
    assert "Featherstone" not in shown.stdout
    assert "ann" not in shown.stdout


def test_safety_replies_are_counted_when_wished(run: Run) -> None:
    """By day and id; without the setting there is nothing, and why is said."""
    run("chat", "--user", "ann", stdin="where can I buy arimidex\n")
    silent = run("moderate", "triage")
    assert silent.stdout == ""
    assert "OSTEON_COUNT_TRIAGE=yes" in silent.stderr
    run("chat", "--user", "ann", stdin="where can I buy arimidex\n", OSTEON_COUNT_TRIAGE="yes")
    counted = run("moderate", "triage", OSTEON_COUNT_TRIAGE="yes")
    assert counted.stdout == f"{datetime.now(UTC).date().isoformat()}  drug-sourcing  1\n"
    refused = run("moderate", "triage", OSTEON_COUNT_TRIAGE="maybe")
    assert refused.returncode == 2
    assert "yes or no" in refused.stderr
