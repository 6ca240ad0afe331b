"""Pictures that the provider's safety check flags: what the server chose, before anyone sees them, and afterwards."""

from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.discord.dm_copies import RESTRICTED, PictureCopySender
from bot.domain.job import INTERACTION_TOKEN_LIFETIME_SECONDS, State
from bot.domain.server_rules import FlaggedAction, SafetyMode, ServerRules
from bot.jobs.hold import FLAGGED_NOT_SHOWN_MESSAGE
from bot.ui.jobs.messages import HELD_TEXT
from tests.conversations.conftest import StageFactory
from tests.conversations.test_approval_channels import (
    card_messages,
    decide_newest_case,
    enable_approval,
    imagine_held_picture,
)
from tests.conversations.test_channel_rules import create_thread
from tests.support.library_helpers import (
    SimulatedDownloader,
    response_text,
    run_history,
    run_show,
    short_id_of,
    thumbnail_urls,
)
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

ALL, ONE = "fault:nsfw foxes", "fault:one_nsfw foxes"


async def choose(stage: BotStage, flagged: FlaggedAction, safety: SafetyMode | None = None) -> None:
    """Let the server decide about flagged pictures."""

    def change(rules: ServerRules) -> ServerRules:
        return rules.model_copy(update={"flagged": flagged, "safety": safety})

    await stage.app.bot.services.gate.change_rules(stage.guild.id, change)


def adults(stage: BotStage) -> ChannelHandle:
    """A channel that only adults read."""
    channel = stage.guild.create_text_channel("adults")
    stage.mark_age_restricted(channel)
    return channel


def spoilers(shown: MessageView) -> list[bool]:
    return [item["spoiler"] for item in shown.gallery]


# ── what the server chose ────────────────────────────────────────────────────────────────────────────────────────────


async def test_only_flagged_pictures_are_spoilered_by_default(stage: BotStage) -> None:
    result = await stage.imagine_and_wait(ONE, count=3)
    assert spoilers(response_view(result)) == [False, False, True]
    assert "Runware’s safety check flagged a picture, so it is behind a spoiler." in response_view(result).text
    assert await stage.images_left() == 17


async def test_refused_flagged_pictures_are_omitted_and_not_charged(stage: BotStage) -> None:
    await choose(stage, FlaggedAction.REFUSE)
    result = await stage.imagine_and_wait(ONE, count=3)
    shown = response_view(result)
    assert spoilers(shown) == [False, False]
    assert len(shown.filenames) == 2
    told = "2 of 3 came; Runware’s safety check flagged one, and this server does not show flagged pictures here."
    assert f"{told} You are only charged for those." in shown.text
    assert "could not be drawn" not in shown.text
    assert " 18 left" in shown.text
    assert await stage.images_left() == 18


async def test_request_with_only_flagged_pictures_is_refused_and_can_be_appealed(stage: BotStage) -> None:
    await choose(stage, FlaggedAction.REFUSE)
    log = await approving_nothing(stage)
    result = await stage.imagine_and_wait(ALL, count=2)
    assert str(FLAGGED_NOT_SHOWN_MESSAGE) in response_view(result).text
    assert (response_view(result).gallery, response_view(result).filenames) == ([], [])
    assert response_view(result).button_labels == ["⚖️ Appeal", "🗑️ Delete"]
    assert (await stage.job(job_id_of(result))).state is State.REFUSED
    assert await stage.images_left() == 20
    told = await stage.press("Appeal", result)
    assert response_view(told).ephemeral
    await stage.update_cards()
    (card,) = map(MessageView, card_messages(log))
    assert "⚖️ Appeal" in card.text
    assert "foxes" in card.text
    assert card.gallery == []


async def test_accepted_appeal_of_flagged_pictures_is_free_and_shown_after_approval(
    stage: BotStage,
) -> None:
    await choose(stage, FlaggedAction.REFUSE)
    log = await approving_nothing(stage)
    result = await stage.imagine_and_wait(ALL)
    await stage.press("Appeal", result)
    await stage.update_cards()
    await decide_newest_case(stage, "Accept: draw it free", log)
    assert not any(message.gallery for message in stage.messages())
    await decide_newest_case(stage, "Approve", log)
    drawn = [message for message in stage.messages() if message.gallery]
    assert [spoilers(message) for message in drawn] == [[True]]
    assert await stage.images_left() == 20


