"""The gate: pictures where no server's rules hold, and whose pictures may be edited."""

import pytest

from bot.domain.limits import Limits
from bot.domain.request import Reference
from bot.errors import Forbidden, NotYours
from bot.policy.gate import SERVERS_ONLY, PolicyGate
from bot.storage import edit_consents
from bot.storage.database import Database
from tests.support.clock import ManualClock
from tests.support.job_driver import JobDriver
from tests.support.policy_fakes import CATALOG, FakeAutoMod, make_edit_request, make_request, make_requester


@pytest.fixture
def gate(database: Database, clock: ManualClock) -> PolicyGate:
    return PolicyGate(database, CATALOG, Limits(), FakeAutoMod(), clock)


@pytest.fixture
def job_driver(database: Database, clock: ManualClock) -> JobDriver:
    return JobDriver(database, clock)


async def test_direct_messages_are_allowed_only_if_the_operator_enables_them(
    database: Database, clock: ManualClock
) -> None:
    asked = (make_request("a knife"),)
    with pytest.raises(Forbidden, match=str(SERVERS_ONLY)):
        await PolicyGate(database, CATALOG, Limits(), FakeAutoMod(), clock).apply_rules(
            make_requester(guild_id=None), asked
        )
    allowed = PolicyGate(database, CATALOG, Limits(), FakeAutoMod(), clock, allows_direct_messages=True)
    assert await allowed.apply_rules(make_requester(guild_id=None), asked) == asked
    assert await allowed.find_blocked_words(make_requester(guild_id=None), asked) is None


@pytest.mark.parametrize("chosen", [True, False, None])
@pytest.mark.parametrize("usual", [True, False])
async def test_picture_can_be_edited_by_others_only_with_consent(
    gate: PolicyGate, job_driver: JobDriver, *, chosen: bool | None, usual: bool
) -> None:
    job = await job_driver.reserve(user_id=1, guild_id=7)
    await job_driver.database.run(edit_consents.put, 1, chosen)
    await gate.change_rules(7, lambda before: before.model_copy(update={"edits": usual}))
    asked = (make_edit_request(job.id),)
    assert await gate.apply_rules(make_requester(1), asked)
    if usual if chosen is None else chosen:
        assert await gate.apply_rules(make_requester(2), asked)
    else:
        whose = (
            "does not let others edit it" if chosen is False else "On this server, others can edit a picture only if"
        )
        with pytest.raises((NotYours, Forbidden), match=f"{whose}.* Nothing was charged"):
            await gate.apply_rules(make_requester(2), asked)


async def test_moderators_need_consent_to_edit_pictures_of_others(gate: PolicyGate, job_driver: JobDriver) -> None:
    job = await job_driver.reserve(user_id=1, guild_id=7)
    await job_driver.database.run(edit_consents.put, 1, False)
    with pytest.raises(NotYours):
        await gate.apply_rules(make_requester(2, manages_messages=True), (make_edit_request(job.id),))


async def test_edit_is_refused_if_any_of_its_pictures_may_not_be_edited(
    gate: PolicyGate, job_driver: JobDriver
) -> None:
    free, kept_, own = [await job_driver.reserve(user_id=member, guild_id=7) for member in (1, 3, 2)]
    await job_driver.database.run(edit_consents.put, 3, False)
    assert await gate.apply_rules(make_requester(2), (make_edit_request(free.id, own.id),))
    for asked in (
        (make_edit_request(free.id, own.id, kept_.id),),
        (make_edit_request(own.id), make_edit_request(kept_.id)),
    ):
        with pytest.raises(NotYours):
            await gate.apply_rules(make_requester(2), asked)
    assert await gate.apply_rules(make_requester(3), (make_edit_request(free.id, own.id, kept_.id),))


async def test_files_and_unknown_pictures_can_be_edited(gate: PolicyGate) -> None:
    file = make_request("a hat").model_copy(update={"references": (Reference(url="https://cdn.example/1.png"),)})
    assert await gate.apply_rules(make_requester(2), (file,))
    assert await gate.apply_rules(make_requester(2), (make_edit_request(404),))


async def test_edit_consent_applies_in_direct_messages(database: Database, job_driver: JobDriver) -> None:
    gate = PolicyGate(database, CATALOG, Limits(), FakeAutoMod(), job_driver.clock, allows_direct_messages=True)
    job = await job_driver.reserve(user_id=1, guild_id=7)
    assert await gate.apply_rules(make_requester(2, None), (make_edit_request(job.id),))
    await job_driver.database.run(edit_consents.put, 1, False)
    with pytest.raises(NotYours):
        await gate.apply_rules(make_requester(2, None), (make_edit_request(job.id),))
    assert await gate.apply_rules(make_requester(1, None), (make_edit_request(job.id),))
