"""Buttons and selects that survive restarts: all they know stands in their ``custom_id``.

A view holds nothing but these: discord.py 2.7.1 forgets a DynamicItem's pattern for the whole bot when a view that
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
"""Matches nothing: each subclass names the pattern of its own custom ids."""


class Component(ui.DynamicItem[ui.Item[Any]], Generic[ValueT], template=NO_CUSTOM_ID):
    """A button or select that the client's component router answers, on every message there is.

    A subclass names the pattern of its ``custom_id`` as ``template``, and reads its value from what the pattern found.
    """

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction, item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """Wrap the button or select that was used."""
        return cls(item)

    @property
    def found(self) -> re.Match[str]:
        """The groups of the pattern in this component's ``custom_id``."""
        found = self.template.fullmatch(self.custom_id)
        assert found is not None
        return found

    @property
    def key(self) -> object:
        """What the handler of this component was registered for."""
        return type(self)

    def read(self, interaction: Interaction) -> ValueT:
        """Return what was chosen by using this component, as its handler takes it."""
        raise NotImplementedError

    async def callback(self, interaction: Interaction) -> None:
        """Hand it to the router: neither a view's nor the command tree's error handler ever sees it."""
        await interaction.client.components.dispatch(interaction, self)


def interaction_data(interaction: Interaction) -> Mapping[str, Any]:
    """The raw data of the component or form (Discord, Interaction Data)."""
    return cast("Mapping[str, Any]", interaction.data or {})


def selected_values(interaction: Interaction) -> tuple[str, ...]:
    """The values that were chosen in a select; empty for a button."""
    return tuple(map(str, interaction_data(interaction).get("values") or ()))
