"""A manager sets the server up by choosing from lists; the real bot keeps to it, before and after a restart."""

from typing import Any, Final

from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.state.permissions import Permission
from sandbox.discord.state.roles import Overwrite, Whom
from sandbox.discord.validation.components import walk
from tests.process.stage import Stage, until, words

MANAGERS_ONLY: Final = "Only members who can manage this server can do that."
OFF_HERE: Final = "This server does not allow picture requests in this channel;"
WAITING: Final = "checks the pictures first"


async def opened(stage: Stage) -> Message:
    """The panel of ``/admin setup``, as Ines sees it."""
    discord = stage.sandbox.discord
    panel = await stage.answered(
        discord.people.command(discord.world.ines, stage.channel("gallery"), "admin setup", {})
    )
    assert panel.only_for is discord.world.ines
    return panel


def in_force(panel: Message) -> dict[str, Any]:
    """What each select of the panel shows as chosen."""
    shown: dict[str, Any] = {}
    for placed in walk(panel.content.components):
        one = placed.component
        if "options" in one or "default_values" in one:
            chosen = [option["value"] for option in one.get("options") or () if option.get("default")]
            chosen += [value["id"] for value in one.get("default_values") or ()]
            shown[one["custom_id"].removeprefix("easel:setup:")] = chosen
    return shown


async def choose(stage: Stage, panel: Message, field: str, *values: str) -> None:
    """Let Ines choose, and wait until the panel shows it as chosen."""
    people, ines = stage.sandbox.discord.people, stage.sandbox.discord.world.ines
    people.component(ines, panel.id, f"easel:setup:{field}", list(values))
    await until(f"{field} is {values}", lambda: in_force(panel).get(field) == list(values))


async def told(stage: Stage, asked: Interaction) -> str:
    """What only the asker was shown."""
    await stage.answered(asked)
    return stage.private_reply(asked)


async def waits(stage: Stage, asked: Interaction) -> None:
    """Wait until the member was told that a moderator looks first, and the card is there."""
    await until("the member is told", lambda: asked.original is not None and WAITING in words(asked.original))
    await until("the card is there", lambda: card_of(stage, asked))


def card_of(stage: Stage, asked: Interaction) -> Message | None:
    """The card that can be decided, which shows that request's pictures."""
    there = [one for one in stage.messages if one.channel is stage.channel("moderators") and "case `" in words(one)]
    mine = [one for one in there if f"easel-{asked.id}-" in str(one.content.attachments)]
    return next((one for one in mine if "easel:approve:" in str(one.content.components)), None)


async def approve(stage: Stage, asked: Interaction) -> None:
    """Let Ada approve, who moderates because her role was named."""
    card = card_of(stage, asked)
    assert card is not None
    ids = (placed.component.get("custom_id") or "" for placed in walk(card.content.components))
    stage.sandbox.discord.people.component(
        stage.ada, card.id, next(one for one in ids if one.startswith("easel:approve:"))
    )
    await until("its author sees it", lambda: asked.original is not None and asked.original.content.attachments)


async def test_five_choices_make_a_school_that_survives_a_kill_in_the_middle(stage: Stage) -> None:
    discord = stage.sandbox.discord
    world, people, studio, gallery = discord.world, discord.people, stage.channel("studio"), stage.channel("gallery")
    # Teachers are Artists here: they manage no messages, so that only the choice makes them moderators.
    staff = stage.channel("moderators")
    staff.set(Overwrite(world.artists.id, Whom.ROLE, allow=Permission.VIEW_CHANNEL))
    bot = await stage.start()
    before = stage.ask("a fox before", user=world.ben, channel=gallery)
    await until("it is drawn", lambda: stage.pictures_of(before))

    panel = await opened(stage)
    await choose(stage, panel, "log", staff.id)
    await choose(stage, panel, "kind", "school")
    await choose(stage, panel, "where", studio.id)
    await stage.kill(bot)
    bot = await stage.start()
    await choose(stage, panel, "moderators", world.artists.id)
    await choose(stage, panel, "flagged", "hold")
    chosen = {
        "log": [staff.id],
        "kind": [],  # a school shows nothing that is flagged, so that this is a mixture
        "where": [studio.id],
        "how": ["approval"],
        "moderators": [world.artists.id],
        "flagged": ["hold"],
        "safety": ["fast"],
    }
    assert in_force(panel) == chosen

    refused = stage.ask("a fox elsewhere", user=world.ben, channel=gallery)
    assert (await told(stage, refused)).startswith(OFF_HERE)
    first = stage.ask("a fox at school", user=world.ben, channel=studio)
    await waits(stage, first)
    for name in ("setup", "check", "log"):
        tried = people.command(world.mo, studio, f"admin {name}", {}, overridden=True)
        assert await told(stage, tried) == MANAGERS_ONLY

    await stage.kill(bot)
    await stage.start()
    assert in_force(await opened(stage)) == chosen
    again = stage.ask("a fox elsewhere", user=world.ben, channel=gallery)
    assert (await told(stage, again)).startswith(OFF_HERE)
    second = stage.ask("one more fox at school", user=world.ben, channel=studio)
    await waits(stage, second)
    for asked in (first, second):
        await approve(stage, asked)
    assert {str(job["id"]) for job in await stage.jobs()} == {before.id, first.id, second.id}
