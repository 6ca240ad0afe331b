"""Who removes and restores which pictures, and what a second moderator is told."""

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.refusals import PictureDeleted, PictureNotFound
from cogs.mod.removals import NO_EASEL_PICTURE
from tests.conversations.test_context_menus import post_files
from tests.conversations.test_removals import GONE, by_button, by_command, remove, undo
from tests.support.moderation_helpers import (
    audit_actions,
    audit_entries,
    button_custom_id,
    create_mod_channel,
    mod_channel_lines,
    work_and_update_cards,
)
from tests.support.stage import BotStage, job_id_of, response_message, response_view


async def test_private_picture_is_removed_by_short_id_without_revealing_its_prompt(stage: BotStage) -> None:
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a secret fox", private=True)
    told = response_view(await by_command(stage, result, stage.mod))
    assert told.button_labels == ["↩️ Undo"]
    assert "secret" not in told.text
    await work_and_update_cards(stage)
    assert "Nothing here yet" in response_view(await stage.alice.slash(stage.channel, "history")).text
    assert all("secret" not in message.content for message in logs.history())
    assert (await audit_entries(stage))[0].detail == "blood"


@pytest.mark.parametrize("typed", ["?", "zzz-zzz", "the fox", "-1", "9" * 19, "9" * 40, "@everyone"])
async def test_mod_remove_with_an_invalid_short_id_is_refused(stage: BotStage, typed: str) -> None:
    await stage.imagine_and_wait("a fox")
    told = response_view(await stage.mod.slash(stage.channel, "mod remove", id=typed, reason="blood"))
    assert (told.ephemeral, told.text) == (True, str(PictureNotFound.sentence))


async def test_moderator_cannot_remove_or_restore_pictures_of_another_server(stage: BotStage) -> None:
    other = stage.env.create_guild("Elsewhere")
    mallory = other.add_member(
        stage.env.create_user("mallory"), roles=[other.create_role("Owners", permissions=stage.all_permissions)]
    )
    office = other.create_text_channel("office")
    here = await stage.imagine_and_wait("a fox")
    there = await stage.imagine_and_wait("an owl", mallory, channel=office)
    code = (await stage.job(job_id_of(here))).short_id
    told = await mallory.slash(office, "mod remove", id=code, reason="blood")
    assert response_view(told).text == str(PictureNotFound.sentence)
    told = await mallory.slash(office, "mod remove", id=str(job_id_of(here)), reason="blood")
    assert response_view(told).text == str(PictureNotFound.sentence)
    told = await remove(stage, here)
    for action in ("undo", "remove", "keep", "case"):
        (pressed,) = await stage.press_concurrently(
            (mallory, button_custom_id(action, job_id_of(here)), response_message(there))
        )
        assert response_view(pressed).ephemeral
        assert response_view(pressed).text.startswith(("There is no such case", str(PictureNotFound.sentence))), action
    assert response_view(here).text.startswith(GONE)


async def test_moderator_role_can_remove_delete_and_cancel(stage: BotStage) -> None:
    role = stage.guild.create_role("Curators")
    curator = stage.guild.add_member(stage.env.create_user("curator"), roles=[role])
    by_role = {"moderators": (role.id,)}
    await stage.app.bot.services.gate.change_rules(stage.guild.id, lambda rules: rules.model_copy(update=by_role))
    menu = stage.env.backend.find_command("Remove image", stage.guild.id, type=3)
    assert menu is not None
    menu["default_member_permissions"] = None  # as a server can decide for itself
    assert response_view(await remove(stage, await stage.imagine_and_wait("a fox"), curator)).button_labels == [
        "↩️ Undo"
    ]
    assert response_view(await by_button(stage, await stage.imagine_and_wait("an owl"), curator)).button_labels == [
        "↩️ Undo"
    ]
    waiting = await stage.imagine("a heron")
    await stage.press("Cancel", waiting, curator)
    assert "A moderator cancelled this" in response_view(waiting).text
    second = await stage.imagine("a crane")
    told = response_view(await curator.slash(stage.channel, "cancel", id=str(job_id_of(second))))
    assert told.text == "Cancelled “a crane”; nothing was charged."
    names = ["Picture removed", "Picture removed", "Request cancelled", "Request cancelled"]
    assert await audit_actions(stage) == [(name, curator.id) for name in names]


async def test_channel_moderator_can_remove_and_restore_only_in_that_channel(stage: BotStage) -> None:
    may = discord.Permissions(manage_messages=True).value
    keeper, hall = stage.add_member("keeper"), stage.guild.create_text_channel("hall")
    stage.env.backend.set_overwrite(stage.channel.id, Overwrite(keeper.id, OverwriteType.MEMBER, allow=may))
    here, there = await stage.imagine_and_wait("a fox"), await stage.imagine_and_wait("an owl", channel=hall)
    told = await remove(stage, here, keeper)
    assert response_view(told).button_labels == ["↩️ Undo"]
    assert "is back" in (await undo(stage, told, keeper)).text
    for refused in (
        (
            await stage.press_concurrently(
                (keeper, button_custom_id("delete", job_id_of(there)), response_message(here))
            )
        )[0],
        await by_command(stage, here, keeper),
    ):
        assert response_view(refused).text.startswith("Only th")
    assert len(response_view(there).gallery) == 1
    assert len(response_view(here).gallery) == 1


async def test_removal_without_an_existing_easel_picture_is_refused(stage: BotStage) -> None:
    told = response_view(await stage.use_context_menu("Remove image", await post_files(stage, "cat.png"), stage.mod))
    assert (told.ephemeral, told.text) == (True, str(NO_EASEL_PICTURE))
    waiting = await stage.imagine("a fox")
    told = response_view(await stage.use_context_menu("Remove image", response_message(waiting), stage.mod))
    assert told.text == "These pictures are not made yet; try again once they are here."
    result = await stage.imagine_and_wait("an owl")
    await stage.press("Delete", result)
    told = response_view(await stage.mod.slash(stage.channel, "mod remove", id=str(job_id_of(result)), reason="blood"))
    assert told.text == str(PictureDeleted.sentence)


async def test_repeated_removal_names_the_first_moderator_and_offers_undo(stage: BotStage) -> None:
    result = await stage.imagine_and_wait("a fox")
    await remove(stage, result)
    told = await by_command(stage, result, stage.mod)
    assert response_view(told).text == f"<@{stage.mod.id}> already removed that picture. You can undo this for a day."
    assert "is back" in (await undo(stage, told)).text
    assert len(await audit_entries(stage)) == 2


async def test_concurrent_removals_remove_once_and_name_the_first_moderator(stage: BotStage) -> None:
    boss = stage.guild.create_role("Boss", permissions=stage.all_permissions)
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[boss])
    logs = await create_mod_channel(stage)
    result = await stage.imagine_and_wait("a fox")
    button = button_custom_id("delete", job_id_of(result))
    told = await stage.press_concurrently(*[(who, button, response_message(result)) for who in (stage.mod, chief)])
    await work_and_update_cards(stage)
    (first,) = await audit_entries(stage)
    assert len(mod_channel_lines(logs)) == 1
    loser = told[1 if first.actor_id == stage.mod.id else 0]
    assert response_view(loser).text == f"<@{first.actor_id}> already removed that picture."
    assert response_view(result).text.startswith(GONE)
