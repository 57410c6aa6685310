"""Reader for `knowledge/contacts.yaml`: whom to reach, server by server, under the alarm replies."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.content.problems import Problem
from bot.content.shapes import Shape
from bot.content.yaml_source import Source

LONGEST = 200  # characters of a line
MOST = 5  # lines under one reply: in an emergency nobody reads a list

Contacts = Mapping[str, Mapping[str, tuple[str, ...]]]


def read_contacts(source: Source, problems: list[Problem], alarms: Collection[str]) -> Contacts:
    """Lines by server id and alarm; `alarms` are the safety intents that may have some."""
    shape = Shape(source, problems)
    servers = shape.mapping("servers", required=False)
    contacts: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for server in servers.names() if servers else ():
        assert servers is not None
        if not server.isdecimal():
            servers.report("content/bad-server", f"«{server}» is no server id: write the digits, in quotes", server)
        held = servers.mapping(server)
        if held:
            contacts[server] = {alarm: _lines(held, alarm, alarms) for alarm in held.names()}
    shape.done()
    return contacts


def _lines(held: Shape, alarm: str, alarms: Collection[str]) -> tuple[str, ...]:
    if alarm not in alarms:
        held.report("content/unknown-alarm", f"«{alarm}» is none of {', '.join(sorted(alarms))}", alarm)
    lines = held.texts(alarm, required=True)
    if len(lines) > MOST:
        held.report("content/too-many", f"«{alarm}» has {len(lines)} lines: keep the {MOST} that matter most", alarm)
    for index, line in enumerate(lines):
        if len(line) > LONGEST:
            held.report("content/too-long", f"the line has {len(line)} characters: keep it to {LONGEST}", alarm, index)
    return lines
