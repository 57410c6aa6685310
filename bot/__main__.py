"""The command line: `osteon COMMAND`, the same as `python -m bot`. One module of `bot.commands` per command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

# One question is too small to share among cores: numpy's threads would wait for each other longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot import __version__
from bot.commands import COMMANDS
from bot.errors import OsteonError
from bot.settings import Settings

BAD_USAGE = 2


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one sentence with the next step."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(BAD_USAGE, f"{self.prog}: {message}. Run «{self.prog} --help» to see what it takes.\n")


def make_parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    common = _Parser(add_help=False)
    common.add_argument("--content", metavar="DIR", help="the folder that holds intents/ and knowledge/")
    common.add_argument("--database", metavar="URL", help="where people are stored")
    parser = _Parser(prog="osteon", description="Curated, cited answers in chat.")
    parser.add_argument("--version", action="version", version=f"osteon {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for name, command in COMMANDS.items():
        summary = (command.__doc__ or "").split("\n")[0]
        sub = subparsers.add_parser(name, parents=[common], help=summary, description=summary)
        command.add_arguments(sub)
        sub.set_defaults(command=command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status: 0 done, 1 a check found something, 2 bad usage or content."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = make_parser().parse_args(arguments)
    try:
        settings = Settings.from_mapping(os.environ, content=args.content, database=args.database)
        status: int = args.command.run(args, settings)
        sys.stdout.flush()
        return status
    except OsteonError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
