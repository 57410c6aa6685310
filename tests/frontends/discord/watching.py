"""What the log holds."""

from __future__ import annotations

import logging

import pytest


class Failures:
    """The failures that the front end logged during a test."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self._caplog = caplog
        self._taken = False

    @property
    def words(self) -> str:
        """Everything that was logged at any level, with every argument and traceback."""
        return self._caplog.text

    def taken(self) -> str:
        """The failures, which the test expected."""
        self._taken = True
        found = self._logged()
        assert found
        return "\n".join(found)

    def untaken(self) -> list[str]:
        """The failures that no test expected."""
        return [] if self._taken else self._logged()

    def _logged(self) -> list[str]:
        return [
            record.getMessage()
            for record in self._caplog.get_records("call")
            if record.name.startswith(("osteon", "discord")) and record.levelno >= logging.ERROR
        ]
