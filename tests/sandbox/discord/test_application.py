"""The application: whether it is public, who owns it, and who may therefore add the bot to a server."""

from typing import Any

import pytest

from sandbox.discord import FakeDiscord
from tests.sandbox.conftest import DiscordApi


async def application(api: DiscordApi) -> Any:
    reply = await api.request("GET", "/oauth2/applications/@me")
    assert reply.body == (await api.request("GET", "/applications/@me")).body
    return reply.body


async def test_the_application_says_who_owns_it_and_whether_it_is_public(api: DiscordApi) -> None:
    first = await application(api)
    assert (first["bot_public"], first["owner"]["username"], first["team"]) == (True, "ines", None)
    reply = await api.post_control("application", {"bot_public": False, "owner": "Mo"})
    assert reply.body == {"bot_public": False, "owner": "Mo", "team": []}
    second = await application(api)
    assert (second["bot_public"], second["owner"]["username"]) == (False, "mo")


async def test_a_teams_application_is_owned_by_a_user_who_is_no_person(api: DiscordApi) -> None:
    await api.post_control("application", {"team": ["Mo", "Ada"]})
    about = await application(api)
    team = about["team"]
    assert about["owner"]["id"] == team["id"]
    assert about["owner"]["username"] == f"team{team['id']}"
    assert [one["user"]["username"] for one in team["members"]] == ["mo", "ada"]
    assert team["owner_user_id"] == team["members"][0]["user"]["id"]
    assert {one["membership_state"] for one in team["members"]} == {2}
    await api.post_control("application", {"team": []})
    assert (await application(api))["team"] is None


@pytest.mark.parametrize("body", [{"owner": "Easel"}, {"owner": "nobody"}, {"team": ["nobody"]}, {"public": True}])
async def test_an_impossible_setting_is_rejected(api: DiscordApi, body: Any) -> None:
    before = await application(api)
    assert (await api.post_control("application", body)).status == 400
    assert await application(api) == before


async def test_only_its_owner_and_team_add_a_private_application(api: DiscordApi) -> None:
    await api.post_control("application", {"bot_public": False, "owner": "Ines"})
    refused = await api.post_control("servers", {"owner": "Mo"})
    assert (refused.status, "private" in refused.body["error"]) == (400, True)
    assert (await api.post_control("servers", {"owner": "Ines"})).status == 200
    await api.post_control("application", {"team": ["Ada", "Mo"]})
    assert (await api.post_control("servers", {"owner": "Mo"})).status == 200


async def test_an_operator_owns_the_application_and_an_office_with_the_bot() -> None:
    discord = FakeDiscord(operator=True, bot_public=False)
    office = discord.office
    assert office is not None
    assert (office.name, office.has_bot) == ("Operator's office", True)
    assert office.owner is discord.world.application.owner
    assert not discord.world.application.is_public
    assert [guild.name for guild in discord.world.bot_guilds] == ["Sketch Club", "Operator's office"]
    assert FakeDiscord().office is None
