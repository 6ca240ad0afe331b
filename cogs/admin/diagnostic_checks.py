"""What does not work on a server yet, one line each, and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import Guild, TextChannel

from bot.domain.channel_rules import Wait, everywhere, open_in, waits, ways
from bot.domain.quota import Limits
from bot.domain.server_rules import Flagged, SafetyMode, ServerRules
from bot.domain.stale_references import Leftovers, asks_for_nobody
from bot.domain.text import dollars
from bot.policy.automod_cache import Lack
from bot.ui.admin.diagnostics_panel import Finding, Sign
from bot.ui.channel_permissions import Room, lacking, named, remedy, rooms, trouble
from bot.wordfilter.patterns import can_read

MOST: Final = 20
"""Channels that are listed."""
ALMOST: Final = 0.8
"""Part of a budget from which on its end is told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that is looked at; amounts are micro-dollars, ``spent`` in the order of the budgets.

    ``safety`` is what the operator chose. ``trusted`` tells whether Runware takes the key and has credit,
    ``automod`` why the rules of the server's AutoMod cannot be read, and ``unread`` how many words and patterns are not
    looked for.
    """

    guild: Guild
    rules: ServerRules
    gone: Leftovers
    limits: Limits
    trusted: bool
    spent: tuple[int, int, int]
    frees_at: float | None
    """When the budget of the whole bot has room again, where it is used up."""
    open_cases: int
    safety: SafetyMode
    automod: Lack | None
    unread: int


def findings(look: Look) -> Iterator[Finding]:
    """Everything that was found."""
    yield from _money(look)
    yield from _moderators(look)
    yield from _safety(look)
    yield from _leftovers(look)
    yield from _places(look)


# ── the operator’s side ──────────────────────────────────────────────────────────────────────────────────────────────


def _money(look: Look) -> Iterator[Finding]:
    if look.trusted:
        yield Finding(Sign.GOOD, "Runware accepts requests: the key works and there is credit.")
    else:
        yield Finding(
            Sign.BROKEN,
            "Nothing is drawn: Runware refuses the key, or there is no credit. Only the bot’s operator can fix this.",
        )
    limits, (day, month, whole) = look.limits, look.spent
    if limits.guild_day is None and limits.guild_month is None:
        yield Finding(Sign.GOOD, "No budget is set for this server.")
    if limits.guild_day is not None:
        yield _budget("day", day, limits.guild_day)
    if limits.guild_month is not None:
        yield _budget("month", month, limits.guild_month)
    if limits.bot_day is not None and (look.frees_at is not None or whole >= limits.bot_day):
        yield Finding(Sign.BROKEN, _bot_budget(limits.bot_day, look.frees_at))


def _bot_budget(budget: int, frees_at: float | None) -> str:
    """That the whole bot's budget has no room for anything; what it is stays the operator's business."""
    if budget == 0:
        return "The budget of the whole bot is 0, so nothing is drawn; Easel’s operator can change it."
    when = "" if frees_at is None else f"; there is room again <t:{int(frees_at) + 1}:R>"
    return f"The budget of the whole bot for the day is used up{when}. Easel’s operator can raise it."


def _budget(span: str, spent: int, budget: int) -> Finding:
    """A budget of a server; what is reserved for requests under way counts as spent."""
    said = f"Budget for the {span}: {dollars(spent)} of {dollars(budget)} spent"
    if budget == 0:
        return Finding(
            Sign.BROKEN, f"The budget for the {span} is 0, so nothing is drawn; Easel’s operator can change it."
        )
    if spent >= budget:
        return Finding(Sign.BROKEN, f"{said}, so nothing is drawn; wait, or ask the operator for more.")
    return Finding(Sign.DOUBT if spent >= ALMOST * budget else Sign.GOOD, f"{said}.")


# ── moderators ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _moderators(look: Look) -> Iterator[Finding]:
    waiting = waits(look.rules)
    if why := trouble(look.guild, look.rules.log_channel):
        what = ["pictures are waiting for approval"] if Wait.APPROVAL in waiting else []
        what += ["flagged pictures are waiting"] if Wait.HOLD in waiting else []
        unseen = f", and {' and '.join(what)} where nobody can see them" if what else ", so nobody sees reports"
        todo = f"{remedy(look.guild, look.rules.log_channel)}, with /admin log or /admin setup"
        yield Finding(Sign.BROKEN if what else Sign.DOUBT, f"{why}{unseen}: {todo}.", _is_mendable_log(look))
    else:
        yield Finding(Sign.GOOD, f"Moderators decide in <#{look.rules.log_channel}>.")
    if look.open_cases:
        cases = "1 case is waiting" if look.open_cases == 1 else f"{look.open_cases} cases are waiting"
        yield Finding(Sign.DOUBT, f"{cases} for a moderator’s decision; see /mod cases.")
    else:
        yield Finding(Sign.GOOD, "No cases are waiting for a decision.")


def _is_mendable_log(look: Look) -> bool:
    channel = look.guild.get_channel(look.rules.log_channel or 0)
    return isinstance(channel, TextChannel) and may_mend(channel, lacking(channel))


# ── safety ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _safety(look: Look) -> Iterator[Finding]:
    rules = look.rules
    if (rules.safety or look.safety) is SafetyMode.NONE:
        yield Finding(Sign.DOUBT, "The safety check is off, so no picture is ever flagged; /admin setup turns it on.")
    else:
        yield Finding(Sign.GOOD, "Runware’s safety check looks at every picture.")
    if rules.automod and look.automod is Lack.PERMISSION:
        yield Finding(
            Sign.BROKEN,
            "AutoMod’s words apply but Easel may not read them, so every request is refused: give Easel’s role "
            "Manage Server, or turn this off with /admin setup.",
        )
    elif rules.automod and look.automod is Lack.DISCORD:
        yield Finding(Sign.DOUBT, "AutoMod’s words apply, but Discord does not send them; check again in a minute.")
    elif rules.automod:
        yield Finding(Sign.GOOD, "AutoMod’s words apply, and Easel can read them.")
    if look.unread:
        what = "A word or pattern is" if look.unread == 1 else f"{look.unread} words or patterns are"
        why = "Easel cannot read it" if look.unread == 1 else "Easel cannot read them"
        why = why if can_read() else "the bot’s operator has not installed RE2, which reads patterns"
        yield Finding(Sign.DOUBT, f"{what} not checked, because {why}; /mod words list shows which.")
    if rules.flagged is Flagged.RESTRICTED:
        yield from _restricted(look)


def _restricted(look: Look) -> Iterator[Finding]:
    """Flagged pictures are for age-restricted channels only: which are, of those where one may ask?

    Where that is everywhere, other channels are meant to be so; where channels were chosen, one may be forgotten.
    """
    asked = list(_asked_in(look))
    shown, refused = [one for one in asked if one.is_nsfw()], [one for one in asked if not one.is_nsfw()]
    todo = "make one age-restricted in its settings, or choose another channel or rule with /admin setup"
    if not shown:
        why = "but none of the channels for pictures is one"
        yield Finding(Sign.BROKEN, f"Flagged pictures are only shown in age-restricted channels, {why}: {todo}.")
        return
    yield Finding(Sign.GOOD, f"Flagged pictures are shown in {_listed(shown)} (age-restricted).")
    if refused:
        sign = Sign.GOOD if everywhere(look.rules) else Sign.DOUBT
        yield Finding(sign, f"Flagged pictures are refused in {_listed(refused)}: not age-restricted.")


# ── what is gone ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _leftovers(look: Look) -> Iterator[Finding]:
    channels, roles, tiers = look.gone
    if nobody := asks_for_nobody(look.rules, look.gone):
        yield Finding(
            Sign.BROKEN,
            "The only roles that can request pictures no longer exist, so nobody can; choose others with /admin role.",
        )
    if nobody:
        roles -= set(look.rules.members)
    if channels:
        yield _forget(len(channels), "a channel that no longer exists", "channels that no longer exist")
    if roles:
        yield _forget(len(roles), "a role that no longer exists", "roles that no longer exist")
    if tiers:
        names = ", ".join(sorted(tiers))
        said = f"Some roles have tiers that the operator no longer offers: {names}. They have the usual limits."
        yield Finding(Sign.DOUBT, said, fixable=True)


def _forget(count: int, one: str, many: str) -> Finding:
    what = one if count == 1 else f"{count} {many}"
    return Finding(Sign.DOUBT, f"The settings name {what}; the button below cleans that up.", fixable=True)


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _places(look: Look) -> Iterator[Finding]:
    if not ways(look.rules):
        yield Finding(Sign.BROKEN, "Nobody can request pictures anywhere; choose channels with /admin setup.")
        return
    wrong = [(channel, missing) for channel in _asked_in(look) if (missing := lacking(channel))]
    for channel, missing in wrong[:MOST]:
        where = "in its permissions for Easel"
        mendable = channel.id in look.rules.channels and may_mend(channel, missing)
        yield Finding(Sign.BROKEN, f"<#{channel.id}>: allow {named(missing)} {where}.", mendable)
    if len(wrong) > MOST:
        yield Finding(Sign.BROKEN, f"Easel lacks permissions in {len(wrong) - MOST} more channels.")
    if not wrong:
        yield Finding(Sign.GOOD, "Easel has all permissions it needs wherever members can request pictures.")


def _asked_in(look: Look) -> Iterator[Room]:
    """Where somebody may ask. Channels that nobody decided about and that Easel cannot see are others’ business."""
    named_ones, anywhere = set(open_in(look.rules)), everywhere(look.rules)
    for channel in rooms(look.guild):
        undecided = anywhere and channel.id not in look.rules.channels
        if channel.id in named_ones or (undecided and channel.permissions_for(look.guild.me).view_channel):
            yield channel


def may_mend(channel: Room, missing: Sequence[str]) -> bool:
    """Whether Easel may give itself these in a channel.

    https://docs.discord.com/developers/resources/channel, Edit Channel Permissions: it takes Manage Roles, and nobody
    allows what they have not got themselves; what cannot be seen cannot be edited.
    """
    me = channel.guild.me
    here = channel.permissions_for(me)
    has = all(getattr(me.guild_permissions, flag) for flag in missing)
    return bool(missing) and here.view_channel and here.manage_roles and has


def _listed(channels: Sequence[Room]) -> str:
    more = f" and {len(channels) - MOST} more" if len(channels) > MOST else ""
    return ", ".join(f"<#{channel.id}>" for channel in channels[:MOST]) + more
