"""A manager asks for statistics: the real bot draws them in a child process, and Discord's stand-in takes the files."""

from bot.images.inspect import parse_picture
from sandbox.discord.state.messages import Message
from tests.support.process_stage import ProcessStage, message_text, wait_until


async def test_charts_and_file_arrive(stage: ProcessStage) -> None:
    await stage.start()
    stage.imagine("a fox", count=2)
    await stage.wait_until_ended()
    discord = stage.sandbox.discord
    asked = discord.member_actions.run_command(discord.world.ines, stage.channel("studio"), "admin stats", {"days": 7})

    def answer() -> Message | None:
        message = asked.original_message
        return message if message is not None and message.content.attachments else None

    shown = await wait_until("the charts arrive", answer, seconds=60)
    assert shown is not None
    assert shown.only_visible_to is discord.world.ines
    assert "2 pictures" in message_text(shown)
    picture, table = (discord.files.data(one["id"]) for one in shown.content.attachments)
    assert picture is not None
    assert table is not None
    assert parse_picture(picture).size.width == 1080
    assert b"\r\nmodel,Grok Imagine,2," in table
