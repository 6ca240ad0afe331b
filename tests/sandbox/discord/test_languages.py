"""People and servers have languages of their own, which bots see."""

import pytest

from sandbox.discord import FakeDiscord
from tests.sandbox.conftest import DiscordApi


async def test_an_interaction_names_the_languages_of_its_member_and_server(
    api: DiscordApi, discord_sandbox: FakeDiscord
) -> None:
    world = discord_sandbox.world
    assert (await api.post_control("discord", {"language": {"user": "Ada", "locale": "de"}})).status == 200
    assert (await api.post_control("discord", {"preferred_locale": "fr"})).status == 200
    assert (world.ada.locale, world.ben.locale, world.guild.preferred_locale) == ("de", "en-US", "fr")
    order = {"user": "Ada", "channel": "studio", "name": "draw", "options": {"prompt": "a fox"}}
    sent = await api.post_control("commands", order)
    interaction = discord_sandbox.interactions.get(sent.body["interaction_id"])
    assert interaction is not None
    payload = discord_sandbox.member_actions._build_payload(interaction)
    assert (payload["locale"], payload["guild_locale"], payload["guild"]["locale"]) == ("de", "fr", "fr")


@pytest.mark.parametrize("change", [{"language": {"user": "Ada", "locale": "xx"}}, {"preferred_locale": "xx"}])
async def test_an_unknown_locale_is_rejected(api: DiscordApi, change: dict[str, object]) -> None:
    reply = await api.post_control("discord", change)
    assert reply.status == 400
    assert "no locale 'xx'" in reply.body["error"]
