"""Ways around the house rules that somebody may try: none of them leads anywhere."""

import re
from typing import Final

import pytest

from bot.domain.case import Verdict
from bot.domain.job import State
from bot.domain.server_rules import ChannelMode, Flagged
from bot.storage.database import Transaction
from tests.conversations.conftest import Raise
from tests.conversations.moderating import all_cases, board, cards, reported, with_log
from tests.conversations.test_appeals_conversation import ACCEPT, accept, appeal, card, drawn, house, verdicts
from tests.conversations.test_approval_conversation import approving, decided, held
from tests.conversations.world import Seen, Stage, answer, job_id, seen

# ── pictures that wait ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_no_way_shows_pictures_that_wait(stage: Stage) -> None:
    await approving(stage)
    result = await held(stage)
    message, number = answer(result).message, job_id(result)
    code = (await stage.job(number)).code
    for who in (stage.alice, stage.bob):
        told = [
            await who.slash(stage.channel, "show", id=code),
            await who.slash(stage.channel, "show", id=str(number)),
            await who.slash(stage.channel, "history"),
            *[await stage.menu(name, message, who) for name in ("Image details", "Edit image", "Report image")],
        ]
        for action in ("show", "details", "edit", "vary", "favourite", "dm", "report", "describe", "delete"):
            told += await stage.press_all((who, f"easel:{action}:{number}", message))
        told.append(await stage.submit_forged(f"easel:edit:{number}:1", who, words="make it night"))
        told.append(await stage.submit_forged(f"easel:vary:{number}", who, which=1))
        told.append(await stage.submit_forged(f"easel:describe:{number}:1", who, words="a fox"))
        told.append(await stage.submit_forged(f"easel:report:{number}", who, words="ugly"))
        for one in told:
            assert one.modal is None
            assert (seen(one).ephemeral, seen(one).gallery, seen(one).files) == (True, [], [])
    assert stage.letters(stage.alice) == stage.letters(stage.bob) == []
    assert len(stage.submitted()) == 1
    assert (await stage.job(number)).state is State.HELD


async def test_a_channel_that_opens_meanwhile_does_not_show_what_waits(stage: Stage) -> None:
    log = await approving(stage)
    result = await held(stage)
    await stage.app.bot.gate.change(
        stage.guild.id, lambda rules: rules.decided(stage.channel.id, {"mode": ChannelMode.OPEN})
    )
    await stage.restart()
    await board(stage)
    assert seen(result).gallery == []
    await decided(stage, "Approve", log)
    assert len(seen(result).gallery) == 1


async def test_who_loses_the_right_with_the_form_open_decides_nothing(stage: Stage) -> None:
    log = await approving(stage)
    result = await held(stage)
    form = await stage.press("Decline", cards(log)[-1], stage.mod)
    stage.env.backend.get_member(stage.guild.id, stage.mod.id).role_ids.clear()
    assert form.modal is not None
    told = await stage.submit_forged(form.modal["custom_id"], stage.mod, words="ugly")
    assert "Only this server’s moderators" in seen(told).text
    assert (await stage.job(job_id(result))).state is State.HELD


# ── appeals ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_appeal_hides_nothing_behind_many_words(stage: Stage) -> None:
    log = await house(stage)
    long = f"a palette knife, {'very ' * 570}and at last gore"
    assert len(long) > 2800
    await appeal(stage, await stage.imagine(long))
    shown = Seen(await card(stage, log)).text
    assert "and at last gore" in shown
    assert len(shown) <= 4000


async def test_what_is_more_than_moderators_can_be_shown_is_not_put_before_them(stage: Stage) -> None:
    await house(stage)
    refused = await stage.imagine(f"{{red, blue, green}} knife {'very ' * 300}gore")
    told = seen(await appeal(stage, refused))
    assert "please send a shorter request" in told.text
    assert await all_cases(stage) == []


async def test_friendly_moderators_do_not_grant_more_than_a_day_of_pictures(raised: Raise) -> None:
    stage = await raised(limits={"images_per_user_per_day": 5, "cooldown_seconds": 0})
    log = await house(stage)
    await appeal(stage, await stage.imagine("a {red, blue} knife", count=3))
    told = seen(await accept(stage, log))
    assert "6 pictures free of charge for this member within 24 hours, and 5 a day is their limit" in told.text
    assert await verdicts(stage) == [Verdict.OPEN]
    assert stage.submitted() == []


async def test_what_was_granted_within_a_day_counts_together(raised: Raise) -> None:
    stage = await raised(limits={"images_per_user_per_day": 5, "cooldown_seconds": 0})
    log = await house(stage)
    for number in (3, 2, 1):
        await appeal(stage, await stage.imagine(f"{number} knives and a knife", count=number))
        await board(stage)
        await stage.press(ACCEPT, [one for one in log.history() if Seen(one).buttons][-1], stage.mod)
        await stage.work()
    assert await verdicts(stage) == [Verdict.OPEN, Verdict.ACCEPTED, Verdict.ACCEPTED]
    assert sum(len(message.gallery) for message in drawn(stage)) == 5
    await stage.env.advance_time(24 * 3600 + 60)
    await stage.press(ACCEPT, [one for one in log.history() if Seen(one).buttons][-1], stage.mod)
    await stage.work()
    assert sum(len(message.gallery) for message in drawn(stage)) == 6


