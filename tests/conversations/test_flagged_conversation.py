"""Pictures that the provider's safety check flags: what the server chose, before anyone sees them, and afterwards."""

from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.discord.dm_copies import RESTRICTED, Copies
from bot.domain.job import TOKEN_LIFE, State
from bot.domain.screening import NOT_SHOWN
from bot.domain.server_rules import Flagged, SafetyMode, ServerRules
from bot.ui.jobs.messages import HELD
from tests.conversations.conftest import Raise
from tests.conversations.shelves import DiscordFiles, code, history, show, thumbnails, words
from tests.conversations.test_approval_conversation import approving, cards, decided, held
from tests.conversations.test_house_rules_conversation import thread_of
from tests.conversations.world import Seen, Stage, answer, job_id, seen

ALL, ONE = "fault:nsfw foxes", "fault:one_nsfw foxes"


async def choose(stage: Stage, flagged: Flagged, safety: SafetyMode | None = None) -> None:
    """Let the server decide about flagged pictures."""

    def change(rules: ServerRules) -> ServerRules:
        return rules.model_copy(update={"flagged": flagged, "safety": safety})

    await stage.app.bot.gate.change(stage.guild.id, change)


def adults(stage: Stage) -> ChannelHandle:
    """A channel that only adults read."""
    channel = stage.guild.create_text_channel("adults")
    stage.restrict(channel)
    return channel


def spoilers(shown: Seen) -> list[bool]:
    return [item["spoiler"] for item in shown.gallery]


# ── what the server chose ────────────────────────────────────────────────────────────────────────────────────────────


async def test_usually_a_flagged_picture_is_behind_a_spoiler_and_the_others_are_not(stage: Stage) -> None:
    result = await stage.drawn(ONE, count=3)
    assert spoilers(seen(result)) == [False, False, True]
    assert "Runware’s safety check flagged a picture, so it is behind a spoiler." in seen(result).text
    assert await stage.left() == 17


async def test_refused_ones_are_left_out_and_only_the_others_are_charged(stage: Stage) -> None:
    await choose(stage, Flagged.REFUSE)
    result = await stage.drawn(ONE, count=3)
    shown = seen(result)
    assert spoilers(shown) == [False, False]
    assert len(shown.files) == 2
    told = "2 of 3 came; Runware’s safety check flagged one, and this server does not show flagged pictures here."
    assert f"{told} You are only charged for those." in shown.text
    assert "could not be drawn" not in shown.text
    assert " 18 left" in shown.text
    assert await stage.left() == 18


async def test_nothing_but_flagged_ones_is_a_refusal_that_can_be_appealed_against(stage: Stage) -> None:
    await choose(stage, Flagged.REFUSE)
    log = await approving_nothing(stage)
    result = await stage.drawn(ALL, count=2)
    assert NOT_SHOWN in seen(result).text
    assert (seen(result).gallery, seen(result).files) == ([], [])
    assert seen(result).buttons == ["⚖️ Appeal", "🗑️ Delete"]
    assert (await stage.job(job_id(result))).state is State.REFUSED
    assert await stage.left() == 20
    told = await stage.press("Appeal", result)
    assert seen(told).ephemeral
    await stage.show_cards()
    (card,) = map(Seen, cards(log))
    assert "⚖️ Appeal" in card.text
    assert "foxes" in card.text
    assert card.gallery == []


async def test_an_accepted_appeal_draws_it_free_and_shows_it_behind_a_spoiler_once_it_is_approved(stage: Stage) -> None:
    await choose(stage, Flagged.REFUSE)
    log = await approving_nothing(stage)
    result = await stage.drawn(ALL)
    await stage.press("Appeal", result)
    await stage.show_cards()
    await decided(stage, "Accept: draw it free", log)
    assert not any(message.gallery for message in stage.messages())
    await decided(stage, "Approve", log)
    drawn = [message for message in stage.messages() if message.gallery]
    assert [spoilers(message) for message in drawn] == [[True]]
    assert await stage.left() == 20


