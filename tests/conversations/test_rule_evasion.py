"""Ways around the house rules that somebody may try: none of them leads anywhere."""

import re
from typing import Final

import pytest

from bot.domain.case import Verdict
from bot.domain.job import State
from bot.domain.server_rules import ChannelMode, FlaggedAction
from bot.storage.database import Transaction
from tests.conversations.conftest import StageFactory
from tests.conversations.test_appeals import (
    ACCEPT,
    accept_appeal,
    appeal_card,
    appeal_verdicts,
    picture_messages,
    press_appeal,
    set_up_moderated_server,
)
from tests.conversations.test_approval_channels import decide_newest_case, enable_approval, imagine_held_picture
from tests.support.moderation_helpers import (
    card_messages,
    create_mod_channel,
    list_cases,
    report_picture,
    work_and_update_cards,
)
from tests.support.stage import BotStage, MessageView, job_id_of, response_message, response_view

# ── pictures that wait ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_held_pictures_cannot_be_seen_through_any_command_button_or_form(stage: BotStage) -> None:
    await enable_approval(stage)
    result = await imagine_held_picture(stage)
    message, number = response_message(result).message, job_id_of(result)
    code = (await stage.job(number)).short_id
    for who in (stage.alice, stage.bob):
        told = [
            await who.slash(stage.channel, "show", id=code),
            await who.slash(stage.channel, "show", id=str(number)),
            await who.slash(stage.channel, "history"),
            *[
                await stage.use_context_menu(name, message, who)
                for name in ("Image details", "Edit image", "Report image")
            ],
        ]
        for action in ("show", "details", "edit", "vary", "favourite", "dm", "report", "describe", "delete"):
            told += await stage.press_concurrently((who, f"easel:{action}:{number}", message))
        told.append(await stage.submit_forged_form(f"easel:edit:{number}:1", who, words="make it night"))
        told.append(await stage.submit_forged_form(f"easel:vary:{number}", who, which=1))
        told.append(await stage.submit_forged_form(f"easel:describe:{number}:1", who, words="a fox"))
        told.append(await stage.submit_forged_form(f"easel:report:{number}", who, words="ugly"))
        for one in told:
            assert one.modal is None
            assert (response_view(one).ephemeral, response_view(one).gallery, response_view(one).filenames) == (
                True,
                [],
                [],
            )
    assert stage.direct_messages(stage.alice) == stage.direct_messages(stage.bob) == []
    assert len(stage.provider_tasks()) == 1
    assert (await stage.job(number)).state is State.HELD


async def test_held_pictures_stay_hidden_when_the_channel_becomes_open(stage: BotStage) -> None:
    log = await enable_approval(stage)
    result = await imagine_held_picture(stage)
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.with_channel(stage.channel.id, {"mode": ChannelMode.OPEN})
    )
    await stage.restart()
    await work_and_update_cards(stage)
    assert response_view(result).gallery == []
    await decide_newest_case(stage, "Approve", log)
    assert len(response_view(result).gallery) == 1


async def test_decline_form_is_refused_after_losing_moderator_permissions(stage: BotStage) -> None:
    log = await enable_approval(stage)
    result = await imagine_held_picture(stage)
    form = await stage.press("Decline", card_messages(log)[-1], stage.mod)
    stage.env.backend.get_member(stage.guild.id, stage.mod.id).role_ids.clear()
    assert form.modal is not None
    told = await stage.submit_forged_form(form.modal["custom_id"], stage.mod, words="ugly")
    assert "Only this server’s moderators" in response_view(told).text
    assert (await stage.job(job_id_of(result))).state is State.HELD


# ── appeals ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_appeal_card_shows_the_end_of_a_long_prompt(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    long = f"a palette knife, {'very ' * 570}and at last gore"
    assert len(long) > 2800
    await press_appeal(stage, await stage.imagine(long))
    shown = MessageView(await appeal_card(stage, log)).text
    assert "and at last gore" in shown
    assert len(shown) <= 4000


