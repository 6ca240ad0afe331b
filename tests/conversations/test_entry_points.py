"""Every way in passes the one gate: each is listed here, with how it is refused or why it cannot ask for pictures.

What the bot answers is read from its own registries, so a new command, menu, button or form that stands in neither list
fails the first test, which says where to add it.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import discord
import pytest
from discord import app_commands

from bot.discord.client import Easel
from bot.domain.case_actions import FORM_ACTIONS, CaseAction
from bot.domain.server_rules import ChannelMode
from bot.storage.database import Transaction
from bot.ui.buttons import Action
from bot.ui.modals import Form
from tests.conversations.conftest import StageFactory
from tests.conversations.test_context_menus import make_png
from tests.support.entry_point_scenes import (
    Scene,
    chain,
    confirm,
    edit,
    forged,
    form,
    imagine,
    menu_on_anybodys,
    menu_on_one_of_several,
    menu_on_ours,
    press,
)
from tests.support.stage import BotStage, job_id_of, response_message, response_view

OPERATOR_GUILD: Final = discord.Object(7)
OFF: Final = "This server does not allow picture requests in this channel; please try another one. Nothing was charged."


def ways_in(bot: Easel) -> Iterator[str]:
    """All that the bot answers."""
    for command in (*bot.tree._get_all_commands(), *bot.tree.get_commands(guild=OPERATOR_GUILD)):
        if isinstance(command, app_commands.ContextMenu):
            yield f"menu {command.name}"
        elif isinstance(command, app_commands.Group):
            yield from (f"/{one.qualified_name}" for one in command.walk_commands() if not _is_group(one))
        else:
            yield f"/{command.qualified_name}"
    yield from (f"button {action}" for action in (*Action, *CaseAction))
    yield from (f"form {form}" for form in (*Form, *FORM_ACTIONS))
    yield from (f"item {item.__name__}" for item in bot._connection._view_store._dynamic_items.values())
    yield from (f"typed {command.qualified_name}" for command in bot.walk_commands())
    for event, listeners in bot.extra_events.items():
        if not all(listener.__module__.startswith("simcord") for listener in listeners):
            yield f"listener {event}"


def _is_group(command: Any) -> bool:
    return isinstance(command, app_commands.Group)


def explain_differences(found: set[str], listed: set[str]) -> str:
    """What to change in the two lists of this file; empty if nothing."""
    missing, stale = sorted(found - listed), sorted(listed - found)
    lines = []
    if missing:
        lines.append(
            f"{missing} can be used, but stand in no list of tests/conversations/test_entry_points.py. If pictures can "
            "be requested with it, add scenes to ASKING, which are refused in a closed channel. Otherwise add the key "
            "to HARMLESS with the reason why it cannot request pictures."
        )
    if stale:
        lines.append(f"{stale} can no longer be used: remove them from ASKING or HARMLESS.")
    return "\n".join(lines)


# ── those that ask for pictures ──────────────────────────────────────────────────────────────────────────────────────


ASKING: Final[dict[str, dict[str, Scene]]] = {
    "/imagine": {
        "words": imagine("a fox"),
        "flags": imagine("a fox --pro --2k --count 2 --private"),
        "style": imagine("a fox", style="noir"),
        "style in a flag": imagine("a fox --style noir"),
        "picture": imagine("a hat", image=("cat.png", make_png())),
        "alternatives": imagine("a {red, blue} fox"),
        "costly": imagine("a fox", model="pro", count=20),
        "private": imagine("a fox", private=True),
    },
    "/edit": {"words": edit("a hat"), "alternatives": edit("a {red, blue} hat"), "style": edit("a hat", style="noir")},
    "menu Edit image": {
        "ours": menu_on_ours,
        "anybody's": menu_on_anybodys,
        "one of several": menu_on_one_of_several,
    },
    "button reroll": {"of somebody": press("Reroll"), "of a reroll": chain("Reroll", "Reroll")},
    "button vary": {"of somebody": press("Vary"), "of an edit": chain("Edit", "Vary")},
    "button edit": {"form": form("Edit", words="a hat"), "of a variation": chain("Vary", "Edit")},
    "button confirm": {"alternatives": confirm("a {red, blue} fox"), "costly": confirm("a fox", model="pro", count=20)},
    "button typed": {"alternatives": confirm("a {red, blue} fox", button="Draw it as typed")},
    "form edit": {
        "one": form("Edit", words="a hat"),
        "one of several": form("Edit", count=2, words="a hat", which=2),
        "of a private one": form("Edit", private=True, words="a hat"),
        "alternatives": form("Edit", words="a {red, blue} hat"),
        "forged": forged("easel:edit:{job}:1", words="a hat"),
    },
    "form file": {"anybody's": menu_on_anybodys, "one of several": menu_on_one_of_several},
    "form vary": {"one of several": form("Vary", count=2, which=2), "forged": forged("easel:vary:{job}", which=1)},
}

# ── those that cannot ────────────────────────────────────────────────────────────────────────────────────────────────

_SHOWS: Final = "shows what there is"
_DECIDES: Final = "decides what others may ask for"
_LOOKS: Final = "shows pictures that passed the gate when they were asked for, or does not"
_REPORTS: Final = "puts something before the moderators"
_RECORDS_PURCHASES: Final = "records what Discord says about purchases"
_REMOVES: Final = "removes pictures, or puts them back"
_RECORDS: Final = "records which servers there are"
_MARKS: Final = "changes what is kept about pictures, not the pictures"

HARMLESS: Final[dict[str, str]] = {
    "/history": _SHOWS,
    "/show": _SHOWS,
    "/queue": _SHOWS,
    "/quota": _SHOWS,
    "/help": _SHOWS,
    "/cancel": "takes a request back",
    "/settings": "changes a member’s own defaults, which count from the next request on",
    "/admin channel": _DECIDES,
    "/admin role": _DECIDES,
    "/admin log": _DECIDES,
    "/admin stats": _SHOWS,
    "/admin quota show": _SHOWS,
    "/admin quota set": _DECIDES,
    "/admin quota grant": "gives pictures that must still be requested",
    "/admin quota reset": "clears pictures of a day that must still be requested",
    "/admin budget show": _SHOWS,
    "/admin budget set": _DECIDES,
    "/admin style add": _DECIDES,
    "/admin style remove": _DECIDES,
    "/admin style list": _SHOWS,
    "/mod block": _DECIDES,
    "/mod unblock": _DECIDES,
    "/mod blocks": _SHOWS,
    "/mod words add": _DECIDES,
    "/mod words remove": _DECIDES,
    "/mod words import": _DECIDES,
    "/mod words list": _SHOWS,
    "/mod words test": _SHOWS,
    "/mod words automod": _DECIDES,
    "/admin setup": _DECIDES,
    "/admin check": "shows what is missing, and makes channels and rights right",
    "item SetupItem": _DECIDES,
    "item QuotaItem": _DECIDES,
    "item DiagnosticButton": "makes channels and rights right",
    "/mod case": _SHOWS,
    "/mod cases": _SHOWS,
    "/mod remove": _REMOVES,
    "menu Image details": _SHOWS,
    "menu Report image": _REPORTS,
    "menu Remove image": _REMOVES,
    "button cancel": "takes a request back",
    "button details": _SHOWS,
    "button favourite": _MARKS,
    "button dm": "sends pictures that are there to whoever presses",
    "button delete": "deletes",
    "button aside": "forgets an offer",
    "button describe": "opens a form for an alt text",
    "button show": _SHOWS,
    "button report": _REPORTS,
    "button appeal": _REPORTS,
    "button case": _SHOWS,
    "button approve": _LOOKS,
    "button decline": _LOOKS,
    "button declineblock": _LOOKS,
    "button keep": _REMOVES,
    "button remove": _LOOKS,
    "button removeblock": _REMOVES,
    "button dismiss": _REMOVES,
    "button undo": _REMOVES,
    "button accept": "draws what was refused for its words or pictures alone: it passed the rest of the gate back then",
    "button reject": "lets a refusal stand",
    "form report": _REPORTS,
    "form decline": _LOOKS,
    "form declineblock": _LOOKS,
    "form remove": _REMOVES,
    "form removeblock": _REMOVES,
    "form reject": "lets a refusal stand",
    "form describe": _MARKS,
    "item CaseButton": "its actions are the buttons of this list",
    "item JobButton": "its actions are the buttons of this list",
    "item SettingItem": "changes a member’s own defaults, which count from the next request on",
    "item HistoryPageButton": _SHOWS,
    "item CasePageButton": _SHOWS,
    "/operator servers": _SHOWS,
    "/operator server": _DECIDES,
    "/operator block": _DECIDES,
    "/operator unblock": _DECIDES,
    "/operator blocks": _SHOWS,
    "/operator stop": _DECIDES,
    "/operator resume": _DECIDES,
    "/operator stats": _SHOWS,
    "item ServersPageButton": _SHOWS,
    "item AdmissionButton": _DECIDES,
    "item AdmissionPlanSelect": _DECIDES,
    "item OpenSetupButton": _DECIDES,
    "listener on_connect": _RECORDS,
    "listener on_guild_available": _RECORDS,
    "listener on_guild_join": _RECORDS,
    "listener on_guild_remove": _RECORDS,
    "listener on_guild_update": _RECORDS,
    "listener on_entitlement_create": _RECORDS_PURCHASES,
    "listener on_entitlement_update": _RECORDS_PURCHASES,
    "listener on_entitlement_delete": _RECORDS_PURCHASES,
    "listener on_ready": _RECORDS_PURCHASES,
}


# ── the tests ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def stage(make_stage: StageFactory) -> BotStage:
    """A stage where there are a style and the operator's commands, and no quota is used up."""
    return await make_stage(
        styles={"noir": "film noir"},
        limits={"images_per_user_per_day": 100},
        discord={"operator_guild": OPERATOR_GUILD.id},
    )


