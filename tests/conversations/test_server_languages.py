"""What everybody sees is in the server's language, which its managers choose; what one person sees is in theirs."""

import pytest
from simcord.actors import MemberActor

from bot.domain.clock import DAY_SECONDS
from bot.localization.languages import Language
from cogs.admin.permissions import MANAGERS_ONLY
from tests.conversations.conftest import add_manager
from tests.conversations.test_channel_rules import audit_entries, stored_rules
from tests.conversations.test_mod_channel import add_administrator, create_staff_channel, log_lines
from tests.conversations.test_setup import choose_in_setup, in_force, open_setup
from tests.conversations.test_statements import JANUARY_SECONDS, pass_time
from tests.support.locales import Locales
from tests.support.moderation_helpers import card_messages
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
    assert log_lines(room)[-1].endswith("\n-# Langue\N{NO-BREAK SPACE}: Français")
    await choose_in_setup(boss, panel, "language", "discord")
    assert (await stored_rules(stage)).language is None
    assert [entry.detail for entry in await audit_entries(stage)][:2] == [
        "Language: as set for this server at Discord",
        "Langue\N{NO-BREAK SPACE}: Français",
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
    result = await stage.imagine("a fox")
    assert (await stage.job(job_id_of(result))).language is Language.FRENCH
    refused = response_view(await stage.alice.slash(stage.channel, "admin check"))
    assert refused.text == "Das können nur Mitglieder, die diesen Server verwalten können."
    locales.let_use(boss, "de")
    await boss.slash(stage.channel, "admin channel", mode="off")
    assert log_lines(room)[-1].endswith("studio\N{NO-BREAK SPACE}: personne ne peut demander d’images")
    await stage.run_worker_until_idle()


async def test_manager_reads_panels_in_their_own_language(stage: BotStage, locales: Locales) -> None:
    boss = add_manager(stage)
    locales.let_use(boss, "de")
    view = response_view(await open_setup(stage, boss))
    assert "Easel auf diesem Server" in view.text
    assert "Prüfen" in view.button_labels
    assert "Was dieser Server für Bilder ausgeben darf" in (
        response_view(await boss.slash(stage.channel, "admin budget show")).text
    )
    stats = response_view(await boss.slash(stage.channel, "admin stats"))
    assert "Es wurden keine Bilder gezeichnet." in stats.text
    assert str(MANAGERS_ONLY) == "Only members who can manage this server can do that."


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
