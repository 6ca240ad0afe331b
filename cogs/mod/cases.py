"""What moderators decide about cases: the buttons of cards and of ``/mod case``, and the pages of ``/mod cases``.

Whatever is pressed, submitted or called, it is looked up again whether this person moderates the case's server: its
number is what anybody may have sent.
"""

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, Final

import discord
from discord import Interaction, User, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord import permissions, replies
from bot.discord.api_errors import FAILED
from bot.discord.client import Easel
from bot.domain.block_duration import BlockTerm
from bot.domain.case import Kind
from bot.errors import Closed, Invalid
from bot.moderation.case_cards import Card
from bot.moderation.decisions import Decided
from bot.storage.audit import Entry
from bot.storage.cases import REASON
from bot.storage.database import LARGEST
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.layout import Layout
from bot.ui.modals import Form, Submitted
from bot.ui.moderation import case_list, decision_forms
from bot.ui.moderation.case_list import ENTRIES_SHOWN, PER_PAGE, PageOf, Which
from cogs.mod.blocks import check_blockable, moderated
from cogs.mod.case_actions import DEEDS, Deed, Given
from cogs.mod.removals import Removals

NO_TERM: Final = "Choose how long to block them: 1 day, 7 days or forever."
UNKNOWN_MEMBER: Final = "Discord could not look up that member, so nobody was blocked; please try again in a minute."
MOST: Final = 2**53 - 1
"""The largest whole number that Discord takes (Application Command Option)."""
BLOCKING: Final = frozenset({Form.DECLINE_BLOCK, Form.REMOVE_BLOCK})


