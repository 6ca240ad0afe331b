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
Row: TypeAlias = ui.ActionRow[Any]
"""Up to five buttons, or one select."""
ValueT = TypeVar("ValueT")
NO_CUSTOM_ID: Final = re.compile("(?!)")
"""Matches nothing; each subclass has its own pattern."""


class Component(ui.DynamicItem[ui.Item[Any]], Generic[ValueT], template=NO_CUSTOM_ID):
    """A button or select that the client's component router handles, in all messages, old and new.

    A subclass passes the pattern of its ``custom_id`` as ``template``, and parses its value from the match.
    """

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction, item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """Build the component from the used button or select."""
        return cls(item)

    @property
    def found(self) -> re.Match[str]:
        """The match of the pattern with this component's ``custom_id``."""
        found = self.template.fullmatch(self.custom_id)
        assert found is not None
        return found

    @property
    def key(self) -> object:
        """The key under which the handler of this component is registered."""
        return type(self)

    def read(self, interaction: Interaction) -> ValueT:
        """Parse the value that is passed to the handler."""
        raise NotImplementedError

    async def callback(self, interaction: Interaction) -> None:
        """Dispatch to the router, which handles errors too: those of views and the command tree are not called here."""
        await interaction.client.components.dispatch(interaction, self)


def interaction_data(interaction: Interaction) -> Mapping[str, Any]:
    """The raw data of the component or form (Discord, Interaction Data)."""
    return cast("Mapping[str, Any]", interaction.data or {})


def selected_values(interaction: Interaction) -> tuple[str, ...]:
    """The values that were chosen in a select; empty for a button."""
    return tuple(map(str, interaction_data(interaction).get("values") or ()))
