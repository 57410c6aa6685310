"""Settings: read once from a mapping, frozen. Wording and thresholds are content, not settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from bot.core.retention import Retention
from bot.errors import UsageError

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Settings:
    """How this process runs.

    DISCORD_TOKEN          the bot's token, for `osteon discord`
    OSTEON_DATABASE_URL    where people are stored (default: an SQLite file in the user's data folder)
    OSTEON_CONTENT_DIR     the folder that holds `intents/` and `knowledge/` (default: the pack that came along)
    OSTEON_ENCODER         what reads meanings: empty for MiniLM where it is installed, «words» for word vectors,
                           «none», or the path of a model file
    OSTEON_LOG_LEVEL       debug, info, warning or error (default: warning)
    OSTEON_SECRET_KEYS     what people's keys are wrapped by: secrets of 32 bytes in base64, with commas between, the
                           current one first (default: a key file beside an SQLite file)

    OSTEON_COUNT_TRIAGE    «yes»: count by day how often each safety reply was given, without a word or a name
                           (default: no)

    How long what is stored about people is kept; see `bot.core.retention`:

    OSTEON_CONVERSATION_MINUTES, OSTEON_UNANSWERED_DAYS, OSTEON_IDLE_MONTHS, OSTEON_NOTICE_DAYS
    """

    content: Path
    database_url: str | None = field(repr=False)  # may hold a password
    discord_token: str | None = field(repr=False)
    log_level: str
    encoder: str = ""
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    count_triage: bool = False
    retention: Retention = field(default_factory=Retention)

    @classmethod
    def from_mapping(
        cls, environment: Mapping[str, str], *, content: str | None = None, database: str | None = None
    ) -> Settings:
        """Read the settings; what the command line names goes before the environment. Raises `UsageError`."""
        level = environment.get("OSTEON_LOG_LEVEL", "warning").lower()
        if level not in ("debug", "info", "warning", "error"):
            raise UsageError(f"OSTEON_LOG_LEVEL is «{level}»: set it to debug, info, warning or error.")
        named = content or environment.get("OSTEON_CONTENT_DIR")
        return cls(
            content=Path(named) if named else default_content(),
            database_url=database or environment.get("OSTEON_DATABASE_URL") or None,
            discord_token=environment.get("DISCORD_TOKEN") or None,
            log_level=level,
            encoder=environment.get("OSTEON_ENCODER", "").strip(),
            secret_keys=tuple(filter(None, map(str.strip, environment.get("OSTEON_SECRET_KEYS", "").split(",")))),
            count_triage=_is_yes(environment, "OSTEON_COUNT_TRIAGE"),
            retention=_retention(environment),
        )


def _is_yes(environment: Mapping[str, str], name: str) -> bool:
    written = environment.get(name, "").strip().lower()
    if written not in ("", "yes", "no"):
        raise UsageError(f"{name} is «{written}»: set it to yes or no.")
    return written == "yes"


def _retention(environment: Mapping[str, str]) -> Retention:
    read: dict[str, int] = {}
    for each in fields(Retention):
        name = f"OSTEON_{each.name.upper()}"
        written = environment.get(name, "").strip()
        if written and not (written.isascii() and written.isdigit() and 0 < int(written) < 100_000):
            raise UsageError(f"{name} is «{written}»: set it to a whole number above 0.")
        if written:
            read[each.name] = int(written)
    return Retention(**read)


def default_content() -> Path:
    """The pack that came along: inside an installed wheel, or beside `bot/` in a checkout."""
    packaged = _PACKAGE / "pack"
    return packaged if packaged.is_dir() else _PACKAGE.parent
