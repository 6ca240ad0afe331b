"""The buttons with which members buy something at Discord."""

from collections.abc import Iterable

from discord import ui

from bot.ui.layout import Row


def premium_row(sku_ids: Iterable[int]) -> Row:
    """Build one row of at most five premium buttons.

    Discord gives them name and price of the SKU and handles the press, so they have no ``custom_id`` and no handler.
    """
    return Row(*(ui.Button(sku_id=sku_id) for sku_id in sku_ids))
