"""The base of buttons and selects that survive restarts: their whole state is in the ``custom_id``.

A view contains only such items: discord.py 2.7.1 unregisters a DynamicItem's pattern for the whole bot when a view that
mixes it with ordinary items times out or is sent again.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Generic, Self, TypeAlias, TypeVar, cast

import discord
from discord import ui

Interaction: TypeAlias = discord.Interaction[Any]
"""An interaction of any client; cogs use the alias of ``bot.discord.client``, which knows the bot's own client."""
ValueT = TypeVar("ValueT")
NO_CUSTOM_ID: Final = re.compile("(?!)")
"""Matches nothing; each subclass has its own pattern."""


class Component(ui.DynamicItem[ui.Item[Any]], Generic[ValueT], template=NO_CUSTOM_ID):
    """A button or select that the client's component router handles, also in messages from before a restart.

    A subclass passes the pattern of its ``custom_id`` as ``template``, and parses its value from the match's groups. A
    cog registers one handler for it: ``bot.components.on(HistoryPageButton, self.turn_page)``.
    """

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction, item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        return cls(item)

    @property
    def match(self) -> re.Match[str]:
        """The match of ``template`` on this component's ``custom_id``."""
        match = self.template.fullmatch(self.custom_id)
        assert match is not None
        return match

    @property
    def key(self) -> object:
        """The key of this component's handler in the router."""
        return type(self)

    def read(self, interaction: Interaction) -> ValueT:
        """Parse the choice that the member made with this component: the argument of its handler."""
        raise NotImplementedError

    async def callback(self, interaction: Interaction) -> None:
        """Pass the interaction to the router; neither the view nor the command tree handles its errors."""
        await interaction.client.components.dispatch(interaction, self)


def interaction_data(interaction: Interaction) -> Mapping[str, Any]:
    """The raw data of the component or form (Discord, Interaction Data)."""
    return cast("Mapping[str, Any]", interaction.data or {})


def selected_values(interaction: Interaction) -> tuple[str, ...]:
    """The values that were chosen in a select; empty for a button."""
    return tuple(map(str, interaction_data(interaction).get("values") or ()))
