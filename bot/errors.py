"""Errors that a person or an operator may meet.

    OsteonError                 one plain sentence with the next step
    ├── UsageError              the command line or a setting is off (exit status 2)
    ├── ContentError            the pack cannot be read or breaks its rules (exit status 2)
    └── StorageError            the database cannot do what was asked
        ├── StaleState          somebody saved the same person in between; load again
        ├── StorageBusy         locked, full, read-only or unreachable for now
        ├── NewerDatabase       written by a newer version of the program
        ├── OlderDatabase       has to be brought to this version's schema first
        └── MissingKeys         none of the keys at hand opens what is stored

Foreign errors are wrapped where they enter; anything else that reaches a person is a defect.
"""

from __future__ import annotations


class OsteonError(Exception):
    """A failure with a sentence that a person can act on."""


class UsageError(OsteonError):
    """The command line or a setting is off."""


class ContentError(OsteonError):
    """The pack cannot be read or breaks its rules."""


class StorageError(OsteonError):
    """The database cannot do what was asked."""


class StaleState(StorageError):
    """The person was saved by somebody else since the state was loaded."""


class StorageBusy(StorageError):
    """The database is locked, full, read-only or unreachable for now."""


class NewerDatabase(StorageError):
    """The database was written by a newer version of the program."""


class OlderDatabase(StorageError):
    """The database has to be brought to this version's schema first."""


class MissingKeys(StorageError):
    """None of the keys at hand opens what is stored."""
