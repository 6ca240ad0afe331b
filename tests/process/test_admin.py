"""A manager sets the server up by choosing from lists; the real bot keeps to it, before and after a restart."""

from typing import Any, Final

from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.state.permissions import Permission
from sandbox.discord.state.roles import Overwrite, OverwriteType
from sandbox.discord.validation.components import walk_components
from tests.support.process_stage import ProcessStage, message_text, wait_until

MANAGERS_ONLY: Final = "Only members who can manage this server can do that."
OFF_HERE: Final = "This server does not allow picture requests in this channel;"
WAITING: Final = "checks the pictures first"


async def opened(stage: ProcessStage) -> Message:
    """The panel of ``/admin setup``, as Ines sees it."""
    discord = stage.sandbox.discord
    panel = await stage.wait_for_response(
        discord.member_actions.run_command(discord.world.ines, stage.channel("gallery"), "admin setup", {})
    )
    assert panel.only_visible_to is discord.world.ines
    return panel


def in_force(panel: Message) -> dict[str, Any]:
    """What each select of the panel shows as chosen."""
    shown: dict[str, Any] = {}
    for placed in walk_components(panel.content.components):
        one = placed.component
        if "options" in one or "default_values" in one:
            chosen = [option["value"] for option in one.get("options") or () if option.get("default")]
            chosen += [value["id"] for value in one.get("default_values") or ()]
            shown[one["custom_id"].removeprefix("easel:setup:")] = chosen
    return shown


async def choose(stage: ProcessStage, panel: Message, field: str, *values: str) -> None:
    """Let Ines choose, and wait until the panel shows it as chosen."""
    people, ines = stage.sandbox.discord.member_actions, stage.sandbox.discord.world.ines
    people.use_component(ines, panel.id, f"easel:setup:{field}", list(values))
    await wait_until(f"{field} is {values}", lambda: in_force(panel).get(field) == list(values))


async def told(stage: ProcessStage, asked: Interaction) -> str:
    """What only the asker was shown."""
    await stage.wait_for_response(asked)
    return stage.private_reply(asked)


async def waits(stage: ProcessStage, asked: Interaction) -> None:
    """Wait until the member was told that a moderator looks first, and the card is there."""
    await wait_until(
        "the member is told",
        lambda: asked.original_message is not None and WAITING in message_text(asked.original_message),
    )
    await wait_until("the card is there", lambda: card_of(stage, asked))


def card_of(stage: ProcessStage, asked: Interaction) -> Message | None:
    """The card that can be decided, which shows that request's pictures."""
    there = [
        one for one in stage.messages if one.channel is stage.channel("moderators") and "case `" in message_text(one)
    ]
    mine = [one for one in there if f"easel-{asked.id}-" in str(one.content.attachments)]
    return next((one for one in mine if "easel:approve:" in str(one.content.components)), None)


async def approve(stage: ProcessStage, asked: Interaction) -> None:
    """Let Ada approve, who moderates because her role was named."""
    card = card_of(stage, asked)
    assert card is not None
    ids = (placed.component.get("custom_id") or "" for placed in walk_components(card.content.components))
    stage.sandbox.discord.member_actions.use_component(
        stage.ada, card.id, next(one for one in ids if one.startswith("easel:approve:"))
    )
    await wait_until(
        "its author sees it", lambda: asked.original_message is not None and asked.original_message.content.attachments
    )


async def test_school_setup_survives_a_kill_halfway_through(stage: ProcessStage) -> None:
    discord = stage.sandbox.discord
    world, people, studio, gallery = (
        discord.world,
        discord.member_actions,
        stage.channel("studio"),
        stage.channel("gallery"),
    )
    # Teachers are Artists here: they manage no messages, so that only the choice makes them moderators.
    staff = stage.channel("moderators")
    staff.set_overwrite(Overwrite(world.artists.id, OverwriteType.ROLE, allow=Permission.VIEW_CHANNEL))
    bot = await stage.start()
    before = stage.imagine("a fox before", user=world.ben, channel=gallery)
    await wait_until("it is drawn", lambda: stage.attachments_of(before))

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
        "language": ["discord"],
    }
    assert in_force(panel) == chosen

    refused = stage.imagine("a fox elsewhere", user=world.ben, channel=gallery)
    assert (await told(stage, refused)).startswith(OFF_HERE)
    first = stage.imagine("a fox at school", user=world.ben, channel=studio)
    await waits(stage, first)
    for name in ("setup", "check", "log"):
        tried = people.run_command(world.mo, studio, f"admin {name}", {}, overridden=True)
        assert await told(stage, tried) == MANAGERS_ONLY

    await stage.kill(bot)
    await stage.start()
    assert in_force(await opened(stage)) == chosen
    again = stage.imagine("a fox elsewhere", user=world.ben, channel=gallery)
    assert (await told(stage, again)).startswith(OFF_HERE)
    second = stage.imagine("one more fox at school", user=world.ben, channel=studio)
    await waits(stage, second)
    for asked in (first, second):
        await approve(stage, asked)
    assert {str(job["id"]) for job in await stage.jobs()} == {before.id, first.id, second.id}