async def test_held_ones_wait_for_moderators_and_come_behind_a_spoiler(stage: Stage) -> None:
    log = await approving_nothing(stage)
    await choose(stage, Flagged.HOLD)
    fine = await stage.drawn("a fox")
    assert len(seen(fine).gallery) == 1
    result = await held(stage, ONE, count=2)
    assert HELD in seen(result).text
    (card,) = map(Seen, cards(log))
    assert "Runware’s safety check flagged these pictures" in card.text
    assert spoilers(card) == [True, True]
    await decided(stage, "Approve", log)
    assert spoilers(seen(result)) == [False, True]
    assert await stage.left() == 17


async def test_the_card_of_an_approval_shows_only_what_would_be_shown(stage: Stage) -> None:
    log = await approving(stage)
    await choose(stage, Flagged.REFUSE)
    result = await held(stage, ONE, count=3)
    (card,) = map(Seen, cards(log))
    assert len(card.gallery) == 2
    await decided(stage, "Approve", log)
    assert spoilers(seen(result)) == [False, False]
    assert await stage.left() == 18


async def approving_nothing(stage: Stage) -> ChannelHandle:
    """A moderators' channel for a server without approval channels."""
    log = await approving(stage)
    await stage.app.bot.gate.change(stage.guild.id, lambda rules: rules.forgotten(stage.channel.id))
    return log


# ── age-restricted channels ──────────────────────────────────────────────────────────────────────────────────────────


