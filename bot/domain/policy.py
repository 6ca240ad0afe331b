"""May this be asked here, by this person, and how is what comes of it to be treated? The house rules decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from bot.domain.catalog import Catalog, either
from bot.domain.request import Request, Treatment
from bot.domain.server_rules import ChannelMode, ChannelRules, Flagged, ServerRules
from bot.errors import Forbidden

DAY: Final = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who asks and where, as Discord tells it. ``joined_at`` is seconds since the epoch; ids are snowflakes."""

    channel_id: int
    parent_id: int | None = None
    roles: frozenset[int] = frozenset()
    joined_at: float | None = None
    manages_messages: bool = False
    age_restricted: bool = False

    def moderates(self, rules: ServerRules) -> bool:
        """Whether this person counts as a moderator here."""
        return rules.is_moderator(self.roles, manages_messages=self.manages_messages)


def placed(
    requests: Sequence[Request],
    standing: Standing,
    rules: ServerRules,
    catalog: Catalog,
    *,
    tier: str | None,
    now: float,
) -> tuple[Request, ...]:
    """The requests as they may be made here, private where the channel wants that, and how they are to be treated.

    Raises :class:`Forbidden` for what the server's settings do not allow; the sentence says what to do.
    """
    here = rules.of_channel(standing.channel_id, standing.parent_id)
    if not standing.moderates(rules):
        _check_person(standing, rules, now)
    _check_channel(here, standing, rules)
    for request in requests:
        _check_model(request, here, catalog)
    treatment = Treatment(
        approval=here.mode is ChannelMode.APPROVAL,
        flagged=_flagged(rules, standing),
        safety=rules.safety,
        tier=tier,
    )
    return tuple(
        request.model_copy(update={"treatment": treatment, "private": request.private or here.private_only})
        for request in requests
    )


def _flagged(rules: ServerRules, standing: Standing) -> Flagged:
    if rules.flagged is Flagged.RESTRICTED and not standing.age_restricted:
        return Flagged.REFUSE
    return rules.flagged


def _check_person(standing: Standing, rules: ServerRules, now: float) -> None:
    if rules.members and standing.roles.isdisjoint(rules.members):
        raise Forbidden(
            "On this server, only some roles can request pictures; ask a moderator for one. Nothing was charged."
        )
    if rules.min_days and (left := _days_left(standing, rules, now)) > 0:
        raise Forbidden(
            f"On this server, you can request pictures once you have been a member for {_days(rules.min_days)}; "
            f"please come back in {_days(left)}. Nothing was charged."
        )


def _days_left(standing: Standing, rules: ServerRules, now: float) -> int:
    """Days, rounded up; a guest, who has not joined, has all of them to go."""
    joined_at = now if standing.joined_at is None else standing.joined_at
    return ceil((joined_at - now) / DAY + rules.min_days)


def _days(count: int) -> str:
    return "a day" if count == 1 else f"{count} days"


def _check_channel(here: ChannelRules, standing: Standing, rules: ServerRules) -> None:
    if here.mode is ChannelMode.OFF:
        raise Forbidden(
            "This server does not allow picture requests in this channel; please try another one. Nothing was charged."
        )
    if here.mode is ChannelMode.MODERATORS and not standing.moderates(rules):
        raise Forbidden(
            "This server lets only moderators request pictures in this channel; please try another one. "
            "Nothing was charged."
        )


def _check_model(request: Request, here: ChannelRules, catalog: Catalog) -> None:
    if here.models and request.model not in here.models:
        label = catalog[request.model].label if request.model in catalog else request.model
        able = [key for key in here.models if key in catalog and not catalog.is_lost(key)]
        todo = f"you can use {either(able)}" if able else "please try another one, or ask its moderators"
        raise Forbidden(f"This server does not allow {label} in this channel; {todo}. Nothing was charged.")
