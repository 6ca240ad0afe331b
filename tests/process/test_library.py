"""The library through the real bot, in front of a Discord that refuses what the real one would refuse."""

from typing import Any

from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.messages import Message
from sandbox.discord.validation.components import MEDIA_GALLERY, THUMBNAIL, list_media, walk_components
from tests.support.process_stage import ProcessStage, message_text, wait_until


async def command(stage: ProcessStage, name: str, **values: Any) -> Message:
    asked = stage.sandbox.discord.member_actions.run_command(stage.ada, stage.channel("studio"), name, values)
    return await settled(stage, asked)


async def settled(stage: ProcessStage, asked: Interaction) -> Message:
    """The answer, once it says something."""
    message = await stage.wait_for_response(asked)
    await wait_until("it says something", lambda: message.content.components or message.content.text)
    return message


async def press(stage: ProcessStage, message: Message, custom_id: str) -> Interaction:
    return stage.sandbox.discord.member_actions.use_component(stage.ada, message.id, custom_id)


def pictures(message: Message) -> list[str]:
    """The addresses of all pictures that the message shows, without their signatures."""
    shown = (
        one.component for one in walk_components(message.content.components) if one.kind in {MEDIA_GALLERY, THUMBNAIL}
    )
    return [media["url"].partition("?")[0] for component in shown for _, media in list_media(component)]


def addresses(stage: ProcessStage, asked: Interaction) -> list[str]:
    return [file["url"].partition("?")[0] for file in stage.attachments_of(asked)]


def refused(stage: ProcessStage) -> list[Any]:
    """What the bot asked of Discord that Discord did not take."""
    return [call for call in stage.discord_requests if (call.status or 0) >= 400]


async def test_history_and_show_are_accepted_by_discord(stage: ProcessStage) -> None:
    await stage.start()
    foxes = stage.imagine("foxes", count=12)
    others = [stage.imagine(f"owl {number}") for number in range(6)]
    await stage.wait_until_ended()
    page = await command(stage, "history")
    assert page.only_visible_to is stage.ada
    assert pictures(page) == [addresses(stage, one)[0] for one in others[:0:-1]]
    await press(stage, page, "easel:history:all:1")
    await wait_until("the page is turned", lambda: "2 of 2" in message_text(page))
    assert pictures(page)[-1] == addresses(stage, foxes)[0]
    shown = await command(stage, "show", id=foxes.id)
    assert pictures(shown) == addresses(stage, foxes)
    assert refused(stage) == []


async def test_alt_text_is_written_into_the_message_and_changes_nothing_else(stage: ProcessStage) -> None:
    await stage.start()
    asked = stage.imagine("foxes", count=2, spoiler=True)
    await stage.wait_until_ended()
    (message,) = stage.messages_of(asked)
    before = [dict(one.component) for one in walk_components(message.content.components) if one.kind != MEDIA_GALLERY]
    files = addresses(stage, asked)
    details = await settled(stage, await press(stage, message, f"easel:details:{asked.id}"))
    pressed = await press(stage, details, f"easel:describe:{asked.id}")
    await wait_until("the form opens", lambda: pressed.modal is not None)
    said = stage.sandbox.discord.member_actions.submit_modal(
        stage.ada, pressed.id, {"which": ["2"], "words": "A red fox"}
    )
    assert "Saved: the picture now has" in message_text(await settled(stage, said))
    assert refused(stage) == []
    (gallery,) = [one.component for one in walk_components(message.content.components) if one.kind == MEDIA_GALLERY]
    assert [item["description"] for item in gallery["items"]] == ["foxes (1 of 2)", "A red fox"]
    assert [item["spoiler"] for item in gallery["items"]] == [True, True]
    assert (addresses(stage, asked), pictures(message)) == (files, files)
    assert [
        dict(one.component) for one in walk_components(message.content.components) if one.kind != MEDIA_GALLERY
    ] == before


async def test_dm_button_sends_pictures_by_direct_message(stage: ProcessStage) -> None:
    await stage.start()
    asked = stage.imagine("foxes", count=12)
    await stage.wait_until_ended()
    message = stage.messages_of(asked)[0]
    told = await settled(stage, await press(stage, message, f"easel:dm:{asked.id}"))
    assert message_text(told) == "Sent to your direct messages."
    letters = stage.direct_messages(stage.ada)
    assert [len(letter.content.attachments) for letter in letters] == [10, 2]


async def test_deleted_picture_disappears_from_database_history_and_show(stage: ProcessStage) -> None:
    await stage.start()
    asked = stage.imagine("a secret fox")
    await stage.wait_until_ended()
    (message,) = stage.messages_of(asked)
    await settled(stage, await press(stage, message, f"easel:favourite:{asked.id}"))
    await press(stage, message, f"easel:delete:{asked.id}")
    await wait_until("it is deleted", lambda: message.deleted)
    assert "secret" not in str(await stage.job(asked))
    assert await stage.query("SELECT * FROM favourites") == []
    assert "secret" not in message_text(await command(stage, "history"))
    assert (await command(stage, "show", id=asked.id)).content.text == "That picture was deleted."