async def test_every_entry_point_is_listed_once(stage: BotStage) -> None:
    ways = list(ways_in(stage.app.bot))
    assert len(ways) == len(set(ways))
    assert not ASKING.keys() & HARMLESS.keys()
    assert explain_differences(set(ways), {*ASKING, *HARMLESS}) == ""


async def test_every_button_and_form_has_a_handler(stage: BotStage) -> None:
    router = stage.app.bot.components
    assert [key for key in (*Action, *Form) if not router.handles(key)] == [], "register it: bot.components.on(…)"


async def test_new_entry_point_is_detected(stage: BotStage) -> None:
    tree, before = stage.app.bot.tree, set(ways_in(stage.app.bot))

    @tree.command(description="Skips the gate")
    async def sneak(_interaction: discord.Interaction[Any]) -> None: ...

    @tree.context_menu(name="Sneak")
    async def sneak_here(_interaction: discord.Interaction[Any], _message: discord.Message) -> None: ...

    group = tree.get_command("admin")
    assert isinstance(group, app_commands.Group)
    group.add_command(app_commands.Command(name="sneak", description="Skips it too", callback=sneak.callback))
    new = set(ways_in(stage.app.bot)) - before
    assert new == {"/sneak", "menu Sneak", "/admin sneak"}
    message = explain_differences(before | new, before)
    assert "['/admin sneak', '/sneak', 'menu Sneak']" in message
    assert "ASKING" in message
    assert "HARMLESS" in message
    assert "'/sneak' can no longer be used" in explain_differences(before, {*before, "/sneak"}).replace("]", "")