async def test_appeal_too_long_for_a_card_is_refused(stage: BotStage) -> None:
    await set_up_moderated_server(stage)
    refused = await stage.imagine(f"{{red, blue, green}} knife {'very ' * 300}gore")
    told = response_view(await press_appeal(stage, refused))
    assert "please send a shorter request" in told.text
    assert await list_cases(stage) == []


async def test_accepted_appeal_cannot_exceed_the_daily_quota(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 5, "cooldown_seconds": 0})
    log = await set_up_moderated_server(stage)
    await press_appeal(stage, await stage.imagine("a {red, blue} knife", count=3))
    told = response_view(await accept_appeal(stage, log))
    assert "6 pictures free of charge for this member within 24 hours, and 5 a day is their limit" in told.text
    assert await appeal_verdicts(stage) == [Verdict.OPEN]
    assert stage.provider_tasks() == []


async def test_pictures_of_accepted_appeals_within_a_day_add_up_to_the_daily_quota(make_stage: StageFactory) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 5, "cooldown_seconds": 0})
    log = await set_up_moderated_server(stage)
    for number in (3, 2, 1):
        await press_appeal(stage, await stage.imagine(f"{number} knives and a knife", count=number))
        await work_and_update_cards(stage)
        await stage.press(ACCEPT, [one for one in log.history() if MessageView(one).button_labels][-1], stage.mod)
        await stage.run_worker_until_idle()
    assert await appeal_verdicts(stage) == [Verdict.OPEN, Verdict.ACCEPTED, Verdict.ACCEPTED]
    assert sum(len(message.gallery) for message in picture_messages(stage)) == 5
    await stage.env.advance_time(24 * 3600 + 60)
    await stage.press(ACCEPT, [one for one in log.history() if MessageView(one).button_labels][-1], stage.mod)
    await stage.run_worker_until_idle()
    assert sum(len(message.gallery) for message in picture_messages(stage)) == 6


@pytest.mark.parametrize("rule", [FlaggedAction.REFUSE, FlaggedAction.RESTRICTED])
async def test_flagged_pictures_of_an_accepted_appeal_are_held_for_approval(
    stage: BotStage, rule: FlaggedAction
) -> None:
    log = await set_up_moderated_server(stage)
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.model_copy(update={"flagged": rule})
    )
    await press_appeal(stage, await stage.imagine_and_wait("fault:nsfw a bather"))
    await accept_appeal(stage, log)
    assert picture_messages(stage, stage.bob) == []
    await work_and_update_cards(stage)
    await decide_newest_case(stage, "Approve", log)
    (result,) = picture_messages(stage, stage.bob)
    assert [item["spoiler"] for item in result.gallery] == [True]
    assert await stage.images_left() == 20


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_member_can_report_at_most_ten_pictures_per_hour(stage: BotStage) -> None:
    await create_mod_channel(stage)
    shown = [response_message(await stage.imagine_and_wait(f"fox {number}")) for number in range(11)]
    told = [await report_picture(stage, message) for message in shown]
    assert "within an hour" in told[-1].text
    assert len(await list_cases(stage)) == 10
    await stage.env.advance_time(3601)
    await report_picture(stage, shown[-1])
    assert len(await list_cases(stage)) == 11


# ── what members write ───────────────────────────────────────────────────────────────────────────────────────────────

NASTY: Final = (
    "fox ``` @everyone <@&1> <#1> [x](https://evil.test) https://evil.test **bold** \u202e\n# big\n> quote\n- list"
)
HARMFUL: Final = re.compile(r"@everyone|<@&|<#1>|https://evil|\*\*bold|^\s*(#|>) |\u202e", re.MULTILINE)


