"""The real bot on a German server: the channel reads German, a member who uses Discord in English reads English."""

from tests.support.process_stage import ProcessStage, message_text


async def test_channel_reads_german_and_an_english_member_an_english_refusal(stage: ProcessStage) -> None:
    world = stage.sandbox.discord.world
    world.guild.preferred_locale, world.ben.locale = "de", "fr"
    await stage.start(LIMITS__IMAGES_PER_USER_PER_DAY="1")
    shown = stage.imagine("a red fox")
    await stage.wait_until_ended(shown)
    (message,) = stage.messages_of(shown)
    labels = [button["label"] for row in message.content.components for button in row.get("components", ())]
    assert {"Neu würfeln", "Bearbeiten", "Löschen"} <= set(labels)
    assert "noch 0" in message_text(message)
    refused = stage.imagine("an owl")
    await stage.wait_for_response(refused)
    assert "Nothing was charged." in stage.private_reply(refused)
    published = {command["name"]: command for command in stage.sandbox.discord.commands.all}
    assert published["quota"]["name_localizations"]["de"] == "kontingent"
    answer = stage.sandbox.discord.member_actions.run_command(world.ben, stage.channel("studio"), "quota", {})
    await stage.wait_for_response(answer)
    assert "Il te reste **1 image sur 1**." in stage.private_reply(answer)
    assert list(stage.sandbox.discord.journal.violations) == []
