"""A moderator reads answers in their own language; cards, the log of decisions and members' messages keep theirs."""

from typing import Final

import pytest

from bot.domain.case import CaseKind
from bot.domain.case_actions import list_case_actions
from bot.domain.job import State
from bot.localization.languages import Language, in_language
from bot.localization.messages import Message
from bot.ui.moderation.blocks import block_end_text
from tests.conversations.conftest import StageFactory
from tests.conversations.test_blocks import block, standing, unblock
from tests.support.locales import Locales
from tests.support.moderation_helpers import (
    audit_entries,
    card_messages,
    create_mod_channel,
    imagine_held_picture,
    mod_channel_lines,
    run_mod_case,
    work_and_update_cards,
)
from tests.support.stage import BotStage, MessageView, job_id_of, response_view

LOCALES: Final = {Language.ENGLISH: "en-GB", Language.GERMAN: "de", Language.JAPANESE: "ja"}


def written(language: Language, message: Message) -> str:
    """The message in this language, which has a translation of its own."""
    with in_language(language):
        words = str(message)
    assert (words == str(message)) is (language is Language.ENGLISH)
    return words


def case_buttons(language: Language, kind: CaseKind) -> list[str]:
    """The labels of the buttons of an open case."""
    return [written(language, Message(f"button-case-{action}")) for action in list_case_actions(kind)]


@pytest.fixture
async def stage(make_stage: StageFactory) -> BotStage:
    """A stage that draws one picture at a time, so that others wait."""
    return await make_stage(runware={"max_in_flight": 1})


@pytest.fixture(
    params=[
        (Language.GERMAN, Language.ENGLISH),
        (Language.ENGLISH, Language.GERMAN),
        (Language.JAPANESE, Language.GERMAN),
    ],
    ids="{0[0]} on {0[1]}".format,
)
def languages(request: pytest.FixtureRequest, stage: BotStage, locales: Locales) -> tuple[Language, Language]:
    """The languages of the moderator and of the server."""
    moderator: Language
    server: Language
    moderator, server = request.param
    locales.let_use(stage.mod, LOCALES[moderator])
    locales.set_preferred(stage.guild, LOCALES[server])
    return moderator, server


async def test_blocking_is_answered_to_the_moderator_and_logged_for_the_server(
    stage: BotStage, languages: tuple[Language, Language]
) -> None:
    own, server = languages
    logs = await create_mod_channel(stage)
    told = [response_view(await block(stage))]
    first = await standing(stage)
    assert first is not None
    told.append(response_view(await block(stage, term="ever")))
    held = await standing(stage)
    assert held is not None
    told.append(response_view(await unblock(stage)))
    member, moderator = f"<@{stage.alice.id}>", f"<@{stage.mod.id}>"
    blocked = [Message("blocked", member=member, end=block_end_text(one)) for one in (first, held)]
    replaces = Message("block-replaces", moderator=moderator, end=block_end_text(first))
    assert [one.text for one in told] == [
        written(own, blocked[0]),
        f"{written(own, blocked[1])} {written(own, replaces)}",
        written(own, Message("unblocked", member=member, moderator=moderator, end=block_end_text(held))),
    ]
    titles = [written(server, Message(f"audit-{action}")) for action in ("block", "block", "unblock")]
    assert [line.split("**")[1] for line in mod_channel_lines(logs)] == titles
    forever = written(server, Message("audit-blocked-forever", reason="spam"))
    assert logs.history()[1].content.endswith(f"\n-# {forever}")


async def test_refused_block_is_answered_in_the_language_of_the_moderator(
    stage: BotStage, languages: tuple[Language, Language]
) -> None:
    own, _ = languages
    told = response_view(await block(stage, stage.mod))
    assert told.text == written(own, Message("block-yourself"))
    assert await audit_entries(stage) == []


async def test_card_is_in_the_language_of_the_server_and_the_shown_case_in_the_moderators(
    stage: BotStage, languages: tuple[Language, Language]
) -> None:
    own, server = languages
    logs = await create_mod_channel(stage)
    await imagine_held_picture(stage)
    await work_and_update_cards(stage)
    (card,) = card_messages(logs)
    assert MessageView(card).button_labels == case_buttons(server, CaseKind.APPROVAL)
    shown = await run_mod_case(stage, 1)
    assert response_view(shown).button_labels == case_buttons(own, CaseKind.APPROVAL)
    await stage.press(written(server, Message("button-case-approve")), card, stage.mod)
    await work_and_update_cards(stage)
    (card,) = card_messages(logs)
    labels = {language: written(language, Message("case-label-approved")) for language in languages}
    assert f"**{labels[server]}**" in MessageView(card).text
    assert f"**{labels[own]}**" not in MessageView(card).text
    assert f"**{labels[own]}**" in response_view(await run_mod_case(stage, 1)).text
    (line,) = mod_channel_lines(logs)
    assert line.startswith(f"**{written(server, Message('audit-picture-approved'))}** ")


async def test_reason_of_declined_pictures_is_in_the_language_of_the_request(
    stage: BotStage, languages: tuple[Language, Language]
) -> None:
    own, server = languages
    held = await imagine_held_picture(stage)
    form = await stage.press(written(own, Message("button-case-decline")), await run_mod_case(stage, 1), stage.mod)
    await stage.submit_form(form, stage.mod, reason=["own"], words="no foxes here")
    await stage.run_worker_until_idle()
    declined = Message("pictures-declined", reason="no foxes here")
    job = await stage.job(job_id_of(held))
    assert (job.state, job.reason) == (State.REFUSED, declined)
    assert written(server, declined) in response_view(held).text


async def test_reason_of_requests_that_a_block_cancels_is_in_the_language_of_each_request(
    stage: BotStage, languages: tuple[Language, Language], locales: Locales
) -> None:
    own, server = languages
    locales.let_use(stage.alice, "ja")
    await stage.imagine("an owl", stage.bob)
    await stage.step_worker()
    asked = {server: await stage.imagine("a fox"), Language.JAPANESE: await stage.imagine("a crane", private=True)}
    told = response_view(await block(stage))
    assert told.text.endswith(written(own, Message("block-cancelled-requests")))
    cancelled = Message("cancelled-by-moderator")
    for language, result in asked.items():
        job = await stage.job(job_id_of(result))
        assert (job.state, job.language, job.reason) == (State.CANCELLED, language, cancelled)
        assert written(language, cancelled) in response_view(result).text
