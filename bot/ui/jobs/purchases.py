"""The lines about purchases in the answer to /quota."""

from collections.abc import Iterable, Iterator

from bot.domain.purchases import Purchase


def purchase_lines(purchases: Iterable[Purchase]) -> Iterator[str]:
    """What was bought at Discord, and until when."""
    for name, is_plan, ends_at in purchases:
        what = f"This server has the plan **{name}**" if is_plan else f"You have the tier **{name}**"
        until = "for as long as the purchase runs" if ends_at is None else f"until <t:{int(ends_at)}:f>"
        yield f"{what}, bought at Discord, {until}."