async def test_held_flagged_pictures_are_spoilered_after_approval(stage: BotStage) -> None:
    log = await approving_nothing(stage)
    await choose(stage, FlaggedAction.HOLD)
    fine = await stage.imagine_and_wait("a fox")
    assert len(response_view(fine).gallery) == 1
    result = await imagine_held_picture(stage, ONE, count=2)
    assert str(HELD_TEXT) in response_view(result).text
    (card,) = map(MessageView, card_messages(log))
    assert "Runware’s safety check flagged these pictures" in card.text
    assert spoilers(card) == [True, True]
    await decide_newest_case(stage, "Approve", log)
    assert spoilers(response_view(result)) == [False, True]
    assert await stage.images_left() == 17


async def test_approval_card_omits_refused_flagged_pictures(stage: BotStage) -> None:
    log = await enable_approval(stage)
    await choose(stage, FlaggedAction.REFUSE)
    result = await imagine_held_picture(stage, ONE, count=3)
    (card,) = map(MessageView, card_messages(log))
    assert len(card.gallery) == 2
    await decide_newest_case(stage, "Approve", log)
    assert spoilers(response_view(result)) == [False, False]
    assert await stage.images_left() == 18


async def approving_nothing(stage: BotStage) -> ChannelHandle:
    """A moderators' channel for a server without approval channels."""
    log = await enable_approval(stage)
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.without_channel(stage.channel.id)
    )
    return log


# ── age-restricted channels ──────────────────────────────────────────────────────────────────────────────────────────


