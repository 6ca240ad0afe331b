"""Everybody reads in their own language what only they see, and in the server's what a channel sees."""

import pytest
from simcord.results import InteractionResult

from bot.domain.block_duration import BlockDuration
from bot.localization.languages import Language, in_language
from bot.localization.messages import text
from tests.conversations.test_eta import drawn_in
from tests.support.locales import Locales
from tests.support.stage import BotStage, response_view

BUTTON = "button-job-reroll"


def written(language: Language, name: str) -> str:
    """A message without fields in this language, which must not be its English text."""
    with in_language(language):
        words = text(name)
    assert (words == text(name)) is (language is Language.ENGLISH)
    return words


def is_in(language: Language, result: InteractionResult) -> bool:
    """Whether the buttons below the pictures are labelled in this language."""
    return f"🎲 {written(language, BUTTON)}" in response_view(result).button_labels


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de", Language.GERMAN),
        ("fr", Language.FRENCH),
        ("es-419", Language.SPANISH),
        ("pt-BR", Language.PORTUGUESE),
        ("ja", Language.JAPANESE),
        ("ko", Language.ENGLISH),
    ],
)
async def test_member_reads_refusals_in_their_language(
    stage: BotStage, locales: Locales, locale: str, language: Language
) -> None:
    locales.let_use(stage.alice, locale)
    for member, expected in ((stage.alice, language), (stage.bob, Language.ENGLISH)):
        refused = response_view(await member.slash(stage.channel, "cancel"))
        assert refused.text == written(expected, "queue-nothing-to-cancel")


async def test_channel_reads_pictures_in_the_language_of_the_server(stage: BotStage, locales: Locales) -> None:
    locales.let_use(stage.bob, "fr")
    assert is_in(Language.ENGLISH, await stage.imagine_and_wait("a fox", stage.bob))
    locales.set_preferred(stage.guild, "de")
    waiting = await stage.imagine("a fox", stage.bob)
    with in_language(Language.GERMAN):
        assert text("job-drawing") in response_view(waiting).text
        assert response_view(waiting).button_labels == [text("button-cancel-drawing")]
    await stage.run_worker_until_idle()
    assert is_in(Language.GERMAN, waiting)


async def test_private_pictures_are_in_the_language_of_their_author(stage: BotStage, locales: Locales) -> None:
    locales.let_use(stage.bob, "fr")
    locales.set_preferred(stage.guild, "de")
    assert is_in(Language.FRENCH, await stage.imagine_and_wait("a fox", stage.bob, private=True))


async def test_language_that_managers_chose_precedes_the_one_at_discord(stage: BotStage, locales: Locales) -> None:
    locales.set_preferred(stage.guild, "de")
    gate = stage.app.bot.services.gate
    await gate.change_rules(stage.guild.id, lambda held: held.model_copy(update={"language": Language.JAPANESE}))
    assert is_in(Language.JAPANESE, await stage.imagine_and_wait("a fox"))


async def test_end_of_a_request_is_in_its_language_whoever_cancels_it(stage: BotStage, locales: Locales) -> None:
    locales.set_preferred(stage.guild, "de")
    waiting = await stage.imagine("a fox")
    await stage.press(written(Language.GERMAN, "button-cancel-drawing"), waiting)
    assert response_view(waiting).button_labels == [f"🗑️ {written(Language.GERMAN, 'button-job-delete')}"]


async def test_forms_are_in_the_language_of_whoever_opens_them(stage: BotStage, locales: Locales) -> None:
    locales.let_use(stage.bob, "de")
    shown = await stage.imagine_and_wait("a fox")
    for member, language in ((stage.bob, Language.GERMAN), (stage.alice, Language.ENGLISH)):
        form = await stage.press("Edit", shown, member)
        assert form.modal is not None
        assert form.modal["title"] == written(language, "modal-edit")


async def test_direct_messages_about_a_block_are_in_the_language_of_the_server(
    stage: BotStage, locales: Locales
) -> None:
    locales.let_use(stage.bob, "fr")
    locales.set_preferred(stage.guild, "de")
    moderation, ids = stage.app.services.moderation, {"guild_id": stage.guild.id, "actor_id": stage.mod.id}
    with stage.env.time_context():
        await moderation.block(stage.bob.id, BlockDuration.DAY, "spam", **ids)
        await moderation.unblock(stage.bob.id, **ids)
    await stage.env.settle()
    with in_language(Language.GERMAN):
        assert [told.text for told in stage.direct_messages(stage.bob)] == [text("dm-block-lifted", server="Atelier")]


async def test_estimate_of_a_request_is_in_the_language_of_its_message(stage: BotStage, locales: Locales) -> None:
    await drawn_in(stage, *[8] * 5)
    locales.set_preferred(stage.guild, "de")
    assert "🎨 **Wird gezeichnet …** dauert meistens etwa 8 s" in response_view(await stage.imagine("a fox")).text
