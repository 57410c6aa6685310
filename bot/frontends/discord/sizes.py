"""What Discord accepts at most.

https://discord.com/developers/docs/components/reference
https://discord.com/developers/docs/interactions/application-commands
"""

from __future__ import annotations

from typing import Final

TEXT: Final = 4000  # characters of all text displays of one message together
COMPONENTS: Final = 40  # components of one message, nested ones included
ROW: Final = 5  # buttons in one action row
BUTTON_LABEL: Final = 80
CUSTOM_ID: Final = 100
OPTIONS: Final = 25  # options of one select menu, and choices of one autocomplete
OPTION_TEXT: Final = 100  # label, value and description of a select option
PLACEHOLDER: Final = 150
MODAL_TITLE: Final = 45
MODAL_LABEL: Final = 45
MODAL_INPUT: Final = 4000
AUTOCOMPLETE: Final = 100  # name and value of a choice
