"""Plain text on Discord stands as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.frontends.discord.plain import escape, one_line, pages, shorten


@pytest.mark.parametrize(
    ("plain", "safe"),
    [
        ("**bold** _it_ ~~no~~ `code` ||spoiler||", r"\*\*bold\*\* \_it\_ \~\~no\~\~ \`code\` \|\|spoiler\|\|"),
        ("# heading\n> quote\n-# small", "\\# heading\n\\> quote\n\\-# small"),
        ("[text](https://a.example)", r"[text]\(https://a.example)"),
        ("<@1> <@&2> <#3> </ask:4> <t:5> <:e:6> <a:e:7>", r"\<@1> \<@&2> \<#3> \</ask:4> \<t:5> \<:e:6> \<a:e:7>"),
        ("back\\slash", "back\\\\slash"),
        ("- a list\n- stays", "- a list\n- stays"),
        ("a fact [1] [2]. 5 < 6 > 4", "a fact [1] [2]. 5 < 6 > 4"),
        ("see https://a.example/b_c*d", "see https://a.example/b_c*d"),
    ],
)
def test_escape(plain: str, safe: str) -> None:
    """Markdown, mentions and hidden links lose their meaning; lists, marks and addresses keep theirs."""
    assert escape(plain) == safe


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_shorten_never_exceeds(text: str, limit: int) -> None:
    """The text never gets longer than asked, and stays whole when it fits."""
    assert len(shorten(text, limit)) <= limit
    assert len(text) > limit or shorten(text, limit) == text
    assert "\n" not in one_line(text, limit)


@given(
    st.lists(st.text(max_size=60), max_size=20),
    st.integers(min_value=10, max_value=100),
    st.integers(min_value=1, max_value=5),
)
def test_pages_hold_everything_in_order(blocks: list[str], room: int, most: int) -> None:
    """Every block is on a page, in order, and no page holds more than it may."""
    dealt = pages(blocks, room, most)
    assert [block for page in dealt for block in page] == [shorten(block, room) for block in blocks]
    assert all(len(page) <= most and sum(map(len, page)) <= room for page in dealt)
