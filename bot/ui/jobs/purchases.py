"""The lines about purchases in the answer to /quota."""

from collections.abc import Iterable, Iterator

from bot.domain.purchases import Purchase
from bot.localization.messages import text


def purchase_lines(purchases: Iterable[Purchase]) -> Iterator[str]:
    """What was bought at Discord, and until when."""
    for name, is_plan, ends_at in purchases:
        what = "plan" if is_plan else "tier"
        if ends_at is None:
            yield text(f"quota-purchase-of-{what}", name=name)
        else:
            yield text(f"quota-purchase-until-of-{what}", name=name, end=f"<t:{int(ends_at)}:f>")
