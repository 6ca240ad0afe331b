"""What everybody sees is in the server's language, which its managers choose; what one person sees is in theirs."""

import pytest
from simcord.actors import MemberActor

from bot.domain.clock import DAY_SECONDS
from bot.localization.languages import Language, in_language
from bot.localization.messages import text
from bot.ui.admin.setup_panel import FIELD_VALUES, choice_text
from tests.conversations.conftest import add_manager
from tests.conversations.test_channel_rules import audit_entries, stored_rules
from tests.conversations.test_mod_channel import add_administrator, create_staff_channel, log_lines
from tests.conversations.test_setup import choose_in_setup, in_force, open_setup
from tests.conversations.test_statements import JANUARY_SECONDS, pass_time
from tests.support.locales import Locales
from tests.support.moderation_helpers import card_messages, work_and_update_cards
from tests.support.stage import BotStage, MessageView, job_id_of, response_view


@pytest.fixture
def locales(monkeypatch: pytest.MonkeyPatch) -> Locales:
    return Locales(monkeypatch)


async def choose_language(stage: BotStage, boss: MemberActor, value: str) -> None:
    await choose_in_setup(boss, await open_setup(stage, boss), "language", value)


async def test_manager_chooses_the_language_and_the_audit_log_says_so_in_it(stage: BotStage) -> None:
    boss, room = add_administrator(stage), create_staff_channel(stage)
    panel = await open_setup(stage, boss)
    await choose_in_setup(boss, panel, "log", room)
    await choose_in_setup(boss, panel, "language", "fr")
    assert in_force(panel)["language"] == ["fr"]
    assert (await stored_rules(stage)).language is Language.FRENCH
    assert log_lines(room)[-1].endswith("\n-# Langue : Français")
    await choose_in_setup(boss, panel, "language", "discord")
    assert (await stored_rules(stage)).language is None
    assert [entry.detail for entry in await audit_entries(stage)][:2] == [
        "Language: as set at Discord",
        "Langue : Français",
    ]


async def test_panel_and_check_name_the_language_that_the_server_has_at_discord(
    stage: BotStage, locales: Locales
) -> None:
    locales.set_preferred(stage.guild, "ja")
    boss = add_manager(stage)
    panel = await open_setup(stage, boss)
    hint = "For messages that everybody sees; at Discord this server is set to 日本語"
    assert hint in [option.get("description") for option in _language_options(response_view(panel))]
    checked = response_view(await boss.slash(stage.channel, "admin check")).text
    assert "Messages for everybody are in this language: 日本語, because of the server’s settings at Discord" in checked
    await choose_language(stage, boss, "pt-BR")
    checked = response_view(await boss.slash(stage.channel, "admin check")).text
    assert "Messages for everybody are in this language: Português (Brasil), as chosen with /admin setup." in checked


@pytest.mark.parametrize("language", Language)
def test_choices_of_the_setup_panel_fit_on_a_phone_in_every_language(language: Language) -> None:
    with in_language(language):
        shown = [str(choice_text(field, value)) for field, values in FIELD_VALUES.items() for value in values]
    assert len(shown) > 15
    assert [words for words in shown if len(words) > 40] == []


def _language_options(view: MessageView) -> list[dict[str, str]]:
    (select,) = [
        inner
        for part in view._components
        for inner in part.get("components", ())
        if inner.get("custom_id") == "easel:setup:language"
    ]
    return list(select["options"])


async def test_german_member_reads_german_where_the_channel_reads_french(stage: BotStage, locales: Locales) -> None:
    boss, room = add_administrator(stage), create_staff_channel(stage)
    await choose_in_setup(boss, await open_setup(stage, boss), "log", room)
    await choose_language(stage, boss, "fr")
    locales.let_use(stage.alice, "de")
    locales.let_use(boss, "de")
    result = await stage.imagine("a fox")
    assert any(shown in response_view(result).text for shown in ("Dans la file", "Dessin en cours"))
    assert (await stage.job(job_id_of(result))).language is Language.FRENCH
    await stage.run_worker_until_idle()
    told = response_view(await boss.slash(stage.channel, "admin channel", mode="off")).text
    assert told == f"Gespeichert für <#{stage.channel.id}>: niemand kann Bilder anfordern."
    assert log_lines(room)[-1].endswith("studio : personne ne peut demander d’images")
    refused = response_view(await stage.imagine("an owl"))
    with in_language(Language.GERMAN):
        assert refused.text == text("rule-channel-off")
    assert refused.ephemeral


async def test_manager_reads_panels_and_refusals_in_their_own_language(stage: BotStage, locales: Locales) -> None:
    boss = add_manager(stage)
    locales.let_use(boss, "de")
    view = response_view(await open_setup(stage, boss))
    assert "Easel auf diesem Server" in view.text
    assert "Prüfen" in view.button_labels
    budgets = response_view(await boss.slash(stage.channel, "admin budget show"))
    assert "Was dieser Server für Bilder ausgeben darf" in budgets.text
    refused = response_view(await boss.slash(stage.channel, "admin channel", mode="usual", private_only=True))
    assert refused.text.startswith("„Wie sonst“ löscht dort alle Einstellungen")


async def test_statement_is_in_the_language_of_the_server(stage: BotStage, locales: Locales) -> None:
    locales.set_preferred(stage.guild, "es-ES")
    boss, room = add_administrator(stage), create_staff_channel(stage)
    await choose_in_setup(boss, await open_setup(stage, boss), "log", room)
    await pass_time(stage, 60)
    await stage.imagine_and_wait("a fox")
    await pass_time(stage, JANUARY_SECONDS + DAY_SECONDS)
    (posted,) = [MessageView(message).text for message in card_messages(room)]
    assert posted.startswith(
        "**Resumen de enero de 2026: Easel en este servidor**\n"
        "-# Del 1 de enero de 2026 al 31 de enero de 2026, ambos incluidos (UTC)\n"
        "**1 imagen** para 1 miembro, "
    )


async def test_reason_that_a_german_member_chose_is_in_the_language_of_the_server(
    stage: BotStage, locales: Locales
) -> None:
    room = create_staff_channel(stage)
    boss = add_administrator(stage)
    await choose_in_setup(boss, await open_setup(stage, boss), "log", room)
    await choose_language(stage, boss, "fr")
    locales.let_use(stage.bob, "de")
    result = await stage.imagine_and_wait("a fox")
    form = await stage.press(_in_french("button-job-report"), result, stage.bob)
    await stage.submit_form(form, stage.bob, reason=["2"])
    await work_and_update_cards(stage)
    assert f"<@{stage.bob.id}>: {_in_french('item-reason-hurtful')}" in MessageView(card_messages(room)[-1]).text


def _in_french(name: str) -> str:
    with in_language(Language.FRENCH):
        return text(name)