async def test_member_text_cannot_ping_link_or_format_in_moderator_views(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage, "knife")
    await report_picture(stage, await stage.imagine_and_wait(NASTY), words=NASTY[:150])
    await press_appeal(stage, await stage.imagine(f"knife {NASTY}"))
    await stage.app.bot.services.gate.change_rules(
        stage.guild.id, lambda rules: rules.with_channel(stage.channel.id, {"mode": ChannelMode.APPROVAL})
    )
    waiting = await imagine_held_picture(stage, NASTY)
    await work_and_update_cards(stage)
    await decide_newest_case(stage, "Decline", log, reason=["own"], words=NASTY[:150])
    await stage.press("Reject", await appeal_card(stage, log), stage.mod)
    listed = await stage.mod.slash(stage.channel, "mod cases", state="all")
    one = await stage.mod.slash(stage.channel, "mod case", id=1)
    texts = [MessageView(message).text for message in log.history()] + [
        response_view(shown).text for shown in (listed, one, waiting)
    ]
    assert sum("evil.test" in text for text in texts) >= 6
    for text in texts:
        bare = re.sub(r"```\n.*?\n```", "", text, flags=re.DOTALL)
        assert not HARMFUL.search(bare), bare


async def test_repeatedly_cancelling_held_pictures_leads_to_a_pause(stage: BotStage) -> None:
    await enable_approval(stage)
    for number in range(3):
        await stage.press("Cancel", await stage.imagine_and_wait(f"fox {number}"))
    told = response_view(await stage.imagine("a fox"))
    assert told.ephemeral
    assert "pause for a while" in told.text
    assert await stage.images_left() == 17
    await stage.env.advance_time(61)
    assert "A moderator checks the pictures first" in response_view(await stage.imagine_and_wait("a fox")).text


async def test_repeatedly_cancelling_running_jobs_is_charged_and_leads_to_a_pause(stage: BotStage) -> None:
    for number in range(3):
        fox = await stage.imagine(f"fox {number}", count=6)
        await stage.step_worker()
        await stage.press("Cancel", fox)
        await stage.app.database.run(over)
    told = response_view(await stage.imagine("a fox"))
    assert told.ephemeral
    assert "pause for a while" in told.text
    assert await stage.images_left() == 2
    await stage.env.advance_time(61)
    assert "You have 2 of your 20 pictures" in response_view(await stage.imagine("a fox", count=6)).text


def over() -> Transaction[None]:
    """What runs at the provider is over: the bills are still to come."""
    yield "UPDATE jobs SET running_until = NULL", ()


async def test_job_cancelled_while_drawn_still_counts_towards_concurrency_limits(
    make_stage: StageFactory,
) -> None:
    stage = await make_stage(runware={"max_in_flight": 2})
    stage.runware.account.task_durations = 3600
    for number in range(2):
        fox = await stage.imagine(f"fox {number}")
        await stage.step_worker()
        await stage.press("Cancel", fox)
    assert "2 at once is your limit" in response_view(await stage.imagine("a fox")).text
    other = await stage.imagine("an owl", stage.bob)
    await stage.step_worker()
    assert "In the queue: 1 of 1" in response_view(other).text
    assert len(stage.provider_tasks()) == 2


async def test_cancelling_queued_jobs_does_not_lead_to_a_pause(make_stage: StageFactory) -> None:
    stage = await make_stage(runware={"max_in_flight": 1})
    await enable_approval(stage)
    await stage.imagine("a heron", stage.bob)
    for number in range(5):
        await stage.press("Cancel", await stage.imagine(f"fox {number}"))
    assert "A moderator checks the pictures first" in response_view(await stage.imagine_and_wait("a fox")).text


async def test_prompt_disappears_from_card_and_case_a_day_after_the_removal(stage: BotStage) -> None:
    log = await set_up_moderated_server(stage)
    await report_picture(stage, await stage.imagine_and_wait("a secret fox"))
    await work_and_update_cards(stage)
    assert "a secret fox" in MessageView(card_messages(log)[0]).text
    await decide_newest_case(stage, "Remove", log, reason=["0"])
    await stage.env.advance_time(24 * 3600 + 60)
    with stage.env.time_context():
        await stage.app.maintenance.run_once()
    await work_and_update_cards(stage)
    one = await stage.mod.slash(stage.channel, "mod case", id=1)
    listed = await stage.mod.slash(stage.channel, "mod cases", state="all")
    for text in (MessageView(card_messages(log)[0]).text, response_view(one).text, response_view(listed).text):
        assert "secret" not in text
        assert "(deleted)" in text
