"""Discord's shop: every page is read, and what its answers to a consumption mean."""

from typing import Any
from unittest.mock import AsyncMock, Mock

import discord
import pytest

from bot.discord.api_errors import OutageResponse
from bot.discord.entitlements import DiscordShop
from bot.errors import DiscordDown


def payload(entitlement_id: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": str(entitlement_id),
        "sku_id": "500",
        "application_id": "1",
        "user_id": "7",
        "type": 8,
        "deleted": False,
        "starts_at": None,
        "ends_at": None,
        **fields,
    }


def http_error(status: int, code: int) -> discord.HTTPException:
    return discord.HTTPException(Mock(status=status, headers={}), {"code": code, "message": "no"})


@pytest.fixture
def client() -> Any:
    return Mock(spec=discord.Client, application_id=1, http=Mock(), _connection=Mock())


async def test_pages_are_read_upwards_until_one_is_not_full(client: Any) -> None:
    stored = [payload(n) for n in range(1, 251)]

    async def get_entitlements(_application_id: int, *, after: int, limit: int, **_: Any) -> list[dict[str, Any]]:
        return [one for one in stored if int(one["id"]) > after][:limit]

    client.http.get_entitlements = AsyncMock(side_effect=get_entitlements)
    listed, is_complete = await DiscordShop(client).list_entitlements(9.0)
    assert is_complete
    assert [one.id for one in listed] == list(range(1, 251))
    assert {one.seen_at for one in listed} == {9.0}
    assert client.http.get_entitlements.await_count == 3
    assert client.http.get_entitlements.await_args.kwargs["exclude_deleted"] is False


async def test_pages_that_do_not_move_on_are_an_outage_and_not_the_whole_list(client: Any) -> None:
    client.http.get_entitlements = AsyncMock(return_value=[payload(n) for n in range(1, 101)])
    with pytest.raises(DiscordDown):
        await DiscordShop(client).list_entitlements(9.0)


@pytest.mark.parametrize(
    "odd",
    [{}, {"sku_id": None}, {"id": "x"}, {"ends_at": "soon"}, {"ends_at": 7}, {"user_id": "me"}, None, "odd"],
    ids=str,
)
async def test_entitlement_that_cannot_be_read_leaves_the_list_incomplete(client: Any, odd: Any) -> None:
    broken = {**payload(1), **odd} if odd and isinstance(odd, dict) else odd
    client.http.get_entitlements = AsyncMock(return_value=[broken, payload(2)])
    seen, is_complete = await DiscordShop(client).list_entitlements(9.0)
    assert ([one.id for one in seen], is_complete) == ([2], False)


async def test_times_are_read_as_seconds_and_deletions_as_such(client: Any) -> None:
    one = payload(1, deleted=True, guild_id="70", ends_at="2022-10-14T17:00:18+00:00")
    client.http.get_entitlements = AsyncMock(return_value=[one])
    ((seen,), _) = await DiscordShop(client).list_entitlements(9.0)
    assert (seen.ends_at, seen.is_deleted, seen.guild_id) == (1665766818.0, True, 70)


async def test_consumption_of_what_does_not_exist_any_more_counts(client: Any) -> None:
    client.http.consume_entitlement = AsyncMock(side_effect=http_error(404, 10029))
    assert await DiscordShop(client).consume(1)


@pytest.mark.parametrize("is_consumed", [True, False])
@pytest.mark.parametrize("code", [0, 40018, 50001])
async def test_after_a_refused_consumption_the_entitlement_itself_decides(
    client: Any, code: int, is_consumed: bool
) -> None:
    client.http.consume_entitlement = AsyncMock(side_effect=http_error(400, code))
    client.http.get_entitlement = AsyncMock(return_value=payload(1, consumed=is_consumed))
    assert await DiscordShop(client).consume(1) is is_consumed


OUTAGE = OutageResponse(Mock(status=404, headers={}), "<html>", retry_after=None, affects_all_requests=False)


@pytest.mark.parametrize(
    "error",
    [http_error(503, 0), http_error(429, 0), OUTAGE, TimeoutError(), ConnectionResetError()],
    ids=["503", "429", "proxy", "timeout", "reset"],
)
async def test_consumption_without_discords_word_is_an_outage(client: Any, error: Exception) -> None:
    client.http.consume_entitlement = AsyncMock(side_effect=error)
    with pytest.raises(DiscordDown):
        await DiscordShop(client).consume(1)