@pytest.mark.parametrize("rule", [Flagged.REFUSE, Flagged.RESTRICTED])
async def test_flagged_pictures_of_an_appeal_are_looked_at_before_anybody_sees_them(
    stage: Stage, rule: Flagged
) -> None:
    log = await house(stage)
    await stage.app.bot.gate.change(stage.guild.id, lambda rules: rules.model_copy(update={"flagged": rule}))
    await appeal(stage, await stage.drawn("fault:nsfw a bather"))
    await accept(stage, log)
    assert drawn(stage, stage.bob) == []
    await board(stage)
    await decided(stage, "Approve", log)
    (result,) = drawn(stage, stage.bob)
    assert [item["spoiler"] for item in result.gallery] == [True]
    assert await stage.left() == 20


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_one_member_does_not_flood_the_moderators_with_reports(stage: Stage) -> None:
    await with_log(stage)
    shown = [answer(await stage.drawn(f"fox {number}")) for number in range(11)]
    told = [await reported(stage, message) for message in shown]
    assert "within an hour" in told[-1].text
    assert len(await all_cases(stage)) == 10
    await stage.env.advance_time(3601)
    await reported(stage, shown[-1])
    assert len(await all_cases(stage)) == 11


# ── what members write ───────────────────────────────────────────────────────────────────────────────────────────────

NASTY: Final = (
    "fox ``` @everyone <@&1> <#1> [x](https://evil.test) https://evil.test **bold** \u202e\n# big\n> quote\n- list"
)
HARMFUL: Final = re.compile(r"@everyone|<@&|<#1>|https://evil|\*\*bold|^\s*(#|>) |\u202e", re.MULTILINE)


async def test_nothing_that_is_written_pings_links_or_formats_where_moderators_read_it(stage: Stage) -> None:
    log = await house(stage, "knife")
    await reported(stage, await stage.drawn(NASTY), words=NASTY[:150])
    await appeal(stage, await stage.imagine(f"knife {NASTY}"))
    await stage.app.bot.gate.change(
        stage.guild.id, lambda rules: rules.decided(stage.channel.id, {"mode": ChannelMode.APPROVAL})
    )
    waiting = await held(stage, NASTY)
    await board(stage)
    await decided(stage, "Decline", log, reason=["own"], words=NASTY[:150])
    await stage.press("Reject", await card(stage, log), stage.mod)
    listed = await stage.mod.slash(stage.channel, "mod cases", state="all")
    one = await stage.mod.slash(stage.channel, "mod case", id=1)
    texts = [Seen(message).text for message in log.history()] + [seen(shown).text for shown in (listed, one, waiting)]
    assert sum("evil.test" in text for text in texts) >= 6
    for text in texts:
        bare = re.sub(r"```\n.*?\n```", "", text, flags=re.DOTALL)
        assert not HARMFUL.search(bare), bare


async def test_who_takes_back_what_moderators_look_at_again_and_again_makes_a_pause(stage: Stage) -> None:
    await approving(stage)
    for number in range(3):
        await stage.press("Cancel", await stage.drawn(f"fox {number}"))
    told = seen(await stage.imagine("a fox"))
    assert told.ephemeral
    assert "pause for a while" in told.text
    assert await stage.left() == 17
    await stage.env.advance_time(61)
    assert "A moderator checks the pictures first" in seen(await stage.drawn("a fox")).text


async def test_who_takes_back_what_is_being_drawn_again_and_again_pays_and_makes_a_pause(stage: Stage) -> None:
    for number in range(3):
        fox = await stage.imagine(f"fox {number}", count=6)
        await stage.step()
        await stage.press("Cancel", fox)
        await stage.app.database.run(over)
    told = seen(await stage.imagine("a fox"))
    assert told.ephemeral
    assert "pause for a while" in told.text
    assert await stage.left() == 2
    await stage.env.advance_time(61)
    assert "You have 2 of your 20 pictures" in seen(await stage.imagine("a fox", count=6)).text


def over() -> Transaction[None]:
    """What runs at the provider is over: the bills are still to come."""
    yield "UPDATE jobs SET busy_until = NULL", ()


async def test_what_is_cancelled_while_drawn_counts_as_running_for_its_member_and_for_all(raised: Raise) -> None:
    stage = await raised(runware={"max_in_flight": 2})
    stage.runware.service.seconds = 3600
    for number in range(2):
        fox = await stage.imagine(f"fox {number}")
        await stage.step()
        await stage.press("Cancel", fox)
    assert "2 at once is your limit" in seen(await stage.imagine("a fox")).text
    other = await stage.imagine("an owl", stage.bob)
    await stage.step()
    assert "In the queue: 1 of 1" in seen(other).text
    assert len(stage.submitted()) == 2


async def test_who_takes_back_what_is_not_drawn_yet_may_go_on(raised: Raise) -> None:
    stage = await raised(runware={"max_in_flight": 1})
    await approving(stage)
    await stage.imagine("a heron", stage.bob)
    for number in range(5):
        await stage.press("Cancel", await stage.imagine(f"fox {number}"))
    assert "A moderator checks the pictures first" in seen(await stage.drawn("a fox")).text


async def test_a_day_after_a_removal_no_card_and_no_case_knows_the_words_any_more(stage: Stage) -> None:
    log = await house(stage)
    await reported(stage, await stage.drawn("a secret fox"))
    await board(stage)
    assert "a secret fox" in Seen(cards(log)[0]).text
    await decided(stage, "Remove", log)
    await stage.env.advance_time(24 * 3600 + 60)
    with stage.env.time_context():
        await stage.app.upkeep.step()
    await board(stage)
    one = await stage.mod.slash(stage.channel, "mod case", id=1)
    listed = await stage.mod.slash(stage.channel, "mod cases", state="all")
    for text in (Seen(cards(log)[0]).text, seen(one).text, seen(listed).text):
        assert "secret" not in text
        assert "(deleted)" in text