async def test_where_only_adults_read_it_is_shown_and_elsewhere_it_is_refused(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    shown = seen(await stage.drawn(ALL, channel=channel))
    assert spoilers(shown) == [False]
    assert "spoiler" not in shown.text
    refused = await stage.drawn(ALL)
    assert NOT_SHOWN in seen(refused).text
    assert await stage.left() == 19


async def test_a_thread_is_as_restricted_as_its_channel(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    inside, outside = (thread_of(stage, one, stage.alice) for one in (channel, stage.channel))
    assert spoilers(seen(await stage.drawn(ALL, channel=inside))) == [False]
    assert NOT_SHOWN in seen(await stage.drawn(ALL, channel=outside)).text


async def test_what_is_for_adults_is_not_shown_elsewhere(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    fox = await stage.drawn(ONE, channel=channel, count=2)
    await stage.press("Favourite", fox)
    typed = await code(stage, fox)

    there = await stage.alice.slash(channel, "show", id=typed)
    assert len(seen(there).gallery) == 2
    here = await show(stage, typed)
    assert len(seen(here).gallery) == 1
    assert "flagged 1 of 2 of these pictures; shown only in age-restricted channels" in words(here)


async def test_history_and_favourites_show_its_words_alone_elsewhere(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    fox = await stage.drawn(ALL, channel=channel)
    await stage.press("Favourite", fox)
    page = await history(stage)
    assert "shown only in age-restricted channels" in words(page)
    assert thumbnails(page) == []
    favourites = await stage.press("Favourites", page)
    assert "shown only in age-restricted channels" in words(favourites)
    assert thumbnails(favourites) == []
    assert len(thumbnails(await stage.alice.slash(channel, "history"))) == 1


async def test_the_picture_before_an_edit_is_not_shown_elsewhere(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    fox = await stage.drawn(ALL, channel=channel)
    form = await stage.press("Edit", fox)
    edit = await stage.submit(form, words="make it decent")
    await stage.work()
    shown = await show(stage, await code(stage, edit))
    assert [item["media"]["url"] for item in seen(shown).gallery] == [answer(edit).attachments[0].url]
    assert "the first one here" not in words(shown)


async def test_it_is_not_sent_by_direct_message(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    stage.app.bot.copies = Copies(DiscordFiles(stage.env))
    fox = await stage.drawn(ALL, channel=channel)
    told = await stage.press("DM me", fox)
    assert seen(told).text == RESTRICTED
    assert stage.letters(stage.alice) == []
    both = await stage.drawn(ONE, channel=channel, count=2)
    told = await stage.press("DM me", both)
    assert "1 of 2 pictures to your direct messages; the others were flagged" in seen(told).text
    assert [len(letter.files) for letter in stage.letters(stage.alice)] == [1]


async def close_every_other_way(stage: Stage, channel: ChannelHandle) -> None:
    """Let neither the token nor the bot reach the channel any more."""
    await stage.env.advance_time(TOKEN_LIFE + 60)
    stage.env.inject_error("*", f"/channels/{channel.id}/messages*", status=403, code=50001, times=None)


def uploads(stage: Stage, person: MemberActor) -> list[str]:
    """Every file that ever was in this person's direct messages."""
    return [name for letter in stage.letters(person) for name in letter.files]


async def test_it_is_not_sent_by_direct_message_when_every_other_way_is_closed(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    result = await stage.imagine(ALL, channel=channel)
    await stage.painted()
    await close_every_other_way(stage, channel)
    await stage.work()
    assert (await stage.job(job_id(result))).state is State.FAILED
    (letter,) = stage.letters(stage.alice)
    assert (letter.files, letter.gallery) == ([], [])
    assert "pictures that were flagged are never sent as a direct message" in letter.text
    assert await stage.left() == 20


async def test_one_that_is_fit_for_all_is_sent_by_direct_message_from_there(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    result = await stage.imagine("a decent fox", channel=channel)
    await stage.painted()
    await close_every_other_way(stage, channel)
    await stage.work()
    assert (await stage.job(job_id(result))).state is State.DELIVERED
    (letter,) = stage.letters(stage.alice)
    assert (len(letter.files), len(letter.gallery)) == (1, 1)


async def test_a_second_message_of_it_is_not_sent_by_direct_message(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    result = await stage.imagine(ALL, channel=channel, count=12)
    await stage.painted()
    await stage.env.advance_time(TOKEN_LIFE + 60)
    stage.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50001, times=None)
    await stage.work()
    job = await stage.job(job_id(result))
    assert (job.state, job.pictures, job.follow_up_id) == (State.DELIVERED, 10, None)
    assert uploads(stage, stage.alice) == []


async def test_a_private_one_whose_token_died_is_not_sent_by_direct_message(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    result = await stage.imagine(ALL, channel=channel, private=True)
    await stage.painted()
    await stage.env.advance_time(TOKEN_LIFE + 60)
    await stage.work()
    assert (await stage.job(job_id(result))).state is State.FAILED
    assert uploads(stage, stage.alice) == []
    assert "never sent as a direct message" in stage.letters(stage.alice)[0].text


async def test_one_that_is_put_back_is_not_sent_by_direct_message(stage: Stage) -> None:
    channel = adults(stage)
    await choose(stage, Flagged.RESTRICTED)
    result = await stage.drawn(ALL, channel=channel)
    told = await stage.menu("Remove image", answer(result), stage.mod)
    await stage.work()
    await close_every_other_way(stage, channel)
    await stage.press("Undo", told, stage.mod)
    await stage.work()
    assert (await stage.job(job_id(result))).state is State.DELIVERED
    assert stage.letters(stage.alice) == []


# ── which checks the provider does ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("safety", "sent"),
    [(SafetyMode.FAST, {"checkContent": True, "mode": "fast"}), (SafetyMode.NONE, None)],
)
async def test_the_servers_choice_of_checks_reaches_the_provider(
    stage: Stage, safety: SafetyMode, sent: dict[str, Any] | None
) -> None:
    await choose(stage, Flagged.SPOILER, safety)
    await stage.drawn("a fox")
    (task,) = stage.submitted()
    assert task.get("safety") == sent


@pytest.mark.parametrize(("operators", "sent"), [("fast", True), ("none", False)])
async def test_without_a_choice_the_operators_holds(raised: Raise, operators: str, sent: bool) -> None:
    stage = await raised(runware={"safety": operators})
    await stage.drawn("a fox")
    (task,) = stage.submitted()
    assert ("safety" in task) is sent