async def test_flagged_picture_is_shown_only_in_age_restricted_channels(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    shown = response_view(await stage.imagine_and_wait(ALL, channel=channel))
    assert spoilers(shown) == [False]
    assert "spoiler" not in shown.text
    refused = await stage.imagine_and_wait(ALL)
    assert str(FLAGGED_NOT_SHOWN_MESSAGE) in response_view(refused).text
    assert await stage.images_left() == 19


async def test_thread_inherits_the_age_restriction_of_its_channel(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    inside, outside = (create_thread(stage, one, stage.alice) for one in (channel, stage.channel))
    assert spoilers(response_view(await stage.imagine_and_wait(ALL, channel=inside))) == [False]
    assert str(FLAGGED_NOT_SHOWN_MESSAGE) in response_view(await stage.imagine_and_wait(ALL, channel=outside)).text


async def test_show_omits_flagged_pictures_outside_age_restricted_channels(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    fox = await stage.imagine_and_wait(ONE, channel=channel, count=2)
    await stage.press("Favourite", fox)
    typed = await short_id_of(stage, fox)

    there = await stage.alice.slash(channel, "show", id=typed)
    assert len(response_view(there).gallery) == 2
    here = await run_show(stage, typed)
    assert len(response_view(here).gallery) == 1
    assert "flagged 1 of 2 of these pictures; shown only in age-restricted channels" in response_text(here)


async def test_history_and_favourites_hide_flagged_pictures_outside_restricted_channels(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    fox = await stage.imagine_and_wait(ALL, channel=channel)
    await stage.press("Favourite", fox)
    page = await run_history(stage)
    assert "shown only in age-restricted channels" in response_text(page)
    assert thumbnail_urls(page) == []
    favourites = await stage.press("Favourites", page)
    assert "shown only in age-restricted channels" in response_text(favourites)
    assert thumbnail_urls(favourites) == []
    assert len(thumbnail_urls(await stage.alice.slash(channel, "history"))) == 1


async def test_show_omits_the_flagged_source_of_an_edit_outside_restricted_channels(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    fox = await stage.imagine_and_wait(ALL, channel=channel)
    form = await stage.press("Edit", fox)
    edit = await stage.submit_form(form, words="make it decent")
    await stage.run_worker_until_idle()
    shown = await run_show(stage, await short_id_of(stage, edit))
    assert [item["media"]["url"] for item in response_view(shown).gallery] == [
        response_message(edit).attachments[0].url
    ]
    assert "the first one here" not in response_text(shown)


async def test_dm_button_omits_flagged_pictures_of_age_restricted_channels(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    stage.set_copy_sender(PictureCopySender(SimulatedDownloader(stage.env)))
    fox = await stage.imagine_and_wait(ALL, channel=channel)
    told = await stage.press("DM me", fox)
    assert response_view(told).text == str(RESTRICTED)
    assert stage.direct_messages(stage.alice) == []
    both = await stage.imagine_and_wait(ONE, channel=channel, count=2)
    told = await stage.press("DM me", both)
    assert "1 of 2 pictures to your direct messages; the others were flagged" in response_view(told).text
    assert [len(letter.filenames) for letter in stage.direct_messages(stage.alice)] == [1]


async def close_every_other_way(stage: BotStage, channel: ChannelHandle) -> None:
    """Let neither the token nor the bot reach the channel any more."""
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    stage.env.inject_error("*", f"/channels/{channel.id}/messages*", status=403, code=50001, times=None)


def uploads(stage: BotStage, person: MemberActor) -> list[str]:
    """Every file that ever was in this person's direct messages."""
    return [name for letter in stage.direct_messages(person) for name in letter.filenames]


async def test_flagged_picture_is_not_sent_by_direct_message_as_the_last_route(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    result = await stage.imagine(ALL, channel=channel)
    await stage.finish_at_provider()
    await close_every_other_way(stage, channel)
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.FAILED
    (letter,) = stage.direct_messages(stage.alice)
    assert (letter.filenames, letter.gallery) == ([], [])
    assert "pictures that were flagged are never sent as a direct message" in letter.text
    assert await stage.images_left() == 20


async def test_unflagged_picture_of_a_restricted_channel_is_sent_by_direct_message(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    result = await stage.imagine("a decent fox", channel=channel)
    await stage.finish_at_provider()
    await close_every_other_way(stage, channel)
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.DELIVERED
    (letter,) = stage.direct_messages(stage.alice)
    assert (len(letter.filenames), len(letter.gallery)) == (1, 1)


async def test_second_message_of_flagged_pictures_is_not_sent_by_direct_message(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    result = await stage.imagine(ALL, channel=channel, count=12)
    await stage.finish_at_provider()
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    stage.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50001, times=None)
    await stage.run_worker_until_idle()
    job = await stage.job(job_id_of(result))
    assert (job.state, job.delivered_count, job.follow_up_message_id) == (State.DELIVERED, 10, None)
    assert uploads(stage, stage.alice) == []


async def test_private_flagged_picture_is_not_sent_by_direct_message_after_token_expiry(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    result = await stage.imagine(ALL, channel=channel, private=True)
    await stage.finish_at_provider()
    await stage.env.advance_time(INTERACTION_TOKEN_LIFETIME_SECONDS + 60)
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.FAILED
    assert uploads(stage, stage.alice) == []
    assert "never sent as a direct message" in stage.direct_messages(stage.alice)[0].text


async def test_restored_flagged_picture_is_not_sent_by_direct_message(stage: BotStage) -> None:
    channel = adults(stage)
    await choose(stage, FlaggedAction.RESTRICTED)
    result = await stage.imagine_and_wait(ALL, channel=channel)
    told = await stage.use_context_menu("Remove image", response_message(result), stage.mod)
    await stage.run_worker_until_idle()
    await close_every_other_way(stage, channel)
    await stage.press("Undo", told, stage.mod)
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.DELIVERED
    assert stage.direct_messages(stage.alice) == []


# ── which checks the provider does ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("safety", "sent"),
    [(SafetyMode.FAST, {"checkContent": True, "mode": "fast"}), (SafetyMode.NONE, None)],
)
async def test_safety_mode_of_the_server_is_sent_to_the_provider(
    stage: BotStage, safety: SafetyMode, sent: dict[str, Any] | None
) -> None:
    await choose(stage, FlaggedAction.SPOILER, safety)
    await stage.imagine_and_wait("a fox")
    (task,) = stage.provider_tasks()
    assert task.get("safety") == sent


@pytest.mark.parametrize(("operators", "sent"), [("fast", True), ("none", False)])
async def test_safety_mode_of_the_operator_applies_without_a_server_setting(
    make_stage: StageFactory, operators: str, sent: bool
) -> None:
    stage = await make_stage(runware={"safety": operators})
    await stage.imagine_and_wait("a fox")
    (task,) = stage.provider_tasks()
    assert ("safety" in task) is sent
