"""The panel of what does not work on a server, and the button that mends it."""

import re
from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui

from bot.ui.layout import Layout, fitting, said

SHOWN: Final = 3600
"""Characters of the list; Discord allows 4000 in all texts of a message together."""
_COG: Final = "Admin"


class Sign(StrEnum):
    """How bad a finding is."""

    BROKEN = "❌"
    DOUBT = "⚠️"
    GOOD = "✅"


class Finding(NamedTuple):
    """One line: what was found, and what to do. ``fixable`` tells that Easel can mend it by itself."""

    sign: Sign
    sentence: str
    fixable: bool = False


class Check(StrEnum):
    """What the buttons do; the values stand in ``custom_id``."""

    LOOK = "look"
    FIX = "fix"


_LABELS: Final = MappingProxyType({Check.LOOK: "Check", Check.FIX: "Fix what Easel can"})


class Checks(Protocol):
    """Whoever looks and mends: the cog of the managers."""

    async def press_check(self, interaction: Interaction[Any], wanted: Check) -> None:
        """Check who pressed, and do it; every error ends there."""
        ...


class CheckButton(ui.DynamicItem[ui.Button[Any]], template=re.compile(rf"easel:check:(?P<wanted>{'|'.join(Check)})")):
    """A button that looks at, or mends, the server where it is pressed."""

    def __init__(self, wanted: Check, *, disabled: bool = False) -> None:
        style = ButtonStyle.primary if wanted is Check.FIX else ButtonStyle.secondary
        super().__init__(
            ui.Button(label=_LABELS[wanted], style=style, custom_id=f"easel:check:{wanted}", disabled=disabled)
        )
        self.wanted = wanted

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button that was pressed."""
        return cls(Check(match["wanted"]))

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Hand it over: neither a view's nor the command tree's error handler ever sees it."""
        await cast("Checks", interaction.client.get_cog(_COG)).press_check(interaction, self.wanted)


def checked(findings: Sequence[Finding], *, news: Sequence[str] = ()) -> Layout:
    """What was found, the worst first, under what was done about it just now."""
    ordered = sorted(findings, key=lambda finding: list(Sign).index(finding.sign))
    lines = [*news, "## 🩺 Easel on this server", *(f"{one.sign} {one.sentence}" for one in ordered)]
    fix = CheckButton(Check.FIX, disabled=not any(one.fixable for one in findings))
    buttons: ui.ActionRow[Any] = ui.ActionRow(fix, CheckButton(Check.LOOK))
    return said("\n".join(fitting(lines, SHOWN)), buttons)


def register(client: discord.Client) -> None:
    """Make the client answer the buttons, on every message there is."""
    client.add_dynamic_items(CheckButton)
