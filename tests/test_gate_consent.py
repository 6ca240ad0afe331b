"""The gate: pictures where no server's rules hold, and whose pictures may be edited."""

import pytest

from bot.domain.quota import Limits
from bot.domain.request import Reference
from bot.errors import Forbidden, NotYours
from bot.policy.gate import SERVERS_ONLY, Gate
from bot.storage import edit_consents
from bot.storage.database import Database
from tests.conftest import HandClock
from tests.doorway import CATALOG, asker, edit, request
from tests.storage.desk import Desk


@pytest.fixture
def gate(database: Database, clock: HandClock) -> Gate:
    return Gate(database, CATALOG, Limits(), clock)


@pytest.fixture
def desk(database: Database, clock: HandClock) -> Desk:
    return Desk(database, clock)


async def test_outside_of_servers_only_where_the_operator_allows_it(database: Database, clock: HandClock) -> None:
    asked = (request("a knife"),)
    with pytest.raises(Forbidden, match=SERVERS_ONLY):
        await Gate(database, CATALOG, Limits(), clock).judge(asker(guild=None), asked)
    allowed = Gate(database, CATALOG, Limits(), clock, direct_messages=True)
    assert await allowed.judge(asker(guild=None), asked) == asked
    assert await allowed.check_words(asker(guild=None), asked) is None


@pytest.mark.parametrize("chosen", [True, False, None])
@pytest.mark.parametrize("usual", [True, False])
async def test_others_edit_a_picture_where_its_author_lets_them(
    gate: Gate, desk: Desk, *, chosen: bool | None, usual: bool
) -> None:
    job = await desk.ask(member=1, guild=7)
    await desk.database.run(edit_consents.put, 1, chosen)
    await gate.change(7, lambda before: before.model_copy(update={"edits": usual}))
    asked = (edit(job.id),)
    assert await gate.judge(asker(1), asked)
    if usual if chosen is None else chosen:
        assert await gate.judge(asker(2), asked)
    else:
        whose = (
            "does not let others edit it" if chosen is False else "On this server, others can edit a picture only if"
        )
        with pytest.raises((NotYours, Forbidden), match=f"{whose}.* Nothing was charged"):
            await gate.judge(asker(2), asked)


async def test_moderators_edit_no_more_than_others(gate: Gate, desk: Desk) -> None:
    job = await desk.ask(member=1, guild=7)
    await desk.database.run(edit_consents.put, 1, False)
    with pytest.raises(NotYours):
        await gate.judge(asker(2, manages_messages=True), (edit(job.id),))


async def test_of_several_pictures_one_that_may_not_be_edited_is_enough(gate: Gate, desk: Desk) -> None:
    free, kept_, own = [await desk.ask(member=member, guild=7) for member in (1, 3, 2)]
    await desk.database.run(edit_consents.put, 3, False)
    assert await gate.judge(asker(2), (edit(free.id, own.id),))
    for asked in ((edit(free.id, own.id, kept_.id),), (edit(own.id), edit(kept_.id))):
        with pytest.raises(NotYours):
            await gate.judge(asker(2), asked)
    assert await gate.judge(asker(3), (edit(free.id, own.id, kept_.id),))


async def test_files_and_pictures_that_nobody_knows_any_more_may_be_edited(gate: Gate) -> None:
    file = request("a hat").model_copy(update={"references": (Reference(url="https://cdn.example/1.png"),)})
    assert await gate.judge(asker(2), (file,))
    assert await gate.judge(asker(2), (edit(404),))


async def test_in_direct_messages_the_authors_choice_holds_too(database: Database, desk: Desk) -> None:
    gate = Gate(database, CATALOG, Limits(), desk.clock, direct_messages=True)
    job = await desk.ask(member=1, guild=7)
    assert await gate.judge(asker(2, None), (edit(job.id),))
    await desk.database.run(edit_consents.put, 1, False)
    with pytest.raises(NotYours):
        await gate.judge(asker(2, None), (edit(job.id),))
    assert await gate.judge(asker(1, None), (edit(job.id),))