def _counts() -> Transaction[tuple[int, ...]]:
    (row,) = yield (
        "SELECT (SELECT COUNT(*) FROM jobs) AS jobs, (SELECT COUNT(*) FROM ledger) AS charges,"
        " (SELECT COUNT(*) FROM drafts) AS drafts",
        (),
    )
    return row["jobs"], row["charges"], row["drafts"]


async def left_behind(stage: BotStage) -> tuple[int, ...]:
    """How many requests, charges, offers and tasks of the provider there are."""
    return *await stage.app.database.run(_counts), len(stage.provider_tasks())


@pytest.mark.parametrize(
    "scene", [pytest.param(scene, id=f"{way}, {name}") for way, of in ASKING.items() for name, scene in of.items()]
)
async def test_every_requesting_entry_point_is_refused_in_a_closed_channel(stage: BotStage, scene: Scene) -> None:
    before: tuple[int, ...] = ()

    async def close() -> None:
        nonlocal before
        before = await left_behind(stage)
        off = {"mode": ChannelMode.OFF}
        await stage.app.bot.services.gate.change_rules(
            stage.guild.id, lambda rules: rules.with_channel(stage.channel.id, off)
        )

    shown = response_view(await scene(stage, close))
    assert shown.text == OFF
    assert shown.ephemeral
    assert shown.button_labels == []
    await stage.run_worker_until_idle()
    assert await left_behind(stage) == before


async def test_every_requesting_entry_point_is_accepted_in_an_open_channel(stage: BotStage) -> None:
    for way, scenes in ASKING.items():
        for name, scene in scenes.items():
            before: tuple[int, ...] = ()

            async def close() -> None:
                nonlocal before
                before = await left_behind(stage)

            await scene(stage, close)
            assert await left_behind(stage) != before, f"{way}, {name}"
            await stage.run_worker_until_idle()


@pytest.mark.parametrize("action", [action for action in Action if f"button {action}" in HARMLESS])
async def test_harmless_buttons_create_no_request(stage: BotStage, action: Action) -> None:
    source = await stage.imagine_and_wait("a fox")
    before = await left_behind(stage)
    await stage.press_concurrently((stage.alice, f"easel:{action}:{job_id_of(source)}", response_message(source)))
    await stage.run_worker_until_idle()
    assert await left_behind(stage) == before


AnyCommand: TypeAlias = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


NOT_IN_HELP: Final = {
    "help": "whoever reads the help has found it",
    "mod": "Discord offers it to moderators only, with a description of each command",
    "admin": "Discord offers it to managers only, with a description of each command",
    "Image details": "the button ℹ️ below each picture does the same",
    "Report image": "the help names the button 🚩, which does the same",
    "Remove image": "Discord offers it to moderators only",
}
"""Commands and menus that the help leaves out, and why."""


async def test_every_command_is_in_help_or_left_out_for_a_reason(stage: BotStage) -> None:
    text = response_view(await stage.alice.slash(stage.channel, "help")).text
    commands = stage.app.bot.tree._get_all_commands()
    silent = {command.name for command in commands if not is_in_help(command, text)}
    assert silent == set(NOT_IN_HELP), (
        f"Mention {sorted(silent - set(NOT_IN_HELP))} in bot/ui/jobs/help.py, or add it to NOT_IN_HELP with the "
        f"reason; take {sorted(set(NOT_IN_HELP) - silent)} out of NOT_IN_HELP."
    )


def is_in_help(command: AnyCommand, text: str) -> bool:
    if isinstance(command, app_commands.ContextMenu):
        return f"Apps › {command.name}" in text
    return f"</{command.name}:" in text