class Cases(commands.Cog):
    """What the buttons and the forms do."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        for action, deed in DEEDS.items():
            bot.on_press(action, self._pressed(deed))
            if deed.form is not None:
                bot.on_submit(deed.form, partial(self.decide_as_said, deed))
        bot.on_press(Action.CASE, self.show)

    def _pressed(self, deed: Deed) -> Callable[[Interaction[Any], int], Coroutine[Any, Any, None]]:
        return partial(self.decide if deed.form is None else self.ask, deed)

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def decide(self, deed: Deed, interaction: Interaction[Any], case_id: int) -> None:
        """Decide with the press alone."""
        await self._answer(interaction, self._decided(deed, interaction, case_id))

    async def ask(self, deed: Deed, interaction: Interaction[Any], case_id: int) -> None:
        """Open the form, unless there is nothing to decide any more."""
        assert deed.form is not None
        await modals.promptly(self._check_open(deed, interaction, case_id))
        await modals.show(interaction, decision_forms.form(deed.form, case_id))

    async def decide_as_said(self, deed: Deed, interaction: Interaction[Any], submitted: Submitted) -> None:
        """Decide with what was filled in."""
        reason = decision_forms.reason_in(submitted)
        term = decision_forms.term_in(submitted) if submitted.form in BLOCKING else None
        if submitted.form in BLOCKING and term is None:
            raise Invalid(NO_TERM)
        await self._answer(interaction, self._decided(deed, interaction, submitted.numbers[0], reason, term))

    async def _answer(self, interaction: Interaction[Any], work: Awaitable[Decided]) -> None:
        decided = await replies.in_time(interaction, work)
        if decided.case is not None and (card := interaction.message) is not None and not card.flags.ephemeral:
            await self.bot.moderation.board.found(decided.case, card.channel.id, card.id)
        await replies.show(interaction, decision_forms.answer(decided))
        for job in () if decided.block is None else decided.block.cancelled:
            await self.bot.reception.show_end(job)

    async def _check_open(self, deed: Deed, interaction: Interaction[Any], case_id: int) -> None:
        guild_id = await moderated(interaction)
        await self.bot.moderation.check_open(min(case_id, LARGEST), guild_id=guild_id, kind=deed.kind)

    async def _decided(
        self,
        deed: Deed,
        interaction: Interaction[Any],
        case_id: int,
        reason: str = "",
        term: BlockTerm | None = None,
    ) -> Decided:
        guild_id, case_id = await moderated(interaction), min(case_id, LARGEST)
        if term is not None:
            case = await self.bot.moderation.case(case_id, guild_id=guild_id)
            await self._check_blockable(interaction, case.user_id)
        given = Given(case_id, guild_id, interaction.user.id, interaction.id, reason, term)
        return await deed.do(self.bot.moderation, given)

    async def _check_blockable(self, interaction: Interaction[Any], user_id: int) -> None:
        """Pass where ``/mod block`` would take this member too, or one who has left."""
        assert interaction.guild is not None
        try:
            member = await interaction.guild.fetch_member(user_id)
        except discord.NotFound:
            return
        except FAILED as error:
            raise Closed(UNKNOWN_MEMBER) from error
        check_blockable(interaction, member, await self.bot.gate.rules(interaction.guild.id))

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def show(self, interaction: Interaction[Any], case_id: int) -> None:
        """Show one case with its buttons, to this moderator alone."""
        card, entries = await replies.in_time(interaction, self._case(interaction, min(case_id, LARGEST)))
        view, files = case_list.one(card, entries, self.bot.catalog, limit=interaction.filesize_limit)
        await replies.show(interaction, view, files)

    async def first(self, interaction: Interaction[Any], place: PageOf) -> None:
        """Show the first page of those that fit."""
        await replies.show(interaction, await replies.in_time(interaction, self._page(interaction, place)))

    async def turn(self, interaction: Interaction[Any], place: PageOf) -> None:
        """Show another page, in the same message."""
        await self.bot.attend(interaction, self._turn(interaction, place))

    async def _turn(self, interaction: Interaction[Any], place: PageOf) -> None:
        if not permissions.is_private(interaction):  # no list of ours stands where others see it
            await self.first(interaction, place)
            return
        view = await replies.in_time(interaction, self._page(interaction, place), thinking=False)
        await replies.in_place(interaction, view)

    async def _page(self, interaction: Interaction[Any], place: PageOf) -> Layout:
        guild_id, moderation = await moderated(interaction), self.bot.moderation
        place = place._replace(user_id=min(place.user_id, LARGEST))
        offset = place.number * PER_PAGE
        found, total = await moderation.page(guild_id, place.wanted, offset=offset, limit=PER_PAGE)
        if not found and total:  # what stood there was decided meanwhile
            place = place._replace(number=(total - 1) // PER_PAGE)
            offset = place.number * PER_PAGE
            found, total = await moderation.page(guild_id, place.wanted, offset=offset, limit=PER_PAGE)
        return case_list.page(found, total, place)

    async def _case(self, interaction: Interaction[Any], case_id: int) -> tuple[Card, list[Entry]]:
        case = await self.bot.moderation.case(case_id, guild_id=await moderated(interaction))
        entries = await self.bot.moderation.history(case)
        return await self.bot.moderation.card(case), entries[:ENTRIES_SHOWN]


class CaseCommands(app_commands.Group):
    """The commands; those who hold them take them out of here, and put them among the moderators' others."""

    def __init__(self, cases: Cases, removals: Removals) -> None:
        super().__init__(name="cases", description="Review open cases")
        self.cases, self.removals = cases, removals

    @app_commands.command(name="case", description="Show one case, and decide it")
    @app_commands.describe(id="The number on its card and in /mod cases")
    async def one(self, interaction: Interaction[Any], id: Range[int, 1, MOST]) -> None:  # noqa: A002 – the public name
        """Show it to this moderator alone."""
        await self.cases.show(interaction, id)

    @app_commands.command(name="cases", description="List what is waiting for moderators, and what they decided")
    @app_commands.describe(state="Open or decided; open by default", kind="Only this kind", member="Only this member’s")
    @app_commands.choices(
        state=[Choice(name=state.value, value=state.value) for state in Which],
        kind=[Choice(name=f"{kind}s", value=kind.value) for kind in Kind],
    )
    async def all(
        self,
        interaction: Interaction[Any],
        state: str = Which.OPEN.value,
        kind: str | None = None,
        member: User | None = None,
    ) -> None:
        """Show the first page to this moderator alone."""
        user_id = 0 if member is None else member.id
        await self.cases.first(interaction, PageOf(0, Which(state), None if kind is None else Kind(kind), user_id))

    @app_commands.command(description="Remove a picture everywhere; you can undo this for a day")
    @app_commands.describe(id="The short id under the picture, like k3f-9x2", reason="Why; the member can read it")
    async def remove(
        self,
        interaction: Interaction[Any],
        id: Range[str, 1, 40],  # noqa: A002 – the public name
        reason: Range[str, 1, REASON],
    ) -> None:
        """Remove it, and say how that is undone."""
        await self.removals.remove_named(interaction, id, reason)


async def setup(bot: Easel) -> None:
    """Answer the buttons, and add the commands and the menu."""
    cases, removals = Cases(bot), Removals(bot)
    await bot.add_cog(cases)
    case_list.register(bot)
    mod = bot.tree.get_command("mod")
    assert isinstance(mod, app_commands.Group)
    for command in CaseCommands(cases, removals).commands:
        mod.add_command(command)
